"""Hanging signs for switching: a plate on a cord. Origin: where the cord hangs; front +Z."""
from kit import *

def hanging_sign(name, w, h, tex, drop=.055):
    r = Node(name); m = r.mesh = Mesh()
    y = -drop - h / 2; e = w / 2 - .020; t = y + h / 2 - .012
    m.extrude(rrect(w, h, .008, 5, 0, y), -.0015, .0010, 'plate_white', b=.0004, holes=[circle(.0038, 12, x, t) for x in (-e, e)])
    m.plate((0, y, .0012), w - .006, h - .006, tex, nocc=True)
    with m.at((0, y, -.0017), (0, 180, 0)): m.plate((0, 0, 0), w - .006, h - .006, tex, nocc=True)
    for x in (-e, e): m.ring((x, t, .0010), .0064, .0034, .0026, 'brass', n=18, b=.0004); m.ring((x, t, -.0016), .0064, .0034, .0016, 'brass', '-z', n=18, b=.0003)
    m.tube(fillet([(-e, t, .002), (-e + .003, t + .005, .003), (-.008, -.006, .001), (0, 0, 0), (.008, -.006, .001), (e - .003, t + .005, .003), (e, t, .002)], .006, 3), .0016, 'pl_white', n=6)
    r.empty('hang', (0, 0, 0)); r.empty('grip_1', (0, y, 0))
    return r
