"""Panels in the room, worked by hands alone through a real OpenXR runtime: a name typed on the
keyboard in the room, a session begun, the menu, a comfort setting, and back; and that a hand which
points beside a button does nothing.

usage: panels_test.py PROGRAM CONTENT_ROOT
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import remote  # noqa: E402
import trainer  # noqa: E402

RIGHT = 1


class Inside:
    def __init__(self, program, root, folder):
        self.program, self.root = program, root
        self.record = os.path.join(folder, "session.mcap")
        self.remote = remote.Remote()
        self.remote.send()
        self.app = trainer.Trainer(program, root, self.record, ["--no-drawing"],
                                   os.path.join(folder, "errors"))

    def button(self, name):
        self.app.until(lambda f: name in self.app.buttons, f"the button {name}")
        return self.app.buttons[name]

    def aim(self, target):
        """Turns the right hand until its ray goes through a point of the world."""
        hand = self.remote.hands[RIGHT]
        for _ in range(4):
            frame = self.app.frame()
            aim, grip = frame.hands[RIGHT]["aim"], frame.hands[RIGHT]["pose"]
            # Where the device points, as seen from its grip, is the runtime's business; how the
            # room lies in the world is the trainer's.
            grip_from_aim = remote.multiply(remote.inverse(grip[3:]), aim[3:])
            room_from_world = remote.multiply(hand.rotation, remote.inverse(grip[3:]))
            wanted = remote.multiply(remote.looking(aim[:3], target), remote.inverse(grip_from_aim))
            hand.rotation = remote.multiply(room_from_world, wanted)
            self.remote.send()
            self.app.until(lambda f: remote.angle(f.hands[RIGHT]["pose"][3:], wanted) < 0.1,
                           "the hand turning")

    def pull(self):
        for value in (1.0, 0.0):
            self.remote.hands[RIGHT].trigger = value
            self.remote.send()
            first = self.app.frame()
            self.app.until(lambda f: f.number > first.number + 2, "two pictures")

    def press(self, name, aside=0.0):
        x, y, z = self.button(name)
        self.aim((x, y + aside, z))
        self.pull()

    def work(self):
        app = self.app
        # A little above the button is nothing.
        self.press("Begin", 0.30)
        assert app.frame().screen == "start", "a ray beside the button began the session"
        assert "key_l" not in app.buttons, "a keyboard without a field to write in"
        self.press("##name")
        for key in ("key_l", "key_i", "key_x", "key_Delete"):
            self.press(key)
        self.press("Begin")
        app.until(lambda f: f.screen == "world" and f.tick > 20, "the session")
        # The tablet lies over the left hand; its last button opens the menu.
        self.press("Menu")
        app.until(lambda f: f.screen == "menu", "the menu")
        stopped = app.frame().tick
        self.press("Comfort")
        app.until(lambda f: f.screen == "comfort", "the settings")
        self.press("Close")
        app.until(lambda f: f.screen == "menu", "the menu again")
        assert app.frame().tick == stopped, "the clock goes on behind the menu"
        self.press("Go_on")
        app.until(lambda f: f.screen == "world" and f.tick > stopped, "the session going on")
        assert app.stop() == 0, app.errors()[-2000:]
        seen = subprocess.run([self.program, "inspect", self.record], capture_output=True, text=True)
        assert "trainee: li\n" in seen.stdout, seen.stdout


def inside(program, root):
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = os.path.join(folder, "data")
        Inside(program, root, folder).work()


class Panels(unittest.TestCase):
    def test_hands_alone_begin_a_session_and_use_the_menu(self):
        done = subprocess.run([HERE / "monado.sh", sys.executable, __file__, "--inside", PROGRAM,
                               ROOT], capture_output=True, text=True, timeout=900)
        self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-3000:])


if __name__ == "__main__":
    if sys.argv[1] == "--inside":
        inside(*sys.argv[2:4])
    else:
        PROGRAM, ROOT = sys.argv[1:3]
        unittest.main(argv=[sys.argv[0], "-v", *sys.argv[3:]])
