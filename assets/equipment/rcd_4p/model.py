from kit import *
from parts import *
from din import *

# Residual-current device, four poles, 63 A 30 mA. toggle: identity = ON (up); OFF = +46 deg about local X. test: 2 mm along -Z.
AO = dict(dist=.03, lmin=.010)
XS = (-.0266, -.0089, .0089, .0266)

def build():
    r = Node('rcd_4p'); m = r.mesh = Mesh()
    modular(m, 0, .0712, poles=XS, nums=(('1', '2'), ('3', '4'), ('5', '6'), ('N', 'N')))
    z = .0676; x = -.0150
    m.quad([(x - .0056, -.0105, z), (x + .0056, -.0105, z), (x + .0056, .0105, z), (x - .0056, .0105, z)], 'pl_dark', nocc=True)
    m.quad([(x - .0045, -.0190, z), (x + .0045, -.0190, z), (x + .0045, -.0145, z), (x - .0045, -.0145, z)], 'pl_red', nocc=True); m.box((x, -.01675, z), (.0098, .0052, .0006), 'clear', 0)
    for k, t in ((.0064, 'I ON'), (-.0064, 'O OFF')): m.text(t, (x + .0118, k, z), .0020, 'ink', font='bold')
    t = toggle(1, [x], 'pl_blue'); r.add(t)
    m.text('63 A', (-.0255, .0160, z), .0044, 'ink', font='bold'); m.text('400 V~', (-.0280, .0108, z), .0022, 'ink'); boxed(m, '10000', (-.0265, .0066, z), .0018); boxed(m, 'A', (-.0265, .0016, z), .0022)
    m.text('IΔn = 0.03 A', (.0160, .0168, z), .0034, 'ink', font='bold'); m.text('ΔI', (.0290, .0090, z), .0030, 'ink', font='bold')
    rcd_symbol(m, (.0120, .0030, z), .0190, 4)
    test_key(r, m, (.0270, .0000), z, w=.0095, h=.0080); m.text('TEST MONTHLY', (.0225, -.0125, z), .0015, 'ink'); m.text('每月按一次试验按钮', (.0200, -.0165, z), .0020, 'ink', font='cjk')
    for i, q in enumerate(XS):
        r.empty('t_' + ('1', '3', '5', 'N1')[i], (q, .0335, .0460)); r.empty('t_' + ('2', '4', '6', 'N2')[i], (q, -.0335, .0460))
    m.box((0, .0262, .0464), (.0345, .0098, .0020), 'pl_dark', .0004); m.box((0, .0262, .0467), (.033, .0086, .0022), 'plate_white', .0004); r.empty('label', (0, .0262, .0479), width=.032, height=.008)
    return r

def ghosts(): return [(wall(), 'main')]
