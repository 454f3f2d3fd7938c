// Characters: everything that panels may have to write, for the fonts.
#pragma once

#include <string>

#include "scenario/model.h"
#include "text/catalogue.h"

namespace shixun::view {

// UTF-8 that holds every character of the program's and the scenario's texts in all languages of
// the scenario, some several times.
std::string charactersOf(const scenario::ScenarioModel& model, const text::Catalogue& catalogue);

}  // namespace shixun::view
