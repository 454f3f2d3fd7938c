"""Modelling kit for the Shixun equipment library.

Geometry is built directly in the glTF frame (metres, +Y up, front faces +Z, X to the right seen
from the front).  A model is a tree of Node objects; each Node may carry a Mesh.  The kit computes
area weighted corner normals, bakes ambient occlusion into COLOR_0 (with adaptive splitting of long
edges where the occlusion changes), and writes a GLB whose bytes depend only on the scripts.

Runs inside Blender (tested with 3.4):  blender -b --factory-startup --python build_all.py -- names
"""
import bpy, math, json, struct, zlib, os, sys, importlib.util
from contextlib import contextmanager
import numpy as np
from mathutils import Vector, Matrix, Quaternion, Euler
from mathutils.bvhtree import BVHTree
from mathutils.geometry import tessellate_polygon

HERE = os.path.dirname(os.path.abspath(__file__))
EQUIP = os.path.normpath(os.path.join(HERE, '..', 'equipment'))
V = Vector

# ------------------------------------------------------------------ materials

def lin(h):
    h = h.lstrip('#')
    c = [int(h[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    return tuple(x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in c)

MATS = {}

def material(name, col='#808080', metal=0.0, rough=0.5, emit=None, estr=1.0, alpha=1.0, tex=None, double=False):
    """col: sRGB hex. tex: a Canvas (PNG) used as base colour."""
    MATS[name] = dict(name=name, col=lin(col), metal=metal, rough=rough,
                      emit=lin(emit) if emit else None, estr=estr, alpha=alpha, tex=tex, double=double)
    return name

for _a in [
    ('ral7035', '#CBD0CC', 0, .42), ('ral7035_in', '#C4C9C5', 0, .5), ('ral7016', '#3A4047', 0, .5),
    ('ral5015', '#1F6FA8', 0, .42), ('ral5010', '#0E4C7F', 0, .42), ('ral6011', '#5C7A55', 0, .45),
    ('galv', '#B7BCBF', .45, .46), ('zinc', '#C6C8CA', .9, .32), ('steel', '#B0B2B5', .95, .30),
    ('steel_dark', '#6E7175', .9, .42), ('brass', '#C9A24E', .95, .30), ('copper', '#D6935F', .85, .34),
    ('nickel', '#D0CEC8', .95, .22), ('chrome', '#DCDDDE', 1, .12), ('alu', '#C2C5C8', .9, .36),
    ('blackmetal', '#2A2C2E', .6, .45),
    ('pl_black', '#1E1F21', 0, .45), ('pl_dark', '#33363A', 0, .5), ('pl_grey', '#7D8388', 0, .5),
    ('pl_lgrey', '#B9BEC0', 0, .48), ('pl_white', '#E6E7E4', 0, .42), ('pl_cream', '#DDD8C6', 0, .45),
    ('duct', '#8E969B', 0, .55), ('duct_lid', '#959DA2', 0, .5),
    ('pl_red', '#C3201E', 0, .38), ('pl_yellow', '#F2B700', 0, .42), ('pl_blue', '#1D56A5', 0, .42),
    ('pl_green', '#17864A', 0, .42), ('pl_orange', '#E7711B', 0, .45), ('rubber', '#1A1A1B', 0, .8),
    ('rubber_grey', '#4A4C4F', 0, .75), ('hole', '#0A0A0B', 0, .9),
    ('w_brown', '#5B3219', 0, .38), ('w_black', '#1B1B1D', 0, .38), ('w_grey', '#8B8E92', 0, .38),
    ('w_blue', '#1F5FBF', 0, .38), ('w_green', '#1E8A3C', 0, .38), ('w_yellow', '#F0CD1B', 0, .38),
    ('w_red', '#B92320', 0, .38), ('w_dblue', '#1C3F8A', 0, .38), ('w_orange', '#E57A1E', 0, .4),
    ('cable', '#232426', 0, .6), ('ferrule_red', '#B5312B', 0, .4),
    ('ink', '#121314', 0, .6), ('ink_white', '#F1F1EE', 0, .55), ('ink_red', '#B5161A', 0, .55),
    ('ink_grey', '#55595C', 0, .6),
    ('plate_white', '#F0F0EC', 0, .45), ('plate_yellow', '#F4C400', 0, .45), ('plate_alu', '#C9CBCC', .6, .38),
    ('lcd', '#A9B59C', 0, .22), ('cork', '#B58A5B', 0, .85),
]:
    material(*_a)
material('clear', '#E4EEF2', 0, .06, alpha=.10)
material('clear_smoke', '#A8C0CC', 0, .1, alpha=.26)

# ------------------------------------------------------------------ helpers

def trs(pos=(0, 0, 0), rot=(0, 0, 0), scale=1):
    m = Matrix.Translation(V(pos)) @ Euler([math.radians(a) for a in rot], 'XYZ').to_matrix().to_4x4()
    if scale != 1:
        s = (scale,) * 3 if isinstance(scale, (int, float)) else scale
        m = m @ Matrix.Diagonal((s[0], s[1], s[2], 1))
    return m

AX = {'z': (0, 0, 0), '-z': (180, 0, 0), 'y': (-90, 0, 0), '-y': (90, 0, 0), 'x': (0, 90, 0), '-x': (0, -90, 0)}

def rrect(w, h, r, n=4, cx=0, cy=0):
    """Rounded rectangle, counter-clockwise."""
    r = min(r, w / 2 - 1e-6, h / 2 - 1e-6)
    if r <= 1e-6:
        return [(cx - w / 2, cy - h / 2), (cx + w / 2, cy - h / 2), (cx + w / 2, cy + h / 2), (cx - w / 2, cy + h / 2)]
    pts = []
    for k, (sx, sy) in enumerate([(1, -1), (1, 1), (-1, 1), (-1, -1)]):
        ox, oy = cx + sx * (w / 2 - r), cy + sy * (h / 2 - r)
        a0 = -90 + 90 * k
        for i in range(n + 1):
            a = math.radians(a0 + 90 * i / n)
            pts.append((ox + r * math.cos(a), oy + r * math.sin(a)))
    return pts

def circle(r, n=24, cx=0, cy=0, a0=0):
    return [(cx + r * math.cos(a0 + 2 * math.pi * i / n), cy + r * math.sin(a0 + 2 * math.pi * i / n)) for i in range(n)]

def ccw(p):
    a = sum(p[i][0] * p[(i + 1) % len(p)][1] - p[(i + 1) % len(p)][0] * p[i][1] for i in range(len(p)))
    return list(p) if a > 0 else list(reversed(p))

def offset(poly, d):
    """Move a counter-clockwise polygon inwards by d (mitred)."""
    n, out = len(poly), []
    for i in range(n):
        a, b, c = V(poly[i - 1]), V(poly[i]), V(poly[(i + 1) % n])
        e1, e2 = (b - a), (c - b)
        if e1.length < 1e-9: e1 = e2
        if e2.length < 1e-9: e2 = e1
        e1, e2 = e1.normalized(), e2.normalized()
        n1, n2 = V((-e1.y, e1.x)), V((-e2.y, e2.x))
        m = n1 + n2
        l = m.length
        if l < 1e-6:
            out.append((b.x + n1.x * d, b.y + n1.y * d)); continue
        m /= l
        k = d / max(0.35, m.dot(n1))
        out.append((b.x + m.x * k, b.y + m.y * k))
    return out

def fillet(pts, r, seg=4):
    """Polyline with rounded corners."""
    pts = [V(p) for p in pts]
    out = [pts[0]]
    for i in range(1, len(pts) - 1):
        a, b, c = pts[i - 1], pts[i], pts[i + 1]
        d1, d2 = a - b, c - b
        t = min(r, d1.length * .48, d2.length * .48)
        if t < 1e-5 or d1.normalized().dot(d2.normalized()) < -0.9995:
            out.append(b); continue
        p, q = b + d1.normalized() * t, b + d2.normalized() * t
        for k in range(seg + 1):
            u = k / seg
            out.append(p * (1 - u) ** 2 + b * 2 * u * (1 - u) + q * u * u)
    out.append(pts[-1])
    return out

def spline(pts, n=6):
    """Catmull-Rom through the points."""
    pts = [V(p) for p in pts]
    P = [pts[0] * 2 - pts[1]] + pts + [pts[-1] * 2 - pts[-2]]
    out = []
    for i in range(1, len(P) - 2):
        for k in range(n):
            t = k / n
            a, b, c, d = P[i - 1], P[i], P[i + 1], P[i + 2]
            out.append(.5 * ((2 * b) + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (-a + 3 * b - 3 * c + d) * t ** 3))
    out.append(pts[-1])
    return out

# ------------------------------------------------------------------ text

FONTS = {
    'sans': ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'],
    'bold': ['/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf'],
    'mono': ['/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf'],
    'cjk': ['/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc'],
}
_text_cache = {}

_caps = {}

def _cap(font):
    """Scale that makes the capital H one unit high."""
    if font not in _caps:
        _caps[font] = 1.0
        p = text_mesh('H', font, 1)[0]
        _caps[font] = 1 / (max(q[1] for q in p) - min(q[1] for q in p))
        _text_cache.pop(('H', font, 1))
    return _caps[font]

def text_mesh(s, font='sans', res=2):
    """(points, triangles, width): unit = cap height; x from 0, baseline y = 0."""
    key = (s, font, res)
    if key in _text_cache:
        return _text_cache[key]
    cu = bpy.data.curves.new('t', 'FONT')
    cu.body = s
    path = FONTS[font][0]
    fname = os.path.basename(path)
    cu.font = next((f for f in bpy.data.fonts if os.path.basename(f.filepath) == fname), None) or bpy.data.fonts.load(path)
    cu.resolution_u = res
    ob = bpy.data.objects.new('t', cu)
    me = ob.to_mesh()
    me.calc_loop_triangles()
    k = _cap(font)
    pts = [(v.co.x * k, v.co.y * k) for v in me.vertices]
    tris = []
    for t in me.loop_triangles:
        a, b, c = t.vertices
        (ax, ay), (bx, by), (cx, cy) = pts[a], pts[b], pts[c]
        ar = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(ar) < 1e-9: continue
        tris.append((a, b, c) if ar > 0 else (a, c, b))
    ob.to_mesh_clear()
    bpy.data.objects.remove(ob); bpy.data.curves.remove(cu)
    if pts:
        x0, x1 = min(p[0] for p in pts), max(p[0] for p in pts)
        pts = [(p[0] - x0, p[1]) for p in pts]; w = x1 - x0
    else: w = 0
    _text_cache[key] = (pts, tris, w)
    return _text_cache[key]

# ------------------------------------------------------------------ raster canvas for plates and paper

class Canvas:
    """Small painter; pixel coordinates, y down; supersampled; gives PNG bytes."""
    def __init__(s, w, h, bg='#ffffff', ss=3):
        s.w, s.h, s.ss = w, h, ss
        s.a = np.empty((h * ss, w * ss, 3), np.float32); s.a[:] = s.c(bg)
    @staticmethod
    def c(h):
        h = h.lstrip('#'); return np.array([int(h[i:i + 2], 16) for i in (0, 2, 4)], np.float32)
    def rect(s, x0, y0, x1, y1, col):
        k = s.ss
        s.a[max(0, round(y0 * k)):max(0, round(y1 * k)), max(0, round(x0 * k)):max(0, round(x1 * k))] = s.c(col)
    def frame(s, x0, y0, x1, y1, t, col):
        s.rect(x0, y0, x1, y0 + t, col); s.rect(x0, y1 - t, x1, y1, col)
        s.rect(x0, y0, x0 + t, y1, col); s.rect(x1 - t, y0, x1, y1, col)
    def tri(s, a, b, c, col):
        k = s.ss
        P = np.array([a, b, c], np.float64) * k - .5
        x0, y0 = np.floor(P.min(0)).astype(int); x1, y1 = np.ceil(P.max(0)).astype(int)
        x0, y0 = max(x0, 0), max(y0, 0); x1, y1 = min(x1, s.w * k - 1), min(y1, s.h * k - 1)
        if x1 < x0 or y1 < y0: return
        X, Y = np.meshgrid(np.arange(x0, x1 + 1), np.arange(y0, y1 + 1))
        (ax, ay), (bx, by), (cx, cy) = P
        d = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(d) < 1e-9: return
        u = ((bx - X) * (cy - Y) - (cx - X) * (by - Y)) / d
        v = ((cx - X) * (ay - Y) - (ax - X) * (cy - Y)) / d
        m = (u >= -1e-6) & (v >= -1e-6) & (u + v <= 1 + 1e-6)
        s.a[y0:y1 + 1, x0:x1 + 1][m] = col
    def poly(s, pts, col):
        col = s.c(col)
        for t in tessellate_polygon([[V((x, y, 0)) for x, y in pts]]):
            s.tri(*[pts[i] for i in t], col)
    def line(s, pts, t, col, close=False):
        pts = list(pts) + ([pts[0]] if close else [])
        for a, b in zip(pts, pts[1:]):
            a, b = V(a), V(b)
            d = (b - a)
            if d.length < 1e-6: continue
            d = d.normalized(); n = V((-d.y, d.x)) * t / 2
            e = d * (t / 2)
            s.poly([tuple(a + n - e), tuple(b + n + e), tuple(b - n + e), tuple(a - n - e)], col)
    def disc(s, x, y, r, col, n=40): s.poly(circle(r, n, x, y), col)
    def ring(s, x, y, r, t, col, n=48): s.line(circle(r, n, x, y), t, col, True)
    def text(s, t, x, y, size, col='#111111', align='l', font='sans'):
        """y = baseline; size = cap height in px."""
        pts, tris, w = text_mesh(t, font, 3)
        x -= {'l': 0, 'c': .5, 'r': 1}[align] * w * size
        q = [(x + px * size, y - py * size) for px, py in pts]
        cc = s.c(col)
        for a, b, c in tris: s.tri(q[a], q[b], q[c], cc)
        return w * size
    def noise(s, amp, seed=1):
        r = np.random.RandomState(seed).rand(s.h * s.ss, s.w * s.ss, 1).astype(np.float32) - .5
        s.a = np.clip(s.a + r * amp, 0, 255)
    def pixels(s):
        k = s.ss
        return np.clip(s.a.reshape(s.h, k, s.w, k, 3).mean((1, 3)) + .5, 0, 255).astype(np.uint8)
    def png(s):
        p = s.pixels()
        raw = b''.join(b'\0' + p[y].tobytes() for y in range(s.h))
        ch = lambda t, d: struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))
        return b'\x89PNG\r\n\x1a\n' + ch(b'IHDR', struct.pack('>IIBBBBB', s.w, s.h, 8, 2, 0, 0, 0)) + \
            ch(b'IDAT', zlib.compress(raw, 9)) + ch(b'IEND', b'')

# ------------------------------------------------------------------ mesh builder

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
        for k in range(cnt):
            a, b = bs[k], bs[(k + 1) % len(bs)]
            for i in range(n):
                j = (i + 1) % n
                s.face((a + i, a + j, b + j, b + i), m(k))
        if not closed:
            if caps[0]: s.face([bs[0] + i for i in range(n)][::-1], m(0))
            if caps[1]: s.face([bs[-1] + i for i in range(n)], m(len(bs)))
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

def is_convex(p):
    n, sg = len(p), 0
    for i in range(n):
        a, b, c = p[i - 1], p[i], p[(i + 1) % n]
        k = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
        if abs(k) < 1e-12: continue
        if sg and (k > 0) != (sg > 0): return False
        sg = k
    return True

# ------------------------------------------------------------------ signed distance fields (soft bodies)

def dot3(P, v):
    return P[:, 0] * v[0] + P[:, 1] * v[1] + P[:, 2] * v[2]          # no BLAS: same bits every run

def rot3(P, R):
    return np.column_stack([dot3(P, R[:, 0]), dot3(P, R[:, 1]), dot3(P, R[:, 2])])

def capsule(a, b, r0, r1=None):
    a, b = np.array(a, float), np.array(b, float); r1 = r0 if r1 is None else r1
    def f(P):
        ba = b - a; t = np.clip(dot3(P - a, ba) / max(float((ba * ba).sum()), 1e-12), 0, 1)
        return np.linalg.norm(P - a - t[:, None] * ba, axis=1) - (r0 + (r1 - r0) * t)
    return f

def ellipsoid(c, r, rot=(0, 0, 0)):
    c, r = np.array(c, float), np.array(r, float)
    R = np.array(Euler([math.radians(a) for a in rot]).to_matrix())
    def f(P):
        q = rot3(P - c, R)
        k0 = np.linalg.norm(q / r, axis=1); k1 = np.linalg.norm(q / (r * r), axis=1)
        return k0 * (k0 - 1) / np.maximum(k1, 1e-9)
    return f

def rbox(c, h, rad, rot=(0, 0, 0)):
    c, h = np.array(c, float), np.array(h, float)
    R = np.array(Euler([math.radians(a) for a in rot]).to_matrix())
    def f(P):
        q = np.abs(rot3(P - c, R)) - (h - rad)
        return np.linalg.norm(np.maximum(q, 0), axis=1) + np.minimum(q.max(1), 0) - rad
    return f

def union(*fs, k=0.0):
    def f(P):
        d = fs[0](P)
        for g in fs[1:]:
            e = g(P)
            if k <= 0: d = np.minimum(d, e)
            else:
                h = np.maximum(k - np.abs(d - e), 0) / k
                d = np.minimum(d, e) - h * h * k * .25
        return d
    return f

def subtract(f, g, k=0.0):
    def q(P):
        a, b = f(P), -g(P)
        if k <= 0: return np.maximum(a, b)
        h = np.maximum(k - np.abs(a - b), 0) / k
        return np.maximum(a, b) + h * h * k * .25
    return q

def intersect(f, g, k=0.0):
    return subtract(f, lambda P: -g(P), k)

def sdf_mesh(mesh, f, lo, hi, step, mat, target=None, smooth=0):
    """Surface nets of f<0 in the box, optionally decimated to about `target` triangles. mat: name or function(point)->name."""
    lo, hi = np.array(lo, float), np.array(hi, float)
    N = np.ceil((hi - lo) / step).astype(int) + 1
    ax = [lo[i] + step * np.arange(N[i]) for i in range(3)]
    G = np.stack(np.meshgrid(*ax, indexing='ij'), -1)
    D = f(G.reshape(-1, 3)).reshape(N)
    C = N - 1
    acc = np.zeros((*C, 3)); cnt = np.zeros(C)
    sl = lambda o: tuple(slice(o[i], o[i] + C[i]) for i in range(3))
    corners = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    for a in corners:
        for d in range(3):
            if a[d]: continue
            b = list(a); b[d] = 1
            da, db = D[sl(a)], D[sl(b)]
            m = (da < 0) != (db < 0)
            t = np.where(m, da / np.where(m, da - db, 1), 0)
            p = np.zeros((*C, 3)); p[:] = a
            p[..., d] += t
            acc += np.where(m[..., None], p, 0); cnt += m
    act = cnt > 0
    ids = -np.ones(C, int); ids[act] = np.arange(act.sum())
    base = np.stack(np.meshgrid(*[np.arange(c) for c in C], indexing='ij'), -1)[act]
    P = lo + (base + acc[act] / cnt[act][:, None]) * step
    quads = []
    for d in range(3):
        u, w = (d + 1) % 3, (d + 2) % 3
        s0 = [slice(1, C[i]) for i in range(3)]; s0[d] = slice(0, C[d])
        s1 = list(s0); s1[d] = slice(1, C[d] + 1)
        a, b = D[tuple(s0)] < 0, D[tuple(s1)] < 0
        idx = np.argwhere(a != b)
        if not len(idx): continue
        ins = a[tuple(idx.T)]
        idx = idx + np.array([0 if i == d else 1 for i in range(3)])
        def at(du, dw):
            q = idx.copy(); q[:, u] -= du; q[:, w] -= dw
            return ids[tuple(q.T)]
        q = np.stack([at(1, 1), at(0, 1), at(0, 0), at(1, 0)], 1)
        q[~ins] = q[~ins][:, ::-1]
        quads.append(q)
    Q = np.concatenate(quads)
    # project onto the surface (two Newton steps)
    e = step * .05
    for _ in range(2):
        d0 = f(P)
        g = np.stack([f(P + e * np.eye(3)[i]) - f(P - e * np.eye(3)[i]) for i in range(3)], 1) / (2 * e)
        gl = np.maximum((g * g).sum(1), 1e-3)
        P = P - np.clip(d0 / gl, -step, step)[:, None] * g * .8
    P = P.round(6)
    me = bpy.data.meshes.new('s')
    me.from_pydata([tuple(p) for p in P.tolist()], [], Q.tolist())
    ob = bpy.data.objects.new('s', me); bpy.context.scene.collection.objects.link(ob)
    if smooth:
        md = ob.modifiers.new('m', 'SMOOTH'); md.iterations = smooth; md.factor = .5
    if target and target < len(Q) * 2:
        md = ob.modifiers.new('d', 'DECIMATE'); md.ratio = target / (len(Q) * 2)
    dg = bpy.context.evaluated_depsgraph_get()
    ev = ob.evaluated_get(dg); m2 = ev.to_mesh()
    o = mesh.add([v.co for v in m2.vertices])
    m2.calc_loop_triangles()
    for t in m2.loop_triangles:
        i = t.vertices
        mm = mat
        if callable(mat):
            c = (m2.vertices[i[0]].co + m2.vertices[i[1]].co + m2.vertices[i[2]].co) / 3
            mm = mat(c)
        mesh.face([o + k for k in i], mm)
    ev.to_mesh_clear()
    bpy.data.objects.remove(ob); bpy.data.meshes.remove(me)

# ------------------------------------------------------------------ scene tree

class Node:
    def __init__(s, name, pos=(0, 0, 0), rot=(0, 0, 0), mesh=None, extras=None, ao=None):
        s.name, s.pos, s.rot, s.mesh, s.extras, s.ao, s.kids = name, V(pos), rot, mesh, extras, ao, []
    def add(s, *kids):
        s.kids += kids
        return kids[0]
    def empty(s, name, pos, rot=(0, 0, 0), **extras):
        return s.add(Node(name, pos, rot, extras=extras or None))
    def matrix(s): return trs(s.pos, s.rot)
    def walk(s, M=None, ao='main'):
        M = (M or Matrix.Identity(4)) @ s.matrix(); ao = s.ao or ao
        yield s, M, ao
        for k in s.kids: yield from k.walk(M, ao)
    def find(s, name):
        for n, M, _ in s.walk():
            if n.name == name: return n
        raise KeyError(name)
    def where(s, name):
        """Matrix of a named node relative to the root's parent frame."""
        for n, M, _ in s.walk():
            if n.name == name: return M
        raise KeyError(name)

def euler_quat(rot):
    return Euler([math.radians(a) for a in rot], 'XYZ').to_quaternion()

# ------------------------------------------------------------------ normals, occlusion

def corners(mesh):
    """Triangles with per-corner weighted normals -> list of (material, [(pos, normal, uv)]*3, nocc)."""
    vs, fs = mesh.v, mesh.f
    nrm, area = [], []
    vf = [[] for _ in vs]
    for k, (idx, mat, uv, no) in enumerate(fs):
        n = V((0, 0, 0)); p0 = vs[idx[0]]
        for i in range(1, len(idx) - 1): n += (vs[idx[i]] - p0).cross(vs[idx[i + 1]] - p0)
        l = n.length
        area.append(l / 2); nrm.append(n / l if l > 1e-16 else V((0, 0, 0)))
        for i in idx: vf[i].append(k)
    ct = math.cos(math.radians(mesh.angle))
    out = []
    for k, (idx, mat, uv, no) in enumerate(fs):
        if area[k] < 1e-13: continue
        fn = nrm[k]; cs = []
        for q, i in enumerate(idx):
            n = V((0, 0, 0))
            for j in vf[i]:
                if nrm[j].dot(fn) > ct: n += nrm[j] * area[j]
            n = n.normalized() if n.length > 1e-16 else fn
            cs.append((vs[i], n, uv[q] if uv else None, i))
        if len(cs) == 4:      # split along the shorter diagonal
            if (cs[0][0] - cs[2][0]).length <= (cs[1][0] - cs[3][0]).length: ts = [(0, 1, 2), (0, 2, 3)]
            else: ts = [(0, 1, 3), (1, 2, 3)]
        else: ts = [(0, i, i + 1) for i in range(1, len(cs) - 1)]
        for t in ts:
            a, b, c = (cs[i] for i in t)
            if (b[0] - a[0]).cross(c[0] - a[0]).length < 1e-13: continue
            out.append((mat, (a, b, c), no))
    return out

def hemi(n):
    ds = []
    for i in range(n):
        u = (i + .5) / n; v = 0.0; f = .5; k = i
        while k: v += f * (k & 1); k >>= 1; f /= 2
        r = math.sqrt(u); a = 2 * math.pi * v
        ds.append((r * math.cos(a), r * math.sin(a), math.sqrt(1 - u)))
    return ds

class AO:
    def __init__(s, polys, dist, rays, floor=.30, eps=None, gain=1.0):
        vs, fs = [], []
        for tri in polys:
            b = len(vs); vs += tri; fs.append((b, b + 1, b + 2))
        s.bvh = BVHTree.FromPolygons(vs, fs) if fs else None
        s.d, s.h, s.floor, s.gain = dist, hemi(rays), floor, gain
        s.eps = eps or min(2e-4, dist * .01)
        s.cache = {}
    def __call__(s, p, n):
        if not s.bvh: return 1.0
        key = (round(p.x, 5), round(p.y, 5), round(p.z, 5), round(n.x, 2), round(n.y, 2), round(n.z, 2))
        r = s.cache.get(key)
        if r is not None: return r
        t = n.orthogonal().normalized(); b = n.cross(t)
        o = p + n * s.eps
        occ = 0.0; cast = s.bvh.ray_cast; D = s.d
        for x, y, z in s.h:
            h = cast(o, t * x + b * y + n * z, D)
            if h[3] is not None: occ += 1 - (h[3] / D) ** .7
        v = max(s.floor, 1 - s.gain * occ / len(s.h))
        s.cache[key] = v
        return v

def bake(roots, ao, ghosts=()):
    """Returns {id(node): [(mat, verts[(p,n,uv,ao)], tris)]} with positions in the node frame."""
    opt = dict(dist=.05, rays=24, lmin=.012, thr=.14, iters=2, floor=.32, gain=1.0); opt.update(ao or {})
    groups, data = {}, []
    for r in roots:
        for n, M, g in r.walk():
            if not n.mesh or not n.mesh.f: continue
            tr = corners(n.mesh)
            data.append((n, M, g, tr))
            L = groups.setdefault(g, [])
            for mat, cs, no in tr:
                if no or MATS[mat]['alpha'] < 1: continue
                L.append([M @ c[0] for c in cs])
    for gm, gg in ghosts:
        L = groups.setdefault(gg, [])
        for mat, cs, no in corners(gm):
            if no or MATS[mat]['alpha'] < 1: continue
            L.append([c[0] for c in cs])
    aos = {g: AO(L, opt['dist'], opt['rays'], opt['floor'], gain=opt['gain']) for g, L in groups.items()}
    out = {}
    for n, M, g, tr in data:
        fn = aos[g]; R = M.to_3x3()
        verts, vid, posid = [], {}, {}
        tris = []
        def vert(p, nn, uv, mat, flat):
            key = (round(p.x, 6), round(p.y, 6), round(p.z, 6), round(nn.x, 3), round(nn.y, 3), round(nn.z, 3), uv, mat)
            i = vid.get(key)
            if i is None:
                i = vid[key] = len(verts)
                pid = posid.setdefault(key[:3], len(posid))
                a = 1.0 if MATS[mat]['alpha'] < 1 or MATS[mat]['emit'] else fn(M @ p, R @ nn)
                verts.append((p, nn, uv, a, pid))
            return i
        for mat, cs, no in tr:
            tris.append((mat, tuple(vert(c[0], c[1], c[2], mat, no) for c in cs), no))
        for it in range(opt['iters']):
            want = {}; checked = {}
            for mat, t, no in tris:
                if no or MATS[mat]['alpha'] < 1 or MATS[mat]['emit']: continue
                for q in range(3):
                    a, b = t[q], t[(q + 1) % 3]
                    va, vb = verts[a], verts[b]
                    if (va[0] - vb[0]).length < 2 * opt['lmin']: continue
                    k = (min(a, b), max(a, b))
                    if k in checked: continue
                    checked[k] = 1
                    nn = va[1] + vb[1]
                    if nn.length < 1e-6: continue
                    mid = (va[0] + vb[0]) / 2
                    am = fn(M @ mid, (R @ nn).normalized())
                    pk = (min(va[4], vb[4]), max(va[4], vb[4]))
                    if abs(am - (va[3] + vb[3]) / 2) > opt['thr'] or (it == 0 and (va[0] - vb[0]).length > opt.get('lmax', 9e9)): want[pk] = 1
            if not want: break
            nt = []
            def mid(a, b, mat):
                va, vb = verts[a], verts[b]
                if a > b: va, vb = vb, va
                uv = None if va[2] is None else tuple((x + y) / 2 for x, y in zip(va[2], vb[2]))
                return vert((va[0] + vb[0]) / 2, (va[1] + vb[1]).normalized(), uv, mat, False)
            for mat, t, no in tris:
                f = []
                for q in range(3):
                    pa, pb = verts[t[q]][4], verts[t[(q + 1) % 3]][4]
                    f.append((min(pa, pb), max(pa, pb)) in want)
                c = sum(f)
                if c == 0: nt.append((mat, t, no)); continue
                a, b, d = t
                if c == 3:
                    x, y, z = mid(a, b, mat), mid(b, d, mat), mid(d, a, mat)
                    nt += [(mat, (a, x, z), no), (mat, (x, b, y), no), (mat, (z, y, d), no), (mat, (x, y, z), no)]
                elif c == 1:
                    q = f.index(True); a, b, d = t[q], t[(q + 1) % 3], t[(q + 2) % 3]
                    x = mid(a, b, mat); nt += [(mat, (a, x, d), no), (mat, (x, b, d), no)]
                else:
                    q = f.index(False); a, b, d = t[q], t[(q + 1) % 3], t[(q + 2) % 3]   # edges b-d and d-a split
                    y, z = mid(b, d, mat), mid(d, a, mat)
                    nt += [(mat, (z, y, d), no)]
                    if (verts[a][0] - verts[y][0]).length < (verts[b][0] - verts[z][0]).length:
                        nt += [(mat, (a, b, y), no), (mat, (a, y, z), no)]
                    else: nt += [(mat, (a, b, z), no), (mat, (b, y, z), no)]
            tris = nt
        by = {}
        for mat, t, no in tris: by.setdefault(mat, []).append(t)
        prims = []
        for mat in sorted(by):
            rm, vs, ts = {}, [], []
            for t in by[mat]:
                q = []
                for i in t:
                    if i not in rm: rm[i] = len(vs); vs.append(verts[i])
                    q.append(rm[i])
                ts.append(q)
            prims.append((mat, vs, ts))
        out[id(n)] = prims
    return out

# ------------------------------------------------------------------ GLB writer

def write_glb(path, roots, ao=None, ghosts=()):
    baked = bake(roots, ao, ghosts)
    J = dict(asset=dict(version='2.0', generator='Shixun asset kit'), scene=0, scenes=[dict(nodes=[])], nodes=[],
             meshes=[], materials=[], accessors=[], bufferViews=[], buffers=[])
    buf = bytearray(); mi, tex = {}, []
    def view(data, target=None):
        while len(buf) % 4: buf.append(0)
        d = dict(buffer=0, byteOffset=len(buf), byteLength=len(data))
        if target: d['target'] = target
        buf.extend(data); J['bufferViews'].append(d)
        return len(J['bufferViews']) - 1
    def acc(arr, ct, ty, target, norm=False, mm=False):
        d = dict(bufferView=view(arr.tobytes(), target), componentType=ct, count=len(arr), type=ty)
        if norm: d['normalized'] = True
        if mm: d['min'] = [float(x) for x in arr.min(0)]; d['max'] = [float(x) for x in arr.max(0)]
        J['accessors'].append(d)
        return len(J['accessors']) - 1
    def matidx(name):
        if name in mi: return mi[name]
        m = MATS[name]; r6 = lambda x: round(float(x), 5)
        pb = dict(baseColorFactor=[r6(c) for c in m['col']] + [m['alpha']], metallicFactor=m['metal'], roughnessFactor=m['rough'])
        d = dict(name=name, pbrMetallicRoughness=pb)
        if m['tex'] is not None:
            pb['baseColorFactor'] = [1, 1, 1, 1]
            iv = view(m['tex'].png())
            J.setdefault('images', []).append(dict(bufferView=iv, mimeType='image/png', name=name))
            J.setdefault('samplers', [dict(magFilter=9729, minFilter=9987, wrapS=33071, wrapT=33071)])
            J.setdefault('textures', []).append(dict(source=len(J['images']) - 1, sampler=0))
            pb['baseColorTexture'] = dict(index=len(J['textures']) - 1)
        if m['emit']: d['emissiveFactor'] = [r6(min(1, c)) for c in m['emit']]
        if m['alpha'] < 1: d['alphaMode'] = 'BLEND'
        if m['double'] or m['alpha'] < 1: d['doubleSided'] = True
        J['materials'].append(d); mi[name] = len(J['materials']) - 1
        return mi[name]
    tri = 0
    def emit(n):
        nonlocal tri
        d = dict(name=n.name); k = len(J['nodes']); J['nodes'].append(d)
        if n.pos.length > 0: d['translation'] = [round(x, 6) for x in n.pos]
        q = euler_quat(n.rot)
        if abs(q.w - 1) > 1e-9: d['rotation'] = [float(np.float32(round(x, 9))) for x in (q.x, q.y, q.z, q.w)]
        if n.extras: d['extras'] = n.extras
        if id(n) in baked:
            prims = []
            for mat, vs, ts in baked[id(n)]:
                P = np.array([[round(c, 6) for c in v[0]] for v in vs], np.float32)
                Nn = np.array([list(v[1]) for v in vs], np.float64)
                Nn = (Nn / np.linalg.norm(Nn, axis=1)[:, None]).round(5)
                Nn = (Nn / np.linalg.norm(Nn, axis=1)[:, None]).astype(np.float32)
                A = np.array([[min(255, max(0, int(v[3] * 255 + .5)))] * 3 + [255] for v in vs], np.uint8)
                at = dict(POSITION=acc(P, 5126, 'VEC3', 34962, mm=True), NORMAL=acc(Nn, 5126, 'VEC3', 34962), COLOR_0=acc(A, 5121, 'VEC4', 34962, norm=True))
                if MATS[mat]['tex'] is not None:
                    at['TEXCOORD_0'] = acc(np.array([v[2] or (0, 0) for v in vs], np.float32), 5126, 'VEC2', 34962)
                I = np.array(ts, np.uint16 if len(vs) < 65535 else np.uint32).reshape(-1)
                tri += len(ts)
                prims.append(dict(attributes=at, indices=acc(I, 5123 if I.dtype == np.uint16 else 5125, 'SCALAR', 34963), material=matidx(mat)))
            J['meshes'].append(dict(name=n.name, primitives=prims)); d['mesh'] = len(J['meshes']) - 1
        if n.kids: d['children'] = [emit(c) for c in n.kids]
        return k
    J['scenes'][0]['nodes'] = [emit(r) for r in roots]
    while len(buf) % 4: buf.append(0)
    J['buffers'] = [dict(byteLength=len(buf))]
    for k in ('meshes', 'materials', 'accessors', 'bufferViews', 'buffers'):
        if not J[k]: del J[k]
    js = json.dumps(J, separators=(',', ':'), ensure_ascii=False).encode()
    js += b' ' * (-len(js) % 4)
    out = struct.pack('<III', 0x46546C67, 2, 12 + 8 + len(js) + 8 + len(buf)) + struct.pack('<II', len(js), 0x4E4F534A) + js + struct.pack('<II', len(buf), 0x004E4942) + bytes(buf)
    with open(path, 'wb') as fh: fh.write(out)
    return tri, len(out)

# ------------------------------------------------------------------ model scripts

_mods = {}

def load(name):
    """Import assets/equipment/<name>/model.py; it offers build() -> Node or [Node], optional AO dict and ghosts()."""
    if name not in _mods:
        p = os.path.join(EQUIP, name, 'model.py')
        sp = importlib.util.spec_from_file_location('equip_' + name, p)
        m = importlib.util.module_from_spec(sp); sp.loader.exec_module(m)
        _mods[name] = m
    return _mods[name]

def roots_of(name):
    r = load(name).build()
    return r if isinstance(r, list) else [r]

def make(name, out=None):
    m = load(name)
    roots = roots_of(name)
    gh = m.ghosts() if hasattr(m, 'ghosts') else []
    return write_glb(out or os.path.join(EQUIP, name, name + '.glb'), roots, getattr(m, 'AO', None), gh)

def flat(roots, M=None, skip=()):
    """One Mesh of everything (for ghosts)."""
    o = Mesh()
    for r in roots:
        for n, W, _ in r.walk():
            if n.mesh and n.name not in skip: o.merge(n.mesh, (M or Matrix.Identity(4)) @ W)
    return o

def wall(z=0.0, s=2.0):
    """Ghost occluder: the surface a panel device is mounted on."""
    m = Mesh(); m.quad([(-s, -s, z), (s, -s, z), (s, s, z), (-s, s, z)], 'pl_grey')
    return m

def floor(y=0.0, s=4.0):
    m = Mesh(); m.quad([(-s, y, s), (s, y, s), (s, y, -s), (-s, y, -s)], 'pl_grey')
    return m

# ------------------------------------------------------------------ Cycles stills

_bm = {}

def bl_material(name):
    m = MATS[name]; key = (name, m['col'])
    if key in _bm: return _bm[key]
    b = bpy.data.materials.new(name); b.use_nodes = True
    p = b.node_tree.nodes['Principled BSDF']
    p.inputs['Base Color'].default_value = (*m['col'], 1)
    p.inputs['Metallic'].default_value = m['metal']; p.inputs['Roughness'].default_value = m['rough']
    if m['emit']:
        p.inputs['Emission'].default_value = (*m['emit'], 1); p.inputs['Emission Strength'].default_value = m['estr']
    if m['alpha'] < 1: p.inputs['Alpha'].default_value = m['alpha']
    if m['tex'] is not None:
        px = m['tex'].pixels(); h, w = px.shape[:2]
        im = bpy.data.images.new(name, w, h)
        a = np.ones((h, w, 4), np.float32); a[..., :3] = px[::-1] / 255.
        im.pixels.foreach_set(a.ravel())
        t = b.node_tree.nodes.new('ShaderNodeTexImage'); t.image = im
        b.node_tree.links.new(t.outputs['Color'], p.inputs['Base Color'])
    _bm[key] = b
    return b

def to_scene(roots, M=None, pose=None, hide=()):
    """Put a model into the Blender scene. pose: {node: (pos offset, rot)} applied after the rest pose."""
    def rec(n, W):
        if n.name in hide: return
        W = W @ n.matrix()
        if pose and n.name in pose: W = W @ trs(*pose[n.name])
        if n.mesh and n.mesh.f:
            tr = corners(n.mesh)
            mats, P, N, U, mi = [], [], [], [], []
            for mat, cs, no in tr:
                if mat not in mats: mats.append(mat)
                mi.append(mats.index(mat))
                for c in cs:
                    P.append(tuple(c[0])); N.append(tuple(c[1])); U.append(c[2] or (0, 0))
            me = bpy.data.meshes.new(n.name)
            me.from_pydata(P, [], [(i, i + 1, i + 2) for i in range(0, len(P), 3)])
            for m in mats: me.materials.append(bl_material(m))
            me.polygons.foreach_set('material_index', mi)
            me.polygons.foreach_set('use_smooth', [True] * len(mi))
            uv = me.uv_layers.new(); uv.data.foreach_set('uv', [x for u, v in U for x in (u, 1 - v)])
            me.use_auto_smooth = True; me.normals_split_custom_set(N)
            ob = bpy.data.objects.new(n.name, me); ob.matrix_world = W
            bpy.context.scene.collection.objects.link(ob)
        for k in n.kids: rec(k, W)
    for r in roots: rec(r, M or Matrix.Identity(4))

def clear_scene():
    for o in list(bpy.data.objects): bpy.data.objects.remove(o)

def look(eye, target, fov=45):
    cd = bpy.data.cameras.new('c'); cd.angle = math.radians(fov); cd.clip_start = .005; cd.clip_end = 50
    ob = bpy.data.objects.new('c', cd); bpy.context.scene.collection.objects.link(ob)
    e, t = V(eye), V(target)
    z = (e - t).normalized(); x = V((0, 1, 0)).cross(z).normalized() if abs(z.y) < .999 else V((1, 0, 0)); y = z.cross(x)
    ob.matrix_world = Matrix(((x.x, y.x, z.x, e.x), (x.y, y.y, z.y, e.y), (x.z, y.z, z.z, e.z), (0, 0, 0, 1)))
    bpy.context.scene.camera = ob

def area(pos, target, size, power, col=(1, 1, 1)):
    l = bpy.data.lights.new('a', 'AREA'); l.size = size; l.energy = power; l.color = col
    ob = bpy.data.objects.new('a', l); bpy.context.scene.collection.objects.link(ob)
    z = (V(pos) - V(target)).normalized(); x = V((0, 1, 0)).cross(z)
    x = x.normalized() if x.length > 1e-3 else V((1, 0, 0)); y = z.cross(x)
    ob.matrix_world = Matrix(((x.x, y.x, z.x, pos[0]), (x.y, y.y, z.y, pos[1]), (x.z, y.z, z.z, pos[2]), (0, 0, 0, 1)))

def render(path, w=800, h=800, samples=32, bg=.35):
    sc = bpy.context.scene
    sc.render.engine = 'CYCLES'; sc.cycles.device = 'CPU'; sc.cycles.samples = samples; sc.cycles.use_denoising = False
    sc.cycles.max_bounces = 5; sc.cycles.transparent_max_bounces = 8
    sc.render.threads_mode = 'FIXED'; sc.render.threads = 2
    if not sc.world: sc.world = bpy.data.worlds.new('w')
    sc.world.use_nodes = True
    b = sc.world.node_tree.nodes.get('Background')
    b.inputs[0].default_value = (bg, bg, bg * 1.05, 1); b.inputs[1].default_value = 1
    sc.render.resolution_x, sc.render.resolution_y = w, h
    sc.view_settings.view_transform = 'Filmic'; sc.view_settings.look = 'Medium High Contrast'
    sc.render.filepath = path; sc.render.image_settings.file_format = 'PNG'
    bpy.ops.render.render(write_still=True)
