// Ui: Dear ImGui's context, fonts and input, owned here. Between beginFrame and endFrame the caller
// uses ImGui itself (imgui.h); the renderer then draws the result over the scene.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/status.h"
#include "render/font.h"

namespace shixun::render {

class Renderer;

struct UiDef {
  // Tried in order for every glyph: the first file that has it wins. Empty: defaultFonts({}).
  std::vector<FontFile> fonts = {};
  // Pixels, one ImGui font each, in this order in ImGui::GetIO().Fonts->Fonts. The first is the
  // default.
  std::vector<double> sizes = {18, 26, 40};
};

enum class UiKey : uint8_t {
  kTab,
  kLeft,
  kRight,
  kUp,
  kDown,
  kPageUp,
  kPageDown,
  kHome,
  kEnd,
  kInsert,
  kDelete,
  kBackspace,
  kSpace,
  kEnter,
  kEscape,
  kKeypadEnter,
  kA,
  kC,
  kV,
  kX,
  kY,
  kZ,
  kCount
};

// One frame's input for panels. Pixels are those of the target, origin top left.
struct UiInput {
  double width = 1280;  // of the target
  double height = 720;
  double mouseX = -1e9;  // outside: no mouse
  double mouseY = -1e9;
  std::array<bool, 3> buttons = {};  // left, right, middle; held
  double wheelX = 0;                 // notches since the last frame
  double wheelY = 0;
  std::array<bool, static_cast<size_t>(UiKey::kCount)> keys = {};  // held
  bool control = false, shift = false, alt = false;
  std::string text = {};        // UTF-8 typed since the last frame
  double deltaTime = 1.0 / 60;  // s, > 0
};

class Ui {
 public:
  // The renderer must outlive it. One Ui at a time.
  static Result<std::unique_ptr<Ui>> create(Renderer& renderer, const UiDef& def);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // Other fonts or more characters, from the next frame on; fields keep what is being typed. Not
  // between beginFrame and endFrame. After a failure the Ui cannot be used any more.
  Status setFonts(const UiDef& def);

  void beginFrame(const UiInput& input);
  void endFrame();

  // After endFrame or during a frame: the panels use the mouse or the keyboard, the world should
  // not.
  bool wantsMouse() const;
  bool wantsKeyboard() const;
  bool wantsText() const;  // a text field has the focus

  struct Impl;  // for the renderer
  Impl& impl() { return *impl_; }

 private:
  Ui() = default;
  std::unique_ptr<Impl> impl_;
};

}  // namespace shixun::render
