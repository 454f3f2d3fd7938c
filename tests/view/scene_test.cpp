// What a snapshot becomes for the renderer.
#include "view/scene.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "session/session.h"
#include "tests/support/shipped.h"

namespace shixun::view {
namespace {

using scenario::CommandKind;
using test::flagship;

// The draws that have some material in another colour than the model's own.
size_t recoloured(Scene& scene, const session::Session& session) {
  session::Snapshot snapshot;
  session::fill(snapshot, session);
  snapshot.handShown[0] = snapshot.handShown[1] = true;
  render::DrawList list;
  scene.build(snapshot, {}, list);
  return static_cast<size_t>(std::count_if(list.draws.begin(), list.draws.end(), [](const auto& d) {
    return std::any_of(d.materials.begin(), d.materials.end(),
                       [](const auto& m) { return m.tint != Vec3f(1); });
  }));
}

TEST(Scene, GlovesThatAreWornAreOnBothHands) {
  auto renderer = render::Renderer::create({});
  ASSERT_TRUE(renderer.ok()) << renderer.status().message();
  auto scene = Scene::create(**renderer, flagship().root, *flagship().model);
  ASSERT_TRUE(scene.ok()) << scene.status().message();
  session::Session session(*flagship().model, {}, nullptr);
  EXPECT_EQ(recoloured(**scene, session), 0U);
  for (const CommandKind kind : {CommandKind::kTake, CommandKind::kWear}) {
    scenario::Command command;
    command.kind = kind;
    command.what = flagship().entity("gloves");
    static_cast<void>(session.step({&command, 1}));
    EXPECT_EQ(recoloured(**scene, session), kind == CommandKind::kWear ? 2U : 0U);
  }
}

}  // namespace
}  // namespace shixun::view
