// Private to physics: the Bullet objects behind a World.
#pragma once

#include <btBulletDynamicsCommon.h>

#include <memory>
#include <vector>

#include "physics/slots.h"
#include "physics/world.h"

namespace shixun::physics {

inline btVector3 toBullet(const Vec3& v) {
  return {static_cast<btScalar>(v.x), static_cast<btScalar>(v.y), static_cast<btScalar>(v.z)};
}
inline Vec3 fromBullet(const btVector3& v) {
  return {static_cast<double>(v.x()), static_cast<double>(v.y()), static_cast<double>(v.z())};
}
inline btTransform toBullet(const Pose& p) {
  const btQuaternion q(static_cast<btScalar>(p.rotation.x), static_cast<btScalar>(p.rotation.y),
                       static_cast<btScalar>(p.rotation.z), static_cast<btScalar>(p.rotation.w));
  return btTransform(q.normalized(), toBullet(p.position));
}
inline Pose fromBullet(const btTransform& t) {
  const btQuaternion q = t.getRotation();
  return {Quat(static_cast<double>(q.w()), static_cast<double>(q.x()), static_cast<double>(q.y()),
               static_cast<double>(q.z())),
          fromBullet(t.getOrigin())};
}
inline double toDouble(btScalar s) {
  return static_cast<double>(s);
}
inline btScalar toScalar(double s) {
  return static_cast<btScalar>(s);
}

// Skin around hulls and boxes. Bullet's own 4 cm would swallow a padlock.
inline constexpr double kMargin = 0.001;  // m

struct Shape {
  std::vector<btScalar> vertices;  // of a mesh: x y z each; read by `triangles`
  std::vector<int> indices;
  std::unique_ptr<btTriangleIndexVertexArray> triangles;  // read by `shape`
  std::unique_ptr<btCollisionShape> shape;
  Pose shapeFromBullet;  // a box knows no centre of its own
  bool mesh = false;
};

struct Body {
  BodyType type = BodyType::kStatic;
  std::unique_ptr<btCompoundShape> compound;  // of shared shapes; none: one shared shape as it is
  std::unique_ptr<btRigidBody> body;
  Pose bodyFromCentre;     // Bullet's origin is the centre of mass
  double innerRadius = 0;  // m, of a sphere that fits inside the box around the shapes
  Pose given;              // worldFromBody of a body that is not dynamic
  uint32_t layers = 1;
  uint32_t collidesWith = ~0U;
  uint32_t group = 0;
  uint64_t user = 0;
};

struct Joint {
  JointDef def;
  double zero = 0;  // amount at which Bullet's own measure is 0
  std::unique_ptr<btTypedConstraint> constraint;
};

struct Grab {
  GrabDef def;
  Pose worldFromHand;
  bool slipped = false;
  std::unique_ptr<btGeneric6DofSpring2Constraint> constraint;
};

struct World::Impl {
  btDefaultCollisionConfiguration configuration;
  btCollisionDispatcher dispatcher{&configuration};
  btDbvtBroadphase broadphase;
  btSequentialImpulseConstraintSolver solver;
  std::unique_ptr<btDiscreteDynamicsWorld> world;
  std::unique_ptr<btRigidBody> anchor;  // what joints and grabs hold on to: the world

  Slots<Shape, ShapeTag> shapes;
  Slots<Body, BodyTag> bodies;
  Slots<Joint, JointTag> joints;
  Slots<Grab, GrabTag> grabs;
  std::vector<BodyId> dynamics;  // in order of creation
  std::vector<Contact> contacts;
  Counters counters;

  Impl();
  ~Impl();
  bool anythingMoves();
  void applyJointForces();
  void applyGrabs();
  void holdBackTheFast(const World& self);
  void gatherContacts();
  const Body* find(const btCollisionObject* object) const;
  BodyId idOf(const btCollisionObject* object) const;
  void freeJoint(JointId joint);
  void freeGrab(GrabId grab);
};

// The Id of a body travels in Bullet's two user integers.
inline void setId(btCollisionObject& object, BodyId id) {
  object.setUserIndex(static_cast<int>(id.index));
  object.setUserIndex2(static_cast<int>(id.generation));
}

}  // namespace shixun::physics
