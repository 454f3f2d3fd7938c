from kit import *
from person import *

# Operator of the plant: a younger man without a hat, glasses, grey work jacket.
class Operator(Look):
    skin, lip, hair, iris = '#D3A283', '#BC8071', '#17130F', '#2E1F14'
    jacket, trouser, trim = '#6E7F8C', '#3B3F46', '#39434C'
    hat = vest = None
    glasses = True
    brows, nose, size, broad, hips, deep, face, jaw, long = 1.25, -.003, .985, .94, .95, .93, 1.03, .93, .985

def build(): return person('colleague_operator', Operator)

def ghosts(): return [(floor(0, 1), 'main')]
