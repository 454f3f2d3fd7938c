from kit import *

# Folded orange vest with two silver bands, lying on y = 0; 0.28 x 0.22 x 0.05 m.
AO = dict(dist=.05, lmin=.5, rays=24, iters=0, floor=.42)

def build():
    material('rv_cloth', '#EC5B12', 0, .75); material('rv_band', '#D7DBDD', .25, .32)
    r = Node('reflective_vest'); m = r.mesh = Mesh(angle=80)
    wave = lambda Q: .0022 * np.sin(Q[:, 0] * 46 + np.sin(Q[:, 2] * 31) * 1.7) + .0016 * np.sin(Q[:, 2] * 64 + Q[:, 0] * 17)
    low = rbox((0, .0130, 0), (.139, .0130, .109), .0110); mid = rbox((.004, .0290, -.002), (.134, .0090, .104), .0085); top = rbox((-.002, .0410, .014), (.130, .0065, .088), .0062)
    f = union(low, mid, top, k=.004)
    g = lambda Q: np.maximum(f(Q) + wave(Q) * np.clip(Q[:, 1] / .03, 0, 1), .0006 - Q[:, 1])
    sdf_mesh(m, g, (-.155, -.004, -.125), (.155, .062, .125), .0052, 'rv_cloth', 3000)
    for x in (-.062, .062): sdf_mesh(m, lambda Q: np.maximum(np.maximum(g(Q) - .0016, np.abs(Q[:, 0] - x) - .0245), .030 - Q[:, 1]), (x - .03, .02, -.12), (x + .03, .06, .12), .0050, 'rv_band', 900)
    with m.at((0, .0512, .045), (-90, 0, 0)): m.text('铁路防护', (0, 0, 0), .0115, 'ink', font='cjk')
    r.empty('grip_1', (0, .045, .08))
    return r

def ghosts(): return [(floor(0, .5), 'main')]
