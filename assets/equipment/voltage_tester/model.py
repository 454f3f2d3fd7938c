from kit import *
from parts import *

# Two-pole voltage tester. Two root nodes: probe_a (body with display, tip towards -Z, display faces +Y) and probe_b (second handle).
# Origins at the grips. Buttons: 2 mm along local -Y. The probes are joined by a lead which the engine draws from lead_a to lead_b.
AO = dict(dist=.03, lmin=.012)
STEPS = (12, 24, 50, 120, 230, 400, 690)

def handle(m, secs, mat): m.body(secs, mat, n=4, axis='-z')

def build():
    material('vt_body', '#2C3138', 0, .5); material('vt_soft', '#D8261F', 0, .55); material('led_off', '#5A1512', 0, .3); material('led_green', '#123F1C', 0, .3); material('led_yel', '#5F4A0C', 0, .3)
    a = Node('probe_a'); m = a.mesh = Mesh()
    B, R = 'vt_body', 'vt_soft'
    # t along -Z : rear (cable end) -0.12 .. tip side
    secs = [(-.105, .030, .020, .008), (-.098, .038, .026, .009), (-.080, .044, .030, .010), (-.030, .047, .031, .010), (.030, .047, .031, .010), (.070, .046, .030, .010), (.086, .038, .026, .009), (.094, .030, .022, .009)]
    m.body(secs, B, n=4, axis='-z')
    # red soft grips on the flanks with ribs
    for s in (-1, 1):
        m.body([(-.072, .004, .016, .0018, s * .0228, -.001), (-.066, .006, .019, .0024, s * .0228, -.001), (.050, .006, .019, .0024, s * .0232, -.001), (.058, .004, .016, .0018, s * .0228, -.001)], R, n=3, axis='-z')
        for k in range(9): m.box((s * .0258, -.001, .055 - .012 * k), (.0016, .016, .0045), R, 0)
    # finger guard
    m.body([(.094, .050, .036, .010), (.0965, .058, .044, .012), (.1010, .058, .044, .012), (.1035, .050, .036, .010)], R, n=4, axis='-z')
    m.body([(.103, .024, .019, .007), (.118, .019, .016, .006), (.130, .0135, .0125, .005), (.139, .0100, .0100, .0045)], B, n=4, axis='-z')
    m.lathe([(.0052, 0), (.0048, .009), (.0036, .011), (.0034, .0145)], 'pl_black', 16, (0, 0, -.139), '-z')
    m.lathe([(.0020, .0), (.0020, .0165), (.0013, .0178), (0, .0184)], 'chrome', 16, (0, 0, -.1525), '-z', cap=(False, False))
    a.empty('tip_a', (0, 0, -.1709), (0, 180, 0))
    # display panel on +Y
    t = .0156
    with m.at((0, t, 0), (-90, 0, 0)):          # local x right, local y = -Z (towards the tip), local z up
        m.extrude(rrect(.036, .126, .005, 4, 0, .004), -.001, .0016, 'pl_black', b=.0008, b0=0)
        m.extrude(rrect(.030, .020, .002, 3, 0, -.040), .0012, .0024, 'pl_dark', b=.0004, b0=0); m.plate((0, -.040, .0025), .0255, .0155, 'lcd', uv=False)
        a.empty('display', V((0, t, 0)) + V((0, .0026, .040)), (-90, 0, 0), width=.0255, height=.0155)
        for i, v in enumerate(STEPS):
            y = -.0185 + i * .0098
            m.extrude(rrect(.0095, .0058, .001, 2, -.0075, y), .0010, .0019, 'pl_dark', b=.0002, b0=0)
            L = Mesh(); L.extrude(rrect(.0078, .0040, .0008, 2), -.0002, .0006, 'led_off', b=.0003, b0=0)
            a.add(Node('led_%d' % v, (-.0075, t + .0019, -y), (-90, 0, 0), mesh=L))
            m.text(str(v), (.0060, y, .00175), .0036, 'ink_white', font='bold')
        m.text('V', (.0140, -.0185, .00175), .0030, 'ink_white', font='bold')
        L = Mesh(); L.extrude(circle(.0018, 14), -.0002, .0006, 'led_green', b=.0003, b0=0); a.add(Node('led_ready', (-.0115, t + .0018, .0265), (-90, 0, 0), mesh=L)); m.text('READY', (-.001, -.0265, .00175), .0019, 'ink_white')
        m.text('CAT IV 600 V  CAT III 1000 V', (0, -.0565, .00175), .0017, 'ink_white')
    # load button on the body
    p = Mesh(); p.lathe([(.0068, 0), (.0068, .0022), (.0058, .0032), (0, .0034)], 'pl_yellow', 24, (0, 0, 0), 'y', cap=(False, False))
    with m.at((0, .0146, -.0800), (-90, 0, 0)): m.ring((0, 0, .0008), .0086, .0068, .003, 'pl_black', n=24, b=.0006)
    a.add(Node('load_a', (0, .0146, -.0800), mesh=p))
    # LED torch, cable gland at the rear
    m.cyl((0, .0085, -.1035), .0025, .004, 'clear', '-z', n=12)
    m.lathe([(.0080, 0), (.0085, .006), (.0060, .022), (.0042, .030)], 'rubber', 14, (0, 0, .104), 'z'); a.empty('lead_a', (0, 0, .134)); m.tube([(0, 0, .128), (0, 0, .140)], .0028, 'rubber', n=8)
    a.empty('grip_1', (0, 0, 0)); 
    b = Node('probe_b', (.085, -.002, 0)); n = b.mesh = Mesh()
    n.body([(-.078, .018, .016, .006), (-.072, .023, .021, .008), (-.020, .026, .024, .009), (.040, .026, .024, .009), (.070, .024, .022, .008), (.074, .022, .020, .008)], B, n=4, axis='-z')
    for s in (-1, 1):
        n.body([(-.060, .003, .012, .0014, s * .0122, 0), (-.055, .005, .015, .002, s * .0122, 0), (.045, .005, .015, .002, s * .0128, 0), (.052, .003, .012, .0014, s * .0122, 0)], R, n=2, axis='-z')
        for k in range(8): n.box((s * .0152, 0, .045 - .012 * k), (.0014, .012, .0045), R, 0)
    n.body([(.074, .036, .034, .010), (.0765, .042, .040, .012), (.0805, .042, .040, .012), (.083, .036, .034, .010)], R, n=4, axis='-z')
    n.body([(.082, .018, .018, .007), (.098, .0135, .0135, .005), (.112, .0100, .0100, .0045)], B, n=4, axis='-z')
    n.lathe([(.0052, 0), (.0048, .009), (.0036, .011), (.0034, .0145)], 'pl_black', 16, (0, 0, -.112), '-z')
    n.lathe([(.0020, .0), (.0020, .0165), (.0013, .0178), (0, .0184)], 'chrome', 16, (0, 0, -.1255), '-z', cap=(False, False))
    b.empty('tip_b', (0, 0, -.1439), (0, 180, 0))
    with n.at((0, .0120, -.045), (-90, 0, 0)): n.ring((0, 0, .0004), .0086, .0068, .003, 'pl_black', n=24, b=.0006)
    q = Mesh(); q.lathe([(.0068, 0), (.0068, .0022), (.0058, .0032), (0, .0034)], 'pl_yellow', 24, (0, 0, 0), 'y', cap=(False, False)); b.add(Node('load_b', (0, .0120, -.0450), mesh=q))
    n.lathe([(.0072, 0), (.0075, .005), (.0055, .018), (.0042, .024)], 'rubber', 14, (0, 0, .077), 'z'); b.empty('lead_b', (0, 0, .101)); n.tube([(0, 0, .095), (0, 0, .107)], .0028, 'rubber', n=8)
    b.empty('grip_1', (0, 0, 0))
    a.ao, b.ao = 'a', 'b'
    return [a, b]
