#include "platform/input.h"

namespace shixun::platform {

namespace {

constexpr std::array<std::string_view, static_cast<size_t>(Key::kCount)> kNames = {
    "Space",     "'",           ",",
    "-",         ".",           "/",
    ";",         "=",           "[",
    "\\",        "]",           "`",
    "0",         "1",           "2",
    "3",         "4",           "5",
    "6",         "7",           "8",
    "9",         "A",           "B",
    "C",         "D",           "E",
    "F",         "G",           "H",
    "I",         "J",           "K",
    "L",         "M",           "N",
    "O",         "P",           "Q",
    "R",         "S",           "T",
    "U",         "V",           "W",
    "X",         "Y",           "Z",
    "Escape",    "Enter",       "Tab",
    "Backspace", "Insert",      "Delete",
    "Right",     "Left",        "Down",
    "Up",        "PageUp",      "PageDown",
    "Home",      "End",         "KeypadEnter",
    "F1",        "F2",          "F3",
    "F4",        "F5",          "F6",
    "F7",        "F8",          "F9",
    "F10",       "F11",         "F12",
    "LeftShift", "LeftControl", "LeftAlt",
    "LeftSuper", "RightShift",  "RightControl",
    "RightAlt",  "RightSuper"};

}  // namespace

std::string_view keyName(Key key) {
  const auto i = static_cast<size_t>(key);
  return i < kNames.size() ? kNames[i] : std::string_view("?");
}

std::optional<Key> keyFromName(std::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Key>(i);
  }
  return std::nullopt;
}

}  // namespace shixun::platform
