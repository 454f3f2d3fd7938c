#include "command.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <iostream>

#include "core/quantity.h"

namespace shixun::tools {

void Context::fail(ExitCode code, const std::string& message) {
  std::cerr << "shixun: " << message << "\n";
  exitCode = std::max<int>(exitCode, code);
}

void Context::fail(const Status& status) {
  const bool content =
      status.code() == StatusCode::kInvalid || status.code() == StatusCode::kCorrupt;
  fail(content ? kContent : kEnvironment, status.message());
}

void Context::show(const Diagnostics& diagnostics) {
  std::cerr << diagnostics.text();
  if (diagnostics.hasErrors()) exitCode = std::max<int>(exitCode, kContent);
}

bool Context::findRoot(scenario::ContentRoot& root) {
  auto found = app::findContent(rootPath);
  if (!found.ok()) {
    fail(found.status());
    return false;
  }
  root = std::move(found).value();
  return true;
}

bool Context::loadCatalogue(const scenario::ContentRoot& root, text::Catalogue& catalogue) {
  Diagnostics diagnostics;
  catalogue = text::Catalogue::load(*root.files, joinPath(root.path, "assets/text"), diagnostics);
  show(diagnostics);
  return !diagnostics.hasErrors();
}

bool Context::checkLanguage(const scenario::ScenarioModel& model, const std::string& language) {
  if (std::find(model.languages.begin(), model.languages.end(), language) !=
      model.languages.end()) {
    return true;
  }
  fail(kUsage, "--lang: '" + model.id + "' has no texts in '" + language + "'; it has " +
                   listed(model.languages));
  return false;
}

void Context::finishOutput() {
  std::cout.flush();
  if (!std::cout) fail(kEnvironment, "the output could not be written");
}

CLI::Validator wholeNumber() {
  return {[](std::string& text) {
            uint64_t value = 0;
            const char* end = text.data() + text.size();
            const auto [rest, error] = std::from_chars(text.data(), end, value);
            return error == std::errc() && rest == end
                       ? std::string()
                       : "'" + text + "' is no whole number from 0 to 18446744073709551615";
          },
          "0..18446744073709551615"};
}

CLI::Validator seconds() {
  return {[](std::string& text) {
            const auto value = parseNumber(text);
            return value && std::isfinite(*value) && *value >= 0 && *value < 1e9
                       ? std::string()
                       : "'" + text + "' is no number of seconds";
          },
          "SECONDS"};
}

bool readWindowSize(const std::string& text, uint32_t& width, uint32_t& height) {
  unsigned w = 0, h = 0;
  if (std::sscanf(text.c_str(), "%ux%u", &w, &h) != 2) return false;
  width = w;
  height = h;
  return w >= 640 && h >= 360 && w <= 16384 && h <= 16384;
}

void print(const Json& json) {
  std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

Json findingJson(const scenario::ScenarioModel& model, const session::Finding& finding,
                 const std::string& language) {
  Json json;
  json["rule"] = finding.rule;
  json["severity"] = session::severityName(finding.severity);
  json["time"] = secondsFromTick(finding.tick);
  json["text"] = scenario::textOf(model, finding.wrongKey, language);
  json["advice"] = scenario::textOf(model, finding.adviceKey, language);
  json["marksLost"] = finding.marksLost;
  json["about"] = finding.about;
  json["formula"] = finding.formula;
  json["event"] = finding.event;
  Json values = Json::object();
  for (const auto& value : finding.values) values[value.name] = value.value;
  json["values"] = std::move(values);
  if (!finding.wanted.empty()) {
    json["found"] = finding.found;
    json["wanted"] = finding.wanted;
  }
  if (!finding.step.empty()) json["step"] = finding.step;
  json["place"] = nullptr;
  if (finding.place) json["place"] = {finding.place->x, finding.place->y, finding.place->z};
  if (finding.underivable) json["underivable"] = true;
  return json;
}

namespace {

// Values that were measured, whatever they earned.
Json measuredJson(const assess::Score& score) {
  Json measured = Json::array();
  for (const assess::RuleScore& rule : score.rules) {
    if (rule.wanted.empty()) continue;
    Json one = {{"rule", rule.code},
                {"found", nullptr},
                {"wanted", rule.wanted},
                {"marks", rule.marks},
                {"earned", rule.earned}};
    if (!rule.found.empty()) one["found"] = rule.found;
    measured.push_back(std::move(one));
  }
  return measured;
}

Json judgedJson(const scenario::ScenarioModel& model, const assess::Score& score,
                const std::string& language) {
  Json all = Json::array();
  for (const assess::JudgedScore& judged : score.judged) {
    Json one = {{"code", judged.code},
                {"aspect", score.aspects[judged.aspect].id},
                {"title", scenario::textOf(model, judged.titleKey, language)},
                {"marks", judged.marks},
                {"earned", judged.earned},
                {"pending", !judged.judgement},
                {"level", nullptr}};
    if (judged.judgement) {
      one["level"] = judged.judgement->level;
      one["text"] = scenario::textOf(model, judged.levelKey, language);
      one["who"] = judged.judgement->who;
      one["when"] = judged.judgement->when;
      one["comment"] = judged.judgement->comment;
    }
    all.push_back(std::move(one));
  }
  return all;
}

// The automatic verdict and the instructor's, side by side.
Json overridesJson(const assess::Score& score) {
  Json all = Json::array();
  for (const assess::OverrideScore& one : score.overrides) {
    const assess::RuleScore& rule = score.rules[one.rule];
    all.push_back(
        {{"rule", rule.code},
         {"marks", rule.marks},
         {"automatic", {{"why", assess::markStateName(rule.state)}, {"earned", rule.earned}}},
         {"override",
          {{"share", one.view.share},
           {"earned", one.earned},
           {"who", one.view.who},
           {"when", one.view.when},
           {"why", one.view.why}}}});
  }
  return all;
}

Json scoreJson(const scenario::ScenarioModel& model, const assess::Score& score,
               const std::string& language) {
  Json aspects = Json::array();
  for (const assess::AspectScore& aspect : score.aspects) {
    aspects.push_back({{"id", aspect.id},
                       {"earned", aspect.earned},
                       {"maximum", aspect.maximum},
                       {"broken", aspect.broken},
                       {"notDone", aspect.notDone},
                       {"pending", aspect.pending}});
  }
  Json lost = Json::array();
  for (const assess::RuleScore& rule : score.rules) {
    if (rule.state == assess::MarkState::kEarned) continue;
    Json one = {{"rule", rule.code},
                {"aspect", score.aspects[rule.aspect].id},
                {"marks", rule.marks},
                {"why", assess::markStateName(rule.state)},
                {"earned", rule.earned}};
    if (rule.step) {
      one["step"] = score.steps[*rule.step].id;
      one["text"] = scenario::textOf(model, score.steps[*rule.step].titleKey, language);
    }
    lost.push_back(std::move(one));
  }
  Json json = {{"total", score.total},
               {"passed", score.passed},
               {"gated", score.gated},
               {"pending", score.pending},
               {"deducted", score.deducted},
               {"aspects", std::move(aspects)},
               {"unearned", std::move(lost)},
               {"measured", measuredJson(score)},
               {"judged", judgedJson(model, score, language)},
               {"overrides", overridesJson(score)}};
  if (!score.overrides.empty()) {
    json["withOverrides"] = {{"total", score.overriddenTotal}, {"passed", score.overriddenPassed}};
  }
  return json;
}

Json stepsJson(const scenario::ScenarioModel& model, const assess::Score& score,
               const std::string& language) {
  Json steps = Json::array();
  for (const assess::StepScore& step : score.steps) {
    Json one = {{"id", step.id}, {"done", nullptr}, {"waived", step.waived}};
    if (step.done) one["done"] = secondsFromTick(*step.done);
    one["earned"] = step.earned;
    one["maximum"] = step.maximum;
    one["title"] = scenario::textOf(model, step.titleKey, language);
    one["attempts"] = step.attempts;
    one["hints"] = step.hints;
    one["began"] = nullptr;
    one["ended"] = nullptr;
    if (step.began) one["began"] = secondsFromTick(*step.began);
    if (step.ended) one["ended"] = secondsFromTick(*step.ended);
    one["used"] = step.used;
    one["expected"] = step.expected;
    one["evaluation"] = scenario::textOf(model, step.evaluationKey, language);
    steps.push_back(std::move(one));
  }
  return steps;
}

}  // namespace

Json resultJson(const scenario::ScenarioModel& model, const app::Judged& judged,
                const std::string& sessionPath) {
  const std::string& language = judged.info.info.language;
  Json json;
  json["session"] = sessionPath;
  json["scenario"] = judged.info.scenario;
  json["mode"] = judged.info.info.mode;
  json["duration"] = judged.duration;
  json["score"] = scoreJson(model, judged.score, language);
  Json findings = Json::array();
  for (const auto& finding : judged.findings) {
    findings.push_back(findingJson(model, finding, language));
  }
  json["findings"] = std::move(findings);
  json["steps"] = stepsJson(model, judged.score, language);
  json["ended"] = judged.finished ? "finished" : judged.abandoned ? "abandoned" : "cut off";
  return json;
}

namespace {

std::string marksText(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", value);
  return buffer;
}

}  // namespace

void printResult(const scenario::ScenarioModel& model, const text::Catalogue& catalogue,
                 const app::Judged& judged, const std::string& language) {
  const std::string total = marksText(judged.score.total);
  std::cout << titleOf(model, {}, language);
  const auto title = model.title.find(language);
  std::cout << (title != model.title.end() ? title->second : model.id) << ": " << total << " "
            << catalogue.tr(language, judged.score.passed ? "report.passed" : "report.failed")
            << " (" << assess::formatTime(judged.duration) << ")\n";
  const auto line = [&](std::string_view key, const text::Args& args) {
    std::cout << "  " << catalogue.tr(language, key, args) << "\n";
  };
  if (judged.score.pending > 0) {
    line("report.pending", {{"marks", marksText(judged.score.pending)}});
  }
  for (const assess::OverrideScore& one : judged.score.overrides) {
    line("report.override_line", {{"rule", one.view.rule},
                                  {"automatic", marksText(judged.score.rules[one.rule].earned)},
                                  {"marks", marksText(one.earned)},
                                  {"who", one.view.who},
                                  {"why", one.view.why}});
  }
  if (!judged.score.overrides.empty()) {
    line("report.overridden",
         {{"marks", marksText(judged.score.overriddenTotal)},
          {"verdict", catalogue.tr(language, judged.score.overriddenPassed ? "report.passed"
                                                                           : "report.failed")}});
  }
  for (const auto& f : judged.findings) {
    std::cout << "  " << assess::formatTime(secondsFromTick(f.tick)) << "  "
              << scenario::codeText(model, f.rule, language) << " ["
              << catalogue.tr(language,
                              "severity." + std::string(session::severityName(f.severity)))
              << "] " << scenario::textOf(model, f.wrongKey, language);
    if (!f.wanted.empty()) {
      std::cout << " ("
                << catalogue.tr(language, "report.measured",
                                {{"found", f.found}, {"wanted", f.wanted}})
                << ")";
    }
    std::cout << "\n";
  }
}

}  // namespace shixun::tools
