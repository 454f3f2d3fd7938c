#include "interact/pointer.h"

#include <algorithm>
#include <cmath>

#include "interact/pick.h"
#include "math/libm.h"

namespace shixun::interact {

using scenario::CommandKind;
using scenario::ControlModel;
using scenario::ControlType;
using scenario::kFirstPointPlace;
using scenario::kPlaceWorn;

namespace {

constexpr double kClickAngle = 0.012;   // rad that the ray may move in a click
constexpr int kClickTicks = 60;         // half a second
constexpr double kShortArm = 0.02;      // m: grips nearer to the axis are turned as by a rim
constexpr double kRim = 0.06;           // m, radius of that rim
constexpr double kHomeWithin = 0.15;    // m from a home that a click there means it
constexpr double kAboveSurface = 0.06;  // m over the place where a thing is let go

double angleBetween(const Vec3& a, const Vec3& b) {
  return arcCosine(glm::dot(a, b));
}

}  // namespace

Pointer::Pointer(Scene& scene, Mechanisms& mechanisms, const Holding& holding, Loose& loose)
    : scene_(scene), mechanisms_(mechanisms), holding_(holding), loose_(loose) {}

Hover Pointer::pick(const Frame& frame) const {
  if (!frame.input.pointer.active || frame.input.uiCaptured) return {};
  return pickAlong(scene_, frame, frame.input.pointer.worldRay);
}

void Pointer::act(const Frame& frame) {
  const PointerInput& input = frame.input.pointer;
  if (wearNext_ >= 0) {
    const auto item = static_cast<uint32_t>(wearNext_);
    if (frame.state.itemPlaces[item] == scenario::kPlaceHand) {
      frame.command(CommandKind::kWear, handWith(frame.state, wearNext_),
                    instanceOfItem(scene_.model(), item));
    }
    wearNext_ = -1;
  }
  if (!input.active || frame.input.uiCaptured) {
    letGoOfAll(frame);
    primary_ = secondary_ = false;
    return;
  }
  const bool pressed = input.primary && !primary_;
  const bool pressedSecondary = input.secondary && !secondary_;
  primary_ = input.primary;
  secondary_ = input.secondary;
  if (pressed || pressedSecondary || input.wheel != 0) {
    const Hover over = pick(frame);
    if (pressed) press(frame, over);
    if (pressedSecondary) pressSecondary(frame, over);
    if (input.wheel != 0 && over.reachable && over.entity.kind == EntityKind::kControl) {
      turn(frame, over.entity.index, input.wheel > 0 ? 1 : -1, false);
    }
  }
  if (drag_.control >= 0) drag(frame);
  if (!input.primary) {
    endDrag(frame);
    if (button_ >= 0) {
      const auto control = static_cast<uint32_t>(button_);
      if (scene_.model().controls[control].momentary) {
        frame.command(CommandKind::kOperate, buttonHand_, {EntityKind::kControl, control});
      }
      button_ = -1;
    }
  }
  if (!input.secondary && touching_) {
    frame.command(CommandKind::kUntouch, touchHand_, {});
    touching_ = false;
  }
}

void Pointer::letGoOfAll(const Frame& frame) {
  drag_.moved = true;  // not a click
  endDrag(frame);
  if (button_ >= 0 && scene_.model().controls[static_cast<size_t>(button_)].momentary) {
    frame.command(CommandKind::kOperate, buttonHand_,
                  {EntityKind::kControl, static_cast<uint32_t>(button_)});
  }
  button_ = -1;
  if (touching_) frame.command(CommandKind::kUntouch, touchHand_, {});
  touching_ = false;
}

void Pointer::press(const Frame& frame, const Hover& over) {
  const ScenarioModel& model = scene_.model();
  if (clickHome(frame, over) || !over.reachable) return;
  const uint32_t index = over.entity.index;
  switch (over.entity.kind) {
    case EntityKind::kControl:
      if (model.controls[index].type != ControlType::kButton) return beginDrag(frame, over);
      button_ = static_cast<int32_t>(index);
      buttonHand_ = freeHand(frame.state).value_or(Hand::kRight);
      frame.command(CommandKind::kOperate, buttonHand_, over.entity);
      frame.commands.back().position =
          pressedPosition(model.controls[index], frame.state.controls[index]);
      return;
    case EntityKind::kInstance:
      if (model.instances[index].item < 0) return;
      return clickItem(frame, static_cast<uint32_t>(model.instances[index].item));
    case EntityKind::kPoint: {
      const int32_t item = heldItem(
          frame.state, [&](uint32_t i) { return pointTakes(model, frame.state, index, i); });
      if (item < 0) return;
      return frame.command(CommandKind::kHang, handWith(frame.state, item),
                           instanceOfItem(model, static_cast<uint32_t>(item)), over.entity);
    }
    case EntityKind::kTerminal:
      return clickTerminal(frame, index);
    case EntityKind::kConductor:
      return clickConductor(frame, index);
    case EntityKind::kInspect:
      return frame.command(CommandKind::kExamine, Hand::kRight, over.entity);
    default:
      return;
  }
}

void Pointer::pressSecondary(const Frame& frame, const Hover& over) {
  const ScenarioModel& model = scene_.model();
  const uint32_t index = over.entity.index;
  if (over.reachable && over.entity.kind == EntityKind::kTerminal) {
    touchHand_ = freeHand(frame.state).value_or(Hand::kLeft);
    touching_ = true;
    return frame.command(CommandKind::kTouch, touchHand_, {}, over.entity);
  }
  if (over.reachable && over.entity.kind == EntityKind::kControl) {
    if (model.controls[index].type != ControlType::kButton) turn(frame, index, -1, true);
    return;
  }
  if (over.reachable && over.entity.kind == EntityKind::kInspect) {
    return frame.command(CommandKind::kExamine, Hand::kRight, over.entity);
  }
  const int32_t wearable =
      heldItem(frame.state, [&](uint32_t i) { return model.items[i].wearable; });
  if (wearable >= 0) {
    return frame.command(CommandKind::kWear, handWith(frame.state, wearable),
                         instanceOfItem(model, static_cast<uint32_t>(wearable)));
  }
  if (!over.reachable || over.entity.kind != EntityKind::kInstance) return;
  const int32_t under = model.instances[index].item;
  if (under >= 0) {
    if (!model.items[static_cast<size_t>(under)].wearable) return;
    clickItem(frame, static_cast<uint32_t>(under));
    wearNext_ = under;
    return;
  }
  const int32_t held = heldItem(frame.state, [](uint32_t) { return true; });
  if (held < 0) return;
  const auto item = static_cast<uint32_t>(held);
  const Vec3 above = over.worldPoint + Vec3(0, kAboveSurface, 0) -
                     frame.input.pointer.worldRay.direction * kAboveSurface;
  loose_.letGo(item, Pose(above - scene_.boxOfItem(item).centre()), Vec3(0));
  frame.command(CommandKind::kDrop, handWith(frame.state, held), instanceOfItem(model, item));
}

void Pointer::clickItem(const Frame& frame, uint32_t item) {
  const ScenarioModel& model = scene_.model();
  const EntityRef what = instanceOfItem(model, item);
  const int32_t cutter = heldItem(frame.state, [&](uint32_t i) {
    return shareTag(model.items[i].cuts, model.items[item].tags);
  });
  if (cutter >= 0) {
    return frame.command(CommandKind::kCut, handWith(frame.state, cutter), what, {},
                         instanceOfItem(model, static_cast<uint32_t>(cutter)));
  }
  const auto hand = freeHand(frame.state);
  if (!hand || frame.state.itemPlaces[item] == scenario::kPlaceHand) return;
  const bool hung = frame.state.itemPlaces[item] >= kFirstPointPlace;
  frame.command(hung ? CommandKind::kRemove : CommandKind::kTake, *hand, what);
}

void Pointer::clickTerminal(const Frame& frame, uint32_t terminal) {
  const ScenarioModel& model = scene_.model();
  const int32_t item = heldInstrument(model, frame.state, true);
  if (item < 0) return;
  const auto& probes = model.instruments[static_cast<size_t>(instrumentOfItem(model, item))].probes;
  const auto which =
      std::min(static_cast<size_t>(std::max(frame.input.pointer.probe, 0)), probes.size() - 1);
  const EntityRef at{EntityKind::kTerminal, terminal};
  const Hand hand = handWith(frame.state, item);
  for (const uint32_t p : probes) {
    if (frame.state.probes[p].terminal != static_cast<int32_t>(terminal)) continue;
    return frame.command(CommandKind::kUnprobe, hand, {EntityKind::kProbe, p});
  }
  frame.command(CommandKind::kProbe, hand, {EntityKind::kProbe, probes[which]}, at);
}

void Pointer::clickConductor(const Frame& frame, uint32_t conductor) {
  const ScenarioModel& model = scene_.model();
  const int32_t item = heldInstrument(model, frame.state, false);
  if (item < 0) return;
  const EntityRef what = instanceOfItem(model, static_cast<uint32_t>(item));
  const Hand hand = handWith(frame.state, item);
  const auto instrument = static_cast<size_t>(instrumentOfItem(model, item));
  if (frame.state.instruments[instrument].conductor == static_cast<int32_t>(conductor)) {
    return frame.command(CommandKind::kUnclamp, hand, what);
  }
  frame.command(CommandKind::kClamp, hand, what, {EntityKind::kConductor, conductor});
}

// A click on the place where a held item belongs, or where one that is worn came from.
bool Pointer::clickHome(const Frame& frame, const Hover& over) {
  const ScenarioModel& model = scene_.model();
  const bool onThing = over.entity && over.entity.kind != EntityKind::kInstance;
  if (onThing || !withinReach(frame, over.worldPoint, 0)) return false;
  if (over.entity && model.instances[over.entity.index].item >= 0) return false;
  const auto isHome = [&](uint32_t item) {
    const Vec3 middle = scene_.worldFromHome(item).apply(scene_.boxOfItem(item).centre());
    return glm::distance(middle, over.worldPoint) < kHomeWithin;
  };
  const int32_t held = heldItem(frame.state, isHome);
  if (held >= 0) {
    frame.command(CommandKind::kPut, handWith(frame.state, held),
                  instanceOfItem(model, static_cast<uint32_t>(held)));
    return true;
  }
  const auto hand = freeHand(frame.state);
  for (uint32_t i = 0; hand && i < model.items.size(); ++i) {
    if (frame.state.itemPlaces[i] != kPlaceWorn || !isHome(i)) continue;
    frame.command(CommandKind::kUnwear, *hand, instanceOfItem(model, i));
    return true;
  }
  return false;
}

// Moves a control by whole positions, in order of their amounts.
void Pointer::turn(const Frame& frame, uint32_t control, int by, bool wrap) {
  const ControlModel& model = scene_.model().controls[control];
  if (model.type == ControlType::kButton) return;
  const auto order = positionsByAmount(model);
  const auto count = static_cast<int>(order.size());
  const auto now = static_cast<int>(
      std::find(order.begin(), order.end(), frame.state.controls[control]) - order.begin());
  int next = now + by;
  if (wrap || count == 2) {
    next = (next + count) % count;
  } else if (next < 0 || next >= count) {
    return;
  }
  frame.command(CommandKind::kOperate, freeHand(frame.state).value_or(Hand::kRight),
                {EntityKind::kControl, control});
  frame.commands.back().position = order[static_cast<size_t>(next)];
  // A click on something sprung is over when the mouse button is up.
  if (model.momentary) button_ = static_cast<int32_t>(control);
}

void Pointer::beginDrag(const Frame& frame, const Hover& over) {
  const uint32_t control = over.entity.index;
  const ControlModel& model = scene_.model().controls[control];
  drag_ = Drag{};
  drag_.control = static_cast<int32_t>(control);
  drag_.startDirection = frame.input.pointer.worldRay.direction;
  drag_.wantedFrom = model.positions[frame.state.controls[control]].amount;
  drag_.angle = drag_.wantedFrom;
  // What is held: the point under the pointer, or the rim of a knob held at its middle.
  const Pose node = scene_.worldFromNode(model.node);
  const Vec3 axis = node.turn(glm::normalize(model.axis));
  Vec3 arm = over.worldPoint - node.position;
  arm -= axis * glm::dot(arm, axis);
  drag_.grip = over.worldPoint;
  if (model.type != ControlType::kSlider && glm::length(arm) < kShortArm) {
    const Vec3 up = std::abs(axis.y) < 0.9 ? Vec3(0, 1, 0) : Vec3(0, 0, 1);
    const Vec3 flat = glm::normalize(up - axis * glm::dot(up, axis));
    drag_.grip =
        node.position + axis * glm::dot(over.worldPoint - node.position, axis) + flat * kRim;
    drag_.aside = drag_.grip - over.worldPoint;
  }
}

// Where the held point is when the control stands at an amount, world.
Vec3 Pointer::pointAt(uint32_t control, double amount) const {
  const ControlModel& model = scene_.model().controls[control];
  const Pose rest = scene_.worldFromRest(model.node);
  const Vec3 axis = glm::normalize(model.axis);
  const Vec3 local = rest.inverse().apply(drag_.grip);
  const double by = amount - drag_.wantedFrom;
  if (model.type == ControlType::kSlider) return rest.apply(local + axis * by);
  return rest.apply(glm::angleAxis(by, axis) * local);
}

// The amount at which the held point comes closest to the ray as the eye sees it, searched outwards
// from the present one so that of two crossings the near one is meant.
void Pointer::drag(const Frame& frame) {
  const auto control = static_cast<uint32_t>(drag_.control);
  const ControlModel& model = scene_.model().controls[control];
  const Ray& ray = frame.input.pointer.worldRay;
  ++drag_.ticks;
  if (angleBetween(ray.direction, drag_.startDirection) > kClickAngle) drag_.moved = true;
  if (!drag_.moved) return;
  const auto miss = [&](double amount) {
    const Vec3 p = pointAt(control, amount) - drag_.aside;
    const Vec3 way = glm::normalize(p - ray.origin);
    return angleBetween(way, ray.direction);
  };
  const auto order = positionsByAmount(model);
  const double low = model.positions[order.front()].amount;
  const double high = model.positions[order.back()].amount;
  const double step = (high - low) / 96;
  double best = std::clamp(drag_.angle, low, high);
  double least = miss(best);
  for (const double sign : {-1.0, 1.0}) {
    // Downhill from here in each direction, over bumps of a few steps.
    double amount = drag_.angle;
    for (int i = 0, uphill = 0; i < 96 && uphill < 6; ++i) {
      amount += sign * step;
      if (amount < low - 1e-9 || amount > high + 1e-9) break;
      const double m = miss(std::clamp(amount, low, high));
      uphill = m < least ? 0 : uphill + 1;
      if (m >= least) continue;
      least = m;
      best = std::clamp(amount, low, high);
    }
  }
  drag_.angle = best;
  if (!mechanisms_.held(control)) {
    PullDef pull;
    pull.control = control;
    pull.holder = Holder::kPointer;
    pull.hand = freeHand(frame.state).value_or(Hand::kRight);
    pull.grip = drag_.grip;
    pull.worldFromHand = Pose(drag_.grip);
    mechanisms_.pull(pull);
  }
  const Vec3 axis = scene_.worldFromRest(model.node).turn(glm::normalize(model.axis));
  Pose hand(pointAt(control, best));
  if (model.type != ControlType::kSlider) {
    hand.rotation = glm::angleAxis(best - drag_.wantedFrom, axis);
  }
  mechanisms_.movePull(control, hand);
}

void Pointer::endDrag(const Frame& frame) {
  if (drag_.control < 0) return;
  const auto control = static_cast<uint32_t>(drag_.control);
  if (mechanisms_.held(control)) mechanisms_.release(control);
  const bool click = !drag_.moved && drag_.ticks <= kClickTicks;
  drag_ = Drag{};
  if (click) turn(frame, control, 1, true);
}

}  // namespace shixun::interact
