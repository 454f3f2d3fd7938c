"""Lamp unit of a colour-light signal. Origin: middle of the aperture on the front plate, +Z = front. Holder: drawn out along -Z by 70 mm."""
from signalling import *

AO_UNIT = dict(dist=.05, lmin=.02, rays=24, thr=.16)

def signal_unit(name, zh, colour):
    signal_materials(); material('lens', colour, 0, .10)
    begin('su_atlas', 512, 256)
    r = Node(name); m = r.mesh = Mesh()
    # casting: ring at the front plate, optical tube, back plate with ribs
    m.lathe([(.0845, -.014), (.0845, .004), (.0930, .004), (.0950, .002), (.0950, -.0005), (.1000, -.0005)][::-1], 'rs_cast', 40, cap=(False, False))
    m.lathe([(.0840, .006), (.0925, .006), (.0935, .0045), (.0935, .003)][::-1], 'rs_cast2', 40, cap=(False, False)); m.lathe([(.0840, .006), (.0795, .0035), (.0790, -.004)], 'rs_cast2', 40, cap=(False, False))
    for k in range(6):
        a = math.radians(30 + 60 * k); m.screw((.0885 * math.cos(a), .0885 * math.sin(a), .006), .0032, 'zinc', '-')
    m.lathe([(.0905, -.001), (.0905, -.012), (.0865, -.020), (.0840, -.046), (.0720, -.078), (.0620, -.104), (.0600, -.112)][::-1], 'rs_cast', 36, cap=(False, False))
    for k in range(8):
        a = 45 * k + 22.5
        with m.at((0, 0, 0), (0, 0, a)): m.loft([[(x, q * .0025, z) for x, z in ((.0600, -.112), (.0600, -.100), (.0860, -.030), (.0900, -.020), (.0920, -.020), (.0760, -.112))] for q in (1, -1)][::-1], 'rs_cast')
    hole = circle(.0285, 28)
    with m.at((0, 0, -.112), (0, 180, 0)):
        m.extrude(rrect(.232, .205, .018, 5, -.014, 0), 0, .008, 'rs_grey2', b=.002, holes=[hole])
        m.ring((0, 0, .0095), .0335, .0285, .005, 'rs_cast2', n=32, b=.0008)
        for x, y in ((-.115, .088), (.088, .088), (-.115, -.088), (.088, -.088)): m.hexbolt((x, y, .008), .010, 'zinc')
    # inside of the holder's opening, rails of the slider, the two brass springs below it
    m.lathe([(.0285, -.119), (.0285, -.075), (.0230, -.070)], 'rs_inside', 28, cap=(False, False)); m.lathe([(.0780, -.010), (.060, -.050), (.030, -.075)], 'chrome', 32, cap=(False, False))
    for s in (-1, 1): m.bx((s * .0460 - .003, -.036, -.160), (s * .0460 + .003, -.028, -.119), 'steel', .001)
    with m.at((0, -.085, -.120), (0, 180, 0)):
        m.extrude(rrect(.056, .030, .004, 3), 0, .003, 'rs_bakelite', b=.0006)
        for s in (-1, 1):
            m.loft([[(s * .013 - .0055, y, z), (s * .013 + .0055, y, z), (s * .013 + .0055, y, z + .0009), (s * .013 - .0055, y, z + .0009)] for y, z in ((-.012, .0032), (-.004, .0034), (.006, .0085), (.014, .0110), (.020, .0085), (.024, .0040))][::-1], 'brass')
            m.screw((s * .013, -.0085, .0042), .0026, 'nickel', '-')
    # terminal block
    m.bx((.080, -.072, -.130), (.110, .072, -.119), 'rs_bakelite', .0015)
    for y, zh_ in ((.05, '主丝'), (0, '副丝'), (-.05, '公共')):
        m.bx((.0815, y - .0125, -.1315), (.1085, y + .0125, -.130), 'brass', .0006); screw_terminal(m, (.095, y, -.1315), '-z', .0055)
        m.bx((.1115, y - .0085, -.1215), (.1275, y + .0085, -.1200), 'plate_white', .0004); back_face(m, .1195, y, -.12165, .0150, .0160, [(zh_[0], 5.2, 0, 3.8), (zh_[1], 5.2, 0, -3.8)], WHITE, INK, 9)
        if y < .02: m.bx((.084, y + .0225, -.1365), (.106, y + .0245, -.130), 'rs_bakelite', .0006)
    # leads from the terminals to the springs and into the casting
    for k, (y, c) in enumerate(((.05, 'w_red'), (0, 'w_blue'), (-.05, 'w_black'))):
        m.tube(spline([(.0815, y - .006, -.1325), (.070, y - .016, -.134), (.062, y * .4 - .045, -.129), (.050 - .004 * k, -.076 - .005 * k, -.127), (.029, -.081 - .004 * k, -.1235)], 5), .0017, c, n=6)
    m.bx((-.0300, .0755, -.1212), (.0300, .0945, -.1200), 'plate_white', .0005); back_face(m, 0, .0900, -.12135, .056, .0075, [(zh + '机构  12 V 25 W', 3.6, 0, 0)], WHITE, INK, 8)
    r.empty('label', (0, .0815, -.1214), (0, 180, 0), width=.056, height=.009)
    for n, y in (('t_main', .05), ('t_spare', 0), ('t_common', -.05)): r.empty(n, (.095, y, -.1400), (0, 180, 0))
    r.empty('glass', (0, 0, .020))
    r.empty('stick', (0, -.085, -.205), (0, 180, 0))         # a burnishing stick here has its tip between the springs
    r.empty('contacts', (0, -.085, -.125), (0, 180, 0))      # below the drawn holder's plate: a hand has to get past it
    # lens: a domed outer glass with the steps of its rings
    g = Mesh(angle=35); pr = []
    for k in range(9):
        a = .079 * (1 - k / 9); z = .0195 * (1 - (a / .082) ** 2) + .001
        pr += [(a, z), (.079 * (1 - (k + .86) / 9), .0195 * (1 - (.079 * (1 - (k + .86) / 9) / .082) ** 2) + .0022)]
    g.lathe([(.079, -.003)] + pr + [(0, .0225)], 'lens', 40, cap=(False, False))
    r.add(Node('lens', mesh=g))
    h = r.add(Node('holder', (0, 0, -.12), mesh=Mesh())); hm = h.mesh
    hm.lathe([(.0165, .034), (.0230, .034), (.0235, .030), (.0235, -.006), (.0270, -.0085), (.0270, -.024)][::-1], 'rs_bakelite', 28, cap=(False, False)); hm.lathe([(.0235, .034), (.0165, .0345), (.0160, .010)], 'rs_bakelite', 28, cap=(False, False)); hm.lathe([(.016, .011), (0, .011)], 'brass', 20, cap=(False, False))
    for k in range(3):
        with hm.at((0, 0, 0), (0, 0, 120 * k + 90)): hm.bx((.0205, -.004, .016), (.0228, .004, .0385), 'rs_silver', .0005); hm.bx((.0185, -.004, .0372), (.0228, .004, .0385), 'rs_silver', .0005)
    with hm.at((0, 0, -.024), (0, 180, 0)):
        hm.extrude(rrect(.096, .078, .012, 5), 0, .007, 'rs_bakelite', b=.0012)
        n = 30; knurl = [(.021 * (1 + .045 * (k % 2)) * math.cos(math.pi * k / n), .021 * (1 + .045 * (k % 2)) * math.sin(math.pi * k / n)) for k in range(2 * n)]
        hm.extrude(knurl, .007, .021, 'pl_black', b=.0012); hm.cyl((0, 0, .0215), .012, .001, 'nickel', n=20)
        for y, t in ((.022, '主'), (0, '副'), (-.022, '公')):
            with hm.at((.030, y, .007)): hm.lathe([(.0068, 0), (.0068, .001), (.0046, .001), (.0046, .0042), (.0036, .0052)], ['rs_ceramic', 'rs_ceramic', 'brass', 'brass', 'brass'], 14, cap=(False, True))
            face(hm, .0415, y, .00712, .0075, .0090, [(t, 5.4, 0, 0)], WHITE, INK, 9)
        for s in (-1, 1): hm.screw((-.038, s * .029, .007), .0030, 'zinc', '-')
        face(hm, -.0365, 0, .00712, .0095, .030, [('拉', 6, 0, 8), ('出', 6, 0, -2), ('▼', 4, 0, -11)], '#2a1b15', WHITE, 8)
    h.empty('grip_1', (0, 0, -.045), (0, 180, 0))
    for n, y in (('t_pin_main', .022), ('t_pin_spare', 0), ('t_pin_common', -.022)): h.empty(n, (-.03, y, -.0362), (0, 180, 0))
    l = Mesh(); lamp(l); h.add(Node('lamp', (0, 0, .035), mesh=l)); h.empty('seat', (0, 0, .035))
    for w in ('main', 'spare'):
        f = Mesh(); filament(f, w); h.add(Node('filament_' + w, (0, 0, .035), mesh=f))
    finish()
    return r
