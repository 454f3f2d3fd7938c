// writeSpice(): a netlist as text that ngspice runs.
#pragma once

#include <string>
#include <vector>

#include "circuit/netlist.h"

namespace shixun::circuit {

// Numbers are written so that they read back as the same double. `remarks`, when not empty, has one
// text per element, written behind it; line breaks in them become blanks.
std::string writeSpice(const Netlist& net, const std::vector<std::string>& remarks = {});

}  // namespace shixun::circuit
