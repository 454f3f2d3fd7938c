// Runs Debian's ngspice on a netlist and reads what it wrote. Nothing is skipped when it is absent:
// the result is empty and tests fail.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "math/libm.h"

namespace shixun::circuit {

// One plot of a raw file: vectors by name ("v(n1)", "i(v1)", "time", "frequency"), lower case.
struct RawPlot {
  std::map<std::string, std::vector<Complex>> vectors;
  std::string log;  // what ngspice said

  // Where ngspice finds no operating point it lets a transient stand for one, settled or not;
  // where it finds no step it stops.
  bool gaveUp() const {
    return log.find("Transient op started") != std::string::npos ||
           log.find("Timestep too small") != std::string::npos;
  }
  // The only value of an operating point or of one frequency; NaN when it is not there.
  Complex value(const std::string& name) const {
    const auto at = vectors.find(name);
    if (at == vectors.end() || at->second.empty()) return {NAN, NAN};
    return at->second.front();
  }
  std::vector<double> course(const std::string& name) const {
    std::vector<double> out;
    const auto at = vectors.find(name);
    if (at == vectors.end()) return out;
    for (const Complex& v : at->second) out.push_back(v.real());
    return out;
  }
};

// Reads a binary raw file, the first plot.
inline RawPlot readRaw(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  RawPlot plot;
  std::vector<std::string> names;
  size_t variables = 0, points = 0;
  bool complexValues = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("Flags:")) complexValues = line.find("complex") != std::string::npos;
    if (line.starts_with("No. Variables:")) variables = std::stoul(line.substr(14));
    if (line.starts_with("No. Points:")) points = std::stoul(line.substr(11));
    if (line.starts_with("Variables:")) {
      for (size_t i = 0; i < variables && std::getline(in, line); ++i) {
        std::istringstream words(line);
        std::string index, name;
        words >> index >> name;
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        names.push_back(name);
      }
    }
    if (line.starts_with("Binary:")) break;
  }
  const size_t parts = complexValues ? 2 : 1;
  std::vector<double> row(variables * parts);
  for (size_t i = 0; i < points; ++i) {
    in.read(reinterpret_cast<char*>(row.data()),
            static_cast<std::streamsize>(row.size() * sizeof(double)));
    if (!in) break;
    for (size_t k = 0; k < variables; ++k) {
      plot.vectors[names[k]].push_back(complexValues ? Complex(row[2 * k], row[2 * k + 1])
                                                     : Complex(row[k], 0));
    }
  }
  return plot;
}

// Runs `ngspice -b -r` on `text`.
inline RawPlot ngspicePlot(const std::string& text) {
  const std::string base = ::testing::TempDir() + "shixun_spice_" + std::to_string(getpid());
  const std::string netlist = base + ".cir", raw = base + ".raw";
  // ngspice itself reads on after ".end".
  const size_t end = std::min(text.find(".end\n"), text.find(".END\n"));
  std::ofstream(netlist) << text.substr(0, end == std::string::npos ? end : end + 5);
  std::remove(raw.c_str());
  std::string log;
  std::FILE* pipe =
      popen(("ngspice -b -r " + raw + " " + netlist + " 2>&1 </dev/null").c_str(), "r");
  if (pipe != nullptr) {
    char chunk[4096];
    while (std::fgets(chunk, sizeof chunk, pipe) != nullptr) log += chunk;
    pclose(pipe);
  }
  RawPlot plot = readRaw(raw);
  plot.log = std::move(log);
  std::remove(raw.c_str());
  std::remove(netlist.c_str());
  return plot;
}

}  // namespace shixun::circuit
