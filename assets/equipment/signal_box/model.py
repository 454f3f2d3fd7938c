from signalling import *

# Transformer box at a signal, on a pedestal. Origin: ground, below the front face (front at z = 0, back at z = -.34).
# door: hinge about +Y at the left edge x = -.36, negative opens (-115 deg). latch (child of door): about +Z, 0 locked, -90 deg open.
AO = dict(dist=.14, lmin=.05, rays=28, thr=.13, iters=2)
W, Y0, Y1, D = .72, .45, 1.25, .34

def build():
    signal_materials(); begin('sb_atlas', 768, 640)
    r = Node('signal_box'); m = r.mesh = Mesh(); G = 'rs_grey'; yc = (Y0 + Y1) / 2; H = Y1 - Y0; t = .004
    # pedestal with cable duct and foot plate
    m.bx((-.20, 0, -.30), (.20, .014, -.04), 'rs_cast2', .003); m.bx((-.15, .014, -.27), (.15, .43, -.07), 'rs_grey2', .012)
    m.bx((-.22, .425, -.30), (.22, .452, -.04), 'rs_cast2', .004)
    for x in (-.18, .18):
        for z in (-.275, -.065): m.hexbolt((x, .014, z), .022, 'galv', 'y')
    m.bx((-.10, .06, -.0705), (.10, .38, -.062), G, .004)
    for x in (-.085, .085):
        for y in (.08, .36): m.screw((x, y, -.062), .005, 'zinc', '-')
    # case: back, sides, bottom, top, front frame; rain roof
    m.bx((-W / 2, Y0, -D), (W / 2, Y1, -D + t), G, .002)
    for s in (-1, 1): m.bx((s * W / 2 - (t if s > 0 else 0), Y0, -D), (s * W / 2 + (t if s < 0 else 0), Y1, -.012), G, .002)
    m.bx((-W / 2, Y0, -D), (W / 2, Y0 + t, -.012), G, .002); m.bx((-W / 2, Y1 - t, -D), (W / 2, Y1, -.012), G, .002)
    m.extrude(rrect(W, H, .004, 1, 0, yc), -.014, -.008, G, holes=[rrect(W - .05, H - .05, .012, 3, 0, yc)]); m.extrude(rrect(W - .022, H - .022, .010, 3, 0, yc), -.008, -.003, 'rubber', holes=[rrect(W - .046, H - .046, .010, 3, 0, yc)])
    m.loft([[(x * w, y, -D / 2 + z * d) for x, z in ((-1, 1), (1, 1), (1, -1), (-1, -1))] for y, w, d in ((Y1 - .012, W / 2 + .022, D / 2 + .030), (Y1 + .004, W / 2 + .026, D / 2 + .034), (Y1 + .040, W / 2 - .06, D / 2 - .05), (Y1 + .044, W / 2 - .09, D / 2 - .08))], G)
    for s in (-1, 1):                                                       # vents under the roof, lifting eyes
        with m.at((s * W / 2, 1.16, -.17), (0, 90 * s, 0)):
            for k in range(5): m.loft([[(-.07, -.012 * k + a, z), (.07, -.012 * k + a, z)] + [(.07, -.012 * k + a - .0008, z - .001), (-.07, -.012 * k + a - .0008, z - .001)] for a, z in ((.004, .0005), (-.003, .007))], G)
    # mounting plate
    m.bx((-.335, .475, -.226), (.335, 1.225, -.220), 'rs_grey2', .0015)
    for x in (-.32, .32):
        for y in (.49, .85, 1.21): m.hexbolt((x, y, -.220), .010, 'zinc')
        for y in (.52, 1.18): m.cyl((x, y, -.28), .006, .11, 'zinc', 'z', n=10, b=0)
    # duct-like lacing bars and the looms between the rows
    for y in (.965, .715): m.bx((-.325, y - .005, -.218), (.325, y + .005, -.206), 'zinc', .002)
    for y in (.960, .710):
        for j, c in enumerate(('w_red', 'w_blue', 'w_black', 'w_yellow', 'w_red')): m.tube([(-.30, y - .006 + .0034 * j, -.2035 + .0012 * (j % 2)), (.30, y - .006 + .0034 * j, -.2035 + .0012 * (j % 2))], .0018, c, n=5)
        for k in range(9): m.bx((-.28 + .07 * k - .0015, y - .010, -.2065), (-.28 + .07 * k + .0015, y + .012, -.199), 'pl_white', .0006)
    for x in (-.315, .315): m.tube(fillet([(x * .97, .955, -.203), (x, .90, -.205), (x, .56, -.205), (x * .88, .53, -.200)], .03, 4), .0075, 'w_black', n=8)
    # cables from below with glands, earth stud
    for x in (-.09, 0, .09):
        m.lathe([(.026, 0), (.026, .014), (.021, .018), (.021, .034), (.015, .038)], 'rs_cast2', 16, (x, Y0 + t, -.17), 'y', cap=(False, False)); m.tube(fillet([(x, Y0, -.17), (x, .505, -.172), (x * 1.25, .522, -.178)], .03, 4), .0125, 'cable', n=10)
    for i in range(8):                                                      # the cores go to the strip's lower screws
        x = -.21 + .06 * i; c = (-.09, 0, .09)[(i + 1) // 3] * 1.25; o = (i - 3.5) * .0011
        m.tube(spline([(c + o, .519, -.177), (c * .6 + x * .4, .532, -.176), (x, .541, -.180), (x, .551, -.186)], 4), .0016, ('w_red', 'w_blue', 'w_black', 'w_yellow')[i % 4], n=5)
    m.hexbolt((.30, .50, -.220), .012, 'brass'); earth_symbol(m, (.275, .50, -.2195), .016)
    # pocket with the circuit sheet, moisture bag: inside of the case
    for k, y in enumerate((1.08, .85)):
        for q in (-1, 0, 1): r.empty('mount_%s_%d' % (('transformer', 'changeover')[k], q + 2), (.225 * q, y, -.22))
    r.empty('mount_terminals', (0, .60, -.22))
    # door
    d = r.add(Node('door', (-W / 2, 0, 0), mesh=Mesh())); dm = d.mesh
    dm.extrude(rrect(W + .004, H - .004, .006, 2, W / 2, yc), -.003, .0, G, b=.001); dm.extrude(rrect(W + .004, H - .004, .006, 2, W / 2, yc), -.022, -.003, G, holes=[rrect(W - .003, H - .011, .004, 2, W / 2, yc)])
    dm.extrude(rrect(W - .12, H - .14, .02, 4, W / 2, yc), -.0002, .004, G, b=.003, b0=0)
    for y in (.58, 1.12): dm.cyl((-.006, y, .002), .008, .075, 'rs_cast2', 'y', n=14); dm.bx((-.006, y - .03, -.002), (.045, y + .03, .003), 'rs_cast2', .001)
    face(dm, W / 2, 1.085, .0044, .30, .075, [('信号变压器箱', 24, 0, 14), ('SIGNAL TRANSFORMER BOX', 10, 0, -20)], BLUE, WHITE, 2.0)
    dm.bx((W / 2 - .055, .970, .0038), (W / 2 + .055, 1.012, .0052), 'plate_white', .0006)
    with dm.at((W / 2, .74, .0042)): warning_triangle(dm, (0, .02, .0004), .11)
    face(dm, W / 2, .655, .0044, .22, .040, [('有电  AC 220 V', 18, 0, 0)], YEL, BLACK, 2.0)
    # inside of the door: circuit sheet and document pocket
    with dm.at((W / 2, yc, -.0032), (0, 180, 0)):
        dm.bx((-.24, -.02, .0), (.24, .30, .0015), 'rs_paper', .0003); face(dm, 0, .14, .0017, .46, .30, [], '#f2efe2', INK, 1.5, sheet); dm.bx((-.17, -.30, .0), (.17, -.08, .022), G, .004)
    with dm.at((.665, .85, 0)): dm.lathe([(.026, 0), (.026, .006), (.020, .010)], 'rs_cast2', 24, cap=(False, True))
    d.empty('label', (W / 2, .991, .0056), width=.10, height=.036)
    dm.tube(fillet([(.665, .70, .002), (.665, .70, .034), (.665, .79, .034), (.665, .79, .002)], .015, 4), .006, 'galv', n=8); d.empty('grip_1', (.665, .745, .034))
    l = d.add(Node('latch', (.665, .85, .010), mesh=Mesh())); lm = l.mesh
    lm.cyl((0, 0, .008), .010, .020, 'galv', n=16); lm.bx((-.009, -.044, .014), (.009, .044, .028), 'galv', .005); l.empty('grip_1', (0, .030, .028))
    finish()
    return r

def sheet(p):
    k = '#23303a'; p.frame(1.2, k); p.text('点灯电路图', 0, 130, 17, k)
    for i, (t, c) in enumerate((('U', '#b98a12'), ('L', '#0f6b4a'), ('H', '#9a1510'))):
        x = -140 + 140 * i
        for a in (-38, 38): p.line([(x + a, 95), (x + a, 62)], 1.6, k)
        p.rect(x - 48, 30, x + 48, 62, k); p.rect(x - 46, 32, x + 46, 60, '#f2efe2'); p.text('BX1-34', x, 46, 11, k)
        for a in (-38, 0, 38): p.line([(x + a, 30), (x + a, -6)], 1.6, k)
        p.rect(x - 48, -34, x + 48, -6, k); p.rect(x - 46, -32, x + 46, -8, '#f2efe2'); p.text('DZJ', x, -20, 11, k)
        for a in (-20, 20): p.line([(x + a, -34), (x + a, -76)], 1.6, k)
        p.ring(x, -90, 16, 2.4, c); p.line([(x - 11, -101), (x + 11, -79)], 1.8, c); p.line([(x - 11, -79), (x + 11, -101)], 1.8, c); p.text(t, x + 30, -92, 14, c)
    p.line([(-215, 98), (215, 98)], 2.2, k); p.text('AC 220 V', -178, 110, 10, k); p.text('副丝 / 主丝', 150, -128, 10, k)

def ghosts(): return [(floor(0, 1), 'main')]
