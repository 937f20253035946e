#include "ui/text_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace amends {

namespace {

constexpr std::array kTightened{1.0F, 0.95F, 0.9F};
constexpr float kRounding = 0.01F;  // widths are sums of fractions

bool breaks_after(char32_t character) {
  return character == U' ' || character == U'-' || character == U'/' || character == U'\u2013';
}

class Breaker {
 public:
  Breaker(FontSet& fonts, std::string_view text, Weight weight, float em_px, float width)
      : fonts_(fonts), text_(text), weight_(weight), em_(em_px), width_(width + kRounding) {}

  // The line that begins at `at`; moves `at` to where the next one begins.
  TextLine next(std::size_t& at) {
    TextLine line{at, at, 0, false};
    TextLine best = line;
    std::size_t best_next = at;
    float pen = 0;
    char32_t before = 0;
    for (std::size_t here = at; here < text_.size();) {
      std::size_t after = here;
      const char32_t character = next_character(text_, after);
      if (character == U'\n') {
        at = after;
        return line;
      }
      if (before != 0) pen += fonts_.kerning(weight_, em_, before, character);
      const float with_it = pen + fonts_.advance(weight_, em_, character);
      if (character != U' ' && with_it > width_ && here > at) {
        // Within a word only if the line has no better place.
        if (best_next == at) {
          at = here;
          broke_word_ = true;
          return line;
        }
        at = best_next;
        return best;
      }
      pen = with_it;
      if (character != U' ') line = {line.begin, after, pen, false};
      if (breaks_after(character)) {
        best = line;
        best_next = after;
      }
      before = character;
      here = after;
    }
    at = text_.size();
    return line;
  }

  [[nodiscard]] bool broke_word() const { return broke_word_; }

  // The line as far as it fits with an ellipsis.
  TextLine cut(std::size_t begin) {
    const float room = width_ - fonts_.width(kEllipsis, weight_, em_);
    TextLine line{begin, begin, 0, true};
    float pen = 0;
    char32_t before = 0;
    for (std::size_t here = begin; here < text_.size();) {
      std::size_t after = here;
      const char32_t character = next_character(text_, after);
      if (before != 0) pen += fonts_.kerning(weight_, em_, before, character);
      pen += fonts_.advance(weight_, em_, character);
      if (pen > room || character == U'\n') break;
      if (character != U' ') line = {begin, after, pen, true};
      before = character;
      here = after;
    }
    line.width += fonts_.width(kEllipsis, weight_, em_);
    return line;
  }

 private:
  FontSet& fonts_;
  std::string_view text_;
  Weight weight_;
  float em_;
  float width_;
  bool broke_word_ = false;
};

}  // namespace

float TextLayout::width() const {
  float widest = 0;
  for (const TextLine& line : lines)
    widest = std::max(widest, line.width);
  return widest;
}

TextLayout lay_out(FontSet& fonts, std::string_view text, Weight weight, float em_px, float width,
                   std::size_t lines_max) {
  TextLayout layout;
  if (text.empty()) return layout;
  for (const float factor : kTightened) {
    layout = TextLayout{};
    layout.em = std::round(em_px * factor * 4) / 4;
    if (factor == 1.0F) layout.em = em_px;
    layout.line_height = fonts.metrics(weight, layout.em).line_height;
    Breaker breaker(fonts, text, weight, layout.em, width);
    std::size_t at = 0;
    while (at < text.size()) {
      if (lines_max != 0 && layout.lines.size() == lines_max) {
        layout.cut = true;
        break;
      }
      layout.lines.push_back(breaker.next(at));
    }
    const bool fits = !layout.cut && layout.width() <= width + 2 * kRounding;
    layout.word_broken = breaker.broke_word();
    if (fits && (!breaker.broke_word() || factor == kTightened.back())) return layout;
  }
  if (layout.cut) {
    Breaker breaker(fonts, text, weight, layout.em, width);
    layout.lines.back() = breaker.cut(layout.lines.back().begin);
  } else {
    // Narrower than a single letter.
    layout.cut = true;
  }
  return layout;
}

}  // namespace amends
