// Status and Result: how a function reports trouble from the environment (files, devices, network).
//
// Four kinds of trouble have four answers in this house: a bug asserts (assert.h), bad content
// collects Diagnostics (diagnostic.h), the environment returns a Status, and an expected condition
// is an enum of its own. No exception crosses a module.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/assert.h"

namespace shixun {

enum class StatusCode {
  kOk,
  kNotFound,      // a file, device or name is not there
  kDenied,        // it is there, but we may not
  kFull,          // no space left
  kIo,            // reading or writing failed otherwise
  kCorrupt,       // the bytes are not what they should be
  kUnsupported,   // the machine, driver or library cannot do it
  kUnavailable,   // a device or display is not available now
  kInvalid,       // a value given by the caller's user is out of range
};

// Success, or a code and one sentence: what failed, where, and what to do about it.
// Success costs no allocation.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, std::string message) : code_(code), message_(std::move(message)) {}

  bool ok() const { return code_ == StatusCode::kOk; }
  explicit operator bool() const { return ok(); }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

  // The same trouble seen from one level up: "context: message". No change when ok.
  Status within(std::string_view context) const {
    if (ok()) return *this;
    return Status(code_, std::string(context) + ": " + message_);
  }

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

// A value, or the Status that says why there is none. value() on a failure is a bug and asserts.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}                  // NOLINT: implicit on purpose
  Result(Status status) : status_(std::move(status)) {           // NOLINT: implicit on purpose
    SHIXUN_ASSERT(!status_.ok(), "a Result without a value needs a failure");
  }

  bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Status& status() const { return status_; }

  T& value() & {
    SHIXUN_ASSERT(ok(), status_.message().c_str());
    return *value_;
  }
  const T& value() const& {
    SHIXUN_ASSERT(ok(), status_.message().c_str());
    return *value_;
  }
  T&& value() && {
    SHIXUN_ASSERT(ok(), status_.message().c_str());
    return std::move(*value_);
  }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace shixun
