// The shipped scenario, loaded once for all tests of this module.
#pragma once

#include <gtest/gtest.h>

#include "scenario/load.h"

namespace shixun::app {

inline const scenario::ScenarioModel& shippedScenario() {
  static const auto model = [] {
    Diagnostics diagnostics;
    auto loaded = scenario::load({&disk(), SHIXUN_SOURCE_DIR}, "electrical/motor-starter-isolation",
                                 diagnostics);
    EXPECT_NE(loaded, nullptr) << diagnostics.text();
    return loaded;
  }();
  return *model;
}

}  // namespace shixun::app
