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

// Reads a table that comes in pieces, so that one of any length can be judged in little memory: the
// caller takes the rows of each piece and drops them.
class TableReader {
 public:
  // `file` is the name that the diagnostics give.
  explicit TableReader(std::string file) : file_(std::move(file)) {}

  // The next piece of the text, cut anywhere. Reading stops after 20 problems: false then.
  bool feed(std::string_view piece);
  // The text is complete.
  void finish();

  // The header has been read without trouble, so that table().columns are known.
  bool headed() const { return headed_; }
  // The rows since the last dropRows(). Not to be used after any problem.
  const Table& table() const { return table_; }
  void dropRows();
  Table takeTable() { return std::move(table_); }

  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  bool full() const;
  void line(std::string_view text);
  void blankLines();
  void header();
  void row();
  bool nextCell(std::string_view& cell);
  bool readCell(std::string_view cell, double& value);
  void readTime(std::string_view cell, int64_t& time);
  void error(size_t byte, std::string code, std::string message, std::string hint = {});

  std::string file_;
  std::string carried_;    // the beginning of a line whose end has not come yet
  std::string_view line_;  // the line that is being read
  size_t at_ = 0;          // first byte of the next cell
  size_t cellBegin_ = 0;   // first byte of the last cell
  bool lineEnded_ = false;
  bool headed_ = false;
  int lineNumber_ = 0;  // of line_, from 1
  int blanks_ = 0;      // empty lines after it: allowed unless something follows
  size_t timeColumn_ = 0;
  int64_t lastTime_ = -kMaxStamp;
  Table table_;
  Diagnostics diagnostics_;
};

// A whole table at once. After any problem the table is not to be used.
struct TableResult {
  Table table;
  Diagnostics diagnostics;
  bool ok() const { return !diagnostics.hasErrors(); }
};
TableResult readTable(std::string_view text, const std::string& file);

// Every column is a plain number, and holds if it is not 0.
class TableScope : public Scope {
 public:
  explicit TableScope(std::vector<std::string> columns) : columns_(std::move(columns)) {}
  std::optional<Signal> findSignal(std::string_view name) override;
  std::vector<std::string> names(NameKind kind) const override;
  bool loose() const override { return true; }

 private:
  std::vector<std::string> columns_;  // the slot is the position
};

}  // namespace shixun::logic
