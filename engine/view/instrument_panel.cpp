#include <cmath>

#include "view/panels.h"

namespace shixun::view {

using scenario::EntityKind;
using scenario::InstrumentModel;
using scenario::MeasureType;
using session::Snapshot;

namespace {

constexpr double kWidth = 316, kHeight = 172;

const char* unitOf(MeasureType type) {
  switch (type) {
    case MeasureType::kVolts:
      return "V";
    case MeasureType::kAcVolts:
      return "V ~";
    case MeasureType::kDcVolts:
      return "V =";
    case MeasureType::kTripTime:
      return "ms";
    case MeasureType::kOhms:
    case MeasureType::kLoopOhms:
      return "Ω";
    case MeasureType::kAmps:
    case MeasureType::kClampAmps:
      return "A ~";
  }
  return "";
}

bool inUse(const Snapshot& snapshot, uint32_t instrument) {
  const scenario::ScenarioModel& model = *snapshot.model;
  const InstrumentModel& def = model.instruments[instrument];
  for (const uint32_t p : def.probes) {
    if (snapshot.state.probes[p].terminal >= 0) return true;
  }
  if (def.builtIn >= 0) return false;  // shows on its own face
  if (snapshot.state.instruments[instrument].conductor >= 0) return true;
  const int32_t item = model.instances[def.instance].item;
  for (const plant::HandState& hand : snapshot.state.hands) {
    if (item >= 0 && hand.item == item) return true;
  }
  return false;
}

void showProbes(const PanelContext& context, const Snapshot& snapshot, uint32_t instrument,
                int probe) {
  const InstrumentModel& def = context.model->instruments[instrument];
  for (size_t k = 0; k < def.probes.size(); ++k) {
    const int32_t terminal = snapshot.state.probes[def.probes[k]].terminal;
    badge(std::to_string(k + 1), static_cast<int>(k) == probe ? Tone::kAccent : Tone::kDim);
    beside(8);
    const std::string where =
        terminal >= 0
            ? nameOf(*context.model, {EntityKind::kTerminal, static_cast<uint32_t>(terminal)})
            : context.tr("ui.instrument.in_air");
    write(where, Font::kBody, terminal >= 0 ? Tone::kPlain : Tone::kDim, 100);
    if (k + 1 < def.probes.size()) beside(20);
  }
  if (!def.probes.empty()) return;
  const int32_t conductor = snapshot.state.instruments[instrument].conductor;
  write(conductor >= 0
            ? context.tr("ui.instrument.around",
                         {{"name", nameOf(*context.model, {EntityKind::kConductor,
                                                           static_cast<uint32_t>(conductor)})}})
            : context.tr("ui.instrument.open"),
        Font::kBody, conductor >= 0 ? Tone::kPlain : Tone::kDim);
}

void showOne(const PanelContext& context, const Snapshot& snapshot, uint32_t instrument, int probe,
             double up) {
  const InstrumentModel& def = context.model->instruments[instrument];
  const plant::InstrumentState& state = snapshot.state.instruments[instrument];
  PanelDef panelDef;
  const std::string id = "instrument" + std::to_string(instrument);
  panelDef.id = id.c_str();
  panelDef.anchor = panelDef.pivot = Vec2(1, 1);
  panelDef.offset = Vec2(-16, -16 - up);
  panelDef.width = kWidth;
  panelDef.height = kHeight;
  panelDef.opacity = 0.90;
  panelDef.passive = true;
  const Panel panel(context, panelDef);
  write(context.titleOfInstance(def.instance), Font::kBody, Tone::kDim);
  const bool on = state.function >= 0;
  const scenario::FunctionModel* function =
      on ? &def.functions[static_cast<size_t>(state.function)] : nullptr;
  const std::string shown =
      instrument < snapshot.displays.size() ? snapshot.displays[instrument] : "";
  gap(-4);
  write(!shown.empty() ? shown
        : on           ? "– –"
                       : context.tr("ui.instrument.off"),
        Font::kLarge,
        state.overRange ? Tone::kWarn
        : shown.empty() ? Tone::kDim
                        : Tone::kPlain,
        210);
  if (function != nullptr) {
    besideRight(textWidth(unitOf(function->type), Font::kLarge) + 4);
    write(unitOf(function->type), Font::kLarge, Tone::kAccent, 110);
  }
  gap(-6);
  if (function != nullptr) {
    const auto& titles = function->title;
    const auto own = titles.find(context.language);
    write(own != titles.end() ? own->second : function->label, Font::kBody, Tone::kAccent);
  } else {
    write(" ", Font::kBody);
  }
  showProbes(context, snapshot, instrument, probe);
}

}  // namespace

void showInstruments(const PanelContext& context, const Snapshot& snapshot, int probe) {
  double up = 0;
  for (uint32_t i = 0; i < context.model->instruments.size(); ++i) {
    if (!inUse(snapshot, i)) continue;
    showOne(context, snapshot, i, probe, up);
    up += kHeight + 10;
  }
}

}  // namespace shixun::view
