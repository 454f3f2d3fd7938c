// Netlist: a flat network of two-terminal elements as SPICE knows it, with one analysis. What
// readSpice() (spice_read.h) makes of a file, what solveNetlist() (netlist_solve.h) solves, and
// what writeSpice() (spice_write.h) writes.
//
// It is the engineer's view of a network, without the equipment's slow states; NetworkDef
// (network_def.h) is the trainer's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "core/id.h"
#include "math/libm.h"

namespace shixun::circuit {

using NetNode = Index<struct NetNodeTag>;  // 0 is ground

// A source's course over time. Values in V or A, times in s.
struct Waveform {
  enum class Kind : uint8_t {
    kNone,
    kSine,   // offset + amplitude exp(-(t - delay) damping) sin(2 pi frequency (t - delay) + phase)
    kPulse,  // low, from delay on a trapezoid: rise, width at high, fall, again every period
  };
  Kind kind = Kind::kNone;
  double offset = 0, amplitude = 0, frequency = 0, delay = 0, damping = 0, phase = 0;  // sine; rad
  double low = 0, high = 0, rise = 0, fall = 0, width = 0, period = 0;  // pulse; 0: the default
};

// Shockley's diode with a series resistance.
struct DiodeModel {
  std::string name;
  double saturation = 1e-14;  // IS, A
  double emission = 1;        // N
  double resistance = 0;      // RS, ohm
  SourceLocation where = {};
};

enum class NetElementKind : uint8_t {
  kResistor,
  kInductor,
  kCapacitor,
  kVoltage,
  kCurrent,
  kDiode,
  // Not read from files; the export of machines and transformers needs them.
  kVoltageByVoltage,  // V(p) - V(n) = value (V(cp) - V(cn))
  kCurrentByVoltage,  // I = value (V(cp) - V(cn))
  kCurrentByCurrent,  // I = value I(control)
};

// Current is positive from p through the element to n, as SPICE signs it.
struct NetElement {
  NetElementKind kind = NetElementKind::kResistor;
  std::string name;  // with its letter, lower case: "r1"
  NetNode p, n;
  double value = 0;               // ohm, H, F, gain; of sources the DC value
  bool hasDc = false;             // sources: a DC value was given
  double acMagnitude = 0;         // sources
  double acPhase = 0;             // rad
  Waveform wave = {};             // sources
  std::optional<double> initial;  // C: V, L: A; with `uic`
  uint32_t model = 0;             // diodes: index into Netlist::diodes
  NetNode cp = {}, cn = {};       // controlled by this voltage
  uint32_t control = 0;           // controlled by this element's current
  SourceLocation where = {};
};

struct NetAnalysis {
  enum class Kind : uint8_t { kNone, kAc, kOperatingPoint, kTransient };
  Kind kind = Kind::kNone;
  double frequency = 0;                               // AC, Hz
  double step = 0, stop = 0, start = 0, longest = 0;  // transient, s; longest 0: the default
  bool useInitial = false;                            // `uic`
  SourceLocation where = {};
};

struct Netlist {
  std::string title;
  std::vector<std::string> nodes = {"0"};  // lower case; [0] is ground
  std::vector<NetElement> elements;
  std::vector<DiodeModel> diodes;
  NetAnalysis analysis;

  // The node of that name, made when it is new. "gnd" is "0".
  NetNode node(const std::string& name);
};

// Value of a source's waveform at `time` >= 0 (SIN and PULSE); `stop` and `step` of the analysis
// stand in for times a pulse leaves out.
double waveValue(const Waveform& wave, double time, double step, double stop);

}  // namespace shixun::circuit
