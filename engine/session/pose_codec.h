// Pose codec: samples of poses as blocks of columns. A block stands alone: it can be read when
// everything around it is lost. It has up to kPoseBlockFrames samples of up to all streams; a
// stream is what one thing does over time.
//
//   block   u8 version = 1, varint frames, varint first tick, (frames - 1) x varint tick step,
//           varint streams, streams x stream
//   stream  varint number - that of the stream before (the first: + 0), varint absent (bit i: not
//           in sample i), components x column
//   column  u8 order, then the values of the samples that have the stream, zigzag varints:
//           0: one value, which all have   1: the first, then differences
//           2: the first, the first difference, then differences of differences
// A pose has seven components: x y z in 0.1 mm, then quaternion x y z w in 1/32767; a hand has its
// shape (HandShape) as the eighth; a control has one: its amount in 0.0001 rad or 0.1 mm. The
// channel's metadata name the streams by number, one a line: "item SC1.padlock 7".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/status.h"
#include "scenario/model.h"
#include "session/pose_sample.h"

namespace shixun::session {

inline constexpr size_t kPoseBlockFrames = 64;
inline constexpr std::string_view kPoseEncoding = "shixun-poses-1";
inline constexpr std::string_view kPoseStreams = "streams";  // key in the channel's metadata
inline constexpr double kPoseStep = 1e-4;                    // m, and rad of a control

enum class PoseStreamKind : uint8_t { kHead, kHand, kItem, kProbe, kControl, kUnknown };

struct PoseStream {
  PoseStreamKind kind = PoseStreamKind::kUnknown;
  uint32_t index = 0;       // hand, item, probe or control of the model
  uint32_t components = 0;  // 1..8
};

// Every stream that a session of this scenario can have, and the text that names them.
std::vector<PoseStream> poseStreams(const scenario::ScenarioModel& model);
std::string namePoseStreams(const scenario::ScenarioModel& model);
// The streams of a record. Those whose thing the model does not have are kUnknown. kCorrupt for a
// text that is not of the form above.
Result<std::vector<PoseStream>> readPoseStreams(const scenario::ScenarioModel& model,
                                                const std::string& text);

class PoseEncoder {
 public:
  explicit PoseEncoder(const scenario::ScenarioModel& model);

  bool empty() const { return ticks_.empty(); }
  bool full() const { return ticks_.size() == kPoseBlockFrames; }
  Tick firstTick() const { return ticks_.front(); }  // not when empty
  // Not when full. Ticks increase.
  void add(Tick tick, const PoseSample& sample);
  // The block; empty afterwards.
  std::string take();

 private:
  static constexpr size_t kMostComponents = 8;
  void put(size_t stream, const Pose& pose);
  int32_t* row(size_t stream, size_t component);

  std::vector<PoseStream> streams_;
  size_t firstItem_ = 0, firstProbe_ = 0, firstControl_ = 0;  // into streams_
  std::vector<Tick> ticks_;
  std::vector<uint64_t> present_;  // (streams) bit i: in sample i
  std::vector<int32_t> values_;    // (streams, kMostComponents, kPoseBlockFrames)
};

struct TimedPose {
  Tick tick = 0;
  PoseSample sample;
};
// kCorrupt for what is no block of these streams; then `out` is empty.
Status decodePoses(const std::vector<PoseStream>& streams, std::string_view block,
                   std::vector<TimedPose>& out);

}  // namespace shixun::session
