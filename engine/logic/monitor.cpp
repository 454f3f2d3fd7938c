#include "logic/monitor.h"

#include <algorithm>

#include "core/assert.h"
#include "logic/execute.h"

namespace shixun::logic {
namespace {

constexpr size_t kBlock = 256;  // registers of a usual formula stay in the first-level cache

constexpr int64_t kNever = std::numeric_limits<int64_t>::min();

}  // namespace

void Monitor::Queue::grow() {
  std::vector<int64_t> larger(std::max<size_t>(16, ring_.size() * 2));
  for (size_t i = 0; i < size_; ++i) larger[i] = ring_[(head_ + i) & (ring_.size() - 1)];
  ring_ = std::move(larger);
  head_ = 0;
}

Monitor::Monitor(const Program& program)
    : program_(&program), registers_(program.code().registers * kBlock) {
  reset();
}

void Monitor::reset() {
  states_.assign(program_->code().states, State{});
  for (const Op& op : program_->code().ops) {
    if (op.code == OpCode::kRecent || op.code == OpCode::kBetween) states_[op.state].edge = kNever;
    if (op.code == OpCode::kDelayed) states_[op.state].edge = kNoLimit;
  }
  last_ = kNever;
}

size_t Monitor::retained() const {
  size_t count = 0;
  for (const State& state : states_) count += state.openings.size();
  return count;
}

// The operands and the result of one temporal operation, row by row. Everything here is inlined
// into execute(): with one row the loops disappear.
struct Monitor::Sides {
  Cursor left;
  Cursor right;
  bool negated;
  double* out;

  bool p(size_t i) const { return left.at[i * left.stride] != 0; }
  bool q(size_t i) const { return (right.at[i * right.stride] != 0) != negated; }
  void put(size_t i, bool holds) const { out[i] = static_cast<double>(holds != negated); }
};

[[gnu::always_inline]] inline void Monitor::prev(const Sides& sides, State& state, size_t rows) {
  bool held = state.held;
  for (size_t i = 0; i < rows; ++i) {
    const bool holds = sides.q(i);
    sides.put(i, held);
    held = holds;
  }
  state.held = held;
}

[[gnu::always_inline]] inline void Monitor::latch(const Sides& sides, State& state, size_t rows) {
  bool held = state.held;
  for (size_t i = 0; i < rows; ++i) {
    held = sides.q(i) || (held && sides.p(i));
    sides.put(i, held);
  }
  state.held = held;
}

[[gnu::always_inline]] inline void Monitor::recent(const Sides& sides, State& state,
                                                   const int64_t* times, size_t rows,
                                                   const Window& window) {
  int64_t closes = state.edge;
  for (size_t i = 0; i < rows; ++i) {
    const int64_t t = times[i];
    closes = sides.p(i) ? closes : kNever;
    closes = sides.q(i) ? addSaturated(t, window.upper) : closes;
    sides.put(i, t <= closes);
  }
  state.edge = closes;
}

[[gnu::always_inline]] inline void Monitor::delayed(const Sides& sides, State& state,
                                                    const int64_t* times, size_t rows,
                                                    const Window& window) {
  int64_t opens = state.edge;
  for (size_t i = 0; i < rows; ++i) {
    const int64_t t = times[i];
    opens = sides.p(i) ? opens : kNoLimit;
    if (sides.q(i)) opens = std::min(opens, addSaturated(t, window.lower));
    sides.put(i, t >= opens);
  }
  state.edge = opens;
}

[[gnu::always_inline]] inline void Monitor::between(const Sides& sides, State& state,
                                                    const int64_t* times, size_t rows,
                                                    const Window& window) {
  const int64_t stays = window.upper - window.lower;  // how long the window of one q is open
  Queue& queue = state.openings;
  int64_t closes = state.edge;
  for (size_t i = 0; i < rows; ++i) {
    const int64_t t = times[i];
    if (!sides.p(i)) {
      queue.clear();
      closes = kNever;
    }
    for (; !queue.empty() && queue.front() <= t; queue.pop()) {
      closes = addSaturated(queue.front(), stays);
    }
    if (sides.q(i)) {
      const int64_t opens = addSaturated(t, window.lower);
      if (queue.empty() || queue.back() != opens) queue.push(opens);
    }
    sides.put(i, t <= closes);
  }
  state.edge = closes;
}

[[gnu::always_inline]] inline void Monitor::temporal(const Op& op, const Frame& frame,
                                                     const int64_t* times, size_t rows) {
  const Sides sides{cursor(frame, op.left), cursor(frame, op.right), op.negated,
                    frame.registers + op.out * frame.block};
  State& state = states_[op.state];
  switch (op.code) {
    case OpCode::kPrev:
      return prev(sides, state, rows);
    case OpCode::kLatch:
      return latch(sides, state, rows);
    case OpCode::kRecent:
      return recent(sides, state, times, rows, op.window);
    case OpCode::kDelayed:
      return delayed(sides, state, times, rows, op.window);
    default:
      return between(sides, state, times, rows, op.window);
  }
}

[[gnu::always_inline]] inline void Monitor::execute(const Frame& frame, const int64_t* times,
                                                    size_t rows) {
  for (const Op& op : program_->code().ops) {
    if (!executePure(op, frame, rows)) temporal(op, frame, times, rows);
  }
}

bool Monitor::push(int64_t time, std::span<const double> row) {
  SHIXUN_ASSERT(row.size() >= program_->width(), "the row is shorter than Program::width()");
  SHIXUN_ASSERT(time >= last_ && time < kMaxStamp && time > -kMaxStamp,
                "time goes back or is out of range");
  last_ = time;
  const Program::Code& code = program_->code();
  const Frame frame{registers_.data(), row.data(), code.constants.data(), 1, 0};
  execute(frame, &time, 1);
  return *cursor(frame, code.result).at != 0;
}

void Monitor::run(const Rows& rows, std::span<uint8_t> verdicts) {
  const size_t total = rows.times.size();
  SHIXUN_ASSERT(total == 0 || rows.width >= program_->width(),
                "rows shorter than Program::width()");
  SHIXUN_ASSERT(rows.values.size() >= total * rows.width && verdicts.size() >= total,
                "fewer values or verdicts than times");
  const Program::Code& code = program_->code();
  for (size_t begin = 0; begin < total; begin += kBlock) {
    const size_t n = std::min(kBlock, total - begin);
    const int64_t* times = rows.times.data() + begin;
    const double* values = rows.values.data() + begin * rows.width;
    bool ordered = times[0] >= last_ && times[0] > -kMaxStamp && times[n - 1] < kMaxStamp;
    for (size_t i = 1; i < n; ++i) ordered &= times[i - 1] <= times[i];
    SHIXUN_ASSERT(ordered, "time goes back or is out of range");
    last_ = times[n - 1];
    const Frame frame{registers_.data(), values, code.constants.data(), kBlock, rows.width};
    execute(frame, times, n);
    const Cursor result = cursor(frame, code.result);
    for (size_t i = 0; i < n; ++i) {
      verdicts[begin + i] = static_cast<uint8_t>(result.at[i * result.stride] != 0);
    }
  }
}

}  // namespace shixun::logic
