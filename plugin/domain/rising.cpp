#include "domain/rising.hpp"

#include <algorithm>
#include <tuple>

namespace amends {
namespace {

constexpr Chance kShownFrom = 0.05;

// Whether no case at all would still be within what is usual.
bool none_would_say_nothing(const Tally& before, const Tally& now, Chance level) {
  return chance_of_fall(before, {0, now.exposure}) > level;
}

Finding finding_of(const Key& key, const Tally& before, const Tally& now) {
  Finding finding{.key = key, .before = before, .now = now};
  finding.usual_thousandths = usual_thousandths(before, now);
  finding.chance = chance_of_rise(before, now);
  finding.q = finding.chance;
  return finding;
}

void judge(Finding& finding, bool raised) {
  if (raised) {
    finding.verdict = Verdict::raised;
  } else if (none_would_say_nothing(finding.before, finding.now, kShownFrom)) {
    finding.verdict = Verdict::too_few;
  } else {
    finding.verdict = Verdict::not_shown;
  }
}

void put_in_order(std::vector<Finding>& findings) {
  std::sort(findings.begin(), findings.end(), [](const Finding& left, const Finding& right) {
    return std::tie(left.chance, left.key) < std::tie(right.chance, right.key);
  });
}

}  // namespace

std::vector<Finding> rising(std::span<const Counted> family, const RisingRule& rule) {
  std::vector<Finding> findings;
  std::vector<Chance> chances;
  for (const Counted& counted : family) {
    findings.push_back(finding_of(counted.key, counted.before, counted.now));
    chances.push_back(findings.back().chance);
  }
  const std::vector<Chance> qs = q_values(chances);
  for (std::size_t at = 0; at < findings.size(); ++at) {
    Finding& finding = findings[at];
    finding.q = qs[at];
    judge(finding, finding.q <= rule.level && finding.now.cases >= rule.least_cases);
  }
  put_in_order(findings);
  return findings;
}

Look look_again(std::span<const Alarm> alarms, std::int64_t day, std::span<const Counted> family,
                const RisingRule& rule) {
  Look look;
  std::vector<Counted> unraised;
  for (const Counted& counted : family) {
    const auto alarm =
        std::find_if(alarms.begin(), alarms.end(), [&](const Alarm& it) { return it.key == counted.key; });
    if (alarm == alarms.end()) {
      unraised.push_back(counted);
      continue;
    }
    Finding finding = finding_of(counted.key, alarm->before, counted.now);
    const bool stands = finding.chance < rule.quiet;
    judge(finding, stands);
    look.standing.push_back(std::move(finding));
    if (stands) look.alarms.push_back(*alarm);
  }
  put_in_order(look.standing);
  look.findings = rising(unraised, rule);
  for (const Finding& finding : look.findings) {
    if (finding.verdict != Verdict::raised) continue;
    look.alarms.push_back({finding.key, day, finding.before});
    ++look.raised;
  }
  return look;
}

EffectFinding effect_of(const Tally& before, const Tally& after, Chance level) {
  EffectFinding finding{.before = before, .after = after};
  finding.usual_thousandths = usual_thousandths(before, after);
  finding.chance_of_fall = chance_of_fall(before, after);
  finding.chance_of_rise = chance_of_rise(before, after);
  if (finding.chance_of_fall <= level) {
    finding.effect = Effect::fell;
  } else if (finding.chance_of_rise <= level) {
    finding.effect = Effect::rose;
  } else {
    finding.effect = none_would_say_nothing(before, after, level) ? Effect::too_few : Effect::not_shown;
  }
  return finding;
}

}  // namespace amends
