// Payment card numbers have no place here: what looks like one is made unreadable before a text is kept.
// Promises: runs of 13 to 19 digits, also written in groups with a blank or a hyphen between, that pass the Luhn check keep
// only their last four digits. Refuses: to touch a number that opens with '+', which is somebody's phone.
#pragma once

#include <string>

namespace amends {

[[nodiscard]] std::string mask_card_numbers(std::string text);

}  // namespace amends
