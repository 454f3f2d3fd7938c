from kit import *
from parts import *
from handheld import *

# RCD tester, front +Z, +Y up; three root nodes: rcd_tester, probe_a (line, brown), probe_b (earth, green).
# selector (multiplier): -36 deg about Z per position from OFF. range: 1 mm along -Z, steps 30-100-300 mA. test: 2 mm along -Z.
AO = dict(dist=.03, lmin=.008)
W, H = .104, .214
KNOB = (0, -.026)

def build():
    material('rt_boot', '#2A4F8F', 0, .6)
    r = Node('rcd_tester', ao='rt'); m = r.mesh = Mesh()
    shell(m, W, H, 'rt_boot')
    sockets(m, r, H, ((-.028, 'w_brown', 'a'), (0, 'w_blue', 'n'), (.028, 'w_green', 'b')))
    m.text('RCD TESTER', (0, .0885, FACE + .0001), .0040, 'ink_white', font='bold'); m.text('剩余电流保护器测试仪', (0, .0815, FACE + .0001), .0034, 'ink_white', font='cjk')
    display(m, r, (0, .0520), .074, .038, ('ms', 'mA', 'V~', 'Uc'))
    key_node(r, m, 'range', (-.0265, .0170), 'IΔn', 'pl_yellow', w=.0180, h=.0080)
    for i, t in enumerate(('30', '100', '300')):
        x = -.0035 + .0150 * i
        L = Mesh(); L.lathe([(.0016, -.0003), (.0016, .0005), (.0010, .0010), (0, .0012)], 'led_yellow_off', 14, cap=(False, False)); r.add(Node('led_' + t, (x, .0195, FACE), mesh=L)); m.text(t, (x, .0150, FACE + .0001), .0026, 'ink_white', font='bold')
    m.text('mA', (.0370, .0172, FACE + .0001), .0026, 'ink_white', font='bold')
    m.ring((KNOB[0], KNOB[1], FACE + .0004), .0226, .0209, .0014, 'pl_black', n=40, b=.0004)
    legend(m, KNOB, ((162, 'OFF', 'ink_white'), (126, '½', 'ink_green2'), (90, 'x1', 'ink_yellow'), (54, 'x2', 'ink_yellow'), (18, 'x5', 'ink_red3')), rad=.0226); r.add(knob(KNOB, 162, .0204))
    m.text('x IΔn', (.0340, .0030, FACE + .0001), .0032, 'ink_white', font='bold')
    push(r, m, 'test', (-.0130, -.0745), .0130, 'pl_red', 'TEST')
    key(m, (.0265, -.0680), '0°/180°', w=.0180, h=.0078); key(m, (.0265, -.0800), 'A / AC', w=.0180, h=.0078)
    led(r, m, 'led_ok', (-.0360, -.0680), 'led_green_off'); m.text('L-PE', (-.0355, -.0740, FACE + .0001), .0022, 'ink_white', font='bold')
    m.text('CAT III 300 V', (0, -.0925, FACE + .0001), .0024, 'ink_grey2', font='bold')
    m.extrude(rrect(.070, .110, .008, 4, 0, -.015), -.0335, -.0295, 'pl_dark', b=0, b0=.0010)
    with m.at((0, 0, 0), (0, 180, 0)):
        m.extrude(rrect(.060, .022, .002, 3, 0, .018), .0330, .0340, 'plate_alu', b=.0002, b0=0); m.text('EN 61557-6', (0, .0215, .0341), .0030, 'ink', font='bold'); m.text('30 / 100 / 300 mA', (0, .0145, .0341), .0028, 'ink')
        for x in (-.026, .026): m.screw((x, -.060, .0332), .0028)
    r.empty('grip_1', (0, -.03, -.006))
    return [r, probe('a', 'w_brown', (.085, -.012, -.013)), probe('b', 'w_green', (.112, -.012, -.013))]
material('ink_green2', '#5FD38A', 0, .5)
