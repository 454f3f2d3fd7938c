from kit import *
from parts import *
from plates import *

# Small key with its tag, all in the YZ plane. Origin: shoulder of the blade, which points along -Z (into a lock); the tag hangs along -Y and faces +X.
AO = dict(dist=.012, lmin=.004)

def build():
    begin('ck_atlas', 256, 192)
    r = Node('control_key'); m = r.mesh = Mesh()
    with m.at((0, 0, 0), (0, 90, 0)):              # local x = -z of the key
        bl = [(.0, -.0034), (.021, -.0034), (.0245, -.001), (.0245, .0010)] + [(.0225 - .0030 * i, (.0034 if i % 2 else .0018)) for i in range(7)] + [(.0, .0034)]
        m.extrude(bl, -.0010, .0010, 'nickel', b=.0002)
        m.extrude(circle(.0110, 26, -.0120, 0), -.0011, .0011, 'nickel', b=.0003, holes=[circle(.0030, 14, -.0175, 0)]); m.extrude(rrect(.013, .016, .005, 4, -.0090, 0), -.0021, .0021, 'pl_black', b=.0007)
    m.tube([(0, -.0090 + .0105 * math.sin(2 * math.pi * i / 20), .0175 + .0105 * math.cos(2 * math.pi * i / 20) - .0005) for i in range(20)], .0008, 'chrome', n=6, closed=True)
    y0 = -.046
    with m.at((0, y0, .0185), (0, 90, 0)):
        m.extrude(rrect(.036, .054, .004, 4), -.0010, .0010, 'pl_red', b=.0003, holes=[circle(.0026, 12, 0, .0225)])
        face(m, 0, -.005, .0012, .032, .038, [('解锁钥匙', 6.2, 0, 12), ('LOCK', 5, 0, 2.5), ('RELEASE', 5, 0, -4.5), ('须经许可', 5.4, 0, -14)], RED, WHITE, 6)
    m.ring((0, y0 + .0225, .0185), .0042, .0026, .0028, 'brass', 'x', n=14, b=.0003)
    r.empty('grip_1', (0, 0, .014)); r.empty('hang', (0, 0, .0175))
    finish()
    return r
