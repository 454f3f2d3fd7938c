#!/usr/bin/env python3
"""The proof of a scenario from outside: its shape, and defects planted in copies, each told by name.
Usage: prove_test.py PROGRAM ROOT [TEST...]"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
FLAGSHIP = ROOT / "scenarios/electrical/motor-starter-isolation"


def shixun(*words):
    return subprocess.run([PROGRAM, "--root", str(ROOT), *map(str, words)], text=True, capture_output=True,
                          timeout=900)


class Planted(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.copy = self.folder / "copy"
        shutil.copytree(FLAGSHIP, self.copy)

    def change_rule(self, code, old, new):
        path = self.copy / "scenario.yaml"
        text = path.read_text(encoding="utf-8")
        begin = text.index(f"- code: {code}")
        end = text.index("- code:", begin + 1)
        rule = text[begin:end]
        self.assertIn(old, rule)
        path.write_text(text[:begin] + rule.replace(old, new) + text[end:], encoding="utf-8")

    def prove(self, mutants):
        done = shixun("prove", self.copy, "--mutants", mutants, "--json")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.returncode, json.loads(done.stdout)

    def problems(self, proof):
        runs = proof["reference"]["runs"] + proof["mistakes"]["runs"]
        return {run["name"]: run["problem"] for run in runs if run["problem"]}

    def test_the_scenario_itself_is_proved_and_its_numbers_add_up(self):
        code, proof = self.prove(24)
        self.assertEqual(code, 0)
        self.assertTrue(proof["passed"] and proof["reference"]["passed"])
        self.assertEqual(proof["mistakes"]["matched"], proof["mistakes"]["total"])
        self.assertEqual(proof["rulesNeverBroken"], [])
        mutants = proof["mutants"]
        self.assertEqual(mutants["total"], sum(mutants[kind] for kind in
                                               ("marked", "harmless", "unmarked", "undetectedHazards")))
        self.assertEqual(mutants["undetectedHazards"], 0)

    def test_a_gate_that_is_taken_away_is_missed_by_name(self):
        path = self.copy / "scenario.yaml"
        text = path.read_text(encoding="utf-8")
        begin = text.index("- code: E14")
        path.write_text(text[:begin] + text[text.index("- code:", begin + 1):], encoding="utf-8")
        checked = shixun("check", self.copy)
        self.assertEqual(checked.returncode, 1)
        self.assertIn("E14", checked.stdout)

    def test_a_gate_that_never_speaks_is_missed_by_the_mistakes_that_it_is_for(self):
        self.change_rule("E14", "not event(operated, what=neighbour.handle)",
                         "not event(operated, what=neighbour.handle) or not event(hinted)")
        code, proof = self.prove(0)
        self.assertEqual(code, 1)
        problems = self.problems(proof)
        self.assertTrue(problems)
        for problem in problems.values():
            self.assertIn("E14", problem)

    def test_a_wrong_bound_is_told_by_the_runs_that_it_spoils(self):
        self.change_rule("E26", "0.5 mA", "500 mA")
        code, proof = self.prove(0)
        self.assertEqual(code, 1)
        self.assertTrue(any("E26" in problem for problem in self.problems(proof).values()))

    def test_gates_made_minor_leave_a_hazard_that_is_told_with_its_fewest_commands(self):
        self.change_rule("E04", "severity: gate", "severity: minor")
        self.change_rule("E26", "severity: gate", "severity: minor")
        code, proof = self.prove(120)
        self.assertEqual(code, 1)
        hazards = proof["undetectedHazards"]
        self.assertEqual(len(hazards), proof["mutants"]["undetectedHazards"])
        self.assertTrue(hazards)
        self.assertEqual(hazards[0]["hazard"]["name"], "shock")
        self.assertTrue(any("touch:" in command for command in hazards[0]["commands"]))
        self.assertLess(len(hazards[0]["commands"]), 12)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
