from kit import *
from parts import *
from plates import *

# High-voltage signal generator to prove a detector with. Front +Z, +Y up; the detector's electrode goes onto the stud (t_out, pointing up). button: 3 mm along -Z.
AO = dict(dist=.03, lmin=.015)

def build():
    material('hp_body', '#23415F', 0, .45); material('hp_led', '#5A1512', 0, .25); material('hp_led_g', '#123F1C', 0, .25)
    begin('hp_atlas', 384, 384)
    r = Node('hv_proving_unit'); m = r.mesh = Mesh()
    ring = lambda w, h, c, z, dy=0: [(x, y + dy, z) for x, y in rrect(w, h, c, 5)]
    m.loft([ring(.066, .150, .014, -.0260), ring(.076, .160, .017, -.0215), ring(.078, .162, .018, .0060), ring(.075, .159, .017, .0160), ring(.066, .150, .014, .0190)], 'hp_body')
    for s in (-1, 1):
        for k in range(9): m.box((s * .0386, -.056 + .0105 * k, -.006), (.0018, .0052, .022), 'rubber', .0006)
    m.extrude(rrect(.060, .134, .008, 4), .0180, .0198, 'pl_black', b=.0005, b0=0)
    face(m, 0, .0, .0200, .056, .130, [('工频高压信号发生器', 4.7, 0, 58), ('HV PROVING UNIT', 3.6, 0, 51), ('10 kV', 11, 0, 38, '#ffd23a'), ('50 Hz  < 1 mA', 3.6, 0, 28.5), ('输出 OUTPUT', 3.6, 9, 16.5), ('电源 POWER', 3.6, 9, 7), ('按住发出信号', 4.6, 0, -36), ('HOLD TO SEND', 3.6, 0, -43.5), ('仅用于检验验电器', 3.8, 0, -54, '#ffd23a')], '#202224', WHITE, 5)
    for n, y, mt in (('led', .0165, 'hp_led'), ('led_power', .0070, 'hp_led_g')):
        c = Mesh(); c.lathe([(.0026, 0), (.0026, .0010), (.0018, .0022), (0, .0026)], mt, 14, cap=(False, False)); r.add(Node(n, (-.0165, y, .0200), mesh=c)); m.ring((-.0165, y, .0205), .0038, .0027, .0010, 'nickel', n=16, b=.0003)
    m.ring((0, -.0155, .0212), .0155, .0125, .0030, 'pl_dark', n=30, b=.0008)
    b = Mesh(); b.lathe([(.0122, -.001), (.0122, .0034), (.0108, .0048), (0, .0052)], 'pl_red', 28, cap=(False, False)); r.add(Node('button', (0, -.0155, .0200), mesh=b))
    # insulator and output stud on top
    m.lathe([(.0210, .078), (.0210, .083), (.0150, .088), (.0185, .093), (.0140, .098), (.0175, .103), (.0125, .108), (.0095, .112)], 'sg_epoxyp', 22, (0, 0, -.003), 'y', cap=(False, False))
    m.lathe([(.0055, .110), (.0055, .122), (.0100, .124), (.0100, .130), (.0085, .133), (0, .134)], 'brass', 20, (0, 0, -.003), 'y', cap=(False, False))
    r.empty('t_out', (0, .134, -.003), (-90, 0, 0))
    # belt clip, battery door behind
    m.bx((-.012, -.02, -.034), (.012, .062, -.031), 'pl_black', .001); m.bx((-.012, .048, -.034), (.012, .062, -.024), 'pl_black', .001); m.extrude(rrect(.050, .050, .004, 3, 0, -.045), -.0275, -.0255, 'pl_dark', b=0, b0=.0006)
    m.tube([(.020 + .008 * math.cos(2 * math.pi * k / 14), -.090 + .010 * math.sin(2 * math.pi * k / 14), -.006) for k in range(14)], .0014, 'chrome', n=6, closed=True)
    r.empty('grip_1', (0, -.03, -.006)); r.empty('label', (0, -.054, .0202), width=.05, height=.006)
    finish()
    return r
material('sg_epoxyp', '#7A2F22', 0, .42)
