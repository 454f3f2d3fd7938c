from kit import *
from parts import *
from din import *
from heavy import *

# Four-pole changeover switch I-0-II, 63 A, on a plate. handle: upright = 0; +60 deg about Z = I, -60 deg = II. hasp: only in 0. Source I above, source II below, load at the lower edge.
AO = dict(dist=.04, lmin=.012)
PX = (-.0675, -.0225, .0225, .0675)
HZ = .0155

def build():
    material('co_body', '#D4D6D3', 0, .45)
    r = Node('changeover_switch'); m = r.mesh = Mesh()
    B, D = 'co_body', 'pl_dark'
    m.bx((-.105, -.125, 0), (.105, .100, .0040), 'galv', .0008)
    for x in (-.097, .097):
        for y in (-.117, .092): m.hexbolt((x, y, .0040), .009, 'zinc')
    m.bx((-.0930, -.0560, .0040), (.0930, .0600, .0760), B, .002)
    m.bx((-.0900, .0590, .0040), (.0900, .0900, .0340), D, .0012); m.bx((-.0900, -.0880, .0040), (.0900, -.0550, .0520), D, .0012); m.bx((-.0900, -.1185, .0040), (.0900, -.0870, .0300), D, .0012)
    rows = ((.0745, .0340, 'I', ('L1', 'L2', 'L3', 'N'), .060), (-.0715, .0520, 'II', ('L1', 'L2', 'L3', 'N'), .072), (-.1000, .0300, 'T', ('L1', 'L2', 'L3', 'N'), .050))
    for y, z, s, names, ztop in rows:
        for x in (-.0900, -.0450, 0, .0450, .0900):
            m.bx((x - .0012, y - .0140, z - .002), (x + .0012, y + .0140, z + .0100), D, .0005)
        for x, n in zip(PX, names):
            m.bx((x - .0105, y - .0105, z - .0005), (x + .0105, y + .0105, z + .0022), 'lv_tinned', .0006); m.screw((x, y, z + .0022), .0052, 'zinc', h=.0030)
            r.empty('t_%s_%s' % (s, n), (x, y, z + .0058))
    # bank of pole windows with moving blades
    for x, n in zip(PX, ('1', '2', '3', '4')):
        m.extrude(rrect(.0300, .0160, .0015, 3, x, .0475), .0755, .0768, 'pl_black', b=.0003, b0=0, holes=[rrect(.0250, .0110, .0010, 3, x, .0475)]); slot(m, (x, .0475, .07615), .0250, .0110)
        bl = Mesh(); bl.bx((-.0060, -.0035, -.0004), (.0060, .0035, .0008), 'pl_green', .0003); r.add(Node('blade_' + n, (x, .0475, .0765), mesh=bl))
    for x in PX: m.text('I', (x - .0095, .0375, .0763), .0030, 'ink', font='bold'); m.text('0', (x, .0375, .0763), .0030, 'ink', font='bold'); m.text('II', (x + .0095, .0375, .0763), .0030, 'ink', font='bold')
    # face plate of the handle
    y0 = -.0080
    m.extrude(rrect(.0860, .0820, .005, 4, 0, y0 - .0020), .0755, .0775, 'pl_black', b=.0005, b0=0)
    m.extrude(rrect(.0820, .0780, .004, 4, 0, y0 - .0020), .0772, .0792, 'plate_yellow', b=.0006, b0=0)
    m.ring((0, y0, .0800), .0235, .0200, .0030, 'pl_black', n=36, b=.0008)
    for a, t in ((90, '0'), (150, 'I'), (30, 'II')):
        q = math.radians(a); m.text(t, (.0315 * math.cos(q), y0 + .0305 * math.sin(q), .0793), .0062, 'ink', font='bold')
    m.text('MAINS 市电', (-.0225, y0 - .0340, .0793), .0038, 'ink', font='cjk'); m.text('GENERATOR 发电', (.0190, y0 - .0340, .0793), .0034, 'ink', font='cjk'); m.text('I', (-.0385, y0 - .0340, .0793), .0040, 'ink', font='bold')
    for x in (-.0365, .0365):
        for yy in (.0325, -.0265): m.screw((x, y0 + yy, .0792), .0024)
    h = Mesh()
    h.lathe([(.0198, 0), (.0198, .0050), (.0185, .0068), (0, .0075)], 'pl_red', 36, cap=(False, False))
    holes = (.0150, .0205)
    prof = [(-.0250, .0030), (.0280, .0030), (.0292, .0085), (.0292, .0240), (.0270, .0265), (.0100, .0285), (-.0100, .0285), (-.0225, .0250), (-.0250, .0200)]
    with h.at((-.0080, 0, 0), (0, 90, 0)): h.extrude([(-z, y) for y, z in prof], 0, .0160, 'pl_red', b=.0014, holes=[circle(.0026, 14, -HZ, y) for y in (.0120, .0205)])
    for s in (-1, 1):
        for y in (-.006, -.011, -.016): h.box((s * .0081, y, .0165), (.0010, .0020, .0140), 'pl_red', .0004)
    h.extrude([(-.0014, -.008), (.0014, -.008), (.0014, .010), (.0038, .010), (0, .0160), (-.0038, .010), (-.0014, .010)], .0284, .0287, 'ink_white', nocc=True)
    n = r.add(Node('handle', (0, y0, .0795), mesh=h)); n.empty('grip_1', (0, 0, .0260)); n.empty('hasp', (0, .0205, HZ), (0, 0, 90))
    # legends of the terminal rows
    for x, t in zip(PX, ('L1', 'L2', 'L3', 'N')):
        m.text('I ' + t, (x, .0873, .03425), .0032, 'ink_white', font='bold'); m.text('II ' + t, (x, -.0845, .05225), .0034, 'ink_white', font='bold'); m.text(t, (x, -.1150, .03025), .0034, 'ink_white', font='bold')
    m.box((-.0690, .0150, .0764), (.0360, .0260, .0016), 'plate_alu', .0004)
    for q, (t, hh) in enumerate((('4P  63 A', .0036), ('AC-22A 400 V', .0028), ('IEC 60947-3', .0026))): m.text(t, (-.0690, .0225 - .0072 * q, .07725), hh, 'ink', font='bold' if q == 0 else 'sans')
    name_plate(m, r, (.0690, .0150, .0760), .0340, .0120)
    m.text('SOURCE I ↑', (-.0690, -.0120, .0763), .0030, 'ink', font='bold'); m.text('SOURCE II ↓', (-.0690, -.0200, .0763), .0030, 'ink', font='bold'); m.text('LOAD ↓↓', (-.0690, -.0280, .0763), .0030, 'ink', font='bold')
    m.text('电源 I ↑', (.0690, -.0120, .0763), .0036, 'ink', font='cjk'); m.text('电源 II ↓', (.0690, -.0200, .0763), .0036, 'ink', font='cjk'); m.text('负载 ↓↓', (.0690, -.0280, .0763), .0036, 'ink', font='cjk')
    return r

def ghosts(): return [(wall(), 'main')]
