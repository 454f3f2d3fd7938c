// LocalText: one text in every language its author gave.
#pragma once

#include <map>
#include <string>

namespace shixun::scenario {

// Language code -> text.
using LocalText = std::map<std::string, std::string>;

}  // namespace shixun::scenario
