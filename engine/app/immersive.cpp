#include "app/immersive.h"

#include <algorithm>
#include <csignal>
#include <iostream>

#include "app/immersive_room.h"
#include "core/log.h"
#include "platform/system.h"
#include "view/characters.h"
#include "view/sounds.h"

namespace shixun::app {

namespace {

volatile std::sig_atomic_t askedToLeave = 0;
void onLeaveSignal(int) {
  askedToLeave = 1;
}

constexpr double kIdle = 0.01;  // s between two looks while the headset wants no frames

}  // namespace

Immersive::Immersive(const ImmersiveDef& def) : def_(def), trainer_(def) {}

Status Immersive::open() {
  HeadsetStageDef stage;
  stage.root = def_.root;
  stage.model = def_.model;
  stage.characters = view::charactersOf(*def_.model, *def_.catalogue) + def_.info.trainee;
  stage.headset.panelWidth = 2048;
  stage.headset.panelHeight = 2048;
  stage.headset.refreshRate = def_.refreshRate;
  auto made = HeadsetStage::create(stage);
  if (!made.ok()) return made.status();
  stage_ = std::move(made).value();
  speaker_ = std::make_unique<audio::Speaker>(def_.sound);
  placeBoards();
  TrainerDevice device;
  device.input = "xr";
  device.name = stage_->deviceName();
  device.still = [this](const session::Snapshot& snapshot,
                        const std::vector<scenario::EntityRef>& focus) -> Result<std::string> {
    if (!def_.draw) return Status(StatusCode::kUnavailable, "nothing is drawn");
    return stage_->still(snapshot, focus);
  };
  return trainer_.start(device);
}

void Immersive::hear(const xr::HeadsetNews& news) {
  using Kind = xr::HeadsetNews::Kind;
  switch (news.kind) {
    case Kind::kHidden:
    case Kind::kUnfocused:
    case Kind::kTakenOff:
      worn_ = news.kind != Kind::kTakenOff && worn_;
      return trainer_.putAside();
    case Kind::kWorn:
      worn_ = true;
      return;
    case Kind::kRecentred:
      placed_ = false;
      return;
    case Kind::kEnded:
    case Kind::kLost:
      // What was asked for is no trouble.
      if (!leave_) trouble_ = news.text;
      if (!leave_) log(LogLevel::kWarning, news.text);
      return;
    case Kind::kShown:
    case Kind::kFocused:
    case Kind::kController:
    case Kind::kRate:
      return;
  }
}

void Immersive::sound() {
  if (!trainer_.playing()) return speaker_->silence();
  const plant::Poses& poses = stage_->scene().poses();
  speaker_->hear(body_.worldFromHead, view::cuesOf(trainer_.snapshot(), poses, trainer_.events()),
                 view::humsOf(trainer_.snapshot(), poses));
}

Status Immersive::draw(const xr::HeadsetFrame& frame) {
  std::vector<scenario::EntityRef> lit;
  if (trainer_.playing()) {
    for (const scenario::Hand hand : {scenario::Hand::kLeft, scenario::Hand::kRight}) {
      const interact::Hover hover = trainer_.live()->interactor().hover(hand);
      if (hover.entity && hover.reachable) lit.push_back(hover.entity);
    }
  }
  stage_->scene().build(trainer_.snapshot(), lit, list_);
  list_.views.resize(2);
  for (size_t i = 0; i < 2; ++i) {
    list_.views[i].viewFromWorld =
        render::viewFromPose(worldFromStage_ * frame.eyes[i].stageFromEye);
    list_.views[i].clipFromView = render::perspective(frame.eyes[i].fov);
  }
  auto images = stage_->headset().acquire();
  if (!images.ok()) return images.status();
  return stage_->draw(list_, *images);
}

Status Immersive::frame() {
  xr::Headset& headset = stage_->headset();
  const std::optional<xr::HeadsetFrame> frame = headset.beginFrame();
  if (!frame) return {};
  const double seconds =
      lastDisplay_ < 0 ? 0 : std::clamp(frame->displaySeconds - lastDisplay_, 0.0, 1.0);
  lastDisplay_ = frame->displaySeconds;
  ++frames_;
  readBody(*frame);
  if (def_.tell) readCommands();
  showPanels(seconds);
  Status status = trainer_.advance(seconds, [this](double part) { return bodyAt(part); });
  if (trainer_.began()) placed_ = false;
  if (def_.tell) tell(*frame);
  if (status.ok() && def_.draw && frame->draw) status = draw(*frame);
  headset.endFrame(quads());
  sound();
  shake();
  return status;
}

Status Immersive::loop() {
  const double began = platform::monotonicSeconds();
  Status status;
  xr::Headset& headset = stage_->headset();
  while (status.ok()) {
    for (const xr::HeadsetNews& news : headset.poll()) hear(news);
    if (headset.gone()) break;
    const bool late =
        def_.forSeconds > 0 && platform::monotonicSeconds() - began >= def_.forSeconds;
    if (!leave_ && (trainer_.leaving() || askedToLeave != 0 || late)) {
      // The runtime ends the session in its own order; the frames go on until it has.
      leave_ = true;
      trainer_.close(body_);
      if (!headset.running()) break;
      headset.requestEnd();
    }
    if (headset.running()) {
      status = frame();
    } else {
      platform::sleepSeconds(kIdle);
    }
  }
  trainer_.close(body_);
  return status;
}

ImmersiveOutcome Immersive::outcome() {
  ImmersiveOutcome out;
  out.practised.sessions = std::move(trainer_.played());
  if (!trainer_.leaving()) out.trouble = trouble_;
  return out;
}

Result<ImmersiveOutcome> runImmersive(const ImmersiveDef& def) {
  askedToLeave = 0;
  const auto interruptBefore = std::signal(SIGINT, onLeaveSignal);
  const auto terminateBefore = std::signal(SIGTERM, onLeaveSignal);
  Immersive immersive(def);
  Status status = immersive.open();
  if (status.ok()) status = immersive.loop();
  std::signal(SIGINT, interruptBefore);
  std::signal(SIGTERM, terminateBefore);
  if (!status.ok()) return status;
  return immersive.outcome();
}

}  // namespace shixun::app
