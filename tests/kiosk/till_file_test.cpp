// The till's own file: what was appended is there again, a torn end is forgotten, damage before it is refused.

#include "kiosk/till_file.hpp"

#include <catch_amalgamated.hpp>

#include "till_fixture.hpp"

namespace kiosk {
namespace {

FieldWriter note(std::string_view text) {
  FieldWriter fields;
  fields.put("note").put(text);
  return fields;
}

std::filesystem::path with_notes(const TestFolder& folder, std::initializer_list<std::string_view> texts) {
  const auto file = folder.path() / "till" / "journal";
  auto opened = TillFile::open(file, TillFile::Use::write);
  REQUIRE(opened);
  for (const std::string_view text : texts)
    REQUIRE(opened->append(note(text)));
  return file;
}

std::vector<std::string> notes_in(const std::filesystem::path& file) {
  const auto opened = TillFile::open(file, TillFile::Use::read_only);
  REQUIRE(opened);
  std::vector<std::string> texts;
  for (const std::string& record : opened->records()) {
    FieldReader fields(record);
    REQUIRE(fields.text() == "note");
    texts.push_back(fields.text());
    REQUIRE(fields.good());
  }
  return texts;
}

TEST_CASE("records come back as they were put, whatever is in them") {
  const TestFolder folder;
  const auto file = with_notes(folder, {"plain", "tab\there", "line\nend", "back\\slash\\n", "", "€ 41.30"});
  CHECK(notes_in(file) == std::vector<std::string>{"plain", "tab\there", "line\nend", "back\\slash\\n", "", "€ 41.30"});
}

TEST_CASE("a last line torn anywhere is as if never written, and the next record stands on a line of its own") {
  const TestFolder folder;
  const auto file = with_notes(folder, {"first", "second"});
  const std::string whole = read_text(file);
  const std::size_t second = whole.find('\n') + 1;
  for (std::size_t length = second; length < whole.size(); ++length) {
    write_text(file, whole.substr(0, length));
    {
      auto opened = TillFile::open(file, TillFile::Use::write);
      REQUIRE(opened);
      CHECK(opened->records().size() == 1);
      REQUIRE(opened->append(note("third")));
    }
    CHECK(notes_in(file) == std::vector<std::string>{"first", "third"});
  }
}

TEST_CASE("a last line with other bytes in it is as if never written") {
  const TestFolder folder;
  const auto file = with_notes(folder, {"first", "second"});
  std::string text = read_text(file);
  text[text.size() - 3] = '?';
  write_text(file, text);
  CHECK(notes_in(file) == std::vector<std::string>{"first"});
}

TEST_CASE("damage before the last line is refused, with the line's number") {
  const TestFolder folder;
  const auto file = with_notes(folder, {"first", "second", "third"});
  std::string text = read_text(file);
  text[text.find("second")] = 'S';
  write_text(file, text);
  const auto opened = TillFile::open(file, TillFile::Use::write);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().find("damaged at its line 2") != std::string::npos);
  CHECK(read_text(file) == text);
}

TEST_CASE("a second till on the same file is refused, a reader isn't") {
  const TestFolder folder;
  const auto file = folder.path() / "journal";
  auto first = TillFile::open(file, TillFile::Use::write);
  REQUIRE(first);
  const auto second = TillFile::open(file, TillFile::Use::write);
  REQUIRE_FALSE(second);
  CHECK(second.error().find("another till is using it") != std::string::npos);
  CHECK(TillFile::open(file, TillFile::Use::read_only).has_value());
}

TEST_CASE("a reader makes no file and appends nothing") {
  const TestFolder folder;
  const auto file = folder.path() / "nowhere" / "journal";
  auto opened = TillFile::open(file, TillFile::Use::read_only);
  REQUIRE(opened);
  CHECK(opened->records().empty());
  CHECK_FALSE(opened->append(note("never")).has_value());
  CHECK_FALSE(std::filesystem::exists(file.parent_path()));
}

TEST_CASE("a check comes back whole") {
  Check check;
  check.id = "check-9";
  check.number = "9";
  check.place = "Table 1";
  check.currency = "KWD";
  check.server_id = "ana";
  check.state = AMENDS_CHECK_PAID;
  check.guests = 2;
  check.opened_us = -5;
  check.closed_us = 7;
  check.discount_minor = 11;
  check.credit_minor = 13;
  Line line;
  line.id = "1";
  line.item_id = "tea";
  line.name = "Tea\twith\nmilk";
  line.group = "Drinks";
  line.component = "tea leaves";
  line.quantity_thousandths = 1500;
  line.unit_minor = 4500;
  line.discount_minor = 17;
  line.refunded_minor = 19;
  line.tax_permille = 230;
  line.seat = 3;
  line.course = 2;
  line.fired = line.alcohol = line.exchanged = true;
  line.note = "on the house";
  check.lines = {line, Line{}};
  check.tenders = {{"card", 23, 29}, {"cash", 31, 0}};

  FieldWriter fields;
  put_check(fields, check);
  FieldReader reader(fields.text());
  const Check again = take_check(reader);
  CHECK(reader.good());
  CHECK(reader.at_end());
  FieldWriter fields_again;
  put_check(fields_again, again);
  CHECK(fields_again.text() == fields.text());
  CHECK(again.lines.front().name == "Tea\twith\nmilk");
  CHECK(again.total_minor() == check.total_minor());
}

}  // namespace
}  // namespace kiosk
