from kit import *
from parts import *

# Hanging sign 300 x 200 mm. Origin: hang point (top of the cord). Front +Z.
AO = dict(dist=.02, lmin=.05, iters=1)

def build():
    c = Canvas(720, 480, '#fdfdfb'); R = '#c4161c'; k = '#131313'
    c.rect(0, 0, 720, 480, R); c.rect(12, 12, 708, 468, '#fdfdfb'); c.rect(12, 12, 708, 130, R)
    c.text('禁止合闸  有人工作', 360, 100, 58, '#ffffff', 'c', 'cjk')
    # prohibition pictogram: hand on a switch, struck through
    cx, cy, rr = 142, 300, 112
    c.disc(cx, cy, rr, R); c.disc(cx, cy, rr - 20, '#fdfdfb')
    c.rect(cx - 10, cy - 62, cx + 10, cy + 70, k); c.rect(cx - 34, cy + 54, cx + 34, cy + 72, k); c.disc(cx, cy - 62, 15, k)
    c.poly([(cx - 62, cy - 38), (cx + 4, cy - 66), (cx + 14, cy - 44), (cx - 22, cy - 28), (cx + 18, cy - 30), (cx + 18, cy - 14), (cx - 18, cy - 10), (cx + 12, cy - 8), (cx + 10, cy + 6), (cx - 26, cy + 10), (cx - 62, cy + 10)], k)
    a = math.radians(45); dx, dy = math.cos(a) * (rr - 8), math.sin(a) * (rr - 8); c.line([(cx - dx, cy - dy), (cx + dx, cy + dy)], 20, R)
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
