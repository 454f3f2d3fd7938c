// A small world for the tests of interact, made in code: a board with controls and terminals in
// front of the trainee, a cabinet with a door, a table with tools. And a trainee to act in it.
#pragma once

#include <string>
#include <vector>

#include "circuit/compile.h"
#include "interact/interactor.h"
#include "math/libm.h"
#include "plant/plant.h"
#include "scenario/model.h"

namespace shixun::interact::test {

using scenario::CommandKind;
using scenario::EntityKind;
using scenario::EntityRef;
using scenario::NodeRef;
using scenario::ScenarioModel;

// Builds a ScenarioModel piece by piece. Poses are world poses of an instance's only part.
class ModelBuilder {
 public:
  ModelBuilder() {
    circuit::NetworkDef net;
    net.nodes = {{"earth"}, {"live"}};
    circuit::VoltageSourceDef source;
    source.name = "source";
    source.p = circuit::NodeIndex(1U);
    source.n = circuit::NodeIndex(0U);
    source.volts = 230;
    source.resistance = 0.01;
    net.sources.push_back(source);
    circuit::ImpedanceDef load;
    load.name = "load";
    load.p = circuit::NodeIndex(1U);
    load.n = circuit::NodeIndex(0U);
    load.resistance = 1000;
    net.impedances.push_back(load);
    net.earth = circuit::NodeIndex(0U);
    Diagnostics problems;
    auto compiled = circuit::compile(net, problems);
    if (compiled.ok()) model.circuit = compiled.value();
    model.earth = circuit::NodeIndex(0U);
  }

  // Starts a new instance standing in the world; later calls add to it.
  uint32_t instance(const std::string& name, const Pose& worldFromPart) {
    scenario::InstanceModel instance;
    instance.name = name;
    instance.parts = {static_cast<uint32_t>(model.parts.size())};
    scenario::PartModel part;
    part.name = name;
    part.instance = static_cast<uint32_t>(model.instances.size());
    part.asset = name;
    part.sidecar = static_cast<uint32_t>(model.sidecars.size());
    part.parentFromPart = worldFromPart;
    model.parts.push_back(part);
    model.sidecars.emplace_back();
    model.instances.push_back(instance);
    return part.instance;
  }
  // A node of the newest instance; halfSize zero: an empty.
  NodeRef node(const std::string& name, int parent, const Pose& parentFromNode,
               const Vec3& halfSize = Vec3(0), const Vec3& centre = Vec3(0)) {
    asset::Sidecar& sidecar = model.sidecars.back();
    asset::SidecarNode n;
    n.name = name;
    n.parent = parent;
    n.parentFromNode = parentFromNode;
    n.modelFromNode =
        parent < 0 ? parentFromNode
                   : sidecar.nodes[static_cast<size_t>(parent)].modelFromNode * parentFromNode;
    if (halfSize != Vec3(0)) {
      n.hasMesh = true;
      n.box.include(centre - halfSize);
      n.box.include(centre + halfSize);
    }
    const auto index = static_cast<uint32_t>(sidecar.nodes.size());
    sidecar.nodes.push_back(n);
    sidecar.order.push_back(index);
    return {static_cast<uint32_t>(model.parts.size() - 1), index};
  }
  uint32_t control(const std::string& name, scenario::ControlType type, NodeRef node,
                   const Vec3& axis, const std::vector<double>& amounts,
                   const std::vector<NodeRef>& grips = {}) {
    scenario::ControlModel control;
    control.name = name;
    control.instance = newest();
    control.type = type;
    control.node = node;
    control.axis = axis;
    for (const double a : amounts) {
      control.positions.push_back({std::to_string(control.positions.size()), a, {}});
    }
    control.grips = grips;
    control.signal = signal(name, scenario::SignalType::kEnum, scenario::SignalSource::kControl,
                            model.controls.size());
    control.lockedSignal = signal(name + ".locked", scenario::SignalType::kBool,
                                  scenario::SignalSource::kControlLocked, model.controls.size());
    model.controls.push_back(control);
    return static_cast<uint32_t>(model.controls.size() - 1);
  }
  uint32_t terminal(const std::string& name, NodeRef node, bool live) {
    scenario::TerminalModel t;
    t.name = name;
    t.instance = newest();
    t.node = node;
    t.circuitNode = circuit::NodeIndex(live ? 1U : 0U);
    model.terminals.push_back(t);
    return static_cast<uint32_t>(model.terminals.size() - 1);
  }
  // Makes the newest instance an item.
  scenario::ItemModel& item(const std::vector<std::string>& tags) {
    scenario::ItemModel item;
    item.instance = newest();
    item.tags = tags;
    item.placeSignal = signal(model.instances.back().name + ".place", scenario::SignalType::kEnum,
                              scenario::SignalSource::kItemPlace, model.items.size());
    model.instances.back().item = static_cast<int32_t>(model.items.size());
    model.items.push_back(item);
    return model.items.back();
  }
  uint32_t point(const std::string& name, NodeRef node, const std::vector<std::string>& accepts,
                 int32_t blocks = -1) {
    scenario::PointModel p;
    p.name = name;
    p.instance = newest();
    p.node = node;
    p.accepts = accepts;
    p.blocks = blocks;
    model.points.push_back(p);
    return static_cast<uint32_t>(model.points.size() - 1);
  }
  uint32_t newest() const { return static_cast<uint32_t>(model.instances.size() - 1); }

  ScenarioModel model;

 private:
  uint32_t signal(const std::string& name, scenario::SignalType type, scenario::SignalSource source,
                  size_t index) {
    scenario::SignalModel s;
    s.name = name;
    s.type = type;
    s.source = source;
    s.index = static_cast<uint32_t>(index);
    model.signals.push_back(s);
    return static_cast<uint32_t>(model.signals.size() - 1);
  }
};

// The world of the tests. The trainee's eyes start at (0, 1.6, 0), looking to -Z; the board's front
// is at z = -0.5.
struct Workshop {
  explicit Workshop(const Vec3& boardAt = Vec3(0, 1.35, -0.5));

  uint32_t handle = 0;                       // rotary, grip on its axis: 0, -90 deg
  uint32_t lever = 0;                        // toggle, grip 7 cm from its axis: 0, 60 deg
  uint32_t slide = 0;                        // slider: 0, 40 mm to the right
  uint32_t button = 0;                       // momentary, 4 mm
  uint32_t door = 0;                         // hinge, opens towards the trainee: 0, -110 deg
  uint32_t live = 0, earth = 0, inside = 0;  // terminals; `inside` is behind the door
  uint32_t board = 0;                        // instances
  uint32_t tester = 0, lock = 0, gloves = 0, cutter = 0, clamp = 0;
  uint32_t hasp = 0;  // point on the handle, blocks it
  uint32_t conductor = 0;
  uint32_t window = 0;  // inspect point
  ScenarioModel model;
};

// A wall of 1 m x 1 m x 2 mm standing across the Z axis at a place.
void addWall(ScenarioModel& model, const Vec3& at);
// Moves a whole instance.
void moveInstance(ScenarioModel& model, uint32_t instance, const Vec3& by);

// Acts in a Workshop's world: one call per gesture, many ticks each.
class Trainee {
 public:
  explicit Trainee(const ScenarioModel& model);

  void tick();
  void wait(int ticks);
  // Moves a hand's palm there in a straight line at about 1 m/s, turning on the way.
  void moveHand(Hand hand, const Pose& to);
  void moveHand(Hand hand, const Vec3& to);
  // Turns the hand about a world axis through a point.
  void turnHand(Hand hand, const Vec3& centre, const Vec3& axis, double angle);
  void squeeze(Hand hand, bool closed);
  void trigger(Hand hand);
  void poke(Hand hand, bool stretched);
  // Points the mouse at a world point.
  void aim(const Vec3& at);
  void press(bool down);
  void pressSecondary(bool down);
  void click(const Vec3& at);
  void clickSecondary(const Vec3& at);
  void drag(const Vec3& from, const Vec3& to, int ticks = 60);
  void lookAt(const Vec3& at);

  size_t count(CommandKind kind) const;
  // "operate S1 1", one line each: all commands so far.
  std::string story() const;
  Vec3 at(NodeRef node);
  Vec3 terminalAt(uint32_t terminal);

  const ScenarioModel& model;
  plant::Plant plant;
  plant::State state;
  Interactor interactor;
  InputFrame input;
  std::vector<Command> commands;  // all since the start
  std::vector<plant::Event> events;
};

inline constexpr Hand kRight = Hand::kRight;
inline constexpr Hand kLeft = Hand::kLeft;

// Where a control is gripped; the middle of an instance's first part.
inline Vec3 gripOf(Trainee& t, uint32_t control) {
  return t.at(t.model.controls[control].grips.front());
}
inline Vec3 middleOf(Trainee& t, uint32_t instance) {
  return t.at({t.model.instances[instance].parts.front(), 0});
}

}  // namespace shixun::interact::test
