// circuit: what it costs to solve a network anew after a contact has moved, against ngspice's
// shared library on the same network and against KLU alone on the same matrix; and what a tick of
// the largest shipped scenario costs.
#include <klu.h>

#include <algorithm>
#include <cmath>

#include "assess/run.h"
#include "bench.h"
#include "circuit/assembly.h"
#include "circuit/circuit.h"
#include "circuit/flatten.h"
#include "circuit/islands.h"
#include "circuit/readings.h"
#include "circuit/spice_write.h"
#include "core/rng.h"
#include "ngspice_library.h"
#include "scenario/load.h"
#include "scenario/walkthrough.h"

namespace shixun::tools {
namespace {

constexpr uint32_t kBenchNodes = 200;
constexpr double kLeastAgainstNgspice = 8, kMostAgainstBare = 2, kMostTickMicroseconds = 200;

double cpuMicroseconds() {
  return processorSeconds() * 1e6;
}

template <typename Work>
double microsecondsOf(int calls, Work work) {
  const double before = cpuMicroseconds();
  for (int i = 0; i < calls; ++i) work();
  return (cpuMicroseconds() - before) / calls;
}

// A distribution network: three sources, cables in a tree with some meshes, loads, a contact in
// every fourth cable.
struct BenchNetwork {
  circuit::NetworkDef net;
  circuit::SwitchIndex moved;
  circuit::NodeIndex watched;

  BenchNetwork() {
    Rng rng(11);
    net.earth = net.addNode("earth");
    while (net.nodes.size() < kBenchNodes) grow(rng);
    for (int i = 0; i < 20; ++i) mesh(rng);
    watched = circuit::NodeIndex(net.nodes.size() - 1);
  }

 private:
  static double between(Rng& rng, double low, double high) {
    return low + (high - low) * rng.unit();
  }
  void cable(Rng& rng, circuit::NodeIndex a, circuit::NodeIndex b) {
    net.add(circuit::ImpedanceDef{.name = "cable" + std::to_string(net.impedances.size()),
                                  .p = a,
                                  .n = b,
                                  .resistance = between(rng, 0.01, 0.2),
                                  .inductance = between(rng, 1e-5, 1e-4)});
  }
  void grow(Rng& rng) {
    const uint32_t count = static_cast<uint32_t>(net.nodes.size());
    const circuit::NodeIndex node = net.addNode("n" + std::to_string(count));
    if (count <= 3) {
      net.add(circuit::VoltageSourceDef{.name = "source" + std::to_string(count),
                                        .p = node,
                                        .n = net.earth,
                                        .volts = 230,
                                        .angle = radiansFromDegrees(-120.0 * count),
                                        .resistance = 0.01,
                                        .inductance = 5e-5});
      return;
    }
    const circuit::NodeIndex from(1 + rng.below(count - 1));
    if (count % 4 == 0) {
      moved = net.add(circuit::SwitchDef{
          .name = "contact" + std::to_string(count), .p = from, .n = node, .closed = true});
    } else {
      cable(rng, from, node);
    }
    net.add(circuit::ImpedanceDef{.name = "load" + std::to_string(count),
                                  .p = node,
                                  .n = net.earth,
                                  .resistance = between(rng, 20, 2000)});
  }
  void mesh(Rng& rng) {
    const circuit::NodeIndex a(1 + rng.below(kBenchNodes - 1)), b(1 + rng.below(kBenchNodes - 1));
    if (a != b) cable(rng, a, b);
  }
};

// KLU and nothing else: refactor and solve of the matrices with the contact closed and open.
class BareKlu {
 public:
  BareKlu(const circuit::CircuitModel& model, const circuit::CircuitState& closed,
          const circuit::CircuitState& open) {
    circuit::Assembly assembly(model, {});
    pattern_ = assembly.takePattern();
    int side = 0;
    for (const circuit::CircuitState* state : {&closed, &open}) {
      std::vector<uint32_t> islands, references;
      circuit::findIslands(model, *state, model.frequencies[0], false, islands, references);
      assembly.constants(model.frequencies[0], false, values_[side], rhs_);
      assembly.variables(*state, model.frequencies[0], circuit::Values::kActual, references,
                         values_[side]);
      ++side;
    }
    klu_defaults(&common_);
    common_.scale = 2;
    symbolic_ =
        klu_analyze(pattern_.size, pattern_.columnStarts.data(), pattern_.rows.data(), &common_);
    numeric_ = klu_z_factor(pattern_.columnStarts.data(), pattern_.rows.data(), raw(values_[0]),
                            symbolic_, &common_);
  }
  ~BareKlu() {
    klu_z_free_numeric(&numeric_, &common_);
    klu_free_symbolic(&symbolic_, &common_);
  }
  BareKlu(const BareKlu&) = delete;
  BareKlu& operator=(const BareKlu&) = delete;

  bool sound() const { return numeric_ != nullptr; }
  void solve() {
    side_ = 1 - side_;
    x_ = rhs_;
    klu_z_refactor(pattern_.columnStarts.data(), pattern_.rows.data(), raw(values_[side_]),
                   symbolic_, numeric_, &common_);
    klu_z_solve(symbolic_, numeric_, pattern_.size, 1, raw(x_), &common_);
  }
  Complex solution(uint32_t row) const { return x_[row]; }

 private:
  static double* raw(std::vector<Complex>& values) {
    return reinterpret_cast<double*>(values.data());
  }
  circuit::SparsePattern pattern_;
  std::vector<Complex> values_[2], rhs_, x_;
  klu_common common_ = {};
  klu_symbolic* symbolic_ = nullptr;
  klu_numeric* numeric_ = nullptr;
  int side_ = 0;
};

bool near(Complex a, Complex b, double tolerance) {
  return magnitude(a - b) <= tolerance * (1 + magnitude(b));
}

Status measureResolve(const BenchOptions& options, std::vector<BenchRow>& rows) {
  const BenchNetwork network;
  Diagnostics problems;
  const auto model = circuit::compile(network.net, problems);
  if (!model.ok()) return model.status();
  circuit::Circuit solver(*model);
  circuit::CircuitState state = solver.initialState();
  const circuit::CircuitState closed = state;
  solver.setSwitch(state, network.moved, false);
  solver.step(state, 0);
  BareKlu bare(*model, closed, state);
  if (!bare.sound()) return Status(StatusCode::kCorrupt, "KLU does not factor the matrix");

  auto ngspice = NgspiceLibrary::open();
  if (!ngspice.ok()) return ngspice.status();
  circuit::FlatNetwork flat = circuit::flatten(*model, closed, 0);
  std::string contact;
  for (size_t i = 0; i < flat.origin.size(); ++i) {
    if (flat.origin[i] == network.net.switches[network.moved.value].name) {
      contact = flat.net.elements[i].name;
    }
  }
  const std::string vector = "v(" + flat.nodes[network.watched.value] + ")";
  std::string text = circuit::writeSpice(flat.net);
  text.insert(text.rfind(".end"), ".save " + vector + "\n");
  if (Status loaded = (*ngspice)->load(text); !loaded.ok()) return loaded;

  bool isClosed = false;
  const auto ours = [&] {
    isClosed = !isClosed;
    solver.setSwitch(state, network.moved, isClosed);
    solver.step(state, 0);
  };
  bool theirsClosed = true;
  Status trouble;
  const auto theirs = [&] {
    theirsClosed = !theirsClosed;
    for (const std::string& line : {"alter " + contact + " = " + (theirsClosed ? "0.002" : "1e12"),
                                    std::string("ac lin 1 50 50")}) {
      if (Status done = (*ngspice)->command(line); !done.ok()) trouble = done;
    }
  };
  // The three of them agree on both positions.
  for (int i = 0; i < 4; ++i) {
    ours();
    theirs();
    bare.solve();
    if (theirsClosed != isClosed) theirs();
    const Complex mine = circuit::potential(state, network.watched);
    const auto other = (*ngspice)->value(vector);
    if (!other.ok()) return other.status();
    if (!near(mine, *other, 1e-4)) {
      return Status(StatusCode::kCorrupt, "ngspice and this program disagree on " + vector);
    }
  }
  std::vector<double> resolve, klu, spice;
  const int batches = options.quick ? 5 : 60;
  for (int i = 0; i < batches; ++i) {
    resolve.push_back(microsecondsOf(200, ours));
    klu.push_back(microsecondsOf(200, [&] { bare.solve(); }));
    spice.push_back(microsecondsOf(20, theirs));
    // ngspice keeps a plot of every run.
    if (Status done = (*ngspice)->command("destroy all"); !done.ok()) trouble = done;
  }
  if (!trouble.ok()) return trouble;
  const double mine = tenthPercentile(resolve);
  rows.push_back({.name = "circuit.resolve",
                  .value = mine,
                  .unit = "us",
                  .ratio = tenthPercentile(spice) / mine,
                  .least = kLeastAgainstNgspice,
                  .againstKey = "bench.against_what.ngspice",
                  .clock = BenchClock::kProcessor});
  rows.push_back({.name = "circuit.bare",
                  .value = mine,
                  .unit = "us",
                  .ratio = mine / tenthPercentile(klu),
                  .limit = kMostAgainstBare,
                  .againstKey = "bench.against_what.klu",
                  .clock = BenchClock::kProcessor});
  return {};
}

// Every tick of the reference walkthrough of the scenario with the most circuit nodes.
Status measureTick(const BenchOptions& options, std::vector<BenchRow>& rows) {
  Diagnostics problems;
  std::unique_ptr<const scenario::ScenarioModel> largest;
  for (const scenario::Listing& listing : scenario::listScenarios(options.root, problems)) {
    auto model = scenario::load(options.root, listing.id, problems);
    if (model == nullptr) return Status(StatusCode::kCorrupt, problems.text());
    const auto size = [](const scenario::ScenarioModel& m) { return m.circuit.unknowns; };
    if (!largest || size(*model) > size(*largest)) largest = std::move(model);
  }
  if (!largest) return Status(StatusCode::kNotFound, "there is no scenario to measure");
  auto walkthrough = scenario::loadWalkthrough(options.root, *largest, "reference", problems);
  if (!walkthrough.ok()) return walkthrough.status();
  std::vector<double> ticks;
  const int runs = options.quick ? 1 : 3;
  std::vector<double> percentiles;
  for (int r = 0; r < runs; ++r) {
    session::SessionInfo info = session::infoOf(*walkthrough);
    plant::Plant plant(*largest, info.faults);
    plant::State state = plant.start();
    assess::CommandPlayer player(*walkthrough);
    ticks.clear();
    while (!state.finished && !state.abandoned) {
      const auto due = player.due(state);
      const double before = cpuMicroseconds();
      plant.step(state, due);
      ticks.push_back(cpuMicroseconds() - before);
    }
    std::sort(ticks.begin(), ticks.end());
    percentiles.push_back(ticks[ticks.size() * 99 / 100]);
  }
  rows.push_back({.name = "circuit.tick",
                  .value = *std::min_element(percentiles.begin(), percentiles.end()),
                  .unit = "us",
                  .most = kMostTickMicroseconds,
                  .clock = BenchClock::kProcessor});
  return {};
}

}  // namespace

Status benchCircuit(const BenchOptions& options, std::vector<BenchRow>& rows) {
  if (Status done = measureResolve(options, rows); !done.ok()) return done;
  return measureTick(options, rows);
}

}  // namespace shixun::tools
