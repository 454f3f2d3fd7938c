#!/usr/bin/env python3
"""The author's guide, followed to the letter: writes the files that it shows, types its commands and
compares what comes.  Usage: guide_test.py PROGRAM ROOT"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.M | re.S)


def commands(block):
    """(command, lines expected of it) of a console block."""
    out = []
    for line in block.splitlines():
        if line.startswith("$ "):
            out.append((line[2:], []))
        elif line.strip():
            out[-1][1].append(line.strip())
    return out


def change(path, block):
    """Applies the lines of a diff: what stands there before is found once, and replaced."""
    lines = block.splitlines()
    old = "".join(line[1:] + "\n" for line in lines if line[0] in " -")
    new = "".join(line[1:] + "\n" for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        sys.exit(f"the guide changes lines that stand {text.count(old)} times in {path.name}:\n{old}")
    path.write_text(text.replace(old, new), encoding="utf-8")


def type_in(command, folder):
    words = command.split()
    assert words[0] == "shixun", command
    done = subprocess.run([PROGRAM, "--root", folder, *words[1:]], cwd=folder, text=True,
                          capture_output=True, timeout=600,
                          env={**os.environ, "XDG_DATA_HOME": str(pathlib.Path(folder) / "data")})
    return done.returncode, done.stdout + done.stderr


def main():
    guide = (ROOT / "scenarios/README.md").read_text(encoding="utf-8")
    begin = guide.index("## A first scenario")
    tutorial = guide[begin:guide.index("\n## ", begin)]
    files = typed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(ROOT / "assets", pathlib.Path(folder) / "assets")
        for kind, title, block in FENCE.findall(tutorial):
            if kind == "diff":
                change(pathlib.Path(folder) / title, block)
                files += 1
            elif title:
                path = pathlib.Path(folder) / title
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block, encoding="utf-8")
                files += 1
            elif kind == "console":
                for command, expected in commands(block):
                    code, output = type_in(command, folder)
                    typed += 1
                    at = 0
                    for line in expected:
                        found = output.find(line, at)
                        if found < 0:
                            sys.exit(f"'{command}' (exit code {code}) does not say\n  {line}\nbut\n{output}")
                        at = found + len(line)
                    if command.startswith("shixun check") and not expected and output:
                        sys.exit(f"'{command}' should say nothing, but says\n{output}")
                    bad = any(word in " ".join(expected) for word in ("Not proved", "not passed"))
                    if code != (1 if bad and "prove " in command else code if bad else 0):
                        sys.exit(f"'{command}' ends with {code}:\n{output}")
    if files < 5 or typed < 5:
        sys.exit(f"the guide shows {files} files and {typed} commands: has its form changed?")
    print(f"the guide's {files} files and {typed} commands do what it says")


main()
