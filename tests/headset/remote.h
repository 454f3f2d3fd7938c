// Remote: the other end of Monado's remote driver - where the headset and two controllers are and
// what their buttons do, sent over a socket. Each packet is the whole state.
#pragma once

#include <string>

#include "math/geometry.h"

namespace shixun::test {

struct RemoteHand {
  bool active = true;
  Pose stageFromGrip;  // the trainer's grip frame, see xr/hand_sample.h
  double squeeze = 0, trigger = 0;
  bool triggerTouched = true;
  Vec2 stick = Vec2(0);
  bool a = false, b = false;
};

struct RemoteState {
  Pose stageFromHead;
  RemoteHand hands[2];  // left, right
};

class Remote {
 public:
  ~Remote();
  // Connects to the service on loopback; what went wrong, or empty.
  std::string connect(int port = 4242);
  // False when the service is gone.
  bool send(const RemoteState& state);

 private:
  int socket_ = -1;
};

}  // namespace shixun::test
