#include "scenario/walkthrough.h"

#include <algorithm>
#include <memory>

#include "scenario/build.h"
#include "scenario/read_command.h"
#include "scenario/schema.h"

namespace shixun::scenario {
namespace {

constexpr size_t kLongestChain = 8;

// Reads one walkthrough and, through `extends`, those it rests on.
class WalkthroughReader {
 public:
  WalkthroughReader(const ContentRoot& root, const ScenarioModel& model, Diagnostics& problems)
      : root_(root), model_(model), problems_(problems) {}

  std::optional<Walkthrough> read(const std::string& name, const SourceLocation& user) {
    const std::string path = pathOf(name);
    if (!isSafeName(name) || !root_.files->isFile(path)) {
      const auto valid = listWalkthroughs(root_, model_);
      reportUnknown(problems_, user.file.empty() ? SourceLocation{path, 0, 0} : user, name,
                    "walkthrough", valid);
      return std::nullopt;
    }
    if (std::find(chain_.begin(), chain_.end(), path) != chain_.end() ||
        chain_.size() >= kLongestChain) {
      problems_.error(user, "walkthrough-loop", "'" + name + "' extends itself, through others",
                      "let one of them stand on its own");
      return std::nullopt;
    }
    auto document = text::readDocument(*root_.files, path, problems_);
    if (!document) return std::nullopt;
    const auto& file =
        documents_.emplace_back(std::make_unique<text::Document>(*std::move(document)));
    const auto spec = readSpec(*file);
    if (!spec) return std::nullopt;
    chain_.push_back(path);
    return build(*spec, name);
  }

 private:
  static bool isSafeName(const std::string& name) {
    return name.ends_with(".yaml") || isSafePath(name);
  }
  std::string pathOf(const std::string& name) const {
    if (name.ends_with(".yaml")) return name;
    return joinPath(joinPath(model_.folder, "walkthroughs"), name + ".yaml");
  }

  std::optional<WalkthroughSpec> readSpec(const text::Document& file) {
    const text::Node* format = file.root.find("format");
    if (format != nullptr && format->text != std::to_string(kFormat)) {
      problems_.error(file.at(*format), "bad-format-version",
                      "format '" + format->text +
                          "' is not known here, this program reads format " +
                          std::to_string(kFormat),
                      "write 'format: 1', or use a newer program");
      return std::nullopt;
    }
    if (!file.root.isMapping()) {
      problems_.error(file.at(file.root), "wrong-type", "a walkthrough is a map of keys",
                      "begin with 'format: 1'");
      return std::nullopt;
    }
    Reader reader{file, problems_, false};
    WalkthroughSpec spec;
    spec.at = reader.place(file.root);
    readGroup(reader, WalkthroughSpec::schema(), file.root, &spec);
    return spec;
  }

  std::optional<Walkthrough> build(const WalkthroughSpec& spec, const std::string& name) {
    Walkthrough out;
    out.mode = "assess";
    if (spec.extends) {
      auto base = read(spec.extends.value, spec.extends.at.where());
      if (!base) return std::nullopt;
      out = std::move(*base);
      out.findings.clear();
      out.fullMarks = false;
      change(spec, out.steps);
    } else if (!spec.drop.empty() || !spec.replace.empty() || !spec.insert.empty()) {
      problems_.error(spec.at.where(), "nothing-to-change",
                      "'drop', 'replace' and 'insert' change another walkthrough's steps",
                      "add 'extends: <name>'");
    }
    const std::string file = fileName(name);
    out.name = file.ends_with(".yaml") ? file.substr(0, file.size() - 5) : file;
    out.title = spec.title.value;
    setMode(spec, out);
    addFaults(spec, out);
    if (spec.seed) out.seed = static_cast<uint64_t>(spec.seed.value);
    out.settle = timeOf(spec.settle, out.settle, problems_);
    for (WalkthroughStep& step : readSteps(spec.steps, "")) out.steps.push_back(std::move(step));
    setExpected(spec, out);
    checkTitle(spec);
    return out;
  }

  void checkTitle(const WalkthroughSpec& spec) {
    for (const std::string& language : model_.languages) {
      if (!spec.title || spec.title.value.contains(language)) continue;
      problems_.error(spec.title.at.where(), "missing-translation",
                      "this text has no '" + language + "'", "add " + language + ": ...");
    }
  }

  void setMode(const WalkthroughSpec& spec, Walkthrough& out) {
    if (spec.mode) out.mode = spec.mode.value;
    const auto& modes = model_.modes;
    if (!spec.mode || std::find(modes.begin(), modes.end(), out.mode) != modes.end()) return;
    reportUnknown(problems_, spec.mode.at.where(), out.mode, "mode of this scenario", modes);
  }

  void addFaults(const WalkthroughSpec& spec, Walkthrough& out) {
    for (const Word& name : spec.faults) {
      if (!name) continue;
      const auto fault = findFault(model_, name.value);
      if (fault) {
        out.faults.push_back(*fault);
        continue;
      }
      std::vector<std::string> valid;
      for (const FaultModel& f : model_.faults) valid.push_back(f.name);
      reportUnknown(problems_, name.at.where(), resolveRole(model_, name.value), "fault", valid);
    }
  }

  void setExpected(const WalkthroughSpec& spec, Walkthrough& out) {
    if (!spec.expect) return;
    out.fullMarks = spec.expect->fullMarks.value;
    const std::vector<std::string> codes = codesOf(model_.rubric);
    for (const Word& code : spec.expect->findings) {
      if (!code) continue;  // reported where it was read
      if (std::find(codes.begin(), codes.end(), code.value) == codes.end()) {
        reportUnknown(problems_, code.at.where(), code.value, "rule", codes);
      }
      out.findings.push_back(code.value);
    }
    std::sort(out.findings.begin(), out.findings.end());
    if (out.fullMarks && !out.findings.empty()) {
      problems_.error(spec.expect->at.where(), "conflicting-keys",
                      "full marks and findings cannot both be expected", "keep one of them");
    }
  }

  // Steps without an id of their own belong to block `id`.
  std::vector<WalkthroughStep> readSteps(const std::vector<Raw>& list, const std::string& id) {
    std::vector<WalkthroughStep> steps;
    for (const Raw& raw : list) {
      auto line = readCommand(model_, raw.at, true, problems_);
      if (!line) continue;
      steps.push_back(
          {line->id.empty() ? id : line->id, line->after, std::move(line->command), line->where});
    }
    return steps;
  }

  using Steps = std::vector<WalkthroughStep>;

  // The steps [first, last) of a block: from its first step to its last, whatever stands between.
  struct Block {
    Steps::difference_type first = 0, last = 0;
  };
  std::optional<Block> findBlock(const Steps& steps, const std::string& id,
                                 const SourceLocation& where) {
    Block block{-1, -1};
    for (size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].id != id) continue;
      if (block.first < 0) block.first = static_cast<Steps::difference_type>(i);
      block.last = static_cast<Steps::difference_type>(i) + 1;
    }
    if (block.first >= 0) return block;
    std::vector<std::string> valid;
    for (const WalkthroughStep& step : steps) {
      if (!step.id.empty()) valid.push_back(step.id);
    }
    reportUnknown(problems_, where, id, "step", valid);
    return std::nullopt;
  }

  void change(const WalkthroughSpec& spec, Steps& steps) {
    for (const auto& item : spec.replace) {
      const auto block = findBlock(steps, item.name, item.where);
      if (!block) continue;
      Steps fresh = readSteps(item.value, item.name);
      steps.erase(steps.begin() + block->first, steps.begin() + block->last);
      steps.insert(steps.begin() + block->first, fresh.begin(), fresh.end());
    }
    for (const InsertSpec& insert : spec.insert) {
      if (static_cast<bool>(insert.after) == static_cast<bool>(insert.before)) {
        problems_.error(insert.at.where(), insert.after ? "conflicting-keys" : "missing-key",
                        "an insertion needs either 'after' or 'before'", "name a step by its id");
        continue;
      }
      const Word& id = insert.after ? insert.after : insert.before;
      const auto block = findBlock(steps, id.value, id.at.where());
      if (!block) continue;
      Steps fresh = readSteps(insert.steps, "");
      const auto at = insert.after ? block->last : block->first;
      steps.insert(steps.begin() + at, fresh.begin(), fresh.end());
    }
    // Last, so that something can be put in the place of what is dropped.
    for (const Word& id : spec.drop) {
      if (!id || !findBlock(steps, id.value, id.at.where())) continue;
      std::erase_if(steps, [&](const WalkthroughStep& step) { return step.id == id.value; });
    }
  }

  const ContentRoot& root_;
  const ScenarioModel& model_;
  Diagnostics& problems_;
  std::vector<std::unique_ptr<text::Document>> documents_;
  std::vector<std::string> chain_;
};

}  // namespace

Result<Walkthrough> loadWalkthrough(const ContentRoot& root, const ScenarioModel& model,
                                    const std::string& name, Diagnostics& diagnostics) {
  Diagnostics problems;
  auto walkthrough = WalkthroughReader(root, model, problems).read(name, {});
  problems.sort();
  for (const Diagnostic& problem : problems.list()) diagnostics.add(problem);
  if (walkthrough && !problems.hasErrors()) return std::move(*walkthrough);
  return Status(StatusCode::kInvalid,
                "the walkthrough '" + name + "' cannot be used: " +
                    (problems.empty() ? std::string("unknown") : format(problems.list().front())));
}

std::vector<std::string> listWalkthroughs(const ContentRoot& root, const ScenarioModel& model) {
  return walkthroughNames(root, model.folder);
}

}  // namespace shixun::scenario
