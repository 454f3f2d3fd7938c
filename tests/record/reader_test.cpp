#include "record/reader.h"

#include <algorithm>

#include "record/crc32.h"
#include "tests/record/helpers.h"

namespace shixun::record {
namespace {

// The messages of the sample's chunks for which `kept` is true.
std::vector<Owned> messagesOfChunks(const Sample& sample, const std::vector<bool>& kept) {
  std::vector<Owned> out;
  for (size_t i = 0; i < sample.messages.size(); ++i) {
    if (kept[i / kSampleChunkMessages]) out.push_back(sample.messages[i]);
  }
  return out;
}

bool contains(const std::vector<Owned>& all, const std::vector<Owned>& part) {
  return std::all_of(part.begin(), part.end(), [&all](const Owned& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  });
}

TEST(Crc32, GivesThePublishedCheckValue) {
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);  // the CRC catalogue's check of CRC-32/ISO-HDLC
  Crc32 parts;
  parts.add("1234");
  parts.add("");
  parts.add("56789");
  EXPECT_EQ(parts.value(), 0xCBF43926U);
  EXPECT_EQ(crc32(""), 0U);
}

TEST(Reader, EveryTruncationLengthYieldsTheCompleteChunks) {
  const Sample sample = makeSample(4, true);
  const std::string bytes = sample.bytes();
  const Reader whole = openOk(bytes);
  const auto& chunks = whole.chunkIndex();
  for (size_t length = 0; length < bytes.size(); ++length) {
    const auto reader = Reader::open(bytes.substr(0, length));
    if (length < kMagic.size()) {
      EXPECT_EQ(reader.status().code(), StatusCode::kCorrupt) << length;
      continue;
    }
    ASSERT_TRUE(reader.ok()) << length << ": " << reader.status().message();
    std::vector<bool> complete;
    for (const ChunkIndex& chunk : chunks)
      complete.push_back(chunk.offset + chunk.length <= length);
    ASSERT_EQ(allMessages(*reader), messagesOfChunks(sample, complete)) << length;
    ASSERT_FALSE(reader->damage().empty()) << length;
    ASSERT_FALSE(reader->finished()) << length;
    const bool hasPicture = std::any_of(
        whole.attachments().begin(), whole.attachments().end(), [&](const Attachment& attachment) {
          return static_cast<size_t>(attachment.data.end() - whole.bytes().begin()) + 4 <= length;
        });
    ASSERT_EQ(reader->attachments().size(), hasPicture ? 1u : 0u) << length;
  }
}

// Where each chunk, not counting its message indexes, lies in the sample.
std::vector<bool> untouchedChunks(const std::vector<ChunkIndex>& chunks, size_t from, size_t to) {
  std::vector<bool> out;
  for (const ChunkIndex& chunk : chunks) {
    out.push_back(to <= chunk.offset || from >= chunk.offset + chunk.length);
  }
  return out;
}

TEST(Reader, EveryFlippedByteIsNoticedAndCostsNoOtherChunk) {
  const Sample sample = makeSample(4, true);
  const std::string bytes = sample.bytes();
  const Reader whole = openOk(bytes);
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (const int change : {0x01, 0x10, 0xff}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ change);
      const auto reader = Reader::open(changed);
      ASSERT_TRUE(reader.ok()) << at;
      ASSERT_FALSE(reader->damage().empty()) << "byte " << at << " changed by " << change;
      const auto found = allMessages(*reader);
      const auto expected =
          messagesOfChunks(sample, untouchedChunks(whole.chunkIndex(), at, at + 1));
      ASSERT_TRUE(contains(found, expected)) << "byte " << at << " by " << change << "\n"
                                             << damageText(*reader);
      ASSERT_TRUE(contains(sample.messages, found)) << "byte " << at << " by " << change;
    }
  }
}

TEST(Reader, EveryFlippedByteOfARecordThatWasNeverClosedCostsNoOtherChunk) {
  const Sample sample = makeSample(4, false, 3, false);
  const std::string bytes = sample.bytes();
  const Reader whole = openOk(bytes);
  ASSERT_EQ(whole.chunkIndex().size(), 4u);
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (const int change : {0x02, 0x80}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ change);
      const auto reader = Reader::open(changed);
      ASSERT_TRUE(reader.ok()) << at;
      const auto found = allMessages(*reader);
      const auto expected =
          messagesOfChunks(sample, untouchedChunks(whole.chunkIndex(), at, at + 1));
      ASSERT_TRUE(contains(found, expected)) << "byte " << at << " by " << change << "\n"
                                             << damageText(*reader);
      ASSERT_TRUE(contains(sample.messages, found)) << "byte " << at << " by " << change;
    }
  }
}

// A sector of the disk lost: zeros, ones or another file's bytes.
TEST(Reader, ALostBlockCostsOnlyTheChunksInIt) {
  const Sample sample = makeSample(12, true);
  const std::string bytes = sample.bytes();
  const Reader whole = openOk(bytes);
  const uint64_t seed = testSeed();
  Rng rng(seed);
  for (int round = 0; round < 400; ++round) {
    const size_t length = 1 + rng.below(600);
    const size_t at = kMagic.size() + rng.below(static_cast<uint32_t>(bytes.size() - length - 8));
    std::string changed = bytes;
    for (size_t i = at; i < at + length; ++i) {
      changed[i] = round % 3 == 0 ? '\0' : round % 3 == 1 ? '\xff' : static_cast<char>(rng.next());
    }
    if (changed == bytes) continue;
    const auto reader = Reader::open(changed);
    ASSERT_TRUE(reader.ok());
    ASSERT_FALSE(reader->damage().empty());
    const auto found = allMessages(*reader);
    const auto expected =
        messagesOfChunks(sample, untouchedChunks(whole.chunkIndex(), at, at + length));
    ASSERT_TRUE(contains(found, expected)) << at << "+" << length << "\n" << damageText(*reader);
    ASSERT_TRUE(contains(sample.messages, found)) << at << "+" << length;
  }
}

TEST(Reader, DamageNamesThePlaceAndTheReason) {
  const Sample sample = makeSample();
  std::string bytes = sample.bytes();
  const ChunkIndex hit = openOk(bytes).chunkIndex()[2];
  bytes[hit.offset + hit.length - 5] ^= 1;
  const Reader reader = openOk(bytes);
  ASSERT_EQ(reader.damage().size(), 1u) << damageText(reader);
  EXPECT_EQ(reader.damage()[0].offset, hit.offset);
  EXPECT_EQ(reader.damage()[0].length, hit.length);
  EXPECT_THAT(reader.damage()[0].why,
              testing::AnyOf(testing::HasSubstr("checksum"), testing::HasSubstr("zstd")));
  EXPECT_TRUE(reader.finished());
  EXPECT_FALSE(reader.usedSummary());
}

TEST(Reader, UnknownOpcodeIsSkipped) {
  const Sample sample = makeSample();
  const std::string bytes = sample.bytes();
  Scan scan = scanRecord(bytes, Limits());
  // Behind the last chunk, as a later version might write it, with all checksums right.
  const size_t end = sample.chunkEnds.back();
  std::string changed = bytes.substr(0, end);
  putRecord(changed, static_cast<Opcode>(0x42), "from the future");
  putDataEnd(changed, crc32(changed));
  const std::string closed = changed + serialise(scan.summary, changed.size());
  const Reader reader = openOk(closed);
  EXPECT_TRUE(reader.usedSummary());
  EXPECT_EQ(damageText(reader), "");
  EXPECT_EQ(allMessages(reader), sample.messages);
  EXPECT_TRUE(scanRecord(closed, Limits()).damage.empty());
  // The same in the middle of a record that was cut: read on behind it, and say so.
  const size_t middle = sample.chunkEnds[0];
  std::string cut = bytes.substr(0, middle);
  putRecord(cut, static_cast<Opcode>(0x42), "from the future");
  cut += bytes.substr(middle, sample.chunkEnds.back() - middle);
  const Reader walked = openOk(cut);
  EXPECT_EQ(allMessages(walked), sample.messages);
  EXPECT_THAT(damageText(walked), testing::HasSubstr("unknown type"));
}

TEST(Reader, FieldsAddedByALaterVersionAreIgnored) {
  const Sample sample = makeSample(2);
  const std::string bytes = sample.bytes();
  const Reader whole = openOk(bytes);
  const ChunkIndex& chunk = whole.chunkIndex()[0];
  const auto record = readRecord(bytes, chunk.offset);
  std::string changed = bytes.substr(0, chunk.offset);
  putRecord(changed, Opcode::kChunk, std::string(record->content) + "more");
  changed += bytes.substr(record->end);
  EXPECT_EQ(allMessages(openOk(changed)), sample.messages);
}

TEST(Reader, ALostChannelRecordCostsNoMessage) {
  const Sample sample = makeSample();
  std::string bytes = sample.bytes();
  // The first chunk begins behind the last Channel record.
  const size_t head = sample.chunkStarts.front();
  for (size_t i = kMagic.size(); i < head; ++i) bytes[i] = '\0';
  bytes.resize(sample.chunkEnds.back());
  const Reader reader = openOk(bytes);
  EXPECT_EQ(allMessages(reader), sample.messages);
}

TEST(Reader, TopicsAndTimesAreFiltered) {
  const Sample sample = makeSample(6);
  for (const bool damaged : {false, true}) {
    const Reader reader = openOk(sample.bytes().substr(0, sample.bytes().size() - damaged));
    ASSERT_EQ(reader.usedSummary(), !damaged);
    CursorDef def;
    def.topics = {"event", "hash", "no such topic"};
    def.fromNs = 70'000'000;  // there is a wanted message at each end
    def.toNs = 220'000'000;
    std::vector<Owned> expected;
    for (const Owned& message : sample.messages) {
      if (message.topic != "pose" && message.logTimeNs >= def.fromNs &&
          message.logTimeNs <= def.toNs) {
        expected.push_back(message);
      }
    }
    ASSERT_GT(expected.size(), 5u);
    EXPECT_EQ(allMessages(reader, def), expected);
    EXPECT_TRUE(allMessages(reader, {.topics = {"no such topic"}}).empty());
  }
}

TEST(Reader, BytesThatAreNoRecordAreRefusedWithAReason) {
  EXPECT_EQ(Reader::open("").status().message(), "the file is empty");
  for (const std::string& bytes :
       {std::string("\x89PNG\r\n\x1a\n"), std::string(5000, '\0'), std::string("{\"a\":1}")}) {
    const auto reader = Reader::open(bytes);
    EXPECT_EQ(reader.status().code(), StatusCode::kCorrupt);
    EXPECT_THAT(reader.status().message(), testing::HasSubstr("session record"));
  }
}

TEST(Reader, ARecordInsideOtherBytesIsFound) {
  const Sample sample = makeSample();
  const Reader reader = openOk("some bytes of another file" + sample.bytes().substr(5));
  EXPECT_EQ(allMessages(reader), sample.messages);
  EXPECT_FALSE(reader.damage().empty());
}

TEST(Reader, AFileWithoutChecksumsIsWalked) {
  const Sample sample = makeSample();
  std::string bytes = sample.bytes();
  const Scan scan = scanRecord(bytes, Limits());
  for (size_t i = 0; i < 4; ++i) bytes[scan.dataEnd - 4 + i] = '\0';  // "not available"
  const Reader reader = openOk(bytes);
  EXPECT_FALSE(reader.usedSummary());
  EXPECT_EQ(damageText(reader), "");
  EXPECT_TRUE(reader.finished());
  EXPECT_EQ(allMessages(reader), sample.messages);
}

}  // namespace
}  // namespace shixun::record
