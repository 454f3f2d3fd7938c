#include "app/desktop.h"

#include <algorithm>
#include <csignal>

#include "app/desktop_window.h"
#include "app/paths.h"
#include "platform/system.h"
#include "view/characters.h"

namespace shixun::app {

namespace {

// Ctrl-C or a logout leaves as closing the window does: the record is closed and sealed.
volatile std::sig_atomic_t askedToEnd = 0;
void onSignal(int) {
  askedToEnd = 1;
}

}  // namespace

Desktop::Desktop(const DesktopDef& def) : def_(def), walker_(*def.model) {}

view::PanelContext Desktop::context() const {
  view::PanelContext c;
  c.model = def_.model;
  c.catalogue = def_.catalogue;
  c.language = choice_.language;
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
  choice_ = {def_.info.trainee, def_.info.language, def_.info.mode};
  if (!def_.ask) return begin();
  preview_ = std::make_unique<session::Session>(*def_.model, def_.info, nullptr);
  session::fill(previewSnapshot_, *preview_);
  return {};
}

const session::Snapshot& Desktop::snapshot() const {
  return live_ != nullptr ? live_->snapshot() : previewSnapshot_;
}

// The head, and what the mouse is on in the world.
void Desktop::moveBody(double seconds) {
  if (live_ == nullptr || screen_ != Screen::kWorld) return pointer_.letGo();
  const interact::Hover hover = live_->interactor().hover();
  const bool touchable = hover.reachable && hover.entity.kind == scenario::EntityKind::kTerminal;
  pointer_.update(input_, touchable, uiHasMouse_);
  // The body keeps the session's time: on a slow machine both are slow together.
  walker_.update(input_, std::min(seconds, kMostCaughtUp), pointer_.looking(),
                 !stage_->ui().wantsText());
}

Status Desktop::frame(double seconds) {
  input_ = stage_->window().poll();
  if (input_.resized) stage_->resize(input_.width, input_.height);
  if (input_.closeRequested || askedToEnd != 0) leave_ = true;
  readKeys();
  if (input_.width == 0 || input_.height == 0) {
    platform::sleepSeconds(0.03);
    return {};
  }
  moveBody(seconds);
  showPanels(seconds);
  if (leave_) return {};
  if (screen_ == Screen::kWorld && live_ == nullptr) {
    if (Status s = begin(); !s.ok()) return s;
  }
  if (live_ != nullptr && !live_->over()) {
    advance(seconds);
    if (live_->over()) {
      if (Status s = endOfSession(); !s.ok()) return s;
    }
  }
  if (!def_.locate.empty()) tellPlaces();
  return draw(seconds);
}

Status Desktop::loop() {
  const double began = platform::monotonicSeconds();
  double before = began;
  Status trouble;
  while (!leave_ && trouble.ok()) {
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
  if (live_ != nullptr && !live_->over()) {
    scenario::Command abandon;
    abandon.kind = scenario::CommandKind::kAbandon;
    commands_ = {abandon};
    static_cast<void>(live_->tick(inputFrame()));
    end();
  }
  return trouble;
}

Result<DesktopOutcome> runDesktop(const DesktopDef& def) {
  askedToEnd = 0;
  const auto interruptBefore = std::signal(SIGINT, onSignal);
  const auto terminateBefore = std::signal(SIGTERM, onSignal);
  Desktop desktop(def);
  Status status = desktop.open();
  if (status.ok()) status = desktop.loop();
  std::signal(SIGINT, interruptBefore);
  std::signal(SIGTERM, terminateBefore);
  if (!status.ok()) return status;
  return std::move(desktop.outcome);
}

}  // namespace shixun::app
