"""What people on the railway wear and carry: armband, peaked cap, rolled flags, horn, radio."""
from person import *

ARM_A, ARM_B = (.172, 1.392, -.020), (.228, 1.135, -.032)

def armband(m, look, colour, words, ink='c_white', side=1, y=1.285):
    """Band round the upper arm (side 1: the person's left) with words on its outside."""
    material('c_band', colour, 0, .7)
    arm = capsule(ARM_A, ARM_B, .0655, .0565)
    mirror = lambda Q: np.column_stack([Q[:, 0] * side, Q[:, 1], Q[:, 2]])
    n = Mesh(angle=80)
    sdf_mesh(n, lambda Q: np.maximum(arm(mirror(Q)), np.abs(Q[:, 1] - y - .20 * (np.abs(Q[:, 0]) - .20)) - .045), (-.32 if side < 0 else .10, 1.18, -.12), (-.10 if side < 0 else .32, 1.40, .08), .0065, 'c_band', 900)
    t = (ARM_A[1] - y) / (ARM_A[1] - ARM_B[1]); c = [ARM_A[i] + (ARM_B[i] - ARM_A[i]) * t for i in range(3)]; rad = .0655 + (.0565 - .0655) * t + .0016
    first = len(n.v); h = .022; n.text(words, (0, 0, 0), min(h, .115 / len(words)), ink, font='cjk')
    tilt = (ARM_B[0] - ARM_A[0]) / (ARM_B[1] - ARM_A[1])
    for p in n.v[first:]:
        s, q = p.x, p.y; a = s / rad
        p.x, p.y, p.z = side * (c[0] + rad * math.cos(a) + q * tilt), y + q, c[2] - side * rad * math.sin(a)
    put(m, look, n)

def put(m, look, n):
    """Adds what is drawn on the common body to this person."""
    n.v = [bend(look, q) for q in n.v]; m.merge(n)

def peaked_cap(m, look, crown, Y=1.63):
    material('c_cap', crown, 0, .7); material('c_capband', '#1B2230', 0, .6); material('c_peak', '#101113', 0, .22); material('c_gold', '#C9A24E', .8, .35)
    n = Mesh(angle=60); k = 32
    def ring(w, d, y, oz=-.012, tip=0.0): return [(w * math.cos(2 * math.pi * i / k), Y + y + tip * (-math.sin(2 * math.pi * i / k)), oz - d * math.sin(2 * math.pi * i / k)) for i in range(k)]
    n.loft([ring(.082, .100, .050), ring(.084, .103, .052), ring(.085, .104, .088), ring(.083, .101, .090)], 'c_capband')
    n.loft([ring(.084, .103, .086), ring(.100, .120, .104, tip=.006), ring(.118, .138, .128, tip=.016), ring(.115, .135, .140, tip=.016), ring(.100, .118, .153, tip=.012), ring(.060, .072, .162, tip=.006), ring(.010, .012, .164)], 'c_cap')
    P = [(-.074, .052), (-.060, .086), (-.030, .108), (0, .114), (.030, .108), (.060, .086), (.074, .052)]
    n.loft([[(x, Y + .052 + dy - .30 * max(0, z - .052), z - .012) for x, z in P + [(.05, .046), (0, .050), (-.05, .046)]][::-1] for dy in (-.0035, 0)], 'c_peak')
    n.tube([(.083 * math.sin(a), Y + .062, -.012 + .1035 * math.cos(a)) for a in (math.radians(q) for q in range(-70, 71, 14))], .0028, 'c_gold', n=6)
    with n.at((0, Y + .090, .1045), (-14, 0, 0)): n.lathe([(.0155, 0), (.0155, .003), (.012, .005)], 'c_gold', 20, cap=(False, True)); n.lathe([(.0085, .005), (.0075, .0062)], 'pl_red', 14, cap=(False, True))
    put(m, look, n)

def rolled_flag(m, look, colours, side, drop=-14):
    """A flag rolled round its stick, carried low in the hand (side -1: the right), pointing forwards."""
    n = Mesh(angle=60)
    for q, c in enumerate(colours): material('c_flag%s%d' % (colours[0][1:], q), c, 0, .75)
    f = lambda q: 'c_flag%s%d' % (colours[0][1:], q)
    with n.at((side * .2285, .772, .072), (-drop, 0, 0)):
        n.lathe([(.0072, -.150), (.0078, -.148), (.0078, .420), (.0060, .424)], material('c_stick', '#C79C62', 0, .5), 10)
        for q in range(len(colours)):
            m0 = .055 + .0 * q; L = .34
            n.loft([[((.0135 + .0045 * ((i + 2 * j) % 3) / 2 - .002 * q) * math.cos(2 * math.pi * i / 14 + .5 * j), (.0135 + .0045 * ((i + 2 * j) % 3) / 2 - .002 * q) * math.sin(2 * math.pi * i / 14 + .5 * j), m0 + L * (j + q * 9 - q * 2) / 9) for i in range(14)] for j in range(10)], f(q))
        n.ring((0, 0, .16), .0180, .0140, .006, 'c_white', 'z', n=16, full=True)
    put(m, look, n)

def radio(m, look, at):
    """Hand-held radio clipped to the chest, with its aerial."""
    n = Mesh()
    x, y, z = at
    with n.at((x, y, z), (-6, 0, 0)):
        n.bx((-.028, -.060, 0), (.028, .050, .032), 'pl_black', .005); n.cyl((.017, .105, .016), .0058, .110, 'rubber', 'y', n=10); n.cyl((-.012, .055, .016), .0075, .012, 'pl_dark', 'y', n=12)
        for k in range(5): n.bx((-.018, -.012 - .008 * k, .0318), (.018, -.009 - .008 * k, .0328), 'hole', 0)
        n.bx((-.020, .012, .0318), (.020, .034, .0328), 'lcd', .0004); n.bx((.028, -.010, .008), (.031, .024, .024), 'pl_orange', .001)
    put(m, look, n)

def horn(m, look, z):
    """Signal horn on a cord round the neck."""
    n = Mesh(angle=60)
    n.tube(spline([(-.060, 1.47, .035), (-.062, 1.40, z - .004), (-.045, 1.30, z + .008), (-.030, 1.235, z + .014), (-.018, 1.30, z + .008), (.050, 1.40, z - .004), (.058, 1.47, .035)], 5), .0022, 'ink', n=5)
    with n.at((-.030, 1.235, z + .020), (0, 0, 12)): n.lathe([(.0045, .048), (.0065, .044), (.0060, .020), (.0085, -.010), (.0150, -.035), (.0250, -.052), (.0262, -.054), (.0235, -.053), (.0130, -.034)][::-1], 'brass', 18, axis='y', cap=(False, False))
    put(m, look, n)
