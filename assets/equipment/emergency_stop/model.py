from kit import *
from parts import *

# Emergency stop, 22 mm, 40 mm mushroom on a yellow plate. Origin: centre of the hole on the door's front face. cap: pressed = 6 mm along -Z; its child head turns about Z.
AO = dict(dist=.03, lmin=.008)

def build():
    r = Node('emergency_stop'); m = r.mesh = Mesh()
    # yellow backing disc with the words round it
    m.lathe([(.0450, 0), (.0450, .0010), (.0444, .0014), (.0148, .0014)], 'plate_yellow', 56, cap=(False, False))
    for text, a0, font, size in (('EMERGENCY STOP', 90, 'bold', .0042), ('急 停', -90, 'cjk', .0058)):
        n = len(text); step = 9.2 if font == 'bold' else 13
        for i, ch in enumerate(text):
            if ch == ' ': continue
            a = a0 - (i - (n - 1) / 2) * step if a0 > 0 else a0 + (i - (n - 1) / 2) * step
            q = math.radians(a); m.text(ch, (.0345 * math.cos(q), .0345 * math.sin(q), .00145), size, 'ink', font=font, rot=(0, 0, a - 90 if a0 > 0 else a + 90))
    with m.at((0, 0, .0014)): bezel22(m, 'pl_black', .0066)
    unit22_back(m, 2)
    c = Mesh()
    c.lathe([(.0105, -.0060), (.0105, .0085), (.0100, .0090)], 'pl_yellow', 32, cap=(False, False))      # shows yellow while not pressed
    h = Mesh()
    h.lathe([(.0108, .0085), (.0180, .0090), (.0196, .0102), (.0200, .0125), (.0200, .0150), (.0192, .0178), (.0170, .0202), (.0130, .0222), (.0070, .0234), (0, .0238)], 'pl_red', 48, cap=(False, False))
    for k in range(24):
        a = 15 * k
        with h.at((.01995 * math.cos(math.radians(a)), .01995 * math.sin(math.radians(a)), .0136), (0, 0, a)): h.box((0, 0, 0), (.0012, .0026, .0044), 'pl_red', .0005)
    # arrows of the turning direction, laid on the dome
    for k in range(3):
        a0 = 90 + 120 * k; R = .0112
        zz = lambda rr: .0245 - .0012 - .55 * (rr / .020) ** 2 * .0075
        pts = lambda a, rr: (rr * math.cos(math.radians(a)), rr * math.sin(math.radians(a)), zz(rr) + .0008)
        for i in range(6):
            a, b = a0 + 24 - i * 8, a0 + 16 - i * 8
            h.quad([pts(b, R - .0008), pts(b, R + .0008), pts(a, R + .0008), pts(a, R - .0008)], 'ink_white', nocc=True)
        a = a0 - 24; h.quad([pts(a - 11, R), pts(a, R + .0022), pts(a, R - .0022)], 'ink_white', nocc=True)
    n = r.add(Node('cap', (0, 0, .0040), mesh=c)); n.add(Node('head', (0, 0, 0), mesh=h)); n.empty('grip_1', (0, 0, .0238))
    label_node(m, r, (0, .0530, 0))
    return r

def ghosts(): return [(wall(), 'main')]
