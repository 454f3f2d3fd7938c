#include "logic/value.h"

#include "core/diagnostic.h"

namespace shixun::logic {

std::string describe(const Value& value) {
  switch (value.kind) {
    case Value::Kind::kBool:
      return "a truth value";
    case Value::Kind::kNumber:
      return shixun::describe(value.dimension);
    case Value::Kind::kEnum:
      return "one of the labels " + listed(*value.labels);
    default:
      return "something unknown";
  }
}

std::string example(const Dimension& dimension) {
  const std::string text = formatValue(SignalType::number(dimension), 0);
  return text.find("(SI)") == std::string::npos ? text : std::string();
}

std::string_view symbol(NodeKind kind) {
  switch (kind) {
    case NodeKind::kNegate:
      return "-";
    case NodeKind::kAdd:
      return "+";
    case NodeKind::kSubtract:
      return "-";
    case NodeKind::kMultiply:
      return "*";
    case NodeKind::kDivide:
      return "/";
    case NodeKind::kLess:
      return "<";
    case NodeKind::kLessEqual:
      return "<=";
    case NodeKind::kEqual:
      return "==";
    case NodeKind::kNotEqual:
      return "!=";
    case NodeKind::kGreaterEqual:
      return ">=";
    case NodeKind::kGreater:
      return ">";
    case NodeKind::kNot:
      return "not";
    case NodeKind::kAnd:
      return "and";
    case NodeKind::kOr:
      return "or";
    case NodeKind::kImplies:
      return "implies";
    case NodeKind::kPrev:
      return "prev";
    case NodeKind::kOnce:
      return "once";
    case NodeKind::kHistorically:
      return "historically";
    default:
      return "since";
  }
}

OpCode pureCode(NodeKind kind) {
  switch (kind) {
    case NodeKind::kNegate:
      return OpCode::kNegate;
    case NodeKind::kAdd:
      return OpCode::kAdd;
    case NodeKind::kSubtract:
      return OpCode::kSubtract;
    case NodeKind::kMultiply:
      return OpCode::kMultiply;
    case NodeKind::kDivide:
      return OpCode::kDivide;
    case NodeKind::kLess:
      return OpCode::kLess;
    case NodeKind::kLessEqual:
      return OpCode::kLessEqual;
    case NodeKind::kEqual:
      return OpCode::kEqual;
    case NodeKind::kNotEqual:
      return OpCode::kNotEqual;
    case NodeKind::kGreaterEqual:
      return OpCode::kGreaterEqual;
    case NodeKind::kGreater:
      return OpCode::kGreater;
    case NodeKind::kNot:
      return OpCode::kNot;
    case NodeKind::kAnd:
      return OpCode::kAnd;
    case NodeKind::kOr:
      return OpCode::kOr;
    default:
      return OpCode::kImplies;
  }
}

OpCode sinceCode(const Window& window) {
  if (window.upper == kNoLimit) return window.lower == 0 ? OpCode::kLatch : OpCode::kDelayed;
  return window.lower == 0 ? OpCode::kRecent : OpCode::kBetween;
}

}  // namespace shixun::logic
