// The vocabulary of a session: what can be done (CommandKind) and what can happen (EventKind), each
// with the names and kinds of its arguments. This one table drives the walkthrough parser, the
// recorder, the replayer, the check of rubric formulas and the author's reference.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "scenario/entity.h"

namespace shixun::scenario {

enum class CommandKind : uint8_t {
  kOperate,  // what=control, to=position
  kTake,     // what=instance (portable): into the hand
  kPut,      // what=instance: back to its home place
  kHang,     // what=instance, at=point
  kRemove,   // what=instance: from where it hangs into the hand
  kCut,      // what=instance, with=instance
  kWear,     // what=instance
  kUnwear,   // what=instance
  kProbe,    // what=probe, at=terminal
  kUnprobe,  // what=probe
  kClamp,    // what=instance (instrument), at=conductor
  kUnclamp,  // what=instance
  kTouch,    // at=terminal, by hand
  kUntouch,  // by hand
  kSay,      // what=line
  kFill,     // what=field, text
  kExamine,  // what=inspect
  kDrop,     // what=instance: let go, it falls (its pose is Bullet's, not state)
  kHint,     // ask for a hint
  kPause,
  kResume,
  kFinish,
  kAbandon,
};

enum class EventKind : uint8_t {
  kOperated,   // what=control, to=position label, by
  kBlocked,    // what=control, with=instance that blocks it (lock) or none (interlock)
  kTaken,      // what=instance
  kPut,        // what=instance
  kHung,       // what=instance, at=point
  kRemoved,    // what=instance, at=point, by
  kRefused,    // what=entity: a command that the world does not allow; text = reason key
  kCut,        // what=instance, with=instance
  kWorn,       // what=instance
  kUnworn,     // what=instance
  kProbed,     // what=probe, at=terminal
  kUnprobed,   // what=probe, at=terminal
  kMeasured,   // what=instance, at=terminal/conductor, with=terminal, to=function, value=reading
  kTouched,    // at=terminal
  kReleased,   // at=terminal
  kShock,      // at=terminal, value=body current in A, to=effect
  kFlash,      // what=instance, value=current in A: a short circuit or a break under load
  kTripped,    // what=instance, to=element
  kSwitched,   // what=instance, to=element, value=1 picked up, 0 dropped out
  kFuseBlown,  // what=instance, to=element
  kSaid,       // what=line
  kFilled,     // what=field, text
  kExamined,   // what=inspect
  kHinted,     // to=step
  kPaused,
  kResumed,
  kTrouble,  // text: a numeric failure, last good values kept
  kFinished,
  kAbandoned,
  kRepaired,  // what=instance, to=fault: it was there and is gone
};

// How an argument is written in files and formulas.
enum class ArgType : uint8_t { kNone, kEntity, kLabel, kNumber, kText };

struct ArgInfo {
  std::string_view name;  // "what", "at", "with", "to", "by", "value", "text"
  ArgType type = ArgType::kNone;
  EntityKind entity = EntityKind::kNone;  // for kEntity; kNone = any kind
  bool required = true;
};

struct CommandInfo {
  CommandKind kind;
  std::string_view name;          // as in a walkthrough: "operate"
  std::span<const ArgInfo> args;  // the first is written as the value of the name itself
  bool panel = false;             // given on a panel: it has no place in the world for a hand
  bool effect = false;            // a person can do it when something is said to them
};

struct EventInfo {
  EventKind kind;
  std::string_view name;  // as in a formula: event(operated, ...)
  std::span<const ArgInfo> args;
};

std::span<const CommandInfo> commandInfos();  // ordered by kind
std::span<const EventInfo> eventInfos();      // ordered by kind
const CommandInfo& info(CommandKind kind);
const EventInfo& info(EventKind kind);
std::optional<CommandKind> findCommand(std::string_view name);
std::optional<EventKind> findEvent(std::string_view name);
// As messages say it: "control", "terminal with a node"; "thing" for any.
std::string_view entityKindName(EntityKind kind);

}  // namespace shixun::scenario
