from kit import *
from plates import *
from pictures import *
from permanent_way import *
import skyline

# Railway signal training yard: two tracks along X, cess, open-fronted shelter; floor y = 0, origin in the middle. What lies beyond is painted on the ends (x = -6, 6; z = -7; y = 4.2).
# Fronts of the shelter's equipment face -Z. bench: table along the left end wall, its front faces +X.
AO = dict(dist=.55, lmin=.34, rays=40, thr=.07, iters=2, floor=.52, gain=.75)
X0, X1, Z0, Z1, TOP = -6.0, 6.0, -7.0, 5.6, 4.2
TRACKS = (-2.1, -6.1)
EYE = (0, 1.6, .9)

def build():
    track_materials()
    c, n = stones(400, 20, 7, ('#8b867e', '#7b766f', '#969087', '#706b65', '#9b9387', '#83766a'), wild=.30, step=8, nstep=12)
    material('ry_ballast', '#ffffff', 0, .9, tex=c, normal=n, tile=True)
    c, n = stones(224, 26, 11, ('#a79f90', '#9a9284', '#b1a99a', '#8f887c'), gap='#7d7568', wild=.18, relief=.5, step=8, nstep=12)
    material('ry_path', '#ffffff', 0, .92, tex=c, normal=n, tile=True)
    for q, col in enumerate(('#8b867e', '#77726b', '#9a948a', '#857869')): material('ry_stone%d' % q, col, 0, .9)
    material('ry_conc', '#B2AFA8', 0, .8); material('ry_conc2', '#9F9C95', 0, .82); material('ry_yellow', '#E9B90C', 0, .5); material('ry_screed', '#B4BAB7', 0, .42); material('ry_mat', '#3A5A78', 0, .75); material('ry_mat2', '#42668A', 0, .7)
    material('ry_post', '#5F7180', .1, .42); material('ry_roof', '#C9D2D6', 0, .45); material('ry_roof2', '#EEF2F2', 0, .5); material('ry_wall', '#F3F5F3', 0, .6); material('ry_low', '#A3BECE', 0, .55); material('ry_rib', '#C8CFD0', 0, .6)
    material('lum', '#FFFFFF', 0, .4, emit='#FFFFFF', estr=6); material('ry_frame', '#E3E6E6', 0, .42); material('ry_ext', '#C4161C', 0, .3); material('ry_wood', '#B98F62', 0, .5); material('ry_skirt', '#4A555C', 0, .5); material('ry_lid', '#A9A69F', 0, .8)
    begin('ry_atlas', 1024, 1024)
    r = Node('railway_yard'); m = r.mesh = Mesh(angle=61)
    sky(m); earth(m); tracks(m); edge(m); shelter(m); dressing(m, r)
    b = bench(); r.add(b)
    empties(r)
    finish()
    return r

def sky(m):
    w = Z1 - Z0
    def side(name, h, wpx, points, quads):
        material(name, '#000000', 0, 1, glow=skyline.outlook(points, wpx, h, EYE, TRACKS, 5, 2))
        a, b = .5 / wpx, .5 / h; m.quad(quads, name, [(a, 1 - b), (1 - a, 1 - b), (1 - a, b), (a, b)], nocc=True)
    T = TOP; y0 = -.05
    side('ry_sky_l', 256, 768, lambda u, v: np.stack([u * 0 + X0, y0 + v * (T - y0), Z1 - u * w], -1), [(X0, y0, Z1), (X0, y0, Z0), (X0, T, Z0), (X0, T, Z1)])
    side('ry_sky_b', 256, 768, lambda u, v: np.stack([X0 + u * (X1 - X0), y0 + v * (T - y0), u * 0 + Z0], -1), [(X0, y0, Z0), (X1, y0, Z0), (X1, T, Z0), (X0, T, Z0)])
    side('ry_sky_r', 256, 768, lambda u, v: np.stack([u * 0 + X1, y0 + v * (T - y0), Z0 + u * w], -1), [(X1, y0, Z0), (X1, y0, Z1), (X1, T, Z1), (X1, T, Z0)])
    side('ry_sky_t', 160, 160, lambda u, v: np.stack([X0 + u * (X1 - X0), u * 0 + T, Z0 + v * w], -1), [(X0, T, Z0), (X1, T, Z0), (X1, T, Z1), (X0, T, Z1)])

def field(m, mat, xs, zs, y, tile, rough=0.0, seed=3):
    """Ground between the lines xs and zs with heights y(x, z); the texture lies flat on it, tile m wide."""
    R = np.random.RandomState(seed); P = {}
    b = m.add([(x, y(x, z) + (rough * (R.rand() - .5) if 0 < j < len(zs) - 1 else 0), z) for j, z in enumerate(zs) for x in xs]); n = len(xs)
    for j in range(len(zs) - 1):
        for i in range(n - 1):
            k = b + j * n + i; q = [(i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j)]
            m.face([b + jj * n + ii for ii, jj in q], mat, [(xs[ii] / tile, zs[jj] / tile) for ii, jj in q])

def span(a, b, d): k = max(1, round((b - a) / d)); return [a + (b - a) * i / k for i in range(k + 1)]

def bed(x, z):
    """Height of the ballast: shoulders beside the sleepers, lower in the middle between the tracks and towards the cess."""
    if z > -.92: return -.005
    d = min(abs(z - t) for t in TRACKS)
    return -.008 if d < 1.42 else -.008 - .03 * min(1, (d - 1.42) / .45)

def earth(m):
    field(m, 'ry_ballast', span(X0, X1, .4), span(-7, -2.4, .42) + span(-2.4, -.82, .2)[1:], bed, 1.1, .012)
    field(m, 'ry_path', span(X0, X1, .75), span(-.86, 1.38, .45), lambda x, z: 0, .55)
    # a low concrete kerb keeps the ballast off the path
    for k in range(12): m.bx((X0 + k + .004, -.06, -.90), (X0 + k + .996, .018, -.82), 'ry_conc2', .006)
    # cable trough with lids along the path
    for k in range(24):
        if k in (11, 12): continue
        x = X0 + .5 * k; m.bx((x + .004, -.05, .96), (x + .496, .012, 1.26), 'ry_lid', .005)
        m.bx((x + .19, .0122, 1.10), (x + .31, .0130, 1.12), 'hole', 0)
    m.bx((-.5, -.05, .96), (.5, .012, 1.26), 'ry_conc2', .005)
    # loose stones, most near where one stands
    R = np.random.RandomState(17)
    for k in range(560):
        x = (R.rand() * 2 - 1) * (2.6 if k % 3 else 5.8); q = R.rand()
        z = -.93 - q * q * 2.6 if k % 4 else -3.2 - 3.0 * R.rand()
        if abs(abs(z - TRACKS[0]) - .753) < .11 or abs(abs(z - TRACKS[1]) - .753) < .11: continue
        f = ((x + 6) / .6) % 1
        if min(abs(z - t) for t in TRACKS) < 1.34 and .22 < f < .78: continue        # on a sleeper
        rr = .016 + .017 * R.rand(); stone(m, (x, bed(x, z) + rr * .12, z), rr, R, 'ry_stone%d' % R.randint(4))

def tracks(m):
    for t, z in enumerate(TRACKS):
        for k in range(20): sleeper(m, -5.7 + .6 * k, z, .020, t == 1)
        for s in (-1, 1):
            zr = z + s * .753; y, H = .025, .165
            if t == 0:
                rail(m, X0, -.004, zr, y, H); rail(m, .004, X1, zr, y, H); insulated_joint(m, 0, zr, y, H)
            else: rail(m, X0, X1, zr, y, H)
            for k in range(20):
                x = -5.7 + .6 * k
                for q in (-1, 1): clip(m, x, zr + q * .075, .038, q, t == 0 and abs(x) < 2.2)
        if t == 0:
            for s in (-1, 1): bond_wire(m, -4.2, z + s * .753, .025, -s)
    # leads of the track circuit from the joint to the cess
    for s, x in ((1, -.55), (1, .55), (-1, -.62), (-1, .62)):
        m.tube(spline([(x, .085, TRACKS[0] + s * .753 + .012), (x + .02, .05, TRACKS[0] + s * .753 + .09), (x * 1.12, .022, TRACKS[0] + .95), (x * 1.3, .026, -1.0), (x * 1.5, .020, -.86)], 5), .0085, 'cable', n=6)
        m.cyl((x, .085, TRACKS[0] + s * .753 + .012), .014, .012, 'zinc', n=10)

def edge(m):
    """Concrete edge of the shelter's floor with the safety line."""
    for k in range(8): m.bx((X0 + 1.5 * k + .003, -.05, 1.38), (X0 + 1.5 * k + 1.497, .004, 1.5), 'ry_conc', .004)
    m.grid((X0, .0062, 1.50), (X1 - X0, 0, 0), (0, 0, -.10), 24, 1, 'ry_yellow')
    with m.at((2.2, .0078, 1.45), (-90, 180, 0)): face(m, 0, 0, 0, 1.30, .092, [('线路安全防护线', 56, 0, 0)], '#e9b90c', BLACK, .75)

def shelter(m):
    x0, x1, za, zb, H = -5.8, 5.8, 1.5, 5.53, 2.9         # the back wall stands far enough inside to keep the sun out
    m.grid((X0, .003, Z1), (X1 - X0, 0, 0), (0, 0, -(Z1 - za)), 30, 12, 'ry_screed')
    for x, w in ((2.6, 1.3), (-2.0, 2.0)):
        m.bx((x - w / 2, .003, 4.05 - .15), (x + w / 2, .009, 5.08), 'ry_mat', .002)
        for k in range(int(w / .20)): m.quad([(x - w / 2 + .20 * k + .02, .0094, 5.06), (x - w / 2 + .20 * k + .12, .0094, 5.06), (x - w / 2 + .20 * k + .12, .0094, 3.92), (x - w / 2 + .20 * k + .02, .0094, 3.92)], 'ry_mat2')
    # back wall in ribbed panels, end walls
    def wall(o, ux, n):
        o, ux = V(o), V(ux); nrm = ux.cross(V((0, 1, 0))).normalized(); L = ux.length; u = ux.normalized()
        m.grid(o, ux, (0, 1.0, 0), n, 4, 'ry_low'); m.grid(o + V((0, 1.0, 0)), ux, (0, H - .98, 0), n, 7, 'ry_wall')
        k = int(L / .5)
        for i in range(k + 1):
            p = o + u * (L * i / k); e = u * .010 + nrm * .008
            a, b = p - u * .010, p + u * .010 + nrm * .008
            m.bx((min(a.x, b.x), 1.02, min(a.z, b.z)), (max(a.x, b.x), H, max(a.z, b.z)), 'ry_rib', 0)
        a, b = o, o + ux + nrm * .014; m.bx((min(a.x, b.x), 0, min(a.z, b.z)), (max(a.x, b.x), .10, max(a.z, b.z)), 'ry_skirt', .003)
        m.bx((min(a.x, b.x), .985, min(a.z, b.z)), (max(a.x, b.x), 1.02, max(a.z, b.z)), 'ry_frame', .003)
    wall((x1, 0, zb), (x0 - x1, 0, 0), 24); wall((x0, 0, zb), (0, 0, 3.0 - zb), 6); wall((x1, 0, 3.0), (0, 0, zb - 3.0), 6)
    m.quad([(x1 + .2, 0, zb + .006), (x0 - .2, 0, zb + .006), (x0 - .2, H + .036, zb + .006), (x1 + .2, H + .036, zb + .006)], 'ry_wall')
    for s in (-1, 1):                                                       # outside of the end walls
        X = s * 5.86; q = [(X, 0, 2.97), (X, 0, Z1), (X, H, Z1), (X, H, 2.97)]; m.quad(q if s < 0 else q[::-1], 'ry_wall')
        m.bx((min(s * 5.8, s * 5.86), 0, 2.95), (max(s * 5.8, s * 5.86), H, 3.0), 'ry_post', .004)
    # posts with foot plates, front beam, purlins, trapezoidal sheeting, gutter
    for x in (-5.7, -1.9, 1.9, 5.7):
        m.bx((x - .04, .003, 1.66), (x + .04, H - .04, 1.74), 'ry_post', .006); m.bx((x - .09, .003, 1.61), (x + .09, .015, 1.79), 'ry_post', .003)
        for a in (-.065, .065):
            for b in (-.065, .065): m.lathe([(.012, 0), (.011, .012)], 'zinc', 6, (x + a, .015, 1.70 + b), 'y', cap=(False, True))
        for k in range(4): m.bx((x - .0405, .35 + .12 * k, 1.6595), (x + .0405, .41 + .12 * k, 1.7405), 'ry_yellow' if k % 2 == 0 else 'ink', .006)
        m.bx((x - .03, H - .12, 1.70), (x + .03, H - .02, 5.55), 'ry_post', .003)
        m.tube([(x, H - .55, 1.70), (x, H - .12, 2.15)], .018, 'ry_post', n=8)
    m.bx((-5.86, H - .14, 1.66), (5.86, H - .02, 1.74), 'ry_post', .005)
    for z in (2.5, 3.3, 4.1, 4.9): m.bx((-5.86, H - .05, z - .02), (5.86, H, z + .02), 'ry_post', .002)
    n = 44; w = 11.76 / n
    for k in range(n):
        x = -5.88 + w * k; P = [(x, 0), (x + w * .30, 0), (x + w * .40, .035), (x + w * .90, .035), (x + w, 0)]
        for (a, ya), (b, yb) in zip(P, P[1:]):
            m.quad([(a, H + ya, 1.58), (b, H + yb, 1.58), (b, H + yb, Z1), (a, H + ya, Z1)], 'ry_roof2')
    m.loft([[(x, H - .02 + y, 1.52 + z) for z, y in ((0, .0), (.10, .0), (.10, .08), (.092, .08), (.092, .008), (.008, .008), (.008, .08), (0, .08))] for x in (-5.9, 5.9)][::-1], 'ry_frame')
    m.bx((-1.75, H - .30, 1.640), (1.75, H - .02, 1.657), 'ry_frame', .003)
    with m.at((0, H - .16, 1.6395), (0, 180, 0)): face(m, 0, 0, 0, 3.44, .262, [('铁路信号练功场', 120, 0, 42), ('RAILWAY SIGNALLING TRAINING YARD', 46, 0, -82)], BLUE, WHITE, .27)
    for x in (-3.6, 0.0, 3.6):
        m.bx((x - .64, H - .20, 4.02), (x + .64, H - .14, 4.18), 'ry_frame', .004); m.quad([(x - .61, H - .2005, 4.035), (x + .61, H - .2005, 4.035), (x + .61, H - .2005, 4.165), (x - .61, H - .2005, 4.165)], 'lum')
        for q in (-.5, .5): m.cyl((x + q, H - .095, 4.1), .005, .09, 'zinc', 'y', n=6, b=0)

def dressing(m, r):
    # writing table
    x0, x1, z0, z1 = -.15, 1.05, 5.0, 5.5
    m.bx((x0, .875, z0), (x1, .90, z1), 'ry_wood', .003)
    for x in (x0 + .04, x1 - .04):
        for z in (z0 + .04, z1 - .04): m.bx((x - .02, .003, z - .02), (x + .02, .875, z + .02), 'ral7016', .002)
    for z in (z0 + .03, z1 - .03): m.bx((x0 + .04, .80, z - .012), (x1 - .04, .875, z + .012), 'ral7016', .002)
    m.bx((x0 + .05, .25, z0 + .10), (x1 - .05, .27, z1 - .03), 'ry_wood', .002)
    m.lathe([(.034, 0), (.036, .09), (.033, .09), (.031, .006), (0, .006)], 'pl_black', 18, (.96, .90, 5.42), 'y', cap=(True, False))
    for k, c in enumerate(('pl_blue', 'pl_red', 'pl_black')): m.tube([(.95 + .010 * k, .907, 5.42), (.935 + .022 * k, 1.04, 5.41 + .012 * k)], .0042, c, n=7)
    for k in range(5): m.bx((-.02 + .062 * k, .272, 5.18), (.035 + .062 * k, .53 + .012 * (k % 3), 5.42), ('pl_blue', 'pl_red', 'pl_dark')[k % 3], .002)
    with m.at((0, 0, 5.5295), (0, 180, 0)):                                 # on the back wall; x runs the other way
        board(m, -.36, 2.14, 1.30, .86, red_rules)
        board(m, 1.25 + .2, 2.05, .62, .80, work_flow)
        board(m, -4.35, 2.0, .90, .62, layout_plan)
        m.ring((.72, 2.42, .012), .150, .138, .030, 'ry_ext', n=40); m.lathe([(.140, .004), (0, .004)], 'plate_white', 40, (.72, 2.42, .008), 'z', cap=(False, False))
        for k in range(12):
            a = math.radians(30 * k)
            with m.at((.72 + .118 * math.sin(a), 2.42 + .118 * math.cos(a), .0135), (0, 0, -30 * k)): m.quad([(-.004, -.012, 0), (.004, -.012, 0), (.004, .012, 0), (-.004, .012, 0)], 'ink', nocc=True)
        for a, L, w, z in ((-305, .075, .006, .0150), (-48, .108, .004, .0162)):
            with m.at((.72, 2.42, z), (0, 0, a)): m.quad([(-w, -.015, 0), (w, -.015, 0), (w, L, 0), (-w, L, 0)], 'ink', nocc=True)
    extinguisher(m, 5.62, 5.32)

def board(m, x, y, w, h, paint):
    m.bx((x - w / 2 - .02, y - h / 2 - .02, 0), (x + w / 2 + .02, y + h / 2 + .02, .016), 'alu', .004); paint(m, x, y, .0165, w, h)

def red_rules(m, x, y, z, w, h):
    def draw(p):
        p.rect(-w * 500, h * 500 - 150, w * 500, h * 500, RED); p.text('三不动  三不离', 0, h * 500 - 76, 84, WHITE)
        for s, t in ((-1, '三不动'), (1, '三不离')):
            p.text(t, s * w * 250, h * 500 - 215, 54, RED)
        p.line([(0, h * 500 - 170), (0, -h * 500 + 30)], 4, RED)
        A = (('1', ('未登记', '联系好不动')), ('2', ('对设备性能、状态', '不清楚不动')), ('3', ('正在使用中的', '设备不动')))
        B = (('1', ('工作完了', '不彻底试验良好不离')), ('2', ('影响正常使用的设备', '缺点未修好前不离')), ('3', ('发现设备有异状时', '未查清原因不离')))
        for i, (k, t) in enumerate(A):
            yy = h * 500 - 320 - 145 * i; p.disc(-w * 500 + 52, yy, 30, RED); p.text(k, -w * 500 + 52, yy, 34, WHITE)
            for j, q in enumerate(t): p.text(q, -w * 500 + 100, yy + 30 - 60 * j, 40, INK, 'l')
        for i, (k, t) in enumerate(B):
            yy = h * 500 - 320 - 145 * i; p.disc(50, yy, 30, RED); p.text(k, 50, yy, 34, WHITE)
            for j, q in enumerate(t): p.text(q, 100, yy + 30 - 60 * j, 40, INK, 'l')
        p.frame(8, RED)
    face(m, x, y, z, w, h, [], '#fbfbf6', INK, .72, draw)

def work_flow(m, x, y, z, w, h):
    def draw(p):
        p.rect(-w * 500, h * 500 - 110, w * 500, h * 500, BLUE); p.text('更换信号灯泡作业程序', 0, h * 500 - 56, 44, WHITE)
        for i, (a, b) in enumerate((('登记要点', 'Book the work'), ('上道防护', 'Protect'), ('更换灯泡', 'Change the lamp'), ('测试主副丝', 'Test both filaments'), ('核对显示', 'Check the aspect'), ('销记恢复', 'Close the entry'))):
            yy = h * 500 - 172 - 100 * i; p.rect(-w * 400, yy - 40, w * 400, yy + 40, '#dfe8f1'); p.text(a, -w * 380, yy + 2, 33, '#153d70', 'l'); p.text(b, w * 385, yy, 15, '#44505c', 'r')
            if i < 5: p.poly([(-18, yy - 42), (18, yy - 42), (0, yy - 60)], BLUE)
        p.frame(6, BLUE)
    face(m, x, y, z, w, h, [], '#fbfbf6', INK, .72, draw)

def layout_plan(m, x, y, z, w, h):
    def draw(p):
        p.text('站场平面示意图', 0, h * 500 - 60, 44, INK); k = '#26333d'
        for yy in (90, -60): p.line([(-w * 450, yy), (w * 450, yy)], 7, k)
        p.line([(-260, 90), (-120, -60)], 7, k); p.line([(260, 90), (120, -60)], 7, k)
        for xx, yy, t, s in ((-100, 120, 'X1', 1), (-100, -90, 'X3', -1), (100, 120, 'S1', 1), (100, -90, 'S3', -1)):
            for q, c in enumerate((RED, GREEN)): p.disc(xx + 26 * q, yy, 12, c)
            p.text(t, xx + 12, yy + s * 44, 26, INK)
        for xx in (-190, 190): p.text('1' if xx < 0 else '2', xx, 128, 24, INK)
        p.text('1G', 0, 118, 26, '#1d56a5'); p.text('3G', 0, -32, 26, '#1d56a5'); p.rect(-120, -250, 120, -180, '#c9d3da'); p.text('信号楼', 0, -215, 34, INK); p.frame(5, k)
    face(m, x, y, z, w, h, [], '#fbfbf6', INK, .72, draw)

def extinguisher(m, x, z):
    for k in (0, 1):
        with m.at((x - .22 * k, .06, z)):
            m.lathe([(.0, 0), (.070, 0), (.078, .012), (.078, .40), (.070, .445), (.045, .475), (.024, .485), (.022, .51), (0, .51)], 'ry_ext', 24, (0, 0, 0), 'y', cap=(False, False))
            m.cyl((0, .525, 0), .020, .035, 'brass', 'y', n=14); m.bx((-.012, .54, -.012), (.095, .552, .012), 'blackmetal', .002); m.bx((-.012, .562, -.011), (.10, .572, .011), 'blackmetal', .002)
            m.tube(spline([(-.02, .525, 0), (-.07, .50, 0), (-.095, .40, .01), (-.092, .20, .01), (-.088, .10, .012)], 5), .009, 'rubber', n=7)
            with m.at((0, 0, 0), (0, 180, 0)): face(m, 0, .22, .0790, .075, .10, [('灭火器', 18, 0, 26), ('ABC 4 kg', 9, 0, -12), ('干粉', 14, 0, -32)], WHITE, RED, 1.6)
    m.bx((x - .36, .003, z - .11), (x + .14, .06, z + .11), 'ry_ext', .004)

def bench():
    """Tool bench along the left end wall: its own node, so that feet go round it."""
    b = Node('bench'); m = b.mesh = Mesh()
    with m.at((-5.375, 0, 4.2), (0, 90, 0)):                                # front faces +X; local x runs to -Z
        L, D = 2.20, .65
        m.bx((-L / 2, .862, -D / 2), (L / 2, .90, D / 2), 'ry_wood', .003); m.bx((-L / 2, .860, D / 2 - .002), (L / 2, .902, D / 2 + .004), 'alu', .002)
        for x in (-L / 2 + .05, 0, L / 2 - .05):
            for z in (-D / 2 + .04, D / 2 - .04): m.bx((x - .025, .003, z - .025), (x + .025, .862, z + .025), 'ral7016', .002)
        for z in (-D / 2 + .04, D / 2 - .04): m.bx((-L / 2 + .05, .80, z - .015), (L / 2 - .05, .862, z + .015), 'ral7016', .002)
        m.bx((-L / 2 + .05, .22, -D / 2 + .04), (L / 2 - .05, .24, D / 2 - .06), 'ry_wood', .002)
        m.bx((-.98, .242, -.20), (-.50, .52, .16), 'pl_blue', .006); m.bx((-.985, .50, -.205), (-.495, .55, .165), 'pl_dark', .006); m.bx((-.80, .55, -.03), (-.68, .565, -.01), 'pl_dark', .003)
        m.bx((.40, .242, -.20), (.90, .47, .18), 'pl_grey', .004); face(m, .65, .36, .1805, .30, .10, [('备用灯泡', 34, 0, 18), ('SPARE LAMPS', 17, 0, -24)], WHITE, INK, 1.0)
        m.bx((-L / 2, .90, -D / 2), (L / 2, 1.0, -D / 2 + .015), 'ry_wood', .002)
    return b

SLOTS = [((-.93, .0225, .06), (0, 0, 0)), ((-.74, .0160, .10), (-90, 0, 0)), ((-.56, .0245, .10), (-90, 0, 0)), ((-.40, .0245, .10), (-90, 0, 0)), ((-.24, .006, .12), (0, 0, 0)), ((-.06, .006, .12), (0, 0, 0)), ((.12, .010, .08), (0, 0, 0)),
         ((.36, .0185, .10), (0, 0, 0)), ((.66, .0, .04), (0, 0, 0)), ((.95, .0, .04), (0, 0, 0)), ((-.56, .0185, -.16), (-90, 0, 0)), ((-.30, .004, -.16), (0, 0, 0)), ((-.12, .004, -.16), (0, 0, 0)), ((-.92, .0, -.17), (0, 0, 0))]

def empties(r):
    B = trs((-5.375, 0, 4.2), (0, 90, 0))
    for i, (p, q) in enumerate(SLOTS):
        W = B @ trs((p[0], .9005 + p[1], p[2]), q); r.empty('bench_%d' % (i + 1), W.to_translation(), tuple(math.degrees(a) for a in W.to_euler('XYZ')))
    E = r.empty
    E('mount_rack', (2.6, 0, 5.50), (0, 180, 0)); E('mount_desk', (-2.0, 0, 5.10), (0, 180, 0))
    E('mount_signal', (0, 0, -.15), (0, 90, 0)); E('mount_box', (1.25, 0, -.35)); E('mount_signal_next', (.6, 0, -4.1), (0, 90, 0)); E('mount_box_next', (1.85, 0, -4.3))
    E('person_duty', (-3.35, 0, 4.5), (0, 165, 0)); E('person_liaison', (1.55, 0, 4.75), (0, 180, 0)); E('person_protector', (3.2, 0, .9), (0, 90, 0))
    E('radio', (-.05, 1.35, 5.52), (0, 180, 0))
    for name, x in (('page_left', .60), ('page_right', .30)):               # the reader looks to +Z: his left is +X
        W = trs((x, .9090, 5.22), (0, 180, 0)) @ trs((0, 0, 0), (-90, 0, 0)); E(name, W.to_translation(), tuple(math.degrees(a) for a in W.to_euler('XYZ')))
    m = r.mesh
    for x, z, w, d in ((0, -.15, .62, .56), (.6, -4.1, .62, .56)): m.bx((x - w / 2, -.05, z - d / 2), (x + w / 2, .010, z + d / 2), 'ry_conc', .006)
    for x, z in ((1.25, -.35), (1.85, -4.3)): m.bx((x - .30, -.05, z - .32), (x + .30, .012, z - .02), 'ry_conc', .006)

def ghosts():
    g = Mesh(); g.bx((2.1, 0, 5.10), (3.1, 2.05, 5.5), 'pl_grey', 0); g.bx((-2.75, 0, 4.4), (-1.25, .85, 5.1), 'pl_grey', 0)
    return [(g, 'main')]
