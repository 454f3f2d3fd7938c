#include "text_table.h"

#include <algorithm>
#include <iostream>

#include "text/utf8.h"

namespace shixun::tools {

void printTable(const std::vector<std::vector<std::string>>& lines,
                const std::vector<size_t>& right) {
  const auto width = [](const std::string& text) {
    size_t columns = 0;
    for (size_t at = 0; at < text.size();) {
      columns += text::nextCodePoint(text, at) < 0x2E80 ? 1 : 2;
    }
    return columns;
  };
  std::vector<size_t> widest;
  for (const auto& line : lines) {
    widest.resize(std::max(widest.size(), line.size()), 0);
    for (size_t i = 0; i < line.size(); ++i) widest[i] = std::max(widest[i], width(line[i]));
  }
  for (const auto& line : lines) {
    for (size_t i = 0; i < line.size(); ++i) {
      const std::string gap(widest[i] - width(line[i]), ' ');
      const bool number = std::find(right.begin(), right.end(), i) != right.end();
      std::cout << (i > 0 ? "  " : "") << (number ? gap + line[i] : line[i]);
      if (!number && i + 1 < line.size()) std::cout << gap;
    }
    std::cout << "\n";
  }
}

}  // namespace shixun::tools
