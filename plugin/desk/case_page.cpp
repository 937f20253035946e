#include "desk/case_page.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "desk/act_words.hpp"
#include "desk/fact_words.hpp"
#include "desk/html.hpp"
#include "desk/locale.hpp"
#include "desk/names.hpp"
#include "domain/authority.hpp"

namespace amends {

namespace {

using Row = std::vector<std::string>;

class CasePage {
 public:
  CasePage(const SlipGround& ground, const CaseFile& file)
      : words_(ground.words),
        locale_(ground.words),
        ground_(ground),
        file_(file),
        of_(file.state),
        said_{ground.words, ground.playbook, [this](const PersonId& id) { return person(id); },
              [this](Instant at) { return time(at); }},
        page_(file.language, t("case_file.title", {{"number", file.state.number.text}})) {}

  std::string write() && {
    write_head();
    write_lines();
    write_texts();
    write_acts();
    write_follow_ups();
    write_open();
    write_history();
    page_.small(t(file_.texts.empty() ? "case_file.hidden" : "case_file.shown"));
    page_.small(t("case_file.made", {{"time", time(file_.made)}, {"head", std::string(file_.head)}}));
    return std::move(page_).take();
  }

 private:
  void write_head() {
    if (!ground_.playbook.house.empty()) page_.line(ground_.playbook.house);
    page_.heading(t("case_file.title", {{"number", of_.number.text}}) + " · " +
                  place_words(words_, of_.place, of_.check_number));
    page_.line(t("failure." + of_.failure.text));
    page_.line(t("case_file.by", {{"name", person(of_.opened_by)}, {"time", time(of_.opened)}}));
    if (of_.withdrawn) page_.line(t("cases.withdrawn"));
    if (is_restricted(of_.failure, of_.severity, ground_.playbook)) page_.line(t("cases.restricted"));
  }

  void write_lines() {
    if (of_.lines.empty()) return;
    std::vector<Row> rows;
    for (const CheckLine& line : of_.lines) {
      const bool is_one = line.quantity_thousandths == 1000;
      rows.push_back({is_one ? line.name : locale_.quantity(line.quantity_thousandths) + " × " + line.name,
                      locale_.money(line.total)});
    }
    page_.subheading(t("case_file.about"));
    page_.table(std::array{t("case_file.what"), t("case_file.amount")}, rows, 1);
  }

  void write_texts() {
    const std::array<std::pair<std::string_view, const std::optional<PrivateRef>*>, 5> kept = {
        {{"writing.heading_words", &of_.words},
         {"writing.heading_meaning", &of_.meaning},
         {"writing.heading_wish", &of_.wish_words},
         {"writing.heading_promise", &of_.promise_words},
         {"writing.heading_guest_name", &of_.guest_name}}};
    const bool has_any =
        of_.contact || std::ranges::any_of(kept, [](const auto& one) { return one.second->has_value(); });
    if (!has_any) return;
    page_.subheading(t("case_file.guest"));
    for (const auto& [key, text] : kept) {
      if (*text) write_text(key, **text);
    }
    if (!of_.contact) return;
    write_text(of_.contact->kind == PrivateKind::mail ? "writing.heading_mail" : "writing.heading_phone",
               of_.contact->text);
  }

  void write_text(std::string_view key, const PrivateRef& text) {
    const auto clear = file_.texts.find(text.id);
    page_.quote(t(key), clear == file_.texts.end() ? t("one_case.masked") : clear->second);
  }

  void write_acts() {
    page_.subheading(t("case_file.given"));
    if (of_.acts.empty()) {
      page_.line(t("case_file.nothing_given"));
      return;
    }
    std::vector<Row> rows;
    for (const Act& act : of_.acts) {
      const std::string name = person(act.chosen_by);
      const std::string who =
          act.approved_by.empty() ? name : t("case_file.both", {{"name", name}, {"other", person(act.approved_by)}});
      rows.push_back({act_title(words_, act), locale_.money(act.cost), act_state(said_, act), who});
    }
    page_.table(std::array{t("case_file.what"), t("case_file.amount"), t("case_file.state"), t("case_file.who")}, rows,
                1);
  }

  void write_follow_ups() {
    if (of_.follow_ups.empty()) return;
    std::vector<Row> rows;
    for (const FollowUp& one : of_.follow_ups) {
      const std::string result = one.result ? t(key_of(*one.result)) + ", " + time(one.answered) : t("cases.open");
      rows.push_back({person(one.owner), time(one.due), result});
    }
    page_.subheading(t("case_file.follow_ups"));
    page_.table(std::array{t("case_file.who"), t("case_file.until"), t("case_file.result")}, rows, kNoNumbers);
  }

  void write_open() {
    page_.subheading(t("case_file.open"));
    const std::vector<std::string> open = what_is_open();
    if (open.empty()) {
      page_.line(t("case_file.nothing_open"));
    } else {
      page_.list(open);
    }
  }

  std::vector<std::string> what_is_open() const {
    std::vector<std::string> open;
    if (of_.withdrawn) return open;
    for (const Act& act : of_.acts)
      add_open(act, open);
    for (const Delivery& delivery : of_.deliveries) {
      if (delivery.needs_a_hand()) open.push_back(undelivered(delivery));
    }
    if (const FollowUp* one = of_.open_follow_up()) {
      open.push_back(t("history.follow_up", {{"name", person(one->owner)}, {"time", time(one->due)}}));
    }
    const std::array<std::pair<std::string_view, bool>, 3> marks = {
        {{"after.acknowledged", of_.is_acknowledged()},
         {"after.put_right", of_.is_put_right()},
         {"after.prevention_told", of_.is_prevention_told()}}};
    for (const auto& [key, is_there] : marks) {
      if (!is_there) open.push_back(t("case_file.missing", {{"what", t(key)}}));
    }
    return open;
  }

  void add_open(const Act& act, std::vector<std::string>& open) const {
    if (act.is_alive() && !act.is_settled()) {
      open.push_back(t("case_file.waits", {{"what", act_title(words_, act)}, {"state", act_state(said_, act)}}));
    }
    const bool in_doubt = act.coupon == CouponState::in_doubt;
    if (!in_doubt && act.coupon != CouponState::to_be_keyed) return;
    const CouponUse& use = *act.use();
    open.push_back(
        t(in_doubt ? "coupon.in_doubt" : "coupon.key_it",
          {{"amount", locale_.money(use.amount)}, {"place", place_words(words_, use.place, use.check_number)}}));
  }

  std::string undelivered(const Delivery& delivery) const {
    const bool in_doubt = delivery.state == DeliveryState::in_doubt;
    if (!delivery.slip) {
      return t("case_file.waits", {{"what", t("post.mail")},
                                   {"state", t("post." + (delivery.why.empty() ? "not_set_up" : delivery.why))}});
    }
    return t("case_file.waits", {{"what", t("print.slip_" + std::string(name_of(*delivery.slip)))},
                                 {"state", t(in_doubt ? "print.cut_off" : "print.given_up")}});
  }

  void write_history() {
    std::vector<Row> rows;
    for (const StoredFact& stored : file_.history) {
      const std::string what = fact_words(said_, of_, stored.fact);
      if (what.empty()) continue;
      const PersonId& actor = stored.fact.actor;
      rows.push_back({time(stored.fact.at), actor.empty() ? std::string() : person(actor), what});
    }
    page_.subheading(t("one_case.history"));
    page_.table(std::array{t("case_file.when"), t("case_file.who"), t("case_file.what")}, rows, kNoNumbers);
  }

  std::string person(const PersonId& id) const {
    const auto known = std::ranges::find(ground_.staff, id, &Person::id);
    if (known != ground_.staff.end()) return known->name;
    return id.empty() ? t("people.somebody") : id.text;
  }
  std::string time(Instant at) const { return locale_.dated_with_year(ground_.calendar.local(at)); }
  std::string t(std::string_view key, Words::Parameters parameters = {}) const {
    return words_.format(key, parameters);
  }

  static constexpr std::size_t kNoNumbers = static_cast<std::size_t>(-1);

  const Words& words_;
  Locale locale_;
  const SlipGround& ground_;
  const CaseFile& file_;
  const Case& of_;
  FactGround said_;
  HtmlPage page_;
};

}  // namespace

std::string case_page(const SlipGround& ground, const CaseFile& file) {
  return CasePage(ground, file).write();
}

}  // namespace amends
