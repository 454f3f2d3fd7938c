// The flagship's model and commands by the names of its entities.
#pragma once

#include "scenario/command.h"
#include "tests/support/shipped.h"

namespace shixun::view {

inline const scenario::ScenarioModel& model() {
  return *test::flagship().model;
}

inline scenario::Command command(scenario::CommandKind kind, const char* what,
                                 const char* at = nullptr) {
  scenario::Command c;
  c.kind = kind;
  c.what = test::flagship().entity(what);
  if (at != nullptr) c.at = test::flagship().entity(at);
  return c;
}

}  // namespace shixun::view
