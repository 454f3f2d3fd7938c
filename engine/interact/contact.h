// Contact: metal met by a tip. Probes that a hand leads, and the stretched finger.
#pragma once

#include "interact/hands.h"

namespace shixun::interact {

class Contact {
 public:
  Contact(Scene& scene, Holding& holding, const Hands& hands);
  void act(const Frame& frame);

  // The terminal whose metal a tip meets, coming along the line from `shaft`; -1 for none. `now` is
  // the terminal it is at already, which it leaves a little later than it comes to it.
  int32_t terminalAt(const Frame& frame, Hand hand, const Vec3& tip, const Vec3& shaft,
                     int32_t now) const;

 private:
  void actProbe(const Frame& frame, uint32_t probe, Hand hand);
  void actFinger(const Frame& frame, Hand hand);

  Scene& scene_;
  Holding& holding_;
  const Hands& hands_;
  std::vector<uint32_t> placed_;   // terminals that have a place
  std::vector<int32_t> sent_;      // (probes) where the last command put it
  int32_t touched_[2] = {-1, -1};  // terminal that the last command touched
};

}  // namespace shixun::interact
