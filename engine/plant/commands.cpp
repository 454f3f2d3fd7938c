#include <algorithm>

#include "plant/world.h"

namespace shixun::plant {

using scenario::CommandKind;
using scenario::EntityKind;
using scenario::ItemModel;
using scenario::kFirstPointPlace;
using scenario::kPlaceFloor;
using scenario::kPlaceHand;
using scenario::kPlaceHome;
using scenario::kPlaceWorn;
using scenario::PointModel;

namespace {

bool shareTag(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& tag) {
    return std::find(b.begin(), b.end(), tag) != b.end();
  });
}

HandState& handOf(State& state, scenario::Hand hand) {
  return state.hands[static_cast<size_t>(hand)];
}

EntityRef entity(EntityKind kind, size_t index) { return {kind, static_cast<uint32_t>(index)}; }

// The item that an instance is; -1 when it cannot be carried.
int32_t itemOf(const ScenarioModel& model, EntityRef what) {
  if (what.kind != EntityKind::kInstance) return -1;
  return model.instances[what.index].item;
}

// Whether a whole lock hangs on a point of the given item's own equipment.
bool lockedOn(const ScenarioModel& model, const State& state, uint32_t item) {
  const uint32_t instance = model.items[item].instance;
  for (size_t other = 0; other < state.itemPlaces.size(); ++other) {
    const uint32_t place = state.itemPlaces[other];
    if (place < kFirstPointPlace || !model.items[other].locking || state.itemCut[other] != 0) {
      continue;
    }
    if (model.points[place - kFirstPointPlace].instance == instance) return true;
  }
  return false;
}

}  // namespace

int handHolding(const State& state, int32_t item) {
  for (int h = 0; h < 2; ++h) {
    if (state.hands[h].item == item) return h;
  }
  return -1;
}

int32_t lockHolding(const ScenarioModel& model, const State& state, uint32_t control) {
  for (size_t i = 0; i < model.items.size(); ++i) {
    if (!model.items[i].locking || state.itemCut[i] != 0) continue;
    // Follow what the lock hangs on: a point, or an item that itself hangs on a point, and so on.
    uint32_t place = state.itemPlaces[i];
    for (int depth = 0; depth < 8 && place >= kFirstPointPlace; ++depth) {
      const PointModel& point = model.points[place - kFirstPointPlace];
      if (point.blocks == static_cast<int32_t>(control)) return static_cast<int32_t>(i);
      const int32_t carrier = model.instances[point.instance].item;
      if (carrier < 0) break;
      place = state.itemPlaces[static_cast<size_t>(carrier)];
    }
  }
  return -1;
}

bool hangsOn(const ScenarioModel& model, std::span<const uint32_t> itemPlaces, uint32_t item,
             EntityRef target) {
  uint32_t place = itemPlaces[item];
  for (int depth = 0; depth < 8 && place >= kFirstPointPlace; ++depth) {
    const uint32_t pointIndex = place - kFirstPointPlace;
    const PointModel& point = model.points[pointIndex];
    if (target == entity(EntityKind::kPoint, pointIndex)) return true;
    if (target == entity(EntityKind::kInstance, point.instance)) return true;
    if (point.blocks >= 0 &&
        target == entity(EntityKind::kControl, static_cast<size_t>(point.blocks))) {
      return true;
    }
    const int32_t carrier = model.instances[point.instance].item;
    if (carrier < 0) return false;
    place = itemPlaces[static_cast<size_t>(carrier)];
  }
  return false;
}

void World::refuse(EntityRef what, const char* reason) {
  Event event;
  event.kind = EventKind::kRefused;
  event.what = what;
  event.text = reason;
  emit(std::move(event));
}

void World::operate(State& state, const Command& command) {
  if (command.what.kind != EntityKind::kControl) return refuse(command.what, "refused.not_control");
  const uint32_t index = command.what.index;
  const scenario::ControlModel& control = model.controls[index];
  HandState& hand = handOf(state, command.hand);
  if (command.position == 0 && control.momentary && hand.control == static_cast<int32_t>(index)) {
    hand.control = -1;
  }
  if (state.controls[index] == command.position) return;
  const int32_t lock = lockHolding(model, state, index);
  const bool free = !control.freeWhen.program || control.freeWhen.program->evaluate(state.signals);
  if (lock >= 0 || !free) {
    Event event;
    event.kind = EventKind::kBlocked;
    event.what = command.what;
    if (lock >= 0) {
      event.with = entity(EntityKind::kInstance, model.items[static_cast<size_t>(lock)].instance);
    }
    return emit(std::move(event));
  }
  state.controls[index] = command.position;
  if (control.momentary && command.position != 0) hand.control = static_cast<int32_t>(index);
  Event event;
  event.kind = EventKind::kOperated;
  event.what = command.what;
  event.to = control.positions[command.position].label;
  emit(std::move(event));
}

void World::take(State& state, const Command& command) {
  const int32_t item = itemOf(model, command.what);
  if (item < 0) return refuse(command.what, "refused.not_portable");
  const auto i = static_cast<size_t>(item);
  if (handHolding(state, item) >= 0) return;
  if (handOf(state, command.hand).item >= 0) return refuse(command.what, "refused.hand_full");
  if (state.itemPlaces[i] >= kFirstPointPlace) return remove(state, command);
  if (state.itemPlaces[i] == kPlaceWorn) return unwear(state, command);
  state.itemPlaces[i] = kPlaceHand;
  handOf(state, command.hand).item = item;
  emit({EventKind::kTaken, command.what, {}, {}, {}, 0, {}});
}

void World::put(State& state, const Command& command, uint32_t place) {
  const int32_t item = itemOf(model, command.what);
  const int hand = item < 0 ? -1 : handHolding(state, item);
  if (hand < 0) return refuse(command.what, "refused.not_held");
  state.hands[hand].item = -1;
  state.itemPlaces[static_cast<size_t>(item)] = place;
  const int32_t instrument = model.instances[command.what.index].instrument;
  if (instrument >= 0) liftInstrument(state, static_cast<uint32_t>(instrument));
  emit({EventKind::kPut, command.what, {}, {}, {}, 0, {}});
}

void World::hang(State& state, const Command& command) {
  const int32_t item = itemOf(model, command.what);
  const int hand = item < 0 ? -1 : handHolding(state, item);
  if (hand < 0) return refuse(command.what, "refused.not_held");
  if (command.at.kind != EntityKind::kPoint) return refuse(command.at, "refused.no_place");
  const PointModel& point = model.points[command.at.index];
  const auto i = static_cast<size_t>(item);
  const uint32_t place = kFirstPointPlace + command.at.index;
  if (!shareTag(model.items[i].tags, point.accepts)) return refuse(command.at, "refused.no_fit");
  if (std::find(state.itemPlaces.begin(), state.itemPlaces.end(), place) !=
      state.itemPlaces.end()) {
    return refuse(command.at, "refused.occupied");
  }
  if (point.openWhen.program && !point.openWhen.program->evaluate(state.signals)) {
    return refuse(command.at, "refused.not_now");
  }
  state.hands[hand].item = -1;
  state.itemPlaces[i] = place;
  const int32_t instrument = model.instances[command.what.index].instrument;
  if (instrument >= 0) liftInstrument(state, static_cast<uint32_t>(instrument));
  emit({EventKind::kHung, command.what, command.at, {}, {}, 0, {}});
}

void World::remove(State& state, const Command& command) {
  const int32_t item = itemOf(model, command.what);
  if (item < 0) return refuse(command.what, "refused.not_portable");
  const auto i = static_cast<size_t>(item);
  if (state.itemPlaces[i] < kFirstPointPlace) return refuse(command.what, "refused.not_hung");
  if (handOf(state, command.hand).item >= 0) return refuse(command.what, "refused.hand_full");
  if (model.items[i].locking && model.items[i].owner >= 0 && state.itemCut[i] == 0) {
    return refuse(command.what, "refused.not_your_lock");
  }
  if (lockedOn(model, state, static_cast<uint32_t>(item))) {
    return refuse(command.what, "refused.locked_on");
  }
  const EntityRef from = entity(EntityKind::kPoint, state.itemPlaces[i] - kFirstPointPlace);
  const scenario::Expression& release = model.points[from.index].releaseWhen;
  if (release.program && !release.program->evaluate(state.signals)) {
    return refuse(command.what, "refused.held_fast");
  }
  state.itemPlaces[i] = kPlaceHand;
  handOf(state, command.hand).item = item;
  emit({EventKind::kRemoved, command.what, from, {}, {}, 0, {}});
}

void World::cut(State& state, const Command& command) {
  const int32_t item = itemOf(model, command.what);
  const int32_t tool = itemOf(model, command.with);
  if (item < 0 || tool < 0) return refuse(command.what, "refused.not_portable");
  if (handHolding(state, tool) < 0) return refuse(command.with, "refused.not_held");
  const auto i = static_cast<size_t>(item);
  if (!shareTag(model.items[i].tags, model.items[static_cast<size_t>(tool)].cuts) ||
      state.itemCut[i] != 0) {
    return refuse(command.what, "refused.cannot_cut");
  }
  state.itemCut[i] = 1;
  state.itemPlaces[i] = kPlaceFloor;
  emit({EventKind::kCut, command.what, {}, command.with, {}, 0, {}});
}

void World::wear(State& state, const Command& command) {
  const int32_t item = itemOf(model, command.what);
  if (item < 0 || !model.items[static_cast<size_t>(item)].wearable) {
    return refuse(command.what, "refused.not_wearable");
  }
  const auto i = static_cast<size_t>(item);
  if (state.itemPlaces[i] == kPlaceWorn) return;
  const int hand = handHolding(state, item);
  if (hand < 0) return refuse(command.what, "refused.not_held");
  for (size_t other = 0; other < model.items.size(); ++other) {
    if (state.itemPlaces[other] == kPlaceWorn && model.items[other].slot == model.items[i].slot) {
      return refuse(command.what, "refused.slot_taken");
    }
  }
  state.hands[hand].item = -1;
  state.itemPlaces[i] = kPlaceWorn;
  emit({EventKind::kWorn, command.what, {}, {}, {}, 0, {}});
}

void World::unwear(State& state, const Command& command) {
  const int32_t item = itemOf(model, command.what);
  if (item < 0 || state.itemPlaces[static_cast<size_t>(item)] != kPlaceWorn) {
    return refuse(command.what, "refused.not_worn");
  }
  if (handOf(state, command.hand).item >= 0) return refuse(command.what, "refused.hand_full");
  state.itemPlaces[static_cast<size_t>(item)] = kPlaceHand;
  handOf(state, command.hand).item = item;
  emit({EventKind::kUnworn, command.what, {}, {}, {}, 0, {}});
}

void World::probe(State& state, const Command& command) {
  if (command.what.kind != EntityKind::kProbe) return refuse(command.what, "refused.not_probe");
  ProbeState& probeState = state.probes[command.what.index];
  const EntityRef before = probeState.terminal < 0
                               ? EntityRef{}
                               : entity(EntityKind::kTerminal,
                                        static_cast<size_t>(probeState.terminal));
  if (command.kind == CommandKind::kProbe) {
    const uint32_t instrument = model.probes[command.what.index].instrument;
    const int32_t item = model.instances[model.instruments[instrument].instance].item;
    if (item >= 0 && handHolding(state, item) < 0) return refuse(command.what, "refused.not_held");
    if (command.at.kind != EntityKind::kTerminal) return refuse(command.at, "refused.no_terminal");
    if (before == command.at) return;
  }
  if (before) emit({EventKind::kUnprobed, command.what, before, {}, {}, 0, {}});
  probeState.terminal = -1;
  if (command.kind == CommandKind::kProbe) {
    probeState.terminal = static_cast<int32_t>(command.at.index);
    emit({EventKind::kProbed, command.what, command.at, {}, {}, 0, {}});
  }
  InstrumentState& instrument = state.instruments[model.probes[command.what.index].instrument];
  instrument.steadySeconds = 0;
  instrument.announced = false;
}

void World::clamp(State& state, const Command& command) {
  const int32_t index =
      command.what.kind == EntityKind::kInstance ? model.instances[command.what.index].instrument
                                                 : -1;
  if (index < 0) return refuse(command.what, "refused.not_instrument");
  InstrumentState& instrument = state.instruments[static_cast<size_t>(index)];
  if (model.instruments[static_cast<size_t>(index)].builtIn >= 0) {
    return refuse(command.what, "refused.not_portable");
  }
  if (command.kind == CommandKind::kUnclamp) {
    instrument.conductor = -1;
  } else {
    const int32_t item = model.instances[command.what.index].item;
    if (item >= 0 && handHolding(state, item) < 0) return refuse(command.what, "refused.not_held");
    if (command.at.kind != EntityKind::kConductor) return refuse(command.at, "refused.no_conductor");
    instrument.conductor = static_cast<int32_t>(command.at.index);
  }
  instrument.steadySeconds = 0;
  instrument.announced = false;
}

void World::touch(State& state, const Command& command) {
  if (command.at.kind != EntityKind::kTerminal) return refuse(command.at, "refused.no_terminal");
  if (model.terminals[command.at.index].insulated) return refuse(command.at, "refused.insulated");
  HandState& hand = handOf(state, command.hand);
  if (hand.terminal == static_cast<int32_t>(command.at.index)) return;
  untouch(state, command);
  hand.terminal = static_cast<int32_t>(command.at.index);
  hand.announced = circuit::BodyEffect::kNone;
  emit({EventKind::kTouched, {}, command.at, {}, {}, 0, {}});
}

void World::untouch(State& state, const Command& command) {
  HandState& hand = handOf(state, command.hand);
  if (hand.terminal < 0) return;
  const EntityRef at = entity(EntityKind::kTerminal, static_cast<size_t>(hand.terminal));
  hand.terminal = -1;
  emit({EventKind::kReleased, {}, at, {}, {}, 0, {}});
}

// A form that can be carried is written on in the hand.
void World::fillIn(State& state, const Command& command) {
  if (command.what.kind != EntityKind::kField) return refuse(command.what, "refused.no_field");
  const int32_t form = model.instances[model.fields[command.what.index].instance].item;
  const bool held = form < 0 || state.hands[0].item == form || state.hands[1].item == form;
  if (!held) return refuse(command.what, "refused.not_held");
  state.fields[command.what.index] = command.text;
  emit({EventKind::kFilled, command.what, {}, {}, {}, 0, command.text});
}

void World::repair(State& state, uint32_t fault) {
  if (state.faults[fault] == 0) return;
  setFault(state, fault, false);
  const scenario::FaultModel& def = model.faults[fault];
  const std::string member = def.name.substr(model.instances[def.instance].name.size() + 1);
  emit({EventKind::kRepaired, entity(EntityKind::kInstance, def.instance), {}, {}, member, 0, {}});
}

// Somebody else at the control: locks and interlocks hold it for them as well.
void World::operateByOther(State& state, uint32_t control, uint32_t position) {
  const scenario::ControlModel& model_ = model.controls[control];
  if (state.controls[control] == position) return;
  const EntityRef what = entity(EntityKind::kControl, control);
  const bool free = !model_.freeWhen.program || model_.freeWhen.program->evaluate(state.signals);
  if (!free || lockHolding(model, state, control) >= 0) {
    emit({EventKind::kBlocked, what, {}, {}, {}, 0, {}});
    return;
  }
  state.controls[control] = position;
  emit({EventKind::kOperated, what, {}, {}, model_.positions[position].label, 0, {}});
}

void World::say(State& state, const Command& command) {
  if (command.what.kind != EntityKind::kLine) return refuse(command.what, "refused.no_line");
  const scenario::LineModel& line = model.lines[command.what.index];
  const bool agreed = !line.when.program || line.when.program->evaluate(state.signals);
  state.lastLine = command.what.index;
  state.lastLineAgreed = agreed;
  emit({EventKind::kSaid, command.what, {}, {}, {}, 0, {}});
  if (!agreed) return;
  for (const scenario::EffectModel& effect : line.effects) {
    if (effect.kind == scenario::EffectModel::Kind::kOperate) {
      operateByOther(state, effect.control, effect.position);
      continue;
    }
    if (effect.kind == scenario::EffectModel::Kind::kRepair) {
      repair(state, effect.fault);
      continue;
    }
    const uint32_t place = kFirstPointPlace + effect.point;
    const EntityRef item = entity(EntityKind::kInstance, model.items[effect.item].instance);
    uint32_t& at = state.itemPlaces[effect.item];
    if (effect.kind == scenario::EffectModel::Kind::kHang) {
      const bool taken = std::find(state.itemPlaces.begin(), state.itemPlaces.end(), place) !=
                         state.itemPlaces.end();
      if (at == place || taken || state.itemCut[effect.item] != 0) continue;
      at = place;
      emit({EventKind::kHung, item, entity(EntityKind::kPoint, effect.point), {}, {}, 0, {}});
    } else if (at >= kFirstPointPlace) {
      const EntityRef from = entity(EntityKind::kPoint, at - kFirstPointPlace);
      at = kPlaceHome;
      emit({EventKind::kRemoved, item, from, {}, {}, 0, {}});
    }
  }
}

void World::liftInstrument(State& state, uint32_t instrument) {
  for (const uint32_t p : model.instruments[instrument].probes) {
    if (state.probes[p].terminal < 0) continue;
    const auto at = static_cast<size_t>(state.probes[p].terminal);
    state.probes[p].terminal = -1;
    emit({EventKind::kUnprobed, entity(EntityKind::kProbe, p), entity(EntityKind::kTerminal, at),
          {}, {}, 0, {}});
  }
  state.instruments[instrument].conductor = model.instruments[instrument].builtIn;
  state.instruments[instrument].announced = false;
}

void World::apply(State& state, const Command& command) {
  switch (command.kind) {
    case CommandKind::kOperate: return operate(state, command);
    case CommandKind::kTake: return take(state, command);
    case CommandKind::kPut: return put(state, command, kPlaceHome);
    case CommandKind::kDrop: return put(state, command, kPlaceFloor);
    case CommandKind::kHang: return hang(state, command);
    case CommandKind::kRemove: return remove(state, command);
    case CommandKind::kCut: return cut(state, command);
    case CommandKind::kWear: return wear(state, command);
    case CommandKind::kUnwear: return unwear(state, command);
    case CommandKind::kProbe:
    case CommandKind::kUnprobe: return probe(state, command);
    case CommandKind::kClamp:
    case CommandKind::kUnclamp: return clamp(state, command);
    case CommandKind::kTouch: return touch(state, command);
    case CommandKind::kUntouch: return untouch(state, command);
    case CommandKind::kSay: return say(state, command);
    case CommandKind::kFill: return fillIn(state, command);
    case CommandKind::kExamine:
      if (command.what.kind != EntityKind::kInspect) return;
      return emit({EventKind::kExamined, command.what, {}, {}, {}, 0, {}});
    case CommandKind::kHint:
      ++state.hints;
      return emit({EventKind::kHinted, {}, {}, {}, {}, 0, {}});
    case CommandKind::kPause:
      state.paused = true;
      return emit({EventKind::kPaused, {}, {}, {}, {}, 0, {}});
    case CommandKind::kResume:
      if (!state.paused) return;
      state.paused = false;
      return emit({EventKind::kResumed, {}, {}, {}, {}, 0, {}});
    case CommandKind::kFinish:
      state.finished = true;
      return emit({EventKind::kFinished, {}, {}, {}, {}, 0, {}});
    case CommandKind::kAbandon:
      state.abandoned = true;
      return emit({EventKind::kAbandoned, {}, {}, {}, {}, 0, {}});
  }
}

}  // namespace shixun::plant
