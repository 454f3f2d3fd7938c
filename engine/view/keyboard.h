// Keyboard: keys in the room, for hands that type a name or a line of a form. It takes no part in
// the panels' focus: the field that is being written in keeps it.
#pragma once

#include <optional>
#include <string>

#include "view/panel.h"

namespace shixun::view {

struct Typed {
  std::string text;  // UTF-8, of the key that was pressed; may be empty
  bool backspace = false, enter = false;
};

class Keyboard {
 public:
  // Draws the keys over the whole context. pointer: pixels, where a hand is on it; down: it
  // presses. A key counts once, when it goes down.
  Typed show(const PanelContext& context, std::optional<Vec2> pointer, bool down);
  void reset() { *this = Keyboard(); }

 private:
  bool down_ = false;
  bool shift_ = false;
};

}  // namespace shixun::view
