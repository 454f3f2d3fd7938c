#include "app/solids.h"

#include <cmath>

#include "plant/plant.h"
#include "tests/app/scenario_of_test.h"

namespace shixun::app {
namespace {

TEST(Solids, AShutDoorStopsAHeadAndAnOpenOneDoesNot) {
  const scenario::ScenarioModel& model = shippedScenario();
  SceneSolids solids(model);
  const Vec3 before(0, 1.5, 0.6), behind(0, 1.5, -1.2);
  const auto shut = solids.firstHit(before, behind);
  ASSERT_TRUE(shut);
  EXPECT_FALSE(solids.firstHit({0, 1.5, 1.6}, {0, 1.5, 1.2}));
  EXPECT_EQ(solids.clearance({0, 1.5, 1.6}, 0.2), 0.2);
  const Vec3 onDoor = before + (behind - before) * *shut;
  EXPECT_LT(std::abs(solids.clearance(onDoor, 0.2)), 0.01);
  plant::State state = plant::Plant(model, {}).start();
  for (uint32_t c = 0; c < model.controls.size(); ++c) {
    if (model.controls[c].type == scenario::ControlType::kHinge) state.controls[c] = 1;
  }
  solids.follow(state, {});
  EXPECT_GT(solids.firstHit(before, behind).value_or(1), *shut + 0.05);
}

}  // namespace
}  // namespace shixun::app
