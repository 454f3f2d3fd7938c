// zstd, with the limits that untrusted bytes need. The library itself stays in the .cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/status.h"

namespace shixun::record {

// Keeps the library's work space between chunks.
class Compressor {
 public:
  // level 1 (fast) .. 19 (small); 3 is zstd's own default.
  explicit Compressor(int level);
  ~Compressor();
  Compressor(Compressor&&) noexcept;
  Compressor& operator=(Compressor&&) noexcept;

  // Replaces `out` with one zstd frame.
  Status compress(std::string_view raw, std::string& out);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

// The most bytes that a zstd frame of this many bytes can become.
constexpr uint64_t maxExpansion(uint64_t frameBytes) {
  // The densest block is a run: 4 bytes for at most 128 KiB (RFC 8878, 3.1.1.2).
  return (frameBytes / 4 + 1) * 128 * 1024;
}

// Keeps the library's work space between chunks: making it costs more than unpacking a small chunk.
class Decompressor {
 public:
  Decompressor();
  ~Decompressor();
  Decompressor(Decompressor&&) noexcept;
  Decompressor& operator=(Decompressor&&) noexcept;

  // One zstd frame back to exactly `size` bytes. Fails with kCorrupt, before allocating, when so
  // few compressed bytes cannot become `size`.
  Result<std::string> decompress(std::string_view frame, uint64_t size);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace shixun::record
