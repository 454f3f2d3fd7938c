// Which of a trainee's sessions of one scenario counts.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "scenario/rubric.h"

namespace shixun::assess {

struct SessionMark {
  std::string startedAt;  // RFC 3339 in UTC; empty: not known, before all others
  bool finished = false;
  double total = 0;  // of 100
};

// Index into `sessions`; nothing when none was finished, since what was abandoned or cut off is no
// attempt. Of equal marks the earlier session is the best, of equal times the one named first comes
// first.
std::optional<size_t> sessionThatCounts(std::span<const SessionMark> sessions,
                                        scenario::Repeat repeat);

}  // namespace shixun::assess
