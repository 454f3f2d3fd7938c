from kit import *
from parts import *
from heavy import *

# Five horizontal bars L1 L2 L3 N PE on a back plate, feeders from the left, four studs a bar. Origin: middle of the plate's back. Bare: nothing covers them.
AO = dict(dist=.06, lmin=.02)
W, H = .560, .420
BARS = (('L1', .140, 'w_brown', 'ink_white'), ('L2', .070, 'w_black', 'ink_white'), ('L3', .000, 'w_grey', 'ink'), ('N', -.075, 'w_blue', 'ink_white'), ('PE', -.145, 'w_green', 'ink_white'))
XT = (-.165, -.055, .055, .150)
Z = .062

def build():
    r = Node('busbar_set'); m = r.mesh = Mesh()
    m.bx((-W / 2, -H / 2, .010), (W / 2, H / 2, .0125), 'galv', .0006)
    for s in (-1, 1):
        m.bx((s * W / 2 - (.002 if s > 0 else 0), -H / 2, 0), (s * W / 2 + (0 if s > 0 else .002), H / 2, .0120), 'galv', .0005); m.bx((-W / 2, s * H / 2 - (.002 if s > 0 else 0), 0), (W / 2, s * H / 2 + (0 if s > 0 else .002), .0120), 'galv', .0005)
        for q in (-1, 1): m.hexbolt((s * (W / 2 - .020), q * (H / 2 - .020), .0125), .013, 'zinc')
    for n, y, col, ink in BARS:
        hi = .015 if n in ('N', 'PE') else .020
        flat_bar(m, (-.245, y - hi, Z), (.245, y + hi, Z + .008), 'copper', .0012)
        for x in (-.215, .190):
            if n == 'PE': m.cyl((x, y, (.0125 + Z) / 2), .0110, Z - .0125, 'zinc', n=16, b=.0004)
            else: post(m, (x, y, .0125), .0185, Z - .0125)
            m.hexbolt((x, y, Z + .008), .013, 'zinc')
        for k, x in enumerate(XT):
            m.hexbolt((x, y, Z + .008), .013, 'zinc'); m.cyl((x, y, Z + .020), .0042, .018, 'brass', n=12, b=.0008)
            r.empty('t_%s%s' % (n, '' if k == 0 else '_%d' % (k + 1)), (x, y, Z + .0295))
        for x in (-.110, .110):
            if n == 'PE':
                for q in range(5): m.bx((x - .022 + .0088 * q, y - hi - .0004, Z - .0004), (x - .022 + .0088 * (q + 1), y + hi + .0004, Z + .0084), 'w_green' if q % 2 else 'w_yellow', 0)
            else: m.bx((x - .022, y - hi - .0004, Z - .0004), (x + .022, y + hi + .0004, Z + .0084), col, .0006); m.text(n, (x, y, Z + .00846), .0110, ink, font='bold')
        phase_mark(m, (-.262, y, .0125), n, 'w_yellow' if n == 'PE' else col, 'ink' if n == 'PE' else ink, w=.026, h=.024)
        # lugs of the incoming cables at the right end
        x = .2325
        m.bx((x - .010, y - .010, Z + .0082), (x + .026, y + .010, Z + .0122), 'lv_tinned', .001); m.hexbolt((x, y, Z + .0122), .013, 'zinc'); m.cyl((x + .030, y, Z + .0115), .0085, .024, 'lv_tinned', 'x', n=16, b=.0006)
        cx = x + .041
        if n == 'PE': m.tube(fillet([(cx, y, Z + .0115), (cx + .030, y, Z + .010), (cx + .034, y, -.030)], .025, 5), .0075, 'w_green', n=8, twist='w_yellow')
        else: m.tube(fillet([(cx, y, Z + .0115), (cx + .030, y, Z + .010), (cx + .034, y, -.030)], .025, 5), .0075, col, n=10)
    # warning plate on top
    m.bx((-.090, H / 2 - .040, .0125), (.090, H / 2 - .008, .0140), 'plate_yellow', .0004); warning_triangle(m, (-.070, H / 2 - .0275, .0140), .024)
    m.text('BUSBARS 400/230 V', (.014, H / 2 - .0185, .01415), .0080, 'ink', font='bold'); m.text('母线带电 当心触电', (.014, H / 2 - .0310, .01415), .0078, 'ink', font='cjk')
    m.bx((.120, H / 2 - .036, .0125), (.200, H / 2 - .012, .0137), 'plate_white', .0004); r.empty('label', (.160, H / 2 - .024, .0139), width=.078, height=.022)
    for n, y, col, ink in BARS: r.empty('clamp_' + n, (.292, y, Z + .010), (0, 90, 0))
    return r

def ghosts(): return [(wall(), 'main')]
