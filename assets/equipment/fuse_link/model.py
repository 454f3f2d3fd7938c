from kit import *
from din import *

# Spare cylindrical fuse link 14 x 51 with striker. Origin: its middle, axis along Y.
AO = dict(dist=.02, lmin=.010)

def build():
    r = Node('fuse_link'); m = r.mesh = Mesh(); fuse_body(m)
    r.add(Node('pin', (0, .0230, 0), mesh=fuse_pin())); r.empty('grip_1', (0, 0, 0))
    return r
