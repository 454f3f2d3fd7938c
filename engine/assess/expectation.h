// What must come of a walkthrough against what came of it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "assess/score.h"
#include "scenario/walkthrough.h"
#include "session/finding.h"

namespace shixun::assess {

// Rule codes, sorted, each as often as it was found: as a walkthrough's expected ones are.
std::vector<std::string> codesOf(std::span<const session::Finding> findings);

// What is not as the walkthrough says it must be; empty when all is.
std::string unexpected(const scenario::Walkthrough& walkthrough,
                       std::span<const session::Finding> findings, const Score& score);

}  // namespace shixun::assess
