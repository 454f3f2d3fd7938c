from kit import *
from parts import *

# Bolt cutter lying in the XZ plane, jaws towards -Z. arm_l / arm_r turn about Y: +-18 deg = open.
AO = dict(dist=.05, lmin=.02)

def build():
    r = Node('bolt_cutter'); m = r.mesh = Mesh()
    for s, n in ((-1, 'arm_l'), (1, 'arm_r')):
        a = Mesh()
        a.tube(fillet([(s * .012, 0, .0), (s * .030, 0, .10), (s * .046, 0, .30), (s * .046, 0, .34)], .05, 5), .011, 'pl_red', n=12)
        a.tube([(s * .0455, 0, .34), (s * .046, 0, .47)], [.0145, .0160], 'rubber', n=14); a.sphere((s * .046, 0, .47), .016, 'rubber', 14, 7)
        a.box((s * .012, 0, -.012), (.020, .020, .050), 'steel_dark', .003)
        n_ = r.add(Node(n, (0, 0, -.30 + .11), mesh=a))
    with m.at((0, 0, -.19)):
        with m.at((0, 0, 0), (-90, 0, 0)):
            for s in (-1, 1): m.extrude([(s * .002, .020), (s * .022, .020), (s * .026, .050), (s * .022, .085), (s * .008, .105), (s * .0006, .108), (s * .0006, .070), (s * .006, .060), (s * .002, .050)], -.008, .008, 'steel_dark', b=.0015)
            m.extrude(rrect(.060, .052, .010, 4, 0, .028), .0085, .0125, 'steel', b=.001); m.extrude(rrect(.060, .052, .010, 4, 0, .028), -.0125, -.0085, 'steel', b=.001)
            for x in (-.017, .017):
                for y in (.012, .044): m.hexbolt((x, y, .0125), .013, 'blackmetal'); m.hexbolt((x, y, -.0125), .013, 'blackmetal', '-z')
            m.hexbolt((0, -.002, .010), .013, 'blackmetal')
    r.empty('grip_1', (-.046, 0, .22)); r.empty('grip_2', (.046, 0, .22)); r.empty('tip', (0, 0, -.295), (0, 180, 0))
    return r
