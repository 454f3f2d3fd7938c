// readSpice(): a flat SPICE netlist, the subset that ngspice 39 and this program read alike.
//
// The first line is the title. R, L, C, V, I and D elements; V and I with `[DC] x`, `AC mag phase`,
// `SIN(...)`, `PULSE(...)`; L and C with `IC=`; `.model NAME D(IS= N= RS=)`; one analysis of
// `.ac lin 1 F F`, `.op`, `.tran tstep tstop [tstart [tmax]] [uic]`; `.end`. `.options` and
// `.print` cards are passed over with a warning, everything else is refused with its line and
// column.
#pragma once

#include <string_view>

#include "circuit/netlist.h"
#include "core/status.h"

namespace shixun::circuit {

// Reads and checks the form; what has no solution is refused by checkNetlist() (netlist_rules.h).
// Fails (kInvalid) when `problems` got an error.
Result<Netlist> readSpice(std::string_view text, const std::string& file, Diagnostics& problems);

}  // namespace shixun::circuit
