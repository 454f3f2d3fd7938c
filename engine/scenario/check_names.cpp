// Names that people mix up, and formulas that say what cannot be meant.
#include <algorithm>

#include "logic/sense.h"
#include "scenario/build.h"

namespace shixun::scenario {
namespace {

// What a name looks like in a hurry: case and the letters that resemble digits make no difference.
std::string looks(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == 'l' || c == 'I' || c == 'i') {
      out += '1';
    } else if (c == 'o' || c == 'O') {
      out += '0';
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

void checkDesignations(Build& build) {
  std::map<std::string, std::string> seen;
  for (uint32_t i = 0; i < build.instances.size(); ++i) {
    const std::string& name = build.model.instances[i].name;
    const auto [other, fresh] = seen.emplace(looks(name), name);
    if (fresh) continue;
    build.problems.warning(build.instances[i].where, "look-alike",
                           "'" + name + "' is easily taken for '" + other->second + "'",
                           "choose designations that differ in more than case, 1 and l, 0 and O");
  }
}

// Words that mean something else in formulas.
constexpr std::string_view kWords[] = {"and",   "or",    "not",   "implies",      "true",
                                       "false", "once",  "prev",  "historically", "since",
                                       "event", "value", "volts", "hangs",        "body"};

void checkRole(Build& build, const NamedItem<Word>& item) {
  if (std::find(std::begin(kWords), std::end(kWords), item.name) != std::end(kWords)) {
    build.problems.error(item.where, "bad-name",
                         "the role '" + item.name + "' has a name that formulas need",
                         "choose another name for the role");
  }
  if (build.sets.contains(item.name)) {
    build.problems.warning(item.where, "ambiguous-name", "'" + item.name + "' is a role and a set",
                           "rename one of them");
  }
  // "handle: Q5.handle" beside "isolator: Q1" with a handle of its own.
  const std::string& target = item.value.value;
  for (const RoleModel& role : build.model.roles) {
    const std::string member = role.standsFor + "." + item.name;
    const auto found = build.model.entities.find(member);
    if (found == build.model.entities.end() || role.role == item.name || member == target) continue;
    const auto own = build.model.entities.find(target);
    if (own == build.model.entities.end() || own->second.kind != found->second.kind) continue;
    build.problems.warning(item.where, "ambiguous-name",
                           "'" + item.name + "' stands for '" + target + "', but '" + role.role +
                               "." + item.name + "' is something else of the same kind",
                           "choose a name for the role that no member has");
    return;
  }
}

}  // namespace

void checkNames(Build& build) {
  checkDesignations(build);
  for (const auto& item : build.spec.roles) {
    if (item.value) checkRole(build, item);
  }
}

void reportClashes(const Formula& formula, const logic::Program& program,
                   const logic::Exclusive& exclusive, Diagnostics& problems) {
  for (const logic::Clash& clash : logic::findClashes(program, exclusive)) {
    problems.warning(formula.at.where(), clash.always ? "never-false" : "never-true",
                     "'" + clash.first + "' " + (clash.always ? "or" : "and") + " '" +
                         clash.second + "' " +
                         (clash.always ? "always holds" : "never hold together"),
                     "it decides nothing: look for a slip");
  }
}

// One point of a trace has one event.
bool excludeEachOther(const RubricModel& rubric, uint32_t slotA, uint32_t slotB) {
  const AtomModel &a = rubric.atoms[slotA], &b = rubric.atoms[slotB];
  if (a.kind != AtomKind::kEvent || b.kind != AtomKind::kEvent) return false;
  const EventFilter &f = a.filter, &g = b.filter;
  const auto differ = [](EntityRef x, EntityRef y) { return x && y && !(x == y); };
  return f.kind != g.kind || differ(f.what, g.what) || differ(f.at, g.at) ||
         differ(f.with, g.with) || (f.hasTo && g.hasTo && f.to != g.to);
}

}  // namespace shixun::scenario
