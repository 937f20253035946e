// What a printer would make of ESC/POS bytes, written from the descriptions of the commands and not from the encoder.
// Promises: knows few commands, and stops with a sentence at any other; texts come back as UTF-8 through the C library's own
// code pages; the picture has boxes for letters, and codes and rasters dot by dot.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace amends::testing {

struct PaperLine {
  std::string text;
  bool centred = false;
  bool large = false;
  bool bold = false;
  bool operator==(const PaperLine&) const = default;
};

struct Paper {
  std::vector<PaperLine> lines;           // of letters, the empty ones too
  std::vector<std::string> qr_codes;      // that the printer made itself
  std::vector<std::string> barcodes;      // with the letters as they would be read
  std::vector<std::string> asked_done;    // the marks of GS ( H
  std::vector<std::int32_t> raster_rows;  // of each GS v 0
  int cuts = 0;
  std::string trouble;  // the first thing that isn't understood; empty: all was
  std::int32_t width_dots = 0;
  std::vector<std::uint8_t> dots;  // row by row, 1 is black

  [[nodiscard]] std::int32_t height_dots() const {
    return width_dots == 0 ? 0 : static_cast<std::int32_t>(dots.size()) / width_dots;
  }
};

// `code_pages` is which of ESC t's numbers means what: "CP1252" and the like.
struct PaperKind {
  std::int32_t dots = 576;
  std::int32_t columns = 48;
  std::vector<std::pair<int, std::string>> code_pages = {{0, "CP437"}, {2, "CP850"}, {16, "CP1252"}, {19, "CP858"}};
};

[[nodiscard]] Paper paper_of(std::span<const std::uint8_t> bytes, const PaperKind& kind);

// With a white margin around, as paper lies on a table. Also as NAME.png where AMENDS_PICTURES names a folder.
[[nodiscard]] bool save_png(const Paper& paper, const std::filesystem::path& path);

}  // namespace amends::testing
