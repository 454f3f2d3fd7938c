from kit import *
from parts import *
from layout import *
from loom import *

# Wire loom of the cubicle in the cubicle's frame. Its half on the door is the model door_loom.
AO = dict(dist=.03, lmin=.03, rays=16, thr=.25, iters=1)
COL = {'L1': 'w_brown', 'L2': 'w_black', 'L3': 'w_grey', 'N': 'w_blue'}
ZC = PLATE_Z + .030        # running depth inside the ducts

def T(dev, t):
    M = mount_matrix(dev)
    for r in roots_of(dev):
        try: return (M @ r.where(t)).to_translation()
        except KeyError: pass
    raise KeyError((dev, t))

def build():
    r = Node('wiring'); m = r.mesh = Mesh()
    A = {n: T('isolator_4p', t) for n, t in zip(COL, ('t_1L1', 't_3L2', 't_5L3', 't_N1'))}
    B = {n: T('isolator_4p', t) for n, t in zip(COL, ('t_2T1', 't_4T2', 't_6T3', 't_N2'))}
    PW = .0032
    def wire(pts, rad, mat, n=7, bend=.018, seg=3, ferr=(True, True)):
        P = fillet(pts, bend, seg); m.tube(P, rad, mat, n=n)
        for e, q in ((0, 1), (-1, -2)):
            if ferr[0 if e == 0 else 1]:
                d = (P[q] - P[e]).normalized(); L = rad * (3.6 if rad < .002 else 2.0)
                m.tube([P[e] - d * rad * .5, P[e] + d * L], rad * 1.18, 'w_red' if rad < .002 else 'pl_lgrey', n=n, cap=False)
    # bus taps: lug on the bar, down to the isolator
    for n in COL:
        x, yb = A[n].x, BARS[n]
        m.bx((x - .008, yb - .011, BAR_Z + .0005), (x + .008, yb + .010, BAR_Z + .0045), 'zinc', .0005)
        m.tube([(x, yb - .010, BAR_Z + .003), (x, yb - .030, BAR_Z + .003)], .0052, 'zinc', n=10)
        z2 = PLATE_Z + .034
        zo = BAR_Z + .003 + {'L1': .030, 'L2': .021, 'L3': .012, 'N': .004}[n]
        wire([(x, yb - .026, BAR_Z + .003), (x, yb - .040, BAR_Z + .004), (x, yb - .052, zo), (x, 1.735 - .030, zo), (x, 1.640, z2), (x, A[n].y + .012, z2)], .0046, COL[n], n=8, bend=.016, ferr=(False, True))
        m.ring((x, 1.703, zo), .009, .0046, .006, 'rubber', 'y', n=14)
    # isolator -> breaker, through the first duct
    Q = {n: T('breaker_3p', t) for n, t in zip(('L1', 'L2', 'L3'), ('t_1', 't_3', 't_5'))}
    Q2 = {n: T('breaker_3p', t) for n, t in zip(('L1', 'L2', 'L3'), ('t_2', 't_4', 't_6'))}
    K = {n: T('contactor_3p', t) for n, t in zip(('L1', 'L2', 'L3'), ('t_1L1', 't_3L2', 't_5L3'))}
    O = {n: T('overload_relay', t) for n, t in zip(('L1', 'L2', 'L3'), ('t_2T1', 't_4T2', 't_6T3'))}
    X1 = lambda t: T('terminal_rail', 't_' + t)
    zin = PLATE_Z + .024
    for i, n in enumerate(('L1', 'L2', 'L3')):
        y = DUCTS_H[0] - .012 + .010 * i; zz = ZC - .010 + .010 * i
        wire([(B[n].x, B[n].y - .013, PLATE_Z + .034), (B[n].x, y, zz), (Q[n].x, y, zz), (Q[n].x, Q[n].y + .008, zin)], PW, COL[n])
        # breaker -> contactor, straight through the second duct
        dx = .010 * (i - 1)
        wire([(Q2[n].x, Q2[n].y - .008, zin), (Q2[n].x, DUCTS_H[1] + .012, zin + .004), (K[n].x, DUCTS_H[1] - .014, PLATE_Z + .044), (K[n].x, K[n].y + .0095, PLATE_Z + .0578)], PW, COL[n], bend=.012)
        # overload -> terminals, through the third duct
        t = X1('UVW'[i]); y = DUCTS_H[2] + .010 - .010 * i; zz = ZC + .012 - .010 * i
        wire([(O[n].x, O[n].y - .006, PLATE_Z + .057), (O[n].x, y, zz), (t.x, y, zz), (t.x, DEV['terminal_rail'][1] + .028, PLATE_Z + .016)], PW, COL[n])
    # neutral: isolator -> right duct -> neutral bar -> N terminal
    wire([(B['N'].x, B['N'].y - .013, PLATE_Z + .034), (B['N'].x, DUCTS_H[0] + .004, ZC), (DUCT_X[1], DUCTS_H[0] + .004, ZC), (DUCT_X[1], .66, ZC), (DUCT_X[1], .50, ZC), (-.090, .500, ZC), (-.095, NBAR_Y + .010, PLATE_Z + .041)], PW, 'w_blue', ferr=(True, False))
    m.tube([(-.095, NBAR_Y + .012, PLATE_Z + .041), (-.095, NBAR_Y - .002, PLATE_Z + .0405)], .0044, 'zinc', n=10)
    tn, tp = X1('N'), X1('PE')
    wire([(tn.x, DEV['terminal_rail'][1] + .028, PLATE_Z + .016), (tn.x, DUCTS_H[2] - .014, ZC - .016), (DUCT_X[0] + .01, DUCTS_H[2] - .014, ZC - .016), (DUCT_X[0] + .01, .475, ZC - .016), (-.28, .475, ZC - .01), (-.275, NBAR_Y + .008, PLATE_Z + .041)], .0026, 'w_blue', ferr=(True, False))
    # protective conductors, green/yellow
    gy = lambda pts, rad=.0032, **k: gywire(m, pts, rad, **k)
    ex = T('isolator_4p', 't_PE')
    gy([(ex.x, ex.y - .012, PLATE_Z + .010), (ex.x, DUCTS_H[0] + .030, PLATE_Z + .012), (ex.x, DUCTS_H[0] - .006, ZC + .01), (DUCT_X[0], DUCTS_H[0] - .006, ZC + .01), (DUCT_X[0], .46, ZC + .01), (DUCT_X[0] + .004, .415, ZC), (-.262, .415, ZC + .012), (-.262, PEBAR_Y + .006, PLATE_Z + .042)])
    m.ring((ex.x, ex.y, PLATE_Z + .0108), .0085, .0043, .0015, 'zinc', n=14); m.tube([(ex.x, ex.y - .008, PLATE_Z + .0108), (ex.x, ex.y - .018, PLATE_Z + .0102)], .0042, 'zinc', n=8)
    gy([(tp.x, DEV['terminal_rail'][1] + .028, PLATE_Z + .016), (tp.x, DUCTS_H[2] - .004, ZC), (DUCT_X[1], DUCTS_H[2] - .004, ZC), (DUCT_X[1], .62, ZC), (DUCT_X[1], .44, ZC), (.20, PEBAR_Y + .030, ZC + .012), (.20, PEBAR_Y + .004, PLATE_Z + .042)])
    # motor cable: out of the bottom gland, fanned to U V W PE with room for a clamp meter
    gx, gz = .05, -.125
    m.tube([(gx, -.02, gz), (gx, .205, gz)], .0105, 'cable', n=14)
    m.tube([(gx, .203, gz), (gx, .214, gz)], [.0112, .0108], 'rubber', n=14)
    z3 = PLATE_Z + .062
    for i, n in enumerate(('L1', 'L2', 'L3')):
        t = X1('UVW'[i]); xs = t.x + (-.115, -.040, .035)[i] * 1.0
        xs = -.020 + .070 * i
        a = 2 * math.pi * i / 3
        pts = [(gx + .004 * math.cos(a), .208, gz + .004 * math.sin(a)), (gx + .004 * math.cos(a), .255, gz + .004 * math.sin(a)), (xs, .400, z3 + .028), (xs, .600, z3 + .028), (t.x, .640, z3 - .020), (t.x, DEV['terminal_rail'][1] - .028, PLATE_Z + .016)]
        P = fillet(pts, .05, 6); m.tube(P, .0031, COL[n], n=10)
        d = (P[-2] - P[-1]).normalized(); m.tube([P[-1], P[-1] + d * .012], .0038, 'pl_lgrey', n=10)
        # marker sleeve
        m.tube([(xs, .520, z3 + .028), (xs, .536, z3 + .028)], .0042, 'plate_white', n=10); m.text('UVW'[i] + '1', (xs, .528, z3 + .0323), .0040, 'ink', font='bold')
        r.empty('clamp_' + n, (xs, CLAMP_Y - .045, z3 + .028))
    gy([(gx, .208, gz + .002), (gx + .01, .26, gz - .01), (.188, .345, gz - .02), (.188, .60, PLATE_Z + .055), (tp.x + .02, .645, PLATE_Z + .04), (tp.x, DEV['terminal_rail'][1] - .028, PLATE_Z + .016)], .0031, bend=.05)
    # control wires (thin red / blue) in the ducts
    F1, F2 = T('control_fuse', 't_1'), T('control_fuse', 't_2')
    cw = .0013
    c = lambda pts, mat='w_red', **k: wire(pts, cw, mat, n=5, bend=.010, seg=2, **k)
    yd = lambda k, j: DUCTS_H[k] + (-.018 + .006 * (j % 7))
    kz = PLATE_Z
    # 2/T1 of the breaker feeds the control breaker
    c([(Q2['L1'].x - .003, Q2['L1'].y - .008, kz + .030), (Q2['L1'].x - .004, yd(1, 5), ZC + .02), (-.034, yd(1, 5), ZC + .02), (-.034, F1.y - .02, kz + .035), (-.034, yd(0, 1), ZC + .02), (F1.x, yd(0, 1), ZC + .02), (F1.x, F1.y + .008, kz + .024)])
    xl = DUCT_X[0]
    KT = lambda t: T('contactor_3p', t)
    OT = lambda t: T('overload_relay', t)
    kx = DEV['contactor_3p'][0]; j = 0
    def to_c(term, start, duct, mat='w_red', xo=0.0):
        """device terminal -> duct -> left riser -> terminal strip (upper side)."""
        nonlocal j
        e = X1(term); j += 1
        zz = ZC - .012 + .0045 * (j % 6); xx = xl - .012 + .004 * (j % 6)
        c(start + [(start[-1][0], yd(duct, j), zz), (xx, yd(duct, j), zz), (xx, yd(2, j + 3), zz), (e.x + xo, yd(2, j + 3), zz), (e.x + xo, DEV['terminal_rail'][1] + .025, kz + .016)], mat)
    to_c('c1', [(F2.x, F2.y - .008, kz + .024)], 1)
    a1, a2 = KT('t_A1'), KT('t_A2')
    to_c('c4', [(a1.x - .001, a1.y + .005, a1.z + .0008), (a1.x - .016, a1.y + .012, a1.z - .004), (a1.x - .018, a1.y + .05, kz + .03)], 1)
    to_c('c5', [(a2.x + .001, a2.y - .005, a2.z + .0008), (a2.x + .016, a2.y - .012, a2.z - .004), (a2.x + .020, a2.y + .05, kz + .03)], 1, 'w_blue')
    p = KT('t_13'); xo = -.036
    to_c('c3', [(p.x, p.y + .003, p.z + .0006), (p.x + xo * .3, p.y + .020, p.z + .004), (kx + xo, p.y + .030, kz + .085), (kx + xo, p.y + .050, kz + .04)], 1)
    p = KT('t_14'); xo = -.040
    to_c('c4', [(p.x, p.y - .003, p.z + .0006), (p.x + xo * .3, p.y - .016, p.z + .004), (kx + xo, p.y - .03, kz + .080), (kx + xo, DUCTS_H[2] + .036, kz + .04)], 2, xo=.0014)
    p = OT('t_96'); to_c('c2', [(p.x + .001, p.y, p.z + .0006), (p.x + .026, p.y - .006, p.z), (p.x + .030, DUCTS_H[2] + .034, kz + .04)], 2)
    p = OT('t_95'); to_c('c1', [(p.x + .001, p.y + .001, p.z + .0006), (p.x + .034, p.y + .004, p.z - .004), (p.x + .046, DUCTS_H[2] + .034, kz + .045)], 2, xo=-.0014)
    p = OT('t_97'); q = OT('t_95'); c([(p.x, p.y + .002, p.z + .0006), (p.x, p.y + .008, p.z + .006), (q.x, q.y + .008, q.z + .006), (q.x, q.y + .002, q.z + .0006)], ferr=(False, False))
    p = OT('t_98'); to_c('c6', [(p.x - .001, p.y, p.z + .0006), (p.x - .022, p.y - .004, p.z), (p.x - .030, DUCTS_H[2] + .034, kz + .04)], 2)
    p = X1('N'); e = X1('c5'); to_c('c5', [(p.x - .003, DEV['terminal_rail'][1] + .027, kz + .017)], 2, 'w_blue', xo=.0014)
    # to the door: bundle leaves the left duct to the hinge side, spiral-wrapped
    bx = DUCT_X[0] - .006
    hin = V(DOOR['axis'])
    path = fillet([(bx, 1.300, ZC), (bx, 1.300, PLATE_Z + .085), (-.362, 1.315, -.10), (-.357, 1.300, -.035), (-.352, 1.270, -.004)], .04, 6)
    bundle(m, path)
    for t in range(1, 7):
        e = X1('c%d' % t); yy = .636 - .005 * t
        c([(e.x, DEV['terminal_rail'][1] - .025, kz + .016), (e.x, yy, kz + .028), (xl + .03, yy, kz + .028)], 'w_blue' if t == 5 else 'w_red', ferr=(True, False))
    gywire(m, [(-.300, PEBAR_Y + .004, PLATE_Z + .042), (-.330, PEBAR_Y + .03, PLATE_Z + .07), (-.362, .52, -.05), (-.356, .50, -.004)], .0026, bend=.04)
    return r

def ghosts():
    o = Mesh()
    for dev in DEV: o.merge(flat(roots_of(dev)), mount_matrix(dev))
    o.merge(flat(roots_of('cubicle'), skip=('door', 'latch', 'loom_open')))
    return [(o, 'main')]
