#include "interact/mechanism.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "interact/body_shape.h"
#include "math/libm.h"
#include "plant/plant.h"

namespace shixun::interact {

using scenario::CommandKind;
using scenario::ControlModel;
using scenario::ControlType;

namespace {

// Every mechanism has the same inertia to the hand, whatever its size: what is felt and seen is the
// detent, and one set of figures is stable for all. Doors are slower.
constexpr double kTurnInertia = 0.01;  // kg m2
constexpr double kDoorInertia = 0.06;
constexpr double kCubeHalf = 0.05;     // m
constexpr double kSlideMass = 1;       // kg
constexpr double kTurnDetent = 1;      // N m
constexpr double kSlideDetent = 4;     // N
constexpr double kHandOverDetent = 5;  // a hand is this much stronger than a detent
constexpr double kSlidePull = 60;      // N, of a hand along a slide
constexpr double kSlip = 0.14;         // m between hand and handle
constexpr double kFirmPull = 0.08;     // m between hand and blocked handle
constexpr double kGiveTurn = 0.035;    // rad that a blocked control gives way
constexpr double kGiveSlide = 0.0005;  // m
constexpr int kRestTicks = 6;
constexpr int kLongestFall = 360;  // ticks until a free control is put where it belongs

bool slides(const ControlModel& control) {
  return control.type == ControlType::kSlider;
}

Vec3 axisOf(const ControlModel& control) {
  return glm::normalize(control.axis);
}

Pose moved(const ControlModel& control, double amount) {
  if (slides(control)) return Pose(axisOf(control) * amount);
  return Pose(glm::angleAxis(amount, axisOf(control)), Vec3(0));
}

double overshoot(const ControlModel& control) {
  return slides(control) ? 0.001 : 0.05;
}

}  // namespace

std::vector<uint32_t> positionsByAmount(const ControlModel& control) {
  std::vector<uint32_t> order(control.positions.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return control.positions[a].amount < control.positions[b].amount;
  });
  return order;
}

uint32_t nearestPosition(const ControlModel& control, double amount) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < control.positions.size(); ++i) {
    if (std::abs(control.positions[i].amount - amount) <
        std::abs(control.positions[best].amount - amount)) {
      best = i;
    }
  }
  return best;
}

Mechanisms::Mechanisms(Scene& scene)
    : scene_(scene), cube_(scene.world().addBox(Vec3(kCubeHalf))) {}

Mechanisms::Active* Mechanisms::find(uint32_t control) {
  for (Active& a : active_) {
    if (a.control == control) return &a;
  }
  return nullptr;
}

const Mechanisms::Active* Mechanisms::find(uint32_t control) const {
  return const_cast<Mechanisms*>(this)->find(control);
}

double Mechanisms::amountOf(const Active& active) const {
  return scene_.world().amount(active.joint);
}

// The body is a stand-in at the axis: a cube with the inertia above. What the eye and other bodies
// see is the model's own mesh, moved by the amount.
void Mechanisms::makeJoint(Active& active, double amount) {
  const ControlModel& control = scene_.model().controls[active.control];
  physics::World& world = scene_.world();
  const physics::ShapePart part{cube_, Pose()};
  physics::BodyDef body;
  body.type = physics::BodyType::kDynamic;
  body.shapes = {&part, 1};
  const double inertia = control.type == ControlType::kHinge ? kDoorInertia : kTurnInertia;
  body.mass = slides(control) ? kSlideMass : inertia * 6 / (4 * kCubeHalf * kCubeHalf);
  body.gravityScale = 0;
  body.layers = 0;
  body.collidesWith = 0;
  const Pose toAxis(turnBetween(Vec3(0, 0, 1), axisOf(control)), Vec3(0));
  active.worldFromRest = scene_.worldFromRest(control.node);
  body.worldFromBody = active.worldFromRest * moved(control, amount);
  active.body = world.createBody(body);

  physics::JointDef joint;
  joint.type = slides(control) ? physics::JointType::kSlider : physics::JointType::kHinge;
  joint.body = active.body;
  joint.worldFromJoint = active.worldFromRest * toAxis;
  joint.startAmount = amount;
  const auto order = positionsByAmount(control);
  joint.lower = std::min(control.positions[order.front()].amount, amount) - overshoot(control);
  joint.upper = std::max(control.positions[order.back()].amount, amount) + overshoot(control);
  joint.detentForce = slides(control) ? kSlideDetent : kTurnDetent;
  // Close to critical for the pull of a detent at its middle.
  joint.damping = slides(control) ? 40 : inertia * 22;
  active.joint = world.createJoint(joint);
}

Mechanisms::Active& Mechanisms::activate(uint32_t control, double amount) {
  if (Active* there = find(control)) return *there;
  Active active;
  active.control = control;
  makeJoint(active, amount);
  const auto at = std::find_if(active_.begin(), active_.end(),
                               [&](const Active& a) { return a.control > control; });
  return *active_.insert(at, active);
}

void Mechanisms::makeGrab(Active& active) {
  const ControlModel& control = scene_.model().controls[active.control];
  const Vec3 grip = active.nodeFromGrip.position;
  const Vec3 axis = axisOf(control);
  const double arm = glm::length(grip - axis * glm::dot(grip, axis));
  physics::GrabDef def;
  def.body = active.body;
  def.bodyFromGrab = active.nodeFromGrip;
  if (slides(control)) {
    def.maxForce = kSlidePull;
  } else if (arm < kOnAxis) {
    def.maxForce = 10;
    def.maxTorque = kHandOverDetent * kTurnDetent;
  } else {
    def.maxForce = kHandOverDetent * kTurnDetent / arm;
  }
  def.slipDistance = active.holder == Holder::kPointer ? 1e3 : kSlip;
  active.grab = scene_.world().createGrab(def, active.worldFromHand * active.handFromGrip);
}

void Mechanisms::dropGrab(Active& active) {
  if (active.grab.valid()) scene_.world().destroyGrab(active.grab);
  active.grab = {};
}

void Mechanisms::pull(const PullDef& def) {
  const ControlModel& control = scene_.model().controls[def.control];
  SHIXUN_ASSERT(control.type != ControlType::kButton, "a button is pressed, not pulled");
  const double rest = lastPosition_.empty() ? control.positions[control.initial].amount
                                            : control.positions[lastPosition_[def.control]].amount;
  Active& active = activate(def.control, rest);
  dropGrab(active);
  active.holder = def.holder;
  active.pulled = true;
  active.hand = def.hand;
  active.worldFromHand = def.worldFromHand;
  const Pose worldFromGrip(def.worldFromHand.rotation, def.grip);
  active.handFromGrip = def.worldFromHand.inverse() * worldFromGrip;
  active.nodeFromGrip =
      (active.worldFromRest * moved(control, amountOf(active))).inverse() * worldFromGrip;
  active.wantedStart = active.wanted = amountOf(active);
  active.refused = -1;
  active.ticks = 0;
  makeGrab(active);
}

void Mechanisms::movePull(uint32_t control, const Pose& worldFromHand) {
  Active* active = find(control);
  if (active == nullptr || active->holder == Holder::kNobody) return;
  active->worldFromHand = worldFromHand;
  const Pose target = worldFromHand * active->handFromGrip;
  scene_.world().moveGrab(active->grab, target);

  // What the hand asks for, measured in the frame of the control at rest.
  const ControlModel& model = scene_.model().controls[control];
  const Vec3 axis = axisOf(model);
  const Pose local = active->worldFromRest.inverse() * target;
  const Pose before = moved(model, active->wantedStart) * active->nodeFromGrip;
  if (slides(model)) {
    active->wanted = active->wantedStart + glm::dot(local.position - before.position, axis);
    return;
  }
  const Vec3 flatBefore = before.position - axis * glm::dot(before.position, axis);
  const Vec3 flatNow = local.position - axis * glm::dot(local.position, axis);
  double turn = 0;
  if (glm::length(flatBefore) < kOnAxis) {
    turn = twistAbout(local.rotation * glm::conjugate(before.rotation), axis);
  } else {
    turn =
        arcTangent2(glm::dot(glm::cross(flatBefore, flatNow), axis), glm::dot(flatBefore, flatNow));
  }
  // Of the angles a whole turn apart, the one nearest to the last: a handle does not jump.
  double wanted = active->wantedStart + turn;
  while (wanted - active->wanted > kPi) wanted -= 2 * kPi;
  while (wanted - active->wanted < -kPi) wanted += 2 * kPi;
  active->wanted = wanted;
}

void Mechanisms::release(uint32_t control) {
  Active* active = find(control);
  if (active == nullptr) return;
  dropGrab(*active);
  active->holder = Holder::kNobody;
  active->ticks = 0;
}

bool Mechanisms::held(uint32_t control) const {
  const Active* active = find(control);
  return active != nullptr && active->holder != Holder::kNobody;
}

bool Mechanisms::slipped(uint32_t control) const {
  const Active* active = find(control);
  return active != nullptr && active->grab.valid() && scene_.world().slipped(active->grab);
}

Vec3 Mechanisms::gripPoint(uint32_t control) const {
  const Active* active = find(control);
  if (active == nullptr) return Vec3(0);
  const ControlModel& model = scene_.model().controls[control];
  return (active->worldFromRest * moved(model, amountOf(*active)))
      .apply(active->nodeFromGrip.position);
}

Vec3 Mechanisms::lag(uint32_t control) const {
  const Active* active = find(control);
  if (active == nullptr) return Vec3(0);
  return gripPoint(control) - active->worldFromHand.apply(active->handFromGrip.position);
}

double Mechanisms::wanted(uint32_t control) const {
  const Active* active = find(control);
  return active == nullptr ? 0 : active->wanted;
}

// The door on which a handle sits has moved: the joint goes with it.
void Mechanisms::follow(Active& active) {
  const ControlModel& control = scene_.model().controls[active.control];
  const Pose now = scene_.worldFromRest(control.node);
  if (now.position == active.worldFromRest.position &&
      now.rotation == active.worldFromRest.rotation) {
    return;
  }
  const double amount = amountOf(active);
  const bool held = active.grab.valid();
  dropGrab(active);
  scene_.world().destroyBody(active.body);
  makeJoint(active, amount);
  if (held) makeGrab(active);
}

void Mechanisms::setStops(Active& active, const plant::State& state) {
  const ControlModel& control = scene_.model().controls[active.control];
  physics::World& world = scene_.world();
  const uint32_t position = state.controls[active.control];
  const double rest = control.positions[position].amount;
  const bool locked = plant::lockHolding(scene_.model(), state, active.control) >= 0;
  const bool free = !control.freeWhen.program || control.freeWhen.program->evaluate(state.signals);
  active.held = locked || !free || active.refused >= 0;
  const auto order = positionsByAmount(control);
  const double give = slides(control) ? kGiveSlide : kGiveTurn;
  const double amount = amountOf(active);
  double lower = control.positions[order.front()].amount - overshoot(control);
  double upper = control.positions[order.back()].amount + overshoot(control);
  // A held control may still come back to where it belongs from wherever it is.
  if (active.held) {
    lower = std::min(rest - give, amount);
    upper = std::max(rest + give, amount);
  }
  world.setLimits(active.joint, lower, upper);

  std::vector<double> detents;
  if (active.holder == Holder::kNobody) {
    detents = {rest};
  } else if (control.momentary) {
    detents = {control.positions[0].amount};
  } else {
    for (const uint32_t i : order) detents.push_back(control.positions[i].amount);
  }
  world.setDetents(active.joint, detents);
}

void Mechanisms::ask(Active& active, const plant::State& state, std::vector<Command>& commands) {
  const ControlModel& control = scene_.model().controls[active.control];
  const uint32_t position = state.controls[active.control];
  if (active.asked >= 0) {
    if (position != static_cast<uint32_t>(active.asked)) active.refused = active.asked;
    active.asked = -1;
  }
  uint32_t target = position;
  if (active.holder == Holder::kNobody) {
    if (control.momentary && active.pulled) target = 0;  // springs back
    active.refused = -1;
  } else {
    const double amount = active.held ? active.wanted : amountOf(active);
    uint32_t nearest = nearestPosition(control, amount);
    // A blocked door leaves the hand behind long before its midpoint: a firm pull is an attempt.
    if (active.held && nearest == position && active.holder == Holder::kHand &&
        scene_.world().stretch(active.grab) > kFirmPull) {
      const double here = control.positions[position].amount;
      for (uint32_t p = 0; p < control.positions.size(); ++p) {
        const double gap = control.positions[p].amount - here;
        if (p != position && gap * (active.wanted - here) > 0) nearest = p;
      }
    }
    // One position at a time, in the order in which the handle passes them.
    const auto order = positionsByAmount(control);
    const auto rank = [&](uint32_t p) {
      return std::find(order.begin(), order.end(), p) - order.begin();
    };
    const auto from = rank(position);
    const auto to = rank(nearest);
    target = order[static_cast<size_t>(from + (to > from) - (to < from))];
    // Asked once in a pull; back near its place it can be tried again.
    if (active.refused >= 0) {
      const double gap = std::abs(control.positions[static_cast<size_t>(active.refused)].amount -
                                  control.positions[position].amount);
      if (std::abs(active.wanted - control.positions[position].amount) < 0.25 * gap) {
        active.refused = -1;
      }
      return;
    }
  }
  if (target == position) return;
  Command command;
  command.kind = CommandKind::kOperate;
  command.what = {EntityKind::kControl, active.control};
  command.position = target;
  command.hand = active.hand;
  commands.push_back(command);
  active.asked = static_cast<int32_t>(target);
}

void Mechanisms::update(const plant::State& state, std::vector<Command>& commands) {
  const auto& controls = scene_.model().controls;
  if (first_) lastPosition_ = state.controls;
  first_ = false;
  for (uint32_t c = 0; c < controls.size(); ++c) {
    if (state.controls[c] == lastPosition_[c]) continue;
    // Moved by the plant (a trip) or by somebody's command: it swings over. Buttons just jump.
    if (controls[c].type != ControlType::kButton) {
      activate(c, controls[c].positions[lastPosition_[c]].amount);
    }
    lastPosition_[c] = state.controls[c];
  }
  for (Active& active : active_) {
    follow(active);
    setStops(active, state);
    ask(active, state, commands);
  }
}

void Mechanisms::collect(const plant::State& state, plant::PoseOverrides& overrides) {
  std::erase_if(active_, [&](Active& active) {
    const ControlModel& control = scene_.model().controls[active.control];
    const double rest = control.positions[state.controls[active.control]].amount;
    const double amount = amountOf(active);
    const double near = slides(control) ? 0.0003 : 0.01;
    const double slow = slides(control) ? 0.01 : 0.2;
    ++active.ticks;
    const bool resting = active.holder == Holder::kNobody && active.asked < 0 &&
                         std::abs(amount - rest) < near &&
                         std::abs(scene_.world().rate(active.joint)) < slow;
    active.restingTicks = resting ? active.restingTicks + 1 : 0;
    const bool overdue = active.holder == Holder::kNobody && active.ticks > kLongestFall;
    if (active.restingTicks > kRestTicks || overdue) {
      dropGrab(active);
      scene_.world().destroyBody(active.body);
      return true;
    }
    overrides.controls.push_back({active.control, amount});
    return false;
  });
}

}  // namespace shixun::interact
