// Sends follow-ups as the store's settings have it: a mail to the guest, a call to its webhook, a file for its calendar. One
// thread of its own, one at a time.
// Promises: one report for each order, in their order, also for those that a stop finds waiting; a secret is read from its
// file when it is needed and wiped after. Off is what the settings don't name.
// Refuses: to try anything again; the desk does.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "desk/intent.hpp"
#include "desk/ports.hpp"
#include "desk/site.hpp"

namespace amends {

class PostCourier final : public Poster {
 public:
  // `keys`: DATA/keys, which has `mail-password` and `webhook-secret` where they are needed. `wake` is called on the thread
  // when there is something to take; `log` on any, with a sentence without a guest in it.
  PostCourier(std::filesystem::path keys, std::function<void()> wake, std::function<void(const std::string&)> log);
  ~PostCourier() override { stop(); }

  void set_up(const PostSetting& setting);
  [[nodiscard]] bool can_send(Destination to) const override;
  void send(FollowUpOrder order) override;
  [[nodiscard]] std::vector<NoteSent> take_reports();
  // Breaks off what is under way within about a second.
  void stop();

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] NoteSent send_now(const FollowUpOrder& order, const PostSetting& setting, const std::stop_token& stop);
  [[nodiscard]] NoteSent send_to(const FollowUpOrder& order, const PostSetting& setting, const std::stop_token& stop);
  [[nodiscard]] NoteSent mail(const FollowUpOrder& order, const PostSetting& setting, const std::stop_token& stop);
  [[nodiscard]] NoteSent call(const FollowUpOrder& order, const PostSetting& setting, const std::stop_token& stop);
  [[nodiscard]] NoteSent keep_file(const FollowUpOrder& order, const PostSetting& setting);

  const std::filesystem::path keys_;
  const std::function<void()> wake_;
  const std::function<void(const std::string&)> log_;
  mutable std::mutex mutex_;
  std::condition_variable_any roused_;
  PostSetting setting_;
  std::deque<FollowUpOrder> orders_;
  std::vector<NoteSent> reports_;
  bool is_over_ = false;
  std::jthread thread_;  // begins with the first order, under the lock
};

}  // namespace amends
