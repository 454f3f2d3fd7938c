from kit import *
from parts import *
from din import *
from heavy import *

# Main earthing bar: copper bar with six bolts on insulators and a test link to the electrode conductor. link: turns about Z on its right bolt, 0 closed, -60 deg open.
AO = dict(dist=.04, lmin=.014)
Z = .040

def build():
    r = Node('earth_bar'); m = r.mesh = Mesh()
    m.bx((-.215, -.040, .0), (.190, .040, .0025), 'galv', .0008)
    for x in (-.204, .179): m.screw((x, .029, .0025), .0045); m.screw((x, -.029, .0025), .0045)
    for x in (-.146, -.042, .150): post(m, (x, 0, .0025), .0150, Z - .0025, mat='pl_dark')
    for x in (-.146, .1505): m.hexbolt((x, 0, Z + .006), .013, 'zinc')
    m.bx((-.055, -.0150, Z), (.170, .0150, Z + .006), 'copper', .001); m.bx((-.196, -.0150, Z), (-.110, .0150, Z + .006), 'copper', .001)
    for i in range(6):
        x = -.014 + .0265 * i; m.hexbolt((x, 0, Z + .006), .010, 'brass'); r.empty('t_%d' % (i + 1), (x, 0, Z + .0136)); m.text(str(i + 1), (x, -.0118, Z + .0061), .0040, 'ink', font='bold')
    # electrode conductor with lug at the left
    m.bx((-.196, -.010, Z + .0062), (-.160, .010, Z + .0100), 'lv_tinned', .0008); m.hexbolt((-.176, 0, Z + .0100), .013, 'zinc'); r.empty('t_E', (-.176, 0, Z + .0196))
    m.cyl((-.202, 0, Z + .0085), .0075, .020, 'lv_tinned', 'x', n=16, b=.0006); m.tube(fillet([(-.210, 0, Z + .0085), (-.246, 0, Z + .0080), (-.246, -.140, Z - .010)], .030, 5), .0065, 'w_green', n=8, twist='w_yellow')
    r.empty('clamp_E', (-.246, -.080, Z), (90, 0, 0))
    r.empty('t_bar', (.164, .0, Z + .0064))
    # the link: flat bar with a slot at its free end and a winged handle
    n = Node('link', (-.0425, 0, Z + .0062)); k = n.mesh = Mesh()
    k.extrude([(.009, -.0100), (.009, .0100), (-.0700, .0100), (-.0830, .0100), (-.0830, .0046), (-.0740, .0046), (-.0700, .0025), (-.0700, -.0025), (-.0740, -.0046), (-.0830, -.0046), (-.0830, -.0100)], 0, .0050, 'lv_tinned', b=.0007)
    k.hexbolt((0, 0, .0050), .013, 'brass'); k.bx((-.046, -.0080, .0050), (-.022, .0080, .0075), 'pl_green', .0008)
    k.bx((-.044, -.0022, .0070), (-.024, .0022, .0220), 'pl_green', .0012); k.text('TEST', (-.034, -.0052, .00755), .0026, 'ink_white', font='bold')
    r.add(n); n.empty('grip_1', (-.034, 0, .020))
    m.cyl((-.1165, 0, Z + .0160), .0040, .020, 'brass', n=12, b=.0008); m.cyl((-.1165, 0, Z + .0150), .0085, .0040, 'brass', n=20, b=.0006)
    for q in (-1, 1): m.loft([[(-.1165 + q * a, y, z) for y, z in ((-.0012, Z + .0165), (.0012, Z + .0165), (.0012, Z + .0165 + c), (-.0012, Z + .0165 + c))][::q] for a, c in ((.004, .005), (.011, .009), (.013, .008))], 'brass')
    m.cyl((-.1165, 0, Z + .0185), .0060, .0060, 'brass', n=14)
    # plates
    m.box((.075, .0290, .0030), (.120, .0110, .0010), 'plate_white', .0003); m.text('MAIN EARTHING BAR  总接地端子板', (.075, .0290, .0036), .0052, 'ink', font='cjk')
    earth_symbol(m, (-.160, .0280, .0026), .015, 'ink')
    m.box((.060, -.0300, .0030), (.060, .0110, .0010), 'plate_white', .0003); r.empty('label', (.060, -.0300, .0036), width=.058, height=.010)
    m.text('TEST LINK 测试连接片', (-.085, .0285, .0026), .0050, 'ink', font='cjk')
    return r

def ghosts(): return [(wall(), 'main')]
