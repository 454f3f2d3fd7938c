#include <cstdio>

#include "core/quantity.h"
#include "view/panels.h"

namespace shixun::view {

namespace {

using session::Finding;

std::string marks(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", value);
  std::string text = buffer;
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

Tone toneOf(scenario::RuleSeverity severity) {
  switch (severity) {
    case scenario::RuleSeverity::kGate:
      return Tone::kBad;
    case scenario::RuleSeverity::kMajor:
      return Tone::kWarn;
    default:
      return Tone::kAccent;
  }
}

void showAspects(const PanelContext& context, const assess::Score& score) {
  for (const assess::AspectScore& aspect : score.aspects) {
    writePair(context.say(aspect.titleKey),
              context.tr("ui.debrief.of",
                         {{"earned", marks(aspect.earned)}, {"maximum", marks(aspect.maximum)}}),
              170);
    if (aspect.pending > 0) {
      write(context.tr("report.pending_mark") + " " + marks(aspect.pending), Font::kBody,
            Tone::kWarn);
    }
    bar(aspect.maximum > 0 ? aspect.earned / aspect.maximum : 0, roomRight(),
        aspect.earned >= aspect.maximum ? Tone::kGood : Tone::kAccent);
  }
}

// What was there at that moment, as far as a person wants to read it here; the report has it all.
std::string evidenceOf(const PanelContext& context, const Finding& finding) {
  constexpr size_t kMost = 4;
  std::string evidence = finding.event;
  size_t shown = 0;
  for (const session::EvidenceValue& value : finding.values) {
    if (value.value == "undefined" || shown == kMost) continue;
    if (!evidence.empty()) evidence += "   ";
    evidence += value.name + " = " + value.value;
    ++shown;
  }
  const size_t left = finding.values.size() - shown;
  if (left > 0) {
    if (!evidence.empty()) evidence += "   ";
    evidence += context.tr("ui.debrief.more", {{"count", left}});
  }
  return evidence;
}

void showFinding(const PanelContext& context, const Finding& finding) {
  badge(context.tr("severity." + std::string(session::severityName(finding.severity))),
        toneOf(finding.severity));
  beside();
  write(codeText(*context.model, finding.rule, context.language) + "  ·  " +
            clockText(secondsFromTick(finding.tick)),
        Font::kBody, Tone::kDim, 200);
  const std::string lost = "−" + marks(finding.marksLost);
  besideRight(textWidth(lost, Font::kBody) + 8);
  write(lost, Font::kBody, Tone::kWarn, 60);
  write(context.say(finding.wrongKey));
  write(context.say(finding.adviceKey), Font::kBody, Tone::kGood);
  if (!finding.wanted.empty()) {
    write(context.tr("report.measured", {{"found", finding.found}, {"wanted", finding.wanted}}));
  }
  if (finding.underivable) write(context.tr("report.underivable"), Font::kBody, Tone::kWarn);
  const std::string evidence = evidenceOf(context, finding);
  if (!evidence.empty()) write(evidence, Font::kBody, Tone::kDim);
  rule();
}

// What an instructor has judged, or has to.
void showJudged(const PanelContext& context, const assess::Score& score) {
  if (score.judged.empty()) return;
  write(context.tr("report.judged"), Font::kTitle);
  for (const assess::JudgedScore& one : score.judged) {
    write(one.code + "  ·  " + context.say(one.titleKey));
    if (!one.judgement) {
      write(context.tr("report.pending_mark") + " " + marks(one.marks), Font::kBody, Tone::kWarn);
      continue;
    }
    write(context.tr("ui.debrief.of",
                     {{"earned", marks(one.earned)}, {"maximum", marks(one.marks)}}) +
              "  ·  " + context.say(one.levelKey),
          Font::kBody, Tone::kDim);
  }
  rule();
}

// Values that earned their marks; the others stand among the findings.
void showMeasured(const PanelContext& context, const assess::Score& score) {
  bool titled = false;
  for (const assess::RuleScore& one : score.rules) {
    if (one.wanted.empty() || one.found.empty()) continue;
    if (!titled) write(context.tr("report.measured_title"), Font::kTitle);
    titled = true;
    write(codeText(*context.model, one.code, context.language) + "  ·  " +
              context.tr("report.measured", {{"found", one.found}, {"wanted", one.wanted}}) +
              "  ·  " +
              context.tr("ui.debrief.of",
                         {{"earned", marks(one.earned)}, {"maximum", marks(one.marks)}}),
          Font::kBody, Tone::kDim);
  }
  if (titled) rule();
}

void showUnearned(const PanelContext& context, const assess::Score& score) {
  const auto lost = assess::unearned(score);
  if (lost.empty()) return;
  write(context.tr("report.unearned"), Font::kTitle);
  for (const assess::Unearned& one : lost) {
    const std::string title = one.step
                                  ? context.say(score.steps[*one.step].titleKey)
                                  : codeText(*context.model, one.rules.front(), context.language);
    const std::string why = context.tr(one.stepDone ? "report.not_tested" : "report.not_done");
    write("−" + marks(one.marks), Font::kBody, Tone::kWarn, 60);
    beside();
    write(title + "  ·  " + why, Font::kBody, Tone::kDim);
  }
  gap(4);
}

void showScore(const PanelContext& context, const DebriefView& view) {
  write(context.tr("ui.debrief.score", {{"score", marks(view.score.total)}}), Font::kLarge,
        view.score.passed ? Tone::kGood : Tone::kBad);
  write(context.tr(view.score.passed ? "ui.debrief.passed" : "ui.debrief.failed"), Font::kTitle,
        view.score.passed ? Tone::kGood : Tone::kBad);
  write(context.tr("ui.debrief.needed", {{"marks", marks(context.model->rubric.passMark)}}),
        Font::kBody, Tone::kDim);
  if (view.score.gated) write(context.tr("report.gated"), Font::kBody, Tone::kWarn);
  if (view.score.pending > 0) {
    write(context.tr("report.pending", {{"marks", marks(view.score.pending)}}), Font::kBody,
          Tone::kWarn);
  }
  gap(4);
  showAspects(context, view.score);
  if (view.score.deducted > 0) {
    writePair(context.tr("report.deducted"), "−" + marks(view.score.deducted), 170);
  }
  gap(4);
  writePair(context.tr("report.duration"), clockText(view.duration), 170);
  writePair(context.tr("report.ending"),
            context.tr(view.finished ? "report.finished" : "report.abandoned"), 170);
}

}  // namespace

DebriefAction showDebrief(const PanelContext& context, const DebriefView& view) {
  dimBehind(context);
  PanelDef def;
  def.id = "debrief";
  def.width = 1120;
  def.opacity = 0.96;
  const Panel panel(context, def);
  DebriefAction action = DebriefAction::kNone;
  write(context.tr("ui.debrief.title"), Font::kTitle);
  gap(4);
  constexpr double kHeight = 480, kLeft = 340;
  beginScroll("score", kLeft, kHeight);
  showScore(context, view);
  endScroll();
  beside(24);
  beginScroll("findings", roomRight(), kHeight);
  if (view.findings->empty()) {
    write(context.tr("report.no_findings"), Font::kBody, Tone::kGood);
  } else {
    write(context.tr("report.findings", {{"count", view.findings->size()}}), Font::kTitle);
    for (const Finding& finding : *view.findings) showFinding(context, finding);
  }
  showJudged(context, view.score);
  showMeasured(context, view.score);
  showUnearned(context, view.score);
  endScroll();
  gap(2);
  if (!view.trouble.empty()) {
    write(view.trouble, Font::kBody, Tone::kWarn);
  } else if (!view.reportPath.empty()) {
    write(context.tr("ui.debrief.report", {{"path", view.reportPath}}), Font::kBody, Tone::kDim);
  }
  gap(4);
  if (button(context.tr("ui.debrief.again"), 220, ButtonLook::kPrimary)) {
    action = DebriefAction::kRestart;
  }
  beside();
  if (button(context.tr("ui.quit"), 160)) action = DebriefAction::kQuit;
  return action;
}

}  // namespace shixun::view
