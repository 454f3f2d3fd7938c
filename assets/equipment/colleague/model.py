import os, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "blender"))
from kit import *
from parts import *

# Standing colleague in workwear, hi-vis vest and hard hat. Floor origin, faces +Z, 1.78 m.
AO = dict(dist=.18, lmin=1, rays=24, iters=0, floor=.42)

def build():
    material('c_skin', '#C58F6C', 0, .6); material('c_lip', '#A9675A', 0, .6); material('c_hair', '#221B17', 0, .75); material('c_white', '#F2F0EC', 0, .3); material('c_iris', '#3A2517', 0, .25)
    material('c_jacket', '#24456F', 0, .85); material('c_trouser', '#2A3138', 0, .85); material('c_vest', '#E9E31C', 0, .7); material('c_reflex', '#D4D8DA', .2, .35); material('c_boot', '#1D1B1A', 0, .55); material('c_hat', '#F4F4F0', 0, .32); material('c_orange', '#E8641B', 0, .7)
    r = Node('colleague'); m = r.mesh = Mesh(angle=80)
    S = lambda f: (lambda Q: f(np.column_stack([np.abs(Q[:, 0]), Q[:, 1], Q[:, 2]])))          # mirror in x
    # trousers
    leg = S(union(capsule((.095, .90, -.005), (.105, .50, .010), .088, .066), capsule((.105, .50, .010), (.115, .10, -.012), .066, .060), k=.05))
    hip = ellipsoid((0, .94, -.01), (.165, .13, .115))
    folds = lambda Q: .004 * np.sin(Q[:, 1] * 62 + np.sin(Q[:, 0] * 40) * 1.3 + Q[:, 2] * 18) * np.clip((.62 - Q[:, 1]) / .3, 0, 1)
    tr = union(hip, leg, k=.07)
    sdf_mesh(m, lambda Q: np.maximum(np.maximum(tr(Q) + folds(Q), Q[:, 1] - 1.02), .085 - Q[:, 1]), (-.24, .06, -.16), (.24, 1.05, .16), .017, 'c_trouser', 1500)
    # boots
    boot = S(subtract(union(capsule((.115, .03, -.03), (.128, .035, .125), .050, .046), capsule((.115, .06, -.02), (.115, .15, -.015), .055, .058), k=.05), lambda Q: Q[:, 1] - .004, 0))
    sdf_mesh(m, boot, (-.22, -.01, -.12), (.22, .17, .21), .0125, 'c_boot', 800)
    for s in (-1, 1): m.loft([[(s * .122 + s * 0 + x, y, z) for x, z in ((-.040, -.075), (.042, -.078), (.052, .06), (.046, .14), (.020, .178), (-.016, .178), (-.038, .14), (-.044, .06))][::-1] for y in (.0, .022)], 'rubber')
    # jacket: torso and arms; left arm hangs, right arm holds a clipboard pose is kept simple: both relaxed, elbows slightly bent
    torso = union(ellipsoid((0, 1.28, -.012), (.190, .22, .118)), ellipsoid((0, 1.08, -.005), (.165, .18, .112)), ellipsoid((0, 1.42, -.02), (.165, .075, .09)), k=.10)
    arm = S(union(capsule((.190, 1.415, -.020), (.255, 1.145, -.035), .066, .052), capsule((.255, 1.145, -.035), (.275, .905, .045), .051, .040), k=.04))
    neck = capsule((0, 1.46, -.018), (0, 1.525, -.010), .070, .062)
    jk = union(union(torso, arm, k=.045), neck, k=.04)
    jf = lambda Q: .0035 * np.sin(Q[:, 1] * 75 + Q[:, 0] * 22) * np.clip((np.abs(Q[:, 0]) - .19) / .04, 0, 1)
    sdf_mesh(m, lambda Q: np.maximum(np.maximum(jk(Q) + jf(Q), .945 - Q[:, 1]), Q[:, 1] - 1.53), (-.36, .90, -.18), (.36, 1.56, .16), .0155, 'c_jacket', 2200)
    # vest: shell over the torso with reflective bands, open V at the neck
    vt = union(ellipsoid((0, 1.28, -.012), (.205, .22, .131)), ellipsoid((0, 1.07, -.005), (.184, .19, .127)), ellipsoid((0, 1.43, -.02), (.145, .075, .100)), k=.10)
    armh = S(capsule((.215, 1.46, -.02), (.262, 1.12, -.035), .086, .066))
    vneck = capsule((0, 1.34, .16), (0, 1.62, .02), .012, .115)
    v = subtract(subtract(vt, armh, .01), vneck, .01)
    def vm(c):
        if abs(c.y - 1.02) < .026 or abs(c.y - 1.19) < .026: return 'c_reflex'
        if abs(abs(c.x) - .098) < .025 and c.y > 1.19: return 'c_reflex'
        if abs(c.x) < .006 and c.z > 0: return 'c_orange'
        return 'c_vest'
    sdf_mesh(m, lambda Q: np.maximum(v(Q), .915 - Q[:, 1]), (-.26, .88, -.20), (.26, 1.54, .18), .0118, vm, 3800)
    # hands
    hd = S(union(capsule((.277, .90, .050), (.280, .835, .072), .030, .034), capsule((.283, .83, .078), (.279, .765, .098), .027, .018), capsule((.262, .865, .085), (.255, .815, .110), .0145, .011), ellipsoid((.280, .80, .085), (.017, .045, .034), (20, 0, 0)), k=.022))
    sdf_mesh(m, hd, (-.33, .72, .0), (.33, .93, .15), .0085, 'c_skin', 700)
    # head
    Y = 1.63
    skull = union(ellipsoid((0, Y + .025, -.015), (.076, .105, .096)), ellipsoid((0, Y - .045, .022), (.058, .066, .064)), ellipsoid((0, Y - .088, .046), (.030, .024, .030)), capsule((0, Y - .16, -.020), (0, Y - .06, -.012), .054, .052), k=.04)
    brow = S(ellipsoid((.030, Y + .022, .066), (.032, .010, .018), (0, 14, -6)))
    nose = union(capsule((0, Y + .010, .078), (0, Y - .024, .101), .0095, .0125), S(ellipsoid((.0125, Y - .030, .088), (.0085, .0075, .011))), k=.010)
    cheek = S(ellipsoid((.043, Y - .020, .052), (.025, .022, .026)))
    lips = union(ellipsoid((0, Y - .0575, .080), (.0235, .0060, .0115)), ellipsoid((0, Y - .0675, .0785), (.0205, .0068, .0115)), k=.004)
    ear = S(ellipsoid((.080, Y - .004, -.012), (.011, .032, .020), (0, -18, 8)))
    sock = S(ellipsoid((.031, Y + .004, .094), (.0205, .0105, .018)))
    eyel = S(ellipsoid((.031, Y + .003, .0665), (.0185, .0150, .0150)))
    h = union(skull, brow, cheek, k=.02); h = union(h, nose, k=.014); h = union(h, ear, k=.010); h = subtract(h, sock, .012); h = union(h, eyel, k=.006); h = union(h, lips, k=.006)
    def hm(c):
        if (c.z < -.02 and c.y > Y - .055 and abs(c.x) < .079 + 0) or (c.y > Y + .062): return 'c_hair'
        if abs(c.x) > .060 and c.y > Y + .010 and c.z < .030 and not (abs(c.x) > .079): return 'c_hair'
        if abs(c.y - Y + .0625) < .0085 and abs(c.x) < .021 and c.z > .082: return 'c_lip'
        return 'c_skin'
    sdf_mesh(m, lambda Q: np.maximum(h(Q), 1.475 - Q[:, 1]), (-.11, 1.46, -.13), (.11, 1.78, .125), .0048, hm, 4200)
    for s in (-1, 1):          # eyes as inset almond plates with iris, brows
        ex, ey, ez = s * .031, Y + .0035, .0818
        def ell(a, b, z, n, up=1.0): return [(ex + a * math.cos(2 * math.pi * i / n), ey + b * math.sin(2 * math.pi * i / n) * (up if math.sin(2 * math.pi * i / n) > 0 else .8), z - .30 * (a * math.cos(2 * math.pi * i / n) * s + .010) * (1 if s * math.cos(2 * math.pi * i / n) > 0 else .25)) for i in range(n)]
        b = m.add(ell(.0135, .0052, ez, 16)); m.face([b + i for i in range(16)], 'c_white', nocc=True)
        b = m.add([(ex - s * .0008 + .0050 * math.cos(2 * math.pi * i / 14), ey + .0004 + .0048 * math.sin(2 * math.pi * i / 14), ez + .0008) for i in range(14)]); m.face([b + i for i in range(14)], 'c_iris', nocc=True)
        m.tube([(ex - s * .0135, ey - .0002, ez - .0008), (ex - s * .006, ey + .0052, ez + .0006), (ex + s * .004, ey + .0054, ez - .0006), (ex + s * .0135, ey + .0008, ez - .0072)], [.0008, .0013, .0013, .0008], 'c_hair', n=6)
        m.tube([(s * .013, Y + .0235, .0895), (s * .026, Y + .0285, .0880), (s * .040, Y + .0275, .0790), (s * .051, Y + .0200, .0655)], [.0026, .0034, .0030, .0012], 'c_hair', n=6)
    # hard hat
    n = 30
    def ring(k, y, ex=0, oz=-.012): return [((.098 + ex) * k * math.cos(2 * math.pi * i / n), Y + y, oz - (.118 + ex) * k * math.sin(2 * math.pi * i / n)) for i in range(n)]
    m.loft([ring(1, .045, .000), ring(1, .046, .016), ring(1, .050, .016), ring(1, .054, .004), ring(.99, .075), ring(.94, .105), ring(.83, .130), ring(.62, .150), ring(.34, .161), ring(.08, .164)], 'c_hat')
    m.loft([[(x, Y + .046 + dy + t, z) for x, z, dy in ((-.072, .078, 0), (.072, .078, 0), (.058, .128, -.006), (0, .146, -.010), (-.058, .128, -.006))][::-1] for t in (0, .005)], 'c_hat')
    for x in (-.03, 0, .03): m.tube([(x, Y + .1645 - abs(x) * .16 - ((z) / .118) ** 2 * .062, z - .012) for z in (-.090, -.06, -.03, 0, .03, .06, .09)], .005, 'c_hat', n=6)
    for s in (-1, 1): m.tube(fillet([(s * .088, Y + .045, .015), (s * .075, Y - .045, .030), (s * .036, Y - .104, .044), (0, Y - .112, .052)], .03, 4), .0026, 'ink', n=5)
    # collar, zip, ID card
    m.box((-.105, 1.285, .1205), (.052, .034, .002), 'plate_white', .0008); m.box((-.105, 1.294, .122), (.052, .012, .0012), 'pl_blue', .0004)
    r.empty('head', (0, Y, 0)); r.empty('eyes', (0, Y + .003, .085)); r.empty('label', (0, 1.36, .14), width=.06, height=.02); r.empty('voice', (0, Y - .06, .1))
    return r

def ghosts(): return [(floor(0, 1), 'main')]
