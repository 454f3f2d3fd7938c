// Cost of a tick and of a re-solve, on the process's CPU clock, 10th percentile. The bounds
// asserted are loose (a shared machine, any build type); the figures are printed.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include "tests/circuit/support.h"

namespace shixun::circuit {
namespace {

#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr double kSlack = 4;
#else
constexpr double kSlack = 100;
#endif

double cpuMicroseconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

// Per call of `work`, in batches.
template <typename Work>
double tenthPercentile(int batches, int calls, Work work) {
  std::vector<double> costs;
  for (int i = 0; i < batches; ++i) {
    const double before = cpuMicroseconds();
    for (int k = 0; k < calls; ++k) work();
    costs.push_back((cpuMicroseconds() - before) / calls);
  }
  std::sort(costs.begin(), costs.end());
  return costs[costs.size() / 10];
}

// Several starters on one source: about sixty nodes with three of them.
struct Hall {
  NetworkDef net;
  std::vector<SwitchIndex> poles;
  explicit Hall(int starters) {
    const NodeIndex earth = net.addNode("PE");
    net.earth = earth;
    std::array<NodeIndex, 3> bus;
    for (size_t i = 0; i < 3; ++i) {
      const std::string k = std::to_string(i);
      const NodeIndex s = net.addNode("S" + k);
      bus[i] = net.addNode("B" + k);
      net.add(VoltageSourceDef{.name = "G" + k,
                               .p = s,
                               .n = earth,
                               .volts = 231,
                               .angle = radiansFromDegrees(-120.0 * static_cast<double>(i))});
      series(net, "feeder" + k, s, bus[i], 0.012, 6e-5);
    }
    for (int m = 0; m < starters; ++m) addStarter("M" + std::to_string(m), bus, earth);
  }

 private:
  void addStarter(const std::string& name, const std::array<NodeIndex, 3>& bus, NodeIndex earth) {
    ThermalGroupDef overload;
    overload.name = name + ":F2";
    overload.setting = 14.8;
    std::array<NodeIndex, 3> end;
    for (size_t i = 0; i < 3; ++i) {
      const std::string k = name + ":" + std::to_string(i);
      std::vector<NodeIndex> at = {bus[i]};
      for (int j = 0; j < 5; ++j) at.push_back(net.addNode(k + "/" + std::to_string(j)));
      net.add(SwitchDef{.name = k + " isolator", .p = at[0], .n = at[1], .closed = true});
      net.add(SwitchDef{.name = k + " breaker", .p = at[1], .n = at[2], .closed = true});
      poles.push_back(net.add(SwitchDef{.name = k + " contactor", .p = at[2], .n = at[3]}));
      overload.poles.push_back({at[3], at[4]});
      series(net, k + " cable", at[4], at[5], 0.138, 1e-5);
      resistor(net, k + " insulation", at[5], earth, 100e6);
      end[i] = at[5];
    }
    net.add(overload);
    MachineDef motor = motor7500(end[0], end[1], end[2]);
    motor.name = name;
    net.add(motor);
  }
};

void measure(int starters, double resolveBound) {
  const Hall hall(starters);
  const CircuitModel model = compiled(hall.net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  for (const SwitchIndex pole : hall.poles) circuit.setSwitch(s, pole, true);
  circuit.settle(s, 5);
  const uint64_t solves = s.solves;
  const double tick = tenthPercentile(50, 200, [&] { circuit.step(s, kTickSeconds); });
  EXPECT_EQ(s.solves, solves);
  bool closed = false;
  const double toggle = tenthPercentile(200, 2, [&] {
    circuit.setSwitch(s, hall.poles[0], closed);
    closed = !closed;
    circuit.step(s, 0);
  });
  const double slide = tenthPercentile(200, 2, [&] {
    circuit.setSpeed(s, MachineIndex(0), s.machines[0].speed * 0.999);
    circuit.step(s, 0);
  });
  const NodeIndex node = model.net.machines[0].u;
  const double attach = tenthPercentile(50, 1, [&] {
    const AttachmentId id = circuit.attach(s, {.a = node, .b = model.net.earth});
    circuit.step(s, 0);
    circuit.detach(s, id);
    circuit.step(s, 0);
  });
  const double dc =
      tenthPercentile(50, 2, [&] { circuit.dcResistance(s, node, model.net.earth, 525, 25e3); });
  std::printf(
      "%u nodes, %u unknowns: steady tick %.3f us, re-solve after a switch %.1f us, after a slip "
      "%.1f us, instrument on and off %.0f us, DC resistance %.1f us\n",
      model.nodeCount(), model.unknowns, tick, toggle, slide, attach, dc);
  EXPECT_LT(tick, 1 * kSlack);
  EXPECT_LT(toggle, resolveBound * kSlack);
}

TEST(Speed, SixtyNodes) {
  measure(3, 30);
}
TEST(Speed, TwoHundredNodes) {
  measure(13, 150);
}

}  // namespace
}  // namespace shixun::circuit
