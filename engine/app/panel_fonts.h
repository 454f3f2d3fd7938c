// PanelFonts: which characters the panels' fonts have, and the fonts for them.
#pragma once

#include <set>
#include <string>

#include "render/ui.h"

namespace shixun::app {

class PanelFonts {
 public:
  // height: pixels of the window (or of what stands for one) that the fonts are made for.
  PanelFonts() = default;
  PanelFonts(const std::string& characters, double height);

  // True when there is one among them (UTF-8) that was not there before.
  bool add(const std::string& characters);
  // Fails when the machine lacks the fonts, with what to install.
  Result<render::UiDef> def() const;

 private:
  std::string characters_;
  std::set<uint32_t> codes_;
  double height_ = 720;
};

}  // namespace shixun::app
