from kit import *
from parts import *
from soft import *
from plates import *

# Pair of insulating gloves for high voltage, long cuffs, lying on a surface (y = 0), fingers towards -Z. Each has its test label on the cuff.
AO = dict(dist=.05, lmin=.5, rays=24, iters=0, floor=.4)

def build():
    material('hg_out', '#8E2417', 0, .5); material('hg_rim', '#D9A520', 0, .55)
    begin('hg_atlas', 384, 192)
    r = Node('hv_gloves'); m = r.mesh = Mesh(angle=80)
    POSES['flat'] = dict(index=(5, 7, 6, 5), middle=(5, 7, 6, 1), ring=(6, 8, 6, -3), little=(8, 8, 7, -8), thumb=((.020, .030, .048), (.002, .052, .020), (-.002, .071, -.008), (-.003, .082, -.030)))
    f, P = hand_sdf('flat', .0022)
    cuff = lambda Q: np.maximum(capsule((.033, -.004, .08), (.033, -.004, .46), .037, .070)(np.column_stack([(Q[:, 0] - .033) * 1.9 + .033, Q[:, 1], Q[:, 2]])) * .55, Q[:, 2] - .33)
    fold = lambda Q: .0016 * np.sin(Q[:, 2] * 70 + np.sin(Q[:, 1] * 40) * 1.5) * np.exp(-((Q[:, 2] - .12) / .05) ** 2)
    g0 = union(f, cuff, k=.03); g = lambda Q: g0(Q) + fold(Q)
    for s, (px, pz, ry) in ((1, (-.095, .0, -5)), (-1, (.095, .020, 8))):
        with m.at((px, 0, pz - .06), (0, ry, 0)):
            with m.at((0, .0255, 0), (0, 0, 90 if s > 0 else -90), (1, 1, 1) if s > 0 else (-1, 1, 1)):
                sdf_mesh(m, g, (-.06, -.085, -.16), (.085, .11, .335), .0034, 'hg_out', 2600)
                # rolled rim
                m.tube([(.033 + .0312 * math.cos(2 * math.pi * i / 26), -.004 + .0592 * math.sin(2 * math.pi * i / 26), .330) for i in range(26)], .0045, 'hg_rim', n=7, closed=True)
    # labels: flat on the backs of the cuffs
    for s, (px, pz, ry) in ((1, (-.095, .0, -5)), (-1, (.095, .020, 8))):
        with m.at((px, 0, pz - .06), (0, ry, 0)):
            with m.at((s * .004, LAB_Y, .235), (-92.6, 0, 0)):
                m.extrude(rrect(.058, .050, .003, 3), -.0065, .0006, 'plate_white', b=.0003)
                face(m, 0, 0, .0008, .055, .047, [('绝缘手套 12 kV', 5.6, 0, 16.5), ('试验合格  PASSED', 4.4, 0, 7, GREEN), ('2026-06-10', 5.6, 0, -4), ('有效期至 2026-12', 4.4, 0, -15, RED)], WHITE, INK, 4)
    r.empty('grip_1', (0, .03, .1)); r.empty('label', (-.112, LAB_Y + .001, .175), (-90, 0, 0), width=.055, height=.047)
    finish()
    return r
LAB_Y = .0850

def ghosts(): return [(floor(0, .6), 'main')]
