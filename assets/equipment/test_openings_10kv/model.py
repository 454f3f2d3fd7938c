from kit import *
from parts import *
from plates import *

# Three test openings for a 10 kV voltage detector, mounted on the front of a cable door: insulating sleeves with a spring flap,
# behind each a contact finger tied to the cable side. Front +Z; origin: middle of the plate's back.
AO = dict(dist=.04, lmin=.010)
PITCH = .100

def build():
    material('to_epoxy', '#7A2A1E', 0, .42); material('to_flap', '#8E2F22', 0, .5)
    begin('to_atlas', 1024, 256)
    r = Node('test_openings_10kv'); m = r.mesh = Mesh()
    m.extrude(rrect(.300, .076, .006, 4), 0, .0022, 'plate_alu', b=.0007, b0=0, caps=(False, True))
    face(m, 0, .0315, .0024, .280, .012, [('验电孔  VOLTAGE TEST OPENINGS  10 kV', 5.6, 0, 0)], '#d6d8d8', res=3)
    for s in (-1, 1):
        for t in (-1, 1): m.lathe([(.0042, 0), (.0034, .0020), (0, .0024)], 'zinc', 12, (s * .142, t * .030, .0022), cap=(False, False))
    for k in range(3):
        x = (k - 1) * PITCH; y = -.006
        m.lathe([(.0250, .0018), (.0250, .0060), (.0205, .0085), (.0205, .0150), (.0220, .0175), (.0220, .0205), (.0195, .0220), (.0150, .0220), (.0150, .0050), (0, .0048)], ['to_epoxy'] * 8 + ['hole'], 30, (x, y, 0), cap=(False, False))
        m.lathe([(.0050, .0045), (.0050, .0170), (.0040, .0190), (0, .0196)], 'brass', 16, (x, y, 0), cap=(False, False))
        m.extrude([(x - .013, y + .021), (x + .013, y + .021), (x + .013, y + .027), (x - .013, y + .027)], .0195, .0225, 'to_flap', b=.0008)
        m.bx((x - .012, y + .022, .0220), (x + .012, y + .026, .0460), 'to_flap', .0010)
        face(m, x + .036, y - .019, .0024, .016, .011, [('L%d' % (k + 1), 6.0, 0, 0)], '#d6d8d8')
        r.empty('t_L%d' % (k + 1), (x, y, .0225))
    finish()
    return r
