// The fake runtime: the frame loop, what is submitted, and the clock.
#include <chrono>
#include <thread>

#include "tests/xr/fake_runtime_test/fake_fixture.h"

namespace shixun::xr::fake {
namespace {

using Submission = RawApp::Submission;

// One frame with something wrong in it: the answer, and the one violation.
template <typename Change>
void expectFrame(Focused& f, Change change, XrResult result, const std::string& words) {
  EXPECT_EQ(f.app.frame(change), result) << words;
  f.expectOne(words);
  if (result < 0) {  // the frame is still open
    Submission empty;
    f.app.fill(&empty);
    empty.layers.clear();
    EXPECT_EQ(f.app.endFrame(&empty), XR_SUCCESS);
  }
}

TEST(FakeFrames, WhatIsSubmittedIsKeptForTheTest) {
  Focused f;
  f.runtime.clearFrames();
  EXPECT_EQ(f.app.frame(), XR_SUCCESS);
  const std::vector<Frame> frames = f.runtime.frames();
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_EQ(frames[0].displayTime, frames[0].predicted);
  EXPECT_TRUE(frames[0].shouldRender);
  EXPECT_EQ(frames[0].state, XR_SESSION_STATE_FOCUSED);
  ASSERT_EQ(frames[0].layers.size(), 1U);
  const Layer& layer = frames[0].layers[0];
  EXPECT_EQ(layer.type, XR_TYPE_COMPOSITION_LAYER_PROJECTION);
  EXPECT_EQ(layer.referenceSpace, XR_REFERENCE_SPACE_TYPE_LOCAL);
  ASSERT_EQ(layer.views.size(), 2U);
  EXPECT_FLOAT_EQ(layer.views[1].pose.position.x, 0.032F);
  EXPECT_FLOAT_EQ(layer.views[0].fov.angleLeft, -0.9F);
  EXPECT_EQ(layer.views[1].image.arrayIndex, 1U);
  EXPECT_EQ(layer.views[1].image.rect.extent.width, 320);
  EXPECT_TRUE(layer.views[1].image.fresh);
  EXPECT_TRUE(layer.views[0].asLocated && layer.views[1].asLocated);
}

TEST(FakeFrames, AnImageSubmittedAgainIsNotFreshAndAnotherPoseNotAsLocated) {
  Focused f;
  ASSERT_EQ(f.app.frame(), XR_SUCCESS);
  ASSERT_EQ(f.app.waitFrame(), XR_SUCCESS);
  ASSERT_EQ(f.app.beginFrame(), XR_SUCCESS);
  Submission again;
  f.app.fill(&again);
  ASSERT_EQ(f.app.endFrame(&again), XR_SUCCESS);
  const View view = f.runtime.frames().back().layers[0].views[0];
  EXPECT_FALSE(view.image.fresh);
  EXPECT_FALSE(view.asLocated);  // that pose was for the time before
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeFrames, QuadsAreKeptToo) {
  Focused f;
  auto quad = make<XrCompositionLayerQuad>(XR_TYPE_COMPOSITION_LAYER_QUAD);
  quad.layerFlags = XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT;
  quad.space = f.app.local;
  quad.subImage = {f.app.swapchain, {{8, 8}, {16, 16}}, 0};
  quad.pose = {{0, 0, 0, 1}, {0, 0, -2}};
  quad.size = {1, 0.5F};
  quad.eyeVisibility = XR_EYE_VISIBILITY_LEFT;
  const auto add = [&](Submission& s) {
    s.layers.push_back(reinterpret_cast<const XrCompositionLayerBaseHeader*>(&quad));
  };
  EXPECT_EQ(f.app.frame(add), XR_SUCCESS);
  const Layer layer = f.runtime.frames().back().layers.at(1);
  EXPECT_EQ(layer.pose.position.z, -2);
  EXPECT_EQ(layer.size.height, 0.5F);
  EXPECT_EQ(layer.eyes, XR_EYE_VISIBILITY_LEFT);
  EXPECT_EQ(layer.flags, XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT);
  EXPECT_EQ(layer.image.rect.offset.x, 8);
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
  quad.size.width = 0;
  expectFrame(f, add, XR_SUCCESS, "a quad of 0 x 0.5 m shows nothing");
}

TEST(FakeFrames, DepthIsKeptAndChecked) {
  FakeRuntime runtime;
  RawApp app;
  app.extensions.push_back(XR_KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME);
  app.start();
  app.focus();
  XrSwapchainCreateInfo info = app.swapchainInfo();
  info.format = VK_FORMAT_D32_SFLOAT;
  info.usageFlags = XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
  XrSwapchain depthChain = XR_NULL_HANDLE;
  ASSERT_EQ(xrCreateSwapchain(app.session, &info, &depthChain), XR_SUCCESS);
  std::swap(depthChain, app.swapchain);
  uint32_t index = 0;
  ASSERT_EQ(app.takeImage(&index), XR_SUCCESS);
  ASSERT_EQ(app.releaseImage(), XR_SUCCESS);
  std::swap(depthChain, app.swapchain);
  auto depth = make<XrCompositionLayerDepthInfoKHR>(XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR);
  depth.subImage = {depthChain, {{0, 0}, {320, 256}}, 0};
  depth.maxDepth = 1;
  depth.nearZ = 100;
  depth.farZ = 0.05F;
  const auto add = [&](Submission& s) {
    for (auto& view : s.views) view.next = &depth;
  };
  EXPECT_EQ(app.frame(add), XR_SUCCESS);
  const View view = runtime.frames().back().layers[0].views[1];
  EXPECT_TRUE(view.hasDepth);
  EXPECT_EQ(view.nearZ, 100);
  EXPECT_THAT(runtime.violations(), IsEmpty());
  depth.maxDepth = 2;
  EXPECT_EQ(app.frame(add), XR_ERROR_VALIDATION_FAILURE);
  depth.maxDepth = 1;
  depth.farZ = depth.nearZ;
  EXPECT_EQ(app.frame(add), XR_ERROR_VALIDATION_FAILURE);
  depth.farZ = 0.05F;
  depth.subImage.swapchain = app.swapchain;
  EXPECT_GE(app.frame(add), XR_SUCCESS);
  EXPECT_THAT(runtime.violations(), ElementsAre(HasSubstr("depth from 0 to 2"),
                                                HasSubstr("the near and far planes 100 and 100"),
                                                HasSubstr("is no depth image")));
  xrDestroySwapchain(depthChain);
}

TEST(FakeFrames, DepthWithoutTheExtensionIsAViolation) {
  Focused f;
  auto depth = make<XrCompositionLayerDepthInfoKHR>(XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR);
  expectFrame(
      f, [&](Submission& s) { s.views[0].next = &depth; }, XR_SUCCESS,
      "a projection view is chained to a structure of type 1000010000");
}

TEST(FakeFrames, BeginWithoutWaitIsAViolation) {
  Focused f;
  EXPECT_EQ(f.app.beginFrame(), XR_ERROR_CALL_ORDER_INVALID);
  f.expectOne("xrBeginFrame: no frame was waited for");
}

TEST(FakeFrames, EndFrameWithoutBeginIsAViolation) {
  Focused f;
  Submission submission;
  f.app.fill(&submission);
  EXPECT_EQ(f.app.endFrame(&submission), XR_ERROR_CALL_ORDER_INVALID);
  f.expectOne("xrEndFrame: no frame was begun");
}

TEST(FakeFrames, WaitingTwiceInOneThreadIsAViolation) {
  Focused f;
  EXPECT_EQ(f.app.waitFrame(), XR_SUCCESS);
  EXPECT_EQ(f.app.waitFrame(), XR_ERROR_CALL_ORDER_INVALID);
  f.expectOne("xrWaitFrame: the frame before was not begun: this would wait for ever");
}

TEST(FakeFrames, WaitingInAnotherThreadLastsUntilTheFrameIsBegun) {
  Focused f;
  ASSERT_EQ(f.app.waitFrame(), XR_SUCCESS);
  const XrTime first = f.app.frameState.predictedDisplayTime;
  XrResult second = XR_ERROR_RUNTIME_FAILURE;
  auto state = make<XrFrameState>(XR_TYPE_FRAME_STATE);
  std::thread waiter([&] { second = xrWaitFrame(f.app.session, nullptr, &state); });
  EXPECT_EQ(f.app.beginFrame(), XR_SUCCESS);
  waiter.join();
  EXPECT_EQ(second, XR_SUCCESS);
  EXPECT_GT(state.predictedDisplayTime, first);
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeFrames, BeginningAgainDiscardsTheFrame) {
  Focused f;
  for (const XrResult expected : {XR_SUCCESS, XR_FRAME_DISCARDED}) {
    ASSERT_EQ(f.app.waitFrame(), XR_SUCCESS);
    EXPECT_EQ(f.app.beginFrame(), expected);
  }
  EXPECT_EQ(f.runtime.log().framesDiscarded, 1U);
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

TEST(FakeFrames, AnotherDisplayTimeThanPredictedIsAViolation) {
  Focused f;
  expectFrame(
      f, [](Submission& s) { s.end.displayTime += 1; }, XR_SUCCESS, "the display time is ");
  expectFrame(
      f, [](Submission& s) { s.end.displayTime = 0; }, XR_ERROR_TIME_INVALID, "the time 0 is none");
}

TEST(FakeFrames, ABlendModeThatIsNotOfferedIsAViolation) {
  Focused f;
  expectFrame(
      f, [](Submission& s) { s.end.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND; },
      XR_ERROR_ENVIRONMENT_BLEND_MODE_UNSUPPORTED, "the blend mode 3 is not offered");
}

TEST(FakeFrames, TooManyLayersNoLayerAndStrangeLayersAreViolations) {
  Focused f;
  expectFrame(
      f, [](Submission& s) { s.layers.resize(17, s.layers[0]); }, XR_ERROR_LAYER_LIMIT_EXCEEDED,
      "17 layers where 16 are allowed");
  expectFrame(
      f, [](Submission& s) { s.layers[0] = nullptr; }, XR_ERROR_LAYER_INVALID, "a layer is null");
  expectFrame(
      f, [](Submission& s) { s.projection.type = XR_TYPE_COMPOSITION_LAYER_CYLINDER_KHR; },
      XR_ERROR_LAYER_INVALID, "layers of type 1000017000 are not offered");
  expectFrame(
      f, [](Submission& s) { s.projection.layerFlags = 0x80; }, XR_SUCCESS,
      "a layer has flags that do not exist");
  expectFrame(
      f, [](Submission& s) { s.projection.viewCount = 1; }, XR_ERROR_VALIDATION_FAILURE,
      "a projection of 1 views where there are 2");
  expectFrame(
      f, [](Submission& s) { s.projection.space = XR_NULL_HANDLE; }, XR_ERROR_HANDLE_INVALID,
      "the space of a layer is null");
}

TEST(FakeFrames, APoseOrFieldOfViewThatIsNoneIsAViolation) {
  Focused f;
  expectFrame(
      f, [](Submission& s) { s.views[1].pose.orientation.w = 1.1F; }, XR_ERROR_POSE_INVALID,
      "the pose of a projection view is no pose");
  expectFrame(
      f, [](Submission& s) { s.views[0].pose.position.y = NAN; }, XR_ERROR_POSE_INVALID,
      "the pose of a projection view is no pose");
  expectFrame(
      f, [](Submission& s) { std::swap(s.views[0].fov.angleUp, s.views[0].fov.angleDown); },
      XR_SUCCESS, "shows nothing");
}

TEST(FakeFrames, AnImageRectOutsideTheImageIsAViolation) {
  Focused f;
  expectFrame(
      f, [](Submission& s) { s.views[0].subImage.imageRect.extent.width = 321; },
      XR_ERROR_SWAPCHAIN_RECT_INVALID, "the rect 0,0 321 x 256 is not inside");
  expectFrame(
      f, [](Submission& s) { s.views[0].subImage.imageRect.offset.y = -1; },
      XR_ERROR_SWAPCHAIN_RECT_INVALID, "the rect 0,-1");
  expectFrame(
      f, [](Submission& s) { s.views[0].subImage.imageArrayIndex = 2; },
      XR_ERROR_VALIDATION_FAILURE, "array index 2 of 2");
}

TEST(FakeFrames, AnImageNotReleasedBeforeTheEndIsAViolation) {
  Focused f;
  uint32_t index = 0;
  expectFrame(
      f, [&](Submission&) { EXPECT_EQ(f.app.takeImage(&index), XR_SUCCESS); }, XR_SUCCESS,
      "is still acquired");
}

TEST(FakeFrames, ASwapchainNeverReleasedIsAViolation) {
  Focused f;
  XrSwapchain fresh = XR_NULL_HANDLE;
  const XrSwapchainCreateInfo info = f.app.swapchainInfo();
  ASSERT_EQ(xrCreateSwapchain(f.app.session, &info, &fresh), XR_SUCCESS);
  expectFrame(
      f, [&](Submission& s) { s.views[0].subImage.swapchain = fresh; }, XR_ERROR_LAYER_INVALID,
      "no image of the swapchain was ever released");
  xrDestroySwapchain(fresh);
  expectFrame(
      f, [&](Submission& s) { s.views[0].subImage.swapchain = fresh; }, XR_ERROR_HANDLE_INVALID,
      "the swapchain of a layer is destroyed");
}

TEST(FakeFrames, TimeFollowsThePeriodsOfTheTest) {
  Focused f;
  f.runtime.setPeriods({11111111, 50000000, 1000000});
  std::vector<XrDuration> steps;
  XrTime before = f.app.frameState.predictedDisplayTime;
  for (int i = 0; i < 6; ++i) {
    ASSERT_EQ(f.app.frame(), XR_SUCCESS);
    steps.push_back(f.app.frameState.predictedDisplayTime - before);
    EXPECT_EQ(f.app.frameState.predictedDisplayPeriod, steps.back());
    before = f.app.frameState.predictedDisplayTime;
  }
  std::sort(steps.begin(), steps.end());
  EXPECT_THAT(steps, ElementsAre(1000000, 1000000, 11111111, 11111111, 50000000, 50000000));
}

TEST(FakeFrames, ADisplayThatSleepsTakesItsTime) {
  Focused f;
  f.runtime.setPeriods({20000000});
  f.runtime.edit([](Control& c) { c.setup.sleep = true; });
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 3; ++i) ASSERT_EQ(f.app.frame(), XR_SUCCESS);
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(60));
}

TEST(FakeFrames, ShouldRenderFollowsTheStateUnlessTheTestSaysIt) {
  Focused f;
  f.runtime.setShouldRender(false);
  EXPECT_EQ(f.app.frame(), XR_SUCCESS);
  EXPECT_EQ(f.app.frameState.shouldRender, XrBool32{XR_FALSE});
  f.runtime.setShouldRender(std::nullopt);
  EXPECT_EQ(f.app.frame(), XR_SUCCESS);
  EXPECT_EQ(f.app.frameState.shouldRender, XrBool32{XR_TRUE});
  f.runtime.go(XR_SESSION_STATE_SYNCHRONIZED);
  EXPECT_EQ(f.app.frame(), XR_SUCCESS);
  EXPECT_EQ(f.app.frameState.shouldRender, XrBool32{XR_FALSE});
  EXPECT_THAT(f.runtime.violations(), IsEmpty());
}

// Clears both layers of an image to one colour, in and out of the layout images are handed over in
// (`after`, so that a test can leave it in another).
void paint(const RawApp& app, uint32_t index, VkImageLayout after) {
  VkCommandPoolCreateInfo poolInfo = {};
  poolInfo.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO;
  VkCommandPool pool = VK_NULL_HANDLE;
  ASSERT_EQ(vkCreateCommandPool(app.vkDevice, &poolInfo, nullptr, &pool), VK_SUCCESS);
  VkCommandBufferAllocateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO;
  info.commandPool = pool;
  info.commandBufferCount = 1;
  VkCommandBuffer commands = VK_NULL_HANDLE;
  ASSERT_EQ(vkAllocateCommandBuffers(app.vkDevice, &info, &commands), VK_SUCCESS);
  VkCommandBufferBeginInfo begin = {};
  begin.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;
  vkBeginCommandBuffer(commands, &begin);
  VkImageMemoryBarrier barrier = {};
  barrier.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER;
  barrier.srcAccessMask = barrier.dstAccessMask =
      VK_ACCESS_MEMORY_READ_BIT | VK_ACCESS_MEMORY_WRITE_BIT;
  barrier.image = app.images[index];
  barrier.subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 2};
  const auto turn = [&](VkImageLayout from, VkImageLayout to) {
    barrier.oldLayout = from;
    barrier.newLayout = to;
    vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT,
                         VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, 0, 0, nullptr, 0, nullptr, 1,
                         &barrier);
  };
  turn(VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL);
  for (uint32_t layer = 0; layer < 2; ++layer) {
    const VkClearColorValue colour = {{layer == 0 ? 1.0F : 0.0F, 0, 1, 1}};
    const VkImageSubresourceRange range = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, layer, 1};
    vkCmdClearColorImage(commands, app.images[index], VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, &colour,
                         1, &range);
  }
  turn(VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, after);
  vkEndCommandBuffer(commands);
  VkSubmitInfo submit = {};
  submit.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
  submit.commandBufferCount = 1;
  submit.pCommandBuffers = &commands;
  VkQueue queue = VK_NULL_HANDLE;
  vkGetDeviceQueue(app.vkDevice, 0, 0, &queue);
  ASSERT_EQ(vkQueueSubmit(queue, 1, &submit, VK_NULL_HANDLE), VK_SUCCESS);
  vkQueueWaitIdle(queue);
  vkDestroyCommandPool(app.vkDevice, pool, nullptr);
}

TEST(FakePixels, WhatWasDrawnCanBeRead) {
  FakeRuntime runtime;
  runtime.edit([](Control& c) { c.setup.readPixels = true; });
  RawApp app;
  app.start();
  app.focus();
  uint32_t index = 0;
  const auto change = [&](Submission& s) {
    ASSERT_EQ(app.takeImage(&index), XR_SUCCESS);
    paint(app, index, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL);
    ASSERT_EQ(app.releaseImage(), XR_SUCCESS);
    s.views[0].subImage.imageRect = {{10, 10}, {4, 2}};
  };
  ASSERT_EQ(app.frame(change), XR_SUCCESS);
  const std::vector<View> views = runtime.frames().back().layers[0].views;
  ASSERT_EQ(views[0].pixels.size(), 4U * 2 * 4);
  ASSERT_EQ(views[1].pixels.size(), 320U * 256 * 4);
  EXPECT_THAT(std::vector<uint8_t>(views[0].pixels.begin(), views[0].pixels.begin() + 4),
              ElementsAre(255, 0, 255, 255));
  EXPECT_THAT(std::vector<uint8_t>(views[1].pixels.end() - 4, views[1].pixels.end()),
              ElementsAre(0, 0, 255, 255));
  EXPECT_THAT(runtime.violations(), IsEmpty());
}

VkBool32 VKAPI_CALL keepMessage(VkDebugUtilsMessageSeverityFlagBitsEXT,
                                VkDebugUtilsMessageTypeFlagsEXT,
                                const VkDebugUtilsMessengerCallbackDataEXT* data, void* user) {
  static_cast<std::vector<std::string>*>(user)->emplace_back(data->pMessage);
  return VK_FALSE;
}

TEST(FakePixels, AnImageHandedBackInAnotherLayoutIsSeenByVulkanValidation) {
  std::vector<std::string> messages;
  VkDebugUtilsMessengerCreateInfoEXT messenger = {};
  messenger.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT;
  messenger.messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT |
                              VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
  messenger.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT;
  messenger.pfnUserCallback = &keepMessage;
  messenger.pUserData = &messages;
  FakeRuntime runtime;
  RawApp app;
  app.vulkanLayers = {"VK_LAYER_KHRONOS_validation"};
  app.messenger = &messenger;
  app.start();
  const auto create = reinterpret_cast<PFN_vkCreateDebugUtilsMessengerEXT>(
      vkGetInstanceProcAddr(app.vkInstance, "vkCreateDebugUtilsMessengerEXT"));
  const auto destroy = reinterpret_cast<PFN_vkDestroyDebugUtilsMessengerEXT>(
      vkGetInstanceProcAddr(app.vkInstance, "vkDestroyDebugUtilsMessengerEXT"));
  VkDebugUtilsMessengerEXT made = VK_NULL_HANDLE;
  ASSERT_EQ(create(app.vkInstance, &messenger, nullptr, &made), VK_SUCCESS);
  app.focus();
  uint32_t index = 0;
  ASSERT_EQ(app.takeImage(&index), XR_SUCCESS);
  paint(app, index, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL);
  ASSERT_EQ(app.releaseImage(), XR_SUCCESS);
  EXPECT_THAT(messages, IsEmpty());
  ASSERT_EQ(app.takeImage(&index), XR_SUCCESS);
  paint(app, index, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL);
  ASSERT_EQ(app.releaseImage(), XR_SUCCESS);
  ASSERT_FALSE(messages.empty());
  EXPECT_THAT(messages.front(), HasSubstr("TRANSFER_SRC_OPTIMAL"));
  destroy(app.vkInstance, made, nullptr);
  app.shutDown();
}

}  // namespace
}  // namespace shixun::xr::fake
