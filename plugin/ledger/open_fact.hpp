// Facts as whoever has nothing of ours reads them: JSON with names, decimal amounts and times of day instead of numbers, and
// the schema that says so (JSON Schema, draft 2020-12; the file facts.schema.json holds it).
// Promises: made from the same descriptions as the stored form, so that no kind and no part can be forgotten; nothing is in it
// that isn't in the fact. Refuses: to be read back; the stored form is what the chain proves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "domain/ids.hpp"
#include "domain/instant.hpp"
#include "ledger/fact_codec.hpp"

namespace amends {

// The open form of a stored body, one JSON object. `subject`: none for a fact of the house.
[[nodiscard]] tl::expected<std::string, CodecError> open_body(const CaseId& subject, std::string_view kind,
                                                              std::uint32_t version, std::string_view body);

// "2026-11-28T06:39:56.000001Z" (RFC 3339), in quotation marks. Beyond the years 0 to 9999, which RFC 3339 doesn't know: the
// number of microseconds.
[[nodiscard]] std::string open_instant(Instant at);

// The schema of each line of an export, with a line feed at its end.
[[nodiscard]] std::string facts_schema();

}  // namespace amends
