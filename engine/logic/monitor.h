// Monitor: runs one formula along a trace, row by row or in blocks, in amortised constant time per
// row whatever the trace's length.
//
// Meaning, at row i of rows with non-decreasing times t: once[a,b](p): some j <= i with t_i - t_j
// in [a,b] has p. historically[a,b](p): all such j have p. p since[a,b] q: some j <= i with t_i -
// t_j in [a,b] has q, and p holds at every k with j < k <= i. prev(p): p at i-1, false at the first
// row.
//
// Why constant time: whether a `since` holds depends only on the newest q that is old enough, where
// "old enough" moves forward with the clock and p's failure forgets every q at once. So [0,inf] is
// one bit, [0,b] and [a,inf] one time, and [a,b] a queue of the q that are younger than a; each row
// enters and leaves the queue once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "logic/program.h"

namespace shixun::logic {

struct Frame;  // execute.h

// Rows in a table: times[i] in ns, values row-major, times.size() x width.
struct Rows {
  std::span<const int64_t> times;
  std::span<const double> values;
  size_t width = 0;
};

// Copies are independent: a copy is a snapshot of the monitor.
class Monitor {
 public:
  // `program` must outlive the monitor and all its copies.
  explicit Monitor(const Program& program);

  // The verdict at the next row. time: ns, not before the last row, |time| < kMaxStamp. The row has
  // at least program.width() slots.
  bool push(int64_t time, std::span<const double> row);

  // The same for many rows at once, several times faster: verdicts[i] is 0 or 1.
  void run(const Rows& rows, std::span<uint8_t> verdicts);

  // Forgets all rows.
  void reset();

  // How many past rows are remembered in queues, for tests of the memory bound.
  size_t retained() const;

 private:
  // A queue in a ring that grows by doubling and never shrinks.
  class Queue {
   public:
    bool empty() const { return size_ == 0; }
    size_t size() const { return size_; }
    int64_t front() const { return ring_[head_]; }
    int64_t back() const { return ring_[(head_ + size_ - 1) & (ring_.size() - 1)]; }
    void pop() {
      head_ = (head_ + 1) & (ring_.size() - 1);
      --size_;
    }
    void push(int64_t value) {
      if (size_ == ring_.size()) grow();
      ring_[(head_ + size_++) & (ring_.size() - 1)] = value;
    }
    void clear() { head_ = size_ = 0; }

   private:
    void grow();
    std::vector<int64_t> ring_;  // a power of two, or empty
    size_t head_ = 0;
    size_t size_ = 0;
  };

  // The memory of one temporal operation.
  struct State {
    bool held = false;  // kPrev: p at the last row; kLatch: the since itself
    // kRecent, kBetween: the window of the newest q that is old enough closes after this time.
    // kDelayed: that of the oldest q opens at this time.
    int64_t edge = 0;
    Queue openings;  // kBetween: when the windows of the younger q open
  };

  struct Sides;
  static void prev(const Sides& sides, State& state, size_t rows);
  static void latch(const Sides& sides, State& state, size_t rows);
  static void recent(const Sides& sides, State& state, const int64_t* times, size_t rows,
                     const Window& window);
  static void delayed(const Sides& sides, State& state, const int64_t* times, size_t rows,
                      const Window& window);
  static void between(const Sides& sides, State& state, const int64_t* times, size_t rows,
                      const Window& window);
  void temporal(const Op& op, const Frame& frame, const int64_t* times, size_t rows);
  void execute(const Frame& frame, const int64_t* times, size_t rows);

  const Program* program_;
  std::vector<State> states_;
  std::vector<double> registers_;  // registers x kBlock
  int64_t last_ = 0;
};

}  // namespace shixun::logic
