#include <gtest/gtest.h>

#include "tests/xr/fake_runtime/fake_client.h"
namespace shixun::xr::fake { namespace {
TEST(FakeRuntime, Loads) { FakeRuntime r; uint32_t n = 0;
  EXPECT_EQ(xrEnumerateInstanceExtensionProperties(nullptr, 0, &n, nullptr), XR_SUCCESS); EXPECT_GT(n, 5u);} } }
