"""Lettered plates: all of a model's lettering in one texture, painted in millimetres."""
from kit import *

class Atlas:
    """One texture for all lettering of a model: patches are noted while the model is built, packed and painted at the end."""
    def __init__(s, name, w, h): s.name, s.w, s.h, s.todo = name, w, h, []
    def note(s, mesh, w, h, bg, res, paint): s.todo.append((mesh, len(mesh.f) - 1, w, h, bg, res, paint))
    def pack(s, k):
        out, x, y, row = {}, 2, 2, 0
        for i in sorted(range(len(s.todo)), key=lambda i: (-round(s.todo[i][3] * s.todo[i][5] * k), i)):
            m, f, w, h, bg, res, paint = s.todo[i]
            pw, ph = round(w * res * k), round(h * res * k)
            if x + pw + 2 > s.w: x, y, row = 2, y + row + 3, 0
            out[i] = (x, y, pw, ph); x += pw + 3; row = max(row, ph)
        return out, y + row + 2
    def finish(s):
        k = 1.0
        while s.pack(k)[1] > s.h: k *= .98
        place, used = s.pack(k)
        for x, y, pw, ph in place.values(): assert x + pw < s.w, '%s: a plate of %d pixels is wider than the picture' % (s.name, pw)
        c = Canvas(s.w, s.h, '#808080', 2); material(s.name, '#ffffff', 0, .45, tex=c)
        for i, (m, f, w, h, bg, res, paint) in enumerate(s.todo):
            x, y, pw, ph = place[i]
            c.rect(x - 1.5, y - 1.5, x + pw + 1.5, y + ph + 1.5, bg); paint(Patch(c, x, y, pw, ph, w, h))
            idx, mat, uv, no = m.f[f]; u0, u1, v0, v1 = x / s.w, (x + pw) / s.w, y / s.h, (y + ph) / s.h
            m.f[f] = (idx, mat, ((u0, v1), (u1, v1), (u1, v0), (u0, v0)), no)

class Patch:
    """A rectangle of the atlas; millimetres, origin in the middle, y up."""
    def __init__(s, c, x, y, pw, ph, w, h): s.c, s.x, s.y, s.kx, s.ky, s.w, s.h = c, x, y, pw / w, ph / h, w, h
    def q(s, x, y): return (s.x + (x + s.w / 2) * s.kx, s.y + (s.h / 2 - y) * s.ky)
    def text(s, t, x, y, size, col='#141516', align='c', font=None):
        a, b = s.q(x, y - size / 2); s.c.text(t, a, b, size * s.ky, col, align, font or ('cjk' if any(ord(ch) > 0x2e80 for ch in t) else 'bold'))
    def rect(s, x0, y0, x1, y1, col): a, b = s.q(x0, y1), s.q(x1, y0); s.c.rect(a[0], a[1], b[0], b[1], col)
    def frame(s, t, col): a, b = s.q(-s.w / 2, s.h / 2), s.q(s.w / 2, -s.h / 2); s.c.frame(a[0], a[1], b[0], b[1], t * s.kx, col)
    def poly(s, pts, col): s.c.poly([s.q(*p) for p in pts], col)
    def line(s, pts, t, col, close=False): s.c.line([s.q(*p) for p in pts], t * s.kx, col, close)
    def ring(s, x, y, r, t, col): a = s.q(x, y); s.c.ring(a[0], a[1], r * s.kx, t * s.kx, col)
    def disc(s, x, y, r, col): a = s.q(x, y); s.c.disc(a[0], a[1], r * s.kx, col, 32)

INK, WHITE, RED, YEL, BLACK, BLUE, GREEN = '#141516', '#f3f3ef', '#b5161a', '#f4c400', '#202224', '#1d56a5', '#17864a'
_atlas = [None]

def begin(name, w, h):
    """Starts the atlas of a model; finish() packs and paints it when all of the model is there."""
    _atlas[0] = Atlas(name, w, h)

def finish(): _atlas[0].finish()

def face(m, x, y, z, w, h, lines, bg=WHITE, ink=INK, res=4.5, draw=None, rim=None):
    """Lettered rectangle in metres, flat on z; lines: (text, cap height, dx, dy[, colour]) in mm."""
    def paint(p):
        if rim: p.frame(.8, rim)
        if draw: draw(p)
        for l in lines: p.text(l[0], l[2], l[3], l[1], l[4] if len(l) > 4 else ink)
    m.quad([(x - w / 2, y - h / 2, z), (x + w / 2, y - h / 2, z), (x + w / 2, y + h / 2, z), (x - w / 2, y + h / 2, z)], _atlas[0].name, [(0, 0)] * 4, nocc=True)
    _atlas[0].note(m, w * 1000, h * 1000, bg, res, paint)

def plate(m, x, y, z, w, h, lines, bg=WHITE, ink=INK, rim=INK, res=4.5, draw=None):
    """Engraved plate 1.4 mm thick; lines: (text, cap height in m, dy in m)."""
    m.extrude(rrect(w + .001, h + .001, .0012, 1, x, y), z, z + .0014, 'pl_dark', b=.0004, b0=0, caps=(False, True))
    if lines or draw: face(m, x, y, z + .0016, w, h, [(t, q * 1000, 0, dy * 1000) for t, q, dy in lines], bg, ink, res, draw, rim)
    else: m.plate((x, y, z + .0016), w, h, 'plate_white', uv=False, nocc=True)
