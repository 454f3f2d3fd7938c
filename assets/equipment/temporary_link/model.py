from kit import *
from parts import *

# Temporary link: two insulated crocodile clips, clip_a and clip_b (root nodes, jaws towards -Z), joined by a lead which the engine draws from lead_a to lead_b; beside them a tag.
AO = dict(dist=.02, lmin=.010)

def clip(suffix, x):
    b = Node('clip_' + suffix, (x, 0, 0), ao=suffix); n = b.mesh = Mesh()
    for s in (-1, 1):
        # metal jaw with teeth
        rg = lambda z, y0, y1, w: [(-w, s * y0, z), (w, s * y0, z), (w, s * y1, z), (-w, s * y1, z)]
        n.loft([rg(.010, .0026, .0036, .0036), rg(-.014, .0040, .0050, .0038), rg(-.030, .0030, .0040, .0032), rg(-.041, .0004, .0016, .0024)], 'nickel')
        for k in range(6): n.bx((-.0022 + .00008 * k, min(s * .0002, s * .0026), -.0402 + .0026 * k), (.0022 - .00008 * k, max(s * .0002, s * .0026), -.0392 + .0026 * k), 'nickel', .0001)
        # insulating boot: finger plates and shoulders
        rr = lambda z, w, d, c, o: [(x_, y_ + s * o, z) for x_, y_ in rrect(w, d, c, 3)]
        n.loft([rr(.034, .0080, .0022, .0009, .0088), rr(.030, .0098, .0034, .0014, .0086), rr(.012, .0108, .0042, .0018, .0060), rr(-.006, .0112, .0046, .0018, .0056), rr(-.020, .0100, .0038, .0015, .0058), rr(-.024, .0086, .0026, .0011, .0052)], 'w_yellow')
        for k in range(5): n.box((0, s * .0104 - s * .0004 * k, .0285 - .0034 * k), (.0076, .0014, .0014), 'w_yellow', .0005)
    n.cyl((0, 0, .0), .0026, .0118, 'nickel', 'x', n=12, b=.0003)
    n.lathe([(.0032, .0), (.0040, .004), (.0040, .014), (.0032, .020), (.0030, .026), (.0024, .036)], 'rubber', 14, (0, 0, .006), 'z')
    n.tube([(0, 0, .038), (0, 0, .050)], .0020, 'w_yellow', n=8)
    b.empty('tip_' + suffix, (0, 0, -.041), (0, 180, 0)); b.empty('lead_' + suffix, (0, 0, .050)); b.empty('grip_' + suffix, (0, 0, .018))
    return b

def build():
    a = clip('a', 0)
    # tag on the lead: a link must not be forgotten
    m = a.mesh
    with m.at((0, 0, .047), (-90, 0, 0)):
        m.extrude(rrect(.030, .016, .002, 3, .0165, 0), -.0004, .0004, 'pl_red', b=.0002); m.text('TEST LINK', (.0170, .0030, .00045), .0030, 'ink_white', font='bold'); m.text('临时短接线', (.0170, -.0030, .00045), .0034, 'ink_white', font='cjk')
    return [a, clip('b', .060)]
