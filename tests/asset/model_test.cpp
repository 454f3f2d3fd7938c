#include "asset/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "asset/shapes.h"
#include "tests/asset/glb_fixture.h"

namespace shixun::asset {
namespace {

using testing::Fixture;
using ::testing::HasSubstr;

TEST(Model, NodesStandInTheSidecarsOrder) {
  const std::string glb = Fixture().build();
  const Model model = loadModel(glb, "box.glb").value();
  const Sidecar sidecar = cookSidecar(glb, "box.glb").value();
  ASSERT_EQ(model.nodes.size(), sidecar.nodes.size());
  for (size_t i = 0; i < model.nodes.size(); ++i) {
    EXPECT_EQ(model.nodes[i].name, sidecar.nodes[i].name);
    EXPECT_EQ(model.nodes[i].parent, sidecar.nodes[i].parent);
    EXPECT_EQ(model.nodes[i].mesh >= 0, sidecar.nodes[i].hasMesh);
  }
  EXPECT_EQ(model.findNode("terminal"), 2);
  EXPECT_EQ(model.bounds.max, sidecar.bounds.max);
}

TEST(Model, VerticesCarryOcclusionAndUvAsTheFileHasThem) {
  const Model model = loadModel(Fixture().build(), "box.glb").value();
  ASSERT_EQ(model.meshes.size(), 1U);
  const Mesh& mesh = model.meshes[0];
  ASSERT_EQ(mesh.primitives.size(), 1U);
  EXPECT_EQ(mesh.primitives[0].indexCount, 12U);
  bool found = false;
  for (const Vertex& v : mesh.vertices) {
    EXPECT_NEAR(glm::length(v.normal), 1, 1e-5);
    if (v.position != Vec3f(0, 4, 0)) continue;
    found = true;
    EXPECT_NEAR(v.occlusion, 0, 1e-5);
    EXPECT_EQ(v.uv, Vec2f(0, 1));
  }
  EXPECT_TRUE(found);
}

TEST(Model, MaterialsAndPicturesAreRead) {
  const Model model = loadModel(Fixture().build(), "box.glb").value();
  ASSERT_EQ(model.materials.size(), 1U);
  const Material& lens = model.materials[static_cast<size_t>(model.findMaterial("lens"))];
  EXPECT_FLOAT_EQ(lens.baseColour.y, 0.5F);
  EXPECT_FLOAT_EQ(lens.roughness, 0.3F);
  EXPECT_FLOAT_EQ(lens.emissive.y, 4.0F);
  ASSERT_EQ(lens.baseColourTexture, 0);
  const Picture& picture = model.textures[0];
  EXPECT_EQ(picture.width, 2U);
  EXPECT_EQ(picture.pixel(1, 0)[1], 255);
  EXPECT_EQ(picture.pixel(0, 1)[2], 255);
}

TEST(Model, EveryTruncationAndNoFlippedByteCrashesTheImporter) {
  const std::string glb = Fixture().build();
  for (size_t length = 0; length < glb.size(); ++length) {
    ASSERT_FALSE(loadModel(std::string_view(glb).substr(0, length), "cut.glb").ok()) << length;
  }
  for (size_t i = 0; i < glb.size(); ++i) {
    std::string broken = glb;
    broken[i] = static_cast<char>(broken[i] ^ (i % 2 == 0 ? 0x21 : 0x80));
    const auto result = loadModel(broken, "flipped.glb");
    if (!result.ok()) {
      ASSERT_THAT(result.status().message(), HasSubstr("flipped.glb"));
    }
  }
}

TEST(Model, ADamagedPictureIsNamed) {
  std::string glb = Fixture().build();
  const size_t png = glb.find("\x89PNG");
  ASSERT_NE(png, std::string::npos);
  glb[png + 1] = 'Q';
  const auto result = loadModel(glb, "box.glb");
  ASSERT_FALSE(result.ok());
  EXPECT_THAT(result.status().message(), HasSubstr("box.glb: images[0]: not a readable PNG"));
}

TEST(Picture, PngKeepsEveryPixel) {
  Picture picture;
  picture.width = 17;
  picture.height = 5;
  for (size_t i = 0; i < 17 * 5 * 4; ++i) picture.rgba.push_back(static_cast<uint8_t>(i * 37));
  const Picture again = decodePng(encodePng(picture, true).value(), "p").value();
  EXPECT_EQ(again.rgba, picture.rgba);
}

TEST(Picture, EveryTruncatedPngIsRefused) {
  Picture picture;
  picture.width = picture.height = 4;
  picture.rgba.assign(64, 100);
  const std::string png = encodePng(picture).value();
  // The last 12 bytes are the end mark, which a reader may do without.
  for (size_t length = 0; length + 12 < png.size(); ++length) {
    EXPECT_FALSE(decodePng(std::string_view(png).substr(0, length), "cut.png").ok()) << length;
  }
}

TEST(Picture, CompareCountsWhatIsOverTheTolerance) {
  Picture a;
  a.width = a.height = 2;
  a.rgba.assign(16, 50);
  Picture b = a;
  b.pixel(1, 1)[2] = 60;
  EXPECT_EQ(compare(a, b, 9)->pixelsOver, 1U);
  EXPECT_EQ(compare(a, b, 10)->pixelsOver, 0U);
  EXPECT_EQ(compare(a, b, 9)->worst, 10U);
  b.width = 1;
  EXPECT_FALSE(compare(a, b, 9).ok());
}

// Signed volume by the divergence theorem: right only when every triangle faces outwards and the
// surface is closed.
double volume(const Mesh& mesh) {
  double sum = 0;
  for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const Vec3 a(mesh.vertices[mesh.indices[i]].position);
    const Vec3 b(mesh.vertices[mesh.indices[i + 1]].position);
    const Vec3 c(mesh.vertices[mesh.indices[i + 2]].position);
    sum += glm::dot(a, glm::cross(b, c)) / 6;
  }
  return sum;
}

TEST(Shapes, AreClosedAndFaceOutwards) {
  Mesh box;
  addBox(box, 0, Pose(), Vec3(1, 2, 3));
  EXPECT_NEAR(volume(box), 6, 1e-5);
  Mesh bevelled;
  addBox(bevelled, 0, Pose(), Vec3(1, 2, 3), 0.1);
  EXPECT_LT(volume(bevelled), 6);
  EXPECT_GT(volume(bevelled), 5.8);
  Mesh cylinder;
  addCylinder(cylinder, 0, Pose(), 1, 2, 256);
  EXPECT_NEAR(volume(cylinder), 2 * 3.14159, 0.01);
  Mesh sphere;
  addSphere(sphere, 0, Vec3(0), 1, 64);
  EXPECT_NEAR(volume(sphere), 4.18879, 0.02);
}

TEST(Shapes, NormalsFaceTheSameWayAsTheirTriangles) {
  Mesh mesh;
  addBox(mesh, 0, Pose(Vec3(1, 2, 3)), Vec3(1), 0.05);
  addCylinder(mesh, 0, Pose(), 0.5, 1);
  addSphere(mesh, 0, Vec3(0, 5, 0), 1);
  addPlane(mesh, 0, Pose(), {.width = 2, .depth = 2, .cell = 0.5});
  for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const Vertex& a = mesh.vertices[mesh.indices[i]];
    const Vec3f n = glm::cross(mesh.vertices[mesh.indices[i + 1]].position - a.position,
                               mesh.vertices[mesh.indices[i + 2]].position - a.position);
    ASSERT_GT(glm::dot(n, a.normal), 0) << i;
  }
}

}  // namespace
}  // namespace shixun::asset
