// Score: findings -> marks. A pure function, so that a record always gives the same score.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "scenario/model.h"
#include "session/finding.h"

namespace shixun::assess {

struct AspectScore {
  std::string id;
  std::string titleKey;
  double maximum = 0;   // of 100
  double earned = 0;    // 0..maximum
};

struct Score {
  double total = 0;     // 0..100
  bool passed = false;  // total at least the pass mark and no gate broken
  bool gated = false;   // a gate was broken
  std::vector<AspectScore> aspects;  // in the rubric's order
};

// Each rule costs its marks once, however often it was broken.
Score score(const scenario::ScenarioModel& model, std::span<const session::Finding> findings);

}  // namespace shixun::assess
