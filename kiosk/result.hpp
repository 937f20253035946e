// What a function of the till gives back: a value, or one sentence that says why not.

#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace kiosk {

template <typename Value>
using Result = tl::expected<Value, std::string>;

inline tl::unexpected<std::string> failure(std::string sentence) {
  return tl::unexpected<std::string>(std::move(sentence));
}

}  // namespace kiosk
