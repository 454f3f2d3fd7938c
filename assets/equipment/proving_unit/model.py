from kit import *
from parts import *

# Proving unit: hand-held source for checking the tester. Front +Z, +Y up. button: 2 mm along -Z. Tips go into t_p1 and t_p2.
AO = dict(dist=.03, lmin=.012)

def build():
    material('pu_body', '#2A3A55', 0, .5); material('pu_led', '#5A1512', 0, .3)
    r = Node('proving_unit'); m = r.mesh = Mesh()
    m.loft([[(x, y, z) for x, y in rrect(w, h, c, 4)] for w, h, c, z in ((.058, .108, .010, -.018), (.066, .116, .012, -.014), (.068, .118, .012, .006), (.064, .114, .011, .0135), (.056, .106, .010, .015))], 'pu_body')
    for s in (-1, 1):
        for k in range(6): m.box((s * .0337, -.036 + .010 * k, -.004), (.0016, .0045, .018), 'rubber', .0006)
    m.extrude(rrect(.052, .098, .006, 4), .0146, .0156, 'pl_black', b=.0003, b0=0)
    m.extrude(rrect(.046, .030, .003, 3, 0, .030), .0150, .0165, 'plate_yellow', b=.0004, b0=0)
    for i, x in enumerate((-.0125, .0125)):
        m.ring((x, .030, .0172), .0072, .0034, .0026, 'pl_dark', n=24, b=.0007); m.ring((x, .030, .0168), .0034, .0023, .0014, 'brass', n=20, b=.0002)
        m.cyl((x, .030, .0164), .0024, .0006, 'hole', n=14, b=0)
        r.empty('t_p%d' % (i + 1), (x, .030, .0172))
    m.text('L1', (-.0125, .0415, .0167), .0034, 'ink', font='bold'); m.text('L2', (.0125, .0415, .0167), .0034, 'ink', font='bold')
    L = Mesh(); L.lathe([(.0028, 0), (.0028, .0012), (.0018, .0024), (0, .0028)], 'pu_led', 16, cap=(False, False)); r.add(Node('led', (-.015, .004, .0156), mesh=L)); m.ring((-.015, .004, .0159), .0040, .0029, .0010, 'nickel', n=16, b=.0003)
    m.text('690 V', (.006, .004, .0157), .0040, 'ink_white', font='bold')
    m.ring((0, -.022, .0162), .0125, .0102, .0020, 'pl_dark', n=28, b=.0006)
    b = Mesh(); b.lathe([(.0100, -.001), (.0100, .0022), (.0088, .0032), (0, .0036)], 'vt_soft2', 28, cap=(False, False)); r.add(Node('button', (0, -.022, .0156), mesh=b)); b.text('TEST', (0, 0, .0038), .0036, 'ink_white', font='bold')
    m.text('PROVING UNIT  验电信号发生器', (0, -.042, .0157), .0028, 'ink_white', font='cjk')
    r.empty('grip_1', (0, -.01, -.004)); r.empty('label', (0, -.05, .0157), width=.03, height=.006)
    return r
material('vt_soft2', '#D8261F', 0, .5)
