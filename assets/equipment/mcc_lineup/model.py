from kit import *
from parts import *

# Neighbour cubicles (2 left, 2 right of the trainee's cubicle), plinth and top busbar duct. Origin as the cubicle: floor, x = 0 in the gap, front at z = 0.
AO = dict(dist=.25, lmin=.2, rays=24, thr=.16, iters=2)
S = 'ral7035'

def bz(m, c, h):
    m.lathe([(.0150, -h / 2), (.0142, h * .4), (.0112, h * .3)], 'nickel', 10, c, cap=(False, False))

def drawer(m, cx, y0, y1, w, text, n, lamps=True, meter=False, on=True):
    """Closed compartment door with handle, lamps, ammeter and name plate."""
    m.bx((cx - w / 2, y0, 0), (cx + w / 2, y1, .020), S, .0022)
    hx, cy = cx + w / 2 - .085, (y0 + y1) / 2
    # handle
    with m.at((hx, cy, .020)):
        m.box((0, 0, .002), (.075, .075, .004), 'pl_lgrey', .001); m.ring((0, 0, .005), .030, .025, .003, 'pl_black', n=14)
        m.lathe([(.025, 0.004), (.025, .009), (.020, .011), (0, .012)], 'pl_black', 14, cap=(False, False))
        with m.at((0, 0, .004), (0, 0, 0 if on else -90)): m.bx((-.008, -.027, .004), (.008, .031, .027), 'pl_black', .002); m.bx((-.0012, .010, .0270), (.0012, .028, .0272), 'ink_white', 0)
        m.text('I', (0, .0335, .0042), .005, 'ink', font='bold'); m.text('O', (.0335, 0, .0042), .005, 'ink', font='bold')
    m.box((cx - w / 2 + .165, y1 - .030, .0208), (.220, .030, .0016), 'plate_white', 0)
    m.text(text, (cx - w / 2 + .165, y1 - .030, .0218), .0098, 'ink', font='bold')
    lx = cx - w / 2 + .075
    if lamps:
        for k, c in enumerate(('lampw_on' if on else 'lampw', 'lampg_on' if on else 'lampg', 'lampy')):
            bz(m, (lx + k * .052, cy - .005, .0225), .005)
            m.dome((lx + k * .052, cy - .005, .0225), .0118, c, 10, 2, k=.8)
        for k, c in enumerate(('pl_green', 'pl_red')):
            bz(m, (lx + .026 + k * .052, cy - .062, .0235), .007); m.cyl((lx + .026 + k * .052, cy - .062, .0240), .0110, .008 + .006 * k, c, n=10)
    if meter:
        ammeter(m, (cx + .045, cy - .02, .020), angle=128 if on else 178)
    for y in (y0 + .05, y1 - .05): m.cyl((cx - w / 2 - .003, y, .012), .005, .034, 'zinc', 'y', n=6, b=0)
    m.cyl((cx + w / 2 - .020, y0 + .035, .0215), .009, .003, 'nickel', n=8)

def ammeter(m, c, s=.072, angle=128):
    """Moving-iron ammeter; the pointer stands at 180 degrees for zero, at 90 for full scale."""
    x, y, z = c
    m.box((x, y, z + .004), (s, s, .008), 'pl_black', .0015); m.box((x, y, z + .0085), (s - .008, s - .008, .0012), 'plate_white', 0)
    px, py = x + s * .36, y - s * .36
    for k in range(11):
        a = math.radians(90 + 9 * k); r0, r1 = s * .56, s * (.66 if k % 5 else .70)
        p = lambda r, d: (px + r * math.cos(a + d), py + r * math.sin(a + d), z + .0093)
        d = .008
        m.quad([p(r0, -d), p(r1, -d), p(r1, d), p(r0, d)][::1], 'ink', nocc=True)
    a = math.radians(angle); p = lambda r, d: (px + r * math.cos(a) - d * math.sin(a), py + r * math.sin(a) + d * math.cos(a), z + .0096)
    m.quad([p(0, -.0008), p(s * .64, -.0004), p(s * .64, .0004), p(0, .0008)], 'ink_red', nocc=True)
    m.text('A', (x - s * .20, y - s * .05, z + .0093), s * .13, 'ink', font='bold'); m.cyl((px, py, z + .0095), s * .09, .003, 'pl_black', n=14)

def cab(m, cx, kind, num):
    x0, x1 = cx - .4, cx + .4
    m.bx((x0 + .0005, .1, -.5), (x1 - .0005, 2.0, 0), S, .003)
    m.bx((x0 + .003, 0, -.48), (x1 - .003, .1, -.022), 'ral7016', .002)
    for x in (x0 + .05, x1 - .05): m.hexbolt((x, .05, -.022), .013, 'zinc')
    m.bx((x0 + .012, 1.9, 0), (x1 - .012, 1.985, .014), S, .002)
    m.box((cx, 1.943, .0150), (.30, .036, .002), 'pl_black', .0006); m.text('=MCC1+%d' % num, (cx, 1.943, .0162), .018, 'ink_white', font='bold')
    if kind == 'drawers':
        hs = [.115, .46, .805, 1.15, 1.495, 1.89]
        for k in range(5):
            drawer(m, cx - .0, hs[k], hs[k + 1] - .008, .770, ['M%d  FAN %d' % (num * 10 + k, k + 1), 'M%d  PUMP %d' % (num * 10 + k, k + 1)][k % 2], k, meter=k % 2 == 1, on=(k + num) % 4 != 0)
    elif kind == 'incomer':
        m.bx((x0 + .015, .115, 0), (x1 - .015, .80, .020), S, .0022); m.bx((x0 + .015, .808, 0), (x1 - .015, 1.55, .020), S, .0022); m.bx((x0 + .015, 1.558, 0), (x1 - .015, 1.89, .020), S, .0022)
        for k in range(3): ammeter(m, (cx - .16 + .16 * k, 1.735, .020), .096)
        for k, t in enumerate(('L1', 'L2', 'L3')):
            bz(m, (cx - .16 + .16 * k, 1.615, .0225), .005); m.dome((cx - .16 + .16 * k, 1.615, .0225), .0118, 'lampw_on', 10, 2, k=.8); m.text(t, (cx - .16 + .16 * k, 1.588, .0203), .010, 'ink', font='bold')
        # air/moulded-case incomer face
        m.bx((cx - .15, 1.02, .018), (cx + .15, 1.40, .030), 'pl_dark', .003); m.bx((cx - .13, 1.05, .030), (cx + .13, 1.37, .044), 'pl_lgrey', .003); m.bx((cx - .035, 1.14, .040), (cx + .035, 1.29, .048), 'pl_black', .002)
        m.bx((cx - .016, 1.215, .046), (cx + .016, 1.275, .092), 'pl_black', .004)
        m.text('I', (cx - .055, 1.275, .0443), .014, 'ink', font='bold'); m.text('O', (cx - .055, 1.155, .0443), .014, 'ink', font='bold')
        m.box((cx, 1.455, .0212), (.34, .04, .002), 'plate_white', 0); m.text('Q0  INCOMER 250 A  进线', (cx, 1.455, .0224), .013, 'ink', font='cjk')
        warning_triangle(m, (cx, .60, .020), .13)
        for k in range(12): m.bx((cx - .17, .20 + k * .014, .0195), (cx + .17, .2055 + k * .014, .0225), S, .001)
        for y in (.3, .65, 1.0, 1.35, 1.75): m.cyl((x0 + .010, y, .012), .005, .05, 'zinc', 'y', n=6, b=0); m.cyl((x1 - .045, y, .0215), .009, .003, 'nickel', n=8)
    elif kind == 'door':
        m.bx((x0 + .014, .112, 0), (x1 - .184, 1.89, .022), S, .0025); m.bx((x1 - .176, .118, 0), (x1 - .012, 1.885, .002), S, .001)
        dcx = (x0 + .014 + x1 - .184) / 2
        m.box((dcx, 1.700, .0230), (.250, .062, .002), 'pl_black', .0005); m.box((dcx, 1.700, .0234), (.244, .056, .002), 'plate_white', 0)
        m.text('=MCC1+%d  M%d' % (num, num - 2), (dcx, 1.7105, .0246), .0165, 'ink', font='bold'); m.text('COOLING FAN 5.5 kW  冷却风机', (dcx, 1.687, .0246), .0095, 'ink', font='cjk')
        for k in range(3): m.text('H%d' % (k + 1), (dcx - .09 + k * .09, 1.5865, .0238), .006, 'ink')        # on the plates of the lamps that stand there
        for k, c in enumerate(('pl_green', 'pl_red')):
            bz(m, (dcx - .045 + k * .09, 1.455, .0255), .007); m.cyl((dcx - .045 + k * .09, 1.455, .0260), .011, .008 + .006 * k, c, n=10); m.box((dcx - .045 + k * .09, 1.4815, .0227), (.03, .012, .0014), 'plate_white', 0); m.text(('S1', 'S0')[k], (dcx - .045 + k * .09, 1.4815, .0236), .006, 'ink')
        warning_triangle(m, (dcx, 1.300, .022), .105, z=.0003);
        for y in (.55, 1.05, 1.62): m.cyl((x1 - .215, y, .0235), .012, .003, 'nickel', n=16)
        for y in (.3, 1.05, 1.8): m.cyl((x0 + .014, y, .010), .0065, .074, 'zinc', 'y', n=10)
        for yy in (.23, 1.84):
            for k in range(7): m.bx((dcx - .11, yy + k * .011 - .03, .0215), (dcx + .11, yy + k * .011 - .026, .0238), S, .0008)

def build():
    material('lampw', '#E9E9E2', 0, .25); material('lampw_on', '#F6F6EE', 0, .25, emit='#C8C8BE'); material('lampg_on', '#3FD67E', 0, .25, emit='#27B45F'); material('lampg', '#1E7A40', 0, .25); material('lampy', '#D9A514', 0, .25)
    r = Node('mcc_lineup'); m = r.mesh = Mesh()
    cab(m, -1.6, 'incomer', 1); cab(m, -.8, 'drawers', 2); cab(m, .8, 'door', 4); cab(m, 1.6, 'drawers', 5)
    # top busbar duct along the whole lineup, above the trainee's cubicle too, and the cable riser
    m.bx((-2.0, 2.012, -.46), (2.0, 2.22, -.12), S, .004)
    for k in range(5):
        x = -1.6 + .8 * k
        m.bx((x - .385, 2.03, -.12), (x + .385, 2.205, -.112), S, .002)
        for sx in (-.365, .365):
            for y in (2.045, 2.19): m.cyl((x + sx, y, -.111), .006, .003, 'zinc', n=6, b=0)
    m.text('BUSBAR 250 A   400 V ~   母线槽', (0, 2.118, -.1115), .030, 'ink', font='cjk')
    warning_triangle(m, (-.52, 2.112, -.112), .09); warning_triangle(m, (.52, 2.112, -.112), .09)
    m.bx((-2.003, .1, -.5), (-1.999, 2.0, 0), S, .001); m.bx((1.999, .1, -.5), (2.003, 2.0, 0), S, .001)
    r.empty('mount_handle_4', (1.2 - .095, 1.465, .002))
    for k, n in enumerate(('ready', 'run', 'trip')): r.empty('mount_lamp_%s_4' % n, (.715 - .09 + .09 * k, 1.56, .022))
    return r

def ghosts():
    fl = Mesh(); fl.quad([(-4, 0, 4), (4, 0, 4), (4, 0, -4), (-4, 0, -4)], 'pl_grey')
    fl.bx((-.399, 0, -.5), (.399, 2, .0), 'pl_grey', 0)
    return [(fl, 'main')]
