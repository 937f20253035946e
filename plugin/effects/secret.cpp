#include "effects/secret.hpp"

#include <sodium.h>

#include <algorithm>

namespace amends {

void wipe(std::string& text) {
  text.resize(text.capacity());
  sodium_memzero(text.data(), text.size());
  text.clear();
}

Secret::Secret(std::string&& text) {
  if (text.size() <= kBytesMax) {
    std::copy(text.begin(), text.end(), bytes_.begin());
    size_ = text.size();
  }
  amends::wipe(text);
}

Secret::Secret(Secret&& other) noexcept : bytes_(other.bytes_), size_(other.size_) {
  other.wipe();
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  bytes_ = other.bytes_;
  size_ = other.size_;
  other.wipe();
  return *this;
}

void Secret::wipe() {
  sodium_memzero(bytes_.data(), bytes_.size());
  size_ = 0;
}

}  // namespace amends
