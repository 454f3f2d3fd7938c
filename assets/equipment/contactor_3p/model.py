from kit import *
from parts import *

# AC-3 25 A contactor with front auxiliary block (13/14, 21/22). indicator moves 3 mm along -Z when pulled in.
AO = dict(dist=.03, lmin=.009)
PX = [-.0145, 0, .0145]

def build():
    r = Node('contactor_3p'); m = r.mesh = Mesh()
    D, B = 'pl_dark', 'pl_black'
    m.bx((-.0225, -.0430, .002), (.0225, .0430, .016), D, .001)                    # foot
    m.bx((-.0222, -.0330, .016), (.0222, .0330, .048), 'pl_lgrey', .001)           # coil housing
    for k in range(5): m.bx((-.0224, -.028 + .012 * k, .020), (.0224, -.0225 + .012 * k, .044), 'pl_lgrey', .0006)
    m.bx((-.0225, -.0415, .046), (.0225, .0415, .056), D, .001)                    # terminal deck
    m.bx((-.0225, -.0245, .056), (.0225, .0245, .083), D, .0014)                   # arc chamber
    m.bx((-.0195, -.0215, .083), (.0195, .0215, .0845), 'pl_lgrey', .0005)
    names = [('1L1', '2T1'), ('3L2', '4T2'), ('5L3', '6T3')]
    for s in (1, -1):
        y = s * .0335
        for x in (-.0222, -.00725, .00725, .0222):
            m.bx((x - .0009, min(s * .0245, s * .0422), .056), (x + .0009, max(s * .0245, s * .0422), .066), D, .0004)
        m.bx((-.0225, min(s * .0245, s * .0262), .056), (.0225, max(s * .0245, s * .0262), .070), D, .0006)
        for i, x in enumerate(PX):
            m.bx((x - .0056, y - .0062, .056), (x + .0056, y + .0070, .0590), 'brass', .0004)
            m.bx((x - .0045, y - .0045, .0590), (x + .0045, y + .0045, .0603), 'zinc', .0003)
            m.screw((x, y, .0603), .0040, 'zinc', h=.0022)
            r.empty('t_' + names[i][0 if s > 0 else 1], (x, y, .0625))
            m.text('%s/%s' % (names[i][0 if s > 0 else 1][0], names[i][0 if s > 0 else 1][1:]), (x, s * .0222, .0832), .0024, 'ink_white', font='bold')
            m.quad([(x - .0042, s * .0416, .0475), (x + .0042, s * .0416, .0475), (x + .0042, s * .0416, .0545), (x - .0042, s * .0416, .0545)][::-s], 'hole', nocc=True)
    # coil terminals on the lower deck
    for nm, x, s in (('A1', -.0150, 1), ('A2', .0150, -1)):
        y = s * .0385
        m.bx((x - .0060, y - .0048, .016), (x + .0060, y + .0048, .0330), D, .0006)
        m.bx((x - .0046, y - .0040, .033), (x + .0046, y + .0040, .0342), 'brass', .0003)
    # (the coil screws sit in front of the lower deck, left and right of the power terminals)
    for nm, s in (('A1', 1), ('A2', -1)):
        x = -.0275 if s > 0 else .0275
        m.bx((x - .0062, .0165 * s - .0075, .016), (x + .0062, .0165 * s + .0075, .0400), D, .0008)
        m.bx((x - .0046, .0165 * s - .0046, .0400), (x + .0046, .0165 * s + .0046, .0412), 'brass', .0003)
        m.screw((x, .0165 * s, .0412), .0034, 'zinc', h=.0018)
        r.empty('t_' + nm, (x, .0165 * s, .0430))
        m.text(nm, (x, .0165 * s - .0108 * s, .0402), .0026, 'ink_white', font='bold')
        m.bx((x - .0062, .0165 * s - .0145 * s - .003, .016), (x + .0062, .0165 * s - .0145 * s + .0055, .0395), D, .0006)
    # front auxiliary block
    m.bx((-.0215, -.0240, .0845), (.0215, .0240, .108), B, .0012)
    m.bx((-.0215, -.0120, .108), (.0215, .0120, .114), B, .001)
    for x, a, b in ((-.0115, '13', '14'), (.0115, '21', '22')):
        for s, t in ((1, a), (-1, b)):
            y = s * .0178
            m.ring((x, y, .1084), .0050, .0041, .0012, B, n=16, b=.0003)
            m.quad([(x + .0041 * math.cos(k * math.pi / 7), y + .0041 * math.sin(k * math.pi / 7), .10815) for k in range(14)], 'hole', nocc=True)
            m.screw((x, y, .1080), .0034, 'zinc', h=.0013)
            r.empty('t_' + t, (x, y, .1093))
            m.text(t + (' NO' if t in ('13', '14') else ' NC'), (x, s * .0098, .1142), .0022, 'ink_white', font='bold')
    # window of the moving indicator
    m.extrude(rrect(.013, .0105, .001, 2), .1138, .1148, 'pl_grey', b=.0003, b0=0, holes=[rrect(.0105, .0078, .0006, 2)])
    m.quad([(-.005, -.0037, .11405), (.005, -.0037, .11405), (.005, .0037, .11405), (-.005, .0037, .11405)], 'hole', nocc=True)
    i = Mesh(); i.bx((-.0047, -.0033, -.004), (.0047, .0033, .0022), 'pl_orange', .0006)
    for y in (-.0015, 0, .0015): i.bx((-.0036, y - .0003, .0021), (.0036, y + .0003, .0025), 'pl_orange', .0001)
    r.add(Node('indicator', (0, 0, .1146), mesh=i))
    # print
    m.box((0, 0, .0), (.001, .001, .001), D, 0)
    m.box((-.0158, 0, .1141), (.0085, .010, .0006), 'plate_white', .0002)
    m.box((.0160, 0, .11425), (.0085, .0105, .0009), 'plate_white', .0002)
    m.text('AC-3', (-.0158, .0028, .1146), .0016, 'ink', font='bold'); m.text('25 A', (-.0158, 0, .1146), .0018, 'ink', font='bold'); m.text('400 V', (-.0158, -.0028, .1146), .0016, 'ink')
    r.empty('label', (.0160, 0, .1148), width=.0085, height=.0105)
    return r

def ghosts(): return [(wall(), 'main')]
