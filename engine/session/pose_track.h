// PoseTrack: the poses of a recorded session by time. Holds the blocks as they are in the record
// and reads one when it is asked for, so that an hour of poses takes a few megabytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/reader.h"
#include "session/pose_codec.h"

namespace shixun::session {

class PoseTrack {
 public:
  // Blocks that are damaged are left out and counted. A record without poses, or with poses of a
  // form that this build does not know, makes an empty track.
  static PoseTrack read(const record::Reader& reader, const scenario::ScenarioModel& model);

  bool empty() const { return blocks_.empty(); }
  size_t damaged() const { return damaged_; }
  size_t samples() const { return samples_; }

  // The last sample at or before the tick, or the first one; none that is more than kPoseGap ticks
  // away: what was not recorded is not shown.
  std::optional<PoseSample> at(Tick tick);

 private:
  struct Block {
    Tick first = 0, last = 0;
    std::string bytes;
  };
  std::vector<PoseStream> streams_;
  std::vector<Block> blocks_;  // by first tick
  size_t damaged_ = 0, samples_ = 0;
  size_t opened_ = SIZE_MAX;       // of blocks_
  std::vector<TimedPose> frames_;  // of the opened block
};

// A second: less is a slow machine, more a damaged record.
inline constexpr Tick kPoseGap = 120;

}  // namespace shixun::session
