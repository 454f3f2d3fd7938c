from kit import *
from parts import *

# Four-pole load-break switch, 63 A. Origin: centre of the back face on the mounting plate.
# Blades: identity = closed; open = +42 deg about local X (tip swings to the front). Drive shaft leads right to the strip.
AO = dict(dist=.04, lmin=.011, thr=.16)
PX = [-.042, -.014, .014, .042]
REACH = (.245, .22)       # handle axis: x from the isolator, z from the plate to the strip

def build():
    r = Node('isolator_4p'); m = r.mesh = Mesh()
    D, G = 'pl_dark', 'pl_lgrey'
    m.bx((-.060, -.070, .0), (.060, .070, .012), D, .0012)                       # foot
    m.bx((-.058, -.044, .012), (.058, .044, .0285), D, .001)                     # base
    m.bx((-.0555, -.034, .0285), (.0555, .034, .030), 'pl_lgrey', 0)
    # chamber walls up to the window
    z0, z1 = .030, .074
    m.bx((-.058, .034, z0), (.058, .044, z1), D, .0015); m.bx((-.058, -.044, z0), (.058, -.034, z1), D, .0015)
    for x in (-.0565, -.028, 0, .028, .0565):
        w = .003 if abs(x) > .05 else .0016
        m.bx((x - w / 2, -.034, z0), (x + w / 2, .034, z1 - .003), D if abs(x) > .05 else 'pl_grey', .0004)
    fr = rrect(.118, .089, .003, 3)
    m.extrude(fr, z1 - .001, z1 + .0035, G, b=.0012, b0=0, holes=[rrect(.106, .060, .003, 3, 0, 0)])
    m.box((0, 0, z1 + .0005), (.106, .060, .0016), 'clear', 0)
    for x in (-.0525, .0525):
        for y in (-.037, .037): m.screw((x, y, z1 + .0035), .0026, 'zinc')
    m.text('63 A   AC-23A   400 V~', (0, -.0372, z1 + .0037), .0036, 'ink', font='bold')
    m.text('I', (-.0395, .0372, z1 + .0037), .0045, 'ink_red', font='bold'); m.text('ON', (-.031, .0372, z1 + .0037), .0036, 'ink')
    m.text('O', (.018, .0372, z1 + .0037), .0045, 'ink', font='bold'); m.text('OFF', (.028, .0372, z1 + .0037), .0036, 'ink')
    blades = []
    for i, x in enumerate(PX):
        # fixed jaw (top) and pivot (bottom)
        for s in (-1, 1):
            m.bx((x + s * .0036 - .0012, .012, z0), (x + s * .0036 + .0012, .031, z0 + .0130), 'copper', .0004)
        m.bx((x - .006, .014, z0), (x + .006, .033, z0 + .002), 'copper', .0003)
        for s in (-1, 1):
            m.bx((x + s * .0038 - .0012, -.032, z0), (x + s * .0038 + .0012, -.018, z0 + .0115), 'copper', .0004)
        m.bx((x - .006, -.033, z0), (x + .006, -.018, z0 + .002), 'copper', .0003)
        m.cyl((x, -.025, z0 + .0075), .0017, .010, 'zinc', 'x', n=10)
        # arc splitter plates above the jaw
        b = Mesh()
        with b.at((0, 0, 0), (0, 90, 0)):
            b.extrude([(-.0036, -.0055), (.0036, -.0055), (.0042, .036), (.0030, .0505), (-.0030, .0505), (-.0042, .036)], -.0021, .0021, 'copper', b=.0006)
        b.cyl((0, 0, 0), .0042, .0042, 'zinc', 'x', n=14)
        b.bx((-.0085, .026, .0045), (.0085, .0305, .0085), 'pl_red', .0006)          # insulating drive bar
        n = r.add(Node('blade_%d' % (i + 1), (x, -.025, z0 + .0075), mesh=b)); blades.append(n)
    # terminals
    names = [('1L1', '2T1'), ('3L2', '4T2'), ('5L3', '6T3'), ('N1', 'N2')]
    for s, y0 in ((1, .0585), (-1, -.0585)):
        m.bx((-.058, min(s * .044, s * .0735), .012), (.058, max(s * .044, s * .0735), .020), D, .0008)
        for x in (-.058, -.028, 0, .028, .058):
            m.bx((x - .0016, min(s * .044, s * .0745), .012), (x + .0016, max(s * .044, s * .0745), .043), D, .0006)
        for i, x in enumerate(PX):
            m.bx((x - .0085, y0 - .011, .020), (x + .0085, y0 + .011, .0245), 'copper', .0005)
            m.bx((x - .0065, y0 - .007, .0245), (x + .0065, y0 + .007, .0265), 'zinc', .0005)
            m.lathe([(.0052, .0265), (.0052, .0300), (.0046, .0310), (.0028, .0310), (.0026, .0290), (0, .0290)], ['zinc', 'zinc', 'zinc', 'hole', 'hole'], 16, (x, y0, 0), cap=(False, False))
            r.empty('t_' + names[i][0 if s > 0 else 1], (x, y0 + .0, .0310))
        # shroud with a probe hole per pole
        hs = [circle(.0066, 18, x, y0) for x in PX]
        m.extrude(rrect(.1195, .027, .0015, 2, 0, s * .0578), .0405, .0432, G, b=.0006, b0=0, holes=hs)
        for i, x in enumerate(PX): m.text(names[i][0 if s > 0 else 1], (x, s * .0690 if s > 0 else -.0690, .0434), .0033, 'ink', font='bold')
    # phase colour dots
    # drive mechanism, cross shaft, right-angle gear, shaft to the handle
    m.bx((.058, -.040, .0), (.086, .040, .066), D, .0015)
    m.bx((.060, -.036, .066), (.084, .036, .0665), G, .0002)
    m.text('I-O', (.072, .0, .0667), .005, 'ink', font='bold')
    m.bx((.060, -.046, .0), (.084, -.040, .008), 'galv', .0008); m.screw((.072, -.043, .008), .002)
    X, Z = REACH
    zc = .046
    m.bx((X - .022, -.024, .0), (X + .022, -.021, zc + .0), 'galv', .0006); m.bx((X - .022, .021, .0), (X + .022, .024, zc), 'galv', .0006)
    m.bx((X - .022, -.045, .0), (X + .022, -.021, .003), 'galv', .0006)
    for x in (X - .012, X + .012): m.hexbolt((x, -.034, .003), .008)
    m.box((X, 0, zc), (.044, .042, .044), 'alu', .002)
    m.cyl((X - .026, 0, zc), .011, .01, 'alu', 'x', n=20); m.cyl((X, 0, zc + .026), .011, .01, 'alu', 'z', n=20)
    m.cyl((.090, 0, zc), .009, .009, 'steel_dark', 'x', n=16)
    sx = Mesh(); sx.box(((.086 + X - .022) / 2 - .0, 0, 0), (X - .022 - .086, .008, .008), 'zinc', .0006)
    sx.cyl((.104, 0, 0), .0085, .016, 'steel_dark', 'x', n=16); sx.cyl((X - .040, 0, 0), .0085, .016, 'steel_dark', 'x', n=16)
    r.add(Node('shaft_x', (0, 0, zc), mesh=sx))
    sz = Mesh(); sz.box((0, 0, (Z - zc - .031) / 2), (.008, .008, Z - zc - .031), 'zinc', .0006); sz.cyl((0, 0, .012), .0085, .018, 'steel_dark', 'z', n=16)
    sz.cyl((0, 0, Z - zc - .04), .012, .012, 'pl_black', 'z', n=20)
    r.add(Node('shaft', (X, 0, zc + .031), mesh=sz))
    # earth stud beside the switch
    ex, ey = -.088, -.056
    m.bx((ex - .016, ey - .016, 0), (ex + .016, ey + .016, .003), 'copper', .0005)
    m.cyl((ex, ey, .012), .004, .024, 'brass', 'z', n=14)
    m.hexbolt((ex, ey, .003), .013, 'brass', h=.0065); m.hexbolt((ex, ey, .0115), .013, 'brass', washer=False, h=.0065)
    r.empty('t_PE', (ex, ey, .024))
    earth_symbol(m, (ex, ey + .0235, .0006), .010)
    m.box((ex, ey + .0235, .0003), (.014, .012, .0006), 'plate_yellow', .0002)
    m.box((0, .0, .0), (.001, .001, .0005), D, 0)
    with m.at((-.090, .045, 0)): m.box((0, 0, .0006), (.032, .013, .0012), 'plate_white', .0003)
    r.empty('label', (-.090, .045, .0013), width=.032, height=.013)
    r.empty('window', (0, 0, z1 + .0035))
    return r

def ghosts(): return [(wall(), 'main')]
