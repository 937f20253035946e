// Rising: what goes wrong more often than is usual here, as far as the counts can say; and whether something that was done
// about it shows.
// A page that is looked at every day would find something on many of them. So the rule, the same for everybody:
// - looked at once a week, over business days that are closed: the last four weeks against the year before them;
// - every key of a look (kinds, items, hours, ...) belongs to one family, in which at most one raised key in twenty is to be
//   chance in the long run (statistics.hpp, q_values); where nothing has changed that is one look in twenty with any;
// - a key that was raised is raised once: until it is quiet again it is compared with what was usual before it rose.
// Over years in which nothing changes that makes less than one false alarm a month for the whole store;
// tests/domain/rising_test.cpp counts them (one in fifteen months).
// Promises: the same counts give the same findings, in order. "Raised" says that chance is a poor explanation, not what the
// cause is. Where there are too few cases it says so: few complaints are few, not good. Refuses: to know days or keys by
// itself; who counts hands them in.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "domain/statistics.hpp"

namespace amends {

inline constexpr std::int32_t kLookEveryDays = 7;
inline constexpr std::int32_t kWindowDays = 28;
inline constexpr std::int32_t kBaselineDays = 336;      // before the window, as far as the store goes back
inline constexpr std::int32_t kLeastBaselineDays = 56;  // below that nothing is usual yet

// What a key is of. Nobody of the staff: how work is done comes before people.
enum class Facet : std::uint8_t { failure = 1, item, component, group, hour, weekday, station };

struct Key {
  Facet facet = Facet::failure;
  std::string value;  // an id, a name, or a number as text
  auto operator<=>(const Key&) const = default;
};

// The cases of one key, each case once, in the window and in the baseline. One exposure for both: the checks or portions in
// which it could have happened, or open days.
struct Counted {
  Key key;
  Tally before;
  Tally now;
  bool operator==(const Counted&) const = default;
};

struct RisingRule {
  std::int64_t least_cases = 3;  // fewer are never raised
  Chance level = 0.05;           // the share of false ones among the raised
  Chance quiet = 0.1;            // a rise that chance makes that often is over
};

enum class Verdict : std::uint8_t {
  raised = 1,
  not_shown,
  too_few  // not raised, and so few are usual that none at all would have said nothing either
};

struct Finding {
  Key key;
  Tally before;
  Tally now;
  std::int64_t usual_thousandths = 0;  // of a case: what the window would bring at the rate before
  Chance chance = 1;                   // chance_of_rise
  Chance q = 1;                        // within the family
  Verdict verdict = Verdict::too_few;
  bool operator==(const Finding&) const = default;
};

// What one look finds, the least chance first, then by key.
[[nodiscard]] std::vector<Finding> rising(std::span<const Counted> family, const RisingRule& rule = {});

// A key that is raised, since the look of that day, and what was usual before.
struct Alarm {
  Key key;
  std::int64_t since_day = 0;
  Tally before;
  bool operator==(const Alarm&) const = default;
};

struct Look {
  std::vector<Finding> findings;  // of keys without an alarm so far
  std::vector<Finding> standing;  // of keys with one, against what was usual before it; q is the chance itself
  std::vector<Alarm> alarms;      // that stand after this look, the new ones last
  std::size_t raised = 0;         // how many of them are new: this is when somebody is told
};

// The look of a day: what is new, what stands and what has become quiet, given the alarms that stood after the look before.
// A key with an alarm that isn't counted any more is quiet.
[[nodiscard]] Look look_again(std::span<const Alarm> alarms, std::int64_t day, std::span<const Counted> family,
                              const RisingRule& rule = {});

// What was done shows, or doesn't. Looked at after four, eight and twelve weeks and not in between, each time at a third of
// one in twenty (Bonferroni), so that of useless preventions one in twenty at most seems to help.
// `before` is not to hold the days that made somebody act: they were picked for being bad, and what comes after such days is
// better without any help (regression to the mean; Barnett et al. 2005, Int. J. Epidemiology 34). Take the days from the alarm
// to what was done, or the year.
inline constexpr std::int32_t kEffectLookDays[] = {28, 56, 84};
inline constexpr Chance kEffectLevel = 0.05 / 3;

enum class Effect : std::uint8_t {
  fell = 1,
  not_shown,
  rose,
  too_few  // even none at all afterwards would have shown nothing
};

struct EffectFinding {
  Tally before;
  Tally after;
  std::int64_t usual_thousandths = 0;  // what `after` would have brought at the rate before
  Chance chance_of_fall = 1;
  Chance chance_of_rise = 1;
  Effect effect = Effect::too_few;
  bool operator==(const EffectFinding&) const = default;
};

[[nodiscard]] EffectFinding effect_of(const Tally& before, const Tally& after, Chance level = kEffectLevel);

}  // namespace amends
