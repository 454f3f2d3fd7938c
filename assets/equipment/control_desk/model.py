from signalling import *

# Control desk of a small station. Origin: floor, back middle; front +Z. The panel leans 30 deg; its parts turn about its normal.
# key: 0 deg normal, -45 deg yellow, -90 deg green about +Z of its frame. hammer: 4 deg about +Z strikes the bell. lamp_*: caps that glow.
AO = dict(dist=.10, lmin=.04, rays=28, thr=.13)
W = 1.5
PANEL = trs((0, 1.0, .44), (-60, 0, 0))
X3 = (.22, -.105)
CAPS = dict(lamp_red=(.205, .012, 'red'), lamp_green=(.235, .012, 'green'), lamp_yellow=(.265, .012, 'yellow'), lamp_filament=(.470, .010, 'white'), lamp_alarm=(.590, .010, 'red'), lamp_supply=(-.62, .195, 'white'))

def build():
    signal_materials(); material('cd_body', '#5B7482', 0, .45); material('cd_top', '#D7DAD3', 0, .45); material('cd_edge', '#2E3A42', 0, .5); material('cd_wood', '#A57C50', 0, .5)
    for n, c in (('red', '#6E1411'), ('green', '#0E4B36'), ('yellow', '#7D5B10'), ('white', '#C9C8BE')): material('cd_cap_' + n, c, 0, .18)
    begin('cd_atlas', 1600, 720)
    r = Node('control_desk'); m = r.mesh = Mesh()
    side = [(.0, .05), (.56, .05), (.60, .10), (.63, .74), (.705, .80), (.705, .838), (.695, .848), (.19, 1.140), (.17, 1.15), (0, 1.15)]
    with m.at((-W / 2, 0, 0), (0, 90, 0)):                                  # local z runs along +X, local x to -Z
        m.extrude([(-z, y) for z, y in side], .018, W - .018, 'cd_body', b=0)
        for a in (0, W - .020): m.extrude([(-(z + .0), y) for z, y in [(0, .04), (.575, .04), (.615, .095), (.645, .735), (.722, .795), (.722, .848), (.705, .864), (.195, 1.158), (.175, 1.168), (0, 1.168)]], a, a + .020, 'cd_edge', b=.003)
    m.bx((-W / 2 + .03, 0, .03), (W / 2 - .03, .05, .52), 'cd_edge', .003)
    m.bx((-W / 2 + .02, .800, .66), (W / 2 - .02, .842, .716), 'cd_wood', .012)
    for k in range(3):                                                      # doors below, with locks
        x0 = -.72 + .485 * k
        with m.at((0, .415, .6145), (-2.68, 0, 0)): m.bx((x0, -.29, 0), (x0 + .47, .27, .012), 'cd_body', .004); m.lathe([(.010, .012), (.010, .016), (.007, .018)], 'zinc', 14, (x0 + .42, .18, 0), cap=(False, True)); m.bx((x0 + .415, .1795, .0181), (x0 + .425, .1805, .0184), 'hole', 0)
    with m.at((0, 1.0, .44), (-60, 0, 0)):
        m.bx((-.715, -.275, -.002), (.715, .285, .004), 'cd_top', .003); face(m, 0, .005, .0044, 1.40, .53, [], '#cdd5cf', INK, 1.12, draw)
        m.bx((-.706, -.272, .004), (.706, -.264, .010), 'alu', .002); m.bx((-.706, .274, .004), (.706, .282, .010), 'alu', .002)
        for x in (-.706, .706): m.bx((x - .004, -.272, .004), (x + .004, .282, .010), 'alu', .002)
        # dead indications: two tracks of little windows and the other buttons
        for y, a, b in ((.100, -.52, .66), (-.060, -.30, .20)):
            n = int((b - a) / .045)
            for k in range(n): m.bx((a + .045 * k + .003, y - .004, .0044), (a + .045 * k + .039, y + .004, .0058), 'pl_white', .0006)
        for x, y, c in ((-.40, .128, 'pl_green'), (-.40, .072, 'pl_white'), (-.18, -.095, 'pl_white'), (.66, .128, 'pl_green'), (-.56, .060, 'pl_white')): m.lathe([(.0105, .0044), (.0105, .008), (.0085, .008), (.0085, .014), (.0072, .0155)], ['nickel', 'nickel', c, c, c], 20, (x, y, 0), cap=(False, True))
        for k, (x, c) in enumerate(((.205, 'red'), (.235, 'green'), (.265, 'yellow'))): m.lathe([(.0098, .0044), (.0098, .0065), (.0085, .0075)], 'nickel', 24, (x, .165 - .0, 0), cap=(False, False)); m.lathe([(.0080, .0065), (.0070, .0090), (0, .0100)], 'cd_cap_' + c, 20, (x, .165, 0), cap=(False, False))
        for n, (x, y, c) in CAPS.items(): m.lathe([(.0118, .0044), (.0118, .0075), (.0100, .0090), (.0092, .0080)], 'nickel', 28, (x, y, 0), cap=(False, False))
        # seat of the knob, bell with its gong, counter of emergency releases
        m.lathe([(.030, .0044), (.030, .0080), (.026, .0095)], 'nickel', 32, (X3[0], X3[1], 0), cap=(False, True))
        m.bx((-.665, -.115, .0044), (-.535, .015, .010), 'cd_edge', .003); m.lathe([(.006, .010), (.006, .020), (.018, .022), (.033, .019), (.040, .012), (.0395, .011)][::-1], 'brass', 36, (-.610, -.050, 0), cap=(False, False)); m.hexbolt((-.610, -.050, .020), .010, 'nickel')
        m.bx((-.560, -.060, .010), (-.540, -.000, .026), 'pl_black', .002)
        m.bx((-.67, -.215, .0044), (-.54, -.165, .014), 'pl_black', .002); face(m, -.605, -.190, .0143, .052, .016, [('00017', 10, 0, 0)], '#17181a', WHITE, 4)
        m.bx((-.045, -.245, .0044), (.045, -.215, .0060), 'plate_white', .0005)
    def at(x, y, z): return (PANEL @ V((x, y, z)))
    for n, (x, y, c) in CAPS.items():
        g = Mesh(); g.lathe([(.0094, -.002), (.0094, .0030), (.0084, .0056), (.0052, .0074), (0, .0080)], 'cd_cap_' + c, 26, cap=(False, False))
        r.add(Node(n, at(x, y, .0070), (-60, 0, 0), mesh=g))
    k = r.add(Node('key', at(X3[0], X3[1], .0096), (-60, 0, 0), mesh=Mesh())); km = k.mesh
    n = 30; km.extrude([(.0225 * (1 + .035 * (i % 2)) * math.cos(math.pi * i / n), .0225 * (1 + .035 * (i % 2)) * math.sin(math.pi * i / n)) for i in range(2 * n)], 0, .014, 'pl_black', b=.0014)
    km.bx((-.0055, -.0205, .014), (.0055, .0205, .031), 'pl_black', .003)
    km.bx((-.0011, .004, .0310), (.0011, .0195, .0314), 'ink_white', 0); k.empty('grip_1', (0, .008, .031))
    h = r.add(Node('hammer', at(-.550, -.020, .020), (-60, 0, 0), mesh=Mesh())); hm = h.mesh
    hm.tube([(0, 0, 0), (-.012, -.030, .001), (-.0165, -.044, .002)], .0016, 'steel', n=6); hm.cyl((-.0165, -.045, .002), .0048, .010, 'steel', 'z', n=14)
    r.empty('panel', at(.24, -.02, .012), (-60, 0, 0)); r.empty('label', at(0, -.230, .0063), (-60, 0, 0), width=.08, height=.02)
    finish()
    return r

def draw(p):
    k = '#2a333a'; g = '#b6c0b9'
    for i in range(-14, 15): p.line([(i * 50, -265), (i * 50, 265)], .8, g)
    for i in range(-5, 6): p.line([(-700, i * 50), (700, i * 50)], .8, g)
    p.rect(-700, 222, 700, 265, '#1d4f91'); p.text('练功场控制台', -560, 243, 24, WHITE); p.text('CONTROL DESK  -  TRAINING YARD', 430, 243, 16, WHITE)
    b = '#3b4a54'
    p.line([(-560, 95), (690, 95)], 14, b); p.line([(-330, -65), (240, -65)], 14, b); p.line([(-460, 95), (-330, -65)], 14, b); p.line([(240, -65), (400, 95)], 14, b)
    p.text('1G', 0, 128, 18, k); p.text('3G', -60, -30, 18, k)
    for x, y, t in ((-460, 122, '1'), (400, 122, '2')): p.text(t, x, y, 15, k)
    p.text('X', -610, 60, 16, k); p.text('S1', -400, 160, 14, k); p.text('S3', -180, -128, 14, k); p.text('X1', 222, 190, 17, k); p.text('S', 660, 160, 14, k)
    # X3: its repeaters and knob
    p.rect(150, -205, 320, 45, '#e7e4d2'); p.line([(150, -205), (320, -205), (320, 45), (150, 45)], 2.2, k, True); p.text('X3', 170, 27, 19, '#b5161a'); p.text('出站信号机', 258, -22, 12, k)
    for t, a, c in (('定位', 90, k), ('黄 U', 45, '#8a5f06'), ('绿 L', 0, '#0c6a4a')):
        x, y = 220 + 47 * math.cos(math.radians(a)), -110 + 44 * math.sin(math.radians(a)); p.text(t, x + (10 if a < 60 else 0), y, 11.5, c); q = math.radians(a); p.line([(220 + 31 * math.cos(q), -110 + 31 * math.sin(q)), (220 + 36 * math.cos(q), -110 + 36 * math.sin(q))], 2.4, k)
    for x, w, zh, en, c in ((470, 96, 'X3 灯丝断丝', 'DJ  LAMP OUT', k), (590, 112, '主灯丝断丝报警', 'MAIN FILAMENT', '#b5161a')):
        p.rect(x - w / 2, -52, x + w / 2, -14, WHITE); p.text(zh, x, -26, 12.5, c); p.text(en, x, -43, 8.5, k)
    p.rect(-592, 176, -480, 208, WHITE); p.text('电源  SUPPLY', -536, 191, 12, k)
    p.text('断丝电铃', -605, 18 + 12, 13, k); p.text('总取消计数', -605, -148, 12, k)
    p.rect(360, -235, 690, -90, '#dfe3db'); p.line([(360, -235), (690, -235), (690, -90), (360, -90)], 1.6, k, True); p.text('注意：未登记不准操作', 525, -122, 20, '#b5161a'); p.text('按压信号按钮前', 525, -160, 16, k); p.text('确认进路空闲、道岔位置正确', 525, -190, 16, k); p.text('Book before you operate', 525, -217, 12, k)

def ghosts(): return [(floor(0, 1), 'main')]
