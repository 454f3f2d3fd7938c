// What a picture of a scripted moment shows of things that are in somebody's hands.
#include "view/staging.h"

#include <gtest/gtest.h>

#include "tests/view/shown.h"

namespace shixun::view {
namespace {

using scenario::Command;
using scenario::CommandKind;
using scenario::EntityKind;
using scenario::EntityRef;

session::Snapshot after(const std::vector<Command>& commands) {
  session::Session session(model(), {}, nullptr);
  for (const Command& c : commands) static_cast<void>(session.step({&c, 1}));
  for (int i = 0; i < 30; ++i) static_cast<void>(session.step({}));
  session::Snapshot snapshot;
  session::fill(snapshot, session);
  return snapshot;
}

struct Staged {
  session::Snapshot snapshot;
  plant::Poses poses{model()};
  Framing framing;
};

Staged stage(const std::vector<Command>& commands, const std::vector<EntityRef>& focus) {
  Staged out;
  out.snapshot = after(commands);
  out.poses.update(out.snapshot.state);
  out.framing = frameFor(model(), out.poses, focus);
  stageHeld(out.snapshot, out.poses, out.framing);
  out.poses.update(out.snapshot.state, out.snapshot.overrides);
  return out;
}

TEST(Staging, ATestersTipsAreOnTheTerminalsThatTheyTouch) {
  const auto terminals = {model().entities.at("supply_L1"), model().entities.at("supply_L2")};
  const Staged staged = stage(
      {command(CommandKind::kTake, "tester"), command(CommandKind::kProbe, "VT1.a", "supply_L1"),
       command(CommandKind::kProbe, "VT1.b", "supply_L2")},
      terminals);
  size_t probe = 0;
  const auto& instrument = model().instruments[static_cast<size_t>(
      model().instances[model().entities.at("tester").index].instrument)];
  for (const EntityRef terminal : terminals) {
    const Vec3 metal = staged.poses.worldFromNode(*nodeOf(model(), terminal)).position;
    const auto& def = model().probes[instrument.probes[probe++]];
    EXPECT_LT(glm::distance(staged.poses.worldFromNode(def.tip).position, metal), 1e-6);
    // What is drawn is parentFromNode under its parent: the same place (the part's pose if none).
    const auto& node = model().sidecars[model().parts[def.body.part].sidecar].nodes[def.body.node];
    const Pose above =
        node.parent < 0
            ? staged.poses.worldFromPart(def.body.part)
            : staged.poses.worldFromNode({def.body.part, static_cast<uint32_t>(node.parent)});
    const Pose drawn = above * staged.poses.parentFromNode(def.body);
    EXPECT_LT(glm::distance(drawn.position, staged.poses.worldFromNode(def.body).position), 1e-9);
  }
}

TEST(Staging, AHeldThingIsShownInFrontOfThePersonWithinThePicture) {
  const Staged staged =
      stage({command(CommandKind::kTake, "permit")}, {model().entities.at("isolator.handle")});
  ASSERT_EQ(staged.snapshot.overrides.items.size(), 1U);
  const uint32_t part = model().instances[model().entities.at("permit").index].parts.front();
  const Vec3 way = staged.poses.worldFromPart(part).position - staged.framing.eye;
  const Vec3 ahead = glm::normalize(staged.framing.target - staged.framing.eye);
  EXPECT_GT(glm::dot(way, ahead), 0.3);
  EXPECT_LT(glm::dot(way, ahead), 1.5);
}

// Who looks at a picture of the permit wants to read it.
TEST(Staging, AHeldFormThatThePictureIsAboutIsHeldUpUprightAndFacesTheEye) {
  const std::vector<scenario::EntityRef> focus = {model().entities.at("permit")};
  session::Snapshot snapshot = after({command(CommandKind::kTake, "permit")});
  plant::Poses poses(model());
  poses.update(snapshot.state);
  const auto subject = focusOf(snapshot, focus);
  const Framing framing = frameFor(model(), poses, subject);
  stageHeld(snapshot, poses, framing, subject);
  ASSERT_EQ(snapshot.overrides.items.size(), 1U);
  const Pose& page = snapshot.overrides.items[0].worldFromItem;
  const Vec3 toEye = glm::normalize(framing.eye - framing.target);
  EXPECT_GT(glm::dot(page.turn(Vec3(0, 0, 1)), toEye), 0.95);
  EXPECT_GT(page.turn(Vec3(0, 1, 0)).y, 0.2);
  EXPECT_NEAR(page.turn(Vec3(1, 0, 0)).y, 0, 1e-6);  // its lines are level
  const Vec3 ahead = -toEye;
  EXPECT_GT(glm::dot(page.position - framing.eye, ahead), 0.2);
}

// Before a place that is far away it would look as large as a door.
TEST(Staging, ASmallHeldThingIsNotShownBeforeADistantPlace) {
  const Staged staged =
      stage({command(CommandKind::kTake, "own_lock")}, {model().entities.at("cubicle")});
  ASSERT_GT(glm::distance(staged.framing.eye, staged.framing.target), 1.5);
  EXPECT_TRUE(staged.snapshot.overrides.items.empty());
}

TEST(Staging, ASmallHeldThingIsInTheHandThatIsShown) {
  session::Snapshot snapshot = after({command(CommandKind::kTake, "own_lock")});
  const auto hand = static_cast<size_t>(snapshot.state.hands[0].item >= 0 ? 0 : 1);
  ASSERT_GE(snapshot.state.hands[hand].item, 0);
  snapshot.handShown[hand] = true;
  snapshot.worldFromHand[hand] = Pose(Vec3(0.3, 1.2, -0.2));
  plant::Poses poses(model());
  poses.update(snapshot.state);
  stageHeld(snapshot, poses, frameFor(model(), poses, {model().entities.at("cubicle")}));
  ASSERT_EQ(snapshot.overrides.items.size(), 1U);
  poses.update(snapshot.state, snapshot.overrides);
  const uint32_t part = model().instances[model().entities.at("own_lock").index].parts.front();
  EXPECT_LT(glm::distance(poses.worldFromPart(part).position, Vec3(0.3, 1.2, -0.2)), 0.15);
}

TEST(Framing, APaperThatLiesOnTheBenchIsReadFromAbove) {
  const session::Snapshot snapshot = after({});
  plant::Poses poses(model());
  poses.update(snapshot.state);
  const auto steepness = [&](const char* name) {
    const Framing framing = frameFor(model(), poses, {model().entities.at(name)});
    return glm::normalize(framing.eye - framing.target).y;
  };
  EXPECT_GT(steepness("permit"), 0.7);
  EXPECT_LT(steepness("isolator.handle"), 0.5);
}

TEST(Staging, WhatHandsHoldStaysWhereTheyHoldIt) {
  session::Snapshot snapshot = after({command(CommandKind::kTake, "tester")});
  const auto item =
      static_cast<uint32_t>(model().instances[model().entities.at("tester").index].item);
  snapshot.overrides.items.push_back({item, Pose(Vec3(1, 2, 3))});
  plant::Poses poses(model());
  poses.update(snapshot.state, snapshot.overrides);
  stageHeld(snapshot, poses, {});
  EXPECT_EQ(snapshot.overrides.items.size(), 1U);
  EXPECT_TRUE(snapshot.overrides.probes.empty());
}

TEST(Staging, APictureOfAHeldTesterIsAboutWhatItTouchesNotAboutTheBench) {
  const session::Snapshot probing = after(
      {command(CommandKind::kTake, "tester"), command(CommandKind::kProbe, "VT1.a", "supply_L1")});
  const auto focus = focusOf(probing, {model().entities.at("tester")});
  ASSERT_EQ(focus.size(), 1U);
  EXPECT_EQ(focus[0], model().entities.at("supply_L1"));
  const session::Snapshot lying = after({});
  EXPECT_EQ(focusOf(lying, {model().entities.at("tester")}).at(0), model().entities.at("tester"));
}

// Nobody stands between the picture's eye and what a step is about.
TEST(Framing, APersonIsShownFromTheWaistUp) {
  plant::Poses poses{model()};
  session::Session session(model(), {}, nullptr);
  poses.update(session.state());
  const Framing framing = frameFor(model(), poses, {model().entities.at("colleague")});
  EXPECT_GT(framing.target.y, 1.2);
  EXPECT_LT(framing.target.y, 1.7);
  EXPECT_LT(glm::distance(framing.eye, framing.target), 1.8);
}

TEST(Framing, NoPersonHidesWhatAStepIsAbout) {
  const session::Snapshot snapshot = after({});
  plant::Poses poses(model());
  poses.update(snapshot.state);
  ASSERT_FALSE(model().persons.empty());
  for (const auto& step : model().rubric.steps) {
    if (step.about.empty()) continue;
    const Framing framing = frameFor(model(), poses, step.about);
    for (const auto& person : model().persons) {
      const bool subject = std::any_of(step.about.begin(), step.about.end(), [&](EntityRef e) {
        return instanceOf(model(), e) == static_cast<int32_t>(person.instance);
      });
      if (subject) continue;
      const uint32_t part = model().instances[person.instance].parts.front();
      const Vec3 at = poses.worldFromPart(part).position;
      const Vec3 way = framing.target - framing.eye;
      const double along = ((at.x - framing.eye.x) * way.x + (at.z - framing.eye.z) * way.z) /
                           (way.x * way.x + way.z * way.z);
      if (along < 0 || along > 0.95) continue;
      const double aside =
          std::hypot(framing.eye.x + along * way.x - at.x, framing.eye.z + along * way.z - at.z);
      EXPECT_GT(aside, 0.2) << step.titleKey;
    }
  }
}

}  // namespace
}  // namespace shixun::view
