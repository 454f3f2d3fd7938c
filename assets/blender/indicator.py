"""Indicator lamp, 22 mm. Origin: centre of the hole on the door's front face. The node and the material of the cap are named lens."""
from kit import *
from parts import *

AO_LAMP = dict(dist=.02, lmin=.008)

def indicator_lamp(name, colour):
    material('lens', colour, 0, .22)
    r = Node(name); m = r.mesh = Mesh()
    bezel22(m, 'nickel', .0058)
    unit22_back(m, 1)
    c = Mesh()
    c.lathe([(.0112, -.002), (.0112, .0050), (.0106, .0078), (.0088, .0102), (.0060, .0118), (.0030, .0125), (0, .0127)], 'lens', 32, cap=(False, False))
    r.add(Node('lens', (0, 0, .0022), mesh=c))
    label_node(m, r, (0, .0265, 0))
    return r

def ghosts(): return [(wall(), 'main')]
