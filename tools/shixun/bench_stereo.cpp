// stereo: what two eyes in one multiview pass cost, against a bare loop and against one eye.
#include <chrono>
#include <ctime>

#include "app/pictures.h"
#include "bare_loop.h"
#include "bench.h"
#include "bench_scene.h"

namespace shixun::tools {
namespace {

// What the ratios may come to.
constexpr double kMultiviewLimit = 1.1;
constexpr double kRecordingLimit = 1.1;

struct StereoSide {
  std::vector<double> frames;     // ms each
  std::vector<double> recording;  // ms of it for building and recording; ours only
};

class StereoBench {
 public:
  explicit StereoBench(bool quick)
      : side_(quick ? 128 : 1024), rounds_(quick ? 3 : 40), scene_(makeBenchScene()) {}

  Status prepare();
  // Whether both sides draw the same, so that their ratio says something.
  Status compare();
  Status measure();
  void report(std::vector<BenchRow>& rows) const;

 private:
  Status drawOurs(render::DrawList& list, render::TargetId target);
  template <typename Draw>
  Status timed(StereoSide& side, const Draw& draw);
  double now() const;

  uint32_t side_;  // pixels of one eye's square picture
  int rounds_;
  BenchScene scene_;
  render::DrawList both_, one_;
  std::unique_ptr<render::Renderer> renderer_;
  std::unique_ptr<BareLoop> bare_;
  render::TargetId bothTarget_, oneTarget_;
  uint32_t frame_ = 0;
  StereoSide ours_, yardstick_, oneEye_;
};

Status StereoBench::prepare() {
  render::RendererDef def;
  def.validate = app::wantsValidation();
  auto made = render::Renderer::create(def);
  if (!made) return made.status();
  renderer_ = std::move(*made);
  std::vector<render::ModelId> models;
  for (const asset::Model& model : scene_.models) {
    const auto added = renderer_->addModel(model);
    if (!added) return added.status();
    models.push_back(*added);
  }
  both_ = scene_.list;
  for (size_t i = 0; i < both_.draws.size(); ++i) {
    both_.draws[i].model = models[scene_.modelOf[i]];
  }
  one_ = both_;
  one_.views.resize(1);
  const auto both = renderer_->createOffscreen({.width = side_, .height = side_, .layers = 2});
  if (!both) return both.status();
  const auto one = renderer_->createOffscreen({.width = side_, .height = side_});
  if (!one) return one.status();
  bothTarget_ = *both;
  oneTarget_ = *one;
  auto bare = BareLoop::create({.handles = renderer_->handles(),
                                .width = side_,
                                .height = side_,
                                .shadowSize = def.shadowSize},
                               scene_);
  if (!bare) return bare.status();
  bare_ = std::move(*bare);
  return {};
}

// On a software device the processor does all the work, and its time does not count what other
// programs do meanwhile.
double StereoBench::now() const {
  if (renderer_->softwareDevice()) {
    return static_cast<double>(std::clock()) * (1e3 / CLOCKS_PER_SEC);
  }
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(since).count();
}

// A frame and the wait for it. The moved object lets no frame keep the last one's shadows.
Status StereoBench::drawOurs(render::DrawList& list, render::TargetId target) {
  list.draws[BenchScene::kMoved].worldFromModel = scene_.moved(frame_);
  const auto outcome = renderer_->draw(list, {.target = target});
  return outcome.ok() ? renderer_->finish() : outcome.status();
}

template <typename Draw>
Status StereoBench::timed(StereoSide& side, const Draw& draw) {
  ++frame_;
  const double started = now();
  const Status status = draw();
  side.frames.push_back(now() - started);
  return status;
}

Status StereoBench::compare() {
  frame_ = 50;
  Status status = drawOurs(both_, bothTarget_);
  if (status) status = bare_->draw(scene_.moved(frame_));
  if (!status) return status;
  const render::FrameStats stats = renderer_->stats();
  if (stats.triangles != scene_.triangles || stats.culled != 0 || !stats.shadowRedrawn) {
    return {StatusCode::kCorrupt, "the renderer left out some of the scene"};
  }
  for (uint32_t eye = 0; eye < 2; ++eye) {
    const auto ours = renderer_->readPicture(bothTarget_, eye);
    if (!ours) return ours.status();
    const auto bare = bare_->readPicture(eye);
    if (!bare) return bare.status();
    const auto difference = asset::compare(*ours, *bare, 2);
    if (!difference) return difference.status();
    if (difference->pixelsOver > uint64_t{side_} * side_ / 10000) {
      return {StatusCode::kCorrupt, "the renderer's picture and the bare loop's differ in " +
                                        std::to_string(difference->pixelsOver) + " pixels"};
    }
  }
  return app::validationVerdict(*renderer_);
}

Status StereoBench::measure() {
  const auto record = [&](StereoSide& side) {
    side.recording.push_back(renderer_->stats().cpuSeconds * 1e3);
  };
  for (int round = 0; round < rounds_; ++round) {
    // Forwards and backwards in turn: no side always comes after the same other one.
    for (int i = 0; i < 3; ++i) {
      const int turn = round % 2 == 0 ? i : 2 - i;
      Status status;
      if (turn == 0) {
        status = timed(ours_, [&] { return drawOurs(both_, bothTarget_); });
        record(ours_);
      } else if (turn == 1) {
        status = timed(yardstick_, [&] { return bare_->draw(scene_.moved(frame_)); });
      } else {
        status = timed(oneEye_, [&] { return drawOurs(one_, oneTarget_); });
        record(oneEye_);
      }
      if (!status) return status;
    }
  }
  return app::validationVerdict(*renderer_);
}

void StereoBench::report(std::vector<BenchRow>& rows) const {
  const double ours = tenthPercentile(ours_.frames);
  const double bare = tenthPercentile(yardstick_.frames);
  const double one = tenthPercentile(oneEye_.frames);
  const double recording = tenthPercentile(ours_.recording);
  const double recordingOne = tenthPercentile(oneEye_.recording);
  const BenchClock clock = renderer_->softwareDevice() ? BenchClock::kProcessor : BenchClock::kWall;
  rows.push_back({.name = "stereo.multiview",
                  .value = ours,
                  .unit = "ms",
                  .ratio = ours / bare,
                  .limit = kMultiviewLimit,
                  .againstKey = "bench.against_what.bare_loop",
                  .clock = clock});
  rows.push_back({.name = "stereo.one_eye",
                  .value = one,
                  .unit = "ms",
                  .ratio = ours / one,
                  .againstKey = "bench.against_what.one_eye",
                  .clock = clock});
  rows.push_back({.name = "stereo.cpu",
                  .value = recording,
                  .unit = "ms",
                  .ratio = recording / recordingOne,
                  .limit = kRecordingLimit,
                  .againstKey = "bench.against_what.one_view"});
}

}  // namespace

Status benchStereo(const BenchOptions& options, std::vector<BenchRow>& rows) {
  StereoBench bench(options.quick);
  Status status = bench.prepare();
  if (status) status = bench.compare();
  if (status) status = bench.measure();
  if (status) bench.report(rows);
  return status;
}

}  // namespace shixun::tools
