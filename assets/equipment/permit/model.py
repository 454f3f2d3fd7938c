from kit import *
from parts import *

# Clipboard with the work permit. Front +Z, +Y up. field_1..6: left end of each form line.
AO = dict(dist=.03, lmin=.02)

def build():
    c = Canvas(640, 904, '#fbfbf7', ss=2); k = '#15171a'
    c.rect(24, 24, 616, 110, '#1d4f91'); c.text('ELECTRICAL PERMIT TO WORK', 320, 62, 24, '#ffffff', 'c', 'bold'); c.text('电气工作票', 320, 100, 26, '#ffffff', 'c', 'cjk')
    c.frame(24, 24, 616, 880, 2, k)
    y = 122
    names = [('1 Equipment', '设备'), ('2 Work to be done', '工作内容'), ('3 Isolation point', '隔离点'), ('4 Issued by', '签发人'), ('5 Person in charge', '工作负责人'), ('6 Date / time', '日期时间')]
    F = []
    for a, b in names:
        c.line([(24, y + 62), (616, y + 62)], 1.2, '#5a5d60'); c.text(a, 36, y + 26, 14, k, 'l', 'bold'); c.text(b, 36, y + 52, 15, k, 'l', 'cjk'); c.rect(230, y + 8, 606, y + 54, '#eef3f8'); F.append((238, y + 31)); y += 62
    y += 16; c.text('Safety measures  安全措施', 36, y + 18, 15, k, 'l', 'cjk'); y += 30
    for a in ('Stopped and isolated  停机并隔离', 'Locked and tagged  上锁挂牌', 'Tester proved before and after  验电器检验', 'Proved dead, all conductors  验明无电', 'Barrier and sign placed  设遮栏挂标示牌'):
        c.frame(40, y, 64, y + 24, 2, k); c.text(a, 78, y + 19, 14, k, 'l', 'cjk'); y += 36
    y += 8; c.rect(24, y, 616, y + 34, '#c4161c'); c.text('TREAT AS LIVE UNTIL PROVED DEAD', 320, y + 25, 16, '#ffffff', 'c', 'bold'); y += 44
    for i, t in enumerate(('Issuer', 'Holder')): c.text(t, 40 + 300 * i, y + 26, 13, k); c.line([(110 + 300 * i, y + 30), (300 + 300 * i, y + 30)], 1.5, k)
    c.text('Cleared / returned', 40, y + 78, 13, k); c.line([(200, y + 82), (600, y + 82)], 1.5, k)
    t = material('permit_paper', '#ffffff', 0, .7, tex=c)
    material('board', '#7A5A3C', 0, .6)
    r = Node('permit'); m = r.mesh = Mesh()
    m.extrude(rrect(.230, .320, .010, 5), -.0030, 0, 'board', b=.0008)
    for i in range(3):
        with m.at((.0008 * i, -.0006 * i, .0003 * (3 - i)), (0, 0, -.5 * i)): m.plate((0, -.008, 0), .210, .2966, t if i == 0 else 'plate_white', uv=i == 0)
    m.bx((-.055, .140, 0), (.055, .157, .004), 'chrome', .001); m.tube([(-.050, .147, .006), (.050, .147, .006)], .0055, 'chrome', n=12)
    m.bx((-.050, .1305, .0015), (.050, .146, .0030), 'chrome', .0006)
    m.ring((0, .155, .003), .009, .0055, .003, 'chrome', n=20)
    # pen
    m.cyl((.098, .03, .006), .0042, .125, 'pl_blue', 'y', n=12); m.lathe([(.0042, 0), (.003, .008), (.0008, .014)], 'nickel', 12, (.098, -.0325, .006), '-y'); m.box((.098, .075, .0108), (.003, .035, .0015), 'nickel', .0004)
    s = .210 / 640
    for i, (px, py) in enumerate(F): r.empty('field_%d' % (i + 1), (-.105 + px * s, -.008 + .1483 - py * s, .0012), width=.118, height=.013)
    r.empty('grip_1', (-.11, 0, 0))
    return r
