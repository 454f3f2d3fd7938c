// Judgements: what an instructor adds to a session, in a small file beside its record. The record
// and the automatic verdicts stay as they are.
//
//   format: 1
//   judgements:
//     - {code: J1, level: 2, who: Ms Wang, when: "2026-01-31T15:10:00Z", comment: tidy but slow}
//   overrides:
//     - {rule: E09, share: 1, who: Ms Wang, when: "2026-01-31T15:12:00Z", why: proved by lamp,
//     agreed}
//
// Of several entries for one code the last one counts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "core/file.h"
#include "scenario/model.h"

namespace shixun::assess {

struct Judgement {
  std::string code;  // of a judged aspect
  int level = 0;     // 0..3
  std::string who, when, comment;
};

struct Override {
  std::string rule;  // code
  double share = 0;  // 0..1 of its marks, in the instructor's view
  std::string who, when, why;
};

struct Judgements {
  std::vector<Judgement> judged;
  std::vector<Override> overrides;

  // The one that counts; null: none.
  const Judgement* find(std::string_view code) const;
  const Override* findOverride(std::string_view rule) const;
};

// "s.judgements.yaml" of "s.mcap".
std::string judgementsPath(const std::string& recordPath);

// All problems are reported at once; nothing when any is an error.
std::optional<Judgements> readJudgements(const FileSystem& files, const std::string& path,
                                         const scenario::ScenarioModel& model,
                                         Diagnostics& diagnostics);

}  // namespace shixun::assess
