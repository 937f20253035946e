#include "admin/store_files.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <limits>
#include <system_error>
#include <utility>

#include "admin/say.hpp"
#include "desk/standing_of.hpp"
#include "effects/calendar.hpp"
#include "files/language_reader.hpp"
#include "files/policy_reader.hpp"
#include "files/site_reader.hpp"
#include "files/staff_reader.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

// Empty: it says nothing of it.
std::string zone_of_site(const fs::path& site) {
  if (!is_there(site)) return {};
  const auto text = read_policy_text(site);
  const auto ground = text ? read_site_ground(site.string(), *text) : tl::unexpected(text.error());
  if (ground) return ground->time_zone;
  say(stderr, "{}", describe(ground.error()));
  return {};
}

// "2026-11-28", at noon.
std::optional<LocalTime> parse_day(const std::string& text) {
  constexpr std::array<std::size_t, 3> kBegin = {0, 5, 8};
  constexpr std::array<std::size_t, 3> kEnd = {4, 7, 10};
  if (text.size() != kEnd.back() || text[4] != '-' || text[7] != '-') return std::nullopt;
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto [end, error] = std::from_chars(text.data() + kBegin[i], text.data() + kEnd[i], parts[i]);
    if (error != std::errc{} || end != text.data() + kEnd[i] || parts[i] < 0) return std::nullopt;
  }
  const auto date = std::chrono::year{parts[0]} / parts[1] / parts[2];
  if (!date.ok()) return std::nullopt;
  LocalTime noon;
  noon.year = parts[0];
  noon.month = parts[1];
  noon.day = parts[2];
  noon.hour = 12;
  return noon;
}

Instant begin_of(const LocalTime& noon, const Calendar& calendar) {
  return business_day_begin(calendar.instant(noon), calendar);
}

}  // namespace

std::unique_ptr<const Calendar> calendar_of(const fs::path& ledger, const std::string& zone) {
  const std::string wanted = zone.empty() ? zone_of_site(ledger.parent_path() / "site.toml") : zone;
  if (wanted.empty()) {
    say(stderr, "Times and days are UTC. Name the store's zone with --zone, like Europe/Lisbon, or in site.toml.");
    return make_calendar("UTC").calendar;
  }
  ZoneCalendar made = make_calendar(wanted);
  switch (made.problem) {
    case ZoneProblem::none:
      return std::move(made.calendar);
    case ZoneProblem::unknown:
      say(stderr, "{} is no time zone. Name one of the IANA database, like Europe/Lisbon.", wanted);
      break;
    case ZoneProblem::no_zone_data:
      say(stderr, "The system has no time zone data. Install tzdata, or say --zone UTC.");
      break;
  }
  return nullptr;
}

std::optional<TimeSpan> span_of(const Days& days, const Calendar& calendar) {
  TimeSpan span{{std::numeric_limits<std::int64_t>::min()}, {std::numeric_limits<std::int64_t>::max()}};
  for (const std::string& day : {days.from, days.to}) {
    if (day.empty() || parse_day(day)) continue;
    say(stderr, "{} is no day. Type it like 2026-11-28.", day);
    return std::nullopt;
  }
  if (!days.from.empty()) span.begin = begin_of(*parse_day(days.from), calendar);
  if (!days.to.empty()) {
    LocalTime next = *parse_day(days.to);
    ++next.day;
    span.end = begin_of(next, calendar);
  }
  if (span.begin < span.end) return span;
  say(stderr, "{} comes after {}. Turn them round.", days.from, days.to);
  return std::nullopt;
}

std::optional<std::vector<Person>> staff_of(const fs::path& ledger, const std::string& file) {
  const fs::path path = file.empty() ? ledger.parent_path() / "staff.toml" : fs::path(file);
  if (file.empty() && !is_there(path)) return std::vector<Person>();
  auto staff = read_staff(path);
  if (staff) return std::move(staff->people);
  say(stderr, "{}", describe(staff.error()));
  return std::nullopt;
}

std::optional<fs::path> assets_of(const std::string& folder) {
  std::error_code ignored;
  const auto has_languages = [&](const fs::path& place) { return fs::is_directory(place / "languages", ignored); };
  if (!folder.empty()) {
    if (has_languages(folder)) return fs::path(folder);
    say(stderr, "There are no languages in {}. Name the folder assets with --assets.", folder);
    return std::nullopt;
  }
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const char* place : {"assets", "../assets", "../../assets", "../share/amends/assets"}) {
    if (has_languages(program / place)) return program / place;
  }
  say(stderr, "There are no assets beside the program. Name their folder with --assets.");
  return std::nullopt;
}

std::unique_ptr<const Words> words_of(const fs::path& assets, const std::string& pack, const std::string& language) {
  if (!is_language(language) || !is_there(language_file(assets, language))) {
    say(stderr, "There is no language {} in {}. Name one like de.", language, (assets / "languages").string());
    return nullptr;
  }
  std::vector<FileProblem> problems;
  Texts texts = read_texts(assets, pack, language, problems);
  for (const FileProblem& problem : problems)
    say(stderr, "{}", describe(problem));
  return problems.empty() ? std::make_unique<const Words>(std::move(texts)) : nullptr;
}

Playbook playbook_of(const Case& of, const std::map<std::string, PackText>& packs) {
  const auto pack = packs.find(of.pack_version);
  if (pack == packs.end()) return {};
  const auto policy = read_policy({pack->second.name, "site.toml", of.currency}, pack->second.rules, pack->second.site);
  return policy ? (*policy)->playbook : Playbook();
}

}  // namespace amends
