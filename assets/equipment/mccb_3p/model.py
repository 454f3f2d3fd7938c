from kit import *
from parts import *
from din import *

# Moulded-case breaker, three poles, 160 A. toggle: identity = ON (up); TRIPPED = +24, OFF = +48 deg about local X. dial_ir: turns about Z, arrow at 0.7 when at rest, -54 deg per 0.1.
AO = dict(dist=.05, lmin=.014)
PX = (-.035, 0, .035)

def build():
    material('mc_body', '#3B3F44', 0, .48); material('mc_front', '#5A6067', 0, .45)
    r = Node('mccb_3p'); m = r.mesh = Mesh()
    B, F = 'mc_body', 'mc_front'
    m.bx((-.0524, -.0500, .0190), (.0524, .0500, .0680), B, .0016)
    m.bx((-.0525, -.0805, .0), (.0525, .0805, .0200), B, .0014)
    for s in (1, -1):
        y0, y1 = sorted((s * .0498, s * .0805))
        for x in (-.0515, -.0175, .0175, .0515): m.bx((x - .0020, y0, .019), (x + .0020, y1, .0680), B, .0008)
        for x in PX:
            ya, yb = sorted((s * .0500, s * .0850))
            m.bx((x - .0105, ya, .0200), (x + .0105, yb, .0250), 'copper', .0008)
            m.cyl((x, s * .0660, .0258), .0092, .0016, 'zinc', n=20, b=.0004); m.cyl((x, s * .0660, .0300), .0066, .0080, 'zinc', n=20, b=.0008)
            m.cyl((x, s * .0660, .0341), .0034, .0004, 'hole', n=6, b=0)
        # arc vents above and below the poles
        for x in PX:
            for k in range(4): slot(m, (x, s * .05005, .0560 - .0060 * k), .0200, .0024, 'y' if s > 0 else '-y')
    for i, x in enumerate(PX):
        a, b = ('1', '3', '5')[i], ('2', '4', '6')[i]
        r.empty('t_' + a, (x, .0660, .0344)); r.empty('t_' + b, (x, -.0660, .0344))
        m.text(a + '/L%d' % (i + 1), (x, .0465, .0681), .0030, 'ink_white', font='bold'); m.text(b + '/T%d' % (i + 1), (x, -.0465, .0681), .0030, 'ink_white', font='bold')
    # raised front and handle escutcheon
    m.bx((-.0490, -.0430, .0675), (.0490, .0430, .0705), F, .0012)
    m.bx((-.0270, -.0080, .0700), (.0270, .0400, .0800), B, .0016)
    m.extrude(rrect(.030, .040, .002, 3, 0, .0160), .0798, .0806, 'pl_black', b=.0003, b0=0)
    slot(m, (0, .0160, .0807), .0175, .0370)
    for y, t, mat in ((.0330, 'I ON', 'ink_white'), (.0015, 'O OFF', 'ink_white'), (.0165, 'TRIP', 'ink_yellow2')): m.text(t, (.0212, y, .0801), .0024, mat, font='bold')
    for y, t in ((.0330, '合'), (.0015, '分'), (.0165, '脱扣')): m.text(t, (-.0212, y, .0801), .0030, 'ink_white' if y != .0165 else 'ink_yellow2', font='cjk')
    t = Mesh()
    with t.at((0, 0, 0), (-24, 0, 0)):
        t.cyl((0, 0, 0), .0165, .0170, 'pl_black', axis='x', n=32)
        t.loft([[(x, y, z) for x, y in rrect(w, h, c, 3)] for w, h, c, z in ((.0165, .0110, .0020, .0120), (.0160, .0100, .0020, .0260), (.0155, .0092, .0020, .0345), (.0140, .0078, .0018, .0360))], 'pl_black')
        for k in range(4): t.box((0, -.0050, .0235 + .0030 * k), (.0125, .0010, .0014), 'pl_black', .0004)
        t.text('160', (0, 0, .03605), .0040, 'ink_white', font='bold')
    n = r.add(Node('toggle', (0, .0160, .0700), mesh=t)); n.empty('grip_1', (0, .0125, .0280))
    # lock lug under the handle
    with m.at((.0300, 0, 0), (0, 90, 0)): m.extrude([(-a, b) for a, b in rrect(.0170, .0110, .0040, 4, .0775, .0040)], 0, .0020, 'zinc', b=.0004, holes=[circle(.0036, 16, -.0805, .0040)])
    r.empty('hasp', (.0310, .0040, .0805))
    # trip unit: dials of thermal and magnetic setting, trip button
    m.bx((-.0460, -.0415, .0700), (.0460, -.0105, .0730), 'pl_lgrey', .0008)
    for x, name, words, vals in ((-.0270, 'dial_ir', 'Ir = … x In', ('.7', '.8', '.9', '1')), (.0050, 'dial_im', 'Im = … x In', ('5', '6', '8', '10'))):
        y = -.0270
        m.cyl((x, y, .0731), .0082, .0006, 'plate_white', n=28, b=.0001); m.ring((x, y, .0736), .0062, .0052, .0010, 'pl_dark', n=24, b=.0002)
        for k, v in enumerate(vals):
            a = math.radians(171 - 54 * k); m.text(v, (x + .0105 * math.cos(a), y + .0105 * math.sin(a), .0731), .0022, 'ink', font='bold')
            with m.at((x, y, .07345), (0, 0, math.degrees(a))): m.quad([(.0064, -.00018, 0), (.0080, -.00018, 0), (.0080, .00018, 0), (.0064, .00018, 0)], 'ink', nocc=True)
        m.text(words, (x, -.0385, .0731), .0021, 'ink', font='bold')
        d = Mesh(); d.lathe([(.0051, 0), (.0051, .0016), (.0044, .0023), (0, .0023)], 'pl_orange' if 'ir' in name else 'pl_dark', 24, cap=(False, False))
        d.quad([(-.0008, -.0038, .00235), (.0008, -.0038, .00235), (.0008, .0024, .00235), (-.0008, .0024, .00235)], 'hole', nocc=True); d.extrude([(-.0014, .0022), (.0014, .0022), (0, .0046)], .00236, .0025, 'ink_white', nocc=True)
        r.add(Node(name, (x, y, .0733), (0, 0, 81), mesh=d))
    m.ring((.0350, -.0225, .0736), .0058, .0046, .0014, 'pl_dark', n=24, b=.0004); p = Mesh(); p.cyl((0, 0, .0005), .0043, .0040, 'pl_red', n=20, b=.0006); r.add(Node('trip', (.0350, -.0225, .0730), mesh=p))
    m.text('PUSH TO TRIP', (.0350, -.0325, .0731), .0017, 'ink', font='bold'); m.text('试验脱扣', (.0350, -.0365, .0731), .0026, 'ink', font='cjk')
    # rating plate left of the handle
    m.box((-.0380, .0160, .0707), (.0185, .0420, .0006), 'plate_alu', .0002)
    for k, (q, h) in enumerate((('160 A', .0036), ('Ui 690 V', .0020), ('Uimp 8 kV', .0020), ('Icu 36 kA', .0020), ('400 V ~', .0020), ('Ics = 75 %', .0018), ('IEC 60947-2', .0016))): m.text(q, (-.0380, .0330 - .0056 * k, .07105), h, 'ink', font='bold' if k < 1 else 'sans')
    name_plate(m, r, (.0385, .0270, .0705), .0175, .0120)
    for x in (-.0455, .0455): m.screw((x, .0395, .0705), .0026); m.screw((x * 1.07, -.0462, .0680), .0022)
    return r

material('ink_yellow2', '#FFCB2E', 0, .5)
def ghosts(): return [(wall(), 'main')]
