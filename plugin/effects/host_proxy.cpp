#include "effects/host_proxy.hpp"

#include <array>
#include <cstddef>
#include <cstring>

namespace amends {
namespace {

struct ExtensionRow {
  const char* id;
  std::uint32_t minimum_bytes;
  std::size_t own_bytes;
  std::size_t place;  // in HostExtensions
};

constexpr std::array<ExtensionRow, 5> kExtensions{{
    {AMENDS_EXTENSION_LOG, AMENDS_HOST_LOG_SIZE_0_1, sizeof(amends_host_log_t), offsetof(HostExtensions, log)},
    {AMENDS_EXTENSION_THREAD_CHECK, AMENDS_HOST_THREAD_CHECK_SIZE_0_1, sizeof(amends_host_thread_check_t),
     offsetof(HostExtensions, thread_check)},
    {AMENDS_EXTENSION_CLOCK, AMENDS_HOST_CLOCK_SIZE_0_1, sizeof(amends_host_clock_t), offsetof(HostExtensions, clock)},
    {AMENDS_EXTENSION_OPERATOR, AMENDS_HOST_OPERATOR_SIZE_0_1, sizeof(amends_host_operator_t),
     offsetof(HostExtensions, operator_)},
    {AMENDS_EXTENSION_POS, AMENDS_HOST_POS_SIZE_0_1, sizeof(amends_host_pos_t), offsetof(HostExtensions, pos)},
}};

[[nodiscard]] amends_request_kind_t kind_for_host(HostWork work) {
  return static_cast<amends_request_kind_t>(work);
}
static_assert(static_cast<int>(HostWork::refund) == AMENDS_REQUEST_REFUND);
static_assert(static_cast<int>(HostWork::discount) == AMENDS_REQUEST_DISCOUNT);
static_assert(static_cast<int>(HostWork::void_line) == AMENDS_REQUEST_VOID);
static_assert(static_cast<int>(HostWork::reorder) == AMENDS_REQUEST_REORDER);
static_assert(static_cast<int>(HostWork::exchange) == AMENDS_REQUEST_EXCHANGE);
static_assert(static_cast<int>(HostWork::credit) == AMENDS_REQUEST_CREDIT);
static_assert(static_cast<int>(HostWork::add_at_zero) == AMENDS_REQUEST_ADD_AT_ZERO);
static_assert(static_cast<int>(CheckState::open) == AMENDS_CHECK_OPEN);
static_assert(static_cast<int>(CheckState::voided) == AMENDS_CHECK_VOIDED);
static_assert(static_cast<int>(Role::waiter) == AMENDS_ROLE_WAITER);
static_assert(static_cast<int>(Role::owner) == AMENDS_ROLE_OWNER);

}  // namespace

HostProxy::HostProxy(const amends_host_t* host, Currency site)
    : given_(host), site_(site), main_thread_(std::this_thread::get_id()) {
  const auto own = copy_struct<amends_host_t>(host, AMENDS_HOST_SIZE_0_1);
  if (!own) {
    unusable_ = "The host is null, or its struct_size is below the minimum of version 0.1.";
    return;
  }
  host_ = *own;
  if (is_other_version()) {
    unusable_ = "The host was built for another major version of amends.h.";
  } else if (host_.get_extension == nullptr || host_.request_callback == nullptr || host_.request_frame == nullptr) {
    unusable_ = "The host lacks get_extension, request_callback or request_frame.";
  }
  check_visit_ = {
      this,
      [](const HostProxy& proxy, const amends_check_t* given) { return to_check(given, proxy.site_, proxy.blamer()); },
      1,
      false,
      {}};
  item_visit_ = {
      this,
      [](const HostProxy& proxy, const amends_item_t* given) { return to_item(given, proxy.site_, proxy.blamer()); },
      kItemsMax,
      false,
      {}};
  person_visit_ = {
      this,
      [](const HostProxy& proxy, const amends_person_t* given) { return to_person(given, proxy.blamer()); },
      kPeopleMax,
      false,
      {}};
  answer_visit_ = {this,
                   [](const HostProxy& proxy, const amends_answer_t* given) {
                     return to_answer(given, proxy.site_, proxy.blamer());
                   },
                   1,
                   false,
                   {}};
}

bool HostProxy::is_other_version() const {
  return host_.abi_version.major != AMENDS_VERSION_MAJOR;
}

void HostProxy::connect() {
  extensions_ = {};
  for (const ExtensionRow& row : kExtensions) {
    const void* table = host_.get_extension(given_, row.id);
    if (table == nullptr) continue;
    std::uint32_t given_bytes = 0;
    std::memcpy(&given_bytes, table, sizeof given_bytes);
    if (given_bytes < row.minimum_bytes) {
      blame(std::string("The extension ") + row.id + " is not used: its struct_size is below the minimum.");
      continue;
    }
    std::memcpy(reinterpret_cast<unsigned char*>(&extensions_) + row.place, table,
                std::min<std::size_t>(given_bytes, row.own_bytes));
  }
  check_tables();
}

// A table with a hole where every host must have a function is not used as a whole: half a till is no till.
void HostProxy::check_tables() {
  amends_host_pos_t& pos = extensions_.pos;
  if (has_pos() && (pos.get_capabilities == nullptr || pos.visit_check == nullptr || pos.submit == nullptr)) {
    blame("The extension amends.pos/1 is not used: it lacks get_capabilities, visit_check or submit.");
    pos = {};
  }
  amends_host_operator_t& operators = extensions_.operator_;
  if (has_operator() && (operators.visit_operator == nullptr || operators.visit_staff == nullptr)) {
    blame("The extension amends.operator/1 is not used: it lacks visit_operator or visit_staff.");
    operators = {};
  }
  const auto is_main = extensions_.thread_check.is_main_thread;
  if (is_main != nullptr && is_main(given_) != 1) {
    blame("The host says that start was not called on its main thread.");
  }
}

void HostProxy::log(amends_log_severity_t severity, std::string_view sentence) const {
  if (extensions_.log.log == nullptr) return;
  extensions_.log.log(given_, severity, std::string(sentence).c_str());
}

void HostProxy::blame(std::string_view sentence) const {
  if (extensions_.log.log == nullptr) return;
  {
    const std::lock_guard guard(blamed_lock_);
    if (blamed_.contains(sentence)) return;
    blamed_.emplace(sentence);
  }
  log(AMENDS_LOG_HOST_MISBEHAVING, sentence);
}

BlameHost HostProxy::blamer() const {
  return [this](std::string_view sentence) { blame(sentence); };
}

void HostProxy::request_callback() const {
  host_.request_callback(given_);
}

void HostProxy::request_frame() const {
  host_.request_frame(given_);
}

std::optional<Instant> HostProxy::now() const {
  if (extensions_.clock.now_us == nullptr) return std::nullopt;
  return Instant{extensions_.clock.now_us(given_)};
}

template <class Given, class Value>
void AMENDS_CALL HostProxy::visited(void* context, const Given* given) noexcept {
  auto* visit = static_cast<Visit<Given, Value>*>(context);
  if (visit == nullptr) return;
  try {
    const HostProxy& proxy = *visit->proxy;
    if (!proxy.on_main_thread()) {
      proxy.blame("A visitor was called on another thread than the main one; it did nothing.");
      return;
    }
    if (!visit->open) {
      proxy.blame("A visitor was called after the function that it was given to had returned; it did nothing.");
      return;
    }
    if (visit->values.size() >= visit->values_max) {
      proxy.blame("A visitor was called more often than the overlay expects; the rest was left out.");
      return;
    }
    if (auto value = visit->convert(proxy, given)) visit->values.push_back(std::move(*value));
  } catch (...) {
    visit->values.clear();
  }
}

template <class Given, class Value, class Call>
amends_status_t HostProxy::run(Visit<Given, Value>& visit, const char* what, Call&& call) {
  visit.values.clear();
  visit.open = true;
  const amends_status_t status = call(&HostProxy::visited<Given, Value>, &visit);
  visit.open = false;
  if (status < AMENDS_OK && status != AMENDS_E_UNAVAILABLE) {
    blame(std::string(what) + " answered with a failure that it has no leave to answer with.");
    visit.values.clear();
  }
  return status;
}

std::optional<Check> HostProxy::current_check() {
  const amends_status_t status = run(check_visit_, "visit_check", [this](amends_check_visitor_t visit, void* context) {
    return extensions_.pos.visit_check(given_, visit, context);
  });
  if (status < AMENDS_OK || check_visit_.values.empty()) return std::nullopt;
  return std::move(check_visit_.values.front());
}

std::optional<Check> HostProxy::find_check(const CheckId& id) {
  if (extensions_.pos.find_check == nullptr) return std::nullopt;
  const amends_status_t status =
      run(check_visit_, "find_check", [this, &id](amends_check_visitor_t visit, void* context) {
        return extensions_.pos.find_check(given_, id.text.c_str(), visit, context);
      });
  if (status < AMENDS_OK || check_visit_.values.empty()) return std::nullopt;
  if (check_visit_.values.front().id != id) {
    blame("find_check was asked for a check by its id and visited another.");
    return std::nullopt;
  }
  return std::move(check_visit_.values.front());
}

HostPicture HostProxy::picture(const std::optional<CheckId>& of_case) {
  HostPicture picture;
  picture.has_pos = has_pos();
  picture.has_operator = has_operator();
  if (has_pos()) {
    picture.capabilities = to_capabilities(extensions_.pos.get_capabilities(given_));
    picture.capabilities.look_up = picture.capabilities.look_up && can_look_up();
    picture.check = current_check();
    const bool is_on_screen = picture.check && of_case && picture.check->id == *of_case;
    if (of_case && !of_case->empty() && !is_on_screen) picture.case_check = find_check(*of_case);
    if (extensions_.pos.visit_items != nullptr) {
      const amends_status_t status =
          run(item_visit_, "visit_items", [this](amends_item_visitor_t visit, void* context) {
            return extensions_.pos.visit_items(given_, visit, context);
          });
      if (status >= AMENDS_OK) picture.items = std::move(item_visit_.values);
    }
  }
  if (has_operator()) {
    const auto visit_people = [this](const char* what, auto function) {
      const amends_status_t status = run(
          person_visit_, what,
          [this, function](amends_person_visitor_t visit, void* context) { return function(given_, visit, context); });
      return status < AMENDS_OK ? std::vector<Person>{} : std::move(person_visit_.values);
    };
    auto operators = visit_people("visit_operator", extensions_.operator_.visit_operator);
    if (operators.size() > 1) blame("visit_operator visited more than one person; the first counts.");
    if (!operators.empty()) picture.operator_ = std::move(operators.front());
    picture.staff = visit_people("visit_staff", extensions_.operator_.visit_staff);
  }
  return picture;
}

amends_status_t HostProxy::submit(const HostRequest& request, const std::string& reason) {
  if (!has_pos()) return AMENDS_E_UNAVAILABLE;
  std::vector<amends_request_line_t> lines;
  lines.reserve(request.lines.size());
  for (const LinePart& part : request.lines) {
    lines.push_back(
        {sizeof(amends_request_line_t), part.line.text.c_str(), part.quantity_thousandths, part.amount.minor});
  }
  std::vector<amends_request_item_t> items;
  items.reserve(request.items.size());
  for (const ItemPart& part : request.items) {
    items.push_back({sizeof(amends_request_item_t), part.item.text.c_str(), part.quantity_thousandths});
  }
  const std::string currency(request.amount.currency.code());
  amends_request_t given{};
  given.struct_size = sizeof given;
  given.kind = kind_for_host(request.work);
  given.request_id = request.id.text.c_str();
  given.check_id = request.check.text.c_str();
  given.case_number = request.case_number.text.c_str();
  given.currency = currency.c_str();
  given.reason = reason.c_str();
  given.operator_id = request.by.text.c_str();
  given.approver_id = request.approver.empty() ? nullptr : request.approver.text.c_str();
  given.amount_minor = request.amount.minor;
  given.line_count = static_cast<std::uint32_t>(lines.size());
  given.line_size_bytes = sizeof(amends_request_line_t);
  given.item_count = static_cast<std::uint32_t>(items.size());
  given.item_size_bytes = sizeof(amends_request_item_t);
  given.lines = lines.empty() ? nullptr : lines.data();
  given.items = items.empty() ? nullptr : items.data();
  return extensions_.pos.submit(given_, &given);
}

HostProxy::LookedUp HostProxy::look_up(const RequestId& request) {
  LookedUp looked_up;
  if (!can_look_up()) return looked_up;
  looked_up.status = run(answer_visit_, "look_up", [this, &request](amends_answer_visitor_t visit, void* context) {
    return extensions_.pos.look_up(given_, request.text.c_str(), visit, context);
  });
  if (looked_up.status < AMENDS_OK || answer_visit_.values.empty()) return looked_up;
  if (answer_visit_.values.front().request != request) {
    blame("look_up was asked for one request and answered for another.");
    return looked_up;
  }
  looked_up.answer = std::move(answer_visit_.values.front());
  return looked_up;
}

amends_status_t HostProxy::check_pin(const std::string& request_id, const PersonId& person, const char* pin) {
  if (!can_check_pin()) return AMENDS_E_UNAVAILABLE;
  return extensions_.operator_.check_pin(given_, request_id.c_str(), person.text.c_str(), pin);
}

}  // namespace amends
