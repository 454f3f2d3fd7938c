// The same commands give the same state to the last bit: in another solver, from a saved copy, and
// in debug, optimised and sanitised builds.
#include <cstdio>
#include <cstring>

#include "core/rng.h"
#include "tests/circuit/support.h"

namespace shixun::circuit {
namespace {

// The starter with an overload, a coil, a fuse and everything that can be switched by chance.
struct Plant {
  Starter starter = makeStarter();
  SwitchIndex start;
  Plant() {
    NetworkDef& net = starter.net;
    const NodeIndex heater = net.addNode("H"), a1 = net.addNode("A1"), n96 = net.addNode("96");
    const ThermalIndex overload =
        net.add(ThermalGroupDef{.name = "F20", .poles = {{starter.bus[0], heater}}, .setting = 12});
    resistor(net, "load", heater, starter.earth, 4);
    net.add(SwitchDef{.name = "95-96",
                      .p = starter.bus[0],
                      .n = n96,
                      .contact = ContactKind::kBreak,
                      .thermal = overload});
    start = net.add(SwitchDef{.name = "S1", .p = n96, .n = a1});
    CoilDef k;
    k.name = "K1";
    k.p = a1;
    k.n = starter.earth;
    k.openResistance = 567;
    k.openInductance = 1.59;
    k.sealedResistance = 2267;
    k.sealedInductance = 22.9;
    k.pickUpVolts = 195;
    k.dropOutVolts = 92;
    k.closeDelay = 0.015;
    k.openDelay = 0.01;
    net.add(k);
    FuseDef f;
    f.name = "F30";
    f.p = starter.bus[1];
    f.n = net.addNode("below F30");
    f.curve = {{40, 3600}, {65, 20}, {90, 4}, {200, 0.1}};
    net.add(f);
    resistor(net, "overload on F3", f.n, starter.earth, 3);
  }
};

void addSolution(Hash64& hash, const CircuitState& s) {
  for (const Complex& v : s.spectrum[0].potentials) {
    hash.add(v.real());
    hash.add(v.imag());
  }
  for (const Complex& i : s.spectrum[0].currents) {
    hash.add(i.real());
    hash.add(i.imag());
  }
}

// One tick of the random course; the same seed gives the same commands.
void play(Circuit& circuit, CircuitState& s, const Plant& plant, Rng& rng) {
  if (rng.below(40) == 0) {
    const bool closed = rng.below(3) != 0;
    for (const SwitchIndex pole : plant.starter.pole) circuit.setSwitch(s, pole, closed);
  }
  if (rng.below(100) == 0) {
    circuit.setSwitch(s, plant.starter.fuse[rng.below(3)], rng.below(2) == 0);
  }
  if (rng.below(50) == 0) circuit.setSwitch(s, plant.start, rng.below(2) == 0);
  if (rng.below(60) == 0) {
    const NodeIndex node = plant.starter.load[rng.below(3)];
    if (rng.below(2) == 0) {
      circuit.attachBody(s, {.a = node, .b = plant.starter.earth});
    } else {
      circuit.attach(s, {.a = node, .b = plant.starter.earth, .resistance = 2e5});
    }
  }
  if (rng.below(30) == 0 && !s.attachments.empty()) {
    AttachmentId id;
    id.index = rng.below(static_cast<uint32_t>(s.attachments.size()));
    id.generation = s.attachments[id.index].generation;
    circuit.detach(s, id);
  }
  circuit.step(s, kTickSeconds);
}

TEST(Determinism, GoldenHashOnEveryBuildType) {
  const Plant plant;
  const CircuitModel model = compiled(plant.starter.net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  Rng rng(2026);
  Hash64 hash;
  for (int tick = 0; tick < 6000; ++tick) {
    play(circuit, s, plant, rng);
    s.hash(hash);
    addSolution(hash, s);
  }
  std::printf("hash %s after %llu solves\n", hex(hash.value()).c_str(),
              static_cast<unsigned long long>(s.solves));
  EXPECT_GT(s.solves, 500u);
  EXPECT_EQ(s.failures, 0u);
  // From a debug build; optimised and sanitised builds must give it too. A change of the model's
  // arithmetic changes it: run debug and optimised, compare, then write the new value here.
  EXPECT_EQ(hex(hash.value()), "cdfb64d122bdb6e1");
}

TEST(Determinism, SavedStateGoesOnAlikeInAnotherSolver) {
  const Plant plant;
  const CircuitModel model = compiled(plant.starter.net);
  Circuit circuit(model);
  CircuitState s = circuit.initialState();
  Rng rng(7);
  for (int tick = 0; tick < 1000; ++tick) play(circuit, s, plant, rng);
  Circuit fresh(model);
  CircuitState copy = s;
  Rng sameRng = rng;
  for (int tick = 0; tick < 1000; ++tick) {
    play(circuit, s, plant, rng);
    play(fresh, copy, plant, sameRng);
    Hash64 a, b;
    s.hash(a);
    addSolution(a, s);
    copy.hash(b);
    addSolution(b, copy);
    ASSERT_EQ(a.value(), b.value()) << "tick " << tick;
  }
}

// Every discrete or slow part of the state is in the hash.
TEST(Determinism, HashSeesEveryPart) {
  const Plant plant;
  const CircuitModel model = compiled(plant.starter.net);
  Circuit circuit(model);
  const CircuitState base = circuit.initialState();
  const auto value = [](const CircuitState& s) {
    Hash64 hash;
    s.hash(hash);
    return hash.value();
  };
  std::vector<CircuitState> changed(13, base);
  changed[0].switches[0].commanded ^= true;
  changed[1].switches[0].closed ^= true;
  changed[2].switches[0].fault = ContactFault::kWelded;
  changed[3].coils[0].sealed = true;
  changed[4].coils[0].timer = 1e-3;
  changed[5].thermals[0].heat[0] = 1;
  changed[6].thermals[0].tripped = true;
  changed[7].thermals[0].setting = 13;
  changed[8].fuses[0].damage = 0.1;
  changed[9].fuses[0].blown = true;
  changed[10].machines[0].speed = 1;
  changed[11].machines[0].loadFactor = 0.5;
  circuit.attach(changed[12], {.a = plant.starter.bus[0], .b = plant.starter.earth});
  for (size_t i = 0; i < changed.size(); ++i) EXPECT_NE(value(changed[i]), value(base)) << i;
}

}  // namespace
}  // namespace shixun::circuit
