from kit import *
from parts import *
from plates import *

# The same name on the cable door, smaller.
AO = dict(dist=.02, lmin=.02)

def build():
    begin('n9l_atlas', 1024, 128)
    r = Node('name_plate_903_lower'); m = r.mesh = Mesh()
    plate(m, 0, 0, 0, .200, .042, [('AH4  机修线  903', .0130, 0)], WHITE, res=2.6)
    finish()
    return r
