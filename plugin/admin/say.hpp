// A sentence on a stream, for whoever sits at the terminal.
#pragma once

#include <cstdio>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace amends {

template <class... Values>
void say(std::FILE* stream, fmt::format_string<Values...> sentence, Values&&... values) {
  std::fputs((fmt::format(sentence, std::forward<Values>(values)...) + "\n").c_str(), stream);
}

}  // namespace amends
