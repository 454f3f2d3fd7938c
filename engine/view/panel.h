// Panel: what all panels share - where they find their texts, how they look, how they stand in the
// window. A panel is one function in a file of its own: it reads the session and returns what the
// person asked for; it holds no rule.
//
// Lengths are design pixels: the window is 720 of them high, whatever its real size.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "math/geometry.h"
#include "scenario/model.h"
#include "text/catalogue.h"

namespace shixun::view {

struct PanelContext {
  const scenario::ScenarioModel* model = nullptr;  // not owned
  const text::Catalogue* catalogue = nullptr;      // not owned
  std::string language = "en";
  double width = 1280;  // of the window, or of the part of a picture that stands for one, pixels
  double height = 720;
  Vec2 origin = Vec2(0);  // of that part, pixels
  // There is a keyboard. Without one, hands point at panels that stand in the room: these are
  // solid, since a picture through a panel tires eyes that see depth.
  bool keys = true;
  double zoom = 0;  // pixels of a design pixel; 0: so that everything fits

  // Program text, scenario text, an entity's title, an instance's title.
  std::string tr(std::string_view key, const text::Args& args = {}) const {
    return catalogue->tr(language, key, args);
  }
  std::string say(const std::string& key) const { return textOf(*model, key, language); }
  std::string title(scenario::EntityRef entity) const { return titleOf(*model, entity, language); }
  std::string titleOfInstance(uint32_t instance) const {
    return title({scenario::EntityKind::kInstance, instance});
  }
  // A narrow window makes panels smaller, too: the widest one has to fit.
  double scale() const { return zoom > 0 ? zoom : std::min(height / 720, width / 1180); }
};

// Sizes of the fonts that a Ui for panels has to be made with (UiDef::sizes), for a window of that
// height in pixels.
std::vector<double> panelFontSizes(double windowHeight);

enum class Font { kBody, kTitle, kLarge };
enum class Tone { kPlain, kDim, kAccent, kGood, kWarn, kBad };

struct PanelDef {
  const char* id = "";
  Vec2 anchor = Vec2(0.5);  // of the window, 0..1, y down: this point of it ...
  Vec2 pivot = Vec2(0.5);   // ... is where this point of the panel goes
  Vec2 offset = Vec2(0);    // moved by
  double width = 0;         // 0: as wide as its content
  double height = 0;        // 0: as high as its content
  double opacity = 0.88;
  bool passive = false;  // the mouse goes through to the world
  bool padded = true;
};

// A panel between construction and destruction. Everything below draws into it.
class Panel {
 public:
  Panel(const PanelContext& context, const PanelDef& def);
  ~Panel();
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;
};

// Where a panel stood when it was drawn last, for tests. Pixels.
struct PanelBox {
  std::string id;
  Vec2 min = Vec2(0), max = Vec2(0);
  bool overflows = false;  // its content did not fit
};
// Of all panels drawn since the last call.
std::vector<PanelBox> takePanelBoxes();

// The same of buttons: what they say and where they are pressed.
struct ButtonPlace {
  std::string label;
  Vec2 middle = Vec2(0);
};
std::vector<ButtonPlace> takeButtonPlaces();
// Of something drawn by other means than below that is pressed like a button.
void rememberButton(const std::string& label, const Vec2& middle);

// Darkens the whole window behind what comes next.
void dimBehind(const PanelContext& context, double amount = 0.55);

// Where a hand points or touches, over everything.
void showPointer(const Vec2& pixel, bool pressed);
// A dark slab behind what comes next, as large as the context: a tablet's body.
void slabBehind(const PanelContext& context);

// Text, wrapped to the panel (or to `width`).
void write(std::string_view text, Font font = Font::kBody, Tone tone = Tone::kPlain,
           double width = 0);
// A dim caption and a value beside it, the value beginning at `column`.
void writePair(std::string_view name, std::string_view value, double column,
               Tone tone = Tone::kPlain);
// The next text stands as high as the label of a button in its line.
void levelWithButton();
void gap(double height = 8);
void rule();
// Goes on in the same line.
void beside(double spacing = 10);
// As beside(), but so that `width` ends at the panel's right edge.
void besideRight(double width);

enum class ButtonLook { kPlain, kPrimary, kChosen, kDanger };
// True when pressed. width 0: as wide as its text.
bool button(const std::string& label, double width = 0, ButtonLook look = ButtonLook::kPlain);
double buttonWidth(const std::string& label);
// One of several that are chosen from: beside the last item where there is room, on a line of its
// own otherwise. `id` is what it is remembered by.
bool tabButton(const std::string& id, const std::string& text, bool chosen, bool first);
// A button as wide as the room, with a whole sentence that may take several lines.
bool sentenceButton(const char* id, const std::string& text, bool chosen = false);
// A field for one line of text; `hint` shows while it is empty. True when Enter was pressed.
bool textField(const char* id, std::string& value, const std::string& hint, double width);
// A bar of a part of a whole, 0..1.
void bar(double fraction, double width, Tone tone);
// A line of time from 0 to `length` s with marks on it. True while it is being pressed: then `time`
// is where.
struct TimeMark {
  double time = 0;  // s
  Tone tone = Tone::kPlain;
};
bool timeLine(const char* id, double& time, double length, const std::vector<TimeMark>& marks,
              double width);
// A round mark as high as a line.
void dot(Tone tone);
// A small marked word ("gate", "1", "Esc").
void badge(const std::string& text, Tone tone);
// A box inside the panel with a scrollbar when its content is higher.
void beginScroll(const char* id, double width, double height);
void endScroll();
// What was drawn last comes into the middle of its scroll box.
void scrollHere();
// Room left in the line, and in the panel.
double roomRight();
double roomBelow();
double textWidth(std::string_view text, Font font);

}  // namespace shixun::view
