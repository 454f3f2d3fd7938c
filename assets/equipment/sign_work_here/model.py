from kit import *
from hangsign import hanging_sign

# Sign "Work here" 200 x 200 mm, to GB 26860: green ground, white circle, black lettering.
AO = dict(dist=.02, lmin=.05, iters=1)

def build():
    c = Canvas(600, 600, '#11823f', 2); k = '#121212'
    c.frame(10, 10, 590, 590, 5, '#fdfdfb'); c.disc(300, 296, 236, '#fdfdfb', 96)
    c.text('在此工作', 300, 312, 72, k, 'c', 'cjk'); c.text('WORK HERE', 300, 392, 38, k, 'c', 'bold')
    # a worker's helmet above the words
    pts = [(300 + 62 * math.cos(math.radians(a)), 182 - 58 * math.sin(math.radians(a))) for a in range(0, 181, 10)]
    c.poly(pts, '#11823f'); c.rect(222, 180, 378, 194, '#11823f')
    return hanging_sign('sign_work_here', .200, .200, material('swh_front', '#ffffff', 0, .4, tex=c))
