// World: rigid bodies, joints with detents, grabs and geometric queries, in fixed steps.
//
// Same calls in the same order give the same bits: pairs are solved in a fixed order, one step is
// always 1/120 s, and nothing can be restored - a session that starts again makes a fresh World.
// Handles stay valid until the thing is destroyed; using a stale one is a bug and asserts.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/id.h"
#include "math/geometry.h"

namespace shixun::physics {

using ShapeId = Id<struct ShapeTag>;
using BodyId = Id<struct BodyTag>;
using JointId = Id<struct JointTag>;
using GrabId = Id<struct GrabTag>;

// Static never moves, kinematic moves only by setPose, dynamic is moved by forces.
enum class BodyType : uint8_t { kStatic, kKinematic, kDynamic };

struct ShapePart {
  ShapeId shape;
  Pose bodyFromShape;
};

struct BodyDef {
  BodyType type = BodyType::kStatic;
  // At least one. Triangle meshes on static and kinematic bodies only.
  std::span<const ShapePart> shapes;
  Pose worldFromBody;
  double mass = 1;              // kg, dynamic bodies; spread evenly over the box around the shapes
  double friction = 0.6;        // Coulomb
  double restitution = 0.05;    // 0..1
  double gravityScale = 1;      // 0: carried by its joint
  uint32_t layers = 1;          // bits: what it is
  uint32_t collidesWith = ~0U;  // bits: layers it bumps into; both sides must agree
  uint32_t group = 0;           // caller's; queries can leave out groups
  uint64_t user = 0;            // caller's
};

enum class JointType : uint8_t { kHinge, kSlider };

// Ties a dynamic body to the world, leaving one way to move: about the joint's Z axis (hinge, rad)
// or along it (slider, m). The amount is 0 where the body would be at amount 0; see startAmount.
struct JointDef {
  JointType type = JointType::kHinge;
  BodyId body;
  Pose worldFromJoint;     // Z is the axis
  double startAmount = 0;  // the body's amount as it stands now
  double lower = 0;        // travel; a hinge turns less than 350 degrees
  double upper = 0;
  // Places where it rests. Everywhere else it is drawn to the nearest one with detentForce (full
  // force from a fifth of the way to the midpoint), so that the midpoint is where it snaps over.
  std::vector<double> detents;
  double detentForce = 0;  // N m or N
  double friction = 0;     // N m or N that must be overcome to move at all
  double damping = 0;      // N m s/rad or N s/m
};

// A hand holding a body: a spring on all six axes with limited strength, so that what is held fast
// stays behind and what is light follows.
struct GrabDef {
  BodyId body;
  Pose bodyFromGrab;           // where on the body it is held
  double maxForce = 60;        // N
  double maxTorque = 0;        // N m; 0: the hand turns freely around the held point
  double slipDistance = 0.15;  // m between hand and held point at which it slips out
};

struct Filter {
  uint32_t layers = ~0U;                   // bodies that have one of these bits
  std::span<const uint32_t> ignoreGroups;  // bodies of these groups are not there
  BodyId ignore;                           // nor is this one
};

struct Hit {
  BodyId body;
  uint64_t user = 0;      // of the body
  uint32_t group = 0;     // of the body
  Vec3 point = Vec3(0);   // on the body's surface, world
  Vec3 normal = Vec3(0);  // of that surface against the query's direction, unit length
  double fraction = 1;    // 0..1 of the way
};

struct Closest {
  BodyId body;
  uint64_t user = 0;
  uint32_t group = 0;
  Vec3 point = Vec3(0);   // on the surface, world
  Vec3 normal = Vec3(0);  // from the surface towards the query point, unit length
  double distance = 0;    // m; negative inside a solid shape
};

struct Contact {
  BodyId a, b;            // a's index is the smaller one
  Vec3 point = Vec3(0);   // world
  Vec3 normal = Vec3(0);  // from b to a, unit length
  double impulse = 0;     // N s in this step
};

class World {
 public:
  World();
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // Shapes can be shared by any number of bodies and live as long as the World.
  ShapeId addBox(const Vec3& halfSize, const Vec3& centre = Vec3(0));  // m, all > 0
  ShapeId addHull(std::span<const Vec3> points);                       // at least one point
  // Three indices a triangle; solid from both sides, hollow inside.
  ShapeId addMesh(std::span<const Vec3> vertices, std::span<const uint32_t> indices);

  BodyId createBody(const BodyDef& def);
  void destroyBody(BodyId body);  // with its joints and grabs
  bool contains(BodyId body) const;
  Pose pose(BodyId body) const;  // worldFromBody
  // Kinematic: moves there and wakes what rests on it. Dynamic: is set there at rest.
  void setPose(BodyId body, const Pose& worldFromBody);
  void setVelocity(BodyId body, const Vec3& linear, const Vec3& angular);  // m/s, rad/s
  bool isAwake(BodyId body) const;
  void setLayers(BodyId body, uint32_t layers);  // for queries, from now on

  JointId createJoint(const JointDef& def);
  void destroyJoint(JointId joint);
  double amount(JointId joint) const;  // rad or m
  double rate(JointId joint) const;    // rad/s or m/s
  void setLimits(JointId joint, double lower, double upper);
  void setDetents(JointId joint, std::span<const double> detents);
  // What resists turning: kg m2 about a hinge's axis, kg along a slider's.
  double inertia(JointId joint) const;

  GrabId createGrab(const GrabDef& def, const Pose& worldFromHand);
  void destroyGrab(GrabId grab);
  void moveGrab(GrabId grab, const Pose& worldFromHand);
  double stretch(GrabId grab) const;  // m between hand and held point
  bool slipped(GrabId grab) const;    // has been stretched beyond slipDistance; pulls no more

  // Advances by 1/120 s. Costs next to nothing while everything sleeps.
  void step();

  std::optional<Hit> rayCast(const Vec3& from, const Vec3& to, const Filter& filter = {}) const;
  // A sphere moved along a line. One that starts inside something hits it at fraction 0.
  std::optional<Hit> sphereSweep(const Vec3& from, const Vec3& to, double radius,
                                 const Filter& filter = {}) const;
  // Bodies that a sphere touches, in order of creation.
  std::vector<BodyId> overlapSphere(const Vec3& centre, double radius,
                                    const Filter& filter = {}) const;
  // The nearest surface within radius of a point.
  std::optional<Closest> closestPoint(const Vec3& point, double radius,
                                      const Filter& filter = {}) const;
  // Touching pairs of the last step that moved anything, ordered by bodies.
  std::span<const Contact> contacts() const;

  struct Counters {
    uint64_t steps = 0;   // calls of step()
    uint64_t solved = 0;  // of those, the ones in which something could move
    uint32_t bodies = 0;
    uint32_t awake = 0;  // dynamic bodies awake now
  };
  Counters counters() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace shixun::physics
