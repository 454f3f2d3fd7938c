from kit import *
from parts import *
from handheld import *

# Insulation and continuity tester, front +Z, +Y up; three root nodes: insulation_tester, probe_a (red), probe_b (black).
# selector: -36 deg about Z per position from OFF. test: 2 mm along -Z. lock: slides 9 mm along +X. mode: 1 mm along -Z.
AO = dict(dist=.03, lmin=.008)
W, H = .104, .222
POS = ((162, 'OFF', 'ink_white'), (126, 'Ω', 'ink_cyan', '200 mA', 1), (90, '250', 'ink_yellow'), (54, '500', 'ink_yellow'), (18, '1000', 'ink_yellow'))
KNOB = (0, -.028)

def build():
    material('it_boot', '#C8441B', 0, .6)
    r = Node('insulation_tester', ao='it'); m = r.mesh = Mesh()
    shell(m, W, H, 'it_boot')
    sockets(m, r, H, ((-.024, 'pl_red', 'a'), (.024, 'pl_black', 'b')))
    m.text('INSULATION  CONTINUITY', (0, .0915, FACE + .0001), .0034, 'ink_white', font='bold'); m.text('绝缘电阻 · 导通测试仪', (0, .0850, FACE + .0001), .0034, 'ink_white', font='cjk')
    display(m, r, (0, .0555), .074, .038, ('MΩ', 'kΩ', 'Ω', 'V~', 'V='))
    key_node(r, m, 'mode', (-.0290, .0215), 'V~/V=', 'pl_lgrey', w=.0150)
    for x, t in ((-.0100, 'PI/DAR'), (.0090, 'NULL'), (.0280, 'HOLD')): key(m, (x, .0215), t, w=.0150)
    arc(m, KNOB, .0234, .0248, 100, 8, 'ink_yellow'); m.text('V  MΩ', (.0335, .0035, FACE + .0001), .0040, 'ink_yellow', font='bold')
    m.ring((KNOB[0], KNOB[1], FACE + .0004), .0226, .0209, .0014, 'pl_black', n=40, b=.0004)
    legend(m, KNOB, POS, rad=.0226); r.add(knob(KNOB, 162, .0204))
    # test and lock
    push(r, m, 'test', (-.0205, -.0775), .0125, 'pl_red', 'TEST')
    m.extrude(rrect(.032, .0110, .0050, 5, .0225, -.0775), FACE - .0004, FACE + .0006, 'pl_black', b=.0003, b0=0)
    m.extrude(rrect(.0250, .0046, .0022, 4, .0225, -.0775), FACE + .0004, FACE + .0007, 'hole', nocc=True)
    m.text('LOCK', (.0225, -.0675, FACE + .0001), .0030, 'ink_white', font='bold'); m.text('锁定', (.0225, -.0880, FACE + .0001), .0032, 'ink_white', font='cjk')
    s = Mesh(); s.extrude(rrect(.0130, .0092, .0030, 4), .0006, .0040, 'pl_yellow', b=.0009, b0=0)
    for k in range(4): s.box((-.0039 + .0026 * k, 0, .0042), (.0011, .0064, .0010), 'pl_yellow', .0004)
    n = r.add(Node('lock', (.0180, -.0775, FACE), mesh=s)); n.empty('touch_lock', (0, 0, .005))
    # live warning and test lamps
    led(r, m, 'led_live', (-.0365, -.0475), 'led_red_off'); warning_triangle(m, (-.0280, -.0482, FACE), .0085, z=.0002); m.text('> 25 V', (-.0320, -.0560, FACE + .0001), .0022, 'ink_white', font='bold')
    led(r, m, 'led_test', (-.0400, -.0775), 'led_yellow_off')
    m.text('CAT IV 600 V', (0, -.0945, FACE + .0001), .0024, 'ink_grey2', font='bold')
    # back: tilting stand, battery lid, plate
    m.extrude(rrect(.070, .120, .008, 4, 0, -.015), -.0335, -.0295, 'pl_dark', b=0, b0=.0010)
    with m.at((0, 0, 0), (0, 180, 0)):
        m.extrude(rrect(.062, .030, .002, 3, 0, .020), .0330, .0340, 'plate_alu', b=.0002, b0=0); m.text('EN 61557-2  EN 61557-4', (0, .0275, .0341), .0024, 'ink', font='bold')
        m.text('250 V / 500 V / 1000 V  =', (0, .0210, .0341), .0028, 'ink'); m.text('IN ≥ 1 mA   IK < 2 mA   6 x 1.5 V', (0, .0145, .0341), .0024, 'ink')
        for x in (-.026, .026): m.screw((x, -.062, .0332), .0028)
    r.empty('grip_1', (0, -.03, -.006))
    return [r, probe('a', 'pl_red', (.085, -.012, -.013)), probe('b', 'pl_black', (.112, -.012, -.013))]
