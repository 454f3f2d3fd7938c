#include "app/headless.h"

#include "app/paths.h"
#include "platform/system.h"

namespace shixun::app {

using assess::Picture;
using scenario::EntityRef;

namespace {

constexpr Tick kPoseInterval = 2;  // between recorded poses of a script with hands

// Takes pictures at the moments that a reader of the report wants to see: when a step of the
// procedure has been done, and when a rule was broken.
class Album {
 public:
  Album(const HeadlessDef& def, assess::Run& run) : def_(def), run_(run) {
    stepSeen_.assign(def.model->rubric.steps.size(), false);
  }

  // After the first picture that fails none is taken: the session is what counts.
  void look(std::span<const session::Finding> findings) {
    if (def_.photographer && trouble.ok()) trouble = takeAll(findings);
  }

  std::vector<Picture> pictures;
  std::vector<std::string> paths;
  Status trouble;
  const session::HandPlayer* hands = nullptr;  // not owned; shown in the pictures

 private:
  Status takeAll(std::span<const session::Finding> findings) {
    for (const session::Finding& finding : findings) {
      std::vector<EntityRef> focus;
      for (const std::string& name : finding.about) focus.push_back(def_.model->entities.at(name));
      if (Status s = take(focus, finding.wrongKey, finding.rule); !s.ok()) return s;
    }
    const auto& done = run_.assessor().stepsDone();
    for (size_t i = 0; i < done.size(); ++i) {
      if (!done[i] || stepSeen_[i]) continue;
      stepSeen_[i] = true;
      const scenario::StepModel& step = def_.model->rubric.steps[i];
      if (Status s = take(step.about, step.titleKey, {}); !s.ok()) return s;
    }
    return {};
  }

  static void show(const session::HandPlayer& hands, session::Snapshot& snapshot) {
    static_cast<session::PoseSample&>(snapshot) = hands.pose(snapshot.state);
  }

  Status take(const std::vector<EntityRef>& focus, const std::string& caption,
              const std::string& rule) {
    session::Snapshot snapshot;
    session::fill(snapshot, run_.session());
    if (hands != nullptr) show(*hands, snapshot);
    auto png = def_.photographer(snapshot, focus);
    if (!png.ok()) return png.status();
    const Tick tick = run_.session().state().tick;
    char number[16];
    std::snprintf(number, sizeof number, "%03zu", pictures.size() + 1);
    const std::string name = std::string(number) + (rule.empty() ? "-step" : "-" + rule) + ".png";
    if (!def_.framesFolder.empty()) {
      const std::string path = joinPath(def_.framesFolder, name);
      if (Status s = disk().replace(path, *png); !s.ok()) return s;
      paths.push_back(path);
    }
    if (session::Recorder* recorder = run_.session().recorder(); recorder != nullptr) {
      recorder->attach(tick, name, "image/png", *png);
    }
    pictures.push_back({tick, caption, rule, std::move(png).value()});
    return {};
  }

  const HeadlessDef& def_;
  assess::Run& run_;
  std::vector<bool> stepSeen_;
};

void countTroubles(std::span<const session::TracePoint> points, HeadlessResult& out) {
  for (const session::TracePoint& point : points) {
    if (point.kind != session::PointKind::kEvent) continue;
    if (point.event.kind != scenario::EventKind::kTrouble) continue;
    if (out.troubles++ > 0) continue;
    out.firstTrouble = point.event.text;
    out.firstTroubleTick = point.tick;
  }
}

// The session's own folder, or the machine's temporary one, when the wanted file cannot be written.
Result<std::string> saveElsewhere(session::Recorder& recorder, const std::string& name) {
  std::vector<std::string> folders;
  if (auto own = sessionsFolder(""); own.ok()) folders.push_back(*own);
  folders.emplace_back("/tmp");
  Status last(StatusCode::kUnavailable, "no folder takes the record");
  for (const std::string& folder : folders) {
    const std::string path = joinPath(folder, timeStampForFile() + "-saved-" + name);
    auto file = disk().create(path);
    last = file.ok() ? recorder.resumeIn(std::move(file).value()) : file.status();
    recorder.flush();
    if (last.ok() && recorder.status().ok()) return path;
  }
  return last;
}

}  // namespace

Result<HeadlessResult> runHeadless(const HeadlessDef& def) {
  HeadlessResult out;
  std::unique_ptr<AppendFile> file;
  const std::string recordPath = unusedRecordPath(disk(), def.recordPath);
  if (!def.recordPath.empty()) {
    auto created = disk().create(recordPath);
    if (!created.ok()) return created.status();
    file = std::move(created).value();
  }
  const double begin = platform::monotonicSeconds();
  assess::Run run(*def.model, def.info, std::move(file));
  assess::CommandPlayer player(*def.walkthrough);
  std::unique_ptr<session::HandPlayer> hands;
  if (def.hands != nullptr) hands = std::make_unique<session::HandPlayer>(*def.model, *def.hands);
  Album album(def, run);
  album.hands = hands.get();
  while (!run.over()) {
    const plant::State& state = run.session().state();
    const auto found = run.step(hands ? hands->due(state) : player.due(state));
    if (hands && state.tick % kPoseInterval == 0) run.session().pose(hands->pose(state));
    countTroubles(run.points(), out);
    album.look(found);
  }
  out.pictureTrouble = album.trouble;
  out.wallSeconds = platform::monotonicSeconds() - begin;
  out.ticks = run.session().state().tick;
  out.finalHash = run.session().chainedHash();
  out.judged = judge(run);
  out.picturePaths = std::move(album.paths);
  if (session::Recorder* recorder = run.session().recorder(); recorder != nullptr) {
    out.recordPath = recordPath;
    out.trouble = recorder->status();
    if (!out.trouble.ok()) {
      auto elsewhere = saveElsewhere(*recorder, fileName(recordPath));
      if (!elsewhere.ok()) return out.trouble;
      out.recordPath = *elsewhere;
    }
    const auto fingerprint = closeRecord(*recorder, def.seal);
    if (!fingerprint.ok()) return fingerprint.status();
    auto report = writeReport(*def.model, *def.catalogue, out.judged, out.recordPath,
                              std::move(album.pictures), {*fingerprint, {}});
    if (!report.ok()) return report.status();
    out.reportPath = *report;
  }
  return out;
}

}  // namespace shixun::app
