// Wrap: breaking text into lines that fit, for languages with and without spaces.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace shixun::view {

// How wide one code point is drawn, in any unit.
using Advance = std::function<double(char32_t)>;

// Lines of `text` (UTF-8) no wider than `width`, in the unit of `advance`. Breaks at '\n', at
// spaces and between ideographs; a line never begins with a closing mark such as a full stop. A
// single word wider than a line is cut. At least one line.
std::vector<std::string> wrapText(std::string_view text, double width, const Advance& advance);

}  // namespace shixun::view
