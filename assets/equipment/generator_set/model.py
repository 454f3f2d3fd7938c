from kit import *
from parts import *
from heavy import *

# Diesel generating set 10 kVA, open frame. Origin: floor, middle; control side in front (+Z), engine to the left, alternator to the right.
# key: 0 = off, -45 deg = run, about Z. toggle: ON at rest, +46 deg = OFF about X. cover: lid of the terminal box, hinged about Y at its left edge, -110 deg open.
AO = dict(dist=.14, lmin=.05, rays=24, thr=.16)

def build():
    material('gen_frame', '#B3261E', 0, .4); material('gen_engine', '#3D4246', .3, .5); material('gen_tank', '#C9CCCE', 0, .35); material('gen_alt', '#55606A', 0, .45); material('gen_alu', '#9DA2A6', .8, .42)
    r = Node('generator_set'); m = r.mesh = Mesh()
    F = 'gen_frame'; R = .019
    # tube frame on two skids
    for z in (-.27, .27):
        m.tube(fillet([(-.50, .045, z), (-.50, .70, z), (.50, .70, z), (.50, .045, z), (-.50, .045, z)], .085, 6), R, F, n=12)
        m.bx((-.56, 0, z - .030), (.56, .030, z + .030), F, .004)
        for x in (-.36, .36): m.cyl((x, .036, z), .026, .020, 'rubber', 'y', n=20)
    for x in (-.50, .50):
        for y in (.70,): m.tube([(x * .86, y, -.27), (x * .86, y, .27)], R * .9, F, n=10)
        m.tube([(x, .10, -.27), (x, .10, .27)], R * .9, F, n=10)
    m.bx((-.42, .046, -.20), (-.02, .066, .20), F, .003); m.bx((.02, .046, -.18), (.42, .066, .18), F, .003)
    for x in (-.34, -.10, .12, .32):
        for z in (-.15, .15): m.cyl((x, .076, z), .028, .020, 'rubber', 'y', n=18); m.hexbolt((x, .066, z + (.045 if z > 0 else -.045)), .016, 'zinc', 'y')
    # engine: crankcase, finned cylinder, head, rocker cover, air cleaner, silencer, recoil housing
    E_ = 'gen_engine'
    m.bx((-.37, .086, -.150), (-.07, .290, .150), E_, .014); m.bx((-.36, .086, -.165), (-.08, .120, .165), E_, .008)
    for k in range(9): m.bx((-.315, .295 + .0150 * k, -.100), (-.125, .3020 + .0150 * k, .100), 'gen_alu', .0015)
    m.bx((-.285, .285, -.075), (-.155, .440, .075), 'gen_alu', .004); m.bx((-.320, .430, -.105), (-.120, .465, .105), 'gen_alu', .004); m.bx((-.300, .465, -.085), (-.140, .515, .085), E_, .012)
    for x in (-.305, -.135):
        for z in (-.090, .090): m.hexbolt((x, .465, z), .014, 'zinc', 'y')
    m.cyl((-.220, .525, .0), .020, .024, 'pl_black', 'y', n=20, b=.003)
    # recoil / fan housing at the left end, with grille
    m.lathe([(.155, 0), (.160, .006), (.160, .060), (.150, .074), (.120, .080), (.060, .084), (.0, .084)], F, 36, (-.370, .235, 0), '-x', cap=(False, False))
    for k in range(14):
        a = math.radians(360 / 14 * k)
        with m.at((-.4515, .235 + .088 * math.sin(a), .088 * math.cos(a)), (-math.degrees(a), 0, 0)): m.bx((-.0010, -.0050, -.024), (.0012, .0050, .024), 'hole', 0)
    m.cyl((-.456, .235, 0), .034, .012, 'blackmetal', '-x', n=24, b=.003)
    m.tube(fillet([(-.440, .33, .10), (-.452, .33, .115), (-.452, .33, .150)], .01, 3), .0040, 'pl_black', n=8); m.bx((-.462, .318, .150), (-.442, .342, .166), 'pl_black', .005)
    # oil filter, dipstick, injection pump, fuel lines
    m.cyl((-.122, .19, .180), .040, .075, 'pl_white', 'z', n=28, b=.004); m.text('OIL', (-.122, .19, .2178), .014, 'ink', font='bold')
    m.tube([(-.30, .29, .145), (-.31, .40, .158)], .006, 'zinc', n=8); m.tube([(-.311, .40, .160), (-.322, .418, .160), (-.311, .436, .160), (-.300, .418, .160)], .0035, 'pl_yellow', n=6, closed=True)
    m.bx((-.285, .235, .145), (-.225, .300, .185), 'gen_alu', .006)
    for k in range(2): m.tube(fillet([(-.262 + .02 * k, .298, .165), (-.262 + .02 * k, .36, .18), (-.23 + .01 * k, .42, .14), (-.225 + .01 * k, .465, .088)], .03, 4), .0038, 'zinc', n=7)
    m.tube(fillet([(-.200, .565, .12), (-.200, .47, .175), (-.200, .30, .190), (-.235, .27, .188)], .04, 4), .0052, 'rubber', n=8)
    # air cleaner in front, silencer behind
    m.cyl((-.345, .500, .105), .062, .110, 'pl_black', 'y', n=30, b=.006); m.cyl((-.345, .562, .105), .064, .016, 'pl_black', 'y', n=30, b=.004); m.hexbolt((-.345, .570, .105), .016, 'zinc', 'y'); m.tube([(-.31, .47, .09), (-.27, .45, .07)], .022, 'pl_black', n=12)
    m.cyl((-.160, .430, -.190), .062, .300, 'steel_dark', 'x', n=30, b=.012)
    for k in range(7): m.ring((-.28 + .04 * k, .430, -.190), .0645, .060, .006, 'steel_dark', 'x', n=30)
    m.tube(fillet([(-.24, .45, -.09), (-.24, .45, -.16), (-.24, .44, -.19)], .03, 4), .018, 'steel_dark', n=12); m.tube(fillet([(-.012, .430, -.190), (.035, .430, -.190), (.035, .52, -.25)], .03, 4), .018, 'steel_dark', n=12)
    # alternator: barrel with vents, end bell, feet
    A = 'gen_alt'
    m.cyl((-.045, .235, 0), .140, .060, 'gen_alu', 'x', n=36, b=.006)
    m.cyl((.165, .235, 0), .132, .350, A, 'x', n=40, b=.006)
    for k in range(26):
        a = 360 / 26 * k
        if 200 < a < 340: continue
        with m.at((.150, .235 + .132 * math.sin(math.radians(a)), .132 * math.cos(math.radians(a))), (-a, 0, 0)): m.bx((-.130, -.0030, -.003), (.130, .0030, .006), A, .0012)
    m.lathe([(.134, 0), (.134, .022), (.124, .040), (.090, .052), (.040, .056), (0, .056)], 'gen_alu', 36, (.340, .235, 0), 'x', cap=(False, False))
    for k in range(12):
        a = math.radians(30 * k)
        with m.at((.3895, .235 + .082 * math.sin(a), .082 * math.cos(a)), (-30 * k, 0, 0)): m.bx((-.004, -.008, -.022), (.0022, .008, .022), 'hole', 0)
    m.bx((.060, .086, -.120), (.270, .130, .120), A, .004)
    # fuel tank in the frame's top
    m.body([(.575, .60, .330, .03, -.06, 0), (.585, .66, .380, .04, -.06, 0), (.690, .66, .380, .04, -.06, 0), (.715, .62, .340, .04, -.06, 0)], 'gen_tank', n=5, axis='y')
    m.lathe([(.040, 0), (.042, .006), (.042, .024), (.036, .030), (0, .031)], 'pl_black', 28, (-.20, .714, 0), 'y', cap=(False, False)); m.bx((-.225, .744, -.005), (-.175, .752, .005), 'pl_black', .002)
    m.cyl((.13, .716, .0), .026, .006, 'pl_black', 'y', n=26, b=.001); m.cyl((.13, .7195, 0), .021, .001, 'plate_white', 'y', n=26, b=0)
    with m.at((.13, .7202, 0), (-90, 0, 0)): m.text('E', (-.012, 0, 0), .006, 'ink_red', font='bold'); m.text('F', (.012, 0, 0), .006, 'ink', font='bold')
    for x in (-.33, .21):         # straps that carry the tank
        m.bx((x - .016, .565, -.272), (x + .016, .573, .272), F, .001)
        for s in (-1, 1): m.bx((x - .016, .565, s * .270 - .003), (x + .016, .690, s * .270 + .003), F, .001); m.hexbolt((x, .600, s * .273), .013, 'zinc', 'z') if s > 0 else None
    m.text('DIESEL  柴油', (-.06, .622, .1906), .034, 'ink_red', font='cjk')
    # control cabinet in front of the alternator
    zc = .262
    m.bx((.035, .300, .140), (.425, .575, zc), 'pl_dark', .006); m.bx((.045, .310, zc - .001), (.415, .565, zc + .003), 'plate_alu', .001)
    z = zc + .003
    for x in (.052, .408):
        for y in (.317, .558): m.screw((x, y, z), .0042, 'zinc')
    # voltmeter and frequency meter
    for x, t, vals, ang in ((.105, 'V', ('0', '250', '500'), 72), (.195, 'Hz', ('45', '50', '55'), 0)):
        m.bx((x - .036, .468, z), (x + .036, .540, z + .010), 'pl_black', .002); m.bx((x - .031, .473, z + .0095), (x + .031, .535, z + .0103), 'plate_white', 0)
        for k in range(11):
            a = math.radians(135 - 9 * k)
            with m.at((x, .484, z + .0104), (0, 0, math.degrees(a))): m.quad([(.036 if k % 5 else .034, -.0004, 0), (.040, -.0004, 0), (.040, .0004, 0), (.036 if k % 5 else .034, .0004, 0)], 'ink', nocc=True)
        for k, v in enumerate(vals): a = math.radians(135 - 45 * k); m.text(v, (x + .0285 * math.cos(a), .484 + .0285 * math.sin(a), z + .0104), .0046, 'ink', font='bold')
        m.text(t, (x, .480, z + .0104), .0075, 'ink', font='bold')
        nd = Mesh(); nd.quad([(-.0006, -.004, 0), (.0006, -.004, 0), (.0003, .036, 0), (-.0003, .036, 0)], 'ink_red', nocc=True); r.add(Node('needle_' + t.lower(), (x, .484, z + .0108), (0, 0, 45 if t == 'V' else 45), mesh=nd))
    # key, lamps
    m.ring((.275, .505, z + .002), .020, .013, .005, 'nickel', n=30, b=.001); m.text('OFF 停', (.275, .5335, z + .0002), .0052, 'ink', font='cjk'); m.text('RUN 运行', (.305, .524, z + .0002), .0050, 'ink', font='cjk', align='l')
    k = Mesh(); k.cyl((0, 0, .0010), .0125, .006, 'nickel', n=26, b=.0008); k.bx((-.0012, -.0060, .003), (.0012, .0060, .014), 'nickel', .0003)
    with k.at((-.0025, 0, .030), (0, 90, 0)): k.extrude([(-a, b) for a, b in rrect(.034, .028, .010, 6)], 0, .0050, 'pl_black', b=.0012, holes=[circle(.004, 14, -.010, 0)])
    kn = r.add(Node('key', (.275, .505, z), mesh=k)); kn.empty('grip_1', (0, 0, .030))
    for x, n, c, t in ((.345, 'lamp_run', 'led_green_off', 'RUN'), (.385, 'lamp_oil', 'led_red_off', 'OIL')):
        m.ring((x, .490, z + .001), .0100, .0080, .003, 'nickel', n=22, b=.0005); L = Mesh(); L.lathe([(.0080, 0), (.0080, .003), (.0055, .0065), (0, .0078)], c, 22, cap=(False, False)); r.add(Node(n, (x, .490, z), mesh=L)); m.text(t, (x, .472, z + .0002), .0055, 'ink', font='bold')
    # breaker behind a cut-out
    m.bx((.062, .348, z - .0005), (.158, .448, z + .0012), 'pl_dark', .0008)
    with m.at((.110, .398, z - .0475)): xs = mcb(m, 0, 3, nums=(('1', '2'), ('3', '4'), ('5', '6')), rating='C16')
    t = toggle(3, [x for x in xs], 'pl_black'); t.pos = V((.110, .398, z - .0475 + .0605)); r.add(t)
    # terminal box with a hinged lid
    bx0, bx1, by0, by1 = .195, .405, .330, .440
    m.bx((bx0, by0, z), (bx1, by1, z + .004), 'pl_black', 0)
    for (a, b_) in (((bx0, by0), (bx1, by0 + .004)), ((bx0, by1 - .004), (bx1, by1)), ((bx0, by0), (bx0 + .004, by1)), ((bx1 - .004, by0), (bx1, by1))): m.bx((a[0], a[1], z), (b_[0], b_[1], z + .034), 'pl_dark', .001)
    m.bx((bx0 + .010, .365, z + .003), (bx1 - .010, .408, z + .016), 'pl_cream', .002)
    for i, (n, c) in enumerate((('U', 'w_brown'), ('V', 'w_black'), ('W', 'w_grey'), ('N', 'w_blue'), ('PE', 'w_green'))):
        x = bx0 + .030 + .0375 * i
        m.bx((x - .012, .372, z + .0155), (x + .012, .401, z + .0180), 'brass', .0005); m.hexbolt((x, .3865, z + .018), .010, 'zinc'); r.empty('t_' + n, (x, .3865, z + .0256)); m.text(n, (x, .416, z + .0042), .0080, 'ink_white', font='bold')
        m.tube(fillet([(x, .374, z + .019), (x, .352, z + .019), (x, .340, z + .012), (x, .331, z + .010)], .006, 3), .0036, c, n=8, twist='w_yellow' if n == 'PE' else None)
    lid = Mesh(); lid.bx((0, by0 - .386 - .002, 0), (bx1 - bx0 + .002, by1 - .386 + .002, .003), 'pl_grey', .0008); lid.bx((bx1 - bx0 - .022, -.010, .003), (bx1 - bx0 - .006, .010, .010), 'pl_black', .002)
    lid.text('TERMINALS  接线端子', (.105, .022, .0032), .0085, 'ink_white', font='cjk'); warning_triangle(lid, (.105, -.018, .003), .036, z=.0004)
    for y in (-.040, .040): lid.cyl((0, y, .0005), .004, .020, 'zinc', 'y', n=12)
    ln = r.add(Node('cover', (bx0 - .001, .386, z + .034), mesh=lid)); ln.empty('grip_2', (bx1 - bx0 - .014, 0, .010))
    # earth stud of the frame, plates
    m.cyl((.47, .075, .285), .005, .030, 'brass', 'z', n=12); m.hexbolt((.47, .075, .280), .016, 'brass'); m.bx((.445, .050, .262), (.495, .100, .281), F, .003); r.empty('t_FRAME', (.47, .075, .301)); earth_symbol(m, (.458, .092, .2812), .012, 'ink_white')
    m.bx((-.352, .150, .1492), (-.182, .235, .1515), 'plate_alu', .0006)
    for q, (t_, h, f) in enumerate((('GENERATING SET  发电机组', .0085, 'cjk'), ('10 kVA  8 kW  cos φ 0.8', .0080, 'bold'), ('400/230 V  14.4 A  50 Hz', .0080, 'bold'), ('1500 /min  IP23  S1', .0070, 'sans'))): m.text(t_, (-.267, .219 - .0185 * q, .1517), h * .82, 'ink', font=f)
    m.bx((.245, .582, .236), (.395, .622, .240), 'plate_white', .0008); r.empty('label', (.320, .602, .2405), width=.145, height=.038)
    return r

def ghosts(): return [(floor(), 'main')]
