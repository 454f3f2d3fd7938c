// The scene of the drawing benchmarks: about 300,000 triangles in 200 objects, made by code, so
// that it is the same everywhere and for ever.
#pragma once

#include <cstdint>
#include <vector>

#include "asset/model.h"
#include "render/draw_list.h"

namespace shixun::tools {

struct BenchScene {
  // Each of one node, one mesh and one primitive, opaque, without textures.
  std::vector<asset::Model> models;
  // Draws from near to far, all of each seen by both views, two views (left and right eye). The
  // draws' models are the drawer's to fill in.
  render::DrawList list;
  std::vector<uint32_t> modelOf;  // per draw: index into models
  uint64_t triangles = 0;         // of all draws

  // The draw that a benchmark moves from frame to frame, so that shadows have to be drawn again.
  static constexpr size_t kMoved = 0;
  // Its place in frame n: turned a little on the spot.
  Pose moved(uint32_t n) const;
};

BenchScene makeBenchScene();

}  // namespace shixun::tools
