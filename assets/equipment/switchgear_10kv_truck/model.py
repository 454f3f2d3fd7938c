from kit import *
from parts import *
from plates import *

# Truck of the 10 kV panel with its vacuum circuit breaker, drawn in the test position, in the frame of the panel (floor, middle of the front face).
# truck moves along -Z: 0 = test, 200 mm = service. truck_beam stays. crank_shaft turns about -Z (clockwise racks in). plug comes out along -Y, 60 mm.
# loom_test, loom_between, loom_service: the plug's cable in the three places of the truck; one of them is shown. spring_flag: +90 about X = charged.
P = load('switchgear_10kv')
bolt, screw, PX, YU, YL, CRANK, S, G = P.bolt, P.screw, P.PX, P.YU, P.YL, P.CRANK, P.S, P.G
AO = dict(dist=.20, lmin=.08, rays=24, thr=.18, iters=2, floor=.30)
PLUG = (-.275, -.085)

def arrow_white(m, x, y, z, s):
    with m.at((x, y, z)):
        m.extrude([(-.030 * s, .003), (.014 * s, .003), (.014 * s, .009), (.030 * s, 0), (.014 * s, -.009), (.014 * s, -.003), (-.030 * s, -.003)], 0, .0003, 'ink_white', nocc=True)

def truck(root):
    """Vacuum circuit breaker on its truck, drawn in the test position; node frame = cabinet frame."""
    n = root.add(Node('truck', (0, 0, 0), ao='truck')); m = n.mesh = Mesh()
    z0 = -.110
    # chassis
    for s in (-1, 1):
        m.bx((s * .315 - .006, .822, -.52), (s * .315 + .006, .905, -.115), G, 0); m.bx((s * .300 - .018, .900, -.52), (s * .300 + .018, .906, -.115), G, 0)
        for z in (-.17, -.30, -.46): m.lathe([(.0215, -.008), (.0215, .008), (.008, .008)], 'zinc', 14, (s * .330, .8245, z), 'x')
        bolt(m, (s * .290, .906, -.16), .010, axis='y')
    m.bx((-.310, .828, -.125), (.310, .904, -.118), G, 0); m.bx((-.310, .828, -.52), (.310, .904, -.512), G, 0); m.bx((-.310, .880, -.512), (.310, .886, -.125), G, 0)
    # housing of the mechanism
    m.bx((-.290, .906, z0 - .205), (.290, 1.402, z0), S, .005)
    m.extrude(rrect(.560, .470, .012, 5, 0, 1.155), z0, z0 + .012, S, b=.0045, b0=0)
    zf = z0 + .012
    for x in (-.262, .262):
        for y in (.940, 1.370): screw(m, (x, y, zf), .0050, 'zinc')
    # face: recessed black operating panel
    m.extrude(rrect(.430, .240, .010, 5, 0, 1.245), zf, zf + .0022, 'pl_dark', b=.0010, b0=0)
    ft = zf + .0024
    def frame(x, y, w, h): m.extrude(rrect(w + .012, h + .012, .003, 3, x, y), zf + .002, zf + .0068, 'sg_bakel', b=.0012, b0=0, holes=[rrect(w, h, .001, 1, x, y)])
    # on/off flag
    fx, fy = -.120, 1.290
    frame(fx, fy, .074, .046); m.plate((fx, fy, zf + .0026), .074, .046, 'pl_black', uv=False)
    for nm, t, en, bg in (('flag_on', '合', 'I  ON', 'pl_red'), ('flag_off', '分', 'O  OFF', 'pl_green')):
        c = Mesh(); c.box((0, 0, 0), (.0735, .0455, .0012), bg, 0); face(c, 0, 0, .0008, .0735, .0455, [(t, 26, -17, 0), (en.split()[0], 15, 18, 8), (en.split()[1], 8, 18, -13)], RED if nm == 'flag_on' else GREEN, WHITE)
        n.add(Node(nm, (fx, fy, zf + .0036), mesh=c))
    face(m, fx, fy - .043, ft, .100, .016, [('分合指示  POSITION', 8, 0, 0)], '#33363a', WHITE)
    # spring indicator: a four-sided drum; +90 about X shows "charged"
    gx = .020
    frame(gx, fy, .074, .046); m.plate((gx, fy, zf - .0015 + .004), .074, .046, 'pl_black', uv=False)
    c = Mesh(); R = .0170
    for a, t, en, bg, ink in ((0, '未储能', 'DISCHARGED', 'plate_white', 'ink'), (-90, '已储能', 'CHARGED', 'pl_yellow', 'ink')):
        with c.at((0, 0, 0), (a, 0, 0)): face(c, 0, 0, R, .072, .034, [(t, 16, 0, 4.5), (en, 6.2, 0, -11)], YEL if a else WHITE)
    for a in (90, 180):
        with c.at((0, 0, 0), (a, 0, 0)): c.plate((0, 0, R), .072, .034, 'pl_black', uv=False)
    n.add(Node('spring_flag', (gx, fy, zf + .0046 - R), mesh=c)); face(m, gx, fy - .043, ft, .100, .016, [('储能指示  SPRING', 8, 0, 0)], '#33363a', WHITE)
    # counter
    kx = .150
    frame(kx, fy, .066, .024); m.box((kx, fy, zf + .0028), (.066, .024, .001), 'pl_black', 0)
    face(m, kx, fy, zf + .0036, .066, .024, [(ch, 13, -27 + 10.8 * i, 0, INK if i < 5 else WHITE) for i, ch in enumerate('000247')], WHITE, draw=lambda p: [p.rect(21.6, -12, 33, 12, RED)] + [p.rect(-22 + 10.8 * i - .4, -12, -22 + 10.8 * i + .4, 12, INK) for i in range(5)])
    face(m, kx, fy - .030, ft, .090, .014, [('操作次数  COUNTER', 7, 0, 0)], '#33363a', WHITE)
    # mechanical push buttons and hole of the hand-charging lever
    for x, c_, t, en in ((-.140, 'pl_green', '分闸', 'OFF'), (-.050, 'pl_red', '合闸', 'ON')):
        m.ring((x, 1.190, zf + .004), .0230, .0182, .008, 'blackmetal', n=30, b=.001); m.lathe([(.0178, 0), (.0178, .0075), (.0160, .0090), (0, .0094)], c_, 26, (x, 1.190, zf + .002), cap=(False, False)); face(m, x, 1.156, ft, .070, .016, [(t + '  ' + en, 9, 0, 0)], '#33363a', WHITE)
    m.ring((.110, 1.190, zf + .003), .0200, .0130, .006, 'zinc', n=26, b=.0008); m.lathe([(.0132, 0), (0, .0001)], 'hole', 20, (.110, 1.190, zf + .0024), cap=(False, False)); m.cyl((.110, 1.190, zf + .003), .0065, .004, 'zinc', n=6); face(m, .110, 1.156, ft, .110, .016, [('手动储能  CHARGE', 8.5, 0, 0)], '#33363a', WHITE)
    m.plate((-.135, 1.035, zf + .0012), .190, .120, 'sg_vcb'); m.box((-.135, 1.035, zf + .0006), (.194, .124, .0010), 'plate_alu', .0002)
    warning_triangle(m, (.075, 1.045, zf), .085); plate(m, .192, 1.040, zf, .130, .056, [('真空断路器', .0160, .0095), ('VACUUM BREAKER', .0085, -.0150)], WHITE, res=3) #6, zf + .0004), .0070, 'ink_grey', font='bold')
    # lifting lugs, plug cable gland on top
    for s in (-1, 1): m.ring((s * .255, 1.414, z0 - .16), .020, .011, .008, 'zinc', 'x', n=20, full=True)
    m.cyl((-.235, 1.405, -.205), .016, .012, 'zinc', 'y', n=16)
    # poles: cast insulating cylinders with sheds, flanges and the two contact arms
    for x in PX:
        m.bx((x - .080, .930, -.415), (x + .080, 1.475, -.312), 'sg_epoxy', .010)
        pz = -.405
        pr = [(.078, .945), (.084, .955)]
        for k in range(3): y = 1.190 + .060 * k; pr += [(.084, y - .010), (.098, y), (.098, y + .003), (.084, y + .014)]
        pr += [(.084, 1.470), (.076, 1.490), (.052, 1.500), (0, 1.500)]
        m.lathe(pr, 'sg_epoxy', 16, (x, 0, pz), 'y', cap=(True, False))
        for y in (YU, YL):
            m.lathe([(.052, 0), (.052, .035), (.040, .045)], 'sg_epoxy2', 14, (x, y, pz - .060), '-z', cap=(False, False))
            m.lathe([(.0300, .02), (.0300, .130), (.0260, .134), (.0215, .134), (.0215, .185)], ['sg_epoxy2', 'sg_epoxy2', 'sg_epoxy2', 'copper'], 14, (x, y, pz - .040), '-z', cap=(False, False))
            # tulip contact: fingers held by garter springs
            zt = -.612
            for k in range(12):
                a = 2 * math.pi * k / 12
                ca, sa = math.cos(a), math.sin(a); ta, tb = math.cos(a + .40), math.sin(a + .40)
                for (r0, q0), (r1, q1) in (((.0320, .030), (.0330, .006)), ((.0330, .006), (.0300, -.030))): m.quad([(x + r0 * ta, y + r0 * tb, zt + q0), (x + r0 * ca, y + r0 * sa, zt + q0), (x + r1 * ca, y + r1 * sa, zt + q1), (x + r1 * ta, y + r1 * tb, zt + q1)], 'sg_silver')
                m.quad([(x + .0300 * ta, y + .0300 * tb, zt - .030), (x + .0300 * ca, y + .0300 * sa, zt - .030), (x + .0235 * ca, y + .0235 * sa, zt - .030), (x + .0235 * ta, y + .0235 * tb, zt - .030)], 'sg_silver')
            m.tube([(x + .0336 * math.cos(2 * math.pi * q / 12), y + .0336 * math.sin(2 * math.pi * q / 12), zt + .006) for q in range(12)], .0030, 'steel', n=4, closed=True); m.lathe([(.0300, .030), (.0310, .006), (.0275, -.029), (.0235, -.029), (.0225, .010)], 'pl_dark', 12, (x, y, zt), cap=(True, False))
    n.empty('flag_view', (fx, fy, zf + .004)); n.empty('spring_view', (gx, fy, zf + .005)); n.empty('truck_front', (0, 1.245, zf))
    return n

def build():
    P.materials(); _tex(); begin('sgt_atlas', 768, 768)
    r = Node('switchgear_10kv_truck'); sx, sz = PLUG
    c = Mesh(); c.body([(-.070, .040, .034, .008), (-.062, .060, .044, .009), (-.012, .066, .050, .009), (0, .066, .050, .009)], 'sg_bakel', n=4, axis='y')
    c.body([(.0, .056, .040, .004), (.014, .056, .040, .004)], 'pl_dark', n=2, axis='y')
    for s in (-1, 1): c.bx((s * .0365 - .003, -.040, -.008), (s * .0365 + .003, .018, .008), 'zinc', .001); c.bx((s * .0395 - .003, -.046, -.010), (s * .0395 + .003, -.022, .010), 'zinc', .001)
    c.lathe([(.0150, 0), (.0155, .018), (.0145, .022), (.0125, .030)], 'zinc', 16, (0, -.070, 0), '-y'); face(c, .004, -.030, .0256, .026, .018, [('58', 11, 0, 0)], BLACK, WHITE)
    for k in range(4): c.bx((-.024, -.052 + .012 * k - .002, .0236), (-.013, -.052 + .012 * k + .002, .0262), 'sg_bakel', .0006)
    n = r.add(Node('plug', (sx, 1.571, sz), mesh=c, ao='truck')); n.empty('plug_grip', (0, -.035, .025))
    for n, dz in (('loom_test', 0), ('loom_between', -.10), ('loom_service', -.20)):
        c = Mesh(); e = (-.235, 1.405, -.205 + dz)
        q = spline([(sx, 1.505, sz), (sx, 1.455, sz), (sx + .004, 1.425, sz - .010), (sx + .014, 1.412, (sz + e[2]) / 2 - .01), (e[0] - .008, 1.440 if dz else 1.432, e[2] + .03), (e[0], 1.440, e[2]), e], 3)
        c.tube(q, .0105, 'pl_grey', n=8)
        r.add(Node(n, mesh=c, ao=n))
    # front beam of the truck: stays latched in the rails while the truck moves
    b = Mesh(); z0, z1 = -.080, -.050
    b.bx((-.335, .828, z0), (.335, .918, z1), 'ral7016', .0025)
    for s in (-1, 1):
        b.bx((s * .335 - (0 if s > 0 else .030), .860, z0 + .006), (s * .335 + (.030 if s > 0 else 0), .884, z1 - .006), 'zinc', .0015)
        b.bx((s * .235 - .034, .856, z1 - .001), (s * .235 + .034, .892, z1 + .001), 'pl_black', .0008); b.tube(fillet([(s * .235 - .025, .874, z1), (s * .235 - .025, .874, z1 + .026), (s * .235 + .025, .874, z1 + .026), (s * .235 + .025, .874, z1)], .012, 4), .0062, 'chrome', n=10)
        bolt(b, (s * .300, .905, z1), .010); bolt(b, (s * .300, .842, z1), .010)
    b.ring((CRANK[0], CRANK[1], z1 + .0015), .0210, .0128, .0030, 'zinc', n=26, b=.0008); face(b, -.115, .893, z1 + .0004, .130, .030, [('手车  TRUCK', 12, 0, 0)], '#3a4047', WHITE, 3); face(b, .115, .893, z1 + .0004, .130, .030, [('行程 200 mm', 12, 0, 0)], '#3a4047', WHITE, 3)
    for x, s in ((-.110, 1), (.110, -1)): arrow_white(b, x, .866, z1 + .0003, s)
    r.add(Node('truck_beam', mesh=b, ao='truck'))
    c = Mesh(); c.cyl((0, 0, .008), .0095, .030, 'zinc', n=6, b=.0008); c.cyl((0, 0, -.012), .0125, .016, 'zinc', n=16); c.tube([(0, 0, -.02), (0, 0, -.40)], .0095, 'steel', n=12)
    for k in range(16): c.lathe([(.0096, -.0016), (.0112, 0), (.0096, .0016)], 'steel', 8, (0, 0, -.06 - .0075 * k), cap=(False, False))
    n = r.add(Node('crank_shaft', (CRANK[0], CRANK[1], -.050), mesh=c, ao='shaft')); n.empty('crank_hole', (0, 0, .023))
    truck(r)
    finish()
    return r

def _tex():
    if 'sg_vcb' in MATS: return
    c = Canvas(456, 288, '#c9cbcc', 2); k = '#1a1b1d'; c.frame(5, 5, 451, 283, 2, '#333638'); c.text('VS1-12 户内高压真空断路器', 228, 38, 21, k, 'c', 'cjk')
    for i, (a, b) in enumerate((('额定电压', '12 kV'), ('额定电流', '630 A'), ('额定短路开断电流', '25 kA'), ('额定操作顺序', 'O-0.3s-CO-180s-CO'), ('储能电机 / 线圈', 'DC 220 V'), ('编号 No.', '2403-0117'))):
        y = 74 + 35 * i; c.line([(16, y + 9), (440, y + 9)], 1, '#55585b'); c.text(a, 20, y, 16, k, 'l', 'cjk'); c.text(b, 438, y, 16, k, 'r', 'bold')
    material('sg_vcb', '#ffffff', 0, .45, tex=c)

def ghosts():
    box = Mesh()                                # the compartment round the truck and the blades
    for s in (-1, 1): box.quad([(s * .398, .8, 0), (s * .398, 1.63, 0), (s * .398, 1.63, -.7), (s * .398, .8, -.7)][::s], 'pl_grey')
    box.quad([(-.4, .8, -.69), (.4, .8, -.69), (.4, 1.63, -.69), (-.4, 1.63, -.69)], 'pl_grey'); box.quad([(-.4, 1.63, 0), (.4, 1.63, 0), (.4, 1.63, -.7), (-.4, 1.63, -.7)][::-1], 'pl_grey'); box.quad([(-.4, .80, 0), (.4, .80, 0), (.4, .80, -.7), (-.4, .80, -.7)], 'pl_grey')
    return [(box, 'truck')]
