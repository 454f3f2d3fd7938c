// Cross-check against a running ngspice (Debian's package): the oracle netlists and random networks
// are written as SPICE, solved there, and every node is compared. Without ngspice these fail.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

#include "circuit/assembly.h"
#include "tests/circuit/generator.h"
#include "tests/circuit/oracle_networks.h"

namespace shixun::circuit {
namespace {

std::string scratchFile(const std::string& name) {
  return ::testing::TempDir() + "shixun_circuit_" + std::to_string(getpid()) + "_" + name;
}

// What `ngspice -b` printed for the netlist `text`; empty when it cannot be run.
std::string runNgspice(const std::string& text) {
  const std::string path = scratchFile("net.cir");
  std::ofstream(path) << text;
  std::string output;
  std::FILE* pipe = popen(("ngspice -b " + path + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return {};
  std::array<char, 4096> chunk;
  while (std::fgets(chunk.data(), static_cast<int>(chunk.size()), pipe) != nullptr) {
    output += chunk.data();
  }
  const int status = pclose(pipe);
  std::remove(path.c_str());
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return {};
  return output;
}

// "v(..) = value", "i(..) = re,im" lines, in order.
std::vector<std::pair<std::string, Complex>> printed(const std::string& output) {
  std::vector<std::pair<std::string, Complex>> values;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    const size_t equals = line.find(" = ");
    if (equals == std::string::npos || (line[0] != 'v' && line[0] != 'i')) continue;
    double re = 0, im = 0;
    const int read = std::sscanf(line.c_str() + equals + 3, "%lf,%lf", &re, &im);
    if (read >= 1) values.emplace_back(line.substr(0, equals), Complex(re, read == 2 ? im : 0));
  }
  return values;
}

// Writes the network at 50 Hz as it stands in `state`. Node i is "ni", earth is 0; floating islands
// are pinned at their lowest node, which carries no current.
class SpiceWriter {
 public:
  SpiceWriter(const CircuitModel& model, const CircuitState& state) : model_(model) {
    out_.precision(17);
    const NetworkDef& net = model.net;
    out_ << "* network\n.options rshunt=1e13\n";
    for (const auto& e : net.sources) {
      const std::string inner = fresh();
      out_ << "V" << inner << " " << inner << " " << node(e.n) << " AC " << e.volts << " "
           << degreesFromRadians(e.angle) << "\n";
      chain(inner, node(e.p), e.resistance, e.inductance, 0);
    }
    for (const auto& e : net.impedances) {
      chain(node(e.p), node(e.n), e.resistance, e.inductance, e.capacitance);
    }
    for (size_t i = 0; i < net.switches.size(); ++i) {
      const auto& e = net.switches[i];
      if (state.switches[i].closed) chain(node(e.p), node(e.n), e.closedResistance, 0, 0);
    }
    for (const auto& e : net.thermals) {
      for (const Pole& pole : e.poles) chain(node(pole.p), node(pole.n), e.poleResistance, 0, 0);
    }
    for (const auto& e : net.fuses) chain(node(e.p), node(e.n), e.resistance, 0, 0);
    for (const auto& e : net.coils) {
      chain(node(e.p), node(e.n), e.openResistance, e.openInductance, 0);
    }
    for (const Attachment& a : state.attachments) {
      if (!a.present) continue;
      chain(node(a.a), node(a.b), a.resistance, 0, 0);
      if (a.capacitance > 0) chain(node(a.a), node(a.b), 0, 0, a.capacitance);
    }
    for (uint32_t i = 0; i < model.nodeCount(); ++i) {
      if (state.spectrum[0].islands[i] == i && i != net.earth.value) {
        chain(node(NodeIndex(i)), "0", 1, 0, 0);
      }
    }
    out_ << ".control\nset numdgt=14\nac lin 1 50 50\nprint";
    for (uint32_t i = 0; i < model.nodeCount(); ++i) {
      if (i != net.earth.value) out_ << " v(" << node(NodeIndex(i)) << ")";
    }
    out_ << "\nquit\n.endc\n.end\n";
  }
  std::string text() const { return out_.str(); }
  std::string node(NodeIndex i) const {
    return i == model_.net.earth ? "0" : "n" + std::to_string(i.value);
  }

 private:
  std::string fresh() { return "x" + std::to_string(++count_); }
  void chain(const std::string& p, const std::string& n, double r, double l, double c) {
    std::vector<std::pair<char, double>> parts;
    if (r > 0) parts.emplace_back('R', r);
    if (l > 0) parts.emplace_back('L', l);
    if (c > 0) parts.emplace_back('C', c);
    if (parts.empty()) parts.emplace_back('V', 0);  // an ideal source's missing impedance
    std::string at = p;
    for (size_t i = 0; i < parts.size(); ++i) {
      const std::string next = i + 1 == parts.size() ? n : fresh();
      out_ << parts[i].first << fresh() << " " << at << " " << next << " " << parts[i].second
           << "\n";
      at = next;
    }
  }

  const CircuitModel& model_;
  std::ostringstream out_;
  int count_ = 0;
};

struct Comparison {
  size_t nodes = 0;
  double worst = 0;    // largest |difference| over the largest potential
  double largest = 0;  // V
  std::string output;
};

Comparison compareWith(const std::string& text, const SpiceWriter& writer,
                       const CircuitModel& model, const CircuitState& state) {
  Comparison out;
  out.output = runNgspice(text);
  std::map<std::string, Complex> theirs;
  for (const auto& [name, value] : printed(out.output)) theirs[name] = value;
  double difference = 0;
  for (uint32_t i = 0; i < model.nodeCount(); ++i) {
    if (i == model.net.earth.value) continue;
    const auto at = theirs.find("v(" + writer.node(NodeIndex(i)) + ")");
    if (at == theirs.end()) continue;
    ++out.nodes;
    const Complex mine = potential(state, NodeIndex(i));
    difference = std::max(difference, rms(mine - at->second));
    out.largest = std::max(out.largest, rms(at->second));
  }
  out.worst = out.largest > 0 ? difference / out.largest : difference;
  return out;
}

void expectSame(const NetworkDef& net) {
  const CircuitModel model = compiled(net);
  const CircuitState state = Circuit(model).initialState();
  const SpiceWriter writer(model, state);
  const Comparison found = compareWith(writer.text(), writer, model, state);
  EXPECT_EQ(found.nodes, model.nodeCount() - 1)
      << "is Debian's ngspice installed? It said: " << found.output;
  EXPECT_GT(found.largest, 1);
  EXPECT_LE(found.worst, 1e-6) << writer.text();
}

TEST(Ngspice, OracleNetworksAgreeAtEveryNode) {
  expectSame(legs(4.5e-3, 4.5e-3).net);
  expectSame(legs(4.5e-3, kHugeOhms).net);
  expectSame(legs(kHugeOhms, kHugeOhms).net);
  expectSame(frameFault(138.3e-3).net);
  expectSame(frameFault(kHugeOhms).net);
  expectSame(brokenNeutral(0.01).net);
  expectSame(brokenNeutral(kHugeOhms).net);
  expectSame(openReturn().net);
  for (const double ohms : {1e7, 2e5, 3e3}) {
    Ghost n = ghost();
    resistor(n.net, "RM", n.core, n.net.earth, ohms);
    expectSame(n.net);
  }
}

TEST(Ngspice, InsulationTestAtDc) {
  const std::string output = runNgspice(
      "* G\nV1 e 0 DC 525\nR1 e u 25k\nR2 u 0 0.8meg\n.control\nset numdgt=12\nop\n"
      "print v(u) i(v1)\nquit\n.endc\n.end\n");
  const auto values = printed(output);
  ASSERT_EQ(values.size(), 2u) << "is Debian's ngspice installed? It said: " << output;
  NetworkDef net;
  const NodeIndex earth = net.addNode("0"), u = net.addNode("u");
  net.earth = earth;
  resistor(net, "damp", u, earth, 0.8e6);
  const CircuitModel model = compiled(net);
  Circuit circuit(model);
  const DcReading r = circuit.dcResistance(circuit.initialState(), u, earth, 525, 25e3);
  EXPECT_TRUE(near(r.voltage, values[0].second.real(), 1e-9));
  EXPECT_TRUE(near(r.current, -values[1].second.real(), 1e-9));
}

TEST(Ngspice, RandomNetworksAgreeAtEveryNode) {
  int compared = 0;
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Generator generator(seed, false);
    const CircuitModel model = compiled(generator.make());
    Circuit circuit(model);
    CircuitState state = circuit.initialState();
    const NodeIndex a = generator.node();
    circuit.attach(state, {.a = a, .b = generator.nodeOtherThan(a), .resistance = 2e5});
    circuit.step(state, 0);
    const SpiceWriter writer(model, state);
    const Comparison found = compareWith(writer.text(), writer, model, state);
    ASSERT_EQ(found.nodes, model.nodeCount() - 1)
        << "is Debian's ngspice installed? It said: " << found.output;
    EXPECT_LE(found.worst, 1e-4) << writer.text();
    if (found.largest > 1) ++compared;
  }
  EXPECT_GT(compared, 40);
}

// The oracle itself must be able to say no: one resistor off by a thousandth is seen.
TEST(Ngspice, PlantedDifferenceIsSeen) {
  NetworkDef net = brokenNeutral(kHugeOhms).net;
  const CircuitModel model = compiled(net);
  const CircuitState state = Circuit(model).initialState();
  net.impedances[0].resistance *= 1.001;
  const CircuitModel other = compiled(net);
  const SpiceWriter writer(other, state);
  const Comparison found = compareWith(writer.text(), writer, model, state);
  EXPECT_EQ(found.nodes, model.nodeCount() - 1) << found.output;
  EXPECT_GT(found.worst, 1e-4);
}

}  // namespace
}  // namespace shixun::circuit
