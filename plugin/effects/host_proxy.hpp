// The host as the layers see it: null-checked, built once at start from a table of extensions.
// Promises: a missing extension, function or a table that is too short is "the host can't"; whatever the host hands over
// passes host_values.hpp; a rule that the host broke is logged once as HOST_MISBEHAVING; a visitor that is called late,
// from another thread or with rubbish does nothing.
// Refuses: to be called from another thread than the main one, but for what says [thread-safe].

#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "amends.h"
#include "desk/host_picture.hpp"
#include "domain/remedy.hpp"
#include "effects/host_values.hpp"

namespace amends {

// The host's side of every extension that the overlay knows; a zeroed table is one that the host lacks.
struct HostExtensions {
  amends_host_log_t log{};
  amends_host_thread_check_t thread_check{};
  amends_host_clock_t clock{};
  amends_host_operator_t operator_{};
  amends_host_pos_t pos{};
};

class HostProxy {
 public:
  // `host` outlives the proxy and is handed back to the host's functions. Calls nothing. The calling thread becomes the
  // main thread. `site` is the currency of amounts that name none.
  HostProxy(const amends_host_t* host, Currency site);
  HostProxy(const HostProxy&) = delete;
  HostProxy& operator=(const HostProxy&) = delete;

  // Why the host can't be used at all, in a sentence; empty if it can. Calls nothing.
  [[nodiscard]] std::string_view unusable() const { return unusable_; }
  // Whether the reason is the host's major version.
  [[nodiscard]] bool is_other_version() const;
  // Asks for the host's extensions. Once, before all that follows.
  void connect();

  [[nodiscard]] bool has_pos() const { return extensions_.pos.struct_size != 0; }
  [[nodiscard]] bool has_operator() const { return extensions_.operator_.struct_size != 0; }
  [[nodiscard]] bool can_check_pin() const { return extensions_.operator_.check_pin != nullptr; }
  [[nodiscard]] bool can_look_up() const { return extensions_.pos.look_up != nullptr; }
  [[nodiscard]] Currency site_currency() const { return site_; }

  // One sentence, never with a guest's name, contact or words, never a secret. [thread-safe]
  void log(amends_log_severity_t severity, std::string_view sentence) const;
  // The same as HOST_MISBEHAVING, each sentence once in a run. [thread-safe]
  void blame(std::string_view sentence) const;
  // [thread-safe]
  void request_callback() const;
  void request_frame() const;
  // Of this process's threads, whether it is the one that made the proxy. [thread-safe]
  [[nodiscard]] bool on_main_thread() const { return std::this_thread::get_id() == main_thread_; }
  // The host's clock; nothing without one. [thread-safe]
  [[nodiscard]] std::optional<Instant> now() const;

  // Everything the screens and the rules want to know now. `of_case` is asked for where it isn't the check on screen.
  [[nodiscard]] HostPicture picture(const std::optional<CheckId>& of_case);

  // As amends.h says for submit; AMENDS_E_UNAVAILABLE where the host can't.
  [[nodiscard]] amends_status_t submit(const HostRequest& request, const std::string& reason);
  struct LookedUp {
    amends_status_t status = AMENDS_E_UNAVAILABLE;
    std::optional<HostAnswer> answer;
  };
  [[nodiscard]] LookedUp look_up(const RequestId& request);
  // As amends.h says for check_pin.
  [[nodiscard]] amends_status_t check_pin(const std::string& request_id, const PersonId& person, const char* pin);

 private:
  // What a visitor of ours finds at its context. It lives as long as the proxy, so that a late call harms nothing.
  template <class Given, class Value>
  struct Visit {
    HostProxy* proxy = nullptr;
    std::optional<Value> (*convert)(const HostProxy&, const Given*) = nullptr;
    std::size_t values_max = 1;
    bool open = false;
    std::vector<Value> values;
  };
  template <class Given, class Value>
  static void AMENDS_CALL visited(void* context, const Given* given) noexcept;
  template <class Given, class Value, class Call>
  [[nodiscard]] amends_status_t run(Visit<Given, Value>& visit, const char* what, Call&& call);

  void check_tables();
  [[nodiscard]] BlameHost blamer() const;
  [[nodiscard]] std::optional<Check> current_check();
  [[nodiscard]] std::optional<Check> find_check(const CheckId& id);

  const amends_host_t* given_;
  amends_host_t host_{};
  std::string_view unusable_;
  Currency site_;
  std::thread::id main_thread_;
  HostExtensions extensions_;
  mutable std::mutex blamed_lock_;
  mutable std::set<std::string, std::less<>> blamed_;
  Visit<amends_check_t, Check> check_visit_;
  Visit<amends_item_t, Item> item_visit_;
  Visit<amends_person_t, Person> person_visit_;
  Visit<amends_answer_t, HostAnswer> answer_visit_;
};

}  // namespace amends
