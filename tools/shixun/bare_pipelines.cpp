// The bare loop's pipelines: their state is that of render/pipelines.cpp, written down again.
#include <array>
#include <cstddef>

#include "bare_loop.h"
#include "render/gpu_types.h"
#include "shaders/mesh.frag.spv.h"
#include "shaders/mesh.vert.spv.h"
#include "shaders/shadow.vert.spv.h"
#include "shaders/sky.frag.spv.h"
#include "shaders/sky.vert.spv.h"

namespace shixun::tools {

struct BareLoop::PipelineDef {
  VkShaderModule vertexShader = VK_NULL_HANDLE;
  VkShaderModule fragmentShader = VK_NULL_HANDLE;  // null: shadows
  uint32_t attributes = 0;                         // of a vertex, the first so many
  VkCullModeFlags cull = VK_CULL_MODE_NONE;
  bool depthWrite = true;
  uint32_t fills = 0;  // lights without shadow
};

namespace {

// What a shader is told when its pipeline is made, in the order of shaders/frame.glsl.
struct BareConstants {
  std::array<uint32_t, 7> values = {};
  std::array<VkSpecializationMapEntry, 7> entries = {};
  VkSpecializationInfo info = {};

  explicit BareConstants(uint32_t fills) : values{1, 0, 0, 0, fills, 0, 0} {
    for (uint32_t i = 0; i < entries.size(); ++i) entries[i] = {i, i * 4, 4};
    info = {static_cast<uint32_t>(entries.size()), entries.data(), sizeof values, values.data()};
  }
  BareConstants(const BareConstants&) = delete;
  BareConstants& operator=(const BareConstants&) = delete;
};

template <typename T>
T structure(VkStructureType type) {
  T out = {};
  out.sType = type;
  return out;
}

constexpr VkVertexInputBindingDescription kBinding = {0, sizeof(render::GpuVertex),
                                                      VK_VERTEX_INPUT_RATE_VERTEX};
constexpr std::array<VkVertexInputAttributeDescription, 4> kAttributes = {{
    {0, 0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(render::GpuVertex, position)},
    {1, 0, VK_FORMAT_R16G16B16A16_SNORM, offsetof(render::GpuVertex, normal)},
    {2, 0, VK_FORMAT_R16G16B16A16_SNORM, offsetof(render::GpuVertex, tangent)},
    {3, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(render::GpuVertex, uv)},
}};
constexpr std::array<VkDynamicState, 2> kDynamic = {VK_DYNAMIC_STATE_VIEWPORT,
                                                    VK_DYNAMIC_STATE_SCISSOR};

// Fixed state of a pipeline: of the scene (both eyes, four samples, reversed depth) or of shadows.
struct BareState {
  VkPipelineVertexInputStateCreateInfo input = structure<VkPipelineVertexInputStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO);
  VkPipelineInputAssemblyStateCreateInfo assembly =
      structure<VkPipelineInputAssemblyStateCreateInfo>(
          VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO);
  VkPipelineViewportStateCreateInfo viewport = structure<VkPipelineViewportStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO);
  VkPipelineRasterizationStateCreateInfo raster = structure<VkPipelineRasterizationStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO);
  VkPipelineMultisampleStateCreateInfo multisample =
      structure<VkPipelineMultisampleStateCreateInfo>(
          VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO);
  VkPipelineDepthStencilStateCreateInfo depth = structure<VkPipelineDepthStencilStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO);
  VkPipelineColorBlendAttachmentState attachment = {};
  VkPipelineColorBlendStateCreateInfo blend = structure<VkPipelineColorBlendStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO);
  VkPipelineDynamicStateCreateInfo dynamic = structure<VkPipelineDynamicStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO);
  VkPipelineRenderingCreateInfo rendering =
      structure<VkPipelineRenderingCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO);

  BareState(bool scene, VkCullModeFlags cull, bool depthWrite, uint32_t attributes) {
    input.vertexBindingDescriptionCount = attributes > 0 ? 1 : 0;
    input.pVertexBindingDescriptions = &kBinding;
    input.vertexAttributeDescriptionCount = attributes;
    input.pVertexAttributeDescriptions = kAttributes.data();
    assembly.topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
    viewport.viewportCount = viewport.scissorCount = 1;
    raster.cullMode = cull;
    raster.frontFace = VK_FRONT_FACE_COUNTER_CLOCKWISE;
    raster.lineWidth = 1;
    raster.depthBiasEnable = scene ? VK_FALSE : VK_TRUE;
    raster.depthBiasSlopeFactor = scene ? 0.0F : 1.5F;
    multisample.rasterizationSamples = scene ? BareLoop::kSceneSamples : VK_SAMPLE_COUNT_1_BIT;
    depth.depthTestEnable = VK_TRUE;
    depth.depthWriteEnable = depthWrite ? VK_TRUE : VK_FALSE;
    depth.depthCompareOp = scene ? VK_COMPARE_OP_GREATER_OR_EQUAL : VK_COMPARE_OP_LESS_OR_EQUAL;
    attachment.colorWriteMask = 0xF;
    blend.attachmentCount = rendering.colorAttachmentCount = scene ? 1 : 0;
    blend.pAttachments = &attachment;
    dynamic.dynamicStateCount = static_cast<uint32_t>(kDynamic.size());
    dynamic.pDynamicStates = kDynamic.data();
    rendering.viewMask = scene ? 3 : 0;
    rendering.pColorAttachmentFormats = &BareLoop::kColourFormat;
    rendering.depthAttachmentFormat = BareLoop::kDepthFormat;
  }
  BareState(const BareState&) = delete;
  BareState& operator=(const BareState&) = delete;
};

}  // namespace

VkShaderModule BareLoop::makeModule(const uint32_t* words, size_t bytes) {
  if (!status_) return VK_NULL_HANDLE;
  auto info = structure<VkShaderModuleCreateInfo>(VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO);
  info.codeSize = bytes;
  info.pCode = words;
  VkShaderModule module = VK_NULL_HANDLE;
  good(vkCreateShaderModule(device_, &info, nullptr, &module), "a shader");
  return module;
}

VkPipeline BareLoop::makePipeline(const PipelineDef& def) {
  if (!status_) return VK_NULL_HANDLE;
  const BareConstants constants(def.fills);
  const BareState state(def.fragmentShader != VK_NULL_HANDLE, def.cull, def.depthWrite,
                        def.attributes);
  std::array<VkPipelineShaderStageCreateInfo, 2> stages = {};
  for (size_t i = 0; i < 2; ++i) {
    stages[i].sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
    stages[i].stage = i == 0 ? VK_SHADER_STAGE_VERTEX_BIT : VK_SHADER_STAGE_FRAGMENT_BIT;
    stages[i].module = i == 0 ? def.vertexShader : def.fragmentShader;
    stages[i].pName = "main";
    stages[i].pSpecializationInfo = i == 1 ? &constants.info : nullptr;
  }
  auto info =
      structure<VkGraphicsPipelineCreateInfo>(VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO);
  info.pNext = &state.rendering;
  info.stageCount = def.fragmentShader != VK_NULL_HANDLE ? 2 : 1;
  info.pStages = stages.data();
  info.pVertexInputState = &state.input;
  info.pInputAssemblyState = &state.assembly;
  info.pViewportState = &state.viewport;
  info.pRasterizationState = &state.raster;
  info.pMultisampleState = &state.multisample;
  info.pDepthStencilState = &state.depth;
  info.pColorBlendState = &state.blend;
  info.pDynamicState = &state.dynamic;
  info.layout = layout_;
  VkPipeline pipeline = VK_NULL_HANDLE;
  good(vkCreateGraphicsPipelines(device_, VK_NULL_HANDLE, 1, &info, nullptr, &pipeline),
       "a pipeline");
  return pipeline;
}

void BareLoop::makePipelines(uint32_t fills) {
  const VkShaderModule meshVertex = makeModule(mesh_vert, sizeof mesh_vert);
  const VkShaderModule meshFragment = makeModule(mesh_frag, sizeof mesh_frag);
  const VkShaderModule skyVertex = makeModule(sky_vert, sizeof sky_vert);
  const VkShaderModule skyFragment = makeModule(sky_frag, sizeof sky_frag);
  const VkShaderModule shadowVertex = makeModule(shadow_vert, sizeof shadow_vert);
  mesh_ = makePipeline({.vertexShader = meshVertex,
                        .fragmentShader = meshFragment,
                        .attributes = 4,
                        .cull = VK_CULL_MODE_BACK_BIT,
                        .fills = fills});
  sky_ = makePipeline({.vertexShader = skyVertex,
                       .fragmentShader = skyFragment,
                       .depthWrite = false,
                       .fills = fills});
  casters_ = makePipeline({.vertexShader = shadowVertex, .attributes = 1});
  for (const VkShaderModule m : {meshVertex, meshFragment, skyVertex, skyFragment, shadowVertex}) {
    vkDestroyShaderModule(device_, m, nullptr);
  }
}

}  // namespace shixun::tools
