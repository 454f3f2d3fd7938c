#include "circuit/netlist.h"

#include <algorithm>
#include <cmath>

namespace shixun::circuit {

NetNode Netlist::node(const std::string& name) {
  if (name == "gnd") return NetNode(0);
  const auto at = std::find(nodes.begin(), nodes.end(), name);
  if (at != nodes.end()) return NetNode(at - nodes.begin());
  nodes.push_back(name);
  return NetNode(nodes.size() - 1);
}

double waveValue(const Waveform& wave, double time, double step, double stop) {
  switch (wave.kind) {
    case Waveform::Kind::kNone:
      return 0;
    case Waveform::Kind::kSine: {
      const double since = time - wave.delay;
      if (since <= 0) return wave.offset + wave.amplitude * sine(wave.phase);
      const double fade = wave.damping == 0 ? 1 : exponential(-since * wave.damping);
      return wave.offset +
             wave.amplitude * fade * sine(2 * kPi * wave.frequency * since + wave.phase);
    }
    case Waveform::Kind::kPulse:
      break;
  }
  const double rise = wave.rise > 0 ? wave.rise : step, fall = wave.fall > 0 ? wave.fall : step;
  const double width = wave.width > 0 ? wave.width : stop;
  const double period = wave.period > 0 ? wave.period : stop;
  double since = time - wave.delay;
  if (since <= 0) return wave.low;
  // One pulse that is not repeated does not begin again at the very end.
  if (since > period) since -= period * std::floor(since / period);
  if (since < rise) return wave.low + (wave.high - wave.low) * since / rise;
  if (since <= rise + width) return wave.high;
  if (since < rise + width + fall) {
    return wave.high + (wave.low - wave.high) * (since - rise - width) / fall;
  }
  return wave.low;
}

}  // namespace shixun::circuit
