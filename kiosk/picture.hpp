// Saves a rectangle of pixels as a PNG picture, for pictures of journeys.

#pragma once

#include <SDL.h>

#include <filesystem>

#include "kiosk/result.hpp"

namespace kiosk {

// Makes the folder where it is missing. The error is one sentence with the file's name.
[[nodiscard]] Result<void> save_picture(SDL_Surface* pixels, const std::filesystem::path& file);

}  // namespace kiosk
