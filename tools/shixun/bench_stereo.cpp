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

// A frame of ours for both eyes or for the left one, and what it is drawn into.
struct StereoFrame {
  render::DrawList list;
  render::TargetId target;
};

using Samples = std::vector<double>;  // ms each

class StereoBench {
 public:
  explicit StereoBench(bool quick)
      : side_(quick ? 128 : 1024),
        rounds_(quick ? 3 : 25),
        recordings_(quick ? 10 : 300),
        scene_(makeBenchScene()) {}

  Status prepare();
  // Whether both sides draw the same, so that their ratio says something.
  Status compare();
  Status measure();
  void report(std::vector<BenchRow>& rows) const;

 private:
  struct Pair {
    StereoFrame both, one;
  };
  Status preparePair(const std::vector<asset::Model>& models, uint32_t side, Pair& out);
  Status drawOurs(StereoFrame& frame);
  Status measureFrames();
  Status measureRecording();
  double now() const;

  uint32_t side_;  // pixels of one eye's square picture
  int rounds_, recordings_;
  BenchScene scene_;
  std::unique_ptr<render::Renderer> renderer_;
  std::unique_ptr<BareLoop> bare_;
  Pair whole_, coarse_;  // the scene; the same with hardly any triangles
  uint32_t frame_ = 0;
  Samples ours_, yardstick_, oneEye_;
  Samples recordingBoth_, recordingOne_;
};

// What recording a frame costs depends on the number of objects and not on that of triangles. A
// few of these are drawn in a moment, which makes room for many samples.
asset::Model withFewTriangles(asset::Model model) {
  model.meshes[0].primitives[0].indexCount = 36;
  return model;
}

Status StereoBench::prepare() {
  render::RendererDef def;
  def.validate = app::wantsValidation();
  auto made = render::Renderer::create(def);
  if (!made) return made.status();
  renderer_ = std::move(*made);
  Status status = preparePair(scene_.models, side_, whole_);
  std::vector<asset::Model> few;
  for (const asset::Model& model : scene_.models) few.push_back(withFewTriangles(model));
  if (status) status = preparePair(few, 64, coarse_);
  if (!status) return status;
  auto bare = BareLoop::create({.handles = renderer_->handles(),
                                .width = side_,
                                .height = side_,
                                .shadowSize = def.shadowSize},
                               scene_);
  if (!bare) return bare.status();
  bare_ = std::move(*bare);
  return {};
}

Status StereoBench::preparePair(const std::vector<asset::Model>& models, uint32_t side, Pair& out) {
  std::vector<render::ModelId> ids;
  for (const asset::Model& model : models) {
    const auto added = renderer_->addModel(model);
    if (!added) return added.status();
    ids.push_back(*added);
  }
  render::DrawList& list = out.both.list;
  list = scene_.list;
  for (size_t i = 0; i < list.draws.size(); ++i) list.draws[i].model = ids[scene_.modelOf[i]];
  out.one.list = list;
  out.one.list.views.resize(1);
  const auto both = renderer_->createOffscreen({.width = side, .height = side, .layers = 2});
  if (!both) return both.status();
  const auto one = renderer_->createOffscreen({.width = side, .height = side});
  if (!one) return one.status();
  out.both.target = *both;
  out.one.target = *one;
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
Status StereoBench::drawOurs(StereoFrame& frame) {
  frame.list.draws[BenchScene::kMoved].worldFromModel = scene_.moved(++frame_);
  const auto outcome = renderer_->draw(frame.list, {.target = frame.target});
  return outcome.ok() ? renderer_->finish() : outcome.status();
}

Status StereoBench::compare() {
  Status status = drawOurs(whole_.both);
  if (status) status = bare_->draw(scene_.moved(frame_));
  if (!status) return status;
  const render::FrameStats stats = renderer_->stats();
  if (stats.triangles != scene_.triangles || stats.culled != 0 || !stats.shadowRedrawn) {
    return {StatusCode::kCorrupt, "the renderer left out some of the scene"};
  }
  for (uint32_t eye = 0; eye < 2; ++eye) {
    const auto ours = renderer_->readPicture(whole_.both.target, eye);
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

// The sides in turn, forwards and backwards: none always comes after the same other one.
Status StereoBench::measureFrames() {
  const auto timed = [&](Samples& samples, const auto& draw) {
    const double started = now();
    const Status status = draw();
    samples.push_back(now() - started);
    return status;
  };
  for (int i = 0; i < rounds_ * 3; ++i) {
    const int turn = i / 3 % 2 == 0 ? i % 3 : 2 - i % 3;
    Status status;
    if (turn == 0) status = timed(ours_, [&] { return drawOurs(whole_.both); });
    if (turn == 1) {
      status = timed(yardstick_, [&] { return bare_->draw(scene_.moved(++frame_)); });
    }
    if (turn == 2) status = timed(oneEye_, [&] { return drawOurs(whole_.one); });
    if (!status) return status;
  }
  return {};
}

Status StereoBench::measureRecording() {
  for (int i = 0; i < recordings_ * 2; ++i) {
    const bool both = i % 4 == 0 || i % 4 == 3;
    const Status status = drawOurs(both ? coarse_.both : coarse_.one);
    if (!status) return status;
    (both ? recordingBoth_ : recordingOne_).push_back(renderer_->stats().cpuSeconds * 1e3);
  }
  return {};
}

Status StereoBench::measure() {
  Status status = measureFrames();
  if (status) status = measureRecording();
  return status ? app::validationVerdict(*renderer_) : status;
}

void StereoBench::report(std::vector<BenchRow>& rows) const {
  const double ours = tenthPercentile(ours_);
  const double bare = tenthPercentile(yardstick_);
  const double one = tenthPercentile(oneEye_);
  const double recording = tenthPercentile(recordingBoth_);
  const double recordingOne = tenthPercentile(recordingOne_);
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
