#include "scenario/vocabulary.h"

#include <array>

#include "core/assert.h"

namespace shixun::scenario {
namespace {

using K = EntityKind;
constexpr ArgInfo entityArg(std::string_view name, EntityKind kind, bool required = true) {
  return {name, ArgType::kEntity, kind, required};
}
constexpr ArgInfo labelArg(std::string_view name) {
  return {name, ArgType::kLabel, K::kNone, true};
}
constexpr ArgInfo numberArg(std::string_view name) {
  return {name, ArgType::kNumber, K::kNone, true};
}
constexpr ArgInfo textArg(bool required = true) {
  return {"text", ArgType::kText, K::kNone, required};
}

constexpr std::array kOperateArgs{entityArg("what", K::kControl), labelArg("to")};
constexpr std::array kInstanceArgs{entityArg("what", K::kInstance)};
constexpr std::array kHangArgs{entityArg("what", K::kInstance), entityArg("at", K::kPoint)};
constexpr std::array kCutArgs{entityArg("what", K::kInstance), entityArg("with", K::kInstance)};
constexpr std::array kProbeArgs{entityArg("what", K::kProbe), entityArg("at", K::kTerminal)};
constexpr std::array kUnprobeArgs{entityArg("what", K::kProbe)};
constexpr std::array kClampArgs{entityArg("what", K::kInstance), entityArg("at", K::kConductor)};
constexpr std::array kTouchArgs{entityArg("at", K::kTerminal)};
constexpr std::array kSayArgs{entityArg("what", K::kLine)};
constexpr std::array kFillArgs{entityArg("what", K::kField), textArg()};
constexpr std::array kExamineArgs{entityArg("what", K::kInspect)};
constexpr std::array<ArgInfo, 0> kNoArgs{};

constexpr std::array kCommands{
    CommandInfo{CommandKind::kOperate, "operate", kOperateArgs, false, true},
    CommandInfo{CommandKind::kTake, "take", kInstanceArgs},
    CommandInfo{CommandKind::kPut, "put", kInstanceArgs},
    CommandInfo{CommandKind::kHang, "hang", kHangArgs, false, true},
    CommandInfo{CommandKind::kRemove, "remove", kInstanceArgs, false, true},
    CommandInfo{CommandKind::kCut, "cut", kCutArgs},
    CommandInfo{CommandKind::kWear, "wear", kInstanceArgs},
    CommandInfo{CommandKind::kUnwear, "unwear", kInstanceArgs},
    CommandInfo{CommandKind::kProbe, "probe", kProbeArgs},
    CommandInfo{CommandKind::kUnprobe, "unprobe", kUnprobeArgs},
    CommandInfo{CommandKind::kClamp, "clamp", kClampArgs},
    CommandInfo{CommandKind::kUnclamp, "unclamp", kInstanceArgs},
    CommandInfo{CommandKind::kTouch, "touch", kTouchArgs},
    CommandInfo{CommandKind::kUntouch, "untouch", kNoArgs},
    CommandInfo{CommandKind::kSay, "say", kSayArgs, true},
    CommandInfo{CommandKind::kFill, "fill", kFillArgs, true},
    CommandInfo{CommandKind::kExamine, "examine", kExamineArgs},
    CommandInfo{CommandKind::kDrop, "drop", kInstanceArgs},
    CommandInfo{CommandKind::kHint, "hint", kNoArgs, true},
    CommandInfo{CommandKind::kPause, "pause", kNoArgs, true},
    CommandInfo{CommandKind::kResume, "resume", kNoArgs, true},
    CommandInfo{CommandKind::kFinish, "finish", kNoArgs, true},
    CommandInfo{CommandKind::kAbandon, "abandon", kNoArgs, true},
};

constexpr std::array kOperatedArgs{entityArg("what", K::kControl), labelArg("to")};
constexpr std::array kBlockedArgs{entityArg("what", K::kControl),
                                  entityArg("with", K::kInstance, false)};
constexpr std::array kRefusedArgs{entityArg("what", K::kNone), textArg()};
constexpr std::array kProbedArgs{entityArg("what", K::kProbe), entityArg("at", K::kTerminal)};
constexpr std::array kMeasuredArgs{entityArg("what", K::kInstance), entityArg("at", K::kNone),
                                   entityArg("with", K::kTerminal, false), labelArg("to"),
                                   numberArg("value")};
constexpr std::array kShockArgs{entityArg("at", K::kTerminal), labelArg("to"), numberArg("value")};
constexpr std::array kFlashArgs{entityArg("what", K::kInstance), numberArg("value")};
constexpr std::array kTrippedArgs{entityArg("what", K::kInstance), labelArg("to")};
constexpr std::array kSwitchedArgs{entityArg("what", K::kInstance), labelArg("to"),
                                   numberArg("value")};
constexpr std::array kHintedArgs{labelArg("to")};
constexpr std::array kTroubleArgs{textArg()};

constexpr std::array kEvents{
    EventInfo{EventKind::kOperated, "operated", kOperatedArgs},
    EventInfo{EventKind::kBlocked, "blocked", kBlockedArgs},
    EventInfo{EventKind::kTaken, "taken", kInstanceArgs},
    EventInfo{EventKind::kPut, "put", kInstanceArgs},
    EventInfo{EventKind::kHung, "hung", kHangArgs},
    EventInfo{EventKind::kRemoved, "removed", kHangArgs},
    EventInfo{EventKind::kRefused, "refused", kRefusedArgs},
    EventInfo{EventKind::kCut, "cut", kCutArgs},
    EventInfo{EventKind::kWorn, "worn", kInstanceArgs},
    EventInfo{EventKind::kUnworn, "unworn", kInstanceArgs},
    EventInfo{EventKind::kProbed, "probed", kProbedArgs},
    EventInfo{EventKind::kUnprobed, "unprobed", kProbedArgs},
    EventInfo{EventKind::kMeasured, "measured", kMeasuredArgs},
    EventInfo{EventKind::kTouched, "touched", kTouchArgs},
    EventInfo{EventKind::kReleased, "released", kTouchArgs},
    EventInfo{EventKind::kShock, "shock", kShockArgs},
    EventInfo{EventKind::kFlash, "flash", kFlashArgs},
    EventInfo{EventKind::kTripped, "tripped", kTrippedArgs},
    EventInfo{EventKind::kSwitched, "switched", kSwitchedArgs},
    EventInfo{EventKind::kFuseBlown, "fuse_blown", kTrippedArgs},
    EventInfo{EventKind::kSaid, "said", kSayArgs},
    EventInfo{EventKind::kFilled, "filled", kFillArgs},
    EventInfo{EventKind::kExamined, "examined", kExamineArgs},
    EventInfo{EventKind::kHinted, "hinted", kHintedArgs},
    EventInfo{EventKind::kPaused, "paused", kNoArgs},
    EventInfo{EventKind::kResumed, "resumed", kNoArgs},
    EventInfo{EventKind::kTrouble, "trouble", kTroubleArgs},
    EventInfo{EventKind::kFinished, "finished", kNoArgs},
    EventInfo{EventKind::kAbandoned, "abandoned", kNoArgs},
    EventInfo{EventKind::kRepaired, "repaired", kTrippedArgs},
};

}  // namespace

std::span<const CommandInfo> commandInfos() {
  return kCommands;
}
std::span<const EventInfo> eventInfos() {
  return kEvents;
}

const CommandInfo& info(CommandKind kind) {
  const CommandInfo& found = kCommands.at(static_cast<size_t>(kind));
  SHIXUN_ASSERT(found.kind == kind, "the command table is out of order");
  return found;
}

const EventInfo& info(EventKind kind) {
  const EventInfo& found = kEvents.at(static_cast<size_t>(kind));
  SHIXUN_ASSERT(found.kind == kind, "the event table is out of order");
  return found;
}

std::optional<CommandKind> findCommand(std::string_view name) {
  for (const CommandInfo& c : kCommands) {
    if (c.name == name) return c.kind;
  }
  return std::nullopt;
}

std::optional<EventKind> findEvent(std::string_view name) {
  for (const EventInfo& e : kEvents) {
    if (e.name == name) return e.kind;
  }
  return std::nullopt;
}

std::string_view entityKindName(EntityKind kind) {
  switch (kind) {
    case EntityKind::kNone:
      return "thing";
    case EntityKind::kInstance:
      return "piece of equipment";
    case EntityKind::kControl:
      return "control";
    case EntityKind::kTerminal:
      return "terminal with a node";
    case EntityKind::kPoint:
      return "point";
    case EntityKind::kProbe:
      return "probe";
    case EntityKind::kConductor:
      return "conductor";
    case EntityKind::kPerson:
      return "person";
    case EntityKind::kLine:
      return "line of a person";
    case EntityKind::kField:
      return "field of a form";
    case EntityKind::kInspect:
      return "thing to examine";
  }
  return "thing";
}

}  // namespace shixun::scenario
