// Warnings that are intended, with their reasons.
#include "scenario/build.h"

namespace shixun::scenario {
namespace {

class Approvals {
 public:
  explicit Approvals(const std::vector<ApprovalsOf>& lists) : lists_(lists) {
    for (const ApprovalsOf& of : lists) used_.emplace_back(of.list.size(), uint8_t{0});
  }

  bool approves(const Diagnostic& problem) {
    if (problem.severity != Severity::kWarning) return false;
    const std::string subject = subjectOf(problem.message);
    bool found = false;
    for (size_t i = 0; i < lists_.size(); ++i) {
      if (!lists_[i].file.empty() && lists_[i].file != problem.where.file) continue;
      for (size_t k = 0; k < lists_[i].list.size(); ++k) {
        const ApprovalSpec& approval = lists_[i].list[k];
        if (approval.code.value != problem.code || approval.subject.value != subject) continue;
        used_[i][k] = 1;
        found = true;
      }
    }
    return found;
  }

  void report(size_t complete, Diagnostics& out) const {
    for (size_t i = 0; i < lists_.size(); ++i) {
      for (size_t k = 0; k < lists_[i].list.size(); ++k) {
        const ApprovalSpec& approval = lists_[i].list[k];
        if (approval.reason && approval.reason.value.empty()) {
          out.error(approval.reason.at.where(), "missing-key", "this approval gives no reason",
                    "say why the warning is intended");
        }
        if (i >= complete || used_[i][k] != 0 || !approval.code || !approval.subject) continue;
        out.warning(approval.subject.at.where(), "unused-approval",
                    "'" + approval.subject.value + "' has no warning '" + approval.code.value +
                        "' that could be approved",
                    "remove the approval, or correct its code or place: it is the first name in "
                    "quotes of the warning");
      }
    }
  }

 private:
  const std::vector<ApprovalsOf>& lists_;
  std::vector<std::vector<uint8_t>> used_;
};

}  // namespace

std::string subjectOf(const std::string& message) {
  const size_t from = message.find('\'');
  if (from == std::string::npos) return {};
  return message.substr(from + 1, message.find('\'', from + 1) - from - 1);
}

Diagnostics withoutApproved(const Diagnostics& problems, const std::vector<ApprovalsOf>& approvals,
                            size_t complete) {
  Approvals known(approvals);
  Diagnostics out;
  for (const Diagnostic& problem : problems.list()) {
    if (!known.approves(problem)) out.add(problem);
  }
  known.report(complete, out);
  return out;
}

}  // namespace shixun::scenario
