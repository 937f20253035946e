// Bytes of any kind as what a waiter, a till and a broken host do to an overlay: taps on what is on the screen, keys, text,
// pointers that are nowhere, answers to requests and to none, clocks that jump. The overlay goes on, blames nobody for less
// than a fault, asks the till for each request once, and ends when it is told to.
// One overlay serves many inputs, as on a till; build/fuzz/trail has those since its start, in order.
#include <unistd.h>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "amends.h"
#include "promise.hpp"
#include "support/scripted_host.hpp"

namespace {

using amends::expect;
using amends::testing::ScriptedHost;
namespace fs = std::filesystem;

constexpr std::int32_t kWidthPx = 640;
constexpr std::int32_t kHeightPx = 480;
constexpr int kInputsPerStart = 200;

// The bytes, one after the other; zeros when they are over.
class Tape {
 public:
  Tape(const std::uint8_t* bytes, std::size_t size) : at_(bytes), end_(bytes + size) {}
  [[nodiscard]] bool is_over() const { return at_ == end_; }
  std::uint8_t next() { return is_over() ? 0 : *at_++; }
  float coordinate() { return static_cast<float>(static_cast<std::int16_t>(next() << 8 | next())) / 16; }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

class TillUnderFire {
 public:
  TillUnderFire() : pixels_(static_cast<std::size_t>(kWidthPx) * kHeightPx * 4) {
    fs::remove_all(data_);
    amends_config_t config{};
    config.struct_size = sizeof config;
    config.data_dir = data_.c_str();
    config.assets_dir = AMENDS_SOURCE_DIR "/assets";
    config.terminal_id = "T3";
    amends_error_t error{};
    error.struct_size = sizeof error;
    host_.on_submit = [this](const amends_request_t& request) {
      if (behaviour_ % 8 == 1) return amends_status_t{AMENDS_E_UNAVAILABLE};
      if (behaviour_ % 8 == 2) return amends_status_t{AMENDS_E_REFUSED};
      asked_.emplace_back(request.request_id);
      return amends_status_t{AMENDS_OK};
    };
    host_.on_pin = [this](const std::string&, const std::string&, const std::string& pin) {
      return amends_status_t{pin == "1234" ? AMENDS_OK : behaviour_ % 4 == 3 ? AMENDS_PENDING : AMENDS_E_REFUSED};
    };
    expect(amends_entry.create(&host_.host, &config, &overlay_, &error) == AMENDS_OK, "an overlay can be made");
    expect(overlay_->start(overlay_, &error) == AMENDS_OK, "an overlay can be started");
    pos_ = static_cast<const amends_overlay_pos_t*>(overlay_->get_extension(overlay_, AMENDS_EXTENSION_POS));
    operators_ =
        static_cast<const amends_overlay_operator_t*>(overlay_->get_extension(overlay_, AMENDS_EXTENSION_OPERATOR));
    tree_ = static_cast<const amends_overlay_accessibility_t*>(
        overlay_->get_extension(overlay_, AMENDS_EXTENSION_ACCESSIBILITY));
    for (int turns = 0; turns < 20; ++turns) {
      turn();
      ::usleep(5000);
    }
  }
  ~TillUnderFire() {
    overlay_->stop(overlay_, 5000);
    overlay_->destroy(overlay_);
    fs::remove_all(data_);
  }
  TillUnderFire(const TillUnderFire&) = delete;
  TillUnderFire& operator=(const TillUnderFire&) = delete;

  void play(Tape tape) {
    while (!tape.is_over())
      step(tape);
    turn();
  }

 private:
  void turn() {
    if (host_.callbacks_wished.exchange(0) > 0) overlay_->on_main_thread(overlay_);
    amends_surface_t surface{};
    surface.struct_size = sizeof surface;
    surface.kind = AMENDS_SURFACE_RGBA8;
    surface.pixels = pixels_.data();
    surface.pitch_bytes = kWidthPx * 4;
    surface.width_px = kWidthPx;
    surface.height_px = kHeightPx;
    surface.scale = 1;
    amends_frame_t frame{};
    frame.struct_size = sizeof frame;
    expect(overlay_->on_frame(overlay_, &surface, &frame) == AMENDS_OK, "a frame is drawn");
  }

  void step(Tape& tape) {
    switch (tape.next() % 12) {
      default:
        tap_something(tape.next());
        break;
      case 6:
        send_key(tape.next());
        break;
      case 7:
        send_text(tape);
        break;
      case 8:
        send_anything(tape);
        break;
      case 9:
        answer(tape);
        break;
      case 10:
        host_.now_us += static_cast<std::int64_t>(static_cast<std::int8_t>(tape.next())) * 60'000'000;
        behaviour_ = tape.next();
        break;
      case 11:
        change_host(tape.next());
        break;
    }
    turn();
  }

  struct Place {
    float x = 0;
    float y = 0;
  };
  std::vector<Place> places() {
    std::vector<Place> found;
    static_cast<void>(tree_->visit_nodes(
        overlay_,
        [](void* context, const amends_node_t* node) {
          const bool is_tappable = node->role == AMENDS_NODE_BUTTON || node->role == AMENDS_NODE_CHECK_BOX ||
                                   node->role == AMENDS_NODE_RADIO || node->role == AMENDS_NODE_TAB ||
                                   node->role == AMENDS_NODE_TEXT_FIELD || node->role == AMENDS_NODE_LIST_ITEM;
          if (!is_tappable) return;
          static_cast<std::vector<Place>*>(context)->push_back(
              {static_cast<float>(node->rect.x + node->rect.width / 2),
               static_cast<float>(node->rect.y + node->rect.height / 2)});
        },
        &found));
    return found;
  }
  void tap_something(std::uint8_t which) {
    const std::vector<Place> all = places();
    if (all.empty()) return;
    const Place place = all[which % all.size()];
    host_.now_us += 250'000;
    send_pointer(AMENDS_INPUT_POINTER_DOWN, place);
    turn();
    host_.now_us += 60'000;
    send_pointer(AMENDS_INPUT_POINTER_UP, place);
    // The desk has its own thread: now and then it gets the time to answer.
    if (which % 4 == 0) ::usleep(300);
  }
  void send_pointer(amends_input_type_t type, Place place) {
    amends_input_t input{};
    input.struct_size = sizeof input;
    input.type = type;
    input.x = place.x;
    input.y = place.y;
    input.button = 1;
    input.source = AMENDS_POINTER_TOUCH;
    input.pointer_id = 1;
    input.time_us = host_.now_us;
    static_cast<void>(overlay_->on_input(overlay_, &input));
  }
  void send_key(std::uint8_t key) {
    amends_input_t input{};
    input.struct_size = sizeof input;
    input.key = key;
    input.time_us = host_.now_us;
    for (const amends_input_type_t type : {AMENDS_INPUT_KEY_DOWN, AMENDS_INPUT_KEY_UP}) {
      input.type = type;
      static_cast<void>(overlay_->on_input(overlay_, &input));
    }
  }
  void send_text(Tape& tape) {
    amends_input_t input{};
    input.struct_size = sizeof input;
    input.type = AMENDS_INPUT_TEXT;
    input.time_us = host_.now_us;
    const std::size_t size = tape.next() % sizeof input.text;
    for (std::size_t at = 0; at < size; ++at)
      input.text[at] = static_cast<char>(tape.next());
    static_cast<void>(overlay_->on_input(overlay_, &input));
  }
  // A struct as a broken host may fill it.
  void send_anything(Tape& tape) {
    amends_input_t input{};
    const bool is_sized = tape.next() % 4 != 0;
    input.struct_size = is_sized ? sizeof input : tape.next();
    input.type = tape.next() % 12;
    input.x = tape.coordinate();
    input.y = tape.coordinate();
    input.wheel_x = tape.coordinate();
    input.wheel_y = tape.coordinate();
    input.button = static_cast<std::int8_t>(tape.next());
    input.source = tape.next() % 4;
    input.pointer_id = static_cast<std::int8_t>(tape.next());
    input.modifiers = tape.next();
    input.time_us = host_.now_us - tape.next() * 1000;
    static_cast<void>(overlay_->on_input(overlay_, &input));
  }
  void answer(Tape& tape) {
    const std::string unknown = "T3-0000";
    const std::uint8_t which = tape.next();
    const std::string id = asked_.empty() || which % 8 == 0 ? unknown : asked_[which % asked_.size()];
    amends_answer_t given = ScriptedHost::make_answer(id.c_str(), 1 + tape.next() % 4, tape.next() * 10);
    if (tape.next() % 16 == 0) given.struct_size = 4;
    pos_->answer(overlay_, &given);
  }
  void change_host(std::uint8_t how) {
    host_.shows_check = how % 5 != 0;
    host_.signed_on = how % 3;
    host_.check.state = how % 2 == 0 ? AMENDS_CHECK_OPEN : AMENDS_CHECK_PAID;
    host_.check.paid_minor = how % 2 == 0 ? 0 : host_.check.total_minor;
    pos_->check_changed(overlay_);
    operators_->operator_changed(overlay_);
  }

  fs::path data_ = fs::temp_directory_path() / ("amends-input-fuzz-" + std::to_string(::getpid()));
  ScriptedHost host_;
  std::vector<unsigned char> pixels_;
  const amends_overlay_t* overlay_ = nullptr;
  const amends_overlay_pos_t* pos_ = nullptr;
  const amends_overlay_operator_t* operators_ = nullptr;
  const amends_overlay_accessibility_t* tree_ = nullptr;
  std::vector<std::string> asked_;
  std::uint8_t behaviour_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const bool is_ready = amends_entry.init(AMENDS_SOURCE_DIR) == AMENDS_OK;
  expect(is_ready, "the library can be initialised");
  // Made with the first of all, so that it goes before what the library keeps for the process.
  static std::unique_ptr<TillUnderFire> till = std::make_unique<TillUnderFire>();
  static int inputs = 0;
  const bool is_new = inputs++ % kInputsPerStart == 0;
  std::ofstream trail("trail", is_new ? std::ios::binary : std::ios::binary | std::ios::app);
  const auto length = static_cast<std::uint32_t>(size);
  trail.write(reinterpret_cast<const char*>(&length), sizeof length);
  trail.write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  trail.close();
  if (is_new && inputs > 1) {
    till.reset();
    till = std::make_unique<TillUnderFire>();
  }
  till->play(Tape(bytes, size));
  return 0;
}
