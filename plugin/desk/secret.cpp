#include "desk/secret.hpp"

#include <sys/mman.h>
#include <cassert>
#include <cstring>
#include <new>
#include <utility>

namespace amends {

namespace {

// The least that a system gives, locks and leaves out of dumps by itself.
constexpr std::size_t kPageBytes = 4096;
static_assert(Secret::kBytesMax < kPageBytes);

char* take_page() {
  void* page = ::mmap(nullptr, kPageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) throw std::bad_alloc();
  // Neither is there everywhere; wiping is.
  static_cast<void>(::mlock(page, kPageBytes));
  static_cast<void>(::madvise(page, kPageBytes, MADV_DONTDUMP));
  return static_cast<char*>(page);
}

}  // namespace

void wipe(std::string& text) {
  text.resize(text.capacity());
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

Secret::Secret(std::string&& text) {
  if (text.size() <= kBytesMax) {
    for (const char letter : text)
      push_back(letter);
  }
  amends::wipe(text);
}

Secret::~Secret() {
  if (page_ == nullptr) return;
  wipe();
  ::munmap(page_, kPageBytes);
}

Secret::Secret(Secret&& other) noexcept
    : page_(std::exchange(other.page_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(page_, other.page_);
  std::swap(size_, other.size_);
  other.wipe();
  return *this;
}

void Secret::push_back(char letter) {
  if (size_ == kBytesMax) return;
  if (page_ == nullptr) page_ = take_page();
  page_[size_++] = letter;
  page_[size_] = '\0';
}

void Secret::pop_back() {
  assert(size_ > 0);
  page_[--size_] = '\0';
}

void Secret::wipe() {
  if (page_ != nullptr) ::explicit_bzero(page_, kPageBytes);
  size_ = 0;
}

}  // namespace amends
