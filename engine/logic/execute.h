// How operations are executed, shared by Program (one row) and Monitor (one row or a block of
// rows). Part of the evaluators; other modules use program.h and monitor.h.
#pragma once

#include <cstddef>

#include "logic/program.h"

namespace shixun::logic {

// One operation without memory. Called with a constant `code` the switch disappears.
[[gnu::always_inline]] inline double pureOp(OpCode code, double a, double b) {
  switch (code) {
    case OpCode::kNegate:
      return -b;
    case OpCode::kAdd:
      return a + b;
    case OpCode::kSubtract:
      return a - b;
    case OpCode::kMultiply:
      return a * b;
    case OpCode::kDivide:
      return a / b;
    case OpCode::kLess:
      return a < b ? 1.0 : 0.0;
    case OpCode::kLessEqual:
      return a <= b ? 1.0 : 0.0;
    case OpCode::kEqual:
      return a == b ? 1.0 : 0.0;
    case OpCode::kNotEqual:
      return a != b ? 1.0 : 0.0;
    case OpCode::kGreaterEqual:
      return a >= b ? 1.0 : 0.0;
    case OpCode::kGreater:
      return a > b ? 1.0 : 0.0;
    case OpCode::kNot:
      return b != 0 ? 0.0 : 1.0;
    case OpCode::kAnd:
      return static_cast<double>((a != 0) & (b != 0));
    case OpCode::kOr:
      return static_cast<double>((a != 0) | (b != 0));
    case OpCode::kImplies:
      return static_cast<double>((a == 0) | (b != 0));
    default:
      return b;  // kCopy
  }
}

// The spaces that operands point into. One row: strides do not matter.
struct Frame {
  double* registers;  // registers x block
  const double* row;  // first row of the block
  const double* constants;
  size_t block;      // rows that one register holds
  size_t rowStride;  // doubles from one row to the next
};

struct Cursor {
  const double* at;
  size_t stride;
};

[[gnu::always_inline]] inline Cursor cursor(const Frame& frame, Operand operand) {
  switch (operand.space) {
    case Operand::Space::kRegister:
      return {frame.registers + operand.index * frame.block, 1};
    case Operand::Space::kRow:
      return {frame.row + operand.index, frame.rowStride};
    default:
      return {frame.constants + operand.index, 0};
  }
}

template <OpCode kCode>
[[gnu::always_inline]] inline void mapRows(double* out, Cursor a, Cursor b, size_t rows) {
  for (size_t i = 0; i < rows; ++i) out[i] = pureOp(kCode, a.at[i * a.stride], b.at[i * b.stride]);
}

// False when `op` is temporal. The result may overwrite an operand: row i is read before written.
[[gnu::always_inline]] inline bool executePure(const Op& op, const Frame& frame, size_t rows) {
  double* out = frame.registers + op.out * frame.block;
  const Cursor a = cursor(frame, op.left);
  const Cursor b = cursor(frame, op.right);
  switch (op.code) {
    case OpCode::kCopy:
      mapRows<OpCode::kCopy>(out, a, b, rows);
      return true;
    case OpCode::kNegate:
      mapRows<OpCode::kNegate>(out, a, b, rows);
      return true;
    case OpCode::kAdd:
      mapRows<OpCode::kAdd>(out, a, b, rows);
      return true;
    case OpCode::kSubtract:
      mapRows<OpCode::kSubtract>(out, a, b, rows);
      return true;
    case OpCode::kMultiply:
      mapRows<OpCode::kMultiply>(out, a, b, rows);
      return true;
    case OpCode::kDivide:
      mapRows<OpCode::kDivide>(out, a, b, rows);
      return true;
    case OpCode::kLess:
      mapRows<OpCode::kLess>(out, a, b, rows);
      return true;
    case OpCode::kLessEqual:
      mapRows<OpCode::kLessEqual>(out, a, b, rows);
      return true;
    case OpCode::kEqual:
      mapRows<OpCode::kEqual>(out, a, b, rows);
      return true;
    case OpCode::kNotEqual:
      mapRows<OpCode::kNotEqual>(out, a, b, rows);
      return true;
    case OpCode::kGreaterEqual:
      mapRows<OpCode::kGreaterEqual>(out, a, b, rows);
      return true;
    case OpCode::kGreater:
      mapRows<OpCode::kGreater>(out, a, b, rows);
      return true;
    case OpCode::kNot:
      mapRows<OpCode::kNot>(out, a, b, rows);
      return true;
    case OpCode::kAnd:
      mapRows<OpCode::kAnd>(out, a, b, rows);
      return true;
    case OpCode::kOr:
      mapRows<OpCode::kOr>(out, a, b, rows);
      return true;
    case OpCode::kImplies:
      mapRows<OpCode::kImplies>(out, a, b, rows);
      return true;
    default:
      return false;
  }
}

}  // namespace shixun::logic
