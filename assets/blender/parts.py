"""Parts shared by several models: modular breakers, 22 mm control units, probe tips."""
from kit import *

def mcb(m, cx, n, pitch=.0177, body='pl_white', text=None, nums=(('1', '2'),), rating='C2'):
    """n-module breaker body without toggle, centred on cx. Returns list of module centres."""
    prof = [(-.0425, .0015), (.0425, .0015), (.0425, .044), (.0402, .0455), (.0245, .0455), (.0225, .0475), (.0225, .0665), (.0215, .0675), (-.0215, .0675), (-.0225, .0665), (-.0225, .0475), (-.0245, .0455), (-.0402, .0455), (-.0425, .044)]
    xs = []
    for i in range(n):
        x = cx + (i - (n - 1) / 2) * pitch
        xs.append(x)
        with m.at((x - .00862, 0, .0), (0, 90, 0)):          # local z->x, x->-z, y->y
            m.extrude([(-z, y) for y, z in prof], 0, .01724, body, b=.0005)
        for s in (1, -1):
            y = s * .0335
            m.ring((x, y, .0456), .0052, .0041, .0012, body, n=16, b=.0003)
            m.quad([(x + .0041 * math.cos(a * math.pi / 8), y + .0041 * math.sin(a * math.pi / 8), .04556) for a in range(16)], 'hole', nocc=True)
            m.screw((x, y, .0444), .0034, 'zinc', h=.0016)
            m.box((x, s * .0424, .024), (.0094, .0012, .011), 'pl_dark', .0003)      # wire entry
            m.quad([(x - .004, s * .04305, .0195), (x - .004, s * .04305, .0285), (x + .004, s * .04305, .0285), (x + .004, s * .04305, .0195)][::s], 'hole', nocc=True)
            m.text(nums[i][0 if s > 0 else 1], (x + .0061, y + s * -.0055, .0456), .0022, 'ink', font='bold')
        # toggle slot
        m.quad([(x - .0056, -.0105, .06756), (x + .0056, -.0105, .06756), (x + .0056, .0105, .06756), (x - .0056, .0105, .06756)], 'pl_dark', nocc=True)
        m.box((x, -.0168, .0676), (.0065, .0042, .0006), 'clear', 0)
        m.quad([(x - .003, -.0186, .06757), (x + .003, -.0186, .06757), (x + .003, -.015, .06757), (x - .003, -.015, .06757)], 'pl_red', nocc=True)
    # rail clip
    for s in (1, -1): m.box((cx, s * .0435, .0055), (.008, .006, .004), 'pl_dark', .0005)
    m.text(rating, (cx if n == 1 else xs[0], .0172, .06762), .0034 if n == 1 else .0042, 'ink', font='bold')
    return xs

def toggle(n, xs, col='pl_black', bar=None):
    """Breaker lever; node at y=0, z=.0625: at rest up (ON); +46 degrees about X is down (OFF)."""
    t = Mesh()
    cx = sum(xs) / len(xs)
    for x in xs:
        with t.at((x, 0, 0), (-23, 0, 0)):
            t.cyl((0, 0, 0), .0066, .0098, col, axis='x', n=16)
            t.bx((-.0049, -.0026, 0), (.0049, .0026, .0145), col, .0009)
            t.quad([(-.0026, -.00266, .0125), (.0026, -.00266, .0125), (.0026, -.00266, .0115), (-.0026, -.00266, .0115)][::-1], 'ink_white', nocc=True)
    if len(xs) > 1:
        with t.at((0, 0, 0), (-23, 0, 0)):
            t.bx((xs[0] - .0058, -.0032, .0085), (xs[-1] + .0058, .0032, .0148), bar or col, .001)
    return Node('toggle', (0, 0, .0605), mesh=t)

def unit22_back(m, blocks=1):
    """What is seen of a 22 mm unit behind the door sheet."""
    m.cyl((0, 0, -.012), .0108, .024, 'pl_dark', n=20)
    m.cyl((0, 0, -.0045), .0145, .004, 'pl_lgrey', n=6)
    m.bx((-.015, -.02, -.026), (.015, .02, -.014), 'pl_dark', .001)
    for i in range(blocks):
        x = (i - (blocks - 1) / 2) * .0105
        m.bx((x - .005, -.021, -.05), (x + .005, .021, -.026), 'pl_lgrey', .0008)
        for s in (1, -1):
            m.cyl((x, s * .0135, -.0502), .003, .001, 'zinc', '-z', n=10)
            m.quad([(x - .0022, s * .0135 - .0004, -.0508), (x - .0022, s * .0135 + .0004, -.0508), (x + .0022, s * .0135 + .0004, -.0508), (x + .0022, s * .0135 - .0004, -.0508)], 'hole', nocc=True)

def bezel22(m, mat='chrome', h=.0058):
    m.lathe([(.0112, 0), (.0147, 0), (.0149, .0012), (.0146, h * .55), (.0136, h * .95), (.0124, h), (.0116, h * .8), (.0114, h * .3)], mat, 32, cap=(False, False))
    m.lathe([(.0152, .0), (.0152, .0006), (.0146, .0008)], 'rubber', 28, cap=(False, False))
    m.cyl((0, 0, .0004), .0114, .0008, 'pl_black', n=24, b=0)

def label_node(m, root, c, w=.03, h=.012):
    """White designation plate with black rim; returns after adding the `label` empty."""
    m.box((c[0], c[1], c[2] + .0005), (w + .002, h + .002, .001), 'pl_dark', .0003)
    m.box((c[0], c[1], c[2] + .0009), (w, h, .0012), 'plate_white', .0003)
    root.empty('label', (c[0], c[1], c[2] + .0016), width=w, height=h)

def probe_tip(m, L=.019, r=.002, tip='chrome', shroud=True, z0=0.0):
    """Probe needle along -Z from z0; tip end at z0-L."""
    if shroud: m.lathe([(r * 1.9, 0), (r * 1.7, L * .62), (r * 1.45, L * .72)], 'pl_black', 12, (0, 0, z0), '-z')
    m.lathe([(r, L * .6), (r, L * .93), (r * .55, L * .985), (0, L)], tip, 12, (0, 0, z0), '-z', cap=(False, False))

def earth_symbol(m, c, s, mat='ink'):
    """Protective earth symbol, height s, centred at c."""
    x, y, z = c
    q = lambda x0, y0, x1, y1: m.quad([(x + x0 * s, y + y0 * s, z), (x + x1 * s, y + y0 * s, z), (x + x1 * s, y + y1 * s, z), (x + x0 * s, y + y1 * s, z)], mat, nocc=True)
    q(-.04, -.05, .04, .5); q(-.40, -.13, .40, -.05); q(-.26, -.29, .26, -.21); q(-.12, -.45, .12, -.37)

def warning_triangle(m, c, s, bolt=True, z=.0004):
    """ISO W012 style triangle of side s, lying on z of c."""
    h = s * math.sqrt(3) / 2
    tri = lambda k: [(c[0] - s / 2 * k, c[1] - h / 3 * k), (c[0] + s / 2 * k, c[1] - h / 3 * k), (c[0], c[1] + 2 * h / 3 * k)]
    m.extrude(tri(1), c[2], c[2] + z, 'ink', nocc=True)
    m.extrude(tri(.86), c[2] + z, c[2] + z * 1.6, 'plate_yellow', nocc=True)
    if bolt:
        p = [(.03, .40), (-.16, .02), (-.02, .02), (-.09, -.16), (-.15, -.14), (-.045, -.30), (.045, -.11), (-.015, -.13), (.16, .10), (.02, .10), (.12, .40)]
        m.extrude([(c[0] + x * s * .8, c[1] + (y + .01) * s * .8) for x, y in p], c[2] + z * 1.6, c[2] + z * 2.0, 'ink', nocc=True)
