from kit import *
from parts import *

# Hanging sign 300 x 200 mm. Origin: hang point (top of the cord). Front +Z.
AO = dict(dist=.02, lmin=.05, iters=1)

def build():
    c = Canvas(720, 480, '#fdfdfb'); R = '#c4161c'; k = '#131313'
    c.rect(0, 0, 720, 480, R); c.rect(12, 12, 708, 468, '#fdfdfb'); c.rect(12, 12, 708, 130, R)
    c.text('禁止合闸  有人工作', 360, 100, 58, '#ffffff', 'c', 'cjk')
    # prohibition pictogram: a hand at the lever of a knife switch, struck through
    cx, cy, rr = 142, 300, 112
    c.disc(cx, cy, rr, '#fdfdfb')
    c.rect(cx - 62, cy + 44, cx + 62, cy + 58, k)                                    # base
    c.rect(cx - 54, cy + 14, cx - 40, cy + 46, k); c.rect(cx + 40, cy + 8, cx + 54, cy + 46, k)      # pivot and contact
    c.line([(cx - 47, cy + 20), (cx + 22, cy - 30)], 13, k); c.disc(cx - 47, cy + 18, 11, k)        # blade
    c.poly([(cx + 30, cy - 58), (cx + 62, cy - 78), (cx + 86, cy - 44), (cx + 58, cy - 26)], k)    # forearm
    for n in range(4): c.line([(cx + 2 + 13 * n, cy - 44 + 5 * n), (cx + 28 + 9 * n, cy - 24 + 5 * n)], 13, k); c.disc(cx + 28 + 9 * n, cy - 24 + 5 * n, 6.5, k)   # fingers round the lever
    c.poly([(cx - 4, cy - 50), (cx + 34, cy - 66), (cx + 62, cy - 34), (cx + 44, cy - 20)], k)
    c.ring(cx, cy, rr - 10, 20, R)
    a = math.radians(45); dx, dy = math.cos(a) * (rr - 14), math.sin(a) * (rr - 14); c.line([(cx - dx, cy - dy), (cx + dx, cy + dy)], 18, R)
    c.text('DO NOT', 484, 210, 46, k, 'c', 'bold'); c.text('SWITCH ON', 484, 286, 46, k, 'c', 'bold'); c.rect(286, 324, 674, 330, R); c.text('WORK IN PROGRESS', 484, 378, 26, R, 'c', 'bold'); c.text('切勿送电', 484, 438, 32, k, 'c', 'cjk')
    t = material('sign_front', '#ffffff', 0, .4, tex=c)
    r = Node('warning_sign'); m = r.mesh = Mesh()
    y = -.155
    m.extrude(rrect(.300, .200, .010, 5, 0, y), -.0015, .0010, 'plate_white', b=.0004, holes=[circle(.004, 12, x, y + .088) for x in (-.13, .13)])
    m.plate((0, y, .0012), .292, .192, t, nocc=True)
    for x in (-.13, .13): m.ring((x, y + .088, .0008), .0066, .0036, .0024, 'brass', n=18, b=.0004)
    m.tube(fillet([(-.13, y + .088, .002), (-.126, y + .094, .003), (-.006, -.004, .001), (0, 0, 0), (.006, -.004, .001), (.126, y + .094, .003), (.13, y + .088, .002)], .006, 3), .0016, 'pl_white', n=6)
    r.empty('hang', (0, 0, 0)); r.empty('grip_1', (0, y, 0))
    return r
