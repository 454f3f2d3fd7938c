// What the tests of the session container share.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/file.h"
#include "core/rng.h"
#include "record/reader.h"
#include "record/writer.h"

namespace shixun::record {

// The seed of a test that makes random input; SHIXUN_TEST_SEED gives another. Printed, so that a
// failure can be had again.
inline uint64_t testSeed() {
  const char* given = std::getenv("SHIXUN_TEST_SEED");
  const uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 20260101;
  std::cout << "SHIXUN_TEST_SEED=" << seed << "\n";
  return seed;
}

// A message with its data owned.
struct Owned {
  std::string topic;
  uint32_t sequence = 0;
  uint64_t logTimeNs = 0;
  uint64_t publishTimeNs = 0;
  std::string data;
  bool operator==(const Owned&) const = default;
};

inline std::vector<Owned> allMessages(const Reader& reader, CursorDef def = {}) {
  std::vector<Owned> out;
  Cursor cursor = reader.messages(std::move(def));
  Message message;
  while (cursor.next(message)) {
    const Channel* channel = reader.findChannel(message.channel);
    out.push_back({channel == nullptr ? "?" : channel->topic, message.sequence, message.logTimeNs,
                   message.publishTimeNs, std::string(message.data)});
  }
  for (const Damage& damage : cursor.damage()) ADD_FAILURE() << format(damage);
  return out;
}

inline std::string damageText(const Reader& reader) {
  std::string out;
  for (const Damage& damage : reader.damage()) out += format(damage) + "\n";
  return out;
}

inline WriterDef onDisk(MemoryDisk& disk, const std::string& path = "a.mcap") {
  WriterDef def;
  def.file = std::move(disk.create(path).value());
  def.library = "record tests";
  return def;
}

inline Reader openOk(const std::string& bytes) {
  auto reader = Reader::open(bytes);
  if (!reader.ok()) ADD_FAILURE() << reader.status().message();
  return std::move(reader).value();
}

// A small record with everything in it: two schemas, three channels, metadata, an attachment
// between the chunks, `chunks` chunks of five messages each.
struct Sample {
  MemoryDisk disk;
  std::vector<Owned> messages;
  std::vector<uint64_t> chunkEnds;  // offset after each chunk's indexes
  std::vector<uint64_t> chunkStarts;
  std::string bytes() const { return disk.files.at("a.mcap"); }
};

inline constexpr size_t kSampleChunkMessages = 5;

inline Sample makeSample(size_t chunks = 4, bool sealed = false, int level = 3, bool close = true) {
  Sample sample;
  WriterDef def = onDisk(sample.disk);
  def.level = level;
  Writer writer(std::move(def));
  const SchemaId event = writer.addSchema("event", "jsonschema", R"({"type":"object"})");
  const SchemaId pose = writer.addSchema("pose", "jsonschema", R"({"type":"array"})");
  const std::vector<std::string> topics = {"event", "pose", "hash"};
  const std::vector<ChannelId> channels = {
      writer.addChannel({.schema = event, .topic = "event", .metadata = {{"clock", "session"}}}),
      writer.addChannel({.schema = pose, .topic = "pose", .metadata = {}}),
      writer.addChannel({.topic = "hash", .metadata = {}})};
  EXPECT_TRUE(writer.addMetadata({"scenario", {{"id", "electrical/x"}, {"seed", "7"}}}).ok());
  uint64_t now = 0;
  for (size_t c = 0; c < chunks; ++c) {
    sample.chunkStarts.push_back(writer.bytesWritten());
    for (size_t m = 0; m < kSampleChunkMessages; ++m) {
      now += 10'000'000;
      const size_t channel = (c + m) % channels.size();
      Owned owned{topics[channel], static_cast<uint32_t>(m), now, now - 5,
                  R"({"n":)" + std::to_string(c * 10 + m) + R"(,"text":"padding padding"})"};
      EXPECT_TRUE(writer.write({channels[channel], owned.sequence, now, now - 5, owned.data}).ok());
      sample.messages.push_back(std::move(owned));
    }
    EXPECT_TRUE(writer.flush().ok());
    sample.chunkEnds.push_back(writer.bytesWritten());
    if (c == 1) {
      EXPECT_TRUE(
          writer.addAttachment({now, 0, "still.png", "image/png", "not really a picture"}).ok());
    }
  }
  if (!close) return sample;
  StationKey::Seed seed = {1, 2, 3};
  EXPECT_TRUE((sealed ? writer.seal(StationKey::fromSeed(seed)) : writer.close()).ok());
  return sample;
}

}  // namespace shixun::record
