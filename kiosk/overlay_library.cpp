#include "kiosk/overlay_library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

namespace kiosk {
namespace {

constexpr uint32_t kStopDeadlineMs = 2000;

std::string reason_of(amends_status_t status, const amends_error_t& error) {
  if (error.message[0] != '\0') return error.message;
  return fmt::format("status {}", status);
}

amends_error_t empty_error() {
  amends_error_t error{};
  error.struct_size = sizeof error;
  return error;
}

}  // namespace

Result<std::unique_ptr<OverlayLibrary>> OverlayLibrary::load(const std::filesystem::path& library,
                                                             const amends_host_t& host, const amends_config_t& config) {
  // From here on every early return lets the destructor undo what was done so far.
  std::unique_ptr<OverlayLibrary> loaded(new OverlayLibrary);
  loaded->library_ = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (loaded->library_ == nullptr) return failure(fmt::format("Amends can't be loaded: {}.", dlerror()));

  const auto* entry = static_cast<const amends_entry_t*>(dlsym(loaded->library_, "amends_entry"));
  if (entry == nullptr) return failure(fmt::format("{} isn't Amends: it has no amends_entry.", library.string()));
  if (entry->struct_size < AMENDS_ENTRY_SIZE_0_1 || entry->abi_version.major != AMENDS_VERSION_MAJOR) {
    return failure(fmt::format("{} speaks version {}.{} of the interface, this till {}.{}.", library.string(),
                               entry->abi_version.major, entry->abi_version.minor, AMENDS_VERSION_MAJOR,
                               AMENDS_VERSION_MINOR));
  }

  const amends_status_t initialised = entry->init(library.parent_path().c_str());
  if (initialised != AMENDS_OK) return failure(fmt::format("Amends can't begin: status {}.", initialised));
  loaded->entry_ = entry;

  amends_error_t error = empty_error();
  const amends_overlay_t* overlay = nullptr;
  const amends_status_t created = entry->create(&host, &config, &overlay, &error);
  if (created != AMENDS_OK || overlay == nullptr) {
    return failure(fmt::format("Amends can't be set up: {}.", reason_of(created, error)));
  }
  loaded->overlay_ = overlay;
  if (overlay->struct_size < AMENDS_OVERLAY_SIZE_0_1) {
    return failure("Amends gave a table that is too short for this till.");
  }
  return loaded;
}

Result<void> OverlayLibrary::start() {
  amends_error_t error = empty_error();
  const amends_status_t status = overlay_->start(overlay_, &error);
  if (status != AMENDS_OK) return failure(fmt::format("Amends can't start: {}.", reason_of(status, error)));
  started_ = true;
  return {};
}

OverlayLibrary::~OverlayLibrary() {
  if (started_) overlay_->stop(overlay_, kStopDeadlineMs);
  if (overlay_ != nullptr) overlay_->destroy(overlay_);
  if (entry_ != nullptr) entry_->deinit();
  // The library may stay mapped; that is its own affair and no failure of ours.
  if (library_ != nullptr) dlclose(library_);
}

}  // namespace kiosk
