from signal_unit import AO_UNIT as AO, signal_unit

def build(): return signal_unit('signal_unit_red', '红灯', '#7A0F0B')
