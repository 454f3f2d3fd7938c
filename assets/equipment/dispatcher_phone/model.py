from kit import *
from parts import *
from plates import *

# Wall telephone to the dispatcher. Origin: middle of the back, on the wall; front +Z. Node handset: lifts off (its origin is its middle).
AO = dict(dist=.05, lmin=.03)

def build():
    material('dp_body', '#C8372B', 0, .35); material('dp_dark', '#1F2123', 0, .4); material('dp_lamp', '#3A1210', 0, .3)
    begin('dp_atlas', 384, 256)
    r = Node('dispatcher_phone'); m = r.mesh = Mesh(angle=60)
    ring = lambda w, h, c, z: [(x, y, z) for x, y in rrect(w, h, c, 5)]
    m.loft([ring(.196, .226, .016, 0), ring(.200, .230, .018, .004), ring(.200, .230, .018, .040), ring(.192, .222, .016, .052), ring(.178, .208, .012, .057)], 'dp_body')
    # key field on the right, card above
    m.extrude(rrect(.088, .112, .006, 4, .044, -.032), .0565, .0585, 'dp_dark', b=.0006, b0=0)
    for j in range(4):
        for i in range(3):
            x, y = .0185 + .0255 * i, .0085 - .0265 * j
            m.extrude(rrect(.0195, .0185, .004, 3, x, y), .058, .0635, 'pl_lgrey', b=.0012, b0=0); face(m, x, y, .0637, .014, .013, [('123456789*0#'[j * 3 + i], 7.5, 0, 0)], '#b9bec0', INK, 4)
    m.box((.044, .064, .0578), (.088, .052, .0012), 'plate_white', .0003); face(m, .044, .064, .0586, .084, .048, [('调度电话', 10, 0, 12), ('DISPATCHER', 6, 0, -1), ('8001', 9.5, 0, -15, RED)], WHITE, INK, 3.2)
    c = Mesh(); c.lathe([(.0050, 0), (.0050, .0016), (.0036, .0036), (0, .0042)], 'dp_lamp', 16, cap=(False, False)); r.add(Node('lamp', (.080, .101, .0570), mesh=c))
    # cradle and handset on the left
    x = -.054
    for y, s in ((.062, 1), (-.062, -1)):
        m.extrude(rrect(.058, .056, .014, 5, x, y), .0560, .0660, 'dp_body', b=.003, b0=0)
        m.lathe([(.0215, .0655), (.0205, .0630), (0, .0625)][::-1], 'dp_dark', 24, (x, y, .003), cap=(False, False))
    m.bx((x - .012, .030, .060), (x + .012, .040, .074), 'dp_dark', .003)
    h = Mesh(angle=60)
    # handset: grip bar with an ear and a mouth piece facing the wall
    secs = [(-.090, .030, .014, .006, 0, .012), (-.084, .044, .024, .010, 0, .014), (-.060, .046, .030, .012, 0, .018), (-.042, .036, .028, .012, 0, .026), (-.020, .030, .024, .011, 0, .030), (.020, .030, .024, .011, 0, .030), (.042, .036, .028, .012, 0, .026), (.060, .046, .030, .012, 0, .018), (.084, .044, .024, .010, 0, .014), (.090, .030, .014, .006, 0, .012)]
    h.loft([[(px, t, oz + pz) for px, pz in rrect(w, d, c_, 4)][::-1] for t, w, d, c_, _, oz in secs], 'dp_dark')
    for y in (.064, -.064):
        h.lathe([(.0225, .000), (.0225, .010), (.0190, .014)], 'dp_dark', 24, (0, y, -.002), 'z', cap=(True, False))
    h.lathe([(.0060, 0), (.0060, .020), (.0045, .026)], 'rubber', 12, (0, -.088, .012), '-y')
    n = r.add(Node('handset', (x, 0, .0680), mesh=h)); n.empty('grip_1', (0, 0, .030)); n.empty('ear', (0, .064, .0))
    # coiled cord from the handset to the body
    P = []
    A, B = V((x, -.116, .080)), V((-.020, -.117, .020))
    N = 150
    for i in range(N + 1):
        u = i / N; c0 = A.lerp(B, u) + V((.0, -.14 * math.sin(math.pi * u), .010 * math.sin(math.pi * u))); a = 2 * math.pi * u * 22
        P.append(c0 + V((.0060 * math.cos(a), .0020 * math.sin(a), .0060 * math.sin(a))))
    m.tube(P, .0018, 'rubber', n=5)
    m.lathe([(.0060, 0), (.0060, .010), (.0040, .016)], 'rubber', 12, (-.020, -.113, .020), '-y')
    for k in range(6): m.quad([(.020 + .0085 * k - .0022, -.1045, .0572), (.020 + .0085 * k + .0022, -.1045, .0572), (.020 + .0085 * k + .0022, -.0945, .0572), (.020 + .0085 * k - .0022, -.0945, .0572)], 'hole', nocc=True)
    r.empty('head', (x, 0, .10)); r.empty('voice', (x, .064, .07)); r.empty('label', (.044, .064, .0588), width=.084, height=.048)
    finish()
    return r

def ghosts(): return [(wall(0, .3), 'main')]
