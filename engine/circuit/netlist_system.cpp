#include "circuit/netlist_system.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "circuit/phasor.h"
#include "core/assert.h"

namespace shixun::circuit {
namespace {

constexpr double kNetResidual = 1e-9;  // of the row's own size
constexpr double kNetNothing = 1e-60;  // V or A: near the smallest doubles rounding is all there is

double sizeOf(double x) {
  return x < 0 ? -x : x;
}
double sizeOf(Complex x) {
  return roughMagnitude(x);
}

bool isCurrentControlled(const NetElement& e) {
  return e.kind == NetElementKind::kCurrentByCurrent;
}
bool isVoltageControlled(const NetElement& e) {
  return e.kind == NetElementKind::kVoltageByVoltage || e.kind == NetElementKind::kCurrentByVoltage;
}

}  // namespace

template <typename Scalar>
NetSystem<Scalar>::NetSystem(const Netlist& net) : net_(net) {
  const auto nodeRow = [](NetNode node) { return static_cast<int32_t>(node.value) - 1; };
  std::vector<std::pair<int32_t, int32_t>> entries;  // column, row
  const auto add = [&entries](int32_t row, int32_t column) {
    if (row >= 0 && column >= 0) entries.emplace_back(column, row);
  };
  const auto count = static_cast<uint32_t>(net.elements.size());
  for (uint32_t i = 0; i < count; ++i) {
    const NetElement& e = net.elements[i];
    const auto own = static_cast<int32_t>(rowOf(i));
    add(own, own);
    for (const NetNode node : {e.p, e.n}) {
      add(own, nodeRow(node));
      add(nodeRow(node), own);
    }
    if (isVoltageControlled(e)) {
      add(own, nodeRow(e.cp));
      add(own, nodeRow(e.cn));
    } else if (isCurrentControlled(e)) {
      add(own, static_cast<int32_t>(rowOf(e.control)));
    }
  }
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  pattern_.size = static_cast<int32_t>(net.nodes.size() - 1 + count);
  pattern_.columnStarts.assign(static_cast<size_t>(pattern_.size) + 1, 0);
  for (const auto& [column, row] : entries) {
    ++pattern_.columnStarts[static_cast<size_t>(column) + 1];
    pattern_.rows.push_back(row);
  }
  for (size_t i = 1; i < pattern_.columnStarts.size(); ++i) {
    pattern_.columnStarts[i] += pattern_.columnStarts[i - 1];
  }
  trash_ = static_cast<Slot>(entries.size());
  law_.assign(entries.size() + 1, Scalar());
  for (uint32_t i = 0; i < count; ++i) {
    const NetElement& e = net.elements[i];
    const auto own = static_cast<int32_t>(rowOf(i));
    Slots s{find(own, nodeRow(e.p)), find(own, nodeRow(e.n)), find(own, own), trash_, trash_};
    if (isVoltageControlled(e)) {
      s.cp = find(own, nodeRow(e.cp));
      s.cn = find(own, nodeRow(e.cn));
    } else if (isCurrentControlled(e)) {
      s.cp = find(own, static_cast<int32_t>(rowOf(e.control)));
    }
    slots_.push_back(s);
    law_[static_cast<size_t>(find(nodeRow(e.p), own))] += Scalar(1);
    law_[static_cast<size_t>(find(nodeRow(e.n), own))] -= Scalar(1);
  }
  x_.assign(static_cast<size_t>(pattern_.size), Scalar());
  clear();
  sound_ = analysis_.analyse(pattern_);
}

template <typename Scalar>
typename NetSystem<Scalar>::Slot NetSystem<Scalar>::find(int32_t row, int32_t column) const {
  if (row < 0 || column < 0) return trash_;
  const auto begin = pattern_.rows.begin() + pattern_.columnStarts[static_cast<size_t>(column)];
  const auto end = pattern_.rows.begin() + pattern_.columnStarts[static_cast<size_t>(column) + 1];
  const auto at = std::lower_bound(begin, end, row);
  SHIXUN_ASSERT(at != end && *at == row, "the pattern lacks an entry");
  return static_cast<Slot>(at - pattern_.rows.begin());
}

template <typename Scalar>
void NetSystem<Scalar>::clear() {
  values_ = law_;
  rhs_.assign(static_cast<size_t>(pattern_.size), Scalar());
}

template <typename Scalar>
void NetSystem<Scalar>::setRow(uint32_t i, Scalar a, Scalar b, Scalar e) {
  const Slots& s = slots_[i];
  values_[static_cast<size_t>(s.p)] = a;
  values_[static_cast<size_t>(s.n)] = s.n == s.p ? Scalar() : -a;
  values_[static_cast<size_t>(s.own)] = b;
  rhs_[rowOf(i)] = e;
}

template <typename Scalar>
void NetSystem<Scalar>::addControl(uint32_t i, Scalar c) {
  const Slots& s = slots_[i];
  values_[static_cast<size_t>(s.cp)] += c;
  if (s.cn != trash_ || isVoltageControlled(net_.elements[i])) {
    values_[static_cast<size_t>(s.cn)] -= c;
  }
}

template <typename Scalar>
void NetSystem<Scalar>::setPlain(uint32_t i) {
  const NetElement& e = net_.elements[i];
  if (e.kind == NetElementKind::kResistor) return setRow(i, 1, -e.value, 0);
  SHIXUN_ASSERT(isVoltageControlled(e) || isCurrentControlled(e),
                "its row depends on the analysis");
  const bool voltage = e.kind == NetElementKind::kVoltageByVoltage;
  setRow(i, voltage ? 1 : 0, voltage ? 0 : 1, 0);
  addControl(i, -e.value);
}

template <typename Scalar>
void NetSystem<Scalar>::blame(int32_t column) {
  const auto nodes = static_cast<int32_t>(net_.nodes.size()) - 1;
  const int32_t known = std::clamp(column, 0, pattern_.size - 1);
  trouble_ = known < nodes
                 ? "node '" + net_.nodes[static_cast<size_t>(known) + 1] + "'"
                 : "element '" + net_.elements[static_cast<size_t>(known - nodes)].name + "'";
}

// The largest residual of next_ over its row's own size; leaves the residuals in residual_.
template <typename Scalar>
double NetSystem<Scalar>::worstResidual() {
  residual_ = rhs_;
  std::vector<double> scale(rhs_.size(), 0);
  for (size_t column = 0; column < next_.size(); ++column) {
    const auto end = static_cast<size_t>(pattern_.columnStarts[column + 1]);
    for (auto k = static_cast<size_t>(pattern_.columnStarts[column]); k < end; ++k) {
      const auto row = static_cast<size_t>(pattern_.rows[k]);
      const Scalar part = values_[k] * next_[column];
      residual_[row] -= part;
      scale[row] = std::max(scale[row], sizeOf(part));
    }
  }
  double worst = 0, largest = 0;
  for (size_t row = 0; row < rhs_.size(); ++row) {
    scale[row] = std::max(scale[row], sizeOf(rhs_[row]));
    largest = std::max(largest, scale[row]);
  }
  for (size_t row = 0; row < rhs_.size(); ++row) {
    const double r = sizeOf(residual_[row]);
    if (!std::isfinite(r)) return std::numeric_limits<double>::infinity();
    // Where nothing flows there is only rounding: it is measured against the rest.
    if (r > 0) worst = std::max(worst, r / (scale[row] + 1e-9 * largest + kNetNothing));
  }
  return worst;
}

template <typename Scalar>
bool NetSystem<Scalar>::attempt(bool fresh) {
  if (fresh ? !factor_.factor(analysis_, values_) : !factor_.refactor(analysis_, values_)) {
    if (fresh) blame(factor_.singularColumn());
    return false;
  }
  next_ = rhs_;
  factor_.solve(analysis_, next_);
  for (int round = 0; round < 3; ++round) {
    const double worst = worstResidual();
    if (!std::isfinite(worst)) {
      blame(0);
      return false;
    }
    if (worst < 1e-13) return true;
    factor_.solve(analysis_, residual_);
    for (size_t i = 0; i < next_.size(); ++i) next_[i] += residual_[i];
  }
  return worstResidual() < kNetResidual;
}

template <typename Scalar>
bool NetSystem<Scalar>::solve() {
  if (!sound_) {
    trouble_ = "the whole netlist";
    return false;
  }
  if (!(factor_.valid() && attempt(false)) && !attempt(true)) {
    if (trouble_.empty()) blame(0);
    return false;
  }
  std::swap(x_, next_);
  return true;
}

template class NetSystem<double>;
template class NetSystem<Complex>;

}  // namespace shixun::circuit
