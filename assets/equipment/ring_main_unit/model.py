from kit import *
from parts import *
from plates import *

# SF6 ring main unit 12 kV: ring bays 1 and 2, transformer bay 3 with fuses. 1140 x 1460 x 760. Origin: floor, middle of the front face (z = 0).
# switch_N_line, switch_N_earth: shafts, -90 about Z = closed. selector_N: 0 = blocked, +35 about Z = line, -35 = earth. pos_N (at rest leaning 45 degrees: off): -45 = on (upright), +45 = earth (level).
# cover_N: lifts 60 mm along +Y and then moves 120 mm along +Z.
AO = dict(dist=.18, lmin=.09, rays=24, thr=.18, iters=2, floor=.30)
S, D7 = 'ral7035', 'ral7016'
BAYS = (-.375, 0, .375)
BW = .372
ZM = .030                                  # face of the mechanism covers
YS = .880                                  # shafts
PX = (-.100, 0, .100)
CU = .470                                  # height of the bushings

def bolt(m, pos, af, axis='z'): m.lathe([(af * .57, 0), (af * .57, af * .5), (af * .47, af * .6)], 'zinc', 6, pos, axis, cap=(False, True))
def screw(m, pos, r=.003):
    x, y, z = pos; h = r * .55; w = r * .18
    m.lathe([(r, 0), (r * .7, h)], 'zinc', 8, pos, cap=(False, True)); m.quad([(x - r * .55, y - w, z + h + .0001), (x + r * .55, y - w, z + h + .0001), (x + r * .55, y + w, z + h + .0001), (x - r * .55, y + w, z + h + .0001)], 'hole', nocc=True)

def body(m):
    x0, x1 = -.570, .570
    m.bx((x0, .70, -.760), (x1, 1.40, .0), S, .003)                                  # tank and mechanism casing
    m.bx((x0 - .004, 1.40, -.764), (x1 + .004, 1.412, .036), S, .002)
    for x in (x0, x1 - .003): m.bx((x, .08, -.760), (x + .003, .70, .0), S, .001)
    m.bx((x0, .08, -.760), (x1, .70, -.757), 'galv', 0)
    m.bx((x0 + .01, 0, -.74), (x1 - .01, .08, -.02), D7, .003); m.bx((x0, .08, -.760), (x1, .086, -.0), 'galv', 0)
    for x in (-.1875, .1875): m.bx((x - .002, .086, -.70), (x + .002, .70, -.005), 'galv', 0)
    for x in (x0 + .05, x1 - .05): m.ring((x, 1.44, -.38), .030, .018, .012, 'zinc', 'x', n=18, full=True); m.bx((x - .006, 1.40, -.42), (x + .006, 1.425, -.34), 'zinc', .001)
    for x in (x0 + .06, x1 - .06): bolt(m, (x, .04, -.02), .013)
    for k in range(3): m.bx((x1 - .001, .20 + .15 * k, -.60), (x1 + .003, .30 + .15 * k, -.15), S, .001)
    # head strip: name of the unit, gas gauge
    m.bx((x0, 1.300, .0), (x1, 1.398, .022), D7, .003)
    face(m, -.28, 1.349, .0225, .50, .080, [('SF6 环网柜  RING MAIN UNIT', 19, 0, 14), ('12 kV   630 A   20 kA/3 s   50 Hz   IEC 62271-200', 9.5, 0, -20)], '#3a4047', WHITE, 2)
    gx = .300
    m.ring((gx, 1.349, .028), .036, .031, .012, 'chrome', n=32, b=.002); m.lathe([(.0312, 0), (0, .0001)], 'plate_white', 28, (gx, 1.349, .0235), cap=(False, False))
    face(m, gx, 1.349, .0238, .044, .044, [('MPa', 4.5, 0, -9), ('SF6', 5.5, 0, 7.5)], WHITE, INK, 6, draw=lambda p: [p.ring(0, 0, 19.5, 2.6, '#17864a'), p.poly([(0, 0), (-21, -3), (-21, -21), (-6, -21)], '#f3f3ef'), p.line([(-14, -13), (-18, -16)], 3, '#b5161a')])
    with m.at((gx, 1.349, .0242), (0, 0, 38)): m.quad([(-.006, -.0007, 0), (.024, -.0004, 0), (.024, .0004, 0), (-.006, .0007, 0)], 'ink', nocc=True)
    m.lathe([(.003, 0), (.003, .0018), (0, .002)], 'ink', 10, (gx, 1.349, .0240), cap=(False, False)); m.lathe([(.0305, 0), (0, .001)], 'sg_glass', 24, (gx, 1.349, .032), cap=(False, False))
    plate(m, .445, 1.349, .022, .150, .060, [('气体压力', .0120, .0130), ('GAS PRESSURE', .0070, -.0020), ('绿区正常 GREEN: OK', .0070, -.0170)], WHITE, res=2.4)

def vpis(m, add, empty, n, cx, y, z):
    m.extrude(rrect(.124, .070, .004, 3, cx, y), z, z + .0055, 'sg_bakel', b=.0016, b0=0, caps=(False, True))
    face(m, cx, y, z + .0057, .116, .062, [('带电显示  VOLTAGE', 5.4, 0, 23)] + [('L%d' % (k + 1), 5.2, (k - 1) * 34 - 12.5, 6.5) for k in range(3)], '#33363a', WHITE, 4)
    for k in range(3):
        px = cx + (k - 1) * .034
        m.ring((px, y + .0065, z + .0064), .0074, .0052, .0022, 'nickel', n=16, b=.0006)
        c = Mesh(); c.lathe([(.0052, 0), (.0052, .0020), (.0044, .0038), (0, .0051)], 'sg_vp', 14, cap=(False, False)); add(Node('vpis_%d_L%d' % (n, k + 1), (px, y + .0065, z + .0056), mesh=c))
        m.lathe([(.0060, 0), (.0056, .0034), (.0028, .0036), (.0022, .0010), (0, .0008)], ['pl_black', 'pl_black', 'brass', 'hole'], 12, (px, y - .0165, z + .0056), cap=(False, False)); empty('t_vpis_%d_L%d' % (n, k + 1), (px, y - .0165, z + .0092))

def diagram(p, kind):
    """Painted one-line diagram behind shafts and indicator; millimetres, the field is 340 x 390, the indicator sits at (0, 45)."""
    k = '#b5161a'
    p.rect(-170, 168, 170, 173, k); p.rect(-2.5, 76, 2.5, 170, k)
    p.rect(-2.5, -195, 2.5, 12, k)
    p.line([(0, 45), (88, 45), (88, 22)], 3.5, '#15171a')
    for i, w in enumerate((30, 20, 10)): p.rect(88 - w / 2, 16 - 7 * i, 88 + w / 2, 19.5 - 7 * i, '#15171a')
    if kind == 't': p.rect(-9, -188, 9, -150, k); p.rect(-6, -185, 6, -153, '#e9eae6'); p.rect(-2, -195, 2, -140, k)

def bay(r, m, i):
    n = i + 1; cx = BAYS[i]; t = n == 3
    # mechanism cover
    y0, y1 = .705, 1.295
    m.bx((cx - BW / 2, y0, .0), (cx + BW / 2, y1, ZM), S, .003)
    for x in (-.172, .172):
        for y in (.720, 1.282): screw(m, (cx + x, y, ZM), .0042)
    face(m, cx, .985, ZM + .0004, .340, .390, [('合 ON', 11, -62, 76), ('分 OFF', 11, -75, 45), ('接地', 11, 62, 81), ('EARTH', 8, 62, 68)] + [('负荷开关', 9.5, -85, -12), ('LINE SWITCH', 6.4, -85, -23.5), ('接地开关', 9.5, 85, -12), ('EARTH SWITCH', 6.4, 85, -23.5)], '#e9eae6', INK, 1.9, draw=lambda p: diagram(p, 't' if t else 'r'))
    plate(m, cx, 1.245, ZM, .300, .056, [(('1号环网进线', '2号环网出线', '变压器单元')[i], .0165, .0090), (('RING CABLE 1', 'RING CABLE 2', 'TRANSFORMER')[i], .0085, -.0150)], WHITE, res=2.2)
    r.empty('label_%d' % n, (cx, 1.205, ZM + .001), width=.06, height=.012)
    # position indicator: disc with the moving bar behind a window
    m.ring((cx, 1.030, ZM + .004), .0360, .0310, .008, 'sg_bakel', n=32, b=.0014); m.lathe([(.0312, 0), (0, .0001)], 'plate_white', 28, (cx, 1.030, ZM + .0010), cap=(False, False))
    c = Mesh(); c.extrude(rrect(.0110, .056, .002, 2), 0, .0016, 'pl_red', b=.0004, b0=0, caps=(False, True)); c.lathe([(.0060, .0012), (.0060, .0026), (0, .0030)], 'nickel', 14, cap=(False, False))
    r.add(Node('pos_%d' % n, (cx, 1.030, ZM + .0014), (0, 0, 45), mesh=c))
    m.lathe([(.0308, 0), (0, .0012)], 'sg_glass', 24, (cx, 1.030, ZM + .0064), cap=(False, False))
    # shafts
    for s, what in ((-1, 'line'), (1, 'earth')):
        x = cx + s * .085
        m.ring((x, YS + .045, ZM + .0015), .0250, .0192, .0030, 'zinc', n=28, b=.0008); m.lathe([(.0192, 0), (0, -.0001)], 'hole', 22, (x, YS + .045, ZM + .0006), cap=(False, False))
        c = Mesh(); c.cyl((0, 0, .006), .0088, .014, 'zinc', n=6, b=.0006); nd = r.add(Node('switch_%d_%s' % (n, what), (x, YS + .045, ZM), mesh=c)); nd.empty('hole_%d_%s' % (n, what), (0, 0, .013))
        P_ = load('switchgear_10kv'); P_.arrow(m, x, YS + .006, ZM + .0008, 1)
    # selector: plate that uncovers one of the two shafts, with a lever and a padlock eye
    c = Mesh()
    c.lathe([(.0150, 0), (.0150, .008), (.0135, .010), (0, .0102)], 'sg_bakel', 24, cap=(False, False)); c.loft([[(px, py, zz) for px, py in ((-.0075, -.010), (.0075, -.010), (.0055, .062), (-.0055, .062))] for zz in (.004, .016)], 'pl_blue'); c.sphere((0, .064, .012), .0110, 'pl_blue', 14, 7)
    c.bx((-.0008, .018, .0160), (.0008, .050, .0163), 'ink_white', 0)
    nd = r.add(Node('selector_%d' % n, (cx, YS - .040, ZM + .0008), mesh=c)); nd.empty('selector_grip_%d' % n, (0, .062, .018))
    with m.at((cx, YS - .040, ZM)): m.bx((-.006, .074, 0), (.006, .086, .014), 'zinc', .001)
    r.empty('padlock_%d' % n, (cx, YS + .040, ZM + .010), (0, 90, 0))
    face(m, cx, YS - .072, ZM + .0006, .130, .018, [('负荷', 8, -46, 0), ('闭锁', 8, 0, 0), ('接地', 8, 46, 0)], '#e9eae6', INK, 2.6)
    # live display
    vpis(m, r.add, r.empty, n, cx - .085, .760, ZM)
    if t:
        m.ring((cx + .075, .760, ZM + .002), .0150, .0115, .004, 'chrome', n=20, b=.0008); c = Mesh(); c.lathe([(.0113, -.002), (.0113, .0008), (0, .0010)], 'pl_green', 18, cap=(False, False)); r.add(Node('fuse_flag', (cx + .075, .760, ZM + .0012), mesh=c)); plate(m, cx + .118, .760, ZM, .052, .030, [('熔断指示', .0068, .0052), ('FUSE TRIP', .0050, -.0066)], res=3)
    else: plate(m, cx + .095, .760, ZM, .110, .052, [('先验电  后接地', .0092, .0100), ('PROVE DEAD, THEN EARTH', .0050, -.0110)], YEL, res=2.6)
    # cable cover
    c = Mesh(); w = BW / 2 - .002; a, b = .092, .695
    P_.skin(c, -w, w, a, b, .010, .0125, [rrect(.160, .090, .010, 4, 0, .520)])
    for q in ((-w, a, -w + .0022, b), (w - .0022, a, w, b), (-w, a, w, a + .0022), (-w, b - .0022, w, b)): c.bx((q[0], q[1], -.006), (q[2], q[3], .0115), S, 0)
    c.extrude(rrect(.190, .120, .014, 4, 0, .520), .0125, .0165, 'sg_handle', b=.0014, b0=0, holes=[rrect(.158, .088, .010, 4, 0, .520)]); c.extrude(rrect(.164, .094, .010, 3, 0, .520), .0105, .0120, 'sg_glass')
    for s in (-1, 1): c.tube(fillet([(s * .125, .335, .012), (s * .125, .335, .042), (s * .125, .235, .042), (s * .125, .235, .012)], .012, 4), .0060, 'chrome', n=8)
    warning_triangle(c, (0, .385, .0125), .090, z=.0004); plate(c, 0, .320, .0125, .200, .038, [('接地后方可取下盖板', .0100, .0062), ('REMOVE ONLY WHEN EARTHED', .0056, -.0095)], YEL, res=2.4)
    P_.slots(c, 0, .165, .0125, 6, .22, .016)
    for x in (-.165, .165): screw(c, (x, .675, .0125), .0050)
    nd = r.add(Node('cover_%d' % n, (cx, 0, 0), mesh=c, ao='cover_%d' % n)); nd.empty('cover_grip_%d' % n, (-.125, .285, .045)); nd.empty('cover_grip_%d_b' % n, (.125, .285, .045)); nd.empty('sign_%d' % n, (0, .640, .016))
    # cable compartment: bushings, elbow connectors, cables, screens, earth bar
    for k, dx in enumerate(PX):
        x = cx + dx; col = ('w_yellow', 'w_green', 'w_red')[k]
        m.lathe([(.052, 0), (.052, .020), (.040, .024), (.034, .070)], 'sg_epoxy', 18, (x, CU, -.560), cap=(False, True))
        m.lathe([(.030, -.500), (.038, -.470), (.040, -.380), (.036, -.345), (.024, -.335)], 'rm_elbow', 18, (x, CU, 0), cap=(True, True))
        m.lathe([(.020, .150), (.026, .172), (.028, .250), (.034, .330), (.036, .420), (.030, CU)], 'rm_elbow', 18, (x, 0, -.425), 'y', cap=(True, False))
        m.lathe([(.0190, -.337), (.0190, -.318), (.0150, -.312), (.0085, -.310), (.0085, -.298), (0, -.297)], ['rm_elbow', 'rm_elbow', 'rm_elbow', 'sg_tin', 'sg_tin'], 16, (x, CU, 0), cap=(False, False))
        r.empty('t_%d_L%d' % (n, k + 1), (x, CU, -.2965))
        m.lathe([(.0175, .086), (.0175, .155)], 'sg_sheath', 14, (x, 0, -.425), 'y'); m.lathe([(.042, .086), (.034, .100), (.020, .112)], 'rubber', 16, (x, 0, -.425), 'y', cap=(False, False)); m.lathe([(.0297, .340), (.0375, .342), (.0375, .356), (.0297, .358)], col, 16, (x, 0, -.425), 'y', cap=(False, False))
        m.tube(spline([(x + .018, .165, -.415), (x + .030, .150, -.380), (x + .026, .140, -.240), (x + .020, .140, -.150)], 3), .0040, 'copper', n=6); bolt(m, (x + .020, .132, -.128), .010)
    m.bx((cx - BW / 2 + .012, .112, -.134), (cx + BW / 2 - .012, .152, -.128), 'copper', .0008); m.bx((cx - .16, .195, -.445), (cx + .16, .225, -.441), 'galv', 0)
    for dx in PX: m.ring((cx + dx, .210, -.425), .0300, .0205, .026, 'pl_black', 'y', n=16, b=0)
    m.lathe([(.0120, -.128), (.0120, -.124), (.0060, -.124), (.0060, -.104), (0, -.103)], 'brass', 12, (cx - .15, .132, 0), cap=(False, False)); r.empty('t_%d_PE' % n, (cx - .15, .132, -.1025))

def build():
    load('switchgear_10kv').materials(); material('rm_elbow', '#26282A', 0, .55)
    begin('rm_atlas', 1024, 1024)
    r = Node('ring_main_unit'); m = r.mesh = Mesh()
    body(m)
    for i in range(3): bay(r, m, i)
    plate(m, .125, 1.349, .022, .110, .034, []); r.empty('label', (.125, 1.349, .0240), width=.106, height=.030)
    finish()
    return r

def ghosts():
    fl = Mesh(); fl.quad([(-2, 0, 2), (2, 0, 2), (2, 0, -2), (-2, 0, -2)], 'pl_grey')
    return [(fl, 'main')]
