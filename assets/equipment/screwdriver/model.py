from kit import *
from parts import *

# Insulated screwdriver (1000 V). Origin at the grip, tip towards -Z.
AO = dict(dist=.03, lmin=.012)

def build():
    r = Node('screwdriver'); m = r.mesh = Mesh()
    n = 18
    def sec(z, rr, fl): return [((rr - fl * (.5 + .5 * math.cos(6 * a))) * math.cos(a), (rr - fl * (.5 + .5 * math.cos(6 * a))) * math.sin(a), z) for a in (2 * math.pi * i / n for i in range(n))]
    m.loft([[p for p in q][::-1] for q in (sec(.060, .008, 0), sec(.057, .0125, .0), sec(.050, .0150, .0006), sec(.030, .0160, .0016), sec(.0, .0160, .0016), sec(-.020, .0148, .0016), sec(-.034, .0115, .0006), sec(-.040, .0108, 0), sec(-.044, .0150, 0), sec(-.048, .0150, 0), sec(-.052, .0075, 0))], ['w_red', 'w_red', 'w_red', 'w_yellow', 'w_yellow', 'w_yellow', 'w_red', 'w_red', 'w_red', 'w_red'])
    m.cyl((0, 0, -.092), .0042, .084, 'w_red', '-z', n=14); m.cyl((0, 0, -.139), .0028, .012, 'steel', '-z', n=12)
    m.loft([[(-.0028, -.0026, -.143), (-.0028, .0026, -.143), (.0028, .0026, -.143), (.0028, -.0026, -.143)], [(-.0028, -.0006, -.156), (-.0028, .0006, -.156), (.0028, .0006, -.156), (.0028, -.0006, -.156)]], 'steel_dark')
    with m.at((0, 0, 0), (-90, 0, 90)): m.text('1000 V', (0, .0, .0162), .0055, 'ink', font='bold')
    r.empty('tip', (0, 0, -.156), (0, 180, 0)); r.empty('grip_1', (0, 0, 0))
    return r
