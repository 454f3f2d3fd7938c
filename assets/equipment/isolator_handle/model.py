from kit import *
from parts import *

# Rotary padlockable handle. Origin: centre of the back face on the strip. Handle identity = I (vertical), -90 deg about Z = O.
AO = dict(dist=.03, lmin=.006)
HZ = .0185          # height of the padlock holes above the strip
HOLES = (.0185, .0245, .0305)

def build():
    r = Node('isolator_handle'); m = r.mesh = Mesh()
    m.extrude(rrect(.098, .128, .007, 5, 0, -.015), 0, .0012, 'pl_black', b=.0004)
    m.extrude(rrect(.094, .094, .006, 5), .0012, .0046, 'plate_yellow', b=.0012, b0=0)
    m.extrude(rrect(.094, .0115, .002, 3, 0, -.0548), .0012, .0030, 'pl_black', b=.0005, b0=0)
    m.ring((0, 0, .0062), .0345, .0295, .0034, 'pl_black', n=40, b=.001)
    for x in (-.040, .040):
        for y in (-.040, .040): m.screw((x, y, .0046), .0030, 'zinc')
    # position marks: I at the top, O at the right, rays
    m.text('I', (0, .0428, .00475), .0066, 'ink', font='bold', res=2)
    m.text('O', (.0428, 0, .00475), .0066, 'ink', font='bold', res=3)
    m.text('ON', (-.0150, .0405, .00475), .0042, 'ink', font='bold'); m.text('合', (.0140, .0405, .00475), .0048, 'ink', font='cjk')
    m.text('OFF', (.0395, -.0150, .00475), .0040, 'ink', font='bold'); m.text('分', (.0405, .0155, .00475), .0048, 'ink', font='cjk')
    for a in range(10, 85, 15):
        a0 = math.radians(a)
        with m.at((.0385 * math.cos(a0), .0385 * math.sin(a0), .00472), (0, 0, a)): m.quad([(-.0016, -.0003, 0), (.0016, -.0003, 0), (.0016, .0003, 0), (-.0016, .0003, 0)], 'ink', nocc=True)
    m.text('MAIN SWITCH  总开关', (0, -.0548, .00312), .0046, 'ink_white', font='cjk')
    m.box((0, -.0690, .0018), (.060, .0125, .0012), 'plate_white', .0003)
    r.empty('label', (0, -.0690, .0025), width=.058, height=.012)
    h = Mesh()
    h.lathe([(.0292, 0), (.0292, .0050), (.0275, .0075), (.0225, .0092), (.0, .0098)], 'pl_red', 40, cap=(False, False))
    # wing: built in side view (y, z) with padlock slot holes, extruded across x
    prof = [(-.0335, .004), (.0360, .004), (.0372, .010), (.0372, .0295), (.0350, .0325), (.012, .0345), (-.012, .0345), (-.030, .0300), (-.0335, .025)]
    hol = [circle(.0027, 14, y, .0155) for y in HOLES]
    with h.at((-.0095, 0, 0), (0, 90, 0)):
        fl = lambda p: [(-z, y) for y, z in p]
        h.extrude(fl(prof), 0, .019, 'pl_red', b=.0016, holes=[circle(.0028, 14, -.0155, y) for y in HOLES])
    for s in (-1, 1):                      # grip flutes and the steel lock slider
        for y in (-.008, -.014, -.020, -.026): h.box((s * .0096, y, .020), (.0012, .0022, .017), 'pl_red', .0005)
    h.box((0, .0245, .0335), (.0078, .0230, .0030), 'zinc', .0006)
    h.box((0, .0360, .0345), (.0078, .0030, .0042), 'zinc', .0006)
    h.extrude([(-.0016, -.010), (.0016, -.010), (.0016, .006), (.0042, .006), (0, .0115), (-.0042, .006), (-.0016, .006)], .0343, .03465, 'ink_white', nocc=True)
    n = r.add(Node('handle', (0, 0, .0079), mesh=h))
    n.empty('hasp', (0, HOLES[1], .0155), (0, 0, 90))
    for i, y in enumerate(HOLES): n.empty('lock_%d' % (i + 1), (-.0165, y + .0115, .0155), (0, 0, 90))       # where a padlock's origin goes: shackle down through the hole
    n.empty('grip_1', (0, 0, .030))
    return r

def ghosts(): return [(wall(), 'main')]
