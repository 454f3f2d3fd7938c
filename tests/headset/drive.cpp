// Drives the trainer in a headset through a walkthrough at hand level: starts it, plays the hand
// script's poses into the runtime's remote driver, points with its hand at panels for what is done
// on panels, and ends it when the debrief is there. To be run inside monado.sh.
//
// usage: headset_drive PROGRAM ROOT SCENARIO WALKTHROUGH RECORD [options of `shixun practise`]
//
// The script's clock follows the session's, and waits at every keyframe until the trainer has told
// that it saw that head and those hands: whatever the rate of pictures, no keyframe is skipped. It
// stands still while a hand is at a panel.
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/file.h"
#include "interact/keyframe.h"
#include "scenario/load.h"
#include "scenario/read_command.h"
#include "session/hand_script.h"
#include "tests/headset/panel_hand.h"
#include "tests/headset/remote.h"
#include "text/catalogue.h"

namespace shixun::test {
namespace {

constexpr double kNear = 2e-3;        // m, rad: what is sent and what is seen, as float numbers
constexpr int kPatience = 3'600'000;  // ms without a word from the trainer
constexpr int kFramesToSee = 400;     // in which it has to see what was sent

[[noreturn]] void fail(const std::string& what) {
  std::cerr << "headset_drive: " << what << "\n";
  std::exit(1);
}

// What the trainer told of one frame.
struct Told {
  Tick tick = 0;
  bool session = false;
  std::string screen;
  Pose head;
  struct Hand {
    Pose grip, aim;
    bool tracked = false, poke = false;
    double squeeze = 0, trigger = 0;
  } hands[2];
};

Pose readPose(std::istream& in) {
  Pose p;
  in >> p.position.x >> p.position.y >> p.position.z >> p.rotation.x >> p.rotation.y >>
      p.rotation.z >> p.rotation.w;
  return p;
}

bool readTold(const std::string& line, Told& told) {
  std::istringstream in(line);
  std::string word;
  long long tick = 0;
  int frame = 0;
  in >> word >> frame >> word >> tick >> word >> told.screen >> word;
  told.session = tick >= 0;
  told.tick = static_cast<Tick>(tick < 0 ? 0 : tick);
  told.head = readPose(in);
  for (Told::Hand& hand : told.hands) {
    int tracked = 0;
    int poke = 0;
    in >> word;
    hand.grip = readPose(in);
    in >> tracked >> hand.squeeze >> hand.trigger >> poke;
    hand.tracked = tracked != 0;
    hand.poke = poke != 0;
  }
  for (int eye = 0; eye < 2; ++eye) {
    double angle = 0;
    in >> word;
    readPose(in);
    in >> angle >> angle >> angle >> angle;
  }
  for (Told::Hand& hand : told.hands) {
    in >> word;
    hand.aim = readPose(in);
  }
  return !in.fail();
}

bool close(const Pose& a, const Pose& b) {
  const double turned = 1 - std::abs(glm::dot(a.rotation, b.rotation));
  return glm::distance(a.position, b.position) < kNear && turned < kNear;
}

bool sees(const Told& told, const interact::InputFrame& wanted) {
  if (!close(told.head, wanted.worldFromHead)) return false;
  for (int h = 0; h < 2; ++h) {
    const interact::HandInput& hand = wanted.hands[h];
    const Told::Hand& seen = told.hands[h];
    if (!seen.tracked || !close(seen.grip, hand.worldFromGrip)) return false;
    if (std::abs(seen.squeeze - hand.squeeze) > kNear) return false;
    if (std::abs(seen.trigger - hand.trigger) > kNear) return false;
    if (seen.poke != hand.poke) return false;
  }
  return true;
}

// A person's hands on controllers: pointing is a squeeze with the finger off the trigger.
RemoteState remoteOf(const interact::InputFrame& frame) {
  RemoteState state;
  state.stageFromHead = frame.worldFromHead;
  for (int h = 0; h < 2; ++h) {
    const interact::HandInput& hand = frame.hands[h];
    state.hands[h].stageFromGrip = hand.worldFromGrip;
    state.hands[h].squeeze = hand.poke ? 1 : hand.squeeze;
    state.hands[h].trigger = hand.trigger;
    state.hands[h].triggerTouched = !hand.poke;
  }
  return state;
}

class Trainer {
 public:
  void start(const std::vector<std::string>& command) {
    int out[2];
    if (::pipe(out) != 0) fail("no pipe");
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      for (const int fd : {out[0], out[1]}) ::close(fd);
      std::vector<char*> words;
      for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
      words.push_back(nullptr);
      ::execv(words[0], words.data());
      std::_Exit(127);
    }
    ::close(out[1]);
    from_ = out[0];
  }

  // The next whole line; false at the end.
  bool line(std::string& text) {
    for (;;) {
      const size_t end = buffer_.find('\n');
      if (end != std::string::npos) {
        text = buffer_.substr(0, end);
        buffer_.erase(0, end + 1);
        return true;
      }
      pollfd wait = {from_, POLLIN, 0};
      if (::poll(&wait, 1, kPatience) <= 0) fail("the trainer has stopped talking");
      char bytes[4096];
      const ssize_t got = ::read(from_, bytes, sizeof bytes);
      if (got <= 0) return false;
      buffer_.append(bytes, static_cast<size_t>(got));
    }
  }

  void askToEnd() { ::kill(child_, SIGTERM); }

  int finish() {
    std::string rest;
    while (line(rest)) {
    }
    int status = 0;
    ::waitpid(child_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t child_ = -1;
  int from_ = -1;
  std::string buffer_;
};

class Player {
 public:
  Player(const scenario::ScenarioModel& model, const text::Catalogue& catalogue,
         const session::HandScript& script, Remote& remote)
      : model_(model), catalogue_(catalogue), script_(script), remote_(remote) {}

  void send(double time) {
    wanted_ = interact::sample(script_.keys, sent_, time);
    sent_ = time;
    sendState(remoteOf(wanted_));
    for (const scenario::Command& command : wanted_.panelCommands) {
      const auto buttons = buttonsFor(model_, catalogue_, command);
      if (buttons.empty()) fail("no panel does " + scenario::formatCommand(model_, command));
      panels_.press(buttons);
    }
    unseen_ = 0;
  }

  // What the trainer tells besides frames: where its buttons are now.
  void hear(const std::string& line) {
    if (line == "buttons:") buttons_.clear();
    std::istringstream in(line);
    std::string name;
    Vec3 at(0);
    if (line.starts_with("button.") && in >> name >> at.x >> at.y >> at.z) {
      buttons_[name.substr(std::string("button.").size())] = at;
    }
  }

  // After each frame that the trainer told.
  void follow(const Told& told) {
    const double passed = static_cast<double>(told.tick - tick_) * kTickSeconds;
    tick_ = told.tick;
    // A panel is worked when the hand is where the script has it.
    if (panels_.busy() && (atPanel_ || sees(told, wanted_))) return press(told);
    const bool atKey = next_ < script_.keys.size() && sent_ >= script_.keys[next_].time;
    // Seen is not enough: a picture may fall between two ticks of the session.
    const bool lived = passed > 0 || told.screen != "world";
    if (atKey && !(sees(told, wanted_) && lived)) {
      if (++unseen_ > kFramesToSee) fail("the trainer does not see the keyframe at " + at());
      return;
    }
    if (atKey) ++next_;
    if (next_ >= script_.keys.size()) return;
    send(std::min(sent_ + passed, script_.keys[next_].time));
  }

  void press(const Told& told) {
    if (!atPanel_) state_ = remoteOf(wanted_);
    atPanel_ = true;
    constexpr int kRight = 1;
    const Told::Hand& hand = told.hands[kRight];
    const std::string button = panels_.next();
    if (!panels_.follow(buttons_, {hand.grip, hand.aim, hand.trigger}, state_.hands[kRight])) {
      fail("the hand cannot press " + button + " at " + at() + ", screen " + told.screen);
    }
    if (panels_.busy()) return sendState(state_);
    atPanel_ = false;
    unseen_ = 0;
    sendState(remoteOf(wanted_));
  }

  std::string at() const { return std::to_string(sent_) + " s"; }
  bool over() const { return next_ >= script_.keys.size(); }

 private:
  const scenario::ScenarioModel& model_;
  void sendState(const RemoteState& state) {
    if (!remote_.send(state)) fail("the runtime's service is gone");
  }

  const text::Catalogue& catalogue_;
  const session::HandScript& script_;
  Remote& remote_;
  PanelHand panels_;
  RemoteState state_;  // while at a panel
  std::map<std::string, Vec3> buttons_;
  bool atPanel_ = false;
  interact::InputFrame wanted_;
  double sent_ = -1;
  size_t next_ = 0;
  Tick tick_ = 0;
  int unseen_ = 0;
};

int drive(const std::vector<std::string>& arguments) {
  const std::string& root = arguments[1];
  scenario::ContentRoot content;
  content.files = &disk();
  content.path = root;
  Diagnostics problems;
  const auto model = scenario::load(content, arguments[2], problems);
  if (model == nullptr) fail("no scenario " + arguments[2]);
  auto script = session::loadHandScript(content, *model, arguments[3], problems);
  if (!script.ok()) fail(script.status().message());
  Remote remote;
  if (const std::string trouble = remote.connect(); !trouble.empty()) fail(trouble);
  Trainer trainer;
  const auto catalogue = text::Catalogue::load(disk(), root + "/assets/text", problems);
  Player player(*model, catalogue, *script, remote);
  std::vector<std::string> command;
  std::istringstream loader(std::getenv("SHIXUN_LOADER") != nullptr ? std::getenv("SHIXUN_LOADER")
                                                                    : "");
  for (std::string word; loader >> word;) command.push_back(word);
  for (const char* word :
       {arguments[0].c_str(), "--root", root.c_str(), "practise", arguments[2].c_str(), "--xr",
        "on", "--tell", "--no-drawing", "--out", arguments[4].c_str()}) {
    command.emplace_back(word);
  }
  command.insert(command.end(), arguments.begin() + 5, arguments.end());
  // The first pose is there before the session begins: people begin where they stand.
  remote.send(remoteOf(interact::sample(script->keys, -1, 0)));
  trainer.start(command);
  player.send(0);
  bool asked = false;
  std::string line;
  while (trainer.line(line)) {
    Told told;
    if (!line.starts_with("frame ")) {
      player.hear(line);
      continue;
    }
    if (!readTold(line, told)) fail("not understood: " + line);
    if (told.screen == "debrief" && !asked) {
      asked = true;
      trainer.askToEnd();
    }
    if (!asked && told.session) player.follow(told);
  }
  const int rc = trainer.finish();
  if (!asked)
    fail("the trainer ended at " + player.at() + " of the script, code " + std::to_string(rc));
  return rc;
}

}  // namespace
}  // namespace shixun::test

int main(int argc, char** argv) {
  if (argc < 6) {
    std::cerr << "usage: headset_drive PROGRAM ROOT SCENARIO WALKTHROUGH RECORD [OPTION...]\n";
    return 2;
  }
  return shixun::test::drive({argv + 1, argv + argc});
}
