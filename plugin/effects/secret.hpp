// A short secret on its way to be checked: never copied, never logged, wiped when it goes.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace amends {

class Secret {
 public:
  static constexpr std::size_t kBytesMax = 63;

  Secret() = default;
  // Takes the text and wipes it where it was. Longer than kBytesMax: the secret is empty, and matches nothing.
  explicit Secret(std::string&& text);
  ~Secret() { wipe(); }
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  [[nodiscard]] bool empty() const { return size_ == 0; }
  // NUL-terminated; valid until the secret is moved or gone.
  [[nodiscard]] const char* text() const { return bytes_.data(); }
  [[nodiscard]] std::size_t size() const { return size_; }
  void wipe();

 private:
  std::array<char, kBytesMax + 1> bytes_{};
  std::size_t size_ = 0;
};

// Overwrites the text, spare room included, and empties it.
void wipe(std::string& text);

}  // namespace amends
