from kit import *
from parts import *

# Control-circuit miniature breaker C2, one pole. toggle: identity = ON (up); OFF = +46 deg about local X.
AO = dict(dist=.03, lmin=.010)

def build():
    r = Node('control_fuse'); m = r.mesh = Mesh()
    xs = mcb(m, 0, 1, nums=(('1', '2'),), rating='C2')
    m.text('230 V~', (0, .0125, .06762), .0021, 'ink')
    r.add(toggle(1, xs, 'pl_blue'))
    r.empty('t_1', (0, .0335, .0462)); r.empty('t_2', (0, -.0335, .0462))
    m.box((0, .0262, .0465), (.0165, .0086, .002), 'plate_white', .0004)
    r.empty('label', (0, .0262, .0476), width=.016, height=.008)
    return r

def ghosts(): return [(wall(), 'main')]
