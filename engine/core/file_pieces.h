// Reading a file of the machine's own disk in pieces, for files that are too large to hold.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/status.h"

namespace shixun {

// Hands the content to `take`, piece by piece in order; a piece is valid during its call. Stops
// early, with an ok status, when `take` returns false. Refuses what is no regular file.
Status readPieces(const std::string& path, const std::function<bool(std::string_view)>& take);

}  // namespace shixun
