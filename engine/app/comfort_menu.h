// ComfortMenu: the settings' table (comfort_settings.h) as a panel, and the file behind it.
#pragma once

#include <string>

#include "app/comfort_settings.h"
#include "view/panels.h"

namespace shixun::app {

class ComfortMenu {
 public:
  // Reads the person's settings; what is wrong with the file is told in trouble(). path empty:
  // nothing is kept.
  explicit ComfortMenu(std::string path);

  const ComfortSettings& settings() const { return settings_; }
  const std::string& trouble() const { return trouble_; }

  enum class Wish { kNothing, kClose, kRecentre, kMeasure };
  // Draws the panel; a changed setting counts, and is kept, at once.
  Wish show(const view::PanelContext& context);

 private:
  void change(size_t row, int by);
  void keep(const view::PanelContext& context);

  std::string path_;
  ComfortSettings settings_;
  std::string trouble_;
};

}  // namespace shixun::app
