"""What a headset does to a session in the middle of it, against a real OpenXR runtime: the runtime
is killed, a controller is lost, the trainer is asked to end; and what the validation layers of
OpenXR and Vulkan say of a session that draws (nothing).

usage: faults_test.py PROGRAM CONTENT_ROOT
"""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import remote  # noqa: E402
import trainer  # noqa: E402

LAYER = "XR_APILAYER_LUNARG_core_validation"
LAYER_FILE = ("/usr/share/openxr/1/api_layers/explicit.d/"
              "XrApiLayer_core_validation.x86_64-linux-gnu.json")
# What Monado's library says of itself when a program starts.
NOT_OURS = ("no sound device",)


class Inside:
    """Runs within monado.sh; each method is one test."""

    def __init__(self, program, root, folder):
        self.program, self.root, self.folder = program, root, folder
        self.record = os.path.join(folder, "session.mcap")

    def start(self, options=(), environment=None):
        self.remote = remote.Remote()
        self.remote.send()
        return trainer.Trainer(self.program, self.root, self.record,
                               ["--mode", "practise", *options],
                               os.path.join(self.folder, "errors"), environment)

    def inspect(self):
        return subprocess.run([self.program, "inspect", self.record], capture_output=True, text=True)

    def whole(self):
        """The record is complete, sealed and can be marked."""
        seen = self.inspect()
        assert seen.returncode == 0, seen.stdout + seen.stderr
        assert "complete: true" in seen.stdout, seen.stdout
        assert '"state":"sealed"' in seen.stdout, seen.stdout
        marked = subprocess.run([self.program, "--root", self.root, "score", self.record],
                                capture_output=True, text=True)
        assert marked.returncode == 0, marked.stderr

    def killed_runtime(self):
        app = self.start()
        app.until(lambda f: f.tick > 120, "a second of the session", 300)
        os.kill(int(os.environ["SHIXUN_MONADO"]), signal.SIGKILL)
        rc = app.finish()
        said = app.errors()
        assert rc == 3, f"exit {rc}: {said}"
        assert "has gone" in said and "kept" in said, said
        self.whole()

    def lost_controller(self):
        app = self.start(["--no-drawing"])
        app.until(lambda f: f.hands[1]["tracked"], "the right hand")
        # It takes hold of something, then its battery is empty.
        self.remote.hands[1].squeeze = 1.0
        self.remote.send()
        app.until(lambda f: f.hands[1]["squeeze"] > 0.9, "a closed hand")
        self.remote.hands[1].active = False
        self.remote.send()
        gone = app.until(lambda f: not f.hands[1]["tracked"], "the loss")
        assert gone.hands[0]["tracked"], "the other hand went with it"
        later = app.until(lambda f: f.tick > gone.tick + 120, "the session going on")
        assert later.screen == "world", later.screen
        self.remote.hands[1].active = True
        self.remote.send()
        app.until(lambda f: f.hands[1]["tracked"], "the hand coming back")
        assert app.stop() == 0, app.errors()
        self.whole()

    def asked_to_end(self):
        app = self.start(["--no-drawing"])
        app.until(lambda f: f.tick > 60, "half a second of the session")
        rc = app.stop()
        assert rc == 0, f"exit {rc}: {app.errors()}"
        self.whole()

    def silent_validation(self):
        text = os.path.join(self.folder, "openxr.txt")
        app = self.start([], {"XR_ENABLE_API_LAYERS": LAYER, "XR_CORE_VALIDATION_EXPORT_TYPE": "text",
                              "XR_CORE_VALIDATION_FILE_NAME": text, "SHIXUN_VALIDATE": "1"})
        app.until(lambda f: f.tick > 60, "half a second of drawn session", 300)
        # The menu and back: other panels, another board.
        self.remote.hands[0].b = True
        self.remote.send()
        app.until(lambda f: f.screen == "menu", "the menu")
        self.remote.hands[0].b = False
        self.remote.send()
        rc = app.stop()
        said = app.errors()
        assert rc == 0, f"exit {rc}: {said}"
        assert "Core Validation output type" in said, "the OpenXR validation layer was not loaded"
        complaints = open(text).read() if os.path.exists(text) else ""
        assert complaints == "", complaints
        assert "VUID" not in said and "SYNC-HAZARD" not in said, said
        self.whole()


def inside(name, program, root):
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = os.path.join(folder, "data")
        getattr(Inside(program, root, folder), name)()


class Faults(unittest.TestCase):
    def run_inside(self, name):
        done = subprocess.run([HERE / "monado.sh", sys.executable, __file__, "--inside", name,
                               PROGRAM, ROOT], capture_output=True, text=True, timeout=600)
        self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-3000:])

    def test_a_killed_runtime_ends_the_session_cleanly(self):
        self.run_inside("killed_runtime")

    def test_a_lost_controller_is_a_hand_that_hangs_down(self):
        self.run_inside("lost_controller")

    def test_asked_to_end_it_closes_the_record(self):
        self.run_inside("asked_to_end")

    def test_the_validation_layers_are_silent(self):
        self.assertTrue(os.path.exists(LAYER_FILE), "install openxr-layer-corevalidation")
        self.run_inside("silent_validation")


if __name__ == "__main__":
    if sys.argv[1] == "--inside":
        inside(*sys.argv[2:5])
    else:
        PROGRAM, ROOT = sys.argv[1:3]
        unittest.main(argv=[sys.argv[0], "-v", *sys.argv[3:]])
