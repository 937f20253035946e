#include "support/png_file.hpp"

#include <png.h>

namespace amends::testing {

bool write_png(const std::filesystem::path& path, std::int32_t width_px, std::int32_t height_px,
               std::vector<std::uint32_t> pixels, PixelOrder order) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width_px);
  image.height = static_cast<png_uint_32>(height_px);
  image.format = order == PixelOrder::rgba ? PNG_FORMAT_RGBA : PNG_FORMAT_BGRA;
  image.flags = PNG_IMAGE_FLAG_FAST;
  return png_image_write_to_file(&image, path.c_str(), 0, pixels.data(), 0, nullptr) != 0;
}

}  // namespace amends::testing
