// Equipment that no C++ knows of, authored here in YAML alone: an automatic transfer switch, a
// residual-current device, a capacitor bank with its contactor, a release with a dial. What they do
// comes out of the primitives.
#include <gtest/gtest.h>

#include <cmath>

#include "circuit/readings.h"
#include "plant/plant.h"
#include "tests/scenario/fixture.h"

namespace shixun::plant {
namespace {

using scenario::CommandKind;
using scenario::Content;
using scenario::ScenarioModel;

const char* const kSources = R"(format: 1
title: {en: Two supplies, zh: 双电源}
model: box
terminals: {M: {}, G: {}, N: {}, earth: {node: t_earth}}
nodes: [m, g]
controls:
  mains:
    type: toggle
    node: handle
    axis: [0, 0, 1]
    positions: [{label: "on", amount: 0 deg}, {label: "off", amount: 30 deg}]
elements:
  mains_emf: {type: source, between: [m, earth], voltage: 230 V, resistance: 20 mOhm}
  mains_there: {type: switch, between: [m, M], resistance: 1 mOhm, closed_when: mains == on}
  generator: {type: source, between: [G, earth], voltage: 228 V, resistance: 0.3 Ohm}
  neutral: {type: impedance, between: [N, earth], resistance: 10 mOhm}
)";

const char* const kTransfer = R"(format: 1
title: {en: Automatic transfer switch, zh: 自动转换开关}
terminals: {M: {}, G: {}, N: {}, L: {}}
elements:
  # Voltage relays on either side.
  mains_relay: {type: coil, between: [M, N], unsealed: {resistance: 20 kOhm}, sealed: {resistance: 20 kOhm},
                pick_up: 195 V, drop_out: 160 V}
  generator_relay: {type: coil, between: [G, N], unsealed: {resistance: 20 kOhm}, sealed: {resistance: 20 kOhm},
                    pick_up: 195 V, drop_out: 160 V}
  to_mains: {type: switch, between: [M, L], resistance: 2 mOhm, closed_when: on_mains}
  to_generator: {type: switch, between: [G, L], resistance: 2 mOhm, closed_when: on_generator}
timers:
  mains_failed: {input: "not mains_relay.armature", on_delay: 2 s}
  mains_back: {input: "mains_relay.armature", on_delay: 5 s}
  gap: {input: "not on_mains and not on_generator", on_delay: 0.5 s}
latches:
  want_generator: {set: "mains_failed and generator_relay.armature", reset: "mains_back"}
  on_mains: {set: "not want_generator and gap", reset: "want_generator", initial: true}
  on_generator: {set: "want_generator and gap", reset: "not want_generator"}
)";

const char* const kResidual = R"(format: 1
title: {en: Residual-current device, zh: 剩余电流装置}
model: tester
terminals: {1: {}, 2: {}, N1: {}, N2: {}}
nodes: [inner]
parameters: {rated: 30 mA}
controls:
  lever:
    type: toggle
    node: tip_a
    axis: [1, 0, 0]
    positions: [{label: "on", amount: 0 deg}, {label: "off", amount: 40 deg}]
  fault:
    type: toggle
    node: tip_b
    axis: [1, 0, 0]
    positions: [{label: none, amount: 0 deg}, {label: leak, amount: 40 deg}]
elements:
  pole: {type: switch, between: [1, inner], resistance: 1 mOhm, closed_when: lever == on}
  release: {type: residual, poles: [[inner, 2], [N1, N2]], resistance: 1 mOhm, rated: rated,
            trips: {control: lever, to: "off"}, reset_when: lever == on}
)";

const char* const kLoad = R"(format: 1
title: {en: Load, zh: 负载}
model: lock
terminals: {L: {}, N: {}, PE: {}}
nodes: [frame, c]
controls:
  leak:
    type: slider
    node: root
    axis: [1, 0, 0]
    positions: [{label: "no", amount: 0 mm}, {label: "yes", amount: 5 mm}]
  bank:
    type: slider
    node: root
    axis: [0, 1, 0]
    positions: [{label: "off", amount: 0 mm}, {label: "on", amount: 5 mm}]
elements:
  lamp: {type: lamp, between: [L, N], rated_voltage: 230 V, power: 1000 W}
  defect: {type: switch, between: [L, frame], resistance: 2300 Ohm, closed_when: leak == yes}
  earthing: {type: impedance, between: [frame, PE], resistance: 0.1 Ohm}
  bank_contact: {type: switch, between: [L, c], resistance: 2 mOhm, closed_when: bank == on}
  bank: {type: capacitor, between: [c, N], capacitance: 100 uF, discharge_resistance: 100 kOhm}
)";

// The box of the scenario tests with more equipment in it and wires between.
class Wired : public testing::Test {
 protected:
  void add(const std::string& equipment, const std::string& text) {
    content_.files.files["assets/equipment/" + equipment + "/equipment.yaml"] = text;
  }
  // Both as YAML: "  NAME: {...}\n", "  - [A, B]\n".
  void start(const std::string& equipment, const std::string& wires) {
    content_.edit(scenario::kScenarioFile, "  VT1: {equipment: tester",
                  equipment + "  VT1: {equipment: tester");
    content_.edit(scenario::kScenarioFile, "prelude:", "wires:\n" + wires + "prelude:");
    Diagnostics problems;
    model_ = content_.load(problems);
    ASSERT_NE(model_, nullptr) << problems.text();
    plant_ = std::make_unique<Plant>(*model_, std::span<const uint32_t>());
    state_ = plant_->start();
  }
  void wait(double seconds) {
    for (Tick t = 0; t < tickFromSeconds(seconds); ++t) plant_->step(state_, {});
  }
  void operate(const std::string& control, const std::string& to) {
    Command c;
    c.kind = CommandKind::kOperate;
    c.what = model_->entities.at(control);
    const auto& positions = model_->controls[c.what.index].positions;
    while (c.position < positions.size() && positions[c.position].label != to) ++c.position;
    ASSERT_LT(c.position, positions.size()) << to;
    plant_->step(state_, {&c, 1});
  }
  double signal(const std::string& name) const {
    return state_.signals[model_->signalsByName.at(name)];
  }
  // V rms across the element of that name.
  double charge(const std::string& name) const {
    for (size_t i = 0; i < model_->circuit.capacitors.size(); ++i) {
      const auto& shunt = model_->circuit.shunts[model_->circuit.capacitors[i]];
      if (model_->circuit.net.impedances[shunt.index].name == name)
        return state_.circuit.charges[i];
    }
    return std::nan("");
  }

  Content content_;
  std::unique_ptr<const ScenarioModel> model_;
  std::unique_ptr<Plant> plant_;
  State state_;
};

class YamlEquipment : public Wired {
 protected:
  void SetUp() override {
    add("sources", kSources);
    add("transfer", kTransfer);
    add("rcd", kResidual);
    add("load", kLoad);
    start(
        "  S: {equipment: sources}\n  T: {equipment: transfer}\n  F: {equipment: rcd}\n"
        "  Z: {equipment: load}\n",
        "  - [S.M, T.M]\n  - [S.G, T.G]\n  - [S.N, T.N, F.N1]\n  - [T.L, F.1]\n"
        "  - [F.2, Z.L]\n  - [F.N2, Z.N]\n  - [S.earth, Q1.earth, Z.PE]\n");
  }
};

TEST_F(YamlEquipment, TheTransferSwitchGoesToTheGeneratorAndBackWithADeadGap) {
  wait(1);
  EXPECT_EQ(signal("T.on_mains"), 1);
  EXPECT_EQ(signal("Z.lamp.lit"), 1);
  operate("S.mains", "off");
  wait(1);
  EXPECT_EQ(signal("Z.lamp.lit"), 0);
  EXPECT_EQ(signal("T.on_generator"), 0);  // it waits two seconds
  wait(1.2);
  EXPECT_EQ(signal("T.on_mains") + signal("T.on_generator"), 0);  // the dead gap
  wait(1);
  EXPECT_EQ(signal("T.on_generator"), 1);
  EXPECT_EQ(signal("Z.lamp.lit"), 1);
  operate("S.mains", "on");
  wait(4);
  EXPECT_EQ(signal("T.on_generator"), 1);
  for (int i = 0; i < 400; ++i) {
    wait(0.01);
    EXPECT_LE(signal("T.on_mains") + signal("T.on_generator"), 1);  // never both
  }
  EXPECT_EQ(signal("T.on_mains"), 1);
  EXPECT_EQ(signal("Z.lamp.lit"), 1);
}

TEST_F(YamlEquipment, TheResidualDeviceTripsOnALeakAndCanBeResetWithoutIt) {
  wait(1);
  operate("Z.leak", "yes");  // 100 mA
  wait(0.5);
  EXPECT_EQ(signal("F.lever"), 1);
  EXPECT_EQ(signal("F.release.tripped"), 1);
  EXPECT_EQ(signal("Z.lamp.lit"), 0);
  operate("F.lever", "on");
  wait(0.5);
  EXPECT_EQ(signal("F.lever"), 1);  // the leak is still there
  operate("Z.leak", "no");
  operate("F.lever", "on");
  wait(0.5);
  EXPECT_EQ(signal("F.lever"), 0);
  EXPECT_EQ(signal("Z.lamp.lit"), 1);
}

TEST_F(YamlEquipment, TheCapacitorKeepsItsChargeWhenItsContactOpens) {
  operate("Z.bank", "on");
  wait(1);
  operate("Z.bank", "off");
  wait(0.1);
  const double kept = std::abs(charge("Z.bank"));
  EXPECT_GT(kept, 310);
  wait(10);  // one time constant
  EXPECT_NEAR(std::abs(charge("Z.bank")), kept / 2.718, 3);
}

// The shipped 24 V supply: transformer, fuse, bridge, smoothing; and its relay.
class Supply24 : public Wired {
 protected:
  void SetUp() override {
    for (const std::string name : {"rectifier_supply_24v", "relay_24v"}) {
      const std::string folder = "assets/equipment/" + name + "/";
      for (const std::string& file : {std::string("equipment.yaml"), name + ".glb"}) {
        content_.files.files[folder + file] =
            scenario::readFile(std::string(SHIXUN_SOURCE_DIR) + "/" + folder + file);
      }
    }
    add("sources", kSources);
    start(
        "  S: {equipment: sources}\n  U: {equipment: rectifier_supply_24v}\n"
        "  K: {equipment: relay_24v}\n",
        "  - [S.M, U.L]\n  - [S.N, U.N]\n  - [U.24, K.A1]\n  - [U.0V, K.A2]\n"
        "  - [S.earth, Q1.earth, U.PE]\n");
  }
  circuit::VoltageReading between(const std::string& a, const std::string& b) const {
    const auto node = [this](const std::string& name) {
      return model_->terminals[model_->entities.at(name).index].circuitNode;
    };
    return circuit::voltage(model_->circuit, state_.circuit, node(a), node(b));
  }
};

TEST_F(Supply24, GivesDirectVoltageAndItsRelayPicksUpAndDropsOut) {
  wait(2);
  const circuit::VoltageReading v = between("U.24", "U.0V");
  ASSERT_TRUE(v.defined);
  EXPECT_GT(v.dc, 24);
  EXPECT_LT(v.dc, 31);
  EXPECT_LT(v.ac(), 0.05 * v.dc);
  EXPECT_NEAR(between("U.ac1", "U.ac2").ac(), 21, 3);
  EXPECT_EQ(signal("K.coil.armature"), 1);
  operate("S.mains", "off");
  wait(60);
  EXPECT_EQ(signal("K.coil.armature"), 0);
  EXPECT_LT(std::abs(between("U.24", "U.0V").dc), 5);
}

TEST_F(YamlEquipment, TheSameCommandsGiveTheSameState) {
  Plant other(*model_, std::span<const uint32_t>());
  State second = other.start();
  const auto both = [&](const std::string& control, uint32_t position) {
    Command c;
    c.kind = CommandKind::kOperate;
    c.what = model_->entities.at(control);
    c.position = position;
    plant_->step(state_, {&c, 1});
    other.step(second, {&c, 1});
    for (int i = 0; i < 300; ++i) {
      plant_->step(state_, {});
      other.step(second, {});
    }
  };
  both("Z.bank", 1);
  both("Z.bank", 0);
  both("S.mains", 1);
  both("Z.leak", 1);
  EXPECT_EQ(state_.hash(), second.hash());
}

}  // namespace
}  // namespace shixun::plant
