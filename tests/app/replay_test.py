"""The replay window, worked from outside as an instructor would: play and pause, the line of time,
what happened, the three places to look from, the keys. What must not work is tried, too.

usage: replay_test.py PROGRAM CONTENT_ROOT      (KEEP=FOLDER keeps the pictures)
"""
import os
import pathlib
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest

SCENARIO = "electrical/motor-starter-isolation"
PATIENCE = 60  # s


class Display:
    def __init__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            self.name = ":" + told.readline().strip()
        assert self.name != ":", "Xvfb does not start"

    def do(self, *words):
        subprocess.run(["xdotool", *map(str, words)], check=True,
                       env={**os.environ, "DISPLAY": self.name})

    def close(self):
        self.server.terminate()
        self.server.wait(timeout=20)


class Window:
    """`replay --tell`: what it says of every picture."""

    def __init__(self, display, record, *options):
        self.display = display
        self.child = subprocess.Popen(
            [PROGRAM, "--root", ROOT, "replay", record, "--tell", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "DISPLAY": display.name, "SHIXUN_VALIDATE": "1"})
        self.lines = queue.Queue()
        self.buttons = {}
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.child.stdout:
            self.lines.put(line)
        self.child.stdout.close()
        self.lines.put(None)

    def frame(self):
        """Time in s, "playing" or "standing", and where it is looked from."""
        while True:
            line = self.lines.get(timeout=PATIENCE)
            assert line is not None, "the window closed: " + self.child.stderr.read()[-2000:]
            word, *rest = line.split()
            if word == "buttons:":
                self.buttons = {}
            elif word.startswith("button."):
                self.buttons[word[len("button."):]] = tuple(int(v) for v in rest)
            elif word == "time":
                return float(rest[0]), rest[1], rest[2]

    def drain(self):
        """The newest frame."""
        frame = self.frame()
        while not self.lines.empty():
            frame = self.frame()
        return frame

    def until(self, holds, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            frame = self.frame()
            if holds(*frame):
                return frame
        raise AssertionError(f"not within {PATIENCE} s: {what}; the last was {frame}")

    def rest(self):
        """As many pictures as it takes for a click to have shown."""
        self.drain()
        for _ in range(4):
            frame = self.frame()
        return frame

    def click(self, name, aside=(0, 0)):
        self.until(lambda *_: name in self.buttons, f"the button {name}")
        x, y = self.buttons[name]
        self.display.do("mousemove", x + aside[0], y + aside[1])
        self.rest()
        self.display.do("mousedown", 1)
        self.rest()
        self.display.do("mouseup", 1)
        return self.rest() if name != "Close" else None

    def key(self, name):
        self.display.do("keydown", name)
        self.rest()
        self.display.do("keyup", name)
        return self.rest()

    def end(self):
        self.child.wait(timeout=PATIENCE)
        return self.child.returncode, self.child.stderr.read()

    def close(self):
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait()
        self.child.stderr.close()


class Replay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for tool in ("Xvfb", "xdotool"):
            assert shutil.which(tool), f"{tool} is missing; install xvfb and xdotool"
        cls.folder = tempfile.mkdtemp()
        cls.display = Display()
        cls.records = {}
        for name, options in (("hands", ["--hands"]), ("commands", [])):
            path = os.path.join(cls.folder, name + ".mcap")
            done = subprocess.run(
                [PROGRAM, "--root", ROOT, "run", SCENARIO, "--walkthrough", "no_padlock",
                 "--out", path] + options, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            cls.records[name] = path

    @classmethod
    def tearDownClass(cls):
        cls.display.close()
        if keep := os.environ.get("KEEP"):
            for picture in pathlib.Path(cls.folder).glob("*.png"):
                shutil.copy(picture, keep)
        shutil.rmtree(cls.folder)

    def test_an_instructor_plays_stops_jumps_and_looks_from_everywhere(self):
        picture = os.path.join(self.folder, "window.png")
        window = Window(self.display, self.records["hands"], "--at", "20", "--screenshot", picture)
        self.addCleanup(window.close)
        start = window.until(lambda t, state, camera: t > 20.2, "the time going on")
        self.assertEqual(start[1:], ("playing", "beside"))
        window.click("Pause", aside=(0, -60))  # over the button is nothing
        self.assertEqual(window.drain()[1], "playing")
        stopped = window.click("Pause")
        self.assertEqual(stopped[1], "standing")
        self.assertEqual(window.rest()[0], stopped[0])
        # The line of time: its middle is half of the session.
        half, _, _ = window.click("time")
        length = 2 * half
        later = window.click("time", aside=(200, 0))[0]
        self.assertGreater(later, half + 0.05 * length)
        # Keys.
        self.assertAlmostEqual(window.key("Left")[0], later - 5, delta=0.02)
        self.assertAlmostEqual(window.key("Right")[0], later, delta=0.02)
        # Where to look from.
        self.assertEqual(window.click("Trainee's_view")[2], "eyes")
        self.assertEqual(window.click("Walk_around")[2], "free")
        stands = window.drain()[0]
        self.assertEqual(window.key("Left")[0], stands)  # the keys walk now
        self.assertEqual(window.click("Beside_the_trainee")[2], "beside")
        # Eight times as fast: measured by the clock on the wall.
        window.click("8×")
        window.click("time", aside=(-400, 0))
        window.key("space")
        before, began = window.drain()[0], time.monotonic()
        after = window.until(lambda t, *_: t > before + 8, "the time running")[0]
        ratio = (after - before) / (time.monotonic() - began)
        self.assertGreater(ratio, 4)
        self.assertLess(ratio, 10)
        window.click("time", aside=(window.buttons["time"][0] - 240, 0))
        end = window.until(lambda t, state, _: state == "standing", "the end")[0]
        self.assertAlmostEqual(end, length, delta=0.02 * length)
        # Keys give no button the focus: Space plays, and nothing else.
        for _ in range(12):
            window.key("Right")
        self.assertEqual(window.key("space")[1], "playing")
        window.key("space")
        window.click("Close")
        code, errors = window.end()
        self.assertEqual((code, errors), (0, ""))
        self.assertTrue(os.path.isfile(picture))

    def test_a_record_without_hands_is_walked_around_in(self):
        window = Window(self.display, self.records["commands"])
        self.addCleanup(window.close)
        frame = window.until(lambda t, *_: t > 0.2, "the time going on")
        self.assertEqual(frame[2], "free")
        self.assertNotIn("Trainee's_view", window.buttons)
        window.display.do("key", "Escape")
        code, errors = window.end()
        self.assertEqual((code, errors), (0, ""))


if __name__ == "__main__":
    PROGRAM, ROOT = sys.argv[1:3]
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[3:]])
