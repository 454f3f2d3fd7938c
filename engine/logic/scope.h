// Scope: what a formula may name. The user of this module (plant, assess, the monitor command) says
// which signals, event predicates and sets exist, and where their values stand in a row.
//
// A row is a span of doubles, one per slot: a bool is 0 or 1, a number is in SI, an enum is the
// index of its label. NaN is "undefined": every comparison with it is false except !=. A bool must
// not be NaN, which as a truth value would hold, not being 0.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "core/quantity.h"

namespace shixun::logic {

struct SignalType {
  enum class Kind : uint8_t { kBool, kNumber, kEnum };
  Kind kind = Kind::kBool;
  Dimension dimension;              // of a number
  std::vector<std::string> labels;  // of an enum, at least one

  static SignalType truth() { return {}; }
  static SignalType number(Dimension dimension = {}) { return {Kind::kNumber, dimension, {}}; }
  static SignalType choice(std::vector<std::string> labels) {
    return {Kind::kEnum, {}, std::move(labels)};
  }
};

struct Signal {
  SignalType type;
  uint32_t slot = 0;  // position in the row
};

// One argument of a call: `hand`, `by=hand`, `50 V`.
struct Argument {
  std::string key;                   // empty when positional
  std::string name;                  // a name or label; empty for a quantity
  std::optional<Quantity> quantity;  // a number, in SI
  SourceLocation where;
};

// `event(touch, by=hand)`; variables of forall and exists have been replaced.
struct Call {
  std::string name;
  std::vector<Argument> arguments;
  SourceLocation where;
};

// The call as an author would write it; equal calls give equal texts.
std::string formatCall(const Call& call);

class Scope {
 public:
  enum class NameKind { kSignal, kCall, kSet };

  virtual ~Scope() = default;

  // A signal by its dotted name.
  virtual std::optional<Signal> findSignal(std::string_view name) = 0;

  // The signal that carries a call's value; asked once for every call in the formula, so a scope
  // may reserve the slot now. Without a value the scope has either added a diagnostic (wrong
  // argument) or does not know call.name.
  virtual std::optional<Signal> findCall(const Call& call, Diagnostics& diagnostics);

  // The members of a set, in their order.
  virtual std::optional<std::vector<std::string>> findSet(std::string_view name);

  // All names of a kind, for "did you mean".
  virtual std::vector<std::string> names(NameKind kind) const;

  // True where truth values and plain numbers stand for each other (tables of 0 and 1): a number
  // holds if it is not 0, and true counts as 1.
  virtual bool loose() const { return false; }
};

// A value as an author would write it: "true", "off", "230.9 V" (six significant digits, angles in
// deg, rotation in rpm), "undefined" for NaN.
std::string formatValue(const SignalType& type, double value);

}  // namespace shixun::logic
