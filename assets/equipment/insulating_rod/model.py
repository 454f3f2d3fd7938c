from kit import *
from parts import *
from plates import *

# Insulating operating rod 10 kV, 1.0 m. Origin at the middle; the rod lies along Y, its head is up, the grip below.
AO = dict(dist=.04, lmin=.03)

def build():
    material('ir_rod', '#D8501C', 0, .32)
    begin('ir_atlas', 384, 96)
    r = Node('insulating_rod'); m = r.mesh = Mesh()
    m.lathe([(.0145, -.30), (.0145, .43)], 'ir_rod', 22, (0, 0, 0), 'y', cap=(False, False))
    pr = [(0, -.500), (.0165, -.498), (.0182, -.490)]
    for k in range(11): y = -.476 + .0165 * k; pr += [(.0170, y - .006), (.0184, y - .002), (.0184, y + .002), (.0170, y + .006)]
    m.lathe(pr + [(.0160, -.296)], 'rubber', 20, (0, 0, 0), 'y', cap=(False, False))
    m.lathe([(.0145, -.296), (.040, -.292), (.0425, -.288), (.0425, -.285), (.040, -.281), (.0145, -.276)], 'pl_red', 30, (0, 0, 0), 'y', cap=(False, False))
    m.lathe([(.0147, -.02), (.0172, -.018), (.0172, .018), (.0147, .02)], 'pl_black', 20, (0, 0, 0), 'y', cap=(False, False))
    m.lathe([(.0147, .425), (.0175, .428), (.0175, .452), (.0120, .458)], 'nickel', 20, (0, 0, 0), 'y', cap=(False, True))
    m.tube(fillet([(0, .455, 0), (0, .482, 0), (.030, .482, 0), (.030, .500, 0)], .008, 4), .0055, 'nickel', n=10); m.tube([(0, .480, 0), (0, .502, 0)], .0055, 'nickel', n=10)
    with m.at((0, .16, .0146), (0, 0, 90)): m.extrude(rrect(.150, .0165, .002, 2), -.004, .0004, 'plate_white', b=.0002); face(m, 0, 0, .0006, .146, .0150, [('绝缘操作杆 10 kV', 4.8, -34, 0), ('合格 2026-04 ~ 2027-04', 4, 36, 0, GREEN)], WHITE, INK, 2.4)
    r.empty('grip_1', (0, -.40, 0)); r.empty('tip', (0, .502, 0), (-90, 0, 0))
    finish()
    return r
