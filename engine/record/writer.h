// Writer: appends a session to a file while it runs.
//
// The promise: a message handed to write() is in the file at most 250 ms of session time later, and
// what is in the file stays readable whatever happens next. The writer has no clock of its own: the
// caller calls tick() with the session's time at least 20 times a second, and flush() when session
// time stops (pause, end, a failed assertion).
//
// When the disk fails, the writer is poisoned: status() and every later call say why, nothing more
// is written to that file, and all that was written before stays readable. The session goes on:
// messages are kept in memory, up to a limit, until resumeIn() gives a file that works.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/file.h"
#include "core/hash.h"
#include "core/status.h"
#include "record/chunk.h"
#include "record/crc32.h"
#include "record/record.h"
#include "record/seal.h"
#include "record/summary.h"

namespace shixun::record {

// A chunk is closed at this age, so that with a tick every 50 ms none waits longer than 250 ms.
inline constexpr uint64_t kChunkAgeNs = 200'000'000;
// The largest message, attachment or metadata record; the reader's limit for a chunk leaves room.
inline constexpr uint64_t kMaxPayloadBytes = 32ULL << 20;

struct WriterDef {
  std::unique_ptr<AppendFile> file;  // empty and open; owned from here on
  std::string profile{kProfile};
  std::string library = "shixun";  // which program wrote it, for a person to read
  uint64_t chunkBytes =
      1ULL << 20;           // a chunk is closed early when it holds this much, uncompressed
  int level = 3;            // zstd level 1..19; 0 stores uncompressed
  bool syncChunks = false;  // also survive a power cut, at one fdatasync per chunk
  uint64_t pendingBytes = 16ULL << 20;  // kept in memory at most while there is no working file
};

class Writer {
 public:
  // Writes magic and header. A failure shows in status().
  explicit Writer(WriterDef def);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  // Does not close the record: without close() or seal() it stays one that was cut off.
  ~Writer() = default;

  // At most 65535 of each. A failure to write shows in status(); the id is good all the same.
  SchemaId addSchema(std::string name, std::string encoding, std::string data);
  // channel.id is ignored; channel.schema is one of this writer's or kNone.
  ChannelId addChannel(Channel channel);

  // Keeps the message for the next chunk; `data` is copied. kInvalid when it is too large: then the
  // message is refused and the writer lives on.
  Status write(const Message& message);
  // In the file at once. kInvalid for the name of a seal or too large a record.
  Status addMetadata(const Metadata& metadata);
  Status addAttachment(const Attachment& attachment);

  // Session time now; closes the open chunk when it is due.
  Status tick(uint64_t nowNs);
  // Closes the open chunk now.
  Status flush();

  // Ends the record with a summary, unsealed or sealed. Nothing may be added afterwards.
  Status close();
  Status seal(const StationKey& key);
  bool closed() const { return closed_; }

  // Ok, or the first failure.
  const Status& status() const { return status_; }
  // After a failure: goes on in another file, with the same ids. It begins with all schemas,
  // channels and metadata so far and the messages that are not in the earlier file; the metadata
  // record "shixun.continues" tells which part it is. An attachment whose addAttachment failed is
  // the caller's to add again. May be called again when this file fails, too.
  Status resumeIn(std::unique_ptr<AppendFile> file);

  uint64_t bytesWritten() const { return offset_; }  // in the present file
  uint64_t messagesLost() const { return lost_; }    // over pendingBytes while poisoned
  uint64_t messagesPending() const { return chunk_.messageCount(); }
  const Statistics& statistics() const { return summary_.statistics; }  // of the present file

 private:
  Status append(std::string_view bytes);
  void begin();
  Status putMetadata(const Metadata& metadata);
  Status finish();

  WriterDef def_;
  Status status_;
  bool closed_ = false;
  uint64_t offset_ = 0;
  Crc32 crc_;
  Sha256 digest_;

  std::unique_ptr<Compressor> compressor_;  // null: store uncompressed
  ChunkBuilder chunk_;
  uint64_t nowNs_ = 0;
  uint64_t chunkSinceNs_ = 0;  // the latest tick when the open chunk got its first message

  Summary summary_;                 // of the present file; schemas and channels are complete
  std::vector<Metadata> metadata_;  // all so far, for a continuation
  uint64_t part_ = 1;
  uint64_t earlierMessages_ = 0;  // in the files before the present one
  uint64_t lost_ = 0;
};

}  // namespace shixun::record
