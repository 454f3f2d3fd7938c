#include "circuit/body.h"

#include <array>
#include <cstddef>

#include "math/libm.h"

namespace shixun::circuit {
namespace {

constexpr std::array<double, 5> kVolts = {25, 50, 100, 220, 1000};
constexpr std::array<std::array<double, 5>, 3> kOhms = {{
    {1750, 1450, 1200, 1000, 700},   // 5 %
    {3250, 2625, 1875, 1350, 1050},  // 50 %
    {6100, 4375, 3200, 2125, 1500},  // 95 %
}};

struct LinePoint {
  double seconds, amperes;
};
constexpr std::array<LinePoint, 5> kLineC1 = {
    {{0.01, 0.5}, {0.1, 0.4}, {0.5, 0.1}, {1.0, 0.05}, {3.0, 0.04}}};

}  // namespace

double bodyResistance(double volts, BodyPercentile percentile) {
  const auto& ohms = kOhms[static_cast<size_t>(percentile)];
  if (!(volts > kVolts.front())) return ohms.front();
  for (size_t i = 1; i < kVolts.size(); ++i) {
    if (volts > kVolts[i]) continue;
    const double t = (volts - kVolts[i - 1]) / (kVolts[i] - kVolts[i - 1]);
    return ohms[i - 1] + t * (ohms[i] - ohms[i - 1]);
  }
  return ohms.back();
}

double fibrillationCurrent(double seconds) {
  if (!(seconds > kLineC1.front().seconds)) return kLineC1.front().amperes;
  for (size_t i = 1; i < kLineC1.size(); ++i) {
    const LinePoint& from = kLineC1[i - 1];
    const LinePoint& to = kLineC1[i];
    if (seconds > to.seconds) continue;
    const double t = naturalLog(seconds / from.seconds) / naturalLog(to.seconds / from.seconds);
    return from.amperes * power(to.amperes / from.amperes, t);
  }
  return kLineC1.back().amperes;
}

BodyEffect bodyEffect(double current, double seconds) {
  if (current >= kDangerousCurrent && current >= fibrillationCurrent(seconds)) {
    return BodyEffect::kFibrillation;
  }
  if (current >= kBreathingCurrent) return BodyEffect::kBreathing;
  if (current >= kLetGoCurrent) return BodyEffect::kCannotLetGo;
  if (current >= kPerceptionCurrent) return BodyEffect::kPerception;
  return BodyEffect::kNone;
}

}  // namespace shixun::circuit
