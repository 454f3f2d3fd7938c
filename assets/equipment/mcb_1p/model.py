from kit import *
from parts import *
from din import *

# Miniature breaker, one pole, C16. toggle: identity = ON (up); OFF = +46 deg about local X.
AO = dict(dist=.03, lmin=.010)

def build():
    r = Node('mcb_1p'); m = r.mesh = Mesh()
    xs = mcb(m, 0, 1, nums=(('1', '2'),), rating='C16')
    m.text('230/400 V~', (0, .0128, .06762), .0017, 'ink')
    boxed(m, '6000', (-.0026, -.0126, .06762), .0016); boxed(m, '3', (.0042, -.0126, .06762), .0016)
    stroke(m, [(.0062, .0080), (.0062, .0058)], .0676); stroke(m, [(.0062, .0036), (.0050, .0056)], .0676); stroke(m, [(.0062, .0036), (.0062, .0010)], .0676)
    m.text('I', (-.0068, .0064, .0676), .0018, 'ink', font='bold'); m.text('O', (-.0068, -.0064, .0676), .0018, 'ink', font='bold')
    r.add(toggle(1, xs, 'pl_black'))
    r.empty('t_1', (0, .0335, .0462)); r.empty('t_2', (0, -.0335, .0462))
    m.box((0, .0262, .0465), (.0165, .0086, .002), 'plate_white', .0004)
    r.empty('label', (0, .0262, .0476), width=.016, height=.008)
    return r

def ghosts(): return [(wall(), 'main')]
