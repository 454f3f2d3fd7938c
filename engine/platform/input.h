// DesktopInput: what keyboard and mouse did since the last frame and how they stand now, as plain
// data.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shixun::platform {

// Positions on a US keyboard, whatever is printed on them.
enum class Key : uint8_t {
  kSpace,
  kApostrophe,
  kComma,
  kMinus,
  kPeriod,
  kSlash,
  kSemicolon,
  kEqual,
  kLeftBracket,
  kBackslash,
  kRightBracket,
  kGrave,
  k0,
  k1,
  k2,
  k3,
  k4,
  k5,
  k6,
  k7,
  k8,
  k9,
  kA,
  kB,
  kC,
  kD,
  kE,
  kF,
  kG,
  kH,
  kI,
  kJ,
  kK,
  kL,
  kM,
  kN,
  kO,
  kP,
  kQ,
  kR,
  kS,
  kT,
  kU,
  kV,
  kW,
  kX,
  kY,
  kZ,
  kEscape,
  kEnter,
  kTab,
  kBackspace,
  kInsert,
  kDelete,
  kRight,
  kLeft,
  kDown,
  kUp,
  kPageUp,
  kPageDown,
  kHome,
  kEnd,
  kKeypadEnter,
  kF1,
  kF2,
  kF3,
  kF4,
  kF5,
  kF6,
  kF7,
  kF8,
  kF9,
  kF10,
  kF11,
  kF12,
  kLeftShift,
  kLeftControl,
  kLeftAlt,
  kLeftSuper,
  kRightShift,
  kRightControl,
  kRightAlt,
  kRightSuper,
  kCount
};

// "Space", "A", "F1", "LeftShift": for settings files and help texts. Stable.
std::string_view keyName(Key key);
std::optional<Key> keyFromName(std::string_view name);

struct KeyState {
  bool down = false;     // held now
  bool pressed = false;  // went down since the last frame, even if it is up again
  bool released = false;
};

enum class MouseButton : uint8_t { kLeft, kRight, kMiddle, kCount };

struct DesktopInput {
  std::array<KeyState, static_cast<size_t>(Key::kCount)> keys;
  std::array<KeyState, static_cast<size_t>(MouseButton::kCount)> buttons;
  // Pixels of the frame buffer, origin top left. While the cursor is captured the position stands
  // still and the deltas go on.
  double mouseX = 0, mouseY = 0;
  double mouseDeltaX = 0, mouseDeltaY = 0;
  double wheelX = 0, wheelY = 0;   // notches, +y away from the person
  std::string text;                // UTF-8 typed since the last frame
  uint32_t width = 0, height = 0;  // frame buffer, pixels; 0 when minimised
  double contentScale = 1;         // pixels per nominal point of the monitor
  bool resized = false;            // since the last frame
  bool focused = true;
  bool focusLost = false;  // since the last frame: let go of everything held
  bool minimised = false;
  bool mouseInside = false;
  bool closeRequested = false;

  const KeyState& key(Key k) const { return keys[static_cast<size_t>(k)]; }
  const KeyState& button(MouseButton b) const { return buttons[static_cast<size_t>(b)]; }
  bool shift() const { return key(Key::kLeftShift).down || key(Key::kRightShift).down; }
  bool control() const { return key(Key::kLeftControl).down || key(Key::kRightControl).down; }
  bool alt() const { return key(Key::kLeftAlt).down || key(Key::kRightAlt).down; }
};

}  // namespace shixun::platform
