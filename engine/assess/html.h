// Html: a small writer of text in several languages at once. Every language's text stands in the
// file; a switch in the page shows one of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenario/model.h"
#include "text/catalogue.h"

namespace shixun::assess {

// & < > " ' made harmless.
std::string escapeHtml(std::string_view text);
std::string base64(std::string_view bytes);

class Html {
 public:
  Html(const scenario::ScenarioModel& model, const text::Catalogue& catalogue);

  void raw(std::string_view markup) { out_ += markup; }
  void plain(std::string_view text) { out_ += escapeHtml(text); }
  // A text of the program, in all languages.
  void tr(std::string_view key, const text::Args& args = {});
  // A text of the scenario, in all languages.
  void scenarioText(const std::string& key);
  void local(const scenario::LocalText& text, std::string_view fallback);
  void entity(scenario::EntityRef entity);
  // textOf(language) in every language.
  template <typename TextOf>
  void each(const TextOf& textOf) {
    for (const std::string& language : languages_) {
      out_ += "<span class=\"t\" lang=\"" + escapeHtml(language) + "\">";
      out_ += escapeHtml(textOf(language));
      out_ += "</span>";
    }
  }

  const std::vector<std::string>& languages() const { return languages_; }
  std::string take() { return std::move(out_); }

 private:
  const scenario::ScenarioModel& model_;
  const text::Catalogue& catalogue_;
  std::vector<std::string> languages_;
  std::string out_;
};

}  // namespace shixun::assess
