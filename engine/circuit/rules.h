// The rules a network must keep before it is compiled; one function, all problems at once.
#pragma once

#include "circuit/network_def.h"
#include "core/diagnostic.h"

namespace shixun::circuit {

void checkNetwork(const NetworkDef& net, Diagnostics& problems);

}  // namespace shixun::circuit
