// The fake runtime with the raw application on it, at two points of its life.
#pragma once

#include <gmock/gmock.h>

#include "tests/xr/fake_runtime/fake_client.h"
#include "tests/xr/fake_runtime_test/raw_app.h"

namespace shixun::xr::fake {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using xr::testing::kHere;
using xr::testing::make;
using xr::testing::RawApp;

struct Started {
  FakeRuntime runtime;
  RawApp app;
  Started() { app.start(); }
  template <typename Prepare>
  explicit Started(Prepare prepare) {
    prepare(app);
    app.start();
  }
  // Exactly one violation, with these words in it; forgotten then.
  void expectOne(const std::string& words) {
    EXPECT_THAT(runtime.violations(), ElementsAre(HasSubstr(words)));
    runtime.clearViolations();
  }
};

struct Focused : Started {
  Focused() {
    app.makeActions();
    app.focus();
    EXPECT_EQ(app.sync(), XR_SUCCESS);
    app.events();
    EXPECT_THAT(runtime.violations(), IsEmpty());
    EXPECT_EQ(runtime.state(), XR_SESSION_STATE_FOCUSED);
  }
};

inline std::vector<XrStructureType> types(const std::vector<XrEventDataBuffer>& events) {
  std::vector<XrStructureType> result;
  for (const XrEventDataBuffer& e : events) result.push_back(e.type);
  return result;
}

}  // namespace shixun::xr::fake
