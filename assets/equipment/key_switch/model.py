from kit import *
from parts import *

# Key switch, 22 mm, two positions. Origin: centre of the hole on the door's front face. key (with the plug): 0 = upright (0); -60 deg about Z = 1.
AO = dict(dist=.02, lmin=.008)

def build():
    r = Node('key_switch'); m = r.mesh = Mesh()
    bezel22(m, 'nickel', .0072); unit22_back(m, 1)
    m.extrude(rrect(.0340, .0475, .0030, 4, 0, .0085), -.0001, .0009, 'pl_black', b=.0003, b0=0, holes=[circle(.0149, 32)])
    for x, y, t in ((0, .0220, '0'), (.0128, .0175, '1')): m.text(t, (x, y, .00095), .0040, 'ink_white', font='bold')
    for a in (0, -60):
        with m.at((0, 0, .00095), (0, 0, a)): m.quad([(-.0004, .0160, 0), (.0004, .0160, 0), (.0004, .0184 if a == 0 else .0178, 0), (-.0004, .0184 if a == 0 else .0178, 0)], 'ink_white', nocc=True)
    # collar of the lock
    m.lathe([(.0112, .0010), (.0112, .0052), (.0102, .0066), (.0080, .0068), (.0078, .0058)], 'pl_black', 36, cap=(False, False))
    s = Mesh()
    s.lathe([(.0077, -.001), (.0077, .0040), (.0071, .0047), (0, .0047)], 'nickel', 32, cap=(False, False))
    s.lathe([(.0009, 0), (.0009, .00012), (0, .00012)], 'hole', 10, (0, -.0058, .00470), cap=(False, False))
    # key: blade, shoulder, bow with a hole and a grip
    s.bx((-.0011, -.0040, .0040), (.0011, .0040, .0125), 'nickel', .0003)
    for q in (-1, 1): s.quad([(q * .00112, -.0012, .0048), (q * .00112, -.0004, .0048), (q * .00112, -.0004, .0124), (q * .00112, -.0012, .0124)][::q], 'hole', nocc=True)
    s.bx((-.0016, -.0052, .0115), (.0016, .0052, .0138), 'nickel', .0004)
    with s.at((-.0020, 0, .0255), (0, 90, 0)):
        s.extrude([(-a, b) for a, b in rrect(.0240, .0250, .0085, 6)], 0, .0040, 'pl_black', b=.0010, holes=[circle(.0032, 16, -.0062, 0)])
    for q in (-1, 1):
        with s.at((q * .0021, 0, .0225), (0, 90 * q, 0)): s.text('455', (0, 0, 0), .0034, 'ink_white', font='bold', rot=(0, 0, 90 * q))
    # ring with a fob that hangs from the bow
    s.tube([(.0105 * math.cos(2 * math.pi * i / 22), -.0062 + .0105 * math.sin(2 * math.pi * i / 22) - .0, .0317) for i in range(22)], .0007, 'chrome', n=6, closed=True)
    n = r.add(Node('key', (0, 0, .0024), mesh=s)); n.empty('grip_1', (0, 0, .0260))
    label_node(m, r, (0, .0400, 0))
    return r

def ghosts(): return [(wall(), 'main')]
