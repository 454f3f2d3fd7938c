// What every call of the application goes through: the lock, the planned faults, the checks of
// handles and structures, and the table of functions.
#pragma once

#include "tests/xr/fake_runtime/runtime.h"

namespace shixun::xr::fake {

// The running call. Its lock is held throughout.
class Call {
 public:
  explicit Call(const char* name);
  ~Call();
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  // What the call must answer instead of XR_SUCCESS: a planned fault that is due, or a loss that
  // lasts. Successes of another kind (positive) come after the function has done its work.
  XrResult fault(Session* session, Instance* instance);
  std::unique_lock<std::recursive_mutex>& lock() { return lock_; }
  const char* name() const { return name_; }
  static Call* running();
  size_t firstViolation() const { return firstViolation_; }  // index of what it wrote down

 private:
  const char* name_;
  Call* outer_;
  size_t firstViolation_ = 0;
  std::unique_lock<std::recursive_mutex> lock_;
};

// The session and instance that a handle belongs to; null where there is none.
Session* sessionOf(XrSession handle);
Session* sessionOf(XrSpace handle);
Session* sessionOf(XrSwapchain handle);
Session* sessionOf(XrHandTrackerEXT handle);
template <typename Other>
Session* sessionOf(const Other&) {
  return nullptr;
}
Instance* theInstance();  // the loader allows one at a time

template <size_t kSize>
struct Name {
  char text[kSize] = {};
  constexpr Name(const char (&source)[kSize]) {  // NOLINT: implicit on purpose
    for (size_t i = 0; i < kSize; ++i) text[i] = source[i];
  }
};

template <Name kName, auto kFunction>
struct Entry;
template <Name kName, typename First, typename... Rest, XrResult (*kFunction)(First, Rest...)>
struct Entry<kName, kFunction> {
  static XrResult XRAPI_CALL call(First first, Rest... rest) {
    Call running(kName.text);
    const XrResult fault = running.fault(sessionOf(first), theInstance());
    if (fault < 0 || fault == XR_TIMEOUT_EXPIRED) return fault;
    const XrResult result = kFunction(first, rest...);
    return result == XR_SUCCESS ? fault : result;
  }
};

struct FunctionRow {
  const char* name;
  const char* extension;  // "" for the core
  PFN_xrVoidFunction function;
};

class Functions {
 public:
  template <typename Pointer, Name kName, auto kFunction>
  void add(const char* extension) {
    const Pointer pointer = &Entry<kName, kFunction>::call;  // the header's type, checked here
    rows_.push_back({kName.text, extension, reinterpret_cast<PFN_xrVoidFunction>(pointer)});
  }
  const FunctionRow* find(const std::string& name) const;

 private:
  std::vector<FunctionRow> rows_;
};

#define SHIXUN_FAKE_CORE(functions, name, function) \
  (functions).add<PFN_##name, #name, &function>("")
#define SHIXUN_FAKE_EXTENSION(functions, extension, name, function) \
  (functions).add<PFN_##name, #name, &function>(extension)

void addInstanceFunctions(Functions& functions);
void addSystemFunctions(Functions& functions);
void addVulkanFunctions(Functions& functions);
void addEventFunctions(Functions& functions);
void addSessionFunctions(Functions& functions);
void addSwapchainFunctions(Functions& functions);
void addSpaceFunctions(Functions& functions);
void addActionFunctions(Functions& functions);
void addInputFunctions(Functions& functions);
void addFrameFunctions(Functions& functions);
void addExtensionFunctions(Functions& functions);

// --- checks, each writing down a violation

// The object behind a handle, or null with a violation.
template <typename Handle>
auto* live(Handle handle, const char* what) {
  auto* object = tableOf(handle).find(handle);
  if (object == nullptr) {
    const bool was =
        handle != XR_NULL_HANDLE && reinterpret_cast<uint64_t>(handle) <= handleCounter();
    complain("the ", what, " is ",
             handle == XR_NULL_HANDLE ? "null"
             : was                    ? "destroyed or of another kind"
                                      : "no handle");
  }
  return object;
}

// A structure is there and says its right type.
template <typename Struct>
bool typed(const Struct* structure, XrStructureType type, const char* what) {
  if (structure == nullptr) {
    complain("no ", what);
    return false;
  }
  if (structure->type != type) {
    complain("the type of ", what, " is ", static_cast<int>(structure->type), ", not ",
             static_cast<int>(type));
    return false;
  }
  return true;
}

// Finds a structure in a chain; every member must be one of `known`.
const XrBaseInStructure* inChain(const void* next, XrStructureType wanted);
void checkChain(const void* next, std::initializer_list<XrStructureType> known, const char* what);

bool enabled(const char* extension);
bool normalised(const XrPosef& pose);  // finite, and a unit quaternion within 1%
XrResult checkPose(const XrPosef& pose, const char* what);
bool validTime(XrTime time);

// Answers the calls that are asked for a count first and for the elements then.
template <typename Element, typename Copy>
XrResult twoCalls(const std::vector<Element>& all, uint32_t capacity, uint32_t* count, Copy copy) {
  if (count == nullptr) return refuse(XR_ERROR_VALIDATION_FAILURE, "no place for the count");
  *count = static_cast<uint32_t>(all.size());
  if (capacity == 0) return XR_SUCCESS;
  if (capacity < all.size()) {
    return refuse(XR_ERROR_SIZE_INSUFFICIENT, "room for ", capacity, " of ", all.size());
  }
  for (size_t i = 0; i < all.size(); ++i) {
    const XrResult result = copy(i, all[i]);
    if (result != XR_SUCCESS) return result;
  }
  return XR_SUCCESS;
}
template <typename Element>
XrResult twoCalls(const std::vector<Element>& all, uint32_t capacity, uint32_t* count,
                  Element* out) {
  if (capacity > 0 && out == nullptr) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "no place for the elements");
  }
  return twoCalls(all, capacity, count, [out](size_t i, const Element& e) {
    out[i] = e;
    return XR_SUCCESS;
  });
}
XrResult twoCallString(const std::string& text, uint32_t capacity, uint32_t* count, char* out);

// --- shared steps

const char* nameOf(XrSessionState state);
void pushEvent(const void* event, size_t size);
template <typename Event>
void pushEvent(const Event& event) {
  pushEvent(&event, sizeof event);
}
void advance(XrSession handle, Session& session, bool allTheWay);
void endChildren(XrSession session);  // destroys what the session owns
void endSwapchain(Swapchain& swapchain);
const ViewConfigurationDef* viewConfiguration(XrViewConfigurationType type);
bool systemGiven(XrInstance instance, XrSystemId system, XrResult* why);

XrPath pathOf(const std::string& name);      // makes it if need be
const std::string& nameOfPath(XrPath path);  // "" for none
std::optional<Hand> handOf(XrPath path);     // /user/hand/left and right, and what is below

// Copies the layers of a frame and checks them.
XrResult takeLayers(XrSession handle, const XrFrameEndInfo& info, Frame* frame);

// Poses.
XrPosef multiply(const XrPosef& aFromB, const XrPosef& bFromC);
XrPosef inverse(const XrPosef& aFromB);
XrVector3f rotate(const XrQuaternionf& q, const XrVector3f& v);
Tracked at(const Tracked& tracked, XrTime time);  // motion applied
Tracked stageFromSpace(const Space& space, XrTime time);
XrSpaceLocationFlags flagsOf(const Tracking& tracking);
Tracking both(const Tracking& a, const Tracking& b);
XrPosef poisoned(const XrPosef& pose, const Tracking& tracking);  // NaN where not valid

// The paths an action is bound to for a hand by the profile in use.
std::vector<std::string> boundPaths(XrAction action, Hand hand);
void refreshProfiles(XrSession handle, Session& session);
bool profileKnown(const std::string& profile);
bool profileHas(const std::string& profile, const std::string& path, XrActionType type,
                std::string* why);

// The images of a new swapchain, in the layout in which images are handed over.
VkResult makeImages(const Session& session, Swapchain& swapchain);
void freeImages(const Session& session, Swapchain& swapchain);
// The application must hand an image back in that layout: a barrier from it, so that validation
// layers say it if the image is in another.
void takeBack(const Session& session, const Swapchain& swapchain, uint32_t image);
bool isDepthFormat(int64_t format);
// Copies a rect of the image last released; empty if it cannot.
std::vector<uint8_t> readPixels(const Session& session, const Swapchain& swapchain,
                                const XrRect2Di& rect, uint32_t arrayIndex);

}  // namespace shixun::xr::fake
