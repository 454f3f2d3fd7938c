from kit import *
from railway_people import *

# Liaison at the station: a woman in blue work dress, armband, radio.
class Liaison(Look):
    skin, lip, hair, iris = '#DBAF93', '#C0706A', '#1A1412', '#33221A'
    jacket, trouser, boot, trim = '#2E5B8E', '#26344A', '#24211F', '#D7DBDD'
    hat = vest = None
    cut = 'bun'
    brows, nose, size, broad, hips, deep, face, jaw, long, bust = .65, -.004, .945, .91, 1.0, .94, .97, .90, .985, .010

def build():
    r = person('railway_liaison', Liaison); m = r.mesh
    armband(m, Liaison, '#C4161C', '驻站联络员'); radio(m, Liaison, (.090, 1.20, .104))
    return r

def ghosts(): return [(floor(0, 1), 'main')]
