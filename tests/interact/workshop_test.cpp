#include "tests/interact/workshop.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "interact/body_shape.h"

namespace shixun::interact::test {

using scenario::ControlType;

namespace {

void buildBoard(ModelBuilder& b, Workshop& w, const Vec3& at) {
  w.board = b.instance("board", Pose(at));
  // Its front is the plane z = 0 of its frame.
  b.node("board", -1, Pose(), Vec3(0.6, 0.5, 0.01), Vec3(0, 0, -0.01));

  const NodeRef knob = b.node("knob", 0, Pose(Vec3(-0.25, 0.05, 0.02)), Vec3(0.05, 0.012, 0.015));
  const NodeRef knobGrip = b.node("knob_grip", 1, Pose(Vec3(0, 0, 0.02)));
  const NodeRef haspNode = b.node("hasp", 1, Pose(Vec3(0.03, 0, 0.03)));
  w.handle = b.control("S1", ControlType::kRotary, knob, Vec3(0, 0, 1), {0, -kPi / 2}, {knobGrip});
  w.hasp = b.point("hasp", haspNode, {"padlock"}, static_cast<int32_t>(w.handle));

  const NodeRef lever = b.node("lever", 0, Pose(Vec3(0, 0.05, 0.01)), Vec3(0.008, 0.035, 0.008),
                               Vec3(0, 0.035, 0.01));
  const NodeRef leverGrip =
      b.node("lever_grip", static_cast<int>(lever.node), Pose(Vec3(0, 0.07, 0.01)));
  w.lever = b.control("Q2", ControlType::kToggle, lever, Vec3(0, 0, 1), {0, -kPi / 3}, {leverGrip});

  const NodeRef slide = b.node("slide", 0, Pose(Vec3(0, -0.1, 0.015)), Vec3(0.012, 0.012, 0.012));
  w.slide = b.control("B3", ControlType::kSlider, slide, Vec3(1, 0, 0), {0, 0.04});

  const NodeRef cap =
      b.node("cap", 0, Pose(Vec3(0.25, 0.05, 0.0)), Vec3(0.012, 0.012, 0.006), Vec3(0, 0, 0.006));
  w.button = b.control("S0", ControlType::kButton, cap, Vec3(0, 0, -1), {0, 0.004});
  b.model.controls.back().momentary = true;

  const NodeRef t1 = b.node("t_live", 0, Pose(Vec3(-0.05, -0.2, 0.0)));
  const NodeRef t2 = b.node("t_earth", 0, Pose(Vec3(0.05, -0.2, 0.0)));
  w.live = b.terminal("live", t1, true);
  w.earth = b.terminal("earth", t2, false);

  scenario::InspectModel window;
  window.name = "window";
  window.instance = b.newest();
  window.node = b.node("window", 0, Pose(Vec3(0.1, 0.25, 0.0)));
  b.model.inspects.push_back(window);
  scenario::ConductorModel wire;
  wire.name = "wire";
  wire.instance = b.newest();
  wire.node = b.node("wire", 0, Pose(Vec3(0.2, -0.15, 0.05)));
  b.model.conductors.push_back(wire);
}

// Sheets 2 mm thick, 0.3 m wide and high, 0.2 m deep, open in front but for the door; its frame's
// origin is in the middle of the front.
void buildCabinet(ModelBuilder& b, Workshop& w, const Vec3& at) {
  b.instance("cabinet", Pose(at));
  b.node("back", -1, Pose(), Vec3(0.15, 0.15, 0.001), Vec3(0, 0, -0.2));
  b.node("left", 0, Pose(), Vec3(0.001, 0.15, 0.1), Vec3(-0.15, 0, -0.1));
  b.node("right", 0, Pose(), Vec3(0.001, 0.15, 0.1), Vec3(0.15, 0, -0.1));
  b.node("top", 0, Pose(), Vec3(0.15, 0.001, 0.1), Vec3(0, 0.15, -0.1));
  b.node("bottom", 0, Pose(), Vec3(0.15, 0.001, 0.1), Vec3(0, -0.15, -0.1));
  const NodeRef t = b.node("t_inside", 0, Pose(Vec3(0, 0, -0.15)));
  const NodeRef door =
      b.node("door", 0, Pose(Vec3(-0.15, 0, 0.002)), Vec3(0.15, 0.15, 0.001), Vec3(0.15, 0, 0));
  const NodeRef grip = b.node("grip", static_cast<int>(door.node), Pose(Vec3(0.28, 0, 0.02)));
  w.inside = b.terminal("inside", t, true);
  w.door =
      b.control("door", ControlType::kHinge, door, Vec3(0, 1, 0), {0, -110 * kPi / 180}, {grip});
}

void buildTools(ModelBuilder& b, Workshop& w) {
  b.instance("table", Pose(Vec3(0.5, 0.95, -0.25)));
  b.node("table", -1, Pose(), Vec3(0.35, 0.02, 0.3), Vec3(0, -0.02, 0));
  const Vec3 top(0.3, 0.95, -0.25);

  w.lock = b.instance("lock", Pose(top + Vec3(0, 0.07, 0)));
  b.node("lock", -1, Pose(), Vec3(0.02, 0.03, 0.01), Vec3(0, -0.04, 0));
  b.node("grip_1", 0, Pose(Vec3(0, -0.05, 0)));
  b.item({"padlock"}).locking = true;

  w.gloves = b.instance("gloves", Pose(top + Vec3(0.2, 0.02, 0)));
  b.node("gloves", -1, Pose(), Vec3(0.05, 0.02, 0.1));
  auto& gloves = b.item({"gloves"});
  gloves.wearable = true;
  gloves.slot = "hands";
  gloves.contactResistance = 1e9;

  w.cutter = b.instance("cutter", Pose(top + Vec3(0.35, 0.03, 0)));
  b.node("cutter", -1, Pose(), Vec3(0.03, 0.02, 0.15));
  b.node("jaw_centre", 0, Pose(Vec3(0, 0, -0.15)));
  b.item({"tool"}).cuts = {"padlock"};

  w.clamp = b.instance("clamp", Pose(top + Vec3(0.1, 0.03, 0.15)));
  b.node("clamp", -1, Pose(), Vec3(0.03, 0.02, 0.08));
  b.node("jaw_centre", 0, Pose(Vec3(0, 0, -0.08)));
  b.item({"clamp"});
  scenario::InstrumentModel clamp;
  clamp.instance = w.clamp;
  b.model.instances.back().instrument = 0;
  b.model.instruments.push_back(clamp);

  w.tester = b.instance("tester", Pose(top + Vec3(-0.1, 0.02, 0.18)));
  b.node("tester", -1, Pose(), Vec3(0.02, 0.02, 0.09));
  const NodeRef tipA = b.node("tip_a", 0, Pose(Vec3(0, 0, -0.11)));
  const NodeRef probeB = b.node("probe_b", 0, Pose(Vec3(0.06, 0, 0)), Vec3(0.01, 0.01, 0.07));
  const NodeRef tipB = b.node("tip_b", static_cast<int>(probeB.node), Pose(Vec3(0, 0, -0.09)));
  b.item({"tester"});
  scenario::InstrumentModel tester;
  tester.instance = w.tester;
  tester.probes = {0, 1};
  scenario::FunctionModel volts;
  volts.label = "volts";
  volts.resistance = 200e3;
  volts.maximum = 1000;
  tester.functions.push_back(volts);
  b.model.instances.back().instrument = 1;
  b.model.instruments.push_back(tester);
  b.model.probes.resize(2);
  b.model.probes[0] = {"tester.a", 1, tipA, {tipA.part, 0}, 0};
  b.model.probes[1] = {"tester.b", 1, tipB, probeB, 0};
}

}  // namespace

Workshop::Workshop(const Vec3& boardAt) {
  ModelBuilder b;
  b.instance("floor", Pose());
  b.node("floor", -1, Pose(), Vec3(4, 0.05, 4), Vec3(0, -0.05, 0));
  buildBoard(b, *this, boardAt);
  buildCabinet(b, *this, Vec3(-0.55, 1.2, -0.3));
  buildTools(b, *this);
  model = std::move(b.model);
}

void addWall(ScenarioModel& model, const Vec3& at) {
  ModelBuilder b;
  std::swap(b.model, model);
  b.instance("wall", Pose(at));
  b.node("wall", -1, Pose(), Vec3(0.5, 0.5, 0.001));
  std::swap(b.model, model);
}

void moveInstance(ScenarioModel& model, uint32_t instance, const Vec3& by) {
  for (const uint32_t p : model.instances[instance].parts) {
    model.parts[p].parentFromPart.position += by;
  }
}

Trainee::Trainee(const ScenarioModel& m)
    : model(m), plant(m, {}), state(plant.start()), interactor(m) {
  input.worldFromHead = Pose(Vec3(0, 1.6, 0));
  for (const Hand hand : {Hand::kLeft, Hand::kRight}) {
    HandInput& h = input.hands[static_cast<size_t>(hand)];
    h.tracked = true;
    h.worldFromGrip = carriedHand(input.worldFromHead, hand);
    h.worldFromGrip.rotation = Quat(1, 0, 0, 0);
  }
}

void Trainee::tick() {
  const auto now = interactor.step(input, state);
  commands.insert(commands.end(), now.begin(), now.end());
  const std::vector<Command> copy(now.begin(), now.end());
  for (const auto& event : plant.step(state, copy)) events.push_back(event);
}

void Trainee::wait(int ticks) {
  for (int i = 0; i < ticks; ++i) tick();
}

void Trainee::moveHand(Hand hand, const Pose& to) {
  Pose& grip = input.hands[static_cast<size_t>(hand)].worldFromGrip;
  const Pose from = grip;
  const int ticks = std::max(2, static_cast<int>(glm::distance(from.position, to.position) * 120));
  for (int i = 1; i <= ticks; ++i) {
    const double s = static_cast<double>(i) / ticks;
    grip.position = glm::mix(from.position, to.position, s);
    grip.rotation = glm::slerp(from.rotation, to.rotation, s);
    tick();
  }
}

void Trainee::moveHand(Hand hand, const Vec3& to) {
  moveHand(hand, Pose(input.hands[static_cast<size_t>(hand)].worldFromGrip.rotation, to));
}

void Trainee::turnHand(Hand hand, const Vec3& centre, const Vec3& axis, double angle) {
  Pose& grip = input.hands[static_cast<size_t>(hand)].worldFromGrip;
  const Pose from = grip;
  for (int i = 1; i <= 60; ++i) {
    const Quat turn = glm::angleAxis(angle * i / 60, axis);
    grip = Pose(turn * from.rotation, centre + turn * (from.position - centre));
    tick();
  }
}

void Trainee::squeeze(Hand hand, bool closed) {
  input.hands[static_cast<size_t>(hand)].squeeze = closed ? 1 : 0;
  wait(2);
}

void Trainee::trigger(Hand hand) {
  input.hands[static_cast<size_t>(hand)].trigger = 1;
  wait(2);
  input.hands[static_cast<size_t>(hand)].trigger = 0;
  wait(2);
}

void Trainee::poke(Hand hand, bool stretched) {
  input.hands[static_cast<size_t>(hand)].poke = stretched;
  wait(1);
}

void Trainee::aim(const Vec3& at) {
  for (HandInput& hand : input.hands) hand.tracked = false;
  input.pointer.active = true;
  input.pointer.worldRay.origin = input.worldFromHead.position;
  input.pointer.worldRay.direction = glm::normalize(at - input.worldFromHead.position);
  tick();
}

void Trainee::press(bool down) {
  input.pointer.primary = down;
  wait(2);
}

void Trainee::pressSecondary(bool down) {
  input.pointer.secondary = down;
  wait(2);
}

void Trainee::click(const Vec3& at) {
  aim(at);
  press(true);
  press(false);
}

void Trainee::clickSecondary(const Vec3& at) {
  aim(at);
  pressSecondary(true);
  pressSecondary(false);
}

void Trainee::drag(const Vec3& from, const Vec3& to, int ticks) {
  aim(from);
  press(true);
  for (int i = 1; i <= ticks; ++i) aim(glm::mix(from, to, static_cast<double>(i) / ticks));
}

void Trainee::lookAt(const Vec3& at) {
  const Vec3 way = glm::normalize(at - input.worldFromHead.position);
  input.worldFromHead.rotation = turnBetween(Vec3(0, 0, -1), way);
}

size_t Trainee::count(CommandKind kind) const {
  return static_cast<size_t>(std::count_if(commands.begin(), commands.end(),
                                           [kind](const Command& c) { return c.kind == kind; }));
}

std::string Trainee::story() const {
  const auto name = [this](EntityRef e) -> std::string {
    switch (e.kind) {
      case EntityKind::kInstance:
        return " " + model.instances[e.index].name;
      case EntityKind::kControl:
        return " " + model.controls[e.index].name;
      case EntityKind::kTerminal:
        return " " + model.terminals[e.index].name;
      case EntityKind::kPoint:
        return " " + model.points[e.index].name;
      case EntityKind::kProbe:
        return " " + model.probes[e.index].name;
      case EntityKind::kConductor:
        return " " + model.conductors[e.index].name;
      case EntityKind::kInspect:
        return " " + model.inspects[e.index].name;
      default:
        return "";
    }
  };
  std::string story;
  for (const Command& c : commands) {
    story += std::string(scenario::info(c.kind).name) + name(c.what) + name(c.at) + name(c.with);
    if (c.kind == CommandKind::kOperate) story += " " + std::to_string(c.position);
    story += "\n";
  }
  return story;
}

Vec3 Trainee::at(NodeRef node) {
  plant::Poses poses(model);
  poses.update(state);
  return poses.worldFromNode(node).position;
}

Vec3 Trainee::terminalAt(uint32_t terminal) {
  return at(model.terminals[terminal].node);
}

TEST(Workshop, StartsWithEverythingAtRestAndNoCommands) {
  const Workshop shop;
  Trainee trainee(shop.model);
  trainee.wait(30);
  EXPECT_EQ(trainee.story(), "");
  EXPECT_EQ(trainee.interactor.counters().moving, 0U);
}

}  // namespace shixun::interact::test
