from indicator import AO_LAMP as AO, ghosts, indicator_lamp

def build(): return indicator_lamp('indicator_lamp_green', '#1FA34E')
