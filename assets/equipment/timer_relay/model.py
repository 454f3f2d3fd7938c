from kit import *
from parts import *
from din import *

# On-delay timer relay 22.5 mm for the DIN rail. dial: turns about Z, 0 s when at rest, -27 deg a second. led_u supply, led_r output.
AO = dict(dist=.03, lmin=.010)

def build():
    r = Node('timer_relay'); m = r.mesh = Mesh()
    timer_body(m, r, 0, 0, 0)
    m.box((0, .0253, .0598), (.0190, .0050, .0016), 'plate_white', .0003)
    r.empty('label', (0, .0253, .0607), width=.018, height=.0046)
    return r

def ghosts(): return [(wall(), 'main')]
