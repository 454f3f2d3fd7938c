// Private to the module: what a leak checker needs to know about drivers.
#pragma once

namespace shixun::render {

// With the address sanitizer: keeps the libraries of Vulkan drivers and layers loaded until the
// process ends, since a leak found after a library is gone names no library and cannot be told from
// ours. Otherwise nothing. Call after an instance and a device were made.
void keepDriversLoaded();

}  // namespace shixun::render
