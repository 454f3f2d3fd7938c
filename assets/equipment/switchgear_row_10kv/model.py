from kit import *
from parts import *
from plates import *

# The other panels of the 10 kV switchboard: three to the left, two to the right of the gap for switchgear_10kv. Origin as there: floor, middle of the gap, fronts at z = 0.
# Doors are fixed. The panel left of the gap can be operated by mistake: n_control_switch, n_crank_shaft.
P = load('switchgear_10kv')
AO = dict(dist=.30, lmin=.25, rays=22, thr=.20, iters=2, floor=.32)
S, ZF = P.S, P.ZF
BAYS = [(-2.4, 'AH1', '1号进线  901', 'INCOMER No. 1', 'in'), (-1.6, 'AH2', '母线 PT  9015', 'VOLTAGE TRANSFORMERS', 'vt'), (-.8, 'AH3', '水泵房线  902', 'PUMP HOUSE FEEDER', 'n'),
        (.8, 'AH5', '空压站线  904', 'COMPRESSOR FEEDER', 'f'), (1.6, 'AH6', '1号配变  905', 'TRANSFORMER No. 1', 'f')]

def tray(m, x0, x1, y0, y1):
    m.bx((x0, y0, .003), (x1, y1, ZF), S, .0018)
    for y in (y0 + .10, (y0 + y1) / 2, y1 - .10): m.lathe([(.0068, -.040), (.0068, .042), (.0046, .043), (.0046, .047)], 'zinc', 8, (x0, y, .009), 'y'); m.bx((x0 + .003, y + .004, ZF - .0006), (x0 + .026, y + .040, ZF + .0016), 'zinc', 0)

def lamp(m, x, y, col):
    m.lathe([(.0150, 0), (.0144, .0045), (.0118, .005)], 'nickel', 12, (x, y, ZF), cap=(False, False)); m.lathe([(.0112, .003), (.0104, .009), (.0060, .0130), (0, .0138)], col, 12, (x, y, ZF), cap=(False, False))

def win(m, cx, cy, w, h, pic='sw_glass'):
    m.extrude(rrect(w + .040, h + .040, .016, 3, cx, cy), ZF, ZF + .0045, 'sg_handle', b=.0016, b0=0, holes=[rrect(w - .004, h - .004, .010, 3, cx, cy)], caps=(False, True))
    m.plate((cx, cy, ZF + .0006), w, h, pic)
    for x in (-1, 1):
        for y in (-1, 1): P.screw(m, (cx + x * (w / 2 + .008), cy + y * (h / 2 + .008), ZF + .0045), .0030)

def panel(r, m, cx, num, zh, en, kind, k):
    X = lambda x: cx + x
    x0, x1 = cx - .4, cx + .4
    m.bx((x0 + .0006, .06, -1.5), (x1 - .0006, 2.3, 0), S, .0015); m.bx((x0 + .004, 0, -1.48), (x1 - .004, .0595, -.018), 'ral7016', 0)
    for z0, z1 in ((-.44, -.06), (-.88, -.50), (-1.40, -.94)): m.bx((x0 + .05, 2.3, z0), (x1 - .05, 2.304, z1), 'galv', 0)
    lv, br, cb = P.LV, P.BR, P.CB
    tray(m, X(lv[0]), X(lv[1]), lv[2], lv[3]); tray(m, X(br[0]), X(br[1]), br[2], br[3]); tray(m, X(cb[0]), X(cb[1]), cb[2], cb[3]); m.bx((X(.2585), .086, .0005), (X(.386), .790, .018), S, .0014)
    z = ZF
    plate(m, X(0), 2.235, z, .300, .060, [], WHITE, draw=lambda p: [p.text(num, -112, 0, 22, '#1d4f91'), p.text(zh, 30, 9, 17), p.text(en, 30, -15, 8)], res=2.6); r.empty('label_%d' % (k + 1), (X(0), 2.235, z + .0022), width=.296, height=.056)
    plate(m, X(-.067), .750, z, .200, .042, [(num + '  ' + zh, .0130, 0)], WHITE, res=2.6)
    # low-voltage door
    ax, ay = X(-.245), 2.125
    m.extrude(rrect(.100, .052, .004, 2, ax, ay), z, z + .0060, 'sg_bakel', b=.0016, b0=0, caps=(False, True)); m.plate((ax, ay, z + .0063), .070, .030, 'lcd', uv=False)
    face(m, ax, ay, z + .0065, .066, .024, [({'in': '128.4', 'vt': '10.1 kV', 'n': '43.0', 'f': '36.2'}[kind], 15, 0, 0)], '#a9b59c', INK, 2.4)
    plate(m, ax, ay - .0375, z, .064, .0130, [('电流  CURRENT' if kind != 'vt' else '电压  VOLTAGE', .0052, 0)], res=3)
    on = kind != 'vt'
    for i, (x, c, t) in enumerate(((-.315, 'sw_g', '分闸 OPEN'), (-.245, 'sw_ron' if on else 'sw_r', '合闸 CLOSED'), (-.175, 'sw_yon' if on else 'sw_y', '已储能 CHARGED'))):
        lamp(m, X(x), 2.030, c); plate(m, X(x), 2.000, z, .058, .0120, [(t, .0042, 0)], res=3)
    if kind != 'vt':
        if kind == 'n': P.control_switch(m, r.add, X(-.290), 1.880, z, 'n_control_switch')
        else:
            P.control_switch(m, lambda n: (m.merge(n.mesh, n.matrix()), n)[1], X(-.290), 1.880, z, 'x')
        m.extrude(rrect(.062, .066, .004, 2, X(-.165), 1.890), z, z + .0016, 'plate_alu', b=.0006, b0=0, caps=(False, True)); face(m, X(-.165), 1.890, z + .0018, .058, .062, [('远方', 6, -17.5, 18.5), ('就地', 6, 17.5, 18.5), ('操作方式', 5.4, 0, -25)], BLACK, WHITE, 3)
        m.lathe([(.0150, 0), (.0140, .006), (.0112, .006), (.0112, .010), (0, .010)], 'sg_bakel', 14, (X(-.165), 1.888, z + .001), cap=(False, False))
        with m.at((X(-.165), 1.888, z + .010), (0, 0, -40)): m.bx((-.005, -.0142, 0), (.005, .0142, .014), 'sg_bakel', .002); m.bx((-.0008, .003, .0139), (.0008, .0115, .0142), 'ink_white', 0)
    # mimic, relay, live display
    m.extrude(rrect(.178, .448, .006, 3, X(0), 1.925), z, z + .0016, 'pl_dark', b=.0006, b0=0, caps=(False, True)); m.plate((X(0), 1.925, z + .0019), .170, .440, 'sg_mimic')
    Q = lambda u, v: (X(0) - .085 + .170 * u / 340, 1.925 + .220 - .440 * v / 880)
    for u, v, a, c in ((170, 168, 0, 'sw_ledr'), (170, 300, 0, 'sw_ledr' if on else 'sg_ledr'), (280, 592, -40, 'sw_ledg')):
        x, y = Q(u, v)
        with m.at((x, y, z + .0019), (0, 0, a)): m.extrude(rrect(.0058, .0220, .0018, 1), 0, .0026, c, caps=(False, True))
    rx, ry = X(.245), 2.075
    m.extrude(rrect(.186, .170, .004, 3, rx, ry), z, z + .0065, 'pl_dark', b=.0016, b0=0, caps=(False, True)); m.plate((rx, ry, z + .0067), .178, .162, 'sg_relay')
    for dx, dy in ((-.018, 0), (.018, 0), (0, .018), (0, -.018), (0, 0)): m.extrude(rrect(.0145, .0125, .002, 1, rx + .048 + dx, ry - .040 + dy), z + .0066, z + .0092, 'pl_lgrey', caps=(False, True))
    for q in range(3): m.extrude(rrect(.0180, .0090, .002, 1, rx - .066 + .0245 * q, ry - .061), z + .0066, z + .0088, ('pl_lgrey', 'pl_green', 'pl_red')[q], caps=(False, True))
    m.lathe([(.0026, 0), (.0020, .0014), (0, .0018)], 'sw_ledg', 8, (rx - .0832, ry + .060, z + .0066), cap=(False, False))
    vx, vy = X(.245), 1.895
    m.extrude(rrect(.124, .084, .004, 2, vx, vy), z, z + .0055, 'sg_bakel', b=.0016, b0=0, caps=(False, True)); face(m, vx, vy, z + .0057, .116, .076, [('带电显示装置', 6.4, 0, 30), ('VOLTAGE PRESENCE  10 kV', 4, 0, 21)] + [('L%d' % (q + 1), 5.4, (q - 1) * 34 - 12.5, 5.5) for q in range(3)] + [('核相  TEST', 4.8, 0, -33)], '#33363a', WHITE, 3)
    for q in range(3): m.lathe([(.0070, 0), (.0062, .002), (.0050, .002), (.0042, .0044), (0, .0056)], ['nickel', 'nickel', 'sw_neon'], 10, (vx + (q - 1) * .034, vy + .0055, z + .0056), cap=(False, False)); m.lathe([(.0058, 0), (.0054, .003), (.0026, .003), (0, .001)], 'pl_black', 10, (vx + (q - 1) * .034, vy - .0190, z + .0056), cap=(False, False))
    plate(m, X(0), 1.668, z, .420, .026, [], WHITE, draw=lambda p: [p.text('KYN28A-12', 0, 0, 11), p.text('金属铠装移开式开关设备', 130, 0, 8), p.text('METAL-CLAD SWITCHGEAR', -132, 0, 7)], res=1.8)
    P.swing_handle(m, X(.360), 1.965, z)
    # breaker door
    win(m, X(0), 1.330, .340, .330, 'sw_view' if kind != 'vt' else 'sw_glass')
    plate(m, X(0), 1.575, z, .300, .050, [('断路器室' if kind != 'vt' else '电压互感器室', .0150, .0095), ('CIRCUIT-BREAKER COMPARTMENT' if kind != 'vt' else 'VOLTAGE TRANSFORMER COMPARTMENT', .0070, -.0140)], res=2)
    warning_triangle(m, (X(-.275), 1.255, z), .105, z=.0004); plate(m, X(-.275), 1.190, z, .150, .040, [('止步，高压危险', .0115, .0065), ('STOP  HIGH VOLTAGE', .0060, -.0100)], YEL, res=2.4)
    m.plate((X(-.275), 1.440, z + .0012), .130, .190, 'sg_rules')
    m.plate((X(.258), 1.150, z + .0010), .130, .086, 'sg_plate')
    plate(m, X(0), 1.045, z, .330, .040, [('操作前核对设备名称、编号和位置', .0102, .0068), ('CHECK NAME, NUMBER AND POSITION FIRST', .0056, -.0098)], BLUE, WHITE, res=2.2)
    tx, ty = X(.278), 1.400
    m.extrude(rrect(.086, .112, .005, 2, tx, ty - .006), z, z + .0014, 'pl_dark', b=.0005, b0=0, caps=(False, True)); face(m, tx, ty - .006, z + .0016, .082, .108, [('紧急分闸', 10, 0, 45.5, RED), ('EMERGENCY OPEN', 5.4, 0, -36.5), ('手动机械', 6, 0, -46)], YEL, res=2.6)
    m.lathe([(.0300, 0), (.0300, .0155), (.0245, .0170), (.0235, .0010)], 'blackmetal', 20, (tx, ty, z + .0010), cap=(False, False)); m.lathe([(.0205, .006), (.0200, .0150), (.0110, .0186), (0, .0192)], 'pl_red', 18, (tx, ty, z + .001), cap=(False, False))
    cx_, cy_ = X(P.CRANK[0]), P.CRANK[1]
    m.ring((cx_, cy_, z + .0015), .0320, .0255, .0030, 'zinc', n=24, b=.0008)
    if kind == 'n':
        m.lathe([(.0255, 0), (0, -.0001)], 'hole', 20, (cx_, cy_, z + .0006), cap=(False, False))
        c = Mesh(); c.cyl((0, 0, .006), .0095, .016, 'zinc', n=6, b=.0008); n = r.add(Node('n_crank_shaft', (cx_, cy_, z - .008), mesh=c, ao='nshaft')); n.empty('n_crank_hole', (0, 0, .012))
        c = Mesh(); crank_cover(c); r.add(Node('n_crank_cover', (cx_, cy_ + .066, z + .0032), mesh=c, ao='nshaft'))
    else:
        with m.at((cx_, cy_ + .066, z + .0032)): crank_cover(m)
    plate(m, cx_ - .130, cy_ + .012, z, .150, .034, [('摇进  工作位置', .0080, .0065), ('CLOCKWISE: SERVICE', .0050, -.0085)], res=2.2); plate(m, cx_ + .150, cy_ + .012, z, .150, .034, [('摇出  试验位置', .0080, .0065), ('COUNTER-CLOCKWISE: TEST', .0042, -.0085)], res=2.2)
    P.arrow(m, cx_ - .130, cy_ - .020, z + .0006, 1); P.arrow(m, cx_ + .150, cy_ - .020, z + .0006, -1)
    g = P.swing_handle(m, X(.360), 1.260, z)
    # cable door, earthing switch
    win(m, X(-.067), .605, .330, .190, 'sw_view2')
    plate(m, X(-.067), .452, z, .250, .050, [('电缆室', .0150, .0095), ('CABLE COMPARTMENT', .0075, -.0140)], res=2); plate(m, X(-.067), .385, z, .250, .040, [('接地开关合上后方可开门', .0104, .0066), ('OPEN ONLY WITH EARTHING SWITCH CLOSED', .0051, -.0098)], YEL, res=2.2)
    warning_triangle(m, (X(-.275), .395, z), .095, z=.0004); P.slots(m, X(-.067), .205, z, 9, .26, .016); g2 = P.swing_handle(m, X(.226), .470, z)
    ex, ey, ez = X(P.EARTH[0]), P.EARTH[1], .0180
    if kind != 'vt':
        for s in (-1, 1): m.bx((ex + s * .0315 - .0065, ey - .100, ez), (ex + s * .0315 + .0065, ey + .045, ez + .0100), 'zinc', 0)
        m.bx((ex - .028, ey - .036, ez), (ex + .028, ey + .036, ez + .006), 'pl_red', 0); face(m, ex, ey + .010, ez + .0063, .054, .034, [('接地操作孔', 8, 0, 9), ('EARTHING', 5.6, 0, -2)], RED, WHITE, 3)
        face(m, ex, ey + .105, ez + .0004, .100, .066, [('接地开关  EARTH SWITCH', 5.4, 0, 24.5), ('分', 10, -35, -4), ('合', 10, 35, -4, RED)], '#d6d8d8', res=2.4, draw=lambda p: [p.ring(0, -4, 20, 3, INK), p.poly([(-16, -4), (-8, 1), (-8, -2), (15, -2), (15, -6), (-8, -6), (-8, -9)], RED)])
        plate(m, ex, ey - .145, ez, .108, .050, [('顺时针：合', .0078, .0140), ('CLOCKWISE: CLOSE', .0050, .0030), ('逆时针：分', .0078, -.0075), ('COUNTER-CW: OPEN', .0050, -.0178)], res=2.2)
    warning_triangle(m, (ex, .335, ez), .070); plate(m, ex, .262, ez, .112, .064, [('验明无电后', .0105, .0200), ('方可合接地开关', .0105, .0030), ('PROVE DEAD FIRST', .0070, -.0180)], WHITE, RED, RED, res=2.2)
    if kind == 'n':
        r.empty('n_door_grip', g); r.empty('n_sign_door', (X(.360), 1.320, z + .018)); r.empty('n_cable_door_grip', g2); r.empty('n_earth_hole', (ex, ey, ez + .007))

def crank_cover(c):
    c.extrude([(.014, .012), (.014, -.030), (.034, -.044), (.034, -.094), (.018, -.102), (-.018, -.102), (-.034, -.094), (-.034, -.044), (-.014, -.030), (-.014, .012)], 0, .0022, 'zinc', b=.0006, b0=0)
    c.lathe([(.0088, .002), (.0080, .0058), (0, .0064)], 'nickel', 14, cap=(False, False)); face(c, -.004, -.071, .0024, .044, .034, [('摇把孔', 9, 0, 5.5), ('CRANK', 6, 0, -8.5)], '#c6c8ca', res=3)

def views():
    """What shows behind the windows of the other panels, in the dark: the face of the breaker in service, and cables."""
    if 'sw_view' in MATS: return
    c = Canvas(340, 330, '#23282b', 2)
    c.rect(28, 46, 312, 330, '#4d5558'); c.rect(28, 46, 312, 50, '#5d6669'); c.rect(64, 96, 276, 258, '#2a2e32')
    c.rect(86, 120, 140, 156, '#141617'); c.rect(89, 123, 137, 153, '#8e2019'); c.text('合', 104, 146, 15, '#c9c9c4', 'c', 'cjk'); c.text('I', 127, 144, 11, '#c9c9c4', 'c', 'bold')
    c.rect(152, 120, 206, 156, '#141617'); c.rect(155, 123, 203, 153, '#a08119'); c.text('已储能', 179, 145, 11, '#15171a', 'c', 'cjk')
    c.rect(220, 128, 262, 148, '#141617'); c.rect(223, 131, 259, 145, '#9b9d98'); c.text('000318', 241, 143, 7, '#15171a', 'c', 'bold')
    for x, q in ((110, '#15653a'), (164, '#7c1a15')): c.disc(x, 206, 15, '#17191a'); c.disc(x, 206, 11, q)
    c.disc(236, 206, 13, '#6d7275'); c.disc(236, 206, 8, '#101112')
    for x in (60, 170, 280): c.rect(x - 42, 0, x + 42, 44, '#4a1e17'); c.rect(x - 42, 36, x + 42, 44, '#37160f')
    material('sw_view', '#ffffff', 0, .12, tex=c)
    c = Canvas(330, 190, '#1d2123', 2)
    for x in (58, 165, 272):
        c.rect(x - 22, 60, x + 22, 190, '#3c1a14'); c.rect(x - 16, 84, x + 16, 104, '#6b5a4a'); c.rect(x - 13, 96, x + 13, 140, '#7a5233')
        c.disc(x, 118, 8, '#8d9294'); c.rect(x - 7, 140, x + 7, 190, '#6a211a')
        for k in range(2): c.rect(x - 20, 156 + 20 * k, x + 20, 161 + 20 * k, '#5b1d17')
    c.rect(0, 34, 330, 44, '#565c5f')
    for x in (58, 165, 272): c.rect(x - 12, 28, x + 12, 50, '#6a7073')
    material('sw_view2', '#ffffff', 0, .12, tex=c)

def build():
    P.materials(); P._tex()
    material('sw_glass', '#2B3236', 0, .06); material('sw_g', '#15502A', 0, .25); material('sw_r', '#5A1512', 0, .25); material('sw_y', '#5E4A08', 0, .25)
    material('sw_ron', '#FF4A38', 0, .25, emit='#E02818'); material('sw_yon', '#FFC83A', 0, .25, emit='#C88A10'); material('sw_ledr', '#FF4030', 0, .3, emit='#E02010'); material('sw_ledg', '#30E060', 0, .3, emit='#18B040'); material('sw_neon', '#FF6A30', 0, .3, emit='#E04010')
    views(); begin('sw_atlas', 1280, 1280)
    r = Node('switchgear_row_10kv'); m = r.mesh = Mesh()
    for k, b in enumerate(BAYS): panel(r, m, *b, k)
    # end sheets and the busbar pressure duct over all six panels
    for x, s in ((-2.8, -1), (2.0, 1)):
        m.bx((x - (.003 if s < 0 else 0), .06, -1.5), (x + (0 if s < 0 else .003), 2.3, 0), S, .001)
    finish()
    return r

def ghosts():
    fl = Mesh(); fl.quad([(-4, 0, 4), (4, 0, 4), (4, 0, -4), (-4, 0, -4)], 'pl_grey'); fl.bx((-.399, 0, -1.5), (.399, 2.3, .0), 'pl_grey', 0)
    return [(fl, 'main')]
