// PoseSample: where everything is at one moment that the state of the equipment does not say: head,
// hands, and what a hand moves or lets fall. For the eye, never for marks.
#pragma once

#include <cstdint>

#include "math/geometry.h"
#include "plant/pose.h"

namespace shixun::session {

enum class HandShape : uint8_t { kOpen, kGrip, kPoint };

struct PoseSample {
  Pose worldFromHead;                  // eyes; -Z is where they look
  bool handShown[2] = {false, false};  // by Hand, as the two below
  Pose worldFromHand[2];               // where the hand is drawn
  HandShape handShape[2] = {HandShape::kOpen, HandShape::kOpen};
  plant::PoseOverrides overrides;  // handles half way, things held or lying loose, probes
};

}  // namespace shixun::session
