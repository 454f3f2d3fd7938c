// Report: one self-contained HTML file about a session that an instructor can open, read in any of
// the scenario's languages and print.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assess/score.h"
#include "scenario/model.h"
#include "session/finding.h"
#include "session/info.h"
#include "text/catalogue.h"

namespace shixun::assess {

struct Picture {
  Tick tick = 0;
  std::string caption;  // scenario or program text key, or plain text
  std::string rule;     // the finding it shows; empty: an overview
  std::string png;      // bytes
};

// At most one of the two; neither: the record is not sealed.
struct ReportSeal {
  std::string fingerprint;  // of the station's key
  std::string broken;       // why it does not fit the record
};

struct ReportInput {
  const scenario::ScenarioModel* model = nullptr;  // not owned
  const text::Catalogue* catalogue = nullptr;      // not owned
  session::RecordedInfo info;
  std::vector<session::Finding> findings;
  Score score;
  double duration = 0;  // s
  bool finished = false, abandoned = false;
  std::vector<std::optional<Tick>> stepsDone;  // (rubric.steps)
  std::vector<Picture> pictures;
  std::string recordName;  // file name of the record
  ReportSeal seal;
};

std::string makeReport(const ReportInput& input);

// "3:07.5", minutes and seconds of session time.
std::string formatTime(double seconds);

}  // namespace shixun::assess
