from kit import *
from parts import *
from plates import *

# What a hand takes hold of at the 10 kV panel and could not reach behind its doors; in the frame of the panel (floor, middle of the front face).
# crank_seat: end of the racking shaft in the hole of the breaker door, turns about -Z; a crank hangs on crank_hole. Crank and lever are turned at
# their shanks (crank_hub, earth_hub); taken by the handle they come off.
# mcb_control, mcb_spring: supply breakers in the low-voltage compartment at 1.96 m (+46 about X = off), with a cover over the places on the rail above.
P = load('switchgear_10kv')
AO = dict(dist=.06, lmin=.02)
Z = -.160

def build():
    P.materials()
    begin('sf_atlas', 512, 256)
    r = Node('switchgear_10kv_front'); m = r.mesh = Mesh()
    m.extrude(rrect(.176, .172, .006, 3, -.220, 2.172), -.298, -.200, 'pl_lgrey', b=.003, b0=0); face(m, -.220, 2.172, -.1996, .120, .040, [('备用位置', 11, 0, 8), ('SPARE', 8, 0, -10)], '#b9bec0', res=2)
    m.bx((-.325, 1.900, Z - .004), (-.105, 2.030, Z), 'ral7035_in', .001)
    for x in (-.318, -.112):
        m.bx((x - .004, 1.905, -.298), (x + .004, 2.025, Z - .002), 'galv', 0)
    m.bx((-.315, 1.9475, Z), (-.115, 1.9825, Z + .007), 'galv', 0)
    for n, x, t, en in (('mcb_control', -.265, '控制电源', 'CONTROL'), ('mcb_spring', -.165, '储能电源', 'SPRING')):
        P.mcb_lite(m, x, 1.965, Z + .006)
        tg = toggle(2, [-.0089, .0089]); tg.name = n; tg.pos = V((x, 1.965, Z + .006 + .0605)); r.add(tg)
        face(m, x, 2.0185, Z + .0004, .066, .020, [(t, 6.4, 0, 3.5), (en, 4.4, 0, -5.5)], WHITE, res=4)
    c = Mesh(); c.cyl((0, 0, -.045), .0095, .064, 'zinc', n=6, b=.0008)
    n = r.add(Node('crank_seat', (P.CRANK[0], P.CRANK[1], .0), mesh=c, ao='seat')); n.empty('crank_hole', (0, 0, .0460)); n.empty('crank_hub', (0, 0, .120))
    r.empty('earth_hub', (P.EARTH[0], P.EARTH[1], .115)); r.empty('key_grip', (-.288, 1.735, .105))
    r.empty('view_flags', (-.100, 1.260, .028)); r.empty('view_truck', (.100, 1.440, .028)); r.empty('view_blades', (-.067, .605, .028))     # in the panes of the windows
    finish()
    return r
