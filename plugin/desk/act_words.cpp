#include "desk/act_words.hpp"

#include <vector>

#include "desk/locale.hpp"

namespace amends {

namespace {

std::string pieces(const std::vector<ItemPart>& items) {
  std::string joined;
  for (const ItemPart& item : items) {
    if (!joined.empty()) joined += ", ";
    const std::int64_t count = item.quantity_thousandths / 1000;
    if (count > 1) joined += std::to_string(count) + " × ";
    joined += item.name;
  }
  return joined;
}

}  // namespace

std::string remedy_title(const Words& words, const Act& act) {
  return words.format("remedy." + act.from.text + ".title",
                      {{"count", "1"}, {"amount", Locale(words).money(act.cost)}});
}

std::string act_title(const Words& words, const Act& act) {
  const auto* items = items_of(act.remedy);
  return items != nullptr && !items->empty() ? pieces(*items) : remedy_title(words, act);
}

}  // namespace amends
