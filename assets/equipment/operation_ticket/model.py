from kit import *
from parts import *

# Clipboard with a switching ticket. Front +Z, +Y up. field_1..7: left end of each form line; tick_1..12: boxes of the items.
AO = dict(dist=.03, lmin=.02)

def build():
    c = Canvas(760, 1074, '#fbfbf7', 2); k = '#15171a'; g = '#5a5d60'
    c.text('变电站（发电厂）倒闸操作票', 380, 62, 31, k, 'c', 'cjk'); c.text('SWITCHING OPERATION TICKET', 380, 94, 16, k, 'c', 'bold')
    c.frame(28, 112, 732, 1046, 2.4, k)
    F, T = [], []
    def field(x0, x1, y, zh, en, h=44):
        c.text(zh, x0 + 10, y + 21, 15, k, 'l', 'cjk'); c.text(en, x0 + 10, y + 37, 9.5, g, 'l'); c.rect(x0 + 118, y + 5, x1 - 6, y + h - 5, '#eef3f8'); F.append((x0 + 124, y + h / 2))
    y = 112
    field(28, 380, y, '单位', 'Station'); field(380, 732, y, '编号', 'Number'); y += 46; c.line([(28, y), (732, y)], 1.4, k)
    field(28, 380, y, '发令人', 'Ordered by'); field(380, 732, y, '受令人', 'Received by'); y += 46; c.line([(28, y), (732, y)], 1.4, k)
    field(28, 380, y, '发令时间', 'Time'); field(380, 732, y, '设备编号', 'Panel'); y += 46; c.line([(28, y), (732, y)], 1.4, k)
    field(28, 732, y, '操作任务', 'Task'); y += 46; c.line([(28, y), (732, y)], 1.8, k)
    c.line([(380, 112), (380, 250)], 1.4, k)
    c.text('顺序', 60, y + 24, 15, k, 'c', 'cjk'); c.text('操作项目  ITEM', 380, y + 24, 15, k, 'c', 'cjk'); c.text('√', 700, y + 24, 17, k, 'c', 'cjk'); y += 34; c.line([(28, y), (732, y)], 1.4, k); top = y - 34
    items = ('检查负荷电流，核对设备名称编号', '断开断路器', '检查断路器确在分位，电流为零', '将手车由工作位置摇至试验位置', '检查手车确在试验位置', '在出线侧验明三相确无电压', '合上接地开关', '检查接地开关三相确在合位', '断开控制电源空气开关', '断开储能电源空气开关', '悬挂“禁止合闸，有人工作！”标示牌', '装设遮栏，悬挂“在此工作！”标示牌')
    for i, t in enumerate(items):
        c.text(str(i + 1), 60, y + 29, 16, k, 'c', 'bold'); c.text(t, 100, y + 29, 17, k, 'l', 'cjk'); c.frame(686, y + 10, 712, y + 36, 2, k); T.append((699, y + 23)); y += 46; c.line([(28, y), (732, y)], 1, g)
    c.line([(92, top), (92, y)], 1.2, k); c.line([(668, top), (668, y)], 1.2, k)
    c.rect(29, y, 731, y + 34, '#c4161c'); c.text('一人操作  一人监护  唱票复诵  逐项打勾', 380, y + 25, 17, '#ffffff', 'c', 'cjk'); y += 44
    for i, (a, b) in enumerate((('操作人', 'Operator'), ('监护人', 'Guardian'), ('值班负责人', 'In charge'))): x = 40 + 232 * i; c.text(a, x, y + 26, 15, k, 'l', 'cjk'); c.text(b, x, y + 44, 9.5, g, 'l'); c.line([(x + 84, y + 34), (x + 216, y + 34)], 1.4, k)
    t = material('ot_paper', '#ffffff', 0, .7, tex=c); material('ot_board', '#2F4A63', 0, .5)
    r = Node('operation_ticket'); m = r.mesh = Mesh()
    m.extrude(rrect(.230, .325, .010, 5), -.0030, 0, 'ot_board', b=.0008)
    for i in range(3):
        with m.at((.0008 * i, -.0006 * i, .0003 * (3 - i)), (0, 0, -.5 * i)): m.plate((0, -.009, 0), .210, .2968, t if i == 0 else 'plate_white', uv=i == 0)
    m.bx((-.055, .142, 0), (.055, .160, .004), 'chrome', .001); m.tube([(-.050, .150, .006), (.050, .150, .006)], .0055, 'chrome', n=12); m.bx((-.050, .1335, .0015), (.050, .149, .0030), 'chrome', .0006); m.ring((0, .158, .003), .009, .0055, .003, 'chrome', n=20)
    m.cyl((.100, .03, .006), .0042, .125, 'pl_red', 'y', n=12); m.lathe([(.0042, 0), (.003, .008), (.0008, .014)], 'nickel', 12, (.100, -.0325, .006), '-y'); m.box((.100, .075, .0108), (.003, .035, .0015), 'nickel', .0004)
    s = .210 / 760
    P = lambda px, py: (-.105 + px * s, -.009 + .1484 - py * s, .0012)
    for i, q in enumerate(F): r.empty('field_%d' % (i + 1), P(*q), width=.062 if i < 6 else .160, height=.010)
    for i, q in enumerate(T): r.empty('tick_%d' % (i + 1), P(*q))
    r.empty('grip_1', (-.11, 0, 0))
    return r
