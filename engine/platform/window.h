// Window: one desktop window with its input. Knows how to make a Vulkan surface, nothing else of
// Vulkan.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/status.h"
#include "platform/input.h"

namespace shixun::platform {

struct WindowDef {
  std::string title = "Shixun";
  uint32_t width = 1280;  // points
  uint32_t height = 720;
  bool visible = true;
  bool fullScreen = false;  // on the primary monitor
};

class Window {
 public:
  // kUnavailable when there is no display, with what to do.
  static Result<std::unique_ptr<Window>> create(const WindowDef& def);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Handles all waiting events of the system and returns what happened since the last call.
  DesktopInput poll();

  // Hides the cursor and lets it move without end (for looking around).
  void setCursorCaptured(bool captured);
  bool cursorCaptured() const;
  void setTitle(const std::string& title);
  void setSize(uint32_t width, uint32_t height);  // points
  void setFullScreen(bool fullScreen);
  std::string clipboard() const;
  void setClipboard(const std::string& text);

  // Names of the Vulkan instance extensions a surface needs. kUnsupported when there is no Vulkan.
  Result<std::vector<std::string>> vulkanExtensions() const;
  // From a VkInstance to a VkSurfaceKHR for this window, both opaque here. The caller owns the
  // surface and destroys it before the window.
  Result<uint64_t> createSurface(void* vkInstance) const;

 private:
  Window() = default;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// True when a window could be opened (a display is named in the environment and answers). On
// failure the reason and what to do.
Status displayAvailable();

}  // namespace shixun::platform
