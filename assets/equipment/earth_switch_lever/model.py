from kit import *
from parts import *
from plates import *

# Operating lever of the earthing switch. Origin: open end of the socket, on its axis; the shank runs along +Z, the lever along +Y.
AO = dict(dist=.03, lmin=.02)

def build():
    begin('el_atlas', 256, 64)
    r = Node('earth_switch_lever'); m = r.mesh = Mesh()
    m.extrude(circle(.0155, 28), -.016, .024, 'zinc', b=.0012, b0=.0012, holes=[circle(.0096, 6)]); m.lathe([(.0155, .024), (.0125, .032), (.0105, .036)], 'zinc', 28, cap=(True, False))
    m.tube(fillet([(0, 0, .030), (0, 0, .110), (0, .090, .122), (0, .400, .122)], .030, 6), .0100, 'zinc', n=16)
    pr = [(.0102, .235), (.0150, .237), (.0165, .243)]
    for k in range(9): y = .256 + .0150 * k; pr += [(.0152, y - .0055), (.0165, y - .002), (.0165, y + .002), (.0152, y + .0055)]
    m.lathe(pr + [(.0160, .396), (.0165, .402), (.0130, .410), (0, .412)], 'pl_green', 20, (0, 0, .122), 'y', cap=(False, False))
    with m.at((0, .165, .1322), (0, 0, 90)): m.extrude(rrect(.090, .0150, .002, 2), -.004, .0004, 'plate_yellow', b=.0002); face(m, 0, 0, .0006, .088, .0138, [('接地开关操作手柄', 5.2, -14, 0), ('EARTH', 4.4, 32, 0)], YEL, INK, 2.8)
    r.empty('grip_1', (0, .32, .122)); r.empty('socket', (0, 0, 0), (0, 180, 0))
    finish()
    return r
