from kit import *
from parts import *

# Stop button, 22 mm, extended cap. Origin: centre of the hole on the door's front face. cap: pressed = 4 mm along -Z.
AO = dict(dist=.02, lmin=.008)

def build():
    r = Node('push_button_red'); m = r.mesh = Mesh()
    bezel22(m, 'nickel', .0072)
    unit22_back(m, 2)
    c = Mesh(); c.lathe([(.0111, -.004), (.0111, .0088), (.0104, .0098), (.0085, .0098), (0, .0095)], 'pl_red', 32, cap=(False, False))
    m2 = circle(.0052, 28); c.extrude(m2, .0098, .01005, 'ink_white', holes=[circle(.0036, 28)], nocc=True)
    n = r.add(Node('cap', (0, 0, .0022), mesh=c)); n.empty('grip_1', (0, 0, .0098))
    label_node(m, r, (0, .0265, 0))
    return r

def ghosts(): return [(wall(), 'main')]
