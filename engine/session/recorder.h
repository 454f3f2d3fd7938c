// Recorder: writes a session's channels into a record while it runs. Topics: meta, command, event,
// observable, potential, pose, finding, hash (see codec.h for the messages). Events, observables and
// potentials of one session share one sequence, so that a reader can put them in order again.
#pragma once

#include <memory>

#include "math/geometry.h"
#include "plant/state.h"
#include "record/writer.h"
#include "session/codec.h"
#include "session/info.h"

namespace shixun::session {

// Where the trainee was: sampled for the eye, never for marks.
struct PoseSample {
  Pose worldFromHead;
  bool handTracked[2] = {false, false};
  Pose worldFromHand[2];
};

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
  void pose(Tick tick, const PoseSample& sample);
  // A picture or another file; name is unique in the record.
  void attach(Tick tick, const std::string& name, const std::string& mediaType,
              std::string_view bytes);

  // The session's time: chunks are closed when due. Call every tick.
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
  void write(record::ChannelId channel, Tick tick, uint32_t sequence, std::string_view json);

  const ScenarioModel& model_;
  record::Writer writer_;
  record::ChannelId meta_, command_, event_, observable_, potential_, pose_, finding_, hash_;
  uint32_t sequence_ = 0;        // of trace points
  uint32_t otherSequence_ = 0;   // of everything else
  Tick tick_ = 0;
  int flushSlot_ = -1;
};

}  // namespace shixun::session
