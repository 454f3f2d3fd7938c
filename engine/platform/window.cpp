#include "platform/window.h"

#include <vulkan/vulkan_core.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

// Declared by GLFW only when the whole of vulkan.h came first.
extern "C" VkResult glfwCreateWindowSurface(VkInstance, GLFWwindow*, const VkAllocationCallbacks*,
                                            VkSurfaceKHR*);

namespace shixun::platform {

namespace {

// GLFW is one per process: counted here so that the last window ends it.
int glfwUsers = 0;
std::string lastError;  // of GLFW, for messages

void onError(int code, const char* text) {
  lastError =
      std::string(text != nullptr ? text : "unknown") + " (GLFW " + std::to_string(code) + ")";
}

Status startGlfw() {
  if (glfwUsers > 0) {
    ++glfwUsers;
    return {};
  }
  const char* display = std::getenv("DISPLAY");
  const char* wayland = std::getenv("WAYLAND_DISPLAY");
  const bool named =
      (display != nullptr && display[0] != '\0') || (wayland != nullptr && wayland[0] != '\0');
  if (!named) {
    return Status(
        StatusCode::kUnavailable,
        "no display: neither DISPLAY nor WAYLAND_DISPLAY is set; start the program from a "
        "desktop session, or under 'xvfb-run' for a display without a screen");
  }
  lastError.clear();
  glfwSetErrorCallback(onError);
  if (glfwInit() != GLFW_TRUE) {
    return Status(StatusCode::kUnavailable,
                  std::string("the display '") + (display != nullptr ? display : wayland) +
                      "' does not answer: " + lastError +
                      "; check DISPLAY, or start the program from a desktop session");
  }
  glfwUsers = 1;
  return {};
}

void endGlfw() {
  if (--glfwUsers == 0) glfwTerminate();
}

constexpr std::array<int, static_cast<size_t>(Key::kCount)> kGlfwKeys = {GLFW_KEY_SPACE,
                                                                         GLFW_KEY_APOSTROPHE,
                                                                         GLFW_KEY_COMMA,
                                                                         GLFW_KEY_MINUS,
                                                                         GLFW_KEY_PERIOD,
                                                                         GLFW_KEY_SLASH,
                                                                         GLFW_KEY_SEMICOLON,
                                                                         GLFW_KEY_EQUAL,
                                                                         GLFW_KEY_LEFT_BRACKET,
                                                                         GLFW_KEY_BACKSLASH,
                                                                         GLFW_KEY_RIGHT_BRACKET,
                                                                         GLFW_KEY_GRAVE_ACCENT,
                                                                         GLFW_KEY_0,
                                                                         GLFW_KEY_1,
                                                                         GLFW_KEY_2,
                                                                         GLFW_KEY_3,
                                                                         GLFW_KEY_4,
                                                                         GLFW_KEY_5,
                                                                         GLFW_KEY_6,
                                                                         GLFW_KEY_7,
                                                                         GLFW_KEY_8,
                                                                         GLFW_KEY_9,
                                                                         GLFW_KEY_A,
                                                                         GLFW_KEY_B,
                                                                         GLFW_KEY_C,
                                                                         GLFW_KEY_D,
                                                                         GLFW_KEY_E,
                                                                         GLFW_KEY_F,
                                                                         GLFW_KEY_G,
                                                                         GLFW_KEY_H,
                                                                         GLFW_KEY_I,
                                                                         GLFW_KEY_J,
                                                                         GLFW_KEY_K,
                                                                         GLFW_KEY_L,
                                                                         GLFW_KEY_M,
                                                                         GLFW_KEY_N,
                                                                         GLFW_KEY_O,
                                                                         GLFW_KEY_P,
                                                                         GLFW_KEY_Q,
                                                                         GLFW_KEY_R,
                                                                         GLFW_KEY_S,
                                                                         GLFW_KEY_T,
                                                                         GLFW_KEY_U,
                                                                         GLFW_KEY_V,
                                                                         GLFW_KEY_W,
                                                                         GLFW_KEY_X,
                                                                         GLFW_KEY_Y,
                                                                         GLFW_KEY_Z,
                                                                         GLFW_KEY_ESCAPE,
                                                                         GLFW_KEY_ENTER,
                                                                         GLFW_KEY_TAB,
                                                                         GLFW_KEY_BACKSPACE,
                                                                         GLFW_KEY_INSERT,
                                                                         GLFW_KEY_DELETE,
                                                                         GLFW_KEY_RIGHT,
                                                                         GLFW_KEY_LEFT,
                                                                         GLFW_KEY_DOWN,
                                                                         GLFW_KEY_UP,
                                                                         GLFW_KEY_PAGE_UP,
                                                                         GLFW_KEY_PAGE_DOWN,
                                                                         GLFW_KEY_HOME,
                                                                         GLFW_KEY_END,
                                                                         GLFW_KEY_KP_ENTER,
                                                                         GLFW_KEY_F1,
                                                                         GLFW_KEY_F2,
                                                                         GLFW_KEY_F3,
                                                                         GLFW_KEY_F4,
                                                                         GLFW_KEY_F5,
                                                                         GLFW_KEY_F6,
                                                                         GLFW_KEY_F7,
                                                                         GLFW_KEY_F8,
                                                                         GLFW_KEY_F9,
                                                                         GLFW_KEY_F10,
                                                                         GLFW_KEY_F11,
                                                                         GLFW_KEY_F12,
                                                                         GLFW_KEY_LEFT_SHIFT,
                                                                         GLFW_KEY_LEFT_CONTROL,
                                                                         GLFW_KEY_LEFT_ALT,
                                                                         GLFW_KEY_LEFT_SUPER,
                                                                         GLFW_KEY_RIGHT_SHIFT,
                                                                         GLFW_KEY_RIGHT_CONTROL,
                                                                         GLFW_KEY_RIGHT_ALT,
                                                                         GLFW_KEY_RIGHT_SUPER};

void appendUtf8(std::string& out, uint32_t c) {
  const auto byte = [&](uint32_t b) { out.push_back(static_cast<char>(b)); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

void change(KeyState& state, bool down) {
  if (down && !state.down) state.pressed = true;
  if (!down && state.down) state.released = true;
  state.down = down;
}

}  // namespace

struct Window::Impl {
  GLFWwindow* window = nullptr;
  DesktopInput input;               // what has come in since the last poll()
  double cursorX = 0, cursorY = 0;  // GLFW's, in screen coordinates
  bool cursorKnown = false;
  bool captured = false;
  int windowedX = 0, windowedY = 0, windowedWidth = 1280, windowedHeight = 720;

  ~Impl() {
    if (window != nullptr) glfwDestroyWindow(window);
    endGlfw();
  }

  static Impl& of(GLFWwindow* w) { return *static_cast<Impl*>(glfwGetWindowUserPointer(w)); }

  // Frame buffer pixels per screen coordinate (not 1 on some systems).
  double pixelRatio() const {
    int windowWidth = 0;
    int pixelWidth = 0;
    glfwGetWindowSize(window, &windowWidth, nullptr);
    glfwGetFramebufferSize(window, &pixelWidth, nullptr);
    return windowWidth > 0 && pixelWidth > 0 ? static_cast<double>(pixelWidth) / windowWidth : 1;
  }

  void onCursor(double x, double y) {
    const double ratio = pixelRatio();
    if (cursorKnown) {
      input.mouseDeltaX += (x - cursorX) * ratio;
      input.mouseDeltaY += (y - cursorY) * ratio;
    }
    cursorX = x;
    cursorY = y;
    cursorKnown = true;
    if (captured) return;
    input.mouseX = x * ratio;
    input.mouseY = y * ratio;
  }

  // The system stops telling us about keys once the focus is gone: let go of all of them.
  void onFocus(bool focused) {
    input.focused = focused;
    if (focused) return;
    input.focusLost = true;
    for (KeyState& k : input.keys) change(k, false);
    for (KeyState& b : input.buttons) change(b, false);
  }

  void readSize() {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(window, &width, &height);
    input.minimised = glfwGetWindowAttrib(window, GLFW_ICONIFIED) == GLFW_TRUE;
    const auto w = input.minimised ? 0U : static_cast<uint32_t>(std::max(width, 0));
    const auto h = input.minimised ? 0U : static_cast<uint32_t>(std::max(height, 0));
    if (w != input.width || h != input.height) input.resized = true;
    input.width = w;
    input.height = h;
    float scaleX = 1;
    float scaleY = 1;
    glfwGetWindowContentScale(window, &scaleX, &scaleY);
    input.contentScale = static_cast<double>(std::max(scaleX, 0.25F));
  }

  void installCallbacks() {
    glfwSetWindowUserPointer(window, this);
    glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int, int action, int) {
      if (action == GLFW_REPEAT) return;
      const auto it = std::find(kGlfwKeys.begin(), kGlfwKeys.end(), key);
      if (it == kGlfwKeys.end()) return;
      change(of(w).input.keys[static_cast<size_t>(it - kGlfwKeys.begin())], action == GLFW_PRESS);
    });
    glfwSetCharCallback(window, [](GLFWwindow* w, unsigned c) { appendUtf8(of(w).input.text, c); });
    glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int) {
      if (button < 0 || button >= static_cast<int>(MouseButton::kCount)) return;
      change(of(w).input.buttons[static_cast<size_t>(button)], action == GLFW_PRESS);
    });
    glfwSetCursorPosCallback(window,
                             [](GLFWwindow* w, double x, double y) { of(w).onCursor(x, y); });
    glfwSetCursorEnterCallback(
        window, [](GLFWwindow* w, int entered) { of(w).input.mouseInside = entered == GLFW_TRUE; });
    glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
      of(w).input.wheelX += x;
      of(w).input.wheelY += y;
    });
    glfwSetWindowFocusCallback(
        window, [](GLFWwindow* w, int focused) { of(w).onFocus(focused == GLFW_TRUE); });
    glfwSetWindowCloseCallback(window, [](GLFWwindow* w) { of(w).input.closeRequested = true; });
  }
};

Result<std::unique_ptr<Window>> Window::create(const WindowDef& def) {
  if (def.width < 1 || def.height < 1 || def.width > 16384 || def.height > 16384) {
    return Status(StatusCode::kInvalid, "a window of " + std::to_string(def.width) + " x " +
                                            std::to_string(def.height) +
                                            " cannot be opened; use 1 to 16384");
  }
  const Status started = startGlfw();
  if (!started) return started;
  std::unique_ptr<Window> self(new Window);
  self->impl_ = std::make_unique<Impl>();
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
  glfwWindowHint(GLFW_VISIBLE, def.visible ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  lastError.clear();
  Impl& impl = *self->impl_;
  impl.window = glfwCreateWindow(static_cast<int>(def.width), static_cast<int>(def.height),
                                 def.title.c_str(), nullptr, nullptr);
  if (impl.window == nullptr) {
    return Status(StatusCode::kUnavailable, "the window cannot be opened: " + lastError +
                                                "; check the display and its drivers");
  }
  impl.installCallbacks();
  impl.readSize();
  impl.input.resized = false;
  if (def.fullScreen) self->setFullScreen(true);
  return self;
}

Window::~Window() = default;

DesktopInput Window::poll() {
  Impl& impl = *impl_;
  glfwPollEvents();
  impl.readSize();
  DesktopInput out = impl.input;
  // What is true only once is forgotten; what goes on (held keys, size) stays.
  for (KeyState& k : impl.input.keys) k.pressed = k.released = false;
  for (KeyState& b : impl.input.buttons) b.pressed = b.released = false;
  impl.input.mouseDeltaX = impl.input.mouseDeltaY = 0;
  impl.input.wheelX = impl.input.wheelY = 0;
  impl.input.text.clear();
  impl.input.resized = impl.input.focusLost = impl.input.closeRequested = false;
  glfwSetWindowShouldClose(impl.window, GLFW_FALSE);
  return out;
}

void Window::setCursorCaptured(bool captured) {
  if (captured == impl_->captured) return;
  impl_->captured = captured;
  // GLFW jumps the cursor on the change: that is not a movement of the person's hand.
  impl_->cursorKnown = false;
  glfwSetInputMode(impl_->window, GLFW_CURSOR,
                   captured ? GLFW_CURSOR_DISABLED : GLFW_CURSOR_NORMAL);
  glfwGetCursorPos(impl_->window, &impl_->cursorX, &impl_->cursorY);
  impl_->cursorKnown = true;
}

bool Window::cursorCaptured() const {
  return impl_->captured;
}

void Window::setTitle(const std::string& title) {
  glfwSetWindowTitle(impl_->window, title.c_str());
}

void Window::setSize(uint32_t width, uint32_t height) {
  glfwSetWindowSize(impl_->window, static_cast<int>(std::clamp(width, 1U, 16384U)),
                    static_cast<int>(std::clamp(height, 1U, 16384U)));
}

void Window::setFullScreen(bool fullScreen) {
  Impl& impl = *impl_;
  const bool now = glfwGetWindowMonitor(impl.window) != nullptr;
  if (fullScreen == now) return;
  if (!fullScreen) {
    glfwSetWindowMonitor(impl.window, nullptr, impl.windowedX, impl.windowedY, impl.windowedWidth,
                         impl.windowedHeight, GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  if (mode == nullptr) return;
  glfwGetWindowPos(impl.window, &impl.windowedX, &impl.windowedY);
  glfwGetWindowSize(impl.window, &impl.windowedWidth, &impl.windowedHeight);
  glfwSetWindowMonitor(impl.window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

std::string Window::clipboard() const {
  const char* text = glfwGetClipboardString(impl_->window);
  return text != nullptr ? text : "";
}

void Window::setClipboard(const std::string& text) {
  glfwSetClipboardString(impl_->window, text.c_str());
}

Result<std::vector<std::string>> Window::vulkanExtensions() const {
  uint32_t count = 0;
  const char** names = glfwGetRequiredInstanceExtensions(&count);
  if (names == nullptr) {
    return Status(StatusCode::kUnsupported,
                  "this display has no Vulkan (" + lastError +
                      "); install a Vulkan driver (Debian: mesa-vulkan-drivers)");
  }
  return std::vector<std::string>(names, names + count);
}

Result<uint64_t> Window::createSurface(void* vkInstance) const {
  VkSurfaceKHR surface = VK_NULL_HANDLE;
  const VkResult result = glfwCreateWindowSurface(static_cast<VkInstance>(vkInstance),
                                                  impl_->window, nullptr, &surface);
  if (result != VK_SUCCESS) {
    return Status(StatusCode::kUnsupported,
                  "no Vulkan surface for this window (error " + std::to_string(result) + ", " +
                      lastError + "); install a Vulkan driver (Debian: mesa-vulkan-drivers)");
  }
  uint64_t handle = 0;
  static_assert(sizeof surface <= sizeof handle);
  std::memcpy(&handle, &surface, sizeof surface);
  return handle;
}

Status displayAvailable() {
  const Status started = startGlfw();
  if (started) endGlfw();
  return started;
}

}  // namespace shixun::platform
