from kit import *
from parts import *

# Arc-flash visor on a hard hat, standing on the bench: y = 0 is the surface, face towards +Z. visor: turns about local X, -70 deg = raised.
AO = dict(dist=.08, lmin=.03)

def build():
    material('hat', '#F0F0EA', 0, .35); material('visor', '#8CA86A', 0, .08, alpha=.38)
    r = Node('face_shield'); m = r.mesh = Mesh()
    y0 = .20
    n = 32
    def ring(k, y, ex=0): return [((.112 + ex) * k * math.cos(2 * math.pi * i / n), y, -(.135 + ex) * k * math.sin(2 * math.pi * i / n)) for i in range(n)]
    m.loft([ring(1.0, y0 - .003, .022), ring(1.0, y0, .024), ring(1.0, y0 + .004, .010), ring(1.0, y0 + .02, .004), ring(.985, y0 + .05), ring(.93, y0 + .082), ring(.82, y0 + .110), ring(.64, y0 + .131), ring(.40, y0 + .144), ring(.14, y0 + .149)], 'hat')
    for x in (-.035, 0, .035):
        m.tube([(x, y0 + .150 - .0004 - abs(x) * .12 - (z / .135) ** 2 * (.055), z) for z in (-.105, -.07, -.035, 0, .035, .07, .105)], .006, 'hat', n=8)
    # brim peak
    m.loft([[(x, y0 - .002 + dy, z) for x, z, dy in ((-.085, .115, 0), (.085, .115, 0), (.070, .168, -.006), (0, .180, -.009), (-.070, .168, -.006))][::-1], [(x, y0 + .003 + dy, z) for x, z, dy in ((-.085, .115, 0), (.085, .115, 0), (.070, .166, -.006), (0, .178, -.009), (-.070, .166, -.006))][::-1]], 'hat')
    # chin straps / ear mounts
    for s in (-1, 1): m.cyl((s * .128, y0 + .004, .02), .022, .016, 'pl_black', 'x', n=20, b=.003)
    v = Mesh(angle=70); N = 20; R = .150
    def arc(y, rr): return [(rr * math.sin(a), y, rr * math.cos(a)) for a in (math.radians(-78 + 156 * i / N) for i in range(N + 1))]
    rows = [arc(-.004, R), arc(-.10, R), arc(-.17, R * .985), arc(-.20, R * .96)]
    bs = [v.add(q) for q in rows]
    for k in range(len(rows) - 1):
        for i in range(N): v.face((bs[k] + i, bs[k + 1] + i, bs[k + 1] + i + 1, bs[k] + i + 1), 'visor')
    v.loft([[(rr * math.sin(a), y, rr * math.cos(a)) for rr, y in ((R - .004, -.008), (R + .005, -.008), (R + .005, .018), (R - .004, .018))][::-1] for a in (math.radians(-86 + 172 * i / N) for i in range(N + 1))][::-1], 'pl_black')
    v.tube(arc(-.200, R * .96), .003, 'pl_black', n=6)
    for s in (-1, 1): v.cyl((s * .142, .004, 0), .018, .010, 'pl_black', 'x', n=18, b=.002); v.box((s * .148, .004, .006), (.006, .018, .03), 'pl_black', .002)
    r.add(Node('visor', (0, y0, .02), mesh=v))
    with m.at((0, y0 + .06, .1305), (-14, 0, 0)): m.text('12 cal/cm²', (0, 0, .001), .008, 'ink', font='bold')
    r.empty('grip_1', (0, y0 + .15, 0)); r.empty('hang', (0, y0 + .15, 0))
    return r
