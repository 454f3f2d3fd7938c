#include "render/pipelines.h"

#include <array>
#include <cstddef>
#include <span>

#include "render/gpu_types.h"
#include "shaders/mask.frag.spv.h"
#include "shaders/mask.vert.spv.h"
#include "shaders/mesh.frag.spv.h"
#include "shaders/mesh.vert.spv.h"
#include "shaders/shadow.vert.spv.h"
#include "shaders/sky.frag.spv.h"
#include "shaders/sky.vert.spv.h"
#include "shaders/text.frag.spv.h"
#include "shaders/text.vert.spv.h"

namespace shixun::render {

namespace {

enum class Vertices { kNone, kMesh, kPositions, kText, kCorners };

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
  if (kind == Vertices::kCorners) {
    out.bindings.push_back({0, sizeof(Vec3f), VK_VERTEX_INPUT_RATE_VERTEX});
    add(VK_FORMAT_R32G32B32_SFLOAT, 0);
    return out;
  }
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
  PipelineKey key;
};

// The structures of one vkCreateGraphicsPipelines call, which point at each other.
class Pipelines::Builder {
 public:
  Builder(VkDevice device, const Recipe& r)
      : vertexModule_(device, r.vertexShader), fragmentModule_(device, r.fragmentShader) {
    setShaders(r);
    setGeometry(r);
    setOutput(r);
  }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  VkResult make(VkDevice device, VkPipelineCache cache, VkPipelineLayout layout, VkPipeline& out) {
    info_.layout = layout;
    return vkCreateGraphicsPipelines(device, cache, 1, &info_, nullptr, &out);
  }

 private:
  void setShaders(const Recipe& r) {
    // In the order of the constant ids in shaders/frame.glsl.
    constants_ = {r.key.pass.encodeSrgb ? 1U : 0U, r.blend ? 1U : 0U, r.key.textures,
                  r.key.doubleSided ? 1U : 0U,     r.key.pass.fills,  r.key.pass.spot ? 1U : 0U,
                  r.key.pass.fast ? 1U : 0U};
    for (uint32_t i = 0; i < constants_.size(); ++i) entries_[i] = {i, i * 4, 4};
    special_ = {static_cast<uint32_t>(entries_.size()), entries_.data(), sizeof constants_,
                constants_.data()};
    for (size_t i = 0; i < 2; ++i) {
      stages_[i].sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
      stages_[i].stage = i == 0 ? VK_SHADER_STAGE_VERTEX_BIT : VK_SHADER_STAGE_FRAGMENT_BIT;
      stages_[i].module = i == 0 ? vertexModule_.handle() : fragmentModule_.handle();
      stages_[i].pName = "main";
      stages_[i].pSpecializationInfo = i == 1 ? &special_ : nullptr;
    }
    info_.sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO;
    info_.stageCount = r.fragmentShader.empty() ? 1 : 2;
    info_.pStages = stages_.data();
  }

  void setGeometry(const Recipe& r) {
    vertices_ = vertexLayout(r.vertices);
    input_.sType = VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO;
    input_.vertexBindingDescriptionCount = static_cast<uint32_t>(vertices_.bindings.size());
    input_.pVertexBindingDescriptions = vertices_.bindings.data();
    input_.vertexAttributeDescriptionCount = static_cast<uint32_t>(vertices_.attributes.size());
    input_.pVertexAttributeDescriptions = vertices_.attributes.data();
    assembly_.sType = VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO;
    assembly_.topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
    viewport_.sType = VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO;
    viewport_.viewportCount = viewport_.scissorCount = 1;
    raster_.sType = VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO;
    raster_.cullMode = r.cull;
    raster_.frontFace = VK_FRONT_FACE_COUNTER_CLOCKWISE;
    raster_.lineWidth = 1;
    raster_.depthBiasEnable = r.biasConstant != 0 || r.biasSlope != 0 ? VK_TRUE : VK_FALSE;
    raster_.depthBiasConstantFactor = r.biasConstant;
    raster_.depthBiasSlopeFactor = r.biasSlope;
    info_.pVertexInputState = &input_;
    info_.pInputAssemblyState = &assembly_;
    info_.pViewportState = &viewport_;
    info_.pRasterizationState = &raster_;
  }

  void setOutput(const Recipe& r) {
    multisample_.sType = VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO;
    multisample_.rasterizationSamples = r.key.pass.samples;
    depth_.sType = VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO;
    depth_.depthTestEnable = VK_TRUE;
    depth_.depthWriteEnable = r.depthWrite ? VK_TRUE : VK_FALSE;
    depth_.depthCompareOp = r.compare;
    attachment_.colorWriteMask = 0xF;
    attachment_.blendEnable = r.blend ? VK_TRUE : VK_FALSE;
    attachment_.srcColorBlendFactor = attachment_.srcAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
    attachment_.dstColorBlendFactor = attachment_.dstAlphaBlendFactor =
        VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
    blend_.sType = VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO;
    blend_.attachmentCount = r.fragmentShader.empty() ? 0 : 1;
    blend_.pAttachments = &attachment_;
    dynamic_.sType = VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO;
    dynamic_.dynamicStateCount = static_cast<uint32_t>(states_.size());
    dynamic_.pDynamicStates = states_.data();
    colour_ = r.key.pass.colour;
    rendering_.sType = VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO;
    rendering_.viewMask = r.key.pass.viewMask;
    rendering_.colorAttachmentCount = blend_.attachmentCount;
    rendering_.pColorAttachmentFormats = &colour_;
    rendering_.depthAttachmentFormat = kDepthFormat;
    info_.pNext = &rendering_;
    info_.pMultisampleState = &multisample_;
    info_.pDepthStencilState = &depth_;
    info_.pColorBlendState = &blend_;
    info_.pDynamicState = &dynamic_;
  }

  Module vertexModule_, fragmentModule_;
  std::array<uint32_t, 7> constants_ = {};
  std::array<VkSpecializationMapEntry, 7> entries_ = {};
  VkSpecializationInfo special_ = {};
  std::array<VkPipelineShaderStageCreateInfo, 2> stages_ = {};
  VertexLayout vertices_;
  VkPipelineVertexInputStateCreateInfo input_ = {};
  VkPipelineInputAssemblyStateCreateInfo assembly_ = {};
  VkPipelineViewportStateCreateInfo viewport_ = {};
  VkPipelineRasterizationStateCreateInfo raster_ = {};
  VkPipelineMultisampleStateCreateInfo multisample_ = {};
  VkPipelineDepthStencilStateCreateInfo depth_ = {};
  VkPipelineColorBlendAttachmentState attachment_ = {};
  VkPipelineColorBlendStateCreateInfo blend_ = {};
  std::array<VkDynamicState, 2> states_ = {VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR};
  VkPipelineDynamicStateCreateInfo dynamic_ = {};
  VkFormat colour_ = VK_FORMAT_UNDEFINED;
  VkPipelineRenderingCreateInfo rendering_ = {};
  VkGraphicsPipelineCreateInfo info_ = {};
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
    bindings[i].stageFlags = i < 3 ? both : VkShaderStageFlags{VK_SHADER_STAGE_FRAGMENT_BIT};
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
  shadow.key.pass.colour = VK_FORMAT_UNDEFINED;
  shadow.key.pass.samples = VK_SAMPLE_COUNT_1_BIT;
  const Result<VkPipeline> made = make(shadow);
  if (!made) return made.status();
  shadow_ = *made;
  return {};
}

Pipelines::~Pipelines() {
  if (device_ == nullptr) return;
  const VkDevice d = device_->device;
  for (const auto& [key, pipeline] : made_) vkDestroyPipeline(d, pipeline, nullptr);
  vkDestroyPipeline(d, shadow_, nullptr);
  vkDestroyPipelineCache(d, cache_, nullptr);
  vkDestroyPipelineLayout(d, layout_, nullptr);
  vkDestroyDescriptorSetLayout(d, frameLayout_, nullptr);
}

Result<VkPipeline> Pipelines::find(const PipelineKey& key) {
  if (const auto found = made_.find(key); found != made_.end()) return found->second;
  Recipe r;
  r.key = key;
  r.vertexShader = mesh_vert;
  r.fragmentShader = mesh_frag;
  if (key.doubleSided) r.cull = VK_CULL_MODE_NONE;
  r.blend = key.blend || key.drawn == Drawn::kText;
  r.depthWrite = !r.blend;
  if (key.drawn == Drawn::kText) {
    r.vertexShader = text_vert;
    r.fragmentShader = text_frag;
    r.vertices = Vertices::kText;
    // Towards the eye (depth is reversed), so that ink lies on its plate at any distance.
    r.biasConstant = 4;
    r.biasSlope = 1;
  }
  if (key.drawn == Drawn::kSky) {
    r.vertexShader = sky_vert;
    r.fragmentShader = sky_frag;
    r.vertices = Vertices::kNone;
    r.cull = VK_CULL_MODE_NONE;
    r.depthWrite = false;
  }
  if (key.drawn == Drawn::kMask) {
    r.vertexShader = mask_vert;
    r.fragmentShader = mask_frag;
    r.vertices = Vertices::kCorners;
    r.cull = VK_CULL_MODE_NONE;
  }
  const Result<VkPipeline> pipeline = make(r);
  if (pipeline) made_[key] = *pipeline;
  return pipeline;
}

Result<VkPipeline> Pipelines::make(const Recipe& recipe) const {
  Builder builder(device_->device, recipe);
  VkPipeline pipeline = VK_NULL_HANDLE;
  const VkResult result = builder.make(device_->device, cache_, layout_, pipeline);
  if (result != VK_SUCCESS) return vulkanStatus(result, "a graphics pipeline");
  return pipeline;
}

}  // namespace shixun::render
