"""Hand-held installation testers: shell with bumpers, display, selector, legend, keys, sockets, leads' probes."""
from kit import *
from parts import *

FACE = .0206           # of the dark front panel

def shell(m, w, h, col, d0=-.030, waist=.90):
    """Rubber boot about a box of w x h, front panel at FACE; corners bulge, the middle is waisted for the hand."""
    def fine(k, c, z):
        # long sides need points between the corners, else the waist is straight
        pts = rrect(w * k, h * k, c, 5); P = []
        for i in range(len(pts)):
            a, b = V(pts[i]), V(pts[(i + 1) % len(pts)]); n = max(1, int((b - a).length / (h * .16)))
            for q in range(n): P.append(tuple(a + (b - a) * q / n))
        out = []
        for x, y in P:
            t = min(1.0, abs(y) / (h * .5)); f = waist + (1 - waist) * (t * t * (3 - 2 * t))
            out.append((x * f, y, z))
        return out
    m.loft([fine(.90, .016, d0), fine(.985, .020, d0 + .006), fine(1.0, .022, d0 + .016), fine(1.0, .022, .006), fine(.985, .021, .0150), fine(.925, .018, .0186)], col)
    # ribs on the flanks
    for s in (-1, 1):
        for k in range(7):
            y = -h * .16 + h * .053 * k; t = min(1.0, abs(y) / (h * .5)); f = waist + (1 - waist) * (t * t * (3 - 2 * t))
            m.box((s * (w * .5 * f + .0002), y, -.006), (.0026, .0055, .026), col, .001)
    P = fine(.885, .014, 0)
    m.extrude([(x, y) for x, y, z in P], .0176, FACE, 'hh_panel', b=.0012, b0=0)

def display(m, r, c, w, h, words=()):
    x, y = c
    m.extrude(rrect(w + .010, h + .012, .004, 4, x, y), FACE - .0004, FACE + .0014, 'pl_black', b=.0006, b0=0)
    m.plate((x, y, FACE + .0015), w, h, 'lcd', uv=False)
    for i, t in enumerate(words): m.text(t, (x - w / 2 + (i + .5) * w / len(words), y - h / 2 - .0030, FACE + .0015), .0020, 'ink_grey2', font='bold')
    r.empty('display', (x, y, FACE + .0018), width=w, height=h)

def knob(pos, a0, rad=.0215):
    """Selector whose pointer stands at a0 degrees (90 = up) when the node is at rest."""
    s = Mesh(); k = rad / .0178
    s.lathe([(.0178 * k, 0), (.0178 * k, .004), (.0165 * k, .0055), (0, .0055)], 'pl_black', 40, cap=(False, False))
    for i in range(20):
        a = math.radians(18 * i)
        with s.at((.0176 * k * math.cos(a), .0176 * k * math.sin(a), .0022), (0, 0, 18 * i)): s.box((0, 0, 0), (.0010, .0018, .0036), 'pl_black', .0003)
    s.loft([[(x, y, z) for x, y in rrect(w * k, h * k, c, 4)] for w, h, c, z in ((.0112, .0345, .004, .0052), (.0100, .0335, .004, .0110), (.0080, .0320, .0036, .0140), (.0056, .0295, .0026, .0150))], 'pl_black')
    s.extrude([(-.0012, .006 * k), (.0012, .006 * k), (.0012, .0130 * k), (0, .0148 * k), (-.0012, .0130 * k)], .0150, .0152, 'ink_white', nocc=True)
    return Node('selector', (pos[0], pos[1], FACE), (0, 0, a0 - 90), mesh=s)

def legend(m, pos, rows, rad=.0215, size=.0042):
    """rows: (degrees, text, material[, second line]) round the selector, with ticks."""
    for row in rows:
        a, t, mat = row[:3]; q = math.radians(a); font = 'cjk' if any(ord(ch) > 0x2fff for ch in t) else 'bold'
        R = rad + .0072; ox = math.cos(q) * (.0013 * len(t)) * size / .0042
        m.text(t, (pos[0] + R * math.cos(q) + ox, pos[1] + R * math.sin(q), FACE + .0001), size, mat, font=font)
        if len(row) > 3: m.text(row[3], (pos[0] + R * math.cos(q) + ox, pos[1] + R * math.sin(q) + size * (1.45 if len(row) > 4 else -1.25), FACE + .0001), size * .55, mat, font='bold')
        with m.at((pos[0], pos[1], FACE + .0001), (0, 0, a)): m.quad([(rad + .0010, -.0004, 0), (rad + .0036, -.0004, 0), (rad + .0036, .0004, 0), (rad + .0010, .0004, 0)], mat, nocc=True)

def arc(m, pos, r0, r1, a0, a1, mat, n=16):
    """Coloured sector on the panel."""
    f = lambda r, a: (pos[0] + r * math.cos(math.radians(a)), pos[1] + r * math.sin(math.radians(a)), FACE + .00005)
    for i in range(n):
        a, b = a0 + (a1 - a0) * i / n, a0 + (a1 - a0) * (i + 1) / n
        m.quad([f(r0, a), f(r1, a), f(r1, b), f(r0, b)], mat, nocc=True)

def key(m, c, text, mat='pl_lgrey', w=.0135, h=.0070, ink='ink'):
    m.extrude(rrect(w + .0022, h + .0022, .0028, 3, *c), FACE - .0003, FACE + .0006, 'pl_black', b=.0003, b0=0)
    m.extrude(rrect(w, h, .0022, 3, *c), FACE, FACE + .0020, mat, b=.0006, b0=0)
    m.text(text, (c[0], c[1], FACE + .0021), .0024, ink, font='bold')

def key_node(r, m, name, c, text, mat='pl_yellow', w=.0135, h=.0070, ink='ink'):
    """A key that moves: node at the panel, pressed = along -Z."""
    m.extrude(rrect(w + .0024, h + .0024, .0028, 3, *c), FACE - .0003, FACE + .0008, 'pl_black', b=.0003, b0=0)
    k = Mesh(); k.extrude(rrect(w, h, .0022, 3), -.0012, .0024, mat, b=.0007, b0=0); k.text(text, (0, 0, .0025), .0024, ink, font='bold')
    n = r.add(Node(name, (c[0], c[1], FACE), mesh=k)); n.empty('touch_' + name, (0, 0, .0026)); return n

def push(r, m, name, c, rad, mat, text, ink='ink_white', size=None):
    m.ring((c[0], c[1], FACE + .0011), rad * 1.22, rad * 1.04, .0026, 'pl_black', n=36, b=.0007)
    b = Mesh(); b.lathe([(rad, -.0016), (rad, .0034), (rad * .93, .0047), (rad * .78, .0049), (rad * .60, .0044), (0, .0042)], mat, 36, cap=(False, False))
    b.text(text, (0, 0, .00445), size or rad * .31, ink, font='bold')
    n = r.add(Node(name, (c[0], c[1], FACE), mesh=b)); n.empty('touch_' + name, (0, 0, .005)); return n

def led(r, m, name, c, mat, rad=.0022):
    m.ring((c[0], c[1], FACE + .0004), rad * 1.5, rad * 1.05, .0010, 'pl_black', n=16, b=.0003)
    L = Mesh(); L.lathe([(rad, -.0004), (rad, .0006), (rad * .7, .0013), (0, .0016)], mat, 16, cap=(False, False)); return r.add(Node(name, (c[0], c[1], FACE), mesh=L))

def sockets(m, r, h, cols):
    """4 mm safety sockets in the lower end, where the leads hang; cols: (x, material, name)."""
    for x, mat, name in cols:
        m.ring((x, -h / 2 - .0012, -.004), .0076, .0052, .0034, mat, '-y', n=24, b=.0006); m.ring((x, -h / 2 - .0006, -.004), .0052, .0026, .0020, 'pl_black', '-y', n=20, b=.0003)
        m.cyl((x, -h / 2 - .0002, -.004), .0027, .0006, 'hole', '-y', n=12, b=0); r.empty('jack_' + name, (x, -h / 2 - .002, -.004), (90, 0, 0))

def probe(suffix, mat, pos, rot=(90, 0, 0), remote=False):
    """Test probe, tip towards -Z of its node; nodes probe_x, tip_x."""
    b = Node('probe_' + suffix, pos, rot, ao='probe_' + suffix); n = b.mesh = Mesh()
    n.lathe([(.0042, -.078), (.0056, -.073), (.0064, -.030), (.0057, .0), (.0062, .030), (.0068, .044)], mat, 16, (0, 0, 0), '-z')
    for k in range(7): n.lathe([(.0056, -.002), (.0070, 0), (.0056, .002)], mat, 14, (0, 0, .012 - .0085 * k), '-z', cap=(False, False))
    n.lathe([(.0068, .044), (.0122, .046), (.0128, .0495), (.0066, .052), (.0054, .060), (.0046, .074), (.0036, .088)], mat, 18, (0, 0, 0), '-z')
    n.lathe([(.0030, .088), (.0027, .103)], 'pl_black', 14, (0, 0, 0), '-z'); n.lathe([(.00115, .103), (.00115, .1062), (0, .1072)], 'chrome', 10, (0, 0, 0), '-z', cap=(False, False))
    n.lathe([(.0048, .0), (.0044, .006), (.0046, .0062), (.0042, .012), (.0044, .0122), (.0026, .024)], 'rubber', 12, (0, 0, .077), 'z'); n.tube([(0, 0, .096), (0, 0, .110)], .0020, mat, n=8)
    b.empty('tip_' + suffix, (0, 0, -.1072), (0, 180, 0)); b.empty('lead_' + suffix, (0, 0, .110)); b.empty('grip_' + suffix, (0, 0, 0))
    return b

material('hh_panel', '#2B2F34', 0, .48); material('ink_grey2', '#9AA0A4', 0, .6); material('ink_yellow', '#FFD23C', 0, .5); material('ink_cyan', '#6CC7E8', 0, .5); material('ink_red3', '#FF6A5A', 0, .5)
material('led_red_off', '#5A1512', 0, .3); material('led_green_off', '#123F1C', 0, .3); material('led_yellow_off', '#5F4A0C', 0, .3)
