#include "app/remarking.h"

#include <algorithm>

namespace shixun::app {
namespace {

using scenario::ScenarioModel;

void sortCodes(std::vector<std::string>& codes) {
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
}

Marks findingsOnly(const std::vector<session::Finding>& findings) {
  Marks out;
  for (const session::Finding& finding : findings) {
    out.broken.push_back(finding.rule);
    if (finding.underivable) out.missing.push_back(finding.rule);
    if (finding.severity == scenario::RuleSeverity::kGate) out.passed = false;
  }
  sortCodes(out.broken);
  sortCodes(out.missing);
  return out;
}

Marks marksBy(const ScenarioModel& model, const session::Playback& playback) {
  const assess::Remarked marked = assess::remark(model, playback);
  Marks out = findingsOnly(marked.findings);
  out.total = marked.score.total;
  out.passed = marked.score.passed;
  return out;
}

// A trace is told in indices of the scenario that it was read for. It may be judged by another one
// that has the same things in the same order, as when only the rubric was changed.
bool sameWorld(const ScenarioModel& a, const ScenarioModel& b) {
  const auto sameSignals = [](const auto& s, const auto& t) {
    return s.name == t.name && s.type == t.type && s.labels == t.labels && s.source == t.source &&
           s.index == t.index;
  };
  const auto sameNames = [](const auto& s, const auto& t) { return s.name == t.name; };
  return std::equal(a.signals.begin(), a.signals.end(), b.signals.begin(), b.signals.end(),
                    sameSignals) &&
         std::equal(a.terminals.begin(), a.terminals.end(), b.terminals.begin(), b.terminals.end(),
                    sameNames) &&
         a.entities == b.entities;
}

// The scenario with which the record was made; null when it is no longer to be found.
const ScenarioModel* scenarioThen(const scenario::ContentRoot& root,
                                  const session::RecordedInfo& info, const FindScenario& find) {
  std::vector<std::string> places = {info.scenario};
  if (root.files->isFolder(info.scenarioPath)) places.push_back(info.scenarioPath);
  for (const std::string& place : places) {
    const auto found = find(place);
    if (found.ok() && (*found)->contentHash == info.contentHash) return *found;
  }
  return nullptr;
}

std::vector<std::string> without(const std::vector<std::string>& all,
                                 const std::vector<std::string>& these) {
  std::vector<std::string> out;
  std::set_difference(all.begin(), all.end(), these.begin(), these.end(), std::back_inserter(out));
  return out;
}

}  // namespace

bool Remarking::changed() const {
  return !appeared.empty() || !disappeared.empty() || !after.missing.empty() ||
         (before.total && before.total != after.total) ||
         (before.passed && before.passed != after.passed);
}

Remarking remarkRecord(const scenario::ContentRoot& root, const std::string& path,
                       const std::string& scenario, const FindScenario& find) {
  Remarking out;
  out.path = path;
  auto opened = openRecord(*root.files, path);
  if (!opened.ok()) {
    out.trouble = opened.status();
    return out;
  }
  const record::Reader& reader = *opened->reader;
  out.info = std::move(opened->info);
  const auto model = find(scenario.empty() ? scenarioOf(root, out.info) : scenario);
  if (!model.ok()) {
    out.trouble = model.status();
    return out;
  }
  const record::SealReport seal = record::verifySeal(reader);
  out.sealBroken = seal.state == record::SealState::kBroken;
  out.warnings = warningsAbout(reader, seal);
  const session::Playback playback =
      session::readPlayback(reader, **model, session::PlaybackParts::kMarks);
  if (playback.unknownNames > 0) {
    out.warnings.push_back(std::to_string(playback.unknownNames) +
                           " recorded values have names that the scenario does not know");
  }
  out.warnings.insert(out.warnings.end(), playback.troubles.begin(), playback.troubles.end());
  out.duration = secondsFromTick(playback.lastTick);
  out.after = marksBy(**model, playback);
  const ScenarioModel* then = scenarioThen(root, out.info, find);
  if (then == *model) {
    out.before = out.after;
  } else if (then != nullptr && sameWorld(*then, **model)) {
    out.before = marksBy(*then, playback);
  } else if (then != nullptr) {
    out.before =
        marksBy(*then, session::readPlayback(reader, *then, session::PlaybackParts::kMarks));
  } else {
    out.before = findingsOnly(playback.findings);
  }
  const bool ended = playback.finished || playback.abandoned;
  if (then != nullptr && ended && findingsOnly(playback.findings).broken != out.before.broken) {
    out.warnings.emplace_back(
        "its own scenario finds something else in this record now than it found at the time");
  }
  out.appeared = without(out.after.broken, out.before.broken);
  out.disappeared = without(out.before.broken, out.after.broken);
  return out;
}

}  // namespace shixun::app
