#include "app/desktop.h"

#include <algorithm>
#include <csignal>

#include "app/desktop_window.h"
#include "core/log.h"
#include "platform/system.h"
#include "view/characters.h"
#include "view/fright.h"

namespace shixun::app {

using platform::Key;
using platform::MouseButton;

namespace {

// Ctrl-C or a logout leaves as closing the window does: the record is closed and sealed.
volatile std::sig_atomic_t askedToEnd = 0;
void onSignal(int) {
  askedToEnd = 1;
}

}  // namespace

Desktop::Desktop(const DesktopDef& def) : def_(def), trainer_(def), walker_(*def.model) {}

view::PanelContext Desktop::context() const {
  view::PanelContext c;
  c.model = def_.model;
  c.catalogue = def_.catalogue;
  c.language = trainer_.language();
  c.width = input_.width;
  c.height = input_.height;
  return c;
}

Status Desktop::open() {
  StageDef stage;
  stage.root = def_.root;
  stage.model = def_.model;
  stage.characters = view::charactersOf(*def_.model, *def_.catalogue) + def_.info.trainee;
  stage.width = def_.width;
  stage.height = def_.height;
  stage.fullScreen = def_.fullScreen;
  const auto title = def_.model->title.find(def_.info.language);
  stage.title = title != def_.model->title.end() ? title->second + " - Shixun" : "Shixun";
  auto made = Stage::create(stage);
  if (!made.ok()) return made.status();
  stage_ = std::move(made).value();
  speaker_ = std::make_unique<audio::Speaker>(def_.sound);
  input_ = stage_->window().poll();
  TrainerDevice device;
  device.input = "desk";
  device.name = stage_->studio().renderer().deviceName();
  device.still = [this](const session::Snapshot& snapshot,
                        const std::vector<scenario::EntityRef>& focus) {
    return stage_->studio().still(snapshot, focus);
  };
  return trainer_.start(device);
}

void Desktop::readKeys() {
  if (input_.focusLost) {
    trainer_.putAside();
    pointer_.letGo();
  }
  const bool typing = stage_->studio().ui().wantsText();
  if (input_.key(Key::kEscape).pressed && !typing) trainer_.escape();
  if (input_.key(Key::kF1).pressed) trainer_.toggleHelp();
}

// The head, and what the mouse is on in the world.
void Desktop::moveBody(double seconds) {
  if (!trainer_.playing()) return pointer_.letGo();
  const interact::Hover hover = trainer_.live()->interactor().hover();
  const bool touchable = hover.reachable && hover.entity.kind == scenario::EntityKind::kTerminal;
  pointer_.update(input_, touchable, uiHasMouse_);
  // The body keeps the session's time: on a slow machine both are slow together.
  walker_.update(input_, std::min(seconds, kMostCaughtUp), pointer_.looking(),
                 !stage_->studio().ui().wantsText());
}

interact::InputFrame Desktop::inputFrame() {
  interact::InputFrame frame;
  frame.worldFromHead = walker_.worldFromHead();
  frame.uiCaptured = uiHasMouse_;
  frame.pointer = pointer_.next();
  const bool inside = input_.mouseX >= 0 && input_.mouseY >= 0 && input_.mouseX < input_.width &&
                      input_.mouseY < input_.height;
  frame.pointer.active = inside && !pointer_.looking();
  frame.pointer.worldRay = walker_.rayAt(input_.mouseX, input_.mouseY, input_.width, input_.height);
  return frame;
}

// A name may be written in any script: characters that are new are drawn for the panels' fonts
// before the next frame shows them.
void Desktop::loadTyped() {
  if (input_.text.empty() && !input_.control()) return;
  std::string typed = input_.text;
  if (input_.control() && input_.key(Key::kV).pressed) typed += stage_->window().clipboard();
  if (Status s = stage_->studio().addCharacters(typed); !s.ok())
    log(LogLevel::kWarning, s.message());
}

void Desktop::showPanels(double seconds) {
  loadTyped();
  stage_->studio().ui().beginFrame(uiInputFrom(input_, seconds));
  const auto pressed = [this](Key key) {
    return input_.key(key).pressed && !stage_->studio().ui().wantsText();
  };
  Hud::Input in;
  in.talk = pressed(Key::kT);
  in.form = pressed(Key::kF);
  in.task = pressed(Key::kO);
  in.hint = pressed(Key::kH);
  in.clicked = input_.button(MouseButton::kLeft).pressed && !uiHasMouse_;
  if (trainer_.live() != nullptr) in.over = trainer_.live()->interactor().hover();
  in.label = Vec2(input_.mouseX, input_.mouseY);
  in.probe = pointer_.probe();
  const view::PanelContext c = context();
  view::showFright(c, trainer_.snapshot());
  trainer_.showPanels({c, {c, c, c}}, in, seconds);
  stage_->studio().ui().endFrame();
  uiHasMouse_ = stage_->studio().ui().wantsMouse();
}

Status Desktop::frame(double seconds) {
  input_ = stage_->window().poll();
  if (input_.resized) stage_->resize(input_.width, input_.height);
  if (input_.closeRequested || askedToEnd != 0) trainer_.leave();
  readKeys();
  if (input_.width == 0 || input_.height == 0) {
    platform::sleepSeconds(0.03);
    return trainer_.settle();
  }
  moveBody(seconds);
  showPanels(seconds);
  if (trainer_.leaving()) return {};
  Status status = trainer_.advance(seconds, [this](double) { return inputFrame(); });
  if (status.ok()) status = trainer_.settle();
  if (!status.ok()) return status;
  if (trainer_.began()) {
    walker_ = Walker(*def_.model);
    pointer_ = DeskPointer();
  }
  if (!def_.locate.empty()) tellPlaces();
  return draw(seconds);
}

Status Desktop::loop() {
  const double began = platform::monotonicSeconds();
  double before = began;
  Status trouble;
  while (!trainer_.leaving() && trouble.ok()) {
    const double now = platform::monotonicSeconds();
    trouble = frame(std::clamp(now - before, 0.0, 1.0));
    before = now;
    if (def_.forSeconds > 0 && now - began >= def_.forSeconds) break;
  }
  if (trouble.ok() && !def_.screenshotPath.empty()) {
    auto png = stage_->picture(list_);
    trouble = png.ok() ? disk().replace(def_.screenshotPath, *png) : png.status();
  }
  // The window was closed, or the device is gone: what was done so far is kept and judged.
  trainer_.close(inputFrame());
  return trouble;
}

Result<PractiseOutcome> runDesktop(const DesktopDef& def) {
  askedToEnd = 0;
  const auto interruptBefore = std::signal(SIGINT, onSignal);
  const auto terminateBefore = std::signal(SIGTERM, onSignal);
  Desktop desktop(def);
  Status status = desktop.open();
  if (status.ok()) status = desktop.loop();
  std::signal(SIGINT, interruptBefore);
  std::signal(SIGTERM, terminateBefore);
  if (!status.ok()) return status;
  return PractiseOutcome{desktop.takePlayed()};
}

}  // namespace shixun::app
