from signalling import *

# Signal lamp 12 V 25 W with main and spare filament. Origin: middle of its flange, bulb towards +Z: as it sits in a unit's holder.
AO = dict(dist=.02, lmin=.01)

def build():
    signal_materials()
    r = Node('signal_lamp'); m = r.mesh = Mesh()
    lamp(m, ('main', 'spare')); r.empty('grip_1', (0, 0, -.012))
    return r
