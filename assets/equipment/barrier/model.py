from kit import *
from parts import *

# Folding barrier, unfolded 1.2 m wide, floor origin, front +Z.
AO = dict(dist=.15, lmin=.08)

def build():
    r = Node('barrier'); m = r.mesh = Mesh()
    for s in (-1, 1):
        x0 = s * .30
        for k in (-1, 1):
            for sx in (-1, 1):
                x = x0 + sx * .275
                m.tube([(x, .012, k * .20), (x, .98, k * .022)], .0125, 'pl_lgrey', n=10); m.cyl((x, .012, k * .20), .018, .024, 'rubber', 'y', n=12)
            m.tube([(x0 - .275, .20, k * .164), (x0 + .275, .20, k * .164)], .0105, 'pl_lgrey', n=8)
        m.tube([(x0 - .285, .985, 0), (x0 + .285, .985, 0)], .018, 'pl_lgrey', n=12)
        for y, h in ((.80, .16), (.50, .13)):
            z = .022 + (1 - y) * .178 / .97 + .012
            n = 6; w = .57 / n
            for i in range(n):
                a = [(x0 - .285 + w * i, y - h / 2), (x0 - .285 + w * (i + 1), y - h / 2), (x0 - .285 + w * (i + 1), y + h / 2), (x0 - .285 + w * i, y + h / 2)]
            m.bx((x0 - .285, y - h / 2, z - .006), (x0 + .285, y + h / 2, z + .004), 'plate_white', .002)
            for f, zz in ((1, z + .0043), (-1, z - .0063)):
                for i in range(4):
                    xa = x0 - .285 + .145 * i
                    p = [(xa + .0, y - h / 2 + .002), (xa + .07, y - h / 2 + .002), (xa + .07 + .06, y + h / 2 - .002), (xa + .06, y + h / 2 - .002)]
                    p = [(min(q[0], x0 + .284), q[1]) for q in p]
                    q = [(x, yy, zz) for x, yy in p]
                    m.quad(q if f > 0 else q[::-1], 'pl_red', nocc=True)
    for y in (.25, .90): m.cyl((0, y, .0), .010, .07, 'zinc', 'y', n=10); m.box((0, y, 0), (.06, .05, .004), 'zinc', .001)
    m.bx((-.16, .735, .075), (.16, .865, .079), 'plate_yellow', .001)
    warning_triangle(m, (-.105, .79, .0792), .085); m.text('KEEP OUT', (.035, .822, .0794), .026, 'ink', font='bold'); m.text('禁止入内', (.035, .775, .0794), .032, 'ink', font='cjk')
    r.empty('grip_1', (-.30, .985, 0)); r.empty('grip_2', (.30, .985, 0))
    return r

def ghosts(): return [(floor(), 'main')]
