// SHIXUN_ASSERT: a bug in the program. On in every build type, because a trainer that goes on with a
// broken invariant can mark a student wrongly. Before the process ends the flush hooks run, so that
// the session record on disk is complete up to this moment.
#pragma once

namespace shixun {

// Called before the process aborts on a failed assertion. `user` is passed back unchanged.
using FlushHook = void (*)(void* user);

// Registers a hook (at most 8; more is itself a bug) and returns its slot; the owner removes it
// before `user` dies. Not thread safe: call from the main thread.
int addFlushHook(FlushHook hook, void* user);
void removeFlushHook(int slot);

[[noreturn]] void assertFailed(const char* condition, const char* message, const char* file,
                               int line);

}  // namespace shixun

#define SHIXUN_ASSERT(condition, message)                                    \
  (static_cast<bool>(condition)                                              \
       ? static_cast<void>(0)                                                \
       : ::shixun::assertFailed(#condition, (message), __FILE__, __LINE__))
