#include "circuit/spice_write.h"

#include "core/quantity.h"

namespace shixun::circuit {
namespace {

std::string oneLine(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

std::string waveText(const Waveform& wave) {
  const auto list = [](std::initializer_list<double> values) {
    std::string out;
    for (const double v : values) out += (out.empty() ? "" : " ") + formatNumber(v);
    return out;
  };
  if (wave.kind == Waveform::Kind::kSine) {
    return " SIN(" +
           list({wave.offset, wave.amplitude, wave.frequency, wave.delay, wave.damping,
                 degreesFromRadians(wave.phase)}) +
           ")";
  }
  if (wave.kind == Waveform::Kind::kPulse) {
    return " PULSE(" +
           list({wave.low, wave.high, wave.delay, wave.rise, wave.fall, wave.width, wave.period}) +
           ")";
  }
  return {};
}

std::string elementText(const Netlist& net, const NetElement& e) {
  std::string out = e.name + " " + net.nodes[e.p.value] + " " + net.nodes[e.n.value] + " ";
  const auto controls = [&net, &e] {
    return net.nodes[e.cp.value] + " " + net.nodes[e.cn.value] + " ";
  };
  switch (e.kind) {
    case NetElementKind::kVoltage:
    case NetElementKind::kCurrent:
      if (e.hasDc) out += "DC " + formatNumber(e.value);
      if (e.acMagnitude != 0) {
        out += " AC " + formatNumber(e.acMagnitude) + " " +
               formatNumber(degreesFromRadians(e.acPhase));
      }
      return out + waveText(e.wave);
    case NetElementKind::kDiode:
      return out + net.diodes[e.model].name;
    case NetElementKind::kVoltageByVoltage:
    case NetElementKind::kCurrentByVoltage:
      return out + controls() + formatNumber(e.value);
    case NetElementKind::kCurrentByCurrent:
      return out + net.elements[e.control].name + " " + formatNumber(e.value);
    case NetElementKind::kInductor:
    case NetElementKind::kCapacitor:
      out += formatNumber(e.value);
      return e.initial ? out + " IC=" + formatNumber(*e.initial) : out;
    case NetElementKind::kResistor:
      break;
  }
  return out + formatNumber(e.value);
}

std::string analysisText(const NetAnalysis& a) {
  switch (a.kind) {
    case NetAnalysis::Kind::kAc: {
      const std::string f = formatNumber(a.frequency);
      // A linear network needs no operating point, and this one may have none.
      return ".options noopac\n.ac lin 1 " + f + " " + f + "\n";
    }
    case NetAnalysis::Kind::kOperatingPoint:
      return ".op\n";
    case NetAnalysis::Kind::kTransient: {
      std::string out = ".tran " + formatNumber(a.step) + " " + formatNumber(a.stop) + " " +
                        formatNumber(a.start);
      if (a.longest > 0) out += " " + formatNumber(a.longest);
      return out + (a.useInitial ? " uic\n" : "\n");
    }
    case NetAnalysis::Kind::kNone:
      break;
  }
  return {};
}

}  // namespace

std::string writeSpice(const Netlist& net, const std::vector<std::string>& remarks) {
  std::string out = oneLine(net.title) + "\n";
  for (size_t i = 0; i < net.elements.size(); ++i) {
    out += elementText(net, net.elements[i]);
    if (i < remarks.size() && !remarks[i].empty()) out += " ; " + oneLine(remarks[i]);
    out += "\n";
  }
  for (const DiodeModel& d : net.diodes) {
    out += ".model " + d.name + " D(IS=" + formatNumber(d.saturation) +
           " N=" + formatNumber(d.emission) + " RS=" + formatNumber(d.resistance) + ")\n";
  }
  return out + analysisText(net.analysis) + ".end\n";
}

}  // namespace shixun::circuit
