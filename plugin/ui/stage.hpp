// Where the overlay's picture is made: a Dear ImGui context of its own, the fonts, the rasteriser and the pixels.
// Promises: several stages live in one process beside a host's own ImGui, whose context is restored after each frame; a
// frame does no file I/O and asks no clock; pixels change only where the picture differs; with nothing to do needs_frame
// is false and wake_after_ms is -1. All calls on one thread. Refuses: to know screens, views or the host.
//
//   if (stage->needs_frame(now_us) || view_changed || surface_changed) {
//     Ui& ui = stage->begin({1280, 800}, 1.0F, now_us);
//     draw(view, state, ui);
//     const FrameResult result = stage->end();
//   }
//   show(stage->picture(), surface);   // surface.hpp

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "amends.h"
#include "ui/accessibility.hpp"
#include "ui/geometry.hpp"
#include "ui/theme.hpp"
#include "ui/ui.hpp"

struct ImGuiContext;

namespace amends {

// Makes an ImGui context current while it lives, then the one that was current before.
class ContextGuard {
 public:
  explicit ContextGuard(ImGuiContext* context);
  ~ContextGuard();
  ContextGuard(const ContextGuard&) = delete;
  ContextGuard& operator=(const ContextGuard&) = delete;

 private:
  ImGuiContext* previous_;
};

struct FrameResult {
  bool changed = false;  // `damage` isn't empty
  Box damage;            // what differs from the picture before, surface pixels
  Box bounds;            // all that the overlay covers, even in part
  Box opaque;            // every pixel here is the overlay's
  bool wants_another = false;
  std::int64_t wake_after_ms = -1;  // from this frame's time; -1: not needed
};

// The picture made last. Valid until the next begin.
struct Picture {
  std::span<const std::uint32_t> pixels;  // 0xAARRGGBB, not premultiplied, `bounds.width` a row, no gap between rows
  Box bounds;                             // where on the surface; empty: nothing is shown
  Box opaque;
  Box damage;                         // of the last frame
  std::span<const Box> damage_parts;  // the same in pieces, inside bounds
  std::uint64_t serial = 0;           // grows with each frame that changed pixels or bounds
};

class Stage {
 public:
  struct Config {
    ThemeKind theme = ThemeKind::light;
    // Folders to look for fonts in, instead of the system's.
    std::vector<std::string> font_folders;
  };
  // The error is a sentence for a log that says which font is missing and which package has it.
  [[nodiscard]] static tl::expected<std::unique_ptr<Stage>, std::string> create(const Config& config);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  // How somebody wants to see it. Another one than before: the next frame is drawn anew.
  struct Looks {
    ThemeKind theme = ThemeKind::light;
    std::optional<Rgba> accent{};  // the store's
    float device_scale = 1;        // the screen's own part of the scale: dots an inch / 96
    bool left_handed = false;
    bool still = false;
    friend bool operator==(const Looks&, const Looks&) = default;
  };
  void set_looks(const Looks& looks);
  void set_theme(ThemeKind kind);

  // Whether the event is the overlay's, decided from the picture built last; queued for the next frames if so.
  [[nodiscard]] bool takes(const amends_input_t& event);
  // A scan that the host read itself, for the next frames: see Ui::scan. UTF-8.
  void take_scan(std::string text);
  [[nodiscard]] bool wants_scan() const;

  // A frame has work: queued input, keys that were no scan, a fling, a held finger, something asked for, or never drawn.
  [[nodiscard]] bool needs_frame(std::int64_t now_us) const;
  // Until needs_frame by itself; 0: now; -1: never.
  [[nodiscard]] std::int64_t wake_after_ms(std::int64_t now_us) const;
  // The next needs_frame is true.
  void invalidate();

  // Begins a frame. Ends with `end`, or with `abandon` if drawing failed: then the picture stays as it was.
  // `scale` 0 means 1.
  [[nodiscard]] Ui& begin(Size surface_px, float scale, std::int64_t now_us);
  FrameResult end();
  void abandon();

  [[nodiscard]] Picture picture() const;
  [[nodiscard]] const AccessibilityTree& tree() const;

 private:
  struct Parts;
  explicit Stage(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace amends
