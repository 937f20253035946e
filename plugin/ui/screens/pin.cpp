// A yes by PIN: who of those who may says it, and the keys to type it. The digits go to be checked and nowhere else.

#include <algorithm>
#include <cmath>

#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr float kNarrowestName = 100;

}  // namespace

std::string pin_problem_words(const Scene& scene) {
  switch (*scene.state.pin_problem) {
    case PinProblem::wrong:
      return scene.t("approve.pin_wrong");
    case PinProblem::locked:
      return scene.t("approve.pin_locked", {{"seconds", std::to_string(scene.state.locked_for_seconds)}});
    case PinProblem::no_pin:
      return scene.t("approve.no_pin");
    case PinProblem::unavailable:
      return scene.t("approve.pin_unavailable");
  }
  return {};
}

void draw_able(Scene& scene, Column& column, std::string_view heading, const std::vector<Person>& able) {
  UiState& state = scene.state;
  section(scene.ui, column, heading);
  std::vector<GridChoice> choices;
  for (const Person& person : able) {
    choices.push_back({.id = person.id.text, .label = person.name, .selected = state.approver == person.id});
  }
  if (choices.empty()) {
    const std::string words = scene.t("approve.nobody");
    const TextStyle style{.colour = Colour::soft, .max_lines = 0, .place = Place::top};
    text(scene.ui, column.next(text_height(scene.ui, words, column.rest().width, style)), words, style);
    return;
  }
  float widest = kNarrowestName;
  for (const Person& person : able) {
    const float name = text_width(scene.ui, person.name, type::kText, Weight::semibold);
    widest = std::max(widest, name / scene.ui.scale() + 2 * space::kInside + 1);
  }
  const std::size_t columns = columns_in(scene.ui, column.rest().width, widest, 3);
  if (const auto tapped = choice_grid(scene.ui, column, "approvers", choices, columns, ChoiceRole::radio)) {
    state.approver = able[*tapped].id;
    state.pin.wipe();
    state.pin_problem.reset();
    scene.ui.request_frame();
  }
}

void draw_pin_keys(Scene& scene, const Rect& area, bool enabled) {
  UiState& state = scene.state;
  const float width = pin_pad_size(scene.ui).width;
  const Rect pad{area.x + std::floor((area.width - width) / 2), area.y, width, area.height};
  const auto key = pin_pad(scene.ui, "pin", pad, state.pin.size(), kPinDigitsMost, enabled && !state.pin_on_its_way);
  if (!key) return;
  state.pin_problem.reset();
  if (key->backspace && !state.pin.empty()) state.pin.pop_back();
  if (key->digit != 0 && state.pin.size() < kPinDigitsMost) state.pin.push_back(key->digit);
  scene.ui.request_frame();
}

}  // namespace amends
