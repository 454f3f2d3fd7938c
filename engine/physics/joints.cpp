// Joints with detents and friction, and the hand's grip on a body.
#include <algorithm>
#include <cmath>

#include "core/clock.h"
#include "math/libm.h"
#include "physics/world_impl.h"

namespace shixun::physics {

namespace {

Pose turnedAboutZ(double angle) {
  return Pose(glm::angleAxis(angle, Vec3(0, 0, 1)), Vec3(0));
}

// Bullet's slider slides along X of its frames: turns our Z into its X.
Pose zToX() {
  return Pose(Quat(squareRoot(0.5), 0, -squareRoot(0.5), 0), Vec3(0));
}

// How far the body has moved from where Bullet's measure is 0.
double measured(const Joint& joint) {
  btTypedConstraint& c = *joint.constraint;
  if (joint.def.type == JointType::kHinge) {
    return toDouble(static_cast<btHingeConstraint&>(c).getHingeAngle());
  }
  const auto& slider = static_cast<const btSliderConstraint&>(c);
  const btTransform frameB = slider.getRigidBodyB().getWorldTransform() * slider.getFrameOffsetB();
  const btTransform& frameA = slider.getFrameOffsetA();
  return toDouble((frameB.getOrigin() - frameA.getOrigin()).dot(frameA.getBasis().getColumn(0)));
}

Vec3 axisOf(const Joint& joint) {
  return joint.def.worldFromJoint.turn(Vec3(0, 0, 1));
}

double inertiaOf(const Joint& joint, const btRigidBody& body) {
  const double mass = 1.0 / toDouble(body.getInvMass());
  if (joint.def.type == JointType::kSlider) return mass;
  const Vec3 axis = axisOf(joint);
  const Vec3 arm = fromBullet(body.getCenterOfMassPosition()) - joint.def.worldFromJoint.position;
  const double offset = glm::length(arm - axis * glm::dot(arm, axis));
  const Vec3 local = glm::conjugate(fromBullet(body.getWorldTransform()).rotation) * axis;
  const Vec3 moments = fromBullet(body.getLocalInertia());
  return glm::dot(local * local, moments) + mass * offset * offset;
}

void applyLimits(Joint& joint) {
  const double low = joint.def.lower - joint.zero;
  const double high = joint.def.upper - joint.zero;
  if (joint.def.type == JointType::kHinge) {
    // No relaxation: a door does not bounce off its stop.
    static_cast<btHingeConstraint&>(*joint.constraint)
        .setLimit(toScalar(low), toScalar(high), toScalar(0.9), toScalar(0.3), 0);
  } else {
    auto& slider = static_cast<btSliderConstraint&>(*joint.constraint);
    slider.setLowerLinLimit(toScalar(low));
    slider.setUpperLinLimit(toScalar(high));
  }
}

std::unique_ptr<btTypedConstraint> makeHinge(btRigidBody& anchor, btRigidBody& body,
                                             const JointDef& def, const Pose& centreFromJoint) {
  auto hinge = std::make_unique<btHingeConstraint>(anchor, body, toBullet(def.worldFromJoint),
                                                   toBullet(centreFromJoint), true);
  if (def.friction > 0) {
    hinge->enableAngularMotor(true, 0, toScalar(def.friction * kTickSeconds));
  }
  return hinge;
}

std::unique_ptr<btTypedConstraint> makeSlider(btRigidBody& anchor, btRigidBody& body,
                                              const JointDef& def, const Pose& centreFromJoint) {
  auto slider =
      std::make_unique<btSliderConstraint>(anchor, body, toBullet(def.worldFromJoint * zToX()),
                                           toBullet(centreFromJoint * zToX()), true);
  slider->setLowerAngLimit(0);
  slider->setUpperAngLimit(0);
  slider->setRestitutionLimLin(0);
  if (def.friction > 0) {
    slider->setPoweredLinMotor(true);
    slider->setTargetLinMotorVelocity(0);
    slider->setMaxLinMotorForce(toScalar(def.friction));
  }
  return slider;
}

}  // namespace

JointId World::createJoint(const JointDef& def) {
  Impl& w = *impl_;
  Body& body = w.bodies.get(def.body);
  SHIXUN_ASSERT(body.type == BodyType::kDynamic, "a joint moves a dynamic body");
  SHIXUN_ASSERT(def.lower <= def.upper, "a joint's travel is from lower to upper");
  SHIXUN_ASSERT(def.type == JointType::kSlider || def.upper - def.lower < 6.1,
                "a hinge turns less than 350 degrees");
  Joint joint;
  joint.def = def;
  joint.zero = 0.5 * (def.lower + def.upper);  // as far as possible from Bullet's wrap at 180 deg
  const double start = def.startAmount - joint.zero;
  const Pose moved = def.type == JointType::kHinge ? turnedAboutZ(start) : Pose(Vec3(0, 0, start));
  const Pose centreFromJoint =
      fromBullet(body.body->getWorldTransform()).inverse() * def.worldFromJoint * moved;
  joint.constraint = def.type == JointType::kHinge
                         ? makeHinge(*w.anchor, *body.body, def, centreFromJoint)
                         : makeSlider(*w.anchor, *body.body, def, centreFromJoint);
  applyLimits(joint);
  body.body->setDamping(0, 0);
  body.body->activate(true);
  w.world->addConstraint(joint.constraint.get(), true);
  return w.joints.add(std::move(joint));
}

void World::Impl::freeJoint(JointId id) {
  Joint& joint = joints.get(id);
  world->removeConstraint(joint.constraint.get());
  bodies.get(joint.def.body).body->activate(true);
  joints.remove(id);
}

void World::destroyJoint(JointId joint) {
  impl_->freeJoint(joint);
}

double World::amount(JointId id) const {
  const Joint& joint = impl_->joints.get(id);
  return joint.zero + measured(joint);
}

double World::rate(JointId id) const {
  const Joint& joint = impl_->joints.get(id);
  const btRigidBody& body = *impl_->bodies.get(joint.def.body).body;
  const btVector3& v =
      joint.def.type == JointType::kHinge ? body.getAngularVelocity() : body.getLinearVelocity();
  return glm::dot(fromBullet(v), axisOf(joint));
}

void World::setLimits(JointId id, double lower, double upper) {
  SHIXUN_ASSERT(lower <= upper, "a joint's travel is from lower to upper");
  Joint& joint = impl_->joints.get(id);
  if (joint.def.lower == lower && joint.def.upper == upper) return;
  joint.def.lower = lower;
  joint.def.upper = upper;
  applyLimits(joint);
  impl_->bodies.get(joint.def.body).body->activate(true);
}

void World::setDetents(JointId id, std::span<const double> detents) {
  Joint& joint = impl_->joints.get(id);
  joint.def.detents.assign(detents.begin(), detents.end());
  impl_->bodies.get(joint.def.body).body->activate(true);
}

double World::inertia(JointId id) const {
  const Joint& joint = impl_->joints.get(id);
  return inertiaOf(joint, *impl_->bodies.get(joint.def.body).body);
}

namespace {

// Pull towards the nearest detent: rises to the full force over the first fifth of the way to the
// midpoint and stays there, so that nothing rests half way.
double detentPull(const JointDef& def, double amount, double stiffest) {
  if (def.detents.empty() || def.detentForce <= 0) return 0;
  double nearest = def.detents[0];
  double gap = def.upper - def.lower;
  for (const double d : def.detents) {
    if (std::abs(amount - d) < std::abs(amount - nearest)) nearest = d;
  }
  for (const double d : def.detents) {
    if (d != nearest) gap = std::min(gap, std::abs(d - nearest));
  }
  const double ramp = std::max(0.1 * gap, 1e-6);
  const double stiffness = std::min(def.detentForce / ramp, stiffest);
  return std::clamp(stiffness * (nearest - amount), -def.detentForce, def.detentForce);
}

}  // namespace

void World::Impl::applyJointForces() {
  joints.each([&](JointId, Joint& joint) {
    btRigidBody& body = *bodies.get(joint.def.body).body;
    if (!body.isActive()) return;
    const JointDef& def = joint.def;
    const bool hinge = def.type == JointType::kHinge;
    const Vec3 axis = axisOf(joint);
    const double inertia = inertiaOf(joint, body);
    const double speed =
        glm::dot(fromBullet(hinge ? body.getAngularVelocity() : body.getLinearVelocity()), axis);
    // Explicit forces stay stable only below these; stiffer wishes get the stiffest that is.
    const double stiffest = 0.2 * inertia / (kTickSeconds * kTickSeconds);
    const double damping = std::min(def.damping, 0.5 * inertia / kTickSeconds);
    const double force = detentPull(def, joint.zero + measured(joint), stiffest) - damping * speed;
    if (hinge) {
      body.applyTorque(toBullet(axis * force));
    } else {
      body.applyCentralForce(toBullet(axis * force));
    }
  });
}

GrabId World::createGrab(const GrabDef& def, const Pose& worldFromHand) {
  Impl& w = *impl_;
  Body& body = w.bodies.get(def.body);
  SHIXUN_ASSERT(body.type == BodyType::kDynamic, "only a dynamic body can be pulled");
  Grab grab;
  grab.def = def;
  grab.worldFromHand = worldFromHand;
  grab.constraint = std::make_unique<btGeneric6DofSpring2Constraint>(
      *w.anchor, *body.body, toBullet(worldFromHand),
      toBullet(body.bodyFromCentre.inverse() * def.bodyFromGrab));
  btGeneric6DofSpring2Constraint& c = *grab.constraint;
  for (int axis = 0; axis < 6; ++axis) {
    const double strength = axis < 3 ? def.maxForce : def.maxTorque;
    c.setLimit(axis, 1, -1);  // no stop, only the servo
    if (strength <= 0) continue;
    c.enableMotor(axis, true);
    c.setServo(axis, true);
    c.setServoTarget(axis, 0);
    c.setTargetVelocity(axis, axis < 3 ? 4 : 20);  // m/s, rad/s: as fast as a hand
    c.setMaxMotorForce(axis, toScalar(strength));
    c.setParam(BT_CONSTRAINT_ERP, toScalar(0.4), axis);
  }
  body.body->activate(true);
  w.world->addConstraint(grab.constraint.get(), false);
  return w.grabs.add(std::move(grab));
}

void World::Impl::freeGrab(GrabId id) {
  Grab& grab = grabs.get(id);
  world->removeConstraint(grab.constraint.get());
  bodies.get(grab.def.body).body->activate(true);
  grabs.remove(id);
}

void World::destroyGrab(GrabId grab) {
  impl_->freeGrab(grab);
}

void World::moveGrab(GrabId id, const Pose& worldFromHand) {
  Grab& grab = impl_->grabs.get(id);
  const Vec3 moved = worldFromHand.position - grab.worldFromHand.position;
  const bool turned = worldFromHand.rotation != grab.worldFromHand.rotation;
  grab.worldFromHand = worldFromHand;
  grab.constraint->setFrames(toBullet(worldFromHand), grab.constraint->getFrameOffsetB());
  if (moved != Vec3(0) || turned) impl_->bodies.get(grab.def.body).body->activate(true);
}

double World::stretch(GrabId id) const {
  const Grab& grab = impl_->grabs.get(id);
  const Pose body = pose(grab.def.body);
  return glm::length(body.apply(grab.def.bodyFromGrab.position) - grab.worldFromHand.position);
}

bool World::slipped(GrabId grab) const {
  return impl_->grabs.get(grab).slipped;
}

void World::Impl::applyGrabs() {
  grabs.each([&](GrabId, Grab& grab) {
    const btRigidBody& body = *bodies.get(grab.def.body).body;
    const btTransform held = body.getWorldTransform() * grab.constraint->getFrameOffsetB();
    const double stretched =
        glm::length(fromBullet(held.getOrigin()) - grab.worldFromHand.position);
    if (stretched > grab.def.slipDistance && !grab.slipped) {
      grab.slipped = true;
      grab.constraint->setEnabled(false);
    }
  });
}

}  // namespace shixun::physics
