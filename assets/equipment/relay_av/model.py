from signalling import *

# Plug-in safety relay on its base with a strip of test terminals. Origin: back, middle; +Z front.
# armature: about +X at its lower edge, -6 deg attracted. Columns of the strip: contact groups 1 to 4; rows: common, front, back.
AO = dict(dist=.04, lmin=.015)

def build():
    signal_materials(); begin('ra_atlas', 1024, 128)
    r = Node('relay_av'); m = r.mesh = Mesh()
    m.bx((-.10, -.18, 0), (.10, .18, .012), 'pl_black', .002)
    # base plate of the relay, cover
    m.bx((-.088, -.016, .012), (.088, .168, .030), 'rs_bakelite', .002)
    # magnet: coils one above the other, yoke, pole piece
    for x in (-.034, .034):
        m.cyl((x, .040, .062), .026, .050, 'rs_coil', 'z', n=28, b=.001)
        for z in (.036, .088): m.cyl((x, .040, z), .029, .003, 'pl_cream', 'z', n=28)
        m.cyl((x, .040, .093), .011, .010, 'rs_iron', 'z', n=20)
    m.bx((-.070, .004, .030), (.070, .012, .094), 'rs_iron', .001); m.bx((-.070, .066, .030), (.070, .072, .060), 'rs_iron', .001)
    # four groups of contacts above, with their pull rod
    for g in range(4):
        x = -.060 + .040 * g
        m.bx((x - .013, .086, .030), (x + .013, .150, .050), 'rs_bakelite', .001)
        for j, y in enumerate((.096, .114, .132)):
            m.bx((x - .006, y, .050), (x + .006, y + .0010, .098), 'rs_silver', 0); m.cyl((x, y + (.0022 if j < 2 else -.0012), .093), .0034, .0026, 'rs_silver', 'y', n=12)
        m.bx((x - .0025, .076, .086), (x + .0025, .138, .0895), 'rs_cover', .0004)
    a = r.add(Node('armature', (0, .010, .0995), mesh=Mesh())); am = a.mesh
    am.bx((-.066, -.002, 0), (.066, .064, .0045), 'rs_iron', .001); am.bx((-.060, .058, -.003), (.060, .070, .0030), 'rs_iron', .001)
    for x in (-.034, .034): am.cyl((x, .030, -.0006), .0030, .0014, 'brass', '-z', n=10)
    am.bx((-.030, .022, .0045), (.030, .042, .0135), 'rs_iron', .002); am.bx((-.010, .0225, .0136), (.010, .0415, .0140), 'pl_red', 0)
    # clear cover with its frame, handle and seal
    m.extrude(rrect(.172, .176, .008, 3, 0, .076), .030, .1240, 'rs_cover', b=.002, holes=[rrect(.167, .171, .007, 3, 0, .076)], caps=(False, False)); m.extrude(rrect(.170, .174, .008, 3, 0, .076), .1240, .1265, 'rs_cover', b=.001)
    m.extrude(rrect(.178, .182, .010, 3, 0, .076), .028, .034, 'pl_dark', b=.001, holes=[rrect(.172, .176, .008, 3, 0, .076)])
    m.tube(fillet([(-.045, .150, .1265), (-.045, .150, .1385), (.045, .150, .1385), (.045, .150, .1265)], .008, 4), .0032, 'nickel', n=8)
    m.cyl((.076, -.001, .1275), .0055, .002, 'pl_red', n=14)
    m.bx((-.050, .1625 - .0, .0122), (.050, .1785, .0155), 'plate_white', .0005); r.empty('label', (0, .1705, .0158), width=.09, height=.014)
    face(m, 0, -.0020, .1268, .110, .011, [('安全型继电器  AX', 6.2, 0, 0)], '#e6eeee', INK, 5)
    r.empty('cover', (0, .068, .1280))
    # strip of test terminals
    m.bx((-.094, -.172, .012), (.094, -.043, .034), 'rs_bakelite', .0015)
    for n, x in ((1, -.03), (4, .03)):
        m.bx((x - .0080, -.0625, .034), (x + .0080, -.0475, .0352), 'brass', .0004); screw_terminal(m, (x, -.055, .0352), 'z', .0042); r.empty('t_%d' % n, (x, -.055, .0425)); face(m, x + (.0165 if n == 1 else -.0165), -.055, .0344, .012, .009, [(str(n), 6, 0, 0)], '#2a1b15', WHITE, 6)
    face(m, -.064, -.055, .0344, .034, .009, [('线圈', 6, 0, 0)], '#2a1b15', '#f0b429', 6); face(m, 0, -.0685, .0344, .170, .0065, [(t, 4.8, x, 0) for t, x in (('第1组', -66), ('第2组', -22), ('第3组', 22), ('第4组', 66))], '#2a1b15', '#f0b429', 6)
    for row, (y, t) in enumerate(((-.085, '中'), (-.115, '前'), (-.145, '后'))):
        m.bx((-.090, y - .0155, .0340), (.090, y - .0145, .0365), 'rs_bakelite', .0003)
        for g, x in enumerate((-.066, -.022, .022, .066)):
            m.bx((x - .0075, y - .0085, .034), (x + .0075, y + .0085, .0352), 'brass', .0004); screw_terminal(m, (x, y, .0352), 'z', .0042)
            face(m, x + .0140, y, .0344, .011, .0095, [('%d%d' % (g + 1, row + 1), 5.2, 0, 0)], '#2a1b15', WHITE, 6); r.empty('t_%d%d' % (g + 1, row + 1), (x, y, .0425))
        face(m, -.0865, y, .0344, .0085, .0095, [(t, 6, 0, 0)], '#2a1b15', '#f0b429', 6)
    for x in (-.094, .094):
        for y in (-.174, .174): m.screw((x * .99, y, .012), .0036, 'zinc', '-')
    finish()
    return r

def ghosts(): return [(wall(), 'main')]
