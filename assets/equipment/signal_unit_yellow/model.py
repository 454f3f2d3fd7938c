from signal_unit import AO_UNIT as AO, signal_unit

def build(): return signal_unit('signal_unit_yellow', '黄灯', '#8C600C')
