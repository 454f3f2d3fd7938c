// `score` with more than one session: what a changed rubric makes of a class.
#pragma once

#include "command.h"

namespace shixun::tools {

struct ScoreManyOptions {
  std::vector<std::string> sessions;  // files, and folders of them
  std::string scenario;               // empty: each record's own
  std::string csv;                    // empty: none is written
  std::string language = "en";
  unsigned jobs = 1;
};

void scoreMany(Context& context, const ScoreManyOptions& options);

}  // namespace shixun::tools
