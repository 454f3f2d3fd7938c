#include "app/debrief.h"

#include "app/paths.h"

namespace shixun::app {

using session::RecordedInfo;

Judged judge(const assess::Run& run) {
  const session::Session& s = run.session();
  Judged out;
  out.info.info = s.info();
  out.info.scenario = s.model().id;
  out.info.scenarioVersion = s.model().version;
  out.info.contentHash = s.model().contentHash;
  out.findings = run.assessor().findings();
  out.score = run.score();
  out.duration = s.time();
  out.finished = s.state().finished;
  out.abandoned = s.state().abandoned;
  out.stepsDone = run.assessor().stepsDone();
  return out;
}

Result<OpenedRecord> openRecord(const FileSystem& files, const std::string& path) {
  auto bytes = files.read(path);
  if (!bytes.ok()) return bytes.status();
  auto reader = record::Reader::open(std::move(bytes).value());
  if (!reader.ok()) return reader.status().within(path);
  OpenedRecord out;
  out.reader = std::make_unique<record::Reader>(std::move(reader).value());
  auto info = session::readInfo(*out.reader);
  if (!info.ok()) return info.status().within(path);
  out.info = std::move(info).value();
  return out;
}

std::string scenarioOf(const scenario::ContentRoot& root, const RecordedInfo& info) {
  const std::string own = joinPath(root.path, "scenarios/" + info.scenario);
  const bool elsewhere = !root.files->isFolder(own) && root.files->isFolder(info.scenarioPath);
  return elsewhere ? info.scenarioPath : info.scenario;
}

std::vector<std::string> warningsAbout(const record::Reader& reader,
                                       const record::SealReport& seal) {
  std::vector<std::string> out;
  if (seal.state == record::SealState::kBroken) {
    out.push_back("the seal is broken, so this is not what the station wrote: " + seal.why);
  }
  for (const record::Metadata& metadata : reader.metadata()) {
    if (metadata.name != record::kRecoveredName) continue;
    out.emplace_back("this record was recovered from a damaged one; what was lost is not marked");
  }
  for (const record::Damage& damage : reader.damage()) {
    out.push_back("damaged: " + record::format(damage));
  }
  return out;
}

namespace {

// What an instructor has added, if anything.
Result<assess::Judgements> judgementsOf(const scenario::ContentRoot& root, const RecordPaths& paths,
                                        JudgedRecord& record, Diagnostics& diagnostics) {
  std::string path = paths.judgements;
  if (path.empty()) path = assess::judgementsPath(paths.session);
  if (paths.judgements.empty() && !root.files->isFile(path)) return assess::Judgements();
  auto read = assess::readJudgements(*root.files, path, *record.model, diagnostics);
  if (!read) return Status(StatusCode::kInvalid, "the judgements '" + path + "' cannot be read");
  record.judgementPath = path;
  return std::move(*read);
}

}  // namespace

Result<JudgedRecord> judgeRecord(const scenario::ContentRoot& root, const RecordPaths& paths,
                                 Diagnostics& diagnostics) {
  const std::string& scenarioPath = paths.scenario;
  auto opened = openRecord(*root.files, paths.session);
  if (!opened.ok()) return opened.status();
  JudgedRecord out;
  out.reader = std::move(opened->reader);
  out.judged.info = std::move(opened->info);
  const std::string wanted =
      scenarioPath.empty() ? scenarioOf(root, out.judged.info) : scenarioPath;
  out.model = scenario::load(root, wanted, diagnostics);
  if (out.model == nullptr) {
    return Status(StatusCode::kInvalid, "the scenario '" + wanted + "' cannot be loaded");
  }
  if (out.model->contentHash != out.judged.info.contentHash) {
    out.warnings.emplace_back("the scenario has changed since this session was recorded");
  }
  out.seal = record::verifySeal(*out.reader);
  for (std::string& warning : warningsAbout(*out.reader, out.seal)) {
    out.warnings.push_back(std::move(warning));
  }
  out.playback = session::readPlayback(*out.reader, *out.model);
  if (out.playback.unknownNames > 0) {
    out.warnings.push_back(std::to_string(out.playback.unknownNames) +
                           " recorded values have names that the scenario does not know");
  }
  for (const std::string& trouble : out.playback.troubles) out.warnings.push_back(trouble);
  if (Status faults = session::resolveFaults(*out.model, out.judged.info); !faults.ok()) {
    out.warnings.push_back(faults.message());
  }
  auto judgements = judgementsOf(root, paths, out, diagnostics);
  if (!judgements.ok()) return judgements.status();
  assess::Remarked marked = assess::remark(*out.model, out.playback, *judgements);
  out.judged.findings = std::move(marked.findings);
  out.judged.score = marked.score;
  out.judged.duration = marked.duration;
  out.judged.stepsDone = std::move(marked.stepsDone);
  out.judged.finished = out.playback.finished;
  out.judged.abandoned = out.playback.abandoned;
  return out;
}

Result<std::string> closeRecord(session::Recorder& recorder, bool seal) {
  if (!seal) {
    if (Status s = recorder.close(nullptr); !s.ok()) return s;
    return std::string();
  }
  auto path = stationKeyPath();
  if (!path.ok()) return path.status();
  auto key = record::StationKey::loadOrCreate(disk(), *path);
  if (!key.ok()) return key.status();
  if (Status s = recorder.close(&*key); !s.ok()) return s;
  return record::fingerprint(key->publicKey());
}

Result<std::string> writeReport(const scenario::ScenarioModel& model,
                                const text::Catalogue& catalogue, const Judged& judged,
                                const std::string& recordPath,
                                std::vector<assess::Picture> pictures,
                                const assess::ReportSeal& seal) {
  assess::ReportInput input;
  input.model = &model;
  input.catalogue = &catalogue;
  input.info = judged.info;
  input.findings = judged.findings;
  input.score = judged.score;
  input.duration = judged.duration;
  input.finished = judged.finished;
  input.abandoned = judged.abandoned;
  input.stepsDone = judged.stepsDone;
  input.pictures = std::move(pictures);
  input.recordName = fileName(recordPath);
  input.seal = seal;
  std::string path = recordPath;
  if (path.ends_with(".mcap")) path.resize(path.size() - 5);
  path += ".report.html";
  if (Status written = disk().replace(path, assess::makeReport(input)); !written.ok()) {
    return written;
  }
  return path;
}

}  // namespace shixun::app
