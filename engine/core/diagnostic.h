// Diagnostics: everything that is wrong with content (scenario, equipment, text, formulas), each
// with its place, what was found, what was expected and what to do. Checks collect all of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shixun {

// A place in an authored file. line and column count from 1; 0 means the whole file.
struct SourceLocation {
  std::string file;
  int line = 0;
  int column = 0;
};

enum class Severity { kError, kWarning };

struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;  // stable, e.g. "unknown-name"; approvals and tests refer to it
  SourceLocation where;
  std::string message;  // what was found and what was expected
  std::string hint;     // what to do; may be empty
};

// "file:line:col: severity[code]: message; hint"
std::string format(const Diagnostic& diagnostic);

class Diagnostics {
 public:
  void error(SourceLocation where, std::string code, std::string message, std::string hint = {});
  void warning(SourceLocation where, std::string code, std::string message, std::string hint = {});
  void add(Diagnostic diagnostic) { list_.push_back(std::move(diagnostic)); }

  const std::vector<Diagnostic>& list() const { return list_; }
  bool hasErrors() const;
  bool empty() const { return list_.empty(); }
  // Orders by file, line, column; equal places keep their order of discovery.
  void sort();
  // One formatted line each, with a trailing newline.
  std::string text() const;

 private:
  std::vector<Diagnostic> list_;
};

// The candidate with the smallest edit distance to `name`, empty when none is near enough to be a
// plausible slip (distance at most a third of the length, at least 1; a swap of neighbours counts
// 1).
std::string nearestName(std::string_view name, const std::vector<std::string>& candidates);
// "off, on, tripped"
std::string listed(const std::vector<std::string>& names);

}  // namespace shixun
