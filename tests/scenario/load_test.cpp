#include "scenario/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "math/libm.h"
#include "tests/scenario/fixture.h"

namespace shixun::scenario {
namespace {

std::unique_ptr<const ScenarioModel> loaded(const Content& content) {
  Diagnostics problems;
  auto model = content.load(problems);
  EXPECT_EQ(problems.text(), "");
  SHIXUN_ASSERT(model != nullptr, problems.text().c_str());
  return model;
}

const SignalModel& signal(const ScenarioModel& model, const std::string& name) {
  for (const SignalModel& s : model.signals) {
    if (s.name == name) return s;
  }
  SHIXUN_ASSERT(false, ("no signal " + name).c_str());
}

std::string problemsOf(const Content& content) {
  Diagnostics problems;
  const auto model = content.load(problems);
  EXPECT_EQ(model == nullptr, problems.hasErrors());
  return problems.text();
}

TEST(Load, TheBaseOfAllTestsHasNoProblems) {
  const Content content;
  const auto model = loaded(content);
  EXPECT_EQ(model->id, "course/task");
  EXPECT_EQ(model->version, "1.0.0");
  EXPECT_EQ(model->languages, (std::vector<std::string>{"en", "zh"}));
  EXPECT_EQ(model->instances.size(), 4u);
  EXPECT_EQ(model->prelude.size(), 1u);
  EXPECT_EQ(model->preludeSettle, 1);
}

TEST(Load, HeadingTurnsToTheLeftOfMinusZ) {
  const Content content;
  const Vec3 ahead = loaded(content)->worldFromStart.turn(Vec3(0, 0, -1));
  EXPECT_NEAR(ahead.x, -1, 1e-12);
  EXPECT_NEAR(ahead.z, 0, 1e-12);
}

TEST(Load, RotationsAreAppliedZThenYThenX) {
  Content content;
  content.edit(kScenarioFile, "{position: [1 m, 0 m, 0 m]}",
               "{rotation: [90 deg, 0 deg, 90 deg], position: [0 m, 2 m, 0 m]}");
  const auto model = loaded(content);
  const Vec3 x = model->parts[model->instances[1].parts[0]].parentFromPart.apply(Vec3(1, 0, 0));
  // z first: +X becomes +Y; then x: +Y becomes +Z.
  EXPECT_NEAR(x.x, 0, 1e-12);
  EXPECT_NEAR(x.y, 2, 1e-12);
  EXPECT_NEAR(x.z, 1, 1e-12);
}

TEST(Load, PartsStandOnNodesOfOthers) {
  const Content content;
  const auto model = loaded(content);
  const PartModel& lock = model->parts[model->instances[2].parts[0]];
  ASSERT_TRUE(lock.parent.has_value());
  EXPECT_EQ(model->parts[lock.parent->part].name, "Q1");
  EXPECT_EQ(model->sidecars[model->parts[lock.parent->part].sidecar].nodes[lock.parent->node].name,
            "label");
}

TEST(Load, EveryEntityCanBeNamedAndRolesLeadToThem) {
  const Content content;
  const auto model = loaded(content);
  const auto at = [&](const std::string& name) { return model->entities.at(name); };
  EXPECT_EQ(at("isolator"), at("Q1"));
  EXPECT_EQ(at("isolator.handle"), at("Q1.handle"));
  EXPECT_EQ(at("live"), at("Q1.in"));
  EXPECT_EQ(at("tester.a"), at("VT1.a"));
  EXPECT_EQ(at("clerk").kind, EntityKind::kPerson);
  EXPECT_EQ(at("clerk.ask").kind, EntityKind::kLine);
  EXPECT_EQ(at("clerk.name").kind, EntityKind::kField);
  EXPECT_EQ(at("isolator.window").kind, EntityKind::kInspect);
  EXPECT_EQ(at("isolator.wire").kind, EntityKind::kConductor);
  for (const auto& [name, entity] : model->entities) {
    EXPECT_EQ(model->entities.at(nameOf(*model, entity)), entity) << name;
    EXPECT_GE(instanceOf(*model, entity), 0) << name;
    EXPECT_TRUE(nodeOf(*model, entity).has_value()) << name;
    EXPECT_FALSE(titleOf(*model, entity, "zh").empty()) << name;
  }
}

TEST(Load, TitlesFallBackToEnglishThenToTheName) {
  const Content content;
  const auto model = loaded(content);
  EXPECT_EQ(titleOf(*model, model->entities.at("Q1.handle"), "zh"), "手柄");
  EXPECT_EQ(titleOf(*model, model->entities.at("Q1.handle"), "de"), "Handle");
  EXPECT_EQ(titleOf(*model, model->entities.at("Q1.hasp"), "zh"), "Q1.hasp");
  EXPECT_EQ(titleOf(*model, model->entities.at("clerk"), "en"), "Clerk");
  EXPECT_EQ(titleOf(*model, model->entities.at("clerk.ask"), "zh"), "可以吗？");
  EXPECT_EQ(nameOf(*model, {}), "");
  EXPECT_EQ(instanceOf(*model, {}), -1);
}

TEST(Load, TextsMissingInTheScenarioComeFromTheProgram) {
  const Content content;
  const auto model = loaded(content);
  EXPECT_EQ(textOf(*model, "form.name", "zh"), "姓名");
  EXPECT_EQ(textOf(*model, "R1.wrong", "zh"), "触碰");
  EXPECT_EQ(textOf(*model, "R1.wrong", "de"), "Touched");
  EXPECT_EQ(textOf(*model, "no.such", "zh"), "no.such");
}

TEST(Load, AMissingTextFileIsOneProblem) {
  Content content;
  content.files.files.erase("scenarios/course/task/text.zh.yaml");
  Diagnostics problems;
  EXPECT_EQ(content.load(problems), nullptr);
  EXPECT_THAT(problems.text(),
              testing::MatchesRegex(
                  "scenarios/course/task/text.zh.yaml:0:0: error.missing-file.: there is no "
                  "text.zh.yaml, where [0-9]+ texts in 'zh' should be; write it with the keys of "
                  "the other languages' files, or take 'zh' out of 'languages'\n"));
}

TEST(Load, SignalsKnowTheirTypeAndSource) {
  const Content content;
  const auto model = loaded(content);
  EXPECT_EQ(signal(*model, "Q1.handle").labels, (std::vector<std::string>{"on", "off"}));
  EXPECT_EQ(signal(*model, "Q1.handle.locked").source, SignalSource::kControlLocked);
  EXPECT_EQ(signal(*model, "Q1.pole.closed").source, SignalSource::kSwitchClosed);
  EXPECT_EQ(signal(*model, "Q1.voltage").constant, 230);
  EXPECT_EQ(signal(*model, "VT1.reading").dimension, dimension::kVoltage);
  EXPECT_EQ(signal(*model, "VT1.reading").resolution, 0.5);
  EXPECT_EQ(signal(*model, "PL1.place").labels,
            (std::vector<std::string>{"home", "hand", "worn", "floor", "Q1.hasp"}));
  EXPECT_EQ(signal(*model, "VT1.b.at").labels,
            (std::vector<std::string>{"none", "Q1.in", "Q1.out", "Q1.earth"}));
  EXPECT_EQ(signal(*model, "clerk.name.right").source, SignalSource::kFieldRight);
  EXPECT_EQ(model->signals[model->bodyCurrentSignal].name, "body.current");
  for (size_t i = 0; i < model->controls.size(); ++i) {
    const SignalModel& s = model->signals[model->controls[i].signal];
    EXPECT_EQ(s.source, SignalSource::kControl);
    EXPECT_EQ(s.index, i);
  }
}

TEST(Load, ExpressionsReadTheSignalRow) {
  const Content content;
  const auto model = loaded(content);
  std::vector<double> row(model->signals.size(), 0);
  const Expression& closed = model->switches[0].closedWhen;
  ASSERT_TRUE(closed.program.has_value());
  EXPECT_EQ(closed.text, "handle == on");
  EXPECT_TRUE(closed.program->evaluate(row));
  row[model->controls[0].signal] = 1;
  EXPECT_FALSE(closed.program->evaluate(row));
  EXPECT_TRUE(model->lines[0].when.program->evaluate(row));
  EXPECT_FALSE(model->controls[0].freeWhen.program.has_value()) << "not given: always true";
}

TEST(Load, TheCircuitHasOneNodeForAllThatIsWiredTogether) {
  Content content;
  content.edit(kScenarioFile, "  Q1: {equipment: box}\n",
               "  Q1: {equipment: box}\n  Q2: {equipment: box, parameters: {voltage: 100 V}}\n");
  content.edit(kScenarioFile, "people:\n",
               "wires: [[Q1.earth, Q2.earth], [Q1.out, Q2.out]]\npeople:\n");
  const auto model = loaded(content);
  const auto node = [&](const std::string& name) {
    return model->terminals[model->entities.at(name).index].circuitNode;
  };
  EXPECT_EQ(node("Q1.earth"), node("Q2.earth"));
  EXPECT_EQ(node("Q1.out"), node("Q2.out"));
  EXPECT_NE(node("Q1.in"), node("Q2.in"));
  EXPECT_EQ(node("Q1.earth"), model->earth);
  const auto& net = model->circuit.net;
  EXPECT_EQ(net.nodes.size(), 4u);
  ASSERT_EQ(net.sources.size(), 2u);
  EXPECT_EQ(net.sources[0].volts, 230);
  EXPECT_EQ(net.sources[1].volts, 100) << "parameters are per instance";
  EXPECT_EQ(net.impedances[0].resistance, 230.0 * 230.0 / 2);
  EXPECT_EQ(model->conductors[0].element.kind, CurrentRef::Kind::kImpedance);
}

TEST(Load, ReactancesAreTakenAtFiftyHertz) {
  Content content;
  content.edit(kBoxFile, "resistance: 10 mOhm}",
               "resistance: 10 mOhm, reactance: 314.159265358979 mOhm}");
  const auto model = loaded(content);
  EXPECT_NEAR(model->circuit.net.sources[0].inductance, 1e-3, 1e-15);
}

TEST(Load, InitialPositionsOverrideTheEquipment) {
  Content content;
  content.edit(kScenarioFile, "Q1: {equipment: box}",
               "Q1: {equipment: box, initial: {handle: \"off\"}}");
  EXPECT_EQ(loaded(content)->controls[0].initial, 1u);
}

TEST(Load, LocksBelongToPersonsAndLinesHaveEffects) {
  const Content content;
  const auto model = loaded(content);
  EXPECT_EQ(model->items[1].owner, 0);
  EXPECT_EQ(model->items[0].owner, -1);
  ASSERT_EQ(model->lines[0].effects.size(), 1u);
  EXPECT_EQ(model->lines[0].effects[0].kind, EffectModel::Kind::kHang);
  EXPECT_EQ(model->lines[0].effects[0].item, 1u);
  EXPECT_EQ(model->points[0].blocks, 0);
}

TEST(Load, MarksAreNormalisedToOneHundred) {
  const Content content;
  const RubricModel rubric = loaded(content)->rubric;
  EXPECT_EQ(rubric.rules[0].marks, 75);
  EXPECT_EQ(rubric.rules[1].marks, 25);
  EXPECT_EQ(rubric.aspects[0].marks, 100);
  EXPECT_EQ(rubric.steps[0].maximumScore, 100);
}

TEST(Load, AtomsOfRulesAreSharedAndKeepTheirRoles) {
  const Content content;
  const auto model = loaded(content);
  std::vector<std::string> names;
  for (const AtomModel& atom : model->rubric.atoms) names.push_back(atom.name);
  EXPECT_THAT(
      names, testing::ElementsAre("event(operated, what=isolator.handle, to=off)", "event(touched)",
                                  "value(measured, what=tester, pair=live/dead, to=volts)",
                                  "value(measured, what=tester, pair=live/ground, to=volts)",
                                  "value(measured, what=tester, pair=dead/ground, to=volts)",
                                  "hangs(own_lock, isolator.hasp)", "volts(dead, ground)"));
  const EventFilter& filter = model->rubric.atoms[3].filter;
  EXPECT_EQ(filter.kind, EventKind::kMeasured);
  EXPECT_EQ(filter.what, model->entities.at("VT1"));
  EXPECT_TRUE(filter.pair);
  EXPECT_EQ(filter.pairA, model->entities.at("Q1.in"));
  EXPECT_EQ(filter.pairB, model->entities.at("Q1.earth"));
  EXPECT_EQ(filter.to, "volts");
  EXPECT_EQ(model->rubric.rules[0].atoms, (std::vector<uint32_t>{1, 2, 3, 4}));
  EXPECT_EQ(model->rubric.rules[1].form, RuleForm::kFinally);
}

TEST(Load, SidesOfPairsAndMembersOfSetsHaveMembers) {
  Content content;
  content.edit(
      kScenarioFile, "hangs(own_lock, isolator.hasp) and volts(dead, ground) < 50 V",
      "\"(forall p in pairs: volts(p.a, p.b) < 50 V) and (exists t in things: t.place == hand)\"");
  content.edit(kScenarioFile, "  terminals:", "  things: [tester, own_lock]\n  terminals:");
  const auto model = loaded(content);
  const AtomModel& volts = model->rubric.atoms[5];
  EXPECT_EQ(volts.name, "volts(live, dead)");
  EXPECT_EQ(volts.b, model->entities.at("Q1.out"));
  EXPECT_EQ(model->rubric.atoms[8].name, "tester.place");
}

TEST(Load, PlacesInRulesAreNamedByRole) {
  Content content;
  content.edit(kScenarioFile, "hangs(own_lock, isolator.hasp)", "own_lock.place == isolator.hasp");
  loaded(content);
}

TEST(Load, RenamingEquipmentTouchesNoRule) {
  Content content;
  std::string& file = content.files.files.at(kScenarioFile);
  const Content original;
  for (size_t at; (at = file.find("Q1")) != std::string::npos;) file.replace(at, 2, "MAIN");
  const auto before = loaded(original);
  const auto after = loaded(content);
  ASSERT_EQ(before->rubric.rules.size(), after->rubric.rules.size());
  for (size_t i = 0; i < before->rubric.rules.size(); ++i) {
    EXPECT_EQ(before->rubric.rules[i].formulaText, after->rubric.rules[i].formulaText);
    EXPECT_EQ(before->rubric.rules[i].atoms, after->rubric.rules[i].atoms);
  }
}

TEST(Load, TheDigestFollowsEveryFileAndNotThePlace) {
  const Content content;
  const std::string digest = loaded(content)->contentHash;
  EXPECT_EQ(digest, loaded(Content())->contentHash);
  Content moved;
  for (const auto& [path, text] : content.files.files) {
    if (path.starts_with("scenarios/course/task/")) {
      moved.files.files["elsewhere/" + path.substr(22)] = text;
    }
  }
  Diagnostics problems;
  EXPECT_EQ(load(moved.root, "elsewhere", problems)->contentHash, digest);
  EXPECT_EQ(load(moved.root, "elsewhere/scenario.yaml", problems)->contentHash, digest);
  for (const std::string& path :
       {kScenarioFile, kBoxFile, std::string("scenarios/course/task/text.zh.yaml"),
        std::string("assets/equipment/lock/equipment.yaml")}) {
    Content changed;
    changed.files.files.at(path) += "# a remark\n";
    EXPECT_NE(loaded(changed)->contentHash, digest) << path;
  }
  Content model;
  model.addModel("lock", {"another"});
  EXPECT_NE(loaded(model)->contentHash, digest);
  Content walkthrough;
  walkthrough.files.files.at("scenarios/course/task/walkthroughs/reference.yaml") += "#\n";
  EXPECT_EQ(loaded(walkthrough)->contentHash, digest) << "a walkthrough is no part of the scenario";
}

TEST(Load, OneProblemDoesNotHideAnother) {
  Content content;
  content.edit(kScenarioFile, "Q1: {equipment: box}", "Q1: {equipment: bx}");
  content.edit(kScenarioFile, "pass: 80", "pass: 180");
  content.edit(kScenarioFile, "frequency: 50 Hz", "frequency: 50 V");
  const std::string all = problemsOf(content);
  EXPECT_THAT(all, testing::HasSubstr("unknown-equipment"));
  EXPECT_THAT(all, testing::HasSubstr("wrong-unit"));
  EXPECT_THAT(all, testing::HasSubstr("bad-value"));
}

TEST(Load, WhatFollowsFromABrokenRoleIsNotReportedAgain) {
  Content content;
  content.edit(kScenarioFile, "tester: VT1", "tester: VT9");
  const std::string all = problemsOf(content);
  EXPECT_THAT(all, testing::HasSubstr("'VT9'; did you mean 'VT1'?"));
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 1) << all;
  Content itself;
  itself.edit(kScenarioFile, "tester: VT1", "tester: tester");
  EXPECT_THAT(problemsOf(itself), testing::HasSubstr("unknown-name"));
}

TEST(Load, AForgottenWireIsAWarning) {
  Content content;
  content.edit(kBoxFile, "between: [out, earth]", "between: [out, earth2]");
  content.edit(kBoxFile, "  earth: {", "  earth2: {title: {en: a, zh: b}}\n  earth: {");
  EXPECT_THAT(problemsOf(content),
              testing::HasSubstr("warning[unconnected-terminal]: 'Q1.earth2' leads nowhere"));
}

TEST(Load, ALockThatFitsNowhereIsAWarning) {
  Content content;
  content.edit("assets/equipment/lock/equipment.yaml", "tags: [lock]", "tags: [padlock]");
  EXPECT_THAT(problemsOf(content), testing::HasSubstr("warning[fits-nowhere]"));
}

TEST(Load, ListingsShowWhatIsThereAndReportTheRest) {
  Content content;
  content.files.files["scenarios/course/broken/scenario.yaml"] = "format: 2\n";
  Diagnostics problems;
  const auto list = listScenarios(content.root, problems);
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].id, "course/task");
  EXPECT_EQ(list[0].title.at("zh"), "任务");
  EXPECT_EQ(list[0].modes, (std::vector<std::string>{"learn", "assess"}));
  EXPECT_EQ(list[0].walkthroughs, (std::vector<std::string>{"asks", "mistake", "reference"}));
  EXPECT_THAT(problems.text(), testing::HasSubstr("bad-format-version"));
}

TEST(Load, EquipmentIsCheckedByItself) {
  Content content;
  Diagnostics problems;
  check(content.root, kBoxFile, problems);
  check(content.root, "assets/text/en.yaml", problems);
  EXPECT_EQ(problems.text(), "");
  content.edit(kBoxFile, "closed_when: handle == on", "closed_when: handel == on");
  check(content.root, kBoxFile, problems);
  EXPECT_THAT(problems.text(), testing::HasSubstr("did you mean 'handle'?"));
}

TEST(Load, AScenarioIsCheckedWithItsWalkthroughsAndAFolderWithAllBelowIt) {
  Content content;
  const std::string walkthrough = "scenarios/course/task/walkthroughs/mistake.yaml";
  content.edit(walkthrough, "{touch: dead", "{touch: ded");
  content.edit("assets/equipment/tester/equipment.yaml", "tip_b", "tip_c");
  for (const std::string& path :
       {std::string("course/task"), std::string("scenarios"), walkthrough}) {
    Diagnostics problems;
    check(content.root, path, problems);
    // The broken tester hides the walkthrough, whose names mean nothing without a scenario.
    EXPECT_THAT(problems.text(), testing::HasSubstr("tester/equipment.yaml:6:")) << path;
  }
  content.edit("assets/equipment/tester/equipment.yaml", "tip_c", "tip_b");
  for (const std::string& path :
       {std::string("course/task"), std::string("scenarios"), walkthrough}) {
    Diagnostics problems;
    check(content.root, path, problems);
    EXPECT_THAT(problems.text(), testing::HasSubstr("mistake.yaml:11:")) << path;
  }
  Diagnostics problems;
  check(content.root, "assets", problems);
  EXPECT_EQ(problems.text(), "");
  check(content.root, "no/such/path", problems);
  EXPECT_THAT(problems.text(), testing::HasSubstr("unknown-scenario"));
}

TEST(Load, AFolderThatHoldsNothingOfOursIsNotPassedInSilence) {
  Content content;
  content.files.files["photos/site/mcc.jpg"] = "no scenario";
  Diagnostics problems;
  check(content.root, "photos", problems);
  EXPECT_THAT(problems.text(), testing::HasSubstr("nothing-to-check"));
}

TEST(Load, AFolderIsCheckedWithItsTexts) {
  Content content;
  content.files.files["assets/text/en.yaml"] += "\nextra: [no, text]\n";
  Diagnostics problems;
  check(content.root, "assets", problems);
  EXPECT_THAT(problems.text(), testing::HasSubstr("assets/text/en.yaml:"));
}

TEST(Load, AMissingScenarioSaysWhereItWasLookedFor) {
  const Content content;
  Diagnostics problems;
  EXPECT_EQ(load(content.root, "course/tusk", problems), nullptr);
  EXPECT_THAT(problems.text(), testing::HasSubstr("scenarios/course/tusk"));
  EXPECT_THAT(problems.text(), testing::HasSubstr("did you mean 'course/task'?"));
}

}  // namespace
}  // namespace shixun::scenario
