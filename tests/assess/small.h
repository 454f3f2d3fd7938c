// A small scenario in memory (tests/bad/base: a supply, a switch and a lamp in a box, a tester, a
// lock) whose rubric a test writes itself, and what a walkthrough of it gives, live and from its
// record.
#pragma once

#include <gtest/gtest.h>

#include "assess/run.h"
#include "record/reader.h"
#include "session/playback.h"
#include "tests/scenario/fixture.h"

namespace shixun::assess {

struct SmallOutcome {
  std::vector<Finding> findings;
  Score score;
  session::Playback playback;
  std::string record;  // bytes

  const RuleScore& rule(const std::string& code) const {
    for (const RuleScore& one : score.rules) {
      if (one.code == code) return one;
    }
    SHIXUN_ASSERT(false, ("no rule " + code).c_str());
  }
};

// A rubric of one aspect `safety` and one step `open`; `rest` follows, indented by two.
inline std::string rubricWith(const std::string& rest) {
  return R"yaml(  pass: 50
  aspects: {safety: {title: aspect.safety}}
  steps:
    - {id: open, title: step.open, reason: step.open.why, expected: 10 s,
       done_when: "once(event(operated, what=isolator.handle, to=off))"}
)yaml" + rest;
}
// A rule R1 or R2; `rest` are its other keys.
inline std::string ruleWith(const std::string& code, const std::string& rest) {
  return "    - {code: " + code + ", aspect: safety, severity: minor, wrong: " + code +
         ".wrong, advice: " + code + ".advice, " + rest + "}\n";
}

class Small {
 public:
  // `rubric`: what follows "rubric:" in scenario.yaml, indented by two.
  explicit Small(const std::string& rubric) {
    std::string& file = content.files.files.at(scenario::kScenarioFile);
    file = file.substr(0, file.find("\nrubric:")) + "\nrubric:\n" + rubric;
  }

  void load() {
    Diagnostics problems;
    model = content.load(problems);
    ASSERT_NE(model, nullptr) << problems.text();
  }

  // steps: of a walkthrough, one a line. Live and from the record everything is the same.
  SmallOutcome play(const std::string& steps, const std::string& mode = "learn") {
    if (model == nullptr) load();
    SmallOutcome out;
    if (model == nullptr) return out;
    content.files.files["scenarios/course/task/walkthroughs/played.yaml"] =
        "format: 1\ntitle: {en: Played, zh: 操作}\nmode: " + mode +
        "\nexpect: {findings: []}\nsteps:\n" + steps;
    Diagnostics problems;
    auto walkthrough = scenario::loadWalkthrough(content.root, *model, "played", problems);
    EXPECT_TRUE(walkthrough.ok()) << problems.text();
    if (!walkthrough.ok()) return out;
    MemoryDisk files;
    Run run(*model, session::infoOf(*walkthrough), std::move(files.create("s.mcap")).value());
    CommandPlayer player(*walkthrough);
    while (!run.over()) static_cast<void>(run.step(player.due(run.session().state())));
    EXPECT_TRUE(run.session().recorder()->close(nullptr).ok());
    out.findings = run.assessor().findings();
    out.score = run.score();
    out.record = files.files["s.mcap"];
    auto reader = record::Reader::open(out.record);
    EXPECT_TRUE(reader.ok());
    out.playback = session::readPlayback(*reader, *model);
    expectSameAgain(out, remark(*model, out.playback));
    return out;
  }

  scenario::Content content;
  std::unique_ptr<const ScenarioModel> model;

 private:
  static void expectSame(const Finding& a, const Finding& b) {
    EXPECT_EQ(a.rule, b.rule);
    EXPECT_EQ(a.tick, b.tick);
    EXPECT_EQ(a.marksLost, b.marksLost);
    EXPECT_EQ(a.found, b.found);
    EXPECT_EQ(a.wanted, b.wanted);
    EXPECT_EQ(a.event, b.event);
    ASSERT_EQ(a.values.size(), b.values.size());
    for (size_t i = 0; i < a.values.size(); ++i) EXPECT_EQ(a.values[i].value, b.values[i].value);
  }

  static void expectSameAgain(const SmallOutcome& out, const Remarked& again) {
    EXPECT_EQ(again.score.total, out.score.total);
    EXPECT_EQ(again.score.passed, out.score.passed);
    ASSERT_EQ(again.score.rules.size(), out.score.rules.size());
    for (size_t r = 0; r < again.score.rules.size(); ++r) {
      EXPECT_EQ(again.score.rules[r].state, out.score.rules[r].state);
      EXPECT_EQ(again.score.rules[r].earned, out.score.rules[r].earned);
      EXPECT_EQ(again.score.rules[r].found, out.score.rules[r].found);
    }
    ASSERT_EQ(again.findings.size(), out.findings.size());
    for (size_t i = 0; i < out.findings.size(); ++i) expectSame(out.findings[i], again.findings[i]);
    // What was written down when it was found is the same, too, if in another order.
    auto recorded = out.playback.findings;
    std::stable_sort(recorded.begin(), recorded.end(),
                     [](const Finding& a, const Finding& b) { return a.tick < b.tick; });
    ASSERT_EQ(recorded.size(), out.findings.size());
    for (size_t i = 0; i < out.findings.size(); ++i) expectSame(out.findings[i], recorded[i]);
  }
};

inline std::vector<std::string> rulesOf(const std::vector<Finding>& findings) {
  std::vector<std::string> codes;
  for (const Finding& finding : findings) codes.push_back(finding.rule);
  return codes;
}

}  // namespace shixun::assess
