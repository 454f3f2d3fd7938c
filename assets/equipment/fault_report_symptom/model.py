from kit import *
from parts import *

# Clipboard with a sheet of the fault report, here sheet 1: what is seen; fault_report_cause has sheet 2. Front +Z, +Y up. Size and grip
# as of the permit's board, all else unlike it: dark board, yellow paper, orange head. field_1, field_2 ...: left end of the lines to fill.
AO = dict(dist=.03, lmin=.02)
INK, LINE, BAND, HEAD = '#1b1a17', '#6f6748', '#efe0a6', '#c8561a'

class Sheet:
    def __init__(s, number):
        s.c = Canvas(640, 904, '#fdf6d8', ss=2); s.y = 168; s.fields = []
        s.c.rect(0, 0, 640, 150, HEAD)                       # the clip covers the topmost 45
        s.c.text('FAULT REPORT', 28, 92, 33, '#ffffff', 'l', 'bold'); s.c.text('故障处理单', 28, 136, 28, '#ffffff', 'l', 'cjk')
        s.c.rect(512, 62, 612, 136, '#fdf6d8'); s.c.text('%d / 2' % number, 562, 113, 29, HEAD, 'c', 'bold')
    def both(s, en, zh, x, y, size, align='l'):
        w = s.c.text(en, x, y, size, INK, align, 'bold'); s.c.text(zh, x + w + size * .7, y, size * 1.12, INK, align, 'cjk')
    def table(s, rows):
        """Two columns of boxes, each with its heading small in the corner."""
        for row in rows:
            for i, (en, zh) in enumerate(row):
                x0 = 28 + 292 * i; s.c.frame(x0, s.y, x0 + 293, s.y + 66, 2, LINE); s.both(en, zh, x0 + 10, s.y + 22, 13)
                s.fields.append((x0 + 10, s.y + 46))
            s.y += 65
        s.y += 20
    def ruled(s, en, zh, n, pitch=42):
        s.c.rect(28, s.y, 612, s.y + 40, BAND); s.c.rect(28, s.y, 36, s.y + 40, HEAD); s.both(en, zh, 50, s.y + 29, 18); s.y += 44
        s.fields.append((38, s.y + pitch * .6))
        for k in range(n): s.y += pitch; s.c.line([(28, s.y), (612, s.y)], 2, LINE)
        s.y += 22
    def ticks(s, items):
        for i, (en, zh) in enumerate(items):
            x = 28 + 292 * (i % 2); s.c.frame(x, s.y, x + 22, s.y + 22, 2, INK); s.both(en, zh, x + 34, s.y + 18, 14)
            if i % 2 or i == len(items) - 1: s.y += 38
        s.y += 6
    def sign(s, items):
        y = 866
        for i, (en, zh) in enumerate(items):
            x = 28 + 300 * i; s.both(en, zh, x, y - 34, 14); s.c.line([(x, y), (x + 284, y)], 1.8, INK); s.fields.append((x, y - 12))

def board(name, sheet):
    t = material(name + '_paper', '#ffffff', 0, .7, tex=sheet.c)
    material('report_board', '#343B43', 0, .5); material('report_pencil', '#D9A514', 0, .45); material('report_wood', '#D8B583', 0, .7); material('report_back', '#FDF6D8', 0, .7)
    r = Node(name); m = r.mesh = Mesh()
    m.extrude(rrect(.230, .320, .010, 5), -.0030, 0, 'report_board', b=.0008)
    for i in range(2):
        with m.at((.0008 * i, -.0006 * i, .0003 * (2 - i)), (0, 0, -.5 * i)): m.plate((0, -.008, 0), .210, .2966, t if i == 0 else 'report_back', uv=i == 0)
    # lever clip with a rubber lip
    m.bx((-.066, .1415, 0), (.066, .157, .0042), 'pl_black', .001); m.tube([(-.062, .1490, .0062), (.062, .1490, .0062)], .0048, 'chrome', n=12)
    m.extrude(rrect(.090, .020, .006, 4, 0, .1405), .0030, .0046, 'chrome', b=.0005); m.bx((-.062, .1312, .0010), (.062, .1345, .0034), 'rubber', .0006)
    # hexagonal pencil along the right edge, its point down
    x, z = .1045, .0042
    m.cyl((x, .030, z), .0038, .120, 'report_pencil', 'y', n=6, b=0)
    m.lathe([(.0038, 0), (.0014, .0105), (.0014, .0106)], 'report_wood', 10, (x, -.030, z), '-y', cap=(False, False)); m.lathe([(.0014, 0), (.0003, .0042), (0, .0043)], 'pl_dark', 10, (x, -.0406, z), '-y', cap=(False, False))
    m.cyl((x, .0935, z), .0040, .008, 'nickel', 'y', n=14, b=.0003); m.cyl((x, .1005, z), .0036, .007, 'pl_red', 'y', n=14, b=.0008)
    s = .210 / 640
    for i, (px, py) in enumerate(sheet.fields): r.empty('field_%d' % (i + 1), (-.105 + px * s, -.008 + .1483 - py * s, .0010), width=.086, height=.012)
    r.empty('grip_1', (-.11, 0, 0))
    return r

def build():
    s = Sheet(1)
    s.table(((('Plant', '设备'), ('Cubicle', '柜号')), (('Reported by', '报告人'), ('Date, time', '日期时间')), (('Taken on by', '接单人'), ('Order no.', '单号'))))
    s.ruled('Symptom', '故障现象', 6)
    s.ticks((('Seen', '目测'), ('Heard', '听到'), ('Measured', '测量'), ('Told', '问询')))
    s.sign((('Returned', '交回'), ('Date', '日期')))
    return board('fault_report_symptom', s)
