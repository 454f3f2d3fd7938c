#include "assess/html.h"

namespace shixun::assess {

std::string escapeHtml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t n = std::min<size_t>(3, bytes.size() - i);
    uint32_t word = 0;
    for (size_t k = 0; k < 3; ++k) {
      word = (word << 8) | (k < n ? static_cast<uint8_t>(bytes[i + k]) : 0U);
    }
    for (size_t k = 0; k < 4; ++k) {
      out += k <= n ? kDigits[(word >> (18 - 6 * k)) & 63] : '=';
    }
  }
  return out;
}

Html::Html(const scenario::ScenarioModel& model, const text::Catalogue& catalogue)
    : model_(model), catalogue_(catalogue), languages_(model.languages) {
  if (languages_.empty()) languages_.emplace_back("en");
}

void Html::tr(std::string_view key, const text::Args& args) {
  each([&](const std::string& language) { return catalogue_.tr(language, key, args); });
}

void Html::scenarioText(const std::string& key) {
  each([&](const std::string& language) { return textOf(model_, key, language); });
}

void Html::local(const scenario::LocalText& text, std::string_view fallback) {
  each([&](const std::string& language) {
    if (const auto it = text.find(language); it != text.end()) return it->second;
    if (const auto it = text.find("en"); it != text.end()) return it->second;
    return std::string(fallback);
  });
}

void Html::entity(scenario::EntityRef entity) {
  each([&](const std::string& language) { return titleOf(model_, entity, language); });
}

}  // namespace shixun::assess
