"""The trainer in a headset as a child process: what it tells of every frame, what is said to it."""
import os
import queue
import subprocess
import threading
import time


class Frame:
    """One line of `practise --tell`; see engine/app/immersive_tell.cpp."""

    def __init__(self, line):
        w = line.split()
        self.number, self.tick, self.screen = int(w[1]), int(w[3]), w[5]
        self.head_tracked = w[6] == "head"
        at = 7
        self.head = [float(v) for v in w[at:at + 7]]
        at += 7
        self.hands = []
        for _ in range(2):
            pose = [float(v) for v in w[at + 1:at + 8]]
            tracked, squeeze, trigger, poke = (float(v) for v in w[at + 8:at + 12])
            self.hands.append({"pose": pose, "tracked": tracked != 0, "squeeze": squeeze,
                               "trigger": trigger, "poke": poke != 0})
            at += 12
        self.eyes = []
        for _ in range(2):
            values = [float(v) for v in w[at + 1:at + 12]]
            self.eyes.append({"pose": values[:7], "fov": values[7:]})
            at += 12
        for hand in self.hands:
            hand["aim"] = [float(v) for v in w[at + 1:at + 8]]
            at += 8


class Trainer:
    def __init__(self, program, root, record, options, errors, environment=None):
        command = os.environ["SHIXUN_LOADER"].split() + [
            program, "--root", root, "practise", "electrical/motor-starter-isolation", "--xr", "on",
            "--tell", "--out", record] + options
        self.errors_path = errors
        self.child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=open(errors, "w"),
            text=True, env={**os.environ, **(environment or {})})
        self.lines = queue.Queue()
        self.rest = []  # what it said besides frames
        self.buttons = {}  # of panels: name to place in the world, m
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.child.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def errors(self):
        return open(self.errors_path).read()

    def frame(self, patience=60):
        while True:
            line = self.lines.get(timeout=patience)
            if line is None:
                return None
            if line.startswith("buttons:"):
                self.buttons = {}
            elif line.startswith("button."):
                name, *place = line.split()
                self.buttons[name[len("button."):]] = tuple(float(v) for v in place)
            elif line.startswith("frame "):
                return Frame(line)
            else:
                self.rest.append(line)

    def until(self, holds, what, patience=90):
        """The first frame for which `holds`; fails with `what` when there is none."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            frame = self.frame(patience)
            if frame is None:
                raise AssertionError(f"the trainer ended before {what}: {self.errors()[-2000:]}")
            if holds(frame):
                return frame
        raise AssertionError(f"not within {patience} s: {what}")

    def finish(self, patience=120):
        """Waits for its end; the exit code."""
        while self.frame(patience) is not None:
            pass
        return self.child.wait(timeout=patience)

    def stop(self):
        self.child.terminate()
        return self.finish()
