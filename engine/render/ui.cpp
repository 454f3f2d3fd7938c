#include "render/ui.h"

#include <backends/imgui_impl_vulkan.h>
#include <imgui.h>

#include <algorithm>
#include <map>

#include "core/file.h"
#include "render/renderer_impl.h"

namespace shixun::render {

struct Ui::Impl {
  Renderer::Impl* renderer = nullptr;
  ImGuiContext* context = nullptr;
  VkDescriptorPool pool = VK_NULL_HANDLE;
  bool backend = false;
  bool frameOpen = false;
  bool frameReady = false;
  // Files and glyph lists that the font atlas points into.
  std::map<std::string, std::string> files;
  std::vector<ImVector<ImWchar>> ranges;

  ~Impl() {
    if (renderer != nullptr) vkDeviceWaitIdle(renderer->device->device);
    if (context != nullptr) {
      ImGui::SetCurrentContext(context);
      if (backend) ImGui_ImplVulkan_Shutdown();
      ImGui::DestroyContext(context);
    }
    if (pool != VK_NULL_HANDLE) vkDestroyDescriptorPool(renderer->device->device, pool, nullptr);
  }

  Status loadFonts(const UiDef& def);
  Status startBackend();
};

namespace {

constexpr ImGuiKey_ kImGuiKeys[static_cast<size_t>(UiKey::kCount)] = {
    ImGuiKey_Tab,       ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow,
    ImGuiKey_DownArrow, ImGuiKey_PageUp,    ImGuiKey_PageDown,   ImGuiKey_Home,
    ImGuiKey_End,       ImGuiKey_Insert,    ImGuiKey_Delete,     ImGuiKey_Backspace,
    ImGuiKey_Space,     ImGuiKey_Enter,     ImGuiKey_Escape,     ImGuiKey_KeyPadEnter,
    ImGuiKey_A,         ImGuiKey_C,         ImGuiKey_V,          ImGuiKey_X,
    ImGuiKey_Y,         ImGuiKey_Z};

// Calm and readable over any scene: nearly opaque dark slate, one blue accent, room around things.
void setStyle() {
  ImGuiStyle& s = ImGui::GetStyle();
  s.WindowRounding = 8;
  s.ChildRounding = 6;
  s.FrameRounding = 5;
  s.PopupRounding = 6;
  s.GrabRounding = 5;
  s.TabRounding = 5;
  s.ScrollbarRounding = 6;
  s.WindowPadding = ImVec2(16, 14);
  s.FramePadding = ImVec2(12, 7);
  s.ItemSpacing = ImVec2(10, 8);
  s.WindowBorderSize = 0;
  s.FrameBorderSize = 0;
  s.PopupBorderSize = 1;
  const ImVec4 accent(0.16F, 0.47F, 0.86F, 1.0F);
  const auto tone = [&](float alpha) { return ImVec4(accent.x, accent.y, accent.z, alpha); };
  ImVec4* c = s.Colors;
  c[ImGuiCol_Text] = ImVec4(0.93F, 0.95F, 0.97F, 1);
  c[ImGuiCol_TextDisabled] = ImVec4(0.58F, 0.63F, 0.69F, 1);
  c[ImGuiCol_WindowBg] = ImVec4(0.07F, 0.09F, 0.12F, 0.93F);
  c[ImGuiCol_ChildBg] = ImVec4(1, 1, 1, 0.03F);
  c[ImGuiCol_PopupBg] = ImVec4(0.09F, 0.11F, 0.15F, 0.98F);
  c[ImGuiCol_Border] = ImVec4(1, 1, 1, 0.10F);
  c[ImGuiCol_FrameBg] = ImVec4(1, 1, 1, 0.07F);
  c[ImGuiCol_FrameBgHovered] = ImVec4(1, 1, 1, 0.12F);
  c[ImGuiCol_FrameBgActive] = tone(0.45F);
  c[ImGuiCol_TitleBg] = ImVec4(0.05F, 0.07F, 0.10F, 0.97F);
  c[ImGuiCol_TitleBgActive] = ImVec4(0.09F, 0.15F, 0.23F, 0.97F);
  c[ImGuiCol_TitleBgCollapsed] = ImVec4(0.05F, 0.07F, 0.10F, 0.85F);
  c[ImGuiCol_Button] = ImVec4(1, 1, 1, 0.10F);
  c[ImGuiCol_ButtonHovered] = tone(0.75F);
  c[ImGuiCol_ButtonActive] = tone(1);
  c[ImGuiCol_Header] = tone(0.32F);
  c[ImGuiCol_HeaderHovered] = tone(0.55F);
  c[ImGuiCol_HeaderActive] = tone(0.8F);
  c[ImGuiCol_CheckMark] = ImVec4(0.40F, 0.70F, 1, 1);
  c[ImGuiCol_SliderGrab] = tone(0.9F);
  c[ImGuiCol_SliderGrabActive] = tone(1);
  c[ImGuiCol_Separator] = ImVec4(1, 1, 1, 0.12F);
  c[ImGuiCol_Tab] = ImVec4(1, 1, 1, 0.06F);
  c[ImGuiCol_TabHovered] = tone(0.7F);
  c[ImGuiCol_TabActive] = tone(0.5F);
  c[ImGuiCol_PlotHistogram] = tone(1);
  c[ImGuiCol_ModalWindowDimBg] = ImVec4(0, 0, 0, 0.55F);
}

}  // namespace

Status Ui::Impl::loadFonts(const UiDef& def) {
  std::vector<FontFile> fonts = def.fonts;
  if (fonts.empty()) {
    Result<std::vector<FontFile>> found = defaultFonts({});
    if (!found) return found.status();
    fonts = std::move(*found);
  }
  for (const FontFile& font : fonts) {
    if (!files.contains(font.path)) {
      Result<std::string> bytes = disk().read(font.path, uint64_t{256} << 20);
      if (!bytes) return bytes.status().within("a font for panels");
      files[font.path] = std::move(*bytes);
    }
    ImFontGlyphRangesBuilder builder;
    for (const uint32_t c : font.glyphs) {
      if (c >= 0x20 && c <= 0xFFFF) builder.AddChar(static_cast<ImWchar>(c));
    }
    if (font.glyphs.empty()) builder.AddRanges(ImGui::GetIO().Fonts->GetGlyphRangesDefault());
    ranges.emplace_back();
    builder.BuildRanges(&ranges.back());
  }
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.TexDesiredWidth = 2048;
  for (const double size : def.sizes.empty() ? std::vector<double>{18} : def.sizes) {
    for (size_t i = 0; i < fonts.size(); ++i) {
      std::string& bytes = files[fonts[i].path];
      ImFontConfig config;
      config.FontDataOwnedByAtlas = false;
      config.FontNo = fonts[i].faceIndex;
      config.MergeMode = i > 0;
      config.OversampleH = 2;
      config.OversampleV = 1;
      config.PixelSnapH = true;
      const ImFont* made = atlas.AddFontFromMemoryTTF(
          bytes.data(), static_cast<int>(bytes.size()),
          static_cast<float>(std::clamp(size, 6.0, 200.0)), &config, ranges[i].Data);
      if (made == nullptr) {
        return Status(StatusCode::kCorrupt,
                      fonts[i].path + ": not a usable font; install its package again");
      }
    }
  }
  if (!atlas.Build()) {
    return Status(StatusCode::kCorrupt,
                  "the fonts for panels cannot be drawn; install "
                  "fonts-noto-cjk and fonts-dejavu-core again");
  }
  return {};
}

Status Ui::Impl::startBackend() {
  const Device& device = *renderer->device;
  const VkDescriptorPoolSize size = {VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 16};
  VkDescriptorPoolCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO;
  info.flags = VK_DESCRIPTOR_POOL_CREATE_FREE_DESCRIPTOR_SET_BIT;
  info.maxSets = 16;
  info.poolSizeCount = 1;
  info.pPoolSizes = &size;
  const Status status =
      vulkanStatus(vkCreateDescriptorPool(device.device, &info, nullptr, &pool), "the panels");
  if (!status) return status;
  ImGui_ImplVulkan_InitInfo init = {};
  init.Instance = device.instance;
  init.PhysicalDevice = device.physical;
  init.Device = device.device;
  init.QueueFamily = device.queueFamily;
  init.Queue = device.queue;
  init.DescriptorPool = pool;
  // The back end turns over this many vertex buffers: more than frames in flight is needed.
  init.MinImageCount = kFramesInFlight;
  init.ImageCount = kFramesInFlight + 1;
  init.MSAASamples = VK_SAMPLE_COUNT_1_BIT;
  backend = ImGui_ImplVulkan_Init(&init, renderer->uiPass);
  if (!backend) return Status(StatusCode::kUnsupported, "the panels' back end cannot start");
  const Status uploaded = device.runOnce(
      [](VkCommandBuffer commands) { ImGui_ImplVulkan_CreateFontsTexture(commands); });
  ImGui_ImplVulkan_DestroyFontUploadObjects();
  return uploaded;
}

Result<std::unique_ptr<Ui>> Ui::create(Renderer& renderer, const UiDef& def) {
  std::unique_ptr<Ui> self(new Ui);
  self->impl_ = std::make_unique<Impl>();
  Impl& impl = *self->impl_;
  impl.renderer = &renderer.impl();
  impl.context = ImGui::CreateContext();
  ImGui::SetCurrentContext(impl.context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // where panels stand is the program's business, not a file's
  io.LogFilename = nullptr;
  io.BackendPlatformName = "shixun";
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  for (int i = 0; i < static_cast<int>(UiKey::kCount); ++i) io.KeyMap[kImGuiKeys[i]] = i;
  ImGui::StyleColorsDark();
  setStyle();
  Status status = impl.loadFonts(def);
  if (status) status = impl.startBackend();
  if (!status) return status;
  return self;
}

Ui::~Ui() = default;

Status Ui::setFonts(const UiDef& def) {
  Impl& impl = *impl_;
  SHIXUN_ASSERT(!impl.frameOpen, "setFonts within a frame");
  ImGui::SetCurrentContext(impl.context);
  // The back end cannot exchange its font texture: it is stopped and started again.
  vkDeviceWaitIdle(impl.renderer->device->device);
  impl.frameReady = false;
  ImGui_ImplVulkan_Shutdown();
  impl.backend = false;
  vkDestroyDescriptorPool(impl.renderer->device->device, impl.pool, nullptr);
  impl.pool = VK_NULL_HANDLE;
  ImGui::GetIO().Fonts->Clear();
  impl.ranges.clear();
  if (Status s = impl.loadFonts(def); !s.ok()) return s;
  return impl.startBackend();
}

void Ui::beginFrame(const UiInput& input) {
  SHIXUN_ASSERT(!impl_->frameOpen, "beginFrame twice without endFrame");
  ImGui::SetCurrentContext(impl_->context);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(input.width), static_cast<float>(input.height));
  io.DeltaTime = static_cast<float>(std::max(input.deltaTime, 1e-5));
  const bool inside = input.mouseX > -1e6 && input.mouseY > -1e6;
  io.MousePos = inside ? ImVec2(static_cast<float>(input.mouseX), static_cast<float>(input.mouseY))
                       : ImVec2(-FLT_MAX, -FLT_MAX);
  for (size_t i = 0; i < input.buttons.size(); ++i) io.MouseDown[i] = input.buttons[i];
  io.MouseWheel += static_cast<float>(input.wheelY);
  io.MouseWheelH += static_cast<float>(input.wheelX);
  for (size_t i = 0; i < input.keys.size(); ++i) io.KeysDown[i] = input.keys[i];
  io.KeyCtrl = input.control;
  io.KeyShift = input.shift;
  io.KeyAlt = input.alt;
  if (!input.text.empty()) io.AddInputCharactersUTF8(input.text.c_str());
  ImGui_ImplVulkan_NewFrame();
  ImGui::NewFrame();
  impl_->frameOpen = true;
}

void Ui::endFrame() {
  SHIXUN_ASSERT(impl_->frameOpen, "endFrame without beginFrame");
  ImGui::SetCurrentContext(impl_->context);
  ImGui::Render();
  impl_->frameOpen = false;
  impl_->frameReady = true;
}

bool Ui::wantsMouse() const {
  ImGui::SetCurrentContext(impl_->context);
  return ImGui::GetIO().WantCaptureMouse;
}

bool Ui::wantsKeyboard() const {
  ImGui::SetCurrentContext(impl_->context);
  return ImGui::GetIO().WantCaptureKeyboard;
}

bool Ui::wantsText() const {
  ImGui::SetCurrentContext(impl_->context);
  return ImGui::GetIO().WantTextInput;
}

void recordUi(Ui& ui, VkCommandBuffer commands, VkRenderPass pass, VkFramebuffer framebuffer,
              VkExtent2D size) {
  if (!ui.impl().frameReady) return;
  ImGui::SetCurrentContext(ui.impl().context);
  VkRenderPassBeginInfo begin = {};
  begin.sType = VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO;
  begin.renderPass = pass;
  begin.framebuffer = framebuffer;
  begin.renderArea = {{0, 0}, size};
  vkCmdBeginRenderPass(commands, &begin, VK_SUBPASS_CONTENTS_INLINE);
  ImGui_ImplVulkan_RenderDrawData(ImGui::GetDrawData(), commands);
  vkCmdEndRenderPass(commands);
}

}  // namespace shixun::render
