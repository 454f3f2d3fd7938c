#include "session/pose_track.h"

#include <algorithm>
#include <cstdlib>

namespace shixun::session {

PoseTrack PoseTrack::read(const record::Reader& reader, const scenario::ScenarioModel& model) {
  PoseTrack track;
  const record::Channel* channel = reader.findChannel("pose");
  if (channel == nullptr || channel->encoding != kPoseEncoding) return track;
  const auto names = channel->metadata.find(std::string(kPoseStreams));
  auto streams = readPoseStreams(model, names == channel->metadata.end() ? "" : names->second);
  if (!streams.ok()) {
    track.damaged_ = 1;
    return track;
  }
  track.streams_ = std::move(streams).value();
  record::CursorDef def;
  def.topics = {"pose"};
  record::Cursor cursor = reader.messages(def);
  record::Message message;
  std::vector<TimedPose> frames;
  while (cursor.next(message)) {
    if (!decodePoses(track.streams_, message.data, frames).ok()) {
      ++track.damaged_;
      continue;
    }
    track.samples_ += frames.size();
    track.blocks_.push_back({frames.front().tick, frames.back().tick, std::string(message.data)});
  }
  std::stable_sort(track.blocks_.begin(), track.blocks_.end(),
                   [](const Block& a, const Block& b) { return a.first < b.first; });
  return track;
}

std::optional<PoseSample> PoseTrack::at(Tick tick) {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), tick,
                                      [](Tick t, const Block& block) { return t < block.first; });
  if (blocks_.empty()) return std::nullopt;
  const auto block = static_cast<size_t>(std::max(after - blocks_.begin(), std::ptrdiff_t{1})) - 1;
  if (block != opened_) {
    if (!decodePoses(streams_, blocks_[block].bytes, frames_).ok()) return std::nullopt;
    opened_ = block;
  }
  const auto next = std::upper_bound(frames_.begin(), frames_.end(), tick,
                                     [](Tick t, const TimedPose& frame) { return t < frame.tick; });
  const TimedPose& found = next == frames_.begin() ? *next : *(next - 1);
  if (std::abs(tick - found.tick) > kPoseGap) return std::nullopt;
  return found.sample;
}

}  // namespace shixun::session
