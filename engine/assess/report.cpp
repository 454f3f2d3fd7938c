#include "assess/report.h"

#include <algorithm>
#include <cstdio>
#include <initializer_list>
#include <iterator>

#include "assess/html.h"

namespace shixun::assess {

using scenario::RuleSeverity;
using session::Finding;

namespace {

constexpr std::string_view kStyle = R"(
:root{--ink:#1c2530;--soft:#5b6875;--line:#d8dee5;--good:#1b7f4b;--bad:#b3261e;--warn:#a85b00;--panel:#f6f8fa}
*{box-sizing:border-box}
body{font:15px/1.5 "Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei","Segoe UI",sans-serif;color:var(--ink);margin:0;background:#fff}
main{max-width:960px;margin:0 auto;padding:28px 24px 60px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px}h2{font-size:18px;margin:34px 0 10px;border-bottom:2px solid var(--line);padding-bottom:4px}
.top{display:flex;gap:24px;align-items:center;justify-content:space-between}
.score{text-align:center;border-radius:12px;padding:14px 22px;color:#fff;min-width:150px}
.score b{display:block;font-size:40px;line-height:1}.pass{background:var(--good)}.fail{background:var(--bad)}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:5px 10px 5px 0;vertical-align:top}
th{color:var(--soft);font-weight:500;white-space:nowrap}.facts th{width:150px}
.steps td,.steps th,.values td{border-bottom:1px solid var(--line)}.num{text-align:right;white-space:nowrap}
.bar{background:var(--line);border-radius:4px;height:14px;min-width:180px}.bar i{display:block;height:14px;border-radius:4px;background:var(--good)}
.bar i.part{background:var(--warn)}
.card{border:1px solid var(--line);border-left:6px solid var(--warn);border-radius:6px;padding:12px 16px;margin:14px 0;break-inside:avoid}
.card.gate{border-left-color:var(--bad)}.card h3{margin:0 0 6px;font-size:16px}
.tag{display:inline-block;border-radius:4px;padding:0 8px;font-size:12px;color:#fff;background:var(--warn);margin-right:8px;vertical-align:1px}
.gate .tag{background:var(--bad)}.card p{margin:4px 0}.why{color:var(--soft)}
details summary{cursor:pointer;color:var(--soft)}code{font:13px/1.45 "DejaVu Sans Mono",Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.values td:first-child{font:13px "DejaVu Sans Mono",Consolas,monospace;overflow-wrap:anywhere}
img{max-width:100%;border-radius:6px;border:1px solid var(--line);display:block;margin-top:8px}
.shots{display:grid;grid-template-columns:1fr 1fr;gap:14px}.shots figcaption{color:var(--soft);font-size:13px}figure{margin:0}
.langs{text-align:right;padding:10px 14px 0}.langs button{font:inherit;border:1px solid var(--line);background:#fff;border-radius:4px;padding:2px 10px;cursor:pointer}
footer{margin-top:40px;color:var(--soft);font-size:13px}
.empty{background:#e9f5ee;border-radius:6px;padding:10px 14px}
svg text{font:12px sans-serif;fill:var(--soft)}
@media print{.langs{display:none}main{padding:0;max-width:none}details{display:block}details>summary{display:none}}
)";

void code(Html& html, const ReportInput& in, const std::string& code) {
  html.each([&](const std::string& language) { return codeText(*in.model, code, language); });
}

void row(Html& html, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  html.raw("<tr><th>");
  html.tr(key);
  html.raw("</th><td>");
  html.plain(value);
  html.raw("</td></tr>");
}

std::string oneDecimal(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", value);
  return buffer;
}

void head(Html& html, const ReportInput& in) {
  html.raw("<div class=\"top\"><div><h1>");
  html.local(in.model->title, in.model->id);
  html.raw("</h1><div>");
  html.scenarioText("objective");
  html.raw("</div></div><div class=\"score ");
  html.raw(in.score.passed ? "pass\"><b>" : "fail\"><b>");
  html.plain(oneDecimal(in.score.total));
  html.raw("</b>");
  html.tr(in.score.passed ? "report.passed" : "report.failed");
  html.raw("</div></div>");
  const auto note = [&html](std::string_view key, const text::Args& args) {
    html.raw("<p class=\"why\">");
    html.tr(key, args);
    html.raw("</p>");
  };
  if (in.score.gated) note("report.gated", {});
  if (in.score.pending > 0) note("report.pending", {{"marks", oneDecimal(in.score.pending)}});
}

// "2026-01-31T14:25:30Z" as "2026-01-31 14:25 UTC"; what is not of that form stays.
std::string readableTime(const std::string& rfc3339) {
  if (rfc3339.size() != 20 || rfc3339[10] != 'T' || rfc3339.back() != 'Z') return rfc3339;
  return rfc3339.substr(0, 10) + " " + rfc3339.substr(11, 5) + " UTC";
}

void facts(Html& html, const ReportInput& in) {
  const session::SessionInfo& info = in.info.info;
  html.raw("<h2>");
  html.tr("report.session");
  html.raw("</h2><table class=\"facts\">");
  row(html, "report.trainee", info.trainee);
  row(html, "report.started", readableTime(info.startedAt));
  row(html, "report.duration", formatTime(in.duration));
  html.raw("<tr><th>");
  html.tr("report.mode");
  html.raw("</th><td>");
  html.tr("mode." + info.mode);
  html.raw("</td></tr><tr><th>");
  html.tr("report.input");
  html.raw("</th><td>");
  html.tr("input." + info.input);
  if (!info.walkthrough.empty()) html.plain(" (" + info.walkthrough + ")");
  html.raw("</td></tr><tr><th>");
  html.tr("report.ending");
  html.raw("</th><td>");
  html.tr(in.finished ? "report.finished" : in.abandoned ? "report.abandoned" : "report.cut_off");
  html.raw("</td></tr>");
  row(html, "report.scenario", in.info.scenario + " " + in.info.scenarioVersion);
  row(html, "report.seed", std::to_string(info.seed));
  html.raw("</table>");
}

void aspects(Html& html, const ReportInput& in) {
  html.raw("<h2>");
  html.tr("report.marks");
  html.raw("</h2><table>");
  for (const AspectScore& aspect : in.score.aspects) {
    if (aspect.maximum <= 0) continue;
    const double share = aspect.earned / aspect.maximum;
    html.raw("<tr><th>");
    html.scenarioText(aspect.titleKey);
    html.raw("</th><td style=\"width:60%\"><div class=\"bar\"><i style=\"width:");
    html.raw(oneDecimal(100 * share) + "%\"" + (share < 0.999 ? " class=\"part\"" : "") + "></i>");
    html.raw("</div></td><td class=\"num\">");
    html.plain(oneDecimal(aspect.earned) + " / " + oneDecimal(aspect.maximum));
    if (aspect.pending > 0) {
      html.raw("<br>");
      html.tr("report.pending_mark");
      html.plain(" " + oneDecimal(aspect.pending));
    }
    html.raw("</td></tr>");
  }
  if (in.score.deducted > 0) {
    html.raw("<tr><th>");
    html.tr("report.deducted");
    html.raw("</th><td></td><td class=\"num\">");
    html.plain("−" + oneDecimal(in.score.deducted));
    html.raw("</td></tr>");
  }
  html.raw("</table>");
}

// The head of a table of marks: its title and its columns.
void beginTable(Html& html, std::string_view title, std::initializer_list<const char*> columns) {
  html.raw("<h2>");
  html.tr(title);
  html.raw("</h2><table class=\"steps\"><tr>");
  for (const char* column : columns) {
    html.raw(column == *std::prev(columns.end()) ? "<th class=\"num\">" : "<th>");
    if (*column != 0) html.tr(column);
    html.raw("</th>");
  }
  html.raw("</tr>");
}

std::string ofMarks(double earned, double marks) {
  return oneDecimal(earned) + " / " + oneDecimal(marks);
}

void measured(Html& html, const ReportInput& in) {
  const auto isMeasured = [](const RuleScore& rule) { return !rule.wanted.empty(); };
  const auto& rules = in.score.rules;
  if (std::none_of(rules.begin(), rules.end(), isMeasured)) return;
  beginTable(html, "report.measured_title",
             {"", "report.found", "report.wanted", "report.step_marks"});
  for (const RuleScore& rule : rules) {
    if (!isMeasured(rule)) continue;
    html.raw("<tr><td>");
    code(html, in, rule.code);
    html.raw("</td><td>");
    if (rule.found.empty()) {
      html.tr("report.not_done");
    } else {
      html.plain(rule.found);
    }
    html.raw("</td><td>");
    html.plain(rule.wanted);
    html.raw("</td><td class=\"num\">");
    html.plain(ofMarks(rule.earned, rule.marks));
    html.raw("</td></tr>");
  }
  html.raw("</table>");
}

void judged(Html& html, const ReportInput& in) {
  if (in.score.judged.empty()) return;
  beginTable(html, "report.judged", {"", "", "report.step_marks"});
  for (const JudgedScore& one : in.score.judged) {
    html.raw("<tr><td>");
    html.plain(one.code + " ");
    html.scenarioText(one.titleKey);
    html.raw("</td><td>");
    if (one.judgement) {
      html.tr("report.judged_of", {{"level", one.judgement->level}});
      html.plain(": ");
      html.scenarioText(one.levelKey);
      html.raw("<div class=\"why\">");
      html.tr("report.judged_by", {{"who", one.judgement->who}, {"when", one.judgement->when}});
      if (!one.judgement->comment.empty()) html.plain(": " + one.judgement->comment);
      html.raw("</div>");
    }
    html.raw("</td><td class=\"num\">");
    if (one.judgement) {
      html.plain(ofMarks(one.earned, one.marks));
    } else {
      html.tr("report.pending_mark");
      html.plain(" " + oneDecimal(one.marks));
    }
    html.raw("</td></tr>");
  }
  html.raw("</table>");
}

void overrides(Html& html, const ReportInput& in) {
  if (in.score.overrides.empty()) return;
  beginTable(html, "report.overrides", {"", "", "report.automatic", "report.instructor"});
  for (const OverrideScore& one : in.score.overrides) {
    const RuleScore& rule = in.score.rules[one.rule];
    html.raw("<tr><td>");
    html.plain(rule.code);
    html.raw("</td><td>");
    html.plain(one.view.why);
    html.raw("<div class=\"why\">");
    html.tr("report.judged_by", {{"who", one.view.who}, {"when", one.view.when}});
    html.raw("</div></td><td>");
    html.plain(ofMarks(rule.earned, rule.marks));
    html.raw("</td><td class=\"num\">");
    html.plain(ofMarks(one.earned, rule.marks));
    html.raw("</td></tr>");
  }
  html.raw("</table><p>");
  html.each([&](const std::string& language) {
    const char* verdict = in.score.overriddenPassed ? "report.passed" : "report.failed";
    return in.catalogue->tr(language, "report.overridden",
                            {{"marks", oneDecimal(in.score.overriddenTotal)},
                             {"verdict", in.catalogue->tr(language, verdict)}});
  });
  html.raw("</p>");
}

// Steps above the line as they were done, findings below it.
void timeline(Html& html, const ReportInput& in) {
  const double end = std::max(in.duration, 1.0);
  const auto x = [end](double seconds) { return 10 + 880 * std::min(seconds, end) / end; };
  html.raw("<h2>");
  html.tr("report.timeline");
  html.raw("</h2><svg viewBox=\"0 0 900 145\" width=\"100%\" role=\"img\">");
  html.raw(
      "<line x1=\"10\" y1=\"60\" x2=\"890\" y2=\"60\" stroke=\"#5b6875\" stroke-width=\"2\"/>");
  double every = 10;  // s between the times on the axis
  for (const double next : {30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 14400.0}) {
    if (end / every <= 8) break;
    every = next;
  }
  for (double t = 0; t <= end; t += every) {
    const std::string at = oneDecimal(x(t));
    html.raw("<line x1=\"" + at + "\" y1=\"60\" x2=\"" + at +
             "\" y2=\"66\" stroke=\"#5b6875\"/><text x=\"" + at + "\" y=\"140\" text-anchor=\"" +
             (t <= 0       ? "start"
              : x(t) > 870 ? "end"
                           : "middle") +
             "\">" + formatTime(t) + "</text>");
  }
  for (size_t s = 0; s < in.stepsDone.size(); ++s) {
    if (!in.stepsDone[s]) continue;
    const double where = x(secondsFromTick(*in.stepsDone[s]));
    const std::string at = oneDecimal(where);
    const std::string up = std::to_string(s % 3 * 13 + 14);
    const std::string side = where < 870 ? "3\">" : "-3\" text-anchor=\"end\">";
    html.raw("<line x1=\"" + at + "\" y1=\"" + up + "\" x2=\"" + at +
             "\" y2=\"60\" stroke=\"#1b7f4b\"/><text x=\"" + at + "\" y=\"" + up + "\" dx=\"" +
             side + std::to_string(s + 1) + "</text>");
  }
  // Labels in rows: each in the first row that is free at its time, or to the right in the one that
  // is free soonest.
  double rowEnd[4] = {};
  for (const Finding& f : in.findings) {
    const double at = x(secondsFromTick(f.tick));
    double* row = std::find_if(std::begin(rowEnd), std::end(rowEnd),
                               [at](double until) { return until <= at; });
    if (row == std::end(rowEnd)) row = std::min_element(std::begin(rowEnd), std::end(rowEnd));
    const double width = 7.5 * static_cast<double>(f.rule.size()) + 7;
    const double label = std::min(std::max(at + 3, *row), 898 - width);
    *row = label + width;
    const std::string down = std::to_string(82 + 13 * (row - rowEnd));
    const std::string colour = f.severity == RuleSeverity::kGate ? "#b3261e" : "#a85b00";
    html.raw("<circle cx=\"" + oneDecimal(at) + "\" cy=\"60\" r=\"6\" fill=\"" + colour +
             "\"/><line x1=\"" + oneDecimal(at) + "\" y1=\"60\" x2=\"" + oneDecimal(at) +
             "\" y2=\"" + down + "\" stroke=\"" + colour + "\"/><text x=\"" + oneDecimal(label) +
             "\" y=\"" + down + "\" style=\"fill:" + colour + "\">" + escapeHtml(f.rule) +
             "</text>");
  }
  html.raw("</svg>");
}

void picture(Html& html, const Picture& p) {
  html.raw("<img alt=\"\" src=\"data:image/png;base64," + base64(p.png) + "\">");
}

void evidence(Html& html, const Finding& f) {
  if (f.formula.empty() && f.event.empty()) return;  // what the time has cost
  html.raw("<details><summary>");
  html.tr("report.evidence");
  html.raw("</summary><p><code>");
  html.plain(f.formula);
  html.raw("</code></p>");
  if (!f.event.empty()) {
    html.raw("<p>");
    html.tr("report.event");
    html.raw(" <code>");
    html.plain(f.event);
    html.raw("</code></p>");
  }
  html.raw("<table class=\"values\">");
  for (const session::EvidenceValue& v : f.values) {
    html.raw("<tr><td>");
    html.plain(v.name);
    html.raw("</td><td class=\"num\">");
    html.plain(v.value);
    html.raw("</td></tr>");
  }
  html.raw("</table></details>");
}

// Marks that were not earned though nothing was broken: what was not done.
void unearnedMarks(Html& html, const ReportInput& in) {
  const auto lost = unearned(in.score);
  if (lost.empty()) return;
  html.raw("<div class=\"card\" id=\"unearned\"><h3>");
  html.tr("report.unearned");
  html.raw("</h3><table class=\"steps\">");
  for (const Unearned& one : lost) {
    html.raw("<tr><td>");
    if (one.step) html.scenarioText(in.score.steps[*one.step].titleKey);
    html.raw("</td><td>");
    html.tr(one.stepDone ? "report.not_tested" : "report.not_done");
    html.raw("</td><td>");
    for (const std::string& rule : one.rules) {
      code(html, in, rule);
      html.plain(" ");
    }
    html.raw("</td><td class=\"num\">");
    html.plain("−" + oneDecimal(one.marks));
    html.raw("</td></tr>");
  }
  html.raw("</table></div>");
}

void findings(Html& html, const ReportInput& in) {
  html.raw("<h2>");
  html.tr("report.findings", {{"count", in.findings.size()}});
  html.raw("</h2>");
  if (in.findings.empty()) {
    html.raw("<p class=\"empty\">");
    html.tr("report.no_findings");
    html.raw("</p>");
  }
  for (const Finding& f : in.findings) {
    html.raw(f.severity == RuleSeverity::kGate ? "<div class=\"card gate\" id=\""
                                               : "<div class=\"card\" id=\"");
    html.plain(f.rule);
    html.raw("\"><h3><span class=\"tag\">");
    html.tr("severity." + std::string(session::severityName(f.severity)));
    html.raw("</span>");
    code(html, in, f.rule);
    html.plain(" · " + formatTime(secondsFromTick(f.tick)) + " · −" + oneDecimal(f.marksLost));
    html.raw("</h3><p>");
    if (f.underivable) {
      html.tr("report.underivable");
    } else {
      html.scenarioText(f.wrongKey);
    }
    if (!f.wanted.empty()) {
      html.raw("</p><p>");
      html.tr("report.measured", {{"found", f.found}, {"wanted", f.wanted}});
    }
    html.raw("</p><p class=\"why\"><b>");
    html.tr("report.should");
    html.raw("</b> ");
    html.scenarioText(f.adviceKey);
    html.raw("</p>");
    evidence(html, f);
    for (const Picture& p : in.pictures) {
      if (p.rule == f.rule) picture(html, p);
    }
    html.raw("</div>");
  }
}

void stepRow(Html& html, const StepScore& step, size_t number) {
  const auto cell = [&html](const std::string& text) {
    html.raw("<td class=\"num\">");
    html.plain(text);
    html.raw("</td>");
  };
  html.raw("<tr><td>" + std::to_string(number) + "</td><td>");
  html.scenarioText(step.titleKey);
  html.raw("<div class=\"why\">");
  html.scenarioText(step.evaluationKey);
  html.raw("</div></td><td class=\"num\">");
  if (step.done) {
    html.plain(formatTime(secondsFromTick(*step.done)));
  } else {
    html.tr(step.waived ? "report.waived" : "report.not_done");
  }
  html.raw("</td>");
  cell(step.ended ? formatTime(step.used) : "");
  cell(step.expected > 0 ? formatTime(step.expected) : "");
  cell(std::to_string(step.attempts));
  cell(std::to_string(step.hints));
  cell(step.maximum > 0 ? ofMarks(step.earned, step.maximum) : "");
  html.raw("</tr>");
}

void steps(Html& html, const ReportInput& in) {
  html.raw("<h2>");
  html.tr("report.steps");
  html.raw("</h2><table class=\"steps\"><tr><th>#</th><th>");
  html.tr("report.step");
  html.raw("</th>");
  for (const char* column : {"report.done_at", "report.used", "report.expected", "report.attempts",
                             "report.hints", "report.step_marks"}) {
    html.raw("<th class=\"num\">");
    html.tr(column);
    html.raw("</th>");
  }
  html.raw("</tr>");
  for (size_t s = 0; s < in.score.steps.size(); ++s) stepRow(html, in.score.steps[s], s + 1);
  html.raw("</table>");
}

void overviewPictures(Html& html, const ReportInput& in) {
  const auto isOverview = [](const Picture& p) { return p.rule.empty(); };
  if (std::none_of(in.pictures.begin(), in.pictures.end(), isOverview)) return;
  html.raw("<h2>");
  html.tr("report.pictures");
  html.raw("</h2><div class=\"shots\">");
  for (const Picture& p : in.pictures) {
    if (!isOverview(p)) continue;
    html.raw("<figure>");
    picture(html, p);
    html.raw("<figcaption>" + formatTime(secondsFromTick(p.tick)) + " · ");
    html.scenarioText(p.caption);
    html.raw("</figcaption></figure>");
  }
  html.raw("</div>");
}

}  // namespace

std::string formatTime(double seconds) {
  char buffer[40];
  const auto tenths = static_cast<long long>(seconds * 10 + 0.5);
  std::snprintf(buffer, sizeof buffer, "%lld:%02lld.%lld", tenths / 600, tenths / 10 % 60,
                tenths % 10);
  return buffer;
}

std::string makeReport(const ReportInput& in) {
  Html html(*in.model, *in.catalogue);
  std::string first = in.info.info.language;
  if (std::find(html.languages().begin(), html.languages().end(), first) ==
      html.languages().end()) {
    first = html.languages().front();
  }
  html.raw("<!doctype html>\n<html lang=\"" + escapeHtml(first) + "\" data-lang=\"" +
           escapeHtml(first) +
           "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width,initial-scale=1\"><title>");
  const auto title = in.model->title.find(first);
  if (!in.info.info.trainee.empty()) html.plain(in.info.info.trainee + " · ");
  html.plain(title != in.model->title.end() ? title->second : in.info.scenario);
  html.raw("</title><style>");
  html.raw(kStyle);
  html.raw(".t{display:none}");
  for (const std::string& language : html.languages()) {
    html.raw("html[data-lang=\"" + language + "\"] .t[lang=\"" + language + "\"]{display:inline}");
  }
  html.raw("</style></head>\n<body><div class=\"langs\">");
  for (const std::string& language : html.languages()) {
    html.raw("<button onclick=\"document.documentElement.dataset.lang='" + language +
             "';document.documentElement.lang='" + language + "'\">" +
             escapeHtml(in.catalogue->tr(language, "language.name")) + "</button> ");
  }
  html.raw("</div><main>");
  head(html, in);
  facts(html, in);
  aspects(html, in);
  judged(html, in);
  measured(html, in);
  overrides(html, in);
  timeline(html, in);
  findings(html, in);
  unearnedMarks(html, in);
  steps(html, in);
  overviewPictures(html, in);
  html.raw("<footer>");
  html.tr("report.footer", {{"record", in.recordName}, {"build", in.info.info.build}});
  html.raw(" ");
  if (!in.seal.broken.empty()) {
    html.raw("<b>");
    html.tr("report.seal_broken", {{"why", in.seal.broken}});
    html.raw("</b>");
  } else if (in.seal.fingerprint.empty()) {
    html.tr("report.unsealed");
  } else {
    html.tr("report.sealed", {{"key", in.seal.fingerprint}});
  }
  html.raw("<br>SHA-256 ");
  html.plain(in.info.contentHash);
  html.raw("</footer></main></body></html>\n");
  return html.take();
}

}  // namespace shixun::assess
