from kit import *
from parts import *
from plates import *

# Crank for the truck of a withdrawable breaker. Origin: open end of the socket, on its axis; the shank runs along +Z, the arm along +Y, the handle along +Z.
# handle: turns freely about Z.
AO = dict(dist=.03, lmin=.02)

def build():
    begin('rc_atlas', 192, 64)
    r = Node('racking_crank'); m = r.mesh = Mesh()
    # socket with hexagon inside
    out = circle(.0150, 28); hexa = circle(.0102, 6)
    m.extrude(out, -.020, .022, 'zinc', b=.0012, b0=.0012, holes=[hexa]); m.lathe([(.0150, .022), (.0118, .030), (.0095, .034)], 'zinc', 28, cap=(True, False))
    m.cyl((.0150, 0, .004), .0035, .004, 'steel', 'x', n=12)
    P = fillet([(0, 0, .030), (0, 0, .175), (0, .140, .175), (0, .140, .190)], .022, 6)
    m.tube(P, .0090, 'zinc', n=16)
    m.lathe([(.0090, .186), (.0130, .188), (.0130, .194), (.0060, .196), (.0060, .310), (.0100, .312), (.0100, .318), (0, .319)], 'zinc', 18, (0, .140, 0), 'z', cap=(False, False))
    h = Mesh(); h.lathe([(.0075, .000), (.0150, .002), (.0165, .012), (.0150, .045), (.0158, .080), (.0168, .100), (.0145, .110), (.0075, .112)], 'pl_red', 22, cap=(False, False))
    n = r.add(Node('handle', (0, .140, .197), mesh=h)); n.empty('grip_1', (0, 0, .055))
    with m.at((.0092, 0, .100), (0, 90, 0)), m.at((0, 0, 0), (0, 0, 180)): m.extrude(rrect(.060, .0130, .002, 2), -.004, .0004, 'plate_yellow', b=.0002); face(m, 0, 0, .0006, .058, .0120, [('手车摇把  CRANK', 4.4, 0, 0)], YEL, INK, 3)
    r.empty('socket', (0, 0, 0), (0, 180, 0))
    finish()
    return r
