#include "platform/window.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cmath>
#include <filesystem>

#include "platform/system.h"
#include "tests/platform/xvfb.h"

namespace shixun::platform {
namespace {

using ::testing::HasSubstr;

TEST(Window, NoDisplayGivesAStatusWithWhatToDo) {
  unsetenv("DISPLAY");
  unsetenv("WAYLAND_DISPLAY");
  const auto window = Window::create({});
  ASSERT_FALSE(window.ok());
  EXPECT_EQ(window.status().code(), StatusCode::kUnavailable);
  EXPECT_THAT(window.status().message(), HasSubstr("xvfb-run"));
  EXPECT_FALSE(displayAvailable().ok());
}

TEST(Window, ADisplayThatDoesNotAnswerIsNamed) {
  setenv("DISPLAY", ":4242", 1);
  const auto window = Window::create({});
  unsetenv("DISPLAY");
  ASSERT_FALSE(window.ok());
  EXPECT_THAT(window.status().message(), HasSubstr(":4242"));
}

TEST(Window, SizesOutOfRangeAreRefused) {
  EXPECT_EQ(Window::create({.width = 0}).status().code(), StatusCode::kInvalid);
}

// Presses keys and moves the mouse as a person would, through xdotool.
void act(const std::string& command) {
  ASSERT_EQ(std::system(("xdotool " + command + " >/dev/null 2>&1").c_str()), 0)
      << "xdotool " << command << " (Debian: xdotool)";
}

// Polls until `wanted` holds or two seconds have passed.
template <typename F>
bool waitFor(Window& window, DesktopInput& input, F wanted) {
  const double end = monotonicSeconds() + 5;
  while (monotonicSeconds() < end) {
    input = window.poll();
    if (wanted(input)) return true;
    sleepSeconds(0.01);
  }
  return false;
}

TEST(Window, ReportsMouseKeysTextWheelAndResize) {
  const testing::Xvfb display;
  const auto made = Window::create({.width = 400, .height = 300});
  ASSERT_TRUE(made.ok()) << made.status().message();
  Window& window = **made;
  DesktopInput input = window.poll();
  EXPECT_EQ(input.width, 400U);
  EXPECT_EQ(input.height, 300U);
  // Without a window manager nobody gives the focus: the pointer does.
  act("search --sync --onlyvisible --name Shixun windowmove 0 0 windowfocus");
  act("mousemove 120 80");
  EXPECT_TRUE(waitFor(window, input, [](const DesktopInput& i) {
    return std::abs(i.mouseX - 120) < 1.5 && std::abs(i.mouseY - 80) < 1.5;
  }));
  act("mousedown 1");
  EXPECT_TRUE(waitFor(window, input,
                      [](const DesktopInput& i) { return i.button(MouseButton::kLeft).pressed; }));
  EXPECT_TRUE(window.poll().button(MouseButton::kLeft).down);
  act("mouseup 1");
  EXPECT_TRUE(waitFor(window, input,
                      [](const DesktopInput& i) { return i.button(MouseButton::kLeft).released; }));
  act("click 4");
  EXPECT_TRUE(waitFor(window, input, [](const DesktopInput& i) { return i.wheelY > 0.5; }));
  act("key a");
  EXPECT_TRUE(waitFor(window, input, [](const DesktopInput& i) {
    return i.key(Key::kA).pressed && i.text == "a";
  }));
  EXPECT_FALSE(window.poll().key(Key::kA).pressed) << "pressed is true once";
  window.setSize(500, 333);
  EXPECT_TRUE(
      waitFor(window, input, [](const DesktopInput& i) { return i.resized && i.width == 500; }));
}

TEST(Window, LosingTheFocusLetsGoOfAllKeys) {
  const testing::Xvfb display;
  const auto first = Window::create({.title = "first", .width = 200, .height = 200});
  ASSERT_TRUE(first.ok()) << first.status().message();
  const auto second = Window::create({.title = "second", .width = 200, .height = 200});
  ASSERT_TRUE(second.ok());
  DesktopInput input;
  act("search --sync --onlyvisible --name first windowfocus");
  ASSERT_TRUE(waitFor(**first, input, [](const DesktopInput& i) { return i.focused; }));
  act("keydown w");
  ASSERT_TRUE(waitFor(**first, input, [](const DesktopInput& i) { return i.key(Key::kW).down; }));
  act("search --sync --onlyvisible --name second windowfocus");
  ASSERT_TRUE(waitFor(**first, input, [](const DesktopInput& i) { return i.focusLost; }));
  EXPECT_FALSE(input.key(Key::kW).down);
  EXPECT_TRUE(input.key(Key::kW).released);
  act("keyup w");
}

TEST(Window, ACapturedCursorMovesWithoutEnd) {
  const testing::Xvfb display;
  const auto made = Window::create({.width = 300, .height = 300});
  ASSERT_TRUE(made.ok());
  Window& window = **made;
  act("search --sync --onlyvisible --name Shixun windowmove 0 0 windowfocus");
  act("mousemove 150 150");
  DesktopInput input;
  ASSERT_TRUE(waitFor(window, input, [](const DesktopInput& i) {
    return i.focused && std::abs(i.mouseX - 150) < 2;
  }));
  window.setCursorCaptured(true);
  EXPECT_TRUE(window.cursorCaptured());
  input = window.poll();
  double moved = 0;
  for (int i = 0; i < 8; ++i) {
    act("mousemove_relative 100 0");
    sleepSeconds(0.02);
    moved += window.poll().mouseDeltaX;
  }
  moved += window.poll().mouseDeltaX;
  EXPECT_GT(moved, 500);  // wider than the window
  window.setCursorCaptured(false);
}

TEST(Input, KeyNamesGoBothWays) {
  for (size_t i = 0; i < static_cast<size_t>(Key::kCount); ++i) {
    const auto key = static_cast<Key>(i);
    ASSERT_FALSE(keyName(key).empty()) << i;
    EXPECT_EQ(keyFromName(keyName(key)), key);
  }
  EXPECT_EQ(keyFromName("no such key"), std::nullopt);
  EXPECT_EQ(keyName(Key::kRightSuper), "RightSuper");
}

TEST(System, TheClockNeverRunsBackwards) {
  double last = monotonicSeconds();
  for (int i = 0; i < 1000; ++i) {
    const double now = monotonicSeconds();
    ASSERT_GE(now, last);
    last = now;
  }
}

TEST(System, TheUserFolderIsMadePrivateAndNamedWhenItCannotBe) {
  const std::string base =
      std::filesystem::temp_directory_path() / ("shixun-test-" + std::to_string(getpid()));
  setenv("XDG_DATA_HOME", (base + "/a/b").c_str(), 1);
  const auto folder = userDataFolder();
  ASSERT_TRUE(folder.ok()) << folder.status().message();
  EXPECT_EQ(*folder, base + "/a/b/shixun");
  struct stat info = {};
  ASSERT_EQ(stat(folder->c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0700U);
  EXPECT_TRUE(userDataFolder().ok());
  setenv("XDG_DATA_HOME", "/proc/nowhere", 1);
  const auto refused = userDataFolder();
  unsetenv("XDG_DATA_HOME");
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.status().message(), HasSubstr("XDG_DATA_HOME"));
  std::filesystem::remove_all(base);
}

TEST(System, TheProgramFindsItsOwnFolder) {
  const auto folder = executableFolder();
  ASSERT_TRUE(folder.ok());
  EXPECT_TRUE(std::filesystem::exists(*folder + "/platform_test"));
}

}  // namespace
}  // namespace shixun::platform
