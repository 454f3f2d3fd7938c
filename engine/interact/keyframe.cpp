#include "interact/keyframe.h"

#include <algorithm>

#include "core/assert.h"

namespace shixun::interact {

InputFrame sample(std::span<const Keyframe> keys, double previous, double time) {
  SHIXUN_ASSERT(!keys.empty(), "a script has keyframes");
  const auto after = std::upper_bound(keys.begin(), keys.end(), time,
                                      [](double t, const Keyframe& key) { return t < key.time; });
  const Keyframe& to = after == keys.end() ? keys.back() : *after;
  const Keyframe& from = after == keys.begin() ? keys.front() : *(after - 1);
  const double span = to.time - from.time;
  const double share = span > 0 ? std::clamp((time - from.time) / span, 0.0, 1.0) : 0.0;
  InputFrame frame;
  frame.worldFromHead = between(from.worldFromHead, to.worldFromHead, share);
  for (int h = 0; h < 2; ++h) {
    HandInput& hand = frame.hands[h];
    hand.tracked = true;
    hand.worldFromGrip = between(from.hands[h].worldFromGrip, to.hands[h].worldFromGrip, share);
    hand.worldFromAim = hand.worldFromGrip;
    hand.squeeze = from.hands[h].squeeze;
    hand.trigger = from.hands[h].trigger;
    hand.poke = from.hands[h].poke;
  }
  const auto first = std::upper_bound(keys.begin(), after, previous,
                                      [](double t, const Keyframe& key) { return t < key.time; });
  for (auto key = first; key != after; ++key) {
    frame.panelCommands.insert(frame.panelCommands.end(), key->panelCommands.begin(),
                               key->panelCommands.end());
  }
  return frame;
}

}  // namespace shixun::interact
