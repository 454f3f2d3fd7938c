#include "assess/repeat.h"

namespace shixun::assess {
namespace {

// Whether `a`, which stands after `b` in the list, takes its place.
bool replaces(const SessionMark& a, const SessionMark& b, scenario::Repeat repeat) {
  switch (repeat) {
    case scenario::Repeat::kFirst:
      return a.startedAt < b.startedAt;
    case scenario::Repeat::kLast:
      return a.startedAt >= b.startedAt;
    case scenario::Repeat::kBest:
      return a.total > b.total || (a.total == b.total && a.startedAt < b.startedAt);
  }
  return false;
}

}  // namespace

std::optional<size_t> sessionThatCounts(std::span<const SessionMark> sessions,
                                        scenario::Repeat repeat) {
  std::optional<size_t> chosen;
  for (size_t i = 0; i < sessions.size(); ++i) {
    if (!sessions[i].finished) continue;
    if (!chosen || replaces(sessions[i], sessions[*chosen], repeat)) chosen = i;
  }
  return chosen;
}

}  // namespace shixun::assess
