// The one name that leaves the library.
// Promises: init and deinit are counted; create needs an init before it; nothing here throws.

#include <filesystem>
#include <mutex>
#include <string>
#include <utility>

#include "abi/overlay_instance.hpp"
#include "amends.h"
#include "effects/utf8.hpp"

#define AMENDS_TEXT_OF(number) #number
#define AMENDS_VERSION_OF(major, minor, patch) AMENDS_TEXT_OF(major) "." AMENDS_TEXT_OF(minor) "." AMENDS_TEXT_OF(patch)

namespace amends {
namespace {

// How often the library was asked for, and where it lies: shared by all overlays of the process.
struct Library {
  std::mutex mutex;
  std::uint32_t users = 0;
  std::filesystem::path folder;
};

[[nodiscard]] Library& library() {
  static Library shared;
  return shared;
}

amends_status_t AMENDS_CALL init(const char* plugin_dir) noexcept {
  if (plugin_dir == nullptr || !is_utf8(plugin_dir)) return AMENDS_E_INVALID_ARGUMENT;
  try {
    std::filesystem::path folder(plugin_dir);
    const std::lock_guard guard(library().mutex);
    library().folder = std::move(folder);
    ++library().users;
    return AMENDS_OK;
  } catch (...) {
    return AMENDS_E_INTERNAL;
  }
}

void AMENDS_CALL deinit() noexcept {
  try {
    const std::lock_guard guard(library().mutex);
    if (library().users > 0) --library().users;
  } catch (...) {
    // Nobody could be told, and nothing depends on it.
  }
}

constexpr amends_descriptor_t kDescriptor{
    sizeof(amends_descriptor_t),
    "amends",
    "Amends",
    "The Amends authors",
    AMENDS_VERSION_OF(AMENDS_VERSION_MAJOR, AMENDS_VERSION_MINOR, AMENDS_VERSION_PATCH),
    "",
};

const amends_descriptor_t* AMENDS_CALL get_descriptor() noexcept {
  return &kDescriptor;
}

amends_status_t AMENDS_CALL create(const amends_host_t* host, const amends_config_t* config,
                                   const amends_overlay_t** out, amends_error_t* error) noexcept {
  if (out == nullptr) {
    fill_error(error, AMENDS_E_INVALID_ARGUMENT, "create needs a place for the overlay.");
    return AMENDS_E_INVALID_ARGUMENT;
  }
  *out = nullptr;
  try {
    std::filesystem::path folder;
    {
      const std::lock_guard guard(library().mutex);
      if (library().users == 0) {
        fill_error(error, AMENDS_E_WRONG_STATE, "init comes before create.");
        return AMENDS_E_WRONG_STATE;
      }
      folder = library().folder;
    }
    return OverlayInstance::create(folder, host, config, out, error);
  } catch (...) {
    fill_error(error, AMENDS_E_INTERNAL, "The overlay could not be made.");
    return AMENDS_E_INTERNAL;
  }
}

}  // namespace
}  // namespace amends

extern "C" AMENDS_EXPORT const amends_entry_t amends_entry = {
    sizeof(amends_entry_t), {AMENDS_VERSION_MAJOR, AMENDS_VERSION_MINOR, AMENDS_VERSION_PATCH},
    amends::init,           amends::deinit,
    amends::get_descriptor, amends::create,
};
