#include "files/limits_reader.hpp"

#include <algorithm>

namespace amends {

namespace {

void read_case_limits(const TomlTable& root, Playbook& playbook) {
  const TomlTable limits = root.table("limits");
  limits.allow_only({"waiter", "shift_lead", "manager", "owner"});
  for (std::size_t at = 0; at < kRoleNames.size(); ++at) {
    const bool owner = at + 1 == kRoleNames.size();
    playbook.limit[at] = owner ? read_limit(limits, kRoleNames[at], playbook.currency)
                               : read_money(limits, kRoleNames[at], playbook.currency);
  }
  playbook.extra_limit = read_money(root, "extra_limit", playbook.currency);
}

// A role that isn't named has no limit in a shift.
void read_shift_limits(const TomlTable& root, Playbook& playbook) {
  for (Money& limit : playbook.shift_limit)
    limit = Money{0, playbook.currency};
  if (!root.has("shift_limits")) return;
  const TomlTable limits = root.table("shift_limits");
  limits.allow_only({"waiter", "shift_lead", "manager", "owner"});
  for (std::size_t at = 0; at < kRoleNames.size(); ++at) {
    if (limits.has(kRoleNames[at])) playbook.shift_limit[at] = read_limit(limits, kRoleNames[at], playbook.currency);
  }
}

// [guest_limits] like those of a shift; [[kind_limit]] of one kind of remedy.
void read_other_limits(const TomlTable& root, Playbook& playbook) {
  const auto read_roles = [&](const TomlTable& table, std::array<Money, 4>& limits) {
    for (std::size_t at = 0; at < kRoleNames.size(); ++at) {
      limits[at] = table.has(kRoleNames[at]) ? read_limit(table, kRoleNames[at], playbook.currency)
                                             : Money{0, playbook.currency};
    }
  };
  for (Money& limit : playbook.guest_limit)
    limit = Money{0, playbook.currency};
  if (root.has("guest_limits")) {
    const TomlTable limits = root.table("guest_limits");
    limits.allow_only({"waiter", "shift_lead", "manager", "owner"});
    read_roles(limits, playbook.guest_limit);
  }
  for (const TomlTable& entry : root.tables("kind_limit")) {
    entry.allow_only({"kind", "waiter", "shift_lead", "manager", "owner"});
    KindLimit limit;
    limit.kind = entry.one_of("kind", kKinds);
    if (limit.kind == RemedyKind::discount) {
      entry.fail("kind", "Money off a bill is of the kind \"refund\" here. Write kind = \"refund\".");
    }
    read_roles(entry, limit.limit);
    const auto same = [&](const KindLimit& it) { return it.kind == limit.kind; };
    if (std::any_of(playbook.kind_limits.begin(), playbook.kind_limits.end(), same)) {
      entry.fail("kind", "This kind has a limit already. Join the two.");
    }
    playbook.kind_limits.push_back(limit);
  }
}

void check_limits(const TomlTable& root, const Playbook& playbook) {
  const LimitFault fault = find_limit_fault(playbook);
  if (!fault.sentence.empty()) root.table(fault.table).fail(fault.role, fault.sentence);
}

}  // namespace

void read_limits(const TomlTable& root, Playbook& playbook) {
  read_case_limits(root, playbook);
  read_shift_limits(root, playbook);
  read_other_limits(root, playbook);
  check_limits(root, playbook);
}

AmountScale read_scale(const TomlTable& root, Currency site) {
  AmountScale scale{site, site};
  if (!root.has("currency")) return scale;
  const std::string code = root.text("currency");
  const auto made_for = find_currency(code);
  if (!made_for) {
    root.fail("currency", "\"" + code + "\" is no ISO 4217 code. Write it like \"EUR\".");
    return scale;
  }
  scale.made_for = *made_for;
  if (*made_for == site) return scale;
  const std::string wanted(site.code());
  const TomlTable worth = root.table("worth");
  if (!worth.has(wanted)) {
    root.fail("worth",
              "What one " + code + " is worth in " + wanted + " isn't said here. Add " + wanted + " = \"…\", roughly.");
    return scale;
  }
  const Currency fine{{'X', 'X', 'X'}, 4};
  const auto rate = parse_money(worth.text(wanted), fine);
  if (!rate || rate->minor <= 0 || rate->minor > 10'000'000'000) {
    worth.fail(wanted, "This is no worth. Write it like \"1.1\", with at most four decimals.");
    return scale;
  }
  scale.ten_thousandths = rate->minor;
  return scale;
}

void scale_all(Playbook& playbook, const AmountScale& scale) {
  if (scale.made_for == scale.site) return;
  const auto each = [&](std::array<Money, 4>& limits) {
    for (Money& limit : limits)
      limit = scaled(limit, scale);
  };
  each(playbook.limit);
  each(playbook.shift_limit);
  each(playbook.guest_limit);
  for (KindLimit& limit : playbook.kind_limits)
    each(limit.limit);
  playbook.extra_limit = scaled(playbook.extra_limit, scale);
  for (RemedyTemplate& remedy : playbook.remedies)
    remedy.fixed = scaled(remedy.fixed, scale);
  playbook.currency = scale.site;
  playbook.scaled_from = scale.made_for;
}

}  // namespace amends
