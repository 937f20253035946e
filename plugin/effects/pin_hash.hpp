// A PIN's hash: Argon2id, 3 passes over 32 MiB, over the digits or, behind a pepper's mark, over the digits mixed with the
// till's pepper (RFC 9106; OWASP, Password Storage). No hash saves a few digits from somebody who has the file and the
// pepper; the pepper lies elsewhere, and wrong tries lock.
// Promises: pure but for the random salt; 40 to 200 ms and 32 MiB each, so never on the main thread. [thread-safe]
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "desk/secret.hpp"

namespace amends {

// The key for PINs of the till's pepper, 32 bytes; empty: it isn't there.
using PinPepper = std::span<const std::uint8_t>;

// "pepper-1f2e3d4c$argon2id$…" or "$argon2id$…".
[[nodiscard]] bool is_peppered(std::string_view hash);
// Whether a PIN can be checked against it: it has no pepper, or this one.
[[nodiscard]] bool can_check(std::string_view hash, PinPepper pepper);
// `hash` is one that can be checked.
[[nodiscard]] bool fits(const std::string& hash, const Secret& pin, PinPepper pepper);
// Six random digits, each of the million as likely as the next.
[[nodiscard]] Secret make_pin_of_six();
// With the pepper, where there is one. Nothing: no memory for it.
[[nodiscard]] std::optional<std::string> hash_pin(const Secret& pin, PinPepper pepper);

}  // namespace amends
