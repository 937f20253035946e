#include "files/site_reader.hpp"

#include <sstream>

#include "files/language_reader.hpp"
#include "files/printer_reader.hpp"
#include "files/rule_words.hpp"
#include "files/toml_table.hpp"

namespace amends {

namespace {

void allow_known(const TomlTable& root) {
  root.allow_only({"name", "currency", "time_zone", "language", "alcohol", "extra_limit", "told_at_once", "limits",
                   "shift_limits", "guest_days", "copies", "printer", "mail", "webhook", "calendar_folder"});
}

std::array<std::optional<Money>, 4> read_limits(const TomlTable& root, std::string_view key, Currency currency) {
  std::array<std::optional<Money>, 4> limits;
  if (!root.has(key)) return limits;
  const TomlTable table = root.table(key);
  table.allow_only({"waiter", "shift_lead", "manager", "owner"});
  const bool of_shift = key == "shift_limits";
  for (std::size_t at = 0; at < kRoleNames.size(); ++at) {
    if (!table.has(kRoleNames[at])) continue;
    const bool may_be_none = of_shift || at + 1 == kRoleNames.size();
    limits[at] =
        may_be_none ? read_limit(table, kRoleNames[at], currency) : read_money(table, kRoleNames[at], currency);
  }
  return limits;
}

PostSetting read_post_setting(const TomlTable& root) {
  PostSetting post;
  post.calendar_folder = root.text_or("calendar_folder", {});
  if (root.has("webhook")) post.webhook = root.text("webhook");
  if (!root.has("mail")) return post;
  const TomlTable table = root.table("mail");
  table.allow_only({"server", "security", "user", "from", "from_name"});
  post.mail_server = table.text("server");
  post.mail_from = table.text("from");
  post.mail_from_name = table.text_or("from_name", {});
  post.mail_user = table.text_or("user", {});
  constexpr std::pair<std::string_view, std::string_view> kSecurity[] = {
      {"starttls", "starttls"}, {"tls", "tls"}, {"none", "none"}};
  post.mail_security = table.one_of("security", kSecurity, std::optional<std::string_view>("starttls"));
  return post;
}

PrinterSetting read_printer_setting(const TomlTable& root) {
  PrinterSetting printer;
  if (!root.has("printer")) return printer;
  const TomlTable table = root.table("printer");
  table.allow_only({"address", "profile"});
  printer.address = table.text("address");
  printer.profile = table.text_or("profile", printer.profile);
  if (const auto address = read_printer_address(printer.address); !address) table.fail("address", address.error());
  const bool is_name = printer.profile.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (!is_name) table.fail("profile", "\"" + printer.profile + "\" is no kind of printer. Write it like \"epson-80\".");
  return printer;
}

toml::table table_of(const std::array<std::optional<Money>, 4>& limits, bool of_shift) {
  toml::table table;
  for (std::size_t at = 0; at < kRoleNames.size(); ++at) {
    if (!limits[at]) continue;
    const bool none = limits[at]->is_zero() && (of_shift || at + 1 == kRoleNames.size());
    table.insert(kRoleNames[at], none ? std::string("none") : to_decimal(*limits[at]));
  }
  return table;
}

void put(toml::table& root, std::string_view key, const std::string& text) {
  if (text.empty()) {
    root.erase(key);
  } else {
    root.insert_or_assign(key, text);
  }
}

void put(toml::table& root, std::string_view key, toml::table&& table) {
  if (table.empty()) {
    root.erase(key);
  } else {
    root.insert_or_assign(key, std::move(table));
  }
}

}  // namespace

tl::expected<SiteGround, FileProblem> read_site_ground(const std::string& name, std::string_view text) {
  TomlFile file(name, text);
  const TomlTable root(file);
  allow_known(root);
  SiteGround ground;
  ground.time_zone = root.text_or("time_zone", {});
  ground.language = root.text_or("language", {});
  if (!ground.language.empty() && !is_language(ground.language)) {
    root.fail("language", "\"" + ground.language + "\" is not a language. Write it like \"en\".");
  }
  const std::string code = root.text_or("currency", {});
  if (!code.empty()) ground.currency = find_currency(code);
  if (!code.empty() && !ground.currency) {
    root.fail("currency", "\"" + code + "\" is no ISO 4217 code. Write it like \"EUR\".");
  }
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  return ground;
}

tl::expected<Site, FileProblem> read_site(const std::string& name, std::string_view text, Currency currency) {
  TomlFile file(name, text);
  const TomlTable root(file);
  allow_known(root);
  Site site;
  site.name = root.text_or("name", {});
  site.limit = read_limits(root, "limits", currency);
  site.shift_limit = read_limits(root, "shift_limits", currency);
  if (root.has("extra_limit")) site.extra_limit = read_money(root, "extra_limit", currency);
  if (root.has("alcohol")) site.alcohol = root.one_of("alcohol", kAlcohol);
  for (auto& [person, line] : root.texts("told_at_once"))
    site.told_at_once.push_back({std::move(person)});
  site.guest_days = root.whole_or("guest_days", site.guest_days, 0, 36'500);
  site.copies = root.whole_or("copies", site.copies, 0, 366);
  site.printer = read_printer_setting(root);
  site.post = read_post_setting(root);
  if (!site.post.mail_server.empty() && site.name.empty()) {
    root.fail("mail", "Mails to guests are signed with the store's name. Write it at the top: name = \"…\".");
  }
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  return site;
}

std::string write_site(std::string_view before, const Site& wanted) {
  const TomlFile file("site.toml", before);
  toml::table root = file.root();
  put(root, "name", wanted.name);
  put(root, "limits", table_of(wanted.limit, false));
  put(root, "shift_limits", table_of(wanted.shift_limit, true));
  put(root, "extra_limit", wanted.extra_limit ? to_decimal(*wanted.extra_limit) : std::string());
  std::string alcohol;
  for (const auto& [name, value] : kAlcohol) {
    if (wanted.alcohol == value) alcohol = name;
  }
  put(root, "alcohol", alcohol);
  root.erase("told_at_once");
  if (!wanted.told_at_once.empty()) {
    toml::array people;
    for (const PersonId& person : wanted.told_at_once)
      people.push_back(person.text);
    root.insert("told_at_once", std::move(people));
  }
  root.erase("printer");
  if (!wanted.printer.address.empty()) {
    root.insert("printer", toml::table{{"address", wanted.printer.address}, {"profile", wanted.printer.profile}});
  }
  std::ostringstream out;
  out << root << '\n';
  return out.str();
}

}  // namespace amends
