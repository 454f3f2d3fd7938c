#include "physics/world.h"

#include <algorithm>

#include "core/clock.h"
#include "physics/world_impl.h"

namespace shixun::physics {

World::Impl::Impl() {
  world =
      std::make_unique<btDiscreteDynamicsWorld>(&dispatcher, &broadphase, &solver, &configuration);
  world->setGravity({0, toScalar(-9.81), 0});
  world->getDispatchInfo().m_deterministicOverlappingPairs = true;
  world->getSolverInfo().m_numIterations = 30;
  // Only what moves pays for its box; setPose looks after the rest.
  world->setForceUpdateAllAabbs(false);
  btRigidBody::btRigidBodyConstructionInfo info(0, nullptr, nullptr);
  anchor = std::make_unique<btRigidBody>(info);
}

World::Impl::~Impl() {
  // Bullet's destructors expect the world to let go of everything first.
  grabs.each([&](GrabId, Grab& g) { world->removeConstraint(g.constraint.get()); });
  joints.each([&](JointId, Joint& j) { world->removeConstraint(j.constraint.get()); });
  bodies.each([&](BodyId, Body& b) { world->removeRigidBody(b.body.get()); });
}

BodyId World::Impl::idOf(const btCollisionObject* object) const {
  return {static_cast<uint32_t>(object->getUserIndex()),
          static_cast<uint32_t>(object->getUserIndex2())};
}

const Body* World::Impl::find(const btCollisionObject* object) const {
  const BodyId id = idOf(object);
  return bodies.contains(id) ? &bodies.get(id) : nullptr;
}

bool World::Impl::anythingMoves() {
  counters.awake = 0;
  for (const BodyId id : dynamics) {
    if (bodies.get(id).body->isActive()) ++counters.awake;
  }
  return counters.awake > 0;
}

// A small fast thing would be before a thin floor in one step and behind it in the next. Bullet's
// own guard works for single convex shapes only, so look ahead: who would pass through something is
// slowed to arrive at it.
void World::Impl::holdBackTheFast(const World& self) {
  for (const BodyId id : dynamics) {
    const Body& body = bodies.get(id);
    const Vec3 way = fromBullet(body.body->getLinearVelocity()) * kTickSeconds;
    const double length = glm::length(way);
    if (!body.body->isActive() || length < body.innerRadius) continue;
    Filter filter;
    filter.layers = body.collidesWith;
    filter.ignore = id;
    const Vec3 from = fromBullet(body.body->getCenterOfMassPosition());
    const auto hit = self.sphereSweep(from, from + way, body.innerRadius * 0.5, filter);
    if (!hit || hit->fraction <= 0 || !bodies.contains(hit->body)) continue;
    if (bodies.get(hit->body).type == BodyType::kDynamic) continue;
    body.body->setLinearVelocity(body.body->getLinearVelocity() * toScalar(hit->fraction));
  }
}

void World::Impl::gatherContacts() {
  contacts.clear();
  for (int i = 0; i < dispatcher.getNumManifolds(); ++i) {
    const btPersistentManifold* manifold = dispatcher.getManifoldByIndexInternal(i);
    const BodyId first = idOf(manifold->getBody0());
    const BodyId second = idOf(manifold->getBody1());
    const bool swap = second.index < first.index;
    for (int k = 0; k < manifold->getNumContacts(); ++k) {
      const btManifoldPoint& p = manifold->getContactPoint(k);
      if (p.getDistance() > 0) continue;
      Contact contact;
      contact.a = swap ? second : first;
      contact.b = swap ? first : second;
      contact.point = fromBullet(p.getPositionWorldOnB());
      contact.normal = fromBullet(p.m_normalWorldOnB) * (swap ? -1.0 : 1.0);
      contact.impulse = toDouble(p.getAppliedImpulse());
      contacts.push_back(contact);
    }
  }
  std::stable_sort(contacts.begin(), contacts.end(), [](const Contact& x, const Contact& y) {
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  });
}

World::World() : impl_(std::make_unique<Impl>()) {}
World::~World() = default;

ShapeId World::addBox(const Vec3& halfSize, const Vec3& centre) {
  SHIXUN_ASSERT(halfSize.x > 0 && halfSize.y > 0 && halfSize.z > 0, "a box needs a size");
  Shape shape;
  const double margin = std::min({kMargin, halfSize.x * 0.5, halfSize.y * 0.5, halfSize.z * 0.5});
  auto box = std::make_unique<btBoxShape>(toBullet(halfSize));
  box->setMargin(toScalar(margin));
  shape.shape = std::move(box);
  shape.shapeFromBullet = Pose(centre);
  return impl_->shapes.add(std::move(shape));
}

ShapeId World::addHull(std::span<const Vec3> points) {
  SHIXUN_ASSERT(!points.empty(), "a hull needs points");
  Shape shape;
  auto hull = std::make_unique<btConvexHullShape>();
  for (const Vec3& p : points) hull->addPoint(toBullet(p), false);
  hull->recalcLocalAabb();
  hull->setMargin(toScalar(kMargin));
  shape.shape = std::move(hull);
  return impl_->shapes.add(std::move(shape));
}

ShapeId World::addMesh(std::span<const Vec3> vertices, std::span<const uint32_t> indices) {
  SHIXUN_ASSERT(!indices.empty() && indices.size() % 3 == 0, "a mesh is made of triangles");
  Shape shape;
  shape.mesh = true;
  shape.vertices.reserve(vertices.size() * 3);
  for (const Vec3& v : vertices) {
    for (int i = 0; i < 3; ++i) shape.vertices.push_back(toScalar(v[i]));
  }
  for (const uint32_t i : indices) {
    SHIXUN_ASSERT(i < vertices.size(), "a mesh's index points at no vertex");
    shape.indices.push_back(static_cast<int>(i));
  }
  // The vectors' storage does not move when the Shape does, so Bullet's pointers stay good.
  shape.triangles = std::make_unique<btTriangleIndexVertexArray>(
      static_cast<int>(indices.size() / 3), shape.indices.data(), 3 * sizeof(int),
      static_cast<int>(vertices.size()), shape.vertices.data(), 3 * sizeof(btScalar));
  auto mesh = std::make_unique<btBvhTriangleMeshShape>(shape.triangles.get(), true);
  mesh->setMargin(toScalar(kMargin));
  shape.shape = std::move(mesh);
  return impl_->shapes.add(std::move(shape));
}

namespace {

Vec3 centreOf(const btCompoundShape& compound) {
  btVector3 low;
  btVector3 high;
  compound.getAabb(btTransform::getIdentity(), low, high);
  return fromBullet((low + high) * btScalar(0.5));
}

std::unique_ptr<btCompoundShape> makeCompound(Slots<Shape, ShapeTag>& shapes, const BodyDef& def,
                                              const Vec3& centre) {
  auto compound = std::make_unique<btCompoundShape>(def.shapes.size() > 4);
  compound->setMargin(toScalar(kMargin));
  for (const ShapePart& part : def.shapes) {
    Shape& shape = shapes.get(part.shape);
    SHIXUN_ASSERT(!shape.mesh || def.type != BodyType::kDynamic,
                  "a triangle mesh is hollow and cannot be a dynamic body");
    const Pose place = Pose(-centre) * part.bodyFromShape * shape.shapeFromBullet;
    compound->addChildShape(toBullet(place), shape.shape.get());
  }
  return compound;
}

bool isPlain(const Pose& p) {
  return p.position == Vec3(0) && p.rotation == Quat(1, 0, 0, 0);
}

}  // namespace

BodyId World::createBody(const BodyDef& def) {
  SHIXUN_ASSERT(!def.shapes.empty(), "a body needs a shape");
  Impl& w = *impl_;
  Body body;
  body.type = def.type;
  body.given = def.worldFromBody;
  body.layers = def.layers;
  body.collidesWith = def.collidesWith;
  body.group = def.group;
  body.user = def.user;

  const bool dynamic = def.type == BodyType::kDynamic;
  Shape& first = w.shapes.get(def.shapes[0].shape);
  btCollisionShape* shape = first.shape.get();
  btVector3 inertia(0, 0, 0);
  if (dynamic) {
    const Vec3 centre = centreOf(*makeCompound(w.shapes, def, Vec3(0)));
    body.bodyFromCentre = Pose(centre);
    body.compound = makeCompound(w.shapes, def, centre);
    body.compound->calculateLocalInertia(toScalar(def.mass), inertia);
    shape = body.compound.get();
  } else if (def.shapes.size() > 1 || !isPlain(def.shapes[0].bodyFromShape) ||
             !isPlain(first.shapeFromBullet)) {
    body.compound = makeCompound(w.shapes, def, Vec3(0));
    shape = body.compound.get();
  }

  btRigidBody::btRigidBodyConstructionInfo info(dynamic ? toScalar(def.mass) : 0, nullptr, shape,
                                                inertia);
  info.m_startWorldTransform = toBullet(def.worldFromBody * body.bodyFromCentre);
  info.m_friction = toScalar(def.friction);
  info.m_restitution = toScalar(def.restitution);
  info.m_rollingFriction = toScalar(0.001);
  info.m_linearDamping = toScalar(0.05);
  info.m_angularDamping = toScalar(0.2);
  info.m_linearSleepingThreshold = toScalar(0.05);
  info.m_angularSleepingThreshold = toScalar(0.3);
  body.body = std::make_unique<btRigidBody>(info);
  if (def.type == BodyType::kKinematic) {
    body.body->setCollisionFlags(body.body->getCollisionFlags() |
                                 btCollisionObject::CF_KINEMATIC_OBJECT);
    // Asleep: it moves only through setPose, which says so to its neighbours.
    body.body->forceActivationState(ISLAND_SLEEPING);
  }
  if (dynamic) {
    btVector3 low;
    btVector3 high;
    shape->getAabb(btTransform::getIdentity(), low, high);
    const Vec3 half = fromBullet(high - low) * 0.5;
    body.innerRadius = std::min({half.x, half.y, half.z});
  }
  btRigidBody* raw = body.body.get();
  const BodyId id = w.bodies.add(std::move(body));
  setId(*raw, id);
  w.world->addRigidBody(raw, static_cast<int>(def.layers), static_cast<int>(def.collidesWith));
  if (def.gravityScale != 1) raw->setGravity(w.world->getGravity() * toScalar(def.gravityScale));
  if (dynamic) w.dynamics.push_back(id);
  ++w.counters.bodies;
  return id;
}

void World::destroyBody(BodyId id) {
  Impl& w = *impl_;
  Body& body = w.bodies.get(id);
  std::vector<GrabId> grabs;
  std::vector<JointId> joints;
  w.grabs.each([&](GrabId g, Grab& grab) {
    if (grab.def.body == id) grabs.push_back(g);
  });
  w.joints.each([&](JointId j, Joint& joint) {
    if (joint.def.body == id) joints.push_back(j);
  });
  for (const GrabId g : grabs) w.freeGrab(g);
  for (const JointId j : joints) w.freeJoint(j);
  w.world->removeRigidBody(body.body.get());
  std::erase(w.dynamics, id);
  w.bodies.remove(id);
  std::erase_if(w.contacts, [&](const Contact& c) { return c.a == id || c.b == id; });
  --w.counters.bodies;
}

bool World::contains(BodyId body) const {
  return impl_->bodies.contains(body);
}

Pose World::pose(BodyId id) const {
  const Body& body = impl_->bodies.get(id);
  if (body.type != BodyType::kDynamic) return body.given;
  return fromBullet(body.body->getWorldTransform()) * body.bodyFromCentre.inverse();
}

namespace {

// Wakes dynamic bodies whose boxes meet the box of a thing that moved and that they bump into.
class Waker final : public btBroadphaseAabbCallback {
 public:
  explicit Waker(const btBroadphaseProxy& mover) : mover_(mover) {}
  bool process(const btBroadphaseProxy* proxy) override {
    auto* object = static_cast<btCollisionObject*>(proxy->m_clientObject);
    const bool meets = (proxy->m_collisionFilterGroup & mover_.m_collisionFilterMask) != 0 &&
                       (mover_.m_collisionFilterGroup & proxy->m_collisionFilterMask) != 0;
    if (meets && !object->isStaticOrKinematicObject()) object->activate(true);
    return true;
  }

 private:
  const btBroadphaseProxy& mover_;
};

}  // namespace

void World::setPose(BodyId id, const Pose& worldFromBody) {
  Impl& w = *impl_;
  Body& body = w.bodies.get(id);
  SHIXUN_ASSERT(body.type != BodyType::kStatic, "a static body does not move");
  body.given = worldFromBody;
  Waker waker(*body.body->getBroadphaseProxy());
  btVector3 low;
  btVector3 high;
  body.body->getAabb(low, high);
  if (body.type == BodyType::kKinematic) w.broadphase.aabbTest(low, high, waker);
  const btTransform t = toBullet(worldFromBody * body.bodyFromCentre);
  body.body->setWorldTransform(t);
  body.body->setInterpolationWorldTransform(t);
  w.world->updateSingleAabb(body.body.get());
  if (body.type == BodyType::kKinematic) {
    body.body->getAabb(low, high);
    w.broadphase.aabbTest(low, high, waker);
  } else {
    setVelocity(id, Vec3(0), Vec3(0));
  }
}

void World::setVelocity(BodyId id, const Vec3& linear, const Vec3& angular) {
  Body& body = impl_->bodies.get(id);
  SHIXUN_ASSERT(body.type == BodyType::kDynamic, "only dynamic bodies have a velocity");
  body.body->setLinearVelocity(toBullet(linear));
  body.body->setAngularVelocity(toBullet(angular));
  body.body->setInterpolationLinearVelocity(toBullet(linear));
  body.body->setInterpolationAngularVelocity(toBullet(angular));
  body.body->activate(true);
}

bool World::isAwake(BodyId body) const {
  return impl_->bodies.get(body).body->isActive();
}

void World::setLayers(BodyId body, uint32_t layers) {
  impl_->bodies.get(body).layers = layers;
}

void World::step() {
  Impl& w = *impl_;
  ++w.counters.steps;
  if (!w.anythingMoves()) return;
  ++w.counters.solved;
  w.applyGrabs();
  w.applyJointForces();
  w.holdBackTheFast(*this);
  // One fixed step: the fixed-step path is taken exactly once when time and step are equal.
  w.world->stepSimulation(toScalar(kTickSeconds), 1, toScalar(kTickSeconds));
  w.gatherContacts();
  w.anythingMoves();
}

std::span<const Contact> World::contacts() const {
  return impl_->contacts;
}

World::Counters World::counters() const {
  return impl_->counters;
}

}  // namespace shixun::physics
