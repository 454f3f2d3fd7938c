from kit import *
from parts import *

from soft import *
# Pair of insulating gloves lying on the bench, floor origin (y = 0 is the bench top), fingers towards -Z.
AO = dict(dist=.05, lmin=.5, rays=24, iters=0, floor=.4)

def build():
    material('glove', '#C8471C', 0, .55); material('glove_cuff', '#E0B020', 0, .6)
    r = Node('gloves'); m = r.mesh = Mesh(angle=80)
    f, P = hand_sdf('open', .0022)
    cuff = lambda Q: np.maximum(capsule((.033, -.004, .08), (.033, -.004, .36), .036, .058)(np.column_stack([(Q[:, 0] - .033) * 1.9 + .033, Q[:, 1], Q[:, 2]])) * .55, Q[:, 2] - .25)
    g = union(f, cuff, k=.03)
    for s, (px, pz, ry) in ((1, (-.075, 0, 8)), (-1, (.075, .02, -12))):
        with m.at((px, .0, pz), (0, ry, 0)):
            # lay the hand flat: palm (-X for the right hand) down
            with m.at((0, .0245, 0), (0, 0, 90 if s > 0 else -90), (1, 1, 1) if s > 0 else (-1, 1, 1)):
                with m.at((-.0, 0, 0)):
                    sdf_mesh(m, g, (-.06, -.075, -.15), (.085, .11, .255), .0036, 'glove', 1400)
                    m.tube([(.033 + .031 * math.cos(2 * math.pi * i / 24), -.004 + .0565 * math.sin(2 * math.pi * i / 24) , .250) for i in range(24)], .004, 'glove_cuff', n=6, closed=True)
    r.empty('grip_1', (0, .03, .1))
    return r

def ghosts(): return [(floor(0, .5), 'main')]
