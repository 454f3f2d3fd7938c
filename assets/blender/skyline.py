"""What is seen beyond the end of a place in the open: sky with clouds, hills, trees, town, tracks running on; one direction is one colour."""
import numpy as np
from pictures import Picture, fbm, rgb, value_noise

HORIZON, ZENITH = rgb('#DCE7EE'), rgb('#6E9FD2')

def _mix(a, b, t): return a + (b - a) * np.clip(t, 0, 1)[..., None]

def sky(d):
    """Colour of directions d (..., 3)."""
    l = np.linalg.norm(d, axis=-1); e = np.clip(d[..., 1] / l, 0, 1)
    c = _mix(HORIZON, ZENITH, e ** .62 * 1.05)
    h = np.maximum(d[..., 1], .06 * l); u, v = d[..., 0] / h * .55 + 40, d[..., 2] / h * .55 + 40
    f = fbm(u, v, 21, 5)
    k = np.clip((f - .52) / .16, 0, 1) * np.clip((e - .03) / .12, 0, 1)
    shade = np.clip((fbm(u + .10, v + .12, 21, 5) - f) * 3 + .55, 0, 1)
    cloud = _mix(rgb('#F7F9FA'), rgb('#C4CFD9'), shade)
    return _mix(c, cloud, k * .85)

def land(az, el, c):
    """Paints hills, woods and a town over c: az in radians round the place, el = tangent of the elevation."""
    n = lambda f, seed, o=4: fbm(az * f + 60, az * 0 + seed, seed, o)
    for base, amp, f, col, seed in ((.035, .105, 2.2, '#B3C6D3', 31), (.018, .075, 4.1, '#93AEB4', 32)):
        top = base + amp * n(f, seed)
        k = np.clip((top - el) / .004, 0, 1)
        c = _mix(c, _mix(np.broadcast_to(rgb(col), c.shape), HORIZON, np.clip((top - el) / .10, 0, 1) * .35), k)
    # town: blocks with windows, hazy
    cell = np.floor(az * 26); r = np.random.RandomState(5).rand(512, 3); q = r[cell.astype(int) % 512]
    w = az * 26 - cell; hi = np.where(q[..., 0] > .62, .045 + .075 * q[..., 1], -1); inside = (w > .10) & (w < .62 + .3 * q[..., 2]) & (el < hi)
    wall = _mix(np.broadcast_to(rgb('#C9CBC9'), c.shape), rgb('#AEB9C2'), q[..., 2]); win = ((w * 9) % 1 > .45) & ((el * 190) % 1 > .45)
    c = np.where(inside[..., None], np.where(win[..., None], wall * .86, wall), c)
    # woods, near and nearer
    for base, amp, f, col, dark, seed, haze in ((.010, .060, 16, '#7F9B7C', '#5F7F68', 41, .30), (-.030, .085, 11, '#5F7F4D', '#3C5A38', 43, 0)):
        t = base + amp * (.55 * n(f, seed, 3) + .45 * n(f * 5, seed + 7, 3))
        lump = fbm(az * f * 4 + 9, el * 60 + 9, seed + 3, 3); fine = fbm(az * f * 14 + 3, el * 210 + 5, seed + 4, 2)
        leaf = _mix(np.broadcast_to(rgb(dark), c.shape), rgb(col), np.clip(lump * 1.3 - .25 + (fine - .5) * .9 + (el - t) * 5 + .1, 0, 1))
        leaf = _mix(leaf, HORIZON, np.full(az.shape, haze))
        c = _mix(c, leaf, np.clip((t + (fine - .5) * .016 - el) / .004, 0, 1))
    return c

def ground(eye, d, c, tracks, rails=.753):
    """Paints what lies below the horizon in directions d: grass, and along X the tracks (z of their centre lines) running on to the horizon."""
    flat = np.hypot(d[..., 0], d[..., 2]); below = d[..., 1] < -.010 * flat
    t = np.where(below, -(eye[1]) / np.where(below, d[..., 1], -1), 0); X, Z = eye[0] + d[..., 0] * t, eye[2] + d[..., 2] * t
    dist = t * np.linalg.norm(d, axis=-1)
    g = _mix(np.broadcast_to(rgb('#5F7D42'), c.shape), rgb('#97A568'), 1.7 * fbm(X * .16 + 80, Z * .5 + 80, 61, 5) - .35); g = g * (.80 + .40 * fbm(X * 1.1 + 900, Z * 5 + 900, 62, 3))[..., None]
    g = _mix(g, rgb('#B7AE6E'), np.clip((fbm(X * .05 + 300, Z * .22 + 300, 66, 3) - .56) * 6, 0, .55))
    for z in tracks:
        a = np.abs(Z - z); bal = np.clip((2.3 - a) / .25, 0, 1)
        st = _mix(np.broadcast_to(rgb('#7F7A72'), c.shape), rgb('#989289'), value_noise(X * 3 + 500, Z * 11 + 500, 63))
        sl = ((X / .6) % 1 < .4) & (a < 1.3); st = np.where((sl & (dist < 40))[..., None], _mix(st, np.broadcast_to(rgb('#B2AEA5'), c.shape), np.clip(1 - dist / 40, 0, 1)), st)
        rr = np.abs(a - rails); wide = .04 + .0022 * dist
        st = np.where((rr < wide * 2.2)[..., None], rgb('#6A4D3C'), st); st = np.where((rr < wide)[..., None], rgb('#C4C9CC'), st)
        g = _mix(g, st, bal)
    path = np.clip((1.2 - np.abs(Z - .3)) / .2, 0, 1); g = _mix(g, np.broadcast_to(rgb('#B0A793'), c.shape) * (.92 + .16 * value_noise(X * 5 + 300, Z * 9 + 300, 64))[..., None], path)
    g = _mix(g, rgb('#A9BBA0'), 1 - np.exp(-dist / 160))
    return np.where(below[..., None], g, c)

def outlook(points, w, h, eye, tracks, step=1, fine=3):
    """Picture of w x h pixels of what lies behind points(u, v) -> (..., 3), u to the right and v up, as seen from eye; fine: samples per pixel and side."""
    u, v = np.meshgrid((np.arange(w * fine) + .5) / (w * fine), 1 - (np.arange(h * fine) + .5) / (h * fine))
    d = (points(u, v) - np.array(eye)).reshape(-1, 3); flat = np.hypot(d[:, 0], d[:, 2]); el = d[:, 1] / np.maximum(flat, 1e-6)
    c = np.zeros(d.shape)
    up, mid, low = el > -.02, (el > -.02) & (el < .30), el < -.005              # each part only where it can be seen
    c[up] = sky(d[up]); c[mid] = land(np.arctan2(d[mid, 2], d[mid, 0]) + np.pi, el[mid], c[mid]); c[low] = ground(eye, d[low], c[low], tracks)
    return Picture(c.reshape(h, fine, w, fine, 3).mean((1, 3)), step)
