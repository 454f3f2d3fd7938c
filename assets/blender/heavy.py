"""Large low-voltage plant: bushings, busbars, insulators, plates."""
from kit import *
from parts import *

material('lv_porcelain', '#6B3A22', 0, .18); material('lv_porcelain_w', '#E9E6DC', 0, .2); material('lv_insul_red', '#A8321F', 0, .42); material('lv_tinned', '#C9CCCE', .85, .38)

def bushing(m, c, r, h, sheds, mat='lv_porcelain', stud=.012, top='brass', flange=True):
    """Bushing standing on c: flange, sheds, stud with nuts. Returns the height of the stud's end above c."""
    x, y, z = c
    if flange:
        m.lathe([(r * 1.75, 0), (r * 1.75, .010), (r * 1.62, .014), (r * 1.15, .016)], 'zinc', 28, c, 'y', cap=(False, False))
        for k in range(4):
            a = math.radians(45 + 90 * k); m.hexbolt((x + r * 1.48 * math.cos(a), y + .0125, z + r * 1.48 * math.sin(a)), r * .32, 'zinc', 'y', washer=False)
    pr = [(r * 1.12, .012), (r, .022)]; n = sheds; h0, h1 = .024, h - r * .55
    for k in range(n):
        a = h0 + (h1 - h0) * k / n; b = (h1 - h0) / n
        pr += [(r * .92, a + b * .10), (r * 1.52, a + b * .42), (r * 1.56, a + b * .52), (r * .96, a + b * .88)]
    pr += [(r * .86, h1), (r * .80, h - r * .20), (r * .50, h)]
    m.lathe(pr, mat, 24, c, 'y', cap=(False, False))
    m.lathe([(r * .62, h - .004), (r * .62, h + .006), (r * .50, h + .009)], 'zinc', 20, c, 'y', cap=(False, True))
    e = h + .009 + stud * 4.2
    m.cyl((x, y + (h + e) / 2, z), stud / 2, e - h, top, 'y', n=14, b=.001)
    for q in (.012, .012 + stud * 1.2): m.hexbolt((x, y + h + q, z), stud * 1.7, 'zinc', 'y', washer=q < .02, h=stud * .8)
    return e

def post(m, c, r, h, axis='z', mat='lv_insul_red', ribs=3):
    """Ribbed standoff insulator from c along the axis, metal inserts at both ends."""
    pr = [(r * .92, 0), (r * .92, h * .08)]
    for k in range(ribs):
        a = h * (.10 + .80 * k / ribs); b = h * .80 / ribs; pr += [(r * .78, a + b * .1), (r, a + b * .4), (r, a + b * .6), (r * .78, a + b * .9)]
    pr += [(r * .92, h * .92), (r * .90, h)]
    m.lathe(pr, mat, 20, c, axis, cap=(True, True))

def flat_bar(m, p0, p1, mat='copper', b=.0012):
    m.bx(p0, p1, mat, b)

def phase_mark(m, c, t, col, ink='ink_white', w=.030, h=.022):
    m.box((c[0], c[1], c[2] + .0004), (w, h, .0008), col, .0003); m.text(t, (c[0], c[1], c[2] + .00085), h * .55, ink, font='bold')
material('led_red_off', '#5A1512', 0, .3); material('led_green_off', '#123F1C', 0, .3); material('led_yellow_off', '#5F4A0C', 0, .3)
