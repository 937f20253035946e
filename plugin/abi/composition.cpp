#include "abi/composition.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "abi/daily_copies.hpp"
#include "abi/data_folder_claim.hpp"
#include "abi/post_courier.hpp"
#include "abi/print_courier.hpp"
#include "desk/desk_thread.hpp"
#include "desk/secret.hpp"
#include "effects/host_errands.hpp"
#include "files/folder_watch.hpp"
#include "files/language_folder.hpp"
#include "files/language_reader.hpp"
#include "files/mail_template_reader.hpp"
#include "files/pin_tries_file.hpp"
#include "files/preferences_file.hpp"
#include "files/slip_folder.hpp"
#include "ledger/ledger.hpp"
#include "ledger/pepper.hpp"
#include "ui/fonts.hpp"

namespace amends {
namespace {

[[nodiscard]] const char* name_of(StorageTrouble trouble) {
  switch (trouble) {
    case StorageTrouble::none:
      return "none";
    case StorageTrouble::locked:
      return "locked";
    case StorageTrouble::damaged:
      return "damaged";
    case StorageTrouble::newer:
      return "newer";
    case StorageTrouble::no_space:
      return "no space";
    case StorageTrouble::read_only:
      return "read-only";
    case StorageTrouble::uncertain:
      return "uncertain";
    case StorageTrouble::unavailable:
      return "unavailable";
  }
  return "unknown";
}

[[nodiscard]] PinProblem problem_of(const PinAnswer& answer) {
  switch (answer.outcome) {
    case PinOutcome::wrong:
      return answer.locked_for.count() > 0 ? PinProblem::locked : PinProblem::wrong;
    case PinOutcome::locked:
      return PinProblem::locked;
    case PinOutcome::no_pin:
      return PinProblem::no_pin;
    case PinOutcome::right:
    case PinOutcome::unavailable:
      break;
  }
  return PinProblem::unavailable;
}

// A file that is being written is read once it has come to rest.
constexpr std::chrono::milliseconds kQuiet{500};

// The check of the case that is open, if it is another than the one on the screen.
[[nodiscard]] std::optional<CheckId> check_of_case(const std::shared_ptr<const DeskView>& view) {
  if (!view || !view->open || view->open->state.check.empty()) return std::nullopt;
  return view->open->state.check;
}

}  // namespace

// All that lives between start and stop, in the order of making; it goes in reverse, the desk's thread first.
struct Composition::Running {
  explicit Running(DataFolderClaim folder) : claim(std::move(folder)) {}

  DataFolderClaim claim;
  StaffList staff;
  std::unique_ptr<Overlay> overlay;
  std::unique_ptr<HostErrands> errands;
  SecretVector<std::uint8_t> pin_pepper;  // empty: the ledger was never there
  std::unique_ptr<PinChecker> pins;
  std::map<std::uint64_t, PinAttempt> pin_attempts;  // by the checker's number; without the PIN
  std::uint64_t pin_attempt_count = 0;
  std::uint64_t intent_count = 0;
  std::shared_ptr<const HostPicture> picture = std::make_shared<const HostPicture>();
  std::shared_ptr<const DeskView> view;
  bool host_is_dirty = true;
  // Made on the desk's thread and used by it alone.
  std::unique_ptr<Store> store;
  std::unique_ptr<PreferenceStore> preferences;
  std::unique_ptr<PinTriesStore> pin_tries;
  std::unique_ptr<LanguageShelf> languages;
  std::unique_ptr<SlipShelf> slips;
  std::unique_ptr<PolicySource> policies;
  std::unique_ptr<PrintCourier> courier;
  std::unique_ptr<PostCourier> poster;
  std::optional<MailTemplate> mail;
  std::unique_ptr<DeskThread> desk;
  // What the watch has read, until the main thread hands it to the desk.
  std::mutex offered_mutex;
  std::optional<IntentBody> offered;
  std::unique_ptr<FolderWatch> watch;
  std::unique_ptr<DailyCopies> copies;
};

Composition::Composition(Ground ground, HostProxy& host) : ground_(std::move(ground)), host_(host), clock_(host) {}

Composition::~Composition() = default;

tl::expected<void, SetUpFailure> Composition::start() {
  auto claim = DataFolderClaim::make(ground_.settings.data_dir);
  if (!claim) {
    return tl::unexpected(
        SetUpFailure{AMENDS_E_IN_USE, "Another overlay of this program uses the data folder already."});
  }
  auto running = std::make_unique<Running>(std::move(*claim));
  Running* made = running.get();
  const auto make_desk = [this, made] {
    made->store =
        Ledger::open({ground_.settings.data_dir, ground_.settings.terminal_id, {}, ground_.settings.store_id});
    const Preferences& site = ground_.settings.preferences;
    made->preferences = std::make_unique<PreferencesFile>(ground_.settings.data_dir / "preferences.toml", site);
    made->languages =
        std::make_unique<LanguageFolder>(ground_.assets, ground_.settings.pack, site.language, ground_.words,
                                         [this](const std::string& said) { host_.log(AMENDS_LOG_WARNING, said); });
    made->slips =
        std::make_unique<SlipFolder>(ground_.assets, ground_.settings.data_dir / "slips", *ground_.words, site.language,
                                     [this](const std::string& said) { host_.log(AMENDS_LOG_WARNING, said); });
    made->pin_tries = std::make_unique<PinTriesFile>(ground_.settings.data_dir / "pin-tries");
    made->policies = std::make_unique<PolicyFolder>(ground_.policy_place);
    DeskPorts ports{.store = *made->store,
                    .clock = clock_,
                    .calendar = *ground_.zone.calendar,
                    .policies = made->policies.get(),
                    .pin_tries = made->pin_tries.get(),
                    .preferences = made->preferences.get(),
                    .languages = made->languages.get(),
                    .slips = made->slips.get(),
                    .courier = made->courier.get(),
                    .poster = made->poster.get(),
                    .mail = made->mail ? &*made->mail : nullptr,
                    .site = site};
    return std::make_unique<Desk>(ports, ground_.policy);
  };
  running->courier = std::make_unique<PrintCourier>(
      std::vector{ground_.assets / "printers", ground_.settings.data_dir / "printers"}, text_font_file(),
      [this] { host_.request_callback(); }, [this](const std::string& said) { host_.log(AMENDS_LOG_WARNING, said); });
  running->courier->set_up(ground_.policy->site.printer);
  running->poster = std::make_unique<PostCourier>(
      ground_.settings.data_dir / "keys", [this] { host_.request_callback(); },
      [this](const std::string& said) { host_.log(AMENDS_LOG_WARNING, said); });
  running->poster->set_up(ground_.policy->site.post);
  running->mail = read_mail();
  // First, so that the ledger is opened while the fonts are read here.
  running->desk = std::make_unique<DeskThread>(make_desk, [this] { host_.request_callback(); });
  running->staff = read_staff_list(ground_.settings.staff_file);
  if (!running->staff.problem.empty()) host_.log(AMENDS_LOG_WARNING, running->staff.problem);
  std::string problem;
  OverlaySettings screens{ground_.words,
                          ground_.policy,
                          ground_.zone.calendar.get(),
                          ground_.settings.page,
                          ground_.settings.preferences,
                          ground_.settings.accent};
  running->overlay = std::make_unique<Overlay>(std::move(screens), problem);
  if (!problem.empty()) host_.log(AMENDS_LOG_ERROR, problem);
  running->errands = std::make_unique<HostErrands>(
      host_,
      [words = ground_.words](const FailureId& failure) {
        return failure.empty() ? words->text("coupon.title") : words->text("failure." + failure.text);
      },
      [this](IntentBody body) { post(std::move(body)); });
  if (const auto pepper = Pepper::read(ground_.settings.data_dir / "keys")) {
    running->pin_pepper = pepper->derive(PepperPurpose::pins);
  }
  running->pins = std::make_unique<PinChecker>(host_, running->staff.file.pin_hashes, running->pin_pepper,
                                               [this] { host_.request_callback(); });
  const std::filesystem::path& pack = ground_.policy_place.pack;
  running->watch = std::make_unique<FolderWatch>(
      std::vector<std::filesystem::path>{pack, pack / "languages", ground_.settings.data_dir}, kQuiet,
      [this, made] { read_policy_again(*made); });
  running->copies =
      std::make_unique<DailyCopies>(ground_.settings.data_dir, ground_.policy->site.copies,
                                    [this](const std::string& said) { host_.log(AMENDS_LOG_WARNING, said); });
  running_ = std::move(running);
  log_start();
  host_.request_callback();
  return {};
}

void Composition::stop(std::chrono::milliseconds deadline) {
  if (!running_) return;
  running_->watch.reset();
  running_->copies.reset();
  running_->pins->stop();
  running_->courier->stop();
  running_->poster->stop();
  for (NoteSent& report : running_->poster->take_reports())
    post(std::move(report));
  for (IntentBody& report : running_->courier->take_reports())
    post(std::move(report));
  running_->desk->stop(deadline);
  running_.reset();
}

bool Composition::on_input(const amends_input_t& input) {
  const bool taken = running_->overlay->on_input(input);
  drain();
  return taken;
}

bool Composition::scanned(std::string text) {
  const bool taken = running_->overlay->on_scan(std::move(text));
  if (taken) host_.request_frame();
  return taken;
}

FrameReport Composition::update(const amends_surface_t& surface) {
  const FrameReport report =
      running_->overlay->update(surface.width_px, surface.height_px, surface.scale, clock_.now());
  drain();
  return report;
}

amends_status_t Composition::draw(const amends_surface_t& surface) {
  return running_->overlay->draw(surface);
}

const AccessibilityTree& Composition::accessibility() const {
  return running_->overlay->accessibility();
}

void Composition::set_open(bool open) {
  running_->overlay->set_open(open);
  drain();
  host_.request_frame();
}

void Composition::host_changed() {
  running_->host_is_dirty = true;
  host_.request_callback();
}

void Composition::host_answered(const amends_answer_t* answer) {
  running_->errands->answer(answer);
  host_changed();
}

void Composition::pin_answered(const char* request_id, amends_status_t status) {
  running_->pins->host_answered(request_id, status);
}

void Composition::on_main_thread() {
  bool changed = take_view();
  for (const HostErrand& errand : running_->desk->take_errands()) {
    running_->errands->run(errand);
    running_->host_is_dirty = true;
  }
  for (IntentBody& report : running_->courier->take_reports())
    post(std::move(report));
  for (NoteSent& report : running_->poster->take_reports())
    post(std::move(report));
  hand_policy_on();
  changed = take_pin_answers() || changed;
  changed = ask_host() || changed;
  drain();
  if (changed) host_.request_frame();
}

// The store's own words to guests, or ours.
std::optional<MailTemplate> Composition::read_mail() const {
  std::error_code ignored;
  const std::filesystem::path own = ground_.settings.data_dir / "mails/follow_up.toml";
  for (const std::filesystem::path& file : {own, ground_.assets / "mails/follow_up.toml"}) {
    if (!std::filesystem::exists(file, ignored)) continue;
    auto mail = read_mail_template(file, ground_.settings.preferences.language, ground_.assets / "phrases");
    if (mail) return *std::move(mail);
    host_.log(AMENDS_LOG_WARNING, describe(mail.error()));
  }
  return std::nullopt;
}

// On the watch's thread.
void Composition::read_policy_again(Running& running) {
  auto policy = read_policy(ground_.policy_place);
  std::vector<FileProblem> problems;
  if (policy) (void)read_texts(ground_.assets, ground_.settings.pack, kOwnLanguage, problems);
  const std::string problem = !policy ? describe(policy.error()) : problems.empty() ? "" : describe(problems.front());
  if (!problem.empty()) host_.log(AMENDS_LOG_WARNING, problem + " What held before holds on.");
  {
    const std::lock_guard lock(running.offered_mutex);
    running.offered = problem.empty() ? IntentBody(OfferPolicy{*std::move(policy)}) : TellPolicyProblem{problem};
  }
  host_.request_callback();
}

void Composition::hand_policy_on() {
  std::optional<IntentBody> offered;
  {
    const std::lock_guard lock(running_->offered_mutex);
    offered.swap(running_->offered);
  }
  if (offered) post(*std::move(offered));
}

void Composition::post(IntentBody body) {
  running_->desk->post({++running_->intent_count, running_->picture, std::move(body)});
}

void Composition::drain() {
  for (IntentBody& body : running_->overlay->take_intents())
    post(std::move(body));
  hand_pin_on();
}

bool Composition::take_view() {
  auto view = running_->desk->view();
  if (!view || view == running_->view) return false;
  const StorageTrouble before = running_->view ? running_->view->trouble : StorageTrouble::none;
  if (view->trouble != before) {
    host_.log(view->trouble == StorageTrouble::none ? AMENDS_LOG_INFO : AMENDS_LOG_WARNING,
              std::string("The ledger's trouble is now: ") + name_of(view->trouble) + ".");
  }
  if (view->clock_jump && (!running_->view || view->clock_jump != running_->view->clock_jump)) {
    const std::int64_t seconds = (view->clock_jump->to.microseconds - view->clock_jump->from.microseconds) / 1'000'000;
    host_.log(AMENDS_LOG_WARNING, "The clock was set " + std::string(seconds < 0 ? "back" : "ahead") + " by " +
                                      std::to_string(std::abs(seconds)) + " s.");
  }
  if (!running_->view) running_->pins->take_over(view->pin_tries);
  if (check_of_case(view) != check_of_case(running_->view)) running_->host_is_dirty = true;
  if (view->policy) {
    running_->courier->set_up(view->policy->site.printer);
    running_->poster->set_up(view->policy->site.post);
  }
  running_->view = view;
  running_->overlay->set_view(std::move(view));
  return true;
}

bool Composition::ask_host() {
  if (!std::exchange(running_->host_is_dirty, false)) return false;
  auto picture = std::make_shared<HostPicture>(host_.picture(check_of_case(running_->view)));
  complete_from_staff_file(*picture);
  if (*picture == *running_->picture) return false;
  const auto id_of = [](const HostPicture& of) { return of.check ? of.check->id : CheckId{}; };
  const bool is_another_check = id_of(*picture) != id_of(*running_->picture);
  running_->picture = picture;
  running_->overlay->set_host(std::move(picture));
  if (!is_another_check) {
    post(Refresh{});
  } else if (running_->picture->check) {
    post(FocusCheck{});
  } else {
    post(LeaveCase{});
  }
  return true;
}

// Without amends.operator/1 the staff file says who is there; until somebody can sign on at the overlay itself, the
// first waiter on shift is the one who taps.
void Composition::complete_from_staff_file(HostPicture& picture) const {
  if (picture.has_operator) return;
  picture.staff = running_->staff.file.people;
  const auto waiter = std::find_if(picture.staff.begin(), picture.staff.end(),
                                   [](const Person& person) { return person.on_shift && person.role == Role::waiter; });
  if (waiter != picture.staff.end()) picture.operator_ = *waiter;
}

void Composition::hand_pin_on() {
  auto attempt = running_->overlay->take_pin_attempt();
  if (!attempt) return;
  Secret pin = std::move(attempt->pin);
  const PersonId approver = attempt->approver.id;
  const std::uint64_t number = ++running_->pin_attempt_count;
  running_->pin_attempts.insert_or_assign(number, std::move(*attempt));
  running_->pins->check(number, approver, std::move(pin));
}

bool Composition::take_pin_answers() {
  bool answered = false;
  for (const PinAnswer& answer : running_->pins->take_answers()) {
    const auto found = running_->pin_attempts.find(answer.attempt);
    if (found == running_->pin_attempts.end()) continue;
    const PinAttempt attempt = std::move(found->second);
    // An attempt that was made after this one is the one on the screen.
    running_->pin_attempts.erase(running_->pin_attempts.begin(), std::next(found));
    settle_pin(attempt, answer);
    answered = true;
  }
  if (auto tries = running_->pins->take_tries()) post(KeepPinTries{*std::move(tries)});
  return answered;
}

void Composition::settle_pin(const PinAttempt& attempt, const PinAnswer& answer) {
  if (answer.outcome == PinOutcome::right) {
    post(attempt.body);
    running_->overlay->pin_accepted();
    return;
  }
  // A wrong PIN for a case stands in its history.
  const auto* give = std::get_if<Give>(&attempt.body);
  if (answer.outcome == PinOutcome::wrong && give != nullptr) {
    post(Give{give->subject, RefusePin{attempt.approver.id}, std::nullopt});
  }
  running_->overlay->pin_refused(problem_of(answer), answer.locked_for.count());
}

void Composition::log_start() const {
  if (ground_.zone.problem == ZoneProblem::no_zone_data) {
    host_.log(AMENDS_LOG_WARNING, "The system has no time zone data; times are shown in UTC.");
  }
  host_.log(AMENDS_LOG_INFO, "The overlay of terminal " + ground_.settings.terminal_id + " has started with the pack " +
                                 ground_.settings.pack + ".");
}

}  // namespace amends
