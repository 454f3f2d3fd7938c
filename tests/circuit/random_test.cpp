// Random networks against a plain dense complex elimination that shares nothing with the module:
// no branches, no sparse matrix, no pins; contacts as conductances, islands by flooding.
#include <complex>
#include <vector>

#include "tests/circuit/generator.h"

namespace shixun::circuit {
namespace {

using Wide = std::complex<long double>;
constexpr int kNetworks = 600;

// Nodal equations with every source as a Norton pair; each island solved by itself against its
// lowest node or earth.
class Dense {
 public:
  Dense(const NetworkDef& net, const CircuitState& state) : net_(net), n_(net.nodes.size()) {
    y_.assign(n_ * n_, Wide());
    i_.assign(n_, Wide());
    linked_.assign(n_ * n_, false);
    for (const auto& e : net.sources) {
      const Wide y = Wide(1) / z(e.resistance, e.inductance, 0);
      admit(e.p, e.n, y);
      const Wide emf = std::polar<long double>(e.volts, e.angle);
      i_[e.p.value] += y * emf;
      i_[e.n.value] -= y * emf;
    }
    for (const auto& e : net.impedances) {
      admit(e.p, e.n, Wide(1) / z(e.resistance, e.inductance, e.capacitance));
    }
    for (size_t k = 0; k < net.switches.size(); ++k) {
      const auto& e = net.switches[k];
      if (state.switches[k].closed)
        admit(e.p, e.n, Wide(1 / static_cast<long double>(e.closedResistance)));
    }
    for (const auto& e : net.thermals) {
      admit(e.poles[0].p, e.poles[0].n, Wide(1 / static_cast<long double>(e.poleResistance)));
    }
    for (size_t k = 0; k < net.fuses.size(); ++k) {
      const auto& e = net.fuses[k];
      if (!state.fuses[k].blown) admit(e.p, e.n, Wide(1 / static_cast<long double>(e.resistance)));
    }
    for (const auto& e : net.coils) {
      admit(e.p, e.n, Wide(1) / z(e.openResistance, e.openInductance, 0));
    }
    for (size_t k = 0; k < net.machines.size(); ++k) machine(k, state);
    for (const Attachment& a : state.attachments) {
      if (a.present) {
        admit(a.a, a.b, Wide(1 / static_cast<long double>(a.resistance), kOmega * a.capacitance));
      }
    }
  }

  std::vector<uint32_t> islands() const {
    std::vector<uint32_t> island(n_, UINT32_MAX);
    for (uint32_t start = 0; start < n_; ++start) {
      if (island[start] != UINT32_MAX) continue;
      std::vector<uint32_t> open = {start};
      island[start] = start;
      while (!open.empty()) {
        const uint32_t at = open.back();
        open.pop_back();
        for (uint32_t other = 0; other < n_; ++other) {
          if (!linked_[at * n_ + other] || island[other] != UINT32_MAX) continue;
          island[other] = start;
          open.push_back(other);
        }
      }
    }
    return island;
  }

  std::vector<Wide> solve(const std::vector<uint32_t>& island) {
    std::vector<Wide> v(n_);
    for (uint32_t id = 0; id < n_; ++id) {
      std::vector<uint32_t> rows;  // without the reference
      uint32_t reference = id;
      if (island[net_.earth.value] == id) reference = net_.earth.value;
      for (uint32_t k = 0; k < n_; ++k) {
        if (island[k] == id && k != reference) rows.push_back(k);
      }
      eliminate(rows, v);
    }
    return v;
  }

 private:
  static constexpr long double kOmega = 314.159265358979323846L;

  static Wide z(double r, double l, double c) {
    Wide out(r, kOmega * l);
    if (c > 0) out -= Wide(0, 1 / (kOmega * c));
    return out;
  }
  void admit(NodeIndex p, NodeIndex n, Wide y) {
    y_[p.value * n_ + p.value] += y;
    y_[n.value * n_ + n.value] += y;
    y_[p.value * n_ + n.value] -= y;
    y_[n.value * n_ + p.value] -= y;
    linked_[p.value * n_ + n.value] = linked_[n.value * n_ + p.value] = true;
  }
  // Y = A diag(0, Y1, Y2) A^-1 with the sequence impedances written as R + jX, as a book does.
  void machine(size_t k, const CircuitState& state) {
    const MachineDef& m = net_.machines[k];
    const long double w = state.machines[k].speed * m.polePairs / kOmega;
    std::array<Wide, 3> sequence;
    for (size_t q = 1; q <= 2; ++q) {
      const long double s = q == 1 ? 1 - w : 1 + w;
      long double depth = std::sqrt(
          std::max(0.0L, std::min(1.0L, (std::abs(s) - m.ratedSlip) / (1 - m.ratedSlip))));
      const long double r2 = m.r2Rated + depth * (m.r2Standstill - m.r2Rated);
      const long double x2 = m.x2Rated + depth * (m.x2Standstill - m.x2Rated);
      const Wide rotor(r2 / s, x2), gap = Wide(0, m.xm) * Wide(m.rfe) / Wide(m.rfe, m.xm);
      sequence[q] = Wide(1) / (Wide(m.r1, m.x1) + gap * rotor / (gap + rotor));
    }
    const Wide a = std::polar(1.0L, 2 * 3.14159265358979323846L / 3);
    const std::array<Wide, 3> turn = {Wide(1), a, a * a};
    const std::array<NodeIndex, 3> nodes = {m.u, m.v, m.w};
    for (size_t r = 0; r < 3; ++r) {
      for (size_t c = 0; c < 3; ++c) {
        Wide sum;
        for (size_t q = 1; q <= 2; ++q) {
          // Phase r of sequence q lags by r*q thirds; the inverse leads.
          sum += turn[(3 - (r * q) % 3) % 3] * sequence[q] * turn[(c * q) % 3] / Wide(3);
        }
        y_[nodes[r].value * n_ + nodes[c].value] += sum;
        linked_[nodes[r].value * n_ + nodes[c].value] = true;
      }
    }
  }
  void eliminate(const std::vector<uint32_t>& rows, std::vector<Wide>& v) const {
    const size_t n = rows.size();
    std::vector<Wide> a(n * n), b(n);
    for (size_t r = 0; r < n; ++r) {
      b[r] = i_[rows[r]];
      for (size_t c = 0; c < n; ++c) a[r * n + c] = y_[rows[r] * n_ + rows[c]];
    }
    for (size_t k = 0; k < n; ++k) {
      size_t best = k;
      for (size_t r = k + 1; r < n; ++r) {
        if (std::abs(a[r * n + k]) > std::abs(a[best * n + k])) best = r;
      }
      for (size_t c = 0; c < n; ++c) std::swap(a[k * n + c], a[best * n + c]);
      std::swap(b[k], b[best]);
      for (size_t r = k + 1; r < n; ++r) {
        const Wide factor = a[r * n + k] / a[k * n + k];
        for (size_t c = k; c < n; ++c) a[r * n + c] -= factor * a[k * n + c];
        b[r] -= factor * b[k];
      }
    }
    for (size_t k = n; k-- > 0;) {
      for (size_t c = k + 1; c < n; ++c) b[k] -= a[k * n + c] * v[rows[c]];
      v[rows[k]] = b[k] / a[k * n + k];
    }
  }

  const NetworkDef& net_;
  size_t n_;
  std::vector<Wide> y_, i_;
  std::vector<bool> linked_;
};

// Returns the largest potential, so that a run of zeros cannot pass as agreement.
double compare(const CircuitModel& model, const CircuitState& s) {
  Dense dense(model.net, s);
  const std::vector<uint32_t> island = dense.islands();
  const std::vector<Wide> v = dense.solve(island);
  double largest = 0;
  for (const Wide& x : v) largest = std::max(largest, static_cast<double>(std::abs(x)));
  const auto count = static_cast<uint32_t>(v.size());
  for (uint32_t a = 0; a < count; ++a) {
    for (uint32_t b = 0; b < a; ++b) {
      const VoltageReading reading = voltage(model, s, NodeIndex(a), NodeIndex(b));
      EXPECT_EQ(reading.defined, island[a] == island[b]) << a << " " << b;
      if (!reading.defined) continue;
      const Wide expected = v[a] - v[b];
      const Wide got(reading.value.real(), reading.value.imag());
      EXPECT_LE(std::abs(got - expected), 1e-6 * largest + 1e-9) << a << " " << b;
    }
  }
  return largest;
}

TEST(RandomNetworks, AgreeWithDenseElimination) {
  int live = 0, accepted = 0;
  for (uint64_t seed = 1; seed <= kNetworks; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Generator generator(seed);
    const CircuitModel model = compiled(generator.make());
    ++accepted;
    Circuit circuit(model);
    CircuitState s = circuit.initialState();
    for (uint32_t i = 0; i < model.net.machines.size(); ++i) {
      circuit.setBlocked(s, MachineIndex(i), false);
      circuit.setSpeed(s, MachineIndex(i), 300.0 * (generator.below(1000) / 500.0 - 1));
    }
    double largest = 0;
    for (int change = 0; change < 4; ++change) {
      for (uint32_t i = 0; i < model.net.switches.size(); ++i) {
        circuit.setSwitch(s, SwitchIndex(i), generator.below(2) == 0);
      }
      for (FuseState& fuse : s.fuses) {
        fuse.blown = generator.below(3) == 0;
        s.dirty = true;
      }
      if (change == 2) {
        const NodeIndex a = generator.node();
        circuit.attach(s, {.a = a,
                           .b = generator.nodeOtherThan(a),
                           .resistance = generator.decade(2, 7),
                           .capacitance = 1e-10});
      }
      circuit.step(s, 0);
      EXPECT_EQ(s.failures, 0u);
      largest = std::max(largest, compare(model, s));
      // Another solver, handed the same state, makes the same solution to the last bit.
      CircuitState again = s;
      again.dirty = true;
      Circuit(model).step(again, 0);
      EXPECT_EQ(again.spectrum[0].potentials, s.spectrum[0].potentials);
      EXPECT_EQ(again.spectrum[0].currents, s.spectrum[0].currents);
    }
    if (largest > 1) ++live;
    if (HasFailure()) break;
  }
  std::printf("%d networks compared, %d of them live\n", accepted, live);
  EXPECT_GT(live, 500);
}

}  // namespace
}  // namespace shixun::circuit
