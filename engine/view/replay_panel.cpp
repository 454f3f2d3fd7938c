#include <cstdio>

#include "view/panels.h"

namespace shixun::view {

namespace {

constexpr double kBarHeight = 106, kListWidth = 400, kMargin = 16;
constexpr double kPlayWidth = 104, kClockWidth = 150;

const char* keyOf(ReplayCamera camera) {
  switch (camera) {
    case ReplayCamera::kBeside:
      return "ui.replay.beside";
    case ReplayCamera::kEyes:
      return "ui.replay.eyes";
    case ReplayCamera::kFree:
      break;
  }
  return "ui.replay.free";
}

void showBar(const PanelContext& context, const ReplayView& view, ReplayAnswer& answer) {
  PanelDef def;
  def.id = "replay_bar";
  def.anchor = def.pivot = Vec2(0.5, 1);
  def.offset = Vec2(0, -kMargin);
  def.width = context.width / context.scale() - 2 * kMargin;
  def.height = kBarHeight;
  const Panel panel(context, def);
  if (button(context.tr(view.playing ? "ui.replay.pause" : "ui.replay.play"), kPlayWidth,
             ButtonLook::kPrimary)) {
    answer.toggle = true;
  }
  beside();
  levelWithButton();
  write(clockText(view.time) + "  /  " + clockText(view.length), Font::kBody, Tone::kPlain,
        kClockWidth);
  beside();
  std::vector<TimeMark> marks;
  for (const ReplayMoment& moment : *view.moments) marks.push_back({moment.time, moment.tone});
  double time = view.time;
  if (timeLine("time", time, view.length, marks, roomRight())) answer.seek = time;
  for (const ReplayCamera camera :
       {ReplayCamera::kBeside, ReplayCamera::kEyes, ReplayCamera::kFree}) {
    if (camera != ReplayCamera::kFree && !view.body) continue;
    const auto look = camera == view.camera ? ButtonLook::kChosen : ButtonLook::kPlain;
    if (button(context.tr(keyOf(camera)), 0, look)) answer.camera = camera;
    beside();
  }
  const bool lost = view.body && !view.seen && view.camera != ReplayCamera::kFree;
  if (!view.body || lost) {
    levelWithButton();
    write(context.tr(lost ? "ui.replay.unseen" : "ui.replay.nobody"), Font::kBody,
          lost ? Tone::kWarn : Tone::kDim, 360);
    beside();
  }
  const std::string quit = context.tr("ui.close");
  double width = buttonWidth(quit) + 10;
  for (const double speed : kReplaySpeeds) width += buttonWidth(speedText(speed)) + 10;
  besideRight(width);
  for (const double speed : kReplaySpeeds) {
    const auto look = speed == view.speed ? ButtonLook::kChosen : ButtonLook::kPlain;
    if (button(speedText(speed), 0, look)) answer.speed = speed;
    beside();
  }
  if (button(quit)) answer.quit = true;
}

void showMoments(const PanelContext& context, const ReplayView& view, ReplayAnswer& answer) {
  PanelDef def;
  def.id = "replay_moments";
  def.anchor = def.pivot = Vec2(1, 0);
  def.offset = Vec2(-kMargin, kMargin);
  def.width = kListWidth;
  const double window = context.height / context.scale();
  def.height = window - kBarHeight - 3 * kMargin;
  const Panel panel(context, def);
  write(view.title, Font::kTitle);
  write(view.subtitle, Font::kBody, Tone::kDim);
  gap(4);
  beginScroll("moments", roomRight(), roomBelow());
  if (view.warnings != nullptr) {
    for (const std::string& warning : *view.warnings) {
      write(warning, Font::kBody, Tone::kWarn);
      gap(4);
    }
  }
  size_t now = SIZE_MAX;
  for (size_t i = 0; i < view.moments->size(); ++i) {
    if ((*view.moments)[i].time <= view.time) now = i;
  }
  for (size_t i = 0; i < view.moments->size(); ++i) {
    const ReplayMoment& moment = (*view.moments)[i];
    dot(moment.tone);
    beside(8);
    const std::string id = "moment" + std::to_string(i);
    const std::string text = clockText(moment.time) + "   " + moment.text;
    if (sentenceButton(id.c_str(), text, i == now)) answer.seek = moment.time;
    if (i == now && view.follow) scrollHere();
  }
  if (view.moments->empty()) write(context.tr("ui.replay.no_moments"), Font::kBody, Tone::kDim);
  endScroll();
}

}  // namespace

std::string speedText(double speed) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%g×", speed);
  return buffer;
}

Vec2 replayFreeArea(const PanelContext& context) {
  const double scale = context.scale();
  return {context.width - (kListWidth + 2 * kMargin) * scale,
          context.height - (kBarHeight + 2 * kMargin) * scale};
}

ReplayAnswer showReplay(const PanelContext& context, const ReplayView& view) {
  ReplayAnswer answer;
  showMoments(context, view, answer);
  showBar(context, view, answer);
  return answer;
}

}  // namespace shixun::view
