"""The other end of Monado's remote driver, for tests in Python; remote.h says the same in C++."""
import math
import socket
import struct

HEADER = b"mndrmt3\0"


def multiply(a, b):
    """Of quaternions (x, y, z, w)."""
    ax, ay, az, aw = a
    bx, by, bz, bw = b
    return (aw * bx + ax * bw + ay * bz - az * by, aw * by - ax * bz + ay * bw + az * bx,
            aw * bz + ax * by - ay * bx + az * bw, aw * bw - ax * bx - ay * by - az * bz)


def about(axis, degrees):
    half = math.radians(degrees) / 2
    return tuple(v * math.sin(half) for v in axis) + (math.cos(half),)


def inverse(q):
    return (-q[0], -q[1], -q[2], q[3])


def turned(q, vector):
    x, y, z, _ = multiply(multiply(q, (*vector, 0)), inverse(q))
    return (x, y, z)


def angle(a, b):
    """Between two rotations, degrees; they need not be of length one."""
    x, y, z, w = multiply(inverse(a), b)
    return 2 * math.degrees(math.atan2(math.hypot(x, y, z), abs(w)))


def looking(origin, target):
    """The rotation whose -z points from origin to target, +y as upright as can be."""
    dx, dy, dz = (t - o for o, t in zip(origin, target))
    heading = math.degrees(math.atan2(-dx, -dz))
    pitch = math.degrees(math.atan2(dy, math.hypot(dx, dz)))
    return multiply(about((0, 1, 0), heading), about((1, 0, 0), pitch))


# From the trainer's grip frame (xr/hand_sample.h) to OpenXR's, in which controllers are sent.
GRIP_FROM_OPENXR = about((1, 0, 0), 90)


class Hand:
    def __init__(self, position, rotation=(0, 0, 0, 1)):
        self.position, self.rotation = position, rotation  # m and quaternion, trainer's grip frame
        self.active = True
        self.squeeze = self.trigger = 0.0
        self.touched = True
        self.stick = (0.0, 0.0)
        self.a = self.b = False

    def bytes(self):
        turn = multiply(self.rotation, GRIP_FROM_OPENXR)
        click = self.trigger > 0.9
        return (struct.pack("<7f", *turn, *self.position) + bytes(24) + bytes(20) +
                struct.pack("<5f", self.trigger, self.squeeze, 0, *self.stick) + bytes(12) +
                struct.pack("<13B3x", 0, self.active, 0, 0, self.a, self.a, self.b, self.b, click,
                            self.touched, 0, 0, 0))


class Remote:
    def __init__(self, port=4242):
        self.head, self.turn = (0.0, 1.6, 1.6), (0, 0, 0, 1)
        self.hands = [Hand((-0.2, 1.3, 1.2)), Hand((0.2, 1.3, 1.2))]
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        hello = b""
        while len(hello) < 752:
            got = self.socket.recv(752 - len(hello))
            if not got:
                raise ConnectionError("the remote driver says no hello")
            hello += got

    def send(self):
        packet = (HEADER + bytes(96) + struct.pack("<7f", *self.turn, *self.head) + bytes(4) +
                  self.hands[0].bytes() + self.hands[1].bytes())
        assert len(packet) == 376, len(packet)
        self.socket.sendall(packet)
