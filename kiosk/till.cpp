#include "kiosk/till.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <utility>

namespace kiosk {
namespace {

// An animation is drawn at this pace; taps that wait in the overlay's queue aren't held up by it.
constexpr int kAnimationMs = 16;
constexpr int kFramesAtOnce = 4;
constexpr Uint64 kSoonMs = 60;

SDL_Rect as_sdl(const amends_rect_t& rect) {
  return {rect.x, rect.y, rect.width, rect.height};
}
amends_rect_t as_abi(const SDL_Rect& rect) {
  return {rect.x, rect.y, rect.w, rect.h};
}

SDL_Rect united(const SDL_Rect& a, const SDL_Rect& b) {
  if (SDL_RectEmpty(&a)) return b;
  if (SDL_RectEmpty(&b)) return a;
  SDL_Rect both{};
  SDL_UnionRect(&a, &b, &both);
  return both;
}

SDL_Rect common(const SDL_Rect& a, const SDL_Rect& b) {
  SDL_Rect both{};
  return SDL_IntersectRect(&a, &b, &both) == SDL_TRUE ? both : SDL_Rect{};
}

// What of `area` isn't covered, where that is a rectangle; else all of it.
SDL_Rect without(const SDL_Rect& area, const SDL_Rect& cover) {
  const SDL_Rect hidden = common(area, cover);
  if (SDL_RectEmpty(&hidden)) return area;
  const bool full_width = hidden.w == area.w;
  const bool full_height = hidden.h == area.h;
  if (full_width && full_height) return {};
  const int right = area.x + area.w;
  const int bottom = area.y + area.h;
  if (full_height && hidden.x + hidden.w == right) return {area.x, area.y, hidden.x - area.x, area.h};
  if (full_height && hidden.x == area.x) return {area.x + hidden.w, area.y, area.w - hidden.w, area.h};
  if (full_width && hidden.y + hidden.h == bottom) return {area.x, area.y, area.w, hidden.y - area.y};
  if (full_width && hidden.y == area.y) return {area.x, area.y + hidden.h, area.w, area.h - hidden.h};
  return area;
}

amends_frame_t empty_frame() {
  amends_frame_t frame{};
  frame.struct_size = sizeof frame;
  frame.wake_after_ms = -1;
  return frame;
}

void complain(const std::string& sentence) {
  fmt::print(stderr, "amends-kiosk: {}\n", sentence);
}

}  // namespace

Till::Till(const Options& options, std::unique_ptr<TillClock> clock, DemoPos pos)
    : options_(options), clock_(std::move(clock)), pos_(std::move(pos)), surface_kind_(options.surface) {}

Result<std::unique_ptr<Till>> Till::open(const Options& options, DemoPack pack) {
  // The clock on the wall is the store's, wherever the machine was set up.
  if (setenv("TZ", pack.time_zone.c_str(), 1) != 0) complain("the time zone couldn't be set");
  tzset();
  auto clock = std::make_unique<TillClock>(options.clock_us);
  auto file = TillFile::open(options.data / "till" / "journal", TillFile::Use::write);
  if (!file) return failure(file.error());
  auto pos = DemoPos::open(std::move(pack), std::move(*file), *clock, options.capabilities);
  if (!pos) return failure(pos.error());
  pos->set_behaviour(options.behaviour);

  std::unique_ptr<Till> till(new Till(options, std::move(clock), std::move(*pos)));
  auto window = Window::open({till->pos_.pack().store_name, options.width, options.height, options.fullscreen,
                              options.surface == AMENDS_SURFACE_RGBA8});
  if (!window) return failure(window.error());
  till->window_ = std::move(*window);

  auto screen = TillScreen::create(till->pos_, *till->clock_);
  if (!screen) return failure(screen.error());
  till->screen_ = std::move(*screen);
  const Window& opened = *till->window_;
  const auto attached = till->screen_->attach(opened.renderer(), opened.width(), opened.height());
  if (!attached) return failure(attached.error());

  const HostChoices choices{options.has_pos, options.has_operator, options.logs_all};
  till->tables_ = std::make_unique<HostTables>(till->pos_, *till->clock_, till->wishes_, choices);
  till->start_overlay();
  return till;
}

Till::~Till() {
  stop_overlay();
  // Textures go before the renderer they are in.
  screen_.reset();
}

// Steps 1 to 5 of the life of an overlay.
void Till::start_overlay() {
  const DemoPack& pack = pos_.pack();
  const std::string data = (options_.data / "amends").string();
  const std::string assets = options_.assets.string();
  const std::string staff = pack.staff_file.string();
  amends_config_t config{};
  config.struct_size = sizeof config;
  config.data_dir = data.c_str();
  config.assets_dir = assets.c_str();
  config.pack = pack.name.c_str();
  config.terminal_id = pack.terminal.c_str();
  config.time_zone = pack.time_zone.c_str();
  config.locale = pack.locale.c_str();
  config.currency = pack.currency.c_str();
  config.page = options_.page.c_str();
  if (!options_.language.empty()) config.locale = options_.language.c_str();
  if (!options_.light.empty()) config.light = options_.light.c_str();
  if (!options_.hand.empty()) config.hand = options_.hand.c_str();
  config.text_percent = options_.text_percent;
  config.still = options_.still ? 1 : 0;
  if (!options_.accent.empty()) config.accent = options_.accent.c_str();
  config.staff_file = staff.c_str();

  auto library = OverlayLibrary::load(options_.plugin, tables_->host(), config);
  const auto started = library ? (*library)->start() : Result<void>(failure(library.error()));
  if (!started) {
    complain(started.error());
    screen_->say("Amends isn't running; the till goes on without it.");
    return;
  }
  library_ = std::move(*library);
  tables_->connect(*library_);
  surface_is_new_ = true;
  overlay_draws_ = true;
  overlay_due_ = true;
}

void Till::stop_overlay() {
  if (!library_) return;
  tables_->disconnect();
  library_.reset();
  overlay_draws_ = overlay_due_ = wants_another_ = false;
  wake_at_ms_.reset();
  covered_ = {};
}

void Till::restart_overlay() {
  stop_overlay();
  start_overlay();
  screen_->draw_all();
}

void Till::run() {
  while (!ended_)
    turn(-1);
}

// ---- waiting ----

int Till::wait_ms(int at_most_ms) const {
  if (wishes_.any() || overlay_due_ || screen_->has_change() || window_->is_stale()) return 0;
  if (wants_another_) return frames_in_a_row_ < kFramesAtOnce ? 0 : kAnimationMs;
  const std::int64_t now_us = clock_->now_us();
  // Rounded up, so that what is due by then really is.
  std::int64_t wait = (screen_->next_change_us() - now_us) / 1000 + 1;
  if (const auto next_us = pos_.next_answer_us()) wait = std::min(wait, (*next_us - now_us) / 1000 + 1);
  if (wake_at_ms_) {
    const Uint64 now_ms = SDL_GetTicks64();
    wait = std::min(wait, *wake_at_ms_ > now_ms ? static_cast<std::int64_t>(*wake_at_ms_ - now_ms) : 0);
  }
  if (at_most_ms >= 0) wait = std::min<std::int64_t>(wait, at_most_ms);
  return static_cast<int>(std::max<std::int64_t>(wait, 0));
}

bool Till::is_quiet() const {
  const bool moving = wants_another_ || overlay_due_ || wishes_.any() || window_->is_stale();
  const bool wakes_soon = wake_at_ms_ && *wake_at_ms_ < SDL_GetTicks64() + kSoonMs;
  // SDL keeps a mark of its own in the queue, between the system's events and the user's.
  const bool queued = SDL_HasEvents(SDL_FIRSTEVENT, SDL_POLLSENTINEL - 1) == SDL_TRUE ||
                      SDL_HasEvents(SDL_USEREVENT, SDL_LASTEVENT) == SDL_TRUE;
  return !moving && !wakes_soon && !queued;
}

bool Till::turn(int at_most_ms) {
  happened_ = false;
  SDL_Event event{};
  if (SDL_WaitEventTimeout(&event, wait_ms(at_most_ms)) == 1) {
    do {
      handle(event);
    } while (!ended_ && SDL_PollEvent(&event) == 1);
  }
  if (wishes_.take_callback() && library_) {
    happened_ = true;
    library_->overlay().on_main_thread(&library_->overlay());
  }
  if (wishes_.take_frame()) touch_overlay();
  if (tables_->tell_overlay()) {
    happened_ = true;
    touch_overlay();
  }
  draw();
  return happened_;
}

// ---- events ----

void Till::handle(const SDL_Event& event) {
  happened_ = true;
  if (event.type == SDL_QUIT) {
    ended_ = true;
    return;
  }
  if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED && !window_->is_stale()) {
    window_->present(window_->area());
  }
  if (event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET) surface_is_new_ = true;

  // The one key of the till's that opens the overlay; from there on the overlay has those it needs.
  if (event.type == SDL_KEYDOWN && event.key.keysym.sym == SDLK_F8 && overlay_draws_) {
    overlay_due_ = true;
    library_->overlay().set_open(&library_->overlay(), 1);
    return;
  }
  const auto input = input_.translate(event, window_->width(), window_->height(), clock_->now_us());
  if (!input) return;
  frames_in_a_row_ = 0;
  if (overlay_draws_) {
    overlay_due_ = true;
    const amends_overlay_t& overlay = library_->overlay();
    // What the overlay took is none of the till's business: a tap on its sheet must never reach Pay.
    if (overlay.on_input(&overlay, &*input) != 0) return;
  }
  screen_->on_input(*input);
}

// ---- frames ----

amends_surface_t Till::surface(const SDL_Rect& clip) {
  amends_surface_t surface{};
  surface.struct_size = sizeof surface;
  if (surface_is_new_) surface.flags |= AMENDS_SURFACE_RESET;
  surface.kind = surface_kind_.c_str();
  if (surface_kind_ == AMENDS_SURFACE_SDL2_RENDERER) {
    surface.handle = window_->renderer();
    surface.sdl_create_texture = reinterpret_cast<const void*>(&SDL_CreateTexture);
  } else {
    surface.pixels = window_->pixels()->pixels;
    surface.pitch_bytes = window_->pixels()->pitch;
  }
  surface.width_px = window_->width();
  surface.height_px = window_->height();
  surface.scale = 1;
  surface.clip = as_abi(clip);
  return surface;
}

void Till::take_frame(const amends_frame_t& frame) {
  wants_another_ = (frame.flags & AMENDS_FRAME_WANTS_ANOTHER) != 0;
  covered_ = common(as_sdl(frame.opaque), window_->area());
  wake_at_ms_.reset();
  if (frame.wake_after_ms >= 0) wake_at_ms_ = SDL_GetTicks64() + static_cast<Uint64>(frame.wake_after_ms);
}

void Till::overlay_failed(amends_status_t status) {
  complain(fmt::format("the overlay can't be drawn (status {}); the till goes on without it", status));
  overlay_draws_ = wants_another_ = false;
  wake_at_ms_.reset();
  covered_ = {};
  screen_->draw_all();
}

SDL_Rect Till::update_overlay() {
  const bool woken = wake_at_ms_ && SDL_GetTicks64() >= *wake_at_ms_;
  if (!overlay_draws_ || !(overlay_due_ || wants_another_ || woken || surface_is_new_)) return {};
  overlay_due_ = false;
  ++frames_in_a_row_;
  const amends_overlay_t& overlay = library_->overlay();
  // Without on_update nobody knows before what will change, so all of it is drawn.
  if (overlay.on_update == nullptr) return window_->area();
  amends_frame_t frame = empty_frame();
  const amends_surface_t made = surface({});
  const amends_status_t status = overlay.on_update(&overlay, &made, &frame);
  if (status < 0) {
    overlay_failed(status);
    return {};
  }
  take_frame(frame);
  if (!wants_another_) frames_in_a_row_ = 0;
  return (frame.flags & AMENDS_FRAME_CHANGED) != 0 ? common(as_sdl(frame.damage), window_->area()) : SDL_Rect{};
}

void Till::draw_overlay(const SDL_Rect& clip) {
  const amends_overlay_t& overlay = library_->overlay();
  const bool whole = overlay.on_update == nullptr;
  amends_frame_t frame = empty_frame();
  const amends_surface_t made = surface(whole ? SDL_Rect{} : clip);
  // What is drawn through SDL comes in order by itself; for pixels the till's part must be there already.
  if (made.pixels != nullptr) SDL_RenderFlush(window_->renderer());
  const amends_status_t status = overlay.on_frame(&overlay, &made, &frame);
  if (status == AMENDS_E_INCOMPATIBLE && made.handle != nullptr) {
    // Another SDL than ours: from the next frame on it gets pixels.
    complain("the overlay uses another SDL; it is given pixels instead");
    surface_kind_ = AMENDS_SURFACE_RGBA8;
    window_->use_own_pixels();
    return;
  }
  if (status < 0) return overlay_failed(status);
  surface_is_new_ = false;
  if (whole) take_frame(frame);
}

bool Till::renew_window() {
  if (!window_->is_stale()) return true;
  screen_->detach();
  auto renewed = window_->renew();
  if (renewed) renewed = screen_->attach(window_->renderer(), window_->width(), window_->height());
  if (!renewed) {
    complain(renewed.error());
    ended_ = true;
    return false;
  }
  surface_is_new_ = true;
  overlay_due_ = overlay_draws_;
  return true;
}

void Till::draw() {
  if (!renew_window()) return;
  const SDL_Rect overlay_damage = update_overlay();
  // What the till changed beneath the overlay needs no drawing: it is drawn once it is uncovered.
  const SDL_Rect till_damage = without(screen_->changed(), covered_);
  screen_->take_change();
  const SDL_Rect damage = united(overlay_damage, till_damage);
  if (SDL_RectEmpty(&damage)) return;
  happened_ = true;
  const SDL_Rect uncovered = without(damage, covered_);
  if (!SDL_RectEmpty(&uncovered)) screen_->draw(uncovered);
  if (overlay_draws_) draw_overlay(damage);
  window_->present(damage);
}

}  // namespace kiosk
