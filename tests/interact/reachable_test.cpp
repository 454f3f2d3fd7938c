// What no hand could ever get at, and what it could.
#include "interact/reachable.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/interact/workshop.h"

namespace shixun::interact::test {
namespace {

using testing::HasSubstr;

std::vector<EntityRef> everything(const Workshop& w) {
  return {{EntityKind::kControl, w.handle}, {EntityKind::kControl, w.lever},
          {EntityKind::kControl, w.slide},  {EntityKind::kControl, w.button},
          {EntityKind::kControl, w.door},   {EntityKind::kTerminal, w.live},
          {EntityKind::kTerminal, w.earth}, {EntityKind::kTerminal, w.inside},
          {EntityKind::kPoint, w.hasp},     {EntityKind::kConductor, w.conductor},
          {EntityKind::kInspect, w.window}, {EntityKind::kInstance, w.board}};
}

std::string found(const ScenarioModel& model, const std::vector<EntityRef>& wanted) {
  std::string out;
  for (const Unreachable& u : findUnreachable(model, wanted)) {
    out += nameOf(model, u.entity) + ": " + u.why + "\n";
  }
  return out;
}

asset::SidecarNode& nodeOfModel(ScenarioModel& model, NodeRef node) {
  return model.sidecars[model.parts[node.part].sidecar].nodes[node.node];
}

void moveNode(ScenarioModel& model, NodeRef node, const Vec3& by) {
  nodeOfModel(model, node).parentFromNode.position += by;
  nodeOfModel(model, node).modelFromNode.position += by;
}

TEST(Reachable, EverythingInTheWorkshopIsEvenBehindTheDoor) {
  const Workshop w;
  EXPECT_EQ(found(w.model, everything(w)), "");
}

TEST(Reachable, ATerminalBehindAClosedDoorThatNeverOpensIsNot) {
  Workshop w;
  auto& positions = w.model.controls[w.door].positions;
  for (auto& position : positions) position.amount = positions.front().amount;
  EXPECT_THAT(found(w.model, everything(w)), HasSubstr("is in the way"));
}

TEST(Reachable, ATerminalFortyMillimetresInsideThePlateIsNot) {
  Workshop w;
  moveNode(w.model, w.model.terminals[w.live].node, Vec3(0, 0, -0.04));
  EXPECT_EQ(found(w.model, everything(w)), "live: 'board/board' is in the way\n");
}

TEST(Reachable, AButtonBehindAWallIsNot) {
  Workshop w;
  addWall(w.model, Vec3(0, 1.35, -0.45));
  const std::string all = found(w.model, everything(w));
  EXPECT_THAT(all, HasSubstr("S0: "));
  EXPECT_THAT(all, HasSubstr("is in the way"));
}

TEST(Reachable, ALockPointThreeMetresUpIsNotAndOneUnderTheFloorNeither) {
  for (const double up : {1.65, -1.5}) {
    Workshop w;
    moveInstance(w.model, w.board, Vec3(0, up, 0));
    const std::string all = found(w.model, {{EntityKind::kPoint, w.hasp}});
    EXPECT_THAT(all, HasSubstr(up > 0 ? "hasp: it is 3." : "hasp: it is 0.1")) << all;
    EXPECT_THAT(all, HasSubstr(up > 0 ? "a hand gets to 2.3 m" : "below the floor"));
  }
}

TEST(Reachable, WhatIsCarriedIsLeftOut) {
  Workshop w;
  moveInstance(w.model, w.lock, Vec3(0, 5, 0));
  EXPECT_EQ(found(w.model, {{EntityKind::kInstance, w.lock}}), "");
}

}  // namespace
}  // namespace shixun::interact::test
