from kit import *
from parts import *
from din import *
from heavy import *

# Neutral bar: brass terminal bar with eight ways and a main clamp on blue supports. Origin: middle of the supports' back.
AO = dict(dist=.03, lmin=.010)

def bar(m, r, col, main, n=8, pitch=.0130, y=0.0, z=.030):
    w = .022 + pitch * n + .012
    x0 = -w / 2
    m.bx((x0, y - .0060, z - .0060), (x0 + w, y + .0060, z + .0060), 'brass', .0006)
    m.bx((x0 + .002, y - .0085, z - .0080), (x0 + .024, y + .0085, z + .0078), 'brass', .0008)
    m.cyl((x0 + .013, y, z + .0098), .0062, .0060, 'zinc', n=18, b=.0006); m.cyl((x0 + .013, y, z + .01285), .0032, .0004, 'hole', n=6, b=0); r.empty('t_' + main, (x0 + .013, y, z + .0132))
    slot(m, (x0 + .013, y + .00855, z - .001), .0110, .0100, 'y'); slot(m, (x0 + .013, y - .00855, z - .001), .0110, .0100, '-y')
    for i in range(n):
        x = x0 + .030 + pitch * (i + .5) - .002
        m.ring((x, y, z + .0061), .0042, .0034, .0004, 'brass', n=14, b=.0001); m.screw((x, y, z + .0056), .0033, 'zinc', '-', h=.0016)
        for s in (1, -1): m.cyl((x, y + s * .00602, z - .0010), .0030, .0003, 'hole', 'y' if s > 0 else '-y', n=10, b=0)
        r.empty('t_%d' % (i + 1), (x, y, z + .0074)); m.text(str(i + 1), (x, y + .0128, .0091), .0040, 'ink_white', font='bold')
    for s in (-1, 1):
        x = s * (w / 2 - .004) * .72
        m.bx((x - .0070, y - .0075, .0080), (x + .0070, y + .0075, z - .0055), col, .0012)
        for q in (-1, 1): m.bx((x - .0060, y + q * .0068 - .0012, z - .0060), (x + .0060, y + q * .0068 + .0012, z - .0010), col, .0006)
    m.bx((-w / 2 - .012, y - .0170, 0), (w / 2 + .012, y + .0290, .0090), col, .0012)
    for s in (-1, 1): m.screw((s * (w / 2 + .006), y, .0090), .0040)
    return w

def build():
    r = Node('neutral_bar'); m = r.mesh = Mesh()
    w = bar(m, r, 'pl_blue', 'N')
    m.box((.016, .0222, .0094), (.060, .0080, .0010), 'plate_white', .0002); r.empty('label', (.016, .0222, .0100), width=.058, height=.0075)
    m.text('N', (-w / 2 + .013, .0185, .0092), .0100, 'ink_white', font='bold')
    return r

def ghosts(): return [(wall(), 'main')]
