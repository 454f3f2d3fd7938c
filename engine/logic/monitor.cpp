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

template <bool kSingle>
[[gnu::always_inline]] inline void Monitor::temporal(const Op& op, const int64_t* times,
                                                     const double* values, size_t stride,
                                                     size_t rows) {
  const Program::Code& code = program_->code();
  const size_t n = kSingle ? 1 : rows;
  const size_t block = kSingle ? 1 : kBlock;
  const Frame frame{registers_.data(), values, code.constants.data(), block, stride};
  double* out = registers_.data() + op.out * block;
  const Cursor left = cursor(frame, op.left);
  const Cursor right = cursor(frame, op.right);
  State& state = states_[op.state];
  const auto p = [&](size_t i) { return left.at[i * left.stride] != 0; };
  const auto q = [&](size_t i) { return (right.at[i * right.stride] != 0) != op.negated; };
  const auto put = [&](size_t i, bool holds) { out[i] = static_cast<double>(holds != op.negated); };
  switch (op.code) {
    case OpCode::kPrev: {
      bool held = state.held;
      for (size_t i = 0; i < n; ++i) {
        const bool holds = q(i);
        put(i, held);
        held = holds;
      }
      state.held = held;
      return;
    }
    case OpCode::kLatch: {
      bool held = state.held;
      for (size_t i = 0; i < n; ++i) {
        held = q(i) | (p(i) & held);
        put(i, held);
      }
      state.held = held;
      return;
    }
    case OpCode::kRecent: {
      int64_t closes = state.edge;
      for (size_t i = 0; i < n; ++i) {
        const int64_t t = times[i];
        closes = p(i) ? closes : kNever;
        closes = q(i) ? addSaturated(t, op.window.upper) : closes;
        put(i, t <= closes);
      }
      state.edge = closes;
      return;
    }
    case OpCode::kDelayed: {
      int64_t opens = state.edge;
      for (size_t i = 0; i < n; ++i) {
        const int64_t t = times[i];
        opens = p(i) ? opens : kNoLimit;
        if (q(i)) opens = std::min(opens, addSaturated(t, op.window.lower));
        put(i, t >= opens);
      }
      state.edge = opens;
      return;
    }
    default: {                                                 // kBetween
      const int64_t open = op.window.upper - op.window.lower;  // how long a window stays open
      Queue& queue = state.openings;
      int64_t closes = state.edge;
      for (size_t i = 0; i < n; ++i) {
        const int64_t t = times[i];
        if (!p(i)) {
          queue.clear();
          closes = kNever;
        }
        for (; !queue.empty() && queue.front() <= t; queue.pop()) {
          closes = addSaturated(queue.front(), open);
        }
        if (q(i)) {
          const int64_t opens = addSaturated(t, op.window.lower);
          if (queue.empty() || queue.back() != opens) queue.push(opens);
        }
        put(i, t <= closes);
      }
      state.edge = closes;
      return;
    }
  }
}

template <bool kSingle>
[[gnu::always_inline]] inline void Monitor::execute(const int64_t* times, const double* values,
                                                    size_t stride, size_t rows) {
  const Program::Code& code = program_->code();
  const Frame frame{registers_.data(), values, code.constants.data(), kSingle ? 1 : kBlock, stride};
  for (const Op& op : code.ops) {
    if (!executePure(op, frame, kSingle ? 1 : rows)) {
      temporal<kSingle>(op, times, values, stride, rows);
    }
  }
}

bool Monitor::push(int64_t time, std::span<const double> row) {
  SHIXUN_ASSERT(row.size() >= program_->width(), "the row is shorter than Program::width()");
  SHIXUN_ASSERT(time >= last_ && time < kMaxStamp && time > -kMaxStamp,
                "time goes back or is out of range");
  last_ = time;
  execute<true>(&time, row.data(), 0, 1);
  const Program::Code& code = program_->code();
  const Frame frame{registers_.data(), row.data(), code.constants.data(), 1, 0};
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
    execute<false>(times, values, rows.width, n);
    const Frame frame{registers_.data(), values, code.constants.data(), kBlock, rows.width};
    const Cursor result = cursor(frame, code.result);
    for (size_t i = 0; i < n; ++i) {
      verdicts[begin + i] = static_cast<uint8_t>(result.at[i * result.stride] != 0);
    }
  }
}

}  // namespace shixun::logic
