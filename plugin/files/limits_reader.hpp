// The limits of a pack: in one case, in one shift, for the same guests, of one kind; and what they are worth in the site's
// currency. Internal to plugin/files.
// Promises: none is below the lower role's; what is wrong is a problem of the table's file.
#pragma once

#include "files/rule_words.hpp"

namespace amends {

// Into playbook.limit and the others, in playbook.currency.
void read_limits(const TomlTable& root, Playbook& playbook);

// What the amounts were made for; the site's own, where the pack doesn't say.
[[nodiscard]] AmountScale read_scale(const TomlTable& root, Currency site);
// Every amount of the playbook, and its currency.
void scale_all(Playbook& playbook, const AmountScale& scale);

}  // namespace amends
