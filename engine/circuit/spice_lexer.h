// SPICE text to cards: logical lines of tokens, continuations joined, remarks gone, lower case.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"

namespace shixun::circuit {

struct SpiceToken {
  std::string text;  // lower case; "(", ")" and "=" stand alone
  int line = 0, column = 0;
};

struct SpiceCard {
  std::vector<SpiceToken> tokens;  // at least one
};

struct SpiceText {
  std::string title;
  std::vector<SpiceCard> cards;  // without .end and what follows it
};

// Splits `text`, which is called `file` in messages. Adds every problem: file-empty, file-binary,
// continuation-of-nothing, bad-character.
SpiceText lexSpice(std::string_view text, const std::string& file, Diagnostics& problems);

// "1.5", "1e3", "2.2k", "10meg", "4.7uf": a decimal number, a scale (t g meg k m mil u n p f a) and
// letters that say nothing; lower case. nullopt for anything else and for what a double cannot
// hold.
std::optional<double> spiceNumber(std::string_view text);

}  // namespace shixun::circuit
