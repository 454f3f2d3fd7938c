from kit import *
from parts import *
from plates import *

# Portable earthing and short-circuiting set, 25 mm2 copper in a clear jacket: earth clamp, three line clamps on sticks.
# coiled: hanging in the hand or on a hook, origin = where it hangs. hung: on the 10 kV panel, origin = the earth stud, clamps on the three earthing balls.
AO = dict(dist=.05, lmin=.05, rays=20)
BALLS = ((.060, .386, -.214), (.233, .386, -.214), (.406, .386, -.214))      # from the earth stud of switchgear_10kv

def rope(m, path, r=.0062, n=8):
    """Bare stranded copper seen through its jacket."""
    m.tube(path, r, 'es_copper', n=n, twist='es_copper2')
    m.tube(path, r + .0016, 'es_jacket', n=n, cap=False)

def line_clamp(m, L):
    """Screw clamp for a ball, with its stick: the ball is at the origin, the stick runs along +Z."""
    m.extrude([(-.024, -.012), (.024, -.012), (.024, .030), (.012, .040), (-.012, .040), (-.024, .030)], -.013, .013, 'es_alu', b=.003, holes=[circle(.0150, 20, 0, .004)])
    m.lathe([(.0065, .004), (.0065, .040), (.0100, .042), (.0100, .052)], 'brass', 14, cap=(True, True)); m.lathe([(.0125, .050), (.0135, .054), (.0135, .072), (.0120, .078)], 'es_alu', 18, cap=(False, False))
    m.lathe([(.0120, .074), (.0132, .078), (.0132, L - .14)], 'es_stick', 20, cap=(False, False))
    m.lathe([(.0132, L - .142), (.030, L - .140), (.031, L - .135), (.030, L - .130), (.0150, L - .128)], 'pl_black', 24, cap=(False, False))
    pr = []
    for k in range(7): z = L - .118 + .0165 * k; pr += [(.0142, z - .006), (.0156, z - .002), (.0156, z + .002), (.0142, z + .006)]
    m.lathe([(.0150, L - .128)] + pr + [(.0140, L - .002), (0, L)], 'rubber', 18, cap=(False, False))
    m.bx((-.008, -.034, -.004), (.008, -.010, .004), 'es_lug', .001); bolt(m, (0, -.020, .004), .008)

def earth_clamp(m):
    """C clamp with a wing screw; its jaw holds a stud at the origin."""
    m.extrude([(-.020, -.016), (.024, -.016), (.024, -.004), (-.006, -.004), (-.006, .020), (.024, .020), (.024, .034), (-.020, .034)], -.010, .010, 'es_alu', b=.0025)
    m.lathe([(.0055, .0), (.0055, .040)], 'brass', 12, (.012, .008, 0), 'y'); m.bx((-.006, .046, -.003), (.030, .054, .003), 'brass', .002)
    m.bx((-.032, -.008, -.005), (-.018, .012, .005), 'es_lug', .001); bolt(m, (-.012, .010, .010), .010)

def bolt(m, pos, af): m.lathe([(af * .57, 0), (af * .57, af * .5), (af * .47, af * .6)], 'zinc', 6, pos, 'z', cap=(False, True))

def build():
    material('es_copper', '#C9834F', .8, .38); material('es_copper2', '#8E5530', .8, .5); material('es_jacket', '#F2E9DC', 0, .12, alpha=.22); material('es_alu', '#C2C5C8', .85, .38); material('es_lug', '#D0CEC8', .9, .25); material('es_stick', '#D8501C', 0, .32)
    begin('es_atlas', 256, 128)
    r = Node('earthing_set')
    # ---- coiled
    c = r.add(Node('coiled', ao='coiled')); m = c.mesh = Mesh()
    P = []
    turns = 4
    for k in range(turns * 22 + 1):
        a = 2 * math.pi * k / 22 + math.pi / 2; R = .118 + .008 * math.sin(k * .7)
        P.append((R * math.cos(a), -.150 + R * 1.16 * math.sin(a), -.012 + .0100 * (k / 22) + .004 * math.sin(k * 1.3)))
    rope(m, P, .0062, 7)
    for a in (20, 160): x, y = .118 * math.cos(math.radians(a)), -.150 + .137 * math.sin(math.radians(a))
    with m.at((0, -.019, .008)): m.bx((-.014, -.016, -.030), (.014, .016, .032), 'pl_black', .004)
    m.tube(fillet([(0, -.010, .0), (.010, .0, .0), (0, .010, 0), (-.010, .0, 0), (0, -.010, 0)], .006, 3), .0022, 'pl_black', n=6)
    for i, x in enumerate((-.052, 0, .052)):
        with m.at((x, -.155, .038), (90, 0, 0)): line_clamp(m, .46)
        rope(m, spline([(x, -.150, .066), (x * 1.1, -.120, .085), (x * .7, -.075, .066), (x * .30, -.036, .030), (0, -.022, .012)], 4), .0052, 7)
    with m.at((.150, -.200, .020), (0, 0, -80)): earth_clamp(m)
    rope(m, spline([(.146, -.168, .020), (.152, -.120, .020), (.125, -.085, .020), (.080, -.058, .014)], 4), .0062, 7)
    m.tube(fillet([(-.112, -.168, -.016), (-.130, -.172, .000), (-.122, -.176, .034), (-.112, -.190, .034), (-.106, -.172, .020), (-.100, -.166, .0)], .006, 3), .0014, 'pl_white', n=6)
    with m.at((-.116, -.222, .0325), (0, 8, 4)): m.extrude(rrect(.060, .085, .004, 3), -.0008, .0008, 'plate_yellow', b=.0003); face(m, 0, 0, .0010, .057, .082, [('接地线', 12, 0, 26), ('No. 03', 10, 0, 8), ('25 mm² Cu', 6, 0, -8), ('10 kV', 9, 0, -24)], YEL, INK, 2.6)
    c.empty('grip_1', (0, -.15, .02))
    # ---- hung on the panel
    h = r.add(Node('hung', ao='hung')); m = h.mesh = Mesh()
    with m.at((0, 0, .006), (0, 0, 90)): earth_clamp(m)
    J = V((.10, -.028, .085))
    rope(m, spline([(0, -.026, .006), (.012, -.033, .035), (.050, -.033, .072), J], 5), .0066, 8)
    m.lathe([(.013, -.020), (.017, -.016), (.017, .016), (.013, .020)], 'pl_black', 16, J, 'x')
    for i, b in enumerate(BALLS):
        b = V(b)
        with m.at(b, (8, 0, 0)): line_clamp(m, .40)
        e = b + V((0, -.034, .004))
        rope(m, spline([J + V((.015, 0, 0)), J + V((.04 + .10 * i, .004 + .02 * i, .02)), V((e.x + .012, e.y - .20, -.10)), e + V((.006, -.070, .02)), e], 5), .0056, 7)
    h.empty('grip_2', (.10, -.04, .085))
    finish()
    return r
