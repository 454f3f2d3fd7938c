from kit import *
from parts import *

# Training workshop 8 x 6 x 3.2 m, floor centre at the origin; the MCC front stands at z = -0.6.
AO = dict(dist=.9, lmin=.30, rays=32, thr=.07, iters=3, floor=.38, gain=.9)
BX, BZ = -1.9, .9         # bench centre; it is turned so that its front faces +X

def build():
    material('floor', '#8A949A', 0, .32); material('floor_line', '#E9B90C', 0, .4); material('wall_low', '#8FA3A6', 0, .6); material('wall_up', '#E4E6E1', 0, .75)
    material('ceiling', '#EDEEEB', 0, .85); material('lum', '#FFFFFF', 0, .4, emit='#FFFFFF', estr=6); material('skirt', '#4B5459', 0, .5)
    material('wood', '#B58B5C', 0, .55); material('glass', '#BFD4DC', 0, .1, emit='#C6DCEA', estr=1.2); material('frame', '#DFE2E2', 0, .45); material('door_p', '#5E7C8C', 0, .5)
    material('ext', '#C4161C', 0, .3); material('mat_rubber', '#2E4A3A', 0, .85)
    r = Node('workshop'); m = r.mesh = Mesh()
    W, D, H = 8, 6, 3.2
    x0, x1, z0, z1 = -4, 4, -3, 3
    m.grid((x0, 0, z1), (W, 0, 0), (0, 0, -D), 32, 24, 'floor')
    m.grid((x0, H, z0), (W, 0, 0), (0, 0, D), 8, 6, 'ceiling')
    hl = 1.35
    def wall(o, ux, n, holes=()):
        o, ux = V(o), V(ux)
        m.grid(o, ux, (0, hl, 0), n, 3, 'wall_low'); m.grid(o + V((0, hl, 0)), ux, (0, H - hl, 0), n, 4, 'wall_up')
        nrm = ux.cross(V((0, 1, 0))).normalized(); L = ux.length; u = ux.normalized()
        def strip(y0, y1, t, mat):
            a, b = o + nrm * .0, o + ux + nrm * t
            m.bx((min(a.x, b.x), y0, min(a.z, b.z)), (max(a.x, b.x), y1, max(a.z, b.z)), mat, .003)
        strip(0, .10, .012, 'skirt'); q = o + nrm * .003; m.quad([q + V((0, hl - .012, 0)), q + ux + V((0, hl - .012, 0)), q + ux + V((0, hl + .012, 0)), q + V((0, hl + .012, 0))], 'skirt', nocc=True)
    wall((x0, 0, z0), (W, 0, 0), 12); wall((x1, 0, z1), (-W, 0, 0), 8); wall((x0, 0, z1), (0, 0, -D), 9); wall((x1, 0, z0), (0, 0, D), 9)
    # safety lines on the floor before the MCC and walkway edge
    y = .0012
    def line(ax, az, bx_, bz, w=.08):
        n = max(1, int(max(abs(bx_ - ax), abs(bz - az)) / .5)); 
        if abs(bx_ - ax) > abs(bz - az): m.grid((ax, y, az + w / 2), (bx_ - ax, 0, 0), (0, 0, -w), n, 1, 'floor_line')
        else: m.grid((ax - w / 2, y, bz), (w, 0, 0), (0, 0, az - bz), 1, n, 'floor_line')
    line(-2.3, .60, 2.3, .60); line(-2.3, -.52, -2.3, .56); line(2.3, -1.25, 2.3, .56); 
    # rubber insulating mat before the lineup
    nx = 10
    for k in range(nx): m.bx((-1.0 + .2 * k, 0, -.555), (-1.0 + .2 * (k + 1), .006, .30), 'mat_rubber', 0)
    for k in range(24): m.bx((-1.0, .006, -.545 + .035 * k), (1.0, .0072, -.533 + .035 * k), 'mat_rubber', 0)
    # motor bay
    line(2.34, .60, 3.95, .60)
    # luminaires
    for x in (-1.5, 1.5):
        m.bx((x - .62, H - .11, .75), (x + .62, H - .045, 1.05), 'frame', .004); m.quad([(x - .60, H - .1105, .77), (x + .60, H - .1105, .77), (x + .60, H - .1105, 1.03), (x - .60, H - .1105, 1.03)], 'lum')
        for xx in (x - .45, x + .45): m.cyl((xx, H - .02, .90), .008, .05, 'zinc', 'y', n=8)
        m.bx((x - .62, H - .11, -2.05), (x + .62, H - .045, -1.75), 'frame', .004); m.quad([(x - .60, H - .1105, -2.03), (x + .60, H - .1105, -2.03), (x + .60, H - .1105, -1.77), (x - .60, H - .1105, -1.77)], 'lum')
    # cable ladder above the lineup to the motor bay, with the drop to the motor
    def ladder(a, b, w, up):
        a, b = V(a), V(b); d = (b - a).normalized(); side = d.cross(V(up)).normalized()
        for s in (-1, 1):
            p, q = a + side * s * w / 2, b + side * s * w / 2
            lo = [min(p[i], q[i]) for i in range(3)]; hi = [max(p[i], q[i]) for i in range(3)]
            for i in range(3):
                if hi[i] - lo[i] < .004: lo[i] -= .0015 if abs(V(up)[i]) < .5 else .028; hi[i] += .0015 if abs(V(up)[i]) < .5 else .028
            m.bx(lo, hi, 'galv', 0)
        n = int((b - a).length / .25)
        for k in range(n + 1):
            c = a + (b - a) * ((k + .5) / (n + 1)); sz = [abs(side[i]) * w + abs(d[i]) * .022 + abs(V(up)[i]) * .014 for i in range(3)]
            m.box(c, sz, 'galv', 0)
    ladder((-2.3, 2.62, -.88), (2.86, 2.62, -.88), .30, (0, 1, 0)); ladder((2.70, .0, -1.12), (2.70, 2.60, -1.12), .22, (0, 0, 1))
    for s in (-1, 1):
        m.bx((2.70 + s * .115 - .035, 0, -1.17), (2.70 + s * .115 + .035, .008, -1.07), 'galv', .001); m.hexbolt((2.70 + s * .135, .008, -1.09), .013, 'zinc', 'y'); m.hexbolt((2.70 + s * .135, .008, -1.15), .013, 'zinc', 'y')
    for x in (-2.0, -.6, .8, 2.2):
        m.bx((x - .02, 2.575, -1.06), (x + .02, 2.590, -.70), 'galv', 0)
        for z in (-1.045, -.715): m.cyl((x, 2.88, z), .005, .62, 'zinc', 'y', n=6)
    for k in range(5):
        z = -.98 + .045 * k
        m.tube(fillet([(-2.3, 2.638, z), (-1.9 + .8 * (k % 5), 2.638, z), (-1.60 + .8 * (k % 5), 2.638, z), (-1.60 + .8 * (k % 5), 2.21, z * .3 - .6)], .12, 5), .012, 'cable', n=8)
    m.tube(fillet([(1.0, 2.21, -.90), (1.0, 2.640, -.90), (2.70, 2.640, -.90), (2.70, 2.640, -1.09), (2.70, .03, -1.09), (2.70, .03, -1.045)], .12, 6), .0105, 'cable', n=10)
    # window in the right wall, door in the left wall
    for zc in (-1.2, 1.2):
        X = x1 - .02
        m.bx((X - .03, 1.05, zc - .75), (x1, 2.45, zc + .75), 'frame', .006)
        m.quad([(X - .031, 1.12, zc - .68), (X - .031, 1.12, zc + .68), (X - .031, 2.38, zc + .68), (X - .031, 2.38, zc - .68)], 'glass')
        m.bx((X - .05, 1.12, zc - .025), (X - .02, 2.38, zc + .025), 'frame', .004); m.bx((X - .05, 1.90, zc - .68), (X - .02, 1.94, zc + .68), 'frame', .004); m.bx((X - .13, 1.02, zc - .80), (x1, 1.05, zc + .80), 'frame', .005)
    m.bx((x0, 0, 1.75), (x0 + .05, 2.12, 2.75), 'frame', .006); m.bx((x0 + .03, .01, 1.82), (x0 + .065, 2.06, 2.68), 'door_p', .004)
    m.bx((x0 + .06, 1.25, 2.0), (x0 + .068, 1.85, 2.5), 'glass', .002); m.tube([(x0 + .068, 1.02, 1.92), (x0 + .115, 1.02, 1.92), (x0 + .115, 1.02, 2.04)], .010, 'steel', n=8)
    # exit sign
    material('exit', '#12843C', 0, .5, emit='#0B5A28', estr=.6)
    m.bx((x0, 2.22, 2.02), (x0 + .03, 2.40, 2.48), 'exit', .004)
    with m.at((x0 + .0305, 2.31, 2.25), (0, 90, 0)): m.text('EXIT 出口', (0, 0, .0005), .075, 'ink_white', font='cjk')
    # fire extinguisher with bracket and sign (back wall, left of the lineup... right wall corner)
    ex, ez = x1 - .14, 2.35
    with m.at((ex, .35, ez)):
        m.lathe([(.0, 0), (.070, 0), (.078, .012), (.078, .40), (.070, .445), (.045, .475), (.024, .485), (.022, .51), (0, .51)], 'ext', 28, (0, 0, 0), 'y', cap=(False, False))
        m.cyl((0, .525, 0), .020, .035, 'brass', 'y', n=14); m.bx((-.012, .54, -.012), (.095, .552, .012), 'blackmetal', .002)
        with m.at((0, .55, 0), (0, 0, 14)): m.bx((-.012, .0, -.011), (.10, .010, .011), 'blackmetal', .002)
        m.tube(spline([(-.02, .525, 0), (-.07, .50, 0), (-.095, .40, .01), (-.092, .20, .01), (-.088, .10, .012)], 5), .009, 'rubber', n=8); m.lathe([(.010, 0), (.011, .05), (.020, .10)], 'pl_black', 12, (-.088, .10, .012), '-y')
        m.ring((0, .30, 0), .081, .0775, .03, 'zinc', 'y', n=28)
        with m.at((0, 0, 0), (0, -90, 0)): m.bx((-.045, .16, .0772), (.045, .27, .0785), 'plate_white', .0005); m.text('ABC 6 kg', (0, .24, .0788), .014, 'ink', font='bold'); m.text('灭火器', (0, .195, .0788), .028, 'ink_red', font='cjk')
    m.bx((x1 - .012, 1.35, ez - .1), (x1 - .002, 1.55, ez + .1), 'ext', .002)
    with m.at((x1 - .0125, 1.45, ez), (0, -90, 0)): m.text('灭火器', (0, .04, .0005), .045, 'ink_white', font='cjk'); m.text('FIRE', (0, -.045, .0005), .035, 'ink_white', font='bold')
    # bench
    with m.at((BX, 0, BZ), (0, 90, 0)):
        m.bx((-.70, .862, -.30), (.70, .900, .30), 'wood', .003)
        for x in (-.66, .66):
            for z in (-.26, .26): m.bx((x - .025, .0, z - .025), (x + .025, .862, z + .025), 'ral7016', .002)
        for z in (-.26, .26): m.bx((-.66, .80, z - .015), (.66, .862, z + .015), 'ral7016', .002)
        for x in (-.66, .66): m.bx((x - .015, .80, -.26), (x + .015, .862, .26), 'ral7016', .002)
        m.bx((-.66, .22, -.26), (.66, .24, .24), 'wood', .002)
        m.bx((.18, .50, -.26), (.64, .80, .27), 'ral5010', .003)
        for k in range(3): m.bx((.195, .515 + .094 * k, .270), (.625, .600 + .094 * k, .280), 'ral5010', .003); m.bx((.33, .565 + .094 * k, .280), (.49, .577 + .094 * k, .296), 'alu', .003)
        # perforated board
        m.bx((-.70, .90, -.300), (.70, 1.62, -.285), 'ral7035_in', .002)
        for x in (-.69, .69): m.bx((x - .015, .90, -.305), (x + .015, 1.63, -.280), 'ral7016', .002)
        for j in range(13):
            for i in range(26):
                X, Y = -.65 + .052 * i, .955 + .052 * j
                m.quad([(X - .005, Y - .005, -.2846), (X + .005, Y - .005, -.2846), (X + .005, Y + .005, -.2846), (X - .005, Y + .005, -.2846)], 'hole', nocc=True)
        board_tools(m)
        # LED strip under the top of the board
        m.bx((-.66, 1.62, -.30), (.66, 1.645, -.12), 'frame', .003); m.quad([(-.62, 1.6195, -.26), (.62, 1.6195, -.26), (.62, 1.6195, -.15), (-.62, 1.6195, -.15)], 'lum')
    Bm = trs((BX, 0, BZ), (0, 90, 0))
    slots = [((-.315, .0225, .13), (0, 0, 0)), ((-.20, .0185, -.14), (-90, 0, 0)), ((-.05, .0250, -.13), (-90, 0, 0)), ((-.095, .0185, .15), (0, 0, 0)),
             ((.015, .0046, .075), (-90, 0, 0)), ((.440, .0106, .085), (-90, 0, 0)), ((.575, .0024, .115), (-90, 0, 0)), ((.14, .335, -.2815), (0, 0, 0)),
             ((-.525, .0, -.03), (0, 0, 0)), ((.50, .0032, -.13), (0, 0, 0)), ((.17, .0165, -.10), (0, 0, 0)), ((.21, .0034, .135), (-90, 0, 0))]
    for i, (sp, sr) in enumerate(slots):          # each slot is posed for the tool that lies there, see placement.yaml
        W = Bm @ trs((sp[0], .9005 + sp[1], sp[2]), sr)
        r.empty('bench_%d' % (i + 1), W.to_translation(), tuple(math.degrees(x) for x in W.to_euler('XYZ')))
    # notice board
    with m.at((1.0, 1.75, z1 - .001), (0, 180, 0)): noticeboard(m)
    with m.at((x0 + .001, 1.65, -.6), (0, 90, 0)): noticeboard(m)
    r.empty('notice', (x0 + .022, 1.65, -.6), (0, 90, 0))
    r.empty('zone_barrier', (0, 0, .75)); r.empty('person_1', (2.2, 0, 1.8), (0, -140, 0))
    # wall phone
    with m.at((x0 + .001, 1.40, .55), (0, 90, 0)):
        m.bx((-.06, -.11, 0), (.06, .11, .045), 'pl_lgrey', .006); m.bx((-.052, -.10, .045), (-.012, .10, .075), 'pl_dark', .008)
        for j in range(4):
            for i in range(3): m.box((.012 + .018 * i, .02 - .018 * j, .047), (.012, .012, .005), 'pl_dark', .0015)
        m.box((.03, .07, .046), (.045, .03, .003), 'plate_white', .0005)
    r.empty('phone', (x0 + .05, 1.40, .55), (0, 90, 0))
    return r

def noticeboard(m):
    m.bx((-.62, -.42, 0), (.62, .42, .012), 'alu', .003); m.bx((-.60, -.40, .006), (.60, .40, .0135), 'cork', .001)
    for x, y, w, h, s in ((-.44, .18, .21, .297, 0), (-.18, .20, .21, .297, 1), (-.44, -.20, .21, .14, 1)):
        m.box((x, y, .0142), (w, h, .0006), 'plate_white', 0); m.box((x, y + h / 2 - .03, .0147), (w * .8, .018, .0004), 'pl_blue' if s else 'pl_red', 0)
        for k in range(int(h / .022) - 3): m.box((x - .0 - (w * .1 if k % 3 == 2 else 0), y + h / 2 - .06 - .022 * k, .0147), (w * (.8 if k % 3 != 2 else .6), .004, .0003), 'ink_grey', 0)
        m.sphere((x, y + h / 2 - .010, .018), .006, 'pl_red', 8, 4)

def board_tools(m):
    """Tools on the perforated board (set dressing only)."""
    z = -.278
    def side(x, t, zy, mat):                  # a sheet in the YZ plane, from x on
        with m.at((x, 0, 0), (0, 90, 0)): m.extrude([(-a, b) for a, b in zy], 0, t, mat)
    def peg(x, y): m.cyl((x, y, -.272), .0028, .026, 'zinc', n=8, b=0)
    for i in range(5):                        # combination spanners: open jaw above, ring below
        x = -.58 + .055 * i; L = .20 - .02 * i; k = 1 - .07 * i
        jaw = [(-.0055, -.016), (.0055, -.016), (.0135, -.004), (.0145, .006), (.0105, .015), (.0062, .013), (.0062, .001), (-.0062, .001), (-.0062, .013), (-.0105, .015), (-.0145, .006), (-.0135, -.004)]
        with m.at((x, 1.42, z), (0, 0, 12)): m.extrude([(a * k, b * k) for a, b in jaw], -.003, .003, 'chrome', b=.0006)
        m.box((x, 1.42 - L / 2, z), (.011 * k, L - .022, .0045), 'chrome', .001); m.ring((x, 1.42 - L, z), .0135 * k, .0085 * k, .0075, 'chrome', n=20, full=True); peg(x, 1.42 - L + .004)
    for i, c in enumerate(('w_red', 'w_yellow', 'w_red', 'w_yellow')):   # insulated screwdrivers
        x = -.24 + .05 * i
        m.lathe([(.0050, 0), (.0072, .004), (.0058, .012), (.0105, .022), (.0120, .050), (.0120, .088), (.0095, .102), (.0, .104)], c, 14, (x, 1.328, z), 'y', cap=(True, False))
        m.cyl((x, 1.2755, z), .0034, .105, c, 'y', n=8, b=0); m.loft([[(x + a, y, z + b) for a, b in ((-w, -t), (w, -t), (w, t), (-w, t))][::-1] for y, w, t in ((1.224, .0026, .0005), (1.212, .0026, .0004))], 'steel')
        m.bx((x - .018, 1.334, -.285), (x + .018, 1.340, -.262), 'galv', .001)
    for i in range(2):                        # combination and long-nose pliers
        x = .005 + .068 * i; n = .030 if i == 0 else .052; w = .0095 if i == 0 else .0045
        for s in (-1, 1):
            m.tube(fillet([(x + s * .004, 1.362, z), (x + s * .010, 1.345, z), (x + s * .021, 1.300, z), (x + s * .014, 1.252, z)], .02, 4), [.0062] * 12, 'w_red', n=8)
            m.loft([[(x + s * .0006, 1.378, z + q), (x + s * (w + .004), 1.378, z + q), (x + s * w * .8, 1.378 + n, z + q), (x + s * .0006, 1.378 + n, z + q)][::-s] for q in (-.0045, .0045)], 'steel_dark')
        m.cyl((x, 1.370, z), .013, .010, 'steel_dark', n=18, b=.001); m.cyl((x, 1.370, z + .006), .0045, .003, 'zinc', n=10); peg(x, 1.389 if i == 0 else 1.392)
    # hacksaw: bow, blade, handle
    m.tube(fillet([(.215, 1.352, z), (.215, 1.408, z), (.470, 1.408, z), (.470, 1.352, z)], .02, 4), .0052, 'steel_dark', n=8); m.box((.3425, 1.352, z), (.262, .0125, .0010), 'w_blue', 0)
    m.loft([[(.468, 1.340, z + q), (.500, 1.338, z + q), (.560, 1.322, z + q), (.575, 1.350, z + q), (.545, 1.392, z + q), (.500, 1.414, z + q), (.468, 1.416, z + q)] for q in (-.011, .011)], 'pl_orange'); peg(.30, 1.402); peg(.42, 1.402)
    # open-fronted bins on the board
    for i, (c, what) in enumerate((('pl_blue', 'M6'), ('pl_red', 'M8'), ('pl_yellow', 'M10'))):
        x0, x1, y0, z0, z1 = -.60 + .16 * i, -.46 + .16 * i, .985, -.285, -.185
        t = .003
        m.bx((x0, y0, z0), (x1, y0 + t, z1), c, .0008); m.bx((x0, y0, z0), (x1, y0 + .080, z0 + t), c, .0008)
        for xa in (x0, x1 - t): side(xa, t, [(z0, y0), (z1, y0), (z1, y0 + .036), (z1 - .030, y0 + .052), (z1 - .055, y0 + .080), (z0, y0 + .080)], c)
        m.bx((x0, y0, z1 - t), (x1, y0 + .036, z1), c, .0008); m.box(((x0 + x1) / 2, y0 + .018, z1 + .0004), (.060, .018, .0008), 'plate_white', 0); m.text(what, ((x0 + x1) / 2, y0 + .018, z1 + .0010), .009, 'ink', font='bold')
        for k in range(14):
            u, v = (k * 37 % 23) / 22, (k * 53 % 19) / 18
            m.cyl((x0 + .018 + u * .104, y0 + .012 + .004 * (k % 3), z0 + .020 + v * .062), .0065, .009, 'zinc', 'y', n=6)
    # rolls of insulating tape on pegs
    for x, y, c in ((.30, 1.245, 'w_black'), (.43, 1.245, 'w_blue')):
        m.ring((x, y, -.2755), .052, .030, .019, c, n=32, b=.001); m.ring((x, y, -.2760), .0305, .0275, .020, 'plate_white', n=28, b=.0003); m.cyl((x, y + .0245, -.262), .0030, .046, 'zinc', n=8, b=0)
    peg(.14, 1.2335)

def ghosts():
    g = Mesh()
    g.bx((-2, 0, -1.1), (2, 2.2, -.6), 'pl_grey', 0); g.bx((2.45, .1, -.95), (3.65, .4, -.55), 'pl_grey', 0)
    g.bx((2.43, .01, -.95), (3.67, .1, -.55), 'pl_grey', 0)
    return [(g, 'main')]
