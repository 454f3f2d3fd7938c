"""A standing person in workwear: one body, told apart by head, hair, build and clothes. Floor origin, faces +Z, 1.78 m before scaling."""
from kit import *

AO = dict(dist=.18, lmin=1, rays=24, iters=0, floor=.42)

class Look:
    """What tells people apart. Lengths of the face and the build are factors; hat, vest: colour or None."""
    skin, lip, hair, iris = '#C9977A', '#B27A6C', '#221B17', '#3A2517'
    jacket, trouser, boot = '#2A4468', '#2C333B', '#1D1B1A'
    hat, vest, trim = '#F4F4F0', '#E3DC22', '#E8641B'
    words = None                      # on the vest, in front and at the back
    cut = 'short'                     # hair of a head without a hat: short; with one, also 'bun'
    brows = 1.0                       # thickness
    nose = 0.0                        # m further out
    glasses = moustache = False
    size = 1.0                        # of the whole figure
    broad = hips = deep = 1.0         # shoulders, legs, depth of the body
    belly = bust = 0.0                # m
    face, jaw, long = 1.0, 1.0, 1.0   # width of the head, of the chin; its height

def smooth(a, b, t):
    t = min(1.0, max(0.0, (t - a) / (b - a))); return t * t * (3 - 2 * t)

def bend(look, p, Y=1.63):
    """Moves a point of the common body to where this person has it."""
    x, y, z = p; up = smooth(1.485, 1.56, y)
    w = look.hips + (look.broad - look.hips) * smooth(.92, 1.28, y); x *= w + (1 - w) * smooth(1.38, 1.52, y)
    d = look.deep; z = -.015 + (z + .015) * (d + (1 - d) * smooth(1.38, 1.52, y))
    if z > 0 and abs(x) < .19: z += look.belly * math.exp(-((y - 1.07) / .13) ** 2) * min(1, z / .05) * (1 - (x / .19) ** 2)
    x *= 1 + (look.face - 1) * up; x *= 1 + (look.jaw - 1) * smooth(Y - .015, Y - .10, y) * up
    if y > 1.52: y = 1.52 + (y - 1.52) * look.long
    return V((x, y, z)) * look.size

def person(name, look=Look):
    material('c_skin', look.skin, 0, .6); material('c_lip', look.lip, 0, .55); material('c_hair', look.hair, 0, .75); material('c_white', '#F2F0EC', 0, .3); material('c_iris', look.iris, 0, .25)
    material('c_jacket', look.jacket, 0, .85); material('c_trouser', look.trouser, 0, .85); material('c_vest', look.vest or '#E3DC22', 0, .7); material('c_reflex', '#D4D8DA', .2, .35); material('c_boot', look.boot, 0, .55); material('c_hat', look.hat or '#F4F4F0', 0, .32); material('c_orange', look.trim, 0, .7); material('c_trim', look.trim, 0, .7)
    r = Node(name); m = r.mesh = Mesh(angle=80)
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
    if look.bust: torso = union(torso, S(ellipsoid((.072, 1.285, .070), (.070, .066, .030 + look.bust))), k=.05)
    arm = S(union(capsule((.172, 1.392, -.020), (.228, 1.135, -.032), .058, .049), capsule((.228, 1.135, -.032), (.245, .890, .040), .049, .038), k=.03))
    neck = capsule((0, 1.46, -.020), (0, 1.515, -.012), .066, .062)
    jk = union(union(torso, arm, k=.035), neck, k=.035)
    jf = lambda Q: .0028 * np.sin(Q[:, 1] * 68 + np.sin(Q[:, 2] * 50) * 1.6 + Q[:, 0] * 22) * np.clip((np.abs(Q[:, 0]) - .18) / .03, 0, 1) * (np.exp(-((Q[:, 1] - 1.13) / .06) ** 2) + np.exp(-((Q[:, 1] - .93) / .04) ** 2))
    sdf_mesh(m, lambda Q: np.maximum(np.maximum(jk(Q) + jf(Q), .94 - Q[:, 1] - 10 * (np.abs(Q[:, 0]) > .205) * 1.0), Q[:, 1] - 1.525), (-.33, .80, -.18), (.33, 1.56, .16), .0100, 'c_jacket', 2600)
    # vest: shell over the torso, open V at the neck; reflective bands are thin shells of their own
    vt = union(ellipsoid((0, 1.26, -.012), (.192, .23, .126)), ellipsoid((0, 1.05, -.005), (.178, .18, .124)), S(capsule((.05, 1.470, -.025), (.125, 1.425, -.022), .068, .068)), k=.09)
    if look.bust: vt = union(vt, S(ellipsoid((.072, 1.285, .076), (.076, .072, .036 + look.bust))), k=.05)
    armh = S(capsule((.212, 1.44, -.02), (.238, 1.13, -.032), .082, .062))
    vneck = capsule((0, 1.33, .16), (0, 1.60, .02), .012, .115)
    v = subtract(subtract(vt, armh, .01), vneck, .01)
    hem = lambda Q: .905 - Q[:, 1]
    if look.vest:
        sdf_mesh(m, lambda Q: np.maximum(v(Q), hem(Q)), (-.25, .88, -.20), (.25, 1.54, .18), .0080, 'c_vest', 3000)
        def shell(reg, mat, n, t=.0035, st=.0062): sdf_mesh(m, lambda Q: np.maximum(np.maximum(v(Q) - t, hem(Q)), reg(Q)), (-.25, .90, -.20), (.25, 1.56, .18), st, mat, n)
        shell(lambda Q: np.abs(Q[:, 1] - 1.005) - .025, 'c_reflex', 1500); shell(lambda Q: np.abs(Q[:, 1] - 1.165) - .025, 'c_reflex', 1500)
        shell(lambda Q: np.maximum(np.abs(np.abs(Q[:, 0]) - .098) - .025, 1.16 - Q[:, 1]), 'c_reflex', 2200)
        if look.words: printed(m, v, look.words)
        else:
            m.tube([(0, y, zf) for y, zf in zip((.91, 1.005, 1.165, 1.25, 1.34), [front(v, y) + .003 for y in (.91, 1.005, 1.165, 1.25, 1.34)])], .004, 'c_orange', n=5)
        zc = front(v, 1.275, -.105); m.box((-.105, 1.275, zc + .006), (.054, .036, .002), 'plate_white', .0008); m.box((-.105, 1.285, zc + .0072), (.054, .012, .0012), 'pl_blue', .0004)
    else: buttons(m, jk)
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
    nz = look.nose; nose = union(capsule((0, Y + .010, .077 + nz * .3), (0, Y - .024, .098 + nz), .0082, .0108), S(ellipsoid((.0112, Y - .029, .087 + nz * .7), (.0075, .0068, .0100))), k=.010)
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
    hair2 = lambda Q: np.maximum(np.maximum(skull(Q) - .0045, Q[:, 2] - (.022 - .30 * np.maximum(Q[:, 1] - Y, -1))), np.maximum((Y - .052) - Q[:, 1], (Y - .010) - Q[:, 1] - .9 * np.maximum(-.012 - Q[:, 2], 0)))
    if look.hat: sdf_mesh(m, hair2, (-.10, Y - .08, -.13), (.10, Y + .15, .06), .0038, 'c_hair', 1100)
    else: hair_short(m, skull, Y)
    if look.cut == 'bun': hair_bun(m, Y)
    if look.moustache: moustache(m, hl, Y)
    if look.glasses: glasses(m, Y)
    for s in (-1, 1):          # eyes as almond plates with iris, lids, brows
        ex, ey, ez = s * .031, Y + .0035, .0813
        def ell(a, b, z, n): return [(ex + a * math.cos(2 * math.pi * i / n), ey + b * math.sin(2 * math.pi * i / n), z - .30 * (a * math.cos(2 * math.pi * i / n) * s + .010) * (1 if s * math.cos(2 * math.pi * i / n) > 0 else .25)) for i in range(n)]
        b = m.add(ell(.0130, .0044, ez, 16)); m.face([b + i for i in range(16)], 'c_white', nocc=True)
        b = m.add([(ex - s * .0008 + .0046 * math.cos(2 * math.pi * i / 14), ey + .0002 + .0043 * math.sin(2 * math.pi * i / 14), ez + .0008) for i in range(14)]); m.face([b + i for i in range(14)], 'c_iris', nocc=True)
        b = m.add([(ex + .0012 + .0010 * math.cos(2 * math.pi * i / 6), ey + .0016 + .0010 * math.sin(2 * math.pi * i / 6), ez + .0010) for i in range(6)]); m.face([b + i for i in range(6)], 'c_white', nocc=True)
        m.tube([(ex - s * .0135, ey - .0006, ez - .0008), (ex - s * .006, ey + .0042, ez + .0004), (ex + s * .004, ey + .0044, ez - .0008), (ex + s * .0135, ey + .0004, ez - .0074)], [.0006, .0011, .0011, .0007], 'c_hair', n=5)
        P = [(s * .0145, Y + .0215), (s * .027, Y + .0262), (s * .039, Y + .0262), (s * .050, Y + .0205)]
        m.tube([(x, y, front(h, y, x) - .0004) for x, y in P], [q * look.brows for q in (.0016, .0022, .0020, .0007)], 'c_hair', n=6)
    if look.hat: hard_hat(m, Y)
    r.empty('head', (0, Y, 0)); r.empty('eyes', (0, Y + .003, .085)); r.empty('label', (0, 1.36, .14), width=.06, height=.02); r.empty('voice', (0, Y - .06, .1))
    r.empty('hand', (-.226, .7515, .1045), (0, 90, 0))        # on the bent forefinger: a padlock hangs there by its shackle
    if look is not Look:
        m.v = [bend(look, q) for q in m.v]
        for k in r.kids: k.pos = bend(look, k.pos)
    return r

def front(f, y, x=0.0):
    """Foremost surface point of a field at (x, y)."""
    z = np.arange(.25, -.2, -.0005); d = f(np.column_stack([np.full_like(z, x), np.full_like(z, y), z]))
    i = np.argmax(d < 0)
    return float(z[i]) if d[i] < 0 else 0.0

def back(f, y, x=0.0):
    return -front(lambda Q: f(Q * np.array([1, 1, -1])), y, x)

def printed(m, v, words):
    """Words on the vest between its bands, following its surface, in front and at the back."""
    for size, rear in ((.032, False), (.040, True)):
        first = len(m.v); m.text(words, (0, 1.085, 0), min(size, .16 / len(words)), 'c_white', font='cjk')
        for p in m.v[first:]:
            if rear: p.x = -p.x; p.z = back(v, p.y, p.x) - .0030
            else: p.z = front(v, p.y, p.x) + .0030

def buttons(m, jk):
    """A work jacket without a vest: turned-down collar, waistband, covered buttons, two chest pockets with flaps, name badge."""
    gap = lambda Q: (.010 + .45 * np.maximum(1.512 - Q[:, 1], 0)) - np.abs(Q[:, 0]) - 4 * np.maximum(.02 - Q[:, 2], 0)                       # open in front
    collar = lambda Q: np.maximum(np.maximum(jk(Q) - .0075, gap(Q)), np.maximum(Q[:, 1] - 1.5235, 1.474 - .30 * np.maximum(Q[:, 2] + .01, 0) - Q[:, 1]))
    sdf_mesh(m, collar, (-.13, 1.42, -.13), (.13, 1.54, .11), .0050, 'c_jacket', 1500)
    sdf_mesh(m, lambda Q: np.maximum(np.maximum(jk(Q) - .0130, np.abs(Q[:, 1] - .966) - .026), np.abs(Q[:, 0]) - .170), (-.22, .93, -.16), (.22, 1.0, .15), .0075, 'c_jacket', 900)
    ys = [.965 + .055 * k for k in range(9)]
    m.tube([(.012, y, front(jk, y, .012) + .0006) for y in ys], .0026, 'c_trim', n=5)
    for y in ys[1::2]: m.cyl((0, y, front(jk, y) + .001), .0055, .004, 'c_trim', n=10, b=.001)
    for s in (-1, 1):
        for y0, y1, t in ((1.205, 1.295, .0030), (1.285, 1.315, .0058)):
            def flap(Q): return np.maximum(np.maximum(jk(Q) - t, np.abs(Q[:, 0] - s * .085) - .046), np.maximum(np.maximum(Q[:, 1] - y1, y0 - Q[:, 1]), .02 - Q[:, 2]))
            sdf_mesh(m, flap, (s * .085 - .055, y0 - .01, .02), (s * .085 + .055, y1 + .01, .16), .0060, 'c_jacket', 260)
    z = front(jk, 1.250, -.085) + .0045; m.box((-.085, 1.250, z), (.054, .034, .002), 'plate_white', .0008); m.box((-.085, 1.261, z + .0012), (.054, .011, .0012), 'pl_blue', .0004)

def hair_short(m, skull, Y):
    """Short hair parted at the side: a cap over the skull, its edge higher over the forehead."""
    part = lambda Q: .0035 * np.sin(Q[:, 0] * 190 + np.sin(Q[:, 2] * 60)) * np.clip((Q[:, 1] - Y - .07) / .03, 0, 1)
    top = lambda Q: skull(Q) - .0110 - .0080 * np.clip((Q[:, 1] - Y - .05) / .07, 0, 1) + part(Q) - .006 * np.exp(-((Q[:, 0] - .035) / .03) ** 2) * np.clip((Q[:, 1] - Y - .07) / .04, 0, 1)
    line = lambda Q: Q[:, 2] - (.014 + 1.20 * np.maximum(Q[:, 1] - (Y + .017), 0) + .012 * (Q[:, 0] / .05))           # further forward on the side of the parting
    low = lambda Q: (Y - .050) - Q[:, 1] - 0.0
    side = lambda Q: (Y + .004) - Q[:, 1] - .9 * np.maximum(-.010 - Q[:, 2], 0)
    sdf_mesh(m, lambda Q: np.maximum(np.maximum(top(Q), line(Q)), np.maximum(low(Q), side(Q))), (-.11, Y - .08, -.15), (.11, Y + .17, .12), .0040, 'c_hair', 1700)

def hair_bun(m, Y):
    """Hair gathered at the nape, and to the sides of the face."""
    bun = union(ellipsoid((0, Y - .030, -.128), (.038, .036, .030)), ellipsoid((0, Y - .020, -.100), (.050, .040, .030)), k=.012)
    rib = lambda Q: bun(Q) + .0016 * np.sin(Q[:, 0] * 260 + Q[:, 1] * 190)
    sdf_mesh(m, rib, (-.07, Y - .09, -.18), (.07, Y + .04, -.05), .0042, 'c_hair', 520)
    for s in (-1, 1): m.tube([(s * .0705, Y + .046, .034), (s * .0735, Y + .010, .030), (s * .0725, Y - .022, .024), (s * .0700, Y - .046, .020)], [.0065, .0075, .0060, .0015], 'c_hair', n=7)

def moustache(m, hl, Y):
    f = lambda Q: np.maximum(np.maximum(hl(Q) - .0042, np.abs(Q[:, 1] - (Y - .0475 - .35 * np.maximum(np.abs(Q[:, 0]) - .012, 0))) - .0058), np.abs(Q[:, 0]) - .029)
    sdf_mesh(m, lambda Q: np.maximum(f(Q), .066 - Q[:, 2]), (-.036, Y - .072, .06), (.036, Y - .034, .115), .0020, 'c_hair', 420)

def glasses(m, Y):
    for s in (-1, 1):
        ring = [(s * .031 + .0200 * math.cos(a), Y + .0025 + .0150 * math.sin(a), .0985 - .10 * max(0.0, s * (s * .031 + .0200 * math.cos(a)) - .031)) for a in (2 * math.pi * k / 16 for k in range(16))]
        m.tube(ring, .0012, 'blackmetal', n=5, closed=True)
        m.tube([(s * .0510, Y + .0060, .0965), (s * .0700, Y + .0080, .080), (s * .0800, Y + .0075, .030), (s * .0810, Y + .0080, -.012)], .0013, 'blackmetal', n=5)
    m.tube([(-.0115, Y + .0060, .0988), (0, Y + .0085, .1010), (.0115, Y + .0060, .0988)], .0012, 'blackmetal', n=5)

def hard_hat(m, Y):
    n = 32
    def ring(k, y, ex=0, oz=-.012): return [((.098 + ex) * k * math.cos(2 * math.pi * i / n), Y + y, oz - (.118 + ex) * k * math.sin(2 * math.pi * i / n)) for i in range(n)]
    m.loft([ring(1, .045, .000), ring(1, .046, .016), ring(1, .050, .016), ring(1, .054, .004), ring(.99, .075), ring(.94, .105), ring(.83, .130), ring(.62, .150), ring(.34, .161), ring(.08, .164)], 'c_hat')
    m.loft([[(x, Y + .0445 + dy + t, z) for x, z, dy in ((-.082, .070, 0), (.082, .070, 0), (.074, .104, -.003), (.050, .128, -.006), (.020, .138, -.0075), (-.020, .138, -.0075), (-.050, .128, -.006), (-.074, .104, -.003))][::-1] for t in (0, .005)], 'c_hat')
    for x in (-.03, 0, .03): m.tube([(x, Y + .1645 - abs(x) * .16 - ((z) / .118) ** 2 * .062, z - .012) for z in (-.090, -.06, -.03, 0, .03, .06, .09)], .005, 'c_hat', n=6)
    for s in (-1, 1): m.tube(fillet([(s * .084, Y + .045, .010), (s * .0735, Y - .040, .020), (s * .040, Y - .108, .030), (0, Y - .118, .040)], .03, 4), .0022, 'ink', n=5)
