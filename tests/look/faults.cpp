#include "faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "ui/theme.hpp"

namespace amends::look {

namespace {

constexpr double kLeastContrast = 4.5;
constexpr float kLeastTargetPx = 48;
constexpr float kLeastTargetMm = 9;
constexpr float kDotsAnInch = 96;
constexpr float kMmAnInch = 25.4F;
constexpr float kTouching = 1;  // neighbours may share this much by rounding
constexpr int kNear = 40;       // a letter's darkest pixel may differ so much, per channel, from its colour
constexpr float kSmallest = 6;  // less of a thing than this can't be looked at

std::string at(const Rect& rect) {
  return fmt::format("({}, {}, {} x {})", rect.x, rect.y, rect.width, rect.height);
}

std::string said(const Node& node) {
  return fmt::format("\"{}\" {}", node.label.empty() ? node.value : node.label, at(node.rect));
}

Rgba rgba(std::uint32_t argb) {
  return {static_cast<std::uint8_t>(argb >> 16U), static_cast<std::uint8_t>(argb >> 8U),
          static_cast<std::uint8_t>(argb), 255};
}

bool is_container(const Node& node) {
  return node.role == NodeRole::window || node.role == NodeRole::group || node.role == NodeRole::list;
}

class Inspection {
 public:
  explicit Inspection(const Screen& screen) : screen_(screen) {
    for (const Node& node : screen.nodes)
      by_id_.emplace(node.id, &node);
  }

  std::vector<Fault> run() {
    for (const Node& node : screen_.nodes) {
      if (node.text_cut || node.word_broken) add(Rule::cut, said(node));
      look_for_off_screen(node);
      look_for_small_target(node);
      look_at_colours(node);
    }
    look_for_overlaps();
    return std::move(faults_);
  }

 private:
  void add(Rule rule, std::string what) { faults_.push_back({rule, std::move(what)}); }

  [[nodiscard]] Rect surface() const {
    return {0, 0, static_cast<float>(screen_.width_px), static_cast<float>(screen_.height_px)};
  }

  // The area that scrolls the node: the nearest group around it. Null: none, it stands still.
  [[nodiscard]] const Node* area_of(const Node& node) const {
    for (auto above = by_id_.find(node.parent_id); above != by_id_.end();
         above = by_id_.find(above->second->parent_id)) {
      if (above->second->role == NodeRole::group && !above->second->state.clipped) return above->second;
    }
    return nullptr;
  }

  [[nodiscard]] Rect seen(const Node& node) const {
    const Node* area = node.state.clipped ? area_of(node) : nullptr;
    return node.rect.intersected(area != nullptr ? area->rect.intersected(surface()) : surface());
  }

  [[nodiscard]] bool is_above(const Node& one, const Node& other) const {
    for (auto above = by_id_.find(other.parent_id); above != by_id_.end();
         above = by_id_.find(above->second->parent_id)) {
      if (above->second == &one) return true;
    }
    return false;
  }

  void look_for_off_screen(const Node& node) {
    if (node.rect.empty()) return;
    const Node* area = area_of(node);
    if (area == nullptr) {
      if (!surface().contains(node.rect)) add(Rule::off_screen, said(node));
      return;
    }
    // What scrolls may lie above and below its area, never beside it.
    if (node.rect.x < area->rect.x - kTouching || node.rect.right() > area->rect.right() + kTouching) {
      add(Rule::off_screen, said(node) + " beside " + at(area->rect));
    }
  }

  void look_for_small_target(const Node& node) {
    if (!node.tappable) return;
    const float least =
        std::max(kLeastTargetPx, std::floor(kLeastTargetMm * kDotsAnInch * screen_.device_scale / kMmAnInch));
    if (node.rect.width < least || node.rect.height < least) add(Rule::target, said(node));
  }

  void look_at_colours(const Node& node) {
    if (node.text_argb >> 24U == 0 || node.ground_argb >> 24U == 0) return;
    const double contrast = contrast_ratio(rgba(node.text_argb), rgba(node.ground_argb));
    if (contrast < kLeastContrast) add(Rule::contrast, fmt::format("{}: {:.2f}", said(node), contrast));
    const Rect place = seen(node).snapped();
    // Of what is scrolled away, a slice as thin as the card's line shows no ground.
    const float smallest = node.state.clipped ? kSmallest * screen_.device_scale : kSmallest;
    if (place.width < smallest || place.height < smallest) return;
    std::unordered_map<std::uint32_t, int> counts;
    int nearest = 255;
    const Rgba wanted = rgba(node.text_argb);
    for (auto y = static_cast<std::int32_t>(place.y); y < static_cast<std::int32_t>(place.bottom()); ++y) {
      for (auto x = static_cast<std::int32_t>(place.x); x < static_cast<std::int32_t>(place.right()); ++x) {
        const std::uint32_t pixel =
            screen_.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(screen_.width_px) +
                           static_cast<std::size_t>(x)];
        ++counts[pixel & 0xffffffU];
        const int away = std::max({std::abs(static_cast<int>(pixel & 0xffU) - wanted.red),
                                   std::abs(static_cast<int>(pixel >> 8U & 0xffU) - wanted.green),
                                   std::abs(static_cast<int>(pixel >> 16U & 0xffU) - wanted.blue)});
        nearest = std::min(nearest, away);
      }
    }
    const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
    const Rgba ground = rgba(node.ground_argb);
    const std::uint32_t told =
        static_cast<std::uint32_t>(ground.blue) << 16U | static_cast<std::uint32_t>(ground.green) << 8U | ground.red;
    if (most->first != told) {
      add(Rule::lying_colour, fmt::format("{}: ground {:06x}, seen {:06x} (BGR)", said(node), told, most->first));
    }
    // A slice of something scrolled away may hold no letter.
    if (!node.state.clipped && nearest > kNear) {
      add(Rule::lying_colour, fmt::format("{}: no letter of its colour, the nearest is {} away", said(node), nearest));
    }
  }

  void look_for_overlaps() {
    const auto nodes = screen_.nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (is_container(nodes[i])) continue;
      const Rect one = seen(nodes[i]);
      if (one.empty()) continue;
      for (std::size_t k = i + 1; k < nodes.size(); ++k) {
        if (is_container(nodes[k]) || is_above(nodes[i], nodes[k])) continue;
        const Rect other = seen(nodes[k]);
        const Rect both = one.intersected(other);
        if (both.width <= kTouching || both.height <= kTouching) continue;
        const bool inside = nodes[i].rect.contains(nodes[k].rect) || nodes[k].rect.contains(nodes[i].rect);
        // A tag on its card, a button on its row. Two things to tap lie in each other on a row only.
        const bool two_taps = nodes[i].tappable && nodes[k].tappable;
        const bool on_row = nodes[i].role == NodeRole::list_item || nodes[k].role == NodeRole::list_item;
        if (inside && (!two_taps || on_row)) continue;
        add(Rule::overlap, said(nodes[i]) + " and " + said(nodes[k]));
      }
    }
  }

  const Screen& screen_;
  std::unordered_map<std::uint64_t, const Node*> by_id_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> faults_of(const Screen& screen) {
  return Inspection(screen).run();
}

}  // namespace amends::look
