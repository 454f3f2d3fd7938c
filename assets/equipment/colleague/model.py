from kit import *

# Standing colleague in workwear, hi-vis vest and hard hat. Floor origin, faces +Z, 1.78 m.
AO = dict(dist=.18, lmin=1, rays=24, iters=0, floor=.42)

def build():
    material('c_skin', '#C9977A', 0, .6); material('c_lip', '#B27A6C', 0, .55); material('c_hair', '#221B17', 0, .75); material('c_white', '#F2F0EC', 0, .3); material('c_iris', '#3A2517', 0, .25)
    material('c_jacket', '#2A4468', 0, .85); material('c_trouser', '#2C333B', 0, .85); material('c_vest', '#E3DC22', 0, .7); material('c_reflex', '#D4D8DA', .2, .35); material('c_boot', '#1D1B1A', 0, .55); material('c_hat', '#F4F4F0', 0, .32); material('c_orange', '#E8641B', 0, .7)
    r = Node('colleague'); m = r.mesh = Mesh(angle=80)
    S = lambda f: (lambda Q: f(np.column_stack([np.abs(Q[:, 0]), Q[:, 1], Q[:, 2]])))          # mirror in x
    # trousers
    leg = S(union(capsule((.088, .88, -.005), (.100, .50, .008), .088, .069), capsule((.100, .50, .008), (.112, .10, -.014), .069, .064), k=.03))
    hip = ellipsoid((0, .95, -.01), (.160, .13, .112))
    folds = lambda Q: .0035 * np.sin(Q[:, 1] * 55 + np.sin(Q[:, 0] * 33 + Q[:, 2] * 41) * 2.2 + Q[:, 2] * 30) * (np.exp(-((Q[:, 1] - .16) / .07) ** 2) + .6 * np.exp(-((Q[:, 1] - .50) / .05) ** 2))
    tr = union(hip, leg, k=.06)
    sdf_mesh(m, lambda Q: np.maximum(np.maximum(tr(Q) + folds(Q), Q[:, 1] - 1.02), .075 - Q[:, 1]), (-.24, .05, -.16), (.24, 1.05, .16), .0110, 'c_trouser', 1800)
    # boots
    boot = S(subtract(union(capsule((.115, .03, -.03), (.130, .030, .120), .046, .043), capsule((.114, .06, -.02), (.114, .15, -.015), .052, .056), k=.05), lambda Q: Q[:, 1] - .004, 0))
    sdf_mesh(m, boot, (-.22, -.01, -.12), (.22, .17, .21), .0125, 'c_boot', 480)
    for s in (-1, 1): m.loft([[(s * .122 + x, y, z) for x, z in ((-.036, -.075), (.036, -.076), (.046, .06), (.040, .14), (.020, .166), (-.016, .166), (-.034, .14), (-.040, .06))][::-1] for y in (.0, .020)], 'rubber')
    # jacket: torso, sloping shoulders, arms slightly bent
    torso = union(ellipsoid((0, 1.26, -.012), (.178, .23, .112)), ellipsoid((0, 1.06, -.005), (.160, .16, .108)), S(capsule((.02, 1.475, -.025), (.165, 1.400, -.020), .062, .058)), k=.09)
    arm = S(union(capsule((.172, 1.392, -.020), (.228, 1.135, -.032), .058, .049), capsule((.228, 1.135, -.032), (.245, .890, .040), .049, .038), k=.03))
    neck = capsule((0, 1.46, -.020), (0, 1.515, -.012), .066, .062)
    jk = union(union(torso, arm, k=.035), neck, k=.035)
    jf = lambda Q: .0028 * np.sin(Q[:, 1] * 68 + np.sin(Q[:, 2] * 50) * 1.6 + Q[:, 0] * 22) * np.clip((np.abs(Q[:, 0]) - .18) / .03, 0, 1) * (np.exp(-((Q[:, 1] - 1.13) / .06) ** 2) + np.exp(-((Q[:, 1] - .93) / .04) ** 2))
    sdf_mesh(m, lambda Q: np.maximum(np.maximum(jk(Q) + jf(Q), .94 - Q[:, 1] - 10 * (np.abs(Q[:, 0]) > .205) * 1.0), Q[:, 1] - 1.525), (-.33, .80, -.18), (.33, 1.56, .16), .0100, 'c_jacket', 2600)
    # vest: shell over the torso, open V at the neck; reflective bands are thin shells of their own
    vt = union(ellipsoid((0, 1.26, -.012), (.192, .23, .126)), ellipsoid((0, 1.05, -.005), (.178, .18, .124)), S(capsule((.05, 1.470, -.025), (.125, 1.425, -.022), .068, .068)), k=.09)
    armh = S(capsule((.212, 1.44, -.02), (.238, 1.13, -.032), .082, .062))
    vneck = capsule((0, 1.33, .16), (0, 1.60, .02), .012, .115)
    v = subtract(subtract(vt, armh, .01), vneck, .01)
    hem = lambda Q: .905 - Q[:, 1]
    sdf_mesh(m, lambda Q: np.maximum(v(Q), hem(Q)), (-.25, .88, -.20), (.25, 1.54, .18), .0080, 'c_vest', 3000)
    def shell(reg, mat, n, t=.0035, st=.0062): sdf_mesh(m, lambda Q: np.maximum(np.maximum(v(Q) - t, hem(Q)), reg(Q)), (-.25, .90, -.20), (.25, 1.56, .18), st, mat, n)
    shell(lambda Q: np.abs(Q[:, 1] - 1.005) - .025, 'c_reflex', 1500); shell(lambda Q: np.abs(Q[:, 1] - 1.165) - .025, 'c_reflex', 1500)
    shell(lambda Q: np.maximum(np.abs(np.abs(Q[:, 0]) - .098) - .025, 1.16 - Q[:, 1]), 'c_reflex', 2200)
    m.tube([(0, y, zf) for y, zf in zip((.91, 1.005, 1.165, 1.25, 1.34), [front(v, y) + .003 for y in (.91, 1.005, 1.165, 1.25, 1.34)])], .004, 'c_orange', n=5)
    zc = front(v, 1.275, -.105); m.box((-.105, 1.275, zc + .006), (.054, .036, .002), 'plate_white', .0008); m.box((-.105, 1.285, zc + .0072), (.054, .012, .0012), 'pl_blue', .0004)
    # hands: relaxed, thumb forward
    palm = union(capsule((.245, .90, .038), (.249, .850, .055), .026, .024), ellipsoid((.250, .820, .068), (.0155, .044, .034), (14, 0, 0)), k=.012)
    def finger(z, y0, k, r):                      # hangs half curled: base, two bends, tip
        P = [(.252, y0, z), (.252, y0 - .036 * k, z + .004), (.238, y0 - .060 * k, z + .006), (.217, y0 - .060 * k, z + .006), (.206, y0 - .044 * k, z + .004)]
        return union(*[capsule(P[q], P[q + 1], r * (1 - .05 * q), r * (.95 - .05 * q)) for q in range(4)], k=.002)
    fingers = union(finger(.046, .795, .84, .0078), finger(.0625, .793, .97, .0088), finger(.0805, .793, 1.03, .0092), finger(.0985, .797, .96, .0090), k=.0012)
    thumb = union(capsule((.243, .855, .078), (.236, .815, .102), .0125, .0105), capsule((.236, .815, .102), (.233, .782, .108), .0105, .0085), k=.004)
    hd = S(union(union(palm, fingers, k=.007), thumb, k=.008))
    sdf_mesh(m, hd, (-.30, .71, .0), (.30, .93, .15), .0032, 'c_skin', 3400)
    # head
    Y = 1.63
    skull = union(ellipsoid((0, Y + .025, -.015), (.074, .105, .094)), ellipsoid((0, Y - .040, .020), (.055, .068, .064)), ellipsoid((0, Y - .090, .047), (.024, .020, .026)), capsule((0, Y - .16, -.020), (0, Y - .06, -.014), .053, .050), k=.045)
    brow = S(ellipsoid((.028, Y + .022, .064), (.032, .009, .016), (0, 14, -4)))
    nose = union(capsule((0, Y + .010, .077), (0, Y - .024, .098), .0082, .0108), S(ellipsoid((.0112, Y - .029, .087), (.0075, .0068, .0100))), k=.010)
    cheek = S(ellipsoid((.036, Y - .022, .050), (.022, .022, .024)))
    lips = union(ellipsoid((0, Y - .0580, .0795), (.0215, .0046, .0100)), ellipsoid((0, Y - .0665, .0785), (.0185, .0056, .0105)), k=.003)
    ear = S(ellipsoid((.077, Y - .002, -.012), (.009, .030, .018), (0, -18, 8)))
    sock = S(ellipsoid((.031, Y + .004, .094), (.0205, .0105, .018)))
    eyel = S(ellipsoid((.031, Y + .003, .0660), (.0180, .0145, .0150)))
    h = union(skull, brow, cheek, k=.025); h = union(h, nose, k=.016); h = union(h, ear, k=.010); h = subtract(h, sock, .012); h = union(h, eyel, k=.006)
    hl = union(h, lips, k=.006)
    sdf_mesh(m, lambda Q: np.maximum(hl(Q), 1.475 - Q[:, 1]), (-.11, 1.46, -.13), (.11, 1.78, .125), .0046, 'c_skin', 1900)
    mouth = lambda Q: np.maximum(hl(Q) - .0007, np.minimum(lips(Q) - .0008, 9))
    sdf_mesh(m, lambda Q: np.maximum(mouth(Q), .072 - Q[:, 2]), (-.03, Y - .08, .06), (.03, Y - .045, .11), .0018, 'c_lip', 160)
    hair = lambda Q: np.maximum(skull(Q) - .0045, -union(lambda P: np.maximum(P[:, 1] - (Y + .050), -.052 * 0 - (P[:, 2] - (.018 - .35 * (P[:, 1] - Y)))), lambda P: P[:, 1] - (Y - .062), k=0)(Q))
    hair2 = lambda Q: np.maximum(np.maximum(skull(Q) - .0045, Q[:, 2] - (.022 - .30 * np.maximum(Q[:, 1] - Y, -1))), np.maximum((Y - .052) - Q[:, 1], (Y - .010) - Q[:, 1] - .9 * np.maximum(-.012 - Q[:, 2], 0)))
    sdf_mesh(m, hair2, (-.10, Y - .08, -.13), (.10, Y + .15, .06), .0038, 'c_hair', 1100)
    for s in (-1, 1):          # eyes as almond plates with iris, lids, brows
        ex, ey, ez = s * .031, Y + .0035, .0813
        def ell(a, b, z, n): return [(ex + a * math.cos(2 * math.pi * i / n), ey + b * math.sin(2 * math.pi * i / n), z - .30 * (a * math.cos(2 * math.pi * i / n) * s + .010) * (1 if s * math.cos(2 * math.pi * i / n) > 0 else .25)) for i in range(n)]
        b = m.add(ell(.0130, .0044, ez, 16)); m.face([b + i for i in range(16)], 'c_white', nocc=True)
        b = m.add([(ex - s * .0008 + .0046 * math.cos(2 * math.pi * i / 14), ey + .0002 + .0043 * math.sin(2 * math.pi * i / 14), ez + .0008) for i in range(14)]); m.face([b + i for i in range(14)], 'c_iris', nocc=True)
        b = m.add([(ex + .0012 + .0010 * math.cos(2 * math.pi * i / 6), ey + .0016 + .0010 * math.sin(2 * math.pi * i / 6), ez + .0010) for i in range(6)]); m.face([b + i for i in range(6)], 'c_white', nocc=True)
        m.tube([(ex - s * .0135, ey - .0006, ez - .0008), (ex - s * .006, ey + .0042, ez + .0004), (ex + s * .004, ey + .0044, ez - .0008), (ex + s * .0135, ey + .0004, ez - .0074)], [.0006, .0011, .0011, .0007], 'c_hair', n=5)
        P = [(s * .0145, Y + .0215), (s * .027, Y + .0262), (s * .039, Y + .0262), (s * .050, Y + .0205)]
        m.tube([(x, y, front(h, y, x) - .0004) for x, y in P], [.0016, .0022, .0020, .0007], 'c_hair', n=6)
    # hard hat
    n = 32
    def ring(k, y, ex=0, oz=-.012): return [((.098 + ex) * k * math.cos(2 * math.pi * i / n), Y + y, oz - (.118 + ex) * k * math.sin(2 * math.pi * i / n)) for i in range(n)]
    m.loft([ring(1, .045, .000), ring(1, .046, .016), ring(1, .050, .016), ring(1, .054, .004), ring(.99, .075), ring(.94, .105), ring(.83, .130), ring(.62, .150), ring(.34, .161), ring(.08, .164)], 'c_hat')
    m.loft([[(x, Y + .0445 + dy + t, z) for x, z, dy in ((-.082, .070, 0), (.082, .070, 0), (.074, .104, -.003), (.050, .128, -.006), (.020, .138, -.0075), (-.020, .138, -.0075), (-.050, .128, -.006), (-.074, .104, -.003))][::-1] for t in (0, .005)], 'c_hat')
    for x in (-.03, 0, .03): m.tube([(x, Y + .1645 - abs(x) * .16 - ((z) / .118) ** 2 * .062, z - .012) for z in (-.090, -.06, -.03, 0, .03, .06, .09)], .005, 'c_hat', n=6)
    for s in (-1, 1): m.tube(fillet([(s * .084, Y + .045, .010), (s * .0735, Y - .040, .020), (s * .040, Y - .108, .030), (0, Y - .118, .040)], .03, 4), .0022, 'ink', n=5)
    r.empty('head', (0, Y, 0)); r.empty('eyes', (0, Y + .003, .085)); r.empty('label', (0, 1.36, .14), width=.06, height=.02); r.empty('voice', (0, Y - .06, .1))
    r.empty('hand', (-.226, .7515, .1045), (0, 90, 0))        # on the bent forefinger: a padlock hangs there by its shackle
    return r

def front(f, y, x=0.0):
    """Foremost surface point of a field at (x, y)."""
    z = np.arange(.25, -.2, -.0005); d = f(np.column_stack([np.full_like(z, x), np.full_like(z, y), z]))
    i = np.argmax(d < 0)
    return float(z[i]) if d[i] < 0 else 0.0

def ghosts(): return [(floor(0, 1), 'main')]
