// Files made to hurt: lengths that lie, bombs, loops. A reader refuses them without crashing,
// without allocating what they claim and in reasonable time. And 20,000 random mutations of a good
// file.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <new>

#include "record/bytes.h"
#include "record/chunk.h"
#include "record/crc32.h"
#include "record/recover.h"
#include "tests/record/helpers.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SHIXUN_COUNT_ALLOCATIONS 0
#else
#define SHIXUN_COUNT_ALLOCATIONS 1
#endif

namespace {
size_t largestAllocation = 0;
}

// g++ 12 inlines one of these replaced operators and not the other, and takes the pair for a mismatch.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

#if SHIXUN_COUNT_ALLOCATIONS
void* operator new(size_t size) {
  largestAllocation = std::max(largestAllocation, size);
  if (void* p = std::malloc(size == 0 ? 1 : size)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept {
  std::free(p);
}
void operator delete(void* p, size_t) noexcept {
  std::free(p);
}
#endif

namespace shixun::record {
namespace {

std::string head() {
  std::string out(kMagic);
  put(out, Header{"shixun", "hostile"});
  return out;
}

// The file with an end and a summary whose checksums are all right.
std::string closed(std::string data, const Summary& summary) {
  putDataEnd(data, crc32(data));
  return data + serialise(summary, data.size());
}

// Opens, reads and recovers it; fails when that allocates more at once than `most`.
void survives(const std::string& bytes, size_t most, const Limits& limits = {}) {
  largestAllocation = 0;
  const auto reader = Reader::open(bytes, limits);
  if (reader.ok()) {
    Cursor cursor = reader->messages();
    Message message;
    while (cursor.next(message)) {
      ASSERT_NE(reader->findChannel(message.channel), nullptr);
    }
    (void)verifySeal(*reader);
  }
  EXPECT_LE(largestAllocation, most);
  const auto recovered = recover(bytes, limits);
  if (recovered.ok()) {
    EXPECT_EQ(damageText(openOk(recovered->bytes)), "");
  }
}

std::string chunkClaiming(uint64_t uncompressed, std::string_view records,
                          std::string_view compression = "zstd") {
  std::string out;
  put(out, ChunkHeader{1, 2, uncompressed, 1234, compression, records});
  return out;
}

TEST(Hostile, AChunkThatClaimsATerabyteIsRefused) {
  const std::string bytes = head() + chunkClaiming(1ULL << 40, std::string(20, 'x'));
  survives(bytes, 4096);
  EXPECT_THAT(damageText(openOk(bytes)), testing::HasSubstr("1099511627776"));
  // Below the limit, but more than so few bytes can become.
  survives(head() + chunkClaiming(60ULL << 20, std::string(20, 'x')), 4096);
  survives(head() + chunkClaiming(UINT64_MAX, ""), 4096);
  survives(head() + chunkClaiming(UINT64_MAX, "", ""), 4096);
}

TEST(Hostile, ABombIsRefused) {
  std::string bomb;
  ASSERT_TRUE(Compressor(19).compress(std::string(100 << 20, '\0'), bomb).ok());
  ASSERT_LT(bomb.size(), 20'000u);
  survives(head() + chunkClaiming(100 << 20, bomb), 64 * 1024);
  survives(head() + chunkClaiming(1000, bomb), 64 * 1024);
}

TEST(Hostile, ACutBombIsRefusedBeforeMemoryIsTakenForIt) {
  std::string bomb;
  ASSERT_TRUE(Compressor(19).compress(std::string(60 << 20, '\0'), bomb).ok());
  survives(head() + chunkClaiming(60 << 20, std::string_view(bomb).substr(0, 20)), 4096);
}

// The bounded work of the search is not used up by damage that it need not search.
TEST(Hostile, ManyDamagedChunksDoNotTireTheSearch) {
  std::string packed;
  ASSERT_TRUE(Compressor(3).compress(std::string(1 << 18, '\0'), packed).ok());
  std::string bytes = head();
  for (int i = 0; i < 200; ++i) bytes += chunkClaiming(1 << 18, packed);  // the checksum is wrong
  const Sample sample = makeSample(2);
  const size_t first = sample.chunkStarts[0];
  const size_t second = sample.chunkStarts[1];
  bytes += sample.bytes().substr(first, second - first) + "garbage" + sample.bytes().substr(second);
  EXPECT_EQ(allMessages(openOk(bytes)), sample.messages);
}

TEST(Hostile, ManySmallBombsAreStoppedInTotal) {
  std::string bomb;
  ASSERT_TRUE(Compressor(3).compress(std::string(1 << 18, '\0'), bomb).ok());
  std::string bytes = head();
  for (int i = 0; i < 200; ++i) bytes += chunkClaiming(1 << 18, bomb);
  Limits limits;
  limits.totalBytes = 5 << 20;
  survives(bytes, 2 << 20, limits);
  const auto reader = Reader::open(bytes, limits);
  EXPECT_THAT(damageText(*reader), testing::HasSubstr("more uncompressed bytes than allowed"));
}

TEST(Hostile, LengthsBeyondTheFileAreRefused) {
  for (int opcode = 0; opcode < 256; ++opcode) {
    for (const uint64_t length : {uint64_t{100}, uint64_t{1} << 31, uint64_t{1} << 62, UINT64_MAX,
                                  UINT64_MAX - 8, UINT64_MAX - 16}) {
      std::string bytes = head();
      bytes += static_cast<char>(opcode);
      for (int i = 0; i < 8; ++i)
        bytes += static_cast<char>(static_cast<uint8_t>(length >> (8 * i)));
      survives(bytes + "some bytes", 4096);
    }
  }
}

TEST(Hostile, StringsAndMapsBeyondTheirRecordAreRefused) {
  for (int opcode = 1; opcode <= 15; ++opcode) {
    for (size_t size = 0; size < 80; ++size) {
      std::string bytes = head();
      putRecord(bytes, static_cast<Opcode>(opcode), std::string(size, '\xff'));
      survives(bytes, 4096);
    }
  }
}

TEST(Hostile, AFooterMayPointAnywhere) {
  const std::string good = makeSample(2).bytes();
  for (const uint64_t start : {uint64_t{0}, uint64_t{1}, uint64_t{8}, good.size() - 1, good.size(),
                               uint64_t{1} << 63, UINT64_MAX}) {
    std::string bytes = good.substr(0, good.size() - 8 - kFooterSize);
    putFooter(bytes, {start, start, 0}, "");
    survives(bytes, 64 * 1024);
    EXPECT_EQ(allMessages(openOk(bytes)).size(), 10u) << start;
  }
}

// A summary under right checksums that points to one chunk a thousand times, in a circle, or
// beside.
TEST(Hostile, ASummaryThatLiesIsNotFollowed) {
  const std::string good = makeSample(2).bytes();
  const Scan scan = scanRecord(good, Limits());
  const std::string data = good.substr(0, scan.dataEnd - kDataEndSize);
  const auto opensByWalking = [&](const Summary& summary) {
    const std::string bytes = closed(data, summary);
    survives(bytes, 512 * 1024);
    const Reader reader = openOk(bytes);
    EXPECT_FALSE(reader.usedSummary());
    EXPECT_EQ(allMessages(reader).size(), 10u);
    EXPECT_THAT(damageText(reader), testing::HasSubstr("summary"));
  };
  Summary often = scan.summary;
  often.chunks.assign(1000, scan.summary.chunks[0]);
  opensByWalking(often);
  Summary beside = scan.summary;
  beside.chunks[1].offset += 1;
  opensByWalking(beside);
  Summary farAway = scan.summary;
  farAway.chunks[1].offset = UINT64_MAX;
  opensByWalking(farAway);
  Summary wrongTimes = scan.summary;
  wrongTimes.chunks[1].startTimeNs = 0;
  opensByWalking(wrongTimes);
  Summary huge = scan.summary;
  huge.chunks[1].uncompressedSize = 1ULL << 50;
  opensByWalking(huge);
  Summary wrongRecord = scan.summary;
  wrongRecord.metadata[0].offset = scan.summary.chunks[0].offset;
  opensByWalking(wrongRecord);
  Summary picture = scan.summary;
  picture.attachments[0].length = 5;
  opensByWalking(picture);
}

TEST(Hostile, ChunksThatAllOverlapInTimeAreReadUpToTheLimit) {
  Limits limits;
  limits.cursorBytes = 100'000;
  MemoryDisk disk;
  Writer writer(onDisk(disk));
  const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
  for (int chunk = 0; chunk < 50; ++chunk) {
    for (const uint64_t time : {uint64_t{0}, uint64_t{1000}}) {
      ASSERT_TRUE(writer.write({channel, 0, time, time, std::string(5000, 'x')}).ok());
    }
    ASSERT_TRUE(writer.flush().ok());
  }
  ASSERT_TRUE(writer.close().ok());
  const auto reader = Reader::open(disk.files["a.mcap"], limits);
  ASSERT_TRUE(reader.ok());
  Cursor cursor = reader->messages();
  Message message;
  size_t count = 0;
  while (cursor.next(message)) ++count;
  EXPECT_EQ(count, 18u);
  ASSERT_EQ(cursor.damage().size(), 41u);
  EXPECT_THAT(cursor.damage().front().why, testing::HasSubstr("overlap"));
}

// Bytes in which every entry of a metadata map is itself the head of a metadata record that spans
// the 64 KiB after it: each has to be read nearly to its end to be found wrong.
std::string nestedMetadata(size_t size) {
  constexpr uint64_t kSpan = 65536;
  std::string out;
  for (uint32_t key = 0; out.size() < size; ++key) {
    putString(out, std::string(reinterpret_cast<const char*>(&key), 4));
    std::string value;
    putU8(value, static_cast<uint8_t>(Opcode::kMetadata));
    putU64(value, kSpan);
    putString(value, "");
    putU32(value, kSpan - 8);
    putString(out, value);
  }
  return out;
}

// The search for the next real record must not take the square of the file's length, or a small
// file could stop a whole class from being marked. CPU time, so that a busy machine does not
// matter.
TEST(Hostile, SearchingForTheNextRecordStaysLinear) {
  const size_t size = 2 << 20;
  for (const std::string& filler : {std::string(size, '\0'), std::string(size, '\x06'),
                                    std::string(size, '\x0c'), nestedMetadata(size)}) {
    const std::clock_t begin = std::clock();
    const auto reader = Reader::open(head() + '\x06' + filler);
    ASSERT_TRUE(reader.ok());
    EXPECT_FALSE(reader->damage().empty());
    EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, 20.0);
  }
}

class Mutator {
 public:
  explicit Mutator(uint64_t seed) : rng_(seed) {}

  std::string mutate(std::string bytes) {
    for (uint32_t n = 1 + rng_.below(4); n > 0 && !bytes.empty(); --n) once(bytes);
    return bytes;
  }

 private:
  size_t position(const std::string& bytes) {
    return rng_.below(static_cast<uint32_t>(bytes.size()));
  }
  void once(std::string& bytes) {
    const size_t at = position(bytes);
    const size_t length = std::min<size_t>(1 + rng_.below(64), bytes.size() - at);
    switch (rng_.below(7)) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << rng_.below(8)));
        break;
      case 1:
        bytes[at] = static_cast<char>(rng_.next());
        break;
      case 2:
        bytes.resize(at);
        break;
      case 3:
        bytes.erase(at, length);
        break;
      case 4:
        bytes.insert(position(bytes), bytes.substr(at, length));
        break;
      case 5:
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), length,
                    rng_.below(2) == 0 ? '\0' : '\xff');
        break;
      default:
        bytes.insert(position(bytes), bytes.substr(at));  // may repeat whole chunks
    }
  }
  Rng rng_;
};

TEST(Fuzz, TwentyThousandMutationsNeitherCrashNorInventAMessage) {
  const uint64_t seed = testSeed();
  const std::vector<Sample> samples = [] {
    std::vector<Sample> out;
    out.push_back(makeSample(3, true));
    out.push_back(makeSample(2, false, 0));
    out.push_back(makeSample(3, false, 3, false));
    return out;
  }();
  size_t salvaged = 0;
  for (uint64_t round = 0; round < 20'000; ++round) {
    const Sample& sample = samples[round % samples.size()];
    SCOPED_TRACE(round);
    const std::string bytes = Mutator(seed + round).mutate(sample.bytes());
    const auto reader = Reader::open(bytes);
    if (!reader.ok()) continue;
    const auto found = allMessages(*reader);
    for (const Owned& message : found) {
      ASSERT_NE(std::find(sample.messages.begin(), sample.messages.end(), message),
                sample.messages.end())
          << "invented: " << message.topic << " " << message.data;
    }
    salvaged += found.size();
    if (verifySeal(*reader).state == SealState::kSealed) {
      ASSERT_TRUE(bytes == sample.bytes());
    }
    if (round % 10 != 0) continue;
    const auto recovered = recover(bytes);
    ASSERT_TRUE(recovered.ok());
    const Reader again = openOk(recovered->bytes);
    ASSERT_EQ(damageText(again), "");
    ASSERT_EQ(allMessages(again), found);
  }
  EXPECT_GT(salvaged, 20'000u);  // the test reads more than wreckage
}

}  // namespace
}  // namespace shixun::record
