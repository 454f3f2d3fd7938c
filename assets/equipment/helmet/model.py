from kit import *
from parts import *
from plates import *

# Safety helmet standing on a surface: y = 0 is the surface, front towards +Z.
AO = dict(dist=.08, lmin=.03)

def build():
    material('he_shell', '#F1F1EC', 0, .28); material('he_strap', '#2B2D30', 0, .8); material('he_pad', '#3B3F45', 0, .85)
    begin('he_atlas', 256, 192)
    r = Node('helmet'); m = r.mesh = Mesh(angle=60)
    n = 36
    def ring(k, y, ex=0, front=0):
        out = []
        for i in range(n):
            a = 2 * math.pi * i / n; z = -(.128 + ex) * k * math.sin(a); x = (.106 + ex) * k * math.cos(a)
            f = max(0, z / .138) ** 4
            out.append((x, y - front * f * .008, z + front * f * .034))
        return out
    m.loft([ring(.955, .004), ring(1.0, .0, .010, 1), ring(1.0, .003, .014, 1), ring(1.0, .008, .012, 1), ring(1.0, .014, .002), ring(.995, .035), ring(.975, .060), ring(.93, .086), ring(.85, .109), ring(.72, .127), ring(.52, .141), ring(.28, .149), ring(.08, .1515)], 'he_shell', caps=(False, True))
    # inside: shell, headband, straps crossing
    m.loft([[p for p in reversed(q)] for q in (ring(.955, .004), ring(.955, .03), ring(.92, .07), ring(.78, .112), ring(.45, .136), ring(.05, .143))], 'he_pad', caps=(False, False))
    # ridges and vents
    for x in (-.036, 0, .036):
        P = []
        for k in range(13):
            z = -.104 + .200 * k / 12; q = math.sqrt(max(0, 1 - (x / .106) ** 2 - (z / .128) ** 2)); P.append((x, .0155 + .1375 * q ** .86, z))
        m.tube(P, .0052, 'he_shell', n=8)
    for s in (-1, 1):
        for k in range(3): m.box((s * .1015, .062, -.02 + .020 * k), (.003, .018, .006), 'pl_dark', .001)
        # chin strap, hanging loop on the surface
        m.tube(fillet([(s * .088, .014, .030), (s * .078, .006, .060), (s * .030, .004, .100), (0, .004, .104)], .02, 4), .0036, 'he_strap', n=6)
        m.tube(fillet([(s * .088, .014, -.040), (s * .082, .008, .0), (s * .078, .006, .058)], .02, 3), .0036, 'he_strap', n=6); m.box((s * .078, .007, .059), (.012, .006, .016), 'pl_black', .001)
    with m.at((0, .062, .1245), (-13, 0, 0)): m.extrude(rrect(.062, .034, .004, 3), -.010, .0008, 'plate_white', b=.0004); face(m, 0, 0, .0010, .058, .030, [('配电运行', 9, 0, 5.5, BLUE), ('No. 027', 6, 0, -8)], WHITE, INK, 4)
    m.lathe([(.020, 0), (.022, .008), (.020, .012), (.008, .014)], 'pl_dark', 20, (0, .022, -.131), '-z')
    r.empty('grip_1', (0, .150, 0)); r.empty('hang', (0, .15, 0))
    finish()
    return r

def ghosts(): return [(floor(0, .5), 'main')]
