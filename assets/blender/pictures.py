"""Pictures made of numbers: noise, broken stone with its normal map, gravel, and how they become PNG."""
import struct, zlib
import numpy as np
from materials import lin

class Picture:
    """Pixels (h, w, 3) as a PNG; step: values are rounded to multiples of it, so that noise takes less room."""
    def __init__(s, a, step=1):
        a = np.clip(np.asarray(a, np.float64), 0, 255)
        s.a = np.clip(np.floor(a / step + .5) * step, 0, 255).astype(np.uint8)
    def pixels(s): return s.a
    def png(s):
        h, w = s.a.shape[:2]
        up = np.vstack([s.a[:1], s.a[1:] - s.a[:-1]])                      # PNG's filter "up" wraps as uint8 does
        left = np.concatenate([s.a[:, :1], s.a[:, 1:] - s.a[:, :-1]], 1)
        packed = [zlib.compress(b''.join(bytes([t]) + q[y].tobytes() for y in range(h)), 9) for t, q in ((0, s.a), (1, left), (2, up))]
        best = min(packed, key=len)
        ch = lambda t, d: struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))
        return b'\x89PNG\r\n\x1a\n' + ch(b'IHDR', struct.pack('>IIBBBBB', w, h, 8, 2, 0, 0, 0)) + ch(b'IDAT', best) + ch(b'IEND', b'')

def rgb(h): return np.array([int(h.lstrip('#')[i:i + 2], 16) for i in (0, 2, 4)], np.float64)

def value_noise(x, y, seed, px=None):
    """Smooth noise 0..1 on integer lattice; px: period in x and y (wraps)."""
    r = np.random.RandomState(seed).rand(256, 256)
    xi, yi = np.floor(x).astype(int), np.floor(y).astype(int); u, v = x - xi, y - yi
    u, v = u * u * (3 - 2 * u), v * v * (3 - 2 * v); m = px or 256
    g = lambda a, b: r[(yi + b) % m % 256, (xi + a) % m % 256]
    return (g(0, 0) * (1 - u) + g(1, 0) * u) * (1 - v) + (g(0, 1) * (1 - u) + g(1, 1) * u) * v

def fbm(x, y, seed, octaves=4, px=None):
    s, a, t = 0.0, .5, 0.0
    for k in range(octaves):
        s = s + a * value_noise(x * 2 ** k, y * 2 ** k, seed + k, px * 2 ** k if px else None); t += a; a *= .5
    return s / t

def blur(a, r):
    """Mean over a square of 2 r + 1, wrapping."""
    for ax in (0, 1):
        c = sum(np.roll(a, k, ax) for k in range(-r, r + 1)); a = c / (2 * r + 1)
    return a

def stones(n, across, seed, colours, gap='#2b2723', wild=.35, step=6, nstep=8, relief=1.0):
    """Crushed stone on a tile that repeats: n pixels, `across` stones. Returns (colour, normal map) as Pictures."""
    R = np.random.RandomState(seed); cell = n / across
    H = np.full((n, n), -1e9); ID = np.zeros((n, n), int); F = np.zeros((n, n)); todo = []
    for j in range(across):
        for i in range(across):
            for _ in range(2): todo.append(((i + R.rand()) * cell, (j + R.rand()) * cell))
    order = R.permutation(len(todo)); C = np.array([rgb(c) for c in colours]); tint = []
    for q, k in enumerate(order):
        cx, cy = todo[k]; r = cell * (.55 + .40 * R.rand()); lift = R.rand() * cell * .55
        K = 6 + R.randint(3); th = 2 * np.pi * (np.arange(K) + .8 * R.rand(K)) / K; ph = np.radians(48 + 30 * R.rand(K)); d = r * (.62 + .30 * R.rand(K))
        T = 3; t2 = 2 * np.pi * R.rand(T); p2 = np.radians(4 + 26 * R.rand(T)); d2 = r * (.36 + .22 * R.rand(T))
        th, ph, d = np.concatenate([th, t2]), np.concatenate([ph, p2]), np.concatenate([d, d2])
        e = int(r * 1.5) + 2; ys = np.arange(int(cy) - e, int(cy) + e + 1); xs = np.arange(int(cx) - e, int(cx) + e + 1)
        X, Y = np.meshgrid(xs + .5 - cx, ys + .5 - cy)
        h = np.full(X.shape, 1e9); fi = np.zeros(X.shape)
        for m in range(len(th)):
            v = (d[m] - np.cos(th[m]) * np.sin(ph[m]) * X - np.sin(th[m]) * np.sin(ph[m]) * Y) / np.cos(ph[m])
            fi = np.where(v < h, m, fi); h = np.minimum(h, v)
        h = h + lift
        ok = h > lift * .2
        iy, ix = np.meshgrid(ys % n, xs % n, indexing='ij')
        old = H[iy, ix]; win = ok & (h > old)
        H[iy, ix] = np.where(win, h, old); ID[iy, ix] = np.where(win, q, ID[iy, ix]); F[iy, ix] = np.where(win, fi, F[iy, ix])
        tint.append(C[R.randint(len(C))] * (1 - wild / 2 + wild * R.rand()))
    tint = np.array(tint); base = H.copy(); deep = base < 0; base = np.maximum(base, 0)
    y, x = np.meshgrid(np.arange(n), np.arange(n), indexing='ij')
    grain = fbm(x / n * 64, y / n * 64, seed + 50, 2, 64) - .5
    col = tint[ID] * (1 + .30 * grain)[..., None] * (1 + .05 * np.cos(F * 2.4))[..., None]
    cav = np.clip((blur(base, max(2, int(cell * .22))) - base) / (cell * .5), 0, 1)
    col = col * (1 - .75 * cav)[..., None]
    col[deep] = rgb(gap)
    g = base + grain * cell * .05
    gx = (np.roll(g, -1, 1) - np.roll(g, 1, 1)) / 2 * relief; gy = (np.roll(g, -1, 0) - np.roll(g, 1, 0)) / 2 * relief
    gx, gy = np.clip(gx, -1.6, 1.6), np.clip(gy, -1.6, 1.6)
    l = np.sqrt(gx * gx + gy * gy + 1)
    N = np.stack([-gx / l, gy / l, 1 / l], -1)                            # rows go down, +V of the tangent frame up
    return Picture(col, step), Picture(np.clip(N * 127.5 + 127.5, 0, 255), nstep)
