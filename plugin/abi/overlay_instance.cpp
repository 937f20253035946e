#include "abi/overlay_instance.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "abi/extensions.hpp"
#include "abi/settings.hpp"
#include "effects/host_values.hpp"
#include "effects/utf8.hpp"

namespace amends {
namespace {

constexpr std::int32_t kSurfacePxMax = 16'384;
constexpr float kScaleMax = 8;

[[nodiscard]] amends_rect_t to_rect(const Box& box) {
  return {box.x, box.y, box.width, box.height};
}

// A surface that a picture can be made for; on a frame's surface the kind is looked at where it is drawn on.
[[nodiscard]] std::optional<amends_surface_t> read_surface(const amends_surface_t* given) {
  auto surface = copy_struct<amends_surface_t>(given, AMENDS_SURFACE_SIZE_0_1);
  if (!surface) return std::nullopt;
  const auto fits = [](std::int32_t pixels) { return pixels > 0 && pixels <= kSurfacePxMax; };
  if (!fits(surface->width_px) || !fits(surface->height_px)) return std::nullopt;
  if (!std::isfinite(surface->scale) || surface->scale < 0 || surface->scale > kScaleMax) return std::nullopt;
  if (surface->scale == 0) surface->scale = 1;
  return surface;
}

// False where there is a frame that is too short to be filled.
[[nodiscard]] bool can_fill(const amends_frame_t* frame) {
  return frame == nullptr || frame->struct_size >= AMENDS_FRAME_SIZE_0_1;
}

void fill_frame(amends_frame_t* frame, const FrameReport& report) {
  if (frame == nullptr) return;
  amends_frame_t own{};
  own.struct_size = frame->struct_size;
  if (report.changed) own.flags |= AMENDS_FRAME_CHANGED;
  if (report.wants_another) own.flags |= AMENDS_FRAME_WANTS_ANOTHER;
  own.damage = to_rect(report.damage);
  own.bounds = to_rect(report.bounds);
  own.opaque = to_rect(report.opaque);
  own.wake_after_ms = report.wake_after_ms;
  std::memcpy(frame, &own, std::min<std::size_t>(frame->struct_size, sizeof own));
}

[[nodiscard]] std::optional<amends_input_t> read_input(const amends_input_t* given) {
  auto input = copy_struct<amends_input_t>(given, AMENDS_INPUT_SIZE_0_1);
  if (!input) return std::nullopt;
  if (input->type < AMENDS_INPUT_POINTER_MOVE || input->type > AMENDS_INPUT_FOCUS_LOST) return std::nullopt;
  for (const float number : {input->x, input->y, input->wheel_x, input->wheel_y}) {
    if (!std::isfinite(number)) return std::nullopt;
  }
  const auto* end = static_cast<const char*>(std::memchr(input->text, '\0', sizeof input->text));
  if (end == nullptr || !is_utf8({input->text, static_cast<std::size_t>(end - input->text)})) return std::nullopt;
  return input;
}

}  // namespace

void fill_error(amends_error_t* error, amends_status_t status, std::string_view sentence) {
  if (error == nullptr || error->struct_size < AMENDS_ERROR_SIZE_0_1) return;
  error->status = status;
  const std::string_view text = cut_utf8(sentence, sizeof error->message - 1);
  std::memcpy(error->message, text.data(), text.size());
  error->message[text.size()] = '\0';
}

OverlayInstance::OverlayInstance(const amends_host_t* host, Currency site) : host_(host, site) {
  table_.struct_size = sizeof table_;
  table_.overlay_data = this;
  table_.start = start;
  table_.stop = stop;
  table_.destroy = destroy;
  table_.on_input = on_input;
  table_.on_update = on_update;
  table_.on_frame = on_frame;
  table_.on_main_thread = on_main_thread;
  table_.set_open = set_open;
  table_.get_extension = get_extension;
}

OverlayInstance* OverlayInstance::of(const amends_overlay_t* overlay) {
  return overlay == nullptr ? nullptr : static_cast<OverlayInstance*>(overlay->overlay_data);
}

amends_status_t OverlayInstance::create(const std::filesystem::path& plugin_dir, const amends_host_t* host,
                                        const amends_config_t* config, const amends_overlay_t** out,
                                        amends_error_t* error) noexcept {
  try {
    const auto refuse = [error](amends_status_t status, std::string_view sentence) {
      fill_error(error, status, sentence);
      return status;
    };
    auto settings = read_settings(config);
    if (!settings) return refuse(AMENDS_E_INVALID_ARGUMENT, settings.error());
    std::unique_ptr<OverlayInstance> instance(new OverlayInstance(host, settings->currency));
    if (!instance->host_.unusable().empty()) {
      const bool is_other_version = instance->host_.is_other_version();
      return refuse(is_other_version ? AMENDS_E_INCOMPATIBLE : AMENDS_E_INVALID_ARGUMENT, instance->host_.unusable());
    }
    auto ground = read_ground(std::move(*settings), plugin_dir);
    if (!ground) return refuse(ground.error().status, ground.error().sentence);
    instance->composition_ = std::make_unique<Composition>(std::move(*ground), instance->host_);
    *out = &instance.release()->table_;
    return AMENDS_OK;
  } catch (...) {
    fill_error(error, AMENDS_E_INTERNAL, "The overlay could not be made.");
    return AMENDS_E_INTERNAL;
  }
}

amends_status_t OverlayInstance::start(const amends_overlay_t* overlay, amends_error_t* error) noexcept {
  OverlayInstance* self = of(overlay);
  if (self == nullptr) return AMENDS_E_INVALID_ARGUMENT;
  bool explained = false;
  const amends_status_t status = self->guarded(Need::created, "start", [&]() -> amends_status_t {
    self->host_.connect();
    const auto started = self->composition_->start();
    if (!started) {
      fill_error(error, started.error().status, started.error().sentence);
      explained = true;
      return started.error().status;
    }
    self->state_ = State::started;
    return AMENDS_OK;
  });
  if (status != AMENDS_OK && !explained) fill_error(error, status, "start was refused; the log says why.");
  return status;
}

void OverlayInstance::stop(const amends_overlay_t* overlay, std::uint32_t deadline_ms) noexcept {
  OverlayInstance* self = of(overlay);
  if (self == nullptr || !self->may_end("stop", State::started)) return;
  self->state_ = State::created;
  self->made_.reset();
  ++self->depth_;
  try {
    self->composition_->stop(std::chrono::milliseconds(deadline_ms));
  } catch (...) {
    self->become_inert("stop");
  }
  --self->depth_;
}

void OverlayInstance::destroy(const amends_overlay_t* overlay) noexcept {
  OverlayInstance* self = of(overlay);
  if (self == nullptr || !self->may_end("destroy", State::created)) return;
  delete self;
}

std::uint32_t OverlayInstance::on_input(const amends_overlay_t* overlay, const amends_input_t* given) noexcept {
  OverlayInstance* self = of(overlay);
  if (self == nullptr) return 0;
  bool taken = false;
  (void)self->guarded(Need::started, "on_input", [&]() -> amends_status_t {
    const auto input = read_input(given);
    if (!input) {
      self->host_.blame("An input event was refused: null, too short, of no known type, or with what is no number.");
      return AMENDS_E_INVALID_ARGUMENT;
    }
    taken = self->composition_->on_input(*input);
    return AMENDS_OK;
  });
  return taken ? 1 : 0;
}

amends_status_t OverlayInstance::on_update(const amends_overlay_t* overlay, const amends_surface_t* given,
                                           amends_frame_t* frame) noexcept {
  OverlayInstance* self = of(overlay);
  if (self == nullptr) return AMENDS_E_INVALID_ARGUMENT;
  return self->guarded(Need::started, "on_update", [&]() -> amends_status_t {
    const auto surface = read_surface(given);
    if (!surface || !can_fill(frame)) {
      self->host_.blame("on_update was given a surface or a frame that can't be used.");
      return AMENDS_E_INVALID_ARGUMENT;
    }
    const FrameReport report = self->composition_->update(*surface);
    self->made_ = Made{surface->width_px, surface->height_px, surface->scale, report};
    fill_frame(frame, report);
    return AMENDS_OK;
  });
}

amends_status_t OverlayInstance::on_frame(const amends_overlay_t* overlay, const amends_surface_t* given,
                                          amends_frame_t* frame) noexcept {
  OverlayInstance* self = of(overlay);
  if (self == nullptr) return AMENDS_E_INVALID_ARGUMENT;
  return self->guarded(Need::started, "on_frame", [&]() -> amends_status_t {
    const auto surface = read_surface(given);
    if (!surface || !can_fill(frame) || surface->kind == nullptr) {
      self->host_.blame("on_frame was given a surface or a frame that can't be used.");
      return AMENDS_E_INVALID_ARGUMENT;
    }
    const bool is_made = self->made_ && self->made_->width_px == surface->width_px &&
                         self->made_->height_px == surface->height_px && self->made_->scale == surface->scale;
    const FrameReport report = is_made ? self->made_->report : self->composition_->update(*surface);
    self->made_.reset();
    const amends_status_t status = self->composition_->draw(*surface);
    fill_frame(frame, report);
    return status;
  });
}

void OverlayInstance::on_main_thread(const amends_overlay_t* overlay) noexcept {
  OverlayInstance* self = of(overlay);
  if (self == nullptr) return;
  (void)self->guarded(Need::started, "on_main_thread", [&] {
    self->composition_->on_main_thread();
    return amends_status_t{AMENDS_OK};
  });
}

void OverlayInstance::set_open(const amends_overlay_t* overlay, std::uint32_t open) noexcept {
  OverlayInstance* self = of(overlay);
  if (self == nullptr) return;
  (void)self->guarded(Need::started, "set_open", [&] {
    self->composition_->set_open(open != 0);
    return amends_status_t{AMENDS_OK};
  });
}

const void* OverlayInstance::get_extension(const amends_overlay_t* overlay, const char* id) noexcept {
  if (of(overlay) == nullptr || id == nullptr) return nullptr;
  return find_overlay_extension(id);
}

amends_status_t OverlayInstance::refusal(Need need, const char* function) noexcept {
  if (!host_.on_main_thread()) {
    blame_quietly(function, " was called on another thread than the main one; it did nothing.");
    return AMENDS_E_WRONG_THREAD;
  }
  if (inert_) return AMENDS_E_INTERNAL;
  const bool is_started = state_ == State::started;
  if (is_started == (need == Need::started)) return AMENDS_OK;
  blame_quietly(function, is_started ? " was called on an overlay that is started already."
                                     : " was called on an overlay that isn't started.");
  return AMENDS_E_WRONG_STATE;
}

bool OverlayInstance::may_end(const char* function, State needed) noexcept {
  if (!host_.on_main_thread()) {
    blame_quietly(function, " was called on another thread than the main one; it did nothing.");
    return false;
  }
  if (depth_ != 0) {
    blame_quietly(function, " was called from within another call of the overlay's; it did nothing.");
    return false;
  }
  if (state_ == needed) return true;
  blame_quietly(function, needed == State::started ? " was called on an overlay that isn't started."
                                                   : " was called before stop; it did nothing.");
  return false;
}

void OverlayInstance::become_inert(const char* function) noexcept {
  inert_ = true;
  try {
    host_.log(AMENDS_LOG_OVERLAY_MISBEHAVING,
              std::string("A fault inside ") + function + "; the overlay does nothing any more, the till runs on.");
  } catch (...) {
    // The log is the last thing that can be tried.
  }
}

void OverlayInstance::blame_quietly(const char* function, const char* what) noexcept {
  try {
    host_.blame(std::string(function) + what);
  } catch (...) {
    // Nobody else could be told.
  }
}

}  // namespace amends
