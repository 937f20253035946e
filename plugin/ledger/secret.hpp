// Memory for keys: locked where the system allows it, left out of core dumps, wiped when it is given back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace amends {

[[nodiscard]] void* allocate_secret(std::size_t size_bytes);
void wipe_and_release(void* memory) noexcept;

template <class T>
struct SecretAllocator {
  using value_type = T;
  SecretAllocator() = default;
  template <class Other>
  explicit SecretAllocator(const SecretAllocator<Other>&) noexcept {}
  [[nodiscard]] T* allocate(std::size_t count) { return static_cast<T*>(allocate_secret(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t) noexcept { wipe_and_release(memory); }
  bool operator==(const SecretAllocator&) const = default;
};

template <class T>
using SecretVector = std::vector<T, SecretAllocator<T>>;

}  // namespace amends
