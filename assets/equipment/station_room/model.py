from kit import *
from parts import *
from plates import *

# 10 kV switch room 9 x 6 x 3.4 m, floor centre at the origin. The fronts of the switchboard stand at z = -0.9 (mount_row: middle of the working place).
# Tool table at the left wall, ticket desk, telephone and mimic board at the right wall.
AO = dict(dist=.7, lmin=.24, rays=72, thr=.055, iters=3, floor=.40, gain=.85)
W, D, H = 9.0, 6.0, 3.4
X0, X1, Z0, Z1 = -W / 2, W / 2, -D / 2, D / 2
ROW = -.9
TX, TZ = -4.08, .70                        # tool table: its front faces +X
DX, DZ = 4.10, .55                         # ticket desk: its front faces -X

def build():
    material('sr_floor', '#7F9389', 0, .26); material('sr_line', '#E9B90C', 0, .4); material('sr_low', '#A8BBAF', 0, .55); material('sr_up', '#E8E9E5', 0, .75); material('sr_ceil', '#EEEEEC', 0, .85)
    material('lum', '#FFFFFF', 0, .4, emit='#FFFFFF', estr=6); material('sr_skirt', '#47504E', 0, .5); material('sr_frame', '#DFE2E2', 0, .42); material('sr_door', '#7C8C95', .1, .42); material('sr_mat', '#2F5B41', 0, .8); material('sr_mat2', '#376B4C', 0, .75)
    material('sr_ext', '#C4161C', 0, .3); material('sr_wood', '#B98F62', 0, .5); material('sr_desk', '#D6CDBB', 0, .45); material('sr_stain', '#B8BCBE', .85, .28); material('sr_exit', '#12843C', 0, .5, emit='#0B5A28', estr=.6); material('sr_chair', '#2B3A4C', 0, .8); material('sr_cab', '#8FA6B4', 0, .42)
    _tex(); begin('sr_atlas', 1024, 1024)
    r = Node('station_room'); m = r.mesh = Mesh()
    m.grid((X0, 0, Z1), (W, 0, 0), (0, 0, -D), 30, 20, 'sr_floor'); m.grid((X0, H, Z0), (W, 0, 0), (0, 0, D), 8, 6, 'sr_ceil')
    hl = 1.2
    def wall(o, ux, n):
        o, ux = V(o), V(ux); nrm = ux.cross(V((0, 1, 0))).normalized()
        m.grid(o, ux, (0, hl, 0), 2 * n, 5, 'sr_low'); m.grid(o + V((0, hl, 0)), ux, (0, H - hl, 0), 2 * n, 9, 'sr_up')
        a, b = o, o + ux + nrm * .012; m.bx((min(a.x, b.x), 0, min(a.z, b.z)), (max(a.x, b.x), .10, max(a.z, b.z)), 'sr_skirt', .003)
        q = o + nrm * .003; m.quad([q + V((0, hl - .010, 0)), q + ux + V((0, hl - .010, 0)), q + ux + V((0, hl + .010, 0)), q + V((0, hl + .010, 0))], 'sr_skirt', nocc=True)
    wall((X0, 0, Z0), (W, 0, 0), 13); wall((X1, 0, Z1), (-W, 0, 0), 13); wall((X0, 0, Z1), (0, 0, -D), 9); wall((X1, 0, Z0), (0, 0, D), 9)
    luminaires(m); floor_marks(m); trench(m); mat(m)
    door(m); fan(m); extinguishers(m); cable_entry(m)
    table(m, r); desk(m, r); mimic_board(m, r); tool_cabinet(m)
    wb = load('workshop')
    with m.at((X0 + .001, 1.72, 2.35), (0, 90, 0)): rules_board(m)
    with m.at((-1.4, 1.75, Z1 - .001), (0, 180, 0)): wb.noticeboard(m)
    # socket, light switches, emergency lamp by the door
    with m.at((1.05, 1.32, Z1 - .001), (0, 180, 0)):
        for k in range(2): m.bx((-.05 + .095 * k - .043, -.043, 0), (-.05 + .095 * k + .043, .043, .011), 'pl_white', .003); m.bx((-.05 + .095 * k - .018, -.026, .010), (-.05 + .095 * k + .018, .026, .015), 'pl_white', .002)
    with m.at((1.05, 2.55, Z1 - .001), (0, 180, 0)):
        m.bx((-.14, -.05, 0), (.14, .07, .07), 'pl_white', .008)
        for s in (-1, 1): m.lathe([(.045, 0), (.050, .02), (.046, .045), (.040, .050), (0, .052)], 'pl_lgrey', 18, (s * .10, .125, .035), 'z', cap=(False, False)); m.lathe([(.038, .050), (0, .0535)], 'lum', 16, (s * .10, .125, .0352), 'z', cap=(False, False))
        m.cyl((0, .0, .071), .006, .004, 'pl_green', n=10)
    r.empty('mount_row', (0, 0, ROW)); r.empty('zone_fence', (0, 0, .42)); r.empty('person_1', (1.55, 0, .85), (0, -140, 0)); r.empty('person_2', (3.05, 0, 1.75), (0, -125, 0))
    r.empty('phone', (X1 - .002, 1.42, 1.62), (0, -90, 0))
    with m.at((X1 - .001, 1.42, 1.62), (0, -90, 0)):
        m.bx((-.115, -.155, 0), (.115, .155, .0012), 'plate_white', 0); face(m, 0, .205, .0015, .23, .07, [('调度电话', 26, 0, 12), ('DISPATCHER  8001', 13, 0, -20)], BLUE, WHITE, 1.6)
    finish()
    return r

def luminaires(m):
    """Narrow battens, where their shadows do not fall on the fronts of the panels."""
    for z, xs in ((-1.25, (-1.9, -.2, 1.4)), (1.55, (-3.0, 0, 3.0))):
        for x in xs:
            m.bx((x - .62, H - .40, z - .045), (x + .62, H - .355, z + .045), 'sr_frame', .004); m.quad([(x - .60, H - .4005, z - .038), (x + .60, H - .4005, z - .038), (x + .60, H - .4005, z + .038), (x - .60, H - .4005, z + .038)], 'lum')
            for xx in (x - .45, x + .45): m.cyl((xx, H - .178, z), .005, .355, 'zinc', 'y', n=8, b=0)

def floor_marks(m):
    y = .0012
    def line(ax, az, bx_, bz, w=.08):
        n = max(1, int(max(abs(bx_ - ax), abs(bz - az)) / .6))
        if abs(bx_ - ax) > abs(bz - az): m.grid((min(ax, bx_), y, az + w / 2), (abs(bx_ - ax), 0, 0), (0, 0, -w), n, 1, 'sr_line')
        else: m.grid((ax - w / 2, y, max(az, bz)), (w, 0, 0), (0, 0, -abs(bz - az)), 1, n, 'sr_line')
    line(-3.05, .46, 2.25, .46); line(-3.05, -.86, -3.05, .42); line(2.25, -.86, 2.25, .42)
    # walkway from the door
    line(1.55, 1.35, 1.55, 2.92, .06); line(2.95, 1.35, 2.95, 2.92, .06)
    with m.at((2.25, y, 2.05), (-90, 0, 0)): m.extrude([(-.07, -.35), (.07, -.35), (.07, .10), (.20, .10), (0, .38), (-.20, .10), (-.07, .10)], 0, .0004, 'sr_line', nocc=True)

def trench(m):
    """Chequer-plate covers of the cable trench behind the yellow line, and towards the wall."""
    t = .006
    def cover(x0, z0, x1, z1):
        m.bx((x0 + .003, 0, z0 + .003), (x1 - .003, t, z1 - .003), 'steel_dark', .002)
        m.quad([(x0 + .006, t + .0002, z1 - .006), (x1 - .006, t + .0002, z1 - .006), (x1 - .006, t + .0002, z0 + .006), (x0 + .006, t + .0002, z0 + .006)], 'sr_chequer', [(0, 1), (1, 1), (1, 0), (0, 0)])
        for x in (x0 + .09, x1 - .09): m.quad([(x - .022, t + .0006, (z0 + z1) / 2 + .008), (x + .022, t + .0006, (z0 + z1) / 2 + .008), (x + .022, t + .0006, (z0 + z1) / 2 - .008), (x - .022, t + .0006, (z0 + z1) / 2 - .008)], 'hole', nocc=True)
    z0, z1 = .62, 1.18
    m.bx((-3.06, 0, z0 - .035), (2.26, .0055, z0), 'steel', .001); m.bx((-3.06, 0, z1), (2.26, .0055, z1 + .035), 'steel', .001)
    for k in range(8): cover(-3.06 + .665 * k, z0, -3.06 + .665 * (k + 1), z1)

def mat(m):
    """Ribbed insulating mat before the whole row."""
    x0, x1, z0, z1 = -2.9, 2.1, ROW + .03, .36
    n = 16
    m.bx((x0, 0, z0), (x1, .005, z1), 'sr_mat', .002); m.grid((x0 + .01, .0053, z1 - .01), (x1 - x0 - .02, 0, 0), (0, 0, z0 - z1 + .02), n, 4, 'sr_mat')
    for k in range(40):
        z = z0 + .02 + (z1 - z0 - .04) * (k + .5) / 40
        m.quad([(x0 + .02, .0062, z + .0065), (x1 - .02, .0062, z + .0065), (x1 - .02, .0062, z - .0065), (x0 + .02, .0062, z - .0065)], 'sr_mat2'); m.quad([(x0 + .02, .0053, z + .0085), (x1 - .02, .0053, z + .0085), (x1 - .02, .0062, z + .0065), (x0 + .02, .0062, z + .0065)], 'sr_mat2')
    with m.at((1.72, .0066, .30), (-90, 0, 0)): face(m, 0, 0, 0, .50, .055, [('绝缘胶垫 10 kV  2025-03', 22, 0, 0)], '#2f5b41', '#e8d98a', 1.4)

def door(m):
    """Steel double door in the front wall, with the sill board that keeps rats out."""
    with m.at((2.25, 0, Z1 - .001), (0, 180, 0)):
        m.bx((-.86, 0, 0), (-.78, 2.40, .09), 'sr_frame', .006); m.bx((.78, 0, 0), (.86, 2.40, .09), 'sr_frame', .006); m.bx((-.78, 2.32, 0), (.78, 2.40, .088), 'sr_frame', .004)
        for s in (-1, 1):
            a, b = (-.775, -.004) if s < 0 else (.004, .775)
            m.bx((a, .012, .012), (b, 2.315, .060), 'sr_door', .004)
            for y0, y1 in ((.14, 1.00), (1.12, 2.20)): m.bx((a + .09, y0, .058), (b - .09, y1, .064), 'sr_door', .004)
            for y in (.30, 1.18, 2.06): m.cyl((s * .777, y, .062), .010, .11, 'zinc', 'y', n=12)
            for k in range(10): m.bx((a + .16, .24 + .022 * k, .0635), (b - .16, .252 + .022 * k, .0685), 'sr_door', .001)
        m.tube([(-.10, 1.02, .070), (-.10, 1.02, .118), (-.10, 1.02, .118), (-.22, 1.02, .118)], .010, 'steel', n=10); m.cyl((-.10, 1.02, .066), .027, .008, 'steel', n=20); m.bx((-.13, .90, .060), (-.07, 1.10, .066), 'steel', .002)
        # panic bar
        m.bx((.10, .98, .064), (.70, 1.03, .085), 'pl_red', .006); m.bx((.08, .96, .060), (.14, 1.05, .095), 'steel_dark', .004); m.bx((.66, .96, .060), (.72, 1.05, .095), 'steel_dark', .004)
        m.bx((-.775, 0, .105), (.775, .50, .111), 'sr_stain', .002); m.bx((-.80, 0, .090), (-.765, .53, .125), 'sr_stain', .003); m.bx((.765, 0, .090), (.80, .53, .125), 'sr_stain', .003)
        face(m, 0, .36, .1115, .70, .12, [('挡鼠板  ·  小心跨越', 42, 0, 22), ('RAT BARRIER - MIND YOUR STEP', 22, 0, -34)], YEL, INK, 1.0)
        for k in range(12): m.quad([(-.75 + .125 * k, .02, .1114), (-.69 + .125 * k, .02, .1114), (-.63 + .125 * k, .10, .1114), (-.69 + .125 * k, .10, .1114)], 'ink', nocc=True)
        face(m, -.39, 1.66, .0645, .40, .30, [('高压配电室', 48, 0, 62), ('10 kV SWITCH ROOM', 24, 0, 5), ('闲人免进', 44, 0, -62, RED)], WHITE, INK, 1.0, rim=RED)
        m.bx((-.24, 2.50, 0), (.24, 2.68, .035), 'sr_exit', .004); m.text('EXIT 安全出口', (0, 2.59, .0356), .048, 'ink_white', font='cjk')

def fan(m):
    with m.at((X0 + .001, 2.75, -.9), (0, 90, 0)):
        m.bx((-.32, -.32, 0), (.32, .32, .05), 'sr_frame', .006); m.lathe([(.27, .05), (.27, .02), (0, .02)], 'pl_dark', 28, (0, 0, 0), cap=(False, False)); m.cyl((0, 0, .03), .06, .04, 'steel_dark', n=18)
        for k in range(5):
            a = 2 * math.pi * k / 5
            with m.at((0, 0, .032), (0, 0, math.degrees(a))), m.at((0, 0, 0), (14, 0, 0)): m.extrude([(.05, -.03), (.25, -.085), (.255, .04), (.05, .03)], -.002, .002, 'steel_dark')
        for q in range(5): m.tube([(.055 * (q + 1) * math.cos(2 * math.pi * k / 24), .055 * (q + 1) * math.sin(2 * math.pi * k / 24), .062) for k in range(24)], .002, 'zinc', n=4, closed=True)
        for q in range(4): a = math.pi / 4 + q * math.pi / 2; m.tube([(0, 0, .062), (.28 * math.cos(a), .28 * math.sin(a), .062)], .003, 'zinc', n=4)

def extinguishers(m):
    for ex, ez, ang in ((X1 - .15, 2.62, 0), (X1 - .15, 2.36, 0)):
        with m.at((ex, .08, ez)):
            m.lathe([(0, 0), (.066, 0), (.074, .012), (.074, .40), (.066, .445), (.043, .475), (.024, .485), (.022, .51), (0, .51)], 'sr_ext', 22, (0, 0, 0), 'y', cap=(False, False))
            m.cyl((0, .525, 0), .019, .035, 'brass', 'y', n=12); m.bx((-.012, .54, -.012), (.090, .552, .012), 'blackmetal', .002)
            with m.at((0, .55, 0), (0, 0, 14)): m.bx((-.012, 0, -.011), (.095, .010, .011), 'blackmetal', .002)
            m.tube(spline([(-.02, .525, 0), (-.07, .50, .0), (-.088, .40, .01), (-.086, .20, .01), (-.082, .10, .012)], 4), .009, 'rubber', n=7); m.lathe([(.010, 0), (.011, .05), (.020, .10)], 'pl_black', 12, (-.082, .10, .012), '-y')
            with m.at((0, .23, 0), (0, -90, 0)): m.bx((-.045, -.06, .0725), (.045, .06, .0750), 'plate_white', .0005); face(m, 0, 0, .0752, .088, .118, [('干粉灭火器', 12, 0, 36, RED), ('ABC 5 kg', 10, 0, 12), ('600 V+  > 1 m', 8, 0, -14), ('检验合格', 10, 0, -40, '#17864a')], WHITE, INK, 1.5)
    m.bx((X1 - .34, 0, 2.20), (X1 - .02, .08, 2.78), 'sr_ext', .006)
    with m.at((X1 - .002, 1.45, 2.49), (0, -90, 0)): m.bx((-.14, -.10, -.001), (.14, .10, .003), 'sr_ext', .002); face(m, 0, 0, .0035, .26, .18, [('灭火器', 46, 0, 26), ('FIRE EXTINGUISHER', 17, 0, -46)], '#c4161c', WHITE, 1.2)

def cable_entry(m):
    """Cable ladder above the row, with the busbar bridge to the wall and the earthing main round the room."""
    z = -2.86
    y = 2.86
    for dz in (-.15, .15): m.bx((X0 + .02, y - .03, -1.65 + dz - .002), (X1 - .02, y + .03, -1.65 + dz + .002), 'galv', 0)
    for k in range(30): x = X0 + .2 + .30 * k; m.bx((x - .012, y - .026, -1.80), (x + .012, y - .012, -1.50), 'galv', 0)
    for x in (-3.4, -1.2, 1.2, 3.4):
        for dz in (-.17, .17): m.cyl((x, (y + H) / 2, -1.65 + dz), .005, H - y + .08, 'zinc', 'y', n=6, b=0)
    for k in range(4): m.tube([(X0 + .02, y - .004, -1.74 + .05 * k), (X1 - .02, y - .004, -1.74 + .05 * k)], .016, 'cable', n=7)
    # earthing main: yellow-green flat bar 0.35 m above the floor along the left and the right wall
    for s in (-1, 1):
        x = s * (W / 2 - .018)
        n = 24
        for k in range(n):
            z0 = Z0 + .02 + (D - .04) * k / n; z1 = Z0 + .02 + (D - .04) * (k + 1) / n
            if s > 0 and False: continue
            m.bx((x - .002, .30, z0), (x + .002, .34, z1), 'w_green' if k % 2 else 'w_yellow', 0)
        for z in (-2.2, -.6, 1.0, 2.4): m.bx((x - (.0 if s > 0 else .014), .305, z - .02), (x + (.014 if s > 0 else 0), .335, z + .02), 'galv', 0)
    for z in (-2.0, 2.1): m.lathe([(.011, .0), (.011, .010), (.004, .016), (.004, .030)], 'brass', 8, (X0 + .020, .32, z), 'x'); m.bx((X0 + .044, .300, z - .006), (X0 + .050, .340, z + .006), 'brass', .002)

def legs(m, L, Wd, h, mat='ral7016'):
    for x in (-L / 2 + .04, L / 2 - .04):
        for z in (-Wd / 2 + .04, Wd / 2 - .04): m.bx((x - .025, 0, z - .025), (x + .025, h, z + .025), mat, .002)
    for z in (-Wd / 2 + .04, Wd / 2 - .04): m.bx((-L / 2 + .04, h - .065, z - .015), (L / 2 - .04, h, z + .015), mat, .002)
    for x in (-L / 2 + .04, L / 2 - .04): m.bx((x - .015, h - .065, -Wd / 2 + .04), (x + .015, h, Wd / 2 - .04), mat, .002)

TOP = .8605                                # surface of the tool table
PLACES = [                                 # local to the table: x along it, z towards the room; (position, rotation) of the item's origin
    ((.06, .0345, -.20), (0, 90, 0)),      # 1 high-voltage detector, lying along the table, head to the left
    ((-.80, .0265, .14), (-90, 0, 0)),     # 2 high-voltage proving unit, on its back
    ((.33, .0, .06), (0, 0, 0)),           # 3 gloves
    ((.86, .0, .06), (0, 0, 0)),           # 4 helmet
    ((-.02, .0175, .06), (90, 0, 90)),     # 5 racking crank
    ((-.48, .0175, -.09), (90, 0, 90)),    # 6 lever of the earthing switch
    ((-.20, .0026, .25), (-90, 0, 90)),    # 7 key of the electromagnetic lock
    ((.70, .680, -.3000), (0, 0, 0)),      # 8 earthing set, on its hook
    ((-.30, .190, -.3050), (0, 0, 90)),    # 9 insulating rod, on two hooks
    ((-.75, .690, -.3200), (0, 0, 0)),     # 10 sign
    ((-.38, .690, -.3200), (0, 0, 0)),     # 11 sign
    ((-.01, .690, -.3200), (0, 0, 0)),     # 12 sign
    None,                                  # 13 fence, at the front wall
    ((.61, .0106, .20), (-90, 0, 0)),      # 14 padlock
]

def table(m, r):
    L, Wd = 2.10, .72
    with m.at((TX, 0, TZ), (0, 90, 0)):
        m.bx((-L / 2, .825, -Wd / 2), (L / 2, .858, Wd / 2), 'sr_wood', .003); m.bx((-L / 2 + .01, .858, -Wd / 2 + .01), (L / 2 - .01, .8604, Wd / 2 - .01), 'sr_mat', .0008)
        legs(m, L, Wd, .825); m.bx((-L / 2 + .05, .20, -Wd / 2 + .05), (L / 2 - .05, .218, Wd / 2 - .05), 'sr_wood', .002)
        # board behind
        m.bx((-L / 2, .90, -.357), (L / 2, 1.66, -.340), 'ral7035_in', .002)
        for x in (-L / 2, L / 2 - .03): m.bx((x, .86, -.362), (x + .03, 1.67, -.334), 'ral7016', .002)
        m.bx((-L / 2 + .03, 1.590, -.340), (L / 2 - .03, 1.650, -.3385), 'w_blue', 0); face(m, 0, 1.62, -.3380, .80, .056, [('安全工器具  SAFETY TOOLS', 32, 0, 0)], '#1f5fbf', WHITE, 1.2)
        for (x, y, z), rot in (PLACES[7], PLACES[9], PLACES[10], PLACES[11]):
            Y = TOP + y
            m.tube(fillet([(x, Y - .004, -.341), (x, Y - .004, z + .012), (x, Y + .014, z + .016)], .008, 3), .0030, 'zinc', n=8); m.cyl((x, Y - .004, -.338), .012, .004, 'zinc', n=12)
        for dx in (-.36, .36):
            x, Y = -.30 + dx, TOP + .190
            m.tube(fillet([(x, Y - .022, -.341), (x, Y - .022, -.286), (x, Y + .012, -.281)], .012, 3), .0045, 'zinc', n=8); m.cyl((x, Y - .022, -.338), .016, .004, 'zinc', n=12)
        for k, (zh, en, x, w) in enumerate((('验电器', 'DETECTOR', -.62, .34), ('绝缘手套', 'GLOVES', .33, .30), ('安全帽', 'HELMET', .86, .26), ('操作工具', 'HANDLES', -.15, .34))):
            m.bx((x - w / 2, .828, .3602), (x + w / 2, .856, .3622), 'plate_white', 0); face(m, x, .842, .3624, w - .01, .024, [(zh + '  ' + en, 14, 0, 0)], WHITE, INK, 1.6)
    B = trs((TX, 0, TZ), (0, 90, 0))
    for i, place in enumerate(PLACES):
        Wm = B @ trs((place[0][0], TOP + place[0][1], place[0][2]), place[1]) if place else trs((-2.35, 0, 2.74), (0, 180, 0))
        r.empty('place_%d' % (i + 1), Wm.to_translation(), tuple(math.degrees(a) for a in Wm.to_euler('XYZ')))

def desk(m, r):
    L, Wd = 1.30, .68
    with m.at((DX, 0, DZ), (0, -90, 0)):
        m.bx((-L / 2, .735, -Wd / 2), (L / 2, .765, Wd / 2), 'sr_desk', .003); legs(m, L, Wd, .735, 'pl_grey')
        m.bx((.18, .10, -.30), (.60, .735, .30), 'sr_desk', .003)
        for k in range(3): m.bx((.195, .12 + .20 * k, .298), (.585, .31 + .20 * k, .310), 'sr_desk', .003); m.bx((.33, .235 + .20 * k, .310), (.45, .247 + .20 * k, .326), 'alu', .003)
        m.bx((-L / 2 + .05, .40, -.30), (.18, .72, -.285), 'sr_desk', .002)
        # log book, pen holder, lamp
        m.bx((.18, .765, -.20), (.40, .777, .10), 'pl_blue', .002); m.bx((.183, .7665, -.197), (.405, .7755, .097), 'plate_white', .001)
        with m.at((.29, .7772, -.05), (-90, 0, 0)): face(m, 0, 0, 0, .17, .20, [('值班运行日志', 19, 0, 60), ('SHIFT LOG', 13, 0, 30), ('10 kV 配电室', 13, 0, -60)], '#1d56a5', WHITE, 2.6)
        m.lathe([(.034, 0), (.036, .09), (.033, .09), (.031, .006), (0, .006)], 'pl_black', 18, (.54, .765, -.22), 'y', cap=(True, False))
        for k, c in enumerate(('pl_blue', 'pl_red', 'pl_black')): m.tube([(.54 - .012 + .012 * k, .772, -.22), (.535 - .022 + .026 * k, .905, -.235 + .012 * k)], .0042, c, n=7)
        # chair
        with m.at((-1.02, 0, .12), (0, 150, 0)):
            m.body([(.435, .40, .40, .09), (.450, .46, .46, .11), (.485, .47, .47, .11), (.505, .44, .44, .10), (.510, .36, .36, .09)], 'sr_chair', n=5, axis='y')
            m.loft([[(x, y + .78, .235 + .35 * x * x + zz) for x, y in rrect(w, h, c, 5)] for zz, w, h, c in ((-.032, .38, .36, .09), (-.022, .42, .40, .11), (.012, .42, .40, .11), (.022, .37, .35, .09))], 'sr_chair')
            for q in (-1, 1): m.tube(fillet([(q * .20, .47, .05), (q * .265, .47, .05), (q * .265, .66, .02), (q * .265, .66, -.16)], .04, 4), .012, 'blackmetal', n=8); m.bx((q * .265 - .03, .665, -.16), (q * .265 + .03, .690, .06), 'rubber', .010)
            m.tube(fillet([(0, .46, .16), (0, .46, .245), (0, .70, .262)], .05, 4), .016, 'blackmetal', n=8); m.cyl((0, .27, 0), .026, .34, 'chrome', 'y', n=14)
            for k in range(5):
                a = 2 * math.pi * k / 5; m.tube([(0, .11, 0), (.27 * math.cos(a), .075, .27 * math.sin(a))], [.022, .014], 'blackmetal', n=8); m.sphere((.27 * math.cos(a), .028, .27 * math.sin(a)), .028, 'rubber', 12, 6)
    B = trs((DX, 0, DZ), (0, -90, 0)); Wm = B @ trs((-.14, .7688, .08), (-90, 0, 0))
    r.empty('desk_1', Wm.to_translation(), tuple(math.degrees(a) for a in Wm.to_euler('XYZ')))
    Wm = B @ trs((-.46, .7688, .06), (-90, 0, 0)); r.empty('desk_2', Wm.to_translation(), tuple(math.degrees(a) for a in Wm.to_euler('XYZ')))

def mimic_board(m, r):
    w, h = 1.90, 1.00
    with m.at((X1 - .002, 1.72, .30), (0, -90, 0)):
        m.bx((-w / 2 - .04, -h / 2 - .04, 0), (w / 2 + .04, h / 2 + .04, .030), 'alu', .005); m.plate((0, 0, .0306), w, h, 'sr_mimic')
        for x in (-1, 1):
            for y in (-1, 1): m.cyl((x * (w / 2 + .020), y * (h / 2 + .020), .031), .008, .004, 'zinc', n=10)
    r.empty('mimic', (X1 - .034, 1.72, .30), (0, -90, 0), width=w, height=h)

def tool_cabinet(m):
    """Steel cabinet with glass doors beside the table: helmets, rods and books behind the glass (set dressing)."""
    with m.at((X0 + .22, 0, -1.9), (0, 90, 0)):
        m.bx((-.45, .06, -.20), (.45, 1.95, -.19), 'sr_cab', .002); m.bx((-.45, .06, -.19), (-.44, 1.95, .20), 'sr_cab', .002); m.bx((.44, .06, -.19), (.45, 1.95, .20), 'sr_cab', .002); m.bx((-.45, 1.94, -.19), (.45, 1.95, .20), 'sr_cab', .002); m.bx((-.45, .0, -.19), (.45, .07, .19), 'ral7016', .002)
        for y in (.55, 1.00, 1.45): m.bx((-.44, y, -.19), (.44, y + .012, .17), 'sr_cab', .001)
        for s in (-1, 1):
            a, b = (-.445, -.004) if s < 0 else (.004, .445)
            for q in ((a, .08, a + .045, 1.93), (b - .045, .08, b, 1.93), (a + .045, .08, b - .045, .14), (a + .045, 1.86, b - .045, 1.93)): m.bx((q[0], q[1], .20), (q[2], q[3], .222), 'sr_cab', .002)
            m.bx((a + .04, .13, .208), (b - .04, 1.87, .212), 'clear', 0); m.bx((s * .020 - .006, .95, .222), (s * .020 + .006, 1.10, .242), 'chrome', .003)
        for x, c in ((-.25, 'pl_red'), (.02, 'pl_blue'), (.26, 'pl_yellow')):
            m.lathe([(.125, 0), (.128, .006), (.108, .012), (.104, .06), (.082, .11), (.045, .138), (0, .146)], c, 18, (x, 1.462, 0), 'y')
        for k in range(9): m.bx((-.40 + .052 * k, 1.012, -.15), (-.40 + .052 * k + .044, 1.29 + .02 * (k % 3), .06), ('pl_blue', 'pl_red', 'pl_dark')[k % 3], .002); m.bx((-.395 + .052 * k, 1.14, .0605), (-.361 + .052 * k, 1.22, .0612), 'plate_white', 0)
        for k in range(4): m.tube([(-.40 + .09 * k, .10, -.12), (-.36 + .09 * k, .52, -.14)], .016, 'pl_orange', n=8)
        for k in range(3): m.bx((.05 + .12 * k, .562, -.12), (.15 + .12 * k, .70, .10), 'pl_cream', .003)
        m.bx((-.30, 1.955, .12), (.30, 2.03, .13), 'pl_blue', .002); face(m, 0, 1.9925, .1305, .58, .066, [('安全工器具柜', 26, 0, 12), ('SAFETY TOOLS', 15, 0, -20)], BLUE, WHITE, 1.2)

def rules_board(m):
    m.bx((-.52, -.40, 0), (.52, .40, .014), 'alu', .003); m.plate((0, 0, .0146), 1.00, .76, 'sr_rules')

def _tex():
    if 'sr_chequer' in MATS: return
    c = Canvas(320, 288, '#787e82', 2)
    for j in range(12):
        for i in range(13):
            x, y = 12 + 25 * i, 12 + 24 * j; a = math.radians(45 if (i + j) % 2 else -45); dx, dy = math.cos(a), math.sin(a)
            c.poly([(x - 9 * dx, y - 9 * dy), (x - 2.6 * dy, y + 2.6 * dx), (x + 9 * dx, y + 9 * dy), (x + 2.6 * dy, y - 2.6 * dx)], '#c8cdd0'); c.line([(x - 8 * dx + 1.5, y - 8 * dy + 2.5), (x + 8 * dx + 1.5, y + 8 * dy + 2.5)], 1.4, '#5b6064')
    material('sr_chequer', '#ffffff', .7, .42, tex=c)
    # single-line diagram of the station
    c = Canvas(1330, 700, '#eef0ec', 2); k = '#b5161a'; g = '#15171a'
    c.rect(0, 0, 1330, 70, '#1d4f91'); c.text('10 kV 配电室一次系统模拟图', 40, 48, 34, '#ffffff', 'l', 'cjk'); c.text('SINGLE-LINE DIAGRAM', 1290, 46, 24, '#ffffff', 'r', 'bold')
    c.rect(150 + 615 - 100, 82, 150 + 615 + 100, 690, '#dfe6ee'); c.rect(60, 176, 1270, 188, k); c.text('10 kV I 段母线', 64, 164, 22, g, 'l', 'cjk')
    bays = (('AH1', '901', '1号进线', 'INCOMER', 'in'), ('AH2', '9015', '母线 PT', 'VOLTAGE TR.', 'vt'), ('AH3', '902', '水泵房线', 'PUMP HOUSE', 'f'), ('AH4', '903', '机修线', 'WORKSHOP', 'f'), ('AH5', '904', '空压站线', 'COMPRESSORS', 'f'), ('AH6', '905', '1号配变', 'TRANSFORMER', 't'))
    for i, (a, no, zh, en, kind) in enumerate(bays):
        x = 150 + 205 * i
        c.text(a, x, 124, 22, '#1d4f91', 'c', 'bold')
        L = lambda p, q, w=6: c.line([p, q], w, k)
        ch = lambda y, up: c.line([(x - 18, y + (13 if up else -13)), (x, y), (x + 18, y + (13 if up else -13))], 6, k)
        L((x, 188), (x, 226)); ch(226, True); ch(244, True); L((x, 244), (x, 276))
        if kind == 'vt':
            L((x, 276), (x, 340)); c.frame(x - 9, 300, x + 9, 336, 3, k); L((x, 340), (x, 380))
            for dx, dy in ((-20, 0), (20, 0), (0, 30)): c.ring(x + dx, 404 + dy, 26, 5, k)
        else:
            c.frame(x - 24, 276, x + 24, 344, 6, k); c.text(no, x + 40, 320, 24, g, 'l', 'bold'); L((x, 344), (x, 378)); ch(392, False); ch(374, False); L((x, 392), (x, 560))
            c.ring(x, 428, 15, 4, k); c.ring(x, 452, 15, 4, k)
            if kind != 'in':
                L((x, 496), (x + 58, 496), 5); L((x + 58, 496), (x + 58, 506), 5); L((x + 58, 540), (x + 40, 508), 5); L((x + 58, 540), (x + 58, 560), 5)
                for q, w in enumerate((36, 24, 12)): c.line([(x + 58 - w / 2, 562 + 9 * q), (x + 58 + w / 2, 562 + 9 * q)], 4, g)
                c.text(no + '7', x + 72, 532, 14, g, 'l', 'bold')
            if kind == 't': c.ring(x, 560, 20, 5, k); c.ring(x, 586, 20, 5, k)
            else: c.poly([(x - 16, 556), (x + 16, 556), (x, 592)] if kind != 'in' else [(x - 16, 592), (x + 16, 592), (x, 556)], k)
        c.text(zh, x, 648, 25, g, 'c', 'cjk'); c.text(en, x, 676, 15, '#44484c', 'c', 'bold')
    c.frame(0, 0, 1330, 700, 5, '#1d4f91')
    material('sr_mimic', '#ffffff', 0, .5, tex=c)
    c = Canvas(800, 608, '#fbfbf8', 2); c.rect(0, 0, 800, 84, '#b5161a'); c.text('倒闸操作安全规定', 400, 60, 44, '#ffffff', 'c', 'cjk')
    for i, (a, b) in enumerate((('停电  验电  装设接地线  悬挂标示牌和装设遮栏', 'Isolate - prove dead - earth - signs and barriers'), ('一人操作，一人监护，唱票复诵', 'One operates, one guards; call out and repeat'), ('发生疑问，立即停止操作', 'When in doubt, stop and ask'), ('不准擅自解除闭锁装置', 'Never defeat an interlock'), ('10 kV 安全距离 0.7 m', 'Keep 0.7 m from live 10 kV parts'))):
        y = 104 + 100 * i; c.disc(48, y + 40, 28, '#b5161a'); c.text(str(i + 1), 48, y + 52, 26, '#ffffff', 'c', 'bold'); c.text(a, 96, y + 36, 24, '#151515', 'l', 'cjk'); c.text(b, 96, y + 72, 20, '#55585b', 'l'); c.line([(20, y + 92), (780, y + 92)], 1.5, '#9aa0a5')
    c.frame(0, 0, 800, 608, 5, '#b5161a')
    material('sr_rules', '#ffffff', 0, .5, tex=c)

def ghosts():
    g = Mesh(); g.bx((-2.8, 0, ROW - 1.5), (2.0, 2.3, ROW), 'pl_grey', 0)
    return [(g, 'main')]
