// The overlay's side of the extensions.

#pragma once

#include <string_view>

namespace amends {

// The table of an extension by id, or null. Static; every overlay has the same. [thread-safe]
[[nodiscard]] const void* find_overlay_extension(std::string_view id) noexcept;

}  // namespace amends
