// The overlay in this process, on the till's own demo data and an rgba8/1 surface of 1280x800, without a window.
// Promises: what it records lies in the till's data folder as the kiosk would leave it, and everything stands where it
// will stand in the kiosk's window. The clock begins shortly after a full minute. [one thread]

#pragma once

#include <amends.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "display.hpp"
#include "driver.hpp"
#include "kiosk/clock.hpp"
#include "kiosk/demo_pos.hpp"
#include "kiosk/host_tables.hpp"
#include "kiosk/overlay_library.hpp"

namespace amends::bench {

class HostedOverlay {
 public:
  struct Item {
    amends_node_role_t role = 0;
    std::string label;
    Point centre;
    amends_rect_t rect{};
    bool selected = false;
  };

  // `data` as the kiosk's --data. CannotMeasure where the overlay doesn't start.
  explicit HostedOverlay(const std::filesystem::path& data);
  HostedOverlay(const HostedOverlay&) = delete;
  HostedOverlay& operator=(const HostedOverlay&) = delete;

  // Answers what the overlay wishes until nothing moves any more and nothing is about to.
  void settle();
  [[nodiscard]] amends_frame_t update() { return driver_->update(); }
  [[nodiscard]] std::vector<Item> items(amends_node_role_t role) const;
  // Pressed for a moment and released; returns when what follows has come to rest.
  void tap(Point at);
  // Opens the sheet, and records a case on the check's first line with the playbook's first failure.
  void record_case();
  // A pixel of the picture whose neighbours are alike and which is farthest from white; 0xRRGGBB.
  struct Pixel {
    Point at;
    std::uint32_t colour = 0;
  };
  [[nodiscard]] Pixel marked_pixel_in(const amends_rect_t& rect);

 private:
  kiosk::TillClock clock_;
  std::optional<kiosk::DemoPos> pos_;
  kiosk::Wishes wishes_;
  std::optional<kiosk::HostTables> tables_;
  std::unique_ptr<kiosk::OverlayLibrary> library_;
  std::optional<Driver> driver_;
};

// Where a finger finds things on the screen of a kiosk that is started on the folder.
struct Places {
  Point tab;
  HostedOverlay::Pixel tab_pixel;
  Point failures[2];  // of the open Hear screen: the one that was chosen, and another
};

// Leaves an open case in the kiosk's data folder.
[[nodiscard]] Places prepare_case(const std::filesystem::path& data);

}  // namespace amends::bench
