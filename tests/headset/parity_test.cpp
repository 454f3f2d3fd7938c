// The same marks in the headset as at the desk: every walkthrough that a scenario has at hand level
// is driven through a real OpenXR runtime, and what the session recorded is compared with the same
// script played by hands without a device.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "assess/expectation.h"
#include "assess/run.h"
#include "record/reader.h"
#include "scenario/load.h"
#include "session/hand_script.h"
#include "session/playback.h"
#include "tests/support/shipped.h"

namespace shixun::test {
namespace {

// Everything of the first scenario; of the others the reference and every tenth mistake, and all of
// it where SHIXUN_PARITY=all: each takes the runtime half a minute.
std::vector<Played> cases() {
  const char* const wanted = std::getenv("SHIXUN_PARITY");
  const bool all = wanted != nullptr && std::string(wanted) == "all";
  std::vector<Played> out;
  size_t count = 0;
  for (const Played& one : allPlayed()) {
    const bool chosen = one.scenario == kFlagship || one.walkthrough == "reference";
    if (all || chosen || ++count % 10 == 0) out.push_back(one);
  }
  return out;
}

// What was done to what, in order; not when.
std::string actOf(const scenario::ScenarioModel& model, const scenario::Command& c) {
  std::string act(scenario::info(c.kind).name);
  for (const scenario::EntityRef entity : {c.what, c.at, c.with}) {
    act += " " + (entity ? scenario::nameOf(model, entity) : std::string("-"));
  }
  act += c.hand == scenario::Hand::kLeft ? " left" : " right";
  if (c.what.kind == scenario::EntityKind::kControl) act += " to " + std::to_string(c.position);
  return act + " " + c.text;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

struct Lived {
  std::vector<std::string> acts, findings;
  assess::Score score;
};

// The script played without a device, as the test of the hand level does.
Lived atDesk(const test::Shipped& shipped, const scenario::Walkthrough& walkthrough,
             const session::HandScript& script) {
  const scenario::ScenarioModel& model = *shipped.model;
  assess::Run run(model, session::infoOf(walkthrough), nullptr);
  session::HandPlayer player(model, script);
  Lived lived;
  while (!run.over()) {
    const auto commands = player.due(run.session().state());
    for (const scenario::Command& command : commands) lived.acts.push_back(actOf(model, command));
    run.step(commands);
  }
  lived.findings = assess::codesOf(run.assessor().findings());
  lived.score = run.score();
  return lived;
}

// The options of `shixun practise` that give the session what the walkthrough asks for.
std::string optionsOf(const scenario::ScenarioModel& model, const scenario::Walkthrough& w) {
  std::string options = " --mode " + w.mode + " --seed " + std::to_string(w.seed);
  for (const uint32_t fault : w.faults) options += " --fault " + model.faults[fault].name;
  return options;
}

// faketime names what its processes share by its process id and refuses to begin when somebody who
// was killed has left that name behind: what belongs to no living process goes.
void sweepFaketime() {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/shm", none)) {
    const std::string name = entry.path().filename();
    for (const std::string prefix : {"sem.faketime_sem_", "faketime_shm_"}) {
      if (!name.starts_with(prefix)) continue;
      const int owner = std::atoi(name.c_str() + prefix.size());
      if (owner > 0 && ::kill(owner, 0) != 0 && errno == ESRCH) {
        std::filesystem::remove(entry.path(), none);
      }
    }
  }
}

std::string fileText(const std::string& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class Parity : public testing::TestWithParam<Played> {};

TEST_P(Parity, TheHeadsetGivesTheDesksCommandsFindingsAndMarks) {
  const auto [scenario, name] = GetParam();
  test::Shipped& shipped = shippedScenario(scenario);
  if (shipped.model == nullptr) return;
  const scenario::Walkthrough walkthrough = shipped.walkthrough(name);
  Diagnostics problems;
  const auto script = session::loadHandScript(shipped.root, *shipped.model, name, problems);
  ASSERT_TRUE(script.ok()) << problems.text();
  const Lived desk = atDesk(shipped, walkthrough, *script);

  char folder[] = "/tmp/shixun-parity-XXXXXX";
  ASSERT_NE(::mkdtemp(folder), nullptr);
  const std::string base = folder;
  const std::string top = SHIXUN_SOURCE_DIR;
  sweepFaketime();
  // Time goes faster for everything in there, so that minutes of work take seconds.
  const std::string command =
      "XDG_DATA_HOME=" + base + " faketime -f '+0 x" SHIXUN_XR_SPEED "' " + top +
      "/tests/headset/monado.sh " SHIXUN_XR_DRIVE " " SHIXUN_PROGRAM " " + top + " " + scenario +
      " " + name + " " + base + "/headset.mcap" + optionsOf(*shipped.model, walkthrough) + " > " +
      base + "/out 2> " + base + "/err";
  const int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 0) << fileText(base + "/err");
  auto bytes = disk().read(base + "/headset.mcap");
  ASSERT_TRUE(bytes.ok()) << fileText(base + "/err");
  const auto reader = record::Reader::open(std::move(bytes).value());
  ASSERT_TRUE(reader.ok()) << reader.status().message() << "\n" << fileText(base + "/err");
  EXPECT_TRUE(reader->finished());
  EXPECT_TRUE(reader->damage().empty());
  const session::Playback playback = session::readPlayback(*reader, *shipped.model);
  const assess::Remarked headset = assess::remark(*shipped.model, playback);
  std::vector<std::string> acts;
  for (size_t i = 0; i < playback.commands.size(); ++i) {
    const session::TimedCommand& c = playback.commands[i];
    // A session is finished in the menu, and the menu stops the clock.
    const bool menu = c.command.kind == scenario::CommandKind::kPause &&
                      i + 2 == playback.commands.size() &&
                      playback.commands[i + 1].command.kind == scenario::CommandKind::kFinish;
    if (!menu) acts.push_back(actOf(*shipped.model, c.command));
  }
  EXPECT_EQ(joined(acts), joined(desk.acts));
  EXPECT_EQ(assess::codesOf(headset.findings), desk.findings);
  EXPECT_EQ(headset.score.total, desk.score.total);
  EXPECT_EQ(headset.score.passed, desk.score.passed);
  std::filesystem::remove_all(base);
}

INSTANTIATE_TEST_SUITE_P(Shipped, Parity, testing::ValuesIn(cases()), testName);

}  // namespace
}  // namespace shixun::test
