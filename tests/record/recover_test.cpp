#include "record/recover.h"

#include "tests/record/helpers.h"

namespace shixun::record {
namespace {

TEST(Recover, AnIntactRecordStaysAsItIs) {
  const std::string bytes = makeSample(3, true).bytes();
  const auto recovered = recover(bytes);
  ASSERT_TRUE(recovered.ok());
  EXPECT_FALSE(recovered->changed);
  EXPECT_TRUE(recovered->bytes == bytes);
  EXPECT_TRUE(recovered->damage.empty());
}

TEST(Recover, ARecordCutByACrashBecomesWhole) {
  const Sample sample = makeSample(4, false, 3, false);
  const auto recovered = recover(sample.bytes());
  ASSERT_TRUE(recovered.ok());
  EXPECT_TRUE(recovered->changed);
  const Reader reader = openOk(recovered->bytes);
  EXPECT_TRUE(reader.usedSummary());
  EXPECT_EQ(damageText(reader), "");
  EXPECT_EQ(allMessages(reader), sample.messages);
  EXPECT_EQ(reader.statistics(), recovered->statistics);
  EXPECT_EQ(reader.attachments().size(), 1u);
  EXPECT_EQ(reader.findMetadata("scenario")->values.at("seed"), "7");
  EXPECT_EQ(reader.findChannel("pose")->schema, SchemaId{2});
  const Metadata* said = reader.findMetadata(kRecoveredName);
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(said->values.at("damageCount"), "1");
  EXPECT_THAT(said->values.at("damage1"), testing::HasSubstr("not closed"));
}

TEST(Recover, EveryTruncationLengthBecomesAWholeRecordOfWhatWasThere) {
  const std::string bytes = makeSample(2, true).bytes();
  for (size_t length = kMagic.size(); length < bytes.size(); ++length) {
    const auto before = allMessages(openOk(bytes.substr(0, length)));
    const auto recovered = recover(bytes.substr(0, length));
    ASSERT_TRUE(recovered.ok()) << length;
    const Reader reader = openOk(recovered->bytes);
    ASSERT_TRUE(reader.usedSummary()) << length;
    ASSERT_EQ(allMessages(reader), before) << length;
  }
}

TEST(Recover, TheSealOfADamagedRecordIsNotKept) {
  std::string bytes = makeSample(3, true).bytes();
  bytes.pop_back();
  const auto recovered = recover(bytes);
  ASSERT_TRUE(recovered.ok());
  const Reader reader = openOk(recovered->bytes);
  EXPECT_EQ(reader.findMetadata(kSealName), nullptr);
  EXPECT_EQ(verifySeal(reader).state, SealState::kUnsealed);
  EXPECT_EQ(recovered->damage.size(), 1u);  // the missing byte; leaving out the seal is none
}

TEST(Recover, RecoveringTwiceChangesNothingMore) {
  const std::string bytes = makeSample(3).bytes();
  const auto once = recover(bytes.substr(0, bytes.size() / 2));
  const auto twice = recover(once->bytes);
  EXPECT_FALSE(twice->changed);
  EXPECT_TRUE(twice->bytes == once->bytes);
}

TEST(Recover, BytesThatAreNoRecordAreRefused) {
  EXPECT_EQ(recover("no record").status().code(), StatusCode::kCorrupt);
}

}  // namespace
}  // namespace shixun::record
