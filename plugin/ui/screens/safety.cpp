// The safety branch's Hear: a guest may be hurt, so a manager comes first, then the fixed questions, then their words,
// exactly as they say them. Nothing is offered here, and nothing is asked twice.

#include <algorithm>
#include <array>

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr float kAnswerWidth = 116;
constexpr float kBesideWidth = 620;  // from here on the answers stand beside their question
constexpr std::size_t kManagersShown = 4;
constexpr std::array kAnswers = {Told::yes, Told::no, Told::not_known};

void draw_manager(Scene& scene, Column& column, const Case& of) {
  section(scene.ui, column, scene.t("safety.who_comes"));
  std::vector<GridChoice> choices;
  std::vector<PersonId> ids;
  std::vector<Person> managers = scene.host.staff;
  const auto& first = scene.playbook.told_at_once;
  std::stable_partition(managers.begin(), managers.end(), [&](const Person& person) {
    return std::find(first.begin(), first.end(), person.id) != first.end();
  });
  for (const Person& person : managers) {
    const bool own = scene.host.operator_ && scene.host.operator_->id == person.id;
    if (!person.on_shift || own || person.role < Role::manager || ids.size() == kManagersShown) continue;
    choices.push_back({.id = person.id.text,
                       .label = scene.t("safety.called", {{"name", person.name}}),
                       .icon = Icon::supervisor_account,
                       .selected = of.manager_told == person.id});
    ids.push_back(person.id);
  }
  if (choices.empty()) {
    const FollowUp* call = of.open_follow_up();
    const std::string words =
        call != nullptr ? scene.t("safety.nobody", {{"name", scene.person(call->owner)}}) : scene.t("safety.yours");
    banner(scene.ui, column.next(banner_height(scene.ui, column.rest().width, Icon::supervisor_account, words)),
           Icon::supervisor_account, words, {}, BannerKind::waiting);
    return;
  }
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 260, 2);
  if (const auto tapped = choice_grid(scene.ui, column, "managers", choices, columns, ChoiceRole::radio)) {
    scene.give(TellManager{ids[*tapped]});
  }
}

// The question, and its three answers beside it, or below it where there is no room.
void draw_question(Scene& scene, Column& column, const Case& of, const QuestionId& question) {
  Ui& ui = scene.ui;
  const std::string asked = scene.t("question." + question.text);
  const float gap = ui.px(space::kBetween);
  const float width = column.rest().width;
  const float answers_px = 3 * ui.px(kAnswerWidth) + 2 * gap;
  const bool beside = width >= ui.px(kBesideWidth);
  const TextStyle style{.weight = Weight::medium, .max_lines = 0};
  const float text_px = text_height(ui, asked, beside ? width - answers_px - gap : width, style);
  if (!beside) text(ui, column.next(text_px, gap), asked, style);
  const Rect row = column.next(std::max(ui.target(size::kTarget), beside ? text_px : 0), gap);
  if (beside) text(ui, row.left_of(answers_px, gap), asked, style);
  const Rect answers = beside ? row.right_piece(answers_px) : row;
  const std::optional<Told> told = of.answer_to(question);
  const IdScope scope(ui, question.text);
  for (std::size_t i = 0; i < kAnswers.size(); ++i) {
    const std::string key = key_of(kAnswers[i]);
    const std::string label = scene.t(key);
    const std::string spoken = asked + " " + label;
    const bool chosen = told == kAnswers[i];
    const ChoiceSpec spec{.label = label, .selected = chosen, .compact = true, .spoken = spoken};
    if (choice(ui, key, row_cell(answers, i, kAnswers.size(), gap), spec) && !chosen) {
      scene.give(AnswerQuestion{question, kAnswers[i]});
    }
  }
}

void draw_words(Scene& scene, Column& column, const CaseView& open) {
  section(scene.ui, column, scene.t("safety.words"));
  const std::string* said = open.text_of(open.state.words);
  if (said != nullptr) {
    const std::string small = scene.t("safety.they_said");
    quote(scene.ui, column.next(quote_height(scene.ui, column.rest().width, small, *said)), small, *said);
    column.skip(scene.ui.px(space::kBetween));
  }
  const std::vector<GridChoice> choices = {
      {.id = "words",
       .label = scene.t(said != nullptr ? "safety.write_again" : "safety.write"),
       .icon = Icon::edit,
       .selected = said != nullptr},
      {.id = "people",
       .label = scene.t("hear.people"),
       .icon = Icon::person_add_alt,
       .selected = open.state.affected || open.state.feeling || open.state.in_front_of_others}};
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 200, 2);
  const auto tapped = choice_grid(scene.ui, column, "words", choices, columns, ChoiceRole::button);
  if (tapped == 0) scene.write(PrivateKind::words);
  if (tapped == 1) scene.open_panel(Panel::people);
}

}  // namespace

void draw_safety(Scene& scene, const Rect& sheet, const Failure& failure) {
  const CaseView& open = *scene.open();
  const std::string cue_text = scene.cue_for("hear", "cue.feelings");
  const SheetParts parts = sheet_parts(scene.ui, sheet, true, cue_text);
  if (draw_head(scene, parts)) return;

  Column column(begin_scroll(scene.ui, "safety", parts.body));
  draw_manager(scene, column, open.state);
  section(scene.ui, column, scene.t("safety.questions"), scene.t("failure." + failure.id.text));
  for (const QuestionId& question : failure.questions)
    draw_question(scene, column, open.state, question);
  draw_words(scene, column, open);
  draw_mistake(scene, column, open.state);
  end_scroll(scene.ui, column.bottom());

  draw_cue(scene, parts.cue, cue_text);
  const bool cared = open.state.apology.has_value();
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.t(cared ? "safety.cared_done" : "safety.cared"),
                               .left_icon = cared ? Icon::check_circle : Icon::done,
                               .main = scene.t("hear.put_right"),
                               .main_icon = Icon::arrow_forward});
  if (tapped == FootTap::left && !cared) scene.give(Apologise{});
  if (tapped == FootTap::main) scene.show_step(Step::put_right);
}

}  // namespace amends
