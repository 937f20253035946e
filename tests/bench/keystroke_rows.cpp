// What a case costs the hand, by the journeys' measured sections: taps, and drags where something had to be scrolled into
// view; at the size that the screens are drawn for and at the smallest, of which the worse counts.

#include <fmt/format.h>

#include <algorithm>

#include "journeys.hpp"
#include "measure.hpp"

namespace amends::bench {
namespace {

struct Cost {
  int touches = 0;
  double seconds = 0;
  std::string where;  // the most touches
};

// Of the section without the other one where that lies within it.
Cost cost_in(const Played& played, const kiosk::Section& section, const std::string& left_out) {
  Cost cost{.touches = section.taps + section.drags,
            .seconds = section.seconds,
            .where = fmt::format("{} at {}, {} of them drags", played.journey.filename().string(), played.size,
                                 section.drags)};
  for (const kiosk::Section& other : played.sections) {
    if (other.within != section.name || other.name != left_out) continue;
    cost.touches -= other.taps + other.drags;
  }
  return cost;
}

Cost worst_of(const std::vector<Played>& all, const std::string& name, const std::string& left_out = {}) {
  std::optional<Cost> worst;
  double seconds = 0;
  for (const Played& played : all) {
    for (const kiosk::Section& section : played.sections) {
      if (section.name != name) continue;
      const Cost cost = cost_in(played, section, left_out);
      if (!worst || cost.touches > worst->touches) worst = cost;
      seconds = std::max(seconds, cost.seconds);
    }
  }
  if (!worst) throw CannotMeasure{fmt::format("no journey measures \"{}\"", name)};
  worst->seconds = seconds;
  return *worst;
}

}  // namespace

std::vector<Row> measure_keystrokes(const Wishes& wishes) {
  const auto played = play_journeys(wishes, {kScreenSize, "800x600"}, true);
  const Cost record = worst_of(played, "record");
  const Cost remedy = worst_of(played, "remedy");
  const Cost approval = worst_of(played, "approval", "pin");
  const Cost picked = worst_of(played, "picked");
  const auto taps = [](Row row, const Cost& cost) {
    row.note = cost.where + ".";
    return row;
  };
  return {taps(row_alone("taps_record", record.touches, "taps", goal::kTapsRecord), record),
          taps(row_alone("taps_remedy", remedy.touches, "taps", goal::kTapsRemedy), remedy),
          taps(row_alone("taps_approval", approval.touches, "taps", goal::kTapsApproval), approval),
          taps(row_to_know("taps_picked", picked.touches, "taps", std::nullopt), picked),
          row_to_know("klm_record", record.seconds, "s", std::nullopt),
          row_to_know("klm_remedy", remedy.seconds, "s", std::nullopt),
          row_to_know("klm_approval", approval.seconds, "s", std::nullopt),
          row_to_know("klm_picked", picked.seconds, "s", std::nullopt)};
}

}  // namespace amends::bench
