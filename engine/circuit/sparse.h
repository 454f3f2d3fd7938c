// The one wrapper around SuiteSparse KLU: analysis of a pattern once, factors of its values,
// complex or real, as often as needed. KLU's types stay in sparse.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "math/libm.h"

namespace shixun::circuit {

// A square pattern in compressed columns, rows ascending within a column.
struct SparsePattern {
  int32_t size = 0;
  std::vector<int32_t> columnStarts;  // size + 1
  std::vector<int32_t> rows;
};

template <typename Scalar>
class SparseFactor;

// Fill-reducing order of one pattern. Owns a copy of it; factors refer to it and must not outlive
// it.
class SparseAnalysis {
 public:
  SparseAnalysis();
  ~SparseAnalysis();
  SparseAnalysis(SparseAnalysis&&) noexcept;
  SparseAnalysis& operator=(SparseAnalysis&&) noexcept;

  // False when the pattern is structurally singular or memory runs out.
  bool analyse(SparsePattern pattern);
  const SparsePattern& pattern() const;

 private:
  template <typename Scalar>
  friend class SparseFactor;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// L and U of one set of values, in the order and with the pivots of the last factor(). Scalar is
// double or Complex.
template <typename Scalar>
class SparseFactor {
 public:
  SparseFactor();
  ~SparseFactor();
  SparseFactor(SparseFactor&&) noexcept;
  SparseFactor& operator=(SparseFactor&&) noexcept;

  // Chooses pivots by value. False when singular; singularColumn() then names the column.
  // `values` are in the pattern's order, at least its number of entries.
  bool factor(SparseAnalysis& analysis, std::span<Scalar> values);
  // Keeps the pivots of the last successful factor(): several times faster. False when a pivot
  // vanished or lost its size against its column (reciprocal condition estimate below kWorstPivot;
  // small but sound pivots are normal here, gigaohms beside milliohms, so the caller checks the
  // residual as well).
  bool refactor(SparseAnalysis& analysis, std::span<Scalar> values);
  // Solves in place; only after a successful factor() or refactor().
  void solve(SparseAnalysis& analysis, std::span<Scalar> rightHandSide);
  bool valid() const;
  int32_t singularColumn() const;

  static constexpr double kWorstPivot = 1e-17;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

extern template class SparseFactor<double>;
extern template class SparseFactor<Complex>;

}  // namespace shixun::circuit
