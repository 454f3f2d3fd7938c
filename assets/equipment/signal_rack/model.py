from signalling import *

# Rack of the signal room, open frame. Origin: floor, back middle (back at z = 0), front +Z. Fuses above, relays in the middle, terminal board of the cable below them.
AO = dict(dist=.16, lmin=.06, rays=28, thr=.13, iters=2, floor=.55, gain=.8)
W, H, D = .95, 2.05, .40

def build():
    signal_materials(); begin('sr_atlas2', 1024, 128)
    r = Node('signal_rack'); m = r.mesh = Mesh(); G = 'rs_grey'
    Z = .30
    for x in (-1, 1):                                                       # uprights of angle section, foot and cover bars
        for z in (.0, Z - .012):
            a = x * W / 2; b = a - x * .045
            m.bx((min(a, b), .06, z), (max(a, b), H - .10, z + .004), G, .001); m.bx((min(a, a - x * .004), .06, z if z else 0), (max(a, a - x * .004), H - .10, z + .040 if not z else z - .034), G, .001)
        m.bx((x * W / 2 - (.03 if x > 0 else 0), 0, 0), (x * W / 2 + (.03 if x < 0 else 0), .06, D - .02), 'rs_cast2', .004)
        for y in (.45, 1.12, 1.66): m.bx((x * W / 2 - (.004 if x > 0 else 0), y, .04), (x * W / 2 + (.004 if x < 0 else 0), y + .04, Z - .046), G, .001)
        for k in range(24): m.cyl((x * (W / 2 - .022), .92 + .044 * k, Z - .0072), .0032, .0012, 'hole', 'z', n=8, b=0)
    m.bx((-W / 2, .0, .04), (W / 2, .055, .07), 'rs_cast2', .003); m.bx((-W / 2, .0, D - .05), (W / 2, .055, D - .02), 'rs_cast2', .003)
    # header
    m.bx((-W / 2, H - .125, .0), (W / 2, H, Z + .02), G, .006); face(m, 0, H - .0625, Z + .0204, .60, .088, [('信号组合架', 42, 0, 14), ('SIGNAL RACK', 17, 0, -28)], BLUE, WHITE, 1.6)
    m.bx((-.440, H - .072, Z + .0195), (-.400, H - .054, Z + .0210), 'plate_white', .0006); r.empty('label', (-.42, H - .063, Z + .0213), width=.036, height=.014)
    # rows: plates with a folded edge
    def row(y0, y1, name):
        m.bx((-W / 2 + .004, y0, Z - .008), (W / 2 - .004, y1, Z), 'rs_grey2', .0015)
        for y in (y0, y1): m.bx((-W / 2 + .004, y - .004, Z - .05), (W / 2 - .004, y + .004, Z + .004), G, .001)
        for x in (-W / 2 + .022, W / 2 - .022):
            for y in (y0 + .02, y1 - .02): m.screw((x, y, Z), .0042, 'zinc', '-')
        for x, w, lines in name: m.bx((x - w / 2, y1 - .026, Z), (x + w / 2, y1 - .008, Z + .0012), 'plate_white', .0004); face(m, x, y1 - .017, Z + .0014, w - .004, .0150, lines, WHITE, INK, 3.4)
    row(1.685, 1.915, [(-.12, .16, [('熔断器 0.5 A', 8, 0, 0)])])
    row(1.200, 1.640, [(0, .20, [('继电器组合', 8.5, 0, 0)])])
    row(.880, 1.100, [(-.355, .19, [('分线盘  TERMINALS', 7.5, 0, 0)])])
    # spare fuses' holder and a voltmeter at the right of the fuses
    m.bx((.19, 1.735, Z), (.29, 1.865, Z + .030), 'pl_black', .004); face(m, .24, 1.815, Z + .0304, .078, .062, [], '#f6f6f0', INK, 4, scale); m.bx((.196, 1.742, Z + .0298), (.284, 1.775, Z + .0312), 'pl_black', .001); m.cyl((.24, 1.762, Z + .032), .006, .003, 'pl_dark', n=14)
    with m.at((.24, 1.785, Z + .0308), (0, 0, -38)): m.bx((-.0006, 0, 0), (.0006, .040, .0006), 'ink', 0)
    m.bx((.335, 1.74, Z), (.415, 1.86, Z + .012), 'pl_cream', .002); face(m, .375, 1.846, Z + .0124, .07, .016, [('备用熔丝', 8, 0, 0)], '#ddd8c6', INK, 3.4)
    for k in range(4):
        m.cyl((.375, 1.765 + .022 * k, Z + .017), .0048, .030, 'rs_glass', 'x', n=12, b=0)
        for s in (-1, 1): m.cyl((.375 + s * .0185, 1.765 + .022 * k, Z + .017), .005, .008, 'nickel', 'x', n=12)
    # wiring ducts at both sides and between the rows
    for x in (-1, 1): m.duct(x * .415 - .028, 1.118, x * .415 + .028, 1.182, .045, Z - .05); 
    for y0, y1 in ((1.122, 1.178), (1.648, 1.678)): m.duct(-.38, y0, .38, y1, .045, Z - .048, .026)
    # lower part: two closed panels, cable entry from the floor
    for k in range(2):
        y0 = .075 + .395 * k; m.bx((-W / 2 + .006, y0, Z - .004), (W / 2 - .006, y0 + .385, Z + .010), G, .004)
        for x in (-.43, .43):
            for y in (y0 + .03, y0 + .355): m.lathe([(.009, 0), (.009, .003), (.007, .005)], 'zinc', 14, (x, y, Z + .010), cap=(False, True)); m.bx((x - .006, y - .0008, Z + .0150), (x + .006, y + .0008, Z + .0153), 'hole', 0)
        for j in range(9): m.bx((-.14, y0 + .10 + .022 * j, Z + .0100), (.14, y0 + .106 + .022 * j, Z + .0106), 'pl_dark', 0)
    m.bx((-W / 2 + .006, .86, Z - .05), (W / 2 - .006, .872, Z + .02), G, .002)
    for k in range(5):
        x = -.20 + .10 * k; m.tube(fillet([(x, .872, .20), (x, .96, .20), (x * 1.0, 1.0, .26)], .04, 4), .009, 'cable', n=8)
        m.tube([(x, .02, .16), (x, .872, .19)], .009, 'cable', n=8)
    for k, x in enumerate((-.33, -.05, .05, .33)): m.tube([(x, 1.10, .262), (x, 1.92, .262)], .010, ('w_blue', 'w_red', 'w_black', 'w_blue')[k], n=8)
    m.bx((-W / 2 + .01, .02, .004), (W / 2 - .01, H - .13, .010), 'rs_grey2', .001)
    E = r.empty
    for n, x in (('mount_fuses', -.28), ('mount_fuse_2', -.12), ('mount_fuse_3', .04)): E(n, (x, 1.80, Z))
    for k in range(4): E('mount_relay_%d' % (k + 1), (-.345 + .23 * k, 1.42, Z))
    E('mount_terminals', (0, .98, Z))
    m.hexbolt((.40, .90 + .0, Z), .010, 'brass'); earth_symbol(m, (.375, .90, Z + .0004), .016)
    finish()
    return r

def scale(p):
    for k in range(11):
        a = math.radians(50 - 10 * k); r0 = 30 if k % 5 else 28; p.line([(r0 * math.sin(-a), -24 + 1.35 * r0 * math.cos(a)), (34 * math.sin(-a), -24 + 1.35 * 34 * math.cos(a))], .8, INK)
    p.text('V', 0, -18, 8, INK); p.text('0', -27, 2, 5, INK); p.text('300', 27, 2, 5, INK)

def ghosts(): return [(floor(0, 1), 'main')]
