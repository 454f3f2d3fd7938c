from signalling import *

# Glass fuse 0.5 A, 10 x 45 mm, lying along X.
AO = dict(dist=.01, lmin=.006)

def glass_fuse(m):
    for s in (-1, 1): m.cyl((s * .0185, 0, 0), .0050, .008, 'nickel', 'x' if s > 0 else '-x', n=18, b=.0006)
    m.cyl((0, 0, 0), .0047, .030, 'rs_glass', 'x', n=18, b=0)
    m.tube(spline([(-.015, .0004, 0), (-.006, -.0006, .0004), (0, .0008, -.0002), (.006, -.0004, 0), (.015, .0004, 0)], 4), .00032, 'rs_silver', n=4)

def build():
    signal_materials()
    r = Node('signal_fuse_link'); m = r.mesh = Mesh(); glass_fuse(m); r.empty('grip_1', (0, 0, .006))     # on the glass, not in it: where a palm comes to
    return r
