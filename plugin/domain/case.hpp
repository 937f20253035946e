// A case: one complaint and all that is done about it. What fold() makes of its facts; nothing else changes it.
// Promises: a plain value; names, contacts and free words are references into the side table, never text.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/delivery.hpp"
#include "domain/playbook.hpp"

namespace amends {

// A text that lies encrypted in the ledger's side table. The commitment binds it into the chain (RELIABILITY rule 7).
struct PrivateRef {
  PrivateId id;
  std::array<std::uint8_t, 32> commitment{};
  bool operator==(const PrivateRef&) const = default;
};

enum class PrivateKind : std::uint8_t { words = 1, meaning, wish, guest_name, phone, mail, promise, note };

enum class Channel : std::uint8_t { at_check = 1, phone, later };

enum class Affected : std::uint8_t { guest = 1, child, companion, everyone };

enum class Feeling : std::uint8_t { annoyed = 1, angry, embarrassed, worried, disappointed };

// The ladder of S0.6. From wants_manager on the manager is called at once.
enum class Temper : std::uint8_t { calm = 1, upset, wants_manager, may_go_public };

enum class Manner : std::uint8_t { in_person = 1, by_phone, in_writing };

enum class Step : std::uint8_t { hear = 1, put_right, extra, after };

// What one tap of Hear or After says, and another can take back until nothing stands there.
enum class AnswerKind : std::uint8_t {
  sent_back = 1,
  affected,
  feeling,
  temper,
  words,
  meaning,
  wish_words,
  guest_name,
  promise_words,
  contact,
  wish,
  said_back,
  apology,
  manager_called,
  prevention,
  extra_declined,
  follow_up  // the open one, or that none is needed
};

// What somebody says to a question of the safety branch.
enum class Told : std::uint8_t { yes = 1, no, not_known };

struct QuestionAnswer {
  QuestionId question;
  Told told = Told::not_known;
  bool operator==(const QuestionAnswer&) const = default;
};

enum class ActPurpose : std::uint8_t { fix = 1, extra };

enum class ActState : std::uint8_t {
  needs_approval = 1,
  ready,    // waits in the outbox, or for a person to do it
  started,  // the host is being asked, under the request id
  done,
  failed,       // the host said no; something else is offered
  in_doubt,     // nobody can tell; a person looks
  to_be_keyed,  // the host can't; staff key it on the till
  keyed,
  withdrawn,
  declined  // an approver said no, and what instead
};

// Why a manager says yes to more, or less, than is fair for it; and why no. The words stand under "why_yes.NAME", ….
enum class WhyYes : std::uint8_t { greater_loss = 1, failed_before, our_fault, goodwill };
enum class WhyNo : std::uint8_t { beyond_harm = 1, other_fits, given_already };

// How far a coupon is: it is worth something as long as it is issued, and once it is spent it stays so.
enum class CouponState : std::uint8_t {
  none = 0,  // not a coupon, or not issued yet
  issued,
  reserved,     // for a check; waits in the outbox
  started,      // the host is being asked, under the use's request id
  in_doubt,     // nobody can tell whether it came off the check; a person looks
  to_be_keyed,  // the host can't take it off; staff key it
  spent,
  voided
};

// A check that a coupon was presented for.
struct CouponUse {
  RequestId request;  // empty: staff key it
  CheckId check;
  std::string check_number;
  std::string place;
  Money amount;  // that comes off; what the coupon is worth beyond it is not paid out
  PersonId by;
  Instant at;
  std::string reference;  // once spent: the host's number of it, or what staff keyed
  bool came_off = false;
  bool operator==(const CouponUse&) const = default;
};

// A remedy or an extra that was chosen.
struct Act {
  ActId id;
  ActPurpose purpose = ActPurpose::fix;
  TemplateId from;
  Remedy remedy;
  Money cost;
  ActState state = ActState::ready;
  RequestId request;  // empty: no host is asked; with needs_approval: under which it will be
  PersonId chosen_by;
  PersonId approved_by;
  std::optional<WhyYes> why_yes;  // where it lies outside the fair band
  PersonId declined_by;
  std::optional<WhyNo> why_no;
  TemplateId instead;  // what who declined it would give
  Money asked;         // before an approver changed the amount; the cost, where nobody did
  Instant chosen;
  Instant settled;  // never: not done or keyed
  std::int32_t ready_minutes = 0;
  std::string reference;      // the host's number of what it did, or what staff keyed
  std::string coupon_number;  // a coupon's code; a number like "C-T3-0007" where it was issued before there were codes
  Instant coupon_expires;
  CouponState coupon = CouponState::none;
  std::vector<CouponUse> coupon_uses;  // the last is what `coupon` speaks of
  bool coupon_spent_twice = false;     // the host says so of an earlier one, too
  bool guest_chose = false;
  bool operator==(const Act&) const = default;
  [[nodiscard]] bool is_settled() const;  // done or keyed
  [[nodiscard]] bool is_alive() const;    // not failed, not withdrawn, its coupon not voided
  // What `coupon` speaks of; null: it was never presented.
  [[nodiscard]] const CouponUse* use() const { return coupon_uses.empty() ? nullptr : &coupon_uses.back(); }
  // A person has to say what became of it: of the act, or of its coupon's use.
  [[nodiscard]] bool needs_a_hand() const;
};

struct Apology {
  PersonId by;
  Manner how = Manner::in_person;
  Instant at;
  bool operator==(const Apology&) const = default;
};

enum class FollowUpResult : std::uint8_t { satisfied = 1, not_yet, lost, not_reached };

struct FollowUp {
  FollowUpId id;
  FollowUpWhen when = FollowUpWhen::tomorrow;
  Instant due;
  PersonId owner;
  std::optional<FollowUpResult> result;  // nothing: still open
  Instant answered;
  bool operator==(const FollowUp&) const = default;
};

struct Contact {
  PrivateKind kind = PrivateKind::phone;  // phone or mail
  PrivateRef text;
  bool consent = false;  // the guest said that we may get back to them
  bool operator==(const Contact&) const = default;
};

struct Case {
  CaseId id;
  CaseNumber number;
  Channel channel = Channel::at_check;
  CheckId check;
  std::string check_number;
  std::string place;
  std::string pack;
  std::string pack_version;
  PersonId opened_by;
  Instant opened;
  StoreHour when;   // it was opened; by UTC where the store's hour wasn't kept yet
  Instant offered;  // something was first offered, or chosen; never: not yet
  Instant changed;
  Currency currency;
  std::vector<CheckLine> lines;  // concerned, as they stood when tapped
  FailureId failure;
  Severity severity = Severity::clear;
  Step step = Step::hear;
  std::optional<bool> sent_back;
  std::optional<Affected> affected;
  std::optional<Feeling> feeling;
  std::optional<Temper> temper;
  std::optional<WishId> wish;  // a ready answer of the playbook
  std::optional<PrivateRef> wish_words;
  std::optional<PrivateRef> words;
  std::optional<PrivateRef> meaning;
  std::optional<PrivateRef> guest_name;
  std::optional<PrivateRef> promise_words;
  std::optional<Contact> contact;
  std::optional<Apology> apology;
  std::optional<PreventionId> prevention;
  Instant manager_called;               // never: not called
  PersonId manager_told;                // of whom somebody said that they told them; empty: nobody yet
  std::vector<QuestionAnswer> answers;  // of the safety branch, by question
  bool in_front_of_others = false;
  bool said_back = false;  // what was understood was said back, and agreed
  bool apology_asked = false;
  bool prevention_told = false;
  bool extra_declined = false;
  bool follow_up_declined = false;       // somebody said that none is needed
  std::uint32_t follow_ups_planned = 0;  // ever, dropped ones too: their numbers are never given again
  bool finished = false;
  bool withdrawn = false;
  std::vector<Act> acts;
  std::vector<FollowUp> follow_ups;
  std::vector<Delivery> deliveries;
  bool operator==(const Case&) const = default;

  [[nodiscard]] bool is_recorded() const { return !id.is_none(); }
  [[nodiscard]] const Act* find(ActId act) const;
  [[nodiscard]] const Act* find(const RequestId& request) const;
  // Of the act whose coupon is, or was once, used under that request.
  [[nodiscard]] const Act* find_use(const RequestId& request) const;
  // What the host was or is to be asked under that request still waits, or is being asked.
  [[nodiscard]] bool is_under_way(const RequestId& request) const;
  [[nodiscard]] const FollowUp* find(FollowUpId follow_up) const;
  [[nodiscard]] const Delivery* find(DeliveryId delivery) const;
  [[nodiscard]] std::optional<Told> answer_to(const QuestionId& question) const;
  // Whether somebody still has to say yes to something.
  [[nodiscard]] bool waits_for_yes() const;
  // The follow-up that has no result yet; there is one at most.
  [[nodiscard]] const FollowUp* open_follow_up() const;
  // Whether something stands there that can be taken back.
  [[nodiscard]] bool has(AnswerKind answer) const;
  // The three marks of S3.4.
  [[nodiscard]] bool is_acknowledged() const;
  [[nodiscard]] bool is_put_right() const;
  [[nodiscard]] bool is_prevention_told() const;
  [[nodiscard]] bool is_complete() const;
  // The sum of fixes, or extras, that are alive.
  [[nodiscard]] Money given(ActPurpose purpose) const;
  // Whether anything has left the house: a host was asked, a coupon issued, an act done or keyed.
  // What the host refused has not.
  [[nodiscard]] bool has_sent_anything() const;
};

}  // namespace amends
