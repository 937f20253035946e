#include "ui/fonts.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include FT_OUTLINE_H
#include FT_TRUETYPE_TABLES_H

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <utility>

#include "ui/kerning.hpp"
#include "ui/mapped_file.hpp"

namespace amends {

namespace {

constexpr std::size_t kWeightCount = 3;
constexpr std::size_t kIconWeight = kWeightCount;  // icons are one more weight of the tables below
constexpr std::size_t kPhaseCount = 4;
constexpr std::size_t kDirectCount = 256;  // Latin-1 is found without a search
constexpr std::size_t kPairCacheSize = 2048;
constexpr float kLineHeight = 1.25F;

struct FamilyFiles {
  std::string_view folder;
  std::array<std::string_view, kWeightCount> files;
};
// The first that is there sets the text; the others fill in what it lacks.
constexpr std::array<FamilyFiles, 4> kFamilies{{
    {"opentype/inter", {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf"}},
    {"truetype/noto", {"NotoSans-Regular.ttf", "NotoSans-Medium.ttf", "NotoSans-Bold.ttf"}},
    {"truetype/dejavu", {"DejaVuSans.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"}},
    {"opentype/noto", {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Medium.ttc", "NotoSansCJK-Bold.ttc"}},
}};
constexpr std::string_view kIconFolder = "truetype/material-design-icons-iconfont";
constexpr std::string_view kIconFile = "MaterialIcons-Regular.ttf";
constexpr std::array<std::string_view, 2> kSystemFolders{"/usr/share/fonts", "/usr/local/share/fonts"};

std::optional<MappedFile> find_font(std::span<const std::string> folders, std::string_view folder,
                                    std::string_view file) {
  for (const std::string& root : folders) {
    if (auto found = MappedFile::open(root + "/" + std::string(file))) return found;
  }
  if (!folders.empty()) return std::nullopt;
  for (const std::string_view root : kSystemFolders) {
    const std::string path = std::string(root) + "/" + std::string(folder) + "/" + std::string(file);
    if (auto found = MappedFile::open(path)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::string text_font_file() {
  for (const FamilyFiles& family : kFamilies) {
    for (const std::string_view root : kSystemFolders) {
      std::string path = std::string(root) + "/" + std::string(family.folder) + "/" + std::string(family.files[0]);
      if (MappedFile::open(path)) return path;
    }
  }
  return {};
}

namespace {

class Face {
 public:
  explicit Face(MappedFile file) : file_(std::move(file)) {}
  ~Face() {
    if (face_ != nullptr) FT_Done_Face(face_);
  }
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  // Null where the file is no font. The first call looks into it.
  [[nodiscard]] FT_Face get(FT_Library library) {
    if (face_ == nullptr && !broken_) {
      has_read_ = true;
      const std::span<const std::uint8_t> bytes = file_.bytes();
      broken_ = FT_New_Memory_Face(library, bytes.data(), static_cast<FT_Long>(bytes.size()), 0, &face_) != 0;
      if (broken_) {
        face_ = nullptr;
      } else {
        kerning_ = PairKerning(bytes);
        pairs_.resize(kPairCacheSize);
      }
    }
    return face_;
  }

  // The same, to read from its file.
  [[nodiscard]] FT_Face read(FT_Library library) {
    has_read_ = true;
    return get(library);
  }

  void let_go() {
    if (std::exchange(has_read_, false)) file_.let_go();
  }

  void set_size(int em_64) {
    if (em_64 == em_64_) return;
    FT_Set_Char_Size(face_, 0, em_64, 72, 72);
    em_64_ = em_64;
  }

  [[nodiscard]] int kerning_units(std::uint32_t first, std::uint32_t second) {
    const std::uint64_t key = (static_cast<std::uint64_t>(first) << 32U | second) + 1;
    Pair& slot = pairs_[(first * 2654435761U ^ second * 40503U) % kPairCacheSize];
    if (slot.key != key) {
      slot = {key, kerning_.between(first, second)};
      has_read_ = true;
    }
    return slot.units;
  }

 private:
  struct Pair {
    std::uint64_t key = 0;
    int units = 0;
  };
  MappedFile file_;
  FT_Face face_ = nullptr;
  bool broken_ = false;
  bool has_read_ = false;  // since it was let go of
  int em_64_ = 0;
  PairKerning kerning_;
  std::vector<Pair> pairs_;
};

struct Resolved {
  Face* face = nullptr;  // null: not looked for yet
  std::uint32_t glyph = 0;
};

// One weight at one size.
struct Cut {
  std::size_t weight = 0;
  int em_64 = 0;
  FontMetrics metrics;
  std::array<float, kDirectCount> advances{};                                // negative: not known yet
  std::array<std::array<std::int16_t, kPhaseCount>, kDirectCount> direct{};  // index into glyphs; -1: not yet
  std::unordered_map<std::uint32_t, std::int16_t> others;
  std::vector<Glyph> glyphs;
};

int em_in_64ths(float em_px) {
  return static_cast<int>(std::lround(em_px * 64));
}

}  // namespace

struct FontSet::Parts {
  ~Parts() {
    for (auto& chain : chains)
      chain.clear();
    faces.clear();
    FT_Done_FreeType(library);
  }

  Resolved resolve(std::size_t weight, char32_t character);
  Resolved look_up(std::size_t weight, char32_t character);
  Cut& cut(std::size_t weight, int em_64);
  Glyph rasterise(Atlas& atlas, const Cut& cut, char32_t character, std::size_t phase);
  Glyph glyph(Atlas& atlas, std::size_t weight, float em_px, char32_t character, std::size_t phase);

  FT_Library library = nullptr;
  std::vector<std::unique_ptr<Face>> faces;
  std::array<std::vector<Face*>, kWeightCount + 1> chains;
  std::array<std::array<Resolved, kDirectCount>, kWeightCount> direct{};
  std::array<std::unordered_map<char32_t, Resolved>, kWeightCount + 1> others;
  std::vector<std::unique_ptr<Cut>> cuts;
  Cut* last_cut = nullptr;
};

Resolved FontSet::Parts::look_up(std::size_t weight, char32_t character) {
  for (Face* candidate : chains[weight]) {
    FT_Face face = candidate->read(library);
    if (face == nullptr) continue;
    const FT_UInt glyph = FT_Get_Char_Index(face, character);
    if (glyph != 0) return {candidate, glyph};
  }
  return {chains[weight].front(), 0};
}

Resolved FontSet::Parts::resolve(std::size_t weight, char32_t character) {
  if (weight < kWeightCount && character < kDirectCount) {
    Resolved& known = direct[weight][character];
    if (known.face == nullptr) known = look_up(weight, character);
    return known;
  }
  const auto [found, is_new] = others[weight].try_emplace(character);
  if (is_new) found->second = look_up(weight, character);
  return found->second;
}

Cut& FontSet::Parts::cut(std::size_t weight, int em_64) {
  if (last_cut != nullptr && last_cut->weight == weight && last_cut->em_64 == em_64) return *last_cut;
  for (const auto& known : cuts) {
    if (known->weight == weight && known->em_64 == em_64) return *(last_cut = known.get());
  }
  auto made = std::make_unique<Cut>();
  made->weight = weight;
  made->em_64 = em_64;
  made->advances.fill(-1);
  for (auto& phases : made->direct)
    phases.fill(-1);
  const float em = static_cast<float>(em_64) / 64;
  made->metrics.em = em;
  made->metrics.line_height = std::round(em * kLineHeight);
  made->metrics.cap_height = em * 0.72F;
  FT_Face face = chains[weight].front()->read(library);
  const auto* os2 = static_cast<const TT_OS2*>(FT_Get_Sfnt_Table(face, FT_SFNT_OS2));
  if (os2 != nullptr && os2->version >= 2 && os2->sCapHeight > 0) {
    made->metrics.cap_height = em * static_cast<float>(os2->sCapHeight) / static_cast<float>(face->units_per_EM);
  }
  cuts.push_back(std::move(made));
  return *(last_cut = cuts.back().get());
}

Glyph FontSet::Parts::rasterise(Atlas& atlas, const Cut& cut, char32_t character, std::size_t phase) {
  const Resolved resolved = resolve(cut.weight, character);
  FT_Face face = resolved.face->read(library);
  if (face == nullptr) return {};
  resolved.face->set_size(cut.em_64);
  // Icons are drawn for their grid; hinting would move their lines apart.
  const FT_Int32 hinting = cut.weight == kIconWeight ? FT_LOAD_NO_HINTING : FT_LOAD_TARGET_LIGHT;
  if (FT_Load_Glyph(face, resolved.glyph, hinting | FT_LOAD_NO_BITMAP) != 0) return {};
  FT_GlyphSlot slot = face->glyph;
  if (slot->format == FT_GLYPH_FORMAT_OUTLINE) {
    FT_Outline_Translate(&slot->outline, static_cast<FT_Pos>(phase * (64 / kPhaseCount)), 0);
  }
  if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return {};
  const FT_Bitmap& bitmap = slot->bitmap;
  if (bitmap.pixel_mode != FT_PIXEL_MODE_GRAY) return {};
  Glyph glyph{atlas.add(static_cast<int>(bitmap.width), static_cast<int>(bitmap.rows)), slot->bitmap_left,
              slot->bitmap_top};
  if (glyph.place.empty()) return glyph;
  std::uint8_t* to = atlas.pixels(glyph.place);
  for (unsigned row = 0; row < bitmap.rows; ++row) {
    const std::uint8_t* from = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
    std::copy_n(from, bitmap.width, to + static_cast<std::size_t>(row) * Atlas::kWidth);
  }
  return glyph;
}

Glyph FontSet::Parts::glyph(Atlas& atlas, std::size_t weight, float em_px, char32_t character, std::size_t phase) {
  Cut& from = cut(weight, em_in_64ths(em_px));
  std::int16_t* index = nullptr;
  if (character < kDirectCount) {
    index = &from.direct[character][phase];
  } else {
    const auto key = static_cast<std::uint32_t>(character * kPhaseCount + phase);
    index = &from.others.try_emplace(key, static_cast<std::int16_t>(-1)).first->second;
  }
  if (*index < 0) {
    if (from.glyphs.size() > INT16_MAX) return {};
    from.glyphs.push_back(rasterise(atlas, from, character, phase));
    *index = static_cast<std::int16_t>(from.glyphs.size() - 1);
  }
  return from.glyphs[static_cast<std::size_t>(*index)];
}

FontSet::FontSet(Atlas& atlas, std::unique_ptr<Parts> parts) : atlas_(atlas), parts_(std::move(parts)) {}
FontSet::~FontSet() = default;

tl::expected<std::unique_ptr<FontSet>, std::string> FontSet::open(Atlas& atlas, std::span<const std::string> folders) {
  auto parts = std::make_unique<Parts>();
  if (FT_Init_FreeType(&parts->library) != 0) return tl::make_unexpected(std::string("FreeType can't be started."));
  const auto take = [&](std::optional<MappedFile> file) {
    parts->faces.push_back(std::make_unique<Face>(std::move(*file)));
    return parts->faces.back().get();
  };
  for (const FamilyFiles& family : kFamilies) {
    Face* regular = nullptr;
    for (std::size_t weight = 0; weight < kWeightCount; ++weight) {
      auto file = find_font(folders, family.folder, family.files[weight]);
      if (file) {
        parts->chains[weight].push_back(take(std::move(file)));
        if (weight == 0) regular = parts->chains[weight].back();
      } else if (regular != nullptr) {
        parts->chains[weight].push_back(regular);
      }
    }
  }
  for (std::size_t weight = 0; weight < kWeightCount; ++weight) {
    const auto& chain = parts->chains[weight];
    if (chain.empty() || chain.front()->get(parts->library) == nullptr) {
      return tl::make_unexpected(
          std::string("No font for text was found: install fonts-inter, fonts-noto-core or fonts-dejavu-core."));
    }
  }
  auto icons = find_font(folders, kIconFolder, kIconFile);
  if (icons) parts->chains[kIconWeight].push_back(take(std::move(icons)));
  if (parts->chains[kIconWeight].empty() || parts->chains[kIconWeight].front()->get(parts->library) == nullptr) {
    return tl::make_unexpected(
        std::string("No font for icons was found: install fonts-material-design-icons-iconfont."));
  }
  return std::unique_ptr<FontSet>(new FontSet(atlas, std::move(parts)));
}

FontMetrics FontSet::metrics(Weight weight, float em_px) {
  return parts_->cut(static_cast<std::size_t>(weight), em_in_64ths(em_px)).metrics;
}

float FontSet::advance(Weight weight, float em_px, char32_t character) {
  const auto which = static_cast<std::size_t>(weight);
  Cut& from = parts_->cut(which, em_in_64ths(em_px));
  if (character < kDirectCount && from.advances[character] >= 0) return from.advances[character];
  const Resolved resolved = parts_->resolve(which, character);
  FT_Face face = resolved.face->read(parts_->library);
  FT_Fixed units = 0;
  if (face == nullptr || FT_Get_Advance(face, resolved.glyph, FT_LOAD_NO_SCALE, &units) != 0) return 0;
  const float pixels = from.metrics.em * static_cast<float>(units) / static_cast<float>(face->units_per_EM);
  if (character < kDirectCount) from.advances[character] = pixels;
  return pixels;
}

float FontSet::kerning(Weight weight, float em_px, char32_t first, char32_t second) {
  const auto which = static_cast<std::size_t>(weight);
  const Resolved left = parts_->resolve(which, first);
  const Resolved right = parts_->resolve(which, second);
  if (left.face != right.face) return 0;
  FT_Face face = left.face->get(parts_->library);
  if (face == nullptr) return 0;
  const int units = left.face->kerning_units(left.glyph, right.glyph);
  return em_px * static_cast<float>(units) / static_cast<float>(face->units_per_EM);
}

Glyph FontSet::glyph(Weight weight, float em_px, char32_t character, float fraction) {
  assert(fraction >= 0);
  assert(fraction < 1);
  const auto phase = static_cast<std::size_t>(fraction * static_cast<float>(kPhaseCount));
  return parts_->glyph(atlas_, static_cast<std::size_t>(weight), em_px, character, phase);
}

Glyph FontSet::icon(Icon which, float size_px) {
  return parts_->glyph(atlas_, kIconWeight, size_px, code_point_of(which), 0);
}

void FontSet::clear() {
  parts_->cuts.clear();
  parts_->last_cut = nullptr;
}

void FontSet::rest() {
  for (const auto& face : parts_->faces)
    face->let_go();
}

float FontSet::width(std::string_view text, Weight weight, float em_px) {
  float pen = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (before != 0) pen += kerning(weight, em_px, before, character);
    pen += advance(weight, em_px, character);
    before = character;
  }
  return pen;
}

char32_t next_character(std::string_view text, std::size_t& at) {
  constexpr char32_t kReplacement = 0xfffd;
  const auto byte = [&](std::size_t index) { return static_cast<std::uint8_t>(text[index]); };
  const std::uint8_t first = byte(at++);
  if (first < 0x80) return first;
  const std::size_t following = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if (first < 0xc2 || first > 0xf4) return kReplacement;
  char32_t character = first & (0x3fU >> following);
  for (std::size_t index = 0; index < following; ++index) {
    if (at >= text.size() || (byte(at) & 0xc0U) != 0x80) return kReplacement;
    character = character << 6U | (byte(at++) & 0x3fU);
  }
  constexpr std::array<char32_t, 4> kSmallest{0, 0x80, 0x800, 0x10000};
  const bool surrogate = character >= 0xd800 && character <= 0xdfff;
  if (character < kSmallest[following] || character > 0x10ffff || surrogate) return kReplacement;
  return character;
}

}  // namespace amends
