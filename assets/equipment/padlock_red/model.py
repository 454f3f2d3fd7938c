import os, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "blender"))
from kit import *
from parts import *

from padlock import padlock
AO = dict(dist=.03, lmin=.006)

def build(): return padlock('padlock_red', 'pl_red')
