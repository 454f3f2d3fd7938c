// Codec: commands, trace points and findings as JSON messages, with names instead of indices so that
// any later build can read them.
//
//   command     {"tick":120,"do":"operate","what":"Q1.handle","to":"off","hand":"right"}
//   event       {"tick":121,"kind":"operated","what":"Q1.handle","to":"off"}
//   observable  {"tick":121,"set":{"Q1.handle":"off","M1.machine.current":0.0,"VT1.reading":null}}
//   potential   {"tick":121,"set":{"Q1.2T1":[230.9,0.0,4],...}}     V rms, re, im, island,
//                                  then what is superposed: re, im of other frequencies, DC
//   finding     {"tick":..,"rule":"E09","severity":"gate","marks":8,...,"values":{"volts(work_L1)":"231 V"}}
//   hash        {"tick":132,"hash":"0123456789abcdef"}
// A bool is true/false, an enum its label, a number SI, undefined null.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/status.h"
#include "scenario/model.h"
#include "session/finding.h"
#include "session/trace.h"

namespace shixun::session {

using scenario::Command;
using scenario::ScenarioModel;

std::string encodeCommand(const ScenarioModel& model, Tick tick, const Command& command);
std::string encodeEvent(const ScenarioModel& model, Tick tick, const plant::Event& event);
// One message for a point's signals and one for its potentials; "" when it has none.
std::string encodeSignals(const ScenarioModel& model, const TracePoint& point);
std::string encodePotentials(const ScenarioModel& model, const TracePoint& point);
std::string encodeFinding(const Finding& finding);
std::string encodeHash(Tick tick, uint64_t hash);

struct TimedCommand {
  Tick tick = 0;
  Command command;
};
struct TimedHash {
  Tick tick = 0;
  uint64_t hash = 0;
};

// Decoding a record of any age against today's model. A name that the model does not know makes a
// failure with that name (kNotFound); a message that is not of the form above is kCorrupt.
Result<TimedCommand> decodeCommand(const ScenarioModel& model, std::string_view json);
Result<TracePoint> decodeEvent(const ScenarioModel& model, std::string_view json);
// Adds to `point`; names that the model does not know are skipped and counted in `unknown`.
Status decodeSignals(const ScenarioModel& model, std::string_view json, TracePoint& point,
                     size_t& unknown);
Status decodePotentials(const ScenarioModel& model, std::string_view json, TracePoint& point,
                        size_t& unknown);
Result<Finding> decodeFinding(std::string_view json);
Result<TimedHash> decodeHash(std::string_view json);

// A signal's value in words: "off", "true", "14.7 A", "undefined".
std::string describeSignal(const scenario::SignalModel& signal, double value);
// An event in words of the vocabulary: "operated what=Q1.handle to=off".
std::string describeEvent(const ScenarioModel& model, const plant::Event& event);

}  // namespace shixun::session
