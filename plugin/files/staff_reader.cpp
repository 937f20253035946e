#include "files/staff_reader.hpp"

#include <algorithm>

#include "files/toml_table.hpp"

namespace amends {

namespace {

// The demo files and the shipped ones write a role as people say it or as code does.
constexpr std::pair<std::string_view, Role> kRoles[] = {{"waiter", Role::waiter},
                                                        {"shift lead", Role::shift_lead},
                                                        {"shift_lead", Role::shift_lead},
                                                        {"manager", Role::manager},
                                                        {"owner", Role::owner}};

// "$argon2id$…", or a till's mark before it (effects/pin_hash.hpp).
bool is_pin_hash(std::string_view text) {
  constexpr std::string_view kMark = "pepper-";
  constexpr std::size_t kMarkDigits = 8;
  if (text.starts_with(kMark)) {
    text.remove_prefix(kMark.size());
    const std::string_view digits = text.substr(0, kMarkDigits);
    if (digits.find_first_not_of("0123456789abcdef") != std::string_view::npos) return false;
    text.remove_prefix(digits.size());
  }
  return text.starts_with("$argon2id$");
}

}  // namespace

tl::expected<StaffFile, FileProblem> read_staff(const std::filesystem::path& path) {
  TomlFile file(path);
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  const TomlTable root(file);
  root.allow_only({"person"});
  StaffFile staff;
  for (const TomlTable& entry : root.tables("person")) {
    entry.allow_only({"id", "name", "role", "on_shift", "pin"});
    Person person;
    person.id = PersonId{entry.text("id")};
    person.name = entry.text("name");
    person.role = entry.one_of("role", kRoles);
    person.on_shift = entry.truth_or("on_shift", true);
    const auto same = [&](const Person& other) { return other.id == person.id; };
    if (std::any_of(staff.people.begin(), staff.people.end(), same)) {
      entry.fail("id", "\"" + person.id.text + "\" stands here twice. Give each person an id of their own.");
    }
    const std::string pin = entry.text_or("pin", {});
    if (!pin.empty() && !is_pin_hash(pin)) {
      // The digits themselves are not repeated in the sentence: it may end in a log.
      entry.fail("pin",
                 "This PIN is not an Argon2id text. Write the hash that amends-admin pin makes, never the digits.");
    }
    if (!pin.empty()) staff.pin_hashes.emplace(person.id, pin);
    staff.people.push_back(std::move(person));
  }
  if (file.is_sound() && staff.people.empty()) {
    file.fail(0, "Nobody is in this file. Add at least one [[person]].");
  }
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  return staff;
}

}  // namespace amends
