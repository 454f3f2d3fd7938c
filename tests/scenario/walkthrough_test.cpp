#include "scenario/walkthrough.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/fixture.h"

namespace shixun::scenario {
namespace {

const std::string kFolder = "scenarios/course/task/walkthroughs/";

class WalkthroughTest : public testing::Test {
 protected:
  void SetUp() override {
    Diagnostics problems;
    model_ = content_.load(problems);
    ASSERT_NE(model_, nullptr) << problems.text();
  }
  Walkthrough read(const std::string& name) {
    Diagnostics problems;
    auto result = loadWalkthrough(content_.root, *model_, name, problems);
    EXPECT_EQ(problems.text(), "");
    return result.ok() ? *result : Walkthrough{};
  }
  std::string refused(const std::string& name) {
    Diagnostics problems;
    const auto result = loadWalkthrough(content_.root, *model_, name, problems);
    EXPECT_FALSE(result.ok());
    return problems.text();
  }
  void write(const std::string& name, const std::string& content) {
    content_.files.files[kFolder + name + ".yaml"] = "format: 1\ntitle: {en: a, zh: b}\n" + content;
  }
  static std::vector<std::string> ids(const Walkthrough& w) {
    std::vector<std::string> list;
    for (const WalkthroughStep& step : w.steps) list.push_back(step.id);
    return list;
  }

  Content content_;
  std::unique_ptr<const ScenarioModel> model_;
};

TEST_F(WalkthroughTest, CommandsAreReadWithTheirArguments) {
  const Walkthrough w = read("reference");
  EXPECT_EQ(w.name, "reference");
  EXPECT_EQ(w.mode, "assess");
  EXPECT_TRUE(w.fullMarks);
  ASSERT_EQ(w.steps.size(), 6u);
  EXPECT_EQ(w.steps[0].command.kind, CommandKind::kOperate);
  EXPECT_EQ(w.steps[0].command.what, model_->entities.at("Q1.handle"));
  EXPECT_EQ(w.steps[0].command.position, 1u);
  EXPECT_EQ(w.steps[0].after, 2);
  EXPECT_EQ(w.steps[1].after, 1) << "the default";
  EXPECT_EQ(w.steps[2].command.at, model_->entities.at("Q1.hasp"));
  EXPECT_EQ(w.steps[3].command.hand, Hand::kLeft);
  EXPECT_EQ(w.steps[4].command.hand, Hand::kRight);
  EXPECT_EQ(w.steps[5].command.kind, CommandKind::kFinish);
  EXPECT_EQ(w.steps[0].where.line, 5);
}

TEST_F(WalkthroughTest, AnExtendedOneDropsReplacesAndInsertsBlocks) {
  const Walkthrough w = read("mistake");
  EXPECT_EQ(ids(w), (std::vector<std::string>{"open", "open", "test", "test", "", "", ""}));
  EXPECT_EQ(w.steps[1].command.kind, CommandKind::kExamine);
  EXPECT_EQ(w.steps[4].command.kind, CommandKind::kTouch);
  EXPECT_EQ(w.steps[6].command.kind, CommandKind::kFinish);
  EXPECT_FALSE(w.fullMarks) << "what the extended one expects is not inherited";
  EXPECT_EQ(w.findings, (std::vector<std::string>{"R1", "R2"})) << "sorted";
  ASSERT_EQ(w.faults.size(), 1u);
  EXPECT_EQ(model_->faults[w.faults[0]].name, "Q1.stuck");
}

TEST_F(WalkthroughTest, ADroppedBlockCanStillBeInsertedBeforeIt) {
  write("x",
        "extends: reference\ndrop: [test]\ninsert: [{before: test, steps: [{pause, id: p}]}]\n"
        "expect: {findings: []}\n");
  EXPECT_EQ(ids(read("x")), (std::vector<std::string>{"open", "lock", "lock", "p", ""}));
}

TEST_F(WalkthroughTest, NamesThatAreNotThereAreReportedTogether) {
  write("x",
        "extends: reference\ndrop: [lokc]\nfaults: [isolator.stuk]\n"
        "steps: [{take: own_lok}, {operate: isolator.handle, to: of}]\n"
        "expect: {findings: [R3]}\n");
  const std::string all = refused("x");
  EXPECT_THAT(all, testing::HasSubstr("did you mean 'lock'?"));
  EXPECT_THAT(all, testing::HasSubstr("did you mean 'Q1.stuck'?"));
  EXPECT_THAT(all, testing::HasSubstr("did you mean 'own_lock'?"));
  EXPECT_THAT(all, testing::HasSubstr("did you mean 'off'?"));
  EXPECT_THAT(all, testing::HasSubstr("did you mean 'R1'?"));
}

TEST_F(WalkthroughTest, FieldsWithOptionsTakeOnlyThose) {
  content_.edit("assets/equipment/clerk/equipment.yaml", "{text: form.name}",
                "{text: form.name, options: [R1.wrong, R2.wrong]}");
  SetUp();
  write("x", "steps: [{fill: clerk.name, text: R2.wrong}]\nexpect: {findings: []}\n");
  EXPECT_EQ(read("x").steps.size(), 1u);
  write("x", "steps: [{fill: clerk.name, text: R3.wrong}]\nexpect: {findings: []}\n");
  EXPECT_THAT(refused("x"), testing::HasSubstr("no option of this field 'R3.wrong'"));
}

TEST_F(WalkthroughTest, LoopsOfExtensionsAreRefused) {
  write("a", "extends: b\nexpect: {findings: []}\n");
  write("b", "extends: a\nexpect: {findings: []}\n");
  EXPECT_THAT(refused("a"), testing::HasSubstr("walkthrough-loop"));
}

TEST_F(WalkthroughTest, OnlyTheScenariosOwnFolderIsRead) {
  content_.files.files["secret.yaml"] = content_.files.files.at(kFolder + "reference.yaml");
  write("x", "extends: ../../../secret\nexpect: {findings: []}\n");
  EXPECT_THAT(refused("x"), testing::HasSubstr("unknown-name"));
  EXPECT_EQ(read("secret.yaml").name, "secret") << "a path given by the user is read";
}

TEST_F(WalkthroughTest, EveryCommandOfTheVocabularyCanBeWritten) {
  std::string steps = "steps:\n";
  const std::map<std::string, std::string> values = {
      {"operate", "{operate: Q1.handle, to: \"off\"}"},
      {"hang", "{hang: PL1, at: Q1.hasp}"},
      {"cut", "{cut: PL1, with: VT1}"},
      {"probe", "{probe: VT1.a, at: Q1.in}"},
      {"unprobe", "{unprobe: VT1.a}"},
      {"clamp", "{clamp: VT1, at: Q1.wire}"},
      {"touch", "{touch: Q1.in}"},
      {"say", "{say: clerk.ask}"},
      {"fill", "{fill: clerk.name, text: \"Li Ming\"}"},
      {"examine", "{examine: Q1.window}"}};
  for (const CommandInfo& c : commandInfos()) {
    const std::string name(c.name);
    const auto found = values.find(name);
    const std::string plain = c.args.empty() ? "{" + name + "}" : "{" + name + ": PL1}";
    steps += "  - " + (found == values.end() ? plain : found->second) + "\n";
  }
  write("x", steps + "expect: {findings: []}\n");
  const Walkthrough w = read("x");
  ASSERT_EQ(w.steps.size(), commandInfos().size());
  for (size_t i = 0; i < w.steps.size(); ++i) {
    EXPECT_EQ(w.steps[i].command.kind, commandInfos()[i].kind);
  }
  EXPECT_EQ(w.steps[15].command.text, "Li Ming");
}

TEST_F(WalkthroughTest, ChangesNeedSomethingToChange) {
  write("loose", "drop: [lock]\nsteps: []\n");
  EXPECT_THAT(refused("loose"), testing::HasSubstr("nothing-to-change"));
}

}  // namespace
}  // namespace shixun::scenario
