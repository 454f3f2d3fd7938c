from signalling import *

# Number plate X1 of a signal, enamelled, 0.16 x 0.10 m. Origin: middle of its back, front +Z.
AO = dict(dist=.02, lmin=.05)

def build(): return number_plate('number_plate_x1', 'X1')
