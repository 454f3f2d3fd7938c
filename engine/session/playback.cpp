#include "session/playback.h"

#include "session/session.h"

namespace shixun::session {
namespace {

constexpr size_t kTroublesKept = 10;

void note(Playback& out, const Status& status) {
  if (out.troubles.size() < kTroublesKept) out.troubles.push_back(status.message());
}

// The tick that nanosecondsFromTick made this time of.
Tick tickAt(uint64_t ns) {
  constexpr uint64_t kThreeTicks = 25'000'000;  // ns
  const uint64_t part = (ns % kThreeTicks * 3 + kThreeTicks - 1) / kThreeTicks;
  return static_cast<Tick>(ns / kThreeTicks * 3 + part);
}

}  // namespace

Result<RecordedInfo> readInfo(const record::Reader& reader) {
  record::CursorDef def;
  def.topics = {"meta"};
  record::Cursor cursor = reader.messages(def);
  record::Message message;
  if (!cursor.next(message)) {
    if (const record::Metadata* later = reader.findMetadata(record::kContinuesName)) {
      const auto part = later->values.find("part");
      return Status(StatusCode::kCorrupt,
                    "this is part " + (part != later->values.end() ? part->second : "2") +
                        " of a session whose disk was full; it is judged with the first part");
    }
    return Status(StatusCode::kCorrupt,
                  "the record does not say which scenario it is of (its first chunk is missing)");
  }
  return decodeInfo(message.data);
}

Playback readPlayback(const record::Reader& reader, const ScenarioModel& model,
                      PlaybackParts parts) {
  const bool all = parts == PlaybackParts::kAll;
  Playback out;
  const auto topicIs = [&reader](const record::Message& m, std::string_view topic) {
    const record::Channel* channel = reader.findChannel(m.channel);
    return channel != nullptr && channel->topic == topic;
  };
  record::CursorDef wanted;
  wanted.topics = {"meta", "event", "observable", "potential", "finding", "hash"};
  if (all) wanted.topics.emplace_back("command");
  record::Cursor cursor = reader.messages(wanted);
  record::Message message;
  uint32_t lastObservable = UINT32_MAX;
  bool paused = false;
  while (cursor.next(message)) {
    Status trouble;
    if (topicIs(message, "event")) {
      auto point = decodeEvent(model, message.data);
      if (point.ok()) {
        out.finished = out.finished || point->event.kind == plant::EventKind::kFinished;
        out.abandoned = out.abandoned || point->event.kind == plant::EventKind::kAbandoned;
        paused = (paused || point->event.kind == plant::EventKind::kPaused) &&
                 point->event.kind != plant::EventKind::kResumed;
        // The tick in which a session ends is lived through, unless it ends in a pause.
        const bool ends = point->event.kind == plant::EventKind::kFinished ||
                          point->event.kind == plant::EventKind::kAbandoned;
        out.lastTick = std::max(out.lastTick, point->tick + (ends && !paused ? 1 : 0));
        out.trace.push_back(std::move(point).value());
      }
      trouble = point.ok() ? Status() : point.status();
    } else if (topicIs(message, "observable")) {
      TracePoint point;
      trouble = decodeSignals(model, message.data, point, out.unknownNames);
      out.lastTick = std::max(out.lastTick, point.tick);
      lastObservable = message.sequence;
      if (trouble.ok()) out.trace.push_back(std::move(point));
    } else if (topicIs(message, "potential")) {
      // Belongs to the observables of the same sequence, written just before, if there are any.
      const bool joins = !out.trace.empty() && lastObservable == message.sequence &&
                         out.trace.back().kind == PointKind::kObservables;
      if (!joins) out.trace.emplace_back();
      out.trace.back().kind = PointKind::kObservables;
      trouble = decodePotentials(model, message.data, out.trace.back(), out.unknownNames);
      out.lastTick = std::max(out.lastTick, out.trace.back().tick);
    } else if (topicIs(message, "command")) {
      auto command = decodeCommand(model, message.data);
      trouble = command.ok() ? Status() : command.status();
      if (command.ok()) out.commands.push_back(std::move(command).value());
    } else if (topicIs(message, "hash") && !all) {
      out.lastTick = std::max(out.lastTick, tickAt(message.logTimeNs));
    } else if (topicIs(message, "hash")) {
      auto hash = decodeHash(message.data);
      trouble = hash.ok() ? Status() : hash.status();
      if (hash.ok()) {
        out.lastTick = std::max(out.lastTick, hash->tick);
        out.hashes.push_back(*hash);
      }
    } else if (topicIs(message, "meta")) {
      const auto info = decodeInfo(message.data);
      if (info.ok()) out.mode = info->info.mode;  // what else is wrong with it, readInfo tells
    } else if (topicIs(message, "finding")) {
      auto finding = decodeFinding(message.data);
      trouble = finding.ok() ? Status() : finding.status();
      if (finding.ok()) out.findings.push_back(std::move(finding).value());
    }
    if (!trouble.ok()) note(out, trouble);
  }
  return out;
}

VerifyReport verify(const ScenarioModel& model, const RecordedInfo& info,
                    const Playback& playback) {
  VerifyReport report;
  report.same = true;
  Session session(model, info.info, nullptr);
  size_t nextCommand = 0;
  size_t nextHash = 0;
  std::vector<Command> batch;
  const auto takes = [&](bool paused) {
    batch.clear();
    while (nextCommand < playback.commands.size() &&
           playback.commands[nextCommand].tick <= session.state().tick) {
      const Command& command = playback.commands[nextCommand++].command;
      batch.push_back(command);
      // A resume ends its step: what follows at the same tick was done in the next one.
      if (paused && command.kind == scenario::CommandKind::kResume) break;
    }
  };
  while (session.state().tick < playback.lastTick && !session.over()) {
    const Tick before = session.state().tick;
    const bool paused = session.state().paused;
    takes(paused);
    if (paused && batch.empty()) break;  // the record ends in a pause
    session.step(batch);
    if (session.state().tick == before || nextHash >= playback.hashes.size()) continue;
    const TimedHash& expected = playback.hashes[nextHash];
    if (expected.tick != session.state().tick) continue;
    ++nextHash;
    ++report.compared;
    if (session.chainedHash() != expected.hash && report.same) {
      report.same = false;
      report.firstDifference = expected.tick;
      report.expected = expected.hash;
      report.found = session.chainedHash();
    }
  }
  report.ticks = session.state().tick;
  if (nextHash != playback.hashes.size()) report.same = false;
  return report;
}

}  // namespace shixun::session
