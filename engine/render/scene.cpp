#include "render/scene.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "render/lights.h"

namespace shixun::render {

namespace {

// Inward planes of a clip matrix (Gribb and Hartmann 2001). Depth is reversed without a far plane:
// the near side is w - z >= 0.
void addPlanes(const Mat4& m, bool withFar, std::vector<Vec4>& planes) {
  const auto row = [&](int i) { return Vec4(m[0][i], m[1][i], m[2][i], m[3][i]); };
  std::vector<Vec4> all = {row(3) + row(0), row(3) - row(0), row(3) + row(1), row(3) - row(1),
                           row(3) - row(2)};
  if (withFar) all.push_back(row(2));
  for (const Vec4& p : all) {
    const double length = glm::length(Vec3(p));
    planes.push_back(length > 1e-12 ? p / length : Vec4(0, 0, 0, 1));
  }
}

void setRows(const Pose& pose, GpuInstance& instance) {
  const Mat4f m(pose.matrix());
  for (int i = 0; i < 3; ++i) instance.rows[i] = Vec4f(m[0][i], m[1][i], m[2][i], m[3][i]);
}

uint64_t bits(float a, float b) {
  return (uint64_t{std::bit_cast<uint32_t>(a)} << 32) | std::bit_cast<uint32_t>(b);
}

// What lies on the picture's edge lies on it exactly.
double onEdge(double v) {
  return std::abs(std::abs(v) - 1) < 1e-5 ? std::copysign(1.0, v) : v;
}

}  // namespace

bool SceneBuilder::visible(const Sphere& s) const {
  for (size_t view = 0; view + 5 <= planes_.size(); view += 5) {
    bool inside = true;
    for (size_t i = view; i < view + 5 && inside; ++i) {
      inside = glm::dot(Vec3(planes_[i]), s.centre) + planes_[i].w >= -s.radius;
    }
    if (inside) return true;
  }
  return false;
}

bool SceneBuilder::inShadowBox(const Sphere& s) const {
  for (const Vec4& p : shadowPlanes_) {
    if (glm::dot(Vec3(p), s.centre) + p.w < -s.radius) return false;
  }
  return true;
}

void SceneBuilder::addItem(const Item& item, const Sphere& sphere, bool castsShadow, Scene& out) {
  const bool seen = visible(sphere);
  if (seen) {
    items_.push_back(item);
    out.triangles += item.command.indexCount / 3;
  } else {
    ++out.culled;
  }
  if (!castsShadow || item.pass == Batch::Pass::kBlend || !inShadowBox(sphere)) return;
  shadowItems_.push_back(item);
  const GpuInstance& instance = out.instances[item.command.firstInstance];
  for (const Vec4f& row : instance.rows) {
    shadowHash_.add(bits(row.x, row.y));
    shadowHash_.add(bits(row.z, row.w));
  }
  shadowHash_.add((uint64_t{item.command.firstIndex} << 32) | item.command.indexCount);
}

void SceneBuilder::addHidden(const DrawList& list, uint32_t views, Scene& out) {
  out.hidden.clear();
  for (uint32_t v = 0; v < views; ++v) {
    const View& view = list.views[v];
    for (size_t i = 0; i < view.hidden.size() / 3 * 3; ++i) {
      const Vec4 clip = view.clipFromView * Vec4(view.hidden[i], -1, 1);
      out.hidden.emplace_back(Vec3(onEdge(clip.x / clip.w), onEdge(clip.y / clip.w), v));
    }
  }
}

void SceneBuilder::addNode(const Draw& draw, const GpuModel& model, uint32_t index, Scene& out) {
  const GpuNode& node = model.nodes[index];
  const int o = overrideOf_[index];
  const NodeOverride* change = o >= 0 ? &draw.nodes[static_cast<size_t>(o)] : nullptr;
  const Pose& parent =
      node.parent < 0 ? draw.worldFromModel : poses_[static_cast<size_t>(node.parent)];
  const bool parentShown = node.parent < 0 || shown_[static_cast<size_t>(node.parent)] != 0;
  poses_[index] = parent * (change != nullptr && change->hasPose ? change->parentFromNode
                                                                 : node.parentFromNode);
  shown_[index] = parentShown && (change == nullptr || change->visible) ? 1 : 0;
  if (shown_[index] == 0) return;
  for (uint32_t i = 0; i < node.primitiveCount; ++i) {
    const GpuPrimitive& p = model.primitives[node.firstPrimitive + i];
    if (p.indexCount == 0) continue;
    GpuInstance instance;
    setRows(poses_[index], instance);
    instance.material = p.material;
    Vec3f tint(1);
    Vec3f emissive(0);
    float highlight = draw.highlight;
    if (change != nullptr) {
      tint = change->tint;
      emissive = change->emissive;
      highlight = std::max(highlight, change->highlight);
    }
    for (const MaterialOverride& m : draw.materials) {
      if (model.firstMaterial + m.material != p.material) continue;
      tint *= m.tint;
      emissive += m.emissive;
    }
    instance.tint = Vec4f(tint, highlight * pulse_);
    instance.emissive = Vec4f(emissive, 0);
    const Sphere sphere = {poses_[index].apply(p.centre), p.radius};
    Item item;
    item.pass = p.alpha == asset::AlphaMode::kBlend ? Batch::Pass::kBlend
                : p.doubleSided                     ? Batch::Pass::kDoubleSided
                                                    : Batch::Pass::kOpaque;
    item.textureSet = p.textureSet;
    item.fromTubes = false;
    // Opaque things by their far end, so that a room's walls come after what stands in the room.
    item.distance = static_cast<float>(glm::length(sphere.centre - eye_) +
                                       (item.pass == Batch::Pass::kBlend ? 0 : sphere.radius));
    item.command = {p.indexCount, 1, p.firstIndex, p.vertexOffset,
                    static_cast<uint32_t>(out.instances.size())};
    out.instances.push_back(instance);
    addItem(item, sphere, draw.castsShadow, out);
  }
}

void SceneBuilder::addDraw(const Draw& draw, const GpuModel& model, Scene& out) {
  poses_.resize(model.nodes.size());
  shown_.assign(model.nodes.size(), 1);
  overrideOf_.assign(model.nodes.size(), -1);
  for (size_t i = 0; i < draw.nodes.size(); ++i) {
    if (draw.nodes[i].node < overrideOf_.size())
      overrideOf_[draw.nodes[i].node] = static_cast<int>(i);
  }
  for (const uint32_t node : model.order) addNode(draw, model, node, out);
}

void SceneBuilder::addTubes(const DrawList& list, Scene& out) {
  for (const Tube& tube : list.tubes) {
    const auto firstIndex = static_cast<uint32_t>(out.tubeIndices.size());
    const size_t firstVertex = out.tubeVertices.size();
    addTubeGeometry(tube, out.tubeVertices, out.tubeIndices);
    const auto count = static_cast<uint32_t>(out.tubeIndices.size()) - firstIndex;
    if (count == 0) continue;
    asset::Box box;
    for (size_t i = firstVertex; i < out.tubeVertices.size(); ++i) {
      const float* p = out.tubeVertices[i].position;
      box.include(Vec3(Vec3f(p[0], p[1], p[2])));
      if (tube.castsShadow) {
        shadowHash_.add(bits(p[0], p[1]));
        shadowHash_.add(bits(p[2], 0));
      }
    }
    GpuInstance instance;
    setRows(Pose(), instance);
    instance.material = ModelStore::kPlainMaterial;
    instance.tint = Vec4f(tube.colour, 0);
    instance.emissive = Vec4f(tube.emissive, 0);
    instance.surface = Vec4f(tube.roughness, tube.metallic, 0, 0);
    Item item;
    item.pass = Batch::Pass::kOpaque;
    item.textureSet = 0;
    item.fromTubes = true;
    item.distance = static_cast<float>(glm::length(box.centre() - eye_));
    item.command = {count, 1, firstIndex, 0, static_cast<uint32_t>(out.instances.size())};
    out.instances.push_back(instance);
    addItem(item, {box.centre(), glm::length(box.halfSize())}, tube.castsShadow, out);
  }
}

void SceneBuilder::emit(Scene& out) {
  // Opaque things near to far, so that what is hidden is not shaded; see-through things far to
  // near.
  const auto before = [](const Item& a, const Item& b) {
    if (a.pass != b.pass) return a.pass < b.pass;
    if (a.pass == Batch::Pass::kBlend) return a.distance > b.distance;
    if (a.fromTubes != b.fromTubes) return b.fromTubes;
    if (a.textureSet != b.textureSet) return a.textureSet < b.textureSet;
    return a.distance < b.distance;
  };
  std::stable_sort(items_.begin(), items_.end(), before);
  const auto append = [&](const std::vector<Item>& items, bool shadow,
                          std::vector<Batch>& batches) {
    for (const Item& item : items) {
      const Batch::Pass pass = shadow ? Batch::Pass::kOpaque : item.pass;
      const uint32_t set = shadow ? 0 : item.textureSet;
      const bool joins = !batches.empty() && batches.back().pass == pass &&
                         batches.back().textureSet == set &&
                         batches.back().fromTubes == item.fromTubes;
      if (!joins) {
        batches.push_back(
            {pass, set, item.fromTubes, static_cast<uint32_t>(out.commands.size()), 0});
      }
      ++batches.back().count;
      out.commands.push_back(item.command);
    }
  };
  append(items_, false, out.batches);
  append(shadowItems_, true, out.shadowBatches);
}

void SceneBuilder::build(const DrawList& list, const ModelStore& models, uint32_t shadowSize,
                         const Vec4& viewport, uint32_t views, Scene& out) {
  out.frame = FrameData();
  out.instances.clear();
  out.commands.clear();
  out.batches.clear();
  out.shadowBatches.clear();
  out.tubeVertices.clear();
  out.tubeIndices.clear();
  out.triangles = 0;
  out.culled = 0;
  items_.clear();
  shadowItems_.clear();
  planes_.clear();
  shadowPlanes_.clear();
  shadowHash_ = Hash64();
  // Highlights breathe gently.
  pulse_ = 0.85F + 0.15F * std::sin(list.time * 4.0F);
  setLights(list, shadowSize, out.frame);
  out.frame.viewport = Vec4f(
      Vec4(viewport.x, viewport.y, 1 / std::max(viewport.z, 1.0), 1 / std::max(viewport.w, 1.0)));
  eye_ = Vec3(0);
  for (uint32_t i = 0; i < views; ++i) {
    const Mat4 clipFromWorld = list.views[i].clipFromView * list.views[i].viewFromWorld;
    const Vec3 eye = Vec3(glm::inverse(list.views[i].viewFromWorld)[3]);
    out.frame.views[i].clipFromWorld = Mat4f(clipFromWorld);
    out.frame.views[i].eye = Vec4f(Vec3f(eye), 0);
    eye_ += eye / static_cast<double>(views);
    addPlanes(clipFromWorld, false, planes_);
  }
  Mat4 clipFromTexture(1);
  clipFromTexture[0][0] = clipFromTexture[1][1] = 2;
  clipFromTexture[3][0] = clipFromTexture[3][1] = -1;
  addPlanes(clipFromTexture * Mat4(out.frame.shadowFromWorld), true, shadowPlanes_);
  for (int c = 0; c < 4; ++c) {
    const Vec4f& column = out.frame.shadowFromWorld[c];
    shadowHash_.add(bits(column.x, column.y));
    shadowHash_.add(bits(column.z, column.w));
  }
  for (const Draw& draw : list.draws) {
    const GpuModel* model = models.find(draw.model);
    if (model != nullptr) addDraw(draw, *model, out);
  }
  addTubes(list, out);
  addHidden(list, views, out);
  emit(out);
  shadowHash_.add(uint64_t{models.revision()});
  out.shadowHash = shadowHash_.value();
}

}  // namespace shixun::render
