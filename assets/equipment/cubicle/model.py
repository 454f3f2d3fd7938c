from kit import *
from parts import *
from layout import *
from loom import *

# Free-standing MCC cubicle 800 x 2000 x 500. Origin: floor centre of the width, front face of the body at z = 0.
# door: hinge axis at the left edge, turns about local +Y; opening is NEGATIVE (0 closed, -110 open). latch: about +Z, -90 = open.
AO = dict(dist=.16, lmin=.05, rays=28, thr=.13, iters=3, floor=.30)
S, SI = 'ral7035', 'ral7035_in'

def vents(m, cx, y, z, n=9, w=.16):
    for k in range(n):
        yy = y + (k - (n - 1) / 2) * .011
        m.quad([(cx - w / 2, yy - .0017, z + .0003), (cx + w / 2, yy - .0017, z + .0003), (cx + w / 2, yy + .0017, z + .0003), (cx - w / 2, yy + .0017, z + .0003)], 'hole', nocc=True)
        m.extrude([(cx - w / 2, yy + .0012), (cx + w / 2, yy + .0012), (cx + w / 2 - .003, yy + .0052), (cx - w / 2 + .003, yy + .0052)], z, z + .0018, S, b=.0008, b0=0)

def shell(m, x0=-.4, x1=.4, y0=.1, y1=2.0, z0=-.5, z1=0.0, inner=True):
    """Sides, roof, back, floor of folded 1.5 mm sheet (drawn as panels with returned edges)."""
    t = .002
    m.bx((x0, y0, z0), (x0 + t, y1, z1), S, .0006); m.bx((x1 - t, y0, z0), (x1, y1, z1), S, .0006)
    m.bx((x0, y1 - t, z0), (x1, y1, z1), S, .0006); m.bx((x0, y0, z0), (x1, y0 + t, z1), S, .0006)
    m.bx((x0, y0, z0), (x1, y1, z0 + t), S, .0006)

def plinth(m, x0, x1, z0=-.5, z1=0.0):
    m.bx((x0 + .003, .0, z0 + .02), (x1 - .003, .099, z1 - .022), 'ral7016', .002)
    for x in (x0 + .05, x1 - .05):
        m.bx((x - .022, .0, z1 - .024), (x + .022, .099, z1 - .0195), 'ral7016', .002)
        m.hexbolt((x, .050, z1 - .0195), .013, 'zinc')

def build():
    r = Node('cubicle'); m = r.mesh = Mesh()
    shell(m); plinth(m, -.4, .4)
    # front frame: folded posts, head and sill (25 mm returns) round the door opening; fixed strip to the right
    f = .0016
    dx0, dx1, dy0, dy1 = DOOR['x0'], DOOR['x1'], DOOR['y0'], DOOR['y1']
    m.bx((-.4, .1, -.030), (-.374, 2.0, 0), S, .0012)                        # left post
    m.bx((.374, .1, -.030), (.4, 2.0, 0), S, .0012)                          # right post
    m.bx((-.374, 1.972, -.030), (.374, 2.0, 0), S, .0012)
    m.bx((-.374, .100, -.030), (.374, .128, 0), S, .0012)
    m.bx((.2045, .128, -.030), (.2300, 1.972, 0), S, .0012)                  # post between door and strip
    # gasket edge: upstanding lip with black rubber profile round the opening
    gx0, gx1, gy0, gy1 = -.372, .203, .130, 1.970
    for a, b in (((gx0, gy0), (gx1, gy0 + .004)), ((gx0, gy1 - .004), (gx1, gy1)), ((gx0, gy0), (gx0 + .004, gy1)), ((gx1 - .004, gy0), (gx1, gy1))):
        m.bx((*a, -.012), (*b, .0015), S, .0008)
    g = .0045
    m.tube([(gx0 + .002, gy0 + .002, .003), (gx1 - .002, gy0 + .002, .003), (gx1 - .002, gy1 - .002, .003), (gx0 + .002, gy1 - .002, .003)], g, 'rubber', n=8, closed=True)
    # fixed operator strip
    m.bx((.2300, .128, -.004), (.3740, 1.972, -.0005), S, .001)
    m.bx((STRIP[0] + .003, .118, -.001), (STRIP[1], 1.982, .0018), S, .0010)
    for y in (.150, .62, 1.09, 1.70, 1.950):
        for x in (STRIP[0] + .012, STRIP[1] - .009): m.screw((x, y, .0018), .0040, 'zinc')
    vents(m, .306, .30, .0018, 10, .10); vents(m, .306, 1.84, .0018, 8, .10)
    m.plate((.306, 1.665, .0022), .120, .075, 'cub_plate'); m.box((.306, 1.665, .0019), (.122, .077, .0005), 'plate_alu', .0001)
    for x in (.306 - .055, .306 + .055): m.screw((x, 1.665, .0022), .0016, 'nickel', '-', n=8)
    warning_triangle(m, (.306, 1.325, .0018), .072)
    m.text('400 V ~', (.306, 1.278, .0022), .0095, 'ink', font='bold')
    # header plate
    # inside back panel and mounting plate
    z = PLATE_Z
    m.bx((-.366, .235, z - .0025), (.366, 1.690, z - .0004), 'galv', .0008); m.grid((-.3655, .2355, z), (.731, 0, 0), (0, 1.454, 0), 24, 48, 'galv')
    for x in (-.352, .352):
        for y in (.255, .72, 1.2, 1.67):
            m.hexbolt((x, y, z), .010, 'zinc'); m.cyl((x, y, z - .11), .007, .215, 'zinc', 'z', n=10) if y in (.255, 1.67) else None
    for x in (-.396, .358): m.bx((x, .13, -.46), (x + .038, 1.97, -.43), 'galv', .001)
    # intermediate bulkhead below the busbar chamber
    m.bx((-.398, 1.702, -.498), (.398, 1.704, -.092), SI, .0005)
    m.bx((-.398, 1.686, -.094), (.398, 1.704, -.092), SI, .0004)
    # interior LED lamp under the bulkhead (switched by the door in the real thing)
    material('cub_lamp', '#FFFFFF', 0, .4, emit='#FFF6E6', estr=4)
    m.bx((-.22, 1.668, -.118), (.05, 1.686, -.096), 'pl_white', .002); m.box((-.085, 1.6672, -.107), (.25, .0016, .016), 'cub_lamp', 0)
    m.plate((-.205, 1.470, z + .0012), .200, .150, 'cub_rules'); m.box((-.205, 1.470, z + .0006), (.204, .154, .0010), 'plate_white', .0002)
    # trunking
    for y in DUCTS_H: m.duct(DUCT_X[0] + .026, y - DUCT_W / 2, DUCT_X[1] - .026, y + DUCT_W / 2, DUCT_H, z)
    m.duct(DUCT_X[0] + .021, .600, -.052, .644, .050, z)
    for x in DUCT_X: m.duct(x - .020, .300 if x < 0 else .60, x + .020, 1.372, DUCT_H, z)
    # DIN rails
    m.rail(-.200, .190, DEV['breaker_3p'][1], z=z); m.rail(-.200, .190, DEV['contactor_3p'][1], z=z)
    for y in (DEV['breaker_3p'][1], DEV['contactor_3p'][1]):
        for x in (-.185, .175): m.screw((x, y, z + .0012), .0042)
        for x in (.090, .150): m.bx((x - .004, y - .022, z + .004), (x + .004, y + .022, z + .030), 'pl_dark', .0008); m.screw((x, y - .014, z + .030), .0026)
    # interposing relay and spare base on the contactor rail, terminal of the door heater
    y = DEV['contactor_3p'][1]
    m.bx((.105, y - .038, z + .006), (.121, y + .038, z + .035), 'pl_black', .001); m.bx((.1055, y - .015, z + .035), (.1205, y + .017, z + .064), 'clear_smoke', .001)
    m.bx((.107, y - .013, z + .036), (.119, y + .010, z + .058), 'w_orange', .001)
    for s in (1, -1): m.screw((.113, y + s * .028, z + .035), .0028)
    m.bx((.125, y - .038, z + .006), (.141, y + .038, z + .035), 'pl_black', .001)
    for s in (1, -1): m.screw((.133, y + s * .028, z + .035), .0028)
    # busbars in the chamber: rectangular copper in coloured sleeve, bare at the tap holes, on comb insulators
    for n, yb in BARS.items():
        col = {'L1': 'w_brown', 'L2': 'w_black', 'L3': 'w_grey', 'N': 'w_blue'}[n]
        m.bx((-.396, yb - .015, BAR_Z - .005), (.396, yb + .015, BAR_Z), 'copper', .0006)
        xt = tap_x(n)
        for a, b in ((-.330, xt - .019), (xt + .019, .330)): m.bx((a, yb - .0158, BAR_Z - .0058), (b, yb + .0158, BAR_Z + .0008), col, .0012)
        m.hexbolt((xt, yb, BAR_Z + .0062), .013, 'zinc')
        m.text(n, (-.300, yb, BAR_Z + .0011), .012, 'ink_white', font='bold')
    for x in (-.352, .352):
        m.bx((x - .011, 1.715, BAR_Z - .060), (x + .011, 1.945, BAR_Z - .006), 'pl_red', .002)
        for yb in BARS.values():
            m.bx((x - .011, yb + .0165, BAR_Z - .010), (x + .011, yb + .0335, BAR_Z + .010), 'pl_red', .0015)
        m.bx((x - .011, 1.715, BAR_Z - .010), (x + .011, 1.7335, BAR_Z + .010), 'pl_red', .0015)
        m.bx((x - .014, 1.706, BAR_Z - .063), (x + .014, 1.953, BAR_Z - .058), 'galv', .001)
        for y in (1.724, 1.936): m.hexbolt((x, y, BAR_Z + .010), .008, 'zinc')
    # clear shroud over the chamber
    zs = -.100
    m.bx((-.370, 1.712, zs), (.370, 1.952, zs + .004), 'clear', 0)
    for x in (-.35, -.12, .12, .35):
        for y in (1.722, 1.942):
            m.cyl((x, y, zs + .005), .006, .004, 'pl_black', n=12); m.cyl((x, y, (zs + BAR_Z - .06) / 2), .004, zs - BAR_Z + .06, 'pl_white', n=8) if abs(x) > .3 else None
    warning_triangle(m, (-.085, 1.824, zs + .0042), .085)
    m.box((.085, 1.826, zs + .0044), (.185, .044, .0006), 'plate_yellow', .0002)
    m.text('LIVE BUSBARS  带电母线', (.085, 1.836, zs + .0049), .0105, 'ink', font='cjk')
    m.text('isolated only at the feeder', (.085, 1.816, zs + .0049), .0066, 'ink', font='sans')
    # earth and neutral bars
    for y, mat, x0, x1, n in ((NBAR_Y, 'copper', -.315, -.075, 10), (PEBAR_Y, 'copper', -.315, .300, 24)):
        m.bx((x0, y - .0125, z + .030), (x1, y + .0125, z + .036), mat, .0006)
        for x in (x0 + .016, x1 - .016):
            if y == NBAR_Y: m.cyl((x, y, z + .015), .011, .030, 'pl_blue', n=14, b=.002)
            else: m.bx((x - .012, y - .012, z), (x + .012, y + .012, z + .030), 'galv', .001)
        for i in range(n): m.screw((x0 + .035 + (x1 - x0 - .07) * i / (n - 1), y, z + .036), .0046, 'zinc', '-', n=8)
    m.text('N', (-.328, NBAR_Y, z + .0004), .014, 'w_blue', font='bold')
    m.box((-.332, PEBAR_Y, z + .0006), (.022, .022, .0010), 'plate_yellow', .0003); earth_symbol(m, (-.332, PEBAR_Y, z + .0013), .018)
    # heater and thermostat
    m.bx((-.260, .262, z), (-.180, .352, z + .045), 'alu', .002)
    for k in range(7): m.bx((-.2545 + k * .011, .264, z + .045), (-.2515 + k * .011, .350, z + .062), 'alu', .0006)
    # gland plate
    m.bx((-.372, .128, -.47), (.372, .132, -.035), 'galv', .0008)
    for x in GLANDS:
        m.cyl((x, .136, GZ), .0175, .012, 'pl_dark', 'y', n=6); m.cyl((x, .148, GZ), .0150, .014, 'pl_dark', 'y', n=16, b=.002)
        if x != GLANDS[0]: m.cyl((x, .158, GZ), .011, .006, 'pl_grey', 'y', n=16)
    # roof: lifting eyes
    for x in (-.36, .36):
        for zz in (-.45, -.05):
            m.cyl((x, 2.004, zz), .016, .008, 'zinc', 'y', n=8, b=0)
    # hinges, fixed halves
    for y in (.30, 1.05, 1.80):
        m.cyl((-.386, y - .021, .008), .0065, .036, 'zinc', 'y', n=14); m.bx((-.400, y - .039, .0), (-.389, y - .003, .003), 'zinc', .0006)
    for n, (x, y) in DEV.items():
        r.empty({'isolator_4p': 'mount_isolator', 'breaker_3p': 'mount_breaker', 'contactor_3p': 'mount_contactor', 'overload_relay': 'mount_overload', 'control_fuse': 'mount_control_fuse', 'terminal_rail': 'mount_terminal_rail'}[n], (x, y, z))
    r.empty('mount_handle', (*HANDLE, .0018))
    r.empty('tag', (.306, 1.205 - .058, .0062)); m.cyl((.306, 1.202, .006), .003, .009, 'zinc', 'z', n=10); m.cyl((.306, 1.202, .0105), .0055, .002, 'zinc', 'z', n=12)
    r.add(build_door())
    r.add(loom_open())
    return r

def loom_open():
    """What spans the hinge while the door stands open; at rest the ends of wiring and door_loom meet."""
    n = Node('loom_open', ao='loom'); m = n.mesh = Mesh()
    bundle(m, fillet([(-.352, 1.270, -.004), (-.350, 1.256, .004), (-.366, 1.250, .030), (-.386, 1.262, .044), (-.386, 1.270, .044)], .02, 5))
    gywire(m, [(-.356, .50, -.004), (-.354, .492, .004), (-.366, .490, .026), (-.380, .512, .040), (-.385, .510, .040), (-.385, .50, .040)], .0026)
    return n

GLANDS = (.05, .14, .22, -.07)
GZ = -.125

def tap_x(n): return DEV['isolator_4p'][0] + {'L1': -.042, 'L2': -.014, 'L3': .014, 'N': .042}[n]

def build_door():
    ax, _, az = DOOR['axis']
    d = Node('door', DOOR['axis'], ao='door'); m = d.mesh = Mesh()
    X = lambda x: x - ax
    x0, x1, y0, y1 = DOOR['x0'] + .004, DOOR['x1'], DOOR['y0'], DOOR['y1']
    zf = .0215 - az + .0      # outer face of the door sheet, 22 mm proud of the frame
    zf = .022 - az; zb = .0065 - az
    # door tray: sheet with returned edges
    m.bx((X(x0), y0, zf - .002), (X(x1), y1, zf), S, .0016)
    for a, b in (((x0, y0), (x0 + .0022, y1)), ((x1 - .0022, y0), (x1, y1)), ((x0, y0), (x1, y0 + .0022)), ((x0, y1 - .0022), (x1, y1))):
        m.bx((X(a[0]), a[1], zb), (X(b[0]), b[1], zf - .0006), S, .0006)
    for a, b in (((x0, y0), (x0 + .014, y1)), ((x1 - .014, y0), (x1, y1)), ((x0, y0), (x1, y0 + .014)), ((x0, y1 - .014), (x1, y1))):
        m.bx((X(a[0]), a[1], zb - .001), (X(b[0]), b[1], zb + .0006), S, .0005)
    # stiffener rails with hole pattern
    for xs in (-.340, .172):
        m.bx((X(xs) - .011, y0 + .05, zf - .016), (X(xs) + .011, y1 - .05, zf - .002), SI, .0012)
        for k in range(34):
            yy = y0 + .075 + k * .0522
            m.quad([(X(xs) + .0035 * math.cos(a * math.pi / 4), yy + .0035 * math.sin(a * math.pi / 4), zf - .0163) for a in range(8)][::-1], 'hole', nocc=True)
    # hinges, moving halves
    for y in (.30, 1.05, 1.80):
        m.cyl((0, y + .0195, 0), .0065, .036, 'zinc', 'y', n=14); m.cyl((0, y + .040, 0), .0045, .005, 'zinc', 'y', n=10)
        m.bx((.003, y + .003, -.003 + .0), (.016, y + .036, .0), 'zinc', .0006)
    # front furniture
    for n, (nm, x, y) in FRONT.items():
        d.empty(nm, (X(x), y, zf))
    # designation plate, type plate, warning label
    m.box((X(-.085), 1.700, zf + .0010), (.250, .062, .0020), 'pl_black', .0006); m.box((X(-.085), 1.700, zf + .0016), (.244, .056, .0020), 'plate_white', .0005)
    m.text('=MCC1+3  M1', (X(-.085), 1.7115, zf + .0027), .0165, 'ink', font='bold', res=2)
    m.text('PUMP MOTOR 7.5 kW   水泵电动机', (X(-.085), 1.6875, zf + .0027), .0098, 'ink', font='cjk')
    for x in (-.085 - .114, -.085 + .114): m.screw((X(x), 1.700, zf + .0026), .0022, 'nickel', '-', n=8)
    warning_triangle(m, (X(-.085), 1.300, zf), .105, z=.0003)
    m.box((X(-.085), 1.2375, zf + .0004), (.150, .030, .0007), 'plate_yellow', .0002)
    m.text('DANGER  有电危险', (X(-.085), 1.2375, zf + .0009), .0125, 'ink', font='cjk')
    vents(m, X(-.085), 1.885, zf, 9, .22); vents(m, X(-.085), .230, zf, 9, .22)
    m.cyl((X(-.085), 1.180, zf + .006), .0035, .012, 'zinc', n=12); m.cyl((X(-.085), 1.180, zf + .0125), .0065, .0025, 'zinc', n=14)
    d.empty('sign', (X(-.085), 1.1845, zf + .007))
    # inside: diagram pocket with paper, earth strap stud, wire channel
    zi = zf - .002
    m.bx((X(-.220), .690, zi - .026), (X(.060), .694, zi), 'pl_lgrey', .001); m.bx((X(-.220), .690, zi - .026), (X(-.217), .880, zi), 'pl_lgrey', .001); m.bx((X(.057), .690, zi - .026), (X(.060), .880, zi), 'pl_lgrey', .001)
    m.bx((X(-.220), .690, zi - .028), (X(.060), .865, zi - .025), 'pl_lgrey', .0012)
    with m.at((X(-.080), .800, zi - .012), (-4, 180, 0)): m.plate((0, 0, 0), .210, .297, 'cub_diagram'); 
    with m.at((X(-.080), .800, zi - .0118), (4, 0, 0)): m.plate((0, 0, 0), .210, .297, 'ink_white', uv=False)
    m.cyl((X(-.300), .42, zi - .010), .004, .020, 'brass', n=12); m.hexbolt((X(-.300), .42, zi - .0005), .010, 'brass', axis='-z')
    m.box((X(-.270), .42, zi - .0004), (.016, .016, .0006), 'plate_yellow', .0001)
    # latch: quarter-turn inserts (two fixed) and the operating latch
    for y in (.55, 1.62): lock22(m, X(.185), y, zf)
    lt = Mesh(); lt.lathe([(.0125, 0), (.0125, .003), (.0112, .0042), (0, .0042)], 'nickel', 28, cap=(False, False))
    lt.extrude(rrect(.0066, .0066, .0004, 1), .0042, .0046, 'hole', nocc=True); lt.bx((-.0016, .0065, .0040), (.0016, .0110, .0046), 'ink_red', 0)
    lt.bx((-.0075, -.0285, -.026), (.0075, .008, -.023), 'zinc', .0006); lt.cyl((0, 0, -.012), .008, .024, 'zinc', n=14)
    with lt.at((0, 0, .0042)):           # folding T handle
        lt.bx((-.0060, -.0480, .0), (.0060, .0125, .0110), 'pl_black', .0022); lt.cyl((0, 0, .006), .0118, .012, 'pl_black', n=24, b=.0015)
    m.ring((X(.185), 1.05, zf + .0018), .0165, .0128, .0036, 'pl_black', n=28, b=.0008)
    l = d.add(Node('latch', (X(.185), 1.05, zf), mesh=lt)); l.empty('grip_1', (0, -.03, .012))
    d.empty('grip_1', (X(.210), 1.05, zf - .006))
    return d

def lock22(m, x, y, z):
    m.ring((x, y, z + .0012), .0140, .0108, .0024, 'pl_black', n=24, b=.0006)
    m.lathe([(.0108, 0), (.0108, .0012), (0, .0012)], 'nickel', 24, (x, y, z), cap=(False, False))
    m.extrude([(x - .0045, y - .0035), (x + .0045, y - .0035), (x, y + .005)], z + .0012, z + .0014, 'hole', nocc=True)
    m.bx((x - .006, y - .006, z - .020), (x + .022, y + .006, z - .017), 'zinc', .0006); m.cyl((x, y, z - .010), .007, .02, 'zinc', n=12)

def _tex():
    c = Canvas(512, 320, '#c9cbcc')
    c.frame(8, 8, 504, 312, 3, '#333638')
    c.text('MOTOR CONTROL CENTRE', 256, 52, 23, '#1a1b1d', 'c', 'bold'); c.text('低压电动机控制中心', 256, 90, 24, '#1a1b1d', 'c', 'cjk')
    y = 128
    for a, b in (('Ue / 额定电压', '3/N/PE ~ 400/230 V  50 Hz'), ('InA / 额定电流', '250 A    busbar 20 x 5 Cu'), ('Icw', '20 kA  1 s    IP 42'), ('IEC 61439-2', 'TN-S      2024')):
        c.line([(24, y - 12 + 36), (488, y - 12 + 36)], 1.2, '#55585b')
        c.text(a, 28, y + 14, 16, '#26282a', 'l', 'cjk'); c.text(b, 488, y + 14, 15, '#141516', 'r', 'bold'); y += 42
    material('cub_plate', '#ffffff', 0, .45, tex=c)
    c = Canvas(480, 360, '#fdfdfb'); k = '#15171a'
    c.rect(0, 0, 480, 64, '#1d5aa6'); c.text('BEFORE WORK  停电作业', 240, 44, 22, '#ffffff', 'c', 'cjk')
    for i, (a, b) in enumerate((('Isolate', '断开电源'), ('Lock and tag', '上锁挂牌'), ('Prove dead', '验明无电'), ('Earth if required', '必要时接地'), ('Guard live parts', '遮拦带电体'))):
        y = 78 + 55 * i; c.disc(40, y + 22, 19, '#1d5aa6'); c.text(str(i + 1), 40, y + 31, 18, '#ffffff', 'c', 'bold'); c.text(a, 76, y + 31, 18, k, 'l', 'bold'); c.text(b, 466, y + 31, 18, k, 'r', 'cjk')
        if i < 4: c.line([(20, y + 49), (460, y + 49)], 1, '#9aa0a5')
    c.frame(0, 0, 480, 360, 4, '#1d5aa6')
    material('cub_rules', '#ffffff', 0, .45, tex=c)
    c = Canvas(424, 600, '#f7f6f1')
    c.frame(14, 14, 410, 586, 2, '#222222'); c.frame(14, 520, 410, 586, 2, '#222222')
    c.text('DIRECT-ON-LINE STARTER  M1', 26, 545, 11, '#111111', 'l', 'bold'); c.text('直接起动电路图', 26, 572, 13, '#111111', 'l', 'cjk'); c.text('Sheet 1/2', 398, 572, 10, '#111111', 'r')
    k = '#161616'
    for i, n in enumerate(('L1', 'L2', 'L3')):
        x = 70 + 34 * i
        c.text(n, x, 40, 10, k, 'c', 'bold'); c.line([(x, 48), (x, 92)], 2, k); c.line([(x, 118), (x - 10, 94)], 2, k); c.line([(x, 118), (x, 160)], 2, k)
        c.frame(x - 6, 160, x + 6, 184, 1.6, k); c.line([(x, 160), (x, 230)], 2, k); c.line([(x, 256), (x - 10, 232)], 2, k); c.line([(x, 256), (x, 300)], 2, k)
        c.line([(x, 300), (x, 310), (x + 7, 310), (x + 7, 326), (x, 326), (x, 400)], 2, k)
        c.text('UVW'[i], x + 10, 396, 9, k, 'c')
    c.frame(52, 296, 156, 332, 1.4, k); c.ring(104, 430, 34, 2.2, k); c.text('M', 104, 430, 16, k, 'c', 'bold'); c.text('3 ~', 104, 450, 11, k, 'c')
    c.line([(58, 105), (134, 105)], 1.2, k); c.line([(58, 243), (134, 243)], 1.2, k)
    for y, n in ((108, '-Q1'), (176, '-Q2'), (248, '-K1'), (318, '-F1')): c.text(n, 30, y, 10, k, 'c', 'bold')
    x = 260; c.line([(x, 60), (x, 120)], 1.6, k)
    for y, n in ((120, '-F2'), (170, '-F1 95-96'), (220, '-S0  STOP'), (270, '-S1  START')):
        c.line([(x, y), (x, y + 14)], 1.6, k); c.line([(x, y + 34), (x - 9, y + 12)], 1.6, k); c.line([(x, y + 34), (x, y + 50)], 1.6, k); c.text(n, x + 14, y + 28, 10, k)
    c.line([(x, 264), (x + 96, 264), (x + 96, 282)], 1.6, k); c.line([(x + 96, 304), (x + 87, 280)], 1.6, k); c.line([(x + 96, 304), (x + 96, 322), (x, 322)], 1.6, k); c.text('-K1', x + 104, 298, 10, k)
    c.line([(x, 320), (x, 352)], 1.6, k); c.frame(x - 16, 352, x + 16, 372, 1.8, k); c.line([(x, 372), (x, 440)], 1.6, k); c.text('-K1', x + 24, 367, 10, k); c.text('A1', x + 6, 347, 8, k); c.text('A2', x + 6, 388, 8, k)
    for i, (n) in enumerate(('-H1', '-H2', '-H3')):
        xx = 300 + 36 * i; c.ring(xx + 16, 420, 9, 1.6, k); c.line([(xx + 10, 414), (xx + 22, 426)], 1.4, k); c.line([(xx + 22, 414), (xx + 10, 426)], 1.4, k); c.text(n, xx + 16, 446, 8, k, 'c')
    c.line([(240, 462), (398, 462)], 1.6, k); c.text('N', 232, 466, 10, k, 'r'); c.line([(240, 60), (398, 60)], 1.6, k); c.text('L1', 234, 64, 10, k, 'r'); c.line([(x, 440), (x, 462)], 1.6, k)
    material('cub_diagram', '#ffffff', 0, .8, tex=c)
_tex()

def ghosts():
    """Devices throw contact shadow on the mounting plate, on the door and on the trunking."""
    o = Mesh()
    for dev in DEV: o.merge(flat(roots_of(dev)), mount_matrix(dev))
    fl = Mesh(); fl.quad([(-3, 0, 3), (3, 0, 3), (3, 0, -3), (-3, 0, -3)], 'pl_grey')
    dd = Mesh()
    return [(o, 'main'), (fl, 'main')]
