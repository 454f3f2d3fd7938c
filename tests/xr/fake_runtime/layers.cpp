// The layers of a submitted frame: copied for the test, checked for the application.
#include <cmath>
#include <cstring>

#include "tests/xr/fake_runtime/call.h"

namespace shixun::xr::fake {
namespace {

XrResult takeSubImage(const XrSwapchainSubImage& sub, const char* what, bool depth, SubImage* out) {
  const Swapchain* s = live(sub.swapchain, "swapchain of a layer");
  if (s == nullptr) return XR_ERROR_HANDLE_INVALID;
  if (isDepthFormat(s->info.format) != depth) {
    complain(what, depth ? ": the image is no depth image" : ": the image is a depth image");
  }
  if (!s->released) {
    return refuse(XR_ERROR_LAYER_INVALID, what, ": no image of the swapchain was ever released");
  }
  if (!s->acquired.empty()) {
    complain(what, ": image ", s->acquired.front(), " of the swapchain is still acquired");
  }
  const XrRect2Di& r = sub.imageRect;
  const auto inside = [](int32_t offset, int32_t extent, uint32_t size) {
    return offset >= 0 && extent > 0 && int64_t{offset} + extent <= int64_t{size};
  };
  if (!inside(r.offset.x, r.extent.width, s->info.width) ||
      !inside(r.offset.y, r.extent.height, s->info.height)) {
    return refuse(XR_ERROR_SWAPCHAIN_RECT_INVALID, what, ": the rect ", r.offset.x, ",", r.offset.y,
                  " ", r.extent.width, " x ", r.extent.height, " is not inside the image of ",
                  s->info.width, " x ", s->info.height);
  }
  if (sub.imageArrayIndex >= s->info.arraySize) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, what, ": array index ", sub.imageArrayIndex, " of ",
                  s->info.arraySize);
  }
  *out = {reinterpret_cast<uint64_t>(sub.swapchain),
          r,
          sub.imageArrayIndex,
          *s->released,
          s->fresh,
          s->info.format};
  return XR_SUCCESS;
}

std::vector<uint8_t> pixelsOf(XrSession handle, const XrSwapchainSubImage& sub) {
  if (!control().setup.readPixels) return {};
  return readPixels(*sessionOf(handle), *world().swapchains.find(sub.swapchain), sub.imageRect,
                    sub.imageArrayIndex);
}

XrResult takeDepth(const XrCompositionLayerDepthInfoKHR& info, View* out) {
  const XrResult taken = takeSubImage(info.subImage, "depth", true, &out->depth);
  if (taken != XR_SUCCESS) return taken;
  out->hasDepth = true;
  out->minDepth = info.minDepth;
  out->maxDepth = info.maxDepth;
  out->nearZ = info.nearZ;
  out->farZ = info.farZ;
  if (!(info.minDepth >= 0 && info.minDepth < info.maxDepth && info.maxDepth <= 1)) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "depth from ", info.minDepth, " to ", info.maxDepth,
                  " is not within 0 to 1");
  }
  if (!(info.nearZ >= 0) || !(info.farZ >= 0) || info.nearZ == info.farZ) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "the near and far planes ", info.nearZ, " and ",
                  info.farZ, " are none");
  }
  return XR_SUCCESS;
}

bool sensible(const XrFovf& fov) {
  constexpr float kHalfPi = 1.5707963F;
  for (const float angle : {fov.angleLeft, fov.angleRight, fov.angleUp, fov.angleDown}) {
    if (!(std::abs(angle) < kHalfPi)) return false;
  }
  return fov.angleLeft < fov.angleRight && fov.angleDown < fov.angleUp;
}

bool same(const XrPosef& a, const XrPosef& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}
bool same(const XrFovf& a, const XrFovf& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

bool wasLocated(const Session& session, XrTime time, XrSpace space, uint32_t index,
                const XrCompositionLayerProjectionView& view) {
  for (const LocatedViews& l : session.located) {
    if (l.time == time && l.space == space && index < l.views.size() &&
        same(l.views[index].pose, view.pose) && same(l.views[index].fov, view.fov)) {
      return true;
    }
  }
  return false;
}

XrResult takeView(XrSession handle, const XrCompositionLayerProjectionView& view, View* out) {
  if (!typed(&view, XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW, "a projection view")) {
    return XR_ERROR_VALIDATION_FAILURE;
  }
  const bool depthEnabled = enabled(XR_KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME);
  checkChain(view.next, {depthEnabled ? XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR : XR_TYPE_UNKNOWN},
             "a projection view");
  const XrResult posed = checkPose(view.pose, "the pose of a projection view");
  if (posed != XR_SUCCESS) return posed;
  if (!sensible(view.fov)) {
    complain("the field of view ", view.fov.angleLeft, " ", view.fov.angleRight, " ",
             view.fov.angleUp, " ", view.fov.angleDown, " shows nothing");
  }
  const XrResult taken = takeSubImage(view.subImage, "projection", false, &out->image);
  if (taken != XR_SUCCESS) return taken;
  out->pose = view.pose;
  out->fov = view.fov;
  out->pixels = pixelsOf(handle, view.subImage);
  const auto* depth = inChain(view.next, XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR);
  if (depth == nullptr || !depthEnabled) return XR_SUCCESS;
  return takeDepth(*reinterpret_cast<const XrCompositionLayerDepthInfoKHR*>(depth), out);
}

XrResult takeProjection(XrSession handle, const XrCompositionLayerProjection& layer, XrTime time,
                        Layer* out) {
  const Session& session = *sessionOf(handle);
  checkChain(layer.next, {}, "a projection layer");
  const size_t wanted = viewConfiguration(session.viewConfiguration)->views.size();
  if (layer.viewCount != wanted || layer.views == nullptr) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "a projection of ", layer.viewCount,
                  " views where there are ", wanted);
  }
  for (uint32_t i = 0; i < layer.viewCount; ++i) {
    View view;
    const XrResult taken = takeView(handle, layer.views[i], &view);
    if (taken != XR_SUCCESS) return taken;
    view.asLocated = wasLocated(session, time, layer.space, i, layer.views[i]);
    out->views.push_back(std::move(view));
  }
  return XR_SUCCESS;
}

XrResult takeQuad(XrSession handle, const XrCompositionLayerQuad& layer, Layer* out) {
  checkChain(layer.next, {}, "a quad layer");
  const XrResult posed = checkPose(layer.pose, "the pose of a quad");
  if (posed != XR_SUCCESS) return posed;
  if (!(layer.size.width > 0) || !(layer.size.height > 0)) {
    complain("a quad of ", layer.size.width, " x ", layer.size.height, " m shows nothing");
  }
  if (layer.eyeVisibility < XR_EYE_VISIBILITY_BOTH ||
      layer.eyeVisibility > XR_EYE_VISIBILITY_RIGHT) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "the quad is for no eye");
  }
  const XrResult taken = takeSubImage(layer.subImage, "quad", false, &out->image);
  if (taken != XR_SUCCESS) return taken;
  out->pose = layer.pose;
  out->size = layer.size;
  out->eyes = layer.eyeVisibility;
  out->pixels = pixelsOf(handle, layer.subImage);
  return XR_SUCCESS;
}

XrResult takeLayer(XrSession handle, const XrCompositionLayerBaseHeader* layer, XrTime time,
                   Layer* out) {
  if (layer == nullptr) return refuse(XR_ERROR_LAYER_INVALID, "a layer is null");
  const Space* space = live(layer->space, "space of a layer");
  if (space == nullptr) return XR_ERROR_HANDLE_INVALID;
  constexpr XrCompositionLayerFlags kKnown = XR_COMPOSITION_LAYER_CORRECT_CHROMATIC_ABERRATION_BIT |
                                             XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT |
                                             XR_COMPOSITION_LAYER_UNPREMULTIPLIED_ALPHA_BIT;
  if ((layer->layerFlags & ~kKnown) != 0) complain("a layer has flags that do not exist");
  out->type = layer->type;
  out->flags = layer->layerFlags;
  out->space = reinterpret_cast<uint64_t>(layer->space);
  if (!space->isAction) out->referenceSpace = space->type;
  if (layer->type == XR_TYPE_COMPOSITION_LAYER_PROJECTION) {
    return takeProjection(handle, *reinterpret_cast<const XrCompositionLayerProjection*>(layer),
                          time, out);
  }
  if (layer->type == XR_TYPE_COMPOSITION_LAYER_QUAD) {
    return takeQuad(handle, *reinterpret_cast<const XrCompositionLayerQuad*>(layer), out);
  }
  return refuse(XR_ERROR_LAYER_INVALID, "layers of type ", static_cast<int>(layer->type),
                " are not offered");
}

void used(const SubImage& image) {
  Swapchain* s = world().swapchains.find(reinterpret_cast<XrSwapchain>(image.swapchain));
  if (s != nullptr) s->fresh = false;
}

}  // namespace

XrResult takeLayers(XrSession handle, const XrFrameEndInfo& info, Frame* frame) {
  if (info.layerCount > control().setup.maxLayers) {
    return refuse(XR_ERROR_LAYER_LIMIT_EXCEEDED, info.layerCount, " layers where ",
                  control().setup.maxLayers, " are allowed");
  }
  if (info.layerCount > 0 && info.layers == nullptr) {
    return refuse(XR_ERROR_VALIDATION_FAILURE, "no layers where ", info.layerCount, " are said");
  }
  for (uint32_t i = 0; i < info.layerCount; ++i) {
    Layer layer;
    const XrResult taken = takeLayer(handle, info.layers[i], info.displayTime, &layer);
    if (taken != XR_SUCCESS) return taken;
    frame->layers.push_back(std::move(layer));
  }
  for (const Layer& layer : frame->layers) {
    used(layer.image);
    for (const View& view : layer.views) {
      used(view.image);
      used(view.depth);
    }
  }
  return XR_SUCCESS;
}

}  // namespace shixun::xr::fake
