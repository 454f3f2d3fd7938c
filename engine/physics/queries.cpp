// What a line, a moving sphere or a point meets.
#include <algorithm>

#include "physics/world_impl.h"

namespace shixun::physics {

namespace {

bool passes(const Body& body, BodyId id, const Filter& filter) {
  if ((body.layers & filter.layers) == 0 || id == filter.ignore) return false;
  for (const uint32_t group : filter.ignoreGroups) {
    if (body.group == group) return false;
  }
  return true;
}

// Bullet's closest-hit callbacks with our filter instead of its groups.
template <typename Base>
class Filtered final : public Base {
 public:
  template <typename Bodies>
  Filtered(const Vec3& from, const Vec3& to, const Filter& filter, const Bodies& bodies)
      : Base(toBullet(from), toBullet(to)), filter_(filter), find_(bodies) {}

  bool needsCollision(btBroadphaseProxy* proxy) const override {
    const auto* object = static_cast<const btCollisionObject*>(proxy->m_clientObject);
    return accepts(object);
  }
  bool accepts(const btCollisionObject* object) const {
    const BodyId id{static_cast<uint32_t>(object->getUserIndex()),
                    static_cast<uint32_t>(object->getUserIndex2())};
    return find_.contains(id) && passes(find_.get(id), id, filter_);
  }

 private:
  const Filter& filter_;
  const Slots<Body, BodyTag>& find_;
};

using Ray = Filtered<btCollisionWorld::ClosestRayResultCallback>;
using Sweep = Filtered<btCollisionWorld::ClosestConvexResultCallback>;

// The deepest or nearest contact of a probing sphere, and every body it touches.
class SphereContacts final : public btCollisionWorld::ContactResultCallback {
 public:
  SphereContacts(const btCollisionObject& sphere, const Filter& filter,
                 const Slots<Body, BodyTag>& bodies)
      : sphere_(sphere), filter_(filter), bodies_(bodies) {
    m_closestDistanceThreshold = 0;
  }

  bool needsCollision(btBroadphaseProxy* proxy) const override {
    const BodyId id = idOf(static_cast<const btCollisionObject*>(proxy->m_clientObject));
    return bodies_.contains(id) && passes(bodies_.get(id), id, filter_);
  }

  btScalar addSingleResult(btManifoldPoint& point, const btCollisionObjectWrapper* first, int, int,
                           const btCollisionObjectWrapper* second, int, int) override {
    if (point.getDistance() > 0) return 0;
    const bool sphereIsFirst = first->getCollisionObject() == &sphere_;
    const btCollisionObject* other = (sphereIsFirst ? second : first)->getCollisionObject();
    const BodyId id = idOf(other);
    if (std::find(touched.begin(), touched.end(), id) == touched.end()) touched.push_back(id);
    // Ties go to the body created first, whatever the order in which Bullet finds them.
    const double depth = toDouble(point.getDistance());
    if (!nearest.valid() || depth < distance || (depth == distance && id < nearest)) {
      nearest = id;
      distance = depth;
      surface =
          fromBullet(sphereIsFirst ? point.getPositionWorldOnB() : point.getPositionWorldOnA());
      normal = fromBullet(point.m_normalWorldOnB) * (sphereIsFirst ? 1.0 : -1.0);
    }
    return 0;
  }

  std::vector<BodyId> touched;
  BodyId nearest;
  double distance = 0;  // between the sphere's skin and the surface, <= 0
  Vec3 surface = Vec3(0);
  Vec3 normal = Vec3(0);

 private:
  static BodyId idOf(const btCollisionObject* object) {
    return {static_cast<uint32_t>(object->getUserIndex()),
            static_cast<uint32_t>(object->getUserIndex2())};
  }
  const btCollisionObject& sphere_;
  const Filter& filter_;
  const Slots<Body, BodyTag>& bodies_;
};

struct SphereProbe {
  SphereProbe(const Vec3& centre, double radius) : shape(toScalar(radius)) {
    object.setCollisionShape(&shape);
    object.setWorldTransform(toBullet(Pose(centre)));
  }
  btSphereShape shape;
  btCollisionObject object;
};

}  // namespace

std::optional<Hit> World::rayCast(const Vec3& from, const Vec3& to, const Filter& filter) const {
  const Impl& w = *impl_;
  Ray ray(from, to, filter, w.bodies);
  w.world->rayTest(toBullet(from), toBullet(to), ray);
  if (!ray.hasHit()) return std::nullopt;
  Hit hit;
  hit.body = w.idOf(ray.m_collisionObject);
  const Body& body = w.bodies.get(hit.body);
  hit.user = body.user;
  hit.group = body.group;
  hit.fraction = toDouble(ray.m_closestHitFraction);
  hit.point = from + (to - from) * hit.fraction;
  hit.normal = glm::normalize(fromBullet(ray.m_hitNormalWorld));
  if (glm::dot(hit.normal, to - from) > 0) hit.normal = -hit.normal;
  return hit;
}

std::optional<Hit> World::sphereSweep(const Vec3& from, const Vec3& to, double radius,
                                      const Filter& filter) const {
  const Impl& w = *impl_;
  // Bullet's sweep may miss what the sphere already touches at the start, so look there first.
  if (const auto start = closestPoint(from, radius, filter)) {
    const Vec3 way = to - from;
    if (glm::dot(way, start->normal) < 0 || start->distance < 0) {
      return Hit{start->body, start->user, start->group, start->point, start->normal, 0.0};
    }
  }
  if (from == to) return std::nullopt;
  const btSphereShape sphere(toScalar(radius));
  Sweep sweep(from, to, filter, w.bodies);
  w.world->convexSweepTest(&sphere, toBullet(Pose(from)), toBullet(Pose(to)), sweep);
  if (!sweep.hasHit()) return std::nullopt;
  Hit hit;
  hit.body = w.idOf(sweep.m_hitCollisionObject);
  const Body& body = w.bodies.get(hit.body);
  hit.user = body.user;
  hit.group = body.group;
  hit.fraction = toDouble(sweep.m_closestHitFraction);
  hit.point = fromBullet(sweep.m_hitPointWorld);
  hit.normal = glm::normalize(fromBullet(sweep.m_hitNormalWorld));
  if (glm::dot(hit.normal, to - from) > 0) hit.normal = -hit.normal;
  return hit;
}

std::vector<BodyId> World::overlapSphere(const Vec3& centre, double radius,
                                         const Filter& filter) const {
  SphereProbe probe(centre, radius);
  SphereContacts contacts(probe.object, filter, impl_->bodies);
  impl_->world->contactTest(&probe.object, contacts);
  std::sort(contacts.touched.begin(), contacts.touched.end());
  return contacts.touched;
}

std::optional<Closest> World::closestPoint(const Vec3& point, double radius,
                                           const Filter& filter) const {
  SphereProbe probe(point, radius);
  SphereContacts contacts(probe.object, filter, impl_->bodies);
  impl_->world->contactTest(&probe.object, contacts);
  if (!contacts.nearest.valid()) return std::nullopt;
  const Body& body = impl_->bodies.get(contacts.nearest);
  return Closest{contacts.nearest, body.user,       body.group,
                 contacts.surface, contacts.normal, radius + contacts.distance};
}

}  // namespace shixun::physics
