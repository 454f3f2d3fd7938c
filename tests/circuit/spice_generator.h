// Random netlists as text: well-posed ones in every spelling that the format allows, and ill-posed
// ones with a known fault. The same seed gives the same text.
#pragma once

#include <string>
#include <vector>

#include "core/rng.h"
#include "math/libm.h"

namespace shixun::circuit {

enum class NetKind { kOperatingPoint, kAc, kTransient };
enum class NetFault {
  kFloatingPart,
  kSourceLoop,
  kShortedSource,
  kInductorAcrossSource,
  kZeroResistor,
  kNegative,
  kCapacitorOnly,
  kCurrentOnly,
  kNoGround,
  kNameTwice,
  kUnknownElement,
  kUnknownModel,
  kTwoAnalyses,
  kNoAnalysis,
  kGarbage,
  kCount
};

class SpiceGenerator {
 public:
  explicit SpiceGenerator(uint64_t seed) : rng_(seed) {}

  // A tree of resistors holds every node; on it hang elements of all kinds. Values over six
  // decades.
  std::string make(NetKind kind) {
    kind_ = kind;
    nodes_ = 2 + rng_.below(kind == NetKind::kTransient ? 8 : 24);
    names_ = {rng_.below(4) == 0 ? "gnd" : "0"};
    for (uint32_t i = 1; i < nodes_; ++i) names_.push_back(nodeName(i));
    text_ = "* network " + std::to_string(rng_.below(1000)) + "\n";
    text_ += ".options reltol=1e-6 abstol=1e-13 vntol=1e-9 gmin=1e-12 method=trap\n";
    for (uint32_t i = 1; i < nodes_; ++i) resistor(i, rng_.below(i), 1, 5);
    const uint32_t sources = 1 + rng_.below(3);
    for (uint32_t i = 0; i < sources; ++i) source();
    const uint32_t more = rng_.below(2 * nodes_);
    for (uint32_t i = 0; i < more; ++i) element();
    if (hasDiode_) {
      text_ += card({".model", "DM", "D(", "IS=" + number(decade(-14, -9)),
                     "N=" + number(1 + rng_.unit()), "RS=" + number(decade(-3, 0)), ")"});
    }
    text_ += analysis();
    text_ += end();
    return text_;
  }

  // The same with one fault planted. `fault` cycles through all of them.
  std::string makeFaulty(NetFault fault) {
    std::string text = make(rng_.below(2) == 0 || fault == NetFault::kCapacitorOnly ||
                                    fault == NetFault::kInductorAcrossSource
                                ? NetKind::kOperatingPoint
                                : NetKind::kTransient);
    const std::string some = names_[1 + rng_.below(nodes_ - 1)];
    switch (fault) {
      case NetFault::kFloatingPart:
        return insert(text, "Rfloat1 fl1 fl2 1k\nRfloat2 fl2 fl1 2k\n");
      case NetFault::kSourceLoop:
        return insert(text, "Vloop1 " + some + " 0 5\nVloop2 lp1 0 5\nVloop3 lp1 " + some + " 0\n");
      case NetFault::kShortedSource:
        return insert(text, "Vshort " + some + " " + some + " 5\n");
      case NetFault::kInductorAcrossSource:
        return insert(text, "Vind ind1 0 5\nLind ind1 0 1m\n");
      case NetFault::kZeroResistor:
        return insert(text, "Rzero " + some + " 0 0\n");
      case NetFault::kNegative:
        return insert(text, std::string(1, "RLC"[rng_.below(3)]) + "neg " + some + " 0 -1m\n");
      case NetFault::kCapacitorOnly:
        return insert(text, "Conly1 " + some + " co1 1u\nConly2 co1 0 1u\n");
      case NetFault::kCurrentOnly:
        return insert(text, "Ionly1 0 io1 1m\nIonly2 io1 " + some + " 1m\n");
      case NetFault::kNoGround:
        return "* no ground\nV1 a b 5\nR1 a b 1k\n.op\n";
      case NetFault::kNameTwice:
        return insert(text, "Rtwice " + some + " 0 1k\nrTWICE " + some + " 0 1k\n");
      case NetFault::kUnknownElement:
        return insert(text, "Q1 " + some + " 0 0 qm\n");
      case NetFault::kUnknownModel:
        return insert(text, "Dnone " + some + " 0 nosuch\n");
      case NetFault::kTwoAnalyses:
        return insert(text, ".op\n");
      case NetFault::kNoAnalysis:
        return "* none\nV1 a 0 5\nR1 a 0 1k\n.end\n";
      case NetFault::kGarbage: {
        static const char* const kGarbage[] = {
            "Rg1 a 0 1k2x",  "Rg1 a",       "Vg1 a 0 DC",    "Vg1 a 0 SIN(0 1", "Rg1 a 0 nan",
            "Cg1 a 0 1e999", ".foo",        "Rg1 a 0 1k 2k", "Vg1 a 0 AC one",  "Vg1 a 0 PULSE(1)",
            "Lg1 a 0 = 3",   "Rg1 ( a 0 1k"};
        return insert(text, std::string(kGarbage[rng_.below(std::size(kGarbage))]) + "\n");
      }
      case NetFault::kCount:
        break;
    }
    return text;
  }

  const std::string& text() const { return text_; }

 private:
  double decade(double low, double high) { return power(10, low + (high - low) * rng_.unit()); }
  bool chance(uint32_t in) { return rng_.below(in) == 0; }

  std::string nodeName(uint32_t i) {
    const std::string n = std::to_string(i);
    switch (rng_.below(5)) {
      case 0:
        return n;
      case 1:
        return "Bus_" + n;
      case 2:
        return "k" + n + ".t2";
      default:
        return "n" + n;
    }
  }

  // Any spelling of any letter case: the names are compared without it.
  std::string spelt(std::string word) {
    if (!chance(4)) return word;
    for (char& c : word) {
      if (c >= 'a' && c <= 'z' && chance(2)) c = static_cast<char>(c - 'a' + 'A');
    }
    return word;
  }

  std::string number(double value) {
    struct Scale {
      const char* suffix;
      double factor;
    };
    static const Scale kScales[] = {{"", 1},     {"k", 1e3},    {"MEG", 1e6}, {"m", 1e-3},
                                    {"u", 1e-6}, {"n", 1e-9},   {"p", 1e-12}, {"g", 1e9},
                                    {"", 1},     {"kOhm", 1e3}, {"uF", 1e-6}, {"mH", 1e-3}};
    char buffer[64];
    const Scale& scale = kScales[rng_.below(std::size(kScales))];
    const double scaled = value / scale.factor;
    const double size = scaled < 0 ? -scaled : scaled;
    if (chance(3) || size < 1e-4 || size > 1e5) {
      std::snprintf(buffer, sizeof buffer, "%.12e", value);
      return buffer;
    }
    std::snprintf(buffer, sizeof buffer, "%.14g%s", scaled, scale.suffix);
    return buffer;
  }

  // A card of these words, sometimes with tabs, a remark, a continuation, a comment in between.
  std::string card(const std::vector<std::string>& words) {
    std::string out;
    for (size_t i = 0; i < words.size(); ++i) {
      if (i > 1 && chance(12)) {
        out += "\n";
        if (chance(3)) out += "* in between\n";
        if (chance(4)) out += "\n";
        out += "+";
      }
      out += (i == 0 ? "" : chance(8) ? "\t" : " ") + words[i];
    }
    if (chance(10)) out += " ; a remark";
    if (chance(12)) out += " $ another";
    out += chance(20) ? "\r\n" : "\n";
    if (chance(15)) out += "* a line of its own\n";
    return out;
  }

  std::string newName(const char* letter) { return letter + std::to_string(++count_); }
  std::string node(uint32_t i) { return spelt(names_[i]); }

  void resistor(uint32_t a, uint32_t b, double low, double high) {
    text_ += card({spelt(newName("r")), node(a), node(b), number(decade(low, high))});
  }

  void source() {
    // On a node of its own, so that no loop of sources comes about, or in series with a resistor.
    const std::string fresh = "s" + std::to_string(++count_);
    names_.push_back(fresh);
    std::vector<std::string> words = {spelt(newName("v")), fresh, node(rng_.below(nodes_))};
    for (std::string& w : value()) words.push_back(std::move(w));
    text_ += card(words);
    text_ += card({newName("r"), fresh, node(rng_.below(nodes_)), number(decade(-2, 3))});
  }

  std::vector<std::string> value() {
    const double size = decade(-1, 2.6);
    std::vector<std::string> out;
    if (kind_ == NetKind::kAc) {
      if (chance(3)) out = {spelt("dc"), number(hasDiode_ ? 1 : size)};
      out.push_back(spelt("ac"));
      out.push_back(number(size));
      if (chance(2)) out.push_back(number(360 * rng_.unit() - 180));
      return out;
    }
    if (kind_ == NetKind::kTransient && !chance(4)) {
      if (chance(2)) {
        return {spelt("sin(0"), number(size), number(20 + 80 * rng_.unit()) + ")"};
      }
      return {spelt("pulse") + " (", number(0),    number(size),  number(1e-3), number(1e-3),
              number(1e-3),          number(8e-3), number(20e-3), ")"};
    }
    if (chance(2)) return {spelt("dc"), number(size)};
    return {number(size)};
  }

  void element() {
    const uint32_t a = rng_.below(nodes_);
    uint32_t b = rng_.below(nodes_);
    if (a == b) b = (b + 1) % nodes_;
    switch (rng_.below(8)) {
      case 0:
      case 1:
        return resistor(a, b, -1, 7);
      case 2:
        text_ += card({spelt(newName("c")), node(a), node(b), number(decade(-9, -5))});
        return;
      case 3: {
        // In series with a resistor: across a source it would short it at DC.
        const std::string fresh = "x" + std::to_string(++count_);
        text_ += card({spelt(newName("l")), node(a), fresh, number(decade(-5, -1))});
        text_ += card({newName("r"), fresh, node(b), number(decade(0, 3))});
        return;
      }
      case 4: {
        std::vector<std::string> words = {spelt(newName("i")), node(a), node(b)};
        const double size = decade(-6, -2);
        if (kind_ == NetKind::kAc) {
          words.push_back("AC");
          words.push_back(number(size));
        } else {
          words.push_back(number(size));
        }
        text_ += card(words);
        return;
      }
      case 5:
      case 6:
        if (diodes_ < 4) {
          ++diodes_;
          hasDiode_ = true;
          text_ += card({spelt(newName("d")), node(a), node(b), spelt("dm")});
          return;
        }
        [[fallthrough]];
      default:
        return resistor(a, b, 0, 6);
    }
  }

  std::string analysis() {
    switch (kind_) {
      case NetKind::kOperatingPoint:
        return card({spelt(".op")});
      case NetKind::kAc: {
        const std::string f = number(decade(0, 4));
        return card({spelt(".ac"), spelt("lin"), "1", f, f});
      }
      case NetKind::kTransient:
        break;
    }
    std::vector<std::string> words = {spelt(".tran"), "50u", "40m", "0", "50u"};
    if (chance(3)) words.push_back("uic");
    return card(words);
  }

  std::string end() { return chance(5) ? "" : chance(3) ? ".END\nthis is not read\n" : ".end\n"; }

  // In front of the analysis, that is, right after the title.
  static std::string insert(const std::string& text, const std::string& what) {
    const size_t at = text.find('\n') + 1;
    return text.substr(0, at) + what + text.substr(at);
  }

  Rng rng_;
  NetKind kind_ = NetKind::kOperatingPoint;
  uint32_t nodes_ = 0, count_ = 0, diodes_ = 0;
  std::vector<std::string> names_;
  bool hasDiode_ = false;
  std::string text_;
};

}  // namespace shixun::circuit
