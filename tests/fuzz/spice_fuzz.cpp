// Feeds mutated netlists to the reader and the solver: spice_fuzz SECONDS [SEED]. Prints its seed
// and how much it did. A crash, a sanitizer's report or a hang is the finding; the last input lies
// in spice_fuzz_last.cir in the working folder.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "circuit/netlist_rules.h"
#include "circuit/netlist_solve.h"
#include "circuit/netlist_transient.h"
#include "circuit/spice_read.h"
#include "tests/circuit/spice_generator.h"

namespace shixun::circuit {
namespace {

// Pieces that matter to the format.
const char* const kWords[] = {"0",
                              "gnd",
                              "1e308",
                              "1e-308",
                              "-1",
                              "nan",
                              "=",
                              "(",
                              ")",
                              "\n+",
                              "\n*",
                              "\n",
                              ".op",
                              ".end",
                              ".ac lin 1 50 50",
                              "IC=",
                              "sin(",
                              "pulse(",
                              "uic",
                              "dc",
                              "ac",
                              ".model",
                              "d(",
                              "is=0",
                              "n=",
                              "rs=",
                              "1meg",
                              "\t",
                              ";",
                              " $ ",
                              "\r",
                              "1e999",
                              ".tran 1u 1m",
                              "0.0",
                              "1f",
                              "V9 1 1 1",
                              "L9 1 0 0",
                              "C9 1 0 0",
                              "D9 1 1 dm",
                              ",",
                              "99999999999999999999",
                              "\xe5",
                              "R"};

std::string mutated(std::string text, Rng& rng) {
  const uint32_t changes = 1 + rng.below(3);
  for (uint32_t i = 0; i < changes && !text.empty(); ++i) {
    const size_t at = rng.below(static_cast<uint32_t>(text.size()));
    switch (rng.below(7)) {
      case 0:
        text[at] = static_cast<char>(rng.below(256));
        break;
      case 1:
        text.erase(at, 1 + rng.below(20));
        break;
      case 2:
        text.insert(at, kWords[rng.below(std::size(kWords))]);
        break;
      case 3:
        text.insert(at, std::string(" ") + kWords[rng.below(std::size(kWords))] + " ");
        break;
      case 4: {
        const std::string piece = text.substr(at, rng.below(40));
        text.insert(rng.below(static_cast<uint32_t>(text.size())), piece);
        break;
      }
      case 5:
        text[at] = static_cast<char>(text[at] ^ (1 << rng.below(8)));
        break;
      default:
        text.resize(at);
    }
  }
  return text;
}

bool allFinite(const NetSolution& solution) {
  for (const Complex& v : solution.potentials) {
    if (!std::isfinite(v.real()) || !std::isfinite(v.imag())) return false;
  }
  return true;
}

// True when it was solved; ends the program when a solution is no number.
bool tryOne(const std::string& text) {
  Diagnostics problems;
  Result<Netlist> net = readSpice(text, "fuzz.cir", problems);
  if (net.ok()) checkNetlist(*net, problems);
  if (!net.ok() || problems.hasErrors()) {
    if (problems.text().empty()) std::abort();  // refused without a word
    return false;
  }
  if (net->elements.size() > 400) return false;
  bool good = true, solved = false;
  switch (net->analysis.kind) {
    case NetAnalysis::Kind::kAc: {
      const auto solution = solveAc(*net, net->analysis.frequency);
      solved = solution.ok();
      if (solved) good = allFinite(*solution);
      break;
    }
    case NetAnalysis::Kind::kTransient: {
      // The time that a transient takes is the author's choice; here it is kept short.
      if (net->analysis.stop / net->analysis.step > 2000 || net->analysis.longest > 0) return false;
      const auto transient = solveTransient(*net);
      solved = transient.ok();
      if (solved) {
        for (const auto& course : transient->potentials) {
          for (const double v : course) good = good && std::isfinite(v);
        }
      }
      break;
    }
    default: {
      const auto point = solveOperatingPoint(*net, false);
      solved = point.ok();
      if (solved) good = allFinite(point->solution);
    }
  }
  if (!good) std::abort();
  return solved;
}

}  // namespace
}  // namespace shixun::circuit

int main(int argc, char** argv) {
  using namespace shixun;
  using Clock = std::chrono::steady_clock;
  const double seconds = argc > 1 ? std::atof(argv[1]) : 10;
  const uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  Rng rng(seed);
  const auto begun = Clock::now();
  uint64_t tried = 0, solved = 0;
  double slowest = 0;
  while (std::chrono::duration<double>(Clock::now() - begun).count() < seconds) {
    circuit::SpiceGenerator generator(rng.next());
    const std::string base = generator.make(static_cast<circuit::NetKind>(rng.below(3)));
    for (int i = 0; i < 20; ++i) {
      const std::string text = circuit::mutated(base, rng);
      std::ofstream("spice_fuzz_last.cir", std::ios::binary) << text;
      const auto from = Clock::now();
      if (circuit::tryOne(text)) ++solved;
      slowest = std::max(slowest, std::chrono::duration<double>(Clock::now() - from).count());
      ++tried;
    }
  }
  std::printf("%llu netlists, %llu solved, slowest %.3f s\n",
              static_cast<unsigned long long>(tried), static_cast<unsigned long long>(solved),
              slowest);
  std::remove("spice_fuzz_last.cir");
  if (solved == 0 || slowest > 20) return 1;
  return 0;
}
