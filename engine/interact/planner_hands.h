// PlannerHands: the motion of the hands for each kind of command. Private to the planner.
#pragma once

#include <optional>
#include <vector>

#include "interact/holding.h"
#include "interact/planner_body.h"

namespace shixun::interact {

// m between a tip or a fingertip and the middle of a terminal's metal.
inline constexpr double kOffMetal = 0.001;

class PlannerHands {
 public:
  PlannerHands(const Scene& scene, Holding& holding, PlannerBody& body, const InteractorDef& def)
      : scene_(scene), model_(scene.model()), holding_(holding), body_(body), def_(def) {}

  // state: of the moment; must live until the plans of this moment are made.
  void begin(const plant::State& state);

  Status operate(const Command& command);
  Status take(const Command& command);  // from a home, the floor or a point
  Status put(const Command& command);
  Status hang(const Command& command);
  Status drop(const Command& command);
  Status wear(const Command& command);
  Status unwear(const Command& command);
  Status cut(const Command& command);
  Status probe(const Command& command);
  Status unprobe(const Command& command);
  Status clamp(const Command& command);
  Status unclamp(const Command& command);
  Status touch(const Command& command);
  Status untouch(const Command& command);
  Status examine(const Command& command);

 private:
  // While one hand works on what the other one holds, that one stays where it is.
  class HoldStill {
   public:
    HoldStill(PlannerHands& hands, EntityRef entity);
    ~HoldStill();
    HoldStill(const HoldStill&) = delete;
    HoldStill& operator=(const HoldStill&) = delete;

   private:
    PlannerBody& body_;
    int hand_ = -1;
  };

  bool isFree(Hand hand) const;
  std::optional<Hand> chooseHand(Hand wish);
  std::optional<Hand> handHolding(EntityRef instance) const;
  std::vector<Vec3> frontsAround(const Vec3& at, const std::optional<Vec3>& first, double up) const;
  Result<Reach> reachFor(Reach reach, const std::vector<Vec3>& fronts,
                         const std::function<Pose(const Vec3&)>& goalFrom, double approach);
  Status press(const Command& command);
  std::vector<Pose> turning(uint32_t control, const Pose& palm, const Vec3& grip, double by) const;
  Status bring(Hand hand, uint32_t item, const Pose& worldFromItem, const Target& target,
               double tolerance);
  Status takeProbe(uint32_t probe, Hand hand);
  void carry(Hand hand);
  bool brushes(std::optional<uint32_t> terminal, const Pose& from, const Pose& to,
               const Vec3& gripFromTip) const;
  void goBefore(const Reach& reach, uint32_t terminal, const Vec3& gripFromTip);
  Status tipTo(Hand hand, uint32_t terminal, const Vec3& gripFromTip, const Vec3& gripFromShaft);
  Status jawTo(Hand hand, uint32_t item, const Target& target, double tolerance);
  void releaseOtherProbe(uint32_t item);
  void drawBack(Hand hand);

  const Scene& scene_;
  const ScenarioModel& model_;
  Holding& holding_;
  PlannerBody& body_;
  const InteractorDef def_;
  const plant::State* state_ = nullptr;
  int32_t pressing_[2] = {-1, -1};      // control kept down by each hand
  Vec3 front_[2] = {Vec3(0), Vec3(0)};  // the way back of each busy hand
};

}  // namespace shixun::interact
