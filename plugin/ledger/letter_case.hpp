// Letters without their case, so that a search finds "Törtchen" when "TÖRT" is typed.
// Promises: Latin, Greek and Cyrillic capitals become small letters; everything else, and bytes that aren't UTF-8, stay.
// Refuses: a locale, and languages' own exceptions.
#pragma once

#include <string>
#include <string_view>

namespace amends {

[[nodiscard]] std::string without_case(std::string_view text);

}  // namespace amends
