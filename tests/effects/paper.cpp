#include "paper.hpp"

#include <iconv.h>
#include <qrencode.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "support/png_file.hpp"

namespace amends::testing {

namespace {

constexpr std::int32_t kLetterHeight = 24;
constexpr std::int32_t kLineHeight = 30;

std::string hex(std::uint8_t byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  return {kDigits[byte >> 4U], kDigits[byte & 0xFU]};
}

// Empty: the code page has no such letters.
std::string utf8_of(const std::string& code_page, std::string bytes) {
  const iconv_t converter = iconv_open("UTF-8", code_page.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return {};
  std::string text(bytes.size() * 4, '\0');
  char* from = bytes.data();
  char* to = text.data();
  std::size_t from_left = bytes.size();
  std::size_t to_left = text.size();
  const bool failed = iconv(converter, &from, &from_left, &to, &to_left) == static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (failed) return {};
  text.resize(text.size() - to_left);
  return text;
}

class Printer {
 public:
  Printer(std::span<const std::uint8_t> bytes, const PaperKind& kind) : bytes_(bytes), kind_(kind) {
    paper_.width_dots = kind.dots;
  }

  Paper run() {
    while (at_ < bytes_.size() && paper_.trouble.empty())
      step();
    if (!line_.empty() && paper_.trouble.empty()) paper_.trouble = "the last line is never ended";
    return std::move(paper_);
  }

 private:
  std::uint8_t next() {
    if (at_ < bytes_.size()) return bytes_[at_++];
    fail("the bytes end within a command");
    return 0;
  }
  std::string next(std::size_t count) {
    std::string taken;
    for (std::size_t index = 0; index < count && paper_.trouble.empty(); ++index)
      taken += static_cast<char>(next());
    return taken;
  }
  void fail(const std::string& sentence) {
    if (paper_.trouble.empty()) paper_.trouble = sentence + " at byte " + std::to_string(at_);
  }

  void step() {
    const std::uint8_t byte = next();
    switch (byte) {
      case 0x0A:
        return end_line();
      case 0x1B:
        return escape();
      case 0x1C:
        if (next() != '.') fail("an unknown FS");
        return;
      case 0x1D:
        return group();
      default:
        if (byte < 0x20 || byte == 0x7F) return fail("a control character " + hex(byte));
        line_ += static_cast<char>(byte);
    }
  }

  void escape() {
    const std::uint8_t command = next();
    switch (command) {
      case '@':
        if (!line_.empty()) fail("what was not printed is thrown away by ESC @");
        code_page_.clear();
        centred_ = large_ = bold_ = false;
        return;
      case 'R':
        if (next() != 0) fail("a national set that isn't ASCII");
        return;
      case 't': {
        const std::uint8_t number = next();
        for (const auto& [each, name] : kind_.code_pages) {
          if (each == number) code_page_ = name;
        }
        if (code_page_.empty()) fail("a code page that this printer hasn't got");
        return;
      }
      case 'a': {
        const std::uint8_t where = next();
        if (!line_.empty()) fail("ESC a within a line");
        if (where > 1) fail("an alignment that no slip has");
        centred_ = where == 1;
        return;
      }
      case 'E':
        bold_ = (next() & 1U) != 0;
        return;
      case 'd': {
        const std::uint8_t lines = next();
        if (!line_.empty()) fail("ESC d within a line");
        rows(lines * kLineHeight);
        return;
      }
      default:
        return fail("an unknown ESC " + hex(command));
    }
  }

  void group() {
    const std::uint8_t command = next();
    switch (command) {
      case '!': {
        const std::uint8_t size = next();
        if (size != 0x00 && size != 0x11) fail("a size that no slip has");
        large_ = size == 0x11;
        return;
      }
      case 'V': {
        if (next() != 66 || next() != 0) fail("an unknown GS V");
        ++paper_.cuts;
        return;
      }
      case 'h':
        barcode_height_ = next();
        return;
      case 'w':
        barcode_module_ = next();
        if (barcode_module_ < 2 || barcode_module_ > 6) fail("a bar code of a width that there isn't");
        return;
      case 'H':
        if (next() != 0) fail("letters under a bar code");
        return;
      case 'k':
        return barcode();
      case 'v':
        return raster();
      case '(':
        return parenthesis();
      default:
        return fail("an unknown GS " + hex(command));
    }
  }

  void parenthesis() {
    const std::uint8_t function = next();
    const std::size_t low = next();
    const std::string body = next(low + next() * 256U);
    if (function == 'H' && body.size() == 6 && body.starts_with("00")) {
      paper_.asked_done.push_back(body.substr(2));
    } else if (function == 'k' && body.size() >= 3 && body[0] == '1') {
      qr(static_cast<std::uint8_t>(body[1]), body.substr(2));
    } else {
      fail("an unknown GS ( " + hex(function));
    }
  }

  void qr(std::uint8_t function, const std::string& rest) {
    switch (function) {
      case 65:
        if (rest != std::string("2\0", 2)) fail("a QR code of another model");
        return;
      case 67:
        qr_module_ = static_cast<std::uint8_t>(rest[0]);
        if (rest.size() != 1 || qr_module_ < 1 || qr_module_ > 16) fail("a QR code's module that there isn't");
        return;
      case 69:
        if (rest != "1") fail("another error correction than M");
        return;
      case 80:
        if (rest[0] != '0') fail("QR data that is stored elsewhere");
        qr_data_ = rest.substr(1);
        return;
      case 81:
        if (rest != "0" || qr_data_.empty()) return fail("a QR code without data");
        paper_.qr_codes.push_back(qr_data_);
        return draw_qr();
      default:
        fail("an unknown function of QR codes " + hex(function));
    }
  }

  void draw_qr() {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeString(qr_data_.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
    if (!code) return fail("QR data that no code can hold");
    const std::int32_t side = code->width * qr_module_;
    if (side > kind_.dots) return fail("a QR code wider than the paper");
    const std::int32_t left = centred_ ? (kind_.dots - side) / 2 : 0;
    const std::int32_t top = rows(side);
    for (std::int32_t y = 0; y < side; ++y) {
      for (std::int32_t x = 0; x < side; ++x) {
        if ((code->data[y / qr_module_ * code->width + x / qr_module_] & 1U) != 0) blacken(left + x, top + y);
      }
    }
  }

  void barcode() {
    if (next() != 73) return fail("a bar code that isn't CODE128");
    const std::string data = next(next());
    if (!data.starts_with("{B")) return fail("a bar code that doesn't choose its set");
    std::string read;
    for (std::size_t index = 2; index < data.size(); ++index) {
      if (data[index] == '{' && (++index == data.size() || data[index] != '{'))
        return fail("a shift within a bar code");
      read += data[index];
    }
    // Start, check and stop, and ten modules of blank at each side.
    if ((11 * (static_cast<std::int32_t>(read.size()) + 3) + 2 + 20) * barcode_module_ > kind_.dots) {
      return fail("a bar code wider than the paper");
    }
    paper_.barcodes.push_back(read);
    rows(barcode_height_);
  }

  void raster() {
    if (next() != '0' || next() != 0) return fail("an unknown GS v");
    const std::int32_t width_bytes = next() + next() * 256;
    const std::int32_t height = next() + next() * 256;
    if (!line_.empty()) return fail("a raster within a line");
    if (width_bytes * 8 > (kind_.dots + 7) / 8 * 8) return fail("a raster wider than the paper");
    const std::string data = next(static_cast<std::size_t>(width_bytes * height));
    if (data.size() != static_cast<std::size_t>(width_bytes * height)) return;
    paper_.raster_rows.push_back(height);
    const std::int32_t top = rows(height);
    for (std::int32_t y = 0; y < height; ++y) {
      for (std::int32_t x = 0; x < std::min(width_bytes * 8, kind_.dots); ++x) {
        const auto byte = static_cast<std::uint8_t>(data[static_cast<std::size_t>(y * width_bytes + x / 8)]);
        if ((byte >> (7 - x % 8) & 1) != 0) blacken(x, top + y);
      }
    }
  }

  void end_line() {
    const std::int32_t times = large_ ? 2 : 1;
    const std::int32_t letter = kind_.dots / kind_.columns * times;
    const std::int32_t width = static_cast<std::int32_t>(line_.size()) * letter;
    if (width > kind_.dots) return fail("a line longer than the paper is wide");
    const std::string text = line_.empty() ? line_ : utf8_of(code_page_, line_);
    if (text.empty() != line_.empty()) return fail("letters that the code page hasn't got");
    paper_.lines.push_back({text, centred_, large_, bold_});
    const std::int32_t left = centred_ ? (kind_.dots - width) / 2 : 0;
    const std::int32_t top = rows(kLineHeight * times);
    for (std::size_t index = 0; index < line_.size(); ++index) {
      if (line_[index] == ' ') continue;
      const std::int32_t begin = left + static_cast<std::int32_t>(index) * letter;
      for (std::int32_t y = 4 * times; y < (kLetterHeight - 2) * times; ++y) {
        for (std::int32_t x = 1; x < letter - 2; ++x) {
          const bool edge = y < 6 * times || y >= (kLetterHeight - 4) * times || x < 3 || x >= letter - 4;
          if (edge || bold_) blacken(begin + x, top + y);
        }
      }
    }
    line_.clear();
  }

  // More paper; the first of its rows.
  std::int32_t rows(std::int32_t count) {
    const std::int32_t top = paper_.height_dots();
    paper_.dots.resize(paper_.dots.size() + static_cast<std::size_t>(count * kind_.dots));
    return top;
  }
  void blacken(std::int32_t x, std::int32_t y) { paper_.dots[static_cast<std::size_t>(y * kind_.dots + x)] = 1; }

  std::span<const std::uint8_t> bytes_;
  const PaperKind& kind_;
  Paper paper_;
  std::size_t at_ = 0;
  std::string line_;
  std::string code_page_;
  bool centred_ = false;
  bool large_ = false;
  bool bold_ = false;
  std::int32_t barcode_height_ = 162;
  std::int32_t barcode_module_ = 3;
  std::int32_t qr_module_ = 3;
  std::string qr_data_;
};

}  // namespace

Paper paper_of(std::span<const std::uint8_t> bytes, const PaperKind& kind) {
  return Printer(bytes, kind).run();
}

bool save_png(const Paper& paper, const std::filesystem::path& path) {
  constexpr std::int32_t kMargin = 32;
  constexpr std::uint32_t kWhite = 0xffffffff;
  constexpr std::uint32_t kBlack = 0xff000000;
  const std::int32_t width = paper.width_dots + 2 * kMargin;
  const std::int32_t height = paper.height_dots() + 2 * kMargin;
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width * height), kWhite);
  for (std::int32_t y = 0; y < paper.height_dots(); ++y) {
    for (std::int32_t x = 0; x < paper.width_dots; ++x) {
      if (paper.dots[static_cast<std::size_t>(y * paper.width_dots + x)] == 0) continue;
      pixels[static_cast<std::size_t>((y + kMargin) * width + x + kMargin)] = kBlack;
    }
  }
  if (const char* folder = std::getenv("AMENDS_PICTURES")) {
    const auto kept = std::filesystem::path(folder) / "paper" / path.filename();
    std::error_code ignored;
    std::filesystem::create_directories(kept.parent_path(), ignored);
    if (!write_png(kept, width, height, pixels, PixelOrder::rgba)) return false;
  }
  return write_png(path, width, height, std::move(pixels), PixelOrder::rgba);
}

}  // namespace amends::testing
