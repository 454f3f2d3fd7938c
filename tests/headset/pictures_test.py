"""What two eyes see through a real OpenXR compositor: near things are further apart for the eyes than
far ones and the eyes are not swapped, the floor lies at the floor, a panel in the room can be read.

usage: pictures_test.py PROGRAM CONTENT_ROOT      (KEEP=FOLDER keeps the pictures)
"""
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import remote  # noqa: E402
import trainer  # noqa: E402

WIDTH, HEIGHT = 2688, 1512  # of the display: both eyes at the size that the runtime recommends
BOARD_AWAY = 1.35           # m before the eyes, engine/app/immersive_boards.cpp
PATIENCE = 240              # s


class Picture:
    """Xvfb's frame buffer file (XWD, 32 bits a pixel), one eye of it."""

    def __init__(self, path, eye):
        data = pathlib.Path(path).read_bytes()
        header = struct.unpack(">25I", data[:100])
        size, colours = header[0], header[19]
        self.stride, self.pixels = header[12], data[size + colours * 12:]
        self.width, self.height = header[4] // 2, header[5]
        self.left = eye * self.width

    def at(self, x, y):
        offset = y * self.stride + (self.left + x) * 4
        blue, green, red = self.pixels[offset:offset + 3]
        return red, green, blue

    def middle_of(self, matches, step=2):
        """The middle of the pixels for which `matches` holds, and how many there are."""
        count = x_sum = y_sum = 0
        for y in range(0, self.height, step):
            for x in range(0, self.width, step):
                if matches(*self.at(x, y)):
                    count, x_sum, y_sum = count + 1, x_sum + x, y_sum + y
        return (x_sum / count, y_sum / count, count) if count else (0, 0, 0)

    def save(self, path, box=None):
        """box: left, top, right, bottom in pixels; all of it when not given."""
        left, top, right, bottom = (int(v) for v in box or (0, 0, self.width, self.height))
        rows = []
        for y in range(top, bottom):
            start = y * self.stride + (self.left + left) * 4
            row = self.pixels[start:start + (right - left) * 4]
            rgb = bytearray((right - left) * 3)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows.append(bytes(rgb))
        size = b"P6 %d %d 255\n" % (right - left, bottom - top)
        pathlib.Path(path).write_bytes(size + b"".join(rows))


def enlarged(path, times=3):
    """A picture as machines like to read it: dark on light, large. Rewrites the file, grey."""
    data = pathlib.Path(path).read_bytes()
    size, rest = data.split(b"\n", 1)
    width, height = (int(v) for v in size.split()[1:3])
    grey = [255 - (r + 2 * g + b) // 4 for r, g, b in zip(rest[0::3], rest[1::3], rest[2::3])]
    rows = []
    for y in range((height - 1) * times):
        row, down = divmod(y, times)
        upper, lower = (grey[(row + i) * width:(row + i + 1) * width] for i in (0, 1))
        line = [(a * (times - down) + b * down) / times for a, b in zip(upper, lower)]
        out = bytearray()
        for a, b in zip(line, line[1:]):
            out.extend(int(a + (b - a) * i / times) for i in range(times))
        rows.append(bytes(out))
    header = b"P5 %d %d 255\n" % (len(rows[0]), len(rows))
    pathlib.Path(path).write_bytes(header + b"".join(rows))


def primary_button(red, green, blue):
    """The accent of a panel's main button, view/panel.cpp, as the compositor shows it."""
    return red < 60 and 80 < green < 135 and blue > 175


def mat(red, green, blue):
    return green > red + 12 and green > blue + 8 and green < 130


def tangents(eye):
    import math
    left, right, up, down = (math.tan(v) for v in eye["fov"])
    return left, right, up, down


class Inside:
    def __init__(self, program, root, folder):
        self.program, self.root, self.folder = program, root, folder
        self.buffer = os.path.join(os.environ["SHIXUN_FRAME_BUFFER"], "Xvfb_screen0")

    def look(self, name, good):
        """Both eyes' pictures once `good` is content with the left one, and the newest frame."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            frame = self.app.frame()
            assert frame is not None, self.app.errors()[-2000:]
            copy = os.path.join(self.folder, "screen")
            shutil.copy(self.buffer, copy)
            eyes = [Picture(copy, 0), Picture(copy, 1)]
            if good(eyes[0]) and good(eyes[1]):
                for side, picture in zip(("left", "right"), eyes):
                    picture.save(os.path.join(self.folder, f"{name}_{side}.ppm"))
                return eyes, frame
        raise AssertionError(f"nothing to see within {PATIENCE} s: {name}")

    def stereo(self):
        self.remote = remote.Remote()
        for h, side in ((0, -1), (1, 1)):
            self.remote.hands[h] = remote.Hand((side * 0.45, 0.9, 1.4))
        self.remote.send()
        self.app = trainer.Trainer(self.program, self.root, os.path.join(self.folder, "s.mcap"), [],
                                   os.path.join(self.folder, "errors"))
        # The first panel stands before the eyes.
        eyes, frame = self.look("start", lambda p: p.middle_of(primary_button, 4)[2] > 60)
        self.parallax(eyes, frame)
        self.legible(eyes[0])
        self.floor(eyes, frame)
        assert self.app.stop() == 0, self.app.errors()[-2000:]

    def parallax(self, eyes, frame):
        found = [eye.middle_of(primary_button) for eye in eyes]
        x_left, x_right = found[0][0], found[1][0]
        apart = frame.eyes[1]["pose"][0] - frame.eyes[0]["pose"][0]
        assert 0.05 < apart < 0.08, f"eyes {apart} m apart: swapped, or one"
        left, right = (tangents(e) for e in frame.eyes)
        width = eyes[0].width
        # Where the button is by the left eye, and where the right eye has to see it then.
        aside = frame.eyes[0]["pose"][0] + BOARD_AWAY * (
            left[0] + x_left / width * (left[1] - left[0]))
        expected = ((aside - frame.eyes[1]["pose"][0]) / BOARD_AWAY - right[0]) / (
            right[1] - right[0]) * width
        assert x_left - x_right > 10, f"no parallax: {x_left} and {x_right}"
        assert abs(expected - x_right) < 3, f"the right eye sees it at {x_right}, not {expected}"
        assert abs(found[0][1] - found[1][1]) < 1.5, "one eye is higher than the other"
        print(f"parallax {x_left - x_right:.1f} pixels, {abs(expected - x_right):.2f} off")

    def legible(self, eye):
        """A machine reads what a person has to read."""
        x, y, _ = eye.middle_of(primary_button)
        path = os.path.join(self.folder, "panel.ppm")
        # The button is at the panel's lower left.
        eye.save(path, (x - 150, y - 420, x + 560, y + 55))
        enlarged(path)
        read = subprocess.run(["tesseract", path, "-", "--psm", "11"], capture_output=True, text=True)
        assert read.returncode == 0, "install tesseract-ocr: " + read.stderr
        words = set(read.stdout.split())
        # The panel's plain words; what is dimmed on purpose is harder for a machine than for eyes.
        wanted = {"Isolating", "motor", "starter", "English", "Learn", "Practise", "Assess",
                  "Compete", "Begin", "Quit"}
        print("read", sorted(words & wanted))
        assert len(words & wanted) >= 7, read.stdout

    def mat_edge(self, picture):
        """The row of the mat's far edge in the middle of the picture."""
        x = picture.width // 2
        for y in range(picture.height // 2, picture.height - 30):
            if all(mat(*picture.at(x, y + i)) for i in range(0, 30, 3)):
                return y
        return None

    def floor(self, eyes, frame):
        """Two heights of the head give the height of what is seen from both."""
        def slope(picture, seen):
            left, right, up, down = tangents(seen.eyes[0])
            return -(up + self.mat_edge(picture) / picture.height * (down - up))
        low = slope(eyes[0], frame)
        y_low = frame.eyes[0]["pose"][1]
        before = self.mat_edge(eyes[0])
        self.remote.head = (0.0, 1.9, 1.6)
        self.remote.send()
        self.app.until(lambda f: abs(f.head[1] - 1.9) < 0.001, "the head going up")
        eyes, frame = self.look("high", lambda p: self.mat_edge(p) not in (None, before) and
                                p.middle_of(primary_button, 4)[2] > 60)
        # The newest picture may still be one of the old height: look again.
        time.sleep(3)
        eyes, frame = self.look("high", lambda p: self.mat_edge(p) not in (None, before))
        high = slope(eyes[0], frame)
        away = (frame.eyes[0]["pose"][1] - y_low) / (high - low)
        height = y_low - low * away
        print(f"the mat's far edge is {away:.3f} m away and {height * 1000:.0f} mm high")
        assert 1 < away < 3, away
        assert abs(height) < 0.03, f"the floor is {height:.3f} m high"


def inside(program, root):
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = os.path.join(folder, "data")
        try:
            Inside(program, root, folder).stereo()
        finally:
            if os.environ.get("KEEP"):
                for picture in pathlib.Path(folder).glob("*.ppm"):
                    shutil.copy(picture, os.environ["KEEP"])


class Pictures(unittest.TestCase):
    def test_both_eyes_see_the_room_as_it_is(self):
        with tempfile.TemporaryDirectory() as folder:
            screen = f"{WIDTH}x{HEIGHT}x24"
            read, write = os.pipe()
            server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", screen,
                                       "-nolisten", "tcp", "-fbdir", folder], pass_fds=(write,),
                                      stderr=subprocess.DEVNULL)
            try:
                os.close(write)
                display = os.read(read, 16).decode().strip()
                self.assertTrue(display, "Xvfb did not start")
                environment = {**os.environ, "DISPLAY": ":" + display,
                               "XRT_COMPOSITOR_XCB_FULLSCREEN": "1", "SHIXUN_FRAME_BUFFER": folder}
                done = subprocess.run([HERE / "monado.sh", "--real", sys.executable, __file__,
                                       "--inside", PROGRAM, ROOT], capture_output=True, text=True,
                                      timeout=800, env=environment)
                print(done.stdout)
                self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-3000:])
            finally:
                server.terminate()
                server.wait()


if __name__ == "__main__":
    if sys.argv[1] == "--inside":
        inside(*sys.argv[2:4])
    else:
        PROGRAM, ROOT = sys.argv[1:3]
        unittest.main(argv=[sys.argv[0], "-v", *sys.argv[3:]])
