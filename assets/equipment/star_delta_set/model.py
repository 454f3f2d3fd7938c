from kit import *
from parts import *
from din import *

# Star-delta starter on a plate: K1 line, K3 delta, K2 star (with mechanical interlock to K3), K4 timer, terminal strip. ind_1..3: 3 mm along -Z when pulled in.
AO = dict(dist=.05, lmin=.014)
W, H = .300, .300
CY, SY = .052, -.112
X = {'K1': -.098, 'K3': -.030, 'K2': .030, 'K4': .100}
STRIP = ['L1', 'L2', 'L3', 'U1', 'V1', 'W1', 'W2', 'U2', 'V2', 'A1', 'A2', 'PE']

def build():
    r = Node('star_delta_set'); m = r.mesh = Mesh()
    zp = plate_panel(m, W, H)
    m.rail(-.140, .140, CY, z=zp); m.rail(-.140, .140, SY, z=zp)
    zr = zp + .0075
    for n, i in (('K1', 1), ('K3', 3), ('K2', 2)): contactor(m, r, X[n], CY, zp + .004, n, 'ind_%d' % i)
    # interlock between star and delta
    with m.at((0, CY, zp + .004)):
        m.bx((-.0072, -.0300, .010), (.0072, .0300, .0760), 'pl_grey', .001); m.bx((-.0058, -.0160, .0758), (.0058, .0160, .0776), 'pl_dark', .0006)
        stroke(m, [(0, -.0100), (-.0032, -.0044), (.0032, -.0044), (0, -.0100)], .0777, .0004, 'ink_white'); stroke(m, [(-.0034, -.0102), (.0034, -.0102)], .0777, .0004, 'ink_white'); m.text('互锁', (0, .0050, .0777), .0034, 'ink_white', font='cjk')
    timer_body(m, r, X['K4'], CY, zp, 'K4_')
    m.duct(-.140, -.066, .140, -.030, .050, z=zp); m.duct(-.140, .108, .140, .140, .050, z=zp)
    # terminal strip
    tr = load('terminal_rail'); n = len(STRIP); w = .0125; x0 = -.030 - n * w / 2
    with m.at((0, SY, zp)):
        for i, t in enumerate(STRIP):
            x = x0 + w * (i + .5) + (.006 if i >= 3 else 0) + (.006 if i >= 9 else 0)
            mat = {'PE': 'w_green', 'A1': 'pl_lgrey', 'A2': 'pl_lgrey'}.get(t, 'pl_cream')
            d, h = tr.block(m, x, w, mat, power=True)
            if t == 'PE':
                for s in (1, -1): m.bx((x - w * .5, s * .013 - .0028, d - .006), (x + w * .5, s * .013 + .0028, d + .0004), 'w_yellow', .0004)
            m.text(t, (x, 0, d + .0014), .0036, 'ink', font='bold')
            a = math.degrees(math.atan2(.006, .010)); y, z = -(h - .0090), d - .0048
            off = V((0, -math.sin(math.radians(a)), math.cos(math.radians(a)))) * .0010
            r.empty('t_' + t, V((x, SY + y, zp + z)) + off, (a, 0, 0))
        e = x0 + n * w + .012
        for xx in (x0 - .005, e + .005): m.bx((xx - .0042, -.0235, .002), (xx + .0042, .0235, .034), 'pl_dark', .0008); m.screw((xx, -.016, .034), .0026)
    # links: line K1 to K3 above, delta K3 to K2 below, star bridge on K2 above
    zt = zp + .004 + .0590; R = .0021
    yt, yb = CY + .0325, CY - .0325
    for i, dx in enumerate((-.0145, 0, .0145)):
        a, b = X['K1'] + dx, X['K3'] + dx; up = .0200 + .0050 * i
        m.tube(fillet([(a, yt, zt), (a, yt + up, zt + .003), (b, yt + up, zt + .003), (b, yt, zt)], .006, 3), R, 'w_black', n=7)
        a, b = X['K3'] + dx, X['K2'] + (.0145, -.0145, 0)[i]; dn = .0140 + .0050 * i
        m.tube(fillet([(a, yb, zt), (a, yb - dn, zt + .003), (b, yb - dn, zt + .003), (b, yb, zt)], .006, 3), R, 'w_black', n=7)
        m.tube(fillet([(X['K1'] + dx - .003, yb, zt), (X['K1'] + dx - .003, yb - .012, zt), (X['K1'] + dx - .003, -.032, zt - .020), (X['K1'] + dx - .003, -.036, zp + .035)], .008, 3), R, 'w_black', n=7)
        m.tube(fillet([(X['K2'] + dx + .003, yb, zt), (X['K2'] + dx + .003, yb - .010, zt), (X['K2'] + dx + .003, -.032, zt - .020), (X['K2'] + dx + .003, -.036, zp + .035)], .008, 3), R, 'w_black', n=7)
    m.bx((X['K2'] - .0195, yt - .0040, zt - .0026), (X['K2'] + .0195, yt + .0044, zt - .0014), 'copper', .0004)
    for dx in (-.0145, 0, .0145): m.screw((X['K2'] + dx, yt, zt - .0014), .0040, 'zinc', h=.0020)
    # control wires
    for (a, b) in (((X['K1'] - .0165), .0), ((X['K3'] - .0165), .0), ((X['K2'] - .0165), .0), ((X['K1'] + .0165), .0), ((X['K3'] + .0165), .0), ((X['K2'] + .0165), .0), (X['K4'] - .0071, 1), (X['K4'] + .0071, 1)):
        y, z = (CY + .0440, zp + .0395) if not b else (CY + .0330, zp + .0595)
        m.tube(fillet([(a, y, z), (a, y + .0120, z + .002), (a, .112, zp + .030)], .006, 3), .0011, 'w_red', n=6)
    for dx in (-.0071, 0, .0071): m.tube(fillet([(X['K4'] + dx, CY - .0330, zp + .0595), (X['K4'] + dx, CY - .052, zp + .055), (X['K4'] + dx, -.036, zp + .034)], .010, 3), .0011, 'w_red', n=6)
    # names of the devices on the duct lids, plate of the set
    for n, t, z in (('K1', 'K1 LINE', '主'), ('K3', 'K3 Δ', '三角'), ('K2', 'K2 Y', '星'), ('K4', 'K4 t', '时间')): m.text(t, (X[n] - .008, .124, zp + .0522), .0052, 'ink', font='bold'); m.text(z, (X[n] + .020, .124, zp + .0522), .0052, 'ink', font='cjk')
    m.text('STAR-DELTA STARTER  星三角启动器   400 V  18.5 kW', (0, -.048, zp + .0522), .0056, 'ink', font='cjk')
    name_plate(m, r, (.120, SY, zp), .034, .014)
    return r

def ghosts(): return [(wall(), 'main')]
