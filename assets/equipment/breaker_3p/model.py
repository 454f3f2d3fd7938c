from kit import *
from parts import *

# D25 three-pole breaker on DIN rail. toggle: identity = ON (up); OFF = +46 deg about local X.
AO = dict(dist=.03, lmin=.010)

def build():
    r = Node('breaker_3p'); m = r.mesh = Mesh()
    xs = mcb(m, 0, 3, nums=(('1', '2'), ('3', '4'), ('5', '6')), rating='D25')
    m.text('400 V~', (xs[1], .0172, .06762), .0026, 'ink'); m.text('10000', (xs[2], .0172, .06762), .0026, 'ink')
    m.box((xs[2], .0172, .0), (.001, .001, .001), 'pl_white', 0)
    m.text('I ON', (xs[1] , .0130, .06762), .0020, 'ink')
    r.add(toggle(3, xs, 'pl_black'))
    for i, x in enumerate(xs):
        r.empty('t_%d' % (2 * i + 1), (x, .0335, .0462)); r.empty('t_%d' % (2 * i + 2), (x, -.0335, .0462))
    m.box((0, .0262, .0464), (.0335, .0102, .0024), 'pl_dark', .0004); m.box((0, .0262, .0467), (.032, .0090, .0024), 'plate_white', .0004)
    r.empty('label', (0, .0262, .0480), width=.030, height=.008)
    return r

def ghosts(): return [(wall(), 'main')]
