"""What railway signal models share: castings' colours, screw terminals, the lamp with two filaments, lettering seen from behind."""
from kit import *
from parts import *
from plates import *

def signal_materials():
    material('rs_cast', '#2C2F31', .1, .46); material('rs_cast2', '#303336', .2, .5); material('rs_inside', '#6A7174', 0, .55); material('rs_grey', '#A9B1B3', 0, .45); material('rs_grey2', '#98A1A4', 0, .5)
    material('rs_bakelite', '#2A1B15', 0, .35); material('rs_ceramic', '#E9E6DC', 0, .3); material('rs_conc', '#ABA8A1', 0, .82); material('rs_glass', '#E8F1F4', 0, .04, alpha=.16); material('rs_filament', '#6E6A64', .8, .4); material('rs_cover', '#DCEBF0', 0, .06, alpha=.09); material('rs_paper', '#F2EFE2', 0, .7)
    material('rs_coil', '#7A2E1C', 0, .45); material('rs_iron', '#5B5F63', .8, .45); material('rs_silver', '#D9DBDC', .95, .22)

def screw_terminal(m, c, axis='z', r=.0052, mat='brass'):
    """Stud with washer, nut and slotted end; c: its seat."""
    with m.at(c, AX[axis]):
        m.lathe([(r * 1.5, 0), (r * 1.5, r * .22)], 'zinc', 14, cap=(False, True)); m.lathe([(r * 1.15, r * .22), (r * 1.15, r * .85), (r * 1.0, r * .98)], mat, 6, cap=(False, True)); m.lathe([(r * .62, r * .98), (r * .62, r * 1.45), (r * .5, r * 1.6)], mat, 10, cap=(False, True))
        z = r * 1.6 + .00008; m.quad([(-r * .5, -r * .1, z), (r * .5, -r * .1, z), (r * .5, r * .1, z), (-r * .5, r * .1, z)], 'hole', nocc=True)

def lead(m, seat, bar, colour, r=.0016):
    """A wire with its lug from a screw terminal (its seat, facing +Z) down or up to the bar that bundles the wires."""
    x, y, z = seat; X, Y, Z = bar; s = 1 if Y > y else -1
    m.bx((x - .0030, min(y + s * .004, y + s * .0125), z + .0012), (x + .0030, max(y + s * .004, y + s * .0125), z + .0022), 'nickel', .0003)
    m.tube(spline([(x, y + s * .0115, z + .0017), (x, y + s * .022, z + .0035), ((x + X) / 2, y + (Y - y) * .55, (z * .6 + Z * .4)), (X, Y - s * .012, Z + .004), (X, Y, Z)], 4), r, colour, n=5)

def lamp(m, filaments=None):
    """Signal lamp 12 V 25 W with two filaments: its flange at the origin, bulb towards +Z (36 mm, light centre at z = .025), contacts to -Z."""
    m.lathe([(.0000, -.0235), (.0040, -.0235), (.0050, -.0215), (.0050, -.0195), (.0118, -.0190), (.0125, -.0180), (.0125, -.0020), (.0118, -.0010)], ['zinc', 'zinc', 'zinc', 'rs_ceramic', 'brass', 'brass', 'brass'], 24, cap=(False, False))
    for k in range(3):
        a = 2 * math.pi * k / 3 + math.pi / 2; m.cyl((.0080 * math.cos(a), .0080 * math.sin(a), -.0200), .0022, .003, 'zinc', '-z', n=10)
    m.lathe([(.0118, -.0012), (.0195, -.0010), (.0200, -.0004), (.0200, .0006), (.0192, .0012), (.0130, .0014), (0, .0014)], 'brass', 30, cap=(False, False))
    for k in range(3):
        with m.at((0, 0, 0), (0, 0, 120 * k + 30)): m.bx((.0188, -.0022, -.0011), (.0210, .0022, .0013), 'brass', .0004)
    m.lathe([(.0124, .0008), (.0128, .0050), (.0150, .0085), (.0176, .0150), (.0180, .0240), (.0166, .0320), (.0125, .0395), (.0065, .0438), (0, .0450)], 'rs_glass', 24, cap=(False, False))
    m.lathe([(.0050, .0014), (.0042, .0100), (.0030, .0130), (0, .0135)], 'rs_ceramic', 12, cap=(False, False))
    for s in (-1, 1):
        for q in (-1, 1): m.tube([(s * .0022, q * .0015, .012), (s * .0062, q * .0035, .018), (s * .0066, q * .0038, .0250 if q > 0 else .0205)], .00042, 'nickel', n=4)
    for q in (filaments or ()): filament(m, q)

def filament(m, which):
    """Coiled wire between its two posts: main at the light centre, spare below it."""
    y, z = (.0038, .0250) if which == 'main' else (-.0038, .0205)
    P = [(-.0066 + .0132 * k / 40, y + .0007 * math.cos(k * 1.57), z + .0007 * math.sin(k * 1.57)) for k in range(41)]
    m.tube(P, .00034, 'rs_filament', n=4)

def back_face(m, x, y, z, w, h, lines, bg=WHITE, ink=INK, res=5.0, draw=None, rim=None):
    """Lettering that faces -Z; x, y, z as in the model."""
    with m.at((x, y, z), (0, 180, 0)): face(m, 0, 0, 0, w, h, lines, bg, ink, res, draw, rim)

def number_plate(name, number):
    """White enamelled plate with a signal's number in black, held by four screws."""
    begin('np_atlas', 512, 320)
    r = Node(name); m = r.mesh = Mesh()
    m.extrude(rrect(.160, .100, .010, 5), 0, .0026, 'plate_white', b=.0010); face(m, 0, 0, .0027, .154, .094, [(number, 56, 0, 0)], WHITE, BLACK, 3.2, lambda p: p.line([(x, y) for x, y in rrect(148, 88, 8, 5)], 2.2, BLACK, True))
    for x in (-.067, .067):
        for y in (-.038, .038): m.screw((x, y, .0028), .0032, 'zinc', '-')
    finish()
    return r
