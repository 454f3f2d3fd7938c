from signalling import *

# Filament changeover relay. Origin: back, middle; +Z front. armature: about +X at its lower edge, -6 deg attracted (towards the core). alarm: lamp that glows.
AO = dict(dist=.03, lmin=.012)

def build():
    signal_materials(); begin('fr_atlas', 512, 200)
    r = Node('filament_relay'); m = r.mesh = Mesh()
    m.extrude(rrect(.17, .12, .006, 3), 0, .010, 'rs_bakelite', b=.0012)
    for x in (-.078, .078): m.screw((x, .050, .010), .0042, 'zinc', '-')
    # magnet: yoke, core with coil; contact springs on a stack
    m.bx((-.060, -.020, .010), (.030, .046, .015), 'rs_iron', .001)
    m.cyl((-.030, .016, .026), .019, .024, 'rs_coil', 'z', n=30, b=.001)
    for z in (.0150, .0375): m.cyl((-.030, .016, z), .022, .0020, 'pl_cream', 'z', n=30)
    m.cyl((-.030, .016, .0400), .0075, .004, 'rs_iron', 'z', n=18)
    for k in range(5): m.bx((.010, -.010 + .0125 * k - .0005, .015), (.022, -.010 + .0125 * k + .006, .040), 'rs_bakelite', .0006)
    for k in range(4): m.bx((.012, -.008 + .0125 * k + .0062, .030), (.062, -.008 + .0125 * k + .0071, .039), 'rs_silver', 0); m.cyl((.058, -.008 + .0125 * k + .0080, .0345), .0024, .0022, 'rs_silver', 'y', n=10)
    m.bx((.058, -.012, .012), (.068, .048, .016), 'rs_bakelite', .001)
    a = r.add(Node('armature', (-.030, -.010, .0440), mesh=Mesh())); am = a.mesh
    am.bx((-.020, -.004, -.001), (.020, .046, .0020), 'rs_iron', .0008); am.bx((.020, .030, -.0005), (.060, .035, .0010), 'brass', .0003); am.cyl((0, .026, .0024), .0030, .001, 'brass', n=10); am.bx((-.018, -.006, -.0035), (.018, -.002, .0005), 'rs_iron', .0005)
    for x in (-.012, .012): m.bx((-.030 + x - .003, -.018, .014), (-.030 + x + .003, -.012, .0445), 'rs_iron', .0006)
    # clear cover
    m.extrude(rrect(.150, .078, .006, 3, 0, .016), .010, .0625, 'rs_cover', b=.002, holes=[rrect(.146, .074, .005, 3, 0, .016)], caps=(False, False)); m.extrude(rrect(.148, .076, .006, 3, 0, .016), .0625, .0645, 'rs_cover', b=.001)
    for x in (-.0715, .0715): m.screw((x, .016, .0645), .0030, 'nickel', '-')
    face(m, .045, .0480, .0648, .050, .0085, [('灯丝转换继电器', 4.4, 0, 0)], '#e9efef', INK, 8)
    l = r.add(Node('alarm', (.052, .000, .0655), mesh=Mesh()))
    material('fr_led', '#7A1512', 0, .2); l.mesh.lathe([(.0042, -.002), (.0042, .002), (.0036, .0040), (.0020, .0054), (0, .0058)], 'fr_led', 18, cap=(False, False)); m.ring((.052, 0, .0652), .0062, .0044, .0016, 'zinc', n=20)
    face(m, .052, -.0100, .0648, .034, .0075, [('主丝断丝', 4.2, 0, 0)], '#e9efef', RED, 8)
    # terminals
    m.bx((-.080, -.0585, .010), (.080, -.0315, .026), 'rs_bakelite', .001)
    for k in range(6):
        x = -.0625 + .025 * k; m.bx((x - .0088, -.0545, .026), (x + .0088, -.0355, .0275), 'brass', .0004); screw_terminal(m, (x, -.045, .0275), 'z', .0046, 'brass'); lead(m, (x, -.045, .0275), (x * .8, -.135, .0165), ('w_yellow', 'w_black', 'w_red', 'w_blue', 'w_grey', 'w_grey')[k])
        face(m, x, -.0282, .0104, .008, .0062, [(str(k + 1), 4.4, 0, 0)], '#2a1b15', WHITE, 8); r.empty('t_%d' % (k + 1), (x, -.045, .0355))
        if k < 5: m.bx((x + .0117, -.057, .026), (x + .0133, -.033, .034), 'rs_bakelite', .0004)
    r.empty('cover', (-.02, .016, .0650)); m.bx((-.074, .0442, .0645), (-.030, .0532, .0655), 'plate_white', .0003); r.empty('label', (-.052, .0487, .0657), width=.042, height=.008)
    finish()
    return r

def ghosts(): return [(wall(), 'main')]
