from kit import *
from parts import *

# Clamp meter; jaw towards -Z, display faces +Y. jaw: right half turns about local Y, -28 deg = open. trigger: turns about Y, +10 deg = pressed. selector: about Y.
AO = dict(dist=.03, lmin=.008)
JC = -.118; JR = .0245

def build():
    material('cm_body', '#30353B', 0, .5); material('cm_soft', '#E2611A', 0, .55)
    r = Node('clamp_meter'); m = r.mesh = Mesh()
    B, O = 'cm_body', 'cm_soft'
    m.body([(-.105, .040, .022, .009), (-.098, .050, .030, .011), (-.060, .058, .034, .012), (.0, .062, .036, .012), (.046, .066, .036, .012), (.062, .066, .034, .012), (.072, .054, .030, .010)], B, n=4, axis='-z')
    for s in (-1, 1):
        m.body([(-.085, .006, .018, .002, s * .026, 0), (-.075, .008, .022, .003, s * .0275, 0), (.02, .008, .022, .003, s * .0305, 0), (.028, .006, .018, .002, s * .0300, 0)], O, n=3, axis='-z')
        for k in range(8): m.box((s * .0335, 0, .070 - .011 * k), (.0014 if k > 2 else .001, .016, .004), O, .0005) if k > 1 else None
    m.body([(.052, .084, .030, .010), (.056, .092, .036, .012), (.061, .092, .036, .012), (.065, .084, .030, .010)], O, n=4, axis='-z')       # hand guard
    def half(mm, a0, a1, cz, mat):
        rings = []
        for k in range(13):
            a = math.radians(a0 + (a1 - a0) * k / 12)
            c = V((JR * 1.24 * math.sin(a), 0, cz - JR * 1.24 * math.cos(a))); d = V((math.sin(a), 0, -math.cos(a)))
            ring = [c + d * x + V((0, y, 0)) for x, y in rrect(.0125, .020, .004, 3)]
            rings.append(ring if a1 > a0 else ring[::-1])
        mm.loft(rings, mat)
    half(m, -2, -165, JC, B)
    j = Mesh(); px, pz = .0215, -.0835
    with j.at((-px, 0, -pz)):
        half(j, 2, 150, JC, O)
        j.body([(.072, .020, .020, .005, .024, 0), (.084, .018, .022, .005, .027, 0), (.094, .012, .018, .004, .030, 0)], O, n=3, axis='-z')
    j.cyl((0, 0, 0), .0085, .026, B, 'y', n=20, b=.002)
    r.add(Node('jaw', (px, 0, pz), mesh=j))
    for y in (.0135, -.0135): m.cyl((px, y, pz), .0095, .004, B, 'y', n=20)
    m.body([(.066, .038, .026, .006, -.004, 0), (.088, .030, .022, .006, -.008, 0)], B, n=3, axis='-z')
    t = Mesh(); t.body([(-.022, .010, .014, .003), (-.018, .013, .016, .004), (.018, .015, .016, .004), (.026, .010, .014, .003)], O, n=3, axis='-z')
    for k in range(5): t.box((.0072, 0, .012 - .006 * k), (.0016, .012, .003), O, .0006)
    r.add(Node('trigger', (.0395, 0, -.032), (0, -6, 0), mesh=t))
    r.empty('jaw_centre', (0, 0, JC), (-90, 0, 0))
    with m.at((0, .0176, 0), (-90, 0, 0)):
        m.extrude(rrect(.044, .118, .007, 4, 0, -.016), -.002, .0014, 'pl_black', b=.0008, b0=0)
        m.extrude(rrect(.038, .030, .002, 3, 0, -.052), .001, .0022, 'pl_dark', b=.0004, b0=0); m.plate((0, -.052, .0023), .034, .024, 'lcd', uv=False)
        cy = .012
        for i, tx in enumerate(('OFF', 'A~', 'A=', 'V~', 'Ω')):
            a = math.radians(180 - 45 * i); m.text(tx, (.0175 * math.cos(a), cy + .0165 * math.sin(a), .0016), .0032, 'ink_white', font='bold')
        for k in range(2): m.extrude(rrect(.010, .006, .002, 3, -.010 + .020 * k, -.027), .001, .0028, ('pl_yellow', 'pl_lgrey')[k], b=.0006, b0=0); m.text(('HOLD', 'ZERO')[k], (-.010 + .020 * k, -.0200, .0016), .0020, 'ink_white')
        m.text('600 A  CAT III', (0, -.0355, .0016), .0022, 'ink_white')
    r.empty('display', (0, .0201, .052), (-90, 0, 0), width=.034, height=.024)
    s = Mesh()
    with s.at((0, 0, 0), (-90, 0, 0)):
        s.lathe([(.0118, 0), (.0118, .003), (.0108, .004), (0, .004)], 'pl_dark', 28, cap=(False, False)); s.loft([[(x, y, z) for x, y in rrect(w, h, c, 2)] for w, h, c, z in ((.0065, .023, .002, .0035), (.005, .0215, .002, .0080))], 'pl_dark'); s.quad([(-.0006, .003, .00805), (.0006, .003, .00805), (.0006, .0098, .00805), (-.0006, .0098, .00805)], 'ink_white', nocc=True)
    r.add(Node('selector', (0, .0190, -.012), (0, 90, 0), mesh=s))
    r.empty('grip_1', (0, 0, 0))
    return r
