#include "kiosk/picture.hpp"

#include <fmt/format.h>
#include <png.h>

#include <memory>
#include <system_error>

namespace kiosk {

Result<void> save_picture(SDL_Surface* pixels, const std::filesystem::path& file) {
  std::error_code made;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), made);
  if (made) return failure(fmt::format("{}: {}.", file.parent_path().string(), made.message()));

  struct SurfaceEnd {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
  };
  const std::unique_ptr<SDL_Surface, SurfaceEnd> rgb(SDL_ConvertSurfaceFormat(pixels, SDL_PIXELFORMAT_RGB24, 0));
  if (!rgb) return failure(fmt::format("{}: {}.", file.string(), SDL_GetError()));

  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(rgb->w);
  image.height = static_cast<png_uint_32>(rgb->h);
  image.format = PNG_FORMAT_RGB;
  if (png_image_write_to_file(&image, file.c_str(), 0, rgb->pixels, rgb->pitch, nullptr) == 0) {
    return failure(fmt::format("{}: {}.", file.string(), image.message));
  }
  return {};
}

}  // namespace kiosk
