// record: what keeping the poses of a head, two hands and twenty things at 90 Hz costs, against
// keeping them as raw 32 bit numbers through the same writer.
#include <cmath>

#include "bench.h"
#include "bench_motion.h"
#include "session/recorder.h"

namespace shixun::tools {
namespace {

constexpr uint32_t kThings = 20;
constexpr int kRate = 90;  // Hz
constexpr double kBytesLimit = 1, kProcessorLimit = 1;

// Twenty things that can be carried, and nothing else.
scenario::ScenarioModel thingsModel() {
  scenario::ScenarioModel model;
  model.id = "bench/record";
  for (uint32_t i = 0; i < kThings; ++i) {
    scenario::InstanceModel instance;
    instance.name = "thing" + std::to_string(i);
    instance.item = static_cast<int32_t>(i);
    model.instances.push_back(std::move(instance));
    scenario::ItemModel item;
    item.instance = i;
    model.items.push_back(std::move(item));
  }
  return model;
}

struct Sampled {
  Tick tick;
  session::PoseSample sample;
};

std::vector<Sampled> sampledMotion(int seconds) {
  BenchMotion motion(kThings);
  std::vector<Sampled> all;
  for (int i = 0; i < seconds * kRate; ++i) {
    const double t = static_cast<double>(i) / kRate;
    all.push_back({tickFromSeconds(t), motion.at(t)});
  }
  return all;
}

struct Cost {
  double bytes = 0, seconds = 0;  // of the processor
};

Cost keepOurs(const scenario::ScenarioModel& model, const std::vector<Sampled>& motion) {
  MemoryDisk disk;
  session::Recorder recorder(model, {}, disk.create("/ours.mcap").value());
  const auto head = static_cast<double>(recorder.bytesWritten());
  const double begin = processorSeconds();
  for (const Sampled& one : motion) {
    recorder.pose(one.tick, one.sample);
    recorder.tick(one.tick);
  }
  recorder.flush();
  return {static_cast<double>(recorder.bytesWritten()) - head, processorSeconds() - begin};
}

void putRaw(std::string& out, const Pose& pose) {
  const float values[7] = {static_cast<float>(pose.position.x), static_cast<float>(pose.position.y),
                           static_cast<float>(pose.position.z), static_cast<float>(pose.rotation.x),
                           static_cast<float>(pose.rotation.y), static_cast<float>(pose.rotation.z),
                           static_cast<float>(pose.rotation.w)};
  out.append(reinterpret_cast<const char*>(values), sizeof values);
}

Cost keepRaw(const std::vector<Sampled>& motion) {
  MemoryDisk disk;
  record::WriterDef def;
  def.file = std::move(disk.create("/raw.mcap").value());
  record::Writer writer(std::move(def));
  record::Channel channel;
  channel.topic = "pose";
  channel.encoding = "float32";
  const record::ChannelId id = writer.addChannel(std::move(channel));
  const auto head = static_cast<double>(writer.bytesWritten());
  const double begin = processorSeconds();
  std::string bytes;
  for (const Sampled& one : motion) {
    bytes.clear();
    putRaw(bytes, one.sample.worldFromHead);
    for (const Pose& hand : one.sample.worldFromHand) putRaw(bytes, hand);
    for (const auto& item : one.sample.overrides.items) putRaw(bytes, item.worldFromItem);
    record::Message message;
    message.channel = id;
    message.logTimeNs = message.publishTimeNs =
        static_cast<uint64_t>(nanosecondsFromTick(one.tick));
    message.data = bytes;
    static_cast<void>(writer.write(message));
    static_cast<void>(writer.tick(message.logTimeNs));
  }
  static_cast<void>(writer.flush());
  return {static_cast<double>(writer.bytesWritten()) - head, processorSeconds() - begin};
}

}  // namespace

Status benchRecord(const BenchOptions& options, std::vector<BenchRow>& rows) {
  const int seconds = options.quick ? 2 : 60;
  const int rounds = options.quick ? 1 : 9;
  const scenario::ScenarioModel model = thingsModel();
  const std::vector<Sampled> motion = sampledMotion(seconds);
  std::vector<double> ours, raw;
  Cost our, bare;
  for (int i = 0; i < rounds; ++i) {
    our = keepOurs(model, motion);
    bare = keepRaw(motion);
    ours.push_back(our.seconds);
    raw.push_back(bare.seconds);
  }
  if (our.bytes <= 0 || bare.bytes <= 0) {
    return {StatusCode::kCorrupt, "nothing was written"};
  }
  rows.push_back({.name = "record.bytes",
                  .value = our.bytes / 1e3 * 60 / seconds,
                  .unit = "kB/min",
                  .ratio = our.bytes / bare.bytes,
                  .limit = kBytesLimit,
                  .againstKey = "bench.against_what.raw_poses",
                  .clock = BenchClock::kProcessor});
  rows.push_back({.name = "record.cpu",
                  .value = 100 * tenthPercentile(ours) / seconds,
                  .unit = "%",
                  .ratio = tenthPercentile(ours) / std::max(tenthPercentile(raw), 1e-9),
                  .limit = kProcessorLimit,
                  .againstKey = "bench.against_what.raw_poses",
                  .clock = BenchClock::kProcessor});
  return {};
}

}  // namespace shixun::tools
