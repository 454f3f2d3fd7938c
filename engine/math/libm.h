// The one wrapper around the C mathematics library for layers 0-7. Everything that computes
// simulation state calls these, so that the place where results could differ between machines is
// this one file.
#pragma once

#include <complex>

namespace shixun {

using Complex = std::complex<double>;

inline constexpr double kPi = 3.14159265358979323846;

double squareRoot(double x);
double exponential(double x);
double naturalLog(double x);
double sine(double radians);
double cosine(double radians);
double tangent(double radians);
double arcTangent2(double y, double x);
double arcCosine(double x);  // x is clamped to [-1, 1]
double power(double base, double exponent);
double magnitude(Complex z);          // |z|, without overflow in between
double argument(Complex z);           // radians in (-pi, pi]
Complex fromPolar(double r, double radians);

inline double radiansFromDegrees(double degrees) { return degrees * (kPi / 180.0); }
inline double degreesFromRadians(double radians) { return radians * (180.0 / kPi); }

}  // namespace shixun
