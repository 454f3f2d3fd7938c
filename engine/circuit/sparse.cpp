#include "circuit/sparse.h"

#include <klu.h>

#include "core/assert.h"

namespace shixun::circuit {
namespace {

// std::complex<double> is an array of two doubles by the standard's own promise
// ([complex.numbers]).
double* raw(std::span<Complex> values) {
  return reinterpret_cast<double*>(values.data());
}

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

struct SparseFactor::Impl {
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
    if (numeric != nullptr) klu_z_free_numeric(&numeric, &common);
  }
};

SparseFactor::SparseFactor() : impl_(std::make_unique<Impl>()) {}
SparseFactor::~SparseFactor() = default;
SparseFactor::SparseFactor(SparseFactor&&) noexcept = default;
SparseFactor& SparseFactor::operator=(SparseFactor&&) noexcept = default;

bool SparseFactor::factor(SparseAnalysis& analysis, std::span<Complex> values) {
  SparseAnalysis::Impl& a = *analysis.impl_;
  impl_->reset();
  impl_->numeric = klu_z_factor(a.pattern.columnStarts.data(), a.pattern.rows.data(), raw(values),
                                a.symbolic, &impl_->common);
  if (impl_->numeric != nullptr && impl_->common.status == KLU_OK) return true;
  impl_->singularColumn = impl_->common.singular_col;
  impl_->reset();
  return false;
}

bool SparseFactor::refactor(SparseAnalysis& analysis, std::span<Complex> values) {
  SparseAnalysis::Impl& a = *analysis.impl_;
  SHIXUN_ASSERT(valid(), "refactor() needs an earlier factor()");
  klu_z_refactor(a.pattern.columnStarts.data(), a.pattern.rows.data(), raw(values), a.symbolic,
                 impl_->numeric, &impl_->common);
  if (impl_->common.status != KLU_OK) return false;
  klu_z_rcond(a.symbolic, impl_->numeric, &impl_->common);
  return impl_->common.rcond > kWorstPivot;
}

void SparseFactor::solve(SparseAnalysis& analysis, std::span<Complex> rightHandSide) {
  SparseAnalysis::Impl& a = *analysis.impl_;
  klu_z_solve(a.symbolic, impl_->numeric, a.pattern.size, 1, raw(rightHandSide), &impl_->common);
}

bool SparseFactor::valid() const {
  return impl_->numeric != nullptr;
}
int32_t SparseFactor::singularColumn() const {
  return impl_->singularColumn;
}

}  // namespace shixun::circuit
