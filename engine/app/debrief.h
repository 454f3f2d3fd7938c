// Debrief: what a session leaves besides its record: the report, the pictures, the numbers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "assess/report.h"
#include "assess/run.h"
#include "record/reader.h"
#include "record/seal.h"
#include "text/catalogue.h"

namespace shixun::app {

// One judged session, live or from a record.
struct Judged {
  session::RecordedInfo info;
  std::vector<session::Finding> findings;
  assess::Score score;
  double duration = 0;
  bool finished = false, abandoned = false;
  std::vector<std::optional<Tick>> stepsDone;
};

Judged judge(const assess::Run& run);

// A record, and what it says of itself.
struct OpenedRecord {
  std::unique_ptr<record::Reader> reader;
  session::RecordedInfo info;
};
Result<OpenedRecord> openRecord(const FileSystem& files, const std::string& path);
// The scenario that a record is of, as scenario::load takes it: the one of its id; a copy that lies
// elsewhere is found where the record says it was.
std::string scenarioOf(const scenario::ContentRoot& root, const session::RecordedInfo& info);
// Damage, a broken seal, and that it was recovered.
std::vector<std::string> warningsAbout(const record::Reader& reader,
                                       const record::SealReport& seal);

// Reads a record, finds its scenario (or takes `scenarioPath`) and marks it again, with the
// judgements beside it (or in `judgementPath`). The model is returned with it since findings and
// reports refer to it.
struct JudgedRecord {
  std::unique_ptr<const scenario::ScenarioModel> model;
  std::unique_ptr<record::Reader> reader;
  session::Playback playback;
  Judged judged;
  record::SealReport seal;
  std::vector<std::string> warnings;  // damage, broken seal, changed content, unknown names
  std::string judgementPath;          // empty: there are none
};
struct RecordPaths {
  std::string session;
  std::string scenario;    // empty: the one it says
  std::string judgements;  // empty: the file beside it, if there is one
};
Result<JudgedRecord> judgeRecord(const scenario::ContentRoot& root, const RecordPaths& paths,
                                 Diagnostics& diagnostics);

// Ends a record, sealed with the station's key when asked. Returns the key's fingerprint, empty for
// an unsealed record.
Result<std::string> closeRecord(session::Recorder& recorder, bool seal);

// Writes <record without .mcap>.report.html and returns its path. seal: the key's fingerprint; or
// why the seal is broken.
Result<std::string> writeReport(const scenario::ScenarioModel& model,
                                const text::Catalogue& catalogue, const Judged& judged,
                                const std::string& recordPath,
                                std::vector<assess::Picture> pictures,
                                const assess::ReportSeal& seal);

}  // namespace shixun::app
