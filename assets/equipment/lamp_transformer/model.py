from signalling import *

# Signal lamp transformer BX1-34. Origin: middle of the mounting plate (back), +Z front.
# tap: link about +Z; 0 deg points at 13 V (up), +40 deg at 12 V, -40 deg at 14 V.
LEADS = dict(I1='w_red', I2='w_blue', II1='w_yellow', II2='w_black')
AO = dict(dist=.04, lmin=.015)

def build():
    signal_materials(); material('lt_core', '#3F4A50', .35, .55); material('lt_coil', '#B9772E', 0, .4); begin('lt_atlas', 512, 256)
    r = Node('lamp_transformer'); m = r.mesh = Mesh()
    m.extrude(rrect(.19, .15, .006, 3), 0, .003, 'galv', b=.0006, holes=[circle(.004, 12, x, y) for x in (-.085, .085) for y in (-.064, .064)])
    for x in (-.085, .085):
        for y in (-.064, .064): m.hexbolt((x, y, .003), .009, 'zinc')
    # laminations in two packs, coil former with both windings
    for k in range(18): m.bx((-.072, -.055, .010 + .0032 * k), (.072, .055, .0122 + .0032 * k), 'lt_core', 0)
    m.bx((-.071, -.054, .010), (.071, .054, .066), 'lt_core', 0)
    for s in (-1, 1):
        m.bx((s * .062 - .012, -.062, .003), (s * .062 + .012, .062, .012), 'galv', .001); m.bx((s * .058 - .008, -.058, .066), (s * .058 + .008, .058, .070), 'galv', .001)
        for y in (-.048, .048): m.hexbolt((s * .058, y, .070), .007, 'zinc')
    m.bx((-.040, -.038, .004), (.040, .038, .090), 'lt_coil', .010)
    for y in (-.040, .038): m.bx((-.046, y - .001, .004), (.046, y + .003, .092), 'rs_paper', .001)
    # terminal board on stand-offs
    Z = .098
    for x in (-.078, .078):
        for y in (-.060, .060): m.cyl((x, y, .050), .005, .096, 'zinc', 'z', n=10, b=0)
    m.extrude(rrect(.180, .140, .006, 3), Z - .004, Z, 'rs_bakelite', b=.0008)
    for x in (-.078, .078):
        for y in (-.060, .060): m.screw((x, y, Z), .0042, 'zinc', '-')
    for n, x in (('I1', -.06), ('I2', -.03), ('II1', .03), ('II2', .06)):
        screw_terminal(m, (x, -.055, Z), 'z', .0055); lead(m, (x, -.055, Z), (x * .8, -.115, .0165), LEADS[n]); face(m, x, -.0385, Z + .0003, .020, .0085, [(n.replace('II', 'Ⅱ').replace('I', 'Ⅰ'), 5.5, 0, 0)], '#2a1b15', WHITE, 7); r.empty('t_' + n, (x, -.055, Z + .0095))
    face(m, -.045, -.0280, Z + .0003, .052, .0085, [('一次 220 V', 4.8, 0, 0)], '#2a1b15', WHITE, 6); face(m, .045, -.0280, Z + .0003, .052, .0085, [('二次 12-14 V', 4.6, 0, 0)], '#2a1b15', WHITE, 6)
    # tap studs on an arc, voltage marks outside it
    for v, a in ((12, 40), (13, 0), (14, -40)):
        x, y = .030 * math.sin(math.radians(-a)), .030 * math.cos(math.radians(a)); m.lathe([(.0060, 0), (.0060, .003), (.0050, .0038)], 'brass', 16, (x, y, Z), cap=(False, True))
        face(m, .0485 * math.sin(math.radians(-a)), .0445 * math.cos(math.radians(a)) + (.0005 if a else .0), Z + .0003, .016, .0085, [('%d V' % v, 5, 0, 0)], '#2a1b15', WHITE, 7)
    m.cyl((0, 0, Z + .002), .0075, .004, 'brass', n=16)
    m.bx((-.066, .0575, Z), (.066, .0695, Z + .0012), 'plate_white', .0004)
    face(m, -.028, .0635, Z + .0014, .070, .010, [('BX1-34 信号变压器', 4.6, 0, 0)], WHITE, INK, 7); r.empty('label', (.040, .0635, Z + .0014), width=.045, height=.010)
    t = r.add(Node('tap', (0, 0, Z + .004), mesh=Mesh())); tm = t.mesh
    tm.bx((-.0050, -.0070, 0), (.0050, .0345, .0022), 'brass', .0008); tm.lathe([(.0055, .0022), (.0055, .006), (.004, .0075)], 'nickel', 6, cap=(False, True))
    tm.lathe([(.0070, .0022), (.0078, .004), (.0078, .011), (.0066, .013)], 'pl_black', 18, (0, .030, 0), cap=(False, True)); tm.bx((-.0006, .030, .0128), (.0006, .0370, .0133), 'ink_white', 0); t.empty('grip_1', (0, .030, .013))
    # leads from the coil to the board
    for x, c in ((-.06, 'w_red'), (-.03, 'w_red'), (.03, 'w_black'), (.06, 'w_black')): m.tube(spline([(x * .6, -.036, .086), (x * .8, -.050, .090), (x, -.060, .092)], 4), .0016, c, n=5)
    finish()
    return r

def ghosts(): return [(wall(), 'main')]
