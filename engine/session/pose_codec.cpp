#include "session/pose_codec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <sstream>

#include "record/bytes.h"

namespace shixun::session {
namespace {

using record::ByteReader;
using scenario::EntityKind;
using scenario::ScenarioModel;

constexpr uint8_t kVersion = 1;
constexpr double kTurnSteps = 32767;  // of a quaternion's component, 1
constexpr uint32_t kPoseComponents = 7;
constexpr uint32_t kHandComponents = 8;
constexpr Tick kMostTicks = Tick{1} << 48;

void putVarint(std::string& out, uint64_t value) {
  for (; value >= 0x80; value >>= 7) record::putU8(out, static_cast<uint8_t>(value | 0x80));
  record::putU8(out, static_cast<uint8_t>(value));
}
void putSigned(std::string& out, int64_t value) {
  putVarint(out, (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63));
}

uint64_t varint(ByteReader& in, bool& ok) {
  uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const uint8_t byte = in.u8();
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if ((byte & 0x80) == 0) {
      ok = ok && in.ok();
      return value;
    }
  }
  ok = false;
  return 0;
}
int64_t signedVarint(ByteReader& in, bool& ok) {
  const uint64_t value = varint(in, ok);
  return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
}

size_t bytesOf(int64_t value) {
  std::string out;
  putSigned(out, value);
  return out.size();
}

int32_t inSteps(double value, double perUnit) {
  const double scaled = value * perUnit;
  constexpr double kMost = 2e9;
  if (std::isnan(scaled)) return 0;
  return static_cast<int32_t>(std::lround(std::clamp(scaled, -kMost, kMost)));
}

// Whichever order makes the fewest bytes.
void putColumn(std::string& out, const std::vector<int32_t>& values) {
  const auto first = [&](size_t i) { return int64_t{values[i]} - values[i - 1]; };
  bool constant = true;
  size_t bytes1 = 0, bytes2 = 0;
  for (size_t i = 1; i < values.size(); ++i) {
    constant = constant && values[i] == values[0];
    bytes1 += bytesOf(first(i));
    bytes2 += bytesOf(i == 1 ? first(i) : first(i) - first(i - 1));
  }
  const int order = constant ? 0 : bytes2 < bytes1 ? 2 : 1;
  record::putU8(out, static_cast<uint8_t>(order));
  putSigned(out, values[0]);
  for (size_t i = 1; order > 0 && i < values.size(); ++i) {
    putSigned(out, order == 1 || i == 1 ? first(i) : first(i) - first(i - 1));
  }
}

bool readColumn(ByteReader& in, size_t count, std::array<int32_t, kPoseBlockFrames>& out) {
  bool ok = true;
  const uint8_t order = in.u8();
  if (order > 2) return false;
  // Unsigned: what a hostile file makes overflow wraps and is then out of range.
  uint64_t value = static_cast<uint64_t>(signedVarint(in, ok));
  uint64_t speed = 0;
  for (size_t i = 0; i < count; ++i) {
    if (i > 0 && order > 0) {
      const auto read = static_cast<uint64_t>(signedVarint(in, ok));
      speed = order == 1 ? read : speed + read;
      value += speed;
    }
    const auto whole = static_cast<int64_t>(value);
    if (!ok || whole < INT32_MIN || whole > INT32_MAX) return false;
    out[i] = static_cast<int32_t>(whole);
  }
  return true;
}

Status badPoses(const char* what) {
  return {StatusCode::kCorrupt, std::string("recorded poses are damaged: ") + what};
}

std::string nameOfStream(const ScenarioModel& model, const PoseStream& stream) {
  switch (stream.kind) {
    case PoseStreamKind::kHead:
      return "head -";
    case PoseStreamKind::kHand:
      return stream.index == 0 ? "hand left" : "hand right";
    case PoseStreamKind::kItem:
      return "item " + nameOf(model, {EntityKind::kInstance, model.items[stream.index].instance});
    case PoseStreamKind::kProbe:
      return "probe " + model.probes[stream.index].name;
    case PoseStreamKind::kControl:
      return "control " + nameOf(model, {EntityKind::kControl, stream.index});
    case PoseStreamKind::kUnknown:
      break;
  }
  return {};
}

void readHead(ByteReader& in, bool& ok, size_t& frames, std::array<Tick, kPoseBlockFrames>& ticks) {
  ok = in.u8() == kVersion;
  frames = ok ? varint(in, ok) : 0;
  ok = ok && frames >= 1 && frames <= kPoseBlockFrames;
  for (size_t i = 0; ok && i < frames; ++i) {
    const uint64_t step = varint(in, ok);
    ok = ok && step < static_cast<uint64_t>(kMostTicks) && (i == 0 || step > 0);
    ticks[i] = (i == 0 ? 0 : ticks[i - 1]) + static_cast<Tick>(step);
    ok = ok && ticks[i] < kMostTicks;
  }
}

Pose poseOf(const std::array<std::array<int32_t, kPoseBlockFrames>, kHandComponents>& columns,
            size_t at) {
  const auto unit = [&](size_t c) { return columns[c][at] / kTurnSteps; };
  const Quat q(unit(6), unit(3), unit(4), unit(5));
  const double length = glm::length(q);
  const Vec3 position(columns[0][at], columns[1][at], columns[2][at]);
  return Pose(length > 0 ? q / length : Quat(1, 0, 0, 0), position * kPoseStep);
}

void restore(const PoseStream& stream,
             const std::array<std::array<int32_t, kPoseBlockFrames>, kHandComponents>& columns,
             size_t at, PoseSample& sample) {
  switch (stream.kind) {
    case PoseStreamKind::kHead:
      sample.worldFromHead = poseOf(columns, at);
      break;
    case PoseStreamKind::kHand:
      sample.handShown[stream.index] = true;
      sample.worldFromHand[stream.index] = poseOf(columns, at);
      sample.handShape[stream.index] =
          static_cast<HandShape>(std::clamp(columns[kPoseComponents][at], 0, 2));
      break;
    case PoseStreamKind::kItem:
      sample.overrides.items.push_back({stream.index, poseOf(columns, at)});
      break;
    case PoseStreamKind::kProbe:
      sample.overrides.probes.push_back({stream.index, poseOf(columns, at)});
      break;
    case PoseStreamKind::kControl:
      sample.overrides.controls.push_back({stream.index, columns[0][at] * kPoseStep});
      break;
    case PoseStreamKind::kUnknown:
      break;
  }
}

}  // namespace

std::vector<PoseStream> poseStreams(const ScenarioModel& model) {
  std::vector<PoseStream> streams;
  const auto add = [&](PoseStreamKind kind, size_t count, uint32_t components) {
    for (uint32_t i = 0; i < count; ++i) streams.push_back({kind, i, components});
  };
  add(PoseStreamKind::kHead, 1, kPoseComponents);
  add(PoseStreamKind::kHand, 2, kHandComponents);
  add(PoseStreamKind::kItem, model.items.size(), kPoseComponents);
  add(PoseStreamKind::kProbe, model.probes.size(), kPoseComponents);
  add(PoseStreamKind::kControl, model.controls.size(), 1);
  return streams;
}

std::string namePoseStreams(const ScenarioModel& model) {
  std::string out;
  for (const PoseStream& stream : poseStreams(model)) {
    out += nameOfStream(model, stream) + " " + std::to_string(stream.components) + "\n";
  }
  return out;
}

Result<std::vector<PoseStream>> readPoseStreams(const ScenarioModel& model,
                                                const std::string& text) {
  std::map<std::string, PoseStream> known;
  for (const PoseStream& stream : poseStreams(model)) known[nameOfStream(model, stream)] = stream;
  std::vector<PoseStream> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const size_t space = line.rfind(' ');
    const std::string count = space == std::string::npos ? "" : line.substr(space + 1);
    if (count.size() != 1 || count[0] < '1' || count[0] > '8') {
      return badPoses("the list of what moves is not as expected");
    }
    const auto components = static_cast<uint32_t>(count[0] - '0');
    const auto found = known.find(line.substr(0, space));
    const bool same = found != known.end() && found->second.components == components;
    out.push_back(same ? found->second : PoseStream{PoseStreamKind::kUnknown, 0, components});
  }
  return out;
}

PoseEncoder::PoseEncoder(const ScenarioModel& model) : streams_(poseStreams(model)) {
  firstItem_ = 3;
  firstProbe_ = firstItem_ + model.items.size();
  firstControl_ = firstProbe_ + model.probes.size();
  present_.assign(streams_.size(), 0);
  values_.resize(streams_.size() * kMostComponents * kPoseBlockFrames);
}

int32_t* PoseEncoder::row(size_t stream, size_t component) {
  return &values_[(stream * kMostComponents + component) * kPoseBlockFrames];
}

void PoseEncoder::put(size_t stream, const Pose& pose) {
  const size_t at = ticks_.size() - 1;
  for (int c = 0; c < 3; ++c) {
    row(stream, static_cast<size_t>(c))[at] = inSteps(pose.position[c], 1 / kPoseStep);
  }
  double turn[4] = {pose.rotation.x, pose.rotation.y, pose.rotation.z, pose.rotation.w};
  // q and -q are one rotation: the one nearer to the last makes small differences.
  const bool before = at > 0 && (present_[stream] >> (at - 1) & 1) != 0;
  double along = before ? 0 : turn[3];
  for (size_t c = 0; before && c < 4; ++c) along += turn[c] * row(stream, 3 + c)[at - 1];
  for (size_t c = 0; c < 4; ++c) {
    row(stream, 3 + c)[at] = inSteps(along < 0 ? -turn[c] : turn[c], kTurnSteps);
  }
  present_[stream] |= uint64_t{1} << at;
}

void PoseEncoder::add(Tick tick, const PoseSample& sample) {
  ticks_.push_back(tick);
  const size_t at = ticks_.size() - 1;
  put(0, sample.worldFromHead);
  for (size_t h = 0; h < 2; ++h) {
    if (!sample.handShown[h]) continue;
    put(1 + h, sample.worldFromHand[h]);
    row(1 + h, kPoseComponents)[at] = static_cast<int32_t>(sample.handShape[h]);
  }
  for (const auto& item : sample.overrides.items) put(firstItem_ + item.item, item.worldFromItem);
  for (const auto& probe : sample.overrides.probes) {
    put(firstProbe_ + probe.probe, probe.worldFromBody);
  }
  for (const auto& control : sample.overrides.controls) {
    const size_t stream = firstControl_ + control.control;
    row(stream, 0)[at] = inSteps(control.amount, 1 / kPoseStep);
    present_[stream] |= uint64_t{1} << at;
  }
}

std::string PoseEncoder::take() {
  std::string out;
  record::putU8(out, kVersion);
  putVarint(out, ticks_.size());
  for (size_t i = 0; i < ticks_.size(); ++i) {
    putVarint(out, static_cast<uint64_t>(i == 0 ? ticks_[0] : ticks_[i] - ticks_[i - 1]));
  }
  const uint64_t all = ticks_.size() == 64 ? ~uint64_t{0} : (uint64_t{1} << ticks_.size()) - 1;
  size_t streams = 0;
  for (const uint64_t present : present_) streams += present != 0 ? 1 : 0;
  putVarint(out, streams);
  size_t last = 0;
  std::vector<int32_t> column;
  for (size_t s = 0; s < streams_.size(); ++s) {
    if (present_[s] == 0) continue;
    putVarint(out, s - last);
    last = s;
    putVarint(out, all & ~present_[s]);
    for (size_t c = 0; c < streams_[s].components; ++c) {
      column.clear();
      for (size_t i = 0; i < ticks_.size(); ++i) {
        if ((present_[s] >> i & 1) != 0) column.push_back(row(s, c)[i]);
      }
      putColumn(out, column);
    }
    present_[s] = 0;
  }
  ticks_.clear();
  return out;
}

Status decodePoses(const std::vector<PoseStream>& streams, std::string_view block,
                   std::vector<TimedPose>& out) {
  out.clear();
  ByteReader in(block);
  bool ok = true;
  size_t frames = 0;
  std::array<Tick, kPoseBlockFrames> ticks;
  readHead(in, ok, frames, ticks);
  if (!ok) return badPoses("a block does not begin as one");
  std::vector<TimedPose> read(frames);
  for (size_t i = 0; i < frames; ++i) read[i].tick = ticks[i];
  const uint64_t count = varint(in, ok);
  if (!ok || count > streams.size()) return badPoses("more things than there are");
  uint64_t number = 0;
  std::array<std::array<int32_t, kPoseBlockFrames>, kHandComponents> columns;
  for (uint64_t s = 0; s < count; ++s) {
    const uint64_t step = varint(in, ok);
    const uint64_t absent = varint(in, ok);
    if (!ok || step >= streams.size() || (s > 0 && step == 0)) return badPoses("a thing's number");
    number += step;
    if (number >= streams.size()) return badPoses("a thing's number");
    const PoseStream& stream = streams[number];
    size_t present = 0;
    for (size_t i = 0; i < frames; ++i) present += (absent >> i & 1) == 0 ? 1 : 0;
    if (present == 0) return badPoses("a thing that is never there");
    for (size_t c = 0; c < stream.components; ++c) {
      if (!readColumn(in, present, columns[c])) return badPoses("a column of values");
    }
    size_t at = 0;
    for (size_t i = 0; i < frames; ++i) {
      if ((absent >> i & 1) == 0) restore(stream, columns, at++, read[i].sample);
    }
  }
  if (in.left() != 0) return badPoses("bytes behind the end");
  out = std::move(read);
  return {};
}

}  // namespace shixun::session
