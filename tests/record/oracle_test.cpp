// The reference implementation reads our files: tests/oracle/mcap_oracle.sh.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>

#include "record/recover.h"
#include "tests/record/helpers.h"

namespace shixun::record {
namespace {

// Exit status of the oracle over the files; 0 when it accepts them all.
int runOracle(const std::vector<std::pair<std::string, std::string>>& files) {
  const std::string folder = testing::TempDir() + "shixun_record_oracle_" +
                             testing::UnitTest::GetInstance()->current_test_info()->name();
  std::string command = "sh " SHIXUN_SOURCE_DIR "/tests/oracle/mcap_oracle.sh";
  for (const auto& [name, bytes] : files) {
    const std::string path = joinPath(folder, name);
    EXPECT_TRUE(disk().replace(path, bytes).ok());
    command += " '" + path + "'";
  }
  const int status = std::system(command.c_str());  // NOLINT: a fixed command on our own files
  std::filesystem::remove_all(folder);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Oracle, McapCoreReadsOurFilesAndRefusesPlantedFailures) {
  const Sample cut = makeSample(6);
  const auto recovered = recover(cut.bytes().substr(0, cut.chunkEnds[3] + 20));
  ASSERT_TRUE(recovered.ok()) << recovered.status().message();
  ASSERT_TRUE(recovered->changed);
  EXPECT_EQ(runOracle({{"plain.mcap", makeSample().bytes()},
                       {"sealed.mcap", makeSample(5, true).bytes()},
                       {"stored.mcap", makeSample(3, false, 0).bytes()},
                       {"recovered.mcap", recovered->bytes}}),
            0);
}

TEST(Oracle, McapCoreRefusesWhatWeWriteWrongly) {
  std::string bytes = makeSample().bytes();
  bytes.resize(bytes.size() - 9);
  EXPECT_EQ(runOracle({{"cut.mcap", bytes}}), 1);  // 3 would mean that there is no oracle
}

}  // namespace
}  // namespace shixun::record
