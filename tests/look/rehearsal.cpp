#include "rehearsal.hpp"

#include <algorithm>
#include <atomic>
#include <catch_amalgamated.hpp>
#include <cmath>
#include <cstring>
#include <utility>

#include <unistd.h>

#include "files/pack_reader.hpp"
#include "files/policy_reader.hpp"
#include "files/printer_reader.hpp"

namespace amends::look {

namespace {

namespace fs = std::filesystem;

constexpr int kSettleFrames = 200;
constexpr int kScrolls = 40;
constexpr std::int64_t kFrameUs = 66'667;  // a slow till's 15 frames a second
constexpr std::uint32_t kTillGround = 0xff40312aU;

fs::path new_folder() {
  static std::atomic<int> count{0};
  return fs::temp_directory_path() / ("amends-look-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
}

}  // namespace

std::string Variant::name() const {
  constexpr const char* kLights[] = {"", "light", "dark", "contrast"};
  std::string name = std::to_string(width_px) + "x" + std::to_string(height_px) + "-" + preferences.language + "-" +
                     kLights[static_cast<int>(preferences.lighting)];
  if (preferences.hand == Hand::left) name += "-left";
  if (preferences.text_percent != 100) name += "-text" + std::to_string(preferences.text_percent);
  if (device_scale != 1) name += "-scale" + std::to_string(static_cast<int>(std::lround(device_scale * 100)));
  return name;
}

Rehearsal::Rehearsal(const std::string& pack, Page page) : folder_(new_folder()) {
  const fs::path assets = AMENDS_ASSETS_DIR;
  auto read = read_pack(assets, pack, "en", *find_currency("EUR"));
  REQUIRE(read);
  policy_ = *read_policy({assets / "packs" / pack, folder_ / "site.toml", *find_currency("EUR")});
  policies_ = std::make_unique<PolicyFolder>(
      PolicyPlace{assets / "packs" / pack, folder_ / "site.toml", *find_currency("EUR")});
  english_ = std::make_shared<const Words>(std::move(read->texts));
  zone_ = make_calendar("UTC");
  fs::create_directories(folder_);
  store_ = Ledger::open({folder_, "T3", {}});
  languages_ =
      std::make_unique<LanguageFolder>(assets, pack, "en", english_, [](const std::string& said) { FAIL_CHECK(said); });
  slips_ = std::make_unique<SlipFolder>(assets, folder_ / "slips", *english_, "en",
                                        [](const std::string& said) { FAIL_CHECK(said); });
  desk_ = std::make_unique<Desk>(DeskPorts{.store = *store_,
                                           .clock = clock,
                                           .calendar = *zone_.calendar,
                                           .policies = policies_.get(),
                                           .preferences = nullptr,
                                           .languages = languages_.get(),
                                           .slips = slips_.get(),
                                           .courier = &printer},
                                 policy_);
  std::string problem;
  overlay_ = std::make_unique<Overlay>(
      OverlaySettings{.words = english_, .policy = policy_, .calendar = zone_.calendar.get(), .page = page}, problem);
  REQUIRE(problem.empty());
}

Rehearsal::~Rehearsal() {
  overlay_.reset();
  desk_.reset();
  store_.reset();
  std::error_code failed;
  fs::remove_all(folder_, failed);
}

void Rehearsal::ask(IntentBody body) {
  desk_->take({.number = ++intents_, .host = std::make_shared<HostPicture>(host), .body = std::move(body)});
  show_view();
}

void Rehearsal::show_view() {
  if (trouble_ == StorageTrouble::none) {
    overlay_->set_view(desk_->view());
    return;
  }
  auto troubled = std::make_shared<DeskView>(view());
  troubled->trouble = trouble_;
  // Another view than the desk's own.
  troubled->revision |= std::uint64_t{1} << 63U;
  overlay_->set_view(std::move(troubled));
}

void Rehearsal::host_changed() {
  overlay_->set_host(std::make_shared<HostPicture>(host));
  ask(Refresh{});
  ask(FocusCheck{});
  settle();
}

void Rehearsal::give(Command command) {
  std::optional<CaseId> subject;
  if (view().open) subject = view().open->state.id;
  ask(Give{.subject = subject, .command = std::move(command), .approver = std::nullopt});
  if (view().refused) FAIL_CHECK("refused: " << static_cast<int>(view().refused->refusal));
  settle();
}

std::vector<PrinterKind> PrinterOnTheShelf::kinds() const {
  std::vector<FileProblem> problems;
  std::vector<PrinterKind> kinds;
  for (const PrinterProfile& profile : read_printers(fs::path(AMENDS_ASSETS_DIR) / "printers", problems))
    kinds.push_back({profile.id, profile.name});
  return kinds;
}

void Rehearsal::answer_printer() {
  if (!printer.says) return;
  for (const PrintOrder& order : std::exchange(printer.orders, {}))
    ask(NotePrinted{order.subject, order.delivery, *printer.says});
  for (; printer.tests > 0; --printer.tests)
    ask(NoteTestPrinted{*printer.says});
}

void Rehearsal::answer_errands() {
  for (const HostErrand& errand : desk_->take_errands()) {
    if (till == TillDoes::nothing) continue;
    const bool done = till == TillDoes::it;
    ask(Give{.subject = std::nullopt,
             .command = TakeHostAnswer{.request = errand.request.id,
                                       .outcome = done ? HostOutcome::done : HostOutcome::rejected,
                                       .reference = done ? "R-1" : "",
                                       .reason = done ? "" : "The day is closed.",
                                       .amount = errand.request.amount},
             .approver = std::nullopt});
  }
  answer_printer();
  show_view();
}

void Rehearsal::frame() {
  frame_us_ += kFrameUs;
  const Instant now{clock.at.microseconds + frame_us_};
  wants_another_ = overlay_->update(variant_.width_px, variant_.height_px, variant_.device_scale, now).wants_another;
  for (IntentBody& body : overlay_->take_intents())
    on_their_way_.push_back(std::move(body));
  if (desk_is_slow) return;
  for (IntentBody& body : std::exchange(on_their_way_, {})) {
    ask(std::move(body));
    wants_another_ = true;
  }
}

void Rehearsal::settle() {
  for (int count = 0; count < kSettleFrames; ++count) {
    answer_errands();
    frame();
    if (!wants_another_) return;
  }
  FAIL_CHECK("the screen never comes to rest");
}

std::string Rehearsal::words(std::string_view key) const {
  REQUIRE(english_->has(key));
  return english_->text(key);
}

const Node* Rehearsal::find(std::string_view label) const {
  const auto nodes = tree().nodes();
  const auto fits = [&](bool whole) {
    return [&, whole](const Node& node) {
      return node.tappable && (whole ? node.label == label : node.label.find(label) != std::string::npos);
    };
  };
  auto found = std::ranges::find_if(nodes, fits(true));
  if (found == nodes.end()) found = std::ranges::find_if(nodes, fits(false));
  return found == nodes.end() ? nullptr : &*found;
}

void Rehearsal::touch(amends_input_type_t type, Point at) {
  amends_input_t input{};
  input.struct_size = sizeof input;
  input.type = type;
  input.source = AMENDS_POINTER_TOUCH;
  input.pointer_id = 1;
  input.button = 1;
  input.x = at.x;
  input.y = at.y;
  input.time_us = clock.at.microseconds + frame_us_;
  (void)overlay_->on_input(input);
}

void Rehearsal::drag(Point from, float by_y) {
  touch(AMENDS_INPUT_POINTER_DOWN, from);
  frame();
  for (int part = 1; part <= 4; ++part) {
    touch(AMENDS_INPUT_POINTER_MOVE, {from.x, from.y + by_y * static_cast<float>(part) / 4});
    frame();
  }
  // Held still at the end, so that nothing is flung.
  for (int rest = 0; rest < 4; ++rest) {
    touch(AMENDS_INPUT_POINTER_MOVE, {from.x, from.y + by_y});
    frame();
  }
  touch(AMENDS_INPUT_POINTER_UP, {from.x, from.y + by_y});
  settle();
}

void Rehearsal::tap(std::string_view label) {
  for (int scrolls = 0; scrolls <= kScrolls; ++scrolls) {
    const Node* node = find(label);
    if (node == nullptr) {
      std::string there;
      for (const Node& each : tree().nodes())
        there += "\"" + each.label + "\" ";
      FAIL("nothing to tap says \"" << label << "\"; there is " << there);
    }
    if (!node->state.clipped) {
      const Point at = node->rect.centre();
      touch(AMENDS_INPUT_POINTER_DOWN, at);
      frame();
      touch(AMENDS_INPUT_POINTER_UP, at);
      settle();
      return;
    }
    const auto nodes = tree().nodes();
    const auto group = std::ranges::find(nodes, node->parent_id, &Node::id);
    REQUIRE(group != nodes.end());
    const Rect area = group->rect;
    const float away = area.centre().y - node->rect.centre().y;
    const float by = std::clamp(away, -area.height * 0.6F, area.height * 0.6F);
    drag({area.x + area.width / 2, by < 0 ? area.bottom() - 8 : area.y + 8}, by);
  }
  FAIL("\"" << label << "\" can't be scrolled into view");
}

void Rehearsal::hold(std::string_view label, std::int64_t time_us) {
  const Node* node = find(label);
  REQUIRE(node != nullptr);
  const Point at = node->rect.centre();
  touch(AMENDS_INPUT_POINTER_DOWN, at);
  for (std::int64_t passed = 0; passed < time_us; passed += kFrameUs)
    frame();
  touch(AMENDS_INPUT_POINTER_UP, at);
  settle();
}

void Rehearsal::strike(std::string_view label) {
  const Node* node = find(label);
  REQUIRE(node != nullptr);
  touch(AMENDS_INPUT_POINTER_DOWN, node->rect.centre());
  touch(AMENDS_INPUT_POINTER_UP, node->rect.centre());
}

void Rehearsal::type(std::string_view text) {
  amends_input_t input{};
  input.struct_size = sizeof input;
  input.type = AMENDS_INPUT_TEXT;
  REQUIRE(text.size() < sizeof input.text);
  std::memcpy(input.text, text.data(), text.size());
  input.time_us = clock.at.microseconds + frame_us_;
  CHECK(overlay_->on_input(input));
  settle();
}

void Rehearsal::answer_pin(std::optional<PinProblem> problem, std::int64_t locked_for_seconds) {
  const auto attempt = overlay_->take_pin_attempt();
  REQUIRE(attempt);
  if (problem) {
    overlay_->pin_refused(*problem, locked_for_seconds);
  } else {
    ask(attempt->body);
    overlay_->pin_accepted();
  }
  settle();
}

void Rehearsal::wait(std::int64_t seconds) {
  clock.passed += std::chrono::seconds(seconds);
  clock.at = clock.at.plus_seconds(seconds);
  settle();
}

void Rehearsal::set_clock(std::int64_t by_seconds) {
  clock.at = clock.at.plus_seconds(by_seconds);
  ask(Refresh{});
  settle();
}

void Rehearsal::show_trouble(StorageTrouble trouble) {
  trouble_ = trouble;
  ask(Refresh{});
  settle();
}

void Rehearsal::look(const Variant& variant) {
  variant_ = variant;
  ask(SetPreferences{variant.preferences});
  settle();
}

std::vector<std::uint32_t> Rehearsal::pixels() {
  const auto width = static_cast<std::size_t>(variant_.width_px);
  const auto height = static_cast<std::size_t>(variant_.height_px);
  std::vector<std::uint32_t> shown(width * height, kTillGround);
  amends_surface_t surface{};
  surface.struct_size = sizeof surface;
  surface.kind = AMENDS_SURFACE_RGBA8;
  surface.pixels = shown.data();
  surface.pitch_bytes = variant_.width_px * 4;
  surface.width_px = variant_.width_px;
  surface.height_px = variant_.height_px;
  surface.scale = variant_.device_scale;
  REQUIRE(overlay_->draw(surface) == AMENDS_OK);
  return shown;
}

}  // namespace amends::look
