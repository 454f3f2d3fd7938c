"""Soft bodies: hands, gloves, the trainee's head."""
from kit import *

# The trainee
material('skin', '#C99673', 0, .6); material('nail', '#DDB49C', 0, .4); material('sleeve', '#22406B', 0, .85); material('sleeve_band', '#D9DCDE', 0, .5)

FING = {  # base (knuckle), lengths, radius ; right hand, thumb side +Y, fingers -Z, palm towards -X
    'index': ((.030, .030, -.020), (.043, .026, .020), .0092), 'middle': ((.031, .0095, -.025), (.047, .029, .021), .0094),
    'ring': ((.030, -.0110, -.022), (.043, .027, .020), .0090), 'little': ((.028, -.0300, -.013), (.033, .020, .018), .0080)}
POSES = {
    'open': dict(index=(14, 16, 12, 5), middle=(16, 18, 12, 1), ring=(19, 20, 14, -3), little=(22, 22, 14, -8), thumb=((.020, .030, .048), (-.002, .052, .020), (-.010, .070, -.008), (-.013, .080, -.030))),
    'grip': dict(index=(58, 84, 50, 1), middle=(62, 86, 52, 0), ring=(64, 88, 54, -1), little=(68, 88, 54, -3), thumb=((.020, .030, .048), (-.004, .050, .022), (-.021, .049, -.006), (-.026, .040, -.030))),
    'point': dict(index=(6, 8, 6, 2), middle=(66, 92, 58, 0), ring=(70, 94, 58, -1), little=(74, 94, 58, -3), thumb=((.020, .030, .048), (-.003, .048, .022), (-.017, .044, -.006), (-.022, .030, -.026))),
}

def finger_pts(name, pose):
    b, L, r = FING[name]; a1, a2, a3, sp = pose
    p = V(b); out = [p.copy()]; a = 0
    for l, da in zip(L, (a1, a2, a3)):
        a += math.radians(da); s = math.radians(sp)
        d = V((-math.sin(a), math.sin(s) * math.cos(a), -math.cos(a) * math.cos(s)))
        p = p + d * l; out.append(p.copy())
    return out, r

def hand_sdf(pose, fat=0.0):
    P = POSES[pose]
    fs = []
    palm = []
    for n in FING:
        b, L, r = FING[n]
        palm.append(capsule((.034, b[1] * .55 - .002, .062), (b[0] + .001, b[1], b[2] + .004), .0125 + fat, .0105 + fat))
    palm.append(ellipsoid((.021, .026, .030), (.016 + fat, .019 + fat, .034 + fat), (14, 0, 0)))        # thenar
    palm.append(ellipsoid((.024, -.026, .030), (.014 + fat, .014 + fat, .034 + fat)))                     # hypothenar
    palm = union(*palm, k=.016)
    wrist = capsule((.033, -.002, .062), (.033, -.004, .110), .0215 + fat, .0235 + fat)
    wr = lambda Q: wrist(np.column_stack([(Q[:, 0] - .033) * 1.22 + .033, Q[:, 1], Q[:, 2]])) * .85
    out = union(palm, wr, k=.022)
    for n in FING:
        pts, r = finger_pts(n, P[n]); r += fat
        f = union(capsule(pts[0], pts[1], r * 1.04, r * .98), capsule(pts[1], pts[2], r * .98, r * .90), capsule(pts[2], pts[3] - (pts[3] - pts[2]).normalized() * r * .7, r * .90, r * .80), k=.003)
        fs.append(f)
    t = [V(q) for q in P['thumb']]
    th = union(capsule(t[0], t[1], .0145 + fat, .0118 + fat), capsule(t[1], t[2], .0112 + fat, .0102 + fat), capsule(t[2], t[3], .0102 + fat, .0084 + fat), k=.006)
    fin = union(*fs, k=.0022)
    return union(union(out, fin, k=.007), th, k=.010), P

def hand_mesh(pose, mirror=False, target=2000, cuff=True):
    m = Mesh(angle=75)
    ctx = m.at(scale=(-1, 1, 1)) if mirror else m.at()
    with ctx:
        f, P = hand_sdf(pose)
        cut = lambda Q: Q[:, 2] - .103  # inside the sleeve, behind its closed end
        g = lambda Q: np.maximum(f(Q), cut(Q))
        sdf_mesh(m, g, (-.06, -.065, -.14), (.075, .10, .105), .0028, 'skin', target)
        # finger nails on the back of the last joint
        tn = [V(q) for q in P['thumb']]; dt = (tn[3] - tn[2]).normalized()
        for n in list(FING) + ['thumb']:
            if n == 'thumb': d, tip, r = dt, tn[3], .0100; up = (V((.35, 1, -.35)) - d * V((.35, 1, -.35)).dot(d)).normalized() if pose == 'open' else (V((-1, .6, -.2)) - d * V((-1, .6, -.2)).dot(d)).normalized()
            else:
                pts, r = finger_pts(n, P[n]); d, tip = (pts[3] - pts[2]).normalized(), pts[3]; up = d.cross(V((0, 1, 0))).normalized()
            side = up.cross(d)
            c = tip - d * r * .95 + up * r * .80
            out = [(-1, -.75), (-.7, -1), (.4, -1), (.85, -.7), (1, 0), (.85, .7), (.4, 1), (-.7, 1), (-1, .75)]
            R = [[c + d * a * r * .60 * k + side * b * r * .56 * k + up * (h - .22 * r * (b * b)) - up * .10 * r * max(0, a) for a, b in out] for k, h in ((1.05, -.0012), (1, .0004), (.7, .0009))]
            o = [m.add(q) for q in R]; N = len(out)
            fl = (R[1][1] - R[1][0]).cross(R[1][2] - R[1][1]).dot(up) > 0
            for q in range(2):
                for i in range(N):
                    jj = (i + 1) % N; f_ = (o[q] + i, o[q] + jj, o[q + 1] + jj, o[q + 1] + i); m.face(f_ if fl else f_[::-1], 'nail')
            f_ = [o[2] + i for i in range(N)]; m.face(f_ if fl else f_[::-1], 'nail')
        if cuff:
            ring = lambda z, a, b: [(.033 + a * math.cos(2 * math.pi * i / 24), -.004 - b * math.sin(2 * math.pi * i / 24), z) for i in range(24)]  # towards -z
            m.loft([ring(.180, .034, .040), ring(.120, .031, .037), ring(.094, .029, .035), ring(.088, .0285, .0345), ring(.088, .0255, .0315), ring(.100, .024, .030)], 'sleeve', caps=(True, True))
            m.loft([ring(.112, .0320, .0378), ring(.111, .0322, .038), ring(.094, .0304, .0362), ring(.093, .0300, .0358)], 'sleeve_band', caps=(False, False))
    return m

def hand(side):
    r = Node('hand_' + side)
    for p in ('open', 'grip', 'point'): r.add(Node(p, mesh=hand_mesh(p, side == 'left'), ao=p))
    r.empty('grip_1', (0, 0, 0)); s = 1 if side == 'right' else -1
    pts, _ = finger_pts('index', POSES['point']['index']); r.empty('fingertip', (s * pts[3].x, pts[3].y, pts[3].z), (0, 180, 0))
    return r
