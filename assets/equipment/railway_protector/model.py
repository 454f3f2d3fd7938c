from kit import *
from railway_people import *

# Site protector: orange vest, yellow hard hat, armband, rolled red and yellow flags in the hands, horn and radio.
class Protector(Look):
    skin, lip, hair, iris = '#C08C6C', '#A9705F', '#1B1613', '#33221A'
    jacket, trouser, boot = '#2C4A73', '#27344A', '#1E1C1A'
    hat, vest, trim, words = '#EDBB1C', '#EE5A12', '#E5DE2A', '防护员'
    brows, nose, size, broad, hips, deep, face, jaw, long = 1.2, .002, .99, 1.02, 1.0, 1.03, 1.01, 1.02, 1.0

def build():
    r = person('railway_protector', Protector); m = r.mesh
    armband(m, Protector, '#C4161C', '现场防护员')
    rolled_flag(m, Protector, ('#C4161C',), -1, 10); rolled_flag(m, Protector, ('#E9B90C',), 1, 14)
    horn(m, Protector, .118); radio(m, Protector, (.082, 1.245, .108))
    return r

def ghosts(): return [(floor(0, 1), 'main')]
