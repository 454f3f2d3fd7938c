// Finding: one breach of one rule, pointing at its evidence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "math/geometry.h"
#include "scenario/rubric.h"

namespace shixun::session {

// One atom of the broken formula with its value at that moment, e.g. {"volts(work_L1)", "231 V"}.
struct EvidenceValue {
  std::string name;
  std::string value;
};

struct Finding {
  std::string rule;             // code: "E09"
  scenario::RuleSeverity severity = scenario::RuleSeverity::kModerate;
  Tick tick = 0;
  double marksLost = 0;         // of 100
  std::string wrongKey;         // scenario text keys
  std::string adviceKey;
  std::string step;
  std::vector<std::string> about;  // entity names
  std::string formula;          // as authored
  std::string event;            // the event at that point in words of the vocabulary; may be empty
  std::vector<EvidenceValue> values;
  std::string found;               // of a measured rule: the value, "11.2 V"; else empty
  std::string wanted;              // and for what all marks are earned, "10.5 V … 11.1 V"
  std::optional<Vec3> place;       // m, in the world: where to look; none: no part of it has a place
  bool underivable = false;     // the record lacks an observable that the rule reads
};

std::string_view severityName(scenario::RuleSeverity severity);  // "gate", "major", ...

}  // namespace shixun::session
