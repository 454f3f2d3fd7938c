#include "assess/expectation.h"

#include <algorithm>

#include "core/diagnostic.h"
#include "core/quantity.h"

namespace shixun::assess {

std::vector<std::string> codesOf(std::span<const session::Finding> findings) {
  std::vector<std::string> codes;
  for (const session::Finding& finding : findings) codes.push_back(finding.rule);
  std::sort(codes.begin(), codes.end());
  return codes;
}

std::string unexpected(const scenario::Walkthrough& walkthrough,
                       std::span<const session::Finding> findings, const Score& score) {
  const auto codes = codesOf(findings);
  const auto named = [](const std::vector<std::string>& list) {
    return list.empty() ? "none" : listed(list);
  };
  if (codes != walkthrough.findings) {
    return "the findings are " + named(codes) + ", expected are " + named(walkthrough.findings);
  }
  // What nobody has judged yet is nobody's fault.
  constexpr double kRounding = 1e-9;
  const bool full =
      score.pending > 0 ? score.total + score.pending >= 100 - kRounding : score.total == 100;
  if (walkthrough.fullMarks && !full) {
    return "the marks are " + formatSignificant(score.total) + ", expected are all 100";
  }
  return {};
}

}  // namespace shixun::assess
