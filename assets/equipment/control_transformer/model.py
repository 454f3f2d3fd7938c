from kit import *
from parts import *
from din import *

# Control transformer 400/230 V, 100 VA, for plate mounting. Primary terminals above, secondary below.
AO = dict(dist=.04, lmin=.012)

def build():
    r = Node('control_transformer'); m = r.mesh = Mesh()
    w, d = .084, .074
    st, cl = ei_transformer(m, w, d)
    for s in (1, -1): m.bx((-.0200, min(s * (cl - .006), s * (cl + .0100)), d * .66), (.0200, max(s * (cl - .006), s * (cl + .0100)), d - .0065), 'pl_dark', .0008)
    screw_row(m, r, ['P400', 'P230', 'P0'], (0, cl + .0050, d + .0060), .0125, s=1, texts=['400 V', '230 V', '0'], tw=.0022)
    screw_row(m, r, ['S230', 'S0'], (0, -cl - .0050, d + .0060), .0125, s=-1, texts=['230 V', '0'], tw=.0022)
    # plate on the core's front
    m.box((0, 0, d + .0006), (.058, .034, .0010), 'plate_alu', .0002)
    z = d + .0012
    for k, (t, h, f) in enumerate((('TRANSFORMER  控制变压器', .0030, 'cjk'), ('100 VA   50/60 Hz   IP00', .0028, 'bold'), ('PRI 400 V  0.29 A', .0026, 'sans'), ('SEC 230 V  0.43 A   uk 6 %', .0026, 'sans'), ('IEC 61558-2-2    ta 40 °C / B', .0020, 'sans'))): m.text(t, (0, .0118 - .0058 * k, z), h, 'ink', font=f)
    # earth screw on the foot
    m.hexbolt((-w / 2 - .0068, 0, .0018), .007, 'brass'); m.hexbolt((w / 2 + .0068, 0, .0018), .007, 'zinc'); earth_symbol(m, (-w / 2 - .0068, st * .6 + .009, .0021), .005); r.empty('t_PE', (-w / 2 - .0068, 0, .0075))
    m.box((.0335, 0, d + .0005), (.0120, .0240, .0008), 'plate_white', .0002); r.empty('label', (.0335, 0, d + .0010), width=.0112, height=.012)
    return r

def ghosts(): return [(wall(), 'main')]
