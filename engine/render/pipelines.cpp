#include "render/pipelines.h"

#include <array>
#include <cstddef>
#include <span>

#include "render/gpu_types.h"
#include "shaders/mesh.frag.spv.h"
#include "shaders/mesh.vert.spv.h"
#include "shaders/shadow.vert.spv.h"
#include "shaders/sky.frag.spv.h"
#include "shaders/sky.vert.spv.h"
#include "shaders/text.frag.spv.h"
#include "shaders/text.vert.spv.h"

namespace shixun::render {

namespace {

enum class Vertices { kNone, kMesh, kPositions, kText };

struct VertexLayout {
  std::vector<VkVertexInputBindingDescription> bindings;
  std::vector<VkVertexInputAttributeDescription> attributes;
};

VertexLayout vertexLayout(Vertices kind) {
  VertexLayout out;
  const auto add = [&](VkFormat format, size_t offset) {
    out.attributes.push_back(
        {static_cast<uint32_t>(out.attributes.size()), 0, format, static_cast<uint32_t>(offset)});
  };
  if (kind == Vertices::kNone) return out;
  const bool text = kind == Vertices::kText;
  const auto stride = static_cast<uint32_t>(text ? sizeof(GpuTextVertex) : sizeof(GpuVertex));
  out.bindings.push_back({0, stride, VK_VERTEX_INPUT_RATE_VERTEX});
  if (text) {
    add(VK_FORMAT_R32G32B32_SFLOAT, offsetof(GpuTextVertex, position));
    add(VK_FORMAT_R16G16B16A16_SNORM, offsetof(GpuTextVertex, normal));
    add(VK_FORMAT_R32G32_SFLOAT, offsetof(GpuTextVertex, uv));
    add(VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(GpuTextVertex, colour));
    add(VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(GpuTextVertex, emissive));
    return out;
  }
  add(VK_FORMAT_R32G32B32_SFLOAT, offsetof(GpuVertex, position));
  if (kind == Vertices::kPositions) return out;
  add(VK_FORMAT_R16G16B16A16_SNORM, offsetof(GpuVertex, normal));
  add(VK_FORMAT_R16G16B16A16_SNORM, offsetof(GpuVertex, tangent));
  add(VK_FORMAT_R32G32_SFLOAT, offsetof(GpuVertex, uv));
  return out;
}

// Shader modules live only as long as a pipeline is made from them.
class Module {
 public:
  Module(VkDevice device, std::span<const uint32_t> words) : device_(device) {
    VkShaderModuleCreateInfo info = {};
    info.sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO;
    info.codeSize = words.size_bytes();
    info.pCode = words.data();
    if (!words.empty()) vkCreateShaderModule(device, &info, nullptr, &handle_);
  }
  ~Module() { vkDestroyShaderModule(device_, handle_, nullptr); }
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;
  VkShaderModule handle() const { return handle_; }

 private:
  VkDevice device_;
  VkShaderModule handle_ = VK_NULL_HANDLE;
};

}  // namespace

struct Pipelines::Recipe {
  std::span<const uint32_t> vertexShader;
  std::span<const uint32_t> fragmentShader;  // empty: depth only
  Vertices vertices = Vertices::kMesh;
  VkCullModeFlags cull = VK_CULL_MODE_BACK_BIT;
  bool depthWrite = true;
  bool blend = false;
  float biasConstant = 0;
  float biasSlope = 0;
  VkCompareOp compare = VK_COMPARE_OP_GREATER_OR_EQUAL;  // reversed depth
  VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_1_BIT;
  PassKind kind;
};

Status Pipelines::makeLayouts(VkDescriptorSetLayout textureLayout) {
  const VkShaderStageFlags both = VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT;
  const VkDescriptorType types[5] = {
      VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
      VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER,
      VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER};
  std::array<VkDescriptorSetLayoutBinding, 5> bindings = {};
  for (uint32_t i = 0; i < bindings.size(); ++i) {
    bindings[i].binding = i;
    bindings[i].descriptorType = types[i];
    bindings[i].descriptorCount = 1;
    bindings[i].stageFlags = i < 2 ? both : VkShaderStageFlags{VK_SHADER_STAGE_FRAGMENT_BIT};
  }
  VkDescriptorSetLayoutCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO;
  info.bindingCount = static_cast<uint32_t>(bindings.size());
  info.pBindings = bindings.data();
  VkResult result = vkCreateDescriptorSetLayout(device_->device, &info, nullptr, &frameLayout_);
  if (result != VK_SUCCESS) return vulkanStatus(result, "a descriptor layout");
  const VkDescriptorSetLayout sets[2] = {frameLayout_, textureLayout};
  const VkPushConstantRange push = {both, 0, 4};
  VkPipelineLayoutCreateInfo layout = {};
  layout.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO;
  layout.setLayoutCount = 2;
  layout.pSetLayouts = sets;
  layout.pushConstantRangeCount = 1;
  layout.pPushConstantRanges = &push;
  result = vkCreatePipelineLayout(device_->device, &layout, nullptr, &layout_);
  if (result != VK_SUCCESS) return vulkanStatus(result, "a pipeline layout");
  VkPipelineCacheCreateInfo cache = {};
  cache.sType = VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO;
  return vulkanStatus(vkCreatePipelineCache(device_->device, &cache, nullptr, &cache_), "a cache");
}

Status Pipelines::init(const Device& device, VkDescriptorSetLayout textureLayout) {
  device_ = &device;
  const Status status = makeLayouts(textureLayout);
  if (!status) return status;
  Recipe shadow;
  shadow.vertexShader = shadow_vert;
  shadow.vertices = Vertices::kPositions;
  shadow.cull = VK_CULL_MODE_NONE;  // thin sheets throw shadows from both sides
  shadow.biasSlope = 1.5F;
  shadow.compare = VK_COMPARE_OP_LESS_OR_EQUAL;
  shadow.kind.colour = VK_FORMAT_UNDEFINED;
  const Result<VkPipeline> made = make(shadow);
  if (!made) return made.status();
  shadow_ = *made;
  return {};
}

Pipelines::~Pipelines() {
  if (device_ == nullptr) return;
  const VkDevice d = device_->device;
  for (const auto& [kind, p] : scenes_) {
    for (const VkPipeline one : {p.opaque, p.doubleSided, p.blend, p.text, p.sky}) {
      vkDestroyPipeline(d, one, nullptr);
    }
  }
  vkDestroyPipeline(d, shadow_, nullptr);
  vkDestroyPipelineCache(d, cache_, nullptr);
  vkDestroyPipelineLayout(d, layout_, nullptr);
  vkDestroyDescriptorSetLayout(d, frameLayout_, nullptr);
}

Result<ScenePipelines> Pipelines::scene(const PassKind& kind) {
  if (const auto found = scenes_.find(kind); found != scenes_.end()) return found->second;
  Recipe mesh;
  mesh.vertexShader = mesh_vert;
  mesh.fragmentShader = mesh_frag;
  mesh.samples = device_->samples;
  mesh.kind = kind;
  Recipe both = mesh;
  both.cull = VK_CULL_MODE_NONE;
  Recipe blend = mesh;
  blend.blend = true;
  blend.depthWrite = false;
  Recipe text = blend;
  text.vertexShader = text_vert;
  text.fragmentShader = text_frag;
  text.vertices = Vertices::kText;
  // Towards the eye (depth is reversed), so that ink lies on its plate at any distance.
  text.biasConstant = 4;
  text.biasSlope = 1;
  Recipe sky = mesh;
  sky.vertexShader = sky_vert;
  sky.fragmentShader = sky_frag;
  sky.vertices = Vertices::kNone;
  sky.cull = VK_CULL_MODE_NONE;
  sky.depthWrite = false;
  ScenePipelines& out = scenes_[kind];
  const std::pair<const Recipe*, VkPipeline*> all[] = {{&mesh, &out.opaque},
                                                       {&both, &out.doubleSided},
                                                       {&blend, &out.blend},
                                                       {&text, &out.text},
                                                       {&sky, &out.sky}};
  for (const auto& [recipe, slot] : all) {
    const Result<VkPipeline> made = make(*recipe);
    if (!made) {
      for (const auto& [unused, made_] : all) vkDestroyPipeline(device_->device, *made_, nullptr);
      scenes_.erase(kind);
      return made.status();
    }
    *slot = *made;
  }
  return out;
}

Result<VkPipeline> Pipelines::make(const Recipe& r) const {
  const Module vertexModule(device_->device, r.vertexShader);
  const Module fragmentModule(device_->device, r.fragmentShader);
  // The constants of output.glsl and mesh.frag.
  const uint32_t constants[2] = {r.kind.encodeSrgb ? 1U : 0U, r.blend ? 1U : 0U};
  const VkSpecializationMapEntry entries[2] = {{0, 0, 4}, {1, 4, 4}};
  const VkSpecializationInfo special = {2, entries, sizeof constants, constants};
  std::array<VkPipelineShaderStageCreateInfo, 2> stages = {};
  for (size_t i = 0; i < 2; ++i) {
    stages[i].sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
    stages[i].stage = i == 0 ? VK_SHADER_STAGE_VERTEX_BIT : VK_SHADER_STAGE_FRAGMENT_BIT;
    stages[i].module = i == 0 ? vertexModule.handle() : fragmentModule.handle();
    stages[i].pName = "main";
    stages[i].pSpecializationInfo = i == 1 ? &special : nullptr;
  }
  const VertexLayout vertices = vertexLayout(r.vertices);
  VkPipelineVertexInputStateCreateInfo input = {};
  input.sType = VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO;
  input.vertexBindingDescriptionCount = static_cast<uint32_t>(vertices.bindings.size());
  input.pVertexBindingDescriptions = vertices.bindings.data();
  input.vertexAttributeDescriptionCount = static_cast<uint32_t>(vertices.attributes.size());
  input.pVertexAttributeDescriptions = vertices.attributes.data();
  VkPipelineInputAssemblyStateCreateInfo assembly = {};
  assembly.sType = VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO;
  assembly.topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
  VkPipelineViewportStateCreateInfo viewport = {};
  viewport.sType = VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO;
  viewport.viewportCount = viewport.scissorCount = 1;
  VkPipelineRasterizationStateCreateInfo raster = {};
  raster.sType = VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO;
  raster.cullMode = r.cull;
  raster.frontFace = VK_FRONT_FACE_COUNTER_CLOCKWISE;
  raster.lineWidth = 1;
  raster.depthBiasEnable = r.biasConstant != 0 || r.biasSlope != 0 ? VK_TRUE : VK_FALSE;
  raster.depthBiasConstantFactor = r.biasConstant;
  raster.depthBiasSlopeFactor = r.biasSlope;
  VkPipelineMultisampleStateCreateInfo multisample = {};
  multisample.sType = VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO;
  multisample.rasterizationSamples = r.samples;
  VkPipelineDepthStencilStateCreateInfo depth = {};
  depth.sType = VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO;
  depth.depthTestEnable = VK_TRUE;
  depth.depthWriteEnable = r.depthWrite ? VK_TRUE : VK_FALSE;
  depth.depthCompareOp = r.compare;
  VkPipelineColorBlendAttachmentState attachment = {};
  attachment.colorWriteMask = 0xF;
  attachment.blendEnable = r.blend ? VK_TRUE : VK_FALSE;
  attachment.srcColorBlendFactor = attachment.srcAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
  attachment.dstColorBlendFactor = attachment.dstAlphaBlendFactor =
      VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
  VkPipelineColorBlendStateCreateInfo blend = {};
  blend.sType = VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO;
  blend.attachmentCount = r.fragmentShader.empty() ? 0 : 1;
  blend.pAttachments = &attachment;
  const VkDynamicState states[2] = {VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR};
  VkPipelineDynamicStateCreateInfo dynamic = {};
  dynamic.sType = VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO;
  dynamic.dynamicStateCount = 2;
  dynamic.pDynamicStates = states;
  VkPipelineRenderingCreateInfo rendering = {};
  rendering.sType = VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO;
  rendering.viewMask = r.kind.viewMask;
  rendering.colorAttachmentCount = blend.attachmentCount;
  rendering.pColorAttachmentFormats = &r.kind.colour;
  rendering.depthAttachmentFormat = kDepthFormat;
  VkGraphicsPipelineCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO;
  info.pNext = &rendering;
  info.stageCount = r.fragmentShader.empty() ? 1 : 2;
  info.pStages = stages.data();
  info.pVertexInputState = &input;
  info.pInputAssemblyState = &assembly;
  info.pViewportState = &viewport;
  info.pRasterizationState = &raster;
  info.pMultisampleState = &multisample;
  info.pDepthStencilState = &depth;
  info.pColorBlendState = &blend;
  info.pDynamicState = &dynamic;
  info.layout = layout_;
  VkPipeline pipeline = VK_NULL_HANDLE;
  const VkResult result =
      vkCreateGraphicsPipelines(device_->device, cache_, 1, &info, nullptr, &pipeline);
  if (result != VK_SUCCESS) return vulkanStatus(result, "a graphics pipeline");
  return pipeline;
}

}  // namespace shixun::render
