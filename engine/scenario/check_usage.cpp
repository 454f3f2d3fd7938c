// What a scenario holds but nothing refers to, and rules that no walkthrough proves. Names are
// taken from the files as written: a name counts as used wherever it stands in the part in
// question.
#include <algorithm>
#include <set>

#include "scenario/build.h"

namespace shixun::scenario {
namespace {

bool inName(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

// Keys whose values are keys of texts or names of their own, which look like names of equipment.
bool isText(std::string_view key) {
  static constexpr std::string_view kTexts[] = {"title", "reason", "wrong",   "advice",
                                                "text",  "reply",  "refusal", "code",
                                                "id",    "aspect", "severity"};
  return std::find(std::begin(kTexts), std::end(kTexts), key) != std::end(kTexts);
}

// Dotted names, as they stand in texts.
class Names {
 public:
  void add(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
      if (!inName(text[at])) {
        ++at;
        continue;
      }
      size_t end = at;
      while (end < text.size() && inName(text[end])) ++end;
      names_.emplace(text.substr(at, end - at));
      at = end;
    }
  }
  void add(const text::Node& node) {
    if (node.isScalar()) add(node.text);
    for (const text::Node& item : node.items) add(item);
    for (const text::Entry& entry : node.entries) {
      if (!isText(entry.key)) add(entry.value);
    }
  }
  void add(const Place& place) {
    if (place) add(*place.node);
  }
  // The name itself or a member of it.
  bool have(const std::string& name) const {
    const auto found = names_.lower_bound(name);
    if (found != names_.end() && *found == name) return true;
    const auto member = names_.lower_bound(name + ".");
    return member != names_.end() && member->starts_with(name + ".");
  }
  const std::set<std::string, std::less<>>& all() const { return names_; }

 private:
  std::set<std::string, std::less<>> names_;
};

class UsageChecker {
 public:
  explicit UsageChecker(Build& build) : build_(build), spec_(build.spec) {}

  void run() {
    collect();
    checkRoles();
    checkSets();
    checkEquipment();
    checkLines();
    checkRubric();
    checkTexts();
  }

 private:
  void warn(const SourceLocation& where, std::string code, std::string message, std::string hint) {
    build_.problems.warning(where, std::move(code), std::move(message),
                            hint + "; or approve it with the reason");
  }

  void collect() {
    // Everything of the file but what is only a name or a text, and the definitions of roles.
    static constexpr std::string_view kApart[] = {"format",      "version",   "title",
                                                  "description", "languages", "modes",
                                                  "roles",       "equipment", "approved"};
    for (const text::Entry& entry : spec_.at.node->entries) {
      const bool apart =
          std::find(std::begin(kApart), std::end(kApart), entry.key) != std::end(kApart);
      if (!apart) names_.add(entry.value);
    }
    for (const auto& item : spec_.equipment) {
      places_.add(item.value.placements.at);
      names_.add(item.value.owner.value);
    }
    for (const auto& item : spec_.people) places_.add(item.value.placements.at);
    for (const std::string& name : walkthroughNames(build_.sources.root(), build_.model.folder)) {
      const std::string path =
          joinPath(joinPath(build_.model.folder, "walkthroughs"), name + ".yaml");
      collectWalkthrough(path);
    }
  }

  void collectWalkthrough(const std::string& path) {
    ++walkthroughs_;
    Diagnostics told;  // when it was read as a walkthrough
    const auto document = text::readDocument(*build_.sources.root().files, path, told);
    if (!document) return;
    for (const text::Entry& entry : document->root.entries) {
      const bool acts = entry.key == "steps" || entry.key == "insert" || entry.key == "replace";
      if (acts) played_.add(entry.value);
      if (acts || entry.key == "faults") names_.add(entry.value);
      if (entry.key == "expect") proved_.add(entry.value);
    }
  }

  void checkRoles() {
    for (const auto& item : spec_.roles) {
      if (names_.have(item.name)) continue;
      warn(item.where, "unused-role", "nothing uses the role '" + item.name + "'",
           "use it or remove it");
    }
  }

  void checkSets() {
    Names used;
    if (spec_.rubric) used.add(spec_.rubric->at);
    for (const auto& item : spec_.sets) used.add(item.value.pairsOf.value);
    for (const auto& item : spec_.sets) {
      if (used.have(item.name)) continue;
      warn(item.where, "unused-set", "no formula uses the set '" + item.name + "'",
           "use it or remove it");
    }
  }

  // An item is of use when it can be hung somewhere.
  bool fitsAPoint(uint32_t instance) const {
    const int32_t index = build_.model.instances[instance].item;
    if (index < 0) return false;
    const auto& tags = build_.model.items[static_cast<size_t>(index)].tags;
    return std::any_of(build_.model.points.begin(), build_.model.points.end(),
                       [&](const PointModel& point) {
                         return std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) {
                           return std::find(point.accepts.begin(), point.accepts.end(), tag) !=
                                  point.accepts.end();
                         });
                       });
  }

  void checkEquipment() {
    Names byRoles;
    for (const auto& item : spec_.roles) byRoles.add(item.value.value);
    for (uint32_t i = 0; i < build_.instances.size(); ++i) {
      const std::string& name = build_.model.instances[i].name;
      const bool used = names_.have(name) || places_.have(name) || byRoles.have(name) ||
                        fitsAPoint(i) || !build_.instances[i].spec->lines.empty();
      if (used) continue;
      warn(build_.instances[i].where, "unused-equipment",
           "'" + name + "' is in no wire, role, rule or walkthrough, and nothing stands on it",
           "use it or remove it");
    }
  }

  void checkLines() {
    for (const auto& person : spec_.people) {
      for (const auto& line : person.value.lines) {
        const std::string name = person.name + "." + line.name;
        bool said = played_.have(name);
        for (const RoleModel& role : build_.model.roles) {
          if (role.standsFor != person.name && role.standsFor != name) continue;
          said = said || played_.have(role.role + name.substr(role.standsFor.size()));
        }
        if (said || walkthroughs_ == 0) continue;
        warn(line.where, "unused-line", "no walkthrough says '" + name + "'",
             "say it in a walkthrough or remove it");
      }
    }
  }

  void checkRubric() {
    if (!spec_.rubric) return;
    Names steps;
    for (const RuleSpec& rule : spec_.rubric->rules) {
      for (const text::Entry& entry : rule.at.node->entries) {
        if (entry.key.starts_with("step")) steps.add(entry.value);
      }
      if (walkthroughs_ == 0 || !rule.code || proved_.have(rule.code.value)) continue;
      warn(rule.code.at.where(), "unproved-rule",
           "no walkthrough expects the finding '" + rule.code.value + "'",
           "add one that breaks the rule, so that it is known to be noticed");
    }
    for (const StepSpec& step : spec_.rubric->steps) {
      if (!step.id || steps.have(step.id.value)) continue;
      warn(step.id.at.where(), "step-without-rule",
           "no rule belongs to the step '" + step.id.value + "'",
           "name it as the 'step' of a rule: without one it earns nothing");
    }
  }

  void checkTexts() {
    // Those that the program shows by itself.
    std::set<std::string> used = {"objective", "briefing", "help"};
    for (const TextKey* key : build_.textKeys) used.insert(key->value);
    std::set<std::string> told;
    for (const std::string& language : build_.model.languages) {
      const std::string path = joinPath(build_.model.folder, "text." + language + ".yaml");
      Diagnostics ignored;
      if (!build_.sources.hasTexts(build_.model.folder, language)) continue;
      const auto document = text::readDocument(*build_.sources.root().files, path, ignored);
      if (document) checkTextsBelow(*document, document->root, "", used, told);
    }
  }
  void checkTextsBelow(const text::Document& document, const text::Node& node,
                       const std::string& prefix, const std::set<std::string>& used,
                       std::set<std::string>& told) {
    for (const text::Entry& entry : node.entries) {
      const std::string key = prefix.empty() ? entry.key : prefix + "." + entry.key;
      if (entry.value.isMapping()) {
        checkTextsBelow(document, entry.value, key, used, told);
      } else if (!used.contains(key) && told.insert(key).second) {
        warn(document.at(entry), "unused-text", "nothing shows the text '" + key + "'",
             "use it or remove it in every language");
      }
    }
  }

  Build& build_;
  const ScenarioSpec& spec_;
  Names names_;   // of the scenario and of walkthroughs
  Names places_;  // what others stand on
  Names played_;  // in walkthroughs
  Names proved_;  // findings that walkthroughs expect
  size_t walkthroughs_ = 0;
};

}  // namespace

void checkUsage(Build& build) {
  UsageChecker(build).run();
}

std::vector<NamedEntity> namedEntities(const Build& build) {
  const ScenarioModel& model = build.model;
  std::vector<NamedEntity> named;
  for (const auto& role : build.spec.roles) {
    const auto found = model.entities.find(role.value.value);
    if (found != model.entities.end()) named.push_back({found->second, role.value.at.where()});
  }
  const auto addAtom = [&](uint32_t index, const SourceLocation& where) {
    const AtomModel& atom = model.rubric.atoms[index];
    if (atom.kind == AtomKind::kHangs) named.push_back({atom.b, where});
    if (atom.kind == AtomKind::kSignal) {
      const auto control = model.entities.find(model.signals[atom.signal].name);
      if (control != model.entities.end()) named.push_back({control->second, where});
    }
    if (atom.kind != AtomKind::kEvent && atom.kind != AtomKind::kEventValue) return;
    const EventFilter& f = atom.filter;
    for (const EntityRef entity : {f.what, f.at, f.with, f.pairA, f.pairB, f.node}) {
      named.push_back({entity, where});
    }
  };
  for (const RuleModel& rule : model.rubric.rules) {
    for (const uint32_t index : rule.atoms) addAtom(index, rule.where);
    if (!rule.measure) continue;
    for (const logic::Atom& atom : rule.measure->value.atoms()) {
      addAtom(atom.signal.slot, rule.where);
    }
  }
  return named;
}

}  // namespace shixun::scenario
