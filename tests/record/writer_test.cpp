#include "record/writer.h"

#include "tests/record/helpers.h"

namespace shixun::record {
namespace {

TEST(Writer, WhatIsWrittenIsReadThroughTheSummary) {
  const Sample sample = makeSample();
  const Reader reader = openOk(sample.bytes());
  EXPECT_TRUE(reader.usedSummary());
  EXPECT_TRUE(reader.finished());
  EXPECT_EQ(damageText(reader), "");
  EXPECT_EQ(allMessages(reader), sample.messages);
}

}  // namespace
}  // namespace shixun::record
