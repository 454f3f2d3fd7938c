from kit import *
from parts import *
from handheld import *

# Loop impedance tester, front +Z, +Y up; three root nodes: loop_tester, probe_a (line, brown), probe_b (earth, green). selector: -45 deg about Z per position from OFF. test: 2 mm along -Z.
AO = dict(dist=.03, lmin=.008)
W, H = .104, .214
KNOB = (0, -.026)

def build():
    material('lt_boot', '#1F6B4A', 0, .6)
    r = Node('loop_tester', ao='lt'); m = r.mesh = Mesh()
    shell(m, W, H, 'lt_boot')
    sockets(m, r, H, ((-.028, 'w_brown', 'a'), (0, 'w_blue', 'n'), (.028, 'w_green', 'b')))
    m.text('LOOP IMPEDANCE', (0, .0885, FACE + .0001), .0038, 'ink_white', font='bold'); m.text('回路阻抗测试仪', (0, .0815, FACE + .0001), .0036, 'ink_white', font='cjk')
    display(m, r, (0, .0520), .074, .038, ('Ω', 'kA', 'V~', 'L-PE'))
    for x, t in ((-.0290, 'Z / Ik'), (-.0100, 'NULL'), (.0090, 'MEM'), (.0280, 'LIGHT')): key(m, (x, .0180), t, w=.0150)
    m.ring((KNOB[0], KNOB[1], FACE + .0004), .0226, .0209, .0014, 'pl_black', n=40, b=.0004)
    legend(m, KNOB, ((157.5, 'OFF', 'ink_white'), (112.5, 'V', 'ink_cyan'), (67.5, '20 Ω', 'ink_yellow'), (22.5, '2 kΩ', 'ink_green2')), rad=.0226); r.add(knob(KNOB, 157.5, .0204))
    m.text('25 A', (.0300, -.0015, FACE + .0001), .0024, 'ink_yellow', font='bold'); m.text('15 mA', (.0345, -.0260, FACE + .0001), .0024, 'ink_green2', font='bold'); m.text('NO TRIP', (.0335, -.0305, FACE + .0001), .0022, 'ink_green2', font='bold')
    push(r, m, 'test', (0, -.0745), .0130, 'pl_yellow', 'TEST', 'ink')
    led(r, m, 'led_ok', (-.0320, -.0680), 'led_green_off'); m.text('L-PE', (-.0320, -.0740, FACE + .0001), .0022, 'ink_white', font='bold')
    led(r, m, 'led_rev', (.0320, -.0680), 'led_red_off'); m.text('L/N ⇄', (.0320, -.0740, FACE + .0001), .0022, 'ink_white', font='bold')
    m.text('CAT III 300 V', (0, -.0925, FACE + .0001), .0024, 'ink_grey2', font='bold')
    m.extrude(rrect(.070, .110, .008, 4, 0, -.015), -.0335, -.0295, 'pl_dark', b=0, b0=.0010)
    with m.at((0, 0, 0), (0, 180, 0)):
        m.extrude(rrect(.060, .022, .002, 3, 0, .018), .0330, .0340, 'plate_alu', b=.0002, b0=0); m.text('EN 61557-3', (0, .0215, .0341), .0030, 'ink', font='bold'); m.text('230 V 50 Hz', (0, .0145, .0341), .0028, 'ink')
        for x in (-.026, .026): m.screw((x, -.060, .0332), .0028)
    r.empty('grip_1', (0, -.03, -.006))
    return [r, probe('a', 'w_brown', (.085, -.012, -.013)), probe('b', 'w_green', (.112, -.012, -.013))]
material('ink_green2', '#5FD38A', 0, .5)
