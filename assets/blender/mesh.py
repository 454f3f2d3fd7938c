"""The mesh builder: primitives, lofts, lettering and the standard parts of switchgear."""
import math
from contextlib import contextmanager
from mathutils import Matrix, Quaternion
from mathutils.geometry import tessellate_polygon
from shapes import V, AX, trs, rrect, ccw, offset, is_convex
from lettering import text_mesh

class Mesh:
    def __init__(s, angle=52):
        s.v, s.f = [], []           # f: (indices, material, uvs, nocc)
        s.M = Matrix.Identity(4)
        s.angle = angle
    @contextmanager
    def at(s, pos=(0, 0, 0), rot=(0, 0, 0), scale=1):
        old = s.M.copy(); s.M = old @ trs(pos, rot, scale)
        yield s
        s.M = old
    def add(s, pts):
        b = len(s.v)
        for p in pts: s.v.append(s.M @ V(p))
        return b
    def face(s, idx, mat, uv=None, nocc=False):
        idx = list(idx)
        if s.M.determinant() < 0:
            idx.reverse()
            if uv: uv = list(reversed(uv))
        s.f.append((tuple(idx), mat, tuple(map(tuple, uv)) if uv else None, nocc))
    # ---- primitives
    def quad(s, pts, mat, uv=None, nocc=False):
        b = s.add(pts); s.face(range(b, b + len(pts)), mat, uv, nocc)
    def plate(s, c, w, h, mat, uv=True, nocc=False):
        """Flat rectangle in XY facing +Z; texture upright."""
        x, y, z = c
        s.quad([(x - w / 2, y - h / 2, z), (x + w / 2, y - h / 2, z), (x + w / 2, y + h / 2, z), (x - w / 2, y + h / 2, z)],
               mat, [(0, 1), (1, 1), (1, 0), (0, 0)] if uv else None, nocc)
    def grid(s, o, ux, uy, nx, ny, mat):
        """Grid from corner o spanned by vectors ux, uy (normal = ux x uy)."""
        o, ux, uy = V(o), V(ux), V(uy)
        b = s.add([o + ux * (i / nx) + uy * (j / ny) for j in range(ny + 1) for i in range(nx + 1)])
        for j in range(ny):
            for i in range(nx):
                k = b + j * (nx + 1) + i
                s.face((k, k + 1, k + nx + 2, k + nx + 1), mat)
    def box(s, c, sz, mat, b=0.0008):
        sz = [abs(x) for x in sz]
        hx, hy, hz = [x / 2 for x in sz]
        cx, cy, cz = c
        if not b:
            P = [(cx + i * hx, cy + j * hy, cz + k * hz) for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)]
            o = s.add(P)
            for q in ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)):
                s.face([o + i for i in q], mat)
            return
        b = min(b, .48 * min(sz))
        idx, P = {}, []
        for i in (-1, 1):
            for j in (-1, 1):
                for k in (-1, 1):
                    for a in range(3):
                        h = [hx, hy, hz]; h = [h[q] - (0 if q == a else b) for q in range(3)]
                        idx[(i, j, k, a)] = len(P)
                        P.append((cx + i * h[0], cy + j * h[1], cz + k * h[2]))
        o = s.add(P)
        def put(keys):
            pts = [V(P[idx[k]]) - V(c) for k in keys]
            n = (pts[1] - pts[0]).cross(pts[2] - pts[1])
            m = sum(pts, V((0, 0, 0)))
            ids = [o + idx[k] for k in keys]
            s.face(ids if n.dot(m) > 0 else ids[::-1], mat)
        L = (-1, 1)
        for a in range(3):
            for g in L:
                q = []
                for (p, r) in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                    k = [0, 0, 0]; k[a] = g; k[(a + 1) % 3] = p; k[(a + 2) % 3] = r
                    q.append((*k, a))
                put(q)
        for a in range(3):                       # edges parallel to axis a
            a1, a2 = (a + 1) % 3, (a + 2) % 3
            for p in L:
                for r in L:
                    ks = []
                    for e in L:
                        k = [0, 0, 0]; k[a] = e; k[a1] = p; k[a2] = r
                        ks.append(tuple(k))
                    put([(*ks[0], a1), (*ks[1], a1), (*ks[1], a2), (*ks[0], a2)])
        for i in L:
            for j in L:
                for k in L:
                    put([(i, j, k, 0), (i, j, k, 1), (i, j, k, 2)])
    def bx(s, p0, p1, mat, b=0.0008):
        """Box by two corners."""
        s.box([(p0[i] + p1[i]) / 2 for i in range(3)], [abs(p1[i] - p0[i]) for i in range(3)], mat, b)
    def lathe(s, prof, mat, n=24, c=(0, 0, 0), axis='z', a0=0.0, cap=(True, True), arc=None):
        """Revolve (r, z) points round the axis; mat may be a list per segment."""
        with s.at(c, AX[axis]):
            rings = []
            for r, z in prof:
                if r < 1e-9: rings.append((s.add([(0, 0, z)]), 1))
                else: rings.append((s.add([(r * math.cos(a0 + 2 * math.pi * i / n), r * math.sin(a0 + 2 * math.pi * i / n), z) for i in range(n)]), n))
            m = (lambda k: mat[min(k, len(mat) - 1)]) if isinstance(mat, (list, tuple)) else (lambda k: mat)
            for k in range(len(prof) - 1):
                (b0, n0), (b1, n1) = rings[k], rings[k + 1]
                for i in range(n):
                    j = (i + 1) % n
                    if n0 == 1 and n1 == 1: break
                    if n0 == 1: s.face((b0, b1 + j, b1 + i), m(k))
                    elif n1 == 1: s.face((b0 + i, b0 + j, b1), m(k))
                    else: s.face((b0 + i, b0 + j, b1 + j, b1 + i), m(k))
            if cap[0] and rings[0][1] > 1: s.face([rings[0][0] + i for i in range(n)][::-1], m(0))
            if cap[1] and rings[-1][1] > 1: s.face([rings[-1][0] + i for i in range(n)], m(len(prof)))
    def cyl(s, c, r, h, mat, axis='z', n=20, b=0.0005, r2=None, a0=0.0):
        """Cylinder centred at c; the chamfer is at the + end (both ends from 20 mm radius)."""
        r2 = r if r2 is None else r2
        n = n if n <= 6 else min(n, max(8, int(max(r, r2) * 1200)), 48)
        b = min(b, h * .45, r * .9, max(r2, 1e-9) * .9)
        if b > 1e-7:
            pr = [(r2, h / 2 - b), (r2 - b, h / 2)]
            pr = ([(r - b, -h / 2), (r, -h / 2 + b)] if r > .02 else [(r, -h / 2)]) + pr
        else: pr = [(r, -h / 2), (r2, h / 2)]
        s.lathe(pr, mat, n, c, axis, a0)
    def ring(s, c, ro, ri, h, mat, axis='z', n=24, b=0.0004, full=False):
        """Annular ring centred at c; without full the back (towards -axis) is left open because it lies on something."""
        b = min(b, h * .4, (ro - ri) * .4)
        n = min(n, max(14, int(ro * 2500)), 48)
        pr = [(ro, -h / 2), (ro, h / 2 - b), (ro - b, h / 2), (ri, h / 2), (ri, -h / 2)]
        if full: pr.append((ro, -h / 2))
        s.lathe(pr, mat, n, c, axis, cap=(False, False))
    def dome(s, c, r, mat, n=12, m=3, axis='z', k=1.0):
        """Half sphere on c, height k*r."""
        pr = [(r * math.cos(math.pi / 2 * i / m), r * k * math.sin(math.pi / 2 * i / m)) for i in range(m)] + [(0, r * k)]
        s.lathe(pr, mat, n, c, axis, cap=(False, False))
    def sphere(s, c, r, mat, n=16, m=8, axis='z', sc=None):
        pr = [(r * math.sin(math.pi * k / m), -r * math.cos(math.pi * k / m)) for k in range(m + 1)]
        pr[0] = (0, -r); pr[-1] = (0, r)
        if sc:
            with s.at(c, scale=sc): s.lathe(pr, mat, n, (0, 0, 0), axis)
        else: s.lathe(pr, mat, n, c, axis)
    def extrude(s, poly, z0, z1, mat, b=0.0, b0=None, holes=(), caps=(True, True), side=None, nocc=False):
        """Prism of a polygon in XY from z0 to z1; b = chamfer at the z1 rim, b0 at the z0 rim."""
        poly = ccw(poly); holes = [ccw(h) for h in holes]
        b0 = b if b0 is None else b0
        side = side or mat
        loops = [poly] + holes
        def ring(i, d, z):
            p = loops[i]
            if d: p = offset(p, d if i == 0 else -d)
            return s.add([(x, y, z) for x, y in p])
        bases0, bases1 = [], []
        for i, lp in enumerate(loops):
            n = len(lp)
            rs = []
            if b0: rs.append((ring(i, b0, z0)))
            rs.append(ring(i, 0, z0 + b0)); rs.append(ring(i, 0, z1 - b))
            if b: rs.append(ring(i, b, z1))
            bases0.append(rs[0]); bases1.append(rs[-1])
            for q in range(len(rs) - 1):
                for k in range(n):
                    j = (k + 1) % n
                    f = (rs[q] + k, rs[q] + j, rs[q + 1] + j, rs[q + 1] + k)
                    s.face(f if i == 0 else f[::-1], side if 0 < q < len(rs) - 2 or not (b or b0) else mat, nocc=nocc)
        def cap(bases, d, up):
            ls = []
            for i, lp in enumerate(loops):
                p = offset(lp, d if i == 0 else -d) if d else lp
                ls.append([V((x, y, 0)) for x, y in p])
            flat = [p for l in ls for p in l]
            ids = [bases[i] + k for i, l in enumerate(ls) for k in range(len(l))]
            if len(loops) == 1 and is_convex(ls[0]):
                s.face(ids if up else ids[::-1], mat, nocc=nocc); return
            for t in tessellate_polygon(ls):
                a, bb, c = [flat[k] for k in t]
                ar = (bb - a).cross(c - a).z
                if abs(ar) < 1e-14: continue
                t = list(t)
                if (ar > 0) != up: t.reverse()
                s.face([ids[k] for k in t], mat, nocc=nocc)
        if caps[0]: cap(bases0, b0, False)
        if caps[1]: cap(bases1, b, True)
    def loft(s, rings, mat, caps=(True, True), closed=False):
        """rings: lists of 3D points, same count, each counter-clockwise seen from the end."""
        n = len(rings[0])
        bs = [s.add(r) for r in rings]
        m = (lambda k: mat[min(k, len(mat) - 1)]) if isinstance(mat, (list, tuple)) else (lambda k: mat)
        cnt = len(bs) if closed else len(bs) - 1
        first = len(s.f)
        for k in range(cnt):
            a, b = bs[k], bs[(k + 1) % len(bs)]
            for i in range(n):
                j = (i + 1) % n
                s.face((a + i, a + j, b + j, b + i), m(k))
        if not closed:
            if caps[0]: s.face([bs[0] + i for i in range(n)][::-1], m(0))
            if caps[1]: s.face([bs[-1] + i for i in range(n)], m(len(bs)))
        if closed or all(caps): s.outside_out(first)
    def outside_out(s, first):
        """Turns the faces from `first` on, which enclose a room, so that they show their outside."""
        def cone(idx):
            a = s.v[idx[0]] - origin
            return sum(a.dot((s.v[p] - origin).cross(s.v[q] - origin)) for p, q in zip(idx[1:], idx[2:]))
        origin = s.v[s.f[first][0][0]]
        if sum(cone(f[0]) for f in s.f[first:]) < 0:
            s.f[first:] = [(i[::-1], mat, uv[::-1] if uv else None, nocc) for i, mat, uv, nocc in s.f[first:]]
    def body(s, secs, mat, n=4, axis='y', caps=(True, True)):
        """Loft of rounded rectangles: secs = [(t, w, d, r[, ox, oz])]; t along the axis, w across x, d across depth."""
        rings = []
        for q in secs:
            t, w, d, r = q[:4]; ox, oz = (q[4], q[5]) if len(q) > 4 else (0, 0)
            pts = rrect(w, d, r, n, ox, oz)
            rings.append([(x, y, t) for x, y in pts])
        # local z -> axis ; for axis y, section x stays x and section y becomes -z: mirror so that d faces +z
        if axis == 'y': rings = [[(x, t, z) for x, z, t in r][::-1] for r in rings]
        elif axis == '-z': rings = [[(x, y, -t) for x, y, t in r][::-1] for r in rings]
        elif axis == 'x': rings = [[(t, x, y) for x, y, t in r] for r in rings]
        s.loft(rings, mat, caps)
    def tube(s, path, r, mat, n=8, cap=True, closed=False, twist=None):
        """Round bar along a polyline; r may be a list; twist = second material for spiral stripes."""
        P = [V(p) for p in path]
        Q = [P[0]]
        for p in P[1:]:
            if (p - Q[-1]).length > 1e-6: Q.append(p)
        P = Q
        if closed and (P[0] - P[-1]).length < 1e-6: P.pop()
        N = len(P)
        rr = r if isinstance(r, (list, tuple)) else [r] * N
        T = []
        for i in range(N):
            a = P[(i - 1) % N] if (closed or i > 0) else P[i]
            b = P[(i + 1) % N] if (closed or i < N - 1) else P[i]
            e1 = (P[i] - a).normalized() if (P[i] - a).length > 1e-9 else None
            e2 = (b - P[i]).normalized() if (b - P[i]).length > 1e-9 else None
            t = (e1 or e2) + (e2 or e1)
            T.append(t.normalized() if t.length > 1e-6 else (e1 or e2))
        up = V((0, 0, 1)) if abs(T[0].z) < .9 else V((1, 0, 0))
        u = T[0].cross(up).normalized()
        rings = []
        for i in range(N):
            if i:
                ax = T[i - 1].cross(T[i])
                if ax.length > 1e-7:
                    u = Quaternion(ax.normalized(), T[i - 1].angle(T[i])) @ u
            u = (u - T[i] * u.dot(T[i])).normalized()
            w = T[i].cross(u)
            rings.append([P[i] + (u * math.cos(2 * math.pi * k / n) + w * math.sin(2 * math.pi * k / n)) * rr[min(i, len(rr) - 1)] for k in range(n)])
        bs = [s.add(q) for q in rings]
        m = N if closed else N - 1
        for i in range(m):
            a, b = bs[i], bs[(i + 1) % N]
            for k in range(n):
                j = (k + 1) % n
                s.face((a + k, a + j, b + j, b + k), twist if (twist and (k % (n // 2)) < n // 4) else mat)
        if cap and not closed:
            s.face([bs[0] + k for k in range(n)][::-1], mat); s.face([bs[-1] + k for k in range(n)], mat)
    def text(s, t, pos, size, mat='ink', align='c', font='sans', res=1, rot=(0, 0, 0)):
        """Lettering as flat geometry facing +Z; size = cap height; pos = centre of the cap height."""
        pts, tris, w = text_mesh(t, font, max(res, 2) if font == 'cjk' else res)
        ox = {'l': 0, 'c': -.5 * w, 'r': -w}[align]
        with s.at(pos, rot):
            b = s.add([((x + ox) * size, (y - .5) * size, 0) for x, y in pts])
            for a in tris: s.face([b + i for i in a], mat, None, True)
        return w * size
    # ---- standard parts
    def screw(s, pos, r=0.003, mat='zinc', kind='+', axis='z', h=None, n=None):
        """Pan head; pos = seat of the head."""
        h = h or r * .6
        n = n or (10 if r < .0038 else 12)
        with s.at(pos, AX[axis]):
            s.lathe([(r, 0), (r, h * .6), (r * .62, h)], mat, n, cap=(False, True))
            L, w = r * 1.1, r * .26
            z = h + .00006
            s.quad([(-L / 2, -w / 2, z), (L / 2, -w / 2, z), (L / 2, w / 2, z), (-L / 2, w / 2, z)], 'hole', nocc=True)
            if kind == '+':
                s.quad([(-w / 2, -L / 2, z), (w / 2, -L / 2, z), (w / 2, L / 2, z), (-w / 2, L / 2, z)], 'hole', nocc=True)
    def hexbolt(s, pos, af=0.013, mat='zinc', axis='z', washer=True, h=None):
        r = af / 2 / math.cos(math.pi / 6); h = h or af * .6
        with s.at(pos, AX[axis]):
            z = 0
            if washer:
                s.lathe([(af * .85, 0), (af * .85, af * .12)], mat, 12, cap=(False, True)); z = af * .12
            s.lathe([(r, z), (r, z + h * .85), (r * .86, z + h)], mat, 6, cap=(False, True))
            s.lathe([(af * .3, z + h), (af * .3, z + h + af * .14)], mat, 8, cap=(False, True))
    def rail(s, x0, x1, y, mat='galv', z=0):
        """35 x 7.5 DIN rail along x, back on z."""
        t = .0011
        pr = [(-.0175, .0075), (-.0175, .0075 - t), (-.0128, .0075 - t), (-.0128, 0), (.0128, 0), (.0128, .0075 - t), (.0175, .0075 - t), (.0175, .0075),
              (.0118, .0075), (.0118, t), (-.0118, t), (-.0118, .0075)]
        with s.at((x0, y, z), (0, 90, 0)):           # local z -> x ; local x -> -z
            s.extrude([(-b, a) for a, b in pr], 0, x1 - x0, mat)
        nslot = int((x1 - x0) / .025)
        for i in range(nslot):
            x = x0 + (x1 - x0) * (i + .5) / nslot
            s.quad([(x - .0075, y - .003, z + t + .0001), (x + .0075, y - .003, z + t + .0001), (x + .0075, y + .003, z + t + .0001), (x - .0075, y + .003, z + t + .0001)], 'hole', nocc=True)
    def duct(s, x0, y0, x1, y1, h, z=0, pitch=.0210, lid=True):
        """Slotted wiring trunking covering the rectangle, standing h off the plate; slots in the long sides."""
        hor = (x1 - x0) >= (y1 - y0)
        L = (x1 - x0) if hor else (y1 - y0); W = (y1 - y0) if hor else (x1 - x0)
        with s.at(((x0 + x1) / 2, (y0 + y1) / 2, z), (0, 0, 0 if hor else 90)):
            s.bx((-L / 2, -W / 2, 0), (L / 2, W / 2, .002), 'duct', 0)
            n = max(2, int(L / pitch)); p = L / n
            t = .0016
            for sy in (-1, 1):
                y = sy * (W / 2 - t / 2)
                s.bx((-L / 2, y - t / 2, .002), (L / 2, y + t / 2, h * .22), 'duct', 0)
                for i in range(n):
                    x = -L / 2 + (i + .5) * p
                    X0, X1, Z0, Z1 = x - p * .33, x + p * .33, h * .22, h - .006
                    for ya, f in ((y + t / 2, 1), (y - t / 2, -1)): s.quad([(X1, ya, Z0), (X0, ya, Z0), (X0, ya, Z1), (X1, ya, Z1)][::f], 'duct')
                    s.quad([(X0, y + t / 2, Z0), (X0, y - t / 2, Z0), (X0, y - t / 2, Z1), (X0, y + t / 2, Z1)], 'duct'); s.quad([(X1, y - t / 2, Z0), (X1, y + t / 2, Z0), (X1, y + t / 2, Z1), (X1, y - t / 2, Z1)], 'duct')
                s.bx((-L / 2, y - t / 2, h - .006), (L / 2, y + t / 2, h - .001), 'duct', 0)
            if lid:
                s.box((0, 0, h + .0008), (L, W + .003, .0022), 'duct_lid', .0008)
                for sy in (-1, 1): s.box((0, sy * (W / 2 + .0008), h - .003), (L, .0014, .008), 'duct_lid', .0004)
    def labelplate(s, c, w=.03, h=.012, mat='plate_white', t=.0012):
        s.box((c[0], c[1], c[2] + t / 2), (w, h, t), mat, .0004)
        return (c[0], c[1], c[2] + t)
    def merge(s, o, M=None):
        M = s.M @ (M or Matrix.Identity(4))
        b = len(s.v); s.v += [M @ v for v in o.v]
        s.f += [(tuple(b + i for i in f[0]), *f[1:]) for f in o.f]
    def bounds(s):
        return (V([min(v[i] for v in s.v) for i in range(3)]), V([max(v[i] for v in s.v) for i in range(3)]))
