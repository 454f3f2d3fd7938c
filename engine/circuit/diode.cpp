#include "circuit/diode.h"

namespace shixun::circuit {

JunctionPoint junctionAt(const DiodeModel& model, double volts, double leak) {
  const double unit = model.emission * kThermalVolts;
  JunctionPoint out;
  if (volts >= -3 * unit) {
    const double e = exponential(volts / unit);
    out.current = model.saturation * (e - 1);
    out.conductance = model.saturation * e / unit;
  } else {
    // Far in reverse a power takes the place of the exponential; value and slope join at -3 units.
    constexpr double kEuler = 2.718281828459045;
    const double ratio = 3 * unit / (volts * kEuler);
    const double cube = ratio * ratio * ratio;
    out.current = -model.saturation * (1 + cube);
    out.conductance = model.saturation * 3 * cube / volts;
  }
  out.current += leak * volts;
  out.conductance += leak;
  return out;
}

double limitedJunction(const DiodeModel& model, double wanted, double present) {
  const double unit = model.emission * kThermalVolts;
  const double critical = unit * naturalLog(unit / (1.4142135623730951 * model.saturation));
  const double change = wanted - present;
  if (wanted <= critical || (change <= 2 * unit && change >= -2 * unit)) return wanted;
  if (wanted <= 0) return wanted;
  if (present <= 0) return unit * naturalLog(wanted / unit);
  const double reach = 1 + change / unit;
  return reach > 0 ? present + unit * naturalLog(reach) : critical;
}

}  // namespace shixun::circuit
