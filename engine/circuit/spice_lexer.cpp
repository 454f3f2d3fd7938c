#include "circuit/spice_lexer.h"

#include <charconv>
#include <cmath>

#include "core/quantity.h"

namespace shixun::circuit {
namespace {

bool isBlank(char c) {
  return c == ' ' || c == '\t' || c == ',';
}
bool isAlone(char c) {
  return c == '(' || c == ')' || c == '=';
}
bool isLower(char c) {
  return c >= 'a' && c <= 'z';
}
char lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
// What names and numbers are made of.
bool isWordCharacter(char c) {
  const char l = lowered(c);
  return isLower(l) || isDigit(c) ||
         std::string_view("._+-:#/[]<>!@%^&~|?\\").find(c) != std::string_view::npos;
}

// The part of a line in front of a remark: `;` anywhere, `$` at the start or after a blank.
std::string_view withoutRemark(std::string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == ';') return line.substr(0, i);
    if (line[i] == '$' && (i == 0 || isBlank(line[i - 1]))) return line.substr(0, i);
  }
  return line;
}

class SpiceLexer {
 public:
  SpiceLexer(const std::string& file, Diagnostics& problems) : file_(file), problems_(problems) {}

  SpiceText lex(std::string_view text) {
    if (refused(text)) return {};
    for (size_t at = 0; at < text.size() && !ended_;) {
      size_t end = text.find('\n', at);
      if (end == std::string_view::npos) end = text.size();
      std::string_view line = text.substr(at, end - at);
      at = end + 1;
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (++line_ == 1) {
        out_.title = std::string(line);
      } else {
        take(withoutRemark(line));
      }
    }
    return std::move(out_);
  }

 private:
  bool refused(std::string_view text) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
      problems_.error({file_, 0, 0}, "file-empty", "the file is empty",
                      "a netlist has a title, elements and one analysis");
      return true;
    }
    int line = 1;
    for (const char c : text) {
      if (c == '\n') ++line;
      const auto byte = static_cast<unsigned char>(c);
      if ((byte < 0x20 && c != '\t' && c != '\r' && c != '\n' && c != '\f') || byte == 0x7f) {
        problems_.error({file_, line, 0}, "file-binary", "this is not text",
                        "a netlist is a text file");
        return true;
      }
    }
    return false;
  }

  void take(std::string_view line) {
    size_t i = 0;
    while (i < line.size() && (isBlank(line[i]) || line[i] == '\f' || line[i] == '\r')) ++i;
    if (i == line.size() || line[i] == '*') return;
    if (line[i] != '+') {
      out_.cards.emplace_back();
    } else {
      if (out_.cards.empty()) {
        problems_.error({file_, line_, static_cast<int>(i) + 1}, "continuation-of-nothing",
                        "'+' continues a line, and there is none above",
                        "remove the '+' or put the line that it continues above it");
        return;
      }
      ++i;
    }
    split(line, i);
    std::vector<SpiceToken>& tokens = out_.cards.back().tokens;
    if (tokens.empty()) {
      out_.cards.pop_back();
    } else if (tokens.front().text == ".end") {
      ended_ = true;
      out_.cards.pop_back();
    }
  }

  void split(std::string_view line, size_t i) {
    std::vector<SpiceToken>& tokens = out_.cards.back().tokens;
    while (i < line.size()) {
      if (isBlank(line[i]) || line[i] == '\r' || line[i] == '\f') {
        ++i;
        continue;
      }
      const int column = static_cast<int>(i) + 1;
      if (isAlone(line[i])) {
        tokens.push_back({std::string(1, line[i++]), line_, column});
        continue;
      }
      std::string word;
      while (i < line.size() && isWordCharacter(line[i])) word += lowered(line[i++]);
      if (word.empty()) {
        problems_.error({file_, line_, column}, "bad-character",
                        "a character that no card can hold",
                        "names are made of letters, digits and the signs ._+-:#/");
        // One message a line is enough.
        return;
      }
      tokens.push_back({std::move(word), line_, column});
    }
  }

  std::string file_;
  Diagnostics& problems_;
  SpiceText out_;
  int line_ = 0;
  bool ended_ = false;
};

double scaleOf(std::string_view suffix) {
  if (suffix.starts_with("meg")) return 1e6;
  if (suffix.starts_with("mil")) return 25.4e-6;
  switch (suffix.empty() ? ' ' : suffix.front()) {
    case 't':
      return 1e12;
    case 'g':
      return 1e9;
    case 'k':
      return 1e3;
    case 'm':
      return 1e-3;
    case 'u':
      return 1e-6;
    case 'n':
      return 1e-9;
    case 'p':
      return 1e-12;
    case 'f':
      return 1e-15;
    case 'a':
      return 1e-18;
    default:
      return 1;
  }
}

}  // namespace

SpiceText lexSpice(std::string_view text, const std::string& file, Diagnostics& problems) {
  return SpiceLexer(file, problems).lex(text);
}

std::optional<double> spiceNumber(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  const size_t first = !text.empty() && text.front() == '-' ? 1 : 0;
  const bool digits = text.size() > first &&
                      (isDigit(text[first]) ||
                       (text[first] == '.' && text.size() > first + 1 && isDigit(text[first + 1])));
  if (!digits) return std::nullopt;
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc()) return std::nullopt;
  const std::string_view suffix(read.ptr,
                                static_cast<size_t>(text.data() + text.size() - read.ptr));
  for (const char c : suffix) {
    if (!isLower(c)) return std::nullopt;
  }
  if (!suffix.empty() && suffix.front() == 'e') return std::nullopt;  // an exponent cut short
  value *= scaleOf(suffix);
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace shixun::circuit
