// A slip before it has its values: what a store may change about it, and how it becomes a slip.
// Promises: plain values and one pure function. A part that names an empty value is left out, so that one template fits
// cases of which more or less is known. Nothing that a value holds can reach a printer as a command.
// Refuses: files (files/slip_reader.hpp), clocks, and to know which names a slip has (slip_values.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "desk/slip.hpp"
#include "desk/words.hpp"

namespace amends {

// One text of a part: a key of the language files, or words as they stand. {names} in either become values.
struct SlipWording {
  std::string words;    // "slip.case"; empty: `literal` holds
  std::string literal;  // UTF-8
  bool operator==(const SlipWording&) const = default;
};

enum class SlipPartKind : std::uint8_t { text = 1, pair, rule, space, qr, barcode };

struct SlipTemplatePart {
  SlipPartKind kind = SlipPartKind::text;
  SlipWording text;   // of a text, and what a code says
  SlipWording right;  // of a pair, whose left end is `text`
  SlipText::Align align = SlipText::Align::left;
  SlipText::Size size = SlipText::Size::normal;
  bool bold = false;
  // Once for each row of this list; empty: once. Neighbours with the same list repeat together, row by row.
  std::string each;
  std::string when;    // only where this value, or list, isn't empty; empty: always
  std::string unless;  // only where it is
  bool operator==(const SlipTemplatePart&) const = default;
};

struct SlipTemplate {
  std::vector<SlipTemplatePart> parts;
  bool operator==(const SlipTemplate&) const = default;
};

// By name. A row's values hide the slip's of the same name.
using SlipRow = std::map<std::string, std::string, std::less<>>;
struct SlipValues {
  SlipRow texts;
  std::map<std::string, std::vector<SlipRow>, std::less<>> lists;
  bool operator==(const SlipValues&) const = default;
};

// In the order of the template. Left out are parts that name an empty or unknown value, bar codes of other than printable
// ASCII, rules and empty lines at the end, and those that only follow their like because of what was left out between
// them. Control characters become blanks.
[[nodiscard]] Slip compose(const SlipTemplate& of, const Words& words, const SlipValues& values);

}  // namespace amends
