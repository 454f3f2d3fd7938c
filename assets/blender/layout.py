"""Where the devices sit: cubicle frame (floor origin, front face z = 0) and the room frame."""
from kit import *

PLATE_Z = -.22                      # front face of the mounting plate
DOOR = dict(x0=-.386, x1=.216, y0=.112, y1=1.985, axis=(-.386, 0, .008))   # hinge axis
STRIP = (.224, .388)
CUB_W, CUB_H, CUB_D = .8, 2.0, .5

DEV = {  # device: (x, y) on the mounting plate
    'isolator_4p': (.060, 1.465), 'breaker_3p': (-.120, 1.225), 'control_fuse': (.010, 1.225),
    'contactor_3p': (-.120, .995), 'overload_relay': (-.120, .8990), 'terminal_rail': (-.045, .690),
}
HANDLE = (.305, 1.465)
FRONT = {  # on the door, cubicle frame
    'indicator_lamp_white': ('mount_lamp_ready', -.175, 1.560), 'indicator_lamp_green': ('mount_lamp_run', -.085, 1.560),
    'indicator_lamp_yellow': ('mount_lamp_trip', .005, 1.560),
    'push_button_green': ('mount_start', -.130, 1.455), 'push_button_red': ('mount_stop', -.040, 1.455),
}
BARS = {'L1': 1.900, 'L2': 1.850, 'L3': 1.800, 'N': 1.750}
BAR_Z = -.155                       # front face of the busbars
DUCTS_H = [1.340, 1.112, .800]      # horizontal trunking, centre heights
DUCT_W, DUCT_H = .050, .062
DUCT_X = (-.345, .232)
NBAR_Y, PEBAR_Y = .440, .385
CLAMP_Y = .545

def mount_matrix(dev):
    """Pose of a device in the cubicle frame (door closed)."""
    if dev in DEV: return trs((*DEV[dev], PLATE_Z))
    if dev == 'isolator_handle': return trs((*HANDLE, 0))
    if dev in FRONT: return trs((FRONT[dev][1], FRONT[dev][2], 0))
    return trs()
