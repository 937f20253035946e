#include "desk/slip_template.hpp"

#include <algorithm>
#include <optional>

namespace amends {

namespace {

bool is_control(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return code < 0x20 || code == 0x7f;
}

bool is_printable_ascii(const std::string& text) {
  return std::ranges::all_of(text, [](char byte) { return byte >= ' ' && byte <= '~'; });
}

class Composer {
 public:
  Composer(const Words& words, const SlipValues& values) : words_(words), values_(values) {}

  Slip take(const std::vector<SlipTemplatePart>& parts) {
    for (auto at = parts.begin(); at != parts.end();) {
      if (at->each.empty()) {
        add(*at++, nullptr);
        continue;
      }
      const auto end = std::find_if(at, parts.end(), [&](const SlipTemplatePart& it) { return it.each != at->each; });
      if (const auto list = values_.lists.find(at->each); list != values_.lists.end()) {
        for (const SlipRow& row : list->second)
          std::for_each(at, end, [&](const SlipTemplatePart& part) { add(part, &row); });
      }
      at = end;
    }
    while (!slip_.parts.empty() && (is<SlipRule>(slip_.parts.back()) || is<SlipSpace>(slip_.parts.back())))
      slip_.parts.pop_back();
    return std::move(slip_);
  }

 private:
  template <class Kind>
  static bool is(const SlipPart& part) {
    return std::holds_alternative<Kind>(part);
  }

  [[nodiscard]] std::string value(std::string_view name, const SlipRow* row) const {
    if (row != nullptr) {
      if (const auto own = row->find(name); own != row->end()) return own->second;
    }
    const auto found = values_.texts.find(name);
    return found == values_.texts.end() ? std::string() : found->second;
  }

  [[nodiscard]] bool is_there(const std::string& name, const SlipRow* row) const {
    const auto list = values_.lists.find(name);
    return (list != values_.lists.end() && !list->second.empty()) || !value(name, row).empty();
  }

  // Nothing where it names an empty value, or is itself empty.
  [[nodiscard]] std::optional<std::string> written(const SlipWording& wording, const SlipRow* row) const {
    bool whole = true;
    std::string text = fill_names(wording.words.empty() ? wording.literal : words_.text(wording.words),
                                  [&](std::string_view name) -> std::optional<std::string> {
                                    std::string found = value(name, row);
                                    whole = whole && !found.empty();
                                    return found;
                                  });
    std::ranges::replace_if(text, is_control, ' ');
    if (!whole || text.find_first_not_of(' ') == std::string::npos) return std::nullopt;
    return text;
  }

  void add(const SlipTemplatePart& part, const SlipRow* row) {
    if (!part.when.empty() && !is_there(part.when, row)) return;
    if (!part.unless.empty() && is_there(part.unless, row)) return;
    if (part.kind == SlipPartKind::rule) return add_rule();
    if (part.kind == SlipPartKind::space) return add_space();
    auto text = written(part.text, row);
    if (!text) return;
    switch (part.kind) {
      case SlipPartKind::pair:
        if (auto right = written(part.right, row))
          slip_.parts.emplace_back(SlipPair{std::move(*text), std::move(*right), part.bold});
        break;
      case SlipPartKind::qr:
        slip_.parts.emplace_back(SlipQr{std::move(*text)});
        break;
      case SlipPartKind::barcode:
        if (is_printable_ascii(*text)) slip_.parts.emplace_back(SlipBarcode{std::move(*text)});
        break;
      default:
        slip_.parts.emplace_back(SlipText{std::move(*text), part.align, part.size, part.bold});
    }
  }

  void add_rule() {
    const auto last = std::find_if(slip_.parts.rbegin(), slip_.parts.rend(),
                                   [](const SlipPart& part) { return !is<SlipSpace>(part); });
    if (last == slip_.parts.rend() || !is<SlipRule>(*last)) slip_.parts.emplace_back(SlipRule{});
  }

  void add_space() {
    if (slip_.parts.empty() || !is<SlipSpace>(slip_.parts.back())) slip_.parts.emplace_back(SlipSpace{});
  }

  const Words& words_;
  const SlipValues& values_;
  Slip slip_;
};

}  // namespace

Slip compose(const SlipTemplate& of, const Words& words, const SlipValues& values) {
  return Composer(words, values).take(of.parts);
}

}  // namespace amends
