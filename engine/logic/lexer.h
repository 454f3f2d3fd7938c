// Tokens of the formula language. Part of the parser; other modules use formula.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"

namespace shixun::logic {

enum class TokenKind : uint8_t {
  kEnd,
  kName,    // isolator.out_L1, and words that are keywords only in their place (forall, never …)
  kWord,    // reserved: and or not implies since once historically prev true false
  kNumber,  // 12, 1.5, .5, 1e-3; always without sign and unit
  kSymbol,  // operators and brackets, also wrong ones such as && so that the parser can help
  kBad,     // a character that no formula contains
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;  // into the formula, which outlives the token
  int line = 0;           // place in the file
  int column = 0;
};

// All tokens, ended by one kEnd. `base` is the place of the first character; columns count
// characters, not bytes. Never fails: what is no token is kBad.
std::vector<Token> tokenize(std::string_view text, const SourceLocation& base);

// 'text' for a message, cut to a readable length; "the end of the formula".
std::string describe(const Token& token);

}  // namespace shixun::logic
