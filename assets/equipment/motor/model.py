from kit import *
from parts import *

# 7.5 kW four-pole motor, 132M frame, with coupling, guard and pump on a common base frame.
# Origin: floor, centre of the base frame; shaft along X, drive end towards +X. shaft: turns about local X.
AO = dict(dist=.12, lmin=.06, rays=24, thr=.18, iters=2)
H0 = .10                   # top of the base frame
SH = H0 + .132             # shaft height
MX = -.33                  # centre of the motor's feet

def build():
    r = Node('motor'); m = r.mesh = Mesh()
    P = 'ral5010'
    material('motorblue', '#2B5C8A', 0, .42); material('pumpgreen', '#4F7A66', 0, .45)
    P, G = 'motorblue', 'pumpgreen'
    # base frame of channel section
    for z in (-.17, .17):
        m.bx((-.62, .012, z - .03), (.62, .020, z + .03), 'ral7016', .0015); m.bx((-.62, H0 - .009, z - .03), (.62, H0, z + .03), 'ral7016', .0015)
        m.bx((-.62, .012, z - .004), (.62, H0, z + .004), 'ral7016', .001)
    for x in (-.60, .0, .60): m.bx((x - .03, .020, -.17), (x + .03, H0 - .009, .17), 'ral7016', .002)
    for x in (-.56, .56):
        for z in (-.225, .225):
            m.bx((x - .04, 0, z - .04), (x + .04, .012, z + .04), 'ral7016', .002); m.hexbolt((x, .012, z + (.012 if z > 0 else -.012)), .019, 'zinc', 'y')
    with m.at((MX, SH, 0)):
        # stator housing: barrel with axial fins (x = axis)
        L0, L1, R0, R1 = -.155, .155, .105, .130
        m.cyl((0, 0, 0), R0, L1 - L0 + .01, P, 'x', n=36, b=.002)
        n = 44
        for k in range(n):
            a = 360 / n * k
            aa = (a + 180) % 360 - 180        # 0 = +Z(front) ; 90 = up
            if -118 < aa < -62: continue       # feet
            if 66 < aa < 114: continue         # terminal box seat
            with m.at((0, 0, 0), (-a, 0, 0)):
                with m.at((0, 0, 0)):
                    pts = [(L0 + .003, -.0022, R0 - .003), (L1 - .003, -.0022, R0 - .003), (L1 - .003, .0022, R0 - .003), (L0 + .003, .0022, R0 - .003)]
                    top = [(L0 + .006, -.0013, R1), (L1 - .006, -.0013, R1), (L1 - .006, .0013, R1), (L0 + .006, .0013, R1)]
                    b = m.add(pts); t = m.add(top)
                    for i in range(4): m.face((b + i, b + (i + 1) % 4, t + (i + 1) % 4, t + i), P)
                    m.face((t, t + 1, t + 2, t + 3), P)
        # end shields
        for s, x in ((1, L1), (-1, L0)):
            ax = 'x' if s > 0 else '-x'
            m.lathe([(R0 + .004, 0), (.131, .002), (.131, .020), (.126, .024), (.098, .028), (.062, .040), (.055, .052 if s > 0 else .045), (.030, .054 if s > 0 else .045), (0, .054 if s > 0 else .045)], P, 36, (x, 0, 0), ax, cap=(False, False))
            for k in range(4):
                a = math.radians(45 + 90 * k)
                with m.at((x, .121 * math.sin(a), .121 * math.cos(a)), (0, 90 * s, 0)):
                    m.cyl((0, 0, .012), .013, .022, P, n=12, b=.002); m.hexbolt((0, 0, .023), .010, 'zinc', washer=False)
        # fan cowl with grille
        m.lathe([(.131, 0), (.1325, .004), (.1325, .082), (.128, .096), (.118, .102), (.104, .102)], P, 36, (L0 - .018, 0, 0), '-x', cap=(False, False))
        xc = L0 - .018 - .1015
        for k, rr in enumerate((.098, .086, .074, .062, .050, .038, .026)):
            m.ring((xc, 0, 0), rr + .0022, rr - .0022, .003, P, '-x', n=max(16, int(rr * 340)), b=.0008)
        for k in range(4):
            with m.at((xc, 0, 0), (45 * k + 22, 0, 0)): m.box((-.0005, 0, 0), (.0032, .210, .006), P, .0008)
        m.cyl((xc, 0, 0), .020, .004, P, '-x', n=24, b=.001)
        m.cyl((L0 - .06, 0, 0), .124, .004, 'pl_black', 'x', n=22)
        for k in range(3):
            a = math.radians(90 + 120 * k)
            with m.at((L0 - .028, .1325 * math.sin(a), .1325 * math.cos(a)), (-math.degrees(a), 0, 0)): m.screw((0, 0, 0), .004)
        # feet
        for s in (-1, 1):
            for xf in (-.089, .089):
                m.bx((xf - .034, -.132, s * .070), (xf + .034, -.117, s * .136), P, .004)
                m.loft([[(xf - .008, -.120, s * .132), (xf + .008, -.120, s * .132), (xf + .008, -.120, s * .060), (xf - .008, -.120, s * .060)][::s], [(xf - .008, -.075, s * .096), (xf + .008, -.075, s * .096), (xf + .008, -.075, s * .055), (xf - .008, -.075, s * .055)][::s]], P)
                m.hexbolt((xf, -.117, s * .108), .019, 'zinc', 'y')
            m.bx((-.150, -.1315, s * .060), (.150, -.108, s * .086), P, .003)
        # terminal box on top, gland towards the back, type plate on the front
        m.bx((-.058, .098, -.052), (.058, .132, .052), P, .003)
        m.bx((-.066, .131, -.060), (.066, .178, .060), P, .004); m.bx((-.069, .178, -.063), (.069, .192, .063), P, .004)
        for x in (-.058, .058):
            for z in (-.052, .052): m.screw((x, .192, z), .0042, 'zinc', axis='y')
        m.cyl((-.0, .155, -.066), .017, .012, 'pl_dark', 'z', n=6); m.cyl((0, .155, -.078), .014, .016, 'pl_dark', 'z', n=16)
        with m.at((0, .1925, 0), (-90, 0, 0)): warning_triangle(m, (0, 0, 0), .05, z=.0003)
        tp = tplate()
        m.bx((-.080, -.044, .118), (.080, .056, .1315), P, .003)
        m.bx((-.076, -.040, .1312), (.076, .052, .1322), 'plate_alu', .0003); m.plate((0, .006, .1324), .150, .090, tp)
        for x in (-.0725, .0725):
            for y in (-.0365, .0485): m.screw((x, y, .1323), .0016, 'nickel', '-', n=8)
        # lifting eye
        m.tube([(.105 + .017 * math.cos(a * math.pi / 7), .152 + .017 * math.sin(a * math.pi / 7), 0) for a in range(14)], .0052, 'zinc', n=8, closed=True); m.cyl((.105, .130, 0), .012, .014, 'zinc', 'y', n=14)
        # earth stud on the foot
        m.cyl((.135, -.100, .098), .004, .02, 'brass', 'z', n=12); m.hexbolt((.135, -.100, .090), .010, 'brass')
        for n_, x, z in (('U1', -.030, .0), ('V1', 0, .0), ('W1', .030, .0)): r.empty('t_' + n_, (MX + x, SH + .178, z + .015), (-90, 0, 0))
        r.empty('t_PE', (MX + .135, SH - .100, .110))
        # motor cable up from the floor tray to the gland
        m.tube(fillet([(0, .155, -.082), (0, .155, -.14), (-.02, .06, -.19), (-.02, -SH + .06, -.20), (-.02, -SH + .03, -.30)], .07, 6), .0105, 'cable', n=10)
    # shaft with coupling halves
    s = Mesh()
    s.cyl((.045, 0, 0), .019, .21, 'steel', 'x', n=20, b=.001); s.cyl((.030, 0, 0), .052, .050, 'steel_dark', 'x', n=22, b=.003); s.cyl((.098, 0, 0), .052, .050, 'steel_dark', 'x', n=22, b=.003)
    s.cyl((.064, 0, 0), .047, .020, 'pl_orange', 'x', n=24)
    for k in range(6):
        a = math.radians(60 * k); s.cyl((.064, .036 * math.sin(a), .036 * math.cos(a)), .006, .118, 'zinc', 'x', n=8)
    s.bx((-.035, .016, -.004), (.0, .0215, .004), 'steel', .0005)
    s.cyl((.175, 0, 0), .016, .12, 'steel', 'x', n=18, b=0)                # the pump's own shaft, into its bearing housing
    s.quad([(.030 - .012, .0521, -.006), (.030 - .012, .0521, .006), (.030 + .012, .0521, .006), (.030 + .012, .0521, -.006)], 'ink_white', nocc=True)
    r.add(Node('shaft', (MX + .225, SH, 0), mesh=s))
    # guard: yellow perforated hood over the coupling
    gx0, gx1 = MX + .215, MX + .372
    ang = [math.radians(a) for a in range(-10, 191, 20)]
    for x0, x1 in ((gx0, gx0 + .012), (gx1 - .012, gx1)):
        m.loft([[(x, SH + .075 * math.sin(a), .075 * math.cos(a)) for a in ang] + [(x, SH + .072 * math.sin(a), .072 * math.cos(a)) for a in reversed(ang)] for x in (x0, x1)], 'plate_yellow')
    for k in range(9):
        x0 = gx0 + .012 + k * (gx1 - gx0 - .024) / 9 + .004
        m.loft([[(x, SH + .0745 * math.sin(a), .0745 * math.cos(a)) for a in ang] + [(x, SH + .0725 * math.sin(a), .0725 * math.cos(a)) for a in reversed(ang)] for x in (x0, x0 + .0068)], 'plate_yellow')
    for z in (-.075, .075):
        m.bx((gx0, H0, z - .0015), (gx1, SH - .005, z + .0015), 'plate_yellow', .0008); m.bx((gx0, H0, z - .002 if z < 0 else z), (gx1, H0 + .003, z + (.030 if z > 0 else -.030)), 'plate_yellow', .0008)
        for x in (gx0 + .02, gx1 - .02): m.hexbolt((x, H0 + .003, z + (.017 if z > 0 else -.017)), .010, 'zinc', 'y')
    # centrifugal pump
    px = .27
    m.cyl((px - .085, SH, 0), .050, .09, G, 'x', n=20, b=.004); m.cyl((px - .135, SH, 0), .036, .03, G, 'x', n=24, b=.003)
    m.cyl((px - .03, SH, 0), .060, .04, G, 'x', n=20, b=.004)
    m.bx((px - .125, H0, -.045), (px - .075, SH - .03, .045), G, .008); m.bx((px - .14, H0, -.11), (px - .06, H0 + .014, .11), G, .004)
    m.lathe([(.05, -.050), (.128, -.044), (.150, -.028), (.156, 0), (.150, .028), (.128, .044), (.08, .050)], G, 30, (px + .055, SH, 0), 'x', cap=(True, True))
    for k in range(10):
        a = math.radians(36 * k + 9)
        with m.at((px + .012, SH + .118 * math.sin(a), .118 * math.cos(a)), (0, -90, 0)): m.hexbolt((0, 0, .0), .012, 'zinc', washer=False)
    m.bx((px - .0, H0, -.12), (px + .11, H0 + .016, .12), G, .004); m.bx((px + .02, H0 + .01, -.05), (px + .09, SH - .11, .05), G, .008)
    for z in (-.095, .095): m.hexbolt((px + .055, H0 + .016, z), .019, 'zinc', 'y'); m.hexbolt((px - .10, H0 + .014, z), .016, 'zinc', 'y')
    # suction flange and pipe to the right, discharge upwards
    def pipe(a, b, rad): m.tube([a, b], rad, 'steel_dark', n=14)
    def flange(c, ax, rad):
        m.cyl(c, rad, .018, G, ax, n=22, b=.002); d = {'x': V((1, 0, 0)), 'y': V((0, 1, 0))}[ax]; c2 = V(c) + d * .018; m.cyl(c2, rad, .018, 'steel_dark', ax, n=22, b=.002)
        for k in range(6):
            a = math.radians(60 * k + 30); o = (0, math.sin(a), math.cos(a)) if ax == 'x' else (math.sin(a), 0, math.cos(a))
            m.hexbolt(V(c) + d * .027 + V(o) * rad * .8, .014, 'zinc', ax, washer=False)
    m.cyl((px + .135, SH, 0), .046, .09, G, 'x', n=20); flange((px + .180, SH, 0), 'x', .085)
    m.tube(fillet([(px + .20, SH, 0), (px + .42, SH, 0), (px + .42, .0, 0)], .11, 8), .044, 'steel_dark', n=14)
    m.cyl((px + .055, SH + .165, .0), .040, .10, G, 'y', n=20); flange((px + .055, SH + .215, 0), 'y', .078)
    m.tube([(px + .055, SH + .24, 0), (px + .055, SH + .36, 0)], .036, 'steel_dark', n=14)
    m.cyl((px + .055, SH + .42, 0), .048, .15, 'ral5010', 'y', n=24, b=.01); m.cyl((px + .055, SH + .42, .07), .02, .06, 'ral5010', 'z', n=16)
    m.ring((px + .055, SH + .42, .13), .062, .052, .010, 'pl_red', 'z', n=28, b=.003)
    for k in range(3):
        with m.at((px + .055, SH + .42, .13), (0, 0, 60 * k)): m.box((0, 0, 0), (.11, .008, .006), 'pl_red', .002)
    m.tube(fillet([(px + .055, SH + .49, 0), (px + .055, 1.35, 0), (px + .055, 1.35, -2.24)], .10, 8), .036, 'steel_dark', n=14)
    m.cyl((px + .055, 1.35, -2.232), .075, .010, 'steel_dark', 'z', n=28, b=.002)           # rosette at the wall
    m.cyl((px + .055, .660, -1.20), .021, 1.30, 'galv', 'y', n=14, b=0); m.bx((px - .005, 0, -1.26), (px + .115, .010, -1.14), 'galv', .002)   # pipe stand
    m.ring((px + .055, 1.35, -1.20), .042, .036, .045, 'galv', 'z', n=24, full=True)
    for x in (px + .012, px + .098): m.hexbolt((x, .010, -1.20), .013, 'zinc', 'y')
    # pressure gauge
    m.tube(fillet([(px + .045, SH + .172, .030), (px + .028, SH + .172, .085), (px - .02, SH + .185, .085), (px - .02, SH + .25, .085)], .02, 4), .005, 'brass', n=8); m.cyl((px - .02, SH + .235, .085), .009, .016, 'brass', 'y', n=6); m.cyl((px - .02, SH + .275, .085), .032, .022, 'blackmetal', 'z', n=28, b=.002); m.cyl((px - .02, SH + .275, .0965), .029, .001, 'plate_white', 'z', n=28, b=0)
    with m.at((px - .02, SH + .275, .0972)):
        for k in range(11):
            a = math.radians(225 - 27 * k); r0 = .0215 if k % 5 else .0195
            with m.at((0, 0, 0), (0, 0, math.degrees(a))): m.quad([(r0, -.0004, 0), (.0255, -.0004, 0), (.0255, .0004, 0), (r0, .0004, 0)], 'ink', nocc=True)
        for k, v in ((0, '0'), (5, '5'), (10, '10')):
            a = math.radians(225 - 27 * k); m.text(v, (.0160 * math.cos(a), .0160 * math.sin(a), 0), .0042, 'ink', font='bold')
        m.text('bar', (0, -.0150, 0), .0040, 'ink')
    with m.at((px - .02, SH + .275, .0975), (0, 0, 28)): m.quad([(-.001, -.006, 0), (.001, -.006, 0), (.0004, .022, 0), (-.0004, .022, 0)], 'ink', nocc=True)
    m.box((MX, H0 - .0, .201), (.001, .001, .001), 'ral7016', 0)
    m.box((-.20, .055, .1745), (.13, .034, .001), 'plate_white', .0003); m.text('M1', (-.243, .055, .1752), .017, 'ink', font='bold'); m.text('PUMP 水泵', (-.180, .055, .1752), .009, 'ink', font='cjk')
    r.empty('clamp', (MX - .02, SH + .05, -.19))
    return r

def tplate():
    c = Canvas(480, 288, '#c6c8c9'); k = '#17181a'
    c.frame(4, 4, 476, 284, 2.5, k)
    c.text('3 ~ MOTOR', 20, 42, 22, k, 'l', 'bold'); c.text('三相异步电动机', 212, 42, 16, k, 'l', 'cjk'); c.text('IEC 60034-1', 464, 40, 10, k, 'r', 'bold')
    c.line([(10, 56), (470, 56)], 2, k)
    rows = [[('TYPE', '132M-4'), ('No.', '24-0713')], [('V', '400 Δ'), ('Hz', '50'), ('A', '14.8')], [('kW', '7.5'), ('/min', '1460'), ('cos φ', '0.82')], [('IP', '55'), ('Th.Cl.', 'F'), ('S1', 'IE2')], [('IM', 'B3'), ('6208 / 6208', ''), ('kg', '68')]]
    y = 56
    for row in rows:
        y1 = y + 45; w = 460 / len(row)
        for i, (a, b) in enumerate(row):
            x = 10 + w * i
            c.text(a, x + 8, y + 30, 12, '#3a3c3f'); c.text(b, x + w - 10, y + 33, 20, k, 'r', 'bold')
            if i: c.line([(x, y), (x, y1)], 1.5, k)
        y = y1; c.line([(10, y), (470, y)], 1.5, k)
    return material('motor_plate', '#ffffff', .0, .4, tex=c)

def ghosts(): return [(floor(), 'main')]
