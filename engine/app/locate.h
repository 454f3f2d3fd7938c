// Locate: where in the window a thing is seen, for tests that work the window from outside.
#pragma once

#include <optional>
#include <string>

#include "app/walker.h"
#include "plant/state.h"
#include "scenario/model.h"

namespace shixun::app {

// Pixel of an entity ("Q1.2T1"), of a control's grip ("Q1.handle"), or of that grip when the
// control will stand in a position ("Q1.handle:off"). none: no such thing, or behind the head.
std::optional<Vec2> locate(const scenario::ScenarioModel& model, const plant::State& state,
                           const Walker& walker, const Vec2& window, const std::string& name);

// A button's label as it is told: one word.
std::string toldName(std::string label);
// Where the buttons of panels are in the window, a line each: "button.Go_on 640 300".
std::string toldButtonPlaces();

}  // namespace shixun::app
