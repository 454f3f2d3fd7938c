from kit import *
from parts import *
from layout import *
from loom import *

# The wire loom's half on the door, in the door's frame: it turns with the door.
AO = dict(dist=.03, lmin=.03, rays=16, thr=.25, iters=1)

def build():
    r = Node('door_loom'); dm = r.mesh = Mesh()
    cw = .0013
    X = lambda x: x - DOOR['axis'][0]
    zi = .022 - DOOR['axis'][2] - .002
    bundle(dm, fillet([(.034, 1.270, -.012), (.038, 1.300, -.020), (.046, 1.355, -.012), (.046, 1.50, -.010)], .04, 6))
    for k, (dev, (nm, x, y)) in enumerate(FRONT.items()):
        tx = X(x); zt = zi - .049
        for s, mat in ((1, 'w_red'), (-1, 'w_blue' if 'lamp' in dev else 'w_red')):
            yb = 1.505 + .003 * k + .0015 * s
            P = fillet([(.046, 1.46, -.012 + .001 * k), (.046, yb, -.014), (tx - .022, yb, -.020), (tx - .022, y + s * .018, zt + .004), (tx, y + s * .0135, zt - .001)], .014, 2)
            dm.tube(P, cw, mat, n=5)
            dm.tube([P[-1], P[-1] + (P[-2] - P[-1]).normalized() * .005], cw * 1.4, 'w_red', n=6)
    for x, y in ((-.255, 1.505), (-.155, 1.505), (-.065, 1.505)):
        dm.bx((X(x) - .0025, y - .014, zi - .028), (X(x) + .0025, y + .018, zi - .020), 'pl_white', .001); dm.bx((X(x) - .008, y - .006, zi - .020), (X(x) + .008, y + .010, zi), 'pl_white', .001)
    gywire(dm, [(.030, .50, -.012), (.038, .46, -.012), (.060, .43, .0), (X(-.300), .42, zi - .012)], .0026, bend=.03)
    return r
