// SessionInfo: who did what, how and with which build: the head of every record.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/status.h"
#include "scenario/model.h"
#include "scenario/walkthrough.h"

namespace shixun::session {

struct SessionInfo {
  std::string trainee;            // name as given; may be empty
  std::string mode = "practise";  // learn, practise, assess, compete
  std::string language = "en";
  std::string input = "script";  // script, hands, desk, xr
  std::string walkthrough;       // empty: a person
  uint64_t seed = 1;
  std::string startedAt;         // RFC 3339 in UTC, from the program; empty: not known
  std::string build;             // version and build type of the program
  std::string device;            // what it was shown on; may be empty
  std::vector<uint32_t> faults;  // indices into ScenarioModel::faults, beyond the scenario's own
};

// Whether a session of this mode gives hints.
bool givesHints(const std::string& mode);

// Of a walkthrough played as its file says.
SessionInfo infoOf(const scenario::Walkthrough& walkthrough);

// What a record says of itself; scenario fields come from the model it was made with.
struct RecordedInfo {
  SessionInfo info;
  std::string scenario;
  std::string scenarioVersion;
  std::string contentHash;
  std::string scenarioPath;  // where it was read from
  std::vector<std::string> faultNames;
};

// {"format":1,"scenario":...,"axes":"right-handed, +Y up, metres","clock":"120 ticks/s",
//  "signals":{name:{type,unit,labels}},...}
// The same with the faults that chance adds: those of the scenario's draw that `seed` chooses,
// unless the session names one of them itself.
SessionInfo withDraw(const scenario::ScenarioModel& model, SessionInfo info);
std::string encodeInfo(const scenario::ScenarioModel& model, const SessionInfo& info);
// Fault names are resolved later, by resolveFaults, since a record can be read without its
// scenario.
Result<RecordedInfo> decodeInfo(std::string_view json);
Status resolveFaults(const scenario::ScenarioModel& model, RecordedInfo& recorded);

}  // namespace shixun::session
