from kit import *
from hangsign import hanging_sign

# Sign "Do not close, men at work" 240 x 190 mm, to GB 26860: white ground, red prohibition ring, black lettering.
AO = dict(dist=.02, lmin=.05, iters=1)

def build():
    c = Canvas(720, 570, '#fdfdfb', 2); R = '#c4161c'; k = '#121212'
    c.frame(0, 0, 720, 570, 14, R)
    cx, cy, rr = 360, 172, 132
    # switch lever with a hand, struck through
    c.rect(cx - 84, cy + 62, cx + 84, cy + 78, k); c.rect(cx - 66, cy + 26, cx - 48, cy + 64, k); c.rect(cx + 48, cy + 18, cx + 66, cy + 64, k)
    c.line([(cx - 57, cy + 30), (cx + 34, cy - 44)], 15, k); c.disc(cx - 57, cy + 28, 13, k)
    c.poly([(cx + 24, cy - 62), (cx + 62, cy - 94), (cx + 96, cy - 58), (cx + 56, cy - 20)], k)
    for n in range(4): c.line([(cx + 2 + 13 * n, cy - 60 + 9 * n), (cx + 30 + 9 * n, cy - 30 + 5 * n)], 14, k); c.disc(cx + 30 + 9 * n, cy - 30 + 5 * n, 7, k)
    c.ring(cx, cy, rr - 12, 24, R); a = math.radians(45); dx, dy = math.cos(a) * (rr - 16), math.sin(a) * (rr - 16); c.line([(cx - dx, cy - dy), (cx + dx, cy + dy)], 22, R)
    c.rect(14, 322, 706, 492, R)
    c.text('禁止合闸  有人工作', 360, 430, 55, '#ffffff', 'c', 'cjk')
    c.text('DO NOT CLOSE - WORK IN PROGRESS', 360, 535, 23, k, 'c', 'bold')
    return hanging_sign('sign_do_not_close', .240, .190, material('sdc_front', '#ffffff', 0, .4, tex=c))
