// Private to the module: typed values out of a file's JSON, the first problem kept.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/status.h"

namespace shixun::asset {

using Json = nlohmann::json;

inline constexpr size_t kLargestList = 1 << 20;

// Reads typed values out of the JSON chunk; the first problem is kept and ends the reading.
class Reader {
 public:
  explicit Reader(std::string_view file) : file_(file) {}

  bool failed() const { return !status_.ok(); }
  Status status() const { return status_; }
  void fail(StatusCode code, const std::string& where, const std::string& what) {
    if (failed()) return;
    status_ = Status(code, file_ + ": " + where + ": " + what);
  }
  void corrupt(const std::string& where, const std::string& what) {
    fail(StatusCode::kCorrupt, where, what + "; export the model again");
  }

  // The array `key` of the document, empty when absent.
  const Json& list(const Json& object, const char* key, const std::string& where) {
    static const Json kEmpty = Json::array();
    const auto it = object.find(key);
    if (it == object.end()) return kEmpty;
    if (!it->is_array() || it->size() > kLargestList) {
      corrupt(where, std::string("'") + key + "' is not a list of sensible length");
      return kEmpty;
    }
    return *it;
  }
  const Json& object(const Json& parent, const char* key, const std::string& where) {
    static const Json kEmpty = Json::object();
    const auto it = parent.find(key);
    if (it == parent.end()) return kEmpty;
    if (!it->is_object()) {
      corrupt(where, std::string("'") + key + "' is not an object");
      return kEmpty;
    }
    return *it;
  }
  uint64_t count(const Json& object, const char* key, uint64_t missing, const std::string& where) {
    const auto it = object.find(key);
    if (it == object.end()) return missing;
    if (!it->is_number_unsigned()) {
      corrupt(where, std::string("'") + key + "' is not a whole number from 0 up");
      return missing;
    }
    return it->get<uint64_t>();
  }
  // An index into a list of `size` elements, or -1 when absent.
  int index(const Json& object, const char* key, size_t size, const std::string& where) {
    if (object.find(key) == object.end()) return -1;
    const uint64_t value = count(object, key, 0, where);
    if (failed()) return -1;
    if (value >= size) {
      corrupt(where, std::string("'") + key + "' is " + std::to_string(value) + " but there are " +
                         std::to_string(size));
      return -1;
    }
    return static_cast<int>(value);
  }
  uint32_t indexAt(const Json& value, size_t size, const std::string& where) {
    if (!value.is_number_unsigned() || value.get<uint64_t>() >= size) {
      corrupt(where, "an index is not a whole number below " + std::to_string(size));
      return 0;
    }
    return value.get<uint32_t>();
  }
  double number(const Json& object, const char* key, double missing, const std::string& where) {
    const auto it = object.find(key);
    if (it == object.end()) return missing;
    if (!it->is_number()) {
      corrupt(where, std::string("'") + key + "' is not a number");
      return missing;
    }
    return finite(it->get<double>(), where);
  }
  template <size_t N>
  std::array<double, N> numbers(const Json& object, const char* key,
                                const std::array<double, N>& missing, const std::string& where) {
    const auto it = object.find(key);
    if (it == object.end()) return missing;
    std::array<double, N> out = missing;
    if (!it->is_array() || it->size() != N) {
      corrupt(where, std::string("'") + key + "' does not have " + std::to_string(N) + " numbers");
      return missing;
    }
    for (size_t i = 0; i < N; ++i) {
      const Json& element = (*it)[i];
      if (!element.is_number()) {
        corrupt(where, std::string("'") + key + "' holds something that is not a number");
        return missing;
      }
      out[i] = finite(element.template get<double>(), where);
    }
    return out;
  }
  std::string text(const Json& object, const char* key, const std::string& where) {
    const auto it = object.find(key);
    if (it == object.end()) return {};
    if (!it->is_string()) {
      corrupt(where, std::string("'") + key + "' is not a text");
      return {};
    }
    return it->get<std::string>();
  }

 private:
  double finite(double value, const std::string& where) {
    if (value >= -1e9 && value <= 1e9) return value;
    corrupt(where, "a number is not finite or beyond 1e9");
    return 0;
  }
  std::string file_;
  Status status_;
};

}  // namespace shixun::asset
