from kit import *
from person import *

# Person in charge of the work: an older, heavy man, grey moustache, yellow hard hat, red vest that says so.
class Leader(Look):
    skin, lip, hair, iris = '#B98562', '#9C6556', '#8E8C88', '#3A2A1C'
    jacket, trouser, boot = '#4D5A3C', '#3A3A33', '#3A2A1E'
    hat, vest, words = '#F2C11C', '#D9531E', '工作负责人'
    moustache = True
    brows, nose, size, broad, hips, deep, belly, face, jaw, long = 1.5, .005, 1.01, 1.07, 1.04, 1.10, .045, 1.06, 1.12, 1.0

def build(): return person('colleague_leader', Leader)

def ghosts(): return [(floor(0, 1), 'main')]
