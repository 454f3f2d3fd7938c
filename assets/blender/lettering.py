"""Text as triangles, and a small painter for plates and paper."""
import os, struct, zlib
import bpy
import numpy as np
from mathutils.geometry import tessellate_polygon
from shapes import V, circle

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
