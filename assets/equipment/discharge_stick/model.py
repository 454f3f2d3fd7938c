from kit import *
from parts import *
from handheld import *

# Discharge stick: insulating rod with a resistor head, tip towards -Z; second root node clamp_b (earth clip) on a lead. Origins at the grips.
AO = dict(dist=.03, lmin=.014)

def build():
    material('ds_rod', '#E2591B', 0, .4); material('ds_red', '#C3201E', 0, .45)
    a = Node('probe_a', ao='a'); m = a.mesh = Mesh()
    # grip with ribs, guard, rod, resistor head with window, hook tip
    m.lathe([(.010, -.092), (.0145, -.089), (.0150, -.080), (.0150, .050), (.0140, .058)], 'rubber', 24, (0, 0, 0), '-z')
    for k in range(11): m.lathe([(.0148, -.0022), (.0166, -.0008), (.0166, .0008), (.0148, .0022)], 'rubber', 20, (0, 0, .072 - .0115 * k), '-z', cap=(False, False))
    m.lathe([(.0140, .058), (.0330, .061), (.0345, .065), (.0330, .069), (.0120, .072)], 'ds_red', 32, (0, 0, 0), '-z', cap=(False, False))
    m.lathe([(.0105, .068), (.0105, .330), (.0100, .332)], 'ds_rod', 22, (0, 0, 0), '-z')
    for z in (.10, .20): m.ring((0, 0, -z), .01075, .0100, .008, 'ink_white', '-z', n=22, full=True)
    m.lathe([(.0105, .322), (.0165, .330), (.0170, .336), (.0170, .440), (.0150, .448), (.0090, .456), (.0070, .470)], ['pl_black', 'pl_black', 'pl_dark', 'pl_black', 'pl_black', 'pl_black'], 26, (0, 0, 0), '-z')
    for k in range(9): m.lathe([(.0170, 0), (.0188, .0014), (.0188, .0030), (.0170, .0044)], 'pl_dark', 26, (0, 0, -.345 - .0095 * k), '-z', cap=(False, False))
    m.lathe([(.0040, .468), (.0040, .500), (.0022, .512), (0, .516)], 'chrome', 16, (0, 0, 0), '-z', cap=(False, False))
    first = len(m.v)
    # print along the rod
    with m.at((0, 0, -.262), (-90, 0, 0)):
        m.text('DISCHARGE  放电棒', (0, 0, 0), .0058, 'ink_white', font='cjk', rot=(0, 0, 90)); 
    for v in m.v[first:]: q = v.x / .0108; v.x, v.y = .0108 * math.sin(q), .0108 * math.cos(q)
    # lamp that shows the discharge
    L = Mesh(); L.lathe([(.0042, 0), (.0042, .0030), (.0030, .0052), (0, .0060)], 'led_red_off', 18, (0, 0, 0), 'y', cap=(False, False)); a.add(Node('led', (0, .0150, -.328), mesh=L))
    m.lathe([(.0060, .0), (.0050, .004), (.0052, .0042), (.0046, .009), (.0036, .024)], 'rubber', 14, (0, 0, .092), 'z')
    a.empty('tip_a', (0, 0, -.516), (0, 180, 0)); a.empty('lead_a', (0, 0, .116)); a.empty('grip_1', (0, 0, 0))
    # earth clip
    b = Node('clamp_b', (.070, 0, .0), ao='b'); n = b.mesh = Mesh()
    for s in (-1, 1):
        rg = lambda z, y0, y1, w: [(-w, s * y0, z), (w, s * y0, z), (w, s * y1, z), (-w, s * y1, z)]
        n.loft([rg(.055, .0150, .0185, .0075), rg(.020, .0080, .0115, .0080), rg(.0, .0048, .0080, .0080), rg(-.030, .0085, .0112, .0070), rg(-.052, .0006, .0036, .0055)][::1], 'copper')
        n.loft([rg(.058, .0145, .0205, .0088), rg(.022, .0075, .0132, .0092), rg(.006, .0050, .0098, .0092)], 'pl_green')
        for k in range(4): n.bx((-.0050, min(s * .0004, s * .0030), -.0500 + .0045 * k), (.0050, max(s * .0004, s * .0030), -.0482 + .0045 * k), 'copper', .0002)
    n.cyl((0, 0, .004), .0042, .0190, 'zinc', 'x', n=14); n.tube([(.0042 * math.cos(q * math.pi / 4), .0 + .0042 * math.sin(q * math.pi / 4), .004 + .00001 * q) for q in range(8)], .0007, 'zinc', n=5, closed=True)
    n.tube(fillet([(0, .0110, .030), (0, .0125, .052), (0, .0100, .075)], .01, 3), .0034, 'w_green', n=8, twist='w_yellow')
    b.empty('tip_b', (0, 0, -.050), (0, 180, 0)); b.empty('lead_b', (0, .0100, .075)); b.empty('grip_b', (0, 0, .030))
    return [a, b]
