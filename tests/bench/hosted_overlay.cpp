#include "hosted_overlay.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "measure.hpp"

namespace amends::bench {
namespace {

using namespace std::chrono_literals;

// 2026-11-23 12:41:02, so that the minute is left for the measurement.
constexpr std::int64_t kClockStartUs = 1'795'437'662'000'000;
// Less than this until the next wake: something is still moving. The clock's minute is farther away.
constexpr std::int64_t kSoonMs = 15'000;

Point centre_of(const amends_rect_t& rect) {
  return {rect.x + rect.width / 2, rect.y + rect.height / 2};
}

template <typename Value>
Value or_throw(kiosk::Result<Value> result) {
  if (!result) throw CannotMeasure{result.error()};
  return std::move(*result);
}

}  // namespace

HostedOverlay::HostedOverlay(const std::filesystem::path& data) : clock_(kClockStartUs) {
  const std::filesystem::path assets = AMENDS_ASSETS_DIR;
  auto pack = or_throw(kiosk::read_demo_pack(assets / "demo", "restaurant"));
  auto file = or_throw(kiosk::TillFile::open(data / "till" / "journal", kiosk::TillFile::Use::write));
  pos_.emplace(or_throw(kiosk::DemoPos::open(std::move(pack), std::move(file), clock_, kiosk::kAllCapabilities)));
  tables_.emplace(*pos_, clock_, wishes_, kiosk::HostChoices{});

  const kiosk::DemoPack& demo = pos_->pack();
  const std::string ledger = data / "amends";
  const std::string assets_text = assets;
  const std::string staff = demo.staff_file;
  amends_config_t config{};
  config.struct_size = sizeof config;
  config.data_dir = ledger.c_str();
  config.assets_dir = assets_text.c_str();
  config.pack = demo.name.c_str();
  config.terminal_id = demo.terminal.c_str();
  config.time_zone = demo.time_zone.c_str();
  config.locale = demo.locale.c_str();
  config.currency = demo.currency.c_str();
  config.staff_file = staff.c_str();
  library_ = or_throw(kiosk::OverlayLibrary::load(AMENDS_PLUGIN_PATH, tables_->host(), config));
  if (const auto started = library_->start(); !started) throw CannotMeasure{started.error()};
  tables_->connect(*library_);
  driver_.emplace(library_->overlay());
}

void HostedOverlay::settle() {
  const amends_overlay_t& overlay = library_->overlay();
  const auto give_up = std::chrono::steady_clock::now() + 20s;
  auto quiet_since = std::chrono::steady_clock::now();
  for (;;) {
    const auto now = std::chrono::steady_clock::now();
    bool moves = wishes_.take_frame();
    if (wishes_.take_callback()) {
      overlay.on_main_thread(&overlay);
      moves = true;
    }
    moves = tables_->tell_overlay() || moves;
    const amends_frame_t frame = update();
    moves = moves || frame.flags != 0 || (frame.wake_after_ms >= 0 && frame.wake_after_ms < kSoonMs);
    if (moves) quiet_since = now;
    if (now - quiet_since > 300ms) return;
    if (now > give_up) throw CannotMeasure{"the overlay doesn't come to rest"};
    std::this_thread::sleep_for(1ms);
  }
}

std::vector<HostedOverlay::Item> HostedOverlay::items(amends_node_role_t role) const {
  const auto* tree = library_->extension<amends_overlay_accessibility_t>(AMENDS_EXTENSION_ACCESSIBILITY,
                                                                         AMENDS_OVERLAY_ACCESSIBILITY_SIZE_0_1);
  if (tree == nullptr) throw CannotMeasure{"the overlay tells nobody what is on it"};
  std::vector<Item> items;
  const auto visit = [](void* context, const amends_node_t* node) {
    static_cast<std::vector<Item>*>(context)->push_back({.role = node->role,
                                                         .label = node->label != nullptr ? node->label : "",
                                                         .centre = centre_of(node->rect),
                                                         .rect = node->rect,
                                                         .selected = (node->state & AMENDS_NODE_SELECTED) != 0});
  };
  (void)tree->visit_nodes(&library_->overlay(), visit, &items);
  std::erase_if(items, [&](const Item& item) { return item.role != role; });
  return items;
}

void HostedOverlay::tap(Point at) {
  driver_->send(AMENDS_INPUT_POINTER_DOWN, at, clock_.now_us());
  (void)update();
  std::this_thread::sleep_for(40ms);
  driver_->send(AMENDS_INPUT_POINTER_UP, at, clock_.now_us());
  settle();
}

void HostedOverlay::record_case() {
  settle();
  const auto tabs = items(AMENDS_NODE_BUTTON);
  if (tabs.empty()) throw CannotMeasure{"the closed overlay shows no tab"};
  tap(tabs.front().centre);
  const auto lines = items(AMENDS_NODE_CHECK_BOX);
  const auto failures = items(AMENDS_NODE_RADIO);
  if (lines.empty() || failures.size() < 2) throw CannotMeasure{"the open sheet isn't the one to hear a guest on"};
  tap(lines.front().centre);
  tap(failures.front().centre);
  // Only of a recorded case the guest's wish is asked for.
  if (items(AMENDS_NODE_RADIO).size() <= failures.size()) throw CannotMeasure{"two taps recorded no case"};
}

HostedOverlay::Pixel HostedOverlay::marked_pixel_in(const amends_rect_t& rect) {
  constexpr int kWidth = Driver::kWidth;
  const std::vector<std::uint8_t>& pixels = driver_->draw();
  const auto colour_at = [&](int x, int y) {
    const std::uint8_t* at = &pixels[(static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)) * 4];
    return std::uint32_t{at[0]} << 16 | std::uint32_t{at[1]} << 8 | std::uint32_t{at[2]};
  };
  const auto distance_from_white = [](std::uint32_t colour) {
    return 3 * 255 - static_cast<int>((colour >> 16) + (colour >> 8 & 255) + (colour & 255));
  };
  Pixel best;
  int best_distance = 0;
  for (int y = rect.y + 2; y < rect.y + rect.height - 2; ++y) {
    for (int x = rect.x + 2; x < std::min(rect.x + rect.width, kWidth) - 2; ++x) {
      const std::uint32_t colour = colour_at(x, y);
      const bool is_flat = colour_at(x - 1, y) == colour && colour_at(x + 1, y) == colour &&
                           colour_at(x, y - 1) == colour && colour_at(x, y + 1) == colour;
      if (!is_flat || distance_from_white(colour) <= best_distance) continue;
      best = {{x, y}, colour};
      best_distance = distance_from_white(colour);
    }
  }
  if (best_distance == 0) throw CannotMeasure{"the tab has no pixel to be told by"};
  return best;
}

Places prepare_case(const std::filesystem::path& data) {
  HostedOverlay overlay(data);
  overlay.settle();
  const auto tabs = overlay.items(AMENDS_NODE_BUTTON);
  if (tabs.empty()) throw CannotMeasure{"the closed overlay shows no tab"};
  Places places{.tab = tabs.front().centre, .tab_pixel = overlay.marked_pixel_in(tabs.front().rect), .failures = {}};
  overlay.record_case();
  const auto failures = overlay.items(AMENDS_NODE_RADIO);
  places.failures[0] = failures[0].centre;
  places.failures[1] = failures[1].centre;
  return places;
}

}  // namespace amends::bench
