#include "logic/exact_time.h"

#include <charconv>
#include <system_error>

#include "core/quantity.h"

namespace shixun::logic {
namespace {

// value = (negative ? -1 : 1) * digits * 10^exponent, digits without point. Exponents beyond
// +-100000 are cut there: no double and no time comes near.
struct Decimal {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  int exponent = 0;  // as written after 'e'
};

std::string_view takeDigits(std::string_view& text) {
  size_t n = 0;
  while (n < text.size() && isDigit(text[n])) ++n;
  const std::string_view digits = text.substr(0, n);
  text.remove_prefix(n);
  return digits;
}

std::optional<int> takeExponent(std::string_view& text) {
  if (text.empty() || (text.front() != 'e' && text.front() != 'E')) return 0;
  text.remove_prefix(1);
  bool negative = false;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::string_view digits = takeDigits(text);
  if (digits.empty()) return std::nullopt;
  int value = 0;
  for (const char c : digits) {
    if (value < 100000) value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

std::optional<Decimal> readDecimal(std::string_view text) {
  Decimal d;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    d.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  d.whole = takeDigits(text);
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    d.fraction = takeDigits(text);
  }
  if (d.whole.empty() && d.fraction.empty()) return std::nullopt;
  const auto exponent = takeExponent(text);
  if (!exponent || !text.empty()) return std::nullopt;
  d.exponent = *exponent;
  return d;
}

struct TimeUnit {
  std::string_view name;
  int64_t factor;  // ns = value * factor * 10^exponent
  int exponent;
};
constexpr TimeUnit kTimeUnits[] = {{"ns", 1, 0}, {"us", 1, 3},   {"ms", 1, 6},
                                   {"s", 1, 9},  {"min", 6, 10}, {"h", 36, 11}};

// digits * factor * 10^exponent as whole nanoseconds.
ExactTime scale(const Decimal& d, int64_t factor, int exponent) {
  std::string digits = std::string(d.whole) + std::string(d.fraction);
  while (!digits.empty() && digits.back() == '0') {  // a trailing zero is a power of ten
    digits.pop_back();
    ++exponent;
  }
  uint64_t value = 0;
  bool overflow = false;
  for (const char c : digits) {
    overflow |= __builtin_mul_overflow(value, uint64_t{10}, &value);
    overflow |= __builtin_add_overflow(value, static_cast<uint64_t>(c - '0'), &value);
  }
  overflow |= __builtin_mul_overflow(value, static_cast<uint64_t>(factor), &value);
  for (; exponent < 0 && !overflow && value != 0; ++exponent) {
    if (value % 10 != 0) return {0, TimeFault::kTooFine};
    value /= 10;
  }
  for (; exponent > 0 && !overflow && value != 0; --exponent) {
    overflow |= __builtin_mul_overflow(value, uint64_t{10}, &value);
  }
  if (overflow || value > static_cast<uint64_t>(kNoLimit)) {
    return {d.negative ? -kNoLimit : kNoLimit, TimeFault::kTooLarge};
  }
  const auto ns = static_cast<int64_t>(value);
  return {d.negative ? -ns : ns, TimeFault::kNone};
}

}  // namespace

ExactTime parseSeconds(std::string_view text) {
  const auto d = readDecimal(text);
  if (!d) return {0, TimeFault::kNotDecimal};
  const int places = static_cast<int>(d->fraction.size()) - d->exponent;
  if (places > 9) return {0, TimeFault::kTooFine};
  return scale(*d, 1, 9 - places);
}

ExactTime parseTime(std::string_view number, std::string_view unit) {
  const auto d = readDecimal(number);
  if (!d) return {0, TimeFault::kNotDecimal};
  for (const TimeUnit& known : kTimeUnits) {
    if (known.name != unit) continue;
    const int places = static_cast<int>(d->fraction.size()) - d->exponent;
    return scale(*d, known.factor, known.exponent - places);
  }
  return {0, TimeFault::kNotDecimal};
}

std::string formatSeconds(int64_t ns) {
  constexpr uint64_t kSecond = 1'000'000'000;
  const bool negative = ns < 0;
  const uint64_t size = negative ? 0 - static_cast<uint64_t>(ns) : static_cast<uint64_t>(ns);
  std::string out = (negative ? "-" : "") + std::to_string(size / kSecond);
  if (size % kSecond == 0) return out;
  std::string fraction = std::to_string(kSecond + size % kSecond).substr(1);
  while (fraction.back() == '0') fraction.pop_back();
  return out + "." + fraction;
}

std::optional<double> parseDecimal(std::string_view text) {
  const auto d = readDecimal(text);
  if (!d) return std::nullopt;
  if (text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) {
    // Too large or too small? The place of the first digit that is not zero decides.
    size_t lead = d->whole.find_first_not_of('0');
    int64_t place = 0;
    if (lead != std::string_view::npos) {
      place = static_cast<int64_t>(d->whole.size() - lead);
    } else {
      lead = d->fraction.find_first_not_of('0');
      if (lead == std::string_view::npos) return d->negative ? -0.0 : 0.0;
      place = -static_cast<int64_t>(lead);
    }
    if (place + d->exponent > 0) return std::nullopt;
    return d->negative ? -0.0 : 0.0;
  }
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace shixun::logic
