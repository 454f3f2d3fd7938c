#include "core/assert.h"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace shixun {
namespace {

struct Slot {
  FlushHook hook = nullptr;
  void* user = nullptr;
};
// Process-wide by nature: an abort concerns the whole process, not one session.
std::array<Slot, 8> gSlots;

}  // namespace

int addFlushHook(FlushHook hook, void* user) {
  for (int i = 0; i < static_cast<int>(gSlots.size()); ++i) {
    Slot& slot = gSlots[static_cast<size_t>(i)];
    if (slot.hook == nullptr) {
      slot = {hook, user};
      return i;
    }
  }
  assertFailed("free flush slot", "more than 8 flush hooks are registered", __FILE__, __LINE__);
}

void removeFlushHook(int slot) { gSlots.at(static_cast<size_t>(slot)) = {}; }

void assertFailed(const char* condition, const char* message, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: bug: %s (%s). The session record has been saved; please report this.\n",
               file, line, message, condition);
  for (Slot& slot : gSlots) {
    const Slot once = slot;
    slot = {};  // a hook that fails itself must not run again
    if (once.hook != nullptr) once.hook(once.user);
  }
  std::abort();
}

}  // namespace shixun
