// Breaks a YAML file in random ways that matter to the format: the same seed, the same damage.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/rng.h"

namespace shixun::test {

class Mutator {
 public:
  explicit Mutator(uint64_t seed) : rng_(seed) {}

  void mutate(std::string& text) {
    const uint32_t times = 1 + rng_.below(4);
    for (uint32_t i = 0; i < times && !text.empty(); ++i) once(text);
  }
  uint32_t below(uint32_t bound) { return rng_.below(bound); }

 private:
  size_t at(const std::string& text) { return rng_.below(static_cast<uint32_t>(text.size())); }

  void once(std::string& text) {
    static const std::vector<std::string> kPieces = {"{",
                                                     "}",
                                                     "[",
                                                     "]",
                                                     ":",
                                                     ": ",
                                                     "- ",
                                                     "\n",
                                                     "\n  ",
                                                     "'",
                                                     "\"",
                                                     "#",
                                                     "&a ",
                                                     "*a",
                                                     "!x ",
                                                     "|\n",
                                                     ">\n",
                                                     "?",
                                                     "~",
                                                     "null",
                                                     "-1",
                                                     "1e308",
                                                     "0 V",
                                                     "nan",
                                                     "'' ",
                                                     "\t",
                                                     "\xFF",
                                                     "隔",
                                                     "%",
                                                     "...\n",
                                                     "---\n",
                                                     "<<: ",
                                                     "Q1",
                                                     "isolator",
                                                     "true",
                                                     "forall p in pairs: ",
                                                     "(",
                                                     ")",
                                                     "once[0,1](",
                                                     " and ",
                                                     "not ",
                                                     ".",
                                                     "..",
                                                     "/",
                                                     "prev(",
                                                     "PL1",
                                                     "99999999999999999999"};
    switch (rng_.below(8)) {
      case 0:
        text[at(text)] = static_cast<char>(rng_.below(256));
        break;
      case 1:
        text.erase(at(text), 1 + rng_.below(12));
        break;
      case 2:
        text.insert(at(text), kPieces[rng_.below(static_cast<uint32_t>(kPieces.size()))]);
        break;
      case 3:
        text.insert(at(text), text.substr(at(text), 1 + rng_.below(40)));
        break;
      case 4:
        text.resize(at(text));
        break;
      case 5:
        dropLine(text);
        break;
      case 6:
        repeat(text, kPieces[rng_.below(static_cast<uint32_t>(kPieces.size()))]);
        break;
      default:
        swapWords(text);
        break;
    }
  }
  // Many times the same, seldom very many: depth, length and what grows with either.
  void repeat(std::string& text, const std::string& piece) {
    const uint32_t times = 1 + rng_.below(rng_.below(8) == 0 ? 20'000 : 100);
    std::string many;
    for (uint32_t i = 0; i < times; ++i) many += piece;
    text.insert(at(text), many);
  }
  void dropLine(std::string& text) {
    const size_t from = text.rfind('\n', at(text));
    if (from == std::string::npos) return;
    text.erase(from, text.find('\n', from + 1) - from);
  }
  // Puts one word in the place of another: the result is often well-formed and wrong.
  void swapWords(std::string& text) {
    const auto word = [&](size_t& from, size_t& size) {
      static const std::string kWord =
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";
      from = text.find_first_of(kWord, at(text));
      if (from == std::string::npos) return false;
      size = std::min(text.find_first_not_of(kWord, from), text.size()) - from;
      return true;
    };
    size_t from = 0, size = 0, otherFrom = 0, otherSize = 0;
    if (!word(from, size) || !word(otherFrom, otherSize)) return;
    text.replace(from, size, text.substr(otherFrom, otherSize));
  }

  Rng rng_;
};

}  // namespace shixun::test
