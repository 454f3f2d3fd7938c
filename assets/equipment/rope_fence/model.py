from kit import *
from parts import *

# Fence 1.9 m wide of two stands, a red and white rope and a net band, with the sign "Stop, high voltage danger". Floor origin, front +Z.
AO = dict(dist=.12, lmin=.12)

def build():
    c = Canvas(720, 576, '#fdfdfb', 2); k = '#121212'; Y = '#f4c400'
    c.rect(0, 0, 720, 576, Y); c.frame(0, 0, 720, 576, 12, k)
    cx, by, s = 360, 356, 360; h = s * math.sqrt(3) / 2
    c.poly([(cx - s / 2, by), (cx + s / 2, by), (cx, by - h)], k); q = .80; c.poly([(cx - s / 2 * q, by - h * .085), (cx + s / 2 * q, by - h * .085), (cx, by - h * .085 - h * q)], Y)
    bolt = [(.03, .40), (-.16, .02), (-.02, .02), (-.09, -.16), (-.15, -.14), (-.045, -.30), (.045, -.11), (-.015, -.13), (.16, .10), (.02, .10), (.12, .40)]
    c.poly([(cx + x * s * .72, by - h / 3 - 6 - y * s * .72) for x, y in bolt], k)
    c.rect(12, 380, 708, 564, '#fdfdfb'); c.text('止步，高压危险', 360, 468, 62, k, 'c', 'cjk'); c.text('STOP - HIGH VOLTAGE DANGER', 360, 532, 27, k, 'c', 'bold')
    t = material('rf_sign', '#ffffff', 0, .4, tex=c)
    n = Canvas(384, 32, '#c4161c', 2)
    for i in range(6): n.poly([(64 * i, 0), (64 * i + 32, 0), (64 * i + 64, 32), (64 * i + 32, 32)], '#f5f5f0')
    band = material('rf_band', '#ffffff', 0, .6, tex=n)
    r = Node('rope_fence'); m = r.mesh = Mesh()
    W = .95
    for s_ in (-1, 1):
        x = s_ * W
        m.lathe([(.0, 0), (.165, 0), (.170, .006), (.165, .022), (.060, .040), (.030, .052)], 'pl_dark', 32, (x, 0, 0), 'y', cap=(False, False))
        for k_ in range(6):
            y0, y1 = .045 + .150 * k_, .045 + .150 * (k_ + 1)
            m.lathe([(.0220, y0), (.0220, y1)], 'pl_red' if k_ % 2 == 0 else 'plate_white', 18, (x, 0, 0), 'y', cap=(False, False))
        m.lathe([(.0220, .940), (.0285, .945), (.0285, .990), (.0240, 1.000), (.0240, 1.012), (.0300, 1.022), (.0240, 1.050), (0, 1.056)], 'pl_dark', 20, (x, 0, 0), 'y', cap=(False, False))
        for y in (.968, .560): m.ring((x, y, 0), .0300, .0215, .020, 'pl_dark', 'y', n=20, full=True); m.tube([(x - s_ * (.030 + .009 * math.cos(a)), y, .009 * math.sin(a)) for a in [2 * math.pi * q / 12 for q in range(12)]], .0025, 'chrome', n=6, closed=True)
    # upper rope: red and white, sagging a little
    P = [V((-W + .040 + (2 * W - .080) * i / 24, .968 - .045 * (1 - (2 * i / 24 - 1) ** 2), 0)) for i in range(25)]
    for i in range(24): m.tube([P[i], P[i + 1]], .0065, 'pl_red' if i % 2 else 'plate_white', n=8, cap=False)
    # band below
    N = 6
    for i in range(N):
        a, b = -W + .022 + (2 * W - .044) * i / N, -W + .022 + (2 * W - .044) * (i + 1) / N
        for z, f in ((.0006, 1), (-.0006, -1)):
            q = [(a, .530, z), (b, .530, z), (b, .590, z), (a, .590, z)]; uv = [(0, 1), (1, 1), (1, 0), (0, 0)]
            m.quad(q[::f], band, uv[::f])
    for y in (.529, .591): m.tube([(-W + .022, y, 0), (W - .022, y, 0)], .0022, 'plate_white', n=6)
    # sign hanging from the rope, readable from both sides
    yc = .775; w, h = .300, .240
    m.extrude(rrect(w, h, .010, 5, 0, yc), -.0015, .0015, 'plate_white', b=.0005, b0=.0005, holes=[circle(.004, 12, x, yc + h / 2 - .012) for x in (-.125, .125)])
    m.plate((0, yc, .0018), w - .006, h - .006, t, nocc=True)
    with m.at((0, yc, -.0018), (0, 180, 0)): m.plate((0, 0, 0), w - .006, h - .006, t, nocc=True)
    for x in (-.125, .125):
        m.ring((x, yc + h / 2 - .012, .0018), .0068, .0036, .0026, 'brass', n=18, b=.0004); m.tube(fillet([(x, yc + h / 2 - .012, .002), (x, yc + h / 2 + .006, .006), (x, .936, .007), (x, .938, -.007), (x, yc + h / 2 + .006, -.006), (x, yc + h / 2 - .012, -.002)], .006, 3), .0018, 'pl_white', n=6)
    r.empty('grip_1', (-W, .90, 0)); r.empty('grip_2', (W, .90, 0))
    return r

def ghosts(): return [(floor(), 'main')]
