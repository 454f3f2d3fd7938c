// A table on the terminal: columns as wide as their widest text; Chinese characters are two wide.
#pragma once

#include <string>
#include <vector>

namespace shixun::tools {

// Lines of equally many cells, the heading first. `right`: the columns that are numbers.
void printTable(const std::vector<std::vector<std::string>>& lines,
                const std::vector<size_t>& right);

}  // namespace shixun::tools
