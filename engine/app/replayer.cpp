#include "app/replayer.h"

#include <algorithm>
#include <cmath>
#include <iostream>

#include "app/desk_input.h"
#include "app/locate.h"
#include "app/onlooker.h"
#include "app/pace.h"
#include "app/stage.h"
#include "app/walker.h"
#include "platform/system.h"
#include "session/review.h"
#include "view/characters.h"
#include "view/panels.h"

namespace shixun::app {

using platform::Key;
using view::ReplayCamera;

namespace {

constexpr double kRounding = 1e-6;      // of a tick: a moment's own time is that moment
constexpr double kStep = 5;             // s that an arrow key goes
constexpr double kEyesAngle = 1.2;      // rad, vertical: through the trainee's eyes
constexpr double kOnlookerAngle = 0.9;  // rad

std::vector<view::ReplayMoment> momentsOf(const JudgedRecord& record, const std::string& language) {
  const scenario::ScenarioModel& model = *record.model;
  std::vector<view::ReplayMoment> moments;
  for (size_t i = 0; i < record.judged.stepsDone.size(); ++i) {
    const auto& done = record.judged.stepsDone[i];
    if (!done) continue;
    moments.push_back({secondsFromTick(*done),
                       textOf(model, model.rubric.steps[i].titleKey, language), view::Tone::kGood});
  }
  for (const session::Finding& finding : record.judged.findings) {
    const bool gate = finding.severity == scenario::RuleSeverity::kGate;
    moments.push_back({secondsFromTick(finding.tick),
                       finding.rule + "  " + textOf(model, finding.wrongKey, language),
                       gate ? view::Tone::kBad : view::Tone::kWarn});
  }
  std::stable_sort(moments.begin(), moments.end(),
                   [](const auto& a, const auto& b) { return a.time < b.time; });
  return moments;
}

session::Review reviewOf(const JudgedRecord& record) {
  return {*record.model, record.playback.trace,
          session::PoseTrack::read(*record.reader, *record.model)};
}

bool wornHeadset(const JudgedRecord& record) {
  return record.judged.info.info.input == "xr";
}

class Replayer {
 public:
  explicit Replayer(const ReplayDef& def)
      : def_(def),
        model_(*def.record->model),
        review_(reviewOf(*def.record)),
        solids_(model_),
        onlooker_(solids_),
        walker_(model_) {
    length_ = secondsFromTick(def.record->playback.lastTick);
    time_ = std::min(def.from, length_);
    camera_ = !review_.hasPoses() ? ReplayCamera::kFree
              : def.eyes          ? ReplayCamera::kEyes
                                  : ReplayCamera::kBeside;
    moments_ = momentsOf(*def.record, def.language);
    playing_ = time_ < length_;
  }

  Status open() {
    StageDef stage;
    stage.root = def_.root;
    stage.model = &model_;
    stage.characters =
        view::charactersOf(model_, *def_.catalogue) + def_.record->judged.info.info.trainee;
    stage.width = def_.width;
    stage.height = def_.height;
    stage.fullScreen = def_.fullScreen;
    stage.title = title() + " - Shixun";
    auto made = Stage::create(stage);
    if (!made.ok()) return made.status();
    stage_ = std::move(made).value();
    return {};
  }

  Status loop() {
    const double began = platform::monotonicSeconds();
    double before = began;
    while (!leave_) {
      const double now = platform::monotonicSeconds();
      if (Status s = frame(std::clamp(now - before, 0.0, 1.0)); !s.ok()) return s;
      before = now;
      if (def_.forSeconds > 0 && now - began >= def_.forSeconds) break;
    }
    if (def_.screenshotPath.empty()) return {};
    auto png = stage_->picture(list_);
    return png.ok() ? disk().replace(def_.screenshotPath, *png) : png.status();
  }

 private:
  std::string title() const {
    const std::string& trainee = def_.record->judged.info.info.trainee;
    return trainee.empty() ? context().tr("ui.replay.unnamed") : trainee;
  }

  view::PanelContext context() const {
    view::PanelContext c;
    c.model = &model_;
    c.catalogue = def_.catalogue;
    c.language = def_.language;
    c.width = input_.width;
    c.height = input_.height;
    return c;
  }

  void seek(double time) {
    time_ = std::clamp(time, 0.0, length_);
    jumped_ = true;
  }
  void toggle() {
    if (!playing_ && time_ >= length_) seek(0);
    playing_ = !playing_;
  }

  void readKeys() {
    if (input_.key(Key::kEscape).pressed || input_.closeRequested) leave_ = true;
    if (input_.key(Key::kSpace).pressed) toggle();
    if (camera_ == ReplayCamera::kFree) return;  // the arrow keys walk
    if (input_.key(Key::kLeft).pressed) seek(time_ - kStep);
    if (input_.key(Key::kRight).pressed) seek(time_ + kStep);
  }

  void passTime(double seconds) {
    if (!playing_) return;
    time_ = std::min(length_, time_ + seconds * speed_);
    if (time_ >= length_) playing_ = false;
  }

  void showPanels(double seconds) {
    // Keys are ours alone: there is nothing to type, and no button is to have their focus.
    render::UiInput ui = uiInputFrom(input_, seconds);
    ui.keys = {};
    stage_->studio().ui().beginFrame(ui);
    view::ReplayView replay;
    replay.time = time_;
    replay.length = length_;
    replay.playing = playing_;
    replay.speed = speed_;
    replay.camera = camera_;
    replay.body = review_.hasPoses();
    replay.seen = seen_;
    replay.warnings = &def_.record->warnings;
    replay.follow = momentNow() != followed_;
    followed_ = momentNow();
    replay.title = title();
    replay.subtitle = subtitle();
    replay.moments = &moments_;
    const view::ReplayAnswer answer = view::showReplay(context(), replay);
    stage_->studio().ui().endFrame();
    uiHasMouse_ = stage_->studio().ui().wantsMouse();
    if (answer.toggle) toggle();
    if (answer.seek) seek(*answer.seek);
    if (answer.speed) speed_ = *answer.speed;
    if (answer.camera) camera_ = *answer.camera;
    leave_ = leave_ || answer.quit;
  }

  // How many moments lie behind.
  size_t momentNow() const {
    const auto later = std::find_if(moments_.begin(), moments_.end(),
                                    [this](const auto& m) { return m.time > time_; });
    return static_cast<size_t>(later - moments_.begin());
  }

  std::string subtitle() const {
    const Judged& judged = def_.record->judged;
    char marks[32];
    std::snprintf(marks, sizeof marks, "%.1f", judged.score.total);
    const auto title = model_.title.find(def_.language);
    const std::string scenario = title != model_.title.end() ? title->second : model_.id;
    return scenario + "\n" + context().tr("ui.debrief.score", {{"score", marks}}) + "  ·  " +
           context().tr(judged.score.passed ? "ui.debrief.passed" : "ui.debrief.failed") + "  ·  " +
           judged.info.info.startedAt.substr(0, 10) + "\n" +
           context().tr(judged.finished    ? "report.finished"
                        : judged.abandoned ? "report.abandoned"
                                           : "report.cut_off");
  }

  // Where it is looked from, in the snapshot's world.
  Pose eye(const session::Snapshot& snapshot, double seconds) {
    const double since = jumped_ ? 0 : seconds * std::max(1.0, speed_);
    jumped_ = false;
    const bool dragging = input_.button(platform::MouseButton::kRight).down && !uiHasMouse_;
    if (camera_ == ReplayCamera::kFree) walker_.update(input_, seconds, dragging, true);
    if (camera_ == ReplayCamera::kFree || !snapshot.headShown) return walker_.worldFromHead();
    if (camera_ == ReplayCamera::kEyes) return snapshot.worldFromHead;
    solids_.follow(snapshot.state, snapshot.overrides);
    return onlooker_.follow(snapshot, since);
  }

  Status frame(double seconds) {
    input_ = stage_->window().poll();
    if (input_.resized) stage_->resize(input_.width, input_.height);
    readKeys();
    if (input_.width == 0 || input_.height == 0) {
      platform::sleepSeconds(0.03);
      return {};
    }
    passTime(seconds);
    showPanels(seconds);
    if (leave_) return {};
    session::Snapshot snapshot = review_.at(static_cast<Tick>(time_ * kTicksPerSecond + kRounding));
    const Pose from = eye(snapshot, seconds);
    snapshot.headsetShown = wornHeadset(*def_.record);
    seen_ = snapshot.headShown;
    const bool eyes = camera_ == ReplayCamera::kEyes;
    // What blinds the trainee blinds only whoever looks through those eyes, and only while it
    // lasts.
    if (!eyes || !playing_) snapshot.flash = snapshot.shock = 0;
    if (eyes) snapshot.headShown = false;
    stage_->studio().scene().build(snapshot, {}, list_);
    list_.views.resize(1);
    list_.views[0].viewFromWorld = render::viewFromPose(from);
    const double angle = camera_ == ReplayCamera::kFree ? walker_.verticalAngle()
                         : eyes                         ? kEyesAngle
                                                        : kOnlookerAngle;
    list_.views[0].clipFromView = render::perspective(fieldOfView(angle));
    stage_->setFast(pace_.fast(from, playing_, seconds));
    if (def_.tell) tell();
    auto drawn = stage_->draw(list_);
    if (!drawn.ok()) return drawn.status();
    if (*drawn == render::FrameOutcome::kSkipped) platform::sleepSeconds(0.02);
    return {};
  }

  // The middle of what the panels leave free is where the eye looks; `angle` is as high as that.
  render::FieldOfView fieldOfView(double angle) const {
    const Vec2 free = view::replayFreeArea(context());
    const double perPixel = 2 * std::tan(angle / 2) / std::max(free.y, 1.0);
    const auto half = [&](double pixels) { return std::atan(pixels * perPixel); };
    render::FieldOfView fov;
    fov.left = -half(free.x / 2);
    fov.right = half(input_.width - free.x / 2);
    fov.up = half(free.y / 2);
    fov.down = -half(input_.height - free.y / 2);
    return fov;
  }

  void tell() {
    const std::string buttons = toldButtonPlaces();
    if (buttons != toldButtons_) std::cout << "buttons:\n" << buttons;
    toldButtons_ = buttons;
    constexpr const char* kCameras[] = {"beside", "eyes", "free"};
    char line[96];
    std::snprintf(line, sizeof line, "time %.3f %s %s\n", time_, playing_ ? "playing" : "standing",
                  kCameras[static_cast<size_t>(camera_)]);
    std::cout << line << std::flush;
  }

  const ReplayDef& def_;
  const scenario::ScenarioModel& model_;
  session::Review review_;
  SceneSolids solids_;
  Onlooker onlooker_;
  Walker walker_;
  Pace pace_;
  std::unique_ptr<Stage> stage_;
  std::vector<view::ReplayMoment> moments_;
  platform::DesktopInput input_;
  render::DrawList list_;
  std::string toldButtons_;
  size_t followed_ = SIZE_MAX;
  double time_ = 0, length_ = 0, speed_ = 1;  // s, s, times real time
  ReplayCamera camera_ = ReplayCamera::kFree;
  bool playing_ = false, jumped_ = true, leave_ = false, uiHasMouse_ = false;
  bool seen_ = true;  // head and hands are known at this moment
};

}  // namespace

Status runReplay(const ReplayDef& def) {
  Replayer replayer(def);
  if (Status s = replayer.open(); !s.ok()) return s;
  return replayer.loop();
}

Result<std::string> replayStill(const ReplayDef& def, Tick tick) {
  const scenario::ScenarioModel& model = *def.record->model;
  auto pictures = PictureMaker::create(def.root, model, *def.catalogue, def.language);
  if (!pictures.ok()) return pictures.status();
  session::Review review = reviewOf(*def.record);
  session::Snapshot snapshot = review.at(tick);
  snapshot.headsetShown = wornHeadset(*def.record);
  snapshot.flash = snapshot.shock = 0;
  if (!snapshot.headShown && def.eyes) {
    return Status(StatusCode::kInvalid, "the record has no head and hands at that moment");
  }
  if (!snapshot.headShown) return (*pictures)->take(snapshot, {});
  if (def.eyes) {
    snapshot.headShown = false;
    return (*pictures)->takeFrom(snapshot, snapshot.worldFromHead, kEyesAngle);
  }
  SceneSolids solids(model);
  solids.follow(snapshot.state, snapshot.overrides);
  const Pose from = Onlooker(solids).follow(snapshot, 0);
  return (*pictures)->takeFrom(snapshot, from, kOnlookerAngle);
}

}  // namespace shixun::app
