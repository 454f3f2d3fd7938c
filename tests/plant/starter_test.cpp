// The motor starter as equipment: every reading here comes out of the solved circuit.
#include <gtest/gtest.h>

#include <cmath>

#include "circuit/readings.h"
#include "plant/plant.h"
#include "tests/support/shipped.h"

namespace shixun::plant {
namespace {

using scenario::CommandKind;
using test::flagship;

class Starter : public testing::Test {
 protected:
  void begin(const std::vector<std::string>& faults = {}) {
    ASSERT_NE(flagship().model, nullptr);
    std::vector<uint32_t> active;
    for (const std::string& name : faults) {
      uint32_t f = 0;
      while (f < model().faults.size() && model().faults[f].name != name) ++f;
      ASSERT_LT(f, model().faults.size()) << name;
      active.push_back(f);
    }
    plant_ = std::make_unique<Plant>(model(), active);
    state_ = plant_->start();
  }
  const ScenarioModel& model() const { return *flagship().model; }
  EntityRef entity(const std::string& name) { return flagship().entity(name); }
  double signal(const std::string& name) {
    const auto found = model().signalsByName.find(name);
    EXPECT_NE(found, model().signalsByName.end()) << name;
    return found == model().signalsByName.end() ? std::nan("") : state_.signals[found->second];
  }
  void act(Command command, double thenSeconds = 0.5) {
    seen_.clear();
    const auto keep = [this](std::span<const Event> events) {
      seen_.insert(seen_.end(), events.begin(), events.end());
    };
    keep(plant_->step(state_, {&command, 1}));
    for (Tick t = 0; t < tickFromSeconds(thenSeconds); ++t) keep(plant_->step(state_, {}));
  }
  void operate(const std::string& control, const std::string& to, double seconds = 0.5) {
    Command c;
    c.kind = CommandKind::kOperate;
    c.what = entity(control);
    const auto& positions = model().controls[c.what.index].positions;
    while (c.position < positions.size() && positions[c.position].label != to) ++c.position;
    ASSERT_LT(c.position, positions.size()) << to;
    act(c, seconds);
  }
  void item(CommandKind kind, const std::string& what, const std::string& at = "") {
    Command c;
    c.kind = kind;
    c.what = entity(what);
    if (!at.empty()) c.at = entity(at);
    act(c, 0.1);
  }
  void touch(const std::string& terminal, double seconds) {
    Command c;
    c.kind = CommandKind::kTouch;
    c.at = entity(terminal);
    act(c, seconds);
  }
  // What the two-pole tester shows between two terminals.
  double test(const std::string& a, const std::string& b) {
    item(CommandKind::kProbe, "tester.a", a);
    item(CommandKind::kProbe, "tester.b", b);
    for (int i = 0; i < 60; ++i) plant_->step(state_, {});
    return signal("tester.reading");
  }
  const Event* find(EventKind kind) const {
    for (const Event& e : seen_) {
      if (e.kind == kind) return &e;
    }
    return nullptr;
  }

  std::unique_ptr<Plant> plant_;
  State state_;
  std::vector<Event> seen_;
};

TEST_F(Starter, RunsAtItsRatedCurrentWhenTheSessionBegins) {
  begin();
  EXPECT_NEAR(signal("motor.machine.current"), 14.66, 14.66 * 0.01);
  EXPECT_GT(signal("motor.machine.speed"), 150);
}

TEST_F(Starter, StopsByTheButtonAndStaysStopped) {
  begin();
  operate("stop.button", "pressed");
  operate("stop.button", "released", 1);
  EXPECT_EQ(signal("motor.machine.current"), 0);
}

TEST_F(Starter, HasThreeLiveTerminalsBehindTheClosedIsolator) {
  begin();
  item(CommandKind::kTake, "tester");
  EXPECT_NEAR(test("work_L1", "work_PE"), 230.9, 2);
  EXPECT_NEAR(test("work_L1", "work_L2"), 399, 4);
  EXPECT_NEAR(test("work_N", "work_PE"), 0, 2);
}

TEST_F(Starter, IsDeadBehindTheOpenIsolatorInAllTenPairs) {
  begin();
  operate("stop.button", "pressed");
  operate("isolator.handle", "off");
  item(CommandKind::kTake, "tester");
  const std::vector<std::string> points = {"work_L1", "work_L2", "work_L3", "work_N", "work_PE"};
  for (size_t a = 0; a < points.size(); ++a) {
    for (size_t b = a + 1; b < points.size(); ++b) {
      EXPECT_EQ(test(points[a], points[b]), 0) << points[a] << " " << points[b];
    }
  }
}

TEST_F(Starter, ShowsAStuckPoleToEarthButNotBetweenLines) {
  begin({"Q1.pole_2_stuck"});
  operate("stop.button", "pressed");
  operate("stop.button", "released");
  operate("isolator.handle", "off");
  item(CommandKind::kTake, "tester");
  EXPECT_NEAR(test("work_L2", "work_PE"), 231, 2);
  EXPECT_EQ(test("work_L1", "work_L2"), 0);
  EXPECT_EQ(test("work_L2", "work_L3"), 0);
  EXPECT_EQ(test("work_L1", "work_L3"), 0);
}

TEST_F(Starter, ShocksAHandOnALiveTerminalAsTheBodysImpedanceSays) {
  begin();
  touch("work_L1", 1.0);
  const Event* shock = find(EventKind::kShock);
  ASSERT_NE(shock, nullptr);
  // 231 V over the median body of IEC 60479-1: 1350 ohm at 220 V.
  EXPECT_NEAR(signal("body.current"), 230.9 / 1347, 0.002);
  bool fibrillation = false;
  for (const Event& e : seen_) fibrillation = fibrillation || e.to == "fibrillation";
  EXPECT_TRUE(fibrillation);
}

TEST_F(Starter, DoesNotShockThroughInsulatingGloves) {
  begin();
  item(CommandKind::kTake, "gloves");
  item(CommandKind::kWear, "gloves");
  touch("work_L1", 1.0);
  EXPECT_EQ(find(EventKind::kShock), nullptr);
  EXPECT_LT(signal("body.current"), 0.5e-3);
}

TEST_F(Starter, CannotBeSwitchedOnWhileLocked) {
  begin();
  operate("stop.button", "pressed");
  operate("isolator.handle", "off");
  item(CommandKind::kTake, "hasp");
  item(CommandKind::kHang, "hasp", "isolator_hole");
  operate("isolator.handle", "on");
  EXPECT_EQ(find(EventKind::kBlocked), nullptr) << "a hasp without a lock holds nothing";
  operate("isolator.handle", "off");
  item(CommandKind::kTake, "own_lock");
  item(CommandKind::kHang, "own_lock", "hasp.lock_1");
  operate("isolator.handle", "on");
  ASSERT_NE(find(EventKind::kBlocked), nullptr);
  EXPECT_EQ(find(EventKind::kBlocked)->with, entity("own_lock"));
  EXPECT_EQ(signal("isolator.handle.locked"), 1);
  item(CommandKind::kRemove, "hasp");
  ASSERT_NE(find(EventKind::kRefused), nullptr) << "a locked hasp does not come off";
}

TEST_F(Starter, LetsOnlyTheOwnerTakeAPersonsLockOff) {
  begin();
  operate("stop.button", "pressed");
  operate("isolator.handle", "off");
  item(CommandKind::kTake, "hasp");
  item(CommandKind::kHang, "hasp", "isolator_hole");
  item(CommandKind::kTake, "own_lock");
  item(CommandKind::kHang, "own_lock", "hasp.lock_1");
  Command say;
  say.kind = CommandKind::kSay;
  say.what = entity("partner.lock_on");
  act(say);
  EXPECT_TRUE(hangsOn(model(), state_.itemPlaces,
                      static_cast<uint32_t>(model().instances[entity("other_lock").index].item),
                      entity("isolator")));
  item(CommandKind::kRemove, "other_lock");
  ASSERT_NE(find(EventKind::kRefused), nullptr);
  EXPECT_EQ(find(EventKind::kRefused)->text, "refused.not_your_lock");
}

TEST_F(Starter, LetsAFormBeFilledInOnlyInAHand) {
  begin();
  Command fill;
  fill.kind = CommandKind::kFill;
  fill.what = entity("form.name");
  fill.text = "Li Ming";
  act(fill);
  ASSERT_NE(find(EventKind::kRefused), nullptr);
  EXPECT_EQ(find(EventKind::kRefused)->text, "refused.not_held");
  EXPECT_EQ(state_.fields[fill.what.index], "");
  item(CommandKind::kTake, "form");
  act(fill);
  ASSERT_NE(find(EventKind::kFilled), nullptr);
  EXPECT_EQ(state_.fields[fill.what.index], "Li Ming");
}

TEST_F(Starter, FlashesWhenAnAmmeterIsPutAcrossTwoLines) {
  begin();
  item(CommandKind::kTake, "meter");
  // Whatever its selector is called, one position makes it a shunt; find it by what it does.
  const auto& instrument =
      model().instruments[static_cast<size_t>(model().instances[entity("meter").index].instrument)];
  bool flashed = false;
  for (const auto& control : model().controls) {
    if (control.instance != instrument.instance) continue;
    for (const auto& position : control.positions) {
      operate("meter" + control.name.substr(control.name.find('.')), position.label, 0.05);
      item(CommandKind::kProbe, model().probes[instrument.probes[0]].name, "work_L1");
      item(CommandKind::kProbe, model().probes[instrument.probes[1]].name, "work_L2");
      flashed = flashed || find(EventKind::kFlash) != nullptr;
      item(CommandKind::kUnprobe, model().probes[instrument.probes[0]].name);
      item(CommandKind::kUnprobe, model().probes[instrument.probes[1]].name);
    }
  }
  EXPECT_TRUE(flashed);
}

TEST_F(Starter, GivesTheSameHashesTwice) {
  uint64_t hashes[2];
  for (uint64_t& hash : hashes) {
    begin();
    operate("stop.button", "pressed");
    operate("isolator.handle", "off", 2);
    hash = state_.hash();
  }
  EXPECT_EQ(hashes[0], hashes[1]);
  operate("cubicle.latch", "open");
  EXPECT_NE(state_.hash(), hashes[0]);
}

}  // namespace
}  // namespace shixun::plant
