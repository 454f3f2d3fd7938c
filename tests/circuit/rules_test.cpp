// What compile() refuses, by name.
#include <functional>

#include "tests/circuit/support.h"

namespace shixun::circuit {
namespace {

struct Base {
  NetworkDef net;
  NodeIndex earth, a, b, c;
  Base() {
    earth = net.addNode("PE");
    a = net.addNode("a");
    b = net.addNode("b");
    c = net.addNode("c");
    net.earth = earth;
    resistor(net, "r1", earth, a, 1);
    resistor(net, "r2", a, b, 1);
    resistor(net, "r3", b, c, 1);
  }
};

// The formatted diagnostics after `change`, one per line; empty when accepted.
std::string refusal(const std::function<void(Base&)>& change) {
  Base base;
  change(base);
  Diagnostics problems;
  const Result<CircuitModel> model = compile(base.net, problems);
  EXPECT_EQ(model.ok(), !problems.hasErrors());
  return problems.text();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Rules, SoundNetworkIsAcceptedInSilence) {
  EXPECT_EQ(refusal([](Base&) {}), "");
}

TEST(Rules, MissingEarth) {
  const std::string text = refusal([](Base& n) { n.net.earth = NodeIndex(); });
  EXPECT_TRUE(has(text, "error[earth-missing]: the network has no earth node; set")) << text;
}

TEST(Rules, BothEndsOnOneNode) {
  const std::string text = refusal([](Base& n) {
    resistor(n.net, "loop", n.a, n.a, 5);
    n.net.add(VoltageSourceDef{.name = "shorted", .p = n.b, .n = n.b, .volts = 1});
    n.net.add(SwitchDef{.name = "q", .p = n.c, .n = n.c});
  });
  EXPECT_TRUE(has(text, "[one-node]: 'loop' has both ends on the node 'a'")) << text;
  EXPECT_TRUE(has(text, "[one-node]: 'shorted' has both ends on the node 'b'")) << text;
  EXPECT_TRUE(has(text, "[one-node]: 'q' has both ends on the node 'c'")) << text;
}

TEST(Rules, IdealSourcesInParallel) {
  const std::string text = refusal([](Base& n) {
    n.net.add(VoltageSourceDef{.name = "g1", .p = n.a, .n = n.earth, .volts = 230});
    n.net.add(VoltageSourceDef{.name = "g2", .p = n.a, .n = n.earth, .volts = 230});
  });
  EXPECT_TRUE(
      has(text, "[source-loop]: the ideal source 'g2' closes a loop of ideal sources; give it"))
      << text;
}

TEST(Rules, RingOfIdealSources) {
  const auto ring = [](double ohms) {
    return refusal([ohms](Base& n) {
      n.net.add(VoltageSourceDef{.name = "g1", .p = n.a, .n = n.earth, .volts = 1});
      n.net.add(VoltageSourceDef{.name = "g2", .p = n.b, .n = n.a, .volts = 1});
      n.net.add(
          VoltageSourceDef{.name = "g3", .p = n.earth, .n = n.b, .volts = 1, .resistance = ohms});
    });
  };
  EXPECT_TRUE(has(ring(0), "[source-loop]: the ideal source 'g3'"));
  EXPECT_EQ(ring(0.001), "");
}

TEST(Rules, ZeroOhms) {
  const std::string text = refusal([](Base& n) {
    resistor(n.net, "nothing", n.a, n.c, 0);
    n.net.add(SwitchDef{.name = "q", .p = n.a, .n = n.b, .closedResistance = 0});
  });
  EXPECT_TRUE(has(text, "[zero-impedance]: 'nothing' is zero ohm; join")) << text;
  EXPECT_TRUE(has(text, "[zero-impedance]: 'q': the closed resistance is zero ohm")) << text;
}

TEST(Rules, NegativeAndNonFiniteValues) {
  const std::string text = refusal([](Base& n) {
    resistor(n.net, "minus", n.a, n.c, -3);
    n.net.add(ImpedanceDef{.name = "bad", .p = n.a, .n = n.b, .inductance = -1e-3});
    resistor(n.net, "nan", n.a, n.c, std::nan(""));
    n.net.add(VoltageSourceDef{.name = "g", .p = n.a, .n = n.earth, .volts = -230});
  });
  EXPECT_TRUE(has(text, "[bad-value]: 'minus': the resistance is -3 but must not be negative"))
      << text;
  EXPECT_TRUE(has(text, "'bad': the inductance is -0.001 but")) << text;
  EXPECT_TRUE(has(text, "'nan': the resistance is nan but")) << text;
  EXPECT_TRUE(has(text, "'g': the voltage is -230 but must not be negative")) << text;
}

TEST(Rules, NamesAreGivenAndUnique) {
  const std::string text = refusal([](Base& n) {
    resistor(n.net, "r1", n.a, n.c, 3);
    resistor(n.net, "", n.a, n.c, 3);
    n.net.addNode("a");
  });
  EXPECT_TRUE(has(text, "[name-twice]: the element name 'r1' is used twice")) << text;
  EXPECT_TRUE(has(text, "[name-empty]: a passive element has no name")) << text;
  EXPECT_TRUE(has(text, "[name-twice]: the node name 'a' is used twice")) << text;
}

TEST(Rules, UnknownNode) {
  const std::string text =
      refusal([](Base& n) { resistor(n.net, "astray", n.a, NodeIndex(99), 3); });
  EXPECT_TRUE(has(text, "[node-unknown]: 'astray' is connected to a node that does not exist"))
      << text;
}

TEST(Rules, UnusedNodeIsAWarningOnly) {
  const std::string text = refusal([](Base& n) { n.net.addNode("forgotten"); });
  EXPECT_TRUE(has(text, "warning[node-unused]: no element is connected to the node 'forgotten'"))
      << text;
}

TEST(Rules, CoilThresholdsInOrder) {
  const std::string text = refusal([](Base& n) {
    CoilDef k;
    k.name = "K1";
    k.p = n.a;
    k.n = n.b;
    k.openResistance = k.sealedResistance = 1;
    k.pickUpVolts = 100;
    k.dropOutVolts = 120;
    n.net.add(k);
  });
  EXPECT_TRUE(has(text, "[bad-range]: 'K1': the drop-out voltage must be below the pick-up"))
      << text;
}

TEST(Rules, DrivenContactsNeedTheirDevice) {
  const std::string text = refusal([](Base& n) {
    n.net.add(SwitchDef{.name = "13-14", .p = n.a, .n = n.b, .contact = ContactKind::kMake});
    n.net.add(SwitchDef{
        .name = "ghost", .p = n.a, .n = n.b, .contact = ContactKind::kMake, .coil = CoilIndex(7)});
  });
  EXPECT_TRUE(has(text, "[contact-link]: '13-14': what moves the contact does not fit its kind"))
      << text;
  EXPECT_TRUE(has(text, "[contact-link]: 'ghost' is linked to a device that does not exist"))
      << text;
}

TEST(Rules, FuseCurvesFallAndThermalSettingsFit) {
  const std::string text = refusal([](Base& n) {
    FuseDef f;
    f.name = "F1";
    f.p = n.a;
    f.n = n.b;
    f.curve = {{10, 1}, {20, 2}};
    n.net.add(f);
    n.net.add(ThermalGroupDef{
        .name = "F2", .poles = {{n.a, n.c}}, .setting = 25, .settingMin = 12, .settingMax = 18});
  });
  EXPECT_TRUE(has(text, "'F1': along the melting curve the current must rise and the time fall"))
      << text;
  EXPECT_TRUE(has(text, "'F2': the setting 25 A is outside 12 to 18 A")) << text;
}

TEST(Rules, MachineOnTwoEqualTerminals) {
  const std::string text = refusal([](Base& n) {
    n.net.add(motor7500(n.a, n.b, n.b));
    MachineDef bad = motor7500(n.a, n.b, n.c);
    bad.name = "M2";
    bad.ratedSlip = 1.5;
    n.net.add(bad);
  });
  EXPECT_TRUE(has(text, "'M1' has both ends on the node 'b'")) << text;
  EXPECT_TRUE(has(text, "'M2': the rated slip must lie between 0 and 1")) << text;
}

TEST(Rules, PlaceOfTheElementIsReported) {
  Base base;
  base.net.add(ImpedanceDef{
      .name = "r9", .p = base.a, .n = base.a, .resistance = 1, .where = {"eq.yaml", 12, 3}});
  Diagnostics problems;
  const Result<CircuitModel> model = compile(base.net, problems);
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(problems.list()[0].where.line, 12);
  EXPECT_EQ(model.status().code(), StatusCode::kInvalid);
  EXPECT_TRUE(has(model.status().message(), "1 error(s), the first: 'r9'"));
}

}  // namespace
}  // namespace shixun::circuit
