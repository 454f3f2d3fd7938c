#include "circuit/spice_read.h"

#include <algorithm>
#include <map>

#include "circuit/spice_lexer.h"

namespace shixun::circuit {
namespace {

// Reads the tokens of one card from left to right.
class SpiceCursor {
 public:
  explicit SpiceCursor(const SpiceCard& card) : card_(card) {}
  bool atEnd() const { return next_ == card_.tokens.size(); }
  const SpiceToken& peek() const { return card_.tokens[std::min(next_, card_.tokens.size() - 1)]; }
  const SpiceToken& take() {
    const SpiceToken& token = peek();
    if (!atEnd()) ++next_;
    return token;
  }
  bool at(std::string_view word) const { return !atEnd() && card_.tokens[next_].text == word; }
  bool takeIf(std::string_view word) {
    if (!at(word)) return false;
    ++next_;
    return true;
  }

 private:
  const SpiceCard& card_;
  size_t next_ = 0;
};

class SpiceReader {
 public:
  SpiceReader(const std::string& file, Diagnostics& problems) : file_(file), problems_(problems) {
    nodes_["0"] = NetNode(0);
    nodes_["gnd"] = NetNode(0);
  }

  Netlist read(const SpiceText& text) {
    net_.title = text.title;
    for (const SpiceCard& card : text.cards) {
      SpiceCursor cursor(card);
      if (cursor.peek().text[0] == '.') {
        readDirective(cursor);
      } else {
        readElement(cursor);
      }
    }
    resolveModels();
    if (net_.analysis.kind == NetAnalysis::Kind::kNone && !analysisSeen_) {
      error({file_, 0, 0}, "analysis-missing", "there is no analysis",
            "add one of .op, .ac lin 1 50 50, .tran 100u 100m");
    }
    return std::move(net_);
  }

 private:
  SourceLocation place(const SpiceToken& token) const { return {file_, token.line, token.column}; }
  void error(SourceLocation where, const char* code, std::string message, std::string hint = {}) {
    problems_.error(std::move(where), code, std::move(message), std::move(hint));
  }

  // ---- pieces

  bool number(SpiceCursor& cursor, const std::string& what, double& value) {
    if (cursor.atEnd()) {
      error(place(cursor.peek()), "value-missing", what + " is missing");
      return false;
    }
    const SpiceToken& token = cursor.take();
    const std::optional<double> read = spiceNumber(token.text);
    if (!read) {
      error(place(token), "bad-number",
            "'" + token.text + "' is not a number that fits: " + what + " was expected",
            "write numbers such as 1.5, 1e3, 2.2k, 10meg, 4.7u");
      return false;
    }
    value = *read;
    return true;
  }

  // The same for a value that must not be negative; `zero` says whether it may be zero.
  bool amount(SpiceCursor& cursor, const std::string& what, bool zero, double& value) {
    const SourceLocation where = place(cursor.peek());
    if (!number(cursor, what, value)) return false;
    if (value > 0 || (zero && value == 0)) return true;
    error(where, "bad-value", what + (zero ? " must not be negative" : " must be above zero"));
    return false;
  }

  bool nodeOf(SpiceCursor& cursor, const std::string& element, NetNode& node) {
    if (cursor.atEnd()) {
      error(place(cursor.peek()), "node-missing", "'" + element + "' needs two nodes");
      return false;
    }
    const SpiceToken& token = cursor.take();
    if (token.text == "(" || token.text == ")" || token.text == "=") {
      error(place(token), "node-missing",
            "'" + token.text + "' stands where '" + element + "' needs a node");
      return false;
    }
    const auto [at, made] = nodes_.emplace(token.text, NetNode(net_.nodes.size()));
    if (made) net_.nodes.push_back(token.text);
    node = at->second;
    return true;
  }

  bool finished(SpiceCursor& cursor) {
    if (cursor.atEnd()) return true;
    error(place(cursor.peek()), "left-over",
          "'" + cursor.peek().text + "' is more than this card can hold");
    return false;
  }

  // ---- elements

  void readElement(SpiceCursor& cursor) {
    const SpiceToken& first = cursor.take();
    NetElement e;
    e.name = first.text;
    e.where = place(first);
    switch (e.name[0]) {
      case 'r':
        e.kind = NetElementKind::kResistor;
        break;
      case 'l':
        e.kind = NetElementKind::kInductor;
        break;
      case 'c':
        e.kind = NetElementKind::kCapacitor;
        break;
      case 'v':
        e.kind = NetElementKind::kVoltage;
        break;
      case 'i':
        e.kind = NetElementKind::kCurrent;
        break;
      case 'd':
        e.kind = NetElementKind::kDiode;
        break;
      default:
        error(e.where, "unknown-element",
              "'" + e.name + "' begins with a letter that stands for no known element",
              "known are R, L, C, V, I and D; remarks begin with '*'");
        return;
    }
    const auto [at, fresh] = names_.emplace(e.name, first.line);
    if (!fresh) {
      error(e.where, "name-twice",
            "the name '" + e.name + "' is used twice, first in line " + std::to_string(at->second));
      return;
    }
    if (!nodeOf(cursor, e.name, e.p) || !nodeOf(cursor, e.name, e.n)) return;
    if (readValue(cursor, e) && finished(cursor)) net_.elements.push_back(std::move(e));
  }

  bool readValue(SpiceCursor& cursor, NetElement& e) {
    switch (e.kind) {
      case NetElementKind::kResistor: {
        const SourceLocation where = place(cursor.peek());
        if (!amount(cursor, "the resistance of '" + e.name + "'", true, e.value)) return false;
        if (e.value > 0) return true;
        error(where, "zero-resistor", "the resistor '" + e.name + "' has zero ohm",
              "join its two nodes, or give it a value such as 1m");
        return false;
      }
      case NetElementKind::kInductor:
        return amount(cursor, "the inductance of '" + e.name + "'", true, e.value) &&
               readInitial(cursor, e);
      case NetElementKind::kCapacitor:
        return amount(cursor, "the capacitance of '" + e.name + "'", true, e.value) &&
               readInitial(cursor, e);
      case NetElementKind::kDiode:
        if (cursor.atEnd()) {
          error(e.where, "model-missing", "'" + e.name + "' names no model",
                "write its model's name, and a card such as .model " + e.name + "m d");
          return false;
        }
        modelUses_.push_back({net_.elements.size(), cursor.take()});
        return true;
      default:
        return readSource(cursor, e);
    }
  }

  bool readInitial(SpiceCursor& cursor, NetElement& e) {
    if (!cursor.takeIf("ic")) return true;
    double value = 0;
    if (!cursor.takeIf("=")) {
      error(place(cursor.peek()), "bad-parameter", "'ic' of '" + e.name + "' needs '= value'");
      return false;
    }
    if (!number(cursor, "the initial value of '" + e.name + "'", value)) return false;
    e.initial = value;
    return true;
  }

  bool readSource(SpiceCursor& cursor, NetElement& e) {
    bool ac = false;
    if (!cursor.atEnd() && spiceNumber(cursor.peek().text)) {
      e.hasDc = true;
      if (!number(cursor, "a DC value", e.value)) return false;
    }
    while (!cursor.atEnd()) {
      const SpiceToken& word = cursor.peek();
      if (word.text == "dc" && !e.hasDc) {
        cursor.take();
        e.hasDc = true;
        if (!number(cursor, "the DC value of '" + e.name + "'", e.value)) return false;
      } else if (word.text == "ac" && !ac) {
        cursor.take();
        ac = true;
        if (!readAc(cursor, e)) return false;
      } else if (word.text == "sin" && e.wave.kind == Waveform::Kind::kNone) {
        if (!readSine(cursor, e)) return false;
      } else if (word.text == "pulse" && e.wave.kind == Waveform::Kind::kNone) {
        if (!readPulse(cursor, e)) return false;
      } else {
        error(place(word), "left-over",
              "'" + word.text + "' does not belong to the source '" + e.name + "'",
              "a source has [DC] x, AC mag phase, SIN(0 a f), PULSE(v1 v2 td tr tf pw per)");
        return false;
      }
    }
    return true;
  }

  bool readAc(SpiceCursor& cursor, NetElement& e) {
    e.acMagnitude = 1;
    double degrees = 0;
    if (cursor.atEnd() || !spiceNumber(cursor.peek().text)) return true;
    if (!number(cursor, "the AC magnitude", e.acMagnitude)) return false;
    if (cursor.atEnd() || !spiceNumber(cursor.peek().text)) return true;
    if (!number(cursor, "the AC phase", degrees)) return false;
    e.acPhase = radiansFromDegrees(degrees);
    return true;
  }

  // Between `least` and `most` numbers, in parentheses or bare.
  bool readArguments(SpiceCursor& cursor, size_t least, size_t most, std::vector<double>& values) {
    const SpiceToken& name = cursor.take();
    const bool open = cursor.takeIf("(");
    while (!cursor.atEnd() && !cursor.at(")") && values.size() <= most) {
      if (!open && !spiceNumber(cursor.peek().text)) break;
      double value = 0;
      if (!number(cursor, "a parameter of '" + name.text + "'", value)) return false;
      values.push_back(value);
    }
    if (open && !cursor.takeIf(")")) {
      error(place(cursor.peek()), "parenthesis",
            "'" + name.text + "' is not closed by ')' where it should be");
      return false;
    }
    if (values.size() < least || values.size() > most) {
      error(place(name), "bad-parameter",
            "'" + name.text + "' takes " + std::to_string(least) + " to " + std::to_string(most) +
                " numbers, not " + std::to_string(values.size()));
      return false;
    }
    return true;
  }

  bool readSine(SpiceCursor& cursor, NetElement& e) {
    const SourceLocation where = place(cursor.peek());
    std::vector<double> v;
    if (!readArguments(cursor, 3, 6, v)) return false;
    v.resize(6, 0);
    if (!(v[2] > 0) || v[3] < 0) {
      error(where, "bad-value",
            "the frequency of a sine must be above zero and its delay not negative");
      return false;
    }
    e.wave = {.kind = Waveform::Kind::kSine,
              .offset = v[0],
              .amplitude = v[1],
              .frequency = v[2],
              .delay = v[3],
              .damping = v[4],
              .phase = radiansFromDegrees(v[5])};
    return true;
  }

  bool readPulse(SpiceCursor& cursor, NetElement& e) {
    const SourceLocation where = place(cursor.peek());
    std::vector<double> v;
    if (!readArguments(cursor, 2, 7, v)) return false;
    v.resize(7, 0);
    if (*std::min_element(v.begin() + 2, v.end()) < 0) {
      error(where, "bad-value", "the times of a pulse must not be negative");
      return false;
    }
    e.wave = {.kind = Waveform::Kind::kPulse,
              .delay = v[2],
              .low = v[0],
              .high = v[1],
              .rise = v[3],
              .fall = v[4],
              .width = v[5],
              .period = v[6]};
    return true;
  }

  // ---- cards with a dot

  void readDirective(SpiceCursor& cursor) {
    const SpiceToken& word = cursor.take();
    if (word.text == ".op" || word.text == ".ac" || word.text == ".tran") {
      if (analysisSeen_) {
        error(place(word), "analysis-twice", "there is more than one analysis",
              "keep one of .op, .ac and .tran; a file is solved once");
        return;
      }
      analysisSeen_ = true;
      NetAnalysis analysis;
      analysis.where = place(word);
      const bool good = word.text == ".op"   ? finished(cursor)
                        : word.text == ".ac" ? readAcAnalysis(cursor, analysis)
                                             : readTransient(cursor, analysis);
      if (!good) return;
      if (word.text == ".op") analysis.kind = NetAnalysis::Kind::kOperatingPoint;
      net_.analysis = analysis;
    } else if (word.text == ".model") {
      readModel(cursor);
    } else if (word.text == ".options" || word.text == ".option" || word.text == ".print") {
      problems_.warning(place(word), "card-ignored", "'" + word.text + "' is passed over");
    } else {
      error(place(word), "unknown-card", "'" + word.text + "' is not a known card",
            "known are .model, .op, .ac, .tran, .end");
    }
  }

  bool readAcAnalysis(SpiceCursor& cursor, NetAnalysis& analysis) {
    analysis.kind = NetAnalysis::Kind::kAc;
    const SourceLocation where = place(cursor.peek());
    double count = 0, from = 0, to = 0;
    if (!cursor.takeIf("lin")) {
      error(where, "bad-parameter", ".ac has the form .ac lin 1 F F",
            "one frequency is solved at a time, such as .ac lin 1 50 50");
      return false;
    }
    if (!number(cursor, "the count of .ac", count) ||
        !amount(cursor, "the frequency of .ac", true, from) ||
        !amount(cursor, "the frequency of .ac", true, to) || !finished(cursor)) {
      return false;
    }
    if (count != 1 || from != to) {
      error(where, "bad-parameter", ".ac has the form .ac lin 1 F F",
            "one frequency is solved at a time, such as .ac lin 1 50 50");
      return false;
    }
    analysis.frequency = from;
    return true;
  }

  bool readTransient(SpiceCursor& cursor, NetAnalysis& analysis) {
    analysis.kind = NetAnalysis::Kind::kTransient;
    const SourceLocation where = place(cursor.peek());
    if (!amount(cursor, "the step of .tran", false, analysis.step) ||
        !amount(cursor, "the end of .tran", false, analysis.stop)) {
      return false;
    }
    const auto more = [&cursor] { return !cursor.atEnd() && !cursor.at("uic"); };
    if (more() && !amount(cursor, "the start of .tran", true, analysis.start)) return false;
    if (more() && !amount(cursor, "the longest step of .tran", false, analysis.longest)) {
      return false;
    }
    analysis.useInitial = cursor.takeIf("uic");
    if (!finished(cursor)) return false;
    if (analysis.start < analysis.stop && analysis.step <= analysis.stop) return true;
    error(where, "bad-value", "the start and the step of .tran must lie before its end");
    return false;
  }

  // ---- models

  void readModel(SpiceCursor& cursor) {
    const SpiceToken& name = cursor.take();
    if (name.text[0] == '.' || cursor.atEnd()) {
      error(place(name), "bad-model", ".model has the form .model NAME D(IS= N= RS=)");
      return;
    }
    const SpiceToken& type = cursor.take();
    if (type.text != "d") {
      error(place(type), "unknown-model", "'" + type.text + "' is not a known kind of model",
            "the only one is D, a diode");
      return;
    }
    DiodeModel model;
    model.name = name.text;
    model.where = place(name);
    const bool open = cursor.takeIf("(");
    while (!cursor.atEnd() && !cursor.at(")")) {
      if (!readModelParameter(cursor, model)) return;
    }
    if (open && !cursor.takeIf(")")) {
      error(place(cursor.peek()), "parenthesis", "the model is not closed by ')'");
      return;
    }
    if (!finished(cursor)) return;
    if (!models_.emplace(model.name, net_.diodes.size()).second) {
      error(model.where, "name-twice", "the model name '" + model.name + "' is used twice");
      return;
    }
    net_.diodes.push_back(std::move(model));
  }

  bool readModelParameter(SpiceCursor& cursor, DiodeModel& model) {
    const SpiceToken& key = cursor.take();
    double* value = key.text == "is"   ? &model.saturation
                    : key.text == "n"  ? &model.emission
                    : key.text == "rs" ? &model.resistance
                                       : nullptr;
    if (value == nullptr) {
      error(place(key), "bad-parameter", "a diode's model has no parameter '" + key.text + "' here",
            "known are IS, N and RS");
      return false;
    }
    if (!cursor.takeIf("=")) {
      error(place(key), "bad-parameter", "'" + key.text + "' needs '= value'");
      return false;
    }
    return amount(cursor, "'" + key.text + "'", key.text == "rs", *value);
  }

  void resolveModels() {
    for (const auto& [element, token] : modelUses_) {
      const auto at = models_.find(token.text);
      if (at == models_.end()) {
        std::vector<std::string> known;
        for (const auto& [name, index] : models_) known.push_back(name);
        const std::string near = nearestName(token.text, known);
        error(place(token), "unknown-model", "there is no model '" + token.text + "'",
              near.empty() ? "add a card such as .model " + token.text + " d"
                           : "did you mean " + near + "?");
      } else if (element < net_.elements.size()) {
        net_.elements[element].model = static_cast<uint32_t>(at->second);
      }
    }
  }

  struct ModelUse {
    size_t element;
    SpiceToken name;
  };

  std::string file_;
  Diagnostics& problems_;
  Netlist net_;
  std::map<std::string, NetNode> nodes_;
  std::map<std::string, int> names_;
  std::map<std::string, size_t> models_;
  std::vector<ModelUse> modelUses_;
  bool analysisSeen_ = false;
};

}  // namespace

Result<Netlist> readSpice(std::string_view text, const std::string& file, Diagnostics& problems) {
  Diagnostics found;
  const SpiceText cards = lexSpice(text, file, found);
  Netlist net;
  if (!found.hasErrors() || !cards.cards.empty()) net = SpiceReader(file, found).read(cards);
  const bool refused = found.hasErrors();
  found.sort();
  for (const Diagnostic& problem : found.list()) problems.add(problem);
  if (refused) return Status(StatusCode::kInvalid, "'" + file + "' is not a netlist to solve");
  return net;
}

}  // namespace shixun::circuit
