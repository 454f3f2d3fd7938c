// What the benchmarks of `shixun bench` have in common.
#pragma once

#include <string>
#include <vector>

#include "core/status.h"
#include "scenario/load.h"

namespace shixun::tools {

struct BenchOptions {
  scenario::ContentRoot root;  // where the scenarios are
  bool quick = false;          // small and few: shows that it works, its figures mean little
};

// How time was taken: by the clock on the wall, or as the processor time of all threads.
enum class BenchClock { kWall, kProcessor };

// One figure of a benchmark.
struct BenchRow {
  std::string name = {};        // "stereo.multiview"
  double value = 0;             // in `unit`
  std::string unit = {};        // "ms"
  double ratio = 0;             // 0: there is none
  double limit = 0;             // what the ratio should not exceed; 0: nothing is asked of it
  double least = 0;             // what the ratio should reach; likewise
  double most = 0;              // what the value should not exceed; likewise
  std::string againstKey = {};  // text of what the ratio compares, in assets/text
  BenchClock clock = BenchClock::kWall;
};

// Measures and appends its rows. kCorrupt: the two sides do not do the same, so that their ratio
// would mean nothing.
using Bench = Status (*)(const BenchOptions& options, std::vector<BenchRow>& rows);

Status benchCircuit(const BenchOptions& options, std::vector<BenchRow>& rows);
Status benchMonitor(const BenchOptions& options, std::vector<BenchRow>& rows);
Status benchRecord(const BenchOptions& options, std::vector<BenchRow>& rows);
Status benchRemark(const BenchOptions& options, std::vector<BenchRow>& rows);
Status benchStereo(const BenchOptions& options, std::vector<BenchRow>& rows);

// What the processor has worked for this process so far, in s.
double processorSeconds();

// The value that a tenth of the samples stay below; at least one sample.
double tenthPercentile(std::vector<double> samples);

}  // namespace shixun::tools
