from kit import *
from parts import *

# Six-hole scissor hasp. Origin: the point of the jaw that sits in the padlock hole. Front +Z, holes run along Z.
# jaw: the moving half, turns about local Z at the rivet; -24 deg = open. lock_1..lock_6: where padlock origins go.
AO = dict(dist=.02, lmin=.010)
CX, RM, BR = .0150, .0150, .0026
PIV = (CX, -.0240)

def half(m, s, z, mat):
    """s=-1: the half with the left (hole side) ring arc; drawn in hasp coordinates."""
    arc = [(CX + s * RM * math.sin(math.radians(a)), RM * math.cos(math.radians(a)), z * .5) for a in range(-2, 166, 12)]
    arc += [(CX + s * .004, -RM - .0045, z), (CX + s * .006, -.024, z)]
    m.tube(arc, BR, 'zinc', n=10)
    poly = [(CX - .0195, -.104), (CX - .0195, -.044), (CX - .0085, -.030), (CX - .0085, -.019), (CX + .0085, -.019), (CX + .0085, -.030), (CX + .0195, -.044), (CX + .0195, -.104), (CX + .0165, -.109), (CX - .0165, -.109)]
    m.extrude(poly, z - .0012, z + .0012, mat, b=.0005, holes=[circle(.0046, 18, CX + x, y) for x in (-.0105, .0105) for y in (-.052, -.073, -.094)] + [circle(.0024, 12, CX, -.1035)])

def build():
    material('hasp_red', '#C4211D', 0, .4)
    r = Node('lockout_hasp'); m = r.mesh = Mesh()
    half(m, -1, .0014, 'hasp_red')
    m.cyl((*PIV, 0), .0052, .0080, 'zinc', n=18, b=.001)
    m.text('LOCKOUT', (CX, -.0395, .0027), .0040, 'ink_white', font='bold')
    j = Mesh()
    with j.at((-PIV[0], -PIV[1], 0)): half(j, 1, -.0014, 'hasp_red')
    r.add(Node('jaw', (*PIV, 0), mesh=j))
    i = 0
    for y in (-.052, -.073, -.094):
        for x in (-.0105, .0105):
            i += 1; r.empty('lock_%d' % i, (CX + x, y - .0015, 0), (0, 60 if x > 0 else 120, 0))
    r.empty('tag', (CX, -.1605, .0)); r.empty('grip_1', (CX, -.07, 0))
    return r
