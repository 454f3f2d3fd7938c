from kit import *
from parts import *
from din import *
from heavy import *

# Power-factor bank 50 kvar, 400 V: three cans in delta on a plate, discharge resistors, terminal block. Origin: middle of the plate's back.
AO = dict(dist=.06, lmin=.02)
W, H = .420, .440
XS = (-.125, 0, .125)
R, LEN, Y0 = .049, .190, -.150
ZC = .012 + .058

def build():
    material('cap_can', '#BFC3C6', .75, .38); material('cap_top', '#26282A', 0, .5)
    r = Node('capacitor_bank'); m = r.mesh = Mesh()
    zp = plate_panel(m, W, H)
    for i, x in enumerate(XS):
        # can stands on a shelf, held by a clamp
        m.lathe([(R - .003, 0), (R, .003), (R, LEN - .012), (R + .0012, LEN - .010), (R + .0012, LEN - .003), (R - .001, LEN)], 'cap_can', 36, (x, Y0, ZC), 'y', cap=(True, False)); m.lathe([(R - .001, LEN), (R - .006, LEN + .001), (R - .008, LEN - .002), (0, LEN - .002)], 'cap_top', 36, (x, Y0, ZC), 'y', cap=(False, False))
        m.cyl((x, Y0 - .0085, ZC), .0060, .017, 'zinc', '-y', n=12); m.hexbolt((x, Y0 - .0045, ZC), .019, 'zinc', '-y')
        m.ring((x, Y0 + .120, ZC), R + .0022, R + .0002, .022, 'zinc', 'y', n=36, b=.0005, full=True); m.bx((x - .028, Y0 + .109, zp), (x + .028, Y0 + .131, zp + .010), 'zinc', .0008)
        # terminal deck: ceramic block with three screw terminals, overpressure mark
        m.lathe([(.0300, 0), (.0300, .014), (.0280, .017), (0, .017)], 'cap_top', 28, (x, Y0 + LEN - .003, ZC), 'y', cap=(False, False))
        for k in range(3):
            a = math.radians(90 + 120 * k); px, pz = x + .0165 * math.cos(a), ZC - .0165 * math.sin(a) + .0
            m.bx((px - .0055, Y0 + LEN + .0140, pz - .0055), (px + .0055, Y0 + LEN + .0175, pz + .0055), 'lv_tinned', .0004); m.screw((px, Y0 + LEN + .0175, pz), .0042, 'zinc', axis='y')
        # discharge resistors across the terminals
        for k in range(3):
            a0, a1 = math.radians(90 + 120 * k), math.radians(210 + 120 * k); mx, mz = x + .0165 * (math.cos(a0) + math.cos(a1)) / 2 * 1.75, ZC - .0165 * (math.sin(a0) + math.sin(a1)) / 2 * 1.75
            ang = math.degrees(math.atan2(-(math.sin(a1) - math.sin(a0)), math.cos(a1) - math.cos(a0)))
            with m.at((mx, Y0 + LEN + .026, mz), (0, -ang, 0)):
                m.cyl((0, 0, 0), .0042, .020, 'lv_ceramic', 'x', n=10, b=.0008)
                for q, c in ((-.005, 'pl_red'), (0, 'pl_dark'), (.005, 'pl_yellow')): m.ring((q, 0, 0), .0044, .0036, .0018, c, 'x', n=10)
                for s in (-1, 1): m.tube(fillet([(s * .009, 0, 0), (s * .0145, 0, 0), (s * .0145, -.009, 0)], .003, 2), .0006, 'lv_tinned', n=4)
        # paper label round the can
        cap = Mesh()
        n = 10; w2 = .066
        for q in range(n):
            xa, xb = -w2 / 2 + w2 * q / n, -w2 / 2 + w2 * (q + 1) / n; cap.quad([(xa, -.036, 0), (xb, -.036, 0), (xb, .036, 0), (xa, .036, 0)], 'plate_white')
        f0 = len(cap.v)
        for t, y, h, f, c in (('C%d' % (i + 1), .0245, .0110, 'bold', 'ink'), ('POWER CAPACITOR', .0135, .0037, 'bold', 'ink'), ('电力电容器', .0060, .0052, 'cjk', 'ink'), ('16.7 kvar 400 V 50 Hz', -.0025, .0032, 'bold', 'ink'), ('332 µF   41.7 A', -.0095, .0042, 'bold', 'ink'), ('DISCHARGE > 3 min', -.0185, .0036, 'bold', 'ink_red'), ('放电 3 分钟后方可接触', -.0270, .0041, 'cjk', 'ink_red')): cap.text(t, (0, y, 0), h, c, font=f)
        for q, v in enumerate(cap.v):
            rr = R + (.0003 if q < f0 else .00042); a = v.x / rr; v.x, v.y, v.z = x + rr * math.sin(a), Y0 + .060 + v.y, ZC + rr * math.cos(a)
        m.merge(cap)
    # shelf under the cans, lip with holes
    m.bx((-W / 2 + .008, Y0 - .0030, zp), (W / 2 - .008, Y0, ZC + .056), 'galv', .0006); m.bx((-W / 2 + .008, Y0 - .016, ZC + .0545), (W / 2 - .008, Y0, ZC + .0565), 'galv', .0006)
    for s in (-1, 1): m.loft([[(s * (W / 2 - .010), Y0 - .003, zp), (s * (W / 2 - .010), Y0 - .003, ZC + .050), (s * (W / 2 - .010), Y0 - .050, zp)][::s], [(s * (W / 2 - .008), Y0 - .003, zp), (s * (W / 2 - .008), Y0 - .003, ZC + .050), (s * (W / 2 - .008), Y0 - .050, zp)][::s]], 'galv')
    # terminal block at the top, three power terminals and earth
    yt = .150
    m.bx((-.080, yt - .028, zp), (.080, yt + .028, zp + .030), 'pl_black', .0012)
    for i, t in enumerate(('L1', 'L2', 'L3')):
        x = -.050 + .050 * i
        m.bx((x - .016, yt - .020, zp + .029), (x + .016, yt + .020, zp + .0325), 'copper', .0006)
        for s in (-1, 1): m.hexbolt((x, yt + s * .0120, zp + .0325), .010, 'zinc')
        r.empty('t_' + t, (x, yt + .0120, zp + .0405))
        m.text(t, (x + .0, yt, zp + .0326), .0050, 'ink', font='bold')
        if i: m.bx((x - .0265, yt - .028, zp + .028), (x - .0235, yt + .028, zp + .048), 'pl_black', .0008)
    m.hexbolt((.135, yt, zp), .013, 'brass'); m.cyl((.135, yt, zp + .012), .0042, .016, 'brass', n=12); r.empty('t_PE', (.135, yt, zp + .0205)); earth_symbol(m, (.158, yt, zp + .0001), .016)
    # leads: from each terminal to two cans (delta)
    wires = ['w_brown', 'w_black', 'w_grey']
    for i in range(3):
        x = -.050 + .050 * i
        for q, (can, k) in enumerate(((i, 1), ((i + 2) % 3, 2))):
            a = math.radians(90 + 120 * k); px, pz = XS[can] + .0165 * math.cos(a), ZC - .0165 * math.sin(a)
            m.tube(spline([(x - .006 + .012 * q, yt - .0120, zp + .036), (x - .006 + .012 * q, yt - .040, zp + .044), ((x + px) / 2, .092 + .006 * i - .004 * q, zp + .060 + .006 * q), (px, .072, pz + .004), (px, Y0 + LEN + .0190, pz)], 5), .0030, wires[i], n=8)
    # plates
    m.box((-.140, yt + .012, zp + .0006), (.085, .046, .0010), 'plate_alu', .0003)
    for k, (t, h, f) in enumerate((('CAPACITOR BANK', .0048, 'bold'), ('电容补偿装置', .0052, 'cjk'), ('50 kvar 400 V Δ', .0046, 'bold'), ('3 x 332 µF  72 A', .0042, 'sans'))): m.text(t, (-.140, yt + .0270 - .0100 * k, zp + .0012), h, 'ink', font=f)
    warning_triangle(m, (.175, yt + .026, zp), .030, z=.0004)
    m.box((-.140, yt - .026, zp + .0005), (.060, .014, .0009), 'plate_white', .0003); r.empty('label', (-.140, yt - .026, zp + .0011), width=.058, height=.0130)
    return r

def ghosts(): return [(wall(), 'main')]
