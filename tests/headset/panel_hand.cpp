#include "tests/headset/panel_hand.h"

#include <algorithm>
#include <cmath>

namespace shixun::test {

namespace {

constexpr int kMostFrames = 900;     // for one button
constexpr int kHeld = 3;             // frames in which a trigger is seen pulled, and let go
constexpr int kSteady = 3;           // frames that a button stands still under the ray before that
constexpr double kStraight = 0.003;  // rad: good for a key at an arm's length

std::string told(std::string label) {
  std::replace(label.begin(), label.end(), ' ', '_');
  return label;
}

// -z towards the target, +y as upright as can be.
Quat looking(const Vec3& from, const Vec3& to) {
  const Vec3 way = to - from;
  return glm::angleAxis(std::atan2(-way.x, -way.z), Vec3(0, 1, 0)) *
         glm::angleAxis(std::atan2(way.y, std::hypot(way.x, way.z)), Vec3(1, 0, 0));
}

}  // namespace

std::vector<std::string> buttonsFor(const scenario::ScenarioModel& model,
                                    const text::Catalogue& catalogue,
                                    const scenario::Command& command) {
  const auto label = [&](const char* key) { return told(catalogue.tr("en", key)); };
  switch (command.kind) {
    case scenario::CommandKind::kFill: {
      const scenario::FieldModel& field = model.fields[command.what.index];
      const std::string number = std::to_string(command.what.index);
      const auto option = std::find(field.options.begin(), field.options.end(), command.text);
      if (option != field.options.end()) {
        return {"##option" + number + "." + std::to_string(option - field.options.begin())};
      }
      std::vector<std::string> buttons = {"##field" + number};
      for (const char c : command.text) {
        const bool shifted =
            (c >= 'A' && c <= 'Z') || std::string("_;:+").find(c) != std::string::npos;
        if (shifted) buttons.push_back("key_" + label("ui.keyboard.shift"));
        buttons.push_back(c == ' ' ? "key_" + label("ui.keyboard.space")
                                   : "key_" + std::string(1, c));
      }
      buttons.push_back("key_" + label("ui.keyboard.enter"));
      return buttons;
    }
    case scenario::CommandKind::kSay: {
      const uint32_t line = command.what.index;
      std::vector<std::string> buttons = {label("ui.tools.talk")};
      // Talking begins with who is nearest.
      if (model.persons.size() > 1) {
        buttons.push_back("##person" + std::to_string(model.lines[line].person));
      }
      buttons.push_back("##line" + std::to_string(line));
      buttons.push_back(label("ui.tools.talk"));
      return buttons;
    }
    case scenario::CommandKind::kHint:
      return {label("ui.tools.hint")};
    case scenario::CommandKind::kFinish:
      return {label("ui.tools.menu"), label("ui.menu.finish"), label("ui.confirm.finish_yes")};
    default:
      return {};
  }
}

void PanelHand::press(const std::vector<std::string>& buttons) {
  left_.insert(left_.end(), buttons.begin(), buttons.end());
}

bool PanelHand::follow(const std::map<std::string, Vec3>& buttons, const Seen& seen,
                       RemoteHand& hand) {
  if (++frames_ > kMostFrames) return false;
  // A stretched finger is folded; what the hand holds it keeps.
  if (!hand.triggerTouched) hand.squeeze = 0;
  hand.triggerTouched = true;
  if (pull_ != Pull::kNone) {
    // On a busy machine what is sent arrives late: what counts is what the trainer sees.
    hand.trigger = pull_ == Pull::kPulled ? 1 : 0;
    seen_ += std::abs(seen.trigger - hand.trigger) < 0.01 ? 1 : 0;
    if (seen_ < kHeld) return true;
    seen_ = 0;
    if (pull_ == Pull::kPulled) {
      pull_ = Pull::kLetGo;
      return true;
    }
    pull_ = Pull::kNone;
    left_.pop_front();
    frames_ = 0;
    return true;
  }
  const auto button = buttons.find(left_.front());
  if (button == buttons.end()) return true;
  const Pose& worldFromAim = seen.worldFromAim;
  const Vec3 way = glm::normalize(button->second - worldFromAim.position);
  const double off = glm::length(glm::cross(way, worldFromAim.turn(Vec3(0, 0, -1))));
  const bool on = off < kStraight && glm::dot(way, worldFromAim.turn(Vec3(0, 0, -1))) > 0;
  // A panel that has just changed may still be moving.
  seen_ = on && button->second == at_ ? seen_ + 1 : 0;
  at_ = button->second;
  if (seen_ >= kSteady) {
    seen_ = 0;
    pull_ = Pull::kPulled;
    return true;
  }
  // Where a controller points, as seen from its grip, is the runtime's business.
  const Quat gripFromAim = glm::inverse(seen.worldFromGrip.rotation) * worldFromAim.rotation;
  hand.stageFromGrip.rotation =
      glm::normalize(looking(worldFromAim.position, button->second) * glm::inverse(gripFromAim));
  return true;
}

}  // namespace shixun::test
