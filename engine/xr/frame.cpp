#include <limits>

#include "core/assert.h"
#include "core/log.h"
#include "xr/impl.h"

namespace shixun::xr {

namespace {

constexpr double kNanosecond = 1e-9;

bool valid(XrFlags64 flags, XrFlags64 wanted) {
  return (flags & wanted) == wanted;
}

}  // namespace

void Headset::Impl::locate(HeadsetFrame& frame) {
  XrViewLocateInfo where = {};
  where.type = XR_TYPE_VIEW_LOCATE_INFO;
  where.viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
  where.displayTime = frameState.predictedDisplayTime;
  where.space = stage;
  XrViewState viewState = {};
  viewState.type = XR_TYPE_VIEW_STATE;
  for (XrView& v : views) {
    v = {};
    v.type = XR_TYPE_VIEW;
  }
  uint32_t count = 0;
  XrResult result = xrLocateViews(session, &where, &viewState, 2, &count, views.data());
  constexpr XrFlags64 kBoth =
      XR_VIEW_STATE_ORIENTATION_VALID_BIT | XR_VIEW_STATE_POSITION_VALID_BIT;
  frame.headTracked = good(result, "looking where the eyes are") && count == 2 &&
                      valid(viewState.viewStateFlags, kBoth);
  XrSpaceLocation head = {};
  head.type = XR_TYPE_SPACE_LOCATION;
  if (frame.headTracked) {
    result = xrLocateSpace(view, stage, frameState.predictedDisplayTime, &head);
    frame.headTracked = good(result, "looking where the head is") &&
                        valid(head.locationFlags, XR_SPACE_LOCATION_ORIENTATION_VALID_BIT |
                                                      XR_SPACE_LOCATION_POSITION_VALID_BIT);
  }
  if (!frame.headTracked) {
    // The last known place: a picture that jumps to nowhere makes people fall.
    frame.stageFromHead = last.stageFromHead;
    frame.eyes = last.eyes;
    return;
  }
  frame.headMeasured = valid(viewState.viewStateFlags, XR_VIEW_STATE_POSITION_TRACKED_BIT);
  frame.stageFromHead = poseOf(head.pose);
  for (size_t i = 0; i < 2; ++i) {
    frame.eyes[i].stageFromEye = poseOf(views[i].pose);
    const XrFovf& fov = views[i].fov;
    frame.eyes[i].fov = {fov.angleLeft, fov.angleRight, fov.angleUp, fov.angleDown};
  }
  headSeen = true;
}

void Headset::Impl::readHiddenArea() {
  hiddenKnown = true;
  if (getVisibilityMask == nullptr) return;
  for (uint32_t eye = 0; eye < 2; ++eye) {
    hidden[eye].clear();
    XrVisibilityMaskKHR mask = {};
    mask.type = XR_TYPE_VISIBILITY_MASK_KHR;
    const auto ask = [&] {
      return good(getVisibilityMask(session, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, eye,
                                    XR_VISIBILITY_MASK_TYPE_HIDDEN_TRIANGLE_MESH_KHR, &mask),
                  "asking what the lenses hide");
    };
    constexpr uint32_t kMost = 100'000;
    if (!ask() || mask.vertexCountOutput > kMost || mask.indexCountOutput > kMost) continue;
    std::vector<XrVector2f> vertices(mask.vertexCountOutput);
    std::vector<uint32_t> indices(mask.indexCountOutput);
    mask.vertexCapacityInput = mask.vertexCountOutput;
    mask.indexCapacityInput = mask.indexCountOutput;
    mask.vertices = vertices.data();
    mask.indices = indices.data();
    if (vertices.empty() || indices.empty() || !ask()) continue;
    for (const uint32_t index : indices) {
      if (index >= vertices.size()) break;
      hidden[eye].emplace_back(vertices[index].x, vertices[index].y);
    }
    hidden[eye].resize(hidden[eye].size() / 3 * 3);
  }
}

std::optional<HeadsetFrame> Headset::Impl::begin() {
  SHIXUN_ASSERT(!inFrame, "beginFrame twice without endFrame");
  frameState = {};
  frameState.type = XR_TYPE_FRAME_STATE;
  if (!good(xrWaitFrame(session, nullptr, &frameState), "waiting for a frame")) return {};
  if (!good(xrBeginFrame(session, nullptr), "beginning a frame")) return {};
  inFrame = true;
  complete = false;
  if (firstTime == 0) firstTime = frameState.predictedDisplayTime;
  HeadsetFrame frame;
  frame.displaySeconds =
      static_cast<double>(frameState.predictedDisplayTime - firstTime) * kNanosecond;
  frame.periodSeconds = static_cast<double>(frameState.predictedDisplayPeriod) * kNanosecond;
  if (stageChanges != 0 && frameState.predictedDisplayTime >= stageChanges) {
    stageChanges = 0;
    readBounds();
  }
  locate(frame);
  if (!hiddenKnown) readHiddenArea();
  readHands(frameState.predictedDisplayTime, frame.hands);
  // Without eyes there is nothing to draw for.
  frame.draw = frameState.shouldRender == XR_TRUE && headSeen && !ended;
  last = frame;
  return frame;
}

void Headset::Impl::end(std::span<const Quad> quads, bool drawn) {
  SHIXUN_ASSERT(inFrame, "endFrame without beginFrame");
  inFrame = false;
  const bool shown = drawn && complete;
  const bool withPanels = panels.acquired;
  const bool withDepth = depth.acquired;
  releaseImage(eyes);
  releaseImage(depth);
  releaseImage(panels);
  if (ended) return;
  std::array<XrCompositionLayerProjectionView, 2> projected = {};
  std::array<XrCompositionLayerDepthInfoKHR, 2> depths = {};
  XrCompositionLayerProjection scene = {};
  scene.type = XR_TYPE_COMPOSITION_LAYER_PROJECTION;
  scene.space = stage;
  scene.viewCount = 2;
  scene.views = projected.data();
  for (uint32_t i = 0; i < 2; ++i) {
    const Eye& eye = last.eyes[i];
    projected[i].type = XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW;
    projected[i].pose = toXr(eye.stageFromEye);
    projected[i].fov = {static_cast<float>(eye.fov.left), static_cast<float>(eye.fov.right),
                        static_cast<float>(eye.fov.up), static_cast<float>(eye.fov.down)};
    projected[i].subImage.swapchain = eyes.handle;
    projected[i].subImage.imageRect = {
        {0, 0}, {static_cast<int32_t>(eyes.width), static_cast<int32_t>(eyes.height)}};
    projected[i].subImage.imageArrayIndex = i;
    if (!withDepth) continue;
    depths[i].type = XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR;
    depths[i].subImage = projected[i].subImage;
    depths[i].subImage.swapchain = depth.handle;
    // Reversed: 0 is as far as can be, 1 at the near plane.
    depths[i].maxDepth = 1;
    depths[i].nearZ = std::numeric_limits<float>::max();
    depths[i].farZ = static_cast<float>(render::kNearPlane);
    projected[i].next = &depths[i];
  }
  std::vector<XrCompositionLayerQuad> flat;
  std::vector<const XrCompositionLayerBaseHeader*> layers;
  if (shown) layers.push_back(reinterpret_cast<const XrCompositionLayerBaseHeader*>(&scene));
  if (shown && withPanels) {
    flat.reserve(quads.size());
    for (const Quad& quad : quads) {
      XrCompositionLayerQuad layer = {};
      layer.type = XR_TYPE_COMPOSITION_LAYER_QUAD;
      layer.layerFlags = XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT;
      layer.space = stage;
      layer.eyeVisibility = XR_EYE_VISIBILITY_BOTH;
      layer.subImage.swapchain = panels.handle;
      layer.subImage.imageRect = {
          {static_cast<int32_t>(quad.x), static_cast<int32_t>(quad.y)},
          {static_cast<int32_t>(quad.pixelWidth), static_cast<int32_t>(quad.pixelHeight)}};
      layer.pose = toXr(quad.stageFromQuad);
      layer.size = {static_cast<float>(quad.width), static_cast<float>(quad.height)};
      flat.push_back(layer);
    }
    for (const XrCompositionLayerQuad& layer : flat) {
      layers.push_back(reinterpret_cast<const XrCompositionLayerBaseHeader*>(&layer));
    }
  }
  XrFrameEndInfo submit = {};
  submit.type = XR_TYPE_FRAME_END_INFO;
  submit.displayTime = frameState.predictedDisplayTime;
  submit.environmentBlendMode = blend;
  submit.layerCount = static_cast<uint32_t>(layers.size());
  submit.layers = layers.data();
  static_cast<void>(good(xrEndFrame(session, &submit), "showing a frame"));
}

std::optional<HeadsetFrame> Headset::beginFrame() {
  SHIXUN_ASSERT(running(), "a frame needs a running session");
  return impl_->begin();
}

Result<Headset::Images> Headset::acquire() {
  SHIXUN_ASSERT(impl_->inFrame && !impl_->eyes.acquired, "images are taken once in a frame");
  Images images;
  const Result<uint32_t> eye = impl_->acquireImage(impl_->eyes);
  if (!eye) return eye.status();
  images.eyes = impl_->eyesTarget;
  images.eyesImage = *eye;
  if (impl_->depth.handle != XR_NULL_HANDLE) {
    const Result<uint32_t> depth = impl_->acquireImage(impl_->depth);
    if (!depth) return depth.status();
    images.depthImage = *depth;
  }
  impl_->complete = impl_->panels.handle == XR_NULL_HANDLE;
  if (impl_->complete) return images;
  const Result<uint32_t> panel = impl_->acquireImage(impl_->panels);
  if (!panel) return panel.status();
  images.panels = impl_->panelsTarget;
  images.panelsImage = *panel;
  impl_->complete = true;
  return images;
}

const std::vector<Vec2>& Headset::hiddenArea(int eye) const {
  return impl_->hidden[static_cast<size_t>(eye)];
}

void Headset::endFrame(std::span<const Quad> quads, bool drawn) {
  impl_->end(quads, drawn);
}

}  // namespace shixun::xr
