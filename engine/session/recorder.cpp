#include "session/recorder.h"

#include "core/assert.h"

namespace shixun::session {
namespace {

record::WriterDef writerDef(std::unique_ptr<AppendFile> file, const SessionInfo& info) {
  record::WriterDef def;
  def.file = std::move(file);
  def.library = "shixun " + info.build;
  return def;
}

// Poses of this many ticks make a block: with the chunk that takes it they are on disk in time.
constexpr Tick kPoseBlockTicks = 24;

}  // namespace

Recorder::Recorder(const ScenarioModel& model, const SessionInfo& info,
                   std::unique_ptr<AppendFile> file)
    : model_(model), writer_(writerDef(std::move(file), info)), poses_(model) {
  const auto channel = [this](const char* topic, const char* about) {
    const record::SchemaId schema =
        writer_.addSchema(std::string("shixun.") + topic, "jsonschema",
                          std::string(R"({"type":"object","description":")") + about + "\"}");
    record::Channel def;
    def.topic = topic;
    def.schema = schema;
    return writer_.addChannel(std::move(def));
  };
  meta_ = channel("meta", "who did what, how, with which build; once");
  command_ = channel("command", "what the trainee did, device neutral");
  event_ = channel("event", "what happened");
  observable_ = channel("observable", "changed observables by name; SI, labels, null = undefined");
  potential_ = channel(
      "potential",
      "changed terminal potentials: V rms re, im, island, then re, im of other frequencies, DC");
  record::Channel poses;
  poses.topic = "pose";
  poses.encoding = kPoseEncoding;
  poses.metadata = {{std::string(kPoseStreams), namePoseStreams(model)}};
  pose_ = writer_.addChannel(std::move(poses));
  finding_ = channel("finding", "breaches of rules, as judged online");
  hash_ = channel("hash", "chained state hash every 12 ticks");
  const std::string head = encodeInfo(model, info);
  write(meta_, 0, otherSequence_++, head);
  record::Metadata meta;
  meta.name = "shixun.session";
  meta.values = {{"scenario", model.id},
                 {"scenarioVersion", model.version},
                 {"contentHash", model.contentHash},
                 {"trainee", info.trainee},
                 {"mode", info.mode},
                 {"input", info.input},
                 {"seed", std::to_string(info.seed)},
                 {"startedAt", info.startedAt},
                 {"build", info.build},
                 {"device", info.device}};
  static_cast<void>(writer_.addMetadata(meta));  // a failure shows in status()
  static_cast<void>(writer_.flush());
  flushSlot_ = addFlushHook([](void* self) { static_cast<Recorder*>(self)->flush(); }, this);
}

Recorder::~Recorder() {
  removeFlushHook(flushSlot_);
}

void Recorder::write(record::ChannelId channel, Tick tick, uint32_t sequence,
                     std::string_view json) {
  record::Message message;
  message.channel = channel;
  message.sequence = sequence;
  message.logTimeNs = static_cast<uint64_t>(nanosecondsFromTick(tick));
  message.publishTimeNs = message.logTimeNs;
  message.data = json;
  static_cast<void>(writer_.write(message));  // a failure shows in status()
}

void Recorder::command(Tick tick, const Command& command) {
  write(command_, tick, otherSequence_++, encodeCommand(model_, tick, command));
}

void Recorder::point(const TracePoint& point) {
  const uint32_t sequence = sequence_++;
  if (point.kind == PointKind::kEvent) {
    write(event_, point.tick, sequence, encodeEvent(model_, point.tick, point.event));
    return;
  }
  if (const std::string json = encodeSignals(model_, point); !json.empty()) {
    write(observable_, point.tick, sequence, json);
  }
  if (const std::string json = encodePotentials(model_, point); !json.empty()) {
    write(potential_, point.tick, sequence, json);
  }
}

void Recorder::finding(const Finding& finding) {
  write(finding_, tick_, otherSequence_++, encodeFinding(finding));
}

void Recorder::hash(Tick tick, uint64_t chained) {
  write(hash_, tick, otherSequence_++, encodeHash(tick, chained));
}

void Recorder::pose(Tick tick, const PoseSample& sample) {
  if (tick <= lastPose_) return;
  lastPose_ = tick;
  if (poses_.full()) writePoses();
  poses_.add(tick, sample);
}

void Recorder::writePoses() {
  if (poses_.empty()) return;
  const Tick tick = poses_.firstTick();
  // In chunks of their own, so that who reads for marks need not unpack them.
  static_cast<void>(writer_.flush());
  write(pose_, tick, otherSequence_++, poses_.take());
  static_cast<void>(writer_.flush());
}

void Recorder::attach(Tick tick, const std::string& name, const std::string& mediaType,
                      std::string_view bytes) {
  record::Attachment attachment;
  attachment.logTimeNs = static_cast<uint64_t>(nanosecondsFromTick(tick));
  attachment.name = name;
  attachment.mediaType = mediaType;
  attachment.data = bytes;
  static_cast<void>(writer_.addAttachment(attachment));
}

void Recorder::tick(Tick tick) {
  tick_ = tick;
  if (!poses_.empty() && tick - poses_.firstTick() >= kPoseBlockTicks) flush();
  static_cast<void>(writer_.tick(static_cast<uint64_t>(nanosecondsFromTick(tick))));
}

void Recorder::flush() {
  writePoses();
  static_cast<void>(writer_.flush());
}

Status Recorder::close(const record::StationKey* key) {
  writePoses();
  return key != nullptr ? writer_.seal(*key) : writer_.close();
}

}  // namespace shixun::session
