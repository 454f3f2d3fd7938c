#include "core/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace shixun {

std::string format(const Diagnostic& d) {
  std::string out = d.where.file.empty() ? std::string("<input>") : d.where.file;
  out += ":" + std::to_string(d.where.line) + ":" + std::to_string(d.where.column) + ": ";
  out += d.severity == Severity::kError ? "error" : "warning";
  out += "[" + d.code + "]: " + d.message;
  if (!d.hint.empty()) out += "; " + d.hint;
  return out;
}

void Diagnostics::error(SourceLocation where, std::string code, std::string message,
                        std::string hint) {
  list_.push_back(
      {Severity::kError, std::move(code), std::move(where), std::move(message), std::move(hint)});
}

void Diagnostics::warning(SourceLocation where, std::string code, std::string message,
                          std::string hint) {
  list_.push_back(
      {Severity::kWarning, std::move(code), std::move(where), std::move(message), std::move(hint)});
}

bool Diagnostics::hasErrors() const {
  return std::any_of(list_.begin(), list_.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

void Diagnostics::sort() {
  std::stable_sort(list_.begin(), list_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.where.file, a.where.line, a.where.column) <
           std::tie(b.where.file, b.where.line, b.where.column);
  });
}

std::string Diagnostics::text() const {
  std::string out;
  for (const Diagnostic& d : list_) out += format(d) + "\n";
  return out;
}

namespace {

// Insertions, deletions, substitutions and swaps of neighbours.
size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    before.swap(last);
    last.swap(row);
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substituted});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

size_t commonPrefix(std::string_view a, std::string_view b) {
  size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

}  // namespace

std::string nearestName(std::string_view name, const std::vector<std::string>& candidates) {
  if (name.size() > 200) return {};
  const size_t limit = std::max<size_t>(1, name.size() / 3);
  size_t best = limit + 1;
  std::string found;
  for (const std::string& candidate : candidates) {
    const size_t longer = std::max(candidate.size(), name.size());
    const size_t shorter = std::min(candidate.size(), name.size());
    if (longer - shorter > limit) continue;
    const size_t distance = editDistance(name, candidate);
    const bool tie = distance == best && commonPrefix(name, candidate) > commonPrefix(name, found);
    if (distance < best || (tie && !found.empty())) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace shixun
