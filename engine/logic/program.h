// Program: a checked formula as a flat list of operations over a row of slots. Const after compile;
// a pure program is evaluated directly, a temporal one through a Monitor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "logic/formula.h"
#include "logic/scope.h"

namespace shixun::logic {

// Intermediate results alive at one time; compile() refuses formulas that need more.
inline constexpr uint32_t kMaxRegisters = 1024;

enum class OpCode : uint8_t {
  kCopy,
  kNegate,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kLess,
  kLessEqual,
  kEqual,
  kNotEqual,
  kGreaterEqual,
  kGreater,
  kNot,
  kAnd,
  kOr,
  kImplies,
  // Temporal. `once` is a since whose left side is true; `historically p` is not once(not p).
  kPrev,
  kLatch,    // since[0,inf]
  kRecent,   // since[0,b]
  kDelayed,  // since[a,inf]
  kBetween,  // since[a,b], a > 0
};

// Where an operation reads: a slot of the row, a constant, or the result of an earlier operation.
struct Operand {
  enum class Space : uint8_t { kRegister, kRow, kConstant };
  Space space = Space::kConstant;
  uint32_t index = 0;
};

struct Op {
  OpCode code = OpCode::kCopy;
  bool negated = false;  // temporal: negate the right operand and the result (historically)
  Operand left;
  Operand right;       // the operand of unary operations; their left is the same
  uint32_t out = 0;    // register
  uint32_t state = 0;  // temporal: which state of the monitor
  Window window;
};

// A signal that a formula looks at.
struct Atom {
  std::string name;  // as written: "isolator.handle", "volts(isolator.out_L1, earth)"
  Signal signal;
};

// An atom with its value in one row.
struct AtomValue {
  std::string name;
  SignalType type;
  double value = 0;  // SI, label index, 0/1, or NaN
  std::string text;  // formatValue(type, value)
};

class Program {
 public:
  // The parts that compile() fills and that the evaluators read.
  struct Code {
    std::vector<Op> ops;
    std::vector<double> constants = {0};  // so an empty program is the constant false
    Operand result;
    uint32_t registers = 0;
    uint32_t states = 0;  // of temporal operations
  };

  Program() = default;  // always false
  Program(Code code, SignalType type, std::vector<Atom> atoms, std::string text);

  // True when no operation looks back in time.
  bool pure() const { return code_.states == 0; }
  // Rows must have at least this many slots.
  size_t width() const { return width_; }
  // The formula as written.
  const std::string& text() const { return text_; }
  // kBool, or kNumber with its dimension.
  const SignalType& type() const { return type_; }
  // In order of first appearance, each once.
  const std::vector<Atom>& atoms() const { return atoms_; }
  // The verdict when it depends on nothing: such a rule is a mistake of its author.
  std::optional<bool> constant() const;

  // The verdict, or the number in SI, at one row. Only for pure programs; allocates nothing.
  bool evaluate(std::span<const double> row) const { return number(row) != 0; }
  double number(std::span<const double> row) const;

  const Code& code() const { return code_; }

 private:
  Code code_;
  SignalType type_;
  std::vector<Atom> atoms_;
  std::string text_;
  size_t width_ = 0;
};

// The state of the world as far as the formula looks at it: every atom with its value in this row.
// The row has at least program.width() slots.
std::vector<AtomValue> describeValues(const Program& program, std::span<const double> row);

}  // namespace shixun::logic
