#include "app/desk_input.h"

#include <cmath>

namespace shixun::app {

using platform::DesktopInput;
using platform::Key;
using platform::MouseButton;

namespace {

constexpr double kClickPixels = 5;  // the mouse may move so far in a click

struct KeyPair {
  render::UiKey ui;
  Key key;
};
constexpr KeyPair kKeys[] = {
    {render::UiKey::kTab, Key::kTab},
    {render::UiKey::kLeft, Key::kLeft},
    {render::UiKey::kRight, Key::kRight},
    {render::UiKey::kUp, Key::kUp},
    {render::UiKey::kDown, Key::kDown},
    {render::UiKey::kPageUp, Key::kPageUp},
    {render::UiKey::kPageDown, Key::kPageDown},
    {render::UiKey::kHome, Key::kHome},
    {render::UiKey::kEnd, Key::kEnd},
    {render::UiKey::kInsert, Key::kInsert},
    {render::UiKey::kDelete, Key::kDelete},
    {render::UiKey::kBackspace, Key::kBackspace},
    {render::UiKey::kSpace, Key::kSpace},
    {render::UiKey::kEnter, Key::kEnter},
    {render::UiKey::kEscape, Key::kEscape},
    {render::UiKey::kKeypadEnter, Key::kKeypadEnter},
    {render::UiKey::kA, Key::kA},
    {render::UiKey::kC, Key::kC},
    {render::UiKey::kV, Key::kV},
    {render::UiKey::kX, Key::kX},
    {render::UiKey::kY, Key::kY},
    {render::UiKey::kZ, Key::kZ},
};

bool on(const platform::KeyState& state) {
  return state.down || state.pressed;
}

}  // namespace

render::UiInput uiInputFrom(const DesktopInput& input, double seconds) {
  render::UiInput ui;
  ui.width = input.width;
  ui.height = input.height;
  ui.mouseX = input.mouseX;
  ui.mouseY = input.mouseY;
  ui.buttons = {on(input.button(MouseButton::kLeft)), on(input.button(MouseButton::kRight)),
                on(input.button(MouseButton::kMiddle))};
  ui.wheelX = input.wheelX;
  ui.wheelY = input.wheelY;
  for (const KeyPair& pair : kKeys) ui.keys[static_cast<size_t>(pair.ui)] = on(input.key(pair.key));
  ui.control = input.control();
  ui.shift = input.shift();
  ui.alt = input.alt();
  ui.text = input.text;
  ui.deltaTime = seconds > 1e-4 ? seconds : 1e-4;
  return ui;
}

void DeskPointer::update(const DesktopInput& input, bool overTerminal, bool uiCaptured) {
  const auto& left = input.button(MouseButton::kLeft);
  const auto& right = input.button(MouseButton::kRight);
  if (uiCaptured) {
    primary_ = false;
  } else {
    if (left.pressed) primaryClick_ = true;
    primary_ = left.down;
    wheel_ += input.wheelY;
  }
  if (right.pressed && !uiCaptured) {
    dragged_ = 0;
    looking_ = !overTerminal;
    secondary_ = overTerminal;
    secondaryClick_ = overTerminal;
  }
  if (looking_) dragged_ += std::abs(input.mouseDeltaX) + std::abs(input.mouseDeltaY);
  if (!right.down) {
    if (looking_ && dragged_ < kClickPixels) secondaryClick_ = true;
    looking_ = false;
    secondary_ = false;
  }
  if (input.key(Key::k1).pressed) probe_ = 0;
  if (input.key(Key::k2).pressed) probe_ = 1;
  if (input.focusLost) letGo();
}

void DeskPointer::letGo() {
  primary_ = primaryClick_ = secondary_ = secondaryClick_ = looking_ = false;
  wheel_ = 0;
}

interact::PointerInput DeskPointer::next() {
  interact::PointerInput pointer;
  pointer.primary = primary_ || primaryClick_;
  pointer.secondary = secondary_ || secondaryClick_;
  pointer.wheel = wheel_;
  pointer.probe = probe_;
  primaryClick_ = secondaryClick_ = false;
  wheel_ = 0;
  return pointer;
}

}  // namespace shixun::app
