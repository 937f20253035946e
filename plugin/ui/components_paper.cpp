#include <algorithm>
#include <array>
#include <cmath>
#include <variant>
#include <vector>

#include "desk/slip.hpp"
#include "ui/component_parts.hpp"

namespace amends {

namespace {

// Paper is white and its ink dark in every light, as the QR codes on it must be.
constexpr Rgba kSheet{255, 255, 255, 255};
constexpr Rgba kInk{29, 35, 46, 255};
constexpr Rgba kFaint{150, 155, 163, 255};

constexpr float kWidthMost = 344;
constexpr float kSide = 20;
constexpr float kAbove = 18;
constexpr float kBelow = 14;
constexpr float kBetweenParts = 4;
constexpr float kRuleHeight = 15;
constexpr float kDash = 5;
constexpr float kSpaceHeight = 12;
constexpr float kTooth = 4;  // the radius of what a torn edge is made of
constexpr float kNormal = 15;
constexpr float kLarge = 25;
constexpr float kSmallest = 9;
constexpr float kShrink = 0.9F;
constexpr float kQrSide = 176;
constexpr float kPairGap = 12;
constexpr float kRightMost = 0.62F;  // of a line; a longer right end has a line of its own
constexpr float kFrame = 6;
constexpr std::int32_t kPaperDots = 576;

Weight weight_of(bool bold) {
  return bold ? Weight::semibold : Weight::regular;
}

// A part as it lies on the paper.
struct Piece {
  const SlipPart* part = nullptr;
  float height = 0;
  TextLayout text;
  TextLayout right;
  bool stacked = false;  // a pair's right end stands below its left one
};

class Paper {
 public:
  Paper(Ui& ui, float width, const Slip& slip) : ui_(ui) {
    const float tooth = ui.px(kTooth);
    const float room = std::min(std::round(width) - 2 * ui.px(size::kHairline), ui.px(kWidthMost));
    // Whole teeth.
    width_ = std::max(1.0F, std::floor(room / (2 * tooth))) * 2 * tooth;
    inner_ = std::max(1.0F, width_ - 2 * ui.px(kSide));
    height_ = ui.px(kAbove) + ui.px(kBelow);
    for (const SlipPart& part : slip.parts) {
      Piece piece = std::visit([&](const auto& each) { return lay(each); }, part);
      piece.part = &part;
      if (!pieces_.empty()) height_ += ui.px(kBetweenParts);
      height_ += piece.height;
      pieces_.push_back(std::move(piece));
    }
  }

  [[nodiscard]] float height() const { return height_ + ui_.px(kTooth) + 2 * ui_.px(size::kHairline); }

  void draw(const Rect& rect, std::string_view label) {
    const Rect place = rect.snapped();
    const Rect sheet =
        Rect{place.x + (place.width - width_) / 2, place.y + ui_.px(size::kHairline), width_, height_}.snapped();
    ui_.canvas().push_clip(place);
    draw_sheet(sheet);
    const GroupScope group(ui_, label, NodeRole::group, label, sheet.intersected(place));
    Column column(sheet.inset(ui_.px(kSide), 0), ui_.px(kBetweenParts));
    column.skip(ui_.px(kAbove));
    for (const Piece& piece : pieces_) {
      const Rect row = column.next(piece.height);
      lost_ = row.bottom() > place.bottom();
      std::visit([&](const auto& each) { put(each, piece, row, label); }, *piece.part);
    }
    ui_.canvas().pop_clip();
  }

 private:
  // Set smaller rather than broken within a word.
  [[nodiscard]] TextLayout set(const std::string& content, float size, bool bold, float width) const {
    TextLayout layout;
    for (float at = size; at >= kSmallest; at *= kShrink) {
      layout = lay_out(ui_, content, at, weight_of(bold), width, 0);
      if (!layout.cut && !layout.word_broken) break;
    }
    return layout;
  }

  [[nodiscard]] Piece lay(const SlipText& part) const {
    Piece piece;
    piece.text = set(part.text, part.size == SlipText::Size::large ? kLarge : kNormal, part.bold, inner_);
    piece.height = piece.text.height();
    return piece;
  }
  [[nodiscard]] Piece lay(const SlipPair& part) const {
    Piece piece;
    piece.right = set(part.right, kNormal, part.bold, inner_);
    const float right = std::ceil(piece.right.width());
    piece.stacked = piece.right.lines.size() > 1 || right > inner_ * kRightMost;
    const float left = piece.stacked ? inner_ : inner_ - right - ui_.px(kPairGap);
    piece.text = set(part.left, kNormal, part.bold, left);
    piece.height = piece.stacked ? piece.text.height() + piece.right.height()
                                 : std::max(piece.text.height(), piece.right.height());
    return piece;
  }
  [[nodiscard]] Piece lay(const SlipRule& /*part*/) const { return {.height = ui_.px(kRuleHeight)}; }
  [[nodiscard]] Piece lay(const SlipSpace& /*part*/) const { return {.height = ui_.px(kSpaceHeight)}; }
  [[nodiscard]] Piece lay(const SlipQr& /*part*/) const { return {.height = std::min(inner_, ui_.px(kQrSide))}; }
  [[nodiscard]] Piece lay(const SlipBarcode& part) const {
    Piece piece;
    piece.text = set(part.data, kNormal, false, inner_ - 2 * ui_.px(kFrame));
    piece.height = piece.text.height() + 2 * ui_.px(kFrame);
    return piece;
  }
  [[nodiscard]] Piece lay(const SlipImage& part) const { return {.height = image_size(part).height}; }

  // In the proportion to the paper that it has on 80 mm.
  [[nodiscard]] Size image_size(const SlipImage& part) const {
    const auto row_bytes = static_cast<std::size_t>(std::max(0, part.width_dots) + 7) / 8;
    const auto rows = static_cast<std::size_t>(std::max(0, part.height_dots));
    if (row_bytes == 0 || rows == 0 || part.rows.size() < row_bytes * rows) return {};
    const auto wide = static_cast<float>(part.width_dots);
    const float width = std::max(1.0F, std::round(inner_ * std::min(1.0F, wide / kPaperDots)));
    return {width, std::round(width * static_cast<float>(part.height_dots) / wide)};
  }

  void draw_sheet(const Rect& sheet) {
    const float tooth = ui_.px(kTooth);
    const float hairline = ui_.px(size::kHairline);
    const Rgba line = ui_.colour(Colour::line);
    const auto teeth = [&](float round, Rgba colour) {
      for (float x = sheet.x + tooth; x < sheet.right(); x += 2 * tooth)
        ui_.canvas().circle({x, sheet.bottom()}, round, colour);
    };
    teeth(tooth + hairline, line);
    ui_.canvas().fill({sheet.x - hairline, sheet.y - hairline, sheet.width + 2 * hairline, sheet.height + hairline},
                      line);
    teeth(tooth, kSheet);
    ui_.canvas().fill(sheet, kSheet);
  }

  void tell(std::string_view label, const Rect& rect, const TextLayout& layout, std::string_view value = {}) {
    Node& node = add_node(ui_, NodeRole::text, label, rect, value);
    node.text_cut = layout.cut || lost_;
    set_colours(node, kInk, kSheet);
  }

  void put(const SlipText& part, const Piece& piece, const Rect& row, std::string_view /*label*/) {
    const Align align = part.align == SlipText::Align::centre ? Align::centre : Align::left;
    draw_text(ui_, row, part.text, piece.text, weight_of(part.bold), kInk, align, Place::top);
    tell(part.text, row, piece.text);
  }
  void put(const SlipPair& part, const Piece& piece, const Rect& row, std::string_view /*label*/) {
    const Weight weight = weight_of(part.bold);
    draw_text(ui_, row, part.left, piece.text, weight, kInk, Align::left, Place::top);
    const Rect right = piece.stacked ? row.below(piece.text.height()) : row;
    draw_text(ui_, right, part.right, piece.right, weight, kInk, Align::right, Place::top);
    tell(part.left, row, piece.text, part.right);
  }
  void put(const SlipRule& /*part*/, const Piece& /*piece*/, const Rect& row, std::string_view /*label*/) {
    const float dash = ui_.px(kDash);
    const float y = std::round(row.centre().y);
    for (float x = row.x; x < row.right(); x += 2 * dash)
      ui_.canvas().fill({x, y, std::min(dash, row.right() - x), ui_.px(size::kHairline)}, kFaint);
  }
  void put(const SlipSpace& /*part*/, const Piece& /*piece*/, const Rect& /*row*/, std::string_view /*label*/) {}
  void put(const SlipQr& part, const Piece& /*piece*/, const Rect& row, std::string_view label) {
    static_cast<void>(qr_code(ui_, row, label, part.data));
  }
  void put(const SlipBarcode& part, const Piece& piece, const Rect& row, std::string_view /*label*/) {
    ui_.canvas().stroke_rounded(row, ui_.px(radius::kMark), ui_.px(size::kHairline), kFaint);
    draw_text(ui_, row, part.data, piece.text, Weight::regular, kInk, Align::centre);
    tell(part.data, row, piece.text);
  }
  void put(const SlipImage& part, const Piece& /*piece*/, const Rect& row, std::string_view label) {
    const Size drawn = image_size(part);
    if (drawn.width < 1 || drawn.height < 1) return;
    const auto wide = static_cast<std::int32_t>(drawn.width);
    const auto high = static_cast<std::int32_t>(drawn.height);
    const auto row_bytes = static_cast<std::size_t>(part.width_dots + 7) / 8;
    const float left = std::round(row.centre().x - drawn.width / 2);
    const auto dark = [&](std::int32_t x, std::int32_t y) {
      const auto column =
          static_cast<std::size_t>(x) * static_cast<std::size_t>(part.width_dots) / static_cast<std::size_t>(wide);
      const auto line =
          static_cast<std::size_t>(y) * static_cast<std::size_t>(part.height_dots) / static_cast<std::size_t>(high);
      return (part.rows[line * row_bytes + column / 8] & (0x80U >> (column % 8))) != 0;
    };
    for (std::int32_t y = 0; y < high; ++y) {
      // A run of dark dots is one quad.
      for (std::int32_t x = 0; x < wide;) {
        std::int32_t end = x;
        while (end < wide && dark(end, y))
          ++end;
        if (end > x) {
          ui_.canvas().fill(
              {left + static_cast<float>(x), row.y + static_cast<float>(y), static_cast<float>(end - x), 1}, kInk);
        }
        x = std::max(end, x + 1);
      }
    }
    add_node(ui_, NodeRole::image, label, {left, row.y, drawn.width, drawn.height});
  }

  Ui& ui_;
  float width_ = 0;
  float inner_ = 0;
  float height_ = 0;
  bool lost_ = false;  // the part being drawn lies below what there is room for
  std::vector<Piece> pieces_;
};

}  // namespace

void slip_paper(Ui& ui, const Rect& rect, std::string_view label, const Slip& slip) {
  Paper(ui, rect.width, slip).draw(rect, label);
}

float slip_paper_height(Ui& ui, float width, const Slip& slip) {
  return Paper(ui, width, slip).height();
}

}  // namespace amends
