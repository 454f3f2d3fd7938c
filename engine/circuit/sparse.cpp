#include "circuit/sparse.h"

#include <klu.h>

#include "core/assert.h"

namespace shixun::circuit {
namespace {

// KLU's functions for one kind of number.
template <typename Scalar>
struct Klu;

template <>
struct Klu<double> {
  static constexpr auto factor = klu_factor;
  static constexpr auto refactor = klu_refactor;
  static constexpr auto rcond = klu_rcond;
  static constexpr auto solve = klu_solve;
  static constexpr auto free = klu_free_numeric;
  static double* raw(std::span<double> values) { return values.data(); }
};

template <>
struct Klu<Complex> {
  static constexpr auto factor = klu_z_factor;
  static constexpr auto refactor = klu_z_refactor;
  static constexpr auto rcond = klu_z_rcond;
  static constexpr auto solve = klu_z_solve;
  static constexpr auto free = klu_z_free_numeric;
  // std::complex<double> is an array of two doubles by the standard's own promise
  // ([complex.numbers]).
  static double* raw(std::span<Complex> values) { return reinterpret_cast<double*>(values.data()); }
};

}  // namespace

struct SparseAnalysis::Impl {
  SparsePattern pattern;
  klu_common common = {};
  klu_symbolic* symbolic = nullptr;

  Impl() {
    klu_defaults(&common);
    common.scale = 2;  // rows scaled by their largest entry: siemens and plain ones meet in a row
  }
  ~Impl() {
    if (symbolic != nullptr) klu_free_symbolic(&symbolic, &common);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
};

SparseAnalysis::SparseAnalysis() : impl_(std::make_unique<Impl>()) {}
SparseAnalysis::~SparseAnalysis() = default;
SparseAnalysis::SparseAnalysis(SparseAnalysis&&) noexcept = default;
SparseAnalysis& SparseAnalysis::operator=(SparseAnalysis&&) noexcept = default;

bool SparseAnalysis::analyse(SparsePattern pattern) {
  Impl& a = *impl_;
  if (a.symbolic != nullptr) klu_free_symbolic(&a.symbolic, &a.common);
  a.pattern = std::move(pattern);
  a.symbolic =
      klu_analyze(a.pattern.size, a.pattern.columnStarts.data(), a.pattern.rows.data(), &a.common);
  return a.symbolic != nullptr && a.common.structural_rank == a.pattern.size;
}

const SparsePattern& SparseAnalysis::pattern() const {
  return impl_->pattern;
}

template <typename Scalar>
struct SparseFactor<Scalar>::Impl {
  klu_common common = {};
  klu_numeric* numeric = nullptr;
  int32_t singularColumn = -1;

  Impl() {
    klu_defaults(&common);
    common.scale = 2;
  }
  ~Impl() { reset(); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  void reset() {
    if (numeric != nullptr) Klu<Scalar>::free(&numeric, &common);
  }
};

template <typename Scalar>
SparseFactor<Scalar>::SparseFactor() : impl_(std::make_unique<Impl>()) {}
template <typename Scalar>
SparseFactor<Scalar>::~SparseFactor() = default;
template <typename Scalar>
SparseFactor<Scalar>::SparseFactor(SparseFactor&&) noexcept = default;
template <typename Scalar>
SparseFactor<Scalar>& SparseFactor<Scalar>::operator=(SparseFactor&&) noexcept = default;

template <typename Scalar>
bool SparseFactor<Scalar>::factor(SparseAnalysis& analysis, std::span<Scalar> values) {
  SparseAnalysis::Impl& a = *analysis.impl_;
  impl_->reset();
  impl_->numeric = Klu<Scalar>::factor(a.pattern.columnStarts.data(), a.pattern.rows.data(),
                                       Klu<Scalar>::raw(values), a.symbolic, &impl_->common);
  if (impl_->numeric != nullptr && impl_->common.status == KLU_OK) return true;
  impl_->singularColumn = impl_->common.singular_col;
  impl_->reset();
  return false;
}

template <typename Scalar>
bool SparseFactor<Scalar>::refactor(SparseAnalysis& analysis, std::span<Scalar> values) {
  SparseAnalysis::Impl& a = *analysis.impl_;
  SHIXUN_ASSERT(valid(), "refactor() needs an earlier factor()");
  Klu<Scalar>::refactor(a.pattern.columnStarts.data(), a.pattern.rows.data(),
                        Klu<Scalar>::raw(values), a.symbolic, impl_->numeric, &impl_->common);
  if (impl_->common.status != KLU_OK) return false;
  Klu<Scalar>::rcond(a.symbolic, impl_->numeric, &impl_->common);
  return impl_->common.rcond > kWorstPivot;
}

template <typename Scalar>
void SparseFactor<Scalar>::solve(SparseAnalysis& analysis, std::span<Scalar> rightHandSide) {
  SparseAnalysis::Impl& a = *analysis.impl_;
  Klu<Scalar>::solve(a.symbolic, impl_->numeric, a.pattern.size, 1, Klu<Scalar>::raw(rightHandSide),
                     &impl_->common);
}

template <typename Scalar>
bool SparseFactor<Scalar>::valid() const {
  return impl_->numeric != nullptr;
}
template <typename Scalar>
int32_t SparseFactor<Scalar>::singularColumn() const {
  return impl_->singularColumn;
}

template class SparseFactor<double>;
template class SparseFactor<Complex>;

}  // namespace shixun::circuit
