"""Plane outlines, polylines and poses. Metres and degrees; the glTF frame (+Y up, front +Z)."""
import math
from mathutils import Vector, Matrix, Euler

V = Vector

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

def is_convex(p):
    n, sg = len(p), 0
    for i in range(n):
        a, b, c = p[i - 1], p[i], p[(i + 1) % n]
        k = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
        if abs(k) < 1e-12: continue
        if sg and (k > 0) != (sg > 0): return False
        sg = k
    return True
