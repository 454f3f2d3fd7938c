#include "logic/lexer.h"

#include <algorithm>
#include <array>

#include "core/quantity.h"

namespace shixun::logic {
namespace {

constexpr std::array<std::string_view, 10> kReserved = {
    "and", "or", "not", "implies", "since", "once", "historically", "prev", "true", "false"};

// The wrong ones are here to be found whole, so that the message can name the right one.
constexpr std::array<std::string_view, 10> kPairs = {"<=", "==", "!=", ">=", "&&",
                                                     "||", "=>", "->", "<>", "=<"};

bool isAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

struct Character {
  uint32_t code = 0;
  size_t bytes = 1;
  bool valid = true;
};

// Decodes the UTF-8 character at the front of `text`, which is not empty.
Character decode(std::string_view text) {
  const auto at = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = at(0);
  if (lead < 0x80) return {lead, 1, true};
  const size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {lead, 1, false};
  uint32_t code = lead & (0x7F >> bytes);
  for (size_t i = 1; i < bytes; ++i) {
    if ((at(i) & 0xC0) != 0x80) return {lead, 1, false};
    code = (code << 6) | (at(i) & 0x3F);
  }
  return {code, bytes, true};
}

// Letters beyond ASCII may stand in names; signs, arrows and full-width punctuation may not, so
// that a full-width bracket is not taken for a part of a name.
bool isWideLetter(const Character& c) {
  if (!c.valid || c.code < 0xC0 || c.code == 0xD7 || c.code == 0xF7 || c.code == 0xFEFF)
    return false;
  const bool sign =
      (c.code >= 0x2000 && c.code <= 0x2BFF) || (c.code >= 0x3000 && c.code <= 0x303F) ||
      (c.code >= 0xFE00 && c.code <= 0xFE6F) || (c.code >= 0xFF00 && c.code <= 0xFF64) ||
      (c.code >= 0xE000 && c.code <= 0xF8FF);
  return !sign;
}

class Lexer {
 public:
  Lexer(std::string_view text, const SourceLocation& base)
      : text_(text), line_(base.line), column_(base.column) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    for (;;) {
      skipSpace();
      tokens.push_back(next());
      if (tokens.back().kind == TokenKind::kEnd) return tokens;
    }
  }

 private:
  char peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void skipSpace() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_;
        column_ = 1;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        ++column_;
      } else {
        return;
      }
    }
  }

  size_t letterAt(size_t offset) const {
    if (offset >= text_.size()) return 0;
    if (isAsciiLetter(text_[offset])) return 1;
    if (static_cast<uint8_t>(text_[offset]) < 0x80) return 0;
    const Character c = decode(text_.substr(offset));
    return isWideLetter(c) ? c.bytes : 0;
  }

  // Letters and digits, and a dot that is followed by one: K1.armature, Q1.13.
  size_t nameLength() const {
    size_t end = at_;
    for (;;) {
      if (end < text_.size() && isDigit(text_[end])) {
        ++end;
      } else if (const size_t bytes = letterAt(end)) {
        end += bytes;
      } else if (end < text_.size() && text_[end] == '.' && end + 1 < text_.size() &&
                 (isDigit(text_[end + 1]) || letterAt(end + 1))) {
        ++end;
      } else {
        return end - at_;
      }
    }
  }

  size_t numberLength() const {
    size_t n = 0;
    while (isDigit(peek(n))) ++n;
    if (peek(n) == '.') ++n;
    while (isDigit(peek(n))) ++n;
    if (peek(n) == 'e' || peek(n) == 'E') {
      const size_t sign = peek(n + 1) == '+' || peek(n + 1) == '-' ? 1 : 0;
      if (isDigit(peek(n + 1 + sign))) {
        n += 1 + sign;
        while (isDigit(peek(n))) ++n;
      }
    }
    return n;
  }

  Token take(TokenKind kind, size_t bytes) {
    const Token token{kind, text_.substr(at_, bytes), line_, column_};
    for (size_t i = 0; i < bytes; ++i) {
      if ((static_cast<uint8_t>(text_[at_ + i]) & 0xC0) != 0x80) ++column_;
    }
    at_ += bytes;
    return token;
  }

  Token next() {
    if (at_ >= text_.size()) return {TokenKind::kEnd, {}, line_, column_};
    if (letterAt(at_)) {
      const size_t bytes = nameLength();
      const std::string_view word = text_.substr(at_, bytes);
      const bool reserved = std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
      return take(reserved ? TokenKind::kWord : TokenKind::kName, bytes);
    }
    if (isDigit(peek()) || (peek() == '.' && isDigit(peek(1)))) {
      return take(TokenKind::kNumber, numberLength());
    }
    const std::string_view pair = text_.substr(at_, 2);
    if (std::find(kPairs.begin(), kPairs.end(), pair) != kPairs.end()) {
      return take(TokenKind::kSymbol, 2);
    }
    if (peek() != '\0' &&
        std::string_view("<>=!+-*/()[],:%.").find(peek()) != std::string_view::npos) {
      return take(TokenKind::kSymbol, 1);
    }
    return take(TokenKind::kBad, decode(text_.substr(at_)).bytes);
  }

  std::string_view text_;
  size_t at_ = 0;
  int line_;
  int column_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, const SourceLocation& base) {
  return Lexer(text, base).run();
}

std::string describe(const Token& token) {
  if (token.kind == TokenKind::kEnd) return "the end of the formula";
  const auto first = static_cast<uint8_t>(token.text.front());
  if (token.kind == TokenKind::kBad &&
      (first < 0x20 || first == 0x7F || !decode(token.text).valid)) {
    constexpr std::string_view kHex = "0123456789abcdef";
    return std::string("the byte 0x") + kHex[first >> 4] + kHex[first & 15];
  }
  if (token.text.size() <= 60) return "'" + std::string(token.text) + "'";
  size_t cut = 57;  // not inside a character
  while (cut > 0 && (static_cast<uint8_t>(token.text[cut]) & 0xC0) == 0x80) --cut;
  return "'" + std::string(token.text.substr(0, cut)) + "...'";
}

}  // namespace shixun::logic
