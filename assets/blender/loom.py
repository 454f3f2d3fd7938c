"""Wires and bundles of the cubicle's loom."""
from kit import *

def gywire(m, pts, rad, bend=.018):
    """Green/yellow conductor: green with two yellow stripes along it."""
    P = fillet(pts, bend, 5); m.tube(P, rad, 'w_green', n=8, twist='w_yellow')

def bundle(m, path, r=.0075):
    """Door loom in a grey spiral wrap."""
    m.tube(path, r, 'pl_grey', n=8)
    L = 0
    for a, b in zip(path, path[1:]):
        L += (b - a).length
        if L > .014:
            L = 0; d = (b - a).normalized(); m.tube([b - d * .003, b + d * .003], r * 1.10, 'pl_dark', n=8)
