#include "desk/desk_view.hpp"

namespace amends {

const std::string* CaseView::text_of(const std::optional<PrivateRef>& ref) const {
  if (!ref) return nullptr;
  const auto text = texts.find(ref->id);
  return text == texts.end() ? nullptr : &text->second;
}

}  // namespace amends
