#include "abi/post_courier.hpp"

#include <chrono>
#include <utility>

#include "effects/calendar_file.hpp"
#include "effects/follow_up_call.hpp"
#include "effects/mail.hpp"
#include "effects/webhook.hpp"
#include "files/replace_file.hpp"
#include "ledger/secret_file.hpp"

namespace amends {

namespace {

// The whole file but for the line's end that an editor leaves. Empty: it isn't there.
Secret secret_in(const std::filesystem::path& file) {
  const auto bytes = read_secret_file(file);
  Secret secret;
  if (!bytes) return secret;
  for (const std::uint8_t byte : *bytes) {
    if (byte != '\n' && byte != '\r') secret.push_back(static_cast<char>(byte));
  }
  return secret;
}

MailSecurity security_of(const std::string& name) {
  if (name == "tls") return MailSecurity::tls;
  return name == "none" ? MailSecurity::none : MailSecurity::starttls;
}

// A call that waited behind others says when it was made, not when it was asked for.
Instant now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

CalendarTask task_of(const FollowUpOrder& order) {
  return {.case_id = order.subject,
          .follow_up = order.follow_up.id,
          .written = order.asked,
          .due = order.follow_up.due,
          .summary = order.heading,
          .description = order.detail};
}

NoteSent report_of(const FollowUpOrder& order, DeliveryState state, std::string why) {
  return {order.subject, order.delivery, state, std::move(why)};
}

}  // namespace

PostCourier::PostCourier(std::filesystem::path keys, std::function<void()> wake,
                         std::function<void(const std::string&)> log)
    : keys_(std::move(keys)), wake_(std::move(wake)), log_(std::move(log)) {}

void PostCourier::set_up(const PostSetting& setting) {
  const std::lock_guard lock(mutex_);
  setting_ = setting;
}

bool PostCourier::can_send(Destination to) const {
  const std::lock_guard lock(mutex_);
  switch (to) {
    case Destination::mail:
      return !setting_.mail_server.empty();
    case Destination::webhook:
      return !setting_.webhook.empty();
    case Destination::calendar:
      return !setting_.calendar_folder.empty();
    case Destination::printer:
      break;
  }
  return false;
}

void PostCourier::send(FollowUpOrder order) {
  {
    const std::lock_guard lock(mutex_);
    orders_.push_back(std::move(order));
    // What comes after the end waits for the next start.
    if (is_over_) return;
    if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }
  roused_.notify_one();
}

void PostCourier::run(const std::stop_token& stop) {
  for (;;) {
    std::unique_lock lock(mutex_);
    if (!roused_.wait(lock, stop, [this] { return !orders_.empty(); })) return;
    const FollowUpOrder order = std::move(orders_.front());
    orders_.pop_front();
    const PostSetting setting = setting_;
    lock.unlock();
    NoteSent report = stop.stop_requested() ? report_of(order, DeliveryState::waiting, "not_reached")
                                            : send_now(order, setting, stop);
    lock.lock();
    reports_.push_back(std::move(report));
    lock.unlock();
    wake_();
  }
}

NoteSent PostCourier::send_now(const FollowUpOrder& order, const PostSetting& setting, const std::stop_token& stop) {
  try {
    return send_to(order, setting, stop);
  } catch (...) {
    // Memory that isn't there. Whether a mail went out nobody knows; the rest may be sent again.
    const bool is_mail = order.to == Destination::mail;
    return report_of(order, is_mail ? DeliveryState::in_doubt : DeliveryState::waiting, "no_answer");
  }
}

NoteSent PostCourier::send_to(const FollowUpOrder& order, const PostSetting& setting, const std::stop_token& stop) {
  switch (order.to) {
    case Destination::mail:
      return mail(order, setting, stop);
    case Destination::webhook:
      return call(order, setting, stop);
    case Destination::calendar:
      return keep_file(order, setting);
    case Destination::printer:
      break;
  }
  return report_of(order, DeliveryState::failed, "not_set_up");
}

NoteSent PostCourier::mail(const FollowUpOrder& order, const PostSetting& setting, const std::stop_token& stop) {
  MailServer server{.url = setting.mail_server,
                    .security = security_of(setting.mail_security),
                    .user = setting.mail_user,
                    .password = secret_in(keys_ / "mail-password"),
                    .from = {setting.mail_from, setting.mail_from_name},
                    .certificates_file = {}};
  const MailMessage message{.outbox_id = outbox_id(order),
                            .written = order.asked,
                            .to = {order.address, order.name},
                            .subject = order.heading,
                            .body = order.detail,
                            .attachment = {}};
  const MailAnswer answer = send_mail(server, message, stop);
  if (answer.outcome != MailOutcome::sent) log_(answer.sentence);
  switch (answer.outcome) {
    case MailOutcome::sent:
      return report_of(order, DeliveryState::done, {});
    case MailOutcome::try_later:
      return report_of(order, DeliveryState::waiting, "not_reached");
    case MailOutcome::refused:
      return report_of(order, DeliveryState::failed, answer.step == MailStep::sign_on ? "sign_on" : "refused");
    case MailOutcome::in_doubt:
      break;
  }
  return report_of(order, DeliveryState::in_doubt, "no_answer");
}

NoteSent PostCourier::call(const FollowUpOrder& order, const PostSetting& setting, const std::stop_token& stop) {
  const WebhookTarget target{setting.webhook, secret_in(keys_ / "webhook-secret"), {}};
  const WebhookAnswer answer = post_webhook(target, {outbox_id(order), now(), follow_up_json(order)}, stop);
  if (answer.outcome != WebhookOutcome::delivered) log_(answer.sentence);
  switch (answer.outcome) {
    case WebhookOutcome::delivered:
      return report_of(order, DeliveryState::done, {});
    case WebhookOutcome::try_later:
      return report_of(order, DeliveryState::waiting, "not_reached");
    case WebhookOutcome::gone:
    case WebhookOutcome::refused:
      break;
  }
  return report_of(order, DeliveryState::failed, "refused");
}

NoteSent PostCourier::keep_file(const FollowUpOrder& order, const PostSetting& setting) {
  const std::filesystem::path file = std::filesystem::path(setting.calendar_folder) / (outbox_id(order) + ".ics");
  if (replace_file(file, write_calendar_file(task_of(order)))) return report_of(order, DeliveryState::done, {});
  log_("The calendar file " + file.string() + " can't be written.");
  return report_of(order, DeliveryState::waiting, "not_reached");
}

std::vector<NoteSent> PostCourier::take_reports() {
  const std::lock_guard lock(mutex_);
  if (is_over_) {
    for (const FollowUpOrder& order : orders_)
      reports_.push_back(report_of(order, DeliveryState::waiting, "not_reached"));
    orders_.clear();
  }
  return std::exchange(reports_, {});
}

void PostCourier::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    if (thread_.joinable()) thread_.request_stop();
  }
  // From here on nobody begins a thread.
  if (thread_.joinable()) thread_.join();
}

}  // namespace amends
