// The slips there are, the names that each may use, and what the names stand for in a case.
// Promises: names, contacts and words of guests come only through parameters, and only onto slips that the guests
// themselves hold; staff are called as colleagues call them. Times are dates and hours of the store's zone, so that they
// stay true on paper. Pure: no clock, no file.
// Refuses: to promise or give anything on paper for the safety branch beyond who gets back to them and by when.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "desk/ports.hpp"
#include "desk/slip_template.hpp"
#include "domain/case.hpp"
#include "domain/delivery.hpp"

namespace amends {

inline constexpr std::array kSlipKinds = {SlipKind::coupon, SlipKind::promise, SlipKind::remake, SlipKind::apology,
                                          SlipKind::line_up};

// As its file is called, without the ending.
[[nodiscard]] std::string_view name_of(SlipKind kind);
[[nodiscard]] std::optional<SlipKind> find_slip_kind(std::string_view name);
// Guests hold it, so it says that it is no receipt.
[[nodiscard]] bool is_for_guests(SlipKind kind);

struct SlipList {
  std::string_view name;
  std::vector<std::string_view> values;  // of each row
};
struct SlipNames {
  std::vector<std::string_view> values;
  std::vector<SlipList> lists;
};
// What a template of that kind may name; the functions below fill these and no others.
[[nodiscard]] const SlipNames& names_on(SlipKind kind);

// What the words of a slip are made of. Everything outlives the call.
struct SlipGround {
  const Words& words;  // in the language of who will read it
  const Calendar& calendar;
  const Playbook& playbook;  // the store's name is its house
  std::span<const Person> staff;
};

// What a case has a slip for at present, in the order in which they are needed; `act` where the slip is about one.
struct CaseSlip {
  SlipKind kind = SlipKind::promise;
  ActId act;
  bool operator==(const CaseSlip&) const = default;
};
[[nodiscard]] std::vector<CaseSlip> slips_of(const Case& of, const Playbook& playbook);

struct CouponOnPaper {
  std::string shown;  // as people read it, "40H0-4K7V-1Z23-TJ9M"
  std::string qr;     // what the QR code says
};
// `coupon` is an act that gives one, numbered.
[[nodiscard]] SlipValues coupon_values(const SlipGround& ground, const Case& of, const Act& coupon,
                                       const CouponOnPaper& code);

// `promised`: what the guest was told, in the words that were noted; empty: nothing was noted.
[[nodiscard]] SlipValues promise_values(const SlipGround& ground, const Case& of, std::string_view promised);

// `remake` is an act that brings items.
[[nodiscard]] SlipValues remake_values(const SlipGround& ground, const Case& of, const Act& remake);

// `guest`: as the guest wishes to be called; empty: not known. Signed by who apologised, else by hand.
[[nodiscard]] SlipValues apology_values(const SlipGround& ground, const Case& of, std::string_view guest);

struct LineUp {
  LocalTime day;                // on which the cases were recorded
  std::span<const Case> cases;  // of that day
  std::span<const Case> open;   // with a promise that isn't kept yet, of any day
  std::span<const Item> items;  // what the till sells, and what is off the menu now
};
// No guest, no waiter, and nothing of the safety branch: it hangs where everybody reads it.
[[nodiscard]] SlipValues line_up_values(const SlipGround& ground, const LineUp& of);

}  // namespace amends
