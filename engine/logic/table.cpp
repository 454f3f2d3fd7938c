#include "logic/table.h"

#include <algorithm>
#include <set>

namespace shixun::logic {
namespace {

constexpr size_t kMaxProblems = 20;

class TableReader {
 public:
  TableReader(std::string_view text, const std::string& file) : text_(text), file_(file) {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
    while (!text_.empty() && (text_.back() == '\n' || text_.back() == '\r')) text_.remove_suffix(1);
  }

  TableResult run() {
    if (!nextLine() || !header()) return std::move(result_);
    while (result_.diagnostics.list().size() < kMaxProblems && nextLine()) row();
    return std::move(result_);
  }

 private:
  // Moves to the next line; false at the end of the text. An empty text has one empty line.
  bool nextLine() {
    if (done_) return false;
    const size_t end = std::min(text_.find('\n'), text_.size());
    line_ = text_.substr(0, end);
    done_ = end == text_.size();
    text_.remove_prefix(done_ ? end : end + 1);
    if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
    at_ = 0;
    lineEnded_ = false;
    ++lineNumber_;
    return true;
  }

  // The next cell of the line without the spaces around it; false after the last.
  bool nextCell(std::string_view& cell) {
    if (lineEnded_) return false;
    const size_t end = std::min(line_.find(',', at_), line_.size());
    cellBegin_ = at_;
    cell = line_.substr(at_, end - at_);
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!cell.empty() && blank(cell.front())) {
      cell.remove_prefix(1);
      ++cellBegin_;
    }
    while (!cell.empty() && blank(cell.back())) cell.remove_suffix(1);
    lineEnded_ = end == line_.size();
    at_ = end + 1;
    return true;
  }

  void error(size_t byte, std::string code, std::string message, std::string hint = {}) {
    int column = 1;
    for (const char c : line_.substr(0, byte)) {
      if ((static_cast<uint8_t>(c) & 0xC0) != 0x80) ++column;
    }
    result_.diagnostics.error({file_, lineNumber_, column}, std::move(code), std::move(message),
                              std::move(hint));
  }

  bool header() {
    std::vector<std::string>& columns = result_.table.columns;
    std::string_view cell;
    while (result_.diagnostics.list().size() < kMaxProblems && nextCell(cell)) {
      if (cell.empty()) {
        error(cellBegin_, "empty-cell", "a column of the header has no name",
              line_.empty() ? "the first line names the columns, such as t,touch,proved"
                            : "name it, or remove the comma");
      } else if (!names_.insert(std::string(cell)).second) {
        error(cellBegin_, "name-twice", "the column " + shown(cell) + " is there twice",
              "give each column its own name");
      }
      if (cell == "t") timeColumn_ = columns.size();
      columns.emplace_back(cell);
    }
    if (!names_.contains("t") && result_.diagnostics.empty()) {
      error(0, "no-time", "no column is named t", "add the time in decimal seconds as column t");
    }
    return result_.ok();
  }

  void row() {
    Table& table = result_.table;
    const size_t width = table.columns.size();
    const size_t before = result_.diagnostics.list().size();
    int64_t time = 0;
    size_t count = 0;
    std::string_view cell;
    while (count < width && nextCell(cell)) {
      double value = 0;
      if (readCell(cell, value) && count == timeColumn_) readTime(cell, time);
      table.values.push_back(value);
      ++count;
    }
    if (count < width || !lineEnded_) {
      if (!lineEnded_) cellBegin_ = at_;
      error(cellBegin_, "row-length",
            "found " + std::to_string(cellsOfLine()) + " cells in this row, expected " +
                std::to_string(width) + " as in the header");
    }
    if (result_.diagnostics.list().size() == before) table.times.push_back(time);
  }

  size_t cellsOfLine() const {
    return static_cast<size_t>(std::count(line_.begin(), line_.end(), ',')) + 1;
  }

  static std::string shown(std::string_view cell) {
    std::string out = "'";
    for (const char c : cell.substr(0, 40)) out += static_cast<uint8_t>(c) < 0x20 ? '?' : c;
    return out + (cell.size() > 40 ? "...'" : "'");
  }

  bool readCell(std::string_view cell, double& value) {
    if (cell.empty()) {
      // An empty line is a row of the wrong length, unless rows have one cell.
      if (line_.empty() && result_.table.columns.size() > 1) return false;
      error(cellBegin_, "empty-cell", "the cell is empty, expected a number");
      return false;
    }
    const auto number = parseDecimal(cell);
    if (!number) {
      error(cellBegin_, "wrong-number", "found " + shown(cell) + ", expected a number",
            "write a decimal number, such as 0, 1 or 2.5e-3");
      return false;
    }
    value = *number;
    return true;
  }

  void readTime(std::string_view cell, int64_t& time) {
    const ExactTime exact = parseSeconds(cell);
    if (exact.fault == TimeFault::kTooFine) {
      error(cellBegin_, "too-fine", shown(cell) + " is finer than a nanosecond",
            "write at most 9 digits after the point");
    } else if (exact.fault != TimeFault::kNone || exact.ns >= kMaxStamp || exact.ns <= -kMaxStamp) {
      error(cellBegin_, "time-range", shown(cell) + " is out of range",
            "write a time between -4.6e9 s and 4.6e9 s");
    } else if (!result_.table.times.empty() && exact.ns < result_.table.times.back()) {
      error(cellBegin_, "time-back",
            "time goes back from " + formatSeconds(result_.table.times.back()) + " s to " +
                formatSeconds(exact.ns) + " s",
            "sort the rows by time");
    }
    time = exact.ns;
  }

  std::string_view text_;
  std::string file_;
  std::string_view line_;
  size_t at_ = 0;         // first byte of the next cell
  size_t cellBegin_ = 0;  // first byte of the last cell
  bool lineEnded_ = false;
  bool done_ = false;
  int lineNumber_ = 0;
  size_t timeColumn_ = 0;
  std::set<std::string> names_;
  TableResult result_;
};

}  // namespace

TableResult readTable(std::string_view text, const std::string& file) {
  return TableReader(text, file).run();
}

std::optional<Signal> TableScope::findSignal(std::string_view name) {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return Signal{SignalType::number(), static_cast<uint32_t>(found - columns_.begin())};
}

std::vector<std::string> TableScope::names(NameKind kind) const {
  return kind == NameKind::kSignal ? columns_ : std::vector<std::string>();
}

}  // namespace shixun::logic
