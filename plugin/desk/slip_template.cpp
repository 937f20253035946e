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
      left_out_ = true;
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
    const bool wanted =
        (part.when.empty() || is_there(part.when, row)) && (part.unless.empty() || !is_there(part.unless, row));
    std::optional<SlipPart> made = wanted ? make(part, row) : std::nullopt;
    left_out_ = !made;
    if (made) slip_.parts.push_back(std::move(*made));
  }

  [[nodiscard]] std::optional<SlipPart> make(const SlipTemplatePart& part, const SlipRow* row) const {
    if (part.kind == SlipPartKind::rule) return after_rule() ? std::nullopt : std::optional<SlipPart>(SlipRule{});
    if (part.kind == SlipPartKind::space) return after_gap() ? std::nullopt : std::optional<SlipPart>(SlipSpace{});
    auto text = written(part.text, row);
    if (!text) return std::nullopt;
    switch (part.kind) {
      case SlipPartKind::pair: {
        auto right = written(part.right, row);
        if (!right) return std::nullopt;
        return SlipPair{std::move(*text), std::move(*right), part.bold};
      }
      case SlipPartKind::qr:
        return SlipQr{std::move(*text)};
      case SlipPartKind::barcode:
        if (!is_printable_ascii(*text)) return std::nullopt;
        return SlipBarcode{std::move(*text)};
      default:
        return SlipText{std::move(*text), part.align, part.size, part.bold};
    }
  }

  [[nodiscard]] bool after_rule() const {
    const auto last = std::find_if(slip_.parts.rbegin(), slip_.parts.rend(),
                                   [](const SlipPart& part) { return !is<SlipSpace>(part); });
    return last != slip_.parts.rend() && is<SlipRule>(*last);
  }

  // What stood between two gaps is left out.
  [[nodiscard]] bool after_gap() const {
    return left_out_ && !slip_.parts.empty() && is<SlipSpace>(slip_.parts.back());
  }

  const Words& words_;
  const SlipValues& values_;
  Slip slip_;
  bool left_out_ = false;  // the part before, if any
};

}  // namespace

Slip compose(const SlipTemplate& of, const Words& words, const SlipValues& values) {
  return Composer(words, values).take(of.parts);
}

}  // namespace amends
