#include "record/seal.h"

#include <sys/stat.h>

#include <filesystem>

#include "record/crc32.h"
#include "tests/record/helpers.h"

namespace shixun::record {
namespace {

const StationKey::Seed kSeed = {1, 2, 3};  // that of makeSample

TEST(Seal, ASealedRecordVerifies) {
  const SealReport report = verifySeal(openOk(makeSample(3, true).bytes()));
  EXPECT_EQ(report.state, SealState::kSealed) << report.why;
  EXPECT_EQ(report.why, "");
  EXPECT_EQ(report.fingerprint, fingerprint(StationKey::fromSeed(kSeed).publicKey()));
  EXPECT_EQ(report.publicKey, hex(StationKey::fromSeed(kSeed).publicKey()));
}

TEST(Seal, ARecordThatWasOnlyClosedIsUnsealed) {
  const SealReport report = verifySeal(openOk(makeSample().bytes()));
  EXPECT_EQ(report.state, SealState::kUnsealed);
  EXPECT_EQ(report.fingerprint, "");
  EXPECT_FALSE(report.why.empty());
}

TEST(Seal, EveryChangedByteBreaksIt) {
  const std::string bytes = makeSample(3, true).bytes();
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x04);
    const SealReport report = verifySeal(openOk(changed));
    ASSERT_NE(report.state, SealState::kSealed) << at;
    ASSERT_FALSE(report.why.empty()) << at;
  }
}

// Whoever changes a byte can also mend all the checksums.
std::string withChecksumsMended(std::string data) {
  const Scan scan = scanRecord(data, Limits());
  data.resize(scan.dataEnd - kDataEndSize);
  putDataEnd(data, crc32(data));
  return data + serialise(scan.summary, data.size());
}

TEST(Seal, AChangeUnderMendedChecksumsBreaksIt) {
  std::string bytes = makeSample(3, true, 0).bytes();
  ASSERT_EQ(withChecksumsMended(bytes), bytes);  // what follows is not broken by the mending
  const size_t at = bytes.find(R"("id")") == std::string::npos ? bytes.find("electrical/x")
                                                               : bytes.find(R"("id")");
  ASSERT_NE(at, std::string::npos);
  bytes[at] = 'E';
  bytes = withChecksumsMended(bytes);
  const Reader reader = openOk(bytes);
  ASSERT_EQ(damageText(reader), "");
  const SealReport report = verifySeal(reader);
  EXPECT_EQ(report.state, SealState::kBroken);
  EXPECT_THAT(report.why, testing::HasSubstr("changed"));
}

TEST(Seal, AForgedSummaryBreaksIt) {
  const std::string bytes = makeSample(3, true).bytes();
  Scan scan = scanRecord(bytes, Limits());
  scan.summary.chunks.erase(scan.summary.chunks.begin() + 1);  // hides five messages
  const std::string forged = bytes.substr(0, scan.dataEnd) + serialise(scan.summary, scan.dataEnd);
  const Reader reader = openOk(forged);
  ASSERT_TRUE(reader.usedSummary());
  ASSERT_EQ(damageText(reader), "");
  ASSERT_EQ(allMessages(reader).size(), 10u);
  const SealReport report = verifySeal(reader);
  EXPECT_EQ(report.state, SealState::kBroken);
  EXPECT_THAT(report.why, testing::HasSubstr("summary"));
}

TEST(Seal, NothingCanBeAddedBehindIt) {
  const std::string bytes = makeSample(3, true).bytes();
  const Scan scan = scanRecord(bytes, Limits());
  std::string longer = bytes.substr(0, scan.dataEnd - kDataEndSize);
  put(longer, Metadata{"verdict", {{"passed", "true"}}});
  putDataEnd(longer, 0);
  longer = withChecksumsMended(longer + serialise(scan.summary, longer.size()));
  const Reader reader = openOk(longer);
  ASSERT_EQ(damageText(reader), "");
  ASSERT_NE(reader.findMetadata("verdict"), nullptr);
  const SealReport report = verifySeal(reader);
  EXPECT_EQ(report.state, SealState::kBroken);
  EXPECT_THAT(report.why, testing::HasSubstr("follows"));
}

TEST(Seal, AnotherStationsKeyShowsAnotherFingerprint) {
  MemoryDisk disk;
  Writer writer(onDisk(disk));
  const StationKey other = StationKey::fromSeed({9});
  ASSERT_TRUE(writer.seal(other).ok());
  const SealReport report = verifySeal(openOk(disk.files["a.mcap"]));
  EXPECT_EQ(report.state, SealState::kSealed) << report.why;
  EXPECT_EQ(report.fingerprint, fingerprint(other.publicKey()));
  EXPECT_NE(report.fingerprint, fingerprint(StationKey::fromSeed(kSeed).publicKey()));
}

TEST(Seal, AnotherKeysNameUnderTheSameSignatureBreaksIt) {
  std::string bytes = makeSample(3, true).bytes();
  const std::string own = hex(StationKey::fromSeed(kSeed).publicKey());
  const size_t at = bytes.find(own);
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, own.size(), hex(StationKey::fromSeed({9}).publicKey()));
  const SealReport report = verifySeal(openOk(withChecksumsMended(bytes)));
  EXPECT_EQ(report.state, SealState::kBroken);
  EXPECT_THAT(report.why, testing::HasSubstr("signature"));
}

// RFC 8032, 7.1, test 1: the public key of this secret and its signature of the empty message.
TEST(StationKey, SignsAsThePublishedVectorSays) {
  const StationKey::Seed seed = {0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a,
                                 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32,
                                 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};
  const StationKey key = StationKey::fromSeed(seed);
  EXPECT_EQ(hex(key.publicKey()),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(hex(key.sign("")),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39"
            "701cf9b46bd25bf5f0595bbe24655141438e7a100b");
}

TEST(StationKey, IsMadeOnceAndLoadedAfterwards) {
  MemoryDisk disk;
  const auto first = StationKey::loadOrCreate(disk, "station/key");
  ASSERT_TRUE(first.ok()) << first.status().message();
  const std::string file = disk.files.at("station/key");
  const auto second = StationKey::loadOrCreate(disk, "station/key");
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(first->publicKey(), second->publicKey());
  EXPECT_EQ(disk.files.at("station/key"), file);
  MemoryDisk elsewhere;
  const auto third = StationKey::loadOrCreate(elsewhere, "station/key");
  EXPECT_NE(third->publicKey(), first->publicKey());
}

TEST(StationKey, AFileThatIsNoKeyIsReportedAndKept) {
  for (const std::string& content :
       {std::string("hello"), std::string(), std::string("shixun-station-key-1 12\n"),
        "shixun-station-key-1 " + std::string(64, 'g')}) {
    MemoryDisk disk;
    disk.files["key"] = content;
    const auto key = StationKey::loadOrCreate(disk, "key");
    EXPECT_EQ(key.status().code(), StatusCode::kCorrupt);
    EXPECT_THAT(key.status().message(), testing::HasSubstr("'key' is not a station key"));
    EXPECT_EQ(disk.files["key"], content);
  }
}

TEST(StationKey, AFullDiskIsReported) {
  MemoryDisk disk(10);
  const auto key = StationKey::loadOrCreate(disk, "key");
  EXPECT_EQ(key.status().code(), StatusCode::kFull);
}

TEST(StationKey, OnlyTheOwnerMayReadItsFile) {
  const std::string folder = testing::TempDir() + "shixun_station_key";
  std::filesystem::remove_all(folder);
  const std::string path = folder + "/key";
  ASSERT_TRUE(StationKey::loadOrCreate(disk(), path).ok());
  struct stat info = {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace shixun::record
