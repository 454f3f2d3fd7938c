// ngspice's shared library, loaded at run time for comparison. Only what the benchmark needs.
#pragma once

#include <memory>
#include <string>

#include "core/status.h"
#include "math/libm.h"

namespace shixun::tools {

// One ngspice in this process; there can be only one.
class NgspiceLibrary {
 public:
  // kUnavailable when the library (Debian's libngspice0) is not installed.
  static Result<std::unique_ptr<NgspiceLibrary>> open();
  ~NgspiceLibrary();

  // Loads a netlist, replacing the one before. kCorrupt when ngspice refuses it.
  Status load(const std::string& netlist);
  // A line of its command language, such as "ac lin 1 50 50".
  Status command(const std::string& line);
  // The first value of a vector of the present plot, such as "v(n1)".
  Result<Complex> value(const std::string& vector) const;

 private:
  struct Impl;
  explicit NgspiceLibrary(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace shixun::tools
