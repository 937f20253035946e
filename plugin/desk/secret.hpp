// A PIN from the first digit that is tapped until it was checked, or what a server is signed on to or written to with: never
// copied, never logged, wiped when it goes.
// Promises: lies in a page of its own that no core dump has and, where the system allows it, no swap.
#pragma once

#include <cstddef>
#include <string>

namespace amends {

class Secret {
 public:
  static constexpr std::size_t kBytesMax = 255;

  Secret() = default;
  // Takes the text and wipes it where it was. Longer than kBytesMax: the secret is empty, and matches nothing.
  explicit Secret(std::string&& text);
  ~Secret();
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  // NUL-terminated; valid until the secret is moved or gone.
  [[nodiscard]] const char* text() const { return page_ == nullptr ? "" : page_; }
  // Below kBytesMax; a further one is dropped.
  void push_back(char letter);
  // Not of an empty one.
  void pop_back();
  void wipe();

 private:
  char* page_ = nullptr;  // from the first letter on
  std::size_t size_ = 0;
};

// Overwrites the text, spare room included, and empties it.
void wipe(std::string& text);

}  // namespace amends
