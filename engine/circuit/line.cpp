#include "circuit/line.h"

#include "circuit/phasor.h"

namespace shixun::circuit {
namespace {

Complex hyperbolicSine(Complex x) {
  const double up = exponential(x.real()), down = exponential(-x.real());
  return {(up - down) / 2 * cosine(x.imag()), (up + down) / 2 * sine(x.imag())};
}
Complex hyperbolicCosine(Complex x) {
  const double up = exponential(x.real()), down = exponential(-x.real());
  return {(up + down) / 2 * cosine(x.imag()), (up - down) / 2 * sine(x.imag())};
}

}  // namespace

LinePi linePi(const LineDef& def, double frequency) {
  const double omega = 2 * kPi * frequency;
  const Complex z = scale({def.resistance, omega * def.inductance}, def.length);
  const Complex y = scale({def.conductance, omega * def.capacitance}, def.length);
  const Complex square = multiply(z, y);
  // A short line: the next term of either series is below the last digit.
  if (roughMagnitude(square) < 1e-12) {
    return {z + scale(multiply(z, square), 1.0 / 6), scale(y, 0.5)};
  }
  const Complex t = fromPolar(squareRoot(magnitude(square)), argument(square) / 2);
  const Complex half = scale(t, 0.5);
  return {
      multiply(z, divide(hyperbolicSine(t), t)),
      multiply(scale(y, 0.5), divide(divide(hyperbolicSine(half), hyperbolicCosine(half)), half))};
}

}  // namespace shixun::circuit
