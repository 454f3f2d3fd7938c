from kit import *
from parts import *
from din import *

# Residual-current device, two poles, 40 A 30 mA. toggle: identity = ON (up); OFF = +46 deg about local X. test: 2 mm along -Z.
AO = dict(dist=.03, lmin=.010)
XS = (-.0088, .0088)

def build():
    r = Node('rcd_2p'); m = r.mesh = Mesh()
    modular(m, 0, .0354, poles=XS, nums=(('1', '2'), ('N', 'N')))
    z = .0676; x = XS[0]
    m.quad([(x - .0056, -.0105, z), (x + .0056, -.0105, z), (x + .0056, .0105, z), (x - .0056, .0105, z)], 'pl_dark', nocc=True)
    m.quad([(x - .003, -.0186, z), (x + .003, -.0186, z), (x + .003, -.015, z), (x - .003, -.015, z)], 'pl_red', nocc=True); m.box((x, -.0168, z), (.0065, .0042, .0006), 'clear', 0)
    m.text('I', (x - .0070, .0064, z), .0018, 'ink', font='bold'); m.text('O', (x - .0070, -.0064, z), .0018, 'ink', font='bold')
    r.add(toggle(1, [x], 'pl_blue'))
    m.text('40 A', (x, .0168, z + .00002), .0040, 'ink', font='bold'); m.text('230 V~', (x, .0126, z), .0018, 'ink')
    X = XS[1]
    m.text('30 mA', (X, .0170, z), .0034, 'ink', font='bold'); m.text('IΔn', (X - .0040, .0124, z), .0022, 'ink', font='bold'); boxed(m, 'A', (X + .0050, .0124, z), .0020)
    rcd_symbol(m, (X, .0040, z), .0120, 2)
    test_key(r, m, (X, -.0070), z); m.text('TEST MONTHLY', (X, -.0140, z), .0012, 'ink'); m.text('每月试验', (X, -.0172, z), .0019, 'ink', font='cjk')
    for i, q in enumerate(XS):
        r.empty('t_' + ('1', 'N1')[i], (q, .0335, .0460)); r.empty('t_' + ('2', 'N2')[i], (q, -.0335, .0460))
    m.box((0, .0262, .0464), (.0265, .0098, .0020), 'pl_dark', .0004); m.box((0, .0262, .0467), (.0250, .0086, .0022), 'plate_white', .0004); r.empty('label', (0, .0262, .0479), width=.024, height=.008)
    return r

def ghosts(): return [(wall(), 'main')]
