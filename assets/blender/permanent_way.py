"""The permanent way: 60 kg/m rails, concrete sleepers with their fastenings, loose stones. The track runs along X."""
from kit import *

# Half profile of the 60 kg/m rail, mm from the foot's underside: (half width, height)
_RAIL = [(75, 0), (75, 12), (30, 21.5), (12, 38), (8.25, 55), (8.25, 118), (13, 130), (35.4, 138), (36.5, 150), (36.3, 164), (33, 171), (25, 174.4), (10, 175.8)]

def track_materials():
    material('rail_top', '#C9CDD0', .92, .24); material('rail_side', '#6B4A38', .25, .68); material('rail_web', '#5C4234', .2, .75)
    material('sleeper', '#98948B', 0, .82); material('sleeper_end', '#9C988F', 0, .85); material('clip', '#4A3B33', .55, .55); material('pad', '#202123', 0, .8)
    material('fish', '#57483E', .5, .55); material('fibre', '#C8B68A', 0, .6)

def rail(m, x0, x1, z, y, high=.176):
    """One rail from x0 to x1 with its foot at height y."""
    k = high / .176
    half = [(a / 1000, b / 1000 * k) for a, b in _RAIL]
    prof = half + [(-a, b) for a, b in reversed(half)]
    n = max(1, int(abs(x1 - x0) / .6))
    def mat(q):
        a, b = prof[q], prof[(q + 1) % len(prof)]; h = (a[1] + b[1]) / 2 / k
        return 'rail_top' if h > .171 else 'rail_web' if .022 < h < .125 else 'rail_side'
    mats = [mat(q) for q in range(len(prof))]
    rings = [m.add([(x0 + (x1 - x0) * i / n, y + b, z + a) for a, b in prof]) for i in range(n + 1)]
    N = len(prof)
    for i in range(n):
        for q in range(N):
            if q == N - 1: continue                                        # underside of the foot
            w = (q + 1) % N
            m.face((rings[i] + q, rings[i + 1] + q, rings[i + 1] + w, rings[i] + w), mats[q])
    m.face([rings[0] + q for q in range(N)], 'rail_side'); m.face([rings[-1] + q for q in range(N)][::-1], 'rail_side')

def sleeper(m, x, z, top, plain=False):
    """Concrete sleeper across the track; top: height of its ends. What lies under the ballast is left out."""
    def sec(dz, drop, wt, wb): return [(x + q * w / 2, y, z + dz) for q, w, y in ((-1, wb, top - .075), (1, wb, top - .075), (1, wt + .012, top - drop - .012), (1, wt - .012, top - drop), (-1, wt - .012, top - drop), (-1, wt + .012, top - drop - .012))]
    R = [(-1.30, .012, .170, .290), (0, .009, .180, .280), (1.30, .012, .170, .290)] if plain else [(-1.30, .008, .170, .290), (-.55, 0, .190, .300), (-.36, .007, .185, .290), (0, .009, .180, .280), (.36, .007, .185, .290), (.55, 0, .190, .300), (1.30, .008, .170, .290)]
    m.loft([sec(*q) for q in R], 'sleeper')

def clip(m, x, z, y, out, near=True):
    """Spring clip with its bolt on one side of a rail: z = edge of the rail's foot, out = +1 or -1 away from the rail, y = the foot's top there. Give the mesh an angle over 60."""
    if near:
        P = [(.030, -.060, .000), (-.012, -.052, .008), (-.020, -.034, .009), (.010, -.024, .014), (.050, -.012, .002)]
        P = P + [(a, -b, c) for a, b, c in reversed(P)]
        m.tube([(x + b, y + c, z + out * a) for a, b, c in P], .0068, 'clip', n=6)
    m.quad([(x + q * .060, y - k, z + out * d) for q, d, k in ((-1, .004, .004), (1, .004, .004), (1, .085, .010), (-1, .085, .010))][::out], 'pad', nocc=True)
    m.lathe([(.0205, .012), (.0195, .034), (.0100, .036), (.0095, .054)] if near else [(.0215, .008), (.0150, .046)], 'clip', 6, (x, y, z + out * .014), 'y', cap=(False, True))

def insulated_joint(m, x, z, y, high=.176):
    """Glued insulated joint of one rail at x: fishplates with six bolts on both sides, the end post between the rails' ends."""
    k = high / .176
    for s in (-1, 1):
        pts = [(s * .0095, .030 * k), (s * .034, .026 * k), (s * .030, .045 * k), (s * .026, .06 * k), (s * .026, .112 * k), (s * .030, .128 * k), (s * .0095, .134 * k)]
        with m.at((x - .42, y, z), (0, 90, 0)): m.extrude(ccw([(-a, b) for a, b in pts]), 0, .84, 'fish', b=.002)
        for q in (-.34, -.20, -.07, .07, .20, .34):
            with m.at((x + q, y + .086 * k, z + s * .026)): m.hexbolt((0, 0, 0), .036, 'clip', 'z' if s > 0 else '-z', h=.022)
        m.bx((x - .40, y + .128 * k, z + s * .0095), (x + .40, y + .134 * k, z + s * .036), 'fibre', 0)
    m.bx((x - .004, y + .010, z - .0385), (x + .004, y + .1768 * k, z + .0385), 'fibre', 0); m.bx((x - .004, y, z - .077), (x + .004, y + .018, z + .077), 'fibre', 0)

def bond_wire(m, x, z, y, side, L=1.2):
    """Two stranded wires that bridge an ordinary joint, plugged into the rail's web."""
    for k in (0, 1):
        P = [(x - L / 2 + .05 * k, y + .085, z + side * .010), (x - L / 2 + .03, y + .07, z + side * .045), (x - L / 4, y + .035 + .01 * k, z + side * .085), (x + L / 4, y + .034 + .01 * k, z + side * .088), (x + L / 2 - .03, y + .07, z + side * .045), (x + L / 2 - .05 * k, y + .085, z + side * .010)]
        m.tube(spline(P, 4), .004, 'galv', n=5)

def stone(m, c, r, R, mat):
    """A loose stone lying on the ballast: its upper part only."""
    n = 5; a0 = R.rand() * 6.28
    low = m.add([(c[0] + r * (.85 + .3 * R.rand()) * math.cos(a0 + 6.283 * i / n), c[1] - r * .25, c[2] + r * (.85 + .3 * R.rand()) * math.sin(-(a0 + 6.283 * i / n))) for i in range(n)])
    t = r * (.35 + .25 * R.rand()); tx, tz = (R.rand() - .5) * r * .5, (R.rand() - .5) * r * .5
    top = m.add([(c[0] + tx + t * (.7 + .6 * R.rand()) * math.cos(a0 + .3 + 6.283 * i / n), c[1] + r * (.35 + .25 * R.rand()), c[2] + tz + t * (.7 + .6 * R.rand()) * math.sin(-(a0 + .3 + 6.283 * i / n))) for i in range(n)])
    for i in range(n): m.face((low + i, low + (i + 1) % n, top + (i + 1) % n, top + i), mat, nocc=True)
    m.face([top + i for i in range(n)], mat, nocc=True)
