#include "tests/xr/fake_runtime/call.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace shixun::xr::fake {

namespace {
thread_local Call* t_running = nullptr;

bool stays(const char* name) {  // works on what is lost, too
  return std::strncmp(name, "xrDestroy", 9) == 0 || std::strcmp(name, "xrResultToString") == 0;
}
}  // namespace

uint64_t& handleCounter() {
  static uint64_t counter = 0x10000;
  return counter;
}

World& world() {
  static World w;
  return w;
}

Call::Call(const char* name) : name_(name), outer_(t_running), lock_(control().mutex) {
  t_running = this;
  firstViolation_ = control().log.violations.size();
  ++control().log.calls[name];
}

Call::~Call() {
  t_running = outer_;
}

Call* Call::running() {
  return t_running;
}

XrResult Call::fault(Session* session, Instance* instance) {
  XrResult due = XR_SUCCESS;
  for (Fault& f : control().faults) {
    if (f.function != name_ && f.function != "*") continue;
    if (f.after > 0) {
      --f.after;
    } else if (f.times > 0) {
      if (f.times != Fault::kForever) --f.times;
      due = f.result;
      break;
    }
  }
  if (due == XR_ERROR_INSTANCE_LOST && instance != nullptr) instance->lost = true;
  if (due == XR_ERROR_SESSION_LOST && session != nullptr) session->lost = true;
  if (due != XR_SUCCESS || stays(name_)) return due;
  if (instance != nullptr && instance->lost) return XR_ERROR_INSTANCE_LOST;
  if (session != nullptr && session->lost) return XR_ERROR_SESSION_LOST;
  if (session != nullptr && session->state == XR_SESSION_STATE_LOSS_PENDING) {
    return XR_SESSION_LOSS_PENDING;
  }
  return XR_SUCCESS;
}

void violation(const std::string& sentence) {
  const Call* call = Call::running();
  const std::string whole = (call != nullptr ? std::string(call->name()) : "?") + ": " + sentence;
  std::vector<std::string>& all = control().log.violations;
  // The same of every eye is said once.
  const size_t first = call != nullptr ? std::min(call->firstViolation(), all.size()) : all.size();
  for (size_t i = first; i < all.size(); ++i) {
    if (all[i] == whole) return;
  }
  all.push_back(whole);
}

Session* sessionOf(XrSession handle) {
  return world().sessions.find(handle);
}
Session* sessionOf(XrSpace handle) {
  const Space* space = world().spaces.find(handle);
  return space == nullptr ? nullptr : sessionOf(space->session);
}
Session* sessionOf(XrSwapchain handle) {
  const Swapchain* swapchain = world().swapchains.find(handle);
  return swapchain == nullptr ? nullptr : sessionOf(swapchain->session);
}
Session* sessionOf(XrHandTrackerEXT handle) {
  const HandTracker* tracker = world().handTrackers.find(handle);
  return tracker == nullptr ? nullptr : sessionOf(tracker->session);
}

Instance* theInstance() {
  return world().instances.find(reinterpret_cast<XrInstance>(control().instance));
}

const FunctionRow* Functions::find(const std::string& name) const {
  for (const FunctionRow& row : rows_) {
    if (name == row.name) return &row;
  }
  return nullptr;
}

const XrBaseInStructure* inChain(const void* next, XrStructureType wanted) {
  const auto* member = static_cast<const XrBaseInStructure*>(next);
  while (member != nullptr && member->type != wanted) member = member->next;
  return member;
}

void checkChain(const void* next, std::initializer_list<XrStructureType> known, const char* what) {
  for (const auto* member = static_cast<const XrBaseInStructure*>(next); member != nullptr;
       member = member->next) {
    bool found = false;
    for (const XrStructureType type : known) found |= member->type == type;
    if (!found) {
      complain(what, " is chained to a structure of type ", static_cast<int>(member->type),
               ", which does not belong there or needs an extension that is not enabled");
      return;  // what follows cannot be trusted
    }
  }
}

bool enabled(const char* extension) {
  const Instance* instance = theInstance();
  if (instance == nullptr) return false;
  for (const std::string& e : instance->extensions) {
    if (e == extension) return true;
  }
  return false;
}

bool normalised(const XrPosef& pose) {
  const XrQuaternionf& q = pose.orientation;
  const float length = std::sqrt(q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w);
  const XrVector3f& p = pose.position;
  return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z) &&
         std::abs(length - 1) < 0.01F;
}

XrResult checkPose(const XrPosef& pose, const char* what) {
  if (normalised(pose)) return XR_SUCCESS;
  const XrQuaternionf& q = pose.orientation;
  const XrVector3f& p = pose.position;
  return refuse(XR_ERROR_POSE_INVALID, what, " is no pose: orientation ", q.x, " ", q.y, " ", q.z,
                " ", q.w, ", position ", p.x, " ", p.y, " ", p.z);
}

bool validTime(XrTime time) {
  if (time > 0) return true;
  complain("the time ", time, " is none");
  return false;
}

XrResult twoCallString(const std::string& text, uint32_t capacity, uint32_t* count, char* out) {
  const std::vector<char> all(text.c_str(), text.c_str() + text.size() + 1);
  return twoCalls(all, capacity, count, out);
}

}  // namespace shixun::xr::fake
