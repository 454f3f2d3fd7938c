#include "record/writer.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "tests/record/helpers.h"

namespace shixun::record {
namespace {

// A disk as it really fills up: the failing write leaves a part of its bytes.
class TornFile final : public AppendFile {
 public:
  TornFile(std::string& out, size_t capacity) : out_(out), capacity_(capacity) {}
  Status append(std::span<const std::byte> bytes) override {
    const size_t fits = std::min(bytes.size(), capacity_ - std::min(capacity_, out_.size()));
    out_.append(reinterpret_cast<const char*>(bytes.data()), fits);
    if (fits == bytes.size()) return {};
    return {StatusCode::kFull, "no space left"};
  }
  Status sync() override { return {}; }

 private:
  std::string& out_;
  size_t capacity_;
};

TEST(Writer, WhatIsWrittenIsReadThroughTheSummary) {
  const Sample sample = makeSample();
  const Reader reader = openOk(sample.bytes());
  EXPECT_TRUE(reader.usedSummary());
  EXPECT_TRUE(reader.finished());
  EXPECT_EQ(damageText(reader), "");
  EXPECT_EQ(allMessages(reader), sample.messages);
  EXPECT_EQ(reader.profile(), "shixun");
  EXPECT_EQ(reader.library(), "record tests");
  ASSERT_EQ(reader.schemas().size(), 2u);
  EXPECT_EQ(reader.schemas()[1].name, "pose");
  ASSERT_EQ(reader.channels().size(), 3u);
  EXPECT_EQ(reader.channels()[0].metadata.at("clock"), "session");
  EXPECT_EQ(reader.findChannel("pose")->schema, reader.schemas()[1].id);
  ASSERT_NE(reader.findMetadata("scenario"), nullptr);
  EXPECT_EQ(reader.findMetadata("scenario")->values.at("seed"), "7");
  ASSERT_EQ(reader.attachments().size(), 1u);
  EXPECT_EQ(reader.attachments()[0].data, "not really a picture");
  EXPECT_EQ(reader.attachments()[0].mediaType, "image/png");
  const Statistics& statistics = reader.statistics();
  EXPECT_EQ(statistics.messageCount, 20u);
  EXPECT_EQ(statistics.chunkCount, 4u);
  EXPECT_EQ(statistics.startTimeNs, 10'000'000u);
  EXPECT_EQ(statistics.endTimeNs, 200'000'000u);
  EXPECT_EQ(statistics.messageCounts.at(reader.findChannel("event")->id), 7u);
}

TEST(Writer, ARecordWithNothingInItIsARecord) {
  MemoryDisk disk;
  Writer writer(onDisk(disk));
  ASSERT_TRUE(writer.close().ok());
  const Reader reader = openOk(disk.files["a.mcap"]);
  EXPECT_TRUE(reader.usedSummary());
  EXPECT_EQ(damageText(reader), "");
  EXPECT_TRUE(allMessages(reader).empty());
}

// Whatever the rhythm of ticks (at least 20 in a second) and messages: a reader that looks at the
// file at any moment finds every message that is 250 ms old.
TEST(Writer, AMessageIsInTheFileAfter250Milliseconds) {
  const uint64_t seed = testSeed();
  Rng rng(seed);
  for (int round = 0; round < 20; ++round) {
    MemoryDisk disk;
    Writer writer(onDisk(disk));
    const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
    std::vector<uint64_t> handedOverAt;
    uint64_t now = 0;
    for (int step = 0; step < 60; ++step) {
      now += 1 + rng.below(50'000'000);
      // What the file holds before this tick has a chance to add to it.
      const Reader reader = openOk(disk.files["a.mcap"]);
      const auto due = static_cast<size_t>(
          std::count_if(handedOverAt.begin(), handedOverAt.end(),
                        [now](uint64_t at) { return at + 250'000'000 <= now; }));
      ASSERT_GE(allMessages(reader).size(), due) << "at " << now << ", round " << round;
      ASSERT_TRUE(writer.tick(now).ok());
      for (uint32_t n = rng.below(4); n > 0; --n) {
        ASSERT_TRUE(writer.write({channel, 0, now, now, "{}"}).ok());
        handedOverAt.push_back(now);
      }
    }
  }
}

TEST(Writer, AChunkIsNotClosedMuchBeforeItIsDue) {
  MemoryDisk disk;
  Writer writer(onDisk(disk));
  const ChannelId channel = writer.addChannel({.topic = "pose", .metadata = {}});
  for (Tick tick = 0; tick < 120 * 10; ++tick) {
    const auto now = static_cast<uint64_t>(nanosecondsFromTick(tick));
    ASSERT_TRUE(writer.tick(now).ok());
    ASSERT_TRUE(writer.write({channel, 0, now, now, "{}"}).ok());
  }
  EXPECT_LE(writer.statistics().chunkCount, 50u);
  EXPECT_GE(writer.statistics().chunkCount, 40u);
}

TEST(Writer, AClockSetBackDoesNotHoldAChunkOpen) {
  MemoryDisk disk;
  Writer writer(onDisk(disk));
  const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
  ASSERT_TRUE(writer.tick(9'000'000'000).ok());
  ASSERT_TRUE(writer.write({channel, 0, 0, 0, "{}"}).ok());
  ASSERT_TRUE(writer.tick(1'000'000'000).ok());
  ASSERT_TRUE(writer.tick(1'200'000'000).ok());
  EXPECT_EQ(writer.messagesPending(), 0u);
}

TEST(Writer, ALargeChunkIsClosedEarly) {
  MemoryDisk disk;
  WriterDef def = onDisk(disk);
  def.chunkBytes = 1000;
  Writer writer(std::move(def));
  const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(writer.write({channel, 0, 0, 0, std::string(500, 'x')}).ok());
  }
  EXPECT_EQ(writer.statistics().chunkCount, 5u);
}

TEST(Writer, LateMessagesAreReadInTheirTurn) {
  MemoryDisk disk;
  Writer writer(onDisk(disk));
  const ChannelId channel = writer.addChannel({.topic = "finding", .metadata = {}});
  const std::vector<uint64_t> times = {50, 10, 10, 90, 20, 50, 70};
  for (size_t i = 0; i < times.size(); ++i) {
    ASSERT_TRUE(writer.write({channel, static_cast<uint32_t>(i), times[i], times[i], "x"}).ok());
    if (i % 2 == 1) {
      ASSERT_TRUE(writer.flush().ok());
    }
  }
  ASSERT_TRUE(writer.close().ok());
  const Reader reader = openOk(disk.files["a.mcap"]);
  std::vector<uint32_t> order;
  for (const Owned& message : allMessages(reader)) order.push_back(message.sequence);
  EXPECT_EQ(order, (std::vector<uint32_t>{1, 2, 4, 0, 5, 6, 3}));
}

TEST(Writer, TooLargeAMessageIsRefusedAndTheWriterLivesOn) {
  MemoryDisk disk;
  Writer writer(onDisk(disk));
  const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
  const std::string large(kMaxPayloadBytes + 1, 'x');
  EXPECT_EQ(writer.write({channel, 0, 0, 0, large}).code(), StatusCode::kInvalid);
  EXPECT_EQ(writer.addAttachment({0, 0, "a", "b", large}).code(), StatusCode::kInvalid);
  EXPECT_EQ(writer.addMetadata({"a", {{"b", large}}}).code(), StatusCode::kInvalid);
  EXPECT_EQ(writer.addMetadata({std::string(kSealName), {}}).code(), StatusCode::kInvalid);
  EXPECT_TRUE(writer.write({channel, 0, 0, 0, "small"}).ok());
  EXPECT_TRUE(writer.close().ok());
  EXPECT_EQ(allMessages(openOk(disk.files["a.mcap"])).size(), 1u);
}

TEST(Writer, TheLargestMessageIsReadAgain) {
  MemoryDisk disk;
  Writer writer(onDisk(disk));
  const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
  std::string large(kMaxPayloadBytes, 'x');
  ASSERT_TRUE(writer.write({channel, 0, 0, 0, "small"}).ok());
  ASSERT_TRUE(writer.write({channel, 1, 0, 0, large}).ok());
  ASSERT_TRUE(writer.close().ok());
  const auto messages = allMessages(openOk(disk.files["a.mcap"]));
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_TRUE(messages[1].data == large);
}

TEST(Writer, AFullDiskPoisonsItAndKeepsWhatWasThere) {
  MemoryDisk disk;
  Writer writer(onDisk(disk));
  const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
  ASSERT_TRUE(writer.write({channel, 0, 1, 1, "kept"}).ok());
  ASSERT_TRUE(writer.flush().ok());
  disk.setCapacity(disk.used() + 20);
  ASSERT_TRUE(writer.write({channel, 1, 2, 2, "not on the disk"}).ok());
  const Status failed = writer.flush();
  EXPECT_EQ(failed.code(), StatusCode::kFull);
  disk.setCapacity(UINT64_MAX);
  // Space again does not heal it: nobody knows what the failed write left behind.
  EXPECT_EQ(writer.flush().code(), StatusCode::kFull);
  EXPECT_EQ(writer.write({channel, 2, 3, 3, "later"}).code(), StatusCode::kFull);
  EXPECT_EQ(writer.addMetadata({"m", {}}).code(), StatusCode::kFull);
  EXPECT_EQ(writer.addAttachment({0, 0, "a", "b", "c"}).code(), StatusCode::kFull);
  EXPECT_EQ(writer.tick(9'000'000'000).code(), StatusCode::kFull);
  EXPECT_EQ(writer.close().code(), StatusCode::kFull);
  EXPECT_EQ(writer.seal(StationKey::fromSeed({})).code(), StatusCode::kFull);
  EXPECT_FALSE(writer.closed());
  const Reader reader = openOk(disk.files["a.mcap"]);
  EXPECT_FALSE(reader.finished());
  const auto messages = allMessages(reader);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0].data, "kept");
}

TEST(Writer, ADiskFullFromTheStartDoesNotStopTheSession) {
  MemoryDisk full(0);
  Writer writer(onDisk(full));
  EXPECT_EQ(writer.status().code(), StatusCode::kFull);
  const SchemaId schema = writer.addSchema("event", "jsonschema", "{}");
  const ChannelId channel = writer.addChannel({.schema = schema, .topic = "event", .metadata = {}});
  EXPECT_FALSE(writer.addMetadata({"scenario", {{"id", "x"}}}).ok());
  EXPECT_FALSE(writer.write({channel, 0, 1, 1, "first"}).ok());
  MemoryDisk good;
  ASSERT_TRUE(writer.resumeIn(std::move(good.create("b.mcap").value())).ok());
  ASSERT_TRUE(writer.write({channel, 1, 2, 2, "second"}).ok());
  ASSERT_TRUE(writer.close().ok());
  const Reader reader = openOk(good.files["b.mcap"]);
  EXPECT_EQ(damageText(reader), "");
  EXPECT_EQ(allMessages(reader).size(), 2u);
  EXPECT_EQ(reader.findMetadata("scenario")->values.at("id"), "x");
  EXPECT_EQ(reader.findMetadata(kContinuesName)->values.at("part"), "2");
  EXPECT_EQ(reader.findMetadata(kContinuesName)->values.at("messagesBefore"), "0");
}

// The disk gets full at every possible byte of a session, each time in the middle of a write; the
// session goes on in a second file, and the two together hold every message.
TEST(Writer, NothingIsLostWhereverTheDiskGetsFull) {
  const size_t whole = makeSample().bytes().size();
  for (size_t capacity = 0; capacity < whole; ++capacity) {
    std::string first;
    std::string second;
    WriterDef def;
    def.file = std::make_unique<TornFile>(first, capacity);
    Writer writer(std::move(def));
    const auto rescue = [&] {
      if (writer.status().ok()) return;
      ASSERT_TRUE(writer.resumeIn(std::make_unique<TornFile>(second, SIZE_MAX)).ok());
    };
    const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {{"a", "b"}}});
    std::vector<std::string> all;
    for (uint64_t n = 0; n < 30; ++n) {
      all.push_back("message " + std::to_string(n));
      (void)writer.write({channel, static_cast<uint32_t>(n), n, n, all.back()});
      if (n % 4 == 3) (void)writer.flush();
      if (n % 7 == 6) rescue();
    }
    if (!writer.close().ok()) {
      rescue();
      ASSERT_TRUE(writer.close().ok());
    }
    std::vector<std::string> found;
    for (const std::string* bytes : {&first, &second}) {
      const auto reader = Reader::open(*bytes);
      if (!reader.ok()) continue;  // not even the magic
      for (const Owned& message : allMessages(*reader)) {
        // The chunk of the failed write may be whole in the first file, too.
        if (std::find(found.begin(), found.end(), message.data) == found.end()) {
          found.push_back(message.data);
        }
      }
    }
    ASSERT_EQ(found, all) << "capacity " << capacity;
  }
}

TEST(Writer, MemoryStaysBoundedWithoutADiskAndTheLossIsCounted) {
  MemoryDisk disk;
  WriterDef def = onDisk(disk);
  def.pendingBytes = 1000;
  Writer writer(std::move(def));
  const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
  disk.setCapacity(0);
  for (uint64_t n = 0; n < 100; ++n) {
    (void)writer.write({channel, 0, n, n, std::string(50, 'x')});
    (void)writer.flush();
  }
  EXPECT_EQ(writer.messagesPending() + writer.messagesLost(), 100u);
  EXPECT_LE(writer.messagesPending(), 12u);
  EXPECT_GE(writer.messagesPending(), 10u);
  disk.setCapacity(UINT64_MAX);
  ASSERT_TRUE(writer.resumeIn(std::move(disk.create("b.mcap").value())).ok());
  const Reader reader = openOk(disk.files["b.mcap"]);
  EXPECT_EQ(reader.findMetadata(kContinuesName)->values.at("messagesLost"),
            std::to_string(writer.messagesLost()));
}

TEST(Writer, ASecondFailureIsLikeTheFirst) {
  MemoryDisk disk(0);
  Writer writer(onDisk(disk));
  const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
  (void)writer.write({channel, 0, 1, 1, "kept in memory"});
  MemoryDisk alsoFull(10);
  EXPECT_EQ(writer.resumeIn(std::move(alsoFull.create("b").value())).code(), StatusCode::kFull);
  MemoryDisk good;
  ASSERT_TRUE(writer.resumeIn(std::move(good.create("c").value())).ok());
  EXPECT_EQ(allMessages(openOk(good.files["c"])).size(), 1u);
}

TEST(Writer, RandomRecordsComeBackAsTheyWere) {
  const uint64_t seed = testSeed();
  for (uint64_t round = 0; round < 30; ++round) {
    Rng rng(seed, round);
    MemoryDisk disk;
    WriterDef def = onDisk(disk);
    def.chunkBytes = 1 + rng.below(5000);
    def.level = static_cast<int>(rng.below(6));
    Writer writer(std::move(def));
    std::vector<ChannelId> channels;
    for (uint32_t c = 0; c <= rng.below(5); ++c) {
      channels.push_back(writer.addChannel({.topic = "t" + std::to_string(c), .metadata = {}}));
    }
    std::vector<Owned> written;
    uint64_t now = rng.next();
    for (uint32_t n = rng.below(300); n > 0; --n) {
      now += rng.below(3);
      std::string data(rng.below(200), '\0');
      for (char& c : data) c = static_cast<char>(rng.next());
      const uint32_t channel = rng.below(static_cast<uint32_t>(channels.size()));
      const Message message{channels[channel], rng.next(), now, now - rng.below(2), data};
      ASSERT_TRUE(writer.write(message).ok());
      written.push_back({"t" + std::to_string(channel), message.sequence, message.logTimeNs,
                         message.publishTimeNs, data});
      if (rng.below(40) == 0) {
        ASSERT_TRUE(writer.flush().ok());
      }
    }
    ASSERT_TRUE(writer.close().ok());
    const std::string& bytes = disk.files["a.mcap"];
    const Reader reader = openOk(bytes);
    ASSERT_TRUE(reader.usedSummary());
    ASSERT_EQ(allMessages(reader), written) << "round " << round;
    // The walk finds the same, and the same summary.
    const Scan scan = scanRecord(bytes, Limits());
    ASSERT_TRUE(scan.damage.empty()) << format(scan.damage.front());
    ASSERT_EQ(scan.summary.statistics, reader.statistics());
    ASSERT_TRUE(serialise(scan.summary, scan.dataEnd) == bytes.substr(scan.dataEnd));
  }
}

// A session in a process of its own that is killed in the middle of it.
TEST(Writer, AKilledProcessLosesAtMost250Milliseconds) {
  const std::string path = testing::TempDir() + "shixun_record_writer/killed.mcap";
  int pipeEnds[2];
  ASSERT_EQ(::pipe(pipeEnds), 0);
  auto file = disk().create(path);
  ASSERT_TRUE(file.ok());
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    WriterDef def;
    def.file = std::move(file).value();
    Writer writer(std::move(def));
    const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
    for (Tick tick = 0;; ++tick) {
      const auto now = static_cast<uint64_t>(nanosecondsFromTick(tick));
      if (!writer.tick(now).ok() || !writer.write({channel, 0, now, now, "{}"}).ok()) ::_exit(1);
      if (::write(pipeEnds[1], &now, sizeof now) != sizeof now) ::_exit(2);
    }
  }
  ::close(pipeEnds[1]);
  uint64_t now = 0;
  for (int i = 0; i < 500; ++i) ASSERT_EQ(::read(pipeEnds[0], &now, sizeof now), ssize_t{8});
  ::kill(child, SIGKILL);
  while (::read(pipeEnds[0], &now, sizeof now) == ssize_t{8}) {
  }
  ::close(pipeEnds[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << status;
  const Reader reader = openOk(disk().read(path).value());
  EXPECT_FALSE(reader.finished());
  const auto found = allMessages(reader);
  for (Tick tick = 0; static_cast<size_t>(tick) < found.size(); ++tick) {
    ASSERT_EQ(found[static_cast<size_t>(tick)].logTimeNs,
              static_cast<uint64_t>(nanosecondsFromTick(tick)));
  }
  ASSERT_FALSE(found.empty());
  EXPECT_GE(found.back().logTimeNs + 250'000'000, now);
}

TEST(Writer, ClosingOnARealDiskLeavesTheSameBytes) {
  const std::string path = testing::TempDir() + "shixun_record_writer/real.mcap";
  const auto session = [](std::unique_ptr<AppendFile> file) {
    WriterDef def;
    def.file = std::move(file);
    def.syncChunks = true;
    Writer writer(std::move(def));
    const ChannelId channel = writer.addChannel({.topic = "event", .metadata = {}});
    EXPECT_TRUE(writer.write({channel, 0, 5, 5, "{}"}).ok());
    EXPECT_TRUE(writer.close().ok());
  };
  MemoryDisk memory;
  session(std::move(memory.create("a").value()));
  session(std::move(disk().create(path).value()));
  EXPECT_TRUE(disk().read(path).value() == memory.files["a"]);
}

}  // namespace
}  // namespace shixun::record
