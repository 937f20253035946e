// One case: what was agreed, whom to get back to and how it went, and its history in plain words.

#include <algorithm>
#include <array>

#include "desk/names.hpp"
#include "domain/authority.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::array kResults = {FollowUpResult::satisfied, FollowUpResult::not_yet, FollowUpResult::lost,
                                 FollowUpResult::not_reached};

// What it was about, in as many lines as it needs.
void draw_items(Scene& scene, Column& column, const Case& of) {
  if (of.lines.empty()) return;
  const std::string items = scene.lines(of.lines);
  const TextStyle style{.weight = Weight::medium, .max_lines = 0, .place = Place::top};
  text(scene.ui, column.next(text_height(scene.ui, items, column.rest().width, style)), items, style);
  column.skip(scene.ui.px(space::kButtons));
}

void draw_contact(Scene& scene, Column& column, const CaseView& open) {
  if (!open.state.contact) return;
  const Contact& contact = *open.state.contact;
  const std::string* shown = open.text_of(contact.text);
  const std::string label = shown != nullptr ? *shown : scene.t("one_case.masked");
  const std::string detail = scene.t(shown != nullptr ? "one_case.shown_detail" : "one_case.masked_detail");
  const std::string action = shown != nullptr ? std::string() : scene.t("one_case.show");
  const ListRowSpec spec{.icon = contact.kind == PrivateKind::phone ? Icon::phone : Icon::mail_outline,
                         .title = label,
                         .detail = detail,
                         .action = action};
  const Rect row = column.next(list_row_height(scene.ui, column.rest().width, spec), scene.ui.px(space::kBetween));
  if (list_row(scene.ui, "contact", row, spec) == RowTap::action) scene.give(RevealText{contact.text.id});
}

// The store's words by mail, to whoever said that we may: one tap, and how far it is.
void draw_mail(Scene& scene, Column& column, const CaseView& open, const FollowUp& follow_up) {
  const auto& contact = open.state.contact;
  if (is_safety(open.state, scene.playbook)) return;
  if (!scene.view.can_mail || !contact || contact->kind != PrivateKind::mail || !contact->consent) return;
  const Delivery* last = nullptr;
  for (const Delivery& delivery : open.state.deliveries) {
    if (delivery.to == Destination::mail && delivery.follow_up == follow_up.id) last = &delivery;
  }
  const bool is_open = last != nullptr && last->is_open();
  std::string detail = scene.t("post.not_yet");
  if (is_open) detail = scene.t(last->why.empty() ? "post.on_its_way" : "post." + last->why);
  // Those answers stand above.
  if (last != nullptr && last->needs_a_hand()) return;
  if (last != nullptr && last->state == DeliveryState::done) {
    detail = scene.t("post.sent", {{"time", scene.time(last->changed)}});
  }
  const bool is_sent = last != nullptr && last->state == DeliveryState::done;
  const std::string title = scene.t("post.mail");
  const std::string action = is_open || is_sent ? std::string() : scene.t("post.send");
  const ListRowSpec spec{
      .icon = is_sent ? Icon::check_circle : Icon::mail_outline, .title = title, .detail = detail, .action = action};
  const Rect row = column.next(list_row_height(scene.ui, column.rest().width, spec), scene.ui.px(space::kBetween));
  if (list_row(scene.ui, "mail", row, spec) != RowTap::action) return;
  if (last != nullptr && last->state != DeliveryState::dropped) {
    scene.give(RepeatDelivery{last->id});
  } else {
    scene.give(AskDelivery{Destination::mail, std::nullopt, {}, follow_up.id});
  }
}

void draw_follow_up(Scene& scene, Column& column, const CaseView& open) {
  const FollowUp* follow_up = open.state.open_follow_up();
  if (follow_up == nullptr) return;
  section(scene.ui, column, scene.t("one_case.get_back"), scene.due(follow_up->due));
  if (const std::string* promise = open.text_of(open.state.promise_words)) {
    const std::string small = scene.t("after.promised");
    quote(scene.ui, column.next(quote_height(scene.ui, column.rest().width, small, *promise)), small, *promise);
  }
  draw_contact(scene, column, open);
  draw_mail(scene, column, open, *follow_up);
  section(scene.ui, column, scene.t("one_case.result"));
  std::vector<GridChoice> choices;
  for (const FollowUpResult result : kResults) {
    const std::string key = key_of(result);
    choices.push_back({.id = key, .label = scene.t(key)});
  }
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 150, 4);
  if (const auto tapped = choice_grid(scene.ui, column, "results", choices, columns, ChoiceRole::button)) {
    scene.give(AnswerFollowUp{.follow_up = follow_up->id, .result = kResults[*tapped]});
    scene.say(scene.t("toast.answered"));
  }
}

// What is unusual about it, for who looks after the house; it says of nobody that they did wrong.
void draw_exceptions(Scene& scene, Column& column, const CaseView& open) {
  if (open.exceptions.empty()) return;
  section(scene.ui, column, scene.t("one_case.exceptions"));
  for (const Exception& one : open.exceptions) {
    const std::string words =
        scene.t(key_of(one.kind), {{"name", scene.person(one.by)}, {"other", scene.person(one.other)}});
    banner(scene.ui,
           column.next(banner_height(scene.ui, column.rest().width, Icon::search, words), scene.ui.px(space::kBetween)),
           Icon::search, words);
  }
}

void draw_history(Scene& scene, Column& column, const CaseView& open) {
  section(scene.ui, column, scene.t("one_case.history"));
  const float line = scene.ui.px(34);
  const float clock = scene.ui.px(190);
  for (const StoredFact& stored : open.history) {
    const std::string words = fact_words(scene, open.state, stored.fact);
    if (words.empty()) continue;
    const std::string who = stored.fact.actor.empty() ? std::string() : " · " + scene.person(stored.fact.actor);
    const TextStyle style{.size = type::kLabel, .max_lines = 2};
    const float width = column.rest().width - clock;
    const TextStyle soft{.size = type::kLabel, .colour = Colour::soft, .max_lines = 2};
    const std::string when = scene.time(stored.fact.at) + who;
    const float tallest = std::max(text_height(scene.ui, words, width, style),
                                   text_height(scene.ui, when, clock - scene.ui.px(space::kBetween), soft));
    const float height = std::max(line, tallest + scene.ui.px(12));
    const Rect row = column.next(height);
    text(scene.ui, row.left(clock - scene.ui.px(space::kBetween)), when, soft);
    text(scene.ui, row.right_of(clock), words, style);
  }
}

// The row of a case that is kept for managers, where whoever is signed on is none.
const CaseRow* closed_row(const Scene& scene) {
  const auto is = [&](const CaseRow& row) { return row.id == scene.state.looking_at && !row.may_open; };
  for (const CaseRow& row : scene.view.cases) {
    if (is(row)) return &row;
  }
  for (const FollowUpRow& row : scene.view.follow_ups) {
    if (is(row.of)) return &row.of;
  }
  for (const RequestRow& row : scene.view.requests) {
    if (is(row.of)) return &row.of;
  }
  for (const CaseRow& row : scene.view.to_settle) {
    if (is(row)) return &row;
  }
  return nullptr;
}

}  // namespace

void draw_case(Scene& scene, const Rect& sheet) {
  UiState& state = scene.state;
  const CaseRow* closed_to_us = closed_row(scene);
  const CaseView* open = closed_to_us == nullptr ? scene.open() : nullptr;
  const std::string cue_text = closed_to_us == nullptr ? scene.t("cue.second_chance") : std::string();
  const SheetParts parts = sheet_parts(scene.ui, sheet, false, cue_text);
  const std::string back = scene.t("one_case.back");
  const std::string close = scene.t("sheet.close");
  const std::array<HeaderButton, 2> buttons = {HeaderButton{.id = "back", .icon = Icon::arrow_back, .label = back},
                                               HeaderButton{.id = "close", .icon = Icon::close, .label = close}};
  std::string title;
  std::string detail;
  if (open != nullptr) {
    title = open->state.number.text + " · " + scene.place(open->state.place, open->state.check_number);
    detail = scene.t("failure." + open->state.failure.text);
  } else if (closed_to_us != nullptr) {
    title = closed_to_us->number.text + " · " + scene.place(closed_to_us->place, closed_to_us->check_number);
  }
  const auto tapped = header(scene.ui, parts.head, {.title = title, .detail = detail, .buttons = buttons});
  if (closed_to_us != nullptr) {
    empty_state(scene.ui, parts.body, Icon::supervisor_account, scene.t("cases.restricted"),
                scene.t("refusal.managers_only"));
  } else {
    Column column(begin_scroll(scene.ui, "case", parts.body));
    if (open != nullptr) {
      draw_settling(scene, column, open->state);
      draw_items(scene, column, open->state);
      draw_follow_up(scene, column, *open);
      draw_exceptions(scene, column, *open);
      draw_history(scene, column, *open);
    }
    end_scroll(scene.ui, column.bottom());
    draw_cue(scene, parts.cue, cue_text);
  }
  const bool goes_on = open != nullptr && !open->state.withdrawn;
  const FootTap chosen = foot(scene.ui, parts.foot,
                              {.main = scene.t(goes_on ? "one_case.go_on" : "one_case.back"),
                               .main_icon = goes_on ? std::optional(Icon::arrow_forward) : std::nullopt});
  if (tapped) {
    state.looking_at.reset();
    if (*tapped == 1) state.page = Page::tab;
    scene.ui.request_frame();
  } else if (chosen == FootTap::main) {
    state.looking_at.reset();
    if (goes_on) {
      state.page = Page::sheet;
      state.channel.reset();
      state.step = open->state.step;
    }
    scene.ui.request_frame();
  }
}

}  // namespace amends
