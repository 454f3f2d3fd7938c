#include "math/libm.h"

#include <algorithm>
#include <cmath>

namespace shixun {

double squareRoot(double x) { return std::sqrt(x); }
double exponential(double x) { return std::exp(x); }
double naturalLog(double x) { return std::log(x); }
double sine(double radians) { return std::sin(radians); }
double cosine(double radians) { return std::cos(radians); }
double tangent(double radians) { return std::tan(radians); }
double arcTangent2(double y, double x) { return std::atan2(y, x); }
double arcCosine(double x) { return std::acos(std::clamp(x, -1.0, 1.0)); }
double power(double base, double exponent) { return std::pow(base, exponent); }
double magnitude(Complex z) { return std::hypot(z.real(), z.imag()); }
double argument(Complex z) { return std::atan2(z.imag(), z.real()); }
Complex fromPolar(double r, double radians) {
  return {r * std::cos(radians), r * std::sin(radians)};
}

}  // namespace shixun
