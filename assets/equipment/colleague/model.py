from kit import *
from person import *

# Standing colleague in workwear, hi-vis vest and white hard hat.
def build(): return person('colleague')

def ghosts(): return [(floor(0, 1), 'main')]
