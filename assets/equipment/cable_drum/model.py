from kit import *
from parts import *
from heavy import *

# Drum of cable 5G2.5, 100 m, on a stand, with both ends prepared: near end (a_...) on a terminal board in front, far end (b_...) beside it. Origin: floor, middle. drum: turns about X.
AO = dict(dist=.10, lmin=.04)
CY = .315
CORES = (('L1', 'w_brown'), ('L2', 'w_black'), ('L3', 'w_grey'), ('N', 'w_blue'), ('PE', 'w_green'))

def build():
    material('ply', '#B98C55', 0, .65); material('ply_edge', '#8F6738', 0, .7); material('drum_blue', '#1F5F9E', 0, .4)
    r = Node('cable_drum'); m = r.mesh = Mesh()
    F = 'drum_blue'
    # stand
    for s in (-1, 1):
        x = s * .215
        m.tube(fillet([(x, .014, .24), (x, CY + .010, .012), (x, CY + .010, -.012), (x, .014, -.24)], .02, 3), .014, F, n=10); m.tube([(x, .014, -.29), (x, .014, .29)], .014, F, n=10)
        m.cyl((x, CY, 0), .028, .040, F, 'x', n=24, b=.002)
        for z in (-.285, .285): m.cyl((x, .014, z), .0165, .020, 'rubber', 'z', n=14)
    for z in (-.235, .235): m.tube([(-.215, .014, z), (.215, .014, z)], .012, F, n=10)
    # drum
    dn = Node('drum', (0, CY, 0)); d = dn.mesh = Mesh()
    d.cyl((0, 0, 0), .011, .47, 'zinc', 'x', n=18, b=.001)
    for s in (-1, 1):
        x0 = s * .160
        with d.at((x0, 0, 0), (0, 90, 0)):
            d.extrude(circle(.255, 56), -.007, .007, 'ply', b=.0012, holes=[circle(.016, 16), circle(.035, 20, 0, .14), circle(.035, 20, .121, -.07), circle(.035, 20, -.121, -.07)], side='ply_edge')
        d.ring((x0 + s * .0075, 0, 0), .050, .016, .004, 'zinc', 'x' if s > 0 else '-x', n=30)
        for k in range(6):
            a = math.radians(60 * k + 30); d.hexbolt((x0 + s * .0070, .085 * math.sin(a), .085 * math.cos(a)), .012, 'zinc', 'x' if s > 0 else '-x')
    with d.at((.1675, 0, 0), (0, 90, 0)):
        d.text('5G2.5  100 m', (0, .205, .0001), .020, 'ink', font='bold'); d.text('450/750 V', (0, -.195, .0001), .016, 'ink', font='bold')
    d.cyl((0, 0, 0), .095, .306, 'ply', 'x', n=32, b=0)
    # wound cable: layers of turns as one ribbed surface
    n = 23; w = .0125; prof = [(.094, -n * w / 2)]
    for k in range(n):
        x = -n * w / 2 + k * w
        prof += [(.186, x + .0006), (.1903, x + w * .22), (.1922, x + w * .5), (.1903, x + w * .78), (.186, x + w - .0006)]
    prof += [(.094, n * w / 2)]
    d.lathe(prof, 'cable', 44, (0, 0, 0), 'x', cap=(False, False))
    r.add(dn)
    # free ends to the terminal board in front
    bz, by = .275, .115
    m.bx((-.150, by - .058, bz - .005), (.150, by + .058, bz + .005), 'pl_lgrey', .0015)
    for s in (-1, 1): m.bx((s * .135 - .010, .014, bz - .012), (s * .135 + .010, by + .040, bz - .004), F, .001); m.tube([(s * .135, .020, bz - .008), (s * .135, .016, .235)], .008, F, n=8)
    for g, (x0, t) in enumerate(((-.0745, 'a'), (.0745, 'b'))):
        ex = x0; start = (x0, .135 if g else .130, .20)
        path = [(.10 if g else -.12, CY - .150 if g else CY - .188, .118 if g else .030), (x0 * 1.25, .150, .205), (x0, by + .100, bz - .018), (x0, by + .078, bz + .012), (x0, by + .052, bz + .016)]
        m.tube(spline(path, 6), .0060, 'cable', n=10); m.ring((x0, by + .0535, bz + .016), .0068, .0050, .006, 'rubber', 'y', n=14, full=True)
        m.bx((x0 - .062, by - .012, bz + .004), (x0 + .062, by + .012, bz + .016), 'pl_cream', .001)
        for i, (c, mat) in enumerate(CORES):
            x = x0 - .048 + .024 * i
            m.tube(fillet([(x0 + (i - 2) * .0022, by + .052, bz + .016), (x0 + (i - 2) * .006, by + .040, bz + .019), (x, by + .026, bz + .020), (x, by + .008, bz + .020)], .010, 4), .0019, mat, n=7, twist='w_yellow' if c == 'PE' else None)
            m.bx((x - .0070, by - .0080, bz + .0155), (x + .0070, by + .0080, bz + .0180), 'brass', .0004); m.screw((x, by - .0005, bz + .0180), .0046, 'zinc', h=.0026)
            r.empty('t_%s_%s' % (t, c), (x, by - .0005, bz + .0212)); m.text(c, (x, by - .0210, bz + .0051), .0070, 'ink', font='bold')
            if i: m.bx((x - .0130, by - .012, bz + .015), (x - .0110, by + .012, bz + .024), 'pl_cream', .0005)
        m.text(('NEAR END 首端', 'FAR END 末端')[g], (x0, by - .040, bz + .0051), .0090, 'ink', font='cjk')
    m.bx((-.0010, by - .052, bz + .0045), (.0010, by + .052, bz + .0056), 'pl_dark', 0)
    r.empty('label', (0, by + .0500, bz + .0052), width=.06, height=.012); m.bx((-.031, by + .0435, bz + .0045), (.031, by + .0565, bz + .0051), 'plate_white', .0001)
    r.empty('window', (0, CY + .19, .05))
    return r

def ghosts(): return [(floor(), 'main')]
