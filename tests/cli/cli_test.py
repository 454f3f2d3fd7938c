#!/usr/bin/env python3
"""The program from outside: exit codes, JSON shapes, messages.  Usage: cli_test.py PROGRAM ROOT [TEST...]"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
FLAGSHIP = "electrical/motor-starter-isolation"


# A contactor whose own contact interrupts its coil.
BUZZER = {
    "assets/equipment/buzzer/equipment.yaml": """
format: 1
title: {en: Buzzer}
terminals: {p: {}, n: {}}
nodes: [m]
timers: {begun: {input: "true", on_delay: 1 s}}
elements:
  source: {type: source, between: [p, n], voltage: 230 V, resistance: 10 mOhm}
  contact: {type: switch, between: [p, m], resistance: 1 mOhm, closed_when: begun and not coil.armature}
  coil: {type: coil, between: [m, n], unsealed: {resistance: 500 Ohm}, sealed: {resistance: 2 kOhm},
         pick_up: 195 V, drop_out: 92 V}
""",
    "scenarios/course/buzzer/scenario.yaml": """
format: 1
version: 1.0.0
title: {en: Buzzer}
languages: [en]
modes: [assess]
start: {position: [0 m, 0 m, 1 m]}
circuit: {frequency: 50 Hz, earth: K1.n}
equipment: {K1: {equipment: buzzer}}
roles: {buzzer: K1}
rubric:
  pass: 50
  aspects: {all: {title: all}}
  rules:
    - {code: R1, aspect: all, severity: minor, marks: 1, finally: not event(hinted), wrong: all, advice: all, earned_when: event(finished)}
""",
    "scenarios/course/buzzer/text.en.yaml": "all: All\n",
    "scenarios/course/buzzer/walkthroughs/wait.yaml": """
format: 1
title: {en: Wait}
steps: [{finish, after: 3 s}]
expect: {full_marks: true}
""",
}


def move_node(glb, name, by):
    """A binary glTF in which one node stands elsewhere."""
    size = int.from_bytes(glb[12:16], "little")
    model = json.loads(glb[20:20 + size])
    node = next(n for n in model["nodes"] if n.get("name") == name)
    node["translation"] = [a + b for a, b in zip(node.get("translation", [0, 0, 0]), by)]
    text = json.dumps(model).encode()
    text += b" " * (-len(text) % 4)
    rest = glb[20 + size:]
    head = glb[:8] + (20 + len(text) + len(rest)).to_bytes(4, "little")
    return head + len(text).to_bytes(4, "little") + glb[16:20] + text + rest


def shixun(*args, env=None):
    return subprocess.run(
        [PROGRAM, "--root", str(ROOT), *map(str, args)],
        capture_output=True, text=True, env={**os.environ, **(env or {})}, timeout=300,
    )


class Cli(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="shixun-cli-"))
        os.environ["XDG_DATA_HOME"] = str(self.folder / "data")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def run_json(self, *args, code=0, env=None):
        done = shixun(*args, "--json", env=env)
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout)

    def record(self, walkthrough="reference"):
        path = self.folder / f"{walkthrough}.mcap"
        result = self.run_json("run", FLAGSHIP, "--walkthrough", walkthrough, "--out", path)
        return path, result

    def test_list_names_the_flagship_with_languages_modes_and_walkthroughs(self):
        found = {s["id"]: s for s in self.run_json("list")["scenarios"]}
        flagship = found[FLAGSHIP]
        self.assertIn("en", flagship["title"])
        self.assertIn("zh", flagship["languages"])
        self.assertIn("reference", flagship["walkthroughs"])
        self.assertIn("assess", flagship["modes"])

    def test_reference_run_gives_full_marks_and_leaves_record_and_report(self):
        path, result = self.record()
        self.assertEqual(result["score"]["total"], 100.0)
        self.assertTrue(result["score"]["passed"])
        self.assertEqual(result["findings"], [])
        self.assertEqual(result["session"], str(path))
        report = pathlib.Path(result["report"]).read_text()
        self.assertIn('lang="zh"', report)
        self.assertNotIn("http://", report)
        self.assertNotIn("https://", report)

    def netlist(self, text):
        path = self.folder / "net.cir"
        path.write_text(text)
        return path

    def test_solve_prints_phasors_and_source_currents_of_a_netlist(self):
        path = self.netlist("* divider\nV1 A 0 AC 230 30\nR1 a b 1k\nR2 b 0 1k\n.ac lin 1 50 50\n.end\n")
        found = self.run_json("solve", path)
        self.assertEqual(found["analysis"], "ac")
        self.assertEqual(set(found["nodes"]), {"a", "b"})
        self.assertAlmostEqual(found["nodes"]["b"]["re"], 115 * 3 ** 0.5 / 2)
        self.assertAlmostEqual(found["nodes"]["b"]["im"], 57.5)
        self.assertLess(found["sources"]["v1"]["re"], 0)

    def test_solve_prints_a_transient_as_columns(self):
        path = self.netlist("* rc\nV1 a 0 10\nR1 a b 1k\nC1 b 0 1u\n.tran 10u 5m uic\n")
        found = self.run_json("solve", path)
        self.assertEqual(found["analysis"], "tran")
        self.assertEqual(len(found["time"]), len(found["nodes"]["b"]))
        self.assertAlmostEqual(found["nodes"]["b"][-1], 10 * (1 - 2.718281828 ** -5), places=2)

    def test_solve_refuses_by_name_with_exit_code_1(self):
        path = self.netlist("* loop\nV1 a 0 5\nV2 a 0 5\n.op\n")
        done = shixun("solve", path)
        self.assertEqual(done.returncode, 1)
        self.assertIn("net.cir:3:1: error[source-loop]: the voltage source 'v2'", done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(shixun("solve", self.folder / "none.cir").returncode, 3)

    def table(self, text):
        path = self.folder / "trace.csv"
        path.write_bytes(text.encode())
        return path

    def test_monitor_gives_a_verdict_for_each_row(self):
        trace = self.table("t,touch,proved\r\n0,0,1\r\n1.5,1,0\r\n30,1,0\r\n30.000000001,1,0\r\n\r\n")
        formula = "touch implies once[0,30](proved)"
        self.assertEqual(self.run_json("monitor", "--formula", formula, "--trace", trace),
                         {"verdicts": [True, True, True, False]})
        done = shixun("monitor", "--formula", formula, "--trace", trace)
        self.assertEqual(done.stdout, "0 true\n1.5 true\n30 true\n30.000000001 false\n")
        self.assertEqual(self.run_json("monitor", "--formula", "-touch < 0", "--trace", trace),
                         {"verdicts": [False, True, True, True]})
        file = self.folder / "formula.txt"
        file.write_text("\ufefftouch implies\r\n  once[0,30](proved)\r\n")
        self.assertEqual(self.run_json("monitor", "--formula-file", file, "--trace", trace),
                         {"verdicts": [True, True, True, False]})

    def test_monitor_of_a_table_without_rows_has_no_verdicts(self):
        trace = self.table("t,p\n")
        self.assertEqual(self.run_json("monitor", "--formula", "once(p)", "--trace", trace), {"verdicts": []})
        done = shixun("monitor", "--formula", "once(p)", "--trace", trace)
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_monitor_refuses_with_a_place_and_prints_no_verdict(self):
        good = "t,p,q\n0,1,0\n1,0,1\n"
        for formula, trace, message in (
            ("p implis q", good, "--formula:1:3: error[formula-syntax]"),
            ("", good, "--formula:1:1: error[formula-syntax]"),
            ("p and pq", good, "--formula:1:7: error[unknown-name]: unknown name 'pq'"),
            ("once[2,1](p)", good, "--formula:1:"),
            ("p since[0.0000000001,1] q", good, "--formula:1:"),
            ("p", "t,p\n0.0000000001,1\n", "trace.csv:2:1: error[too-fine]"),
            ("p", "t,p\n0,1\n2,1\n1,0\n", "trace.csv:4:1: error[time-back]"),
            ("p", "t,p\n0,1\n2\n", "trace.csv:3:1: error[row-length]"),
            ("p", "t,p\n0,1,1\n", "trace.csv:2:5: error[row-length]"),
            ("p", "t,p\n0,\n", "trace.csv:2:3: error[empty-cell]"),
            ("p", "t,p\n0,x\n", "trace.csv:2:3: error[wrong-number]"),
            ("p", "t,p\n0,1\n\n1,1\n", "trace.csv:3:1: error[row-length]"),
            ("p", "p,q\n0,1\n", "trace.csv:1:1: error[no-time]"),
            ("p", "", "trace.csv:1:1: error[empty-cell]"),
        ):
            for json_ in ([], ["--json"]):
                done = shixun("monitor", "--formula", formula, "--trace", self.table(trace), *json_)
                self.assertEqual(done.returncode, 1, (formula, trace))
                self.assertIn(message, done.stderr)
                self.assertEqual(done.stdout, "")

    def test_monitor_distinguishes_wrong_use_from_files_that_cannot_be_read(self):
        trace = self.table("t,p\n0,1\n")
        for args in ((), ("--formula", "p"), ("--trace", trace),
                     ("--formula", "p", "--formula-file", trace, "--trace", trace)):
            self.assertEqual(shixun("monitor", *args).returncode, 2, args)
        none = self.folder / "none"
        for args in (("--formula", "p", "--trace", none), ("--formula", "p", "--trace", self.folder),
                     ("--formula-file", none, "--trace", trace)):
            done = shixun("monitor", *args)
            self.assertEqual(done.returncode, 3, args)
            self.assertIn(str(args[-1] if args[0] == "--formula" else none), done.stderr)

    def test_monitor_needs_far_less_memory_than_its_table(self):
        path = self.folder / "long.csv"
        row = "1700000000.123456789,1,0\n"
        path.write_text("t,p,q\n" + row * 4_000_000)
        # The most memory of any child so far would count, too, so that a process of its own asks.
        script = ("import json, resource, subprocess, sys\n"
                  "done = subprocess.run(sys.argv[1:], capture_output=True, check=True)\n"
                  "verdicts = json.loads(done.stdout)['verdicts']\n"
                  "print(len(verdicts), all(verdicts), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n")
        done = subprocess.run([sys.executable, "-c", script, PROGRAM, "monitor", "--json", "--formula",
                               "p since[0,300] not q", "--trace", str(path)], capture_output=True, text=True)
        rows, verdicts, kilobytes = done.stdout.split()
        self.assertEqual((rows, verdicts), ("4000000", "True"))
        self.assertLess(int(kilobytes) * 1024, path.stat().st_size / 2)

    def test_circuit_writes_what_ngspice_solves_to_the_same_voltages(self):
        found = self.run_json("circuit", FLAGSHIP, "--walkthrough", "reference", "--at", "30", "--spice")
        path = self.folder / "circuit.cir"
        commands = ".control\nset numdgt=12\nac lin 1 50 50\nprint " + " ".join(
            f"v({name})" for name in found["nodes"]) + "\nquit\n.endc\n.end\n"
        path.write_text(found["netlist"].replace(".ac lin 1 50 50\n", "").replace(".end\n", commands))
        done = subprocess.run(["ngspice", "-b", path], capture_output=True, text=True)
        compared = 0
        for line in done.stdout.splitlines():
            if not line.startswith("v(") or " = " not in line:
                continue
            name, value = line.split(" = ")
            re, im = (float(part) for part in value.split(","))
            mine = found["nodes"][name[2:-1]]
            self.assertLess(abs(complex(re, im) - complex(mine["re"], mine["im"])), 0.01, name)
            compared += 1
        self.assertGreater(compared, 30, done.stdout + done.stderr)
        plain = shixun("circuit", FLAGSHIP, "--spice")
        self.assertEqual(plain.returncode, 0)
        self.assertTrue(plain.stdout.endswith(".end\n"))
        self.assertEqual(shixun("circuit", FLAGSHIP).returncode, 2)

    def test_bench_circuit_compares_with_ngspice_and_klu(self):
        rows = {r["name"]: r for r in self.run_json("bench", "circuit", "--quick")["benches"]}
        self.assertEqual(set(rows), {"circuit.resolve", "circuit.bare", "circuit.tick"})
        self.assertGreater(rows["circuit.resolve"]["ratio"], 1)
        self.assertGreater(rows["circuit.bare"]["ratio"], 1)

    def test_score_of_the_file_is_the_score_of_the_run(self):
        for walkthrough in ("reference", "no_padlock", "touches_live_terminal"):
            path, result = self.record(walkthrough)
            again = self.run_json("score", path)
            for key in ("scenario", "duration", "score", "findings"):
                self.assertEqual(again[key], result[key], (walkthrough, key))

    def test_score_takes_judgements_from_beside_the_record_and_never_into_it(self):
        path, result = self.record("no_padlock")
        before = path.read_bytes()
        self.assertEqual(result["score"]["pending"], 0.0)
        rule = result["findings"][0]["rule"]
        beside = path.with_name(path.stem + ".judgements.yaml")
        beside.write_text(
            "format: 1\noverrides:\n  - {rule: %s, share: 1, who: Ms Wang, "
            "when: \"2026-01-31T15:10:00Z\", why: agreed}\n" % rule)
        again = self.run_json("score", path)
        self.assertEqual(again["judgements"], str(beside))
        self.assertEqual(again["score"]["total"], result["score"]["total"])
        self.assertEqual(again["score"]["passed"], result["score"]["passed"])
        [override] = again["score"]["overrides"]
        self.assertEqual(override["automatic"]["why"], "broken")
        self.assertEqual(override["override"]["who"], "Ms Wang")
        self.assertGreater(again["score"]["withOverrides"]["total"], result["score"]["total"])
        self.assertEqual(path.read_bytes(), before)
        bad = self.folder / "other.yaml"
        bad.write_text("format: 1\noverrides:\n  - {rule: E99, share: 1, who: W, "
                       "when: \"2026-01-31T15:10:00Z\", why: w}\n")
        done = shixun("score", path, "--judgement", bad)
        self.assertEqual(done.returncode, 1)
        self.assertIn("other.yaml:3:12: error[unknown-name]", done.stderr)

    def test_steps_and_findings_tell_what_exports_need(self):
        result = self.run_json("score", self.record("no_padlock")[0])
        for step in result["steps"]:
            for key in ("title", "began", "ended", "used", "expected", "maximum", "earned",
                        "attempts", "hints", "evaluation"):
                self.assertIn(key, step)
            self.assertTrue(step["evaluation"] and not step["evaluation"].startswith("evaluation."))
        self.assertGreater(sum(step["used"] for step in result["steps"]), 30)
        self.assertEqual(len(result["findings"][0]["place"]), 3)

    def test_two_runs_with_one_seed_have_the_same_hashes(self):
        hashes = {self.record()[1]["finalHash"] for _ in range(2)}
        self.assertEqual(len(hashes), 1)

    def test_replay_verifies_every_hash(self):
        path, result = self.record()
        report = self.run_json("replay", path, "--verify")
        self.assertTrue(report["same"])
        self.assertGreater(report["compared"], result["duration"] * 9)

    def test_stills_of_a_session_are_seen_from_beside_and_through_the_trainees_eyes(self):
        folder = self.folder
        hands = folder / "hands.mcap"
        shixun("run", FLAGSHIP, "--walkthrough", "reference", "--hands", "--out", hands)
        pictures = []
        for options in ([], ["--eyes"]):
            png = folder / f"still{len(pictures)}.png"
            done = shixun("replay", hands, "--at", "150", "--png", png, *options)
            self.assertEqual(done.returncode, 0, done.stderr)
            pictures.append(png.read_bytes())
        self.assertNotEqual(*pictures)
        binary = shixun("inspect", hands, "--messages", "pose")
        self.assertEqual((binary.returncode, binary.stdout), (2, ""))
        commands, _ = self.record()
        refused = shixun("replay", commands, "--eyes", "--png", folder / "none.png")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("no head and hands", refused.stderr)
        late = shixun("replay", hands, "--at", "99999", "--png", folder / "none.png")
        self.assertEqual(late.returncode, 2)
        self.assertIn("the session ends after", late.stderr)

    def test_inspect_tells_contents_and_seal(self):
        path, result = self.record()
        contents = self.run_json("inspect", path)
        self.assertEqual(contents["seal"]["state"], "sealed")
        self.assertEqual(contents["damage"], [])
        self.assertEqual(contents["scenario"], FLAGSHIP)
        self.assertGreater(contents["channels"]["observable"], 10)
        commands = shixun("inspect", path, "--messages", "command").stdout.splitlines()
        self.assertTrue(any('"what":"Q1.handle","to":"off"' in c for c in commands))

    def test_a_changed_byte_breaks_the_seal_and_says_where(self):
        path, _ = self.record()
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        contents = self.run_json("inspect", path, code=1)
        self.assertNotEqual(contents["seal"]["state"], "sealed")

    def test_marks_of_a_record_whose_seal_is_broken_are_not_taken_for_good_ones(self):
        path, _ = self.record("no_padlock")
        data = bytearray(path.read_bytes())
        data[data.index(b"shixun", data.index(b"shixun") + 1)] ^= 1  # the header's `library`
        path.write_bytes(data)
        self.assertEqual(self.run_json("inspect", path, code=1)["seal"]["state"], "broken")
        marked = self.run_json("score", path, "--report", code=1)
        self.assertTrue(any("seal is broken" in w for w in marked["warnings"]), marked["warnings"])
        self.assertIn("The seal is broken", pathlib.Path(marked["report"]).read_text())
        self.assertFalse(self.run_json("replay", path, "--verify", code=1)["complete"])

    def test_a_session_is_never_written_over_another(self):
        path, _ = self.record("does_nothing")
        before = path.read_bytes()
        result = self.record("does_nothing")[1]
        self.assertEqual(path.read_bytes(), before)
        self.assertEqual(result["session"], str(self.folder / "does_nothing-2.mcap"))
        self.assertEqual(self.run_json("inspect", result["session"])["seal"]["state"], "sealed")

    def test_pictures_that_cannot_be_written_cost_no_session(self):
        path = self.folder / "s.mcap"
        done = shixun("run", FLAGSHIP, "--walkthrough", "does_nothing", "--out", path,
                      "--frames", "/etc/passwd", "--json")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("/etc/passwd", done.stderr)
        result = json.loads(done.stdout)
        self.assertEqual(self.run_json("inspect", path)["seal"]["state"], "sealed")
        self.assertEqual(self.run_json("score", path)["score"], result["score"])

    def test_options_that_make_no_sense_are_wrong_use(self):
        path, _ = self.record("does_nothing")
        run = ("run", FLAGSHIP, "--walkthrough", "does_nothing", "--out", self.folder / "x.mcap")
        for args, word in (
            ((*run, "--seed", "-1"), "-1"),
            ((*run, "--seed", "18446744073709551616"), "18446744073709551616"),
            ((*run, "--lang", "xx"), "en"),
            (("practise", FLAGSHIP, "--for-seconds", "nan"), "nan"),
            (("practise", FLAGSHIP, "--for-seconds", "inf"), "inf"),
            (("replay", path, "--at", "nan", "--png", self.folder / "x.png"), "nan"),
            (("replay", path, "--at", "1e6", "--png", self.folder / "x.png"), "ends after"),
            (("score", path, "--lang", "xx"), "xx"),
        ):
            done = shixun(*args)
            self.assertEqual(done.returncode, 2, (args, done.stderr))
            self.assertIn(word, done.stderr, args)
        self.assertFalse((self.folder / "x.mcap").exists())

    def test_what_is_no_file_is_not_read_and_lost_output_is_said(self):
        pipe = self.folder / "pipe.mcap"
        os.mkfifo(pipe)
        for path in (pipe, "/dev/zero"):
            self.assertEqual(shixun("score", path).returncode, 3, path)
        done = shixun("score", self.folder)  # sessions of a folder: this one is none
        self.assertEqual(done.returncode, 1)
        self.assertIn("there is no session", done.stderr)
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "--root", str(ROOT), "list"], stdout=full,
                                  stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(done.returncode, 3)
        self.assertIn("could not be written", done.stderr)

    def test_a_walkthrough_that_does_not_give_its_findings_fails(self):
        text = (ROOT / "scenarios" / FLAGSHIP / "walkthroughs/no_padlock.yaml").read_text()
        self.assertTrue(self.record("no_padlock")[1]["asExpected"])
        changed = self.folder / "changed.yaml"
        code = json.loads(shixun("run", FLAGSHIP, "--walkthrough", "no_padlock", "--out",
                                 self.folder / "a.mcap", "--json").stdout)["findings"][0]["rule"]
        changed.write_text(text.replace(code, "E01", 1))
        result = self.run_json("run", FLAGSHIP, "--walkthrough", changed, "--out",
                               self.folder / "b.mcap", code=1)
        self.assertFalse(result["asExpected"])

    def changed_rubric(self, *edits):
        copy = self.folder / f"changed{len(list(self.folder.glob('changed*')))}"
        shutil.copytree(ROOT / "scenarios" / FLAGSHIP, copy)
        path = copy / "scenario.yaml"
        text = path.read_text()
        for old, new in edits:
            self.assertIn(old, text)
            text = text.replace(old, new, 1)
        path.write_text(text)
        return copy

    def test_a_class_is_marked_again_with_a_changed_rubric(self):
        good, _ = self.record("reference")
        bad, before = self.record("no_padlock")
        codes = sorted({f["rule"] for f in before["findings"]})
        rules = (ROOT / "scenarios" / FLAGSHIP / "scenario.yaml").read_text()
        first = rules[rules.index("    - code: "):]
        first = first[:first.index("\n")]
        # A rule that everybody breaks, and one that nobody's record can tell about.
        aspect = re.search(r"aspect: (\w+)", rules).group(1)
        extra = (f"    - {{code: X1, aspect: {aspect}, severity: minor, marks: 1, wrong: {codes[0]}.wrong, "
                 f"advice: {codes[0]}.advice, about: [isolator], always: not event(finished)}}\n")
        changed = self.changed_rubric((first, extra + first))
        folder = self.folder / "class"
        (folder / "deeper").mkdir(parents=True)
        shutil.move(good, folder / "a.mcap")
        shutil.move(bad, folder / "deeper" / "b.mcap")
        (folder / "notes.txt").write_text("no session")
        csv = self.folder / "marks.csv"
        for jobs in ("1", "3"):
            result = self.run_json("score", folder, "--scenario", changed, "--csv", csv, "--jobs", jobs)
            self.assertEqual((result["marked"], result["changed"], result["failed"]), (2, 2, 0))
            a, b = result["sessions"]
            self.assertEqual(a["session"], str(folder / "a.mcap"))
            self.assertEqual(a["old"]["total"], 100.0)
            self.assertLess(a["new"]["total"], 100)
            self.assertEqual((a["appeared"], a["disappeared"]), (["X1"], []))
            self.assertEqual(b["old"]["findings"], codes)
            self.assertAlmostEqual(b["old"]["total"], before["score"]["total"])
            self.assertEqual(b["new"]["findings"], sorted(codes + ["X1"]))
        lines = csv.read_text().splitlines()
        self.assertEqual(len(lines), 3)
        self.assertIn(",100.0,true,", lines[1])
        self.assertIn(",X1,", lines[1])
        table = shixun("score", folder, "--scenario", changed, "--lang", "zh").stdout
        self.assertIn("+X1", table)
        self.assertNotIn("remark.", table)
        same = self.run_json("score", folder)
        self.assertEqual((same["marked"], same["changed"]), (2, 0))

    def test_a_rule_about_what_was_never_recorded_is_no_pass(self):
        path, _ = self.record("reference")
        copy = self.copy_of_content()
        equipment = copy / "assets/equipment/isolator/equipment.yaml"
        equipment.write_text(equipment.read_text() + "\nlogic: {wellMade: \"handle == on or handle != on\"}\n"
                             if "\nlogic:" not in equipment.read_text() else
                             equipment.read_text().replace("\nlogic:", "\nlogic:\n  wellMade: \"handle == on or handle != on\"", 1))
        scenario = copy / "scenarios" / FLAGSHIP / "scenario.yaml"
        text = scenario.read_text()
        first = text[text.index("    - code: "):]
        first = first[:first.index("\n")]
        aspect = re.search(r"aspect: (\w+)", text).group(1)
        scenario.write_text(text.replace(first, (
            f"    - {{code: X2, aspect: {aspect}, severity: gate, marks: 1, wrong: E01.wrong, advice: E01.advice, "
            f"about: [isolator], always: isolator.wellMade}}\n") + first, 1))
        done = subprocess.run([PROGRAM, "--root", str(copy), "score", str(path), str(path), "--json"],
                              capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        one = json.loads(done.stdout)["sessions"][0]
        self.assertIn("X2", one["new"]["underivable"])
        self.assertFalse(one["new"]["passed"])
        self.assertIsNone(one["old"]["total"])
        self.assertEqual(one["old"]["findings"], [])
        table = subprocess.run([PROGRAM, "--root", str(copy), "score", str(path), str(path)],
                               capture_output=True, text=True, timeout=300).stdout
        self.assertIn("cannot be derived: X2", table)

    def test_a_broken_record_does_not_stop_the_others(self):
        path, _ = self.record("does_nothing")
        noise = self.folder / "noise.mcap"
        noise.write_bytes(bytes(range(256)) * 20)
        none = self.folder / "none.mcap"
        result = self.run_json("score", noise, path, none, code=1)
        self.assertEqual((result["marked"], result["failed"]), (1, 2))
        self.assertIn("nothing in it belongs", result["sessions"][0]["trouble"])
        self.assertIn("new", result["sessions"][1])
        self.assertIn("none.mcap", result["sessions"][2]["trouble"])
        done = shixun("score", noise, path)
        self.assertEqual(done.returncode, 1)
        self.assertIn("noise.mcap", done.stderr)
        empty = self.folder / "empty"
        empty.mkdir()
        done = shixun("score", empty)
        self.assertEqual(done.returncode, 1)
        self.assertIn(str(empty), done.stderr)
        self.assertEqual(shixun("score", path, path, "--report").returncode, 2)
        self.assertEqual(shixun("score", path, path, "--jobs", "0").returncode, 2)
        self.assertEqual(shixun("score", path, "--csv", "/dev/full/x.csv").returncode, 3)

    def test_bench_remark_marks_the_reference_run_again(self):
        rows = {r["name"]: r for r in self.run_json("bench", "remark", "--quick")["benches"]}
        self.assertEqual(set(rows), {"remark.thousand", "remark.record", "remark.wall"})
        self.assertGreater(rows["remark.record"]["value"], 0)

    def test_a_cut_record_is_inspected_recovered_and_scored(self):
        path, _ = self.record("no_padlock")
        data = path.read_bytes()
        path.write_bytes(data[: len(data) * 2 // 3])
        self.assertFalse(self.run_json("inspect", path, code=1)["complete"])
        recovered = self.run_json("recover", path)
        self.assertGreater(recovered["messages"], 0)
        again = self.run_json("score", recovered["session"])
        self.assertEqual(again["ended"], "cut off")
        self.assertTrue(any("recovered" in w for w in again["warnings"]), again["warnings"])
        self.assertIn("damageCount", self.run_json("inspect", recovered["session"])["recovered"])
        part = self.run_json("replay", recovered["session"], "--verify", code=1)
        self.assertTrue(part["same"])
        self.assertFalse(part["complete"])
        whole = pathlib.Path(recovered["session"])
        for there in (path, whole, pathlib.Path("/dev/null")):
            before = there.read_bytes()
            done = shixun("recover", path, "--out", there)
            self.assertEqual(done.returncode, 3, there)
            self.assertIn("--out", done.stderr)
            self.assertEqual(there.read_bytes(), before)
        path.write_bytes(data[:8])
        self.assertEqual(shixun("recover", path, "--out", self.folder / "n.mcap").returncode, 1)
        self.assertFalse((self.folder / "n.mcap").exists())

    def test_pictures_of_a_mistake_show_steps_and_findings_and_validation_is_silent(self):
        out = self.folder / "p"
        result = self.run_json("run", FLAGSHIP, "--walkthrough", "no_padlock", "--out",
                               self.folder / "s.mcap", "--frames", out, env={"SHIXUN_VALIDATE": "1"})
        names = [pathlib.Path(p).name for p in result["pictures"]]
        self.assertTrue(any(n.endswith("-E03.png") for n in names), names)
        self.assertGreater(len(names), 10)
        for path in result["pictures"]:
            self.assertEqual(pathlib.Path(path).read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
        report = pathlib.Path(result["report"]).read_text()
        self.assertEqual(report.count("data:image/png;base64,"), len(names))

    def test_wrong_use_is_2(self):
        for args in (["nonsense"], ["run"], ["run", FLAGSHIP], ["score"], []):
            self.assertEqual(shixun(*args).returncode, 2, args)
        self.assertEqual(
            shixun("run", FLAGSHIP, "--walkthrough", "reference", "--mode", "exam").returncode, 2)

    def test_unknown_names_are_refused_with_the_nearest_one(self):
        done = shixun("run", "electrical/motor-starter-isolaton", "--walkthrough", "reference")
        self.assertEqual(done.returncode, 1)
        self.assertIn("motor-starter-isolation", done.stderr)
        done = shixun("run", FLAGSHIP, "--walkthrough", "referense", "--out", self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn("reference", done.stderr)

    def test_a_missing_session_is_an_environment_failure(self):
        done = shixun("score", self.folder / "none.mcap")
        self.assertEqual(done.returncode, 3)
        self.assertIn("none.mcap", done.stderr)

    def test_a_file_that_is_no_session_is_refused(self):
        path = self.folder / "noise.mcap"
        path.write_bytes(bytes(range(256)) * 20)
        done = shixun("score", path)
        self.assertEqual(done.returncode, 1)
        self.assertIn("noise.mcap", done.stderr)

    def test_a_full_disk_loses_no_session(self):
        full = self.folder / "full.mcap"
        full.symlink_to("/dev/full")
        done = shixun("run", FLAGSHIP, "--walkthrough", "reference", "--out", full, "--json")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("full.mcap", done.stderr)
        saved = json.loads(done.stdout)["session"]
        self.assertNotEqual(saved, str(full))
        again = self.run_json("score", saved)
        self.assertEqual(again["score"]["total"], 100.0)

    def test_shipped_content_passes_its_check(self):
        done = shixun("check", FLAGSHIP)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertNotIn("error", done.stdout)

    def test_schemas_come_one_by_one_all_together_and_as_files(self):
        every = self.run_json("schema")
        self.assertEqual(list(every), ["scenario", "equipment", "walkthrough", "text"])
        for kind, schema in every.items():
            self.assertEqual(schema["$schema"], "http://json-schema.org/draft-07/schema#")
            self.assertEqual(self.run_json("schema", kind), schema)
        files = self.run_json("schema", "--out", self.folder / "schemas")["schemas"]
        self.assertEqual([json.loads(pathlib.Path(f).read_text()) for f in files], list(every.values()))
        rules = every["scenario"]["definitions"]["a-rule"]["properties"]
        self.assertEqual(rules["severity"]["enum"], ["gate", "major", "moderate", "minor"])
        kinds = every["equipment"]["definitions"]["an-element"]["properties"]["type"]["enum"]
        self.assertIn("transformer", kinds)
        self.assertEqual(shixun("schema", "nonsense").returncode, 2)
        blocked = self.folder / "file"
        blocked.write_text("")
        self.assertEqual(shixun("schema", "--out", blocked / "below").returncode, 3)

    def test_the_authors_reference_is_what_the_program_prints(self):
        printed = shixun("schema", "--reference").stdout
        begin = "<!-- begin: printed by `shixun schema --reference` -->\n"
        end = "<!-- end: printed by `shixun schema --reference` -->"
        readme = ROOT / "scenarios" / "README.md"
        text = readme.read_text()
        self.assertEqual((text.count(begin), text.count(end)), (1, 1), "its marker lines are gone")
        before, rest = text.split(begin)
        between, after = rest.split(end)
        if os.environ.get("SHIXUN_WRITE_REFERENCE"):
            readme.write_text(before + begin + printed + end + after)
            return
        self.assertMultiLineEqual(
            between, printed, "scenarios/README.md is not what the tables say; renew it with "
            "SHIXUN_WRITE_REFERENCE=1 python3 tests/cli/cli_test.py build/release/bin/shixun . "
            "Cli.test_the_authors_reference_is_what_the_program_prints")

    def test_a_broken_copy_is_reported_with_place_and_hint(self):
        copy = self.folder / "copy"
        shutil.copytree(ROOT / "scenarios" / FLAGSHIP, copy)
        path = copy / "scenario.yaml"
        path.write_text(path.read_text().replace("time_limit: 45 min", "time_limit: 45 mm"))
        found = self.run_json("check", copy, code=1)["diagnostics"]
        self.assertTrue(any(d["code"] == "wrong-unit" and d["line"] > 0 for d in found), found)

    def test_a_file_that_would_take_for_ever_is_refused_in_under_a_second(self):
        copy = self.folder / "copy"
        shutil.copytree(ROOT / "scenarios" / FLAGSHIP, copy)
        aliases = "a: &a [x, x, x, x, x, x, x, x]\n"
        for one, other in zip("bcdefghij", "abcdefghi"):
            aliases += f"{one}: &{one} [" + ", ".join([f"*{other}"] * 8) + "]\n"
        hostile = {"50 MB": "a: [" + "1, " * (50 << 20 >> 2) + "1]\n", "brackets": "a: " + "[" * 10_000,
                   "dashes": "- " * 10_000 + "x\n", "maps": "{a: " * 10_000, "aliases": aliases}
        for name, text in hostile.items():
            for file in ("scenario.yaml", "text.en.yaml"):
                path = copy / file
                whole = path.read_text()
                path.write_text(text)
                begun = time.monotonic()
                done = shixun("check", path)
                self.assertLess(time.monotonic() - begun, 1, (name, file))
                self.assertEqual(done.returncode, 1, (name, file))
                self.assertRegex(done.stdout + done.stderr, re.escape(file) + r".*(too-large|unreadable-file)")
                path.write_text(whole)

    def copy_of_content(self):
        copy = self.folder / "content"
        for part in ("scenarios", "assets"):
            shutil.copytree(ROOT / part, copy / part)
        return copy

    def test_what_no_hand_gets_at_is_found_and_named(self):
        root = self.copy_of_content()

        def checked():
            done = subprocess.run([PROGRAM, "--root", str(root), "check", FLAGSHIP, "--json"],
                                  capture_output=True, text=True, timeout=300)
            found = json.loads(done.stdout)["diagnostics"]
            return {d["message"] for d in found if d["code"] == "unreachable"}

        def moved(model, node, by):
            path = root / "assets/equipment" / model / f"{model}.glb"
            whole = path.read_bytes()
            path.write_bytes(move_node(whole, node, by))
            found = checked()
            path.write_bytes(whole)
            return found

        self.assertEqual(checked(), set())
        found = moved("isolator_4p", "t_2T1", (0, 0, -0.04))
        self.assertTrue(any("'Q1.2T1'" in m and "is in the way" in m for m in found), found)
        found = moved("isolator_handle", "hasp", (0, 3, 0))
        self.assertTrue(any("'Q1.hasp'" in m and "a hand gets to 2.3 m" in m for m in found), found)
        scenario = root / "scenarios" / FLAGSHIP / "scenario.yaml"
        text = scenario.read_text()
        old = "S1: {equipment: push_button_green, at: {on: A1/body/mount_start}"
        self.assertEqual(text.count(old), 1)
        scenario.write_text(text.replace(old, old[:-1] + ", position: [0 m, 0 m, -0.2 m]}"))
        found = checked()
        self.assertTrue(any("'S1.button'" in m and "is in the way" in m for m in found), found)

    def run_in(self, root):
        return subprocess.run(
            [PROGRAM, "--root", str(root), "run", FLAGSHIP, "--walkthrough", "does_nothing",
             "--out", str(self.folder / "x.mcap")], capture_output=True, text=True, timeout=300)

    def test_a_broken_or_missing_model_is_named_with_what_to_do(self):
        root = self.copy_of_content()
        model = root / "assets/equipment/isolator_4p/isolator_4p.glb"
        whole = model.read_bytes()
        for content in (whole[:5000], b"", b"no model at all", whole[:200] + whole[:200], None):
            model.unlink()
            if content is not None:
                model.write_bytes(content)
            done = self.run_in(root)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("isolator_4p.glb", done.stderr)
            self.assertIn("isolator/equipment.yaml:", done.stderr)
            model.write_bytes(whole)
        self.assertEqual(self.run_in(root).returncode, 0)

    def test_a_missing_text_file_is_one_message(self):
        root = self.copy_of_content()
        (root / "scenarios" / FLAGSHIP / "text.zh.yaml").unlink()
        done = self.run_in(root)
        self.assertEqual(done.returncode, 1)
        self.assertIn("text.zh.yaml", done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)

    def test_without_its_own_texts_the_program_says_which_file_is_missing(self):
        root = self.copy_of_content()
        (root / "assets/text/en.yaml").unlink()
        done = self.run_in(root)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("assets/text/en.yaml", done.stderr)

    def test_run_tells_that_the_simulation_was_in_trouble(self):
        root = self.folder / "buzzing"
        shutil.copytree(ROOT / "assets" / "text", root / "assets" / "text")
        for path, text in BUZZER.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        command = [PROGRAM, "--root", str(root), "run", "course/buzzer", "--walkthrough", "wait",
                   "--out", str(self.folder / "x.mcap")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, r"shixun: the simulation was in trouble \d+ times?, first at \S+: "
                                      r"A contactor chatters\.")
        done = subprocess.run(command + ["--json"], capture_output=True, text=True, timeout=300)
        self.assertGreater(json.loads(done.stdout)["troubles"], 0)
        self.assertEqual(self.record()[1]["troubles"], 0)

    def test_a_hand_script_plays_and_a_broken_one_is_named(self):
        path = self.folder / "hands.mcap"
        result = self.run_json("run", FLAGSHIP, "--walkthrough", "false_report", "--hands", "--out", path)
        self.assertEqual({f["rule"] for f in result["findings"]}, {"E35", "E36"})
        self.assertEqual(self.run_json("score", path)["score"], result["score"])
        root = self.copy_of_content()
        script = root / "scenarios" / FLAGSHIP / "walkthroughs/hands/does_nothing.yaml"
        for content in (None, "format: 1\n", "\x00\x01", script.read_text().replace("{time: 5}", "{time: -5}")):
            script.unlink()
            if content is not None:
                script.write_text(content)
            done = subprocess.run(
                [PROGRAM, "--root", str(root), "run", FLAGSHIP, "--walkthrough", "does_nothing",
                 "--hands", "--out", str(path)], capture_output=True, text=True, timeout=300)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("hands/does_nothing.yaml", done.stderr)
            script.write_text("")

    def test_without_a_display_practise_says_what_to_do(self):
        done = subprocess.run(
            [PROGRAM, "--root", str(ROOT), "practise", FLAGSHIP], capture_output=True, text=True,
            env={k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")},
            timeout=120)
        self.assertEqual(done.returncode, 3, done.stdout)
        self.assertIn("display", done.stderr)

    def no_vulkan_device(self):
        nothing = self.folder / "no_driver.json"
        nothing.write_text("{}")
        return {"VK_DRIVER_FILES": str(nothing), "VK_ICD_FILENAMES": str(nothing)}

    def test_without_a_vulkan_device_pictures_say_what_to_do(self):
        env = self.no_vulkan_device()
        done = shixun("run", FLAGSHIP, "--walkthrough", "reference", "--out", self.folder,
                      "--frames", self.folder / "p", env=env)
        self.assertEqual(done.returncode, 3, done.stdout)
        self.assertIn("Vulkan", done.stderr)

    # Both sides drew the same picture, or there would be no figures; how large they are is the
    # machine's business.
    def test_bench_gives_figures_against_yardsticks_and_validation_is_silent(self):
        env = {"SHIXUN_VALIDATE": "1"}
        for name in ("stereo", "stereo.one_eye"):
            benches = self.run_json("bench", name, "--quick", env=env)["benches"]
            self.assertEqual([b["name"] for b in benches],
                             ["stereo.multiview", "stereo.one_eye", "stereo.cpu"])
            for bench in benches:
                self.assertEqual(bench["unit"], "ms")
                self.assertGreater(bench["value"], 0)
                self.assertGreater(bench["ratio"], 0)
                self.assertRegex(bench["against"], r"\w")
            self.assertEqual(["limit" in b for b in benches], [True, False, True])

    def test_bench_monitor_agrees_with_rules_by_hand_about_every_event(self):
        events, push = self.run_json("bench", "monitor", "--quick")["benches"]
        self.assertEqual((events["name"], push["name"]), ("monitor.events", "monitor.push"))
        self.assertEqual((events["unit"], events["limit"]), ("events/s", 10))
        self.assertGreater(events["ratio"], 0.5)
        self.assertGreater(events["value"], push["value"])

    def test_bench_of_the_record_says_that_poses_take_less_room_than_raw_numbers(self):
        size, time = self.run_json("bench", "record", "--quick")["benches"]
        self.assertEqual((size["name"], size["unit"]), ("record.bytes", "kB/min"))
        self.assertEqual((time["name"], time["unit"]), ("record.cpu", "%"))
        self.assertLess(size["ratio"], size["limit"])

    def test_bench_without_a_name_runs_all_and_shows_a_table_in_the_language_wanted(self):
        done = shixun("bench", "--quick", "--lang", "zh")
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = done.stdout.splitlines()
        self.assertIn("比值", lines[0])
        self.assertRegex(done.stdout, r"(?m)^stereo\.multiview +\d+\.\d{3} ms +\d+\.\d{3} ")
        self.assertNotIn("bench.", done.stdout)

    def test_an_unknown_benchmark_is_wrong_use_and_names_the_nearest_and_all(self):
        for args, words in ((("bench", "sterio"), ("'stereo'", "stereo.multiview")),
                            (("bench", "nonsense"), ("stereo.multiview",)),
                            (("bench", "stereo", "--lang", "xx"), ("xx", "zh"))):
            done = shixun(*args)
            self.assertEqual(done.returncode, 2, (args, done.stderr))
            self.assertEqual(done.stdout, "")
            for word in words:
                self.assertIn(word, done.stderr, args)

    def test_without_a_vulkan_device_bench_says_what_to_do(self):
        done = shixun("bench", "stereo", "--quick", "--json", env=self.no_vulkan_device())
        self.assertEqual(done.returncode, 3, done.stdout)
        self.assertEqual(json.loads(done.stdout)["benches"], [])
        self.assertIn("mesa-vulkan-drivers", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
