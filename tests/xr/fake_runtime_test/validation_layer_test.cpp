// The OpenXR validation layer, whose silence is asked for elsewhere, does speak.
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/xr/fake_runtime/fake_client.h"

namespace shixun::xr::fake {
namespace {

// One wrong call: a structure that does not say what it is.
void callWrongly(const std::string& file) {
  setenv("XR_ENABLE_API_LAYERS", "XR_APILAYER_LUNARG_core_validation", 1);
  setenv("XR_CORE_VALIDATION_EXPORT_TYPE", "text", 1);
  setenv("XR_CORE_VALIDATION_FILE_NAME", file.c_str(), 1);
  FakeRuntime runtime;
  XrInstanceCreateInfo create = {};
  create.type = XR_TYPE_INSTANCE_CREATE_INFO;
  create.applicationInfo.apiVersion = XR_CURRENT_API_VERSION;
  std::strcpy(create.applicationInfo.applicationName, "test");
  XrInstance instance = XR_NULL_HANDLE;
  if (XR_FAILED(xrCreateInstance(&create, &instance))) std::_Exit(1);
  XrSystemGetInfo get = {};
  get.type = XR_TYPE_SESSION_CREATE_INFO;
  get.formFactor = XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY;
  XrSystemId system = XR_NULL_SYSTEM_ID;
  static_cast<void>(xrGetSystem(instance, &get, &system));
  xrDestroyInstance(instance);
  std::exit(0);
}

TEST(ValidationLayer, SpeaksOfAWrongCall) {
  const auto file = std::filesystem::temp_directory_path() /
                    ("shixun-validation-" + std::to_string(::getpid()) + ".txt");
  EXPECT_EXIT(callWrongly(file), ::testing::ExitedWithCode(0), "");
  std::ifstream in(file);
  std::stringstream said;
  said << in.rdbuf();
  EXPECT_NE(said.str().find("VUID-XrSystemGetInfo-type-type"), std::string::npos)
      << "install openxr-layer-corevalidation; the layer said: " << said.str();
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace shixun::xr::fake
