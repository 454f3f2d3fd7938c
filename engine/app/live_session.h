// LiveSession: one session with a person in it: the run, the body's interaction, what the eye sees
// besides the world, and a record that goes on elsewhere when its disk is full.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/debrief.h"
#include "assess/run.h"
#include "interact/interactor.h"
#include "session/snapshot.h"

namespace shixun::app {

struct LiveSessionDef {
  const scenario::ScenarioModel* model = nullptr;  // not owned
  session::SessionInfo info;
  std::string recordPath;                    // the session file; its folder is made
  std::vector<std::string> fallbackFolders;  // tried in order when the record cannot be written
  FileSystem* files = nullptr;               // not owned; null: the disk
};

// A moment worth a picture in the report.
struct Moment {
  session::Snapshot snapshot;
  std::vector<scenario::EntityRef> focus;
  std::string caption;  // text key
  std::string rule;     // empty: a step done
};

class LiveSession {
 public:
  // Fails when the record cannot be begun anywhere.
  static Result<std::unique_ptr<LiveSession>> create(const LiveSessionDef& def);

  // One tick. Returns the findings it caused, valid until the next tick.
  std::span<const session::Finding> tick(const interact::InputFrame& input);
  // Once a frame: effects fade, the record's health is looked after.
  void frame(double seconds);

  const session::Snapshot& snapshot() const { return snapshot_; }
  // Events of the ticks since the last call.
  std::vector<plant::Event> takeEvents();

  assess::Run& run() { return *run_; }
  const assess::Run& run() const { return *run_; }
  const interact::Interactor& interactor() const { return *interactor_; }
  bool over() const { return run_->over(); }
  const std::vector<Moment>& moments() const { return moments_; }
  // Where the record is now; earlier parts stay where they were.
  const std::string& recordPath() const { return recordPath_; }
  bool moved() const { return moved_; }
  // Ok, or why nothing is being written at the moment.
  const Status& recordTrouble() const { return trouble_; }
  // When the record cannot be written: goes on in another place, if one takes it.
  void rescueRecord();

 private:
  explicit LiveSession(const LiveSessionDef& def);
  void resumeRecord();
  void remember(std::span<const session::Finding> findings);
  FileSystem& files() const;

  LiveSessionDef def_;
  std::unique_ptr<assess::Run> run_;
  std::unique_ptr<interact::Interactor> interactor_;
  session::Snapshot snapshot_;
  std::vector<plant::Event> events_;
  std::vector<Moment> moments_;
  std::vector<bool> stepSeen_;
  std::string recordPath_;
  Status trouble_;
  size_t nextFallback_ = 0;
  double retryIn_ = 0;  // s
  bool moved_ = false;
};

}  // namespace shixun::app
