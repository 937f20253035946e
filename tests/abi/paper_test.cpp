// From the tap to the paper and back: a coupon is given, looked at, printed into a file, and taken off another check by what
// its code says; a follow-up is put into the calendar's folder. All by the library, as a host has it.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <catch_amalgamated.hpp>

#include "plugin_under_test.hpp"

namespace amends::testing {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_site(const ScratchFolder& data, const fs::path& paper, const fs::path& calendar) {
  std::ofstream(data.path() / "site.toml", std::ios::binary)
      << "name = \"The Corner\"\ncalendar_folder = \"" << calendar.string()
      << "\"\n[printer]\naddress = \"file:" << paper.string() << "\"\nprofile = \"epson-80\"\n";
}

// The code as it stands on the paper, in fours.
std::string code_on(const std::string& paper) {
  for (std::size_t at = 0; at + 19 <= paper.size(); ++at) {
    bool is_code = true;
    for (std::size_t i = 0; i < 19 && is_code; ++i) {
      const char letter = paper[at + i];
      const bool is_letter = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z');
      is_code = i % 5 == 4 ? letter == '-' : is_letter;
    }
    if (is_code) return paper.substr(at, 19);
  }
  return {};
}

}  // namespace

TEST_CASE("a coupon goes from the tap to the paper, and from the paper off another check, once") {
  const Library library;
  const ScratchFolder data;
  const fs::path paper = data.path() / "paper.bin";
  write_site(data, paper, data.path());
  ScriptedHost host;
  std::vector<std::string> asked;
  Till* answering = nullptr;
  host.on_submit = [&](const amends_request_t& request) {
    asked.emplace_back(request.request_id);
    const amends_answer_t answer =
        ScriptedHost::make_answer(request.request_id, AMENDS_OUTCOME_DONE, request.amount_minor);
    answering->pos->answer(answering->overlay, &answer);
    return amends_status_t{AMENDS_OK};
  };
  Till till(library, host, data.path());
  answering = &till;
  REQUIRE(till.tap("Make it right"));
  REQUIRE(till.tap("Iced tea"));
  REQUIRE(till.tap("Tastes wrong"));
  REQUIRE(till.tap("Put right"));
  REQUIRE(till.tap("Take them off the bill"));
  REQUIRE(till.tap("Take €"));
  REQUIRE(till.shows("And something small"));
  REQUIRE(till.tap("Put right"));
  REQUIRE(till.tap("Something else too"));
  REQUIRE(till.tap("Coupon for the next visit"));
  REQUIRE(till.tap("Give a coupon"));
  REQUIRE(till.shows("And something small"));
  REQUIRE(till.tap("Put right"));
  REQUIRE(till.tap("Show"));
  REQUIRE(till.tap("Print"));
  REQUIRE(till.shows("This is not a receipt."));
  CHECK(bytes_of(paper).empty());
  REQUIRE(till.tap("Print"));
  REQUIRE(till.turn_until([&] { return !bytes_of(paper).empty(); }));
  REQUIRE(till.shows("printed, "));
  const std::string printed = bytes_of(paper);
  CHECK(printed.find("The Corner") != std::string::npos);
  CHECK(printed.find("This is not a receipt.") != std::string::npos);
  const std::string code = code_on(printed);
  REQUIRE(code.size() == 19);
  REQUIRE(till.tap("Back"));

  // The guest is back, at another table.
  host.check.id = "check-52";
  host.check.number = "52";
  till.pos->check_changed(till.overlay);
  REQUIRE(till.turn_until([&] { return !till.find("Put right"); }));
  REQUIRE(till.tap("Make it right"));
  REQUIRE(till.shows("Check 52"));
  REQUIRE(till.tap("All cases"));
  REQUIRE(till.shows("To get back to"));
  REQUIRE(till.tap("Coupon"));
  REQUIRE(till.shows("Scan it"));
  asked.clear();
  REQUIRE(till.scanner->scanned(till.overlay, code.c_str()) == 1);
  REQUIRE(till.tap("Take €"));
  REQUIRE(till.shows("Used: "));
  CHECK(asked.size() == 1);
  // Once more, at a third: it is known as used.
  host.check.id = "check-53";
  host.check.number = "53";
  till.pos->check_changed(till.overlay);
  REQUIRE(till.scanner->scanned(till.overlay, code.c_str()) == 1);
  REQUIRE(till.shows("Used: "));
  CHECK_FALSE(till.find("Take €"));
  CHECK(asked.size() == 1);
}

TEST_CASE("a follow-up is a file in the calendar's folder once its case is over") {
  const Library library;
  const ScratchFolder data;
  const ScratchFolder calendar;
  write_site(data, data.path() / "paper.bin", calendar.path());
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.tap("Make it right"));
  REQUIRE(till.tap("Iced tea"));
  REQUIRE(till.tap("Tastes wrong"));
  REQUIRE(till.tap("I apologised"));
  REQUIRE(till.tap("After"));
  CHECK(fs::is_empty(calendar.path()));
  REQUIRE(till.tap("Done"));
  REQUIRE(till.turn_until([&] { return !fs::is_empty(calendar.path()); }));
  const fs::path file = fs::directory_iterator(calendar.path())->path();
  REQUIRE(till.turn_until([&] { return bytes_of(file).ends_with("END:VCALENDAR\r\n"); }));
  CHECK(file.extension() == ".ics");
  CHECK(bytes_of(file).find("T3-0001") != std::string::npos);
}

TEST_CASE("a till that ends while the printer is away prints by itself once it is back") {
  const Library library;
  const ScratchFolder data;
  // A folder where the printer's file should be: nothing can be printed there.
  const fs::path paper = data.path() / "paper";
  fs::create_directory(paper);
  write_site(data, paper, data.path());
  {
    ScriptedHost host;
    Till till(library, host, data.path());
    REQUIRE(till.tap("Make it right"));
    REQUIRE(till.tap("Iced tea"));
    REQUIRE(till.tap("Tastes wrong"));
    REQUIRE(till.tap("After"));
    REQUIRE(till.shows("On paper"));
    till.scroll(500);
    INFO(till.on_screen());
    REQUIRE(till.tap("Card from the house"));
    REQUIRE(till.tap("Print"));
    REQUIRE(till.shows("The printer isn't reached"));
  }
  fs::remove(paper);
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.turn_until([&] { return !bytes_of(paper).empty(); }));
  CHECK(bytes_of(paper).find("This is not a receipt.") != std::string::npos);
}

}  // namespace amends::testing
