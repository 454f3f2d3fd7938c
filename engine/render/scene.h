// Private to the module: a DrawList turned into what the device reads - instances, draw commands
// sorted and culled, vertices of tubes - without touching Vulkan objects.
#pragma once

#include <vulkan/vulkan_core.h>

#include <vector>

#include "core/hash.h"
#include "render/draw_list.h"
#include "render/gpu_types.h"
#include "render/models.h"

namespace shixun::render {

// Draws that share pipeline and textures, as a run of Scene::commands.
struct Batch {
  enum class Pass { kOpaque, kDoubleSided, kBlend };
  Pass pass = Pass::kOpaque;
  uint32_t textureSet = 0;
  bool fromTubes = false;  // geometry of Scene::tubeVertices, else of the model store
  uint32_t first = 0;
  uint32_t count = 0;
};

// Vectors keep their capacity from frame to frame.
struct Scene {
  FrameData frame;
  std::vector<GpuInstance> instances;
  std::vector<VkDrawIndexedIndirectCommand> commands;  // main pass, then shadow pass
  std::vector<Batch> batches;                          // in drawing order
  std::vector<Batch> shadowBatches;
  std::vector<GpuVertex> tubeVertices;
  std::vector<uint32_t> tubeIndices;
  std::vector<Vec3f> hidden;  // corners of triangles: x y in clip space, the view
  uint64_t shadowHash = 0;    // same value: the shadow map of the last frame is still right
  uint64_t triangles = 0;
  uint32_t culled = 0;
};

class SceneBuilder {
 public:
  // `viewportPixels`: x, y, width, height of the scene in the target.
  void build(const DrawList& list, const ModelStore& models, uint32_t shadowSize,
             const Vec4& viewportPixels, uint32_t views, Scene& out);

 private:
  struct Item {
    Batch::Pass pass;
    uint32_t textureSet;
    bool fromTubes;
    float distance;
    VkDrawIndexedIndirectCommand command;
  };
  struct Sphere {
    Vec3 centre;
    double radius;
  };
  void addDraw(const Draw& draw, const GpuModel& model, Scene& out);
  void addNode(const Draw& draw, const GpuModel& model, uint32_t node, Scene& out);
  void addTubes(const DrawList& list, Scene& out);
  static void addHidden(const DrawList& list, uint32_t views, Scene& out);
  void addItem(const Item& item, const Sphere& sphere, bool castsShadow, Scene& out);
  bool visible(const Sphere& sphere) const;
  bool inShadowBox(const Sphere& sphere) const;
  void emit(Scene& out);

  std::vector<Vec4> planes_;        // 5 per view: inside is positive
  std::vector<Vec4> shadowPlanes_;  // 6
  Vec3 eye_ = Vec3(0);
  float pulse_ = 1;
  Hash64 shadowHash_;
  std::vector<Item> items_;
  std::vector<Item> shadowItems_;
  std::vector<Pose> poses_;
  std::vector<int> overrideOf_;
  std::vector<uint8_t> shown_;
};

// Appends one tube's triangles.
void addTubeGeometry(const Tube& tube, std::vector<GpuVertex>& vertices,
                     std::vector<uint32_t>& indices);

}  // namespace shixun::render
