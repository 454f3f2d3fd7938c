// Emitter: collects the operations of a program. Part of the compiler.
#pragma once

#include <algorithm>
#include <utility>

#include "logic/execute.h"
#include "logic/program.h"

namespace shixun::logic {

// Registers are a stack: operands are given back in the reverse order of their making, as the
// postfix order of a formula does by itself.
class Emitter {
 public:
  Operand constant(double value) {
    code_.constants.push_back(value);
    return {Operand::Space::kConstant, static_cast<uint32_t>(code_.constants.size() - 1)};
  }

  uint32_t newState() { return code_.states++; }

  // Appends `op`, chooses its register, and gives back those of its operands.
  Operand emit(Op op) {
    release(op.right);
    if (!same(op.left, op.right)) release(op.left);
    op.out = live_++;
    code_.registers = std::max(code_.registers, live_);
    code_.ops.push_back(op);
    return {Operand::Space::kRegister, op.out};
  }

  // An operation without memory; with constant operands it is done now. Unary ones get left =
  // right.
  Operand pure(OpCode code, Operand left, Operand right) {
    if (left.space == Operand::Space::kConstant && right.space == Operand::Space::kConstant) {
      return constant(pureOp(code, code_.constants[left.index], code_.constants[right.index]));
    }
    Op op;
    op.code = code;
    op.left = left;
    op.right = right;
    return emit(op);
  }

  // The most registers alive at one time so far.
  uint32_t registers() const { return code_.registers; }

  // The finished code; the emitter must not be used afterwards.
  Program::Code finish(Operand result) {
    code_.result = result;
    return std::move(code_);
  }

 private:
  static bool same(Operand a, Operand b) { return a.space == b.space && a.index == b.index; }
  void release(Operand operand) {
    if (operand.space == Operand::Space::kRegister) --live_;
  }

  Program::Code code_;
  uint32_t live_ = 0;  // registers in use
};

}  // namespace shixun::logic
