from kit import *
from parts import *

from soft import hand
# Origin: centre of the grip (a handle of 30 mm runs along Y through it); thumb up (+Y), fingers forward (-Z). Show one of open / grip / point.
AO = dict(dist=.03, lmin=.5, rays=24, iters=0, floor=.45)

def build(): return hand('left')
