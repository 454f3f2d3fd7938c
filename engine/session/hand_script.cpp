#include "session/hand_script.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/quantity.h"
#include "scenario/read_command.h"
#include "scenario/walkthrough.h"
#include "session/snapshot.h"
#include "text/document.h"

namespace shixun::session {

using interact::HandKey;
using interact::Keyframe;
using scenario::Command;
using scenario::CommandKind;

namespace {

constexpr std::string_view kFolder = "walkthroughs/hands";
constexpr std::string_view kUnits = "time s, position m, rotation quaternion x y z w";
constexpr double kLongest = 24 * 3600;  // s
constexpr double kFarthest = 1000;      // m from the origin
constexpr double kTimeStep = 1e-3, kPositionStep = 1e-4, kRotationStep = 1e-5;
constexpr size_t kMostKeys = 100'000;

double toStep(double value, double step) {
  // Divided by the inverse, so that the result is the double that the decimal text reads as.
  const double perStep = std::round(1 / step);
  const double result = std::round(value * perStep) / perStep;
  return result == 0 ? 0 : result;  // no negative zero
}

Quat roundedTurn(const Quat& q) {
  return {toStep(q.w, kRotationStep), toStep(q.x, kRotationStep), toStep(q.y, kRotationStep),
          toStep(q.z, kRotationStep)};
}

Pose roundedPose(const Pose& pose) {
  Pose out;
  for (int i = 0; i < 3; ++i) out.position[i] = toStep(pose.position[i], kPositionStep);
  // Until length 1 and five digits agree: what is written then reads as the same rotation.
  out.rotation = pose.rotation;
  for (int i = 0; i < 8; ++i) {
    const Quat next = glm::normalize(roundedTurn(out.rotation));
    if (next == out.rotation) break;
    out.rotation = next;
  }
  return out;
}

std::string number(double value, int digits) {
  char text[32];
  const int length = std::snprintf(text, sizeof text, "%.*f", digits, value);
  std::string out(text, static_cast<size_t>(length));
  if (digits > 0) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

std::string poseText(const Pose& pose) {
  std::string out = "[";
  for (int i = 0; i < 3; ++i) out += number(pose.position[i], 4) + ", ";
  const Quat& q = pose.rotation;
  return out + number(q.x, 5) + ", " + number(q.y, 5) + ", " + number(q.z, 5) + ", " +
         number(q.w, 5) + "]";
}

// The part of a keyframe that differs from the one before.
std::string keyText(const scenario::ScenarioModel& model, const Keyframe& key,
                    const Keyframe* old) {
  std::string out = "  - {time: " + number(key.time, 3);
  const std::string head = poseText(key.worldFromHead);
  if (old == nullptr || head != poseText(old->worldFromHead)) out += ", head: " + head;
  for (int h = 0; h < 2; ++h) {
    const std::string name = h == 0 ? "left" : "right";
    const HandKey& hand = key.hands[h];
    const HandKey before = old != nullptr ? old->hands[h] : HandKey();
    const std::string pose = poseText(hand.worldFromGrip);
    if (old == nullptr || pose != poseText(before.worldFromGrip)) out += ", " + name + ": " + pose;
    if (hand.squeeze != before.squeeze) {
      out += ", " + name + "_squeeze: " + number(hand.squeeze, 2);
    }
    if (hand.trigger != before.trigger) {
      out += ", " + name + "_trigger: " + number(hand.trigger, 2);
    }
    if (hand.poke != before.poke) out += ", " + name + "_poke: " + (hand.poke ? "true" : "false");
  }
  for (size_t i = 0; i < key.panelCommands.size(); ++i) {
    out += i == 0 ? ", panel: [" : ", ";
    out += scenario::formatCommand(model, key.panelCommands[i]);
  }
  return out + (key.panelCommands.empty() ? "}\n" : "]}\n");
}

class ScriptReader {
 public:
  ScriptReader(const scenario::ScenarioModel& model, const text::Document& file, Diagnostics& out)
      : model_(model), file_(file), problems_(out) {}

  HandScript read() {
    HandScript script;
    const text::Node* keys = header();
    if (keys == nullptr) return script;
    for (const text::Node& node : keys->items) {
      Keyframe key = script.keys.empty() ? Keyframe() : script.keys.back();
      key.panelCommands.clear();
      const double earliest = script.keys.empty() ? 0 : key.time + kTimeStep / 2;
      key.time = -1;
      readKey(node, key, script.keys.empty());
      if (key.time < earliest) {
        fail(node, "bad-order", "the keyframes' times have to grow, and begin at 0",
             "give it a time after that of the line above");
      }
      script.keys.push_back(std::move(key));
    }
    return script;
  }

 private:
  void fail(const text::Node& node, std::string code, std::string what, std::string hint) {
    problems_.error(file_.at(node), std::move(code), std::move(what), std::move(hint));
  }

  const text::Node* header() {
    const text::Node& root = file_.root;
    for (const text::Entry& entry : root.entries) {
      const bool known = entry.key == "format" || entry.key == "units" || entry.key == "keys";
      if (!known) {
        problems_.error(file_.at(entry), "unknown-key",
                        "'" + entry.key + "' is no key of a hand script",
                        "known: format, units, keys");
      }
    }
    const text::Node* format = root.find("format");
    if (format == nullptr || format->text != "1") {
      fail(format != nullptr ? *format : root, "bad-format-version",
           "this is no hand script of format 1", "write 'format: 1', or use a newer program");
      return nullptr;
    }
    const text::Node* units = root.find("units");
    if (units == nullptr || units->text != kUnits) {
      fail(units != nullptr ? *units : root, "wrong-unit", "a hand script's units are fixed",
           "write 'units: " + std::string(kUnits) + "'");
    }
    const text::Node* keys = root.find("keys");
    if (keys == nullptr || !keys->isSequence() || keys->items.empty() ||
        keys->items.size() > kMostKeys) {
      fail(keys != nullptr ? *keys : root, "missing-key", "a hand script needs its 'keys'",
           "write a list of 1 to " + std::to_string(kMostKeys) + " keyframes");
      return nullptr;
    }
    return keys;
  }

  void readKey(const text::Node& node, Keyframe& key, bool first) {
    if (!node.isMapping()) {
      fail(node, "wrong-type", "a keyframe is a map", "write {time: 1.5, right: [...]}");
      return;
    }
    for (const text::Entry& entry : node.entries) readEntry(entry, key);
    for (const char* needed : {"time", "head", "left", "right"}) {
      if (node.find(needed) != nullptr || (!first && needed != std::string_view("time"))) continue;
      fail(node, "missing-key", "this keyframe lacks '" + std::string(needed) + "'",
           first ? "the first one gives time, head, left and right" : "give its time");
    }
  }

  void readEntry(const text::Entry& entry, Keyframe& key) {
    const std::string& name = entry.key;
    const text::Node& value = entry.value;
    if (name == "time") {
      key.time = readNumber(value, 0, kLongest);
    } else if (name == "head") {
      readPose(value, key.worldFromHead);
    } else if (name == "panel") {
      readPanel(value, key);
    } else if (!readHand(name, value, key)) {
      problems_.error(file_.at(entry), "unknown-key", "'" + name + "' is no key of a keyframe",
                      "known: time, head, left, right, left_squeeze, left_trigger, left_poke and "
                      "the same of the right hand, panel");
    }
  }

  bool readHand(const std::string& name, const text::Node& value, Keyframe& key) {
    const bool left = name.starts_with("left");
    if (!left && !name.starts_with("right")) return false;
    HandKey& hand = key.hands[left ? 0 : 1];
    const std::string rest = name.substr(left ? 4 : 5);
    if (rest.empty()) {
      readPose(value, hand.worldFromGrip);
    } else if (rest == "_squeeze") {
      hand.squeeze = readNumber(value, 0, 1);
    } else if (rest == "_trigger") {
      hand.trigger = readNumber(value, 0, 1);
    } else if (rest == "_poke") {
      hand.poke = value.text == "true";
      if (value.text != "true" && value.text != "false") {
        fail(value, "wrong-type", "'" + value.text + "' is neither true nor false", "");
      }
    } else {
      return false;
    }
    return true;
  }

  void readPose(const text::Node& node, Pose& pose) {
    if (!node.isSequence() || node.items.size() != 7) {
      fail(node, "wrong-type", "a pose is seven numbers",
           "write [x, y, z, qx, qy, qz, qw], the position in m");
      return;
    }
    std::array<double, 7> v{};
    const size_t before = problems_.list().size();
    for (size_t i = 0; i < 7; ++i) {
      const double most = i < 3 ? kFarthest : 1;
      v[i] = readNumber(node.items[i], -most, most);
    }
    if (problems_.list().size() != before) return;
    const Quat q(v[6], v[3], v[4], v[5]);
    if (std::abs(glm::length(q) - 1) > 1e-3) {
      fail(node, "out-of-range", "the last four numbers are no rotation: their length is not 1",
           "");
      return;
    }
    pose = Pose(glm::normalize(q), Vec3(v[0], v[1], v[2]));
  }

  double readNumber(const text::Node& node, double least, double most) {
    const auto value = node.isScalar() ? parseNumber(node.text) : std::nullopt;
    if (!value || *value < least || *value > most) {
      fail(node, "out-of-range", "'" + node.text + "' is no number that can stand here",
           "from " + number(least, 0) + " to " + number(most, 0));
      return least;
    }
    return *value;
  }

  void readPanel(const text::Node& node, Keyframe& key) {
    for (const text::Node& item : node.items) {
      auto line = scenario::readCommand(model_, {&file_, &item}, false, problems_);
      if (!line) continue;
      if (!scenario::info(line->command.kind).panel) {
        fail(item, "not-by-hand", "this has to be done by the hands, not by a command",
             "give poses and inputs that do it");
        continue;
      }
      key.panelCommands.push_back(std::move(line->command));
    }
  }

  const scenario::ScenarioModel& model_;
  const text::Document& file_;
  Diagnostics& problems_;
};

}  // namespace

std::string handScriptPath(const scenario::ScenarioModel& model, const std::string& walkthrough) {
  return joinPath(joinPath(model.folder, kFolder), walkthrough + ".yaml");
}

std::vector<std::string> listHandScripts(const scenario::ContentRoot& root,
                                         const scenario::ScenarioModel& model) {
  std::vector<std::string> names;
  for (const std::string& name : scenario::listWalkthroughs(root, model)) {
    if (root.files->isFile(handScriptPath(model, name))) names.push_back(name);
  }
  return names;
}

Result<HandScript> loadHandScript(const scenario::ContentRoot& root,
                                  const scenario::ScenarioModel& model,
                                  const std::string& walkthrough, Diagnostics& diagnostics) {
  Diagnostics problems;
  HandScript script;
  const std::string path = handScriptPath(model, walkthrough);
  text::Limits limits;
  limits.bytes = 16U << 20;
  limits.nodes = 4'000'000;
  if (const auto file = text::readDocument(*root.files, path, problems, limits)) {
    script = ScriptReader(model, *file, problems).read();
  }
  for (const Diagnostic& problem : problems.list()) diagnostics.add(problem);
  if (!problems.hasErrors()) return script;
  return Status(StatusCode::kInvalid, "the hand script of '" + walkthrough +
                                          "' cannot be used: " + format(problems.list().front()));
}

Keyframe rounded(const Keyframe& key) {
  Keyframe out = key;
  out.time = toStep(key.time, kTimeStep);
  out.worldFromHead = roundedPose(key.worldFromHead);
  for (HandKey& hand : out.hands) {
    hand.worldFromGrip = roundedPose(hand.worldFromGrip);
    hand.squeeze = toStep(hand.squeeze, 0.01);
    hand.trigger = toStep(hand.trigger, 0.01);
  }
  return out;
}

std::string formatHandScript(const scenario::ScenarioModel& model, const HandScript& script) {
  std::string out =
      "# Poses and inputs of a person at work; what they do is up to the world they meet.\n"
      "# Written by `shixun rehearse`; a keyframe names what differs from the one above it.\n"
      "format: 1\nunits: " +
      std::string(kUnits) + "\nkeys:\n";
  const Keyframe* old = nullptr;
  for (const Keyframe& key : script.keys) {
    out += keyText(model, key, old);
    old = &key;
  }
  return out;
}

HandPlayer::HandPlayer(const scenario::ScenarioModel& model, const HandScript& script)
    : script_(script), interactor_(model) {}

std::span<const Command> HandPlayer::due(const plant::State& state) {
  input_ = interact::sample(script_.keys, secondsFromTick(tick_ - 1), secondsFromTick(tick_));
  const auto commands = interactor_.step(input_, state);
  batch_.assign(commands.begin(), commands.end());
  if (secondsFromTick(tick_) > script_.keys.back().time + 1) {
    Command finish;
    finish.kind = state.paused ? CommandKind::kResume : CommandKind::kFinish;
    batch_.push_back(finish);
  }
  ++tick_;
  return batch_;
}

PoseSample HandPlayer::pose(const plant::State& state) const {
  PoseSample sample;
  sample.worldFromHead = input_.worldFromHead;
  for (const scenario::Hand hand : interact::kHands) {
    const size_t h = interact::indexOf(hand);
    sample.handShown[h] = input_.hands[h].tracked;
    sample.worldFromHand[h] = interactor_.shownHand(hand);
    sample.handShape[h] = shapeOf(state.hands[h]);
  }
  sample.overrides = interactor_.overrides();
  return sample;
}

}  // namespace shixun::session
