"""DIN-rail and panel devices of the low-voltage models: what modular.mcb of parts.py has not."""
from kit import *
from parts import *

def recess(m, c, r, mat, z=0.0, n=16, scr=True, h=.0016, back=.0011):
    """A screw in a hole of the face: rim, dark disc, screw head below the face."""
    x, y, zz = c
    m.ring((x, y, zz + .0001), r * 1.55, r * 1.22, .0012, mat, n=n, b=.0003)
    m.quad([(x + r * 1.22 * math.cos(2 * math.pi * k / n), y + r * 1.22 * math.sin(2 * math.pi * k / n), zz + .00008) for k in range(n)], 'hole', nocc=True)
    if scr: m.screw((x, y, zz - .0009), r, 'zinc', h=h)

def slab(m, prof, x0, x1, mat, b=.0005, side=None):
    """Side profile [(y, z)] extruded from x0 to x1."""
    with m.at((x0, 0, 0), (0, 90, 0)): m.extrude([(-z, y) for y, z in prof], 0, x1 - x0, mat, b=b, side=side)

def slot(m, c, w, h, axis='z', mat='hole'):
    """Dark opening lying on a face."""
    x, y, z = c
    if axis == 'z': q = [(x - w / 2, y - h / 2, z), (x + w / 2, y - h / 2, z), (x + w / 2, y + h / 2, z), (x - w / 2, y + h / 2, z)]
    elif axis == 'y': q = [(x - w / 2, y, z + h / 2), (x + w / 2, y, z + h / 2), (x + w / 2, y, z - h / 2), (x - w / 2, y, z - h / 2)]
    elif axis == '-y': q = [(x - w / 2, y, z - h / 2), (x + w / 2, y, z - h / 2), (x + w / 2, y, z + h / 2), (x - w / 2, y, z + h / 2)]
    elif axis == 'x': q = [(x, y - h / 2, z + w / 2), (x, y - h / 2, z - w / 2), (x, y + h / 2, z - w / 2), (x, y + h / 2, z + w / 2)]
    else: q = [(x, y - h / 2, z - w / 2), (x, y - h / 2, z + w / 2), (x, y + h / 2, z + w / 2), (x, y + h / 2, z - w / 2)]
    m.quad(q, mat, nocc=True)

def name_plate(m, r, c, w, h, name='label', t=.0012):
    """White plate in a dark frame and its label empty."""
    m.box((c[0], c[1], c[2] + t * .4), (w + .0016, h + .0016, t * .8), 'pl_dark', .0003); m.box((c[0], c[1], c[2] + t * .6), (w, h, t), 'plate_white', .0003)
    r.empty(name, (c[0], c[1], c[2] + t * 1.15), width=w, height=h)

def cage(m, c, w, d, h, mat='zinc', r=.0034):
    """Box terminal with screw: centre of the top face c, opening to the front not shown."""
    m.bx((c[0] - w / 2, c[1] - d / 2, c[2] - h), (c[0] + w / 2, c[1] + d / 2, c[2]), mat, .0005)
    m.screw(c, r, 'zinc', h=.0018)

def stud(m, r, name, pos, axis='z', af=.013, L=.014, mat='brass', label=None):
    """Threaded stud with washer and nut; terminal empty at its end."""
    d = {'x': V((1, 0, 0)), '-x': V((-1, 0, 0)), 'y': V((0, 1, 0)), '-y': V((0, -1, 0)), 'z': V((0, 0, 1))}[axis]
    m.hexbolt(pos, af, 'zinc', axis); m.cyl(V(pos) + d * (L / 2), af * .30, L, mat, axis, n=12, b=.0006)
    if r: r.empty(name, V(pos) + d * (L + .0004), AX[axis])

def fuse_body(m, kind='gG', amps='50 A', volts='400 V~ 120 kA'):
    """Cylindrical fuse link 14 x 51 along Y about the origin, print facing +Z."""
    R = .00715
    m.lathe([(R - .0003, -.0165), (R, -.0162), (R, .0162), (R - .0003, .0165)], 'lv_ceramic', 20, (0, 0, 0), 'y', cap=(False, False))
    for s in (1, -1):
        m.lathe([(R + .00022, .0150), (R + .00022, .0248), (R - .0007, .0255), (.0026, .0255), (.0022, .0249), (0, .0249)], 'nickel', 20, (0, 0, 0), 'y' if s > 0 else '-y', cap=(True, False))
    z = R + .0001; first = len(m.v)
    for q, (t, h, f) in enumerate(((kind + ' ' + amps, .0034, 'bold'), (volts, .0020, 'sans'))): m.text(t, (-.0016 + q * .0040, 0, 0), h, 'ink' if kind == 'gG' else 'ink_green', font=f, rot=(0, 0, 90))
    for v in m.v[first:]: v.x, v.z = z * math.sin(v.x / z), z * math.cos(v.x / z)        # the print lies round the body

def fuse_pin(mat='pl_red'):
    """Striker pin: rest inside the cap, 4 mm out when the link has melted."""
    p = Mesh(); p.lathe([(.0017, -.0040), (.0017, .0022), (.0012, .0030), (0, .0031)], mat, 12, (0, 0, 0), 'y', cap=(False, False)); return p

material('lv_ceramic', '#ECE8DE', 0, .35); material('ink_green', '#0B6A34', 0, .55)

def modular(m, cx, w, body='pl_white', poles=(), nums=()):
    """One-piece modular device of width w: body as mcb() has it, terminals at the x in poles."""
    prof = [(-.0425, .0015), (.0425, .0015), (.0425, .044), (.0402, .0455), (.0245, .0455), (.0225, .0475), (.0225, .0665), (.0215, .0675), (-.0215, .0675), (-.0225, .0665), (-.0225, .0475), (-.0245, .0455), (-.0402, .0455), (-.0425, .044)]
    slab(m, prof, cx - w / 2 + .0002, cx + w / 2 - .0002, body)
    for i, x in enumerate(poles):
        for s in (1, -1):
            y = s * .0335
            recess(m, (x, y, .0455), .0034, body)
            m.box((x, s * .0424, .024), (.0104, .0012, .012), 'pl_dark', .0003); slot(m, (x, s * .04305, .024), .0085, .0095, 'y' if s > 0 else '-y')
            m.text(nums[i][0 if s > 0 else 1], (x + .0064, y - s * .0055, .0456), .0023, 'ink', font='bold')
    for s in (1, -1): m.box((cx, s * .0435, .0055), (.008, .006, .004), 'pl_dark', .0005)

def boxed(m, text, c, size, mat='ink', pad=.0007, font='bold', t=.00018):
    """Text in a thin frame, as ratings are printed."""
    w = m.text(text, c, size, mat, font=font); x, y, z = c; a, b = w / 2 + pad, size / 2 + pad
    for p, q in (((-a, b), (a, b)), ((-a, -b), (a, -b))): m.quad([(x + p[0], y + p[1] - t / 2, z), (x + q[0], y + q[1] - t / 2, z), (x + q[0], y + q[1] + t / 2, z), (x + p[0], y + p[1] + t / 2, z)], mat, nocc=True)
    for e in (-a, a): m.quad([(x + e - t / 2, y - b, z), (x + e + t / 2, y - b, z), (x + e + t / 2, y + b, z), (x + e - t / 2, y + b, z)], mat, nocc=True)

def stroke(m, pts, z, t=.00022, mat='ink'):
    """Line drawing on a face: polyline of thickness t."""
    for a, b in zip(pts, pts[1:]):
        a, b = V(a), V(b); d = (b - a).normalized(); n = V((-d.y, d.x)) * t / 2; e = d * t / 2
        m.quad([(*(a - n - e), z), (*(b - n + e), z), (*(b + n + e), z), (*(a + n - e), z)], mat, nocc=True)

def rcd_symbol(m, c, s, poles):
    """Contacts, summation transformer and test circuit, height s."""
    x0, y0, z = c; p = s * .28; X = [x0 + (i - (poles - 1) / 2) * p for i in range(poles)]
    for x in X: stroke(m, [(x, y0 + s * .5), (x, y0 + s * .26), ], z); stroke(m, [(x, y0 + s * .04), (x - s * .12, y0 + s * .24)], z); stroke(m, [(x, y0 + s * .04), (x, y0 - s * .5)], z)
    a, b = X[0] - s * .14, X[-1] + s * .14
    P = [(a + (b - a) * (.5 - .5 * math.cos(q)), y0 - s * .24 + s * .085 * math.sin(q)) for q in (2 * math.pi * i / 20 for i in range(21))]
    stroke(m, P, z)

def test_key(r, m, c, z, mat='pl_orange', w=.0085, h=.0068, name='test'):
    m.extrude(rrect(w + .0022, h + .0022, .0014, 3, *c), z - .0004, z + .0006, 'pl_lgrey', b=.0003, b0=0)
    k = Mesh(); k.extrude(rrect(w, h, .0010, 3), -.0010, .0034, mat, b=.0006, b0=0); k.text('T', (0, 0, .00345), .0038, 'ink', font='bold')
    n = r.add(Node(name, (c[0], c[1], z), mesh=k)); n.empty('grip_test', (0, 0, .0035)); return n

def contactor(m, r, cx, cy, z0, name, indicator, A1=None):
    """Contactor 45 mm wide, lighter than contactor_3p, its back on z0; empties t_<name>_<terminal>; returns (top y, bottom y) of the power screws."""
    D = 'pl_dark'
    with m.at((cx, cy, z0)):
        m.bx((-.0225, -.0400, 0), (.0225, .0400, .0140), D, .001); m.bx((-.0222, -.0310, .014), (.0222, .0310, .0440), 'pl_lgrey', .001)
        m.bx((-.0225, -.0410, .0430), (.0225, .0410, .0530), D, .001); m.bx((-.0225, -.0240, .0530), (.0225, .0240, .0800), D, .0014)
        m.bx((-.0195, -.0215, .0800), (.0195, .0215, .0820), 'pl_lgrey', .0006)
        for s in (1, -1):
            y = s * .0325
            for x in (-.0222, -.00725, .00725, .0222):
                y0, y1 = sorted((s * .0240, s * .0410)); m.bx((x - .0008, y0, .053), (x + .0008, y1, .0640), D, .0003)
            for i, x in enumerate((-.0145, 0, .0145)):
                m.bx((x - .0054, y - .0058, .053), (x + .0054, y + .0066, .0560), 'brass', .0003); m.screw((x, y, .0560), .0040, 'zinc', h=.0022)
                t = ('1/L1', '3/L2', '5/L3')[i] if s > 0 else ('2/T1', '4/T2', '6/T3')[i]
                m.text(t, (x, s * .0190, .0821), .0022, 'ink', font='bold')
        for x, t in ((-.0165, 'A1'), (.0165, 'A2')):
            m.bx((x - .0058, .0405, .0140), (x + .0058, .0475, .0330), D, .0006); m.screw((x, .0440, .0330), .0030, 'zinc', h=.0016)
            r.empty('t_%s_%s' % (name, t), (cx + x, cy + .0440, z0 + .0347))
            m.text(t, (x * 1.08, .0128, .0821), .0020, 'ink', font='bold')
        m.extrude(rrect(.0130, .0105, .001, 2), .0818, .0828, 'pl_grey', b=.0003, b0=0, holes=[rrect(.0105, .0078, .0006, 2)]); slot(m, (0, 0, .08205), .0100, .0074)
        m.box((0, -.0115, .0822), (.0300, .0062, .0006), 'plate_white', .0002)
    i = Mesh(); i.bx((-.0047, -.0033, -.004), (.0047, .0033, .0020), 'pl_orange', .0006)
    r.add(Node(indicator, (cx, cy, z0 + .0828), mesh=i))
    r.empty('label_' + name, (cx, cy - .0115, z0 + .0826), width=.029, height=.0058)
    for k, (t, x, s) in enumerate((('1L1', -.0145, 1), ('3L2', 0, 1), ('5L3', .0145, 1), ('2T1', -.0145, -1), ('4T2', 0, -1), ('6T3', .0145, -1))): r.empty('t_%s_%s' % (name, t), (cx + x, cy + s * .0325, z0 + .0583))

def timer_body(m, r, cx, cy, z0, pre=''):
    """On-delay relay 22.5 mm wide; nodes dial, led_u, led_r with the prefix; terminals A1 15 above, 18 16 A2 below."""
    with m.at((cx, cy, z0)):
        prof = [(-.0390, .002), (.0390, .002), (.0390, .0570), (.0372, .0588), (.0245, .0588), (.0225, .0608), (.0225, .0850), (.0212, .0864), (-.0212, .0864), (-.0225, .0850), (-.0225, .0608), (-.0245, .0588), (-.0372, .0588), (-.0390, .0570)]
        slab(m, prof, -.0112, .0112, 'pl_lgrey', .0006)
        m.bx((-.0098, -.0205, .0862), (.0098, .0205, .0870), 'pl_dark', .0004)
        for s, ts in ((1, ('A1', '', '15')), (-1, ('18', '16', 'A2'))):
            for i, t in enumerate(ts):
                if not t: continue
                x = -.0071 + .0071 * i; y = s * .0318
                recess(m, (x, y, .0588), .0025, 'pl_lgrey', n=12, h=.0014); m.text(t, (x, s * .0265, .0589), .0021, 'ink', font='bold')
                slot(m, (x, s * .03905, .0380), .0052, .0070, 'y' if s > 0 else '-y')
        m.text('t', (-.0070, .0070, .0871), .0034, 'ink_white', font='bold'); m.text('10 s', (.0060, .0075, .0871), .0026, 'ink_white', font='bold')
        y = -.0045
        for k in range(11):
            a = math.radians(225 - 27 * k)
            with m.at((0, y, .0871), (0, 0, math.degrees(a))): m.quad([(.0068, -.00018, 0), (.0078 if k % 5 else .0082, -.00018, 0), (.0078 if k % 5 else .0082, .00018, 0), (.0068, .00018, 0)], 'ink_white', nocc=True)
            if k % 2 == 0 and 0 < k < 10: m.text(str(k), (.0094 * math.cos(a) * .92, y + .0094 * math.sin(a), .0871), .0014, 'ink_white', font='bold')
        for x, t, c in ((-.0048, 'U', 0), (.0048, 'R', 1)): m.text(t, (x, .0122, .0871), .0018, 'ink_white', font='bold')
        stroke(m, [(-.0080, -.0185), (-.0050, -.0185), (-.0050, -.0160), (.0080, -.0160)], .0871, .0003, 'ink_white'); stroke(m, [(-.0080, -.0196), (.0020, -.0196), (.0020, -.0178), (.0080, -.0178)], .0871, .0003, 'ink_white')
        for s in (1, -1): m.box((0, s * .0400, .0055), (.008, .006, .004), 'pl_dark', .0005)
    d = Mesh(); d.lathe([(.0060, 0), (.0060, .0028), (.0053, .0036), (0, .0036)], 'pl_blue', 28, cap=(False, False))
    d.quad([(-.0008, -.0046, .00365), (.0008, -.0046, .00365), (.0008, .0020, .00365), (-.0008, .0020, .00365)], 'hole', nocc=True); d.extrude([(-.0013, .0024), (.0013, .0024), (0, .0054)], .00366, .0038, 'ink_white', nocc=True)
    r.add(Node(pre + 'dial', (cx, cy - .0045, z0 + .0869), (0, 0, 135), mesh=d))
    for x, n, c in ((-.0048, 'led_u', 'led_green_off'), (.0048, 'led_r', 'led_yellow_off')):
        L = Mesh(); L.lathe([(.0013, -.0004), (.0013, .0006), (.0008, .0010), (0, .0011)], c, 12, cap=(False, False)); r.add(Node(pre + n, (cx + x, cy + .0165, z0 + .0870), mesh=L))
    for t, x, s in (('A1', -.0071, 1), ('15', .0071, 1), ('18', -.0071, -1), ('16', 0, -1), ('A2', .0071, -1)): r.empty('t_' + pre + t, (cx + x, cy + s * .0318, z0 + .0594))

def plate_panel(m, w, h, mat='galv', t=.002, lip=.010):
    """Mounting plate with folded rims, front on z = t + .. ; returns the front's z."""
    z = lip
    m.bx((-w / 2, -h / 2, z), (w / 2, h / 2, z + t), mat, .0006)
    for s in (-1, 1):
        m.bx((s * w / 2 - (t if s > 0 else 0), -h / 2, 0), (s * w / 2 + (0 if s > 0 else t), h / 2, z + t * .5), mat, .0005)
        m.bx((-w / 2, s * h / 2 - (t if s > 0 else 0), 0), (w / 2, s * h / 2 + (0 if s > 0 else t), z + t * .5), mat, .0005)
        for q in (-1, 1): m.hexbolt((s * (w / 2 - .012), q * (h / 2 - .012), z + t), .010, 'zinc')
    return z + t

def ei_transformer(m, w, d, k=1.0):
    """EI core on feet, its back on z = 0; w = width of the core along X, d = height above the plate; stack along Y. Returns (half stack, coil half length)."""
    st, cl = w * .26, w * .43
    z0, z1 = .004, d
    for s in (-1, 1):       # feet angle
        m.bx((s * w / 2 - .0015 if s < 0 else s * w / 2, -st * 1.02, 0), (s * w / 2 if s < 0 else s * w / 2 + .0015, st * 1.02, d * .78), 'zinc', .0004)
        x0, x1 = sorted((s * w / 2, s * (w / 2 + .012))); m.bx((x0, -st * 1.02, 0), (x1, st * 1.02, .0018), 'zinc', .0004)
        for q in (-1, 1): m.screw((s * (w / 2 + .0068), q * st * .6, .0018), .0032)
    m.bx((-w / 2, -st, z0), (w / 2, st, z1), 'lv_lamin', .0008)
    n = int(2 * st / .0032)
    for i in range(1, n):
        y = -st + 2 * st * i / n
        m.quad([(-w / 2 + .001, y - .0002, z1 + .00008), (w / 2 - .001, y - .0002, z1 + .00008), (w / 2 - .001, y + .0002, z1 + .00008), (-w / 2 + .001, y + .0002, z1 + .00008)], 'hole', nocc=True)
    zc = (z0 + z1) / 2
    for s in (-1, 1):       # winding heads with bobbin flanges
        rg = lambda a, b, y: [(x, y, z + zc) for x, z in rrect(a, b, .005, 4)][::-1]
        m.loft([rg(w * .52, d * .58, s * st * .9), rg(w * .55, d * .62, s * (st + .001)), rg(w * .55, d * .62, s * (cl - .004)), rg(w * .50, d * .56, s * (cl - .0012))][::s], 'lv_tape')
        y0, y1 = sorted((s * (cl - .0026), s * (cl - .0002))); m.bx((-w * .31, y0, zc - d * .36), (w * .31, y1, zc + d * .36), 'pl_dark', .0006)
        y0, y1 = sorted((s * (st + .0006), s * (st + .0024))); m.bx((-w * .31, y0, zc - d * .36), (w * .31, y1, zc + d * .36), 'pl_dark', .0006)
    for s in (-1, 1):
        for q in (-1, 1): m.screw((s * (w / 2 - .006), q * st * .0 + q * (st - .006), z1), .0026)
    return st, cl

def screw_row(m, r, names, c, pitch=.0080, mat='pl_cream', s=1, texts=None, tw=.0024):
    """Row of screw terminals facing +Z, screws at c; s = side of the wire entry along Y."""
    x0, y, z = c; w = pitch * len(names)
    m.bx((x0 - w / 2 - .0006, y - .0065, z - .0130), (x0 + w / 2 + .0006, y + .0065, z), mat, .0006)
    for i, n in enumerate(names):
        x = x0 - w / 2 + pitch * (i + .5); rr = min(.0029, pitch * .36)
        m.quad([(x + rr * 1.18 * math.cos(2 * math.pi * k / 14), y + rr * 1.18 * math.sin(2 * math.pi * k / 14), z + .00006) for k in range(14)], 'hole', nocc=True); m.screw((x, y, z - .0008), rr, 'zinc', h=.0015)
        slot(m, (x, y + s * .00655, z - .0065), pitch * .6, .0060, 'y' if s > 0 else '-y')
        if i: m.bx((x - pitch / 2 - .0004, y - .0066, z - .0005), (x - pitch / 2 + .0004, y + .0066, z + .0012), mat, .0002)
        m.text((texts or names)[i], (x, y - s * .0048, z + .00012), tw, 'ink', font='bold')
        r.empty('t_' + n, (x, y, z + .0009))

material('lv_lamin', '#5B5F63', .6, .5); material('lv_tape', '#D9B340', 0, .4)
material('led_red_off', '#5A1512', 0, .3); material('led_green_off', '#123F1C', 0, .3); material('led_yellow_off', '#5F4A0C', 0, .3)
