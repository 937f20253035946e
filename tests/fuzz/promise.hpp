// What a fuzzer says when the product has broken its word.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace amends {

inline void expect(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "A promise is broken: %s\n", promise);
  std::abort();
}

}  // namespace amends
