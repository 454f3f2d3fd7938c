// The seal: proof that a record is as a station wrote it. The station signs, with its own Ed25519
// key, the SHA-256 digest of every byte of the file before the seal record. The seal is an ordinary
// MCAP metadata record named "shixun.seal", so other MCAP tools read a sealed file like any other:
//
//   format     "1"
//   bytes      how many bytes from the start of the file the digest covers (decimal)
//   digest     SHA-256 of them (hex)
//   publicKey  of the station (hex, 32 bytes)
//   signature  Ed25519 (RFC 8032) over the text "shixun.seal.1\n<bytes>\n<digest>\n" (hex, 64
//   bytes)
//
// It is the last record of the data section. What follows, the summary, can be derived from the
// data section, and verifySeal checks that it says nothing else.
//
// What a seal does not prove: that the key belongs to a station you know (compare the fingerprint),
// and that the record was sealed at all: cutting a seal off leaves an unsealed record.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/file.h"
#include "core/hash.h"
#include "core/status.h"
#include "record/record.h"

namespace shixun::record {

class Reader;

class StationKey {
 public:
  using Seed = std::array<uint8_t, 32>;
  using PublicKey = std::array<uint8_t, 32>;
  using Signature = std::array<uint8_t, 64>;

  // The key in the file at `path`; when there is no such file, a new one from the operating
  // system's randomness, stored there readable by its owner only. kCorrupt when the file is not a
  // key: it is never overwritten.
  static Result<StationKey> loadOrCreate(FileSystem& files, const std::string& path);
  // The same seed always gives the same key.
  static StationKey fromSeed(const Seed& seed);

  ~StationKey();  // wipes the secret
  StationKey(const StationKey&) = default;
  StationKey& operator=(const StationKey&) = default;

  const PublicKey& publicKey() const { return publicKey_; }
  Signature sign(std::string_view message) const;

 private:
  StationKey() = default;
  std::array<uint8_t, 64> secret_ = {};  // seed and public key, as libsodium keeps it
  PublicKey publicKey_ = {};
};

// A short name for a public key, for people to compare: the first 16 bytes of its SHA-256, in hex
// groups of four digits.
std::string fingerprint(const StationKey::PublicKey& key);

// The seal record over the first `bytes` bytes of a file, whose digest is `digest`.
Metadata makeSeal(const StationKey& key, const Sha256::Digest& digest, uint64_t bytes);

enum class SealState {
  kSealed,    // every byte is as the holder of the key wrote it
  kUnsealed,  // there is no seal record
  kBroken,    // there is one, and it does not fit the file; `why` says where
};

struct SealReport {
  SealState state = SealState::kUnsealed;
  std::string why;          // empty when sealed
  std::string fingerprint;  // of the key that the seal names, when it names one
  std::string publicKey;    // hex
};

SealReport verifySeal(const Reader& reader);

}  // namespace shixun::record
