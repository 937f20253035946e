// The shipped packs and the rules together, on tests/domain/cases.toml: how many complaints need nobody else.
#include <catch_amalgamated.hpp>

#include <filesystem>
#include <map>

#include <toml++/toml.h>

#include "domain/options.hpp"
#include "files/pack_reader.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

constexpr double kLeastAlone = 0.8;

struct ToldCase {
  std::string what;
  std::string pack;
  fakes::Story story;
  TemplateId takes;
};

Check check_with(const toml::array& prices, bool paid) {
  Check check = fakes::open_check();
  check.lines.clear();
  check.total = fakes::euro(0);
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const auto price = parse_money(*prices.get(i)->value<std::string>(), fakes::kEuro);
    REQUIRE(price);
    check.lines.push_back(fakes::line(std::to_string(i + 1), "item-" + std::to_string(i), "Group", price->minor));
    check.total.minor += price->minor;
  }
  check.state = paid ? CheckState::paid : CheckState::open;
  check.paid = paid ? check.total : fakes::euro(0);
  return check;
}

// What else the house sells: something of the same group at the same price.
std::vector<Item> menu_beside(const Check& check) {
  std::vector<Item> items;
  for (const CheckLine& line : check.lines)
    items.push_back(fakes::item("other-" + line.id.text, "Group", line.total.minor));
  return items;
}

ToldCase told(const toml::table& row, const std::map<std::string, Playbook>& books) {
  ToldCase made;
  made.what = *row["what"].value<std::string>();
  made.pack = *row["pack"].value<std::string>();
  made.takes = {*row["takes"].value<std::string>()};
  INFO(made.what);
  const bool shop = made.pack == "retail";
  made.story.book = books.at(made.pack);
  made.story.context = fakes::context_with(check_with(*row["prices"].as_array(), shop));
  made.story.context.items = menu_beside(*made.story.context.check);
  if (shop) made.story.context.standing.sale_age = SaleAge::fresh;
  std::vector<LineId> lines;
  for (const CheckLine& line : made.story.context.check->lines)
    lines.push_back(line.id);
  const FailureId failure{*row["failure"].value<std::string>()};
  if (lines.empty()) made.story.context.check.reset();
  REQUIRE(made.story.give(RecordCase{lines, failure, Channel::at_check}));
  if (const auto back = row["sent_back"].value<bool>()) REQUIRE(made.story.give(NoteReturn{*back}));
  return made;
}

}  // namespace

TEST_CASE("at the shipped limits four of five complaints are solved without a manager") {
  std::map<std::string, Playbook> books;
  for (const std::string name : {"restaurant", "retail"}) {
    auto book = read_playbook(std::filesystem::path(AMENDS_ASSETS_DIR) / "packs" / name, fakes::kEuro);
    if (!book) FAIL(describe(book.error()));
    books[name] = std::move(*book);
  }
  const auto parsed = toml::parse_file(AMENDS_SOURCE_DIR "/tests/domain/cases.toml");
  const toml::array& rows = *parsed["case"].as_array();
  REQUIRE(rows.size() == 60);
  std::size_t alone = 0;
  for (const auto& row : rows) {
    const ToldCase one = told(*row.as_table(), books);
    INFO(one.what << ", takes " << one.takes.text);
    const auto options = fixes(one.story.state, one.story.context, one.story.book);
    const auto taken =
        std::find_if(options.begin(), options.end(), [&](const Option& option) { return option.from == one.takes; });
    REQUIRE(taken != options.end());
    CHECK(taken->answer != Answer::instead);
    // There is always something that needs nobody.
    CHECK(std::any_of(options.begin(), options.end(),
                      [](const Option& option) { return option.answer == Answer::yours; }));
    if (taken->answer == Answer::yours || taken->answer == Answer::to_be_keyed) ++alone;
  }
  INFO(alone << " of " << rows.size() << " without a manager");
  CHECK(static_cast<double>(alone) >= kLeastAlone * static_cast<double>(rows.size()));
}

}  // namespace amends
