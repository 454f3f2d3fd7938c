// Other things that a command could have been about: the slips that a person makes.
#pragma once

#include <optional>
#include <vector>

#include "core/rng.h"
#include "scenario/command.h"
#include "scenario/model.h"

namespace shixun::assess {

// Commands like `command` about something else of the same kind, likeliest slips first, those that
// are alike in an order drawn from `rng`; at most `most`.
std::vector<scenario::Command> otherTargets(const scenario::ScenarioModel& model,
                                            const scenario::Command& command, size_t most,
                                            Rng& rng);

// What a hand can do anywhere: touch each bare terminal (each piece of metal once), move each
// control to each of its positions.
std::vector<scenario::Command> strayCommands(const scenario::ScenarioModel& model);

// Instances that could be carried in place of `instance`: an instrument with as many probes, or an
// item that shares a tag or a slot with it.
std::vector<uint32_t> otherItems(const scenario::ScenarioModel& model, uint32_t instance);

// The command with everything that belongs to instance `from` replaced by what has the same name at
// instance `to`; nothing if there is no such thing.
std::optional<scenario::Command> exchanged(const scenario::ScenarioModel& model,
                                           scenario::Command command, uint32_t from, uint32_t to);

}  // namespace shixun::assess
