// Recorder: writes a session's channels into a record while it runs. Topics: meta, command, event,
// observable, potential, finding, hash (messages: codec.h) and pose (pose_codec.h). Events, observables and
// potentials of one session share one sequence, so that a reader can put them in order again.
#pragma once

#include <memory>

#include "plant/state.h"
#include "record/writer.h"
#include "session/codec.h"
#include "session/info.h"
#include "session/pose_codec.h"

namespace shixun::session {

class Recorder {
 public:
  // model must outlive the recorder.
  Recorder(const ScenarioModel& model, const SessionInfo& info, std::unique_ptr<AppendFile> file);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  void command(Tick tick, const Command& command);
  void point(const TracePoint& point);
  void finding(const Finding& finding);
  void hash(Tick tick, uint64_t chained);
  // Kept for the next block; a second one at the same tick is dropped.
  void pose(Tick tick, const PoseSample& sample);
  // A picture or another file; name is unique in the record.
  void attach(Tick tick, const std::string& name, const std::string& mediaType,
              std::string_view bytes);

  // The session's time: blocks of poses and chunks are closed when due. Call every tick.
  void tick(Tick tick);
  void flush();
  // Ends the record; sealed when a key is given.
  Status close(const record::StationKey* key);

  // Ok, or why the disk no longer takes the record. The session goes on; see resumeIn.
  const Status& status() const { return writer_.status(); }
  // After a failure: goes on in another file. What was not yet on disk is kept.
  Status resumeIn(std::unique_ptr<AppendFile> file) { return writer_.resumeIn(std::move(file)); }
  uint64_t bytesWritten() const { return writer_.bytesWritten(); }

 private:
  void writePoses();
  void write(record::ChannelId channel, Tick tick, uint32_t sequence, std::string_view json);

  const ScenarioModel& model_;
  record::Writer writer_;
  record::ChannelId meta_, command_, event_, observable_, potential_, pose_, finding_, hash_;
  PoseEncoder poses_;
  Tick lastPose_ = -1;
  uint32_t sequence_ = 0;        // of trace points
  uint32_t otherSequence_ = 0;   // of everything else
  Tick tick_ = 0;
  int flushSlot_ = -1;
};

}  // namespace shixun::session
