// Tables: a trace as CSV text, for the monitor command.
//
//   t,touch,proved          the header: names, one of them t
//   0,0,1                   t in decimal seconds to the nanosecond, not decreasing; then numbers
//   0.1,1,1
//
// Lines end with LF or CRLF; spaces around a cell do not count; a byte order mark is passed over;
// nothing is quoted. Empty lines are allowed at the end only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "logic/monitor.h"
#include "logic/scope.h"

namespace shixun::logic {

struct Table {
  std::vector<std::string> columns;  // with t
  std::vector<int64_t> times;        // ns, one per row
  std::vector<double> values;        // row-major, rows x columns; column t rounded to a double

  Rows rows() const { return {times, values, columns.size()}; }
};

// Reading stops after 20 problems; then, and after any, the table is not to be used. `file` is the
// name that the diagnostics give.
struct TableResult {
  Table table;
  Diagnostics diagnostics;
  bool ok() const { return !diagnostics.hasErrors(); }
};
TableResult readTable(std::string_view text, const std::string& file);

// Every column is a plain number, and holds if it is not 0.
class TableScope final : public Scope {
 public:
  explicit TableScope(std::vector<std::string> columns) : columns_(std::move(columns)) {}
  std::optional<Signal> findSignal(std::string_view name) override;
  std::vector<std::string> names(NameKind kind) const override;
  bool loose() const override { return true; }

 private:
  std::vector<std::string> columns_;  // the slot is the position
};

}  // namespace shixun::logic
