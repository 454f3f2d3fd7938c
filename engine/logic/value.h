// What a subformula yields while compile() walks the formula, and the words for it in messages.
// Part of the compiler; other modules use compile.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "logic/formula.h"
#include "logic/program.h"

namespace shixun::logic {

// What a subformula yields while the formula is walked.
struct Value {
  enum class Kind : uint8_t {
    kBroken,  // already reported; anything goes with it
    kName,    // not looked up yet: a signal, or a label of the enum on the other side
    kBool,
    kNumber,
    kEnum,
  };
  Kind kind = Kind::kBroken;
  Operand operand;
  Dimension dimension;                               // kNumber
  const std::vector<std::string>* labels = nullptr;  // kEnum
  std::string name;                                  // kName, with variables replaced
  bool variable = false;                             // kName: the whole name is a variable's value
  SourceLocation begin;                              // first character of the subformula
};

// "a voltage (V)", "a truth value", "one of the labels off, on".
std::string describe(const Value& value);

// How to write a quantity of this dimension, such as "0 V"; empty when it has no usual unit.
std::string example(const Dimension& dimension);

// The operator as written: "and", "<=", "since".
std::string_view symbol(NodeKind kind);

// The operation of an operator without memory.
OpCode pureCode(NodeKind kind);

// The operation of a since, once or historically with this window.
OpCode sinceCode(const Window& window);

}  // namespace shixun::logic
