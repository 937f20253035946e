#include "ui/ui.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <utility>

namespace amends {

namespace {

constexpr float kFlingDecay = 4;          // a fling's speed falls by exp(-4 t)
constexpr float kFlingEnds = 20;          // pixels a second
constexpr float kFlingStoppedByTap = 60;  // slower ones don't turn a tap into a stop
constexpr float kWheelNotch = 60;         // pixels at scale 1
constexpr float kSecondsMax = 0.1F;       // a frame that came late doesn't make things jump
constexpr std::size_t kScrollsMax = 32;
constexpr float kRingRoom = 6;
constexpr std::int64_t kRepeatUs = 125'000;
constexpr float kTargetMm = 9;
constexpr float kDotsAnInch = 96;  // of a screen of scale 1
constexpr float kMmAnInch = 25.4F;

std::uint64_t hashed(std::uint64_t seed, std::string_view name) {
  std::uint64_t hash = seed ^ 0xcbf29ce484222325ULL;
  for (const char letter : name)
    hash = (hash ^ static_cast<std::uint8_t>(letter)) * 0x100000001b3ULL;
  hash ^= hash >> 32U;
  return hash == 0 ? 1 : hash;
}

ImGuiID imgui_id(WidgetId item) {
  const auto folded = static_cast<ImGuiID>(item ^ (item >> 32U));
  return folded == 0 ? 1 : folded;
}

std::optional<ImGuiKey> navigation_key(Key key) {
  switch (key) {
    case Key::tab:
      return ImGuiKey_Tab;
    case Key::left:
      return ImGuiKey_LeftArrow;
    case Key::right:
      return ImGuiKey_RightArrow;
    case Key::up:
      return ImGuiKey_UpArrow;
    case Key::down:
      return ImGuiKey_DownArrow;
    case Key::enter:
    case Key::keypad_enter:
      return ImGuiKey_Enter;
    case Key::space:
      return ImGuiKey_Space;
    default:
      return std::nullopt;
  }
}

}  // namespace

Ui::Ui(FontSet& fonts, Canvas& canvas) : fonts_(fonts), canvas_(canvas), theme_(&theme_of(ThemeKind::light)) {}

float Ui::px(float at_scale_1) const {
  const float scaled = std::round(at_scale_1 * scale_);
  return at_scale_1 > 0 ? std::max(1.0F, scaled) : scaled;
}

float Ui::target(float at_scale_1) const {
  const float least = std::max(size::kTarget, std::ceil(kTargetMm * kDotsAnInch * device_scale_ / kMmAnInch));
  return std::max(px(at_scale_1), least);
}

void Ui::cover(const Rect& rect, bool opaque) {
  const Rect whole = rect.snapped().intersected(surface_);
  if (whole.empty()) return;
  covers_.push_back(whole);
  if (opaque && whole.width * whole.height > opaque_.width * opaque_.height) opaque_ = whole;
}

WidgetId Ui::id(std::string_view name) const {
  return hashed(scopes_.empty() ? 0 : scopes_.back(), name);
}

WidgetId Ui::id(std::string_view name, std::size_t index) const {
  return hashed(id(name) + index * 0x9e3779b97f4a7c15ULL, "#");
}

WidgetId Ui::next_id(std::string_view words) {
  const WidgetId first = hashed(id(words), "words");
  const auto before = std::count(given_.begin(), given_.end(), first);
  given_.push_back(first);
  return before == 0 ? first : hashed(first + static_cast<std::uint64_t>(before) * 0x9e3779b97f4a7c15ULL, "again");
}

void Ui::request_frame_at(std::int64_t time_us) {
  if (wake_us_ == 0 || time_us < wake_us_) wake_us_ = time_us;
}

float Ui::come(WidgetId item) {
  if (still_) return 1;
  auto known = std::find_if(coming_.begin(), coming_.end(), [&](const Coming& each) { return each.item == item; });
  if (known == coming_.end()) {
    coming_.push_back({item, now_us_, true});
    known = coming_.end() - 1;
  }
  known->seen = true;
  const std::int64_t passed = now_us_ - known->since_us;
  // Also where the clock was set back meanwhile.
  if (passed < 0 || passed >= motion::kComeUs) return 1;
  request_frame();
  const float left = 1 - static_cast<float>(passed) / static_cast<float>(motion::kComeUs);
  return 1 - left * left;
}

// ---- one frame ----

void Ui::begin(Frame frame) {
  theme_ = frame.theme;
  surface_ = {0, 0, frame.surface.width, frame.surface.height};
  scale_ = frame.scale;
  device_scale_ = frame.device_scale;
  left_handed_ = frame.left_handed;
  still_ = frame.still;
  previous_us_ = std::exchange(now_us_, frame.now_us);
  pointer_ = frame.step.pointer;
  typed_ = std::move(frame.step.typed);
  typed_kept_ = false;
  scan_ = std::move(frame.step.scan);
  scan_wanted_ = false;
  given_.clear();
  wheel_ = frame.step.wheel;
  wheel_at_ = frame.step.wheel_at;
  pressed_outside_ = frame.step.pressed_outside;
  covers_.clear();
  opaque_ = {};
  modal_ = false;
  open_ = false;
  wants_text_ = false;
  frame_requested_ = false;
  wake_us_ = 0;
  field_.seen = false;
  tree_.begin();

  const float elapsed = static_cast<float>(now_us_ - previous_us_) / 1e6F;
  const float seconds = std::clamp(elapsed, 0.001F, kSecondsMax);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {surface_.width, surface_.height};
  io.DeltaTime = seconds;
  feed_pointer();
  feed_keys();
  // What was kept has been through that in its own frame.
  typed_.insert(typed_.begin(), std::make_move_iterator(kept_.begin()), std::make_move_iterator(kept_.end()));
  kept_.clear();
  ImGui::NewFrame();
  settle_gestures();
  move_scrolls(seconds);

  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  ImGui::Begin("overlay", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse |
                   ImGuiWindowFlags_NoBringToFrontOnFocus);
  ImGui::PopStyleVar(3);
  canvas_.set_list(ImGui::GetWindowDrawList());
  clip_depth_ = ImGui::GetWindowDrawList()->_ClipRectStack.Size;
}

void Ui::end() {
  assert(scopes_.empty() && "an IdScope outlived its frame");
  assert(open_scroll_ == kNone && "begin_scroll without end_scroll");
  assert(ImGui::GetWindowDrawList()->_ClipRectStack.Size == clip_depth_ && "push_clip without pop_clip");
  ImGui::End();
  canvas_.set_list(nullptr);
  if (!std::exchange(focus_seen_, false)) {
    // What the keyboard was at is gone; from nowhere, Tab leads to the first thing there is.
    ImGuiContext& context = *ImGui::GetCurrentContext();
    context.NavId = 0;
    context.NavDisableHighlight = true;
  }
  if (!std::exchange(asks_, false)) asked_ = 0;
  if (field_.focused != 0 && !field_.seen) field_ = Field{};
  const std::optional<std::string> scanned = std::exchange(scan_, std::nullopt);
  if (scanned && typing()) insert_text(*scanned);
  std::erase_if(coming_, [](Coming& each) { return !std::exchange(each.seen, false); });
  for (Scroll& scroll : scrolls_) {
    if (!scroll.seen) scroll.speed = 0;
    if (scroll.speed != 0) frame_requested_ = true;
  }
  if (typed_kept_) kept_.insert(kept_.end(), typed_.begin(), typed_.end());
  if (!kept_.empty() || !navigation_.empty() || navigation_down_) frame_requested_ = true;
  if (std::exchange(window_open_, false)) end_group();
  tree_.end();
}

void Ui::abandon() {
  scopes_.clear();
  inert_ = 0;
  window_open_ = false;
  if (open_scroll_ != kNone) close_scroll();
  while (ImGui::GetWindowDrawList()->_ClipRectStack.Size > clip_depth_)
    canvas_.pop_clip();
  ImGui::End();
  ImGui::EndFrame();
  canvas_.set_list(nullptr);
}

void Ui::feed_pointer() {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  if (pointer_.is_down || pointer_.went_up) {
    io.AddMousePosEvent(pointer_.position.x, pointer_.position.y);
  } else {
    // No finger, no hover.
    io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  }
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, pointer_.is_down);
}

void Ui::feed_keys() {
  ImGuiIO& io = ImGui::GetIO();
  if (pointer_.went_down || pressed_outside_) keyboard_used_ = false;
  const bool ring_shown = keyboard_used_ && ImGui::GetCurrentContext()->NavId != 0;
  std::erase_if(typed_, [&](const Typed& typed) {
    if (!typed.text.empty() || !navigation_key(typed.key)) return false;
    // A focused field needs its arrows, Return and Space itself; only Tab leads out of it.
    if (field_.focused != 0 && typed.key != Key::tab) return false;
    const bool acts = typed.key == Key::space || navigation_key(typed.key) == ImGuiKey_Enter;
    if (acts && !ring_shown) return false;
    if (typed.key == Key::tab) leave_field();
    navigation_.push_back(typed);
    // Return and Space tap what the ring is around, and then nothing else.
    return acts;
  });
  if (navigation_down_) {
    io.AddKeyEvent(*navigation_key(*navigation_down_), false);
    io.AddKeyEvent(ImGuiMod_Shift, false);
    navigation_down_.reset();
    return;
  }
  if (navigation_.empty()) return;
  const Typed typed = navigation_.front();
  navigation_.pop_front();
  io.AddKeyEvent(ImGuiMod_Shift, typed.shift);
  io.AddKeyEvent(*navigation_key(typed.key), true);
  navigation_down_ = typed.key;
  keyboard_used_ = true;
}

void Ui::settle_gestures() {
  if (pointer_.dragging || pointer_.cancelled) ImGui::ClearActiveID();
  if (!pointer_.is_down && !pointer_.went_up) {
    press_spent_ = false;
    repeated_ = 0;
  }
  if (pointer_.went_down) {
    press_spent_ = false;
    hold_told_ = false;
    repeated_ = 0;
  }
  const bool on_field = field_.focused != 0 && ImGui::GetActiveID() == imgui_id(field_.focused);
  const bool kept = std::exchange(field_kept_, false);
  if (pressed_outside_ || (pointer_.went_up && !pointer_.dragging && !on_field && !kept)) leave_field();
}

// ---- touch ----

Ui::Touch Ui::touch(WidgetId item, const Rect& rect, bool enabled) {
  if (!enabled || inert_ > 0) return {};
  const ImGuiID id = imgui_id(item);
  const ImRect box({rect.x, rect.y}, {rect.right(), rect.bottom()});
  const bool on_screen = ImGui::ItemAdd(box, id);
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (context.NavId == id) focus_seen_ = true;
  Touch touch;
  if (focus_wanted_ == item) {
    focus_wanted_ = 0;
    ImGui::SetFocusID(id, ImGui::GetCurrentWindow());
  }
  if (focus_arrived(item)) keep_visible(rect);
  touch.focused = keyboard_used_ && context.NavId == id && !context.NavDisableHighlight;
  if (!on_screen || press_spent_) return touch;
  bool hovered = false;
  bool held = false;
  touch.tapped = ImGui::ButtonBehavior(box, id, &hovered, &held) && repeated_ != item;
  touch.pressed = held && hovered && !pointer_.dragging;
  if (touch.tapped) request_frame();
  return touch;
}

bool Ui::focus_arrived(WidgetId item) const {
  return keyboard_used_ && ImGui::GetCurrentContext()->NavJustMovedToId == imgui_id(item);
}

bool Ui::long_pressed(WidgetId item) {
  if (!pointer_.is_down || pointer_.dragging || hold_told_ || ImGui::GetActiveID() != imgui_id(item)) return false;
  if (pointer_.held_us < kLongPressUs) {
    request_frame_at(now_us_ + kLongPressUs - pointer_.held_us);
    return false;
  }
  hold_told_ = true;
  ImGui::ClearActiveID();
  request_frame();
  return true;
}

bool Ui::held_repeats(WidgetId item) {
  if (!pointer_.is_down || pointer_.dragging || ImGui::GetActiveID() != imgui_id(item)) return false;
  const std::int64_t due = repeated_ == item ? repeats_us_ : kLongPressUs;
  if (pointer_.held_us < due) {
    request_frame_at(now_us_ + due - pointer_.held_us);
    return false;
  }
  repeated_ = item;
  repeats_us_ = pointer_.held_us + kRepeatUs;
  request_frame_at(now_us_ + kRepeatUs);
  return true;
}

bool Ui::ask(WidgetId question) {
  set_modal(true);
  asks_ = true;
  return std::exchange(asked_, question) != question;
}

void Ui::focus(WidgetId item) {
  focus_wanted_ = item;
}

std::optional<std::string> Ui::scan() {
  if (inert_ > 0) return std::nullopt;
  scan_wanted_ = true;
  if (scan_) request_frame();
  return std::exchange(scan_, std::nullopt);
}

bool Ui::key(Key which) {
  if (inert_ > 0) return false;
  const auto found = std::find_if(typed_.begin(), typed_.end(),
                                  [&](const Typed& typed) { return typed.text.empty() && typed.key == which; });
  if (found == typed_.end()) return false;
  typed_.erase(found);
  request_frame();
  return true;
}

// ---- tree ----

Rect Ui::visible() const {
  return open_scroll_ == kNone ? surface_ : scrolls_[open_scroll_].area.intersected(surface_);
}

Node& Ui::node(Node node) {
  node.state.clipped = !visible().contains(node.rect);
  if (inert_ > 0) node.tappable = false;
  node.word_broken = std::exchange(word_broken_, false);
  tree_.add(std::move(node));
  return tree_.last();
}

void Ui::begin_group(Node node) {
  node.state.clipped = !visible().contains(node.rect);
  tree_.open(std::move(node));
}

void Ui::open_window(Node node) {
  if (std::exchange(window_open_, true)) end_group();
  begin_group(std::move(node));
}

GroupScope::GroupScope(Ui& ui, std::string_view name, NodeRole role, std::string_view label, const Rect& rect)
    : ui_(ui) {
  Node node;
  node.id = ui.id(name);
  node.role = role;
  node.label = label;
  node.rect = rect;
  ui.push_scope(node.id);
  ui.begin_group(std::move(node));
}

GroupScope::~GroupScope() {
  ui_.end_group();
  ui_.pop_scope();
}

// ---- scrolling ----

Ui::Scroll& Ui::open_scroll(WidgetId id, const Rect& area) {
  assert(open_scroll_ == kNone && "scroll areas don't nest");
  auto found = std::find_if(scrolls_.begin(), scrolls_.end(), [&](const Scroll& scroll) { return scroll.id == id; });
  if (found == scrolls_.end()) {
    if (scrolls_.size() >= kScrollsMax) scrolls_.erase(scrolls_.begin());
    scrolls_.push_back({});
    found = scrolls_.end() - 1;
    found->id = id;
  }
  found->area = area;
  // What lies behind a question stays where it is.
  found->seen = inert_ == 0;
  open_scroll_ = static_cast<std::size_t>(found - scrolls_.begin());
  // Focus rings stand out sideways.
  const float margin = px(kRingRoom);
  ImGui::PushClipRect({area.x - margin, area.y}, {area.right() + margin, area.bottom()}, true);
  return *found;
}

void Ui::close_scroll() {
  assert(open_scroll_ != kNone);
  ImGui::PopClipRect();
  open_scroll_ = kNone;
}

void Ui::scroll_to_top(WidgetId id) {
  for (Scroll& scroll : scrolls_) {
    if (scroll.id != id) continue;
    scroll.offset = 0;
    scroll.speed = 0;
    request_frame();
  }
}

void Ui::move_scrolls(float seconds) {
  for (Scroll& scroll : scrolls_) {
    if (!std::exchange(scroll.seen, false)) {
      scroll.grabbed = false;
      continue;
    }
    const float before = scroll.offset;
    const float last = std::max(0.0F, scroll.content_height - scroll.area.height);
    if (pointer_.went_down && scroll.area.contains(pointer_.pressed_at)) {
      scroll.grabbed = true;
      if (std::abs(scroll.speed) > kFlingStoppedByTap * scale_) press_spent_ = true;
      scroll.speed = 0;
    }
    if (scroll.grabbed && pointer_.dragging) scroll.offset -= pointer_.drag.y;
    if (scroll.grabbed && !pointer_.is_down) {
      scroll.grabbed = false;
      if (pointer_.went_up && pointer_.dragging && !still_) scroll.speed = -pointer_.fling.y;
    } else if (scroll.speed != 0) {
      const float left = std::exp(-kFlingDecay * seconds);
      scroll.offset += scroll.speed * (1 - left) / kFlingDecay;
      scroll.speed *= left;
      if (std::abs(scroll.speed) < kFlingEnds * scale_) scroll.speed = 0;
    }
    if (scroll.area.contains(wheel_at_)) scroll.offset -= wheel_.y * kWheelNotch * scale_;
    const float clamped = std::clamp(scroll.offset, 0.0F, last);
    if (clamped != scroll.offset) scroll.speed = 0;
    scroll.offset = clamped;
    if (scroll.offset != before) request_frame();
  }
}

void Ui::keep_visible(const Rect& rect) {
  if (open_scroll_ == kNone) return;
  Scroll& scroll = scrolls_[open_scroll_];
  const float margin = px(space::kBetween);
  const float above = scroll.area.y + margin - rect.y;
  const float below = rect.bottom() + margin - scroll.area.bottom();
  if (above > 0) scroll.offset -= above;
  if (above <= 0 && below > 0) scroll.offset += below;
  if (above > 0 || below > 0) request_frame();
}

Input::Reach Ui::reach() const {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  Input::Reach reach;
  reach.covers = covers_;
  reach.modal = modal_;
  reach.open = open_;
  reach.focus_shown = keyboard_used_ && context.NavId != 0 && !context.NavDisableHighlight;
  reach.typing = typing() || wants_text_;
  reach.scanning = scan_wanted_;
  reach.scale = scale_;
  return reach;
}

}  // namespace amends
