from kit import *
from parts import *
from padlock import padlock

AO = dict(dist=.03, lmin=.006)

def build(): return padlock('padlock_blue', 'pl_blue')
