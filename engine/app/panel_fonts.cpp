#include "app/panel_fonts.h"

#include "text/utf8.h"
#include "view/panel.h"

namespace shixun::app {

PanelFonts::PanelFonts(const std::string& characters, double height) : height_(height) {
  static_cast<void>(add(characters));
}

bool PanelFonts::add(const std::string& characters) {
  const size_t before = codes_.size();
  for (size_t at = 0; at < characters.size();) codes_.insert(text::nextCodePoint(characters, at));
  if (codes_.size() == before) return false;
  characters_ += characters;
  return true;
}

Result<render::UiDef> PanelFonts::def() const {
  render::UiDef def;
  auto fonts = render::defaultFonts(characters_);
  if (!fonts.ok()) return fonts.status();
  def.fonts = std::move(fonts).value();
  def.sizes = view::panelFontSizes(height_);
  return def;
}

}  // namespace shixun::app
