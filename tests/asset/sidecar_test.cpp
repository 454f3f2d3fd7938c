#include "asset/sidecar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/asset/glb_fixture.h"

namespace shixun::asset {
namespace {

using testing::Fixture;
using ::testing::HasSubstr;

TEST(Sidecar, KeepsNamesParentsPosesAndExtras) {
  const Sidecar sidecar = cookSidecar(Fixture().build(), "box.glb").value();
  ASSERT_EQ(sidecar.nodes.size(), 3U);
  EXPECT_EQ(sidecar.nodes[0].name, "frame");
  EXPECT_EQ(sidecar.nodes[1].parent, 0);
  EXPECT_EQ(sidecar.find("terminal"), 2U);
  EXPECT_EQ(sidecar.find("nothing"), std::nullopt);
  EXPECT_FALSE(sidecar.nodes[2].hasMesh);
  EXPECT_TRUE(sidecar.nodes[2].box.empty());
  // A quarter turn about y takes the terminal's x axis to the model's -z.
  const Vec3 x = sidecar.nodes[2].modelFromNode.turn(Vec3(1, 0, 0));
  EXPECT_NEAR(x.z, -1, 1e-6);
  ASSERT_EQ(sidecar.nodes[0].extras.size(), 2U);
  EXPECT_EQ(sidecar.nodes[0].extras[1], (std::pair<std::string, std::string>("poles", "3")));
}

TEST(Sidecar, BoxAndHullAreOfTheScaledMeshInTheNodeFrame) {
  const Sidecar sidecar = cookSidecar(Fixture().build(), "box.glb").value();
  const SidecarNode& lamp = sidecar.nodes[1];
  EXPECT_EQ(lamp.box.min, Vec3(0));
  EXPECT_EQ(lamp.box.max, Vec3(2, 4, 6));
  EXPECT_EQ(lamp.hull.size(), 4U);
  EXPECT_TRUE(lamp.indices.empty());
  EXPECT_EQ(sidecar.bounds.max, Vec3(3, 6, 9));
}

TEST(Sidecar, TrianglesComeOnlyWhenAskedFor) {
  const Sidecar sidecar = cookSidecar(Fixture().build(), "box.glb", {.triangles = true}).value();
  EXPECT_EQ(sidecar.nodes[1].vertices.size(), 4U);
  EXPECT_EQ(sidecar.nodes[1].indices, (std::vector<uint32_t>{0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3}));
}

TEST(Sidecar, EveryTruncationIsRefusedWithTheFileName) {
  const std::string glb = Fixture().build();
  for (size_t length = 0; length < glb.size(); ++length) {
    const auto result = cookSidecar(std::string_view(glb).substr(0, length), "cut.glb");
    ASSERT_FALSE(result.ok()) << length;
    ASSERT_THAT(result.status().message(), HasSubstr("cut.glb: ")) << length;
  }
}

TEST(Sidecar, ATruncationWithACorrectedLengthIsRefusedToo) {
  const std::string glb = Fixture().build();
  for (size_t length = 20; length < glb.size(); ++length) {
    std::string cut = glb.substr(0, length);
    const auto said = static_cast<uint32_t>(length);
    std::memcpy(cut.data() + 8, &said, 4);
    const auto result = cookSidecar(cut, "cut.glb");
    ASSERT_FALSE(result.ok()) << length;
    ASSERT_THAT(result.status().message(), HasSubstr("cut.glb: ")) << length;
  }
}

TEST(Sidecar, NoFlippedByteCrashes) {
  const std::string glb = Fixture().build();
  size_t refused = 0;
  for (size_t i = 0; i < glb.size(); ++i) {
    for (const int bits : {0x01, 0x10, 0x80, 0xFF}) {
      std::string broken = glb;
      broken[i] = static_cast<char>(broken[i] ^ bits);
      if (!cookSidecar(broken, "flipped.glb", {.triangles = true}).ok()) ++refused;
    }
  }
  // Most of this file is structure: the great majority of flips must have been noticed.
  EXPECT_GT(refused, glb.size() * 4 / 2);
}

struct BadNodes {
  const char* nodes;
  const char* message;
};

TEST(Sidecar, BrokenTreesAreNamed) {
  const BadNodes cases[] = {
      {R"([{"name":"a"},{"name":"a"}])", "nodes[1]: a second node is named 'a'; rename"},
      {R"([{"name":"a","children":[1]},{"name":"b","children":[0]}])", "the nodes form a ring"},
      {R"([{"name":"a","children":[2]},{"name":"b","children":[2]},{"name":"c"}])",
       "nodes[2]: is the child of two nodes"},
      {R"([{"name":"a","children":[7]}])", "nodes[0] (a): an index is not a whole number below 1"},
      {R"([{"name":"a","mesh":3}])", "nodes[0] (a): 'mesh' is 3 but there are 1"},
      {R"([{"name":"a","scale":[2,1,1],"children":[1]},{"name":"b"}])",
       "nodes[0] (a): is scaled and has children; apply the scale"},
      {R"([{"name":"a","rotation":[0,0,0,9]}])", "the rotation has no unit length"},
      {R"([{"name":"a","translation":[0,"x",0]}])", "holds something that is not a number"},
      {R"([{"name":"a","translation":[0,1e300,0]}])", "not finite or beyond"},
      {R"([{"name":"a","matrix":[]}])", "has a matrix; export translation"},
      {R"({"name":"a"})", "'nodes' is not a list"},
  };
  for (const BadNodes& c : cases) {
    Fixture fixture;
    fixture.nodes = c.nodes;
    const auto result = cookSidecar(fixture.build(), "bad.glb");
    ASSERT_FALSE(result.ok()) << c.nodes;
    EXPECT_THAT(result.status().message(), HasSubstr(c.message));
  }
}

TEST(Sidecar, ANameSharedByNodesOfDifferentParentsGetsTheParentInFront) {
  Fixture fixture;
  fixture.nodes =
      R"([{"name":"door","children":[1,2]},{"name":"grip"},{"name":"latch","children":[3]},)"
      R"({"name":"grip"}])";
  const Sidecar sidecar = cookSidecar(fixture.build(), "door.glb").value();
  EXPECT_EQ(sidecar.nodes[1].name, "door/grip");
  EXPECT_EQ(sidecar.find("latch/grip"), 3U);
  EXPECT_EQ(sidecar.find("grip"), std::nullopt);
}

TEST(Sidecar, CompressedFilesAreRefusedWithWhatToDo) {
  Fixture fixture;
  fixture.extra = R"(,"extensionsRequired":["KHR_draco_mesh_compression"])";
  const auto result = cookSidecar(fixture.build(), "draco.glb");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.status().code(), StatusCode::kUnsupported);
  EXPECT_THAT(result.status().message(), HasSubstr("export without it"));
}

TEST(Sidecar, AnIndexPastTheVerticesIsRefused) {
  std::string glb = Fixture().build();
  const size_t bin = glb.find(std::string("BIN\0", 4)) + 4;
  glb[bin + 48] = 9;  // the first index
  const auto result = cookSidecar(glb, "bad.glb");
  ASSERT_FALSE(result.ok());
  EXPECT_THAT(result.status().message(),
              HasSubstr("meshes[0].primitives[0]: an index points past the 4 vertices"));
}

TEST(Sidecar, SameBytesGiveTheSameSidecar) {
  const std::string glb = Fixture().build();
  const Sidecar a = cookSidecar(glb, "a").value();
  const Sidecar b = cookSidecar(glb, "a").value();
  ASSERT_EQ(a.nodes.size(), b.nodes.size());
  for (size_t i = 0; i < a.nodes.size(); ++i) EXPECT_EQ(a.nodes[i].hull, b.nodes[i].hull);
}

}  // namespace
}  // namespace shixun::asset
