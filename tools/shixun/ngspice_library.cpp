#include "ngspice_library.h"

#include <dlfcn.h>

#include <cstdint>
#include <cstring>
#include <vector>

namespace shixun::tools {

// The shapes of ngspice's interface (its manual, chapter "ngspice as shared library").
struct NgComplex {
  double re, im;
};
struct NgVector {
  char* name;
  int type;
  short flags;
  double* real;
  NgComplex* complex;
  int length;
};

using NgSend = int(char*, int, void*);
using NgStatus = int(char*, int, void*);
using NgExit = int(int, bool, bool, int, void*);
using NgInit = int (*)(NgSend*, NgStatus*, NgExit*, void*, void*, void*, void*);
using NgCommand = int (*)(char*);
using NgCircuit = int (*)(char**);
using NgGetVector = NgVector* (*)(char*);

namespace {

int ignoreText(char*, int, void*) {
  return 0;
}
int ignoreExit(int, bool, bool, int, void*) {
  return 0;
}

}  // namespace

struct NgspiceLibrary::Impl {
  void* library = nullptr;
  NgCommand command = nullptr;
  NgCircuit circuit = nullptr;
  NgGetVector vector = nullptr;
};

NgspiceLibrary::NgspiceLibrary(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
// The library cannot be unloaded: it leaves handlers behind.
NgspiceLibrary::~NgspiceLibrary() = default;

Result<std::unique_ptr<NgspiceLibrary>> NgspiceLibrary::open() {
  auto impl = std::make_unique<Impl>();
  impl->library = dlopen("libngspice.so.0", RTLD_NOW | RTLD_LOCAL);
  if (impl->library == nullptr) {
    return Status(StatusCode::kUnavailable,
                  "ngspice's shared library is not there to compare with; install Debian's "
                  "libngspice0");
  }
  const auto find = [&impl](const char* name, auto& function) {
    function =
        reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(impl->library, name));
    return function != nullptr;
  };
  NgInit init = nullptr;
  if (!find("ngSpice_Init", init) || !find("ngSpice_Command", impl->command) ||
      !find("ngSpice_Circ", impl->circuit) || !find("ngGet_Vec_Info", impl->vector)) {
    return Status(StatusCode::kUnsupported, "libngspice.so.0 lacks a function");
  }
  init(&ignoreText, nullptr, &ignoreExit, nullptr, nullptr, nullptr, nullptr);
  return std::unique_ptr<NgspiceLibrary>(new NgspiceLibrary(std::move(impl)));
}

Status NgspiceLibrary::load(const std::string& netlist) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < netlist.size();) {
    size_t end = netlist.find('\n', at);
    if (end == std::string::npos) end = netlist.size();
    lines.push_back(netlist.substr(at, end - at));
    at = end + 1;
  }
  std::vector<char*> pointers;
  for (std::string& line : lines) pointers.push_back(line.data());
  pointers.push_back(nullptr);
  if (impl_->circuit(pointers.data()) != 0) {
    return Status(StatusCode::kCorrupt, "ngspice refuses the netlist");
  }
  return {};
}

Status NgspiceLibrary::command(const std::string& line) {
  std::string copy = line;
  if (impl_->command(copy.data()) == 0) return {};
  return Status(StatusCode::kCorrupt, "ngspice refuses '" + line + "'");
}

Result<Complex> NgspiceLibrary::value(const std::string& vector) const {
  std::string copy = vector;
  const NgVector* found = impl_->vector(copy.data());
  if (found == nullptr || found->length < 1) {
    return Status(StatusCode::kNotFound, "ngspice has no vector '" + vector + "'");
  }
  if (found->complex != nullptr) return Complex(found->complex[0].re, found->complex[0].im);
  return Complex(found->real[0], 0);
}

}  // namespace shixun::tools
