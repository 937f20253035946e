// The names under which language files have the words for a value: "feeling.angry", "refusal.no_lines".
// Promises: each enumerator has one; they are the enumerators' own names.
#pragma once

#include <string>

#include "desk/desk_view.hpp"
#include "desk/ports.hpp"
#include "domain/exceptions.hpp"
#include "domain/options.hpp"

namespace amends {

[[nodiscard]] std::string key_of(Affected value);
[[nodiscard]] std::string key_of(Feeling value);
[[nodiscard]] std::string key_of(Temper value);
[[nodiscard]] std::string key_of(Step value);
[[nodiscard]] std::string key_of(FollowUpWhen value);
[[nodiscard]] std::string key_of(FollowUpResult value);
[[nodiscard]] std::string key_of(Role value);
[[nodiscard]] std::string key_of(Reason value);
[[nodiscard]] std::string key_of(WhyYes value);
[[nodiscard]] std::string key_of(WhyNo value);
[[nodiscard]] std::string key_of(CouponFault value);
[[nodiscard]] std::string key_of(Told value);
[[nodiscard]] std::string key_of(ExceptionKind value);
[[nodiscard]] std::string key_of(Refusal value);
[[nodiscard]] std::string key_of(StorageTrouble value);
[[nodiscard]] std::string key_of(AnswerKind value);
// Without a table before it: it is the end of several keys.
[[nodiscard]] std::string name_of(PrivateKind value);
[[nodiscard]] std::string name_of(Role value);

}  // namespace amends
