// Pictures of panels alone, for somebody else to show in the room (a headset's quads).
#include <utility>

#include "render/renderer_impl.h"
#include "render/ui.h"

namespace shixun::render {

namespace {

// Nothing but what the panels draw: the rest is transparent.
void clearPanels(VkCommandBuffer commands, const Target& target) {
  readyForColour(commands, target.image(target.current));
  VkRenderingAttachmentInfo colour = {};
  colour.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO;
  colour.imageView = target.view(target.current);
  colour.imageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
  colour.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
  colour.storeOp = VK_ATTACHMENT_STORE_OP_STORE;
  VkRenderingInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_RENDERING_INFO;
  info.renderArea = {{0, 0}, {target.def().width, target.def().height}};
  info.layerCount = 1;
  info.colorAttachmentCount = 1;
  info.pColorAttachments = &colour;
  vkCmdBeginRendering(commands, &info);
  vkCmdEndRendering(commands);
  readyToDrawOver(commands, target.image(target.current));
}

}  // namespace

Status Renderer::Impl::drawPanels(TargetId id, uint32_t image, Ui& ui) {
  const Status alive = lostStatus();
  if (!alive) return alive;
  Target* target = find(id);
  SHIXUN_ASSERT(target != nullptr && target->def().kind == TargetKind::kPanels,
                "panels are drawn into a target of createPanels()");
  FrameSlot& slot = slots[nextSlot];
  const Result<bool> ready = begin(*target, slot, image);
  if (!ready) return ready.status();
  if (Status s = beginRecording(*device, slot); !s) return s;
  clearPanels(slot.commands, *target);
  recordUi(ui, slot.commands, uiPass, target->uiFramebuffer(target->current),
           {target->def().width, target->def().height});
  const VkResult result = vkEndCommandBuffer(slot.commands);
  if (result != VK_SUCCESS) return vulkanStatus(result, "recording the panels");
  if (Status s = submit(slot, *target); !s) return s;
  nextSlot = (nextSlot + 1) % kFramesInFlight;
  return {};
}

Status Renderer::setPanelFormat(VkFormat format) {
  if (format == impl_->colourFormat) return {};
  for (const auto& target : impl_->targets) {
    SHIXUN_ASSERT(target == nullptr || target->def().uiPass == VK_NULL_HANDLE,
                  "the panels' format is chosen before there is anything to draw panels on");
  }
  impl_->colourFormat = format;
  vkDestroyRenderPass(impl_->device->device, std::exchange(impl_->uiPass, VK_NULL_HANDLE), nullptr);
  return impl_->makeUiPass();
}

VkFormat Renderer::panelFormat() const {
  return impl_->colourFormat;
}

Result<TargetId> Renderer::createPanels(const ExternalTargetDef& wanted) {
  if (wanted.images.empty() || wanted.layers != 1 || wanted.format != impl_->colourFormat) {
    return Status(StatusCode::kInvalid,
                  "a target for panels needs images of one layer in the panels' format");
  }
  TargetDef def;
  def.kind = TargetKind::kPanels;
  def.format = wanted.format;
  def.width = wanted.width;
  def.height = wanted.height;
  def.layers = 1;
  def.images = wanted.images;
  def.uiPass = impl_->uiPass;
  return impl_->addTarget(def);
}

Status Renderer::drawPanels(TargetId target, uint32_t image, Ui& ui) {
  return impl_->drawPanels(target, image, ui);
}

}  // namespace shixun::render
