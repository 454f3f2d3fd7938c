import os, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "blender"))
from kit import *
from parts import *

# Pilot lamp, 22 mm, yellow. Origin: centre of the hole on the door's front face. The node and the material of the cap are named lens.
AO = dict(dist=.02, lmin=.008)

def build():
    material('lens', '#F2B400', 0, .22)
    r = Node('indicator_lamp_yellow'); m = r.mesh = Mesh()
    bezel22(m, 'nickel', .0058)
    unit22_back(m, 1)
    c = Mesh()
    c.lathe([(.0112, -.002), (.0112, .0050), (.0106, .0078), (.0088, .0102), (.0060, .0118), (.0030, .0125), (0, .0127)], 'lens', 32, cap=(False, False))
    r.add(Node('lens', (0, 0, .0022), mesh=c))
    label_node(m, r, (0, .0265, 0))
    return r

def ghosts(): return [(wall(), 'main')]
