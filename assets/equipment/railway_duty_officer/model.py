from kit import *
from railway_people import *

# Duty officer of the station: dark uniform, red peaked cap, armband.
class Officer(Look):
    skin, lip, hair, iris = '#D2A486', '#B87D6F', '#1A1715', '#2D1F15'
    jacket, trouser, boot, trim = '#1E2A44', '#1B2232', '#141312', '#C9A24E'
    hat = vest = None
    brows, nose, size, broad, hips, deep, face, jaw, long, belly = 1.1, .001, 1.0, 1.0, 1.0, 1.05, 1.03, 1.03, 1.0, .018

def build():
    r = person('railway_duty_officer', Officer); m = r.mesh
    peaked_cap(m, Officer, '#B31B20'); armband(m, Officer, '#C4161C', '车站值班员')
    return r

def ghosts(): return [(floor(0, 1), 'main')]
