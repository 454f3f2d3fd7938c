// The mouse: the table in pointer.h, row by row.
#include <gtest/gtest.h>

#include "interact/body_shape.h"
#include "tests/interact/workshop.h"

namespace shixun::interact::test {
namespace {

uint32_t itemOf(const Trainee& t, uint32_t instance) {
  return static_cast<uint32_t>(t.model.instances[instance].item);
}

TEST(Pointer, DraggingAHandleRoundTurnsIt) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 middle = t.at(t.model.controls[shop.handle].node);
  // The right end of the handle, led clockwise to below its middle.
  t.drag(middle + Vec3(0.045, 0, 0.015), middle + Vec3(0.03, -0.03, 0.015));
  ASSERT_FALSE(t.interactor.overrides().controls.empty());
  EXPECT_NEAR(t.interactor.overrides().controls.front().amount, -kPi / 4, 0.15);  // it follows
  EXPECT_EQ(t.state.controls[shop.handle], 0U);
  t.drag(middle + Vec3(0.03, -0.03, 0.015), middle + Vec3(0.005, -0.045, 0.015));
  EXPECT_EQ(t.story(), "operate S1 1\n");
  t.press(false);
  t.wait(120);
  EXPECT_EQ(t.story(), "operate S1 1\n");
  EXPECT_EQ(t.interactor.counters().moving, 0U);
}

TEST(Pointer, AShortDragFallsBack) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 middle = t.at(t.model.controls[shop.handle].node);
  t.drag(middle + Vec3(0.045, 0, 0.015), middle + Vec3(0.042, -0.015, 0.015));
  t.press(false);
  t.wait(120);
  EXPECT_EQ(t.story(), "");
  EXPECT_TRUE(t.interactor.overrides().controls.empty());
}

TEST(Pointer, ASlideAndADoorAreDragged) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 slide = t.at(t.model.controls[shop.slide].node);
  t.drag(slide, slide + Vec3(0.04, 0, 0));
  t.press(false);
  EXPECT_EQ(t.story(), "operate B3 1\n");
  const Vec3 grip = gripOf(t, shop.door);
  // A door that opens towards the eye: its edge comes nearer and to the hinge's side.
  t.drag(grip, grip + Vec3(-0.4, -0.15, 0.2));
  t.press(false);
  EXPECT_EQ(t.story(), "operate B3 1\noperate door 1\n");
}

TEST(Pointer, AClickTurnsATwoPositionControlOver) {
  const Workshop shop;
  Trainee t(shop.model);
  t.click(gripOf(t, shop.lever));
  t.wait(60);
  t.click(t.at(t.model.controls[shop.lever].node) + Vec3(0.03, 0.017, 0.01));
  EXPECT_EQ(t.story(), "operate Q2 1\noperate Q2 0\n");
}

TEST(Pointer, TheWheelTurnsWhatIsUnderThePointer) {
  const Workshop shop;
  Trainee t(shop.model);
  t.aim(gripOf(t, shop.handle));
  t.input.pointer.wheel = 1;
  t.tick();
  t.input.pointer.wheel = 0;
  t.wait(5);
  EXPECT_EQ(t.story(), "operate S1 1\n");
}

TEST(Pointer, AButtonStaysPressedAsLongAsTheMouseButton) {
  const Workshop shop;
  Trainee t(shop.model);
  t.aim(t.at(t.model.controls[shop.button].node) + Vec3(0, 0, 0.006));
  t.press(true);
  t.wait(100);
  EXPECT_EQ(t.story(), "operate S0 1\n");
  t.press(false);
  EXPECT_EQ(t.story(), "operate S0 1\noperate S0 0\n");
}

TEST(Pointer, TakesHangsRemovesAndPutsBack) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 home = middleOf(t, shop.lock);
  t.click(home);
  ASSERT_EQ(t.story(), "take lock\n");
  t.click(t.at(t.model.points[shop.hasp].node));
  ASSERT_EQ(t.story(), "take lock\nhang lock hasp\n");
  t.click(t.at(t.model.points[shop.hasp].node) + Vec3(0, -0.04, 0.01));
  ASSERT_EQ(t.story(), "take lock\nhang lock hasp\nremove lock\n");
  t.click(home - Vec3(0, 0.03, 0));
  EXPECT_EQ(t.story(), "take lock\nhang lock hasp\nremove lock\nput lock\n");
}

TEST(Pointer, PlacesProbeAThenBAndLiftsThem) {
  const Workshop shop;
  Trainee t(shop.model);
  t.click(middleOf(t, shop.tester));
  ASSERT_EQ(t.story(), "take tester\n");
  t.click(t.terminalAt(shop.live));
  t.input.pointer.probe = 1;
  t.click(t.terminalAt(shop.earth));
  ASSERT_EQ(t.story(), "take tester\nprobe tester.a live\nprobe tester.b earth\n");
  t.wait(60);
  EXPECT_NEAR(t.state.instruments[1].reading, 230, 1);
  t.click(t.terminalAt(shop.live));
  EXPECT_EQ(t.story(),
            "take tester\nprobe tester.a live\nprobe tester.b earth\nunprobe tester.a\n");
}

TEST(Pointer, TheSecondButtonTouchesATerminalWithTheFinger) {
  const Workshop shop;
  Trainee t(shop.model);
  t.aim(t.terminalAt(shop.live));
  t.pressSecondary(true);
  EXPECT_EQ(t.story(), "touch live\n");
  t.wait(10);
  t.pressSecondary(false);
  EXPECT_EQ(t.story(), "touch live\nuntouch\n");
}

TEST(Pointer, ClampsAConductorAndCutsALock) {
  Workshop shop;
  Trainee t(shop.model);
  t.click(middleOf(t, shop.clamp));
  t.click(t.at(t.model.conductors[shop.conductor].node));
  t.click(t.at(t.model.conductors[shop.conductor].node));
  EXPECT_EQ(t.story(), "take clamp\nclamp clamp wire\nunclamp clamp\n");

  Trainee other(shop.model);
  other.state.itemPlaces[itemOf(other, shop.lock)] = scenario::kFirstPointPlace + shop.hasp;
  other.click(middleOf(other, shop.cutter));
  other.click(other.at(other.model.points[shop.hasp].node) + Vec3(0, -0.04, 0.01));
  EXPECT_EQ(other.story(), "take cutter\ncut lock cutter\n");
}

TEST(Pointer, WearsWithTheSecondButtonAndTakesOffAtTheHome) {
  const Workshop shop;
  Trainee t(shop.model);
  const Vec3 home = middleOf(t, shop.gloves);
  t.clickSecondary(home);
  ASSERT_EQ(t.story(), "take gloves\nwear gloves\n");
  t.click(home - Vec3(0, 0.02, 0));
  EXPECT_EQ(t.story(), "take gloves\nwear gloves\nunwear gloves\n");
}

TEST(Pointer, LetsAThingFallWhereItPoints) {
  const Workshop shop;
  Trainee t(shop.model);
  t.click(middleOf(t, shop.lock));
  t.clickSecondary(Vec3(0.2, 0, -0.4));
  EXPECT_EQ(t.story(), "take lock\ndrop lock\n");
  t.wait(240);
  const Vec3 lies = t.interactor.overrides().items.front().worldFromItem.position;
  EXPECT_LT(lies.y, 0.08);
  t.click(lies);
  EXPECT_EQ(t.story(), "take lock\ndrop lock\ntake lock\n");
}

TEST(Pointer, ExaminesByAClick) {
  const Workshop shop;
  Trainee t(shop.model);
  t.click(t.at(t.model.inspects[shop.window].node));
  EXPECT_EQ(t.story(), "examine window\n");
}

TEST(Pointer, NothingBehindAWallOrTwoMetresAwayOrUnderAPanel) {
  Workshop walled;
  addWall(walled.model, Vec3(0, 1.35, -0.4));
  Workshop moved;
  moveInstance(moved.model, moved.board, Vec3(0, 0, -2));
  for (Workshop* shop : {&walled, &moved}) {
    Trainee t(shop->model);
    t.click(gripOf(t, shop->lever));
    t.click(t.at(t.model.controls[shop->button].node));
    t.aim(t.terminalAt(shop->live));
    t.pressSecondary(true);
    t.pressSecondary(false);
    const Vec3 middle = t.at(t.model.controls[shop->handle].node);
    t.drag(middle + Vec3(0.045, 0, 0.015), middle + Vec3(0, -0.045, 0.015));
    t.press(false);
    EXPECT_EQ(t.story(), "");
  }
  const Workshop shop;
  Trainee t(shop.model);
  t.input.uiCaptured = true;
  t.click(gripOf(t, shop.lever));
  EXPECT_EQ(t.story(), "");
}

TEST(Pointer, HoverNamesWhatIsThereAndWhetherAnArmGetsThere) {
  Workshop shop;
  Trainee t(shop.model);
  t.aim(gripOf(t, shop.lever));
  EXPECT_EQ(t.interactor.hover().entity, (EntityRef{EntityKind::kControl, shop.lever}));
  EXPECT_TRUE(t.interactor.hover().reachable);
  t.aim(Vec3(-0.5, 1.8, -0.5));  // bare board: the equipment itself
  EXPECT_EQ(t.interactor.hover().entity, (EntityRef{EntityKind::kInstance, shop.board}));
  moveInstance(shop.model, shop.board, Vec3(0, 0, -1));
  Trainee far(shop.model);
  far.aim(gripOf(far, shop.lever));
  EXPECT_EQ(far.interactor.hover().entity, (EntityRef{EntityKind::kControl, shop.lever}));
  EXPECT_FALSE(far.interactor.hover().reachable);
}

TEST(Pointer, ATickWithNothingMovingSolvesNothing) {
  const Workshop shop;
  Trainee t(shop.model);
  t.aim(Vec3(0, 1.2, -0.5));
  t.wait(600);
  EXPECT_EQ(t.interactor.counters().physicsSolved, 0U);
}

}  // namespace
}  // namespace shixun::interact::test
