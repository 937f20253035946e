#include "effects/raster_text.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>

namespace amends {

struct RasterText::Face {
  FT_Library library = nullptr;
  FT_Face face = nullptr;
  std::int32_t height_dots = 0;  // of which the face is at present
  Face() = default;
  ~Face() {
    if (face) FT_Done_Face(face);
    if (library) FT_Done_FreeType(library);
  }
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;
};

std::unique_ptr<RasterText> RasterText::open(const std::filesystem::path& font_file) {
  auto face = std::make_unique<Face>();
  if (FT_Init_FreeType(&face->library) != 0) return nullptr;
  if (FT_New_Face(face->library, font_file.c_str(), 0, &face->face) != 0) return nullptr;
  if (!FT_IS_SCALABLE(face->face)) return nullptr;
  return std::unique_ptr<RasterText>(new RasterText(std::move(face)));
}

RasterText::RasterText(std::unique_ptr<Face> face) : face_(std::move(face)) {}

RasterText::~RasterText() = default;

bool RasterText::load(char32_t character, std::int32_t height_dots) {
  FT_Face face = face_->face;
  if (face_->height_dots != height_dots) {
    // From the highest accent to the lowest descender, not the size that a designer calls it by.
    FT_Size_RequestRec request{FT_SIZE_REQUEST_TYPE_REAL_DIM, 0, height_dots * 64, 0, 0};
    if (FT_Request_Size(face, &request) != 0) return false;
    face_->height_dots = height_dots;
  }
  return FT_Load_Char(face, character, FT_LOAD_TARGET_MONO | FT_LOAD_NO_BITMAP) == 0;
}

std::int32_t RasterText::width_dots(char32_t character, std::int32_t height_dots) {
  if (!load(character, height_dots)) return 0;
  return static_cast<std::int32_t>((face_->face->glyph->advance.x + 32) / 64);
}

void RasterText::draw(SlipImage& image, std::u32string_view text, std::int32_t x_dots, std::int32_t height_dots,
                      bool bold) {
  const auto row_bytes = static_cast<std::size_t>((image.width_dots + 7) / 8);
  for (const char32_t character : text) {
    if (!load(character, height_dots)) continue;
    FT_GlyphSlot glyph = face_->face->glyph;
    const auto advance = static_cast<std::int32_t>((glyph->advance.x + 32) / 64);
    if (bold && glyph->format == FT_GLYPH_FORMAT_OUTLINE) FT_Outline_Embolden(&glyph->outline, height_dots * 64 / 24);
    if (FT_Render_Glyph(glyph, FT_RENDER_MODE_MONO) == 0) {
      const FT_Bitmap& bitmap = glyph->bitmap;
      const auto base = static_cast<std::int32_t>(face_->face->size->metrics.ascender / 64);
      for (std::int32_t row = 0; row < static_cast<std::int32_t>(bitmap.rows); ++row) {
        const std::int32_t y = base - glyph->bitmap_top + row;
        if (y < 0 || y >= image.height_dots) continue;
        for (std::int32_t column = 0; column < static_cast<std::int32_t>(bitmap.width); ++column) {
          const std::int32_t x = x_dots + glyph->bitmap_left + column;
          const unsigned char byte = bitmap.buffer[row * bitmap.pitch + column / 8];
          if (x < 0 || x >= image.width_dots || (byte >> (7 - column % 8) & 1) == 0) continue;
          image.rows[static_cast<std::size_t>(y) * row_bytes + static_cast<std::size_t>(x / 8)] |=
              static_cast<std::uint8_t>(0x80U >> (x % 8U));
        }
      }
    }
    x_dots += advance;
  }
}

}  // namespace amends
