// The uniform line as a pi at one frequency.
#pragma once

#include "circuit/network_def.h"

namespace shixun::circuit {

struct LinePi {
  Complex series;  // ohm
  Complex end;     // S, at either end to the return
};

// Exact at `frequency` (Hz; 0 is DC): series z l sinh(t)/t and y l/2 tanh(t/2)/(t/2) at the ends
// with t = l sqrt(z y).
LinePi linePi(const LineDef& def, double frequency);

}  // namespace shixun::circuit
