from kit import *
from parts import *

# Selector switch, 22 mm, three positions, black short lever. Origin: centre of the hole on the door's front face. lever: 0 = middle; left +45, right -45 deg about Z.
AO = dict(dist=.02, lmin=.008)

def build():
    material('sel_black', '#232426', 0, .38)
    r = Node('selector_switch'); m = r.mesh = Mesh()
    bezel22(m, 'nickel', .0072); unit22_back(m, 2)
    # legend ring: 1 - 0 - 2
    m.extrude(rrect(.0300, .0475, .0030, 4, 0, .0085), -.0001, .0009, 'pl_black', b=.0003, b0=0, holes=[circle(.0149, 32)])
    for x, y, t in ((-.0118, .0195, '1'), (0, .0220, '0'), (.0118, .0195, '2')): m.text(t, (x, y, .00095), .0040, 'ink_white', font='bold')
    for a in (45, 0, -45):
        with m.at((0, 0, .00095), (0, 0, a)): m.quad([(-.0004, .0160, 0), (.0004, .0160, 0), (.0004, .0182 if a == 0 else .0190, 0), (-.0004, .0182 if a == 0 else .0190, 0)], 'ink_white', nocc=True)
    s = Mesh()
    s.lathe([(.0112, -.004), (.0112, .0040), (.0104, .0052), (0, .0052)], 'sel_black', 36, cap=(False, False))
    # short lever: tapered bridge with finger hollows
    f = lambda w, y0, y1, z: [(-w, y0, z), (w, y0, z), (w * .9, y1, z), (-w * .9, y1, z)]
    prof = lambda w, h, c, z: [(x, y, z) for x, y in rrect(w, h, c, 4, 0, .0010)]
    s.loft([prof(.0100, .0206, .0040, .0050), prof(.0084, .0206, .0036, .0080), prof(.0072, .0208, .0032, .0130), prof(.0072, .0210, .0030, .0172), prof(.0060, .0200, .0026, .0184)], 'sel_black')
    s.quad([(-.0007, .0030, .01848), (.0007, .0030, .01848), (.0007, .0104, .01848), (-.0007, .0104, .01848)], 'ink_white', nocc=True)
    s.quad([(-.0007, .01152, .0168), (-.0007, .01152, .0100), (.0007, .01152, .0100), (.0007, .01152, .0168)][::-1], 'ink_white', nocc=True)
    n = r.add(Node('lever', (0, 0, .0024), mesh=s)); n.empty('grip_1', (0, 0, .0150))
    label_node(m, r, (0, .0400, 0))
    return r

def ghosts(): return [(wall(), 'main')]
