#include "view/scene.h"

#include <algorithm>

#include "asset/model.h"

namespace shixun::view {

using scenario::EntityKind;
using scenario::EntityRef;
using scenario::InstanceModel;
using scenario::MotionModel;
using scenario::MotionType;
using scenario::NodeRef;
using session::Snapshot;

namespace {

constexpr double kLeadRadius = 0.0022;  // m
constexpr int kLeadPoints = 20;
const Vec3f kRedLead(0.35F, 0.01F, 0.01F), kBlackLead(0.01F);
constexpr float kLampGlow = 3.2F;  // bright enough to be seen as lit from any side
constexpr double kRedFrom = 0.7;   // of a shock: the first half second

struct Lead {
  Vec3 from = Vec3(0), to = Vec3(0);
  Vec3 bow = Vec3(0);  // m; lying: the way that its middle lies aside. Hanging: none
};

// From 0 to 1, level at both ends.
double smooth(double x) {
  const double c = std::clamp(x, 0.0, 1.0);
  return c * c * (3 - 2 * c);
}

// Hanging, a parabola that sags with its spare length; lying, a bow beside what it belongs to.
render::Tube tubeOf(const Lead& lead, const Vec3f& colour) {
  render::Tube tube;
  tube.radius = kLeadRadius;
  tube.colour = colour;
  tube.roughness = 0.55F;
  const bool lying = lead.bow != Vec3(0);
  const double sag = lying ? 0 : 0.10 + 0.18 * glm::length(lead.to - lead.from);
  const double lowest = std::min(lead.from.y, lead.to.y);
  for (int i = 0; i < kLeadPoints; ++i) {
    const double t = static_cast<double>(i) / (kLeadPoints - 1);
    const double middle = 4 * t * (1 - t);
    Vec3 p = lead.from + (lead.to - lead.from) * t + lead.bow * middle;
    // It leaves a socket in the top of a case over the case's edge.
    const double low = lead.from.y + (lowest - lead.from.y) * smooth((t - 0.1) / 0.4);
    p.y = lying ? low + (lead.to.y - low) * smooth((t - 0.6) / 0.4) : p.y - sag * middle;
    tube.points.push_back(p);
  }
  return tube;
}

}  // namespace

Scene::Scene(render::Renderer& renderer, const scenario::ScenarioModel& model)
    : renderer_(renderer), model_(model), poses_(model) {
  partControls_.resize(model.parts.size());
  partMotions_.resize(model.parts.size());
  for (uint32_t c = 0; c < model.controls.size(); ++c) {
    partControls_[model.controls[c].node.part].push_back(c);
  }
  for (uint32_t m = 0; m < model.motions.size(); ++m) {
    partMotions_[model.motions[m].node.part].push_back(m);
  }
}

Result<std::unique_ptr<Scene>> Scene::create(render::Renderer& renderer,
                                             const scenario::ContentRoot& root,
                                             const scenario::ScenarioModel& model) {
  std::unique_ptr<Scene> scene(new Scene(renderer, model));
  if (Status s = scene->load(root); !s.ok()) return s;
  return scene;
}

Status Scene::load(const scenario::ContentRoot& root) {
  const auto read = [&](const std::string& name) -> Result<asset::Model> {
    const std::string path = joinPath(root.path, "assets/equipment/" + name + "/" + name + ".glb");
    auto bytes = root.files->read(path);
    if (!bytes.ok()) return bytes.status();
    return asset::loadModel(*bytes, path);
  };
  models_.resize(model_.sidecars.size());
  for (const scenario::PartModel& part : model_.parts) {
    Loaded& loaded = models_[part.sidecar];
    if (part.asset.empty() || loaded.id.valid()) continue;
    auto model = read(part.asset);
    if (!model.ok()) return model.status();
    auto id = renderer_.addModel(*model);
    if (!id.ok()) return id.status();
    loaded.id = *id;
    loaded.lensMaterial.assign(model->nodes.size(), -1);
    for (size_t n = 0; n < model->nodes.size(); ++n) {
      const int mesh = model->nodes[n].mesh;
      if (mesh < 0) continue;
      for (const auto& primitive : model->meshes[static_cast<size_t>(mesh)].primitives) {
        if (model->materials[primitive.material].name.starts_with("lens")) {
          loaded.lensMaterial[n] = static_cast<int>(primitive.material);
        }
      }
    }
    // The largest thing is the room: its inside is what metals mirror.
    const asset::Box box = asset::transformed(model->bounds, part.parentFromPart);
    if (room_.empty() || glm::length(box.halfSize()) > glm::length(room_.halfSize())) room_ = box;
  }
  for (int h = 0; h < 2; ++h) {
    auto model = read(h == 0 ? "hand_left" : "hand_right");
    if (!model.ok()) return model.status();
    auto id = renderer_.addModel(*model);
    if (!id.ok()) return id.status();
    hands_[h] = {
        *id, model->findNode("open"), model->findNode("grip"), model->findNode("point"), {}};
    for (uint32_t m = 0; m < model->materials.size(); ++m) {
      const auto& material = model->materials[m];
      if (material.name != "skin" && material.name != "nail") continue;
      hands_[h].bare.push_back({m, Vec3(material.baseColour)});
    }
  }
  auto head = read("trainee_head");
  if (!head.ok()) return head.status();
  auto id = renderer_.addModel(*head);
  if (!id.ok()) return id.status();
  head_ = *id;
  headset_ = head->findNode("headset");
  return {};
}

bool Scene::shown(const Snapshot& snapshot, uint32_t part) const {
  const InstanceModel& instance = model_.instances[model_.parts[part].instance];
  if (instance.item < 0) return true;
  const auto item = static_cast<size_t>(instance.item);
  const uint32_t place = snapshot.state.itemPlaces[item];
  if (place == scenario::kPlaceWorn) return false;
  if (place != scenario::kPlaceHand && place != scenario::kPlaceFloor) return true;
  // In a hand or on the floor it is where somebody says it is; unknown: not shown.
  return std::any_of(snapshot.overrides.items.begin(), snapshot.overrides.items.end(),
                     [item](const auto& o) { return o.item == item; });
}

void Scene::addPart(const Snapshot& snapshot, uint32_t part,
                    const std::vector<EntityRef>& highlighted, render::DrawList& list) {
  const scenario::PartModel& def = model_.parts[part];
  const Loaded& loaded = models_[def.sidecar];
  if (!loaded.id.valid() || !shown(snapshot, part)) return;
  render::Draw draw;
  draw.model = loaded.id;
  draw.worldFromModel = poses_.worldFromPart(part);
  const auto overrideOf = [&draw](uint32_t node) -> render::NodeOverride& {
    for (render::NodeOverride& o : draw.nodes) {
      if (o.node == node) return o;
    }
    draw.nodes.push_back({});
    draw.nodes.back().node = node;
    return draw.nodes.back();
  };
  const auto move = [&](uint32_t node) {
    render::NodeOverride& o = overrideOf(node);
    o.hasPose = true;
    o.parentFromNode = poses_.parentFromNode({part, node});
  };
  for (const uint32_t c : partControls_[part]) move(model_.controls[c].node.node);
  for (const uint32_t m : partMotions_[part]) {
    const MotionModel& motion = model_.motions[m];
    const bool active =
        !motion.when.program || motion.when.program->evaluate(snapshot.state.signals);
    if (motion.type == MotionType::kShow) {
      overrideOf(motion.node.node).visible = active;
    } else if (motion.type == MotionType::kGlow) {
      const Vec3f colour = active ? Vec3f(motion.colour) : Vec3f(0);
      const int lens = loaded.lensMaterial[motion.node.node];
      if (lens >= 0) {
        draw.materials.push_back({static_cast<uint32_t>(lens), Vec3f(1), colour * kLampGlow});
      } else {
        overrideOf(motion.node.node).emissive = colour * kLampGlow;
      }
    } else {
      move(motion.node.node);
    }
  }
  for (const auto& probe : snapshot.overrides.probes) {
    const NodeRef body = model_.probes[probe.probe].body;
    if (body.part == part) move(body.node);
  }
  for (const EntityRef entity : highlighted) {
    const auto node = nodeOf(model_, entity);
    if (entity.kind == EntityKind::kInstance && entity.index == def.instance) draw.highlight = 1;
    if (entity.kind != EntityKind::kInstance && node && node->part == part) {
      overrideOf(node->node).highlight = 1;
    }
  }
  list.draws.push_back(std::move(draw));
}

void Scene::addDisplays(const Snapshot& snapshot, render::DrawList& list) const {
  for (size_t i = 0; i < model_.instruments.size() && i < snapshot.displays.size(); ++i) {
    const scenario::InstrumentModel& instrument = model_.instruments[i];
    if (!instrument.display || snapshot.displays[i].empty() ||
        !shown(snapshot, instrument.display->part)) {
      continue;
    }
    render::WorldText text;
    text.worldFromText = poses_.worldFromNode(*instrument.display);
    const double height = instrument.displaySize.y * 0.55;
    text.worldFromText.position = text.worldFromText.apply(Vec3(0, -height / 2, 0.0004));
    text.text = snapshot.displays[i];
    text.capHeight = height;
    text.maxWidth = instrument.displaySize.x * 0.92;
    text.colour = Vec3f(0.01F, 0.015F, 0.01F);
    list.texts.push_back(std::move(text));
  }
}

void Scene::addLabels(render::DrawList& list) const {
  for (const scenario::LabelModel& label : model_.labels) {
    render::WorldText text;
    text.worldFromText = poses_.worldFromNode(label.node);
    const double height = 0.006;
    text.worldFromText.position = text.worldFromText.apply(Vec3(0, -height / 2, 0.0004));
    text.text = model_.instances[label.instance].name;
    text.capHeight = height;
    text.maxWidth = 0.027;
    list.texts.push_back(std::move(text));
  }
}

void Scene::addLeads(const Snapshot& snapshot, render::DrawList& list) const {
  for (const scenario::InstrumentModel& instrument : model_.instruments) {
    if (instrument.probes.empty()) continue;
    if (!shown(snapshot, model_.probes[instrument.probes[0]].body.part)) continue;
    const auto end = [&](const std::optional<NodeRef>& node) {
      return poses_.worldFromNode(*node).position;
    };
    const auto add = [&](const Vec3& from, const Vec3& to, const Vec3f& colour) {
      list.tubes.push_back(tubeOf({from, to, bowOf(snapshot, instrument, from, to)}, colour));
    };
    const scenario::ProbeModel& first = model_.probes[instrument.probes[0]];
    const bool pair = instrument.probes.size() == 2 && !first.jack && first.lead &&
                      model_.probes[instrument.probes[1]].lead;
    if (pair) add(end(first.lead), end(model_.probes[instrument.probes[1]].lead), kBlackLead);
    if (pair) continue;
    for (size_t k = 0; k < instrument.probes.size(); ++k) {
      const scenario::ProbeModel& probe = model_.probes[instrument.probes[k]];
      if (probe.lead && probe.jack) {
        add(end(probe.jack), end(probe.lead), k == 0 ? kRedLead : kBlackLead);
      }
    }
  }
}

// Where a lead lies while nobody has taken its instrument in hand: beside it, at the end that the
// lead comes from.
Vec3 Scene::bowOf(const Snapshot& snapshot, const scenario::InstrumentModel& instrument,
                  const Vec3& from, const Vec3& to) const {
  constexpr double kBow = 0.05;  // m
  const int32_t item = model_.instances[instrument.instance].item;
  if (item < 0 || snapshot.state.itemPlaces[static_cast<size_t>(item)] != scenario::kPlaceHome) {
    return Vec3(0);
  }
  for (const uint32_t probe : instrument.probes) {
    if (snapshot.state.probes[probe].terminal >= 0) return Vec3(0);
  }
  const uint32_t part = model_.probes[instrument.probes[0]].body.part;
  Vec3 out = from - poses_.worldFromPart(part).position;
  out.y = 0;
  if (glm::length(out) < 0.01) out = glm::cross(to - from, Vec3(0, 1, 0));
  out.y = 0;
  return glm::length(out) < 1e-6 ? Vec3(kBow, 0, 0) : glm::normalize(out) * kBow;
}

// The colour of what the hands wear, if they wear something.
std::optional<Vec3> Scene::gloved(const Snapshot& snapshot) const {
  for (size_t i = 0; i < model_.items.size(); ++i) {
    const auto& item = model_.items[i];
    if (item.handColour && snapshot.state.itemPlaces[i] == scenario::kPlaceWorn) {
      return item.handColour;
    }
  }
  return std::nullopt;
}

void Scene::addHands(const Snapshot& snapshot, render::DrawList& list) const {
  const auto glove = gloved(snapshot);
  for (size_t h = 0; h < 2; ++h) {
    if (!snapshot.handShown[h] || !hands_[h].id.valid()) continue;
    render::Draw draw;
    draw.model = hands_[h].id;
    draw.worldFromModel = snapshot.worldFromHand[h];
    const session::HandShape shape = snapshot.handShape[h];
    const int shownNode = shape == session::HandShape::kPoint  ? hands_[h].point
                          : shape == session::HandShape::kGrip ? hands_[h].grip
                                                               : hands_[h].open;
    for (const int node : {hands_[h].open, hands_[h].grip, hands_[h].point}) {
      if (node < 0 || node == shownNode) continue;
      draw.nodes.push_back({});
      draw.nodes.back().node = static_cast<uint32_t>(node);
      draw.nodes.back().visible = false;
    }
    if (glove) {
      for (const HandModel::Bare& bare : hands_[h].bare) {
        draw.materials.push_back({bare.material, Vec3f(*glove / bare.colour)});
      }
    }
    list.draws.push_back(std::move(draw));
  }
}

// The trainee's head, where somebody else is looking.
void Scene::addHead(const Snapshot& snapshot, render::DrawList& list) const {
  if (!snapshot.headShown) return;
  render::Draw draw;
  draw.model = head_;
  draw.worldFromModel = snapshot.worldFromHead;
  if (!snapshot.headsetShown && headset_ >= 0) {
    draw.nodes.push_back({});
    draw.nodes.back().node = static_cast<uint32_t>(headset_);
    draw.nodes.back().visible = false;
  }
  list.draws.push_back(std::move(draw));
}

void Scene::light(render::DrawList& list) const {
  list.key.kind = render::KeyLight::Kind::kDirectional;
  list.key.direction = Vec3(-0.32, -0.85, -0.62);
  list.key.intensity = 1.05F;
  list.key.colour = Vec3f(1, 0.97F, 0.92F);
  const Vec3 centre = room_.centre();
  const double top = room_.max.y - 0.25;
  const double reach = room_.halfSize().x * 0.5;
  for (const double side : {-1.0, 1.0}) {
    render::FillLight lamp;
    lamp.position = Vec3(centre.x + side * reach, top, centre.z + 0.6);
    lamp.colour = Vec3f(0.95F, 0.97F, 1.0F);
    lamp.intensity = 1.1F;
    lamp.radius = 0.5F;
    lamp.range = 8;
    list.fills.push_back(lamp);
  }
  list.environment.roomMin = room_.min;
  list.environment.roomMax = room_.max;
}

void Scene::build(const Snapshot& snapshot, const std::vector<EntityRef>& highlighted,
                  render::DrawList& list) {
  poses_.update(snapshot.state, snapshot.overrides);
  list.draws.clear();
  list.texts.clear();
  list.tubes.clear();
  list.fills.clear();
  for (uint32_t p = 0; p < model_.parts.size(); ++p) addPart(snapshot, p, highlighted, list);
  addDisplays(snapshot, list);
  addLabels(list);
  addLeads(snapshot, list);
  addHands(snapshot, list);
  addHead(snapshot, list);
  light(list);
  list.effects = {};
  if (snapshot.flash > 0) {
    list.effects.flash = Vec3f(1);
    list.effects.flashAmount = static_cast<float>(snapshot.flash);
  } else if (snapshot.shock > kRedFrom) {
    // Red for a moment; the rim that stays longer leaves the hands in sight (fright.cpp).
    const double red = (snapshot.shock - kRedFrom) / (1 - kRedFrom);
    list.effects.flash = Vec3f(0.8F, 0.03F, 0.02F);
    list.effects.flashAmount = static_cast<float>(0.6 * red);
  }
  list.effects.vignette = 0.15F + 0.5F * static_cast<float>(snapshot.shock);
  list.time = static_cast<float>(secondsFromTick(snapshot.state.tick));
}

}  // namespace shixun::view
