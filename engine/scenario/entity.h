// Entities: everything in a scenario that a person, a command, an event or a rule can name.
//
// Every entity has one dotted name ("Q1.handle", "Q1.2T1", "colleague.request_clear"), unique in
// its scenario. Commands and events carry EntityRefs; records and authored files carry the names.
#pragma once

#include <compare>
#include <cstdint>

namespace shixun::scenario {

enum class EntityKind : uint8_t {
  kNone,
  kInstance,   // a piece of equipment standing or lying in the world
  kControl,    // a part of it that a hand moves: handle, button, door, dial
  kTerminal,   // a metal point that a probe or a hand can touch
  kPoint,      // a place where an item can be hung or put
  kProbe,      // an instrument's probe tip
  kConductor,  // a conductor that a clamp's jaw can close around
  kPerson,
  kLine,     // something that can be said to a person
  kField,    // a field of a form
  kInspect,  // something that can be looked at closely on purpose
};

// index: position in the ScenarioModel's array of that kind.
struct EntityRef {
  EntityKind kind = EntityKind::kNone;
  uint32_t index = 0;

  bool valid() const { return kind != EntityKind::kNone; }
  explicit operator bool() const { return valid(); }
  auto operator<=>(const EntityRef&) const = default;
};

}  // namespace shixun::scenario
