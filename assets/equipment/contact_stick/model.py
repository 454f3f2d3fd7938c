from signalling import *

# Stick for cleaning contacts. Origin: middle of the grip; tip 90 mm towards -Z.
AO = dict(dist=.02, lmin=.012)

def build():
    signal_materials(); material('cs_grip', '#E7B411', 0, .45); material('cs_fleece', '#E9E7DF', 0, .9)
    r = Node('contact_stick'); m = r.mesh = Mesh()
    m.lathe([(0, -.036), (.0050, -.036), (.0068, -.033), (.0072, -.024), (.0060, -.014), (.0058, .0), (.0064, .014), (.0074, .024), (.0070, .031), (.0045, .034), (0, .0345)], 'cs_grip', 20, cap=(False, False))
    for k in range(6): m.ring((0, 0, -.010 + .004 * k), .0066, .0056, .0014, 'cs_grip', n=20, full=True)
    m.lathe([(.0052, -.036), (.0040, -.042), (.0026, -.044)][::-1], 'nickel', 14, cap=(False, False))
    m.bx((-.0028, -.0008, -.076), (.0028, .0008, -.042), 'steel', .0003); m.bx((-.0034, -.0020, -.090), (.0034, .0020, -.066), 'cs_fleece', .0012)
    r.empty('grip_1', (0, 0, 0)); r.empty('tip', (0, 0, -.09))
    return r
