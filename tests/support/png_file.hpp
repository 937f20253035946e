// A picture as a PNG file, for whoever looks at what a test saw.

#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace amends::testing {

enum class PixelOrder : std::uint8_t { rgba = 1, bgra };  // bytes in memory

// False where the file can't be written. Rows without a gap.
[[nodiscard]] bool write_png(const std::filesystem::path& path, std::int32_t width_px, std::int32_t height_px,
                             std::vector<std::uint32_t> pixels, PixelOrder order);

}  // namespace amends::testing
