"""A page of the open inspection register of a station: upright when made, front +Z, 0.30 x 0.21 m; its spine is at +X (left page) or -X."""
from signalling import *

AO_PAGE = dict(dist=.02, lmin=.02)
PX = 1100 / .300

def page(name, left, zh, en, columns, fields):
    c = Canvas(1100, 770, '#f7f2e3', 2); k = '#2a3138'; red = '#a8231f'
    c.text('行车设备检查登记簿', 550, 62, 36, k, 'c', 'cjk'); c.text('运统-46', 1010, 40, 18, k, 'c', 'cjk'); c.text(zh, 110, 60, 34, red, 'c', 'cjk'); c.text(en, 200, 58, 15, '#6b6f72', 'l')
    x0, x1, y0, y1, head, row = 40, 1060, 88, 738, 84, 94
    c.frame(x0, y0, x1, y1, 3, k); c.line([(x0, y0 + head), (x1, y0 + head)], 2, k)
    y = y0 + head; n = 0
    while y + row < y1 + 2: y += row; n += 1; c.line([(x0, y), (x1, y)], 1.1, '#8fa3b3')
    x = x0; at = {}
    for key, w, lines, small in columns:
        for i, t in enumerate(lines): c.text(t, x + w / 2, y0 + 36 + 26 * i - 9 * (len(lines) - 1) + (4 if len(lines) == 1 else 0), 19, k, 'c', 'cjk')
        c.text(small, x + w / 2, y0 + head - 9, 10, '#6b6f72', 'c')
        at[key] = (x + 8, y0 + head + row * .5, w - 16); x += w
        if x < x1 - 1: c.line([(x, y0), (x, y1)], 1.4, k)
    assert abs(x - x1) < 1, (name, x)
    for key in fields: a, b, w = at[key]; c.rect(a - 4, b - row / 2 + 5, a + w + 4, b + row / 2 - 5, '#e6edf4')
    g = np.linspace(0, 1, 1100) if left else np.linspace(1, 0, 1100)
    c.a = np.clip(c.a * (1 - .20 * np.clip((np.repeat(g, 2) - .86) / .14, 0, 1) ** 2)[None, :, None], 0, 255)          # shade towards the spine
    paper = material('rg_' + name, '#ffffff', 0, .75, tex=c); material('rg_cover', '#1F3F66', 0, .55); material('rg_edge', '#E6DFCB', 0, .8)
    r = Node(name); m = r.mesh = Mesh(); W, H = .300, .210; s = 1 if left else -1
    N = 16; xs = [-W / 2 + W * i / N for i in range(N + 1)]
    def z(x): u = (x * s + W / 2) / W; t = max(0.0, (u - .60) / .40); return .0028 * math.sin(math.pi * t) * (1 - .2 * t) - .0034 * t ** 3
    b = m.add([(x, q * H / 2, z(x)) for x in xs for q in (-1, 1)])
    for i in range(N): m.face((b + 2 * i, b + 2 * i + 2, b + 2 * i + 3, b + 2 * i + 1), paper, [(i / N, 1), ((i + 1) / N, 1), ((i + 1) / N, 0), (i / N, 0)])
    for q in (-1, 1):                                                       # the block of leaves, and the cover under it
        for i in range(N):
            P = [(xs[i], q * H / 2, -.0060), (xs[i + 1], q * H / 2, -.0060), (xs[i + 1], q * H / 2, z(xs[i + 1])), (xs[i], q * H / 2, z(xs[i]))]
            m.quad(P if q < 0 else P[::-1], 'rg_edge')
    e = -s * W / 2; P = [(e, -H / 2, -.0060), (e, -H / 2, z(e)), (e, H / 2, z(e)), (e, H / 2, -.0060)]; m.quad(P[::s], 'rg_edge')
    m.bx((-W / 2 - (.006 if left else 0), -H / 2 - .006, -.0086), (W / 2 + (0 if left else .006), H / 2 + .006, -.0060), 'rg_cover', .0008)
    for i, key in enumerate(fields):
        a, yy, w = at[key]; r.empty('field_%d' % (i + 1), (-W / 2 + (a + 2) / PX, H / 2 - yy / PX, z(-W / 2 + a / PX) + .0006), width=w / PX, height=.018)
    r.empty('grip_1', (-s * W / 2, 0, 0))
    return r
