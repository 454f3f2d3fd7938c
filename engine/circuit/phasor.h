// Complex arithmetic written out. std::complex's own * and / may be folded or expanded differently
// by the optimiser (NaN recovery, constant folding), and one record must give one result on every
// build type, so simulation code multiplies and divides with these.
#pragma once

#include "math/libm.h"

namespace shixun::circuit {

inline Complex multiply(Complex a, Complex b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}
inline Complex scale(Complex a, double k) {
  return {a.real() * k, a.imag() * k};
}
inline double squaredMagnitude(Complex a) {
  return a.real() * a.real() + a.imag() * a.imag();
}
// 1/a; a must not be zero. Magnitudes here lie between 1e-12 and 1e15, far from over- or underflow.
inline Complex inverse(Complex a) {
  const double d = squaredMagnitude(a);
  return {a.real() / d, -a.imag() / d};
}
inline Complex divide(Complex a, Complex b) {
  return multiply(a, inverse(b));
}
// |re| + |im|: a norm that needs no square root, between 1 and 1.42 times |a|.
inline double roughMagnitude(Complex a) {
  return (a.real() < 0 ? -a.real() : a.real()) + (a.imag() < 0 ? -a.imag() : a.imag());
}

}  // namespace shixun::circuit
