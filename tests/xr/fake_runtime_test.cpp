#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/xr/fake_runtime/fake_client.h"
#include "tests/xr/raw_app.h"

namespace shixun::xr::fake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::RawApp;

TEST(FakeRuntime, ASmallCorrectApplicationGivesNoViolationsAndLeavesNothing) {
  FakeRuntime runtime;
  {
    RawApp app;
    app.start();
    app.makeActions();
    app.focus();
    EXPECT_THAT(app.states(), ElementsAre(XR_SESSION_STATE_IDLE, XR_SESSION_STATE_READY,
                                          XR_SESSION_STATE_SYNCHRONIZED, XR_SESSION_STATE_VISIBLE,
                                          XR_SESSION_STATE_FOCUSED));
    EXPECT_EQ(app.sync(), XR_SUCCESS);
    EXPECT_EQ(app.frame(), XR_SUCCESS);
    EXPECT_EQ(xrRequestExitSession(app.session), XR_SUCCESS);
    EXPECT_THAT(app.states(), ElementsAre(XR_SESSION_STATE_VISIBLE, XR_SESSION_STATE_SYNCHRONIZED,
                                          XR_SESSION_STATE_STOPPING));
    EXPECT_EQ(xrEndSession(app.session), XR_SUCCESS);
    EXPECT_THAT(app.states(), ElementsAre(XR_SESSION_STATE_IDLE, XR_SESSION_STATE_EXITING));
    EXPECT_GT(runtime.live().all(), 0U);
  }
  EXPECT_THAT(runtime.violations(), IsEmpty());
  EXPECT_EQ(runtime.live().all(), 0U);
  EXPECT_EQ(runtime.leftToParent().all(), 0U);
  ASSERT_EQ(runtime.frames().size(), 5U);
  const Frame last = runtime.frames().back();
  ASSERT_EQ(last.layers.size(), 1U);
  ASSERT_EQ(last.layers[0].views.size(), 2U);
  EXPECT_TRUE(last.layers[0].views[1].asLocated);
  EXPECT_TRUE(last.layers[0].views[1].image.fresh);
}

}  // namespace
}  // namespace shixun::xr::fake
