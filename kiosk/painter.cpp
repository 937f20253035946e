#include "kiosk/painter.hpp"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_impl_sdlrenderer2.h>

#include <array>
#include <bit>
#include <cassert>
#include <fstream>
#include <vector>

namespace kiosk {
namespace {

constexpr std::array<const char*, 2> kRegularFonts = {"/usr/share/fonts/opentype/inter/Inter-Regular.otf",
                                                      "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"};
constexpr std::array<const char*, 2> kStrongFonts = {"/usr/share/fonts/opentype/inter/Inter-SemiBold.otf",
                                                     "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf"};
constexpr const char* kEllipsis = "…";

// ImGui asks for the height of a line, which for Inter is 1.21 of the letters' size.
struct Face {
  TextStyle style;
  bool strong;
  float line_height_px;
};
constexpr std::array<Face, 4> kFaces = {{{TextStyle::title, true, 27},
                                         {TextStyle::strong, true, 22},
                                         {TextStyle::normal, false, 22},
                                         {TextStyle::small, false, 19}}};

std::string read_first(const std::array<const char*, 2>& files) {
  for (const char* file : files) {
    std::ifstream stream(file, std::ios::binary | std::ios::ate);
    const std::streamoff size = stream.tellg();
    if (size <= 0) continue;
    std::string bytes(static_cast<std::size_t>(size), '\0');
    stream.seekg(0);
    if (stream.read(bytes.data(), size)) return bytes;
  }
  return {};
}

// As ImFontGlyphRangesBuilder::BuildRanges, which looks at each of a million letters.
std::vector<ImWchar> ranges_of(const ImFontGlyphRangesBuilder& used) {
  constexpr int kBits = 32;
  std::vector<ImWchar> ranges;
  for (int word = 0; word < used.UsedChars.Size; ++word) {
    for (ImU32 left = used.UsedChars[word]; left != 0; left &= left - 1) {
      const auto letter = static_cast<ImWchar>(word * kBits + std::countr_zero(left));
      if (ranges.empty() || ranges.back() + 1 != letter) ranges.insert(ranges.end(), {letter, letter});
      ranges.back() = letter;
    }
  }
  ranges.push_back(0);
  return ranges;
}

ImU32 packed(Colour colour) {
  return IM_COL32(colour.red, colour.green, colour.blue, 255);
}

ImVec2 corner(int x, int y) {
  return {static_cast<float>(x), static_cast<float>(y)};
}

// Cuts every draw command down to the area, so that pixels outside stay as they are.
void clip_to(ImDrawData& data, const SDL_Rect& area) {
  for (ImDrawList* list : data.CmdLists) {
    for (ImDrawCmd& command : list->CmdBuffer) {
      ImVec4& clip = command.ClipRect;
      clip.x = std::max(clip.x, static_cast<float>(area.x));
      clip.y = std::max(clip.y, static_cast<float>(area.y));
      clip.z = std::min(clip.z, static_cast<float>(area.x + area.w));
      clip.w = std::min(clip.w, static_cast<float>(area.y + area.h));
    }
  }
}

}  // namespace

void Painter::ContextEnd::operator()(ImGuiContext* context) const {
  ImGui::DestroyContext(context);
}

Painter::Painter(std::string letters) : context_(ImGui::CreateContext()), letters_(std::move(letters)) {}

Result<std::unique_ptr<Painter>> Painter::create(const std::string& letters) {
  IMGUI_CHECKVERSION();
  std::unique_ptr<Painter> painter(new Painter(letters));
  ImGui::SetCurrentContext(painter->context_.get());
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.Fonts->Flags |=
      ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoPowerOfTwoHeight;
  return painter;
}

Painter::~Painter() {
  detach();
}

Result<void> Painter::load_fonts() {
  const std::string regular = read_first(kRegularFonts);
  const std::string strong = read_first(kStrongFonts);
  if (regular.empty() || strong.empty()) {
    return failure("No font was found: install Debian's fonts-inter or fonts-noto-core.");
  }
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  ImFontGlyphRangesBuilder used;
  for (ImWchar letter = ' '; letter <= '~'; ++letter)
    used.AddChar(letter);
  used.AddText(kEllipsis);
  used.AddText(letters_.c_str());
  const std::vector<ImWchar> ranges = ranges_of(used);

  fonts_.clear();
  for (const Face& face : kFaces) {
    const std::string& bytes = face.strong ? strong : regular;
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.PixelSnapH = true;
    // The atlas only reads, whatever its signature says.
    fonts_.push_back(atlas.AddFontFromMemoryTTF(const_cast<char*>(bytes.data()), static_cast<int>(bytes.size()),
                                                face.line_height_px, &config, ranges.data()));
  }
  if (!ImGui_ImplSDLRenderer2_CreateFontsTexture()) return failure("The fonts couldn't be put on the screen.");
  // The renderer has its copy; fonts' files and pixels are dead weight from here on.
  atlas.ClearInputData();
  atlas.ClearTexData();
  return {};
}

Result<void> Painter::attach(SDL_Renderer* renderer, int width, int height) {
  detach();
  ImGui::SetCurrentContext(context_.get());
  ImGui::GetIO().DisplaySize = corner(width, height);
  if (!ImGui_ImplSDLRenderer2_Init(renderer)) return failure("The till's screen couldn't be drawn.");
  renderer_ = renderer;
  return load_fonts();
}

void Painter::detach() {
  if (renderer_ == nullptr) return;
  ImGui::SetCurrentContext(context_.get());
  ImGui_ImplSDLRenderer2_Shutdown();
  renderer_ = nullptr;
}

void Painter::begin() {
  assert(renderer_ != nullptr);
  ImGui::SetCurrentContext(context_.get());
  ImGui_ImplSDLRenderer2_NewFrame();
  ImGui::NewFrame();
  list_ = ImGui::GetBackgroundDrawList();
  labels_.clear();
}

void Painter::end(const SDL_Rect& area) {
  assert(clips_.empty());
  ImGui::Render();
  ImDrawData& data = *ImGui::GetDrawData();
  clip_to(data, area);
  ImGui_ImplSDLRenderer2_RenderDrawData(&data);
  list_ = nullptr;
}

void Painter::fill(const SDL_Rect& rect, Colour colour) {
  list_->AddRectFilled(corner(rect.x, rect.y), corner(rect.x + rect.w, rect.y + rect.h), packed(colour));
}

ImFont* Painter::font(TextStyle style) const {
  for (std::size_t i = 0; i < kFaces.size(); ++i) {
    if (kFaces[i].style == style) return fonts_[i];
  }
  return fonts_.front();
}

int Painter::text_width(TextStyle style, std::string_view text) const {
  const ImFont& face = *font(style);
  const ImVec2 size = face.CalcTextSizeA(face.FontSize, 100'000.0F, 0.0F, text.data(), text.data() + text.size());
  return static_cast<int>(size.x + 0.999F);
}

std::string Painter::cut(TextStyle style, std::string_view text, int width) const {
  if (text_width(style, text) <= width) return std::string(text);
  while (!text.empty()) {
    // Whole characters only: the bytes that continue one go with it.
    do {
      text.remove_suffix(1);
    } while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80U) != 0 &&
             (static_cast<unsigned char>(text.back()) & 0xC0U) != 0xC0U);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0xC0U)
      text.remove_suffix(1);
    const std::string shortened = std::string(text) + kEllipsis;
    if (text_width(style, shortened) <= width) return shortened;
  }
  return {};
}

void Painter::write(const SDL_Rect& box, int x, TextStyle style, Colour colour, std::string_view whole,
                    const std::string& shown) {
  ImFont* face = font(style);
  const int height = static_cast<int>(face->FontSize);
  const SDL_Rect rect{x, box.y + (box.h - height) / 2, text_width(style, shown), height};
  list_->AddText(face, face->FontSize, corner(rect.x, rect.y), packed(colour), shown.data(),
                 shown.data() + shown.size());
  SDL_Rect visible = rect;
  if (!clips_.empty() && SDL_IntersectRect(&rect, &clips_.back(), &visible) == SDL_FALSE) return;
  labels_.push_back({std::string(whole), visible, false});
}

void Painter::text_left(const SDL_Rect& box, TextStyle style, Colour colour, std::string_view text) {
  write(box, box.x, style, colour, text, cut(style, text, box.w));
}

void Painter::text_right(const SDL_Rect& box, TextStyle style, Colour colour, std::string_view text) {
  const std::string shown = cut(style, text, box.w);
  write(box, box.x + box.w - text_width(style, shown), style, colour, text, shown);
}

void Painter::text_centred(const SDL_Rect& box, TextStyle style, Colour colour, std::string_view text) {
  const std::string shown = cut(style, text, box.w);
  write(box, box.x + (box.w - text_width(style, shown)) / 2, style, colour, text, shown);
}

void Painter::label(const SDL_Rect& rect, std::string_view text) {
  SDL_Rect visible = rect;
  if (!clips_.empty() && SDL_IntersectRect(&rect, &clips_.back(), &visible) == SDL_FALSE) return;
  labels_.push_back({std::string(text), visible, true});
}

void Painter::push_clip(const SDL_Rect& rect) {
  clips_.push_back(rect);
  list_->PushClipRect(corner(rect.x, rect.y), corner(rect.x + rect.w, rect.y + rect.h), true);
}

void Painter::pop_clip() {
  assert(!clips_.empty());
  clips_.pop_back();
  list_->PopClipRect();
}

}  // namespace kiosk
