// The built library in a process that loads it as a host does, with the scripted host, a surface of plain pixels, and
// hands that tap what the accessibility tree shows.

#pragma once

#include <dlfcn.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "amends.h"
#include "support/scratch_folder.hpp"
#include "support/scripted_host.hpp"

namespace amends::testing {

// The library, loaded and initialised; unloaded with the object.
class Library {
 public:
  Library() : handle_(dlopen(AMENDS_PLUGIN_PATH, RTLD_NOW | RTLD_LOCAL)) {
    if (handle_ == nullptr) return;
    entry_ = static_cast<const amends_entry_t*>(dlsym(handle_, "amends_entry"));
    if (entry_ != nullptr) {
      is_initialised_ = entry_->init(std::filesystem::path(AMENDS_PLUGIN_PATH).parent_path().c_str()) == AMENDS_OK;
    }
  }
  ~Library() {
    if (is_initialised_) entry_->deinit();
    if (handle_ != nullptr) dlclose(handle_);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  [[nodiscard]] const amends_entry_t* entry() const { return entry_; }
  [[nodiscard]] bool is_usable() const { return is_initialised_; }

 private:
  void* handle_ = nullptr;
  const amends_entry_t* entry_ = nullptr;
  bool is_initialised_ = false;
};

// A thing of the accessibility tree, copied.
struct Seen {
  std::uint64_t id = 0;
  std::uint64_t parent_id = 0;
  amends_node_role_t role = 0;
  std::string label;
  std::string value;
  amends_rect_t rect{};
  std::uint32_t state = 0;
};

[[nodiscard]] inline amends_config_t make_config(const std::filesystem::path& data_dir) {
  amends_config_t config{};
  config.struct_size = sizeof config;
  config.data_dir = data_dir.c_str();
  config.assets_dir = AMENDS_ASSETS_DIR;
  config.terminal_id = "T3";
  return config;
}

[[nodiscard]] inline amends_error_t make_error() {
  amends_error_t error{};
  error.struct_size = sizeof error;
  return error;
}

// A host at work: one overlay on pixels of its own. The scripted host is the caller's and outlives it.
class Till {
 public:
  Till(const Library& library, ScriptedHost& host, const std::filesystem::path& data_dir)
      : host_(host), pixels_(static_cast<std::size_t>(kWidthPx) * kHeightPx * 4) {
    const amends_config_t config = make_config(data_dir);
    error = make_error();
    status = library.entry()->create(&host.host, &config, &overlay, &error);
    if (status == AMENDS_OK) status = overlay->start(overlay, &error);
    is_started_ = status == AMENDS_OK;
    if (!is_started_) return;
    pos = static_cast<const amends_overlay_pos_t*>(overlay->get_extension(overlay, AMENDS_EXTENSION_POS));
    operators =
        static_cast<const amends_overlay_operator_t*>(overlay->get_extension(overlay, AMENDS_EXTENSION_OPERATOR));
    tree = static_cast<const amends_overlay_accessibility_t*>(
        overlay->get_extension(overlay, AMENDS_EXTENSION_ACCESSIBILITY));
    scanner = static_cast<const amends_overlay_scanner_t*>(overlay->get_extension(overlay, AMENDS_EXTENSION_SCANNER));
  }
  ~Till() { end(); }
  Till(const Till&) = delete;
  Till& operator=(const Till&) = delete;

  void end() {
    if (overlay == nullptr) return;
    if (is_started_) overlay->stop(overlay, 5000);
    overlay->destroy(overlay);
    overlay = nullptr;
  }

  static constexpr std::int32_t kWidthPx = 1280;
  static constexpr std::int32_t kHeightPx = 800;

  [[nodiscard]] amends_surface_t surface() {
    amends_surface_t surface{};
    surface.struct_size = sizeof surface;
    surface.kind = AMENDS_SURFACE_RGBA8;
    surface.pixels = pixels_.data();
    surface.pitch_bytes = kWidthPx * 4;
    surface.width_px = kWidthPx;
    surface.height_px = kHeightPx;
    surface.scale = 1;
    return surface;
  }
  // What a host does between two events. The frame's answer.
  amends_frame_t turn() {
    if (host_.callbacks_wished.exchange(0) > 0) overlay->on_main_thread(overlay);
    const amends_surface_t where = surface();
    amends_frame_t frame{};
    frame.struct_size = sizeof frame;
    frame_status = overlay->on_frame(overlay, &where, &frame);
    return frame;
  }
  // Turns until `is_so`, at most ten seconds. Whether it became so.
  template <class Condition>
  [[nodiscard]] bool turn_until(Condition&& is_so) {
    const auto end_at = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (true) {
      turn();
      if (is_so()) return true;
      if (std::chrono::steady_clock::now() > end_at) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  [[nodiscard]] std::vector<Seen> nodes() const {
    std::vector<Seen> seen;
    (void)tree->visit_nodes(
        overlay,
        [](void* context, const amends_node_t* node) {
          static_cast<std::vector<Seen>*>(context)->push_back({node->id, node->parent_id, node->role, node->label,
                                                               node->value == nullptr ? "" : node->value, node->rect,
                                                               node->state});
        },
        &seen);
    return seen;
  }
  // A node whose label begins so; one that can be tapped before others.
  [[nodiscard]] std::optional<Seen> find(std::string_view label) const {
    std::optional<Seen> found;
    for (const Seen& node : nodes()) {
      if (node.label.substr(0, label.size()) != label) continue;
      const bool is_tappable = node.role == AMENDS_NODE_BUTTON || node.role == AMENDS_NODE_CHECK_BOX ||
                               node.role == AMENDS_NODE_RADIO || node.role == AMENDS_NODE_TAB ||
                               node.role == AMENDS_NODE_TEXT_FIELD || node.role == AMENDS_NODE_LIST_ITEM;
      if (is_tappable && (node.state & AMENDS_NODE_DISABLED) == 0) return node;
      if (!found) found = node;
    }
    return found;
  }
  [[nodiscard]] bool wait_for(std::string_view label) {
    return turn_until([&] { return find(label).has_value(); });
  }
  // That stands somewhere, in a label or in what goes with it.
  [[nodiscard]] bool shows(std::string_view words) {
    return turn_until([&] {
      for (const Seen& node : nodes()) {
        if (node.label.find(words) != std::string::npos || node.value.find(words) != std::string::npos) return true;
      }
      return false;
    });
  }
  // A finger moves up by so much, on the sheet.
  void scroll(float by_px) {
    host_.now_us += 200'000;
    (void)send(AMENDS_INPUT_POINTER_DOWN, 900, 600);
    turn();
    for (int step = 1; step <= 10; ++step) {
      host_.now_us += 30'000;
      (void)send(AMENDS_INPUT_POINTER_MOVE, 900, 600 - by_px * static_cast<float>(step) / 10);
      turn();
    }
    host_.now_us += 400'000;
    turn();
    (void)send(AMENDS_INPUT_POINTER_UP, 900, 600 - by_px);
    turn();
    host_.now_us += 400'000;
    turn();
  }
  // All labels, for a failing test's message.
  [[nodiscard]] std::string on_screen() const {
    std::string all;
    for (const Seen& node : nodes())
      all += std::to_string(node.role) + ":" + node.label + " | ";
    return all;
  }

  [[nodiscard]] std::uint32_t send(amends_input_type_t type, float x, float y) {
    amends_input_t input{};
    input.struct_size = sizeof input;
    input.type = type;
    input.x = x;
    input.y = y;
    input.button = 1;
    input.source = AMENDS_POINTER_TOUCH;
    input.pointer_id = 1;
    input.time_us = host_.now_us;
    return overlay->on_input(overlay, &input);
  }
  // Press and release there; whether the overlay took both, one or none.
  [[nodiscard]] std::uint32_t tap_at(float x, float y) {
    host_.now_us += 200'000;
    std::uint32_t taken = send(AMENDS_INPUT_POINTER_DOWN, x, y);
    turn();
    host_.now_us += 80'000;
    taken += send(AMENDS_INPUT_POINTER_UP, x, y);
    turn();
    host_.now_us += 80'000;
    turn();
    return taken;
  }
  // Taps the middle of what has that label; false if it isn't there, or the overlay didn't take the tap.
  [[nodiscard]] bool tap(std::string_view label) {
    if (!wait_for(label)) return false;
    const amends_rect_t rect = find(label)->rect;
    return tap_at(static_cast<float>(rect.x) + static_cast<float>(rect.width) / 2,
                  static_cast<float>(rect.y) + static_cast<float>(rect.height) / 2) == 2;
  }

  [[nodiscard]] std::vector<unsigned char>& pixels() { return pixels_; }

  const amends_overlay_t* overlay = nullptr;
  const amends_overlay_pos_t* pos = nullptr;
  const amends_overlay_operator_t* operators = nullptr;
  const amends_overlay_accessibility_t* tree = nullptr;
  const amends_overlay_scanner_t* scanner = nullptr;
  amends_status_t status = AMENDS_E_INTERNAL;
  amends_status_t frame_status = AMENDS_E_INTERNAL;
  amends_error_t error{};

 private:
  ScriptedHost& host_;
  std::vector<unsigned char> pixels_;
  bool is_started_ = false;
};

}  // namespace amends::testing
