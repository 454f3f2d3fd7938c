#!/usr/bin/env python3
"""The debug and the optimised program against each other, and the optimised one against the clock.

Usage: builds_test.py DEBUG_PROGRAM RELEASE_PROGRAM ROOT
Every walkthrough must give the same final state hash and the same findings in both; the record made
by one must be verified by the other; a half-hour session must play at least 100 times faster than
real time.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

debug, release, root = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
flagship = "electrical/motor-starter-isolation"
folder = pathlib.Path(tempfile.mkdtemp(prefix="shixun-builds-"))
os.environ["XDG_DATA_HOME"] = str(folder / "data")


def shixun(program, *args):
    done = subprocess.run(
        [program, "--root", str(root), *map(str, args), "--json"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{program} {' '.join(map(str, args))}: exit {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


walkthroughs = next(s for s in shixun(release, "list")["scenarios"] if s["id"] == flagship)["walkthroughs"]
for name in ("reference", "line_to_line_only_stuck_pole", "relies_on_stop_button", "short_circuit"):
    assert name in walkthroughs, name
    results = [
        shixun(program, "run", flagship, "--walkthrough", name, "--out", folder / f"{name}-{i}.mcap")
        for i, program in enumerate((debug, release))
    ]
    a, b = results
    assert a["finalHash"] == b["finalHash"], f"{name}: {a['finalHash']} and {b['finalHash']}"
    assert a["findings"] == b["findings"] and a["score"] == b["score"], name
    crossed = shixun(release, "replay", folder / f"{name}-0.mcap", "--verify")
    assert crossed["same"], name
    print(f"{name}: same hashes in both builds ({a['finalHash']})")

# A half-hour session: the reference with long pauses for thought between its steps.
steps = (root / "scenarios" / flagship / "walkthroughs" / "reference.yaml").read_text().splitlines()
long = [line.replace("after: 2 s", "after: 38 s") if "after: 2 s" in line else line for line in steps]
path = folder / "half_hour.yaml"
path.write_text("\n".join(long) + "\n")
result = shixun(release, "run", flagship, "--walkthrough", path, "--out", folder / "half_hour.mcap")
assert result["duration"] > 1800, result["duration"]
replayed = shixun(release, "replay", folder / "half_hour.mcap", "--verify")
assert replayed["same"]
print(f"half hour: {result['duration']:.0f} s played {result['speed']:.0f} times, "
      f"re-simulated {replayed['speed']:.0f} times faster than real time")
assert result["speed"] >= 100 and replayed["speed"] >= 100
