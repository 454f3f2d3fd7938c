from kit import *
from parts import *
from din import *

# Three fuse bases 14 x 51 side by side with draw-out carriers. carrier_1..3: 45 mm along +Z = out; each carries link_n with pin_n (3.5 mm along +Z = blown).
AO = dict(dist=.03, lmin=.010)
PITCH = .0275
XS = [-PITCH, 0, PITCH]
SEAT = .0360           # of the link's axis above the plate

def base(m, r, i, x):
    B = 'fh_base'
    prof = [(-.0565, .0015), (.0565, .0015), (.0565, .0380), (.0545, .0405), (.0375, .0405), (.0360, .0430), (.0360, .0500), (.0350, .0510), (-.0350, .0510), (-.0360, .0500), (-.0360, .0430), (-.0375, .0405), (-.0545, .0405), (-.0565, .0380)]
    for s in (-1, 1): slab(m, prof, x + s * .0125 - .00095, x + s * .0125 + .00095, B, .0004)
    m.bx((x - .0118, -.0350, .0020), (x + .0118, .0350, .0120), B, 0)
    for s in (-1, 1):
        y0, y1 = sorted((s * .0345, s * .0560)); m.bx((x - .0119, y0, .0020), (x + .0119, y1, .0400), B, .0004)
        y0, y1 = sorted((s * .0338, s * .0356)); m.bx((x - .0119, y0, .0020), (x + .0119, y1, .0500), B, .0004)
        # spring jaws of the base: two leaves and a bow at the back
        for q in (-1, 1):
            m.loft([[(x + q * a, s * y, z) for y, z in ((.0165, h), (.0250, h))] + [(x + q * (a + .0009), s * y, z) for y, z in ((.0250, h), (.0165, h))] for a, h in ((.0070, .0122), (.0072, .0315), (.0064, .0375), (.0088, .0430))], 'copper')
        m.bx((x - .0080, s * .0207 - .0043, .0118), (x + .0080, s * .0207 + .0043, .0132), 'copper', .0002)
        y = s * .0460
        recess(m, (x, y, .0400), .0042, B)
        t = 2 * i + (1 if s > 0 else 2); r.empty('t_%d' % t, (x, y, .0410))
        m.text(str(t), (x + .0088, s * .0395, .0407), .0028, 'ink', font='bold')
        slot(m, (x, s * .05655, .0230), .0110, .0120, 'y' if s > 0 else '-y')
    # locking lug below the carrier
    with m.at((x + .0075, 0, 0), (0, 90, 0)): m.extrude([(-a, b) for a, b in rrect(.0140, .0080, .0028, 4, .0465, -.0405)], 0, .0018, 'zinc', b=.0003, holes=[circle(.0025, 14, -.0490, -.0405)])
    r.empty('lock_%d' % (i + 1), (x + .0084, -.0405, .0490))

def carrier(i, x):
    n = Node('carrier_%d' % (i + 1), (x, 0, .0510)); c = n.mesh = Mesh(); C = 'pl_black'; o = -.0510
    # frame with a window, grip lips above and below
    c.extrude(rrect(.0222, .0660, .0022, 3), .0440 + o, .0590 + o, C, b=.0009, b0=0, holes=[rrect(.0150, .0470, .0015, 3, 0, .0040)])
    for s, y0, y1 in ((1, .0285, .0330), (-1, -.0330, -.0208)):
        c.bx((-.0100, y0, .0585 + o), (.0100, y1, .0640 + o), C, .0012)
    for k in range(4): c.bx((-.0085, -.0318 + .0027 * k, .0636 + o), (.0085, -.0304 + .0027 * k, .0647 + o), C, .0004)
    # rails and cradle that hold the link
    for q in (-1, 1):
        for y in (-.0280, .0280): c.bx((q * .0104 - .0007, y - .0040, .0190 + o), (q * .0104 + .0007, y + .0040, .0450 + o), C, .0003)
        for y in (-.0112, .0112):
            c.bx((q * .0091 - .0014, y - .0024, .0190 + o), (q * .0091 + .0014, y + .0024, .0450 + o), C, .0004)
    for y in (-.0318, .0318): c.bx((-.0100, y - .0012, .0300 + o), (.0100, y + .0012, .0450 + o), C, .0004)
    c.box((-.0020, .0308, .0642 + o), (.0148, .0038, .0008), 'plate_white', .0002); c.text('gG 50 A', (-.0021, .0308, .0647 + o), .0021, 'ink', font='bold')
    l = Node('link_%d' % (i + 1), (0, 0, SEAT + o), mesh=Mesh()); fuse_body(l.mesh); n.add(l); n.empty('seat_%d' % (i + 1), (0, 0, SEAT + o))
    # the striker lifts a red pin beside the label
    c.ring((.0080, .0308, .0642 + o), .0026, .0018, .0010, 'pl_lgrey', n=16, b=.0003)
    f = Mesh(); f.lathe([(.0016, -.0050), (.0016, .0006), (.0011, .0012), (0, .0012)], 'pl_red', 16, cap=(False, False))
    n.add(Node('pin_%d' % (i + 1), (.0080, .0308, .0624 + o), mesh=f))
    n.empty('grip_%d' % (i + 1), (0, -.0270, .0645 + o)); n.empty('window_%d' % (i + 1), (0, .003, .0565 + o))
    return n

def build():
    material('fh_base', '#C9CBC6', 0, .45)
    r = Node('fuse_holder_3p'); m = r.mesh = Mesh()
    for i, x in enumerate(XS):
        base(m, r, i, x); r.add(carrier(i, x))
    for s in (1, -1): m.box((0, s * .0572, .0060), (.010, .006, .004), 'pl_dark', .0005)
    for x in (-PITCH / 2, PITCH / 2): m.cyl((x, .0470, .0200), .0028, .0034, 'zinc', 'x', n=10, b=0)
    m.bx((-.008, -.0570, .0370), (.008, -.0540, .0406), 'pl_dark', 0); name_plate(m, r, (0, -.0582, .0406), .034, .0088)
    return r

def ghosts(): return [(wall(), 'main')]
