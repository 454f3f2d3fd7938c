#include "record/seal.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "core/assert.h"
#include "record/reader.h"
#include "record/scan.h"
#include "record/summary.h"

namespace shixun::record {
namespace {

constexpr std::string_view kKeyFileHead = "shixun-station-key-1 ";

void needSodium() {
  // Fails only when the operating system has no randomness to give.
  SHIXUN_ASSERT(sodium_init() >= 0, "libsodium cannot start");
}

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

template <size_t kSize>
bool unhex(std::string_view text, std::array<uint8_t, kSize>& out) {
  if (text.size() != 2 * kSize) return false;
  for (size_t i = 0; i < kSize; ++i) {
    const int high = nibble(text[2 * i]);
    const int low = nibble(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    out[i] = static_cast<uint8_t>(high * 16 + low);
  }
  return true;
}

std::string signedText(std::string_view bytes, std::string_view digest) {
  return "shixun.seal.1\n" + std::string(bytes) + "\n" + std::string(digest) + "\n";
}

std::string_view valueOf(const Metadata& metadata, const std::string& key) {
  const auto found = metadata.values.find(key);
  return found == metadata.values.end() ? std::string_view() : std::string_view(found->second);
}

// Why the summary is not the one that the data section gives; empty when it is.
std::string checkSummary(std::string_view bytes) {
  Scan scan = scanRecord(bytes, Limits());
  if (!scan.damage.empty()) return format(scan.damage.front());
  if (scan.dataEnd == 0) return "the file has no end";
  if (serialise(scan.summary, scan.dataEnd) != bytes.substr(static_cast<size_t>(scan.dataEnd))) {
    return "the summary is not that of the sealed part";
  }
  return {};
}

std::string checkSignature(const Metadata& seal, StationKey::PublicKey& key) {
  StationKey::Signature signature;
  if (valueOf(seal, "format") != "1") return "the seal is of an unknown format";
  if (!unhex(valueOf(seal, "publicKey"), key)) return "the seal names no public key";
  if (!unhex(valueOf(seal, "signature"), signature)) return "the seal has no signature";
  const std::string text = signedText(valueOf(seal, "bytes"), valueOf(seal, "digest"));
  if (crypto_sign_verify_detached(signature.data(), reinterpret_cast<const uint8_t*>(text.data()),
                                  text.size(), key.data()) != 0) {
    return "the signature does not fit the digest and the key";
  }
  return {};
}

// The seal covers everything before it and only Data End follows it.
std::string checkRange(const Reader& reader, const Metadata& seal, const MetadataIndex& at) {
  const std::string_view bytes = reader.bytes();
  if (valueOf(seal, "bytes") != std::to_string(at.offset)) {
    return "the seal does not cover all that is before it";
  }
  const auto next = readRecord(bytes, at.offset + at.length);
  if (!next || !next->is(Opcode::kDataEnd)) return "something follows the seal";
  Sha256 digest;
  digest.add(bytes.substr(0, static_cast<size_t>(at.offset)));
  if (valueOf(seal, "digest") != hex(digest.finish())) {
    return "a byte of the sealed part was changed";
  }
  return {};
}

}  // namespace

StationKey::~StationKey() {
  sodium_memzero(secret_.data(), secret_.size());
}

StationKey StationKey::fromSeed(const Seed& seed) {
  needSodium();
  StationKey key;
  crypto_sign_seed_keypair(key.publicKey_.data(), key.secret_.data(), seed.data());
  return key;
}

Result<StationKey> StationKey::loadOrCreate(FileSystem& files, const std::string& path) {
  needSodium();
  Seed seed;
  auto text = files.read(path, 4096);
  if (text.ok()) {
    std::string_view rest = *text;
    if (rest.ends_with('\n')) rest.remove_suffix(1);
    const bool good =
        rest.starts_with(kKeyFileHead) && unhex(rest.substr(kKeyFileHead.size()), seed);
    sodium_memzero(text->data(), text->size());
    if (!good) {
      return Status(StatusCode::kCorrupt, "'" + path +
                                              "' is not a station key; restore it from a "
                                              "copy, or move it away and a new one is made");
    }
  } else if (text.status().code() == StatusCode::kNotFound) {
    randombytes_buf(seed.data(), seed.size());
    std::string line = std::string(kKeyFileHead) + hex(seed) + "\n";
    const Status stored = files.replacePrivate(path, line);
    sodium_memzero(line.data(), line.size());
    if (!stored.ok()) return stored.within("cannot store the station's key");
  } else {
    return text.status().within("cannot load the station's key");
  }
  StationKey key = fromSeed(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

StationKey::Signature StationKey::sign(std::string_view message) const {
  Signature signature;
  crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const uint8_t*>(message.data()),
                       message.size(), secret_.data());
  return signature;
}

std::string fingerprint(const StationKey::PublicKey& key) {
  Sha256 digest;
  digest.add(std::as_bytes(std::span(key)));
  const std::string all = hex(digest.finish());
  std::string out;
  for (size_t i = 0; i < 32; i += 4) out += (i == 0 ? "" : "-") + all.substr(i, 4);
  return out;
}

Metadata makeSeal(const StationKey& key, const Sha256::Digest& digest, uint64_t bytes) {
  const std::string size = std::to_string(bytes);
  const std::string text = signedText(size, hex(digest));
  return {std::string(kSealName),
          {{"format", "1"},
           {"bytes", size},
           {"digest", hex(digest)},
           {"publicKey", hex(key.publicKey())},
           {"signature", hex(key.sign(text))}}};
}

SealReport verifySeal(const Reader& reader) {
  needSodium();
  SealReport report;
  const auto& all = reader.metadata();
  const auto seal =
      std::find_if(all.begin(), all.end(), [](const Metadata& m) { return m.name == kSealName; });
  if (seal == all.end()) {
    report.why = reader.damage().empty() ? "the record was not sealed"
                                         : "no seal was found, and the record is damaged";
    return report;
  }
  report.state = SealState::kBroken;
  StationKey::PublicKey key = {};
  report.why = checkSignature(*seal, key);
  if (key != StationKey::PublicKey{}) {
    report.fingerprint = fingerprint(key);
    report.publicKey = hex(key);
  }
  const MetadataIndex& at =
      reader.metadataIndex()[static_cast<size_t>(std::distance(all.begin(), seal))];
  if (report.why.empty()) report.why = checkRange(reader, *seal, at);
  if (report.why.empty() && !reader.damage().empty()) report.why = format(reader.damage().front());
  if (report.why.empty()) report.why = checkSummary(reader.bytes());
  if (report.why.empty()) report.state = SealState::kSealed;
  return report;
}

}  // namespace shixun::record
