from kit import *
from person import *

# Guardian of a switching operation: a woman with a blue hard hat and a red vest that says so.
class Guardian(Look):
    skin, lip, hair, iris = '#D9AB8E', '#BE6F69', '#1C1613', '#33221A'
    jacket, trouser, boot = '#39506B', '#2B3442', '#26211E'
    hat, vest, words = '#2C63B4', '#C4271E', '监护人'
    cut = 'bun'
    brows, nose, size, broad, hips, deep, face, jaw, long, bust = .65, -.005, .935, .90, 1.0, .94, .965, .88, .985, .012

def build(): return person('colleague_guardian', Guardian)

def ghosts(): return [(floor(0, 1), 'main')]
