from kit import *
from parts import *
from plates import *

# Engraved name plate of panel AH4, in the manner of the other panels' (switchgear_row_10kv). Front +Z; origin: middle of its back.
AO = dict(dist=.02, lmin=.02)

def build():
    begin('n9_atlas', 1024, 256)
    r = Node('name_plate_903'); m = r.mesh = Mesh()
    plate(m, 0, 0, 0, .300, .060, [], WHITE, draw=lambda p: [p.text('AH4', -112, 0, 22, '#1d4f91'), p.text('机修线  903', 30, 9, 17), p.text('MACHINE REPAIR FEEDER', 30, -15, 8)], res=2.6)
    r.empty('name', (0, 0, .003))
    finish()
    return r
