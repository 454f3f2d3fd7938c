from soft import *
# Head of the trainee, as a replay shows it. Origin: midpoint between the eyes; looks towards -Z. head, helmet and headset are nodes to be hidden one by one.
AO = dict(dist=.035, lmin=.5, rays=96, iters=0, floor=.45)
S = lambda f: (lambda Q: f(np.column_stack([np.abs(Q[:, 0]), Q[:, 1], Q[:, 2]])))          # mirror in x

# ---- face and hair
skull = ellipsoid((0, .029, .075), (.0775, .088, .094))
bare = union(skull, ellipsoid((0, -.030, .034), (.0590, .072, .058)), S(capsule((.043, -.068, .064), (.014, -.103, -.004), .0195, .0165)), S(ellipsoid((.034, -.050, .016), (.024, .034, .026))), k=.034)
neck = capsule((0, -.03, .083), (0, -.26, .096), .057, .066)
bare = union(bare, neck, k=.022)
brow = S(union(capsule((.014, .021, -.0135), (.040, .024, -.006), .0085, .0075), ellipsoid((.0, .024, -.010), (.020, .016, .012)), k=.01))
cheek = S(ellipsoid((.037, -.024, -.0005), (.021, .018, .016)))
nose = union(capsule((0, .012, -.0190), (0, -.0320, -.0385), .0062, .0094), S(ellipsoid((.0118, -.0370, -.0275), (.0066, .0066, .0095))), k=.008)
mouth = union(ellipsoid((0, -.066, -.0185), (.022, .013, .0125)), ellipsoid((0, -.0690, -.0275), (.0185, .0040, .0050)), ellipsoid((0, -.0775, -.0265), (.0160, .0052, .0055)), k=.005)
chin = ellipsoid((0, -.104, -.014), (.019, .0155, .0150))
socket = S(ellipsoid((.0320, .003, -.0300), (.0200, .0115, .0190), (0, 14, 0)))
lids = S(ellipsoid((.0315, .0, .0030), (.0150, .0118, .0135)))
ear = subtract(S(ellipsoid((.0775, -.014, .089), (.0085, .0290, .0170), (-10, 17, 5))), S(ellipsoid((.0855, -.012, .0865), (.0076, .0195, .0100), (-10, 17, 5))), k=.004)
face = union(bare, brow, cheek, k=.024)
face = union(face, mouth, chin, k=.014)
face = subtract(union(face, nose, k=.013), socket, k=.012)
face = union(union(face, lids, k=.005), ear, k=.007)

def poly2(P):
    """Distance to a polygon of (z, y), through all x."""
    P = [np.array(p, float) for p in P]
    def f(Q):
        p = Q[:, [2, 1]]; d = np.full(len(p), 9.0); s = np.ones(len(p))
        for a, b in zip(P, P[1:] + P[:1]):
            e = b - a; w = p - a
            t = np.clip((w[:, 0] * e[0] + w[:, 1] * e[1]) / (e[0] * e[0] + e[1] * e[1]), 0, 1)
            d = np.minimum(d, np.hypot(w[:, 0] - t * e[0], w[:, 1] - t * e[1]))
            c = e[0] * w[:, 1] - e[1] * w[:, 0]
            up = (p[:, 1] >= a[1]) & (p[:, 1] < b[1]) & (c > 0); down = (p[:, 1] < a[1]) & (p[:, 1] >= b[1]) & (c < 0)
            s = np.where(up | down, -s, s)
        return d * s
    return f

hairline = poly2([(-.050, .078), (.002, .073), (.024, .058), (.036, .038), (.050, .030), (.053, -.012), (.066, -.014), (.070, .010), (.088, .021), (.104, .014), (.111, -.010), (.111, -.040), (.117, -.060), (.132, -.076), (.20, -.082), (.20, .16), (-.05, .16)])
hair = intersect(lambda Q: bare(Q) - .0008 - .0034 * np.clip((Q[:, 1] + .080) / .085, 0, 1), hairline, k=.007)
outer = lambda Q: np.minimum(bare(Q), union(lambda P: skull(P) - .0042, neck, k=.02)(Q))          # what straps lie on

def grad(f, p, e=2e-4):
    D = np.array([[p[0] + a, p[1] + b, p[2] + c] for a, b, c in ((e, 0, 0), (-e, 0, 0), (0, e, 0), (0, -e, 0), (0, 0, e), (0, 0, -e))]); d = f(D)
    return V((d[0] - d[1], d[2] - d[3], d[4] - d[5])) / (2 * e)
def val(f, p): return float(f(np.array([tuple(p)]))[0])
def lift(f, p, off, least=False, level=False):
    """Moves p to the distance off from the surface of f; least: only outwards; level: stays at its height."""
    p = V(p)
    for _ in range(8):
        d = off - val(f, p)
        if least and d < 0: break
        g = grad(f, p)
        if level: g.y = 0
        p = p + g * (d / max(g.length_squared, .1))
    return p
def front(f, x, y, off=0.0):
    """Foremost surface point of a field at (x, y)."""
    z = np.arange(-.12, .12, .0004); i = int(np.argmax(f(np.column_stack([np.full_like(z, x), np.full_like(z, y), z])) < off))
    return V((x, y, float(z[i])))
def patch(m, rows, mat):
    """Grid of points; faces look towards -z."""
    n = len(rows[0]); b = [m.add(r) for r in rows]
    h = n // 2; fl = (rows[0][h] - rows[0][h - 1]).cross(rows[1][h] - rows[0][h]).z > 0
    for k in range(len(rows) - 1):
        for i in range(n - 1):
            q = (b[k] + i, b[k] + i + 1, b[k + 1] + i + 1, b[k + 1] + i); m.face(q[::-1] if fl else q, mat, nocc=True)
def band(m, path, w, t, mat, f=outer, closed=False, ch=None):
    """Flat strap of width w and thickness t along points, its inside towards the head; w may be a list."""
    P = [V(p) for p in path]; N = len(P); W = w if isinstance(w, (list, tuple)) else [w] * N; R = []
    for i, p in enumerate(P):
        T = (P[(i + 1) % N] - P[i - 1]) if closed or 0 < i < N - 1 else (P[min(i + 1, N - 1)] - P[max(i - 1, 0)])
        T.normalize(); n = grad(f, p); n = (n - T * n.dot(T)).normalized(); s = T.cross(n); h = W[i] / 2; c = min(t * .45, .0012) if ch is None else ch
        R.append([p + s * a + n * b for a, b in (((-h, 0), (h, 0), (h, t - c), (h - c, t), (c - h, t), (-h, t - c)) if t > .0027 else ((-h, 0), (h, 0), (h, t), (-h, t)))])
    m.loft(R, mat, closed=closed)
worn = lambda Q: np.minimum(face(Q), outer(Q))
def strap(m, pts, w, t, mat, off): band(m, [lift(worn, p, off, True) for p in spline(pts, 3)], w, t, mat)

# ---- head: face, hair, eyes, collar
def make_head():
    m = Mesh(angle=80)
    sdf_mesh(m, lambda Q: np.maximum(face(Q), -.205 - Q[:, 1]), (-.100, -.216, -.062), (.100, .130, .184), .0036, 'skin', 3280)
    sdf_mesh(m, hair, (-.095, -.100, -.050), (.095, .134, .186), .0046, 'hair', 760)
    for s in (-1, 1):
        ex, ey = s * .0315, .0002
        top = [(-.0142, -.0010), (-.0105, .0026), (-.0045, .0046), (.0015, .0048), (.0075, .0036), (.0118, .0016), (.0146, .0004)]
        low = [(-.0142, -.0010), (-.0105, -.0028), (-.0045, -.0044), (.0015, -.0047), (.0075, -.0038), (.0118, -.0018), (.0146, .0004)]
        on = lambda x, y, o: front(face, ex + s * x, ey + y, o)
        patch(m, [[on(x, y0 + (y1 - y0) * k / 4, .0006) for (x, y0), (_, y1) in zip(low, top)] for k in range(5)], 'eye')
        def disc(r, o, mat, cx=-.0002, cy=.0003, n=16):
            c = [(cx + r * math.cos(2 * math.pi * i / n), min(max(cy + r * math.sin(2 * math.pi * i / n), -.0046), .0044)) for i in range(n)]
            b = m.add([on(x, y, o) for x, y in c]); f = [b + i for i in range(n)]; m.face(f if s < 0 else f[::-1], mat, nocc=True)
        disc(.0054, .0009, 'iris'); disc(.0024, .0012, 'hole', n=12); disc(.0008, .0015, 'eye', .0012 * s, .0020, 8)
        m.tube([on(x, y + .0001, .0007) for x, y in top], [.0004, .0008, .0010, .0010, .0010, .0009, .0004], 'hair', n=5)
        m.tube([on(x, y, .0002) for x, y in low], [.0003, .0006, .0007, .0007, .0007, .0006, .0003], 'skin', n=5)
        br = [(s * x, y) for x, y in ((.0140, .0205), (.0215, .0228), (.0300, .0240), (.0385, .0232), (.0475, .0188))]
        up, dn = [.0020, .0026, .0026, .0020, .0005], [.0022, .0022, .0018, .0014, .0005]
        patch(m, [[front(face, x, y + a, o) for (x, y), a in zip(br, r)] for r, o in (([-d for d in dn], .0001), ([-d * .4 for d in dn], .0012), ([u * .5 for u in up], .0012), (up, .0001))], 'hair')
    # lips
    xs = [-.0225, -.0170, -.0110, -.0055, 0, .0055, .0110, .0170, .0225]
    mid = [-.0730, -.0730, -.0729, -.0727, -.0730, -.0727, -.0729, -.0730, -.0730]
    hi = [.0002, .0024, .0048, .0062, .0052, .0062, .0048, .0024, .0002]; lo = [.0002, .0032, .0060, .0074, .0078, .0074, .0060, .0032, .0002]
    P = lambda k, o, hl: [front(face, x, y + k * h, o) for x, y, h in zip(xs, mid, hl)]
    patch(m, [P(-1, .0001, lo), P(-.55, .0009, lo), P(-.12, .0006, lo)], 'lip'); patch(m, [P(.12, .0006, hi), P(.6, .0009, hi), P(1, .0001, hi)], 'lip')
    patch(m, [P(-.12, .0006, lo), P(0, .0003, lo), P(.12, .0006, hi)], 'lip_line')
    # collar as the sleeves
    n = 28
    ring = lambda y, a, c=0: [(a * .96 * math.cos(2 * math.pi * i / n), y + c * -math.sin(2 * math.pi * i / n), .094 - a * math.sin(2 * math.pi * i / n)) for i in range(n)]
    m.loft([ring(-.222, .077), ring(-.219, .080), ring(-.200, .0770, .003), ring(-.168, .0735, .013), ring(-.164, .0715, .014), ring(-.165, .0685, .014), ring(-.190, .0675, .006)], 'sleeve')
    m.loft([ring(-.182, .0749, .009), ring(-.182, .0761, .009), ring(-.175, .0753, .011), ring(-.175, .0741, .011)], 'sleeve_band', caps=(False, False))
    # hair and collar cast no occlusion: it would draw streaks along the long triangles of the neck
    m.f = [(*f[:3], f[3] or f[1] in ('hair', 'sleeve', 'sleeve_band')) for f in m.f]
    return m

# ---- helmet
CZ, A, B, TOP = .0765, .1010, .1275, .155
def rim(t):          # t: angle, 0 = right (+x), 90 = front (-z)
    return .044 + .012 * math.sin(t) + .0005 * math.cos(2 * t)
def make_helmet():
    m = Mesh(angle=50); n = 48
    ang = [2 * math.pi * i / n for i in range(n)]
    def ring(k, q, ex=0.0, dy=0.0):
        """k: size of the outline; q: height from rim (0) to top (1); ex: outwards; dy: up."""
        out = []
        for i, t in enumerate(ang):
            e = ex[i] if isinstance(ex, list) else ex; d = dy[i] if isinstance(dy, list) else dy
            y = rim(t) + (TOP - rim(t)) * q
            out.append(((A * k + e) * math.cos(t), y + d, CZ - (B * k + e) * math.sin(t)))
        return out
    peak = [max(0, math.sin(t)) ** 3.2 for t in ang]
    w = [.009 + .043 * p for p in peak]; dip = [-.0015 - .0065 * p for p in peak]          # brim: width, and down at its edge
    prof = [(1, .0), (1, .05)] + [(math.cos(math.radians(a)) ** .74, math.sin(math.radians(a)) ** .74) for a in (18, 28, 38, 48, 58, 67, 75, 82, 87.5)]
    inner = [(.06, .955), (.45, .91), (.76, .73), (.905, .42), (.945, .08), (.945, .0)]
    R = [ring(k, q) for k, q in inner]
    R += [ring(1, 0, [x * .9 for x in w], [d * .9 - .0042 for d in dip]), ring(1, 0, w, [d - .0030 for d in dip]), ring(1, 0, w, [d - .0008 for d in dip]), ring(1, 0, [x - .0020 for x in w], dip)]
    R += [ring(1, 0, [.0035 + .02 * p for p in peak], [-.0002 - .0015 * p for p in peak]), ring(1, 0, .0008, .0012)]
    R += [ring(k, q) for k, q in prof[1:]]
    m.loft(R, 'hat')
    # ridges
    def dome(x, u):      # u: angle in the middle plane, 0 = front at the rim, 180 = back
        c, s_ = math.cos(u), math.sin(u)
        lo, hi = 0.0, 1.0
        def k_of(q):
            for (k0, q0), (k1, q1) in zip(prof, prof[1:]):
                if q <= q1: return k0 + (k1 - k0) * (q - q0) / max(q1 - q0, 1e-9)
            return prof[-1][0]
        rf = rim(math.pi / 2 if c > 0 else -math.pi / 2)
        for _ in range(40):            # height where the direction meets the outline
            q = (lo + hi) / 2
            k = k_of(q); b = B * math.sqrt(max(0, k * k - (x / A) ** 2))
            y = rf + (TOP - rf) * q
            if (y - .05) * abs(c) > b * s_ * .62: hi = q
            else: lo = q
        return V((x, y, CZ - math.copysign(b, c)))
    for x, hw, ht in ((0, .0085, .0050), (-.030, .0060, .0036), (.030, .0060, .0036)):
        us = [math.radians(a) for a in ((24, 30, 40, 52, 65, 78, 90.01, 102, 115, 128, 140, 150, 156) if x == 0 else (36, 42, 52, 65, 78, 90.01, 102, 115, 128, 138, 144))]
        C = [dome(x, u) for u in us]; RR = []
        for i, p in enumerate(C):
            T = (C[min(i + 1, len(C) - 1)] - C[max(i - 1, 0)]).normalized(); side = V((1, 0, 0)); nn = side.cross(T); nn = nn if nn.y > 0 else -nn
            nn.x = x * 3.2 if x else 0; nn.normalize(); side = T.cross(nn).normalized()
            h = ht if 0 < i < len(C) - 1 else -.0006
            RR.append([p + side * a + nn * b for a, b in ((-hw - .003, -.0035), (hw + .003, -.0035), (hw + .003, -.001), (hw, h), (-hw, h), (-hw - .003, -.001))])
        m.loft(RR, 'hat')
    # suspension: headband, nape strap with its knob, hangers
    at = lambda a, y, o: lift(outer, V((.082 * math.cos(a), y, .075 - .098 * math.sin(a))), o, level=True)
    H = [at(a, .0575 - .0350 * max(0, -math.sin(a)) ** 3, .0020) for a in (2 * math.pi * i / 36 for i in range(36))]
    band(m, H, [.016] * 36, .0026, 'pl_black', closed=True)
    for a in (30, 70, 110, 150, 210, 330):
        t = math.radians(a); i = round(a / 10) % 36; p = H[i]; nn = grad(outer, p).normalized()
        q = V((A * .935 * math.cos(t), max(p.y + .016, rim(t) + .014), CZ - B * .935 * math.sin(t)))
        band(m, [p + nn * .001 + V((0, .004, 0)), p.lerp(q, .6) + V((0, .004, 0)), q], .012, .0018, 'pl_black')
    p = H[27]; m.cyl((0, p.y, p.z + .0075), .0145, .011, 'pl_black', 'z', n=20, b=.002); m.cyl((0, p.y, p.z + .0135), .0085, .004, 'pl_dark', 'z', n=16, b=.001)
    for s in (-1, 1):
        x = lambda *q: [(s * a, b, c) for a, b, c in q]
        strap(m, x((.0875, .060, .037), (.0915, .020, .046), (.0835, -.012, .055), (.0735, -.054, .070)), .012, .0016, 'ink', .0020)
        strap(m, x((.0840, .054, .134), (.0850, .015, .129), (.0765, -.026, .121), (.0735, -.051, .096), (.0735, -.057, .073)), .012, .0016, 'ink', .0020)
        strap(m, x((.0745, -.048, .070), (.0670, -.076, .058), (.0450, -.108, .036), (.0200, -.124, .022), (0, -.127, .019)), .012, .0016, 'ink', .0022)
        p = lift(worn, (s * .072, -.056, .069), .0042)
        band(m, [p + V((0, .010, .002)), p, p + V((-s * .002, -.010, -.004))], .018, .0030, 'pl_black')
    band(m, [lift(worn, p, .0036) for p in ((.056, -.094, .047), (.046, -.105, .039), (.036, -.113, .031))], .016, .0032, 'pl_black')
    return m

# ---- headset
def outline(w, h, r, notch, n=58):
    """Rounded rectangle from the middle of its right side, the points alike above and below, with room for the nose."""
    p = rrect(w, h, r, 10); p = [V(q) for q in [(w / 2, 0)] + p[11:] + p[:11] + [(w / 2, 0)]]
    L = [0.0]
    for a, b in zip(p, p[1:]): L.append(L[-1] + (b - a).length)
    out = []; k = 0
    for i in range(n):
        d = L[-1] * i / n
        while L[k + 1] < d: k += 1
        q = p[k].lerp(p[k + 1], (d - L[k]) / max(L[k + 1] - L[k], 1e-9))
        out.append((q.x, q.y + (notch * math.exp(-(q.x / .0195) ** 4) if q.y < 0 else 0)))
    return out
BEND, EY = 1.9, -.003
def make_headset():
    m = Mesh(angle=50)
    def ring(z, w, h, r, notch): return [(x, y + EY, z + BEND * x * x) for x, y in outline(w, h, r, notch)]
    secs = [(-.0520, .108, .044, .020, .028), (-.0378, .120, .052, .022, .036), (-.038, .154, .076, .030, .030), (-.0410, .163, .085, .033, .030), (-.048, .169, .0895, .034, .029), (-.066, .170, .090, .034, .015), (-.085, .169, .0895, .034, .002), (-.1005, .1665, .0875, .034, 0), (-.1070, .162, .083, .033, 0), (-.1110, .156, .077, .031, 0), (-.1133, .147, .068, .028, 0),
            (-.1127, .143, .064, .027, 0), (-.1139, .140, .061, .026, 0), (-.1153, .112, .036, .016, 0)]
    first = len(m.f); R = [ring(*q) for q in secs]; n = len(R[0])
    m.loft(R, ['pl_dark'] * 10 + ['pl_black'] * 3, caps=(False, False))
    for q, mat, up in ((R[0], 'pl_dark', -1), (R[-1], 'pl_black', 1)):          # both ends in upright strips: they are bent
        b = m.add(q)
        for i in range(n // 2): m.face([b + k for k in dict.fromkeys((i, i + 1, n - i - 1, (n - i) % n))][::up], mat)
    m.outside_out(first)
    # gasket, pressed a little into the face
    rows = []
    for gx, gy, u in ((1, 1, 0), (1.03, 1.04, .4), (1.02, 1.02, 1), (.95, .91, 1), (.92, .88, .5), (.92, .88, 0)):
        row = []
        for x, y in outline(.126, .068, .030, .028, 48):
            x *= gx; y = y * gy + EY; z = -.040 + BEND * x * x
            row.append((x, y, z + (max(front(face, x, y).z + .0008, z + .002) - z) * u))
        rows.append(row)
    m.loft(rows, 'rubber', closed=True)
    for s in (-1, 1):
        x = lambda *q: [(s * a, b, c) for a, b, c in q]
        arm = spline(x((.0850, -.002, -.064), (.0852, -.001, -.036), (.0842, .008, .004), (.0812, .021, .046)), 3)
        band(m, [arm[0] + V((0, 0, -.004))] + arm, [.012, .021, .026, .028, .028, .027, .026, .025, .024, .023, .022], .0042, 'pl_dark', lambda Q: np.abs(Q[:, 0]))
        for y in (.026, -.027):
            z = BEND * .056 ** 2; m.cyl((s * .056, EY + y, z - .1130), .0062, .0040, 'pl_black', '-z', b=.0008); m.cyl((s * .056, EY + y, z - .1151), .0040, .0006, 'hole', '-z', b=0)
    back = spline([(.0818, .0200, .040), (.0830, .0280, .066), (.0830, .0300, .092), (.0740, .0180, .126), (.0520, -.0080, .150), (.0260, -.0230, .160), (0, -.0270, .163)], 3)
    back = [lift(outer, p, .0016, p.z < .105, True) for p in back]
    band(m, back + [V((-p.x, p.y, p.z)) for p in back[-2::-1]], .019, .0024, 'rubber')
    band(m, [lift(outer, (.034 * a, -.0265 + .004 * a * a, .160), .0030, level=True) for a in (-1, -.6, -.2, .2, .6, 1)], [.024, .032, .035, .035, .032, .024], .0080, 'pl_dark', ch=.002)
    return m

def build():
    material('hat', '#F0F0EA', 0, .35); material('hair', '#221B17', 0, .75); material('eye', '#EDEAE4', 0, .3); material('iris', '#5A3A22', 0, .5); material('lip', '#B67F66', 0, .55); material('lip_line', '#8A5848', 0, .6)
    r = Node('trainee_head')
    r.add(Node('head', mesh=make_head()), Node('helmet', mesh=make_helmet()), Node('headset', mesh=make_headset(), ao='headset'))
    return r
