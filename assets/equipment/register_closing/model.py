from register import AO_PAGE as AO, page

# Right page of the open register: the closing entry. field_1..4: cause, voltage, result, closed by.
def build():
    return page('register_closing', False, '销 记', 'CLOSING', (('date', 80, ('月 日',), 'DATE'), ('clock', 100, ('恢复时间',), 'RESTORED'), ('cause', 280, ('破损及不良的原因', '采用的克服办法'), 'CAUSE AND REMEDY'), ('voltage', 130, ('灯端电压',), 'LAMP VOLTAGE'), ('result', 190, ('试验结果',), 'TEST RESULT'), ('closed', 120, ('销记人', '签名'), 'CLOSED BY'), ('officer', 120, ('车站值班员', '签名'), 'DUTY OFFICER')), ('cause', 'voltage', 'result', 'closed'))
