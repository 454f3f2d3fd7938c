// Commands and effects as files write them: {operate: S1.button, to: pressed}.
#pragma once

#include <optional>
#include <string>

#include "core/diagnostic.h"
#include "scenario/command.h"
#include "scenario/model.h"
#include "scenario/spec.h"

namespace shixun::scenario {

// A command with what a walkthrough adds to it.
struct CommandLine {
  Command command;
  std::string id;    // may be empty
  double after = 1;  // s
  SourceLocation where;
};

// Reads one command against the entities of a model; `script`: id and after are allowed. Nothing
// after a report.
std::optional<CommandLine> readCommand(const ScenarioModel& model, const Place& place, bool script,
                                       Diagnostics& problems);

// The id of a command that may be broken otherwise; empty when it has none.
std::string commandId(const Place& place);

// The command as a walkthrough writes it: {probe: VT1.a, at: Q1.2T1, hand: left}; the right hand is
// left out.
std::string formatCommand(const ScenarioModel& model, const Command& command);

// Reports unless `name` is an entity of that kind (kNone: any).
EntityRef findEntity(const ScenarioModel& model, const std::string& name, EntityKind kind,
                     const SourceLocation& where, Diagnostics& problems);

}  // namespace shixun::scenario
