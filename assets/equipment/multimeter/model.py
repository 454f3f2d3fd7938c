from kit import *
from parts import *

# Digital multimeter, front +Z, +Y up; three root nodes: multimeter, probe_red, probe_black. selector: -30 deg about Z per position from OFF.
AO = dict(dist=.03, lmin=.008)
POS = ('OFF', 'V~', 'V=', 'Ω', '•)))', 'mA', 'A')

def probe(name, mat, x):
    b = Node(name, (x, -.01, -.013), (90, 0, 0), ao=name); n = b.mesh = Mesh()
    n.lathe([(.0042, -.075), (.0052, -.070), (.0058, -.030), (.0052, .0), (.0056, .030), (.0062, .044)], mat, 14, (0, 0, 0), '-z')
    for k in range(6): n.lathe([(.0052, -.002), (.0064, 0), (.0052, .002)], mat, 12, (0, 0, .010 - .009 * k), '-z', cap=(False, False))
    n.lathe([(.0062, .044), (.0108, .046), (.0112, .049), (.0060, .051), (.0048, .060), (.0040, .072), (.0032, .086)], mat, 16, (0, 0, 0), '-z')
    n.lathe([(.0028, .086), (.0026, .100)], 'pl_black', 14, (0, 0, 0), '-z'); n.lathe([(.00105, .100), (.00105, .1030), (0, .1040)], 'chrome', 10, (0, 0, 0), '-z', cap=(False, False))
    n.lathe([(.0046, .0), (.0040, .012), (.0024, .020)], 'rubber', 12, (0, 0, .074), 'z'); n.tube([(0, 0, .09), (0, 0, .102)], .0019, mat, n=8)
    b.empty('tip_' + name.split('_')[1], (0, 0, -.104), (0, 180, 0)); b.empty('lead', (0, 0, .102)); b.empty('grip_1', (0, 0, 0))
    return b

def build():
    material('mm_yellow', '#F2B61A', 0, .55)
    r = Node('multimeter', ao='mm'); m = r.mesh = Mesh()
    ring = lambda w, h, c, z: [(x, y, z) for x, y in rrect(w, h, c, 5)]
    m.loft([ring(.080, .170, .014, -.022), ring(.092, .182, .018, -.017), ring(.094, .184, .018, .008), ring(.091, .181, .017, .0165), ring(.084, .174, .014, .0190)], 'mm_yellow')
    m.extrude(rrect(.078, .166, .010, 5), .0180, .0205, 'pl_dark', b=.0012, b0=0)
    for s in (-1, 1):
        for k in range(8): m.box((s * .0468, -.050 + .012 * k, -.004), (.0024, .006, .026), 'mm_yellow', .001)
    m.extrude(rrect(.068, .050, .004, 4, 0, .048), .0200, .0218, 'pl_black', b=.0006, b0=0); m.plate((0, .048, .0219), .060, .040, 'lcd', uv=False); r.empty('display', (0, .048, .0221), width=.060, height=.040)
    for k in range(4):
        x = -.027 + .018 * k; m.extrude(rrect(.0125, .0066, .002, 3, x, .0155), .0202, .0222, 'pl_lgrey' if k else 'mm_yellow', b=.0006, b0=0); m.text(('SEL', 'HOLD', 'RNG', 'REL')[k], (x, .0155, .0224), .0024, 'ink')
    cy = -.022
    m.ring((0, cy, .0208), .0200, .0182, .0014, 'pl_black', n=36, b=.0004)
    for i, t in enumerate(POS):
        a = math.radians(90 + 90 - 30 * i); R = .0262
        m.text(t, (R * 1.06 * math.cos(a), cy + R * math.sin(a), .0207), .0046 if t != '•)))' else .0036, {0: 'ink_white', 1: 'ink_red2', 2: 'ink_white'}.get(i, 'ink_white') if t != 'A' else 'ink_white', font='bold')
        with m.at((0, cy, .0207), (0, 0, math.degrees(a))): m.quad([(.0205, -.0003, 0), (.0222, -.0003, 0), (.0222, .0003, 0), (.0205, .0003, 0)], 'ink_white', nocc=True)
    s = Mesh(); s.lathe([(.0178, 0), (.0178, .004), (.0165, .0052), (0, .0052)], 'pl_black', 36, cap=(False, False))
    s.loft([[(x, y, z) for x, y in rrect(w, h, c, 3)] for w, h, c, z in ((.0105, .0345, .004, .005), (.0085, .0325, .004, .0118), (.0062, .030, .003, .0130))], 'pl_black')
    s.quad([(-.0008, .006, .01305), (.0008, .006, .01305), (.0008, .0145, .01305), (-.0008, .0145, .01305)], 'ink_white', nocc=True)
    r.add(Node('selector', (0, cy, .0205), (0, 0, 90), mesh=s))
    for i, (n, x, c) in enumerate((('A', -.0235, 'pl_red'), ('COM', 0, 'pl_black'), ('V', .0235, 'pl_red'))):
        m.ring((x, -.068, .0214), .0074, .0052, .0026, c, n=24, b=.0006); m.ring((x, -.068, .0208), .0052, .0026, .0014, 'pl_black', n=20, b=.0002); m.cyl((x, -.068, .0206), .0027, .0006, 'hole', n=12, b=0)
        m.text({'A': 'A', 'COM': 'COM', 'V': 'V Ω'}[n], (x, -.0565, .0207), .0034, 'ink_white', font='bold'); r.empty('jack_' + n, (x, -.068, .0220))
    m.text('CAT III 600 V   10 A MAX FUSED', (0, -.0790, .0207), .0022, 'ink_white')
    # rear stand
    m.extrude(rrect(.060, .110, .008, 4, 0, -.01), -.0245, -.0215, 'pl_dark', b=.0008)
    r.empty('grip_1', (0, -.03, -.004))
    return [r, probe('probe_red', 'pl_red', .075), probe('probe_black', 'pl_black', .100)]
material('ink_red2', '#FF6A5A', 0, .5)
