#include <algorithm>
#include <cmath>
#include <iostream>

#include "app/desktop_window.h"
#include "app/locate.h"
#include "platform/system.h"
#include "view/fright.h"
#include "view/sounds.h"

namespace shixun::app {

// What began since the last frame and what goes on, as heard from where the head is.
void Desktop::sound() {
  if (!trainer_.playing()) return speaker_->silence();
  const plant::Poses& poses = stage_->studio().scene().poses();
  speaker_->hear(walker_.worldFromHead(),
                 view::cuesOf(trainer_.snapshot(), poses, trainer_.events()),
                 view::humsOf(trainer_.snapshot(), poses));
}

Status Desktop::draw(double seconds) {
  std::vector<scenario::EntityRef> lit;
  if (trainer_.playing()) {
    const interact::Hover hover = trainer_.live()->interactor().hover();
    // What only stands there does not glow.
    const bool usable = hover.entity.kind != scenario::EntityKind::kInstance ||
                        def_.model->instances[hover.entity.index].item >= 0;
    if (hover.entity && hover.reachable && usable) lit.push_back(hover.entity);
  }
  stage_->studio().scene().build(trainer_.snapshot(), lit, list_);
  list_.views.resize(1);
  const Pose worldFromHead = walker_.worldFromHead();
  list_.views[0].viewFromWorld =
      render::viewFromPose(worldFromHead * view::joltOf(trainer_.snapshot()));
  list_.views[0].clipFromView = render::perspective(
      walker_.verticalAngle(), static_cast<double>(input_.width) / input_.height);
  const bool busy = trainer_.screen() == Screen::kWorld &&
                    (pointer_.looking() || input_.button(platform::MouseButton::kLeft).down);
  stage_->setFast(pace_.fast(worldFromHead, busy, seconds));
  sound();
  auto drawn = stage_->draw(list_);
  if (!drawn.ok()) return drawn.status();
  if (*drawn == render::FrameOutcome::kSkipped) platform::sleepSeconds(0.02);
  return {};
}

// For tests that drive the window from outside.
void Desktop::tellPlaces() {
  told_.resize(def_.locate.size());
  const Vec2 window(input_.width, input_.height);
  for (size_t i = 0; i < def_.locate.size(); ++i) {
    const auto at = locate(*def_.model, trainer_.snapshot().state, walker_, window, def_.locate[i]);
    std::string line = def_.locate[i] + " unseen";
    if (at) {
      line = def_.locate[i] + " " + std::to_string(std::lround(at->x)) + " " +
             std::to_string(std::lround(at->y));
    }
    if (line == told_[i]) continue;
    told_[i] = line;
    std::cout << line << "\n";
  }
  const std::string buttons = toldButtonPlaces();
  if (buttons != toldButtons_) std::cout << "buttons:\n" << buttons;
  toldButtons_ = buttons;
  if (trainer_.live() != nullptr)
    std::cout << "tick " << trainer_.live()->run().session().state().tick << "\n";
  std::cout << std::flush;  // whoever reads waits for it
}

}  // namespace shixun::app
