// The trainer without a device.
#include "app/trainer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "tests/support/shipped.h"

namespace shixun::app {
namespace {

class TrainerTest : public testing::Test {
 protected:
  TrainerTest() {
    char name[] = "/tmp/shixun-trainer-XXXXXX";
    folder_ = ::mkdtemp(name);
    def_.root = {&disk(), SHIXUN_SOURCE_DIR};
    def_.model = test::flagship().model.get();
    def_.info.mode = "practise";
    def_.ask = false;
    def_.sessionsFolder = folder_;
  }
  ~TrainerTest() override { std::filesystem::remove_all(folder_); }

  static uint64_t seedOfNext(Trainer& trainer) {
    EXPECT_TRUE(trainer.start({"desk", "none", {}, {}}).ok());
    return trainer.live()->run().session().info().seed;
  }

  TrainerDef def_;
  std::string folder_;
};

TEST_F(TrainerTest, ASeedThatWasGivenIsThatOfEverySession) {
  def_.info.seed = 77;
  Trainer trainer(def_);
  EXPECT_EQ(seedOfNext(trainer), 77U);
  EXPECT_EQ(seedOfNext(trainer), 77U);
}

// Else everybody would look for the same fault, and for the same again after a new start.
TEST_F(TrainerTest, WithoutOneEverySessionHasItsOwn) {
  def_.freshSeed = true;
  std::set<uint64_t> seeds;
  for (int i = 0; i < 2; ++i) {
    Trainer trainer(def_);
    for (int k = 0; k < 3; ++k) seeds.insert(seedOfNext(trainer));
  }
  EXPECT_EQ(seeds.size(), 6U);
}

}  // namespace
}  // namespace shixun::app
