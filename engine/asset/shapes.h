// Shapes made by code: for rooms, simple props and tests. Each is appended to a mesh as triangles
// of one material, so that several make one object.
#pragma once

#include "asset/model.h"

namespace shixun::asset {

// All sizes in metres. Boxes and cylinders are centred on `meshFromShape`.
void addBox(Mesh& mesh, uint32_t material, const Pose& meshFromShape, const Vec3& size,
            double bevel = 0);
// A rectangle in the shape's xz plane facing +y, cut into cells of about `cell` (0: one piece); uv
// in metres / `uvScale`.
struct PlaneDef {
  double width = 1;  // along x
  double depth = 1;  // along z
  double cell = 0;
  double uvScale = 1;
};
void addPlane(Mesh& mesh, uint32_t material, const Pose& meshFromShape, const PlaneDef& def);
// Along y, with caps.
void addCylinder(Mesh& mesh, uint32_t material, const Pose& meshFromShape, double radius,
                 double height, int sides = 24);
void addSphere(Mesh& mesh, uint32_t material, const Vec3& centre, double radius, int rings = 16);

// Recomputes Mesh::box.
void updateBox(Mesh& mesh);
// One mesh on one node: a finished model.
Model modelFromMesh(std::string name, Mesh mesh, std::vector<Material> materials);

}  // namespace shixun::asset
