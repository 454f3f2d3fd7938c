#include "logic/program.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/assert.h"
#include "logic/execute.h"

namespace shixun::logic {
namespace {

size_t slotsRead(const Program::Code& code) {
  size_t width = 0;
  const auto note = [&](Operand operand) {
    if (operand.space == Operand::Space::kRow) width = std::max<size_t>(width, operand.index + 1);
  };
  for (const Op& op : code.ops) {
    note(op.left);
    note(op.right);
  }
  note(code.result);
  return width;
}

}  // namespace

Program::Program(Code code, SignalType type, std::vector<Atom> atoms, std::string text)
    : code_(std::move(code)),
      type_(std::move(type)),
      atoms_(std::move(atoms)),
      text_(std::move(text)),
      width_(slotsRead(code_)) {
  SHIXUN_ASSERT(code_.registers <= kMaxRegisters, "the compiler limits registers");
  for (const Atom& atom : atoms_) width_ = std::max<size_t>(width_, atom.signal.slot + 1);
}

std::optional<bool> Program::constant() const {
  if (code_.result.space != Operand::Space::kConstant) return std::nullopt;
  return code_.constants[code_.result.index] != 0;
}

double Program::number(std::span<const double> row) const {
  SHIXUN_ASSERT(pure(), "a temporal formula needs a Monitor");
  SHIXUN_ASSERT(row.size() >= width_, "the row is shorter than Program::width()");
  double registers[kMaxRegisters];  // left uninitialised: written before read
  const Frame frame{registers, row.data(), code_.constants.data(), 1, 0};
  for (const Op& op : code_.ops) executePure(op, frame, 1);
  return *cursor(frame, code_.result).at;
}

std::vector<AtomValue> describeValues(const Program& program, std::span<const double> row) {
  SHIXUN_ASSERT(row.size() >= program.width(), "the row is shorter than Program::width()");
  std::vector<AtomValue> out;
  for (const Atom& atom : program.atoms()) {
    const double value = row[atom.signal.slot];
    out.push_back({atom.name, atom.signal.type, value, formatValue(atom.signal.type, value)});
  }
  return out;
}

}  // namespace shixun::logic
