#include "ui/stage.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "ui/atlas.hpp"
#include "ui/canvas.hpp"
#include "ui/fonts.hpp"
#include "ui/input.hpp"
#include "ui/rasteriser.hpp"

namespace amends {

namespace {

constexpr int kAtlasHeightMax = 4096;  // then all masks are forgotten and drawn anew as they come
constexpr float kFontSize = 16;        // nominal: Dear ImGui draws no text here
constexpr int kWarmUpFrames = 2;       // a window of Dear ImGui's can't be tapped in its first frames
constexpr float kScaleMin = 0.5F;
constexpr float kScaleMax = 4;

// Dear ImGui wants a font before it opens a frame. All text is drawn from our own atlas, so it gets an empty one, and
// its white pixel is a texel of ours.
void give_it_a_font(ImFontAtlas& atlas, const AtlasPlace& white) {
  ImFont* font = IM_NEW(ImFont)();
  font->FontSize = kFontSize;
  font->ContainerAtlas = &atlas;
  font->AddGlyph(nullptr, ' ', 0, 0, 0, 0, 0, 0, 0, 0, kFontSize / 4);
  font->BuildLookupTable();
  atlas.Fonts.push_back(font);
  atlas.Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
  atlas.TexUvWhitePixel = {static_cast<float>(white.x) + 1, static_cast<float>(white.y) + 1};
  atlas.TexReady = true;
  atlas.SetTexID(&atlas);
}

}  // namespace

ContextGuard::ContextGuard(ImGuiContext* context) : previous_(ImGui::GetCurrentContext()) {
  ImGui::SetCurrentContext(context);
}

ContextGuard::~ContextGuard() {
  ImGui::SetCurrentContext(previous_);
}

struct Stage::Parts {
  explicit Parts(std::unique_ptr<Atlas> its_atlas, std::unique_ptr<FontSet> its_fonts)
      : atlas(std::move(its_atlas)), fonts(std::move(its_fonts)), canvas(*atlas, *fonts), ui(*fonts, canvas) {}
  ~Parts() {
    if (context != nullptr) {
      const ContextGuard before(context);
      ImGui::DestroyContext(context);
    }
  }

  void make_context();
  void forget_masks();

  std::unique_ptr<Atlas> atlas;
  std::unique_ptr<FontSet> fonts;
  Canvas canvas;
  Ui ui;
  Input input;
  Rasteriser rasteriser;
  ImGuiContext* context = nullptr;
  std::optional<ContextGuard> guard;  // between begin and end
  Looks looks;
  Theme theme = theme_of(ThemeKind::light);  // of the looks
  float scale = 1;
  Box opaque;
  Box damage;
  std::vector<Box> damage_parts;
  std::uint64_t serial = 0;
  bool frame_wanted = true;
  std::int64_t wake_us = 0;
};

void Stage::Parts::make_context() {
  const ContextGuard before(ImGui::GetCurrentContext());
  context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard | ImGuiConfigFlags_NoMouseCursorChange;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  // One press or release reaches a frame (Input sees to it), so events need not be spread any further.
  io.ConfigInputTrickleEventQueue = false;
  io.GetClipboardTextFn = [](void*) -> const char* { return ""; };
  io.SetClipboardTextFn = [](void*, const char*) {};
  give_it_a_font(*io.Fonts, atlas->white());
  for (int count = 0; count < kWarmUpFrames; ++count) {
    ui.begin({.theme = &theme, .surface = {1, 1}});
    ui.end();
    ImGui::EndFrame();
  }
}

void Stage::Parts::forget_masks() {
  atlas->clear();
  fonts->clear();
  canvas.clear();
  rasteriser.invalidate();
}

Stage::Stage(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Stage::~Stage() = default;

tl::expected<std::unique_ptr<Stage>, std::string> Stage::create(const Config& config) {
  auto atlas = std::make_unique<Atlas>();
  auto fonts = FontSet::open(*atlas, config.font_folders);
  if (!fonts) return tl::make_unexpected(fonts.error());
  auto parts = std::make_unique<Parts>(std::move(atlas), std::move(*fonts));
  parts->looks.theme = config.theme;
  parts->theme = theme_of(config.theme);
  parts->make_context();
  return std::unique_ptr<Stage>(new Stage(std::move(parts)));
}

void Stage::set_looks(const Looks& looks) {
  if (std::exchange(parts_->looks, looks) == looks) return;
  parts_->theme = looks.accent ? theme_with_accent(looks.theme, *looks.accent) : theme_of(looks.theme);
  invalidate();
}

void Stage::set_theme(ThemeKind kind) {
  Looks looks = parts_->looks;
  looks.theme = kind;
  set_looks(looks);
}

bool Stage::takes(const amends_input_t& event) {
  return parts_->input.takes(event);
}

bool Stage::wants_scan() const {
  return parts_->input.wants_scan();
}

void Stage::take_scan(std::string text) {
  parts_->input.take_scan(std::move(text));
}

bool Stage::needs_frame(std::int64_t now_us) const {
  if (parts_->frame_wanted || parts_->input.waiting(now_us)) return true;
  return parts_->wake_us != 0 && now_us >= parts_->wake_us;
}

std::int64_t Stage::wake_after_ms(std::int64_t now_us) const {
  if (needs_frame(now_us)) return 0;
  const std::int64_t held_us = parts_->input.held_for_us(now_us);
  if (parts_->wake_us == 0 && held_us < 0) return -1;
  const std::int64_t wake_us = parts_->wake_us - now_us;
  const std::int64_t wanted_us = parts_->wake_us == 0 ? held_us : held_us < 0 ? wake_us : std::min(wake_us, held_us);
  return (wanted_us + 999) / 1000;
}

void Stage::invalidate() {
  parts_->frame_wanted = true;
}

Ui& Stage::begin(Size surface_px, float scale, std::int64_t now_us) {
  Parts& parts = *parts_;
  assert(!parts.guard && "begin without end");
  const float wanted = scale > 0 ? std::clamp(scale, kScaleMin, kScaleMax) : 1;
  if (std::exchange(parts.scale, wanted) != wanted || parts.atlas->height() > kAtlasHeightMax) parts.forget_masks();
  parts.guard.emplace(parts.context);
  parts.ui.begin({.theme = &parts.theme,
                  .surface = surface_px,
                  .scale = wanted,
                  .device_scale = parts.looks.device_scale,
                  .left_handed = parts.looks.left_handed,
                  .still = parts.looks.still,
                  .now_us = now_us,
                  .step = parts.input.advance(now_us)});
  return parts.ui;
}

FrameResult Stage::end() {
  Parts& parts = *parts_;
  assert(parts.guard && "end without begin");
  parts.ui.end();
  ImGui::Render();
  parts.input.set_reach(parts.ui.reach());

  Rect covered;
  for (const Rect& rect : parts.ui.covers_)
    covered = covered.united(rect);
  const Box bounds = box_around(covered);
  const bool moved = !(bounds == parts.rasteriser.bounds());
  const Box before = parts.rasteriser.bounds();
  const std::span<const Box> drawn = parts.rasteriser.draw(*ImGui::GetDrawData(), *parts.atlas, bounds);
  parts.guard.reset();
  parts.fonts->rest();

  parts.damage = moved ? before : Box{};
  for (const Box& box : drawn)
    parts.damage = parts.damage.united(box);
  parts.damage_parts.assign(drawn.begin(), drawn.end());
  parts.opaque = box_around(parts.ui.opaque_);
  if (!parts.damage.empty()) ++parts.serial;
  parts.frame_wanted = parts.ui.frame_requested_;
  parts.wake_us = parts.ui.wake_us_;

  FrameResult result;
  result.damage = parts.damage;
  result.changed = !parts.damage.empty();
  result.bounds = parts.rasteriser.bounds();
  result.opaque = parts.opaque;
  result.wants_another = needs_frame(parts.ui.now_us());
  result.wake_after_ms = wake_after_ms(parts.ui.now_us());
  return result;
}

void Stage::abandon() {
  Parts& parts = *parts_;
  if (!parts.guard) return;
  parts.ui.abandon();
  parts.guard.reset();
  parts.frame_wanted = true;
}

Picture Stage::picture() const {
  return {parts_->rasteriser.pixels(),
          parts_->rasteriser.bounds(),
          parts_->opaque,
          parts_->damage,
          parts_->damage_parts,
          parts_->serial};
}

const AccessibilityTree& Stage::tree() const {
  return parts_->ui.tree();
}

}  // namespace amends
