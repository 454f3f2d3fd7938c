#include "render/driver_leaks.h"

#ifdef __SANITIZE_ADDRESS__

#include <dlfcn.h>
#include <link.h>

#include <cstring>
#include <string>
#include <vector>

// What lavapipe (Mesa 22.3) and the validation layer (1.3.239) keep to themselves until the end,
// and what the OpenXR loader (1.0.20) forgets with every instance it destroys: its own record of
// it.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions() {
  return "leak:libvulkan_lvp.so\nleak:libLLVM\nleak:libVkLayer_khronos_validation.so\n"
         "leak:libopenxr_loader.so\n";
}

namespace shixun::render {

void keepDriversLoaded() {
  std::vector<std::string> names;
  dl_iterate_phdr(
      [](dl_phdr_info* info, size_t, void* user) {
        const bool driver = std::strstr(info->dlpi_name, "libvulkan_") != nullptr ||
                            std::strstr(info->dlpi_name, "libVkLayer_") != nullptr;
        if (driver) static_cast<std::vector<std::string>*>(user)->emplace_back(info->dlpi_name);
        return 0;
      },
      &names);
  for (const std::string& name : names) {
    dlopen(name.c_str(), RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
  }
}

}  // namespace shixun::render

#else

namespace shixun::render {

void keepDriversLoaded() {}

}  // namespace shixun::render

#endif
