#include "logic/table.h"

#include <gtest/gtest.h>

#include "logic/compile.h"

namespace shixun::logic {
namespace {

std::string problemsOf(std::string_view text) {
  return readTable(text, "x.csv").diagnostics.text();
}

TEST(Table, ColumnsTimesAndValuesAreRead) {
  const TableResult read = readTable("t,a,b\n0,1,0\n0.1,2.5e-3,-7\n", "x.csv");
  ASSERT_TRUE(read.ok()) << read.diagnostics.text();
  EXPECT_EQ(read.table.columns, (std::vector<std::string>{"t", "a", "b"}));
  EXPECT_EQ(read.table.times, (std::vector<int64_t>{0, 100'000'000}));
  EXPECT_EQ(read.table.values, (std::vector<double>{0, 1, 0, 0.1, 0.0025, -7}));
}

TEST(Table, TimeMayStandInAnyColumn) {
  const TableResult read = readTable("a,t\n1,3\n0,4", "x.csv");
  ASSERT_TRUE(read.ok()) << read.diagnostics.text();
  EXPECT_EQ(read.table.times, (std::vector<int64_t>{3'000'000'000, 4'000'000'000}));
}

TEST(Table, CarriageReturnsSpacesByteOrderMarkAndEmptyLinesAtTheEndDoNotMatter) {
  const TableResult read = readTable("\xEF\xBB\xBFt , a\r\n0, 1\r\n 1 ,0\r\n\r\n\n", "x.csv");
  ASSERT_TRUE(read.ok()) << read.diagnostics.text();
  EXPECT_EQ(read.table.columns, (std::vector<std::string>{"t", "a"}));
  EXPECT_EQ(read.table.times.size(), 2u);
  EXPECT_EQ(read.table.values, (std::vector<double>{0, 1, 1, 0}));
}

TEST(Table, WithoutRowsThereAreNoVerdicts) {
  for (const char* text : {"t,a", "t,a\n", "t,a\r\n"}) {
    const TableResult read = readTable(text, "x.csv");
    EXPECT_TRUE(read.ok());
    EXPECT_TRUE(read.table.times.empty());
  }
}

TEST(Table, RowsMayShareATime) {
  EXPECT_TRUE(readTable("t,a\n1,0\n1,1\n1.0,0\n", "x").ok());
}

TEST(Table, AnEmptyFileHasNoHeader) {
  EXPECT_EQ(
      problemsOf(""),
      "x.csv:1:1: error[empty-cell]: a column of the header has no name; the first line names "
      "the columns, such as t,touch,proved\n");
}

TEST(Table, TheHeaderNeedsTimeAndDifferentNames) {
  EXPECT_EQ(problemsOf("time,a\n0,1\n"),
            "x.csv:1:1: error[no-time]: no column is named t; add the time in decimal seconds as "
            "column t\n");
  EXPECT_EQ(problemsOf("t,a,,a\n"),
            "x.csv:1:5: error[empty-cell]: a column of the header has no name; name it, or remove "
            "the comma\n"
            "x.csv:1:6: error[name-twice]: the column 'a' is there twice; give each column its own "
            "name\n");
}

TEST(Table, EveryProblemNamesItsPlace) {
  EXPECT_EQ(problemsOf("t,a\n0,1\n1,\n2,x\n3\n4,1,0\n\n5,nan\n"),
            "x.csv:3:3: error[empty-cell]: the cell is empty, expected a number\n"
            "x.csv:4:3: error[wrong-number]: found 'x', expected a number; write a decimal number, "
            "such as 0, 1 or 2.5e-3\n"
            "x.csv:5:1: error[row-length]: found 1 cells in this row, expected 2 as in the header\n"
            "x.csv:6:5: error[row-length]: found 3 cells in this row, expected 2 as in the header\n"
            "x.csv:7:1: error[row-length]: found 1 cells in this row, expected 2 as in the header\n"
            "x.csv:8:3: error[wrong-number]: found 'nan', expected a number; write a decimal "
            "number, such as 0, 1 or 2.5e-3\n");
}

TEST(Table, TimeThatGoesBackIsTooFineOrTooLargeIsRefused) {
  EXPECT_EQ(
      problemsOf("t,a\n0.3,1\n0.299999999,1\n"),
      "x.csv:3:1: error[time-back]: time goes back from 0.3 s to 0.299999999 s; sort the rows "
      "by time\n");
  EXPECT_EQ(
      problemsOf("t,a\n0.0000000001,1\n"),
      "x.csv:2:1: error[too-fine]: '0.0000000001' is finer than a nanosecond; write at most 9 "
      "digits after the point\n");
  EXPECT_EQ(
      problemsOf("t,a\n1e10,1\n"),
      "x.csv:2:1: error[time-range]: '1e10' is out of range; write a time between -4.6e9 s and "
      "4.6e9 s\n");
}

TEST(Table, ColumnsCountCharactersNotBytes) {
  EXPECT_EQ(
      problemsOf("t,门,门\n"),
      "x.csv:1:5: error[name-twice]: the column '门' is there twice; give each column its own "
      "name\n");
}

TEST(Table, ReadingStopsAfterTwentyProblems) {
  std::string text = "t,a\n";
  for (int i = 0; i < 1000; ++i) text += "x,y\n";
  EXPECT_LE(readTable(text, "x.csv").diagnostics.list().size(), 21u);
}

TEST(Table, PiecesCutAnywhereGiveTheSameTableAndTheSameProblems) {
  const std::vector<std::string> texts = {"\xEF\xBB\xBFt,a,b\r\n0, 1,0\r\n0.1,2.5e-3 ,-7\r\n\r\n",
                                          "t,a\n0,1\n\n\n1,x\n2\n",
                                          "t\n0\n\n1",
                                          "",
                                          "\n",
                                          "\r\nt,a\n",
                                          "a,t\n1,3"};
  for (const std::string& text : texts) {
    const TableResult whole = readTable(text, "x.csv");
    for (size_t first = 0; first <= text.size(); ++first) {
      for (size_t second = first; second <= text.size(); second += 3) {
        TableReader reader("x.csv");
        reader.feed(std::string_view(text).substr(0, first));
        reader.feed(std::string_view(text).substr(first, second - first));
        reader.feed(std::string_view(text).substr(second));
        reader.finish();
        EXPECT_EQ(reader.diagnostics().text(), whole.diagnostics.text()) << text;
        EXPECT_EQ(reader.table().times, whole.table.times) << text;
        EXPECT_EQ(reader.table().values, whole.table.values) << text;
      }
    }
  }
}

TEST(Table, RowsThatWereDroppedStillBoundTheTimesAfterThem) {
  TableReader reader("x.csv");
  EXPECT_FALSE(reader.headed());
  reader.feed("t,a\n5,1\n");
  EXPECT_TRUE(reader.headed());
  EXPECT_EQ(reader.table().times.size(), 1u);
  reader.dropRows();
  reader.feed("4,1\n");
  EXPECT_EQ(reader.diagnostics().text(),
            "x.csv:3:1: error[time-back]: time goes back from 5 s to 4 s; sort the rows by time\n");
}

TEST(Table, AFormulaFindsTheColumns) {
  const TableResult read = readTable("t,door.open,门\n0,1,0\n1,0,2\n", "x.csv");
  TableScope scope(read.table.columns);
  const CompileResult compiled = compileFormula("door.open or 门 == 2", {}, scope);
  ASSERT_TRUE(compiled.ok()) << compiled.diagnostics.text();
  Monitor monitor(compiled.program);
  std::vector<uint8_t> verdicts(2);
  monitor.run(read.table.rows(), verdicts);
  EXPECT_EQ(verdicts, (std::vector<uint8_t>{1, 1}));
  EXPECT_EQ(compileFormula("door.opem", {}, scope).diagnostics.text(),
            "<input>:1:1: error[unknown-name]: unknown name 'door.opem'; did you mean "
            "'door.open'?\n");
}

}  // namespace
}  // namespace shixun::logic
