from kit import *
from parts import *

# Danger tag. Origin: centre of the eyelet. text_name / text_date: where the engine writes (empty at the left end of the line).
CORD = .058                # the cord's loop above the eyelet
AO = dict(dist=.02, lmin=.02, iters=1)

def build():
    c = Canvas(512, 832, '#fbfaf6'); k = '#141414'; R = '#c4161c'
    c.rect(0, 0, 512, 832, '#c4161c'); c.rect(16, 16, 496, 816, '#fbfaf6')
    for i in range(-2, 20): c.poly([(16 + 52 * i, 16), (42 + 52 * i, 16), (2 + 52 * i, 96), (-24 + 52 * i, 96)], R)
    c.rect(0, 0, 16, 832, R); c.rect(496, 0, 512, 832, R); c.rect(0, 0, 512, 16, R)
    c.disc(256, 62, 40, '#fbfaf6'); c.ring(256, 62, 30, 7, '#8d9093')
    c.rect(40, 118, 472, 258, k); c.poly([(x, y) for x, y in ((256 + 196 * math.cos(a * math.pi / 24), 188 + 60 * math.sin(a * math.pi / 24)) for a in range(48))], R)
    c.text('DANGER', 256, 178, 40, '#ffffff', 'c', 'bold'); c.text('危 险', 256, 232, 38, '#ffffff', 'c', 'cjk')
    c.text('DO NOT OPERATE', 256, 318, 34, k, 'c', 'bold'); c.text('禁止操作', 256, 382, 46, R, 'c', 'cjk')
    for i, (a, b) in enumerate((('NAME', '姓名'), ('DATE', '日期'), ('DEPT.', '部门'))):
        y = 470 + 82 * i; c.text(a, 44, y, 19, k, 'l', 'bold'); c.text(b, 44, y + 30, 19, k, 'l', 'cjk'); c.line([(140, y + 24), (470, y + 24)], 2.5, k)
    c.rect(40, 716, 472, 796, R); c.text('LOCKED OUT - MEN AT WORK', 256, 750, 17, '#ffffff', 'c', 'bold'); c.text('设备检修 严禁合闸', 256, 784, 22, '#ffffff', 'c', 'cjk')
    t = material('tag_front', '#ffffff', 0, .5, tex=c)
    r = Node('lockout_tag'); m = r.mesh = Mesh()
    W, Hh = .080, .130; y0 = -Hh + .0097
    m.extrude(rrect(W, Hh, .006, 4, 0, y0 + Hh / 2), -.0005, .0004, 'plate_white', holes=[circle(.0032, 16)])
    def uvq(z, mat, back=False):
        p = rrect(W, Hh, .006, 4, 0, y0 + Hh / 2); holes = [circle(.0047, 20)]
        pts = [V((x, y, 0)) for x, y in p + holes[0]]
        b = m.add([(q.x, q.y, z) for q in pts]); uv = [((q.x + W / 2) / W, 1 - (q.y - y0) / Hh) for q in pts]
        for tri in tessellate_polygon([pts[:len(p)], pts[len(p):]]):
            a = (pts[tri[1]] - pts[tri[0]]).cross(pts[tri[2]] - pts[tri[0]]).z; tri = list(tri)
            if (a > 0) == back: tri.reverse()
            m.face([b + i for i in tri], mat, [uv[i] if not back else (1 - uv[i][0], uv[i][1]) for i in tri], True)
    uvq(.00045, t); uvq(-.00055, t, True)
    m.ring((0, 0, 0), .0050, .0030, .0016, 'brass', n=20, b=.0003)
    m.tube(spline([(0, .0005, .0), (.003, .012, .002), (.0035, .040, .001), (0, CORD, 0), (-.0035, .040, -.001), (-.003, .012, -.002), (0, .0005, 0)], 4), .0009, 'pl_white', n=6)
    k = W / 512
    for i, n in enumerate(('text_name', 'text_date', 'text_dept')): r.empty(n, (-W / 2 + 148 * k, y0 + Hh - (470 + 82 * i + 10) * k, .0008), width=.050, height=.007)
    r.empty('hang', (0, CORD, 0)); r.empty('grip_1', (0, -.06, 0))
    return r
