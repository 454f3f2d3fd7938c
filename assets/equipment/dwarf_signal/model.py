from signalling import *

# Dwarf colour-light signal with three apertures. Origin: ground, middle of the foundation; lenses face +Z.
# door: rear door, hinge about +Y at x = +.17, z = -.15; 0 deg closed, negative opens (-110 deg). latch (child of door): about its +Z (outwards, model -Z), 0 locked, -90 deg open.
AO = dict(dist=.12, lmin=.04, rays=28, thr=.13, iters=2)
W, D, Y0, Y1 = .34, .30, .40, 1.52
UNITS = (1.32, 1.00, .68)

def hood(m, y):
    """Visor round the upper part of an aperture, longest above."""
    n, ri, ro, z0 = 22, .0965, .1005, .147
    A = [math.radians(-28 + 236 * k / n) for k in range(n + 1)]
    L = [.045 + .150 * max(0, math.sin(a)) ** .8 if math.sin(a) > 0 else .045 * (1 + math.sin(a) * 1.6) for a in A]
    def row(rad, f): return m.add([(rad * math.cos(a), y + rad * math.sin(a) - .014 * f, z0 + q * f) for a, q in zip(A, L)])
    fs = (0, .35, .7, 1)
    out, inn = [row(ro, f) for f in fs], [row(ri, f) for f in fs]
    for k in range(n):
        for j in range(3):
            m.face((out[j] + k, out[j + 1] + k, out[j + 1] + k + 1, out[j] + k + 1)[::-1], 'rs_cast'); m.face((inn[j] + k, inn[j] + k + 1, inn[j + 1] + k + 1, inn[j + 1] + k)[::-1], 'rs_hood_in')
        m.face((out[3] + k, inn[3] + k, inn[3] + k + 1, out[3] + k + 1)[::-1], 'rs_cast')
    for k, s in ((0, 1), (n, -1)):
        for j in range(3): m.face((out[j] + k, inn[j] + k, inn[j + 1] + k, out[j + 1] + k)[::-s], 'rs_cast')

def build():
    signal_materials(); material('rs_hood_in', '#141516', 0, .8)
    begin('ds_atlas', 512, 256)
    r = Node('dwarf_signal'); m = r.mesh = Mesh()
    # foundation, foot flange with anchor bolts
    m.loft([[(x * w, y, z * d) for x, z in ((-1, 1), (1, 1), (1, -1), (-1, -1))] for y, w, d in ((-.02, .225, .200), (.355, .225, .200), (.370, .210, .185))][::1], 'rs_conc')
    m.bx((-.19, .370, -.165), (.19, .386, .165), 'rs_cast2', .004); m.loft([[(x * w, y, z * d) for x, z in ((-1, 1), (1, 1), (1, -1), (-1, -1))] for y, w, d in ((.386, .150, .130), (.402, .165, .145))], 'rs_cast')
    for x in (-.165, .165):
        for z in (-.140, .140): m.hexbolt((x, .386, z), .024, 'galv', 'y')
    m.tube(fillet([(-.262, .0, .02), (-.262, .30, .02), (-.248, .475, .02), (-.168, .475, .02)], .06, 5), .015, 'rubber', n=10); m.lathe([(.026, 0), (.026, .012), (.021, .016), (.021, .030), (.016, .034)], 'rs_cast2', 16, (-W / 2, .475, .02), '-x', cap=(False, False))
    for y in (.10, .26): m.bx((-.282, y, .018), (-.222, y + .016, .042), 'galv', .003)
    # shell: front plate with three holes, sides, top with rain lip, bottom, flange at the rear, partitions
    t = .009
    m.extrude(rrect(W, Y1 - Y0, .022, 4, 0, (Y0 + Y1) / 2), D / 2 - t, D / 2, 'rs_cast', b=.003, holes=[circle(.085, 36, 0, y) for y in UNITS])
    ring = rrect(W, Y1 - Y0, .030, 5, 0, (Y0 + Y1) / 2); inner = rrect(W - 2 * t, Y1 - Y0 - 2 * t, .022, 5, 0, (Y0 + Y1) / 2)
    m.extrude(ring, -D / 2 + .010, D / 2 - t, 'rs_cast', holes=[inner], caps=(False, False))
    m.extrude(inner, -D / 2 + .016, D / 2 - t - .001, 'rs_inside', holes=[offset(ccw(inner), .0012)], caps=(False, False)); m.extrude(offset(ccw(inner), .001), D / 2 - t - .0015, D / 2 - t - .0005, 'rs_inside', holes=[circle(.096, 30, 0, y) for y in UNITS])
    m.extrude(rrect(W + .016, Y1 - Y0 + .016, .034, 5, 0, (Y0 + Y1) / 2), -D / 2 + .002, -D / 2 + .014, 'rs_cast', b=.002, holes=[rrect(W - 2 * t - .014, Y1 - Y0 - 2 * t - .014, .018, 5, 0, (Y0 + Y1) / 2)])
    m.extrude(rrect(W - .008, Y1 - Y0 - .008, .028, 4, 0, (Y0 + Y1) / 2), -D / 2 - .0005, -D / 2 + .002, 'rubber', holes=[rrect(W - .022, Y1 - Y0 - .022, .022, 4, 0, (Y0 + Y1) / 2)])
    for y in (.84, 1.16): m.bx((-W / 2 + t, y - .003, -D / 2 + .05), (W / 2 - t, y + .003, D / 2 - t), 'rs_inside', .001); m.ring((-.135, y + .004, -.02), .014, .010, .004, 'rubber', 'y', n=18, full=True)
    m.bx((-W / 2 - .004, Y1 - .004, -D / 2 + .004), (W / 2 + .004, Y1 + .010, D / 2 + .030), 'rs_cast', .004)
    for y in UNITS: hood(m, y)
    for y in UNITS:
        for a in (35, 145, 215, 325): m.hexbolt((.125 * math.cos(math.radians(a)) * 1.12, y + .125 * math.sin(math.radians(a)), D / 2), .010, 'rs_cast2')
    # loom: from the inlet up the left side (seen from behind: right), a branch to every unit's terminals
    m.tube(fillet([(-.155, .475, .02), (-.135, .475, .0), (-.135, .54, -.03), (-.135, 1.30, -.03)], .04, 4), .008, 'cable', n=8)
    for y in UNITS:
        for k, c in enumerate(('w_red', 'w_blue', 'w_black')): m.tube(spline([(-.135, y - .13 - .012 * k, -.03), (-.09, y - .115, -.035 - .004 * k), (.02, y - .108, -.02), (.07, y - .085, .012), (.088, y + .05 - .05 * k - .006, .0165)], 5), .0016, c, n=5)
        m.bx((-.146, y - .15, -.040), (-.124, y - .143, -.020), 'pl_white', .001)
    # number plate in front, data plate
    m.bx((-.086, .444, D / 2), (.086, .556, D / 2 + .0025), 'rs_cast2', .001); r.empty('plate', (0, .500, D / 2 + .0025))
    m.bx((.100, .412, D / 2), (.136, .428, D / 2 + .0016), 'plate_white', .0005); r.empty('label', (.118, .420, D / 2 + .0018), width=.034, height=.014)
    for s in (-1, 1):
        for y in (.84, 1.16): m.bx((s * W / 2 - .002, y - .007, -.115), (s * W / 2 + .0055, y + .007, .115), 'rs_cast', .003)
        m.bx((s * W / 2 - .002, .56, -.006), (s * W / 2 + .0055, 1.44, .006), 'rs_cast', .003)
    for k, y in enumerate(UNITS): r.empty('mount_unit_%d' % (k + 1), (0, y, D / 2))
    # lifting eye on top
    with m.at((0, Y1 + .010, 0)): m.cyl((0, .004, 0), .016, .008, 'galv', 'y', n=18); m.tube([(.016 * math.cos(a), .024 + .016 * math.sin(a), 0) for a in (2 * math.pi * k / 18 for k in range(18))], .004, 'galv', n=6, closed=True)
    # hinge lugs on the shell
    for y in (.60, 1.32): m.bx((W / 2 - .002, y - .05, -D / 2 - .004), (W / 2 + .014, y - .018, -D / 2 + .014), 'rs_cast', .002); m.bx((W / 2 - .002, y + .018, -D / 2 - .004), (W / 2 + .014, y + .05, -D / 2 + .014), 'rs_cast', .002)
    d = r.add(Node('door', (W / 2, 0, -D / 2), mesh=Mesh())); dm = d.mesh
    H = Y1 - Y0; yc = (Y0 + Y1) / 2
    with dm.at((-W / 2, yc, 0), (0, 180, 0)):                               # local +Z is outwards
        dm.extrude(rrect(W + .014, H + .014, .034, 5), .001, .009, 'rs_cast', b=.002)
        dm.extrude(rrect(W - .050, H - .050, .028, 5), .009, .017, 'rs_cast', b=.006, b0=0)
        dm.extrude(rrect(W - .016, H - .016, .026, 5), -.011, .001, 'rs_cast', holes=[rrect(W - .034, H - .034, .020, 5)])
        for y in (-.28, .04, .36): dm.bx((-.11, y - .006, .016), (.11, y + .006, .0205), 'rs_cast', .002)
        # plate inside: which lamp is which
        for k, (zh, c) in enumerate((('黄  U', '#b98a12'), ('绿  L', '#0f6b4a'), ('红  H', '#9a1510'))):
            with dm.at((0, UNITS[k] - yc, .0005), (0, 180, 0)): face(dm, 0, 0, 0, .10, .034, [(zh, 17, 0, 0, c)], WHITE, INK, 2.0)
        dm.bx((-.018, -.468, .009), (.018, -.452, .0185), 'plate_white', .0006)
    d.empty('label_rear', (-W / 2, yc - .460, -.0188), (0, 180, 0), width=.034, height=.014); d.empty('plate_rear', (-W / 2, yc - .36, -.0172), (0, 180, 0))
    with dm.at((-W / 2, yc + .22, -.0175), (0, 180, 0)):
        face(dm, 0, 0, 0, .17, .085, [('透镜式色灯信号机构', 13, 0, 24), ('3 显示  矮型', 11, 0, 2), ('12 V  25 W  双灯丝', 10, 0, -20)], '#c9cbcc', INK, 2.4, rim=INK)
    for y in (.60, 1.32): dm.cyl((.006, y, -.003), .0065, .036, 'rs_cast2', 'y', n=14); dm.bx((-.05, y - .015, -.012), (.006, y + .015, -.004), 'rs_cast', .002)
    with dm.at((-.305, .96, -.009), (0, 180, 0)): dm.lathe([(.024, 0), (.024, .006), (.018, .009)], 'rs_cast2', 24, cap=(False, True))
    d.empty('grip_1', (-.315, .80, -.030), (0, 180, 0)); dm.tube(fillet([(-.315, .74, -.008), (-.315, .74, -.040), (-.315, .86, -.040), (-.315, .86, -.008)], .015, 4), .006, 'galv', n=8)
    l = d.add(Node('latch', (-.305, .96, -.018), (0, 180, 0), mesh=Mesh())); lm = l.mesh
    lm.cyl((0, 0, .010), .009, .022, 'galv', n=16); lm.bx((-.008, -.042, .018), (.008, .042, .030), 'galv', .004)
    l.empty('grip_1', (0, .030, .030))
    finish()
    return r

def ghosts(): return [(floor(0, 1), 'main')]
