#!/usr/bin/env python3
"""The program from outside: exit codes, JSON shapes, messages.  Usage: cli_test.py PROGRAM ROOT"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
FLAGSHIP = "electrical/motor-starter-isolation"


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
        for path in (pipe, "/dev/zero", self.folder):
            self.assertEqual(shixun("score", path).returncode, 3, path)
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

    def test_a_broken_copy_is_reported_with_place_and_hint(self):
        copy = self.folder / "copy"
        shutil.copytree(ROOT / "scenarios" / FLAGSHIP, copy)
        path = copy / "scenario.yaml"
        path.write_text(path.read_text().replace("time_limit: 45 min", "time_limit: 45 mm"))
        found = self.run_json("check", copy, code=1)["diagnostics"]
        self.assertTrue(any(d["code"] == "wrong-unit" and d["line"] > 0 for d in found), found)

    def copy_of_content(self):
        copy = self.folder / "content"
        for part in ("scenarios", "assets"):
            shutil.copytree(ROOT / part, copy / part)
        return copy

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
    unittest.main(argv=sys.argv[:1], verbosity=2)
