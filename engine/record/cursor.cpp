#include "record/cursor.h"

#include <algorithm>

#include "record/chunk.h"
#include "record/reader.h"

namespace shixun::record {

// A chunk being read: its bytes, the wanted messages by time, and how far it is.
struct Cursor::Loaded {
  uint64_t offset = 0;
  std::string records;
  std::vector<Message> messages;
  size_t at = 0;
  const Message& front() const { return messages[at]; }
};

namespace {

constexpr auto kLater = [](const auto& a, const auto& b) {
  if (a->front().logTimeNs != b->front().logTimeNs) {
    return a->front().logTimeNs > b->front().logTimeNs;
  }
  return a->offset > b->offset;
};

}  // namespace

Cursor::~Cursor() = default;
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor& Cursor::operator=(Cursor&&) noexcept = default;

Cursor::Cursor(const Reader& reader, CursorDef def)
    : reader_(&reader), def_(std::move(def)), decompressor_(std::make_unique<Decompressor>()) {
  for (const Channel& channel : reader.channels()) {
    const auto& topics = def_.topics;
    if (topics.empty() || std::find(topics.begin(), topics.end(), channel.topic) != topics.end()) {
      channels_.insert(channel.id);
    }
  }
  const auto& chunks = reader.chunkIndex();
  for (size_t i = 0; i < chunks.size(); ++i) {
    const auto& offsets = chunks[i].messageIndexOffsets;
    const bool holdsWanted =
        offsets.empty() || std::any_of(offsets.begin(), offsets.end(), [this](const auto& entry) {
          return channels_.contains(entry.first);
        });
    const bool inRange = chunks[i].startTimeNs <= def_.toNs && chunks[i].endTimeNs >= def_.fromNs;
    if (holdsWanted && inRange) order_.push_back(i);
  }
  std::stable_sort(order_.begin(), order_.end(), [&chunks](size_t a, size_t b) {
    return chunks[a].startTimeNs < chunks[b].startTimeNs;
  });
}

bool Cursor::wanted(const Message& message) const {
  return message.logTimeNs >= def_.fromNs && message.logTimeNs <= def_.toNs &&
         channels_.contains(message.channel);
}

void Cursor::load(size_t chunk) {
  const ChunkIndex& index = reader_->chunkIndex()[chunk];
  const auto giveUp = [&](std::string why) {
    damage_.push_back({index.offset, index.length, std::move(why)});
  };
  const auto record = readRecord(reader_->bytes(), index.offset);
  ChunkHeader header;
  if (!record || parse(record->content, header) == Parse::kBad) {
    return giveUp("the chunk's head is malformed");
  }
  const uint64_t allowed = reader_->limits().cursorBytes;
  if (header.uncompressedSize > allowed || loadedBytes_ > allowed - header.uncompressedSize) {
    return giveUp("too many chunks overlap in time");
  }
  auto records = unpack(header, reader_->limits(), *decompressor_);
  if (!records.ok()) return giveUp(records.status().message());
  auto loaded = std::make_unique<Loaded>();
  loaded->offset = index.offset;
  loaded->records = std::move(*records);
  ChunkContent content;
  if (!parseChunk(loaded->records, content)) return giveUp("the chunk's records are malformed");
  for (const Message& message : content.messages) {
    if (message.logTimeNs < index.startTimeNs || message.logTimeNs > index.endTimeNs) {
      return giveUp("the chunk's times are not those of its messages");
    }
    if (wanted(message)) loaded->messages.push_back(message);
  }
  if (loaded->messages.empty()) return;
  std::stable_sort(loaded->messages.begin(), loaded->messages.end(),
                   [](const Message& a, const Message& b) { return a.logTimeNs < b.logTimeNs; });
  loadedBytes_ += loaded->records.size();
  loaded_.push_back(std::move(loaded));
  std::push_heap(loaded_.begin(), loaded_.end(), kLater);
}

void Cursor::loadUpTo(uint64_t timeNs) {
  while (nextChunk_ < order_.size() &&
         reader_->chunkIndex()[order_[nextChunk_]].startTimeNs <= timeNs) {
    load(order_[nextChunk_++]);
  }
}

bool Cursor::next(Message& out) {
  // The message handed out last keeps its chunk until now.
  if (!loaded_.empty()) {
    std::pop_heap(loaded_.begin(), loaded_.end(), kLater);
    Loaded& last = *loaded_.back();
    if (++last.at == last.messages.size()) {
      loadedBytes_ -= last.records.size();
      loaded_.pop_back();
    } else {
      std::push_heap(loaded_.begin(), loaded_.end(), kLater);
    }
  }
  while (loaded_.empty() && nextChunk_ < order_.size()) load(order_[nextChunk_++]);
  if (loaded_.empty()) return false;
  // A chunk that begins later may hold nothing earlier than the top, but loading may change the
  // top.
  loadUpTo(loaded_.front()->front().logTimeNs);
  out = loaded_.front()->front();
  return true;
}

}  // namespace shixun::record
