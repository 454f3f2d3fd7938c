// Every panel, in both languages and two window sizes: nothing is clipped, nothing leaves the
// window, what is shown together does not overlap. With SHIXUN_GALLERY=<folder> the pictures stay.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

#include "asset/picture.h"
#include "render/renderer.h"
#include "render/ui.h"
#include "tests/view/shown.h"
#include "view/characters.h"
#include "view/panels.h"

namespace shixun::view {
namespace {

using scenario::CommandKind;
using scenario::EntityKind;

const text::Catalogue& texts() {
  static const text::Catalogue loaded = [] {
    Diagnostics diagnostics;
    auto catalogue =
        text::Catalogue::load(disk(), std::string(SHIXUN_SOURCE_DIR) + "/assets/text", diagnostics);
    EXPECT_FALSE(diagnostics.hasErrors()) << diagnostics.text();
    return catalogue;
  }();
  return loaded;
}

// A session in which everything that a panel can show is there: an instrument between two live
// terminals, one hand with the permit, things worn, something said.
session::Snapshot busySnapshot() {
  session::SessionInfo info;
  session::Session session(model(), info, nullptr);
  std::vector<Command> commands;
  for (const char* worn : {"gloves", "shield"}) {
    commands.push_back(command(CommandKind::kTake, worn));
    commands.push_back(command(CommandKind::kWear, worn));
  }
  commands.push_back(command(CommandKind::kTake, "tester"));
  commands.push_back(command(CommandKind::kProbe, "VT1.a", "supply_L1"));
  commands.push_back(command(CommandKind::kProbe, "VT1.b", "supply_L2"));
  Command permit = command(CommandKind::kTake, "permit");
  permit.hand = scenario::Hand::kLeft;
  commands.push_back(permit);
  commands.push_back(command(CommandKind::kSay, "colleague.lock_on"));
  for (const Command& c : commands) {
    for (int i = 0; i < 4; ++i) {
      static_cast<void>(session.step(i == 0 ? std::span(&c, 1) : std::span<const Command>()));
    }
  }
  for (int i = 0; i < 60; ++i) static_cast<void>(session.step({}));
  session::Snapshot snapshot;
  session::fill(snapshot, session);
  return snapshot;
}

struct Shown {
  std::vector<PanelBox> boxes;
};

using Draw = std::function<void(const PanelContext&)>;

// zoom 0: a window. Otherwise a board in the room, for hands that point at it.
struct Place {
  Vec2 size = Vec2(1280, 720);
  double zoom = 0;
  const scenario::ScenarioModel* of = &model();
};

// Draws panels over nothing until their layout rests.
Shown show(const std::string& language, const Place& place, const std::string& name,
           const Draw& draw) {
  const Vec2 window = place.size;
  Shown shown;
  PanelContext context;
  context.model = place.of;
  context.catalogue = &texts();
  context.language = language;
  context.height = window.y;
  context.width = window.x;
  context.zoom = place.zoom;
  context.keys = place.zoom <= 0;
  auto renderer = render::Renderer::create({});
  EXPECT_TRUE(renderer.ok()) << renderer.status().message();
  if (!renderer.ok()) return shown;
  render::OffscreenDef target;
  target.width = static_cast<uint32_t>(window.x);
  target.height = static_cast<uint32_t>(window.y);
  const auto id = (*renderer)->createOffscreen(target);
  render::UiDef uiDef;
  auto fonts = render::defaultFonts(charactersOf(*place.of, texts()));
  EXPECT_TRUE(id.ok() && fonts.ok());
  uiDef.fonts = *fonts;
  uiDef.sizes = panelFontSizes(place.zoom > 0 ? 720 * place.zoom : window.y);
  auto ui = render::Ui::create(**renderer, uiDef);
  EXPECT_TRUE(ui.ok()) << ui.status().message();
  render::UiInput input;
  input.width = context.width;
  input.height = window.y;
  for (int i = 0; i < 4; ++i) {
    static_cast<void>(takePanelBoxes());
    (*ui)->beginFrame(input);
    draw(context);
    (*ui)->endFrame();
    shown.boxes = takePanelBoxes();
  }
  const char* folder = std::getenv("SHIXUN_GALLERY");
  if (folder != nullptr) {
    render::DrawList list;
    list.views.resize(1);
    list.environment.background = Vec3f(0.35F, 0.38F, 0.40F);
    list.views[0].clipFromView = render::perspective(1, window.x / window.y);
    render::FrameDef frame;
    frame.target = *id;
    frame.ui = ui->get();
    EXPECT_TRUE((*renderer)->draw(list, frame).ok());
    const auto picture = (*renderer)->readPicture(*id);
    EXPECT_TRUE(picture.ok());
    const std::string path = std::string(folder) + "/" + name + "-" + language + "-" +
                             std::to_string(static_cast<int>(window.x)) + ".png";
    const auto png = asset::encodePng(*picture);
    EXPECT_TRUE(png.ok() && disk().replace(path, *png).ok());
  }
  return shown;
}

void expectWell(const Shown& shown, double width, double height, const std::string& where) {
  for (size_t i = 0; i < shown.boxes.size(); ++i) {
    const PanelBox& a = shown.boxes[i];
    EXPECT_FALSE(a.overflows) << where << ": " << a.id << " is clipped";
    EXPECT_GE(a.min.x, 0) << where << ": " << a.id;
    EXPECT_GE(a.min.y, 0) << where << ": " << a.id;
    EXPECT_LE(a.max.x, width) << where << ": " << a.id;
    EXPECT_LE(a.max.y, height) << where << ": " << a.id;
    for (size_t k = i + 1; k < shown.boxes.size(); ++k) {
      const PanelBox& b = shown.boxes[k];
      const bool apart =
          a.max.x <= b.min.x || b.max.x <= a.min.x || a.max.y <= b.min.y || b.max.y <= a.min.y;
      EXPECT_TRUE(apart) << where << ": " << a.id << " and " << b.id << " overlap";
    }
  }
  EXPECT_FALSE(shown.boxes.empty()) << where;
}

void inPlaces(const std::string& name, const std::vector<Place>& places, const Draw& draw) {
  for (const std::string& language : model().languages) {
    for (const Place& place : places) {
      const Vec2 size = place.size;
      const std::string where =
          name + " " + language + " " + std::to_string(static_cast<int>(size.x));
      expectWell(show(language, place, name, draw), size.x, size.y, where);
    }
  }
}

void inWindows(const std::string& name, const Draw& draw) {
  // The usual, a large one, a very small one, and one of an old monitor's shape.
  inPlaces(name, {{Vec2(1280, 720)}, {Vec2(1920, 1080)}, {Vec2(800, 500)}, {Vec2(1024, 768)}},
           draw);
}

// The board that stops the world and the tablet's screen, as app/immersive_panels.cpp has them.
constexpr double kRoomZoom = 1.22;
void onBoard(const std::string& name, const Draw& draw) {
  inPlaces(name + "-board", {{Vec2(1440, 900), kRoomZoom}}, draw);
}
void onTablet(const std::string& name, const Draw& draw) {
  inPlaces(name + "-tablet", {{Vec2(1280, 920), kRoomZoom}}, draw);
}
// Panels that stop the world.
void everywhere(const std::string& name, const Draw& draw) {
  inWindows(name, draw);
  onBoard(name, draw);
}
// Panels beside it.
void beside(const std::string& name, const Draw& draw) {
  inWindows(name, draw);
  onTablet(name, draw);
}

TEST(Panels, TheFirstPanelFits) {
  everywhere("start", [](const PanelContext& context) {
    StartChoice choice{"林", context.language, "compete"};
    showStart(context, choice);
  });
}

// The longest texts of every kind at once: the whole task, a step, two instruments' worth of
// readings, worn things and messages.
TEST(Panels, WhatStandsOverTheWorldFitsTogether) {
  const session::Snapshot snapshot = busySnapshot();
  EXPECT_EQ(snapshot.state.hands[0].item >= 0, true);
  const auto draw = [&snapshot](const PanelContext& context) {
    ObjectiveView objective;
    objective.step = 9;
    objective.stepsDone = 9;
    objective.hintOffered = true;
    showObjective(context, objective);
    StatusView status;
    status.mode = "assess";
    status.time = 61;
    status.limit = 2700;
    showStatus(context, status);
    showHands(context, snapshot);
    showInstruments(context, snapshot, 1);
    // In the room messages are captions, on a board of their own.
    if (!context.keys) return;
    showNotices(context,
                {{context.tr("ui.notice.flash"), Tone::kBad, 0},
                 {context.say("E08.wrong") + " " + context.say("E08.advice"), Tone::kWarn, 0}});
    showBanner(context,
               context.tr("ui.notice.continues", {{"path",
                                                   "/tmp/shixun-sessions/"
                                                   "20260131-142530-motor.mcap"}}),
               Tone::kWarn);
  };
  beside("world", draw);
}

TEST(Panels, CaptionsFitOnTheirBoard) {
  inPlaces("captions", {{Vec2(608, 300), 1}}, [](const PanelContext& context) {
    showNotices(context,
                {{context.tr("ui.notice.flash"), Tone::kBad, 0},
                 {context.say("E08.wrong") + " " + context.say("E08.advice"), Tone::kWarn, 0}});
  });
}

TEST(Panels, TheHandsToolsFit) {
  inPlaces("tools", {{Vec2(1280, 100), kRoomZoom}},
           [](const PanelContext& context) { showTools(context, true); });
}

TEST(Panels, SettingsFit) {
  SettingsView settings;
  settings.title = "Title";
  settings.about = "What these settings are about, in a sentence that is neither long nor short.";
  for (int i = 0; i < 20; ++i) {
    settings.rows.push_back(
        {"A setting's name of some length", "walking and teleport", i % 6 == 0});
  }
  settings.buttons = {"Centre here", "Sit or stand straight, then press", "Usual values", "Close"};
  onBoard("settings",
          [&settings](const PanelContext& context) { showSettings(context, settings); });
}

TEST(Panels, TheReadingIsShownWithItsTerminals) {
  const session::Snapshot snapshot = busySnapshot();
  ASSERT_FALSE(snapshot.displays.empty());
  const uint32_t tester =
      static_cast<uint32_t>(model().instances[model().entities.at("tester").index].instrument);
  EXPECT_NEAR(std::stod(snapshot.displays[tester]), 400, 4) << "between two lines";
}

TEST(Panels, TheDialogueFits) {
  const session::Snapshot snapshot = busySnapshot();
  beside("dialogue", [&snapshot](const PanelContext& context) {
    std::vector<Command> commands;
    uint32_t person = 0;
    EXPECT_TRUE(showDialogue(context, snapshot, person, commands));
    EXPECT_TRUE(commands.empty());
    EXPECT_EQ(person, 0U);
  });
}

// With everybody's name above everything that can be said to one of them.
TEST(Panels, TheDialogueWithEveryPersonOfEveryScenarioFits) {
  Diagnostics problems;
  const scenario::ContentRoot root{&disk(), SHIXUN_SOURCE_DIR};
  size_t talked = 0;
  for (const scenario::Listing& listing : scenario::listScenarios(root, problems)) {
    const scenario::ScenarioModel& of = *test::shippedScenario(listing.id).model;
    session::Session session(of, {}, nullptr);
    session::Snapshot snapshot;
    session::fill(snapshot, session);
    for (uint32_t p = 0; p < of.persons.size(); ++p, ++talked) {
      // The longest answer stands over it.
      size_t longest = 0;
      for (uint32_t l = 0; l < of.lines.size(); ++l) {
        if (of.lines[l].person != p) continue;
        const size_t length = of.text.at("en").at(of.lines[l].replyKey).size();
        if (length < longest) continue;
        longest = length;
        snapshot.state.lastLine = l;
        snapshot.state.lastLineAgreed = true;
      }
      const Draw draw = [&snapshot, p](const PanelContext& context) {
        std::vector<Command> commands;
        uint32_t person = p;
        EXPECT_TRUE(showDialogue(context, snapshot, person, commands));
        EXPECT_EQ(person, p);
      };
      const std::string name = "dialogue-" + of.title.at("en") + "-" + std::to_string(p);
      inPlaces(name, {{Vec2(1280, 720), 0, &of}, {Vec2(800, 500), 0, &of}}, draw);
      inPlaces(name + "-tablet", {{Vec2(1280, 920), kRoomZoom, &of}}, draw);
    }
  }
  EXPECT_GE(talked, 6U);
}

TEST(Panels, TheFormFits) {
  session::Snapshot snapshot = busySnapshot();
  const int32_t form = formInHand(snapshot);
  ASSERT_GE(form, 0);
  for (std::string& field : snapshot.state.fields) field = "Somebody with a long name";
  snapshot.state.fields[0] = model().fields[0].options.front();
  std::vector<std::string> typed = snapshot.state.fields;
  beside("form", [&](const PanelContext& context) {
    std::vector<Command> commands;
    EXPECT_TRUE(showForm(context, snapshot, static_cast<uint32_t>(form), typed, commands));
    StatusView status;
    status.mode = "practise";
    showStatus(context, status);
  });
}

TEST(Panels, MenuHelpAndQuestionFit) {
  everywhere("menu", [](const PanelContext& context) { showMenu(context, {true, true}); });
  everywhere("help", [](const PanelContext& context) { EXPECT_TRUE(showHelp(context)); });
  everywhere("confirm", [](const PanelContext& context) {
    showConfirm(context, {"ui.confirm.restart", "ui.confirm.restart_details",
                          "ui.confirm.restart_yes", true});
  });
}

// Marks that an instructor gives, given and not, deductions, and a value that was measured.
void addWhatIsJudged(assess::Score& score) {
  const auto& steps = model().rubric.steps;
  for (const bool given : {true, false}) {
    assess::JudgedScore judged;
    judged.code = given ? "J1" : "J2";
    judged.titleKey = steps[1].titleKey;
    judged.marks = 5;
    if (given) {
      judged.judgement = assess::Judgement{"J1", 2, "Wang", "2026-01-31T15:10:00Z", ""};
      judged.levelKey = steps[1].reasonKey;
      judged.earned = 3.3;
    }
    score.judged.push_back(judged);
  }
  score.pending = score.aspects[1].pending = 5;
  score.deducted = 2;
  score.rules[0].found = "11.2 V";
  score.rules[0].wanted = "10.5 V … 11.1 V";
}

TEST(Panels, TheDebriefFits) {
  std::vector<session::Finding> findings;
  for (const scenario::RuleModel& rule : model().rubric.rules) {
    session::Finding finding;
    finding.rule = rule.code;
    finding.severity = rule.severity;
    finding.tick = 7200;
    finding.marksLost = rule.marks;
    finding.wrongKey = rule.wrongKey;
    finding.adviceKey = rule.adviceKey;
    finding.event = "touched at work_L1";
    finding.values = {{"isolator.handle", "on"}, {"volts(work_L1)", "231 V"}};
    if (findings.empty()) {
      finding.found = "11.2 V";
      finding.wanted = "10.5 V … 11.1 V";
    }
    findings.push_back(finding);
  }
  const std::vector<session::Finding> few(findings.begin(), findings.begin() + 1);
  const auto draw = [](const std::vector<session::Finding>& shown, const PanelContext& context) {
    DebriefView view;
    view.findings = &shown;
    assess::Progress progress;
    progress.stepsDone.resize(model().rubric.steps.size());
    progress.stepsWaived.resize(model().rubric.steps.size());
    progress.rulesTested.resize(model().rubric.rules.size());
    view.score = assess::score(model(), shown, progress);
    addWhatIsJudged(view.score);
    view.duration = 1234;
    view.reportPath =
        "/home/somebody/.local/share/shixun/sessions/"
        "20260131-142530-motor-starter-isolation-practise.report.html";
    showDebrief(context, view);
  };
  everywhere("debrief", [&](const PanelContext& context) { draw(findings, context); });
  everywhere("debrief_judged", [&](const PanelContext& context) { draw(few, context); });
}

TEST(Panels, ThatTheSessionIsBeingClosedFits) {
  inWindows("closing", [](const PanelContext& context) { showClosing(context, 5, 17); });
  onBoard("closing", [](const PanelContext& context) { showClosing(context, 5, 17); });
}

TEST(Panels, TheReplayFits) {
  std::vector<ReplayMoment> moments;
  for (const scenario::StepModel& step : model().rubric.steps) {
    moments.push_back({40.0 * static_cast<double>(moments.size()), "", Tone::kGood});
    moments.back().text = step.titleKey;
  }
  for (const bool body : {true, false}) {
    inWindows(body ? "replay" : "replay_without_body", [&](const PanelContext& context) {
      std::vector<ReplayMoment> shown = moments;
      for (ReplayMoment& moment : shown) moment.text = context.say(moment.text);
      shown.push_back({1000, "E09  " + context.say(model().rubric.rules[3].wrongKey), Tone::kBad});
      ReplayView view;
      view.time = 333;
      view.length = 1234;
      view.body = body;
      view.follow = true;
      view.camera = body ? ReplayCamera::kEyes : ReplayCamera::kFree;
      view.title = "Aleksandra Konstantinopolskaja 王小明";
      view.subtitle =
          "Isolating a motor starter\n62.5 / 100  ·  Not passed  ·  2026-11-25\ncut off; judged as "
          "far as the record goes";
      const std::vector<std::string> warnings = {
          "the scenario has changed since: marks are those of today's rules"};
      view.warnings = &warnings;
      view.seen = false;
      view.moments = &shown;
      const ReplayAnswer answer = showReplay(context, view);
      EXPECT_FALSE(answer.toggle || answer.quit || answer.seek || answer.speed || answer.camera);
      const Vec2 free = replayFreeArea(context);
      EXPECT_GT(free.x, context.width * 0.5);
      EXPECT_GT(free.y, context.height * 0.6);
    });
  }
}

TEST(Panels, HoverTagsFit) {
  const session::Snapshot snapshot = busySnapshot();
  for (const char* name : {"isolator.handle", "work_L1", "cubicle", "tester"}) {
    inWindows("hover", [&](const PanelContext& context) {
      HoverView hover;
      hover.entity = model().entities.at(name);
      hover.reachable = false;
      hover.mouse = Vec2(context.width - 3, context.height - 3);
      showHover(context, snapshot, hover);
    });
  }
}

}  // namespace
}  // namespace shixun::view
