from kit import *
from parts import *

# Thermal overload relay 12-18 A under the contactor. dial: turns about Z; reset and test: push along -Z; flag: +Z 2.5 mm when tripped.
AO = dict(dist=.03, lmin=.009)
PX = [-.0145, 0, .0145]
UP = .0885          # distance from this origin up to the contactor's lower screws minus their reach

def build():
    r = Node('overload_relay'); m = r.mesh = Mesh()
    D = 'pl_dark'
    m.bx((-.0225, -.0330, .010), (.0225, .0260, .070), D, .0012)
    m.bx((-.0205, -.0120, .070), (.0205, .0245, .0830), 'pl_lgrey', .0012)
    m.bx((-.0225, -.0335, .0), (.0225, -.018, .010), D, .001)
    for x in PX:            # busbar prongs into the contactor
        m.bx((x - .0040, .0255, .0505), (x + .0040, .0600, .0530), 'copper', .0004)
        m.bx((x - .0052, .0255, .046), (x + .0052, .034, .057), D, .0006)
    m.bx((-.009, .026, .020), (.009, .040, .040), D, .001)
    for i, (x, t) in enumerate(zip(PX, ('2T1', '4T2', '6T3'))):
        y = -.0265
        m.ring((x, y, .0704), .0060, .0049, .0014, D, n=16, b=.0003)
        m.quad([(x + .0049 * math.cos(k * math.pi / 8), y + .0049 * math.sin(k * math.pi / 8), .07012) for k in range(16)], 'hole', nocc=True)
        m.screw((x, y, .0701), .0040, 'zinc', h=.0018)
        r.empty('t_' + t, (x, y, .0719))
        m.text('%s/%s' % (t[0], t[1:]), (x, -.0183, .0702), .0022, 'ink_white', font='bold')
        m.quad([(x - .0045, -.03305, .052), (x + .0045, -.03305, .052), (x + .0045, -.03305, .062), (x - .0045, -.03305, .062)], 'hole', nocc=True)
        for xx in (-.00725, .00725): m.bx((xx - .0007, -.0345, .058), (xx + .0007, -.0200, .0735), D, .0003)
    # auxiliary terminals
    for k, t in enumerate(('97', '98', '95', '96')):
        x = -.0156 + k * .0104; y = -.0070
        m.ring((x, y, .0833), .0043, .0035, .0010, 'pl_lgrey', n=14, b=.0003)
        m.quad([(x + .0035 * math.cos(q * math.pi / 7), y + .0035 * math.sin(q * math.pi / 7), .08312) for q in range(14)], 'hole', nocc=True)
        m.screw((x, y, .0830), .0029, 'zinc', h=.0013)
        r.empty('t_' + t, (x, y, .0843))
        m.text(t, (x, -.0004, .0832), .0020, 'ink', font='bold')
    m.text('NO', (-.0104, .0026, .0832), .0015, 'ink'); m.text('NC', (.0104, .0026, .0832), .0015, 'ink')
    # dial 12..18 A
    dx, dy = -.0095, .0140
    m.ring((dx, dy, .0833), .0084, .0068, .0014, 'plate_white', n=28, b=.0003)
    m.cyl((dx, dy, .0831), .0100, .0006, 'plate_white', n=28, b=.0001)
    for k, v in enumerate((12, 13, 14, 15, 16, 18)):
        a = math.radians(225 - k * 54)
        m.text(str(v), (dx + .0094 * math.cos(a), dy + .0094 * math.sin(a), .0835), .0016, 'ink', font='bold')
    d = Mesh(); d.lathe([(.0066, 0), (.0066, .0024), (.0058, .0032), (0, .0032)], 'pl_blue', 24, cap=(False, False))
    d.quad([(-.0052, -.0007, .00325), (.0052, -.0007, .00325), (.0052, .0007, .00325), (-.0052, .0007, .00325)], 'hole', nocc=True)
    d.extrude([(-.0011, .0030), (.0011, .0030), (0, .0058)], .0033, .0035, 'ink_white', nocc=True)
    r.add(Node('dial', (dx, dy, .0833), mesh=d))
    # reset, test, flag
    m.ring((.0080, .0185, .0834), .0046, .0038, .0012, D, n=18, b=.0003)
    p = Mesh(); p.cyl((0, 0, .0012), .0036, .0044, 'pl_blue', n=18, b=.0005); r.add(Node('reset', (.0080, .0185, .0838), mesh=p))
    p.text('R', (0, 0, .00345), .003, 'ink_white', font='bold')
    m.text('RESET', (.0080, .0120, .0832), .0015, 'ink', font='bold')
    m.ring((.0166, .0185, .0834), .0034, .0027, .0012, D, n=16, b=.0003)
    p = Mesh(); p.cyl((0, 0, .0006), .0025, .0034, 'pl_red', n=14, b=.0004); r.add(Node('test', (.0166, .0185, .0838), mesh=p))
    m.text('TEST', (.0166, .0120, .0832), .0013, 'ink', font='bold')
    m.extrude(rrect(.0078, .0044, .0005, 2, .0150, .0068), .0828, .0836, D, b=.0002, b0=0)
    f = Mesh(); f.bx((-.0030, -.0013, -.002), (.0030, .0013, .0008), 'pl_orange', .0003); r.add(Node('flag', (.0150, .0068, .0828), mesh=f))
    m.text('TRIP', (.0075, .0068, .0832), .0014, 'ink', font='bold')
    # designation plate on a carrier at the side, where no wire runs
    m.bx((.0215, .0085, .0560), (.0400, .0215, .0575), D, .0004); m.box((.0310, .0150, .0579), (.0165, .0115, .0010), 'plate_white', .0002)
    r.empty('label', (.0310, .0150, .0585), width=.0165, height=.0115)
    return r

def ghosts(): return [(wall(), 'main')]
