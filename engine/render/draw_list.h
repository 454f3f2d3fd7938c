// DrawList: everything one frame shows, as plain data. The view fills it from a snapshot; the
// renderer draws it for one view or several. It knows nothing of sessions, and nothing in it is
// kept after the call.
//
// Light has no absolute unit: a white matt surface facing a light of intensity 1 at 1 m (a
// directional one at any distance) has radiance 1, and radiance 1 at exposure 1 shows just below
// paper white. Colours are linear unless said otherwise.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/id.h"
#include "math/geometry.h"

namespace shixun::render {

struct ModelTag {};
using ModelId = Id<ModelTag>;

inline constexpr uint32_t kMaxViews = 4;
inline constexpr uint32_t kMaxFillLights = 8;

// One eye or one camera; view i of a list goes to layer i of the target.
struct View {
  Mat4 viewFromWorld = Mat4(1);
  // Vulkan clip space, y down, depth reversed: 1 at the near plane, 0 at infinity. Made by the two
  // functions below.
  Mat4 clipFromView = Mat4(1);
  // Parts of the picture that nobody sees (a headset's lenses hide its corners): triangles 1 m
  // before the eye, x to the right and y up, three corners each. Nothing is drawn there; they stay
  // black.
  std::vector<Vec2> hidden = {};
};

// Angles in radians, near plane in metres, no far plane.
inline constexpr double kNearPlane = 0.05;
Mat4 perspective(double verticalAngle, double aspect, double nearPlane = kNearPlane);
// An eye of a headset: the four half-angles as OpenXR gives them (left and down negative).
struct FieldOfView {
  double left = 0, right = 0, up = 0, down = 0;
};
Mat4 perspective(const FieldOfView& fov, double nearPlane = kNearPlane);
// The usual camera: at `eye`, looking at `target`, +y up in the picture.
Mat4 lookAt(const Vec3& eye, const Vec3& target, const Vec3& up = Vec3(0, 1, 0));
// viewFromWorld of a head or camera pose (looking along its -z).
Mat4 viewFromPose(const Pose& worldFromCamera);

// A part of the target in fractions of its size, origin top left.
struct Rect {
  double x = 0, y = 0, width = 1, height = 1;
};

// Something about one node that is not as the model says. `node` indexes asset::Model::nodes (same
// as Sidecar::nodes).
struct NodeOverride {
  uint32_t node = 0;
  bool hasPose = false;
  Pose parentFromNode = {};   // used when hasPose; children follow
  bool visible = true;        // false hides the node and all below it
  Vec3f tint = Vec3f(1);      // multiplies the base colour of this node's own mesh
  Vec3f emissive = Vec3f(0);  // added to the emission of this node's own mesh
  float highlight = 0;        // 0..1, as Draw::highlight for this node's own mesh
};

// The same for one material of the model, wherever it is used in this Draw.
struct MaterialOverride {
  uint32_t material = 0;
  Vec3f tint = Vec3f(1);
  Vec3f emissive = Vec3f(0);
};

struct Draw {
  ModelId model = {};
  Pose worldFromModel = {};
  std::vector<NodeOverride> nodes = {};
  std::vector<MaterialOverride> materials = {};
  float highlight = 0;  // 0 none .. 1 full: the rim glows and the surface lifts a little
  bool castsShadow = true;
};

enum class TextAlign { kLeft, kCentre, kRight };

// Text that stands in the world: displays, designations, labels. Lies in the frame's xy plane,
// reads along +x, faces +z; (0, 0) is the baseline's start, middle or end according to `align`.
struct WorldText {
  Pose worldFromText = {};
  std::string text = {};        // UTF-8; '\n' starts a new line below
  double capHeight = 0.01;      // m, height of a capital H
  Vec3f colour = Vec3f(0.02F);  // of the ink, lit like the surface it is on
  Vec3f emissive = Vec3f(0);    // light of its own (displays)
  TextAlign align = TextAlign::kCentre;
  double maxWidth = 0;  // m; > 0: wider text is made smaller until it fits
};

// A flexible lead, a cable, a pointer ray or a line: a round tube along points.
struct Tube {
  std::vector<Vec3> points = {};  // world, at least two
  double radius = 0.002;          // m
  Vec3f colour = Vec3f(0.5F);
  float roughness = 0.5F;
  float metallic = 0;
  Vec3f emissive = Vec3f(0);
  bool castsShadow = true;
};

// The one light that throws shadows.
struct KeyLight {
  enum class Kind { kDirectional, kSpot };
  Kind kind = Kind::kDirectional;
  Vec3 direction = Vec3(-0.4, -0.8, -0.45);  // the way the light travels; any length
  Vec3 position = Vec3(0, 3, 0);             // spot only
  double innerAngle = 0.5;  // spot: half-angles of the full and the last light, rad
  double outerAngle = 0.8;
  Vec3f colour = Vec3f(1, 0.96F, 0.9F);
  float intensity = 1.0F;
  float softness = 0.018F;  // m, width of the shadow's edge
  // World box of what throws and takes shadows; the smaller, the finer. Equal corners: the
  // environment's room, whose shell (0.35 m below the ceiling, 0.06 m at the walls) throws none, as
  // if the light came from its lamps. Keep it still: a box that moves makes shadow edges crawl.
  Vec3 shadowMin = Vec3(0);
  Vec3 shadowMax = Vec3(0);
};

// A light without shadow; radius > 0 softens its highlight and its falloff nearby, like a lamp of
// that size.
struct FillLight {
  Vec3 position = Vec3(0);
  Vec3f colour = Vec3f(1);
  float intensity = 0.5F;
  float radius = 0.1F;  // m
  float range = 6;      // m, fades to nothing here
};

// Light from everywhere: a room seen as a box with a bright ceiling. Diffuse surfaces take up light
// from above, the sides and below; smooth ones and metals mirror the room's walls, floor and
// ceiling lamps.
struct Environment {
  Vec3f above = Vec3f(0.46F, 0.47F, 0.48F);
  Vec3f sides = Vec3f(0.32F, 0.315F, 0.31F);
  Vec3f below = Vec3f(0.26F, 0.25F, 0.24F);
  Vec3f lamp = Vec3f(4.0F);        // radiance of the ceiling lamps as mirrors see them
  Vec3 roomMin = Vec3(-3, 0, -3);  // m, world
  Vec3 roomMax = Vec3(3, 3, 3);
  float intensity = 1;
  Vec3f background = Vec3f(0.05F, 0.055F, 0.06F);  // where nothing is drawn
};

// What happens to the eye, not to the world.
struct ScreenEffects {
  Vec3f flash = Vec3f(1);  // colour of the flash (white: arc, red: shock)
  float flashAmount = 0;   // 0..1
  float vignette = 0;      // 0..1, darkens towards the edge
  float fade = 0;          // 0..1 to black
};

struct DrawList {
  std::vector<View> views = {};  // 1..kMaxViews
  Rect viewport = {};            // where in the target the scene goes, for every view
  std::vector<Draw> draws = {};
  std::vector<WorldText> texts = {};
  std::vector<Tube> tubes = {};
  KeyLight key = {};
  std::vector<FillLight> fills = {};  // the first kMaxFillLights count
  Environment environment = {};
  ScreenEffects effects = {};
  float exposure = 1;
  float time = 0;  // s, moves the highlight's pulse only
};

}  // namespace shixun::render
