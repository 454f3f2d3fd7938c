#include "app/desk_input.h"

#include <gtest/gtest.h>

namespace shixun::app {
namespace {

using platform::DesktopInput;
using platform::Key;
using platform::MouseButton;

DesktopInput mouse(MouseButton button, bool down, bool pressed) {
  DesktopInput input;
  input.width = 1280;
  input.height = 720;
  auto& state = input.buttons[static_cast<size_t>(button)];
  state.down = down;
  state.pressed = pressed;
  return input;
}

TEST(DeskPointer, AClickThatIsOverBeforeTheTickIsNotLost) {
  DeskPointer pointer;
  pointer.update(mouse(MouseButton::kLeft, false, true), false, false);
  EXPECT_TRUE(pointer.next().primary);
  EXPECT_FALSE(pointer.next().primary);
}

TEST(DeskPointer, AClickOnAPanelIsNotForTheWorld) {
  DeskPointer pointer;
  pointer.update(mouse(MouseButton::kLeft, true, true), false, true);
  EXPECT_FALSE(pointer.next().primary);
}

TEST(DeskPointer, TheRightButtonDraggedLooksAroundAndDoesNothingElse) {
  DeskPointer pointer;
  pointer.update(mouse(MouseButton::kRight, true, true), false, false);
  EXPECT_TRUE(pointer.looking());
  DesktopInput drag = mouse(MouseButton::kRight, true, false);
  drag.mouseDeltaX = 40;
  pointer.update(drag, false, false);
  EXPECT_FALSE(pointer.next().secondary);
  pointer.update(mouse(MouseButton::kRight, false, false), false, false);
  EXPECT_FALSE(pointer.looking());
  EXPECT_FALSE(pointer.next().secondary);
}

TEST(DeskPointer, TheRightButtonClickedIsTheSecondButton) {
  DeskPointer pointer;
  pointer.update(mouse(MouseButton::kRight, true, true), false, false);
  pointer.update(mouse(MouseButton::kRight, false, false), false, false);
  EXPECT_TRUE(pointer.next().secondary);
  EXPECT_FALSE(pointer.next().secondary);
}

TEST(DeskPointer, TheRightButtonOnATerminalTouchesAsLongAsItIsHeld) {
  DeskPointer pointer;
  pointer.update(mouse(MouseButton::kRight, true, true), true, false);
  EXPECT_FALSE(pointer.looking());
  EXPECT_TRUE(pointer.next().secondary);
  EXPECT_TRUE(pointer.next().secondary);
  pointer.update(mouse(MouseButton::kRight, false, false), true, false);
  EXPECT_FALSE(pointer.next().secondary);
}

TEST(DeskPointer, TheWheelIsGivenAwayOnce) {
  DeskPointer pointer;
  DesktopInput input;
  input.wheelY = 2;
  pointer.update(input, false, false);
  EXPECT_EQ(pointer.next().wheel, 2);
  EXPECT_EQ(pointer.next().wheel, 0);
}

TEST(DeskPointer, LosingTheFocusLetsGo) {
  DeskPointer pointer;
  pointer.update(mouse(MouseButton::kLeft, true, true), false, false);
  DesktopInput lost = mouse(MouseButton::kLeft, true, false);
  lost.focusLost = true;
  pointer.update(lost, false, false);
  EXPECT_FALSE(pointer.next().primary);
}

TEST(DeskPointer, KeysChooseTheProbe) {
  DeskPointer pointer;
  DesktopInput input;
  input.keys[static_cast<size_t>(Key::k2)].pressed = true;
  pointer.update(input, false, false);
  EXPECT_EQ(pointer.next().probe, 1);
}

}  // namespace
}  // namespace shixun::app
