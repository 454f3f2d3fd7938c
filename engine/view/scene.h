// Scene: a snapshot as a draw list. Loads the scenario's models once, then fills a list a frame. No
// rules: it shows what the snapshot says.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plant/pose.h"
#include "render/draw_list.h"
#include "render/renderer.h"
#include "scenario/load.h"
#include "session/snapshot.h"

namespace shixun::view {

class Scene {
 public:
  // Loads every model of the scenario into the renderer. renderer and model must outlive the scene.
  // Fails with the file and what is wrong with it.
  static Result<std::unique_ptr<Scene>> create(render::Renderer& renderer,
                                               const scenario::ContentRoot& root,
                                               const scenario::ScenarioModel& model);

  // Fills everything but the list's views. highlighted: entities that glow (hover, next step).
  void build(const session::Snapshot& snapshot, const std::vector<scenario::EntityRef>& highlighted,
             render::DrawList& list);

  // Poses of the last build.
  const plant::Poses& poses() const { return poses_; }

 private:
  Scene(render::Renderer& renderer, const scenario::ScenarioModel& model);
  Status load(const scenario::ContentRoot& root);
  void addPart(const session::Snapshot& snapshot, uint32_t part,
               const std::vector<scenario::EntityRef>& highlighted, render::DrawList& list);
  void addDisplays(const session::Snapshot& snapshot, render::DrawList& list) const;
  void addLabels(render::DrawList& list) const;
  void addLeads(const session::Snapshot& snapshot, render::DrawList& list) const;
  Vec3 bowOf(const session::Snapshot& snapshot, const scenario::InstrumentModel& instrument,
             const Vec3& from, const Vec3& to) const;
  std::optional<Vec3> gloved(const session::Snapshot& snapshot) const;
  void addHands(const session::Snapshot& snapshot, render::DrawList& list) const;
  void addHead(const session::Snapshot& snapshot, render::DrawList& list) const;
  void light(render::DrawList& list) const;
  bool shown(const session::Snapshot& snapshot, uint32_t part) const;

  struct Loaded {
    render::ModelId id;
    std::vector<int> lensMaterial;  // per node: the material that its lamp lights, -1 for none
  };
  struct HandModel {
    render::ModelId id;
    int open = -1, grip = -1, point = -1;  // nodes
    struct Bare {
      uint32_t material = 0;
      Vec3 colour;  // linear
    };
    std::vector<Bare> bare;  // skin and nails: what a glove covers
  };

  render::Renderer& renderer_;
  const scenario::ScenarioModel& model_;
  plant::Poses poses_;
  std::vector<Loaded> models_;                                     // (sidecars)
  std::vector<std::vector<uint32_t>> partControls_, partMotions_;  // (parts)
  HandModel hands_[2];
  render::ModelId head_;
  int headset_ = -1;  // node of the head
  asset::Box room_;
};

}  // namespace shixun::view
