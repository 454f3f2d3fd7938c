from kit import *
from parts import *
from din import *

# Miniature breaker, two poles, C16. toggle: identity = ON (up); OFF = +46 deg about local X.
AO = dict(dist=.03, lmin=.010)

def build():
    r = Node('mcb_2p'); m = r.mesh = Mesh()
    xs = mcb(m, 0, 2, nums=(('1', '2'), ('3', '4')), rating='C16')
    m.text('400 V~', (xs[1], .0172, .06762), .0022, 'ink')
    boxed(m, '6000', (xs[0], .0128, .06762), .0016); boxed(m, '3', (xs[1], .0128, .06762), .0016)
    for x in xs: m.text('I', (x - .0068, .0064, .0676), .0018, 'ink', font='bold'); m.text('O', (x - .0068, -.0064, .0676), .0018, 'ink', font='bold')
    r.add(toggle(2, xs, 'pl_black'))
    for i, x in enumerate(xs): r.empty('t_%d' % (2 * i + 1), (x, .0335, .0462)); r.empty('t_%d' % (2 * i + 2), (x, -.0335, .0462))
    m.box((0, .0262, .0464), (.0285, .0098, .0020), 'pl_dark', .0004); m.box((0, .0262, .0467), (.027, .0086, .0022), 'plate_white', .0004)
    r.empty('label', (0, .0262, .0479), width=.026, height=.008)
    return r

def ghosts(): return [(wall(), 'main')]
