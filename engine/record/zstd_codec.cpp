#include "record/zstd_codec.h"

#include <zstd.h>

namespace shixun::record {

struct Compressor::Context {
  ZSTD_CCtx* zstd = nullptr;
  int level = 3;
};

Compressor::Compressor(int level) : context_(std::make_unique<Context>()) {
  context_->zstd = ZSTD_createCCtx();
  context_->level = level;
}
Compressor::Compressor(Compressor&&) noexcept = default;
Compressor& Compressor::operator=(Compressor&& other) noexcept {
  std::swap(context_, other.context_);
  return *this;
}
Compressor::~Compressor() {
  if (context_) ZSTD_freeCCtx(context_->zstd);
}

Status Compressor::compress(std::string_view raw, std::string& out) {
  out.resize(ZSTD_compressBound(raw.size()));
  const size_t size = ZSTD_compressCCtx(context_->zstd, out.data(), out.size(), raw.data(),
                                        raw.size(), context_->level);
  if (ZSTD_isError(size) != 0) {
    out.clear();
    return {StatusCode::kIo, std::string("cannot compress: ") + ZSTD_getErrorName(size)};
  }
  out.resize(size);
  return {};
}

struct Decompressor::Context {
  ZSTD_DCtx* zstd = nullptr;
};

Decompressor::Decompressor() : context_(std::make_unique<Context>()) {
  context_->zstd = ZSTD_createDCtx();
}
Decompressor::Decompressor(Decompressor&&) noexcept = default;
Decompressor& Decompressor::operator=(Decompressor&& other) noexcept {
  std::swap(context_, other.context_);
  return *this;
}
Decompressor::~Decompressor() {
  if (context_) ZSTD_freeDCtx(context_->zstd);
}

Result<std::string> Decompressor::decompress(std::string_view frame, uint64_t size) {
  if (size > maxExpansion(frame.size())) {
    return Status(StatusCode::kCorrupt,
                  std::to_string(frame.size()) + " bytes cannot expand to " + std::to_string(size));
  }
  const unsigned long long told = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (told == ZSTD_CONTENTSIZE_ERROR) {
    return Status(StatusCode::kCorrupt, "it is not a zstd frame");
  }
  if (told != ZSTD_CONTENTSIZE_UNKNOWN && told != size) {
    return Status(StatusCode::kCorrupt, "the zstd frame holds " + std::to_string(told) +
                                            " bytes, not " + std::to_string(size));
  }
  std::string out(static_cast<size_t>(size), '\0');
  const size_t got =
      ZSTD_decompressDCtx(context_->zstd, out.data(), out.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) != 0) {
    return Status(StatusCode::kCorrupt,
                  std::string("zstd cannot decompress it: ") + ZSTD_getErrorName(got));
  }
  if (got != size) {
    return Status(StatusCode::kCorrupt, "it decompresses to " + std::to_string(got) +
                                            " bytes, not " + std::to_string(size));
  }
  return out;
}

}  // namespace shixun::record
