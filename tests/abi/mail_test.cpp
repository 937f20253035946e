// A follow-up by mail, by the library as a host has it, to a scripted server on loopback: nothing goes out unless the guest
// agreed, the store has set it up and somebody taps; each attempt is told, and what the server got are the store's words.
#include <cstring>
#include <fstream>
#include <map>

#include <catch_amalgamated.hpp>

#include "plugin_under_test.hpp"
#include "support/scripted_program.hpp"

namespace amends::testing {
namespace {

class MailServerUnderTest {
 public:
  explicit MailServerUnderTest(const std::string& behaviour)
      : program_(AMENDS_SOURCE_DIR "/tests/support/scripted_smtp", {folder_.path().string(), behaviour}) {
    std::string line;
    while (program_.read_line(line) && line != "ready")
      port_ = line.substr(line.rfind(' ') + 1);
  }
  [[nodiscard]] const std::string& port() const { return port_; }
  // The mail that arrived, as Python's own reader has it; empty: none did. Ends the server.
  std::map<std::string, std::string> received() {
    program_.end_input();
    std::map<std::string, std::string> mail;
    std::string line;
    while (program_.read_line(line)) {
      if (const std::size_t sign = line.find('='); sign != std::string::npos)
        mail[line.substr(0, sign)] = line.substr(sign + 1);
    }
    return mail;
  }

 private:
  ScratchFolder folder_;
  ScriptedProgram program_;
  std::string port_;
};

void write_site(const ScratchFolder& data, const std::string& port) {
  std::ofstream(data.path() / "site.toml", std::ios::binary)
      << "name = \"The Corner\"\n[mail]\nserver = \"smtp://localhost:" << port
      << "\"\nsecurity = \"none\"\nfrom = \"hello@example.org\"\n";
}

void type(Till& till, ScriptedHost& host, std::string_view text) {
  for (const char letter : text) {
    amends_input_t input{};
    input.struct_size = sizeof input;
    input.type = AMENDS_INPUT_TEXT;
    host.now_us += 120'000;
    input.time_us = host.now_us;
    input.text[0] = letter;
    (void)till.overlay->on_input(till.overlay, &input);
    till.turn();
  }
}

// A case whose guest left a mail address and agreed, on its own page.
void open_the_case(Till& till, ScriptedHost& host) {
  REQUIRE(till.tap("Make it right"));
  REQUIRE(till.tap("Iced tea"));
  REQUIRE(till.tap("Tastes wrong"));
  REQUIRE(till.tap("I apologised"));
  REQUIRE(till.tap("After"));
  REQUIRE(till.tap("Mail"));
  type(till, host, "ana@example.net");
  REQUIRE(till.tap("Keep"));
  REQUIRE(till.tap("Done"));
  REQUIRE(till.turn_until([&] { return !till.find("Acknowledged"); }));
  REQUIRE(till.tap("Make it right"));
  REQUIRE(till.tap("All cases"));
  REQUIRE(till.tap("T3-0001"));
  REQUIRE(till.wait_for("Get back to them"));
}

}  // namespace

TEST_CASE("a mail goes to a guest who agreed, once somebody taps, in the store's words") {
  const Library library;
  const ScratchFolder data;
  MailServerUnderTest server("accept");
  write_site(data, server.port());
  ScriptedHost host;
  Till till(library, host, data.path());
  open_the_case(till, host);
  INFO(till.on_screen());
  REQUIRE(till.shows("not written yet"));
  REQUIRE(till.tap("Send"));
  REQUIRE(till.shows("sent, "));
  CHECK_FALSE(till.find("Send"));
  const auto mail = server.received();
  CHECK(mail.at("recipient").find("ana@example.net") != std::string::npos);
  CHECK(mail.at("subject").find("The Corner") != std::string::npos);
  CHECK(mail.at("body").find("Iced tea") != std::string::npos);
  CHECK(mail.at("body").find("T3-0001") != std::string::npos);
}

TEST_CASE("what the server says of a mail is told: not now, never, and a line that was cut") {
  struct Row {
    const char* behaviour;
    const char* told;
  };
  const auto row =
      GENERATE(Row{"end_later", "The mail server isn't reached"}, Row{"end_refused", "The mail server didn't take it"},
               Row{"end_cut", "Nobody can tell whether it was sent"});
  INFO(row.behaviour);
  const Library library;
  const ScratchFolder data;
  MailServerUnderTest server(row.behaviour);
  write_site(data, server.port());
  ScriptedHost host;
  Till till(library, host, data.path());
  open_the_case(till, host);
  REQUIRE(till.tap("Send"));
  INFO(till.on_screen());
  REQUIRE(till.shows(row.told));
  CHECK_FALSE(till.find("sent, "));
}

TEST_CASE("without a mail server nothing is offered to be sent") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  open_the_case(till, host);
  CHECK(till.shows("How was it?"));
  CHECK_FALSE(till.find("Write to them by mail"));
}

}  // namespace amends::testing
