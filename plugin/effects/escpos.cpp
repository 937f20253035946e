#include "effects/escpos.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "effects/code_page.hpp"
#include "effects/line_wrap.hpp"
#include "effects/qr_raster.hpp"
#include "effects/raster_text.hpp"

namespace amends {

namespace {

constexpr std::uint8_t kEscape = 0x1B;
constexpr std::uint8_t kGroup = 0x1D;
constexpr std::uint8_t kFile = 0x1C;
constexpr std::uint8_t kLineFeed = 0x0A;
constexpr std::uint8_t kDataLink = 0x10;

// Firmware is known that reads only the low byte of the number of rows.
constexpr std::int32_t kBandRows = 255;
// Without a knife the last line has to pass the edge at which the paper is torn.
constexpr std::uint8_t kLinesToTheEdge = 4;
constexpr std::uint8_t kBarcodeHeightDots = 80;
// On narrower paper a bar code of some length can't be read, and one that is there or not would be no help.
constexpr std::int32_t kNarrowestForBarcodesDots = 500;
constexpr std::int32_t kLineDots = 30;  // as the printers' own lines are, from accent to descender
constexpr std::int32_t kGapDots = 12;   // as wide as one of their letters

SlipImage blank_image(std::int32_t width_dots, std::int32_t height_dots) {
  SlipImage image{.width_dots = width_dots, .height_dots = height_dots, .rows = {}};
  image.rows.assign(static_cast<std::size_t>((width_dots + 7) / 8) * static_cast<std::size_t>(height_dots), 0);
  return image;
}

bool is_sound(const SlipImage& image) {
  constexpr std::int32_t kMost = 16'384;
  if (image.width_dots < 1 || image.height_dots < 1) return false;
  if (image.width_dots > kMost || image.height_dots > kMost) return false;
  const auto row_bytes = static_cast<std::size_t>((image.width_dots + 7) / 8);
  return image.rows.size() == row_bytes * static_cast<std::size_t>(image.height_dots);
}

bool is_black(const SlipImage& image, std::int32_t x, std::int32_t y) {
  if (x >= image.width_dots || y >= image.height_dots) return false;
  const auto row_bytes = static_cast<std::size_t>((image.width_dots + 7) / 8);
  const std::uint8_t byte = image.rows[static_cast<std::size_t>(y) * row_bytes + static_cast<std::size_t>(x / 8)];
  return (byte >> (7U - x % 8U) & 1U) != 0;
}

void blacken(SlipImage& image, std::int32_t x, std::int32_t y) {
  const auto row_bytes = static_cast<std::size_t>((image.width_dots + 7) / 8);
  image.rows[static_cast<std::size_t>(y) * row_bytes + static_cast<std::size_t>(x / 8)] |=
      static_cast<std::uint8_t>(0x80U >> (x % 8U));
}

SlipImage halved(const SlipImage& image) {
  SlipImage half = blank_image((image.width_dots + 1) / 2, (image.height_dots + 1) / 2);
  for (std::int32_t y = 0; y < half.height_dots; ++y) {
    for (std::int32_t x = 0; x < half.width_dots; ++x) {
      const int black = is_black(image, 2 * x, 2 * y) + is_black(image, 2 * x + 1, 2 * y) +
                        is_black(image, 2 * x, 2 * y + 1) + is_black(image, 2 * x + 1, 2 * y + 1);
      if (black >= 2) blacken(half, x, y);
    }
  }
  return half;
}

struct PairLine {
  std::u32string left;
  std::u32string right;
};

// What comes right stands in the first line; in lines of its own, where it would leave too little room for the left.
std::vector<PairLine> paired(std::u32string_view left, std::u32string_view right, std::int32_t line_width,
                             std::int32_t gap, const CharacterWidth& width) {
  const std::int32_t room = right.empty() ? line_width : line_width - width_of(right, width) - gap;
  const bool together = room >= line_width / 4 || (room > 0 && width_of(left, width) <= room);
  std::vector<PairLine> lines;
  for (std::u32string& line : wrapped(left, together ? room : line_width, width))
    lines.push_back({std::move(line), {}});
  if (together) {
    lines.front().right = right;
  } else {
    for (std::u32string& line : wrapped(right, line_width, width))
      lines.push_back({{}, std::move(line)});
  }
  return lines;
}

class Encoder {
 public:
  Encoder(const PrinterProfile& profile, RasterText* letters) : profile_(profile), letters_(letters) {}

  void begin() {
    put({kEscape, '@'});
    if (profile_.two_byte) put({kFile, '.'});
    // Of the national sets only the first has all of ASCII.
    put({kEscape, 'R', 0});
    put({kEscape, 't', static_cast<std::uint8_t>(profile_.code_page_number)});
  }

  void end(PrintMark mark) {
    if (profile_.cuts) {
      put({kEscape, 'd', 1, kGroup, 'V', 66, 0});
    } else {
      put({kEscape, 'd', kLinesToTheEdge});
    }
    // The till's own receipts find the printer as they left it.
    put({kEscape, '@'});
    if (profile_.tells_done) put({kGroup, '(', 'H', 6, 0, 48, 48, mark[0], mark[1], mark[2], mark[3]});
  }

  void operator()(const SlipText& part) {
    const std::u32string wanted = printable(part.text);
    const bool large = part.size == SlipText::Size::large;
    auto text = carried(profile_.code_page, wanted);
    if (!text && letters_) return raster(wanted, part.align, large, part.bold);
    if (!text) text = carried_poorly(profile_.code_page, wanted);
    set(part.align, large, part.bold);
    const std::int32_t columns = std::max(large ? profile_.columns / 2 : profile_.columns, 1);
    for (const std::u32string& line : wrapped(*text, columns, each_one_column)) {
      put_text(line);
      put({kLineFeed});
    }
  }

  void operator()(const SlipPair& part) {
    const std::u32string wanted_left = printable(part.left);
    const std::u32string wanted_right = printable(part.right);
    auto left = carried(profile_.code_page, wanted_left);
    auto right = carried(profile_.code_page, wanted_right);
    if ((!left || !right) && letters_) return raster(wanted_left, wanted_right, part.bold);
    if (!left) left = carried_poorly(profile_.code_page, wanted_left);
    if (!right) right = carried_poorly(profile_.code_page, wanted_right);
    set(SlipText::Align::left, false, part.bold);
    for (const PairLine& line : paired(*left, *right, profile_.columns, 1, each_one_column)) {
      put_text(line.left);
      if (!line.right.empty()) {
        const auto used = static_cast<std::int32_t>(line.left.size() + line.right.size());
        bytes_.insert(bytes_.end(), static_cast<std::size_t>(std::max(profile_.columns - used, 0)), ' ');
        put_text(line.right);
      }
      put({kLineFeed});
    }
  }

  void operator()(const SlipRule&) {
    set(SlipText::Align::left, false, false);
    bytes_.insert(bytes_.end(), static_cast<std::size_t>(profile_.columns), '-');
    put({kLineFeed});
  }

  void operator()(const SlipSpace&) {
    set(SlipText::Align::left, false, false);
    put({kLineFeed});
  }

  void operator()(const SlipQr& part) {
    const auto modules = qr_modules(part.data);
    if (!modules) return;
    const std::int32_t module_dots = qr_module_dots(modules->side, profile_.dots);
    if (module_dots < 1) return;
    // A printer obeys what begins with DLE even within a code's data.
    if (!profile_.prints_qr || part.data.find(static_cast<char>(kDataLink)) != std::string::npos) {
      return centred(qr_image(*modules, module_dots));
    }
    set(SlipText::Align::centre, false, false);
    put({kLineFeed});
    const std::size_t size = part.data.size() + 3;
    put({kGroup, '(', 'k', 4, 0, 49, 65, 50, 0});
    put({kGroup, '(', 'k', 3, 0, 49, 67, static_cast<std::uint8_t>(module_dots)});
    put({kGroup, '(', 'k', 3, 0, 49, 69, 49});
    put({kGroup, '(', 'k', static_cast<std::uint8_t>(size & 0xFFU), static_cast<std::uint8_t>(size >> 8U), 49, 80, 48});
    bytes_.insert(bytes_.end(), part.data.begin(), part.data.end());
    put({kGroup, '(', 'k', 3, 0, 49, 81, 48});
    put({kLineFeed});
  }

  void operator()(const SlipBarcode& part) {
    const auto printable_ascii = [](char letter) { return letter >= 0x20 && letter < 0x7F; };
    if (!profile_.prints_code128 || profile_.dots < kNarrowestForBarcodesDots || part.data.empty() ||
        !std::ranges::all_of(part.data, printable_ascii)) {
      return;
    }
    // Eleven modules for each letter, the start and the check, thirteen for the stop, ten of blank at each side.
    const auto modules = static_cast<std::int32_t>(std::min<std::size_t>(part.data.size(), 200)) * 11 + 55;
    const std::int32_t module_dots = std::min(profile_.dots / modules, 3);
    if (module_dots < 2) return;
    std::string data = "{B";
    for (const char letter : part.data)
      data.append(letter == '{' ? 2 : 1, letter);
    set(SlipText::Align::centre, false, false);
    put({kGroup, 'h', kBarcodeHeightDots});
    put({kGroup, 'w', static_cast<std::uint8_t>(module_dots)});
    put({kGroup, 'H', 0});
    put({kGroup, 'k', 73, static_cast<std::uint8_t>(data.size())});
    bytes_.insert(bytes_.end(), data.begin(), data.end());
    put({kLineFeed});
  }

  void operator()(const SlipImage& part) {
    if (!is_sound(part)) return;
    SlipImage image = part;
    while (image.width_dots > profile_.dots)
      image = halved(image);
    centred(image);
  }

  [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(bytes_); }

 private:
  static std::int32_t each_one_column(char32_t) { return 1; }

  void put(std::initializer_list<std::uint8_t> bytes) { bytes_.insert(bytes_.end(), bytes); }

  void put_text(std::u32string_view text) {
    for (const char32_t character : text)
      bytes_.push_back(byte_of(profile_.code_page, character).value_or('?'));
  }

  // Only where a line begins, which is the only place where the printer takes an alignment.
  void set(SlipText::Align align, bool large, bool bold) {
    if (std::exchange(align_, align) != align) {
      put({kEscape, 'a', static_cast<std::uint8_t>(align == SlipText::Align::centre ? 1 : 0)});
    }
    if (std::exchange(large_, large) != large) put({kGroup, '!', static_cast<std::uint8_t>(large ? 0x11 : 0x00)});
    if (std::exchange(bold_, bold) != bold) put({kEscape, 'E', static_cast<std::uint8_t>(bold ? 1 : 0)});
  }

  void raster(std::u32string_view text, SlipText::Align align, bool large, bool bold) {
    const std::int32_t times = large ? 2 : 1;
    const auto width = [&](char32_t character) { return letters_->width_dots(character, times * kLineDots); };
    const auto lines = wrapped(text, profile_.dots, width);
    for (const std::u32string& line : lines) {
      SlipImage image = blank_image(profile_.dots, times * kLineDots);
      const std::int32_t left = std::max(profile_.dots - width_of(line, width), 0);
      letters_->draw(image, line, align == SlipText::Align::centre ? left / 2 : 0, times * kLineDots, bold);
      across(image);
    }
  }

  void raster(std::u32string_view left, std::u32string_view right, bool bold) {
    const auto width = [&](char32_t character) { return letters_->width_dots(character, kLineDots); };
    for (const PairLine& line : paired(left, right, profile_.dots, kGapDots, width)) {
      SlipImage image = blank_image(profile_.dots, kLineDots);
      letters_->draw(image, line.left, 0, kLineDots, bold);
      letters_->draw(image, line.right, std::max(profile_.dots - width_of(line.right, width), 0), kLineDots, bold);
      across(image);
    }
  }

  // Not by ESC a, which not every maker heeds for rasters.
  void centred(const SlipImage& image) {
    SlipImage wide = blank_image(profile_.dots, image.height_dots);
    const auto from_bytes = static_cast<std::size_t>((image.width_dots + 7) / 8);
    const auto to_bytes = static_cast<std::size_t>((profile_.dots + 7) / 8);
    const std::size_t begin = (to_bytes - from_bytes) / 2;
    // What stands beyond the width in a row's last byte is no part of the picture.
    const auto last = static_cast<std::uint8_t>(0xFFU << ((8U - image.width_dots % 8U) % 8U));
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height_dots); ++y) {
      for (std::size_t x = 0; x < from_bytes; ++x) {
        const std::uint8_t byte = image.rows[y * from_bytes + x];
        wide.rows[y * to_bytes + begin + x] = x + 1 == from_bytes ? static_cast<std::uint8_t>(byte & last) : byte;
      }
    }
    across(wide);
  }

  // A picture as wide as the paper.
  void across(const SlipImage& image) {
    set(SlipText::Align::left, false, false);
    const auto row_bytes = static_cast<std::size_t>((image.width_dots + 7) / 8);
    for (std::int32_t y = 0; y < image.height_dots; y += kBandRows) {
      const std::int32_t rows = std::min(kBandRows, image.height_dots - y);
      put({kGroup, 'v', '0', 0, static_cast<std::uint8_t>(row_bytes & 0xFFU),
           static_cast<std::uint8_t>(row_bytes >> 8U), static_cast<std::uint8_t>(rows), 0});
      const std::size_t begin = bytes_.size();
      const auto* first = image.rows.data() + static_cast<std::size_t>(y) * row_bytes;
      bytes_.insert(bytes_.end(), first, first + static_cast<std::size_t>(rows) * row_bytes);
      break_up_real_time_commands(begin);
    }
  }

  // A printer obeys DLE EOT, DLE ENQ and DLE DC4 (which opens the drawer) even within a picture; one dot more isn't seen.
  void break_up_real_time_commands(std::size_t begin) {
    for (std::size_t at = begin; at + 1 < bytes_.size(); ++at) {
      const std::uint8_t next = bytes_[at + 1];
      if (bytes_[at] == kDataLink && (next == 0x04 || next == 0x05 || next == 0x14)) bytes_[at] |= 0x08U;
    }
  }

  const PrinterProfile& profile_;
  RasterText* letters_;
  std::vector<std::uint8_t> bytes_;
  SlipText::Align align_ = SlipText::Align::left;
  bool large_ = false;
  bool bold_ = false;
};

}  // namespace

PrintMark print_mark(std::uint32_t number) {
  PrintMark mark{};
  for (std::uint8_t& each : mark) {
    each = static_cast<std::uint8_t>(0x30U + (number & 0x3FU));
    number >>= 6U;
  }
  return mark;
}

std::vector<std::uint8_t> escpos_bytes(const Slip& slip, const PrinterProfile& profile, PrintMark mark,
                                       RasterText* letters) {
  Encoder encoder(profile, letters);
  encoder.begin();
  for (const SlipPart& part : slip.parts)
    std::visit(encoder, part);
  encoder.end(mark);
  return encoder.take();
}

}  // namespace amends
