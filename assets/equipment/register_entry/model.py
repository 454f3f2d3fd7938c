from register import AO_PAGE as AO, page

# Left page of the open register: the entry before the work. field_1..4: equipment, effect, time, name.
def build():
    return page('register_entry', True, '登 记', 'ENTRY', (('date', 90, ('月 日',), 'DATE'), ('time', 120, ('登记时间',), 'TIME'), ('equipment', 300, ('检查试验结果', '设备不良及处所'), 'EQUIPMENT'), ('effect', 250, ('影响使用范围',), 'EFFECT'), ('name', 130, ('登记人', '签名'), 'ENTERED BY'), ('officer', 130, ('车站值班员', '签名'), 'DUTY OFFICER')), ('equipment', 'effect', 'time', 'name'))
