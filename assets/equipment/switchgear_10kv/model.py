from kit import *
from parts import *
from plates import *
from loom import gywire

def bundle(m, path, r): m.tube(fillet(path, .02, 3), r, 'pl_grey', n=7)

def bolt(m, pos, af, mat='zinc', axis='z', washer=True):
    """Hexagon head seen from some way off."""
    m.lathe([(af * .57, 0), (af * .57, af * .5), (af * .47, af * .6)], mat, 6, pos, axis, cap=(False, True))

def screw(m, pos, r=.003, mat='zinc', kind='-'):
    x, y, z = pos; h = r * .55; w = r * .18
    m.lathe([(r, 0), (r * .7, h)], mat, 8, pos, cap=(False, True)); m.quad([(x - r * .55, y - w, z + h + .0001), (x + r * .55, y - w, z + h + .0001), (x + r * .55, y + w, z + h + .0001), (x - r * .55, y + w, z + h + .0001)], 'hole', nocc=True)

def countersunk(m, pos, r):
    """Flat screw head with its slot."""
    x, y, z = pos
    m.quad([(x + r * math.cos(math.pi * k / 4), y + r * math.sin(math.pi * k / 4), z + .0001) for k in range(8)], 'nickel', nocc=True); m.quad([(x - r * .7, y - r * .16, z + .0002), (x + r * .7, y - r * .16, z + .0002), (x + r * .7, y + r * .16, z + .0002), (x - r * .7, y + r * .16, z + .0002)], 'hole', nocc=True)

# Metal-clad 10 kV panel with withdrawable breaker, KYN28A-12 pattern, 800 x 2300 x 1500. Origin: floor, middle of the front face (z = 0).
# Doors turn about +Y, 0 = shut, -115 = open. The truck is a model of its own (switchgear_10kv_truck), in the same frame.
# earth_shaft: -90 about Z = closed; earth_blades: +88 about X = closed. Shutters: upper +Y, lower -Y, 160 mm.
AO = dict(dist=.20, lmin=.10, rays=24, thr=.20, iters=2, floor=.30)
S, SI, G = 'ral7035', 'ral7035_in', 'galv'
W2, H, D = .4, 2.3, 1.5
LV = (-.386, .386, 1.646, 2.286)           # doors: x0, x1, y0, y1
BR = (-.386, .386, .806, 1.630)
CB = (-.386, .252, .086, .790)
AXIS = (-.386, .009)                       # hinge axis x, z
ZF = .022                                  # outer face of the doors
PX = (-.21, 0, .21)                        # the phases
PC = (-.240, -.067, .106)                 # the phases in the cable compartment, in the middle of its door
PART_Z = -.70                              # partition with the contact boxes
YU, YL = 1.385, 1.105                      # contact arms
EARTH = (.320, .560)                       # operating shaft of the earthing switch
SHAFT = (.675, -.545)                      # axis of its blades: y, z
CRANK = (0, .872)

def materials():
    material('sg_epoxy', '#6E2A1E', 0, .42); material('sg_epoxy2', '#8A3A28', 0, .4); material('sg_shed', '#8E2F22', 0, .55); material('sg_sheath', '#B5261F', 0, .55)
    material('sg_lensg', '#0F4A22', 0, .25); material('sg_lensr', '#5A1512', 0, .25); material('sg_lensy', '#5E4A08', 0, .25); material('sg_vp', '#4A1410', 0, .3)
    material('sg_ledr', '#3A1210', 0, .3); material('sg_ledg', '#10301A', 0, .3); material('sg_handle', '#2A2C2E', .2, .38); material('sg_bakel', '#17181A', 0, .3)
    material('sg_shutter', '#C7A33A', .3, .42); material('sg_glass', '#8FA0A8', 0, .05, alpha=.07); material('sg_tin', '#C9CBCC', .9, .28); material('sg_silver', '#D9DAD8', .95, .25)

def sheet(m, x0, x1, y0, y1, z0, z1, mat=S, holes=(), b=.0014):
    m.extrude([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], z0, z1, mat, b=b, b0=0, holes=holes)

def skin(m, x0, x1, y0, y1, z0, z1, holes):
    """Door sheet as a rim and a grid of even cells (occlusion shows evenly), windows left out, round holes cut into a cell of their own."""
    e = .010
    m.extrude([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], z0, z1, S, b=.0018, b0=0, holes=[[(x0 + e, y0 + e), (x1 - e, y0 + e), (x1 - e, y1 - e), (x0 + e, y1 - e)]])
    bx, skip = [], []
    for h in holes:
        a, b, c, d = min(p[0] for p in h), max(p[0] for p in h), min(p[1] for p in h), max(p[1] for p in h)
        if b - a < .08:
            g = .010; m.extrude([(a - g, c - g), (b + g, c - g), (b + g, d + g), (a - g, d + g)], z0, z1, S, holes=[h]); a, b, c, d = a - g, b + g, c - g, d + g
        skip.append((a, b, c, d))
    def lines(lo, hi, cuts):
        out = sorted({lo, hi, *cuts}); res = []
        for a, b in zip(out, out[1:]):
            n = max(1, round((b - a) / .13)); res += [a + (b - a) * k / n for k in range(n)]
        return res + [hi]
    xs = lines(x0 + e, x1 - e, [q for k in skip for q in k[:2]]); ys = lines(y0 + e, y1 - e, [q for k in skip for q in k[2:]])
    for z, f in ((z1, 1), (z0, -1)):
        B = m.add([(x, y, z) for y in ys for x in xs]); n = len(xs)
        for j in range(len(ys) - 1):
            for i in range(n - 1):
                cx, cy = (xs[i] + xs[i + 1]) / 2, (ys[j] + ys[j + 1]) / 2
                if any(a < cx < b and c < cy < d for a, b, c, d in skip): continue
                k = B + j * n + i; m.face((k, k + 1, k + n + 1, k + n)[::f], S)

def slots(m, cx, cy, z, n=8, w=.16, pitch=.014, mat=S):
    """Louvres pressed outwards, on the face z."""
    for k in range(n):
        y = cy + (k - (n - 1) / 2) * pitch
        m.quad([(cx - w / 2, y - .0030, z + .0003), (cx + w / 2, y - .0030, z + .0003), (cx + w / 2, y, z + .0003), (cx - w / 2, y, z + .0003)], 'hole', nocc=True)
        m.loft([[(x, y - .0006, z), (x, y - .0006, z + .0052), (x, y + .0022, z + .0052), (x, y + .0085, z)][::-1] for x in (cx - w / 2, cx + w / 2)], mat)

def swing_handle(m, x, y, z):
    """Flat swing handle of a panel door in its dished escutcheon; returns the place where a hand takes it."""
    with m.at((x, y, z)):
        m.extrude(rrect(.038, .168, .012, 5), 0, .0030, 'sg_handle', b=.0012, b0=0)
        m.extrude(rrect(.026, .150, .009, 5), .0028, .0034, 'hole', nocc=True)
        m.lathe([(.0150, .002), (.0150, .013), (.0135, .0150), (.0, .0155)], 'sg_handle', 22, (0, .056, 0), cap=(False, False))
        m.loft([[(xx, yy, zz) for xx, yy in ((-.0095, .052), (.0095, .052), (.0080, -.070), (-.0080, -.070))][::-1] for zz in (.005, .0155)], 'sg_handle')
        m.extrude(rrect(.0150, .060, .004, 3, 0, -.032), .0150, .0172, 'sg_handle', b=.0010, b0=0)
        m.lathe([(.0072, .0150), (.0072, .0166), (0, .0168)], 'nickel', 16, (0, .056, 0), cap=(False, False)); m.bx((-.0006, .0515, .0166), (.0006, .0605, .0170), 'hole', 0)
    return (x, y - .030, z + .018)

def quarter(m, x, y, z):
    """Quarter-turn lock with a square."""
    m.lathe([(.0150, 0), (.0150, .0022), (.0140, .0030), (.0112, .0028), (.0112, .0014)], 'sg_bakel', 14, cap=(False, False), c=(x, y, z)); m.lathe([(.0112, .0014), (0, .0014)], 'nickel', 14, (x, y, z), cap=(False, False))
    m.extrude(rrect(.0080, .0080, .0005, 1, x, y), z + .0014, z + .0016, 'hole', nocc=True)

class Door:
    """A door tray with its hinges; geometry is given in the cabinet frame."""
    def __init__(s, name, box, holes=(), hinges=3, fixed=None):
        x0, x1, y0, y1 = box
        s.o = V((AXIS[0] + (x0 + .386 if fixed else 0), 0, AXIS[1]))
        if fixed: s.o = V((0, 0, 0))
        s.n = fixed or Node(name, s.o, ao=name)
        s.m = s.n.mesh if fixed else Mesh()
        s.n.mesh = s.m
        m = s.m
        with m.at(-s.o):
            skin(m, x0, x1, y0, y1, ZF - .002, ZF, holes)
            t, zb = .0022, .0035
            for a, b in (((x0, y0), (x0 + t, y1)), ((x1 - t, y0), (x1, y1)), ((x0 + t, y0), (x1 - t, y0 + t)), ((x0 + t, y1 - t), (x1 - t, y1))):
                m.bx((*a, zb), (*b, ZF - .0016), S, 0)
            for a, b in (((x0 + t, y0 + t), (x0 + .016, y1 - t)), ((x1 - .016, y0 + t), (x1 - t, y1 - t)), ((x0 + .016, y0 + t), (x1 - .016, y0 + .016)), ((x0 + .016, y1 - .016), (x1 - .016, y1 - t))):
                m.bx((*a, zb - .0004), (*b, zb + .0012), S, 0)
            ys = [y0 + .09, y1 - .09] if hinges == 2 else [y0 + .10, (y0 + y1) / 2, y1 - .10]
            s.ys = ys
            xh = x0
            for y in ys:
                m.lathe([(.0068, .002), (.0068, .042), (.0046, .043), (.0046, .047)], 'zinc', 10, (xh, y, AXIS[1]), 'y')
                m.bx((xh + .003, y + .004, ZF - .0006), (xh + .026, y + .040, ZF + .0016), 'zinc', 0)
                countersunk(m, (xh + .017, y + .012, ZF + .0016), .0030); countersunk(m, (xh + .017, y + .032, ZF + .0016), .0030)
    def at(s): return s.m.at(-s.o)
    def empty(s, name, pos, rot=(0, 0, 0), **k): return s.n.empty(name, V(pos) - s.o, rot, **k)
    def add(s, node): node.pos = node.pos - s.o; return s.n.add(node)

def hinge_fixed(m, x0, ys):
    for y in ys:
        m.lathe([(.0068, -.040), (.0068, 0)], 'zinc', 10, (x0, y, AXIS[1]), 'y'); m.bx((x0 - .014, y - .038, -.001), (x0 - .003, y - .002, .0026), 'zinc', 0)

def window(m, cx, cy, w, h):
    """Safety glass in a rubber-sealed frame; the sheet has a hole of w x h."""
    m.extrude(rrect(w + .040, h + .040, .016, 4, cx, cy), ZF, ZF + .0045, 'sg_handle', b=.0016, b0=0, holes=[rrect(w - .004, h - .004, .010, 4, cx, cy)])
    m.extrude(rrect(w + .036, h + .036, .014, 2, cx, cy), ZF - .0072, ZF - .0022, 'rubber', b=0, holes=[rrect(w - .002, h - .002, .010, 2, cx, cy)])
    m.extrude(rrect(w + .006, h + .006, .010, 4, cx, cy), ZF - .0060, ZF + .0010, 'sg_glass', b=0)
    for x in (-1, 1):
        for y in (-1, 0, 1): screw(m, (cx + x * (w / 2 + .010), cy + y * (h / 2 - .004), ZF + .0045), .0030, 'zinc')

def win_hole(cx, cy, w, h): return rrect(w, h, .010, 4, cx, cy)

def shell(m, x0=-W2, x1=W2):
    """Outer sheets, folded edges at the joints of the modules, plinth, roof."""
    t = .002
    for s, x in ((1, x0), (-1, x1 - t)):
        m.bx((x, .06, -D), (x + t, H, 0), G, .0006)
    m.bx((x0 + .001, .06, -D), (x1 - .001, H, -D + t), G, .0006)
    m.bx((x0, H - t, -D), (x1, H, 0), G, .0006)
    for k, (y0, y1) in enumerate(((.075, .78), (.80, 1.55), (1.57, 2.285))):      # screwed rear covers
        m.bx((x0 + .02, y0, -D - .002), (x1 - .02, y1, -D), G, .0008)
    m.bx((x0 + .004, 0, -D + .02), (x1 - .004, .0595, -.018), 'ral7016', .002)
    for x in (x0 + .05, x1 - .05): bolt(m, (x, .030, -.018), .013)
    for z0, z1 in ((-.44, -.06), (-.88, -.50), (-1.40, -.94)):                     # pressure relief flaps
        m.bx((x0 + .05, H, z0), (x1 - .05, H + .004, z1), G, 0)
    for x in (x0 + .06, x1 - .06):
        for z in (-.09, -D + .09): m.ring((x, H + .018, z), .022, .013, .010, 'zinc', 'x', n=10, b=0)

def front_frame(m, x0=-W2, x1=W2):
    """Posts and cross members with seals."""
    m.bx((x0, .06, -.035), (x0 + .016, H, 0), S, .0012); m.bx((x1 - .016, .06, -.035), (x1, H, 0), S, .0012)
    for y0, y1 in ((.060, .090), (.788, .808), (1.628, 1.648), (2.284, H)): m.bx((x0 + .016, y0, -.035), (x1 - .016, y1, -.0005), S, .0012)
    for bx in (LV, BR, CB):
        a, b, c, d = bx[0] + .010, bx[1] - .008, bx[2] + .009, bx[3] - .009
        m.tube([(a, c, .0018), (b, c, .0018), (b, d, .0018), (a, d, .0018)], .0035, 'rubber', n=6, closed=True)

def bez(m, x, y, z, mat='nickel', h=.0058):
    m.lathe([(.0152, 0), (.0149, .0016), (.0146, h * .6), (.0134, h), (.0118, h * .8), (.0114, h * .2), (0, h * .1)], mat, 16, (x, y, z), cap=(False, False))

def lamp22(m, r, name, x, y, z, lens, text, en):
    """Indicator lamp with a lens node and its plate below."""
    bez(m, x, y, z, 'nickel', .0058)
    c = Mesh(); c.lathe([(.0112, -.001), (.0112, .0050), (.0106, .0078), (.0088, .0102), (.0060, .0118), (0, .0126)], lens, 16, cap=(False, False))
    r(Node(name, (x, y, z + .0022), mesh=c))
    plate(m, x, y - .0300, z, .046, .0165, [(text, .0058, .0026), (en, .0036, -.0044)])

def door_lv(root):
    d = Door('lv_door', LV, hinges=3); m = d.m
    with d.at():
        z = ZF
        # name plate of the panel
        plate(m, 0, 2.235, z, .300, .060, []); d.empty('label', (0, 2.235, z + .0018), width=.296, height=.056)
        for x in (-.143, .143): screw(m, (x, 2.235, z + .0017), .0024, 'nickel')
        # ---- left: ammeter, lamps, switches
        ax, ay = -.245, 2.125
        m.extrude(rrect(.100, .052, .004, 4, ax, ay), z, z + .0060, 'sg_bakel', b=.0016, b0=0, caps=(False, True))
        m.plate((ax, ay + .0005, z + .0069), .070, .030, 'lcd', uv=False); d.empty('display', (ax, ay + .0005, z + .0071), width=.070, height=.030)
        face(m, ax, ay + .0005, z + .00635, .088, .040, [('A', 6.5, 39.6, 0), ('L2', 4.2, -39.6, 0)], '#33363a', WHITE)
        plate(m, ax, ay - .0375, z, .064, .0130, [('电流  CURRENT', .0052, 0)])
        for n, x, lens, zh, en in (('lamp_open', -.315, 'sg_lensg', '分闸', 'OPEN'), ('lamp_closed', -.245, 'sg_lensr', '合闸', 'CLOSED'), ('lamp_spring', -.175, 'sg_lensy', '已储能', 'CHARGED')):
            lamp22(m, d.add, n, x, 2.030, z, lens, zh, en)
        control_switch(m, d.add, -.290, 1.880, z); remote_local(m, d.add, -.165, 1.888, z)
        key_switch(m, d.add, d.empty, -.288, 1.735, z)
        # heating control: two-position rotary and its lamp, as decoration
        with m.at((-.165, 1.742, z)):
            bez(m, 0, 0, 0, 'pl_black', .0060); m.lathe([(.0110, 0), (.0110, .0080), (.0095, .0095), (0, .0095)], 'sg_bakel', 18, cap=(False, False)); m.bx((-.0035, -.0120, .0080), (.0035, .0120, .0190), 'sg_bakel', .0014); m.bx((-.0007, .0030, .0189), (.0007, .0110, .0192), 'ink_white', 0)
        plate(m, -.165, 1.7145, z, .052, .0130, [('加热 HEATER', .0045, 0)])
        plate(m, -.165, 1.7695, z, .040, .012, [('0     I', .0056, 0)])
        # ---- middle: mimic diagram with position lamps
        mimic(m, d.add)
        # ---- right: protection relay, live display, hygrostat
        rx, ry = .245, 2.075
        m.extrude(rrect(.186, .170, .004, 4, rx, ry), z, z + .0065, 'pl_dark', b=.0016, b0=0); m.plate((rx, ry, z + .0067), .178, .162, 'sg_relay')
        for k, (dx, dy) in enumerate(((-.018, 0), (.018, 0), (0, .018), (0, -.018), (0, 0))): m.extrude(rrect(.0145, .0125, .002, 3, rx + .048 + dx, ry - .040 + dy), z + .0066, z + .0092, 'pl_lgrey' if k < 4 else 'w_blue', b=.0008, b0=0)
        for k in range(3): m.extrude(rrect(.0180, .0090, .002, 3, rx - .066 + .0245 * k, ry - .061), z + .0066, z + .0088, ('pl_lgrey', 'pl_green', 'pl_red')[k], b=.0008, b0=0)
        for k in range(6): m.lathe([(.0024, 0), (.0022, .0012), (0, .0017)], 'sg_ledg' if k == 0 else 'sg_ledr', 10, (rx - .0832, ry + .0600 - .0165 * k, z + .0066), cap=(False, False))
        for x in (-1, 1):
            for y in (-1, 1): screw(m, (rx + x * .0885, ry + y * .0775, z + .0058), .0024)
        vpis(m, d.add, d.empty, .245, 1.895, z)
        m.extrude(rrect(.072, .072, .004, 4, .205, 1.745), z, z + .0055, 'pl_white', b=.0014, b0=0, caps=(False, True))
        face(m, .205, 1.747, z + .0062, .052, .040, [('24.6 °C  41 %', 5.2, 0, 10, '#ff5a48'), ('温湿度控制器', 5.4, 0, -10.5)], WHITE, INK, draw=lambda p: p.rect(-26, 0, 26, 20, '#2a1210'))
        for k in range(3): m.extrude(rrect(.010, .006, .0015, 2, .190 + .015 * k, 1.7225), z + .0053, z + .0068, 'pl_grey', b=.0005, b0=0)
        push(m, .290, 1.748, z, 'pl_red', '复归 RESET')
        plate(m, 0, 1.668, z, .420, .026, [], WHITE, draw=lambda p: [p.text('KYN28A-12', 0, 0, 11), p.text('金属铠装移开式开关设备', 130, 0, 8), p.text('METAL-CLAD SWITCHGEAR', -132, 0, 7)], res=3)
        g = swing_handle(m, .360, 1.965, z); d.empty('lv_grip', g)
        for y in (1.700, 2.225): quarter(m, .360, y, z)
        # behind the sheet: backs of the devices, wire bundle across the hinge, earth strap
        zi = z - .002
        for cx, cy, w, h, dep in ((ax, ay, .092, .044, .075), (rx, ry, .170, .155, .120), (.245, 1.895, .108, .070, .055), (.205, 1.745, .066, .066, .060), (0, 1.925, .120, .300, .030)):
            m.bx((cx - w / 2, cy - h / 2, zi - dep), (cx + w / 2, cy + h / 2, zi), 'pl_dark', 0)
        for k in range(9): m.bx((rx - .08 + .0178 * k, ry - .06, zi - .128), (rx - .0665 + .0178 * k, ry + .06, zi - .119), 'pl_green', 0)
        for x, y in ((-.315, 2.030), (-.245, 2.030), (-.175, 2.030), (.290, 1.748), (-.165, 1.742), (-.165, 1.888), (-.288, 1.735)):
            m.bx((x - .014, y - .019, zi - .045), (x + .014, y + .019, zi - .002), 'pl_dark', 0)
        m.bx((-.288 - .024, 1.885 - .024, zi - .090), (-.288 + .024, 1.885 + .024, zi), 'sg_bakel', .002)
        for k in range(4): m.bx((-.288 - .027, 1.885 - .027, zi - .088 + .021 * k), (-.288 + .027, 1.885 + .027, zi - .073 + .021 * k), 'pl_dark', 0)
        for y in (1.815, 1.985, 2.165): bundle(m, [(-.345, y, zi - .018), (-.12, y - .004, zi - .020), (.12, y + .004, zi - .018), (.30, y, zi - .020)], .0070)
        bundle(m, [(-.345, 1.70, zi - .018), (-.347, 1.95, zi - .020), (-.345, 2.235, zi - .018)], .0095)
        m.cyl((-.350, 1.672, zi - .010), .004, .020, 'brass', n=12); bolt(m, (-.350, 1.672, zi - .001), .010, 'brass', axis='-z')
    root.add(d.n)
    return d.ys

def push(m, x, y, z, col, text):
    with m.at((x, y, z)):
        bez(m, 0, 0, 0, 'nickel', .0066); m.lathe([(.0108, 0), (.0108, .0075), (.0098, .0085), (0, .0088)], col, 18, cap=(False, False))
    plate(m, x, y - .0285, z, .052, .0130, [(text, .0045, 0)])

def control_switch(m, add, x, y, z, name='control_switch'):
    """Pistol-grip control switch: 0 = neutral, -45 about Z = close, +45 = open."""
    m.extrude(rrect(.096, .104, .004, 3, x, y + .002), z, z + .0018, 'plate_alu', b=.0006, b0=0, caps=(False, True))
    def draw(p): p.rect(-44, 30, -28, 33.5, GREEN); p.rect(28, 30, 44, 33.5, RED)
    face(m, x, y + .002, z + .0020, .092, .100, [('断路器控制', 7.4, 0, 42), ('CB CONTROL', 4.2, 0, 34.5), ('分', 10, -36, 22), ('合', 10, 36, 22), ('OPEN', 4.6, -35, 10.5), ('CLOSE', 4.6, 34.5, 10.5)], BLACK, WHITE, draw=draw)
    m.ring((x, y, z + .0040), .0215, .0175, .0050, 'sg_bakel', n=24, b=.0010)
    c = Mesh(); B = 'sg_bakel'
    c.lathe([(.0172, 0), (.0172, .0120), (.0160, .0135), (0, .0135)], B, 28, cap=(False, False))
    c.body([(.012, .020, .022, .008), (.026, .016, .018, .007), (.034, .0155, .019, .007, 0, -.001)], B, n=4, axis='z')
    # grip: pistol butt hanging down, its short nose up with the pointer line
    for sec in [[(-.060, .0140, .0120, .0050), (-.056, .0185, .0160, .0070), (-.040, .0180, .0160, .0070), (-.020, .0150, .0145, .0060), (-.004, .0165, .0170, .0070), (.010, .0160, .0175, .0070), (.0200, .0125, .0150, .0060), (.0245, .0080, .0100, .0045)]]:
        c.loft([[(px, t, .036 + pz) for px, pz in rrect(w, dd, r, 4)][::-1] for t, w, dd, r in sec], B)
    c.bx((-.0008, .0040, .0446), (.0008, .0180, .0448), 'ink_white', 0)
    for k in range(4): c.box((0, -.026 - .0075 * k, .0442), (.0125, .0022, .0012), B, .0004)
    n = add(Node(name, (x, y, z + .0030), mesh=c)); n.empty('control_grip', (0, -.040, .037)); n.empty('sign_control' if name == 'control_switch' else 'n_sign_control', (0, -.004, .047))

def remote_local(m, add, x, y, z):
    """Two-position selector: +40 = remote, -40 = local."""
    m.extrude(rrect(.062, .066, .004, 3, x, y + .002), z, z + .0016, 'plate_alu', b=.0006, b0=0, caps=(False, True))
    face(m, x, y + .002, z + .0018, .058, .062, [('远方', 6, -17.5, 18.5), ('就地', 6, 17.5, 18.5), ('REMOTE', 3.4, -17, 26.5), ('LOCAL', 3.4, 17, 26.5), ('操作方式', 5.4, 0, -25)], BLACK, WHITE)
    bez(m, x, y, z + .0010)
    c = Mesh(); c.lathe([(.0112, 0), (.0112, .0070), (.0100, .0085), (0, .0085)], 'sg_bakel', 26, cap=(False, False))
    c.loft([[(px, py, zz) for px, py in rrect(w, h, r, 3)] for w, h, r, zz in ((.0100, .0285, .003, .0060), (.0082, .0270, .003, .0190), (.0064, .0250, .0025, .0205))], 'sg_bakel')
    c.bx((-.0008, .0030, .0204), (.0008, .0115, .0208), 'ink_white', 0)
    n = add(Node('remote_local', (x, y, z + .0040), mesh=c)); n.empty('remote_grip', (0, 0, .018))

def key_switch(m, add, empty, x, y, z):
    """Release of the electromagnetic lock of the earthing switch: a key turns it by -90."""
    m.extrude(rrect(.076, .080, .004, 3, x, y + .004), z, z + .0016, 'pl_dark', b=.0006, b0=0, caps=(False, True))
    face(m, x, y + .004, z + .0018, .074, .078, [('电磁锁解锁', 6.8, 0, 31), ('LOCK RELEASE', 4.6, 0, -32), ('闭锁', 5.4, 0, 18.5), ('解锁', 5.4, 27, -4, RED)], YEL, INK)
    bez(m, x, y, z + .0010, 'chrome', .0066)
    c = Mesh(); c.lathe([(.0110, 0), (.0110, .0052), (.0100, .0062), (0, .0062)], 'nickel', 26, cap=(False, False)); c.bx((-.0011, -.0048, .0061), (.0011, .0048, .0065), 'hole', 0); c.cyl((0, 0, .0063), .0024, .0004, 'hole', n=12, b=0); c.bx((-.0006, .0065, .0061), (.0006, .0095, .0064), 'ink_red', 0)
    n = add(Node('key_switch', (x, y, z + .0034), mesh=c)); n.empty('key_hole', (0, 0, .0066))

def vpis(m, add, empty, x, y, z):
    """Live display with three neon lenses and three test sockets."""
    m.extrude(rrect(.124, .084, .004, 4, x, y), z, z + .0055, 'sg_bakel', b=.0016, b0=0, caps=(False, True)); zt = z + .0059
    face(m, x, y, z + .0057, .116, .076, [('带电显示装置', 6.4, 0, 30), ('VOLTAGE PRESENCE  10 kV', 4, 0, 21)] + [('L%d' % (k + 1), 5.4, (k - 1) * 34 - 12.5, 5.5) for k in range(3)] + [('核相  TEST', 4.8, 0, -33)], '#33363a', WHITE)
    for k in range(3):
        px = x + (k - 1) * .034; n = 'L%d' % (k + 1)
        m.ring((px, y + .0055, z + .0064), .0074, .0052, .0022, 'nickel', n=22, b=.0006)
        c = Mesh(); c.lathe([(.0052, 0), (.0052, .0020), (.0044, .0038), (.0024, .0048), (0, .0051)], 'sg_vp', 20, cap=(False, False)); add(Node('vpis_' + n, (px, y + .0055, z + .0056), mesh=c))
        m.ring((px, y - .0190, z + .0066), .0062, .0028, .0026, 'pl_black', n=16, b=.0006); m.lathe([(.0028, .0010), (.0022, .0018), (.0018, 0), (0, -.0001)], ['brass', 'brass', 'hole'], 14, (px, y - .0190, z + .0055), cap=(False, False))
        empty('t_vpis_' + n, (px, y - .0190, z + .0079))

def mimic(m, add):
    """Painted one-line diagram with lamps: contact positions of truck, breaker and earthing switch."""
    cx, cy, w, h = 0, 1.925, .170, .440; z = ZF
    m.extrude(rrect(w + .008, h + .008, .006, 4, cx, cy), z, z + .0016, 'pl_dark', b=.0006, b0=0); m.plate((cx, cy, z + .0019), w, h, 'sg_mimic')
    P = lambda u, v: (cx - w / 2 + w * u / 340, cy + h / 2 - h * v / 880)
    def bar(name, u, v, ang, L, mat):
        c = Mesh(); c.extrude(rrect(.0052, L, .0018, 1), 0, .0022, mat, b=.0008, b0=0, caps=(False, True))
        x, y = P(u, v)
        with m.at((x, y, z + .0019), (0, 0, ang)): m.extrude(rrect(.0074, L + .0024, .0028, 1), 0, .0009, 'pl_black', caps=(False, True))
        add(Node(name, (x, y, z + .0027), (0, 0, ang), mesh=c))
    bar('ind_truck_service', 170, 168, 0, .0215, 'sg_ledr'); bar('ind_truck_test', 210, 168, -35, .0215, 'sg_ledg')
    bar('ind_cb_closed', 170, 300, 0, .0215, 'sg_ledr'); bar('ind_cb_open', 170, 300, 90, .0215, 'sg_ledg')
    bar('ind_earth_closed', 252, 600, 0, .0215, 'sg_ledr'); bar('ind_earth_open', 280, 592, -40, .0215, 'sg_ledg')

def door_br(root):
    d = Door('door', BR, [win_hole(0, 1.330, .340, .330), circle(.026, 24, *CRANK)], 3); m = d.m
    with d.at():
        z = ZF
        window(m, 0, 1.330, .340, .330)
        warning_triangle(m, (-.275, 1.255, z), .105, z=.0004); plate(m, -.275, 1.190, z, .150, .040, [('止步，高压危险', .0115, .0065), ('STOP  HIGH VOLTAGE', .0060, -.0100)], YEL)
        m.plate((-.275, 1.440, z + .0012), .130, .190, 'sg_rules'); m.box((-.275, 1.440, z + .0006), (.134, .194, .0010), 'plate_white', .0002)
        # manual emergency opening under its guard ring
        tx, ty = .278, 1.400
        m.extrude(rrect(.086, .112, .005, 4, tx, ty - .006), z, z + .0014, 'plate_yellow', b=.0005, b0=0)
        face(m, tx, ty - .006, z + .0016, .082, .108, [('紧急分闸', 10, 0, 45.5, RED), ('EMERGENCY OPEN', 5.4, 0, -36.5), ('手动机械', 6, 0, -46)], YEL)
        m.lathe([(.0300, 0), (.0300, .0150), (.0285, .0170), (.0245, .0170), (.0235, .0150), (.0235, .0010)], 'blackmetal', 36, (tx, ty, z + .0010), cap=(False, False)); m.lathe([(.0236, 0), (0, .0001)], 'pl_black', 28, (tx, ty, z + .0016), cap=(False, False))
        c = Mesh(); c.cyl((0, 0, .004), .0100, .016, 'zinc', n=18, b=0); c.lathe([(.0195, .0080), (.0205, .0105), (.0195, .0150), (.0150, .0176), (.0070, .0190), (0, .0192)], 'pl_red', 30)
        c.text('分', (0, 0, .0194), .0105, 'ink_white', font='cjk', res=2); d.add(Node('trip_button', (tx, ty, z + .0016), mesh=c)); m.cyl((tx, ty, z - .03), .006, .055, 'zinc', n=10)
        # opening for the crank, with a plate that swings aside, and its padlock eye
        cx, cy = CRANK
        m.ring((cx, cy, z + .0015), .0320, .0262, .0030, 'zinc', n=32, b=.0008); m.ring((cx, cy, z - .006), .0300, .0262, .012, 'zinc', n=28, full=True)
        c = Mesh(); c.extrude([(.014, .012), (.014, -.030), (.034, -.044), (.034, -.094), (.018, -.102), (-.018, -.102), (-.034, -.094), (-.034, -.044), (-.014, -.030), (-.014, .012)], 0, .0022, 'zinc', b=.0006, b0=0, holes=[circle(.0042, 14, .024, -.086)])
        c.lathe([(.0088, .002), (.0088, .0050), (.0070, .0062), (0, .0064)], 'nickel', 18, cap=(False, False)); face(c, -.004, -.071, .0024, .044, .034, [('摇把孔', 9, 0, 5.5), ('CRANK', 6, 0, -8.5)], '#c6c8ca')
        n = d.add(Node('crank_cover', (cx, cy + .066, z + .0032), mesh=c))
        m.bx((cx + .0205, cy - .0235, z), (cx + .0275, cy - .0165, z + .004), 'zinc', .0006); d.empty('padlock_truck', (cx + .024, cy - .020, z + .0075), (0, 0, 90))
        plate(m, cx - .130, cy + .012, z, .150, .034, [('摇进  工作位置', .0080, .0065), ('CLOCKWISE: SERVICE', .0050, -.0085)], WHITE); arrow(m, cx - .130, cy - .020, z + .0006, 1)
        plate(m, cx + .150, cy + .012, z, .150, .034, [('摇出  试验位置', .0080, .0065), ('COUNTER-CLOCKWISE: TEST', .0042, -.0085)], WHITE); arrow(m, cx + .150, cy - .020, z + .0006, -1)
        plate(m, 0, 1.575, z, .300, .050, [('断路器室', .0150, .0095), ('CIRCUIT-BREAKER COMPARTMENT', .0075, -.0140)], WHITE, res=3)
        m.plate((.258, 1.150, z + .0010), .130, .086, 'sg_plate'); m.box((.258, 1.150, z + .0005), (.133, .089, .0008), 'plate_alu', .0001)
        for x in (-.060, .060): screw(m, (.258 + x, 1.150, z + .0010), .0018, 'nickel')
        plate(m, 0, 1.045, z, .330, .040, [('操作前核对设备名称、编号和位置', .0102, .0068), ('CHECK NAME, NUMBER AND POSITION FIRST', .0056, -.0098)], BLUE, WHITE)
        g = swing_handle(m, .360, 1.260, z); d.empty('door_grip', g); sign_hook(m, .262, 1.222, z); d.empty('sign_truck', (.262, 1.222, z + .009))
        for y in (.860, 1.575): quarter(m, .360, y, z)
        zi = z - .002
        for xs in (-.372 + .03, .330):
            m.bx((xs - .012, BR[2] + .03, zi - .012), (xs + .012, BR[3] - .03, zi), SI, 0)
        m.bx((-.300, 1.135, zi - .010), (.300, 1.150, zi), SI, 0); m.bx((.345, .84, zi - .016), (.357, 1.60, zi - .008), 'zinc', 0)
        for y in (.90, 1.26, 1.54): m.bx((.345, y - .010, zi - .018), (.378, y + .010, zi - .012), 'zinc', 0)
    root.add(d.n); return d.ys

def sign_hook(m, x, y, z):
    """Hook for the cord of a sign, far enough from the edge of the panel for a sign of 240 mm."""
    m.extrude(rrect(.020, .034, .004, 3, x, y + .006), z, z + .0016, 'zinc', b=.0004, b0=0, caps=(False, True)); screw(m, (x, y + .0160, z + .0016), .0030, 'nickel')
    m.tube(fillet([(x, y - .0035, z + .001), (x, y - .0035, z + .0165), (x, y + .0110, z + .0165)], .004, 3), .0021, 'zinc', n=6)

def arrow(m, x, y, z, s):
    """Curved turning arrow; s = 1 clockwise."""
    R, t = .0105, .0022
    pts = [(R * math.cos(math.radians(a)), R * math.sin(math.radians(a))) for a in range(200, -31, -15)]
    out = [(px * (R + t / 2) / R, py * (R + t / 2) / R) for px, py in pts]; inn = [(px * (R - t / 2) / R, py * (R - t / 2) / R) for px, py in pts]
    q = [(x + s * px, y - .004 + py) for px, py in out + inn[::-1]]
    m.extrude(q, z, z + .0003, 'ink', nocc=True)
    e = pts[-1]; a = math.radians(-30)
    tri = [(e[0] + .0048 * math.cos(a), e[1] + .0048 * math.sin(a)), (e[0] - .0048 * math.cos(a), e[1] - .0048 * math.sin(a)), (e[0] + .0075 * math.sin(a), e[1] - .0075 * math.cos(a))]
    m.extrude([(x + s * px, y - .004 + py) for px, py in tri], z, z + .0003, 'ink', nocc=True)

def door_cb(root):
    wx, wy, ww, wh = -.067, .605, .330, .190
    d = Door('cable_door', CB, [win_hole(wx, wy, ww, wh)], 3); m = d.m
    with d.at():
        z = ZF
        window(m, wx, wy, ww, wh)
        plate(m, -.067, .750, z, .200, .042, []); d.empty('label_lower', (-.067, .750, z + .0018), width=.196, height=.038)
        plate(m, -.067, .452, z, .250, .050, [('电缆室', .0150, .0095), ('CABLE COMPARTMENT', .0075, -.0140)], WHITE, res=3)
        warning_triangle(m, (-.275, .395, z), .095, z=.0004); plate(m, -.067, .385, z, .250, .040, [('接地开关合上后方可开门', .0104, .0066), ('OPEN ONLY WITH EARTHING SWITCH CLOSED', .0051, -.0098)], YEL)
        slots(m, -.067, .205, z, 9, .26, .016)
        g = swing_handle(m, .226, .470, z); d.empty('cable_door_grip', g); d.empty('sign_door', (.226, .530, z + .018))
        for y in (.140, .740): quarter(m, .226, y, z)
        zi = z - .002
        for xs in (-.345, .196): m.bx((xs - .012, CB[2] + .03, zi - .012), (xs + .012, CB[3] - .03, zi), SI, 0)
        m.bx((.211, .12, zi - .016), (.223, .76, zi - .008), 'zinc', .001)
        for y in (.16, .47, .72): m.bx((.211, y - .010, zi - .018), (.244, y + .010, zi - .012), 'zinc', 0)
        for yy in (.30,): m.bx((-.28, yy - .012, zi - .010), (.15, yy + .012, zi), SI, 0)
    root.add(d.n); return d.ys

def earth_front(root, m):
    """Fixed strip beside the cable door: operating shaft of the earthing switch behind its slide."""
    x, y = EARTH; z = .0180
    sheet(m, .2585, .386, .086, .790, z - .002, z, S, [circle(.0185, 22, x, y)], .0014)
    for a, b in (((.2585, .086), (.2605, .790)), ((.384, .086), (.386, .790))): m.bx((*a, 0), (*b, z - .0016), S, .0005)
    for yy in (.105, .32, .66, .772):
        for xx in (.2705, .376): screw(m, (xx, yy, z), .0040, 'zinc')
    m.ring((x, y, z + .0020), .0250, .0188, .0040, 'zinc', n=30, b=.0008); m.lathe([(.0188, 0), (.0188, -.030)][::-1], 'hole', 22, (x, y, z), cap=(True, False))
    # guides of the slide
    for s in (-1, 1): m.bx((x + s * .033 - .004, y - .100, z), (x + s * .033 + .004, y + .045, z + .0085), 'zinc', .0008)
    for s in (-1, 1): m.bx((x + s * .0315 - .0065, y - .100, z + .0075), (x + s * .0315 + .0065, y + .045, z + .0100), 'zinc', .0008)
    for s in (-1, 1):
        for yy in (y - .09, y + .035): screw(m, (x + s * .034, yy, z + .0100), .0022)
    c = Mesh(); c.extrude(rrect(.058, .072, .004, 3), 0, .0024, 'pl_red', b=.0006, b0=0, holes=[circle(.0040, 14, .0, -.0275)])
    face(c, 0, .010, .0026, .054, .034, [('接地操作孔', 8, 0, 9), ('EARTHING', 5.6, 0, -2), ('▼', 5, 0, -12)], RED, WHITE)
    c.bx((-.016, .0285, .0020), (.016, .0345, .0105), 'pl_red', .0010)
    n = root.add(Node('earth_shutter', (x, y, z + .0046), mesh=c)); n.empty('shutter_grip', (0, .031, .010))
    m.bx((x - .006, y - .0315, z), (x + .006, y - .0235, z + .0020), 'zinc', .0004)
    n.empty('padlock_earth', (0, -.0275, .0030), (0, 0, 90))
    # position indicator and plates
    iy = y + .105
    m.extrude(rrect(.100, .066, .004, 4, x, iy), z, z + .0014, 'plate_alu', b=.0005, b0=0)
    m.ring((x, iy - .004, z + .0025), .0225, .0190, .0035, 'sg_bakel', n=28, b=.0008); m.lathe([(.0192, .0), (0, .0001)], 'plate_white', 24, (x, iy - .004, z + .0019), cap=(False, False))
    face(m, x, iy, z + .0016, .096, .062, [('接地开关  EARTH SWITCH', 5.4, 0, 24.5), ('分', 10, -35, -4), ('合', 10, 35, -4, RED)], '#d6d8d8')
    c = Mesh(); c.extrude([(-.0165, 0), (-.009, .0055), (-.009, .0020), (.0150, .0020), (.0150, -.0020), (-.009, -.0020), (-.009, -.0055)], 0, .0012, 'pl_red', b=.0003, b0=0); c.lathe([(.0032, 0), (.0032, .0020), (0, .0024)], 'nickel', 12, cap=(False, False))
    root.add(Node('earth_pointer', (x, iy - .004, z + .0020), mesh=c))
    plate(m, x, y - .145, z, .108, .050, [('顺时针：合', .0078, .0140), ('CLOCKWISE: CLOSE', .0050, .0030), ('逆时针：分', .0078, -.0075), ('COUNTER-CW: OPEN', .0050, -.0178)])
    warning_triangle(m, (x, .335, z), .070); plate(m, x, .262, z, .112, .064, [('验明无电后', .0105, .0200), ('方可合接地开关', .0105, .0030), ('PROVE DEAD FIRST', .0070, -.0180)], WHITE, RED, RED)
    m.box((x, .150, z + .0006), (.030, .030, .0010), 'plate_yellow', .0003); earth_symbol(m, (x, .150, z + .0013), .024)
    # the shaft: hexagon end in the hole
    c = Mesh(); c.cyl((0, 0, -.006), .0085, .024, 'zinc', n=6, b=.0006); c.cyl((0, 0, -.060), .0110, .090, 'zinc', n=16)
    n = root.add(Node('earth_shaft', (x, y, z - .012), mesh=c)); n.empty('earth_hole', (0, 0, .006))

def mcb_lite(m, cx, y, z):
    """Two-pole miniature breaker."""
    xs = [cx - .0089, cx + .0089]
    for x in xs:
        m.bx((x - .0087, y - .0425, z), (x + .0087, y + .0425, z + .045), 'pl_white', .0006); m.bx((x - .0087, y - .0225, z + .044), (x + .0087, y + .0225, z + .0665), 'pl_white', .0008)
        m.quad([(x - .0056, y - .0105, z + .0668), (x + .0056, y - .0105, z + .0668), (x + .0056, y + .0105, z + .0668), (x - .0056, y + .0105, z + .0668)], 'pl_dark', nocc=True)
        for s in (1, -1): m.quad([(x + .0042 * math.cos(q * math.pi / 5), y + s * .0335 + .0042 * math.sin(q * math.pi / 5), z + .0453) for q in range(10)], 'hole', nocc=True); m.quad([(x - .003, y + s * .0335 - .0005, z + .0454), (x + .003, y + s * .0335 - .0005, z + .0454), (x + .003, y + s * .0335 + .0005, z + .0454), (x - .003, y + s * .0335 + .0005, z + .0454)], 'zinc', nocc=True)
    face(m, cx, y + .0168, z + .0670, .034, .009, [('C6   2P', 4.4, 0, 0)])
    return xs

def inside_lv(root, m):
    z = -.30
    m.grid((-.382, 1.650, z), (.764, 0, 0), (0, .632, 0), 10, 8, G); m.bx((-.398, 1.634, -.48), (.398, 1.642, -.002), SI, .0006)
    m.bx((-.398, 1.642, z - .004), (.398, 2.296, z - .001), G, 0)
    # rail with relays; the places of the supply breakers are behind the cover of switchgear_10kv_front
    m.rail(-.330, .340, 2.150, z=z)
    for k in range(4):
        x = -.105 + .036 * k
        m.bx((x - .014, 2.150 - .038, z + .006), (x + .014, 2.150 + .038, z + .034), 'pl_black', 0); m.bx((x - .0135, 2.150 - .018, z + .034), (x + .0135, 2.150 + .022, z + .066), 'clear_smoke', 0); m.bx((x - .011, 2.150 - .016, z + .035), (x + .011, 2.150 + .012, z + .060), 'w_orange' if k % 2 else 'pl_lgrey', 0)
    m.bx((.080, 2.150 - .045, z + .006), (.170, 2.150 + .045, z + .100), 'pl_lgrey', .002); face(m, .125, 2.150, z + .1003, .070, .050, [('AC/DC', 9, 0, 8), ('220 V  2 A', 7, 0, -10)], '#b9bec0')
    for y0 in (2.045, 1.900):
        m.bx((-.350, y0 - .022, z), (.350, y0 + .022, z + .050), 'duct_lid', .001)
        for k in range(24):
            x = -.338 + .0294 * k
            for s in (1, -1): m.quad([(x - .005, y0 + s * .0223, z + .008), (x - .005, y0 + s * .0223, z + .044), (x + .005, y0 + s * .0223, z + .044), (x + .005, y0 + s * .0223, z + .008)][::s], 'pl_dark', nocc=True)
    # two terminal rails
    for y, tag in ((1.972, '1X'), (1.800, '2X')):
        m.rail(-.330, .340, y, z=z)
        for k in range(30 if y > 1.9 else 34):
            x = -.290 + .0190 * k if y > 1.9 else -.300 + .0180 * k
            c = 'pl_grey' if k % 8 != 5 else ('pl_blue' if k % 16 == 5 else 'pl_orange')
            a, b = x - .0082, x + .0082                                              # front, top and bottom; a dark strip fills the gaps
            m.quad([(a, y - .026, z + .044), (b, y - .026, z + .044), (b, y + .026, z + .044), (a, y + .026, z + .044)], c)
            for s in (1, -1): m.quad([(a, y + s * .026, z + .006), (a, y + s * .026, z + .044), (b, y + s * .026, z + .044), (b, y + s * .026, z + .006)][::s], c)
            for s in (1, -1): m.quad([(x + .0034 * math.cos(q * math.pi / 2), y + s * .0145 + .0034 * math.sin(q * math.pi / 2), z + .0442) for q in range(4)], 'zinc', nocc=True)
        e = (-.290 + .0190 * 29 if y > 1.9 else -.300 + .0180 * 33) + .0082
        m.bx((-.306, y - .0255, z + .006), (e - .0004, y + .0255, z + .0425), 'pl_dark', 0)
        m.quad([(e, y - .026, z + .006), (e, y + .026, z + .006), (e, y + .026, z + .044), (e, y - .026, z + .044)], 'pl_grey')
        m.bx((-.322, y - .028, z + .006), (-.306, y + .028, z + .048), 'pl_white', .001); face(m, -.314, y, z + .0483, .015, .050, [(tag, 7, 0, 0)])
        for k in range(5):
            x = -.28 + .122 * k; c = ('w_black', 'w_red', 'w_blue')[k % 3]
            m.tube(fillet([(x, y + .022, z + .028), (x, y + .035, z + .030), (x, y + .055, z + .022)], .01, 2), .0016, c, n=4)
    m.bx((-.340, 1.690, z + .030), (.340, 1.715, z + .035), 'copper', .0006)
    for k in range(8): screw(m, (-.31 + .088 * k, 1.7025, z + .035), .0046, 'zinc')
    for x in (-.33, .33): m.bx((x - .010, 1.692, z), (x + .010, 1.713, z + .030), G, 0)
    bundle(m, [(-.366, 1.66, z + .03), (-.368, 1.95, z + .03), (-.366, 2.22, z + .03)], .012); bundle(m, [(-.366, 1.665, z + .032), (-.376, 1.665, -.10), (-.372, 1.672, -.012)], .0095)
    root.empty('mount_relay', (.125, 2.150, z + .006)); root.empty('mount_terminals', (0, 1.800, z))

def inside_br(root, m):
    t = .002
    # partition, ceiling, floor
    holes = [circle(.074, 12, x, y) for x in PX for y in (YU, YL)]
    m.extrude([(-.398, .802), (.398, .802), (.398, 1.634), (-.398, 1.634)], PART_Z - .003, PART_Z, G, b=0, holes=holes)
    m.bx((-.398, .794, -.72), (.398, .800, -.002), G, 0)
    m.bx((-.398, 1.628, -.72), (.398, 1.633, -.036), G, 0)
    for x in PX:
        for y in (YU, YL):
            m.lathe([(.064, -.24), (.064, .006), (.070, .012), (.092, .010), (.094, -.001)], 'sg_epoxy', 16, (x, y, PART_Z), cap=(False, False)); m.lathe([(.0642, 0), (0, .0005)], 'hole', 16, (x, y, PART_Z - .24), cap=(False, False))
    # truck rails
    for s in (-1, 1):
        x = s * .350
        m.bx((x - .030, .800, -.68), (x + .030, .803, -.045), G, 0); m.bx((x + s * .028 - .0015, .800, -.68), (x + s * .028 + .0015, .850, -.045), G, 0); m.bx((x - .030 if s > 0 else x, .848, -.68), (x if s > 0 else x + .030, .851, -.045), G, 0)
        m.bx((s * .385 - .004, .86, -.66), (s * .385 + .004, .90, -.10), G, 0)
        # shutter drive rods
        m.tube([(s * .372, .93, -.30), (s * .372, .93, -.62), (s * .372, 1.52, -.675)], .006, 'zinc', n=8); m.cyl((s * .372, .93, -.30), .014, .012, 'zinc', 'x', n=14)
    # guides of the shutters
    for s in (-1, 1): m.bx((s * .342 - .006, .82, -.694), (s * .342 + .006, 1.62, -.668), G, 0)
    for n, y, tx in (('shutter_upper', YU, '母线侧  带电'), ('shutter_lower', YL, '线路侧')):
        c = Mesh(); c.extrude(rrect(.668, .172, .003, 2), -.0012, .0008, 'sg_shutter', b=.0004); c.bx((-.334, .080, .0006), (.334, .086, .012), 'sg_shutter', 0); c.bx((-.334, -.086, .0006), (.334, -.080, .012), 'sg_shutter', 0)
        face(c, -.060, 0, .0011, .400, .120, [(tx, 34, -30, 18), ('BUSBAR SIDE - LIVE' if n == 'shutter_upper' else 'LINE SIDE', 15, -30, -32)], '#d9b43e', res=1.6)
        warning_triangle(c, (.225, -.012, .0009), .100)
        root.add(Node(n, (0, y, -.680), mesh=c, ao='shutter'))
    # socket of the secondary plug below the ceiling
    sx, sz = -.275, -.085
    m.bx((sx - .045, 1.595, sz - .050), (sx + .045, 1.628, sz + .050), G, 0); m.bx((sx - .034, 1.572, sz - .026), (sx + .034, 1.597, sz + .026), 'sg_bakel', .002)
    plate(m, sx, 1.611, sz + .050, .080, .022, [('二次插座  X0', .0090, 0)])
    root.empty('plug_socket', (sx, 1.572, sz), (90, 0, 0))

def inside_cb(root, m):
    back = -.96
    m.bx((-.398, .086, back - .003), (.398, .794, back), G, 0); m.bx((-.398, .060, back), (.398, .086, -.002), G, 0)
    m.bx((-.398, .786, back), (.398, .793, -.036), G, 0)
    # gland plates with rubber grommets, cables, terminations
    yb = .470                                    # busbar to the cable lug
    for k, x in enumerate(PC):
        col = ('w_yellow', 'w_green', 'w_red')[k]; zc = -.400
        m.lathe([(.046, 0), (.046, .006), (.036, .020), (.026, .026)], 'rubber', 18, (x, .086, zc), 'y', cap=(False, False))
        m.lathe([(.0185, .086), (.0185, .214), (.0172, .215), (.0172, .230)], ['sg_sheath', 'pl_black', 'pl_black'], 14, (x, 0, zc), 'y', cap=(False, False))
        pr = [(.0175, .228), (.0240, .244), (.0240, .262)]
        for q in range(3): y = .288 + .038 * q; pr += [(.0215, y - .010), (.0400 - .003 * q, y - .002), (.0215, y + .006)]
        pr += [(.0205, .400), (.0170, .410), (.0150, .412)]
        m.lathe(pr, 'sg_shed', 14, (x, 0, zc), 'y', cap=(False, True)); m.cyl((x, .404, zc), .0190, .014, col, 'y', n=16, b=0)
        m.lathe([(.0115, .408), (.0115, .440), (.0095, .446)], 'sg_tin', 16, (x, 0, zc), 'y'); m.bx((x - .016, .440, zc - .0042), (x + .016, .498, zc + .0042), 'sg_tin', .0012)
        # screen: copper braid from the foot of the termination to the earth bar
        m.tube(spline([(x + .014, .236, zc + .010), (x + .030, .215, zc + .030), (x + .036, .180, zc + .060), (x + .030, .150, zc + .130), (x + .030, .142, -.180)], 2), .0042, 'copper', n=6); bolt(m, (x + .030, .132, -.168), .010, axis='z')
        # busbar: front end upright flag to which the lug is bolted, then back to the current transformer
        m.bx((x - .025, .452, zc - .0130), (x + .025, .538, zc - .0045), 'copper', .0010); m.bx((x - .025, .530, -.735), (x + .025, .538, zc - .0045), 'copper', 0)
        bolt(m, (x, .476, zc + .0042), .013, axis='z')
        sl = [(x - .0262, .534 - .006, -.70), (x + .0262, .534 + .006, -.560)]; m.bx(sl[0], sl[1], col, 0)
        # fixed contact of the earthing switch, standing on the bar
        m.bx((x - .0045, .536, -.570), (x + .0045, .592, -.520), 'sg_silver', 0); m.bx((x - .016, .537, -.576), (x + .016, .543, -.514), 'copper', 0)
        for s in (-1, 1): bolt(m, (x + s * .011, .543, -.545), .006, axis='y')
        # earthing ball: stud with a ball on the face of the flag
        m.lathe([(.0120, 0), (.0120, .006), (.0075, .008), (.0075, .024)], 'sg_tin', 10, (x, .518, zc - .0045), 'z', cap=(False, False)); m.sphere((x, .518, zc + .030), .0125, 'sg_tin', 14, 7)
        root.empty('t_L%d' % (k + 1), (x, .518, zc + .0430))
        # post insulator under the bar, standing on a cross rail
        pr = [(.030, .300), (.030, .312)]
        for q in range(3): y = .350 + .060 * q; pr += [(.024, y - .012), (.034, y), (.024, y + .014)]
        pr += [(.026, .520), (.022, .529)]
        m.lathe(pr, 'sg_epoxy', 11, (x, 0, -.640), 'y', cap=(False, True))
        # current transformer: cast block on the rear rail, primary terminals, secondary box, plate
        z0, z1 = -.930, -.745
        m.bx((x - .075, .255, z0), (x + .075, .500, z1), 'sg_epoxy', .012); m.bx((x - .060, .500, z0 + .02), (x + .060, .525, z1 - .02), 'sg_epoxy', .008); m.bx((x - .050, .200, z0 + .02), (x + .050, .256, z1 - .02), 'sg_epoxy', 0)
        m.bx((x - .022, .522, -.800), (x + .022, .5305, -.715), 'copper', 0); bolt(m, (x - .010, .538, -.728), .010, axis='y'); bolt(m, (x + .010, .538, -.728), .010, axis='y')
        m.plate((x, .400, z1 + .0006), .080, .056, 'sg_ct'); m.box((x, .400, z1 + .0002), (.083, .059, .0006), 'plate_alu', 0)
        for q in range(3): screw(m, (x - .030 + .030 * q, .285, z1), .0050, 'brass', '-')
    m.bx((-.390, .262, -.665), (.390, .300, -.615), G, 0); m.bx((-.390, .170, -.925), (.390, .200, -.75), G, 0); m.bx((-.390, .128, -.425), (.390, .160, -.421), G, 0)
    for x in PC: m.ring((x, .146, -.400), .0230, .0186, .024, 'pl_black', 'y', n=14, b=0); m.bx((x - .032, .136, -.4215), (x + .032, .156, -.405), 'pl_black', 0)
    # supporting walls of the compartment
    for s in (-1, 1): m.bx((s * .398 - (.003 if s > 0 else 0), .086, -.96), (s * .398 + (0 if s > 0 else .003), .79, -.036), G, 0)
    # earthing switch: shaft in two brackets, drive to the front, blades
    sy, sz = SHAFT
    for s in (-1, 1):
        m.bx((s * .330 - .004, .600, sz - .060), (s * .330 + .004, .786, sz + .060), G, 0); m.ring((s * .330, sy, sz), .026, .0155, .022, 'zinc', 'x', n=24, full=True)
    m.bx((-.335, .745, sz - .030), (.335, .786, sz - .026), G, 0)
    m.tube([(EARTH[0], EARTH[1], -.06), (EARTH[0], EARTH[1], sz + .02)], .0110, 'zinc', n=14); m.bx((EARTH[0] - .030, EARTH[1] - .035, sz - .030), (EARTH[0] + .030, EARTH[1] + .075, sz + .030), 'ral7016', .003)
    c = Mesh(); c.cyl((0, 0, 0), .0150, .640, 'zinc', 'x', n=20)
    for x in PC:
        c.bx((x - .022, -.022, -.022), (x + .022, .022, .022), 'zinc', .003)
        for s in (-1, 1):
            c.loft([[(x + s * .0090 + q, yy, zz) for yy, zz in ((-.012, .010), (.012, .010), (.011, .125), (.007, .140), (-.007, .140), (-.011, .125))] for q in (-.0026, .0026)], 'copper')
        bolt(c, (x + .0118, 0, .100), .008, axis='x'); bolt(c, (x - .0118, 0, .100), .008, axis='-x'); c.cyl((x, 0, .100), .0035, .03, 'zinc', 'x', n=8)
        c.tube(fillet([(x - .028, -.006, .012), (x - .028, .018, .040), (x - .020, .012, .060)], .01, 3), .0030, 'copper', n=6)
    for x in (-.153, .020): c.tube(fillet([(x, 0, .018), (x, .030, .026), (x + .03, .030, .026), (x + .03, 0, .018)], .01, 3), .003, 'zinc', n=6)
    root.add(Node('earth_blades', (0, sy, sz), mesh=c, ao='blades'))
    # flexible earth connection of the shaft
    m.bx((-.345, .150, -.545 - .020), (-.340, .700, -.545 + .020), 'copper', .0008); m.bx((-.345, .150, -.565), (-.340, .172, -.16), 'copper', .0008)
    # earth bar across the front with wing-nut studs
    m.bx((-.360, .112, -.190), (.360, .152, -.184), 'copper', .0010)
    for x in (-.345, .345): m.bx((x - .010, .086, -.196), (x + .010, .150, -.190), G, 0); bolt(m, (x, .132, -.184), .013, axis='z')
    m.box((-.215, .175, -.1835), (.030, .030, .001), 'plate_yellow', .0003); m.bx((-.217, .150, -.187), (-.213, .165, -.184), 'plate_yellow', 0); earth_symbol(m, (-.215, .175, -.1828), .024)
    for x in (-.300, .175):
        m.cyl((x, .132, -.172), .0060, .026, 'brass', n=14, b=.001); m.cyl((x, .132, -.181), .0120, .005, 'brass', n=6)
    m.lathe([(.0090, 0), (.0090, .012), (.0070, .014), (0, .0145)], 'brass', 16, (-.300, .132, -.170), cap=(True, False))
    for s in (-1, 1): m.bx((-.300 + s * .014 - .008, .128, -.166), (-.300 + s * .014 + .008, .136, -.158), 'brass', .002)
    root.empty('t_PE', (.175, .132, -.159)); root.empty('earth_stud', (-.300, .132, -.156))
    m.tube(fillet([(.225, .132, -.180), (.225, .132, -.150), (.300, .120, -.080), (.372, .120, -.040)], .03, 3), .0055, 'w_green', n=8, twist='w_yellow')
    bolt(m, (.225, .132, -.184), .010, axis='z')
    # capacitive divider leads from the sensors of the live display, heater, lamp
    m.bx((.250, .100, -.80), (.340, .230, -.735), 'alu', .003)
    for k in range(6): m.bx((.253 + .0145 * k, .105, -.735), (.258 + .0145 * k, .225, -.715), 'alu', 0)
    for k, x in enumerate(PC): m.tube(spline([(x, .310, -.610), (x + .02, .285, -.590), (.30, .270, -.57), (.372, .35, -.56), (.374, .60, -.50), (.374, .77, -.30)], 2), .0030, 'cable', n=5)

def build():
    materials(); _tex(); begin('sg_atlas', 1280, 1280)
    r = Node('switchgear_10kv'); m = r.mesh = Mesh()
    shell(m); front_frame(m)
    m.bx((.252 + .002, .090, -.035), (.2600, .788, -.0005), S, .001)
    hinge_fixed(m, LV[0], door_lv(r)); hinge_fixed(m, BR[0], door_br(r)); hinge_fixed(m, CB[0], door_cb(r))
    earth_front(r, m); inside_lv(r, m); inside_br(r, m); inside_cb(r, m)
    r.empty('mount_truck', (0, 0, 0))
    finish()
    return r

def _tex():
    if 'sg_plate' in MATS: return
    c = Canvas(390, 258, '#c9cbcc', 2); k = '#1a1b1d'; c.frame(5, 5, 385, 253, 2, '#333638')
    c.text('铠装移开式金属封闭开关设备', 195, 34, 17, k, 'c', 'cjk')
    for i, (a, b) in enumerate((('型号 TYPE', 'KYN28A-12'), ('额定电压 Ur', '12 kV  50 Hz'), ('额定电流 Ir', '630 A'), ('短时耐受 Ik', '25 kA / 4 s'), ('绝缘水平 Up', '42 / 75 kV'), ('防护等级 IP', '4X'))):
        y = 66 + 33 * i; c.line([(14, y + 8), (376, y + 8)], 1, '#55585b'); c.text(a, 18, y, 15, k, 'l', 'cjk'); c.text(b, 374, y, 15, k, 'r', 'bold')
    material('sg_plate', '#ffffff', 0, .45, tex=c)
    c = Canvas(390, 570, '#fdfdfb', 2); c.rect(0, 0, 390, 62, '#b5161a'); c.text('五防联锁须知', 195, 44, 28, '#ffffff', 'c', 'cjk')
    for i, (a, b) in enumerate((('断路器分闸后', '方可移动手车'), ('接地开关分闸', '方可推入手车'), ('手车在试验位', '方可合接地开关'), ('接地开关合上', '方可开电缆室门'), ('电缆室门关好', '方可分接地开关'), ('手车在试验位', '方可拔二次插头'))):
        y = 82 + 66 * i; c.disc(32, y + 27, 20, '#b5161a'); c.text(str(i + 1), 32, y + 36, 18, '#ffffff', 'c', 'bold'); c.text(a, 64, y + 22, 19, '#151515', 'l', 'cjk'); c.text(b, 64, y + 50, 19, '#b5161a', 'l', 'cjk'); c.line([(14, y + 60), (376, y + 60)], 1, '#9aa0a5')
    c.text('INTERLOCKS', 195, 512, 18, '#151515', 'c', 'bold'); c.text('truck - earth - door - plug', 195, 545, 16, '#55585b', 'c'); c.frame(0, 0, 390, 570, 4, '#b5161a')
    material('sg_rules', '#ffffff', 0, .45, tex=c)
    c = Canvas(240, 168, '#c9cbcc', 2); c.frame(3, 3, 237, 165, 2, '#333638'); c.text('电流互感器', 120, 34, 19, k, 'c', 'cjk'); c.text('LZZBJ9-10', 120, 66, 17, k, 'c', 'bold'); c.text('150/5 A', 120, 98, 18, k, 'c', 'bold'); c.text('0.5 / 10P20', 120, 128, 16, k, 'c'); c.text('12/42/75 kV', 120, 154, 14, k, 'c')
    material('sg_ct', '#ffffff', 0, .45, tex=c)
    # face of the protection relay
    c = Canvas(534, 486, '#3a4047', 2); c.rect(0, 0, 534, 50, '#1d5aa6'); c.text('微机保护测控装置', 20, 36, 23, '#ffffff', 'l', 'cjk'); c.text('RELAY', 514, 35, 19, '#ffffff', 'r', 'bold')
    c.rect(100, 70, 424, 236, '#10151a'); c.rect(106, 76, 418, 230, '#9fb57f')
    for i, t in enumerate(('10 kV FEEDER', '', 'PROTECTION ON', '50 / 51 / 50N')): c.text(t, 118, 104 + 35 * i, 16, '#1c2415', 'l', 'mono')
    for i, t in enumerate(('运行', '告警', '跳闸', '合位', '分位', '通信')): c.text(t, 36, 66 + 49.5 * i + 6, 17, '#e6e7e4', 'l', 'cjk')
    c.text('复归   合闸   分闸', 110, 390, 17, '#e6e7e4', 'c', 'cjk'); c.frame(300, 262, 520, 468, 2, '#6b7178')
    material('sg_relay', '#ffffff', 0, .45, tex=c)
    # mimic diagram
    c = Canvas(340, 880, '#e9eae6', 2); k = '#b5161a'; g = '#15171a'
    c.rect(0, 0, 340, 54, '#2b3036'); c.text('一次模拟图  MIMIC', 170, 37, 22, '#ffffff', 'c', 'cjk')
    c.rect(30, 86, 310, 96, k); c.text('10 kV 母线 BUS', 40, 78, 17, g, 'l', 'cjk')
    L = lambda a, b: c.line([a, b], 6, k)
    L((170, 96), (170, 132))
    def chevron(y, up): c.line([(152, y + (12 if up else -12)), (170, y), (188, y + (12 if up else -12))], 6, k)
    chevron(132, True)
    L((170, 204), (170, 250)); c.frame(140, 250, 200, 350, 5, k); L((170, 350), (170, 384)); chevron(396, False); L((170, 396), (170, 520)); L((170, 520), (170, 760))
    c.ring(170, 452, 15, 4, k); c.ring(170, 476, 15, 4, k)
    c.line([(170, 545), (252, 545)], 6, k); L((252, 545), (252, 562)); L((252, 640), (252, 672))
    for i, w in enumerate((44, 30, 16)): c.line([(252 - w / 2, 676 + 12 * i), (252 + w / 2, 676 + 12 * i)], 5, g)
    c.poly([(152, 760), (188, 760), (170, 800)], k)
    c.text('手车', 96, 162, 19, g, 'r', 'cjk'); c.text('TRUCK', 96, 186, 13, g, 'r'); c.text('试验', 322, 158, 16, g, 'r', 'cjk'); c.text('TEST', 322, 178, 11, g, 'r'); c.text('工作', 146, 214, 16, g, 'r', 'cjk'); c.text('SERVICE', 146, 234, 11, g, 'r')
    c.text('断路器', 112, 296, 19, g, 'r', 'cjk'); c.text('BREAKER', 112, 320, 13, g, 'r'); c.text('CT', 130, 470, 16, g, 'r', 'bold')
    c.text('接地开关', 146, 608, 18, g, 'r', 'cjk'); c.text('EARTH SWITCH', 146, 632, 12, g, 'r')
    c.text('出线  FEEDER', 170, 838, 20, g, 'c', 'cjk'); c.frame(0, 0, 340, 880, 4, '#2b3036')
    material('sg_mimic', '#ffffff', 0, .45, tex=c)

def ghosts():
    fl = Mesh(); fl.quad([(-3, 0, 3), (3, 0, 3), (3, 0, -3), (-3, 0, -3)], 'pl_grey')
    low = Mesh(); low.quad([(-.4, .786, 0), (.4, .786, 0), (.4, .786, -.96), (-.4, .786, -.96)][::-1], 'pl_grey'); low.quad([(-.4, .09, -.95), (.4, .09, -.95), (.4, .79, -.95), (-.4, .79, -.95)], 'pl_grey')
    tk = flat([load('switchgear_10kv_truck').build()])
    return [(fl, 'main'), (tk, 'main'), (low, 'blades')]
