"""Safety lockout padlock. Origin: middle of the shackle's top bar (the point that sits in a hole); body hangs below, front +Z.
shackle: open = +9 mm along Y and then up to 120 deg about local Y (its origin is on the long leg). key: separate root, blade along -Z."""
from kit import *

def padlock(name, col):
    r = Node(name)
    b = Mesh(); R = .003; HW = .013; top = -.040
    secs = [(top - .050, .034, .017, .004), (top - .048, .038, .020, .005), (top - .008, .038, .020, .005), (top - .003, .036, .0185, .005), (top, .031, .014, .004)]
    b.body(secs, col, n=5, axis='y')
    for x in (-HW, HW): b.ring((x, top + .0004, 0), .0052, .0034, .0020, 'pl_black', 'y', n=16, b=.0004)
    for s in (1, -1):
        with b.at((0, 0, 0), (0, 0 if s > 0 else 180, 0)):
            b.extrude(rrect(.030, .030, .002, 3, 0, top - .027), .0096, .0104, 'plate_white', b=.0002, b0=0)
            b.extrude(rrect(.030, .0088, .0015, 2, 0, top - .0164), .0103, .01055, 'ink_red', nocc=True)
            b.text('DANGER', (0, top - .0164, .0107), .0042, 'ink_white', font='bold'); b.text('LOCKED OUT', (0, top - .0242, .0106), .0030, 'ink', font='bold'); b.text('已上锁', (0, top - .0300, .0106), .0040, 'ink', font='cjk')
            b.quad([(-.012, top - .0380, .01055), (.012, top - .0380, .01055), (.012, top - .0377, .01055), (-.012, top - .0377, .01055)], 'ink', nocc=True)
    b.cyl((0, top - .0503, 0), .0072, .0016, 'brass', 'y', n=24, b=.0003); b.box((0, top - .0512, 0), (.0014, .0004, .0080), 'hole', 0)
    r.add(Node('body', mesh=b)); r.kids[0].empty('label', (0, top - .0380, .0107), width=.026, height=.006); r.kids[0].empty('keyhole', (0, top - .0512, 0), (90, 0, 0)); r.kids[0].empty('grip_1', (0, top - .025, 0))
    s = Mesh(); P = [(-HW, top - .012, 0), (-HW, -HW, 0)] + [(-HW * math.cos(math.pi * k / 10), -HW + HW * math.sin(math.pi * k / 10), 0) for k in range(1, 10)] + [(HW, -HW, 0), (HW, top - .003, 0)]
    with s.at((HW, 0, 0)): s.tube(P, R, 'chrome', n=12)
    r.add(Node('shackle', (-HW, 0, 0), mesh=s))
    k = Node('key', (.045, top - .012, -.008), (0, -90, -90), ao='key'); m = k.mesh = Mesh()
    with m.at((0, 0, .010), (0, 90, 0)):
        m.extrude(circle(.0115, 24), -.0011, .0011, 'nickel', b=.0003, holes=[circle(.0032, 14, -.0055, 0)]); m.extrude(rrect(.014, .017, .006, 4, -.002, 0), -.0024, .0024, col, b=.0008, holes=[circle(.0034, 14, -.0055, 0)])
        bl = [(.010, -.0036), (.034, -.0036), (.037, -.001), (.037, .0012)] + [(.035 - .0032 * i, (.0034 if i % 2 else .0016) + (.0006 if i % 3 == 0 else 0)) for i in range(8)] + [(.010, .0036)]
        m.extrude(bl, -.0010, .0010, 'nickel', b=.0002)
    m.tube([(.0 , .016 * math.sin(2 * math.pi * i / 20), .0275 + .0135 * math.cos(2 * math.pi * i / 20)) for i in range(20)], .0008, 'chrome', n=6, closed=True)
    k.empty('grip_1', (0, 0, .010))
    return [r, k]
