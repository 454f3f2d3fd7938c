// Playback: reading a session back from its record: its head, its trace (for marks), its commands and
// hashes (for exact re-simulation), its findings as judged at the time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/reader.h"
#include "session/codec.h"
#include "session/info.h"
#include "session/trace.h"

namespace shixun::session {

// The head of a record: needs no scenario. kCorrupt when the record has none.
Result<RecordedInfo> readInfo(const record::Reader& reader);

struct Playback {
  std::vector<TracePoint> trace;
  std::vector<TimedCommand> commands;
  std::vector<TimedHash> hashes;
  std::vector<Finding> findings;
  Tick lastTick = 0;
  std::string mode;                // of the session; empty: not known
  bool finished = false;           // the trainee said so
  bool abandoned = false;          // or left; neither: the record was cut off
  // Names in the record that today's scenario does not know, and messages that could not be read.
  size_t unknownNames = 0;
  std::vector<std::string> troubles;  // the first few, as sentences
};

// What of a record is wanted. Marks need neither commands nor hashes; that a hash was there at its
// time still counts for `lastTick`.
enum class PlaybackParts : uint8_t { kAll, kMarks };

// Everything that can be read; damage is skipped (reader.damage() tells where).
Playback readPlayback(const record::Reader& reader, const ScenarioModel& model,
                      PlaybackParts parts = PlaybackParts::kAll);

struct VerifyReport {
  bool same = false;
  size_t compared = 0;             // hashes
  std::optional<Tick> firstDifference;
  uint64_t expected = 0, found = 0;  // at the first difference
  Tick ticks = 0;                  // simulated
};

// Simulates the commands again from tick 0 and compares every chained hash. Exact for the build and
// content that made the record.
VerifyReport verify(const ScenarioModel& model, const RecordedInfo& info, const Playback& playback);

}  // namespace shixun::session
