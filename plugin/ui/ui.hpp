// What a screen holds while it draws one frame: theme and scale, the canvas, the tree, the finger and the keyboard.
// Promises: it lives as long as its Stage and is valid for drawing between Stage::begin and Stage::end, on that thread.
// What outlives a frame is only what a hand has begun: scroll positions, the focused field and its caret.
// Refuses: views, commands, and anything a screen should remember itself.

#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/accessibility.hpp"
#include "ui/canvas.hpp"
#include "ui/fonts.hpp"
#include "ui/geometry.hpp"
#include "ui/icons.hpp"
#include "ui/input.hpp"
#include "ui/theme.hpp"

namespace amends {

// Something on the screen, from one frame to the next; not the domain's id of an item.
using WidgetId = std::uint64_t;

class Ui {
 public:
  Ui(FontSet& fonts, Canvas& canvas);
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // ---- looks ----
  [[nodiscard]] const Theme& theme() const { return *theme_; }
  [[nodiscard]] Rgba colour(Colour which) const { return theme_->colour(which); }
  [[nodiscard]] float scale() const { return scale_; }
  // A size of the theme (pixels at scale 1) in surface pixels, whole; what is above zero stays at least one pixel.
  [[nodiscard]] float px(float at_scale_1) const;
  // The same for what a finger must hit: never below 9 mm on this screen, nor below size::kTarget pixels, however small
  // the text is set.
  [[nodiscard]] float target(float at_scale_1) const;
  // The hand that holds the screen has its thumb on this side: what is tapped most lies there.
  [[nodiscard]] bool left_handed() const { return left_handed_; }
  // Nothing moves by itself: no fling, no motion.
  [[nodiscard]] bool still() const { return still_; }
  // The whole surface: 0, 0, width, height.
  [[nodiscard]] Rect surface() const { return surface_; }
  [[nodiscard]] std::int64_t now_us() const { return now_us_; }
  [[nodiscard]] Canvas& canvas() { return canvas_; }
  [[nodiscard]] FontSet& fonts() { return fonts_; }
  [[nodiscard]] AccessibilityTree& tree() { return tree_; }
  [[nodiscard]] const AccessibilityTree& tree() const { return tree_; }

  // ---- what the overlay is, on the host's surface ----
  // This rectangle is the overlay's: presses in it are taken and its pixels are put on the surface. `opaque`: the caller
  // fills all of it, nothing shines through. sheet_frame, tab_button and toast do this themselves.
  void cover(const Rect& rect, bool opaque);
  // Said in each frame as long as it holds: presses beside the overlay are its own too.
  void set_modal(bool modal) { modal_ = modal; }
  // The same for a question that is drawn in this frame. True where it wasn't in the one before.
  [[nodiscard]] bool ask(WidgetId question);
  // Said in each frame as long as it holds: the keys that move and leave belong to the overlay. sheet_frame says it.
  void set_open(bool open) { open_ = open; }

  // ---- names ----
  // The id of a name below the open scopes (IdScope); stable from frame to frame.
  [[nodiscard]] WidgetId id(std::string_view name) const;
  [[nodiscard]] WidgetId id(std::string_view name, std::size_t index) const;
  // For what has no name, only words: the same words again in one frame are the second, the third …
  [[nodiscard]] WidgetId next_id(std::string_view words);

  // ---- touch: for components ----
  struct Touch {
    bool tapped = false;   // released on it in this frame, or Enter or Space while it is focused
    bool pressed = false;  // a finger is on it, to be shown
    bool focused = false;  // the keyboard is at it and was used last: draw the ring
  };
  // The place of something to tap. Give it once a frame and id; disabled ones answer nothing.
  [[nodiscard]] Touch touch(WidgetId item, const Rect& rect, bool enabled = true);
  // True in the one frame in which the item has been held for half a second; the release is then no tap. Ask each frame.
  [[nodiscard]] bool long_pressed(WidgetId item);
  // The same for what does more the longer it is held: true after half a second, and then eight times a second while the
  // finger stays. Its release is no tap then. Ask each frame.
  [[nodiscard]] bool held_repeats(WidgetId item);
  // The keyboard goes to this item (a field that a screen wants filled first).
  void focus(WidgetId item);

  // ---- keys: for screens ----
  // Pressed in this frame and not used by a text field; answers true once. What lies behind a question hears nothing.
  [[nodiscard]] bool key(Key which);
  // What a scanner read, once: it is whose screen asks first. Ask each frame as long as a scan is wanted: only then is a
  // scanner that is a keyboard caught where no field has the keyboard; else the till has it. What nobody asked for is typed
  // into the focused field, without Return, or is gone. Nothing is told behind a question.
  [[nodiscard]] std::optional<std::string> scan();
  // Of this frame: a scan that nobody asked for so far, and no field will get.
  [[nodiscard]] bool scan_is_lost() const { return scan_.has_value() && !typing(); }
  // A text field has the keyboard.
  [[nodiscard]] bool typing() const { return field_.focused != 0; }
  // Said in each frame as long as it holds: text is wanted though no field is focused. pin_pad says it.
  void want_text() { wants_text_ = true; }
  // As if typed into the focused field, in the next frame: the keys of an on-screen keyboard.
  void insert_text(std::string_view text) { kept_.push_back({Key{}, std::string(text), false, false}); }
  void insert_key(Key which) { kept_.push_back({which, {}, false, false}); }
  // Said in each frame by an on-screen keyboard: taps beside the focused field don't take the keyboard from it.
  void keep_field() { field_kept_ = true; }
  // The focused field lets go.
  void leave_field() { field_ = Field{}; }

  // ---- frames to come ----
  // What was drawn is already out of date (a tap changed the state): another frame at once.
  void request_frame() { frame_requested_ = true; }
  // Another frame by then at the latest; the nearest wish counts.
  void request_frame_at(std::int64_t time_us);

  // How far something has come since it was first drawn, 0 to 1 within motion::kComeUs, slowing down; 1 at once where
  // nothing should move. Asks for frames only until it is there. Give it once a frame while the thing is drawn.
  [[nodiscard]] float come(WidgetId item);

  // ---- for components ----
  // What can be seen where the caller draws: the surface, or the open scroll area within it.
  [[nodiscard]] Rect visible() const;
  // Adds a node; marks it clipped where it isn't wholly visible. Nodes that can't be seen at all are added too.
  Node& node(Node node);
  // What was drawn has a word broken in its middle: the node added next says so.
  void tell_word_broken() { word_broken_ = true; }
  // As node, with children until end_group.
  void begin_group(Node node);
  void end_group() { tree_.close(); }
  // The same for the rest of the frame: what is drawn from now on lies in this window.
  void open_window(Node node);

  struct Scroll {
    WidgetId id = 0;
    Rect area;
    float offset = 0;          // how far the content is moved up
    float content_height = 0;  // as told by the last end_scroll
    float speed = 0;           // of the fling, pixels a second
    bool grabbed = false;      // the finger now down drags it
    bool seen = false;         // drawn in this frame
  };
  struct Field {
    WidgetId focused = 0;
    std::size_t caret = 0;  // byte in the value
    float shift = 0;        // how far a long text is moved left
    bool seen = false;
  };
  [[nodiscard]] Scroll& open_scroll(WidgetId id, const Rect& area);
  [[nodiscard]] Scroll& scroll() { return scrolls_[open_scroll_]; }
  void close_scroll();
  [[nodiscard]] bool in_scroll() const { return open_scroll_ != kNone; }
  [[nodiscard]] Field& field() { return field_; }
  [[nodiscard]] const Pointer& pointer() const { return pointer_; }
  // Typed in this frame and not used yet; who uses one takes it out.
  [[nodiscard]] std::vector<Typed>& typed() { return typed_; }
  // What nobody used comes again in the next frame: a burst of digits, of which a component takes one a frame.
  void keep_typed() { typed_kept_ = true; }
  // True in the frame in which the keyboard came to this item.
  [[nodiscard]] bool focus_arrived(WidgetId item) const;
  void scroll_to_top(WidgetId id);
  // Behind: drawn, and touched by nobody.
  [[nodiscard]] bool inert() const { return inert_ > 0; }
  void push_inert() { ++inert_; }
  void pop_inert() { --inert_; }
  void push_scope(WidgetId scope) { scopes_.push_back(scope); }
  void pop_scope() { scopes_.pop_back(); }

 private:
  friend class Stage;
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  struct Frame {
    const Theme* theme = nullptr;
    Size surface;
    float scale = 1;
    float device_scale = 1;  // the screen's own part of it: dots an inch / 96
    bool left_handed = false;
    bool still = false;
    std::int64_t now_us = 0;
    Input::Step step;
  };
  // Feeds Dear ImGui, whose context must be current, and opens its one window.
  void begin(Frame frame);
  // Closes the window; ImGui::Render may follow.
  void end();
  // The same after drawing failed somewhere: whatever was left open is closed, the tree stays as it was.
  void abandon();
  void feed_pointer();
  void feed_keys();
  void settle_gestures();
  void move_scrolls(float seconds);
  void keep_visible(const Rect& rect);
  [[nodiscard]] Input::Reach reach() const;

  FontSet& fonts_;
  Canvas& canvas_;
  AccessibilityTree tree_;
  const Theme* theme_ = nullptr;
  Rect surface_;
  float scale_ = 1;
  float device_scale_ = 1;
  bool left_handed_ = false;
  bool still_ = false;
  std::int64_t now_us_ = 0;
  std::int64_t previous_us_ = 0;

  Pointer pointer_;
  Point wheel_;
  Point wheel_at_;
  std::vector<Typed> typed_;
  std::optional<std::string> scan_;
  bool scan_wanted_ = false;
  std::vector<Typed> kept_;  // for the next frame
  bool typed_kept_ = false;
  std::deque<Typed> navigation_;  // keys for Dear ImGui, which sees one a frame
  std::optional<Key> navigation_down_;
  bool pressed_outside_ = false;
  bool keyboard_used_ = false;
  bool press_spent_ = false;  // the press only stopped a fling
  bool hold_told_ = false;
  WidgetId repeated_ = 0;  // by the finger now down
  std::int64_t repeats_us_ = 0;
  WidgetId focus_wanted_ = 0;
  WidgetId asked_ = 0;  // the question of the frame before
  bool asks_ = false;

  std::vector<Rect> covers_;
  Rect opaque_;
  bool word_broken_ = false;
  bool modal_ = false;
  bool open_ = false;
  bool window_open_ = false;
  bool wants_text_ = false;
  bool frame_requested_ = false;
  std::int64_t wake_us_ = 0;  // 0: no wish

  std::vector<WidgetId> scopes_;
  std::vector<WidgetId> given_;  // by next_id in this frame
  std::vector<Scroll> scrolls_;
  std::size_t open_scroll_ = kNone;
  struct Coming {
    WidgetId item = 0;
    std::int64_t since_us = 0;
    bool seen = false;
  };
  std::vector<Coming> coming_;
  Field field_;
  bool field_kept_ = false;
  bool focus_seen_ = false;  // what the keyboard is at was drawn in this frame
  int inert_ = 0;
  int clip_depth_ = 0;
};

// Names given while it lives are below this name.
class IdScope {
 public:
  IdScope(Ui& ui, std::string_view name) : ui_(ui) { ui.push_scope(ui.id(name)); }
  IdScope(Ui& ui, std::string_view name, std::size_t index) : ui_(ui) { ui.push_scope(ui.id(name, index)); }
  ~IdScope() { ui_.pop_scope(); }
  IdScope(const IdScope&) = delete;
  IdScope& operator=(const IdScope&) = delete;

 private:
  Ui& ui_;
};

// What is drawn while it lives lies behind something else: seen, and touched by nobody.
class Behind {
 public:
  explicit Behind(Ui& ui) : ui_(ui) { ui.push_inert(); }
  ~Behind() { ui_.pop_inert(); }
  Behind(const Behind&) = delete;
  Behind& operator=(const Behind&) = delete;

 private:
  Ui& ui_;
};

// What is added to the tree while it lives is inside this group.
class GroupScope {
 public:
  GroupScope(Ui& ui, std::string_view name, NodeRole role, std::string_view label, const Rect& rect);
  ~GroupScope();
  GroupScope(const GroupScope&) = delete;
  GroupScope& operator=(const GroupScope&) = delete;

 private:
  Ui& ui_;
};

}  // namespace amends
