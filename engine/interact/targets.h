// Targets: where the things that can be used are, and whether a body at a given place can get at
// them.
#pragma once

#include <optional>
#include <vector>

#include "interact/scene.h"

namespace shixun::interact {

// A place to be reached.
struct Target {
  EntityRef entity;
  Vec3 point = Vec3(0);       // world
  Vec3 outward = Vec3(0);     // unit normal of the surface it lies in; zero: any side will do
  std::vector<uint32_t> own;  // groups that belong to it and are not in its way
};

// The nearest grip of a control to a point (the node's origin when the author gave none).
Target controlTarget(const Scene& scene, uint32_t control, const Vec3& near);
// none: the terminal has no place in the world.
std::optional<Target> terminalTarget(const Scene& scene, uint32_t terminal);
Target pointTarget(const Scene& scene, uint32_t point);
Target conductorTarget(const Scene& scene, uint32_t conductor);
Target inspectTarget(const Scene& scene, uint32_t inspect);
// The nearest of an item's grips to a point (the nearest point of its box when the author gave
// none); `worldFromItem` as it lies now.
Target itemTarget(const Scene& scene, uint32_t item, const Pose& worldFromItem, const Vec3& near);

// True when a straight way leads from the eye or the shoulder to a place just in front of the
// target and from there to it, with nothing solid but the target's own pieces between. Several ways
// close to each other are tried, so that a wire in front does not count as a wall.
bool reachFree(const Scene& scene, const Target& target, const Vec3& eye, const Vec3& shoulder);

// True when an item with these tags fits a point and nothing hangs there yet.
bool pointTakes(const ScenarioModel& model, const plant::State& state, uint32_t point,
                uint32_t item);
bool shareTag(const std::vector<std::string>& a, const std::vector<std::string>& b);

// Where a palm takes hold below a node of an item's model: the nodes named "grip...", in their
// order, as poses in the model's frame. What belongs to another loose piece of the model is left
// out.
std::vector<Pose> gripsBelow(const Scene& scene, uint32_t item, uint32_t node);
// The point of a tool that does the work, model frame: node "jaw_centre", "tip" or "jaw".
std::optional<Vec3> workingEnd(const Scene& scene, uint32_t item);

}  // namespace shixun::interact
