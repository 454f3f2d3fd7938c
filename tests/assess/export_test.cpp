// The circuit of every shipped scenario, after every step of every walkthrough, solved by ngspice
// as it was written out: every node is compared. Without ngspice these fail.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "assess/run.h"
#include "circuit/flatten.h"
#include "circuit/netlist_rules.h"
#include "circuit/netlist_solve.h"
#include "circuit/spice_write.h"
#include "scenario/walkthrough.h"
#include "tests/circuit/ngspice_run.h"
#include "tests/support/shipped.h"

namespace shixun::assess {
namespace {

class CircuitExport : public ::testing::TestWithParam<test::Played> {};

// Networks that were compared already, in this process: most walkthroughs share most of them.
std::set<std::string>& compared() {
  static std::set<std::string> texts;
  return texts;
}

// The same netlist with another order of elimination: how far ngspice differs from itself is what
// its own rounding makes of a node that hangs on next to nothing (a cable's charge behind megohms,
// beside an earthing switch of microohms).
circuit::RawPlot inAnotherOrder(std::string text) {
  const size_t analysis =
      text.rfind("\n.op") != std::string::npos ? text.rfind("\n.op") : text.rfind("\n.ac");
  text.insert(analysis, "\n.options pivrel=0.9");
  return circuit::ngspicePlot(text);
}

// What our own solver of netlists makes of it: other equations, refined to 1e-13 of every row.
circuit::NetSolution byOurNetlistSolver(const circuit::Netlist& net, double frequency) {
  if (frequency > 0) {
    auto solved = circuit::solveAc(net, frequency);
    EXPECT_TRUE(solved.ok()) << solved.status().message();
    return solved.ok() ? std::move(solved).value() : circuit::NetSolution();
  }
  auto solved = circuit::solveOperatingPoint(net, false);
  EXPECT_TRUE(solved.ok()) << solved.status().message();
  return solved.ok() ? solved->solution : circuit::NetSolution();
}

void compareAll(const circuit::CircuitModel& model, const circuit::CircuitState& state) {
  for (uint32_t line = 0; line < model.frequencies.size(); ++line) {
    const circuit::Solution& solution = state.spectrum[line];
    if (!solution.live) continue;
    const circuit::FlatNetwork flat = circuit::flatten(model, state, line);
    const std::string text = circuit::writeSpice(flat.net);
    if (!compared().insert(text).second) continue;
    const circuit::RawPlot theirs = circuit::ngspicePlot(text);
    ASSERT_FALSE(theirs.vectors.empty())
        << "is Debian's ngspice installed? It said: " << theirs.log;
    circuit::RawPlot again;
    circuit::NetSolution ours;
    double largest = 0;
    for (const Complex& v : solution.potentials) largest = std::max(largest, magnitude(v));
    for (size_t i = 0; i < flat.nodes.size(); ++i) {
      if (flat.nodes[i].empty() || flat.nodes[i] == "0") continue;
      const Complex v = theirs.value("v(" + flat.nodes[i] + ")");
      // A node that nothing touches at this moment is in no element.
      if (!std::isfinite(v.real())) {
        bool used = false;
        for (const circuit::NetElement& e : flat.net.elements) {
          used = used || flat.net.nodes[e.p.value] == flat.nodes[i] ||
                 flat.net.nodes[e.n.value] == flat.nodes[i];
        }
        ASSERT_FALSE(used) << flat.nodes[i] << "\n" << theirs.log << text;
        continue;
      }
      // A nearly balanced neutral of 10 kV lies below the digits that ngspice keeps.
      double allowed = 1e-4 * magnitude(v) + 5e-7 * largest;
      if (magnitude(v - solution.potentials[i]) > allowed) {
        // Where ngspice has no digits left the bound is kept by another solver.
        if (again.vectors.empty()) {
          again = inAnotherOrder(text);
          ours = byOurNetlistSolver(flat.net, model.frequencies[line]);
        }
        const auto node = std::find(flat.net.nodes.begin(), flat.net.nodes.end(), flat.nodes[i]);
        ASSERT_NE(node, flat.net.nodes.end()) << flat.nodes[i];
        const Complex mine = ours.potentials.at(static_cast<size_t>(node - flat.net.nodes.begin()));
        ASSERT_LE(magnitude(mine - solution.potentials[i]), allowed)
            << flat.nodes[i] << ": " << solution.potentials[i] << ", by netlist " << mine << "\n"
            << text;
        allowed += 2 * magnitude(v - again.value("v(" + flat.nodes[i] + ")"));
      }
      ASSERT_LE(magnitude(v - solution.potentials[i]), allowed)
          << flat.nodes[i] << ": " << solution.potentials[i] << " here, " << v << " there\n"
          << text;
    }
  }
}

TEST_P(CircuitExport, AgreesWithNgspiceAfterEveryStep) {
  test::Shipped& content = test::shippedScenario(GetParam().scenario);
  ASSERT_NE(content.model, nullptr);
  const auto& model = content.model;
  const scenario::Walkthrough walkthrough = content.walkthrough(GetParam().walkthrough);
  assess::Run run(*model, session::infoOf(walkthrough), nullptr);
  CommandPlayer player(walkthrough);
  run.step({});
  compareAll(model->circuit, run.session().state().circuit);
  while (!run.over() && !HasFatalFailure()) {
    const auto due = player.due(run.session().state());
    const bool step = !due.empty();
    run.step(due);
    if (step) compareAll(model->circuit, run.session().state().circuit);
  }
  EXPECT_FALSE(compared().empty());
}

INSTANTIATE_TEST_SUITE_P(Shipped, CircuitExport, ::testing::ValuesIn(test::allPlayed()),
                         test::testName);

}  // namespace
}  // namespace shixun::assess
