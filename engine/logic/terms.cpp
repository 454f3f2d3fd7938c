#include "logic/terms.h"

#include <algorithm>

#include "logic/compile.h"
#include "logic/lexer.h"

namespace shixun::logic {
namespace {

bool isLeaf(NodeKind kind) {
  return kind == NodeKind::kTrue || kind == NodeKind::kFalse || kind == NodeKind::kNumber ||
         kind == NodeKind::kName || kind == NodeKind::kCall;
}

bool hasOneOperand(NodeKind kind) {
  return kind == NodeKind::kNegate || kind == NodeKind::kNot || kind == NodeKind::kPrev ||
         kind == NodeKind::kOnce || kind == NodeKind::kHistorically;
}

bool isQuantifier(const Node& node) {
  return node.kind == NodeKind::kForall || node.kind == NodeKind::kExists;
}

// Marks the names that are all there is on a side of == or !=. `starts`: where the subformulas
// begin that wait for their operator.
void markLabels(const Ast& ast, size_t begin, size_t end, std::vector<size_t>& starts,
                std::vector<uint8_t>& labels) {
  for (size_t i = begin; i < end; ++i) {
    const Node& node = ast.nodes[i];
    if (isLeaf(node.kind)) {
      starts.push_back(i);
    } else if (isQuantifier(node)) {
      const size_t body = i + 1 + ast.quantifiers[node.index].bodyNodes;
      markLabels(ast, i + 1, body, starts, labels);
      starts.back() = i;
      i = body - 1;
    } else if (!hasOneOperand(node.kind)) {
      const size_t right = starts.back();
      starts.pop_back();
      const size_t left = starts.back();
      if (node.kind != NodeKind::kEqual && node.kind != NodeKind::kNotEqual) continue;
      if (right + 1 == i && ast.nodes[right].kind == NodeKind::kName) labels[right] = 1;
      if (left + 1 == right && ast.nodes[left].kind == NodeKind::kName) labels[left] = 1;
    }
  }
}

std::vector<uint8_t> labelsOf(const Ast& ast) {
  std::vector<uint8_t> labels(ast.nodes.size());
  std::vector<size_t> starts;
  markLabels(ast, 0, ast.nodes.size(), starts, labels);
  return labels;
}

std::string_view firstPart(std::string_view name) {
  return name.substr(0, name.find('.'));
}

bool contains(const std::vector<std::string>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

struct Signature {
  std::string name;
  std::vector<std::string> parameters;
};

// "name" or "name(a, b)"; the words of patterns are no names.
std::optional<Signature> readSignature(const std::string& text) {
  static const std::vector<std::string> kPatterns = {
      "never", "unless", "before", "within", "forall", "exists", "for", "each", "in", "inf"};
  const std::vector<Token> tokens = tokenize(text, {});
  size_t at = 0;
  const auto isName = [&] {
    return tokens[at].kind == TokenKind::kName &&
           tokens[at].text.find('.') == std::string_view::npos &&
           !contains(kPatterns, tokens[at].text);
  };
  const auto is = [&](std::string_view symbol) {
    return tokens[at].kind == TokenKind::kSymbol && tokens[at].text == symbol;
  };
  if (!isName()) return std::nullopt;
  Signature out;
  out.name = std::string(tokens[at++].text);
  if (tokens[at].kind == TokenKind::kEnd) return out;
  if (!is("(")) return std::nullopt;
  do {
    ++at;
    if (!isName() || contains(out.parameters, tokens[at].text)) return std::nullopt;
    out.parameters.emplace_back(tokens[at++].text);
  } while (is(","));
  if (!is(")")) return std::nullopt;
  return tokens[at + 1].kind == TokenKind::kEnd ? std::optional(out) : std::nullopt;
}

std::string formatPlace(const SourceLocation& where) {
  return where.file + ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
}

}  // namespace

// Copies formulas node by node into `out_`, terms in place of their uses.
class Expander {
 public:
  Expander(const Terms& terms, const Ast& formula, Diagnostics& problems)
      : terms_(terms), problems_(problems) {
    out_.file = formula.file;
    out_.text = formula.text;
  }

  bool run(Ast& formula) {
    const std::vector<uint8_t> labels = labelsOf(formula);
    const bool good = copy({&formula, &labels, 0}, 0, formula.nodes.size());
    formula = std::move(out_);
    return good;
  }

 private:
  using Term = Terms::Term;

  // A formula that is being copied.
  struct Source {
    const Ast* ast;
    const std::vector<uint8_t>* labels;
    uint32_t expansion;  // into out_.expansions, from 1; 0: the formula itself
  };
  // What a parameter or a variable stands for.
  struct Binding {
    std::string name;
    Argument value;
  };

  bool fail(const SourceLocation& where, std::string code, std::string message,
            std::string hint = {}) {
    problems_.error(where, std::move(code), std::move(message), std::move(hint));
    return false;
  }

  SourceLocation placeOf(const Source& source, const Node& node) const {
    SourceLocation place = source.ast->place(node);
    if (source.expansion > 0) place.file = out_.expansions[source.expansion - 1].file;
    return place;
  }

  const Binding* bound(std::string_view name) const {
    const std::string_view first = firstPart(name);
    for (size_t i = bindings_.size(); i > visible_; --i) {
      if (bindings_[i - 1].name == first) return &bindings_[i - 1];
    }
    return nullptr;
  }

  void append(const Source& source, Node node, size_t index) {
    node.index = static_cast<uint32_t>(index);
    node.expansion = source.expansion;
    out_.nodes.push_back(node);
  }

  bool copy(const Source& source, size_t begin, size_t end) {
    const Ast& ast = *source.ast;
    for (size_t i = begin; i < end; ++i) {
      const Node& node = ast.nodes[i];
      if (out_.nodes.size() > kMaxOps) {
        return fail(placeOf(source, node), "formula-too-large",
                    "with its terms written out the formula needs more than " +
                        std::to_string(kMaxOps) + " operations",
                    "use smaller terms or split the formula into several rules");
      }
      bool good = true;
      if (isQuantifier(node)) {
        good = quantifier(source, i);
        i += ast.quantifiers[node.index].bodyNodes;
      } else if (node.kind == NodeKind::kName) {
        good = name(source, node, (*source.labels)[i] != 0);
      } else if (node.kind == NodeKind::kCall) {
        good = call(source, node);
      } else {
        other(source, node);
      }
      if (!good) return false;
    }
    return true;
  }

  void other(const Source& source, const Node& node) {
    size_t index = node.index;
    if (node.kind == NodeKind::kNumber) {
      index = out_.quantities.size();
      out_.quantities.push_back(source.ast->quantities[node.index]);
    } else if (node.kind == NodeKind::kOnce || node.kind == NodeKind::kHistorically ||
               node.kind == NodeKind::kSince) {
      index = out_.windows.size();
      out_.windows.push_back(source.ast->windows[node.index]);
    }
    append(source, node, index);
  }

  bool name(const Source& source, const Node& node, bool label) {
    std::string text = source.ast->names[node.index];
    if (const Binding* binding = bound(text)) {
      const std::string_view rest = std::string_view(text).substr(firstPart(text).size());
      if (binding->value.quantity) {
        if (!rest.empty()) {
          return fail(placeOf(source, node), "wrong-arguments",
                      "'" + text + "' asks for a name, found a quantity");
        }
        Node number = node;
        number.kind = NodeKind::kNumber;
        out_.quantities.push_back(*binding->value.quantity);
        append(source, number, out_.quantities.size() - 1);
        return true;
      }
      text = binding->value.name + std::string(rest);
    }
    const Term* term = label ? nullptr : terms_.find(text);
    if (term != nullptr) return use(*term, placeOf(source, node), {});
    out_.names.push_back(std::move(text));
    append(source, node, out_.names.size() - 1);
    return true;
  }

  // An argument as it is where it is written.
  bool substitute(Argument& argument) {
    if (argument.quantity) return true;
    const Binding* binding = bound(argument.name);
    if (binding == nullptr) return true;
    const std::string rest = argument.name.substr(firstPart(argument.name).size());
    if (!binding->value.quantity) {
      argument.name = binding->value.name + rest;
      return true;
    }
    if (!rest.empty()) {
      return fail(argument.where, "wrong-arguments",
                  "'" + argument.name + "' asks for a name, found a quantity");
    }
    argument.quantity = binding->value.quantity;
    argument.name.clear();
    return true;
  }

  bool call(const Source& source, const Node& node) {
    Call made = source.ast->calls[node.index];
    made.where = placeOf(source, node);
    for (Argument& argument : made.arguments) {
      if (source.expansion > 0) argument.where.file = made.where.file;
      if (!substitute(argument)) return false;
    }
    const Term* term = terms_.find(made.name);
    if (term != nullptr) return use(*term, made.where, std::move(made.arguments));
    out_.calls.push_back(std::move(made));
    append(source, node, out_.calls.size() - 1);
    return true;
  }

  bool quantifier(const Source& source, size_t at) {
    const Node& node = source.ast->nodes[at];
    Quantifier made = source.ast->quantifiers[node.index];
    made.setPlace = placeOf(source, {node.kind, 0, made.setPlace.line, made.setPlace.column});
    if (++depth_ > kMaxNesting) {
      return fail(placeOf(source, node), "formula-too-deep",
                  "nested deeper than " + std::to_string(kMaxNesting) + " levels",
                  "split the formula into several rules");
    }
    if (const Binding* set = bound(made.set)) {
      if (set->value.quantity || set->name != made.set) {
        return fail(made.setPlace, "wrong-arguments", "'" + made.set + "' is no name of a set");
      }
      made.set = set->value.name;
    }
    const size_t known = bindings_.size();
    for (std::string& variable : made.variables) {
      Binding fresh;
      fresh.name = variable;
      variable += "#" + std::to_string(++variables_);  // as no author can write
      fresh.value.name = variable;
      bindings_.push_back(std::move(fresh));
    }
    const size_t self = out_.quantifiers.size();
    const size_t count = made.bodyNodes;
    out_.quantifiers.push_back(std::move(made));
    append(source, node, self);
    const size_t body = out_.nodes.size();
    if (!copy(source, at + 1, at + 1 + count)) return false;
    out_.quantifiers[self].bodyNodes = static_cast<uint32_t>(out_.nodes.size() - body);
    bindings_.resize(known);
    --depth_;
    return true;
  }

  bool checkArguments(const Term& term, const SourceLocation& where,
                      const std::vector<Argument>& arguments) {
    const bool keyed = std::any_of(arguments.begin(), arguments.end(),
                                   [](const Argument& a) { return !a.key.empty(); });
    if (arguments.size() == term.parameters.size() && !keyed) return true;
    std::string written = term.name + "(";
    for (const std::string& parameter : term.parameters) {
      written += (&parameter == term.parameters.data() ? "" : ", ") + parameter;
    }
    return fail(where, "wrong-arguments",
                "the term '" + term.name + "' takes " + std::to_string(term.parameters.size()) +
                    (term.parameters.size() == 1 ? " argument" : " arguments") + ", found " +
                    (keyed ? "one with a name" : std::to_string(arguments.size())),
                term.parameters.empty() ? "write '" + term.name + "'" : "write '" + written + ")'");
  }

  bool use(const Term& term, const SourceLocation& where, std::vector<Argument> arguments) {
    term.used = true;
    if (term.broken || !checkArguments(term, where, arguments)) return false;
    if (contains(active_, term.name)) {
      return fail(where, "term-cycle", "the term '" + term.name + "' is used in itself");
    }
    Expansion expansion;
    expansion.term = term.name;
    expansion.file = "#" + std::to_string(out_.expansions.size());
    expansion.usedAt = where;
    out_.expansions.push_back(std::move(expansion));
    const Source source{&term.body, &term.labels, static_cast<uint32_t>(out_.expansions.size())};
    // Inside, only the parameters are known.
    const size_t outside = visible_;
    const size_t known = bindings_.size();
    for (size_t i = 0; i < arguments.size(); ++i) {
      bindings_.push_back({term.parameters[i], std::move(arguments[i])});
    }
    visible_ = known;
    active_.push_back(term.name);
    const bool good = copy(source, 0, term.body.nodes.size());
    active_.pop_back();
    visible_ = outside;
    bindings_.resize(known);
    return good;
  }

  const Terms& terms_;
  Diagnostics& problems_;
  Ast out_;
  std::vector<Binding> bindings_;  // inner last
  size_t visible_ = 0;             // those before are of the formulas around
  std::vector<std::string> active_;
  size_t variables_ = 0;
  int depth_ = 0;
};

void Terms::add(TermDef def, Diagnostics& problems) {
  auto signature = readSignature(def.signature);
  if (!signature) {
    problems.error(def.where, "bad-name", "'" + def.signature + "' is no name of a term",
                   "write a name, or name(parameter, ...): letters, digits and _");
    return;
  }
  if (byName_.contains(signature->name)) {
    problems.error(def.where, "duplicate-name", "there are two terms '" + signature->name + "'",
                   "rename one of them");
    return;
  }
  Term term;
  term.name = std::move(signature->name);
  term.parameters = std::move(signature->parameters);
  ParseResult parsed = parse(def.text);
  for (Diagnostic problem : parsed.diagnostics.list()) {
    if (def.locate) problem.where = def.locate(problem.where);
    problems.add(std::move(problem));
  }
  term.broken = !parsed.ok();
  if (parsed.ok()) term.labels = labelsOf(parsed.ast);
  term.body = std::move(parsed.ast);
  term.def = std::move(def);
  byName_.emplace(term.name, terms_.size());
  terms_.push_back(std::move(term));
}

const Terms::Term* Terms::find(std::string_view name) const {
  const auto found = byName_.find(name);
  return found == byName_.end() ? nullptr : &terms_[found->second];
}

std::vector<size_t> Terms::usesOf(const Term& term) const {
  if (term.broken) return {};
  std::vector<std::string> hidden = term.parameters;
  for (const Quantifier& q : term.body.quantifiers) {
    hidden.insert(hidden.end(), q.variables.begin(), q.variables.end());
  }
  std::vector<size_t> uses;
  const auto add = [&](std::string_view name) {
    const auto found = byName_.find(name);
    if (found != byName_.end() && !contains(hidden, name)) uses.push_back(found->second);
  };
  for (size_t i = 0; i < term.body.nodes.size(); ++i) {
    const Node& node = term.body.nodes[i];
    if (node.kind == NodeKind::kName && term.labels[i] == 0) add(term.body.names[node.index]);
    if (node.kind != NodeKind::kCall) continue;
    const Call& call = term.body.calls[node.index];
    const auto found = byName_.find(call.name);
    if (found == byName_.end()) continue;
    uses.push_back(found->second);
    for (const Argument& argument : call.arguments) add(argument.name);
  }
  return uses;
}

// way: from the first term to this one. seen: 1 on the way, 2 done.
bool Terms::findCycle(size_t term, std::vector<size_t>& way, std::vector<uint8_t>& seen,
                      Diagnostics& problems) {
  if (seen[term] == 2) return terms_[term].broken;
  way.push_back(term);
  if (seen[term] == 1) {
    const auto first = std::find(way.begin(), way.end(), term);
    std::string round;
    for (auto it = first; it != way.end(); ++it) {
      round += (it == first ? "'" : " uses '") + terms_[*it].name + "'";
      terms_[*it].broken = true;
    }
    problems.error(terms_[term].def.where, "term-cycle", "a term uses itself: " + round,
                   "write one of them without the next");
    way.pop_back();
    return true;
  }
  seen[term] = 1;
  bool broken = false;
  for (const size_t used : usesOf(terms_[term])) {
    broken = findCycle(used, way, seen, problems) || broken;
    if (broken) break;
  }
  terms_[term].broken = terms_[term].broken || broken;
  seen[term] = 2;
  way.pop_back();
  return terms_[term].broken;
}

void Terms::close(Diagnostics& problems) {
  std::vector<uint8_t> seen(terms_.size());
  std::vector<size_t> way;
  for (size_t t = 0; t < terms_.size(); ++t) static_cast<void>(findCycle(t, way, seen, problems));
}

bool Terms::expand(Ast& formula, Diagnostics& problems) const {
  const bool plain = std::none_of(formula.names.begin(), formula.names.end(),
                                  [this](const std::string& n) { return byName_.contains(n); }) &&
                     std::none_of(formula.calls.begin(), formula.calls.end(),
                                  [this](const Call& c) { return byName_.contains(c.name); });
  return plain || Expander(*this, formula, problems).run(formula);
}

Diagnostic Terms::locate(Diagnostic problem, const Ast& formula, const Locate& own) const {
  const auto outer = [&own](const SourceLocation& where) { return own ? own(where) : where; };
  std::string note;
  SourceLocation place = problem.where;
  bool first = true;
  for (;;) {
    const auto inside = std::find_if(formula.expansions.begin(), formula.expansions.end(),
                                     [&place](const Expansion& e) { return e.file == place.file; });
    const Term* term = inside == formula.expansions.end() ? nullptr : find(inside->term);
    const SourceLocation real = term == nullptr    ? outer(place)
                                : term->def.locate ? term->def.locate(place)
                                                   : place;
    if (first) problem.where = real;
    if (!first) note += formatPlace(real);
    first = false;
    if (term == nullptr) break;
    note += (note.empty() ? " (in the term '" : ", in the term '") + term->name + "', used at ";
    place = inside->usedAt;
  }
  if (!note.empty()) problem.message += note + ")";
  return problem;
}

std::vector<std::string> Terms::names() const {
  std::vector<std::string> names;
  for (const Term& term : terms_) names.push_back(term.name);
  return names;
}

std::vector<Terms::Unused> Terms::unused() const {
  std::vector<Unused> out;
  for (const Term& term : terms_) {
    if (!term.used) out.push_back({term.name, term.def.where});
  }
  return out;
}

}  // namespace shixun::logic
