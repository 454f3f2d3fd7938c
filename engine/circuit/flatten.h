// flatten(): a network as it stands in a state, as the flat netlist an engineer would write:
// contacts that are open are not there, closed ones are resistors, machines are controlled sources
// at their present slip.
#pragma once

#include <string>
#include <vector>

#include "circuit/compile.h"
#include "circuit/netlist.h"
#include "circuit/state.h"

namespace shixun::circuit {

struct FlatNetwork {
  Netlist net;  // with its analysis: .ac at the frequency, or .op
  // Per node of the model: its name in the netlist, "0" for earth, "" for what is rectified and so
  // a netlist of its own (rectifiedNetlist(), rectified.h).
  std::vector<std::string> nodes;
  std::vector<std::string> origin;  // per element of the netlist: what it stands for, for remarks
};

// The network at one of CircuitModel::frequencies (`line`; the last is DC, where capacitors are
// sources of their charge). An island without earth is tied to ground at its reference node by an
// element whose name begins with "rpin": no current flows in it, and only differences within the
// island mean anything.
FlatNetwork flatten(const CircuitModel& model, const CircuitState& state, uint32_t line);

}  // namespace shixun::circuit
