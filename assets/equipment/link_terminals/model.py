from signalling import *

# Eight terminals with knife links. Origin: back, middle; +Z front. link_i: about +X at its lower end, 0 closed, +75 deg tipped out to the front.
AO = dict(dist=.03, lmin=.012)

def build():
    signal_materials(); begin('kt_atlas', 512, 128)
    r = Node('link_terminals'); m = r.mesh = Mesh()
    m.bx((-.26, -.065, 0), (.26, .065, .004), 'galv', .0008); m.bx((-.248, -.058, .004), (.248, .058, .022), 'rs_bakelite', .0015)
    for x in (-.254, .254):
        for y in (-.045, .045): m.screw((x * 1.0, y, .004), .0036, 'zinc', '-')
    for i in range(8):
        x = -.21 + .06 * i
        for s, n in ((1, 'a'), (-1, 'b')):
            m.bx((x - .011, s * .042 - .0125, .022), (x + .011, s * .042 + .0125, .0245), 'brass', .0006); screw_terminal(m, (x, s * .042, .0245), 'z', .0060)
            r.empty('t_%d_%s' % (i + 1, n), (x, s * .042, .0345))
        lead(m, (x, .042, .0245), (x * .97, .115, .0165), ('w_red', 'w_blue', 'w_black', 'w_yellow')[i % 4])
        for q in (-1, 1):
            m.bx((x + q * .0048 - .0010, -.029, .022), (x + q * .0048 + .0010, -.012, .0410), 'brass', .0004)      # hinge fork
            m.bx((x + q * .0036 - .0008, .013, .022), (x + q * .0036 + .0008, .027, .0390), 'rs_silver', .0003)   # contact jaw
        m.bx((x - .0055, -.030, .022), (x + .0055, -.010, .0235), 'brass', .0003); m.bx((x - .0055, .011, .022), (x + .0055, .030, .0235), 'brass', .0003)
        m.cyl((x, -.02, .035), .0026, .0150, 'zinc', 'x', n=10)
        m.bx((x - .0085, -.0655, .0222), (x + .0085, -.0565, .0232), 'plate_white', .0003); face(m, x, -.061, .0234, .016, .0085, [(str(i + 1), 6, 0, 0)], WHITE, INK, 6)
        if i < 7: m.bx((x + .0290, -.058, .022), (x + .0310, .058, .032), 'rs_bakelite', .0006)
        l = r.add(Node('link_%d' % (i + 1), (x, -.02, .035), mesh=Mesh())); lm = l.mesh
        lm.bx((-.0026, -.006, -.0050), (.0026, .044, .0035), 'copper', .0006)
        lm.body([(.034, .013, .016, .003, 0, -.002), (.038, .015, .022, .004, 0, -.006), (.056, .016, .024, .005, 0, -.008), (.060, .013, .020, .005, 0, -.008)], 'pl_orange', n=3, axis='y')
        l.empty('grip_%d' % (i + 1), (0, .050, .012))
    m.bx((-.2475, -.006, .0222), (-.2255, .006, .0232), 'plate_white', .0004); r.empty('label', (-.2365, 0, .0234), width=.02, height=.010)
    finish()
    return r

def ghosts(): return [(wall(), 'main')]
