// The till's business: its checks, who is signed on, what is on the screen, and the answers it owes the overlay.
// Promises: whatever it answers stands in the till's file first; a repeated request id gets the recorded outcome.
// It also misbehaves on request, as tills do: slow, refusing, silent, answering twice or late. Main thread only.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/check.hpp"
#include "kiosk/clock.hpp"
#include "kiosk/demo_pack.hpp"
#include "kiosk/pos_rules.hpp"
#include "kiosk/result.hpp"
#include "kiosk/till_file.hpp"

namespace kiosk {

enum class HostBehaviour {
  normal,      // does it, answers soon
  slow,        // pending; does it and answers after 1.5 s
  refuse,      // refuses everything
  silent,      // does it, never answers
  twice,       // does it, answers twice
  late,        // does it, answers after 20 s
  drop,        // does nothing, never answers
  crash_after  // does it, and is killed before it answers
};
std::optional<HostBehaviour> behaviour_by_name(std::string_view name);
std::string behaviour_names();

class DemoPos {
 public:
  // Makes the demo's first day, or, where the file has records, goes on from there. The error is one sentence.
  [[nodiscard]] static Result<DemoPos> open(DemoPack pack, TillFile file, const TillClock& clock,
                                            std::uint32_t capabilities);

  const DemoPack& pack() const { return pack_; }
  const std::vector<Check>& checks() const { return checks_; }
  std::uint32_t capabilities() const { return capabilities_; }
  std::int64_t first_start_us() const { return first_start_us_; }

  // What the screen shows. Null: nobody, no check.
  const Person* signed_on() const;
  const Check* on_screen() const;
  const Check* check_at(std::string_view place) const;        // the one that isn't closed
  const Check* find_check(std::string_view reference) const;  // by id or by what stands on the receipt
  const Person* find_person(std::string_view id) const;

  // Grow with each change that the overlay is told of.
  std::uint64_t operator_revision() const { return operator_revision_; }
  std::uint64_t check_revision() const { return check_revision_; }
  // Ids of checks that were closed since the last call.
  std::vector<std::string> take_closed();

  // What staff tap. The error is a sentence for them.
  void sign_on(std::string_view person_id);
  void show_check(std::string_view check_id);  // empty: none
  [[nodiscard]] Result<void> pay_check(std::string_view tender);
  [[nodiscard]] Result<void> close_check();

  // What the overlay asks.
  // As amends_host_pos_t::submit; what became of it, also a rejection, is an answer that becomes due.
  amends_status_t submit(const Request& request);
  std::optional<Answer> look_up(std::string_view request_id) const;
  void set_behaviour(HostBehaviour behaviour) { behaviour_ = behaviour; }

  // Answers that are due by the till's clock, oldest first, and when the next one will be.
  std::vector<Answer> take_due_answers();
  std::optional<std::int64_t> next_answer_us() const;

  // Every check and every answered request as text, for people and tests.
  std::string describe() const;

 private:
  struct Answered {
    Request request;  // lines and items are in its body only
    std::string body;
    Answer answer;
  };
  struct Due {
    std::int64_t at_us = 0;
    Answer answer;
  };
  struct Waiting {
    std::int64_t at_us = 0;
    Request request;
  };

  DemoPos(DemoPack pack, TillFile file, const TillClock& clock, std::uint32_t capabilities);
  Result<void> replay();
  Result<void> begin();
  void lay_out_first_day();
  bool take_record(FieldReader& fields);
  Check* find(std::string_view check_id);
  const Answered* find_answered(std::string_view request_id) const;
  // Does it or rejects it, on the disk before it is in memory. An error: nothing happened.
  Result<Answer> settle(const Request& request);
  Result<void> change_check(const Check& changed);
  void owe(const Answer& answer, std::int64_t at_us);
  amends_status_t submit_again(const Answered& known, const Request& request);

  DemoPack pack_;
  TillFile file_;
  const TillClock* clock_;
  std::uint32_t capabilities_;
  HostBehaviour behaviour_ = HostBehaviour::normal;
  std::int64_t first_start_us_ = 0;
  std::vector<Check> checks_;
  std::vector<Answered> answered_;
  std::vector<Due> due_;
  std::vector<Waiting> waiting_;
  std::vector<std::string> closed_;
  std::string signed_on_;
  std::string on_screen_;
  std::uint64_t operator_revision_ = 0;
  std::uint64_t check_revision_ = 0;
};

}  // namespace kiosk
