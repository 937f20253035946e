#include "desk/test_slip.hpp"

#include <array>
#include <string>

namespace amends {

namespace {

constexpr std::array<std::size_t, 3> kWidths = {32, 42, 48};

std::string ruler(std::size_t letters) {
  std::string text = std::to_string(letters) + " ";
  while (text.size() < letters)
    text += static_cast<char>('0' + text.size() % 10);
  return text;
}

}  // namespace

Slip test_slip(const Words& words) {
  Slip slip;
  slip.parts.emplace_back(
      SlipText{.text = words.text("print.test_title"), .align = SlipText::Align::centre, .bold = true});
  slip.parts.emplace_back(SlipText{.text = words.text("print.test_rulers")});
  for (const std::size_t width : kWidths)
    slip.parts.emplace_back(SlipText{.text = ruler(width)});
  slip.parts.emplace_back(SlipRule{});
  slip.parts.emplace_back(SlipText{.text = "\u00c4\u00d6\u00dc\u00e4\u00f6\u00fc\u00df "
                                           "\u00e9\u00e8\u00ea\u00e7\u00f1\u00f5\u00e3 \u00bf\u00a1 \u20ac 12,50",
                                   .align = SlipText::Align::centre});
  slip.parts.emplace_back(SlipQr{"AMENDS"});
  slip.parts.emplace_back(SlipText{.text = words.text("slip.not_receipt"), .align = SlipText::Align::centre});
  return slip;
}

}  // namespace amends
