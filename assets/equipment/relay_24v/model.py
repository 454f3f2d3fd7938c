from kit import *
from parts import *
from din import *

# Plug-in relay, two changeover contacts, 24 V DC coil, on a DIN socket. armature: 5 deg about X when pulled in; led lights.
AO = dict(dist=.03, lmin=.010)

def build():
    r = Node('relay_24v'); m = r.mesh = Mesh()
    S = 'pl_dark'
    prof = [(-.0390, .002), (.0390, .002), (.0390, .0230), (.0375, .0250), (.0255, .0250), (.0240, .0265), (.0240, .0330), (-.0240, .0330), (-.0240, .0265), (-.0255, .0250), (-.0375, .0250), (-.0390, .0230)]
    slab(m, prof, -.0136, .0136, S, .0006)
    for y, ts in ((.0330, ('12', '14', '24', '22')), (-.0330, ('A1', '11', '21', 'A2'))):
        for i, t in enumerate(ts):
            x = -.0100 + .00667 * i
            recess(m, (x, y, .0250), .0023, S, n=12, h=.0013); m.text(t, (x, y + (-.0058 if y > 0 else .0058), .0251), .0020, 'ink_white', font='bold'); r.empty('t_' + t, (x, y, .0256))
            slot(m, (x, .03905 if y > 0 else -.03905, .0140), .0050, .0070, 'y' if y > 0 else '-y')
    # relay: base, coil, yoke, contacts, clear cover
    m.bx((-.0135, -.0135, .0330), (.0135, .0135, .0370), 'pl_black', .0005)
    m.cyl((0, -.0020, .0480), .0066, .0180, 'lv_tape', 'z', n=24, b=.0004); m.ring((0, -.0020, .0385), .0086, .0030, .0016, 'pl_white', n=24, full=True); m.ring((0, -.0020, .0575), .0086, .0030, .0016, 'pl_white', n=24, full=True)
    m.cyl((0, -.0020, .0590), .0030, .0030, 'steel', n=16); m.bx((-.0070, -.0118, .0372), (.0070, -.0104, .0600), 'steel_dark', .0003)
    a = Mesh(); a.bx((-.0070, -.0010, 0), (.0070, .0165, .0012), 'steel', .0003); a.bx((-.0080, .0150, -.0100), (.0080, .0168, .0014), 'pl_white', .0004)
    for x in (-.0052, .0052): a.bx((x - .0011, .0166, -.0200), (x + .0011, .0170, -.0010), 'copper', .0001); a.cyl((x, .0173, -.0030), .0011, .0010, 'nickel', 'y', n=10)
    r.add(Node('armature', (0, -.0112, .0606), mesh=a))
    for x in (-.0052, .0052): m.bx((x - .0013, .0072, .0370), (x + .0013, .0077, .0600), 'copper', .0001)
    material('relay_cover', '#DDE8EE', 0, .08, alpha=.16)
    c = Mesh()
    out = lambda k, z: [(x, y, z) for x, y in rrect(.0272 * k, .0272 * k, .0020, 3)]
    c.loft([out(1, .0365), out(1, .0655), out(.95, .0668)], 'relay_cover', caps=(False, True)); r.add(Node('cover', (0, 0, 0), mesh=c))
    m.box((0, .0000, .0670), (.0180, .0160, .0004), 'plate_white', .0001); m.text('24 V DC', (0, .0048, .06725), .0026, 'ink', font='bold'); m.text('2 x 8 A 250 V~', (0, .0010, .06725), .0016, 'ink'); m.text('11 14 12', (0, -.0030, .06725), .0016, 'ink')
    stroke(m, [(-.0050, -.0066), (.0050, -.0066)], .06725); m.quad([(.0016, -.0052, .06725), (-.0016, -.0066, .06725), (.0016, -.0080, .06725)], 'ink', nocc=True); stroke(m, [(-.0016, -.0052), (-.0016, -.0080)], .06725)
    L = Mesh(); L.lathe([(.0014, -.0003), (.0014, .0006), (.0009, .0010), (0, .0011)], 'led_green_off', 12, cap=(False, False)); r.add(Node('led', (.0105, -.0105, .0666), mesh=L))
    # retaining clip and flyback diode plugged into the socket
    m.bx((-.0125, -.0236, .0325), (.0125, -.0150, .0375), 'pl_blue', .0006); m.text('1N4007', (0, -.0193, .0376), .0022, 'ink_white', font='bold')
    name_plate(m, r, (0, .0188, .0330), .0220, .0070)
    for s in (1, -1): m.box((0, s * .0400, .0055), (.008, .006, .004), 'pl_black', .0005)
    return r

def ghosts(): return [(wall(), 'main')]
