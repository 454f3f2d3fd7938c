#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "core/clock.h"
#include "core/diagnostic.h"
#include "core/file.h"
#include "core/file_pieces.h"
#include "core/hash.h"
#include "core/id.h"
#include "core/quantity.h"
#include "core/rng.h"

namespace shixun {
namespace {

std::span<const std::byte> bytes(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

TEST(Status, SaysWhatFailedFromOneLevelUp) {
  const Status inner(StatusCode::kFull, "no space left");
  EXPECT_EQ(inner.within("a.mcap").message(), "a.mcap: no space left");
  EXPECT_EQ(inner.within("a.mcap").code(), StatusCode::kFull);
  EXPECT_TRUE(Status().within("anything").ok());
}

TEST(Diagnostics, AreSortedByPlaceAndPrintedWithWhereWhatAndWhatToDo) {
  Diagnostics d;
  d.warning({"b.yaml", 2, 1}, "late", "second");
  d.error({"a.yaml", 9, 4}, "unknown-name", "there is no 'Q11'", "did you mean 'Q1'?");
  d.sort();
  EXPECT_EQ(d.text(),
            "a.yaml:9:4: error[unknown-name]: there is no 'Q11'; did you mean 'Q1'?\n"
            "b.yaml:2:1: warning[late]: second\n");
  EXPECT_TRUE(d.hasErrors());
}

TEST(NearestName, FindsSlipsButNotStrangers) {
  const std::vector<std::string> names = {"isolator", "contactor", "door"};
  EXPECT_EQ(nearestName("isolatr", names), "isolator");
  EXPECT_EQ(nearestName("contacter", names), "contactor");
  EXPECT_EQ(nearestName("motor", names), "");
  EXPECT_EQ(nearestName(std::string(5000, 'x'), names), "");
}

TEST(Sha256, GivesThePublishedDigests) {  // FIPS 180-4 examples
  Sha256 abc;
  abc.add("abc");
  EXPECT_EQ(hex(abc.finish()), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(Sha256().finish()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Sha256 million;
  for (int i = 0; i < 1000; ++i) million.add(std::string(1000, 'a'));
  EXPECT_EQ(hex(million.finish()),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Hash64, TellsStatesApartAndIsTheSameEverywhere) {
  Hash64 a, b, c;
  a.add(1.0);
  a.add(std::string_view("door"));
  b.add(1.0);
  b.add(std::string_view("door"));
  c.add(std::nextafter(1.0, 2.0));
  c.add(std::string_view("door"));
  EXPECT_EQ(a.value(), b.value());
  EXPECT_NE(a.value(), c.value());
  Hash64 golden(7);
  golden.add(uint64_t{42});
  golden.add(-0.5);
  golden.add(true);
  EXPECT_EQ(hex(golden.value()), "4c3eef142b78bd81");
}

TEST(Rng, FollowsItsSeedAndStaysBelowItsBound) {
  Rng a(5), b(5), c(6);
  bool differs = false;
  for (int i = 0; i < 100; ++i) {
    const uint32_t x = a.next();
    EXPECT_EQ(x, b.next());
    differs = differs || x != c.next();
    EXPECT_LT(a.below(7), 7U);
    b.below(7);
    c.below(7);
  }
  EXPECT_TRUE(differs);
}

TEST(Clock, TicksAreExactThirdsOfMilliseconds) {
  EXPECT_EQ(tickFromSeconds(1.0), 120);
  EXPECT_EQ(tickFromSeconds(0.1), 12);
  EXPECT_EQ(tickFromSeconds(0.101), 13);
  EXPECT_EQ(nanosecondsFromTick(3), 25'000'000);
  EXPECT_EQ(nanosecondsFromTick(120 * 3600), 3'600'000'000'000);
}

TEST(Quantity, ReadsTradeUnitsIntoSi) {
  const auto value = [](std::string_view text) { return parseQuantity(text)->value; };
  EXPECT_DOUBLE_EQ(value("4 mm"), 0.004);
  EXPECT_DOUBLE_EQ(value("230V"), 230);
  EXPECT_DOUBLE_EQ(value("10 MOhm"), 10e6);
  EXPECT_DOUBLE_EQ(value("4.6 mOhm"), 0.0046);
  EXPECT_NEAR(value("1460 rpm"), 152.89, 0.01);
  EXPECT_NEAR(value("90 deg"), 1.5707963, 1e-6);
  EXPECT_DOUBLE_EQ(value("45 min"), 2700);
  EXPECT_DOUBLE_EQ(value("-1.5e-3 kV"), -1.5);
  EXPECT_EQ(parseQuantity("230 V")->dimension, dimension::kVoltage);
}

TEST(Quantity, RefusesWhatIsNotAQuantity) {
  for (const char* text : {"", "V", "230 volts", "1 2", "nan", "inf", "1e999", "0x10", "5 cV"}) {
    EXPECT_FALSE(parseQuantity(text).has_value()) << text;
  }
}

TEST(MemoryDisk, IsFullAtItsCapacityAndKeepsWhatWasThere) {
  MemoryDisk files(10);
  auto file = files.create("a");
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE((*file)->append(bytes("12345678")).ok());
  EXPECT_EQ((*file)->append(bytes("90x")).code(), StatusCode::kFull);
  EXPECT_EQ(files.files["a"], "12345678");
  EXPECT_EQ(files.replace("a", "longer than ten").code(), StatusCode::kFull);
  EXPECT_EQ(files.files["a"], "12345678");
}

TEST(Disk, ReplacesWholeFilesAndSaysWhyItCannot) {
  const std::string folder =
      (std::filesystem::temp_directory_path() / ("shixun_core_" + std::to_string(getpid())))
          .string();
  const std::string path = joinPath(folder, "deep/er/file.txt");
  ASSERT_TRUE(disk().replace(path, "one").ok());
  ASSERT_TRUE(disk().replace(path, "two").ok());
  EXPECT_EQ(disk().read(path).value(), "two");
  EXPECT_EQ(disk().list(joinPath(folder, "deep/er")).value(), std::vector<std::string>{"file.txt"});
  EXPECT_EQ(disk().read(joinPath(folder, "none")).status().code(), StatusCode::kNotFound);
  EXPECT_EQ(disk().read(path, 2).status().code(), StatusCode::kInvalid);
  EXPECT_FALSE(disk().read(folder).ok());
  std::filesystem::remove_all(folder);
}

TEST(Disk, PiecesOfALargeFileComeInOrderUntilNoMoreIsWanted) {
  const std::string path =
      (std::filesystem::temp_directory_path() / ("shixun_pieces_" + std::to_string(getpid())))
          .string();
  std::string content;
  for (int i = 0; content.size() < 300'000; ++i) content += std::to_string(i) + ",";
  ASSERT_TRUE(disk().replace(path, content).ok());
  std::string read;
  size_t pieces = 0;
  const auto take = [&](std::string_view piece) {
    read += piece;
    return ++pieces != 2;
  };
  ASSERT_TRUE(readPieces(path, take).ok());
  EXPECT_EQ(pieces, 2u);
  EXPECT_EQ(read, content.substr(0, read.size()));
  EXPECT_LT(read.size(), content.size());
  pieces = 2;
  read.clear();
  ASSERT_TRUE(readPieces(path, take).ok());
  EXPECT_EQ(read, content);
  std::filesystem::remove(path);
  EXPECT_EQ(readPieces(path, take).code(), StatusCode::kNotFound);
  EXPECT_EQ(readPieces("/dev/zero", take).code(), StatusCode::kIo);
}

TEST(Disk, ReportsAFullDisk) {
  if (!std::filesystem::exists("/dev/full")) GTEST_FAIL() << "/dev/full is needed for this test";
  auto file = disk().create("/dev/full");
  ASSERT_TRUE(file.ok());
  EXPECT_EQ((*file)->append(bytes("x")).code(), StatusCode::kFull);
}

using ThingIndex = Index<struct ThingTag>;
TEST(Index, DefaultsToNone) {
  EXPECT_FALSE(ThingIndex().valid());
  EXPECT_TRUE(ThingIndex(size_t{0}).valid());
}

}  // namespace
}  // namespace shixun
