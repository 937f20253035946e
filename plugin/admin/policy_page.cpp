#include "admin/policy_page.hpp"

#include <array>
#include <string_view>

#include "desk/locale.hpp"

namespace amends {

namespace {

constexpr std::size_t kColumn = 26;
constexpr std::array<std::string_view, 3> kLimited = {"waiter", "shift_lead", "manager"};

// As many letters as the eye counts: UTF-8's continuation bytes are none.
std::string padded(std::string text) {
  std::size_t letters = 0;
  for (const char byte : text)
    letters += (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U ? 1 : 0;
  text.append(letters < kColumn ? kColumn - letters : 1, ' ');
  return text;
}

class PolicyPage {
 public:
  PolicyPage(const Policy& policy, const Words& words) : book_(policy.playbook), words_(words), locale_(words) {}

  std::string write() {
    line(book_.house.empty() ? t("settings.title") : book_.house);
    line(t("settings.detail") + " (" + book_.name + ", " + book_.version.substr(0, 8) + ")");
    line();
    line(padded("") + padded(t("settings.per_case")) + t("settings.per_shift"));
    for (std::size_t role = 0; role < kLimited.size(); ++role) {
      const std::string name = t("settings." + std::string(kLimited[role]));
      line(padded(name) + padded(locale_.money(book_.limit[role])) + endless(book_.shift_limit[role]));
    }
    line();
    line(padded(t("settings.extra")) + t("settings.extra_each") + " " + locale_.money(book_.extra_limit));
    line(padded(t("settings.alcohol")) + t(alcohol_key()));
    for (const Failure& failure : book_.failures)
      write_failure(failure);
    return std::move(page_);
  }

 private:
  void write_failure(const Failure& failure) {
    line();
    line(t("failure." + failure.id.text) +
         (failure.safety ? " (" + t("right.authority_manager") + ")" : std::string()));
    line("  " + t("cue." + failure.id.text + ".hear"));
    for (const TemplateId& id : failure.remedies)
      line("  - " + title(id));
    for (const TemplateId& id : failure.extras)
      line("  + " + title(id));
  }

  std::string title(const TemplateId& id) const {
    const RemedyTemplate* remedy = book_.find(id);
    std::string text = words_.format("remedy." + id.text + ".title", {{"count", "1"}});
    if (remedy != nullptr && !remedy->fixed.is_zero()) text += ", " + locale_.money(remedy->fixed);
    return text;
  }

  std::string endless(Money limit) const { return limit.is_zero() ? t("settings.endless") : locale_.money(limit); }

  std::string_view alcohol_key() const {
    switch (book_.alcohol) {
      case Alcohol::allowed:
        return "settings.alcohol_allowed";
      case Alcohol::one_a_day:
        return "settings.alcohol_one_a_day";
      case Alcohol::never:
        break;
    }
    return "settings.alcohol_never";
  }

  std::string t(std::string_view key) const { return words_.text(key); }
  void line(const std::string& text = {}) {
    page_ += text.substr(0, text.find_last_not_of(' ') + 1);
    page_ += '\n';
  }

  const Playbook& book_;
  const Words& words_;
  Locale locale_;
  std::string page_;
};

}  // namespace

std::string policy_page(const Policy& policy, const Words& words) {
  return PolicyPage(policy, words).write();
}

}  // namespace amends
