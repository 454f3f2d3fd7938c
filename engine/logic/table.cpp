#include "logic/table.h"

#include <algorithm>
#include <functional>
#include <set>

#include "core/quantity.h"

namespace shixun::logic {
namespace {

constexpr size_t kMaxProblems = 20;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string shownCell(std::string_view cell) {
  std::string out = "'";
  for (const char c : cell.substr(0, 40)) out += static_cast<uint8_t>(c) < 0x20 ? '?' : c;
  return out + (cell.size() > 40 ? "...'" : "'");
}

bool blankLine(std::string_view text) {
  return text.find_first_not_of('\r') == std::string_view::npos;
}

// Most cells of most tables are a single digit.
std::optional<double> cellNumber(std::string_view cell) {
  if (cell.size() == 1 && isDigit(cell.front())) return cell.front() - '0';
  return parseDecimal(cell);
}

}  // namespace

bool TableReader::full() const {
  return diagnostics_.list().size() >= kMaxProblems;
}

bool TableReader::feed(std::string_view piece) {
  while (!piece.empty() && !full()) {
    const size_t end = piece.find('\n');
    if (end == std::string_view::npos) {
      carried_ += piece;
      break;
    }
    if (carried_.empty()) {
      line(piece.substr(0, end));
    } else {
      carried_ += piece.substr(0, end);
      line(carried_);
      carried_.clear();
    }
    piece.remove_prefix(end + 1);
  }
  return !full();
}

void TableReader::finish() {
  // An empty text has one line, which is no header.
  if ((lineNumber_ == 0 || !carried_.empty()) && !full()) line(carried_);
  carried_.clear();
}

void TableReader::dropRows() {
  table_.times.clear();
  table_.values.clear();
}

void TableReader::line(std::string_view text) {
  if (lineNumber_ > 0 && blankLine(text)) {
    ++blanks_;
    return;
  }
  if (blanks_ > 0) blankLines();
  const bool first = lineNumber_++ == 0;
  if (first && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  line_ = text;
  at_ = 0;
  lineEnded_ = false;
  if (first) return header();
  if (headed_ && !full()) row();
}

// Something follows the empty lines, so they are rows.
void TableReader::blankLines() {
  for (; blanks_ > 0; --blanks_) {
    ++lineNumber_;
    line_ = {};
    at_ = 0;
    lineEnded_ = false;
    if (headed_ && !full()) row();
  }
}

// The next cell of the line without the spaces around it; false after the last.
bool TableReader::nextCell(std::string_view& cell) {
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

void TableReader::error(size_t byte, std::string code, std::string message, std::string hint) {
  int column = 1;
  for (const char c : line_.substr(0, byte)) {
    if ((static_cast<uint8_t>(c) & 0xC0) != 0x80) ++column;
  }
  diagnostics_.error({file_, lineNumber_, column}, std::move(code), std::move(message),
                     std::move(hint));
}

void TableReader::header() {
  std::set<std::string, std::less<>> names;
  std::string_view cell;
  while (!full() && nextCell(cell)) {
    if (cell.empty()) {
      error(cellBegin_, "empty-cell", "a column of the header has no name",
            line_.empty() ? "the first line names the columns, such as t,touch,proved"
                          : "name it, or remove the comma");
    } else if (!names.insert(std::string(cell)).second) {
      error(cellBegin_, "name-twice", "the column " + shownCell(cell) + " is there twice",
            "give each column its own name");
    }
    if (cell == "t") timeColumn_ = table_.columns.size();
    table_.columns.emplace_back(cell);
  }
  if (!names.contains("t") && diagnostics_.empty()) {
    error(0, "no-time", "no column is named t", "add the time in decimal seconds as column t");
  }
  headed_ = diagnostics_.empty();
}

void TableReader::row() {
  const size_t width = table_.columns.size();
  const size_t before = diagnostics_.list().size();
  int64_t time = 0;
  size_t count = 0;
  std::string_view cell;
  while (count < width && nextCell(cell)) {
    double value = 0;
    if (readCell(cell, value) && count == timeColumn_) readTime(cell, time);
    table_.values.push_back(value);
    ++count;
  }
  if (count < width || !lineEnded_) {
    if (!lineEnded_) cellBegin_ = at_;
    const auto cells = std::count(line_.begin(), line_.end(), ',') + 1;
    error(cellBegin_, "row-length",
          "found " + std::to_string(cells) + " cells in this row, expected " +
              std::to_string(width) + " as in the header");
  }
  if (diagnostics_.list().size() != before) return;
  table_.times.push_back(time);
  lastTime_ = time;
}

bool TableReader::readCell(std::string_view cell, double& value) {
  if (cell.empty()) {
    // An empty line is a row of the wrong length, unless rows have one cell.
    if (line_.empty() && table_.columns.size() > 1) return false;
    error(cellBegin_, "empty-cell", "the cell is empty, expected a number");
    return false;
  }
  const auto number = cellNumber(cell);
  if (!number) {
    error(cellBegin_, "wrong-number", "found " + shownCell(cell) + ", expected a number",
          "write a decimal number, such as 0, 1 or 2.5e-3");
    return false;
  }
  value = *number;
  return true;
}

void TableReader::readTime(std::string_view cell, int64_t& time) {
  const ExactTime exact = parseSeconds(cell);
  if (exact.fault == TimeFault::kTooFine) {
    error(cellBegin_, "too-fine", shownCell(cell) + " is finer than a nanosecond",
          "write at most 9 digits after the point");
  } else if (exact.fault != TimeFault::kNone || exact.ns >= kMaxStamp || exact.ns <= -kMaxStamp) {
    error(cellBegin_, "time-range", shownCell(cell) + " is out of range",
          "write a time between -4.6e9 s and 4.6e9 s");
  } else if (exact.ns < lastTime_) {
    error(cellBegin_, "time-back",
          "time goes back from " + formatSeconds(lastTime_) + " s to " + formatSeconds(exact.ns) +
              " s",
          "sort the rows by time");
  }
  time = exact.ns;
}

TableResult readTable(std::string_view text, const std::string& file) {
  TableReader reader(file);
  reader.feed(text);
  reader.finish();
  return {reader.takeTable(), reader.diagnostics()};
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
