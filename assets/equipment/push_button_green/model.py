from kit import *
from parts import *

# Start button, 22 mm, flush. Origin: centre of the hole on the door's front face. cap: pressed = 4 mm along -Z.
AO = dict(dist=.02, lmin=.008)

def build():
    r = Node('push_button_green'); m = r.mesh = Mesh()
    bezel22(m, 'nickel', .0072)
    unit22_back(m, 1)
    c = Mesh(); c.lathe([(.0111, -.004), (.0111, .0026), (.0105, .0034), (.0085, .0033), (0, .0030)], 'pl_green', 32, cap=(False, False))
    c.quad([(-.0011, -.0056, .00345), (.0011, -.0056, .00345), (.0011, .0056, .00345), (-.0011, .0056, .00345)], 'ink_white', nocc=True)
    n = r.add(Node('cap', (0, 0, .0022), mesh=c)); n.empty('grip_1', (0, 0, .0034))
    label_node(m, r, (0, .0265, 0))
    return r

def ghosts(): return [(wall(), 'main')]
