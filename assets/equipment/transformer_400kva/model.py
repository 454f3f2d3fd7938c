from kit import *
from parts import *
from heavy import *

# Oil-immersed distribution transformer 10/0.4 kV, 400 kVA, Dyn11. Origin: floor, middle; low-voltage side in front (+Z).
# tap_handle: turns about Y, position 1 when at rest, -36 deg a position.
AO = dict(dist=.16, lmin=.07, rays=24, thr=.16)
L, D = .98, .40                # tank without fins
Y0, Y1 = .20, .98
FX, FZ = .085, .110            # fin depths

def outline():
    """Tank plan with corrugated walls, counter-clockwise (x, y = -z)."""
    P = []
    def side(a, b, out, n, depth, margin):
        a, b, out = V(a), V(b), V(out); d = (b - a).normalized(); length = (b - a).length - 2 * margin; t = .0055
        for i in range(n):
            c = a + d * (margin + length * (i + .5) / n)
            for s, o in ((-1, 0), (-.72, depth), (.72, depth), (1, 0)): P.append(tuple(c + d * t * s + out * o))
    side((-L / 2, -D / 2), (L / 2, -D / 2), (0, -1), 24, FZ, .030)
    P.append((L / 2, -D / 2)); side((L / 2, -D / 2), (L / 2, D / 2), (1, 0), 9, FX, .030); P.append((L / 2, D / 2))
    side((L / 2, D / 2), (-L / 2, D / 2), (0, 1), 24, FZ, .030); P.append((-L / 2, D / 2)); side((-L / 2, D / 2), (-L / 2, -D / 2), (-1, 0), 9, FX, .030); P.append((-L / 2, -D / 2))
    return P

def build():
    material('tr_tank', '#7F8B86', 0, .42)
    r = Node('transformer_400kva'); m = r.mesh = Mesh()
    T = 'tr_tank'
    # skids and wheels
    for s in (-1, 1):
        m.bx((s * .30 - .045, .120, -.33), (s * .30 + .045, .132, .33), T, .002)
        for q in (-1, 1): m.bx((s * .30 + q * .042 - .003, .125, -.33), (s * .30 + q * .042 + .003, .195, .33), T, .0015)
        for z in (-.27, .27):
            m.cyl((s * .30, .062, z), .062, .036, 'blackmetal', 'x', n=28, b=.003); m.cyl((s * .30, .062, z), .070, .006, 'blackmetal', 'x', n=28, b=.001)
            for q in (-1, 1): m.bx((s * .30 + q * .028 - .004, .050, z - .022), (s * .30 + q * .028 + .004, .125, z + .022), T, .002); m.hexbolt((s * .30 + q * .032, .062, z), .022, 'zinc', 'x' if q > 0 else '-x')
    # bottom, corrugated tank, rim, lid
    m.bx((-L / 2 - .01, .190, -D / 2 - .02), (L / 2 + .01, Y0 + .002, D / 2 + .02), T, .003)
    with m.at((0, 0, 0), (-90, 0, 0)):
        m.extrude(outline(), Y0 + .030, Y1 - .050, T, b=0)
        m.extrude(rrect(L - .001, D - .001, .004, 2), Y0, Y1, T, b=0)
    for y in (Y0 + .16, Y1 - .20):     # stiffening rods that tie the fins
        for s in (-1, 1):
            m.tube([(-L / 2 + .03, y, s * (D / 2 + FZ + .002)), (L / 2 - .03, y, s * (D / 2 + FZ + .002))], .0055, T, n=6); m.tube([(s * (L / 2 + FX + .002), y, -D / 2 + .03), (s * (L / 2 + FX + .002), y, D / 2 - .03)], .0055, T, n=6)
    m.bx((-L / 2 - .035, Y1 - .012, -D / 2 - .035), (L / 2 + .035, Y1, D / 2 + .035), T, .002); m.bx((-L / 2 - .035, Y1 + .003, -D / 2 - .035), (L / 2 + .035, Y1 + .015, D / 2 + .035), T, .003)
    m.bx((-L / 2 - .028, Y1, -D / 2 - .028), (L / 2 + .028, Y1 + .003, D / 2 + .028), 'rubber', 0)
    yl = Y1 + .015
    for i in range(9):
        for s in (-1, 1): m.hexbolt((-.44 + .11 * i, yl, s * (D / 2 + .020)), .017, 'zinc', 'y')
    for s in (-1, 1):
        for z in (-.11, 0, .11): m.hexbolt((s * (L / 2 + .020), yl, z), .017, 'zinc', 'y')
    # high-voltage bushings behind, low-voltage bushings in front
    for x, n, t in ((-.27, '1U', 'A'), (0, '1V', 'B'), (.27, '1W', 'C')):
        e = bushing(m, (x, yl, -.105), .032, .250, 5); r.empty('t_' + n, (x, yl + e, -.105), (-90, 0, 0))
        m.bx((x + .062, yl, -.120), (x + .112, yl + .0015, -.090), 'plate_alu', .0004)
        with m.at((x + .087, yl + .0016, -.105), (-90, 0, 0)): m.text(n, (0, 0, 0), .018, 'ink', font='bold')
    for x, n in ((-.240, '2N'), (-.085, '2U'), (.070, '2V'), (.225, '2W')):
        e = bushing(m, (x, yl, .100), .026, .105, 2, 'lv_porcelain_w', .020, 'brass')
        # flag terminal with two holes
        m.bx((x - .020, yl + e - .034, .094), (x + .020, yl + e - .026, .106), 'lv_tinned', .001); m.bx((x - .024, yl + e - .030, .100), (x + .024, yl + e + .040, .108), 'lv_tinned', .0015)
        for q in (-1, 1): m.hexbolt((x + q * .011, yl + e + .018, .108), .017, 'zinc')
        r.empty('t_' + n, (x, yl + e + .034, .1085))
        m.bx((x + .048, yl, .088), (x + .090, yl + .0015, .114), 'plate_alu', .0004)
        with m.at((x + .069, yl + .0016, .101), (-90, 0, 0)): m.text(n, (0, 0, 0), .016, 'ink', font='bold')
    # tap changer: collar, dial 1..5, handle
    tx, tz = .400, -.010
    m.lathe([(.062, 0), (.062, .008), (.050, .012), (.050, .030), (.046, .034), (.0, .034)], T, 32, (tx, yl, tz), 'y', cap=(False, False))
    with m.at((tx, yl + .0345, tz), (-90, 0, 0)):
        m.extrude(circle(.0455, 36), -.0005, .0006, 'plate_alu', nocc=True)
        for k in range(5):
            a = math.radians(162 - 36 * k); m.text(str(k + 1), (.037 * math.cos(a), .037 * math.sin(a), .0008), .0085, 'ink', font='bold')
        m.text('OFF-LOAD', (0, -.0270, .0008), .0052, 'ink_red', font='bold'); m.text('无载调压', (0, -.0365, .0008), .0062, 'ink_red', font='cjk')
    h = Mesh()
    h.lathe([(.019, 0), (.019, .012), (.015, .018), (0, .018)], 'blackmetal', 24, (0, 0, 0), 'y', cap=(False, False))
    h.bx((-.010, .006, -.062), (.010, .016, .030), 'pl_red', .003); h.lathe([(.011, 0), (.013, .006), (.013, .022), (.009, .027), (0, .028)], 'pl_red', 18, (0, .014, -.050), 'y', cap=(False, False))
    h.cyl((0, .020, 0), .0065, .010, 'zinc', 'y', n=6)
    hn = r.add(Node('tap_handle', (tx, yl + .0352, tz), (0, 72, 0), mesh=h)); hn.empty('grip_1', (0, .028, -.050))
    # padlock lug beside the dial
    with m.at((tx + .066, yl, tz), (0, 0, 0)): m.extrude(rrect(.022, .050, .008, 4, 0, .020), -.002, .002, 'zinc', b=.0006, holes=[circle(.0045, 14, 0, .034)])
    r.empty('tap_lock', (tx + .066, yl + .034, tz), (0, 90, 0))
    # pocket thermometer, filler with relief valve, oil gauge, lifting lugs, earth studs, drain valve
    m.cyl((-.400, yl + .020, .055), .010, .04, 'brass', 'y', n=12); m.cyl((-.400, yl + .075, .058), .040, .026, 'blackmetal', 'z', n=32, b=.003); m.cyl((-.400, yl + .075, .0715), .036, .001, 'plate_white', 'z', n=32, b=0)
    with m.at((-.400, yl + .075, .0723)):
        for k in range(13):
            a = math.radians(220 - 260 / 12 * k)
            with m.at((0, 0, 0), (0, 0, math.degrees(a))): m.quad([(.027, -.0006, 0), (.033, -.0006, 0), (.033, .0006, 0), (.027, .0006, 0)], 'ink_red' if k > 9 else 'ink', nocc=True)
        for k, t in ((0, '0'), (4, '40'), (8, '80'), (12, '120')): a = math.radians(220 - 260 / 12 * k); m.text(t, (.0205 * math.cos(a), .0205 * math.sin(a), 0), .0055, 'ink', font='bold')
        m.text('°C', (0, -.013, 0), .0055, 'ink', font='bold')
        with m.at((0, 0, .0004), (0, 0, 52)): m.quad([(-.0012, -.007, 0), (.0012, -.007, 0), (.0004, .026, 0), (-.0004, .026, 0)], 'ink_red', nocc=True)
    m.lathe([(.030, 0), (.030, .012), (.022, .016), (.022, .060), (.034, .064), (.034, .092), (.026, .100), (0, .100)], T, 24, (-.400, yl, -.060), 'y', cap=(False, False)); m.ring((-.400, yl + .078, -.060), .0365, .033, .010, 'pl_yellow', 'y', n=24, full=True)
    for sx in (-1, 1):
        for sz in (-1, 1):
            with m.at((sx * (L / 2 - .02), yl - .004, sz * (D / 2 + .030)), (0, 0, 0)): m.extrude(rrect(.060, .090, .020, 4, 0, .012), -.006, .006, T, b=.002, holes=[circle(.014, 16, 0, .030)])
    for sx in (-1, 1): m.bx((sx * .43 - .020, .150, D / 2 + .0), (sx * .43 + .020, .190, D / 2 + .030), T, .002); m.cyl((sx * .43, .170, D / 2 + .042), .006, .028, 'brass', 'z', n=12); m.hexbolt((sx * .43, .170, D / 2 + .030), .019, 'brass')
    r.empty('t_PE', (.43, .170, D / 2 + .057)); earth_symbol(m, (.405, .170, D / 2 + .0305), .018, 'ink')
    m.cyl((.46, .235, D / 2 + .03), .016, .07, T, 'z', n=16); m.cyl((.46, .235, D / 2 + .072), .022, .016, 'brass', 'z', n=6); m.cyl((.46, .235, D / 2 + .088), .012, .018, 'brass', 'z', n=14)
    # plates on a bracket in front of the fins
    z = D / 2 + FZ + .010
    for y in (.62, .80): m.bx((-.16, y - .012, z - .012), (.30, y + .012, z - .004), T, .001)
    m.bx((-.155, .585, z - .004), (.105, .835, z), 'plate_alu', .0008); m.plate((-.025, .710, z + .0002), .250, .240, plate())
    for x in (-.148, .098):
        for y in (.592, .828): m.screw((x, y, z), .0040, 'nickel', '-')
    m.bx((.130, .615, z - .004), (.290, .805, z), 'plate_yellow', .0008); warning_triangle(m, (.210, .728, z), .085, z=.0006)
    m.text('止步 高压危险', (.210, .668, z + .0002), .0150, 'ink', font='cjk'); m.text('DANGER 10 kV', (.210, .638, z + .0002), .0130, 'ink', font='bold')
    r.empty('label', (.210, .575, z), width=.12, height=.04); m.bx((.148, .553, z - .004), (.272, .597, z - .0006), 'plate_white', .0005)
    return r

def plate():
    c = Canvas(400, 384, '#c8cacb'); k = '#15171a'
    c.frame(3, 3, 397, 381, 2, k); c.text('配电变压器', 16, 34, 18, k, 'l', 'cjk'); c.text('TRANSFORMER', 384, 33, 14, k, 'r', 'bold')
    rows = (('型号 Type', 'S11-M-400/10'), ('额定容量 Rated power', '400 kVA'), ('额定电压 Voltage', '10 000 / 400 V'), ('额定电流 Current', '23.1 / 577 A'), ('联结组 Vector group', 'Dyn11'), ('阻抗电压 uk', '4.0 %'), ('频率 · 相数', '50 Hz · 3'), ('冷却 Cooling', 'ONAN'), ('油重 · 总重', '310 · 1480 kg'))
    for i, (a, b) in enumerate(rows):
        y = 46 + 26 * i; c.line([(6, y), (394, y)], 1.2, k); c.text(a, 14, y + 18, 11, '#303336', 'l', 'cjk'); c.text(b, 386, y + 19, 13, k, 'r', 'bold')
    y = 46 + 26 * 9; c.line([(6, y), (394, y)], 1.6, k)
    for i, t in enumerate(('1  10 500', '2  10 250', '3  10 000', '4   9 750', '5   9 500')): c.text(t, 18 + 128 * (i % 3), y + 24 + 24 * (i // 3), 11, k, 'l', 'bold')
    c.text('V   分接 Tap', 384, y + 48, 11, k, 'r', 'cjk'); c.text('调压前必须停电  OFF-LOAD ONLY', 200, y + 78, 12, '#a01418', 'c', 'cjk')
    return material('tr_plate', '#ffffff', .0, .4, tex=c)

def ghosts(): return [(floor(), 'main')]
