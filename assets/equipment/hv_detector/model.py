from kit import *
from parts import *
from plates import *

# Capacitive voltage detector for 10 kV on an insulating stick, drawn out. Origin at the grip; the electrode points along -Z, the indicator's face is +Y.
# test_button: 2 mm along -Y of its node.
AO = dict(dist=.04, lmin=.02)

def build():
    material('hd_rod', '#D8501C', 0, .32); material('hd_rod2', '#DE5A22', 0, .3); material('hd_head', '#F0B400', 0, .42); material('hd_led_r', '#5A1512', 0, .25); material('hd_led_g', '#123F1C', 0, .25)
    begin('hd_atlas', 512, 256)
    r = Node('hv_detector'); m = r.mesh = Mesh()
    B = 'rubber'
    # handle with ribs, end cap and lanyard ring
    pr = [(0, -.118), (.0165, -.116), (.0185, -.110), (.0185, -.100), (.0165, -.096)]
    for k in range(9): z = -.088 + .0165 * k; pr += [(.0172, z - .006), (.0188, z - .0025), (.0188, z + .0025), (.0172, z + .006)]
    pr += [(.0168, .060), (.0185, .064), (.0185, .074)]
    m.lathe(pr, B, 20, (0, 0, 0), '-z', cap=(False, False))
    m.tube([(.0, .011 * math.cos(2 * math.pi * k / 14), .128 + .011 * math.sin(2 * math.pi * k / 14)) for k in range(14)], .0018, 'chrome', n=6, closed=True)
    # guard: the hand stays behind it
    m.lathe([(.0185, .074), (.046, .0765), (.0480, .0800), (.0480, .0830), (.046, .0865), (.0175, .090)], 'pl_red', 32, (0, 0, 0), '-z', cap=(False, False))
    # three drawn-out sections with their locking collars
    z = .090
    for k, (rad, L, c) in enumerate(((.0165, .270, 'hd_rod'), (.0138, .250, 'hd_rod2'), (.0112, .235, 'hd_rod'))):
        m.lathe([(rad, z), (rad, z + L)], c, 20, (0, 0, 0), '-z', cap=(False, False))
        m.lathe([(rad, z + L - .030), (rad + .0032, z + L - .028), (rad + .0032, z + L - .004), (rad + .0014, z + L), (rad - .0028, z + L)], 'pl_black', 20, (0, 0, 0), '-z', cap=(False, False))
        for q in range(8): a = 2 * math.pi * q / 8; m.box(((rad + .0032) * math.cos(a), (rad + .0032) * math.sin(a), -(z + L - .016)), (.0016, .0016, .018), 'pl_black', 0)
        z += L
    # yellow ring that limits the insulating part; label on the first section
    m.lathe([(.0167, .100), (.0171, .102), (.0171, .118), (.0167, .120)], 'pl_yellow', 20, (0, 0, 0), '-z', cap=(False, False))
    with m.at((0, .0166, -.235), (-90, 90, 0)): m.extrude(rrect(.150, .016, .002, 2), -.004, .0004, 'plate_white', b=.0002); face(m, 0, 0, .0006, .146, .0145, [('GDY-II  10 kV 验电器', 4.6, -30, 0), ('合格 PASSED  2026-04 ~ 2027-04', 3.4, 36, 0, GREEN)], WHITE, INK, 3.2)
    # head
    z0 = z - .004
    m.body([(z0, .024, .024, .010), (z0 + .010, .030, .030, .012), (z0 + .028, .044, .040, .012), (z0 + .040, .048, .044, .012), (z0 + .118, .048, .044, .012), (z0 + .132, .038, .036, .012), (z0 + .142, .024, .024, .011)], 'hd_head', n=4, axis='-z')
    t = .0220
    with m.at((0, t, -(z0 + .080)), (-90, 0, 0)):           # x right, y towards the tip, z up
        m.extrude(rrect(.034, .070, .005, 4), -.001, .0012, 'pl_black', b=.0006, b0=0)
        face(m, 0, -.0035, .0014, .031, .060, [('10 kV', 7.0, 0, -22.5, '#ffd23a'), ('6-10 kV  50 Hz', 2.4, 0, -28.5), ('有电 LIVE', 3.8, 0, 19.5), ('自检 TEST', 3.4, 0, -13), ('就绪', 3.0, -9.5, 5), ('READY', 2.2, 9.5, 5)], '#202224', WHITE, 6)
        c = Mesh(); c.lathe([(.0066, -.0005), (.0066, .0018), (.0056, .0042), (.0032, .0056), (0, .0060)], 'hd_led_r', 20, cap=(False, False)); r.add(Node('led_alarm', (0, t + .0012, -(z0 + .080 + .0245)), (-90, 0, 0), mesh=c))
        m.ring((0, .0245, .0020), .0082, .0066, .0018, 'chrome', n=22, b=.0004)
        c = Mesh(); c.lathe([(.0026, -.0005), (.0026, .0010), (.0018, .0022), (0, .0026)], 'hd_led_g', 14, cap=(False, False)); r.add(Node('led_ready', (0, t + .0012, -(z0 + .080 + .0015)), (-90, 0, 0), mesh=c))
        m.ring((0, -.0075, .0020), .0066, .0052, .0018, 'pl_dark', n=20, b=.0004)
    c = Mesh(); c.lathe([(.0050, -.0015), (.0050, .0016), (.0042, .0026), (0, .0030)], 'pl_blue', 18, (0, 0, 0), 'y', cap=(False, False)); r.add(Node('test_button', (0, t + .0016, -(z0 + .0725)), mesh=c))
    # sound openings on the underside
    for i in range(3):
        for j in range(4): m.quad([(-.008 + .008 * i + q * .0022, -.0221, -(z0 + .062 + .008 * j) + w * .0022) for q, w in ((-1, -1), (1, -1), (1, 1), (-1, 1))], 'hole', nocc=True)
    # electrode: threaded neck and a fork-shaped contact
    ze = z0 + .142
    m.lathe([(.0075, ze), (.0075, ze + .010), (.0052, ze + .012), (.0052, ze + .040), (.0042, ze + .044)], 'nickel', 16, (0, 0, 0), '-z', cap=(False, False))
    m.lathe([(.0042, ze + .044), (.0042, ze + .060), (.0065, ze + .063), (.0065, ze + .070), (.0045, ze + .076), (0, ze + .078)], 'brass', 16, (0, 0, 0), '-z', cap=(False, False))
    r.empty('tip_a', (0, 0, -(ze + .078)), (0, 180, 0)); r.empty('grip_1', (0, 0, 0)); r.empty('label', (0, .0172, -.235), (-90, 90, 0), width=.146, height=.0145)
    finish()
    return r
