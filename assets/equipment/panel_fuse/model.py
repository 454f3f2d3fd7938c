from signalling import *

# Panel fuse with a drawn-out carrier and a flag. Origin: back, middle; +Z front.
# carrier: slider along +Z, 40 mm out. pin (child of carrier): flag, 3 mm along +Z when blown. link: the glass fuse in it; seat: where a new one comes to.
AO = dict(dist=.025, lmin=.01)

def build():
    signal_materials(); begin('pf_atlas', 512, 128)
    r = Node('panel_fuse'); m = r.mesh = Mesh()
    m.bx((-.025, -.070, 0), (.025, .070, .006), 'rs_bakelite', .001); m.bx((-.021, -.038, .006), (.021, .038, .022), 'rs_bakelite', .0012)
    for s in (1, -1):
        m.bx((-.010, s * .055 - .0105, .006), (.010, s * .055 + .0105, .0085), 'brass', .0005); screw_terminal(m, (0, s * .055, .0085), 'z', .0050); r.empty('t_%d' % (1 if s > 0 else 2), (0, s * .055, .0172))
        m.bx((-.006, s * .040 - .006, .006), (.006, s * .040 + .004, .0082), 'brass', .0004)
        for q in (-1, 1): m.bx((q * .0045 - .0008, s * .0225 - .006, .022), (q * .0045 + .0008, s * .0225 + .006, .036), 'rs_silver', .0003)     # fixed clips
    c = r.add(Node('carrier', (0, 0, .030), mesh=Mesh())); cm = c.mesh
    cm.bx((-.0245, -.0440, .012), (.0245, .0430, .018), 'pl_cream', .0015); cm.bx((-.0115, -.0315, .018), (.0115, -.0095, .036), 'pl_cream', .003)
    for s in (-1, 1):
        cm.bx((-.0125, s * .0330 - .0022, -.006), (.0125, s * .0330 + .0022, .013), 'pl_cream', .0010); cm.bx((-.0028, s * .0225 - .0055, -.006), (.0028, s * .0225 + .0055, .001), 'rs_silver', .0004); cm.bx((-.0052, s * .0185 - .0035, .0000), (.0052, s * .0185 + .0035, .0012), 'rs_silver', .0003)
        for k in range(4): cm.bx((-.0120, -.0205 + s * (.0035 + .0018 * k) - .0005, .0225), (.0120, -.0205 + s * (.0035 + .0018 * k) + .0005, .0345), 'pl_cream', 0)
        # the link lies open on the front, in two clips: eye and hand get at it
        cm.bx((s * .0178 - .0026, .0245, .018), (s * .0178 + .0026, .0375, .0330), 'rs_silver', .0003)
        for q in (-1, 1): cm.bx((s * .0178 - .0026, .031 + q * .0060 - .0005, .0325), (s * .0178 + .0026, .031 + q * .0060 + .0005, .0372), 'rs_silver', .0002)
    face(cm, 0, -.0378, .0183, .040, .010, [('熔断器 0.5 A', 5, 0, 0)], '#ddd8c6', INK, 8)
    cm.ring((0, .0060, .0182), .0052, .0034, .0014, 'nickel', n=20)
    l = Mesh(); load('signal_fuse_link').glass_fuse(l)
    c.add(Node('link', (0, .031, .0395), mesh=l)); c.empty('seat', (0, .031, .0395))
    p = c.add(Node('pin', (0, .0060, .0172), mesh=Mesh())); p.mesh.cyl((0, 0, 0), .0030, .0040, 'pl_red', n=16)
    c.empty('window', (0, .0060, .0195)); c.empty('grip_1', (0, -.0205, .037))
    m.bx((.0112, .050, .0060), (.0242, .060, .0068), 'plate_white', .0003); r.empty('label', (.0177, .055, .0070), width=.012, height=.009)
    finish()
    return r

def ghosts(): return [(wall(), 'main')]
