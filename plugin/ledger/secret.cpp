#include "ledger/secret.hpp"

#include <new>

#include <sodium.h>

namespace amends {

void* allocate_secret(std::size_t size_bytes) {
  // sodium_malloc puts the end of the block at the end of a page: a size that is a multiple of 16 keeps it aligned.
  constexpr std::size_t kAlignment = 16;
  void* memory = sodium_malloc((size_bytes + kAlignment - 1) / kAlignment * kAlignment);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  return memory;
}

void wipe_and_release(void* memory) noexcept {
  sodium_free(memory);
}

}  // namespace amends
