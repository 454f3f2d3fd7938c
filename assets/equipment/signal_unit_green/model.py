from signal_unit import AO_UNIT as AO, signal_unit

def build(): return signal_unit('signal_unit_green', '绿灯', '#0A5540')
