#include "ui/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "desk/names.hpp"
#include "ui/accessibility.hpp"
#include "ui/screens/desk_page.hpp"
#include "ui/screens/scene.hpp"
#include "ui/stage.hpp"
#include "ui/surface.hpp"

namespace amends {

namespace {

constexpr float kCoversBelowPx = 1100;
// What the screens are made for at least; larger text stops where they would have less.
constexpr Size kLeast{640, 480};

ThemeKind theme_for(Lighting lighting) {
  switch (lighting) {
    case Lighting::dark:
      return ThemeKind::dark;
    case Lighting::contrast:
      return ThemeKind::contrast;
    case Lighting::light:
      break;
  }
  return ThemeKind::light;
}

float wanted_scale(Size surface, float device_scale, std::int32_t text_percent) {
  const float wanted = device_scale * static_cast<float>(text_percent) / 100;
  const float most = std::min(surface.width / kLeast.width, surface.height / kLeast.height);
  return std::min(wanted, std::max(most, std::min(device_scale, 1.0F)));
}

// The sheet's place: beside the check at the hand's side, or over all of a small screen.
Rect sheet_place(Size surface, float scale, bool left_handed) {
  const float width = surface.width < kCoversBelowPx * scale ? surface.width : std::round(size::kSheetWidth * scale);
  return {left_handed ? 0 : surface.width - width, 0, width, surface.height};
}

// The manager's pages have no check beside them; a case opened from one has.
bool is_whole_screen(const UiState& state) {
  const bool is_report = report_of(state.page).has_value();
  return state.page == Page::gallery || (is_report && !state.looking_at);
}

std::int64_t us_to_next_minute(Instant now) {
  constexpr std::int64_t kMinuteUs = 60'000'000;
  return kMinuteUs - now.microseconds % kMinuteUs;
}

}  // namespace

struct Overlay::Inside {
  OverlaySettings settings;
  std::unique_ptr<Stage> stage;
  SurfacePainter painter;
  std::shared_ptr<const DeskView> view = std::make_shared<const DeskView>();
  std::shared_ptr<const HostPicture> host = std::make_shared<const HostPicture>();
  UiState state;
  std::vector<IntentBody> intents;
  std::optional<PinAttempt> pin_attempt;
  AccessibilityTree no_tree;
  bool stale = true;  // the view, the host or the surface changed since the last picture
  Size surface;
  float scale = 0;
  std::int64_t minute = -1;  // of the last picture; lists show what is due
  FrameResult last;

  void follow_view();
  void start_over();
  // Escape, where no screen had a use for it: out of what is innermost.
  void step_back();
  void keep_step(const CaseId& of);
  void show_refusal(Scene& scene);
  void build(Instant now);
  [[nodiscard]] const Preferences& preferences() const {
    return view->revision == 0 ? settings.preferences : view->preferences;
  }
  [[nodiscard]] bool needs_picture(Instant now) const;
  // The open case's own rules; with none open, those that hold.
  [[nodiscard]] const Playbook& playbook() const {
    if (view->open && view->open->policy) return view->open->policy->playbook;
    return view->policy ? view->policy->playbook : settings.policy->playbook;
  }
};

Overlay::Overlay(OverlaySettings settings, std::string& problem) : inside_(std::make_unique<Inside>()) {
  inside_->state.page = settings.page;
  inside_->settings = std::move(settings);
  auto stage = Stage::create({});
  if (!stage) {
    problem = stage.error();
    return;
  }
  inside_->stage = std::move(*stage);
}

Overlay::~Overlay() = default;

bool Overlay::on_input(const amends_input_t& input) {
  return inside_->stage && inside_->stage->takes(input);
}

bool Overlay::on_scan(std::string text) {
  // What the sheet beside the check has no use for is the till's: the next thing that is sold.
  if (!inside_->stage || inside_->state.page == Page::tab || !inside_->stage->wants_scan()) return false;
  inside_->stage->take_scan(std::move(text));
  return true;
}

void Overlay::set_view(std::shared_ptr<const DeskView> view) {
  if (!view || view->revision == inside_->view->revision) return;
  inside_->view = std::move(view);
  inside_->stale = true;
}

void Overlay::set_host(std::shared_ptr<const HostPicture> host) {
  if (!host) return;
  const auto id_of = [](const HostPicture& of) { return of.check ? of.check->id : CheckId{}; };
  // Lines that were tapped belong to the check that was there.
  if (id_of(*host) != id_of(*inside_->host)) inside_->start_over();
  inside_->host = std::move(host);
  inside_->stale = true;
}

void Overlay::set_open(bool open) {
  inside_->state.page = open ? Page::sheet : Page::tab;
  if (open) inside_->intents.push_back(FocusCheck{});
  inside_->stale = true;
}

void Overlay::pin_accepted() {
  inside_->state.pin_on_its_way = false;
  inside_->state.pin_problem.reset();
  forget_answer(inside_->state);
  inside_->stale = true;
}

void Overlay::pin_refused(PinProblem problem, std::int64_t locked_for_seconds) {
  inside_->state.pin_on_its_way = false;
  inside_->state.chosen_on_its_way = false;
  inside_->state.pin_problem = problem;
  inside_->state.locked_for_seconds = locked_for_seconds;
  inside_->stale = true;
}

void Overlay::Inside::start_over() {
  state.lines.clear();
  state.all_lines = false;
  state.failure.reset();
  state.channel.reset();
  state.recording = false;
  state.panel = Panel::none;
}

// The step on the screen is the case's, for whoever opens it next.
void Overlay::Inside::keep_step(const CaseId& of) {
  intents.push_back(Give{.subject = of, .command = ShowStep{state.step}, .approver = std::nullopt});
}

void Overlay::Inside::step_back() {
  if (state.panel == Panel::picking) state.option.reset();
  if (state.panel != Panel::none) {
    state.panel = Panel::none;
  } else if (state.slip_shown) {
    state.slip_shown.reset();
  } else if (state.coupon_shown) {
    state.coupon_shown.reset();
  } else if (state.printer_page != PrinterPage::none) {
    state.printer_page = PrinterPage::none;
  } else if (state.looking_at) {
    state.looking_at.reset();
  } else if (state.report.behind) {
    state.report.behind.reset();
  } else {
    state.page = Page::tab;
  }
  stale = true;
}

// What the view says that the screens had only begun: a case recorded, an act that stands, a case closed.
void Overlay::Inside::follow_view() {
  const CaseView* open = view->open ? &*view->open : nullptr;
  const CaseId id = open != nullptr ? open->state.id : CaseId{};
  if (id != state.shown) {
    const bool was_open = !state.shown.is_none();
    const auto& tap = view->last_tap;
    const bool record_undone = was_open && open == nullptr && tap && tap->taken_back && tap->subject == state.shown;
    state.shown = id;
    const auto wanted = std::exchange(state.step_wanted, std::nullopt);
    state.step = open == nullptr ? Step::hear : wanted.value_or(open->state.step);
    if (open != nullptr && state.step != open->state.step) keep_step(id);
    state.option.reset();
    state.extra.reset();
    state.extra_item.reset();
    state.picked.clear();
    state.chosen_on_its_way = false;
    state.more_options = false;
    state.coupon_shown.reset();
    state.slip_shown.reset();
    state.pin_problem.reset();
    forget_answer(state);
    start_over();
    if (record_undone) {
      // As it was before the tap that recorded, ready for another.
      state.lines = std::exchange(state.lines_before, {});
      state.failure = std::exchange(state.failure_before, {});
      state.channel = std::exchange(state.channel_before, {});
      return;
    }
    if (std::exchange(state.leaving, false) && open == nullptr) {
      state.channel = Channel::phone;
      return;
    }
    // Done, or tapped by mistake: back to the till.
    if (was_open && open == nullptr && state.page == Page::sheet && !state.looking_at) state.page = Page::tab;
  }
  if (open == nullptr || !state.chosen_on_its_way) return;
  const auto& acts = open->state.acts;
  const bool stands = std::any_of(acts.begin() + static_cast<std::ptrdiff_t>(std::min(state.acts_before, acts.size())),
                                  acts.end(), [](const Act& act) {
                                    return act.state == ActState::ready || act.state == ActState::started ||
                                           act.state == ActState::done;
                                  });
  const auto any_is = [&](ActState wanted) {
    return std::any_of(acts.begin(), acts.end(), [&](const Act& act) { return act.state == wanted; });
  };
  if (any_is(ActState::needs_approval)) return;
  // A no, like what staff must key, is the next thing to be looked at.
  if (any_is(ActState::to_be_keyed)) state.chosen_on_its_way = false;
  if (acts.size() > state.acts_before && acts.back().state == ActState::declined) {
    state.chosen_on_its_way = false;
    state.option.reset();
  }
  if (!stands || !state.chosen_on_its_way) return;
  state.chosen_on_its_way = false;
  state.option.reset();
  state.step = open->extras.empty() ? Step::after : Step::extra;
  keep_step(id);
}

void Overlay::Inside::show_refusal(Scene& scene) {
  if (!view->refused || view->refused->intent == state.refusal_seen) return;
  state.refusal_seen = view->refused->intent;
  state.recording = false;
  state.step_wanted.reset();
  state.chosen_on_its_way = false;
  state.undo = 0;
  scene.say(scene.t(key_of(view->refused->refusal)));
}

bool Overlay::Inside::needs_picture(Instant now) const {
  constexpr std::int64_t kMinuteUs = 60'000'000;
  return stale || stage->needs_frame(now.microseconds) || now.microseconds / kMinuteUs != minute;
}

void Overlay::Inside::build(Instant now) {
  follow_view();
  const Preferences& wanted = preferences();
  stage->set_looks({.theme = theme_for(wanted.lighting),
                    .accent = settings.accent,
                    .device_scale = scale,
                    .left_handed = wanted.hand == Hand::left,
                    .still = wanted.still});
  Ui& ui = stage->begin(surface, wanted_scale(surface, scale, wanted.text_percent), now.microseconds);
  Scene scene{.ui = ui,
              .words = view->words ? *view->words : *settings.words,
              .playbook = playbook(),
              .calendar = *settings.calendar,
              .view = *view,
              .host = *host,
              .now = now,
              .state = state,
              .intents = intents,
              .pin_attempt = pin_attempt};
  follow_last_tap(scene);
  show_refusal(scene);
  if (state.page == Page::tab) {
    // Half a PIN waits for nobody.
    state.pin.wipe();
    draw_tab(scene);
  } else {
    const Rect whole{0, 0, surface.width, surface.height};
    draw_page(scene, is_whole_screen(state) ? whole : sheet_place(surface, ui.scale(), ui.left_handed()));
  }
  if (state.page != Page::tab && ui.key(Key::escape)) {
    ui.typing() ? ui.leave_field() : step_back();
  }
  if (ui.scan_is_lost()) {
    scene.say(scene.t("toast.not_scanned"), true);
    ui.request_frame();
  }
  last = stage->end();
  minute = now.microseconds / 60'000'000;
  stale = false;
}

FrameReport Overlay::update(std::int32_t width_px, std::int32_t height_px, float scale, Instant now) {
  Inside& inside = *inside_;
  if (!inside.stage) return {};
  const Size surface{static_cast<float>(width_px), static_cast<float>(height_px)};
  const float used_scale = scale > 0 ? scale : 1.0F;
  if (surface != inside.surface || used_scale != inside.scale) inside.stale = true;
  inside.surface = surface;
  inside.scale = used_scale;
  const bool built = inside.needs_picture(now);
  if (built) inside.build(now);
  const std::int64_t to_minute_ms = us_to_next_minute(now) / 1000 + 1;
  const std::int64_t wanted_ms = inside.stage->wake_after_ms(now.microseconds);
  return {.changed = built && inside.last.changed,
          .wants_another = inside.stage->needs_frame(now.microseconds) || inside.stale,
          .damage = built ? inside.last.damage : Box{},
          .bounds = inside.last.bounds,
          .opaque = inside.last.opaque,
          .wake_after_ms = wanted_ms < 0 ? to_minute_ms : std::min(wanted_ms, to_minute_ms)};
}

amends_status_t Overlay::draw(const amends_surface_t& surface) {
  if (!inside_->stage) return AMENDS_OK;
  return inside_->painter.show(inside_->stage->picture(), surface);
}

std::vector<IntentBody> Overlay::take_intents() {
  return std::exchange(inside_->intents, {});
}

std::optional<PinAttempt> Overlay::take_pin_attempt() {
  return std::exchange(inside_->pin_attempt, std::nullopt);
}

const AccessibilityTree& Overlay::accessibility() const {
  return inside_->stage ? inside_->stage->tree() : inside_->no_tree;
}

}  // namespace amends
