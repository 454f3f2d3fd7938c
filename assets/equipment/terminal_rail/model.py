from kit import *
from parts import *

# Terminal strip -X1 on its own DIN rail. Terminals: t_c1..t_c8 (upper, cabinet side screw), t_U V W N PE (lower, motor side screw).
AO = dict(dist=.03, lmin=.010)
ORDER = ['c%d' % k for k in range(1, 9)] + ['U', 'V', 'W', 'N', 'PE']
RAIL = .15

def layout():
    """[(name, x centre, width)]"""
    ws = [.0062 if n.startswith('c') else .0125 for n in ORDER]
    x = -(sum(ws) + .016) / 2; out = []
    for n, w in zip(ORDER, ws):
        if n == 'U': x += .016
        out.append((n, x + w / 2, w)); x += w
    return out

def block(m, x, w, mat, stripe=None, power=False):
    d = .046 if power else .040; h = .029 if power else .024
    prof = [(-h, .002), (h, .002), (h, .022), (h - .004, d - .008), (h - .014, d - .002), (h - .0145, d), (-h + .0145, d), (-h + .014, d - .002), (-h + .004, d - .008), (-h, .022)]
    with m.at((x - w / 2 + .00015, 0, 0), (0, 90, 0)):
        m.extrude([(-z, y) for y, z in prof], 0, w - .0003, mat, b=.0004)
    a = math.degrees(math.atan2(.006, .010))
    r = min(.0042, w * .40)
    for s in (1, -1):
        y, z = s * (h - .0090), d - .0048
        with m.at((x, y, z), (-s * a, 0, 0)):
            m.quad([(r * 1.12 * math.cos(k * math.pi / 7), r * 1.12 * math.sin(k * math.pi / 7), .0003) for k in range(14)], 'hole', nocc=True)
            m.screw((0, 0, .0001), r, 'zinc', '-', h=.0009)
        m.quad([(x - w * .3, s * (h + .0001), .012), (x + w * .3, s * (h + .0001), .012), (x + w * .3, s * (h + .0001), .020), (x - w * .3, s * (h + .0001), .020)][::-s], 'hole', nocc=True)
    m.bx((x - w * .46, -.0065, d), (x + w * .46, .0065, d + .0012), 'plate_white', .0003)
    return d, h

def build():
    r = Node('terminal_rail'); m = r.mesh = Mesh()
    m.rail(-RAIL, RAIL, 0)
    for x in (-RAIL + .012, RAIL - .012): m.screw((x, 0, .0012), .0042)
    L = layout()
    for n, x, w in L:
        power = not n.startswith('c')
        mat = {'N': 'pl_blue', 'PE': 'w_green'}.get(n, 'pl_cream' if power else 'pl_lgrey')
        d, h = block(m, x, w, mat, power=power)
        if n == 'PE':
            for s in (1, -1):
                m.bx((x - w * .5, s * .013 - .0028, d - .006), (x + w * .5, s * .013 + .0028, d + .0004), 'w_yellow', .0004)
        m.text(n[1:] if n.startswith('c') else n, (x, 0, d + .0014), .0036 if power else .0030, 'ink', font='bold')
        a = math.degrees(math.atan2(.006, .010))
        s = -1 if power else 1
        y, z = s * (h - .0090), d - .0048
        off = V((0, math.sin(math.radians(a)) * s, math.cos(math.radians(a)))) * .0010
        r.empty('t_' + n, V((x, y, z)) + off, (-s * a, 0, 0))
    x0, x1 = L[0][1] - L[0][2] / 2, L[-1][1] + L[-1][2] / 2
    mid = (L[7][1] + L[7][2] / 2, L[8][1] - L[8][2] / 2)
    for x in (x0 - .005, mid[0] + .0045, mid[1] - .0045, x1 + .005):     # end brackets with group marker carrier
        m.bx((x - .0042, -.0235, .002), (x + .0042, .0235, .034), 'pl_dark', .0008)
        m.bx((x - .0032, -.008, .034), (x + .0032, .008, .046), 'pl_dark', .0008); m.screw((x, -.016, .034), .0026)
    m.box((x0 - .005, 0, .0466), (.0075, .020, .0012), 'plate_white', .0003)
    m.bx((x1 + .012, -.006, .0075), (x1 + .044, .006, .0085), 'plate_white', .0003)
    r.empty('label', (x1 + .028, 0, .0086), width=.032, height=.012)
    return r

def ghosts(): return [(wall(), 'main')]
