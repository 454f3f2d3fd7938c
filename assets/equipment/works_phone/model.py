from kit import *
from plates import *

# The dispatcher's telephone with another card: the machine repair station.
P = load('dispatcher_phone')
AO = P.AO

def build():
    was = P.face
    def card(m, x, y, z, w, h, lines, *a, **k):
        if lines and lines[0][0] == '调度电话': lines = [('机修站', 11, 0, 12), ('REPAIR STATION', 5.0, 0, -1), ('8014', 9.5, 0, -15, RED)]
        return was(m, x, y, z, w, h, lines, *a, **k)
    P.face = card
    r = P.build()
    P.face = was
    r.name = 'works_phone'
    return r

ghosts = P.ghosts
