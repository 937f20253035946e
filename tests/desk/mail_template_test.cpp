// Mails with places: what fills them, and what happens where nothing does.
#include <catch_amalgamated.hpp>

#include "desk/mail_template.hpp"

namespace amends {

TEST_CASE("each place of a mail is filled, in the subject and in the body, as often as it stands there") {
  const MailTemplate mail{"{store}: {case}", "Hello {name},\n{item}\n{what}\n{case}, {case}\n{store}\n"};
  const MailValues values{"Ana", "Café Zoë", "Iced tea", "Wrong item", "T3-0042"};
  CHECK(fill(mail, values) ==
        MailTemplate{"Café Zoë: T3-0042", "Hello Ana,\nIced tea\nWrong item\nT3-0042, T3-0042\nCafé Zoë\n"});
}

TEST_CASE("a value that looks like a place is text, and so is what no place is") {
  CHECK(fill({"{name}", "{name} {who} {name {"}, {"{case}", "", "", "", "T3-0042"}) ==
        MailTemplate{"{case}", "{case} {who} {name {"});
}

TEST_CASE("what isn't known leaves no gap in a mail") {
  struct Row {
    std::string body;
    std::string left;
  };
  for (const Row& row : {Row{"Hello {name},\n\nThanks\n", "Hello,\n\nThanks\n"}, Row{"Hola, {name}:\n", "Hola:\n"},
                         Row{"Noted:\n{item}\n{what}\n\nBye", "Noted:\n\nBye"}, Row{"Bye\n{store}", "Bye\n"},
                         Row{"{item} {what}\nBye\n", "Bye\n"}, Row{"\n\nBye\n", "\n\nBye\n"}, Row{"", ""}}) {
    INFO(row.body);
    CHECK(fill({"", row.body}, {}).body == row.left);
  }
}

}  // namespace amends
