#include "app/immersive.h"

#include <algorithm>
#include <csignal>

#include "app/immersive_room.h"
#include "app/paths.h"
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

// Nothing of a person is kept in a trial from outside.
std::string comfortPath(const ImmersiveDef& def) {
  if (def.tell) return {};
  const auto path = comfortSettingsPath();
  return path.ok() ? *path : std::string();
}

}  // namespace

Immersive::Immersive(const ImmersiveDef& def)
    : def_(def), trainer_(def), comfort_(comfortPath(def)), body_(*def.model) {
  body_.set(comfort_.settings());
}

Status Immersive::open() {
  HeadsetStageDef stage;
  stage.studio.root = def_.root;
  stage.studio.model = def_.model;
  stage.studio.characters = view::charactersOf(*def_.model, *def_.catalogue) + def_.info.trainee;
  stage.headset.panelWidth = kPanelPixels;
  stage.headset.panelHeight = kPanelPixels;
  stage.headset.refreshRate = def_.refreshRate;
  auto made = HeadsetStage::create(stage);
  if (!made.ok()) return made.status();
  stage_ = std::move(made).value();
  speaker_ = std::make_unique<audio::Speaker>(def_.sound);
  TrainerDevice device;
  device.input = "xr";
  device.name = stage_->deviceName();
  device.still = [this](const session::Snapshot& snapshot,
                        const std::vector<scenario::EntityRef>& focus) -> Result<std::string> {
    if (!def_.draw) return Status(StatusCode::kUnavailable, "nothing is drawn");
    return stage_->studio().still(snapshot, focus);
  };
  device.settings = [this](const view::PanelContext& context) { return showComfort(context); };
  if (!comfort_.trouble().empty()) log(LogLevel::kWarning, comfort_.trouble());
  return trainer_.start(device);
}

bool Immersive::showComfort(const view::PanelContext& context) {
  const ComfortMenu::Wish wish = comfort_.show(context);
  body_.set(comfort_.settings());
  if (wish == ComfortMenu::Wish::kRecentre) body_.restart();
  if (wish == ComfortMenu::Wish::kMeasure) body_.measureHeight();
  return wish != ComfortMenu::Wish::kClose;
}

void Immersive::hear(const xr::HeadsetNews& news) {
  using Kind = xr::HeadsetNews::Kind;
  switch (news.kind) {
    case Kind::kHidden:
    case Kind::kUnfocused:
    case Kind::kTakenOff:
      return trainer_.putAside();
    case Kind::kRecentred:
      return body_.keepPlace();
    case Kind::kWorn:
      return body_.measureHeight();
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
  const plant::Poses& poses = stage_->studio().scene().poses();
  speaker_->hear(body_.now().worldFromHead,
                 view::cuesOf(trainer_.snapshot(), poses, trainer_.events()),
                 view::humsOf(trainer_.snapshot(), poses));
}

void Immersive::readBody(const xr::HeadsetFrame& frame, double seconds) {
  samples_ = frame.hands;
  HeadsetBodyInput input;
  input.frame = &frame;
  input.seconds = seconds;
  input.snapshot = &trainer_.snapshot();
  if (trainer_.live() != nullptr) input.interactor = &trainer_.live()->interactor();
  for (const scenario::Hand hand : interact::kHands) {
    const int device = body_.deviceOf(hand);
    const bool on = pointers_[interact::indexOf(hand)].board != nullptr;
    if (device >= 0) input.onPanel[device] = on;
  }
  body_.update(input);
  trainer_.showBody(body_.now());
}

// A hand feels what it could take, what it has taken, a panel that it presses, and a shock.
void Immersive::shake() {
  xr::Headset& headset = stage_->headset();
  for (const int h : {0, 1}) {
    const scenario::Hand hand = interact::kHands[h];
    Felt felt;
    felt.holds = !body_.empty(hand);
    if (trainer_.playing()) felt.over = trainer_.live()->interactor().hover(hand).entity;
    felt.pressed = pointers_[h].board != nullptr && presses(hand);
    const Felt& before = felt_[h];
    if (felt.holds && !before.holds) {
      headset.pulse(h, 0.5, 0.04);
    } else if (felt.pressed && !before.pressed) {
      headset.pulse(h, 0.35, 0.02);
    } else if (felt.over && !(felt.over == before.over) && !felt.holds) {
      headset.pulse(h, 0.15, 0.012);
    }
    felt_[h] = felt;
  }
  for (const plant::Event& event : trainer_.events()) {
    if (event.kind != plant::EventKind::kShock) continue;
    for (const int hand : {0, 1}) headset.pulse(hand, 1, 0.4);
  }
}

Status Immersive::frame() {
  xr::Headset& headset = stage_->headset();
  const std::optional<xr::HeadsetFrame> frame = headset.beginFrame();
  if (!frame) return {};
  const double seconds =
      lastDisplay_ < 0 ? 0 : std::clamp(frame->displaySeconds - lastDisplay_, 0.0, 1.0);
  lastDisplay_ = frame->displaySeconds;
  ++frames_;
  readBody(*frame, seconds);
  showPanels(seconds);
  Status status = trainer_.advance(seconds, [this](double part) { return body_.at(part); });
  if (def_.tell) tell(*frame);
  if (status.ok() && def_.draw && frame->draw) status = draw(*frame);
  headset.endFrame(quads(), status.ok());
  sound();
  shake();
  if (status.ok()) status = trainer_.settle();
  if (trainer_.began()) body_.restart();
  return status;
}

void Immersive::loop() {
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
      trainer_.close(body_.now());
      if (!headset.running()) break;
      headset.requestEnd();
    }
    if (headset.running()) {
      status = frame();
    } else {
      // A report that is being made does not wait for somebody to put the headset on.
      status = trainer_.settle();
      if (trainer_.began()) body_.restart();
      platform::sleepSeconds(kIdle);
    }
  }
  // A runtime that has gone in the middle of a frame is what is to be told, not what it broke.
  for (const xr::HeadsetNews& news : headset.poll()) hear(news);
  if (!status.ok() && trouble_.empty()) trouble_ = status.message();
  trainer_.close(body_.now());
}

ImmersiveOutcome Immersive::outcome() {
  ImmersiveOutcome out;
  out.practised.sessions = std::move(trainer_.played());
  out.trouble = trouble_;
  return out;
}

Result<ImmersiveOutcome> runImmersive(const ImmersiveDef& def) {
  askedToLeave = 0;
  const auto interruptBefore = std::signal(SIGINT, onLeaveSignal);
  const auto terminateBefore = std::signal(SIGTERM, onLeaveSignal);
  Immersive immersive(def);
  const Status opened = immersive.open();
  // From here on there are sessions to give back, whatever ends them.
  if (opened.ok()) immersive.loop();
  std::signal(SIGINT, interruptBefore);
  std::signal(SIGTERM, terminateBefore);
  if (!opened.ok()) return opened;
  return immersive.outcome();
}

}  // namespace shixun::app
