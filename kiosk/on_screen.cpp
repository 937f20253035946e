#include "kiosk/on_screen.hpp"

#include <amends.h>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "kiosk/till.hpp"

namespace kiosk {
namespace {

bool is_control(amends_node_role_t role) {
  switch (role) {
    case AMENDS_NODE_BUTTON:
    case AMENDS_NODE_CHECK_BOX:
    case AMENDS_NODE_RADIO:
    case AMENDS_NODE_TAB:
    case AMENDS_NODE_TEXT_FIELD:
    case AMENDS_NODE_LIST_ITEM:
      return true;
    default:
      return false;
  }
}

// As somebody who writes a journey types it: a blank that doesn't break is a blank.
std::string as_typed(const char* text) {
  std::string typed = text != nullptr ? text : "";
  for (const std::string_view blank : {"\u00a0", "\u202f"}) {
    for (std::size_t at = typed.find(blank); at != std::string::npos; at = typed.find(blank, at))
      typed.replace(at, blank.size(), " ");
  }
  return typed;
}

Seen as_seen(const amends_node_t& node) {
  Seen seen;
  seen.label = as_typed(node.label);
  seen.value = as_typed(node.value);
  seen.whole = {node.rect.x, node.rect.y, node.rect.width, node.rect.height};
  seen.rect = seen.whole;
  seen.is_overlays = true;
  seen.can_be_tapped = is_control(node.role);
  seen.is_clipped = (node.state & AMENDS_NODE_CLIPPED) != 0;
  seen.is_focused = (node.state & AMENDS_NODE_FOCUSED) != 0;
  seen.is_disabled = (node.state & AMENDS_NODE_DISABLED) != 0;
  seen.id = node.id;
  seen.parent = node.parent_id;
  return seen;
}

const Seen* by_id(const std::vector<Seen>& seen, std::uint64_t id) {
  const auto found = std::find_if(seen.begin(), seen.end(), [&](const Seen& one) { return one.id == id; });
  return id == 0 || found == seen.end() ? nullptr : &*found;
}

// A clipped thing can be tapped where it lies within what it scrolls in: the nearest of its parents that isn't
// clipped itself.
void cut_clipped(std::vector<Seen>& seen, const SDL_Rect& window) {
  for (Seen& one : seen) {
    SDL_Rect area = window;
    if (one.is_clipped) {
      const Seen* parent = by_id(seen, one.parent);
      while (parent != nullptr && parent->is_clipped)
        parent = by_id(seen, parent->parent);
      if (parent != nullptr) area = parent->whole;
      one.scroll_area = area;
    }
    if (SDL_IntersectRect(&one.whole, &area, &one.rect) == SDL_FALSE) one.rect = {};
  }
}

void look_at_overlay(const Till& till, std::vector<Seen>& seen) {
  if (!till.has_overlay()) return;
  const auto* table = till.library().extension<amends_overlay_accessibility_t>(AMENDS_EXTENSION_ACCESSIBILITY,
                                                                               AMENDS_OVERLAY_ACCESSIBILITY_SIZE_0_1);
  if (table == nullptr) return;
  const auto take = [](void* context, const amends_node_t* node) {
    if (node->struct_size < AMENDS_NODE_SIZE_0_1) return;
    static_cast<std::vector<Seen>*>(context)->push_back(as_seen(*node));
  };
  if (table->visit_nodes(&till.library().overlay(), take, &seen) != AMENDS_OK) seen.clear();
  cut_clipped(seen, till.window().area());
}

bool is_within(const std::vector<Seen>& seen, const Seen& one, const std::string& parent_label) {
  if (parent_label.empty()) return true;
  for (const Seen* parent = by_id(seen, one.parent); parent != nullptr; parent = by_id(seen, parent->parent)) {
    if (parent->label.find(parent_label) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

std::vector<Seen> look(const Till& till) {
  std::vector<Seen> seen;
  look_at_overlay(till, seen);
  for (const Label& label : till.screen().labels()) {
    const SDL_Point middle{label.rect.x + label.rect.w / 2, label.rect.y + label.rect.h / 2};
    if (SDL_PointInRect(&middle, &till.covered()) == SDL_TRUE) continue;
    Seen one;
    one.label = label.text;
    one.rect = one.whole = label.rect;
    one.can_be_tapped = label.tappable;
    seen.push_back(std::move(one));
  }
  return seen;
}

const Seen* find(const std::vector<Seen>& seen, const Wanted& wanted) {
  for (const bool exact : {true, false}) {
    for (const bool overlays : {true, false}) {
      for (const bool control : {true, false}) {
        int position = 0;
        for (const Seen& one : seen) {
          if (one.is_overlays != overlays || one.can_be_tapped != control) continue;
          if (wanted.till_only && one.is_overlays) continue;
          const bool matches = exact ? one.label == wanted.label : one.label.find(wanted.label) != std::string::npos;
          if (!matches || !is_within(seen, one, wanted.parent)) continue;
          if (++position == wanted.position) return &one;
        }
      }
    }
  }
  return nullptr;
}

bool shows(const std::vector<Seen>& seen, const std::string& text) {
  return std::any_of(seen.begin(), seen.end(), [&](const Seen& one) {
    return one.label.find(text) != std::string::npos || one.value.find(text) != std::string::npos;
  });
}

std::string describe(const std::vector<Seen>& seen) {
  std::string text;
  for (const bool overlays : {true, false}) {
    std::string labels;
    for (const Seen& one : seen) {
      if (one.is_overlays != overlays || one.label.empty()) continue;
      if (!labels.empty()) labels += ", ";
      labels += fmt::format("\"{}\"", one.label);
      if (!one.value.empty()) labels += fmt::format(" = \"{}\"", one.value);
      if (one.is_disabled) labels += " (disabled)";
      if (one.is_clipped) labels += " (clipped)";
    }
    if (!text.empty()) text += "; ";
    text += fmt::format("{}: {}", overlays ? "overlay" : "till", labels.empty() ? "nothing" : labels);
  }
  return text;
}

}  // namespace kiosk
