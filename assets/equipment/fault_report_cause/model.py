from kit import *

# Clipboard with sheet 2 of the fault report: cause, and what was done. Made as sheet 1.
R = load('fault_report_symptom')
AO = R.AO

def build():
    s = R.Sheet(2)
    s.table(((('Plant', '设备'), ('Cubicle', '柜号')),))
    s.ruled('Cause', '故障原因', 5)
    s.ruled('What was done', '处理措施', 5)
    s.ticks((('Tested after repair', '修后试验'), ('Insulation', '绝缘')))
    s.sign((('Electrician', '电工'), ('Date', '日期')))
    return R.board('fault_report_cause', s)
