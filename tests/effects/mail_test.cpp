// Mails: what an independent reader finds in them, and what became of each by how the server behaved.

#include "effects/mail.hpp"

#include <catch_amalgamated.hpp>
#include <chrono>
#include <map>
#include <thread>

#include <dlfcn.h>

#include "effects/curl_library.hpp"
#include "support/scratch_folder.hpp"
#include "support/scripted_program.hpp"

namespace amends {
namespace {

using Received = std::map<std::string, std::string>;

// tests/support/scripted_smtp, on a port for each behaviour.
class ScriptedSmtp {
 public:
  explicit ScriptedSmtp(std::vector<std::string> behaviours) {
    behaviours.insert(behaviours.begin(), folder_.path().string());
    program_ = std::make_unique<testing::ScriptedProgram>(AMENDS_SOURCE_DIR "/tests/support/scripted_smtp", behaviours);
    std::string line;
    while (program_->read_line(line) && line != "ready") {
      const std::size_t blank = line.rfind(' ');
      ports_[line.substr(5, blank - 5)] = line.substr(blank + 1);
    }
    REQUIRE(line == "ready");
  }

  [[nodiscard]] MailServer server(const std::string& behaviour) const {
    MailServer server;
    server.url = "smtp://localhost:" + ports_.at(behaviour);
    server.security = MailSecurity::none;
    server.from = {"bistro@example.org", "Café Zoë"};
    return server;
  }
  [[nodiscard]] MailServer encrypted(const std::string& behaviour, MailSecurity security) const {
    MailServer asked = server(behaviour);
    asked.security = security;
    if (security == MailSecurity::tls) asked.url.insert(4, "s");
    asked.certificates_file = (folder_.path() / "trusted.pem").string();
    return asked;
  }
  // Until a text arrived whole; it is not among those received.
  void await_mail() {
    std::string line;
    while (program_->read_line(line) && line != "end") {
    }
  }
  // Of the mails that arrived since; each behaviour's last. Ends the server.
  std::map<std::string, Received> received() {
    program_->end_input();
    std::map<std::string, Received> all;
    std::string line;
    while (program_->read_line(line)) {
      REQUIRE(line.starts_with("mail "));
      Received& one = all[line.substr(5)];
      while (program_->read_line(line) && line != "end")
        one[line.substr(0, line.find('='))] = line.substr(line.find('=') + 1);
    }
    return all;
  }

 private:
  testing::ScratchFolder folder_;
  std::unique_ptr<testing::ScriptedProgram> program_;
  std::map<std::string, std::string> ports_;
};

MailMessage message() {
  MailMessage message;
  message.outbox_id = "T3-17.1";
  message.written = {1'772'366'407'000'000};  // Sunday 2026-03-01 12:00:07
  message.to = {"ana@example.net", "Ana \"Lu\" Conceição"};
  message.subject = "Ihr Besuch – danke, dass Sie es uns gesagt haben; wir möchten es wiedergutmachen";
  message.body = "Grüße aus dem Café,\n.\n.ein Punkt vorn\r\nund am Ende ein Blank \nç = é\n";
  return message;
}

constexpr NetworkLimits kShort{800, 1200};

bool says_nothing_private(const std::string& sentence) {
  for (const char* word : {"ana", "example", "bistro", "localhost", "4711", "4712"}) {
    if (sentence.find(word) != std::string::npos) return false;
  }
  return !sentence.empty();
}

}  // namespace

TEST_CASE("libcurl is there with the first mail, and not before") {
  if (::dlopen("libcurl.so.4", RTLD_NOW | RTLD_NOLOAD) != nullptr) SKIP("another test of this run has sent one");
  MailServer nowhere;
  nowhere.url = "smtp://127.0.0.1:1";
  nowhere.security = MailSecurity::none;
  nowhere.from = {"bistro@example.org", ""};
  const MailAnswer answer = send_mail(nowhere, message(), {}, kShort);
  CHECK(answer.outcome == MailOutcome::try_later);
  CHECK(answer.step == MailStep::sign_on);
  CHECK(answer.reply_code == 0);
  CHECK(::dlopen("libcurl.so.4", RTLD_NOW | RTLD_NOLOAD) != nullptr);
}

TEST_CASE("A library that isn't there, or isn't libcurl, is said and not called") {
  CHECK(load_curl("libcurl-of-nowhere.so.4").error() == CurlProblem::not_there);
  CHECK(load_curl("libc.so.6").error() == CurlProblem::not_fitting);
}

TEST_CASE("Each way a mail server can behave gives the outcome that its reply code stands for") {
  struct Row {
    std::string behaviour;
    MailOutcome outcome;
    MailStep step;
    std::int32_t reply_code;
    bool arrives;
  };
  using enum MailOutcome;
  using enum MailStep;
  const std::vector<Row> rows = {
      {"accept", sent, text, 250, true},
      {"greeting_silent", try_later, sign_on, 0, false},
      {"sender_later", try_later, hand_over, 451, false},
      {"sender_refused", refused, hand_over, 553, false},
      {"recipient_later", try_later, hand_over, 451, false},
      {"recipient_refused", refused, hand_over, 550, false},
      {"recipient_cut", try_later, hand_over, 250, false},
      {"data_refused", refused, hand_over, 554, false},
      {"data_cut", try_later, hand_over, 250, false},
      {"data_close", try_later, hand_over, 250, false},
      {"data_silent", try_later, hand_over, 250, false},
      {"end_later", try_later, text, 451, true},
      {"end_refused", refused, text, 550, true},
      {"end_busy", try_later, text, 421, true},
      {"end_cut", in_doubt, text, 354, true},
      {"end_close", in_doubt, text, 354, true},
      {"end_silent", in_doubt, text, 354, true},
      {"quit_silent", sent, text, 250, true},
  };
  std::vector<std::string> behaviours;
  for (const Row& row : rows)
    behaviours.push_back(row.behaviour);
  ScriptedSmtp smtp(behaviours);
  for (const Row& row : rows) {
    INFO(row.behaviour);
    const auto began = std::chrono::steady_clock::now();
    const bool is_waited_for = row.behaviour.ends_with("silent") && row.outcome != sent;
    const MailAnswer answer =
        send_mail(smtp.server(row.behaviour), message(), {}, is_waited_for ? kShort : NetworkLimits());
    INFO(answer.sentence);
    CHECK(answer.outcome == row.outcome);
    CHECK(answer.step == row.step);
    CHECK(answer.reply_code == row.reply_code);
    CHECK(says_nothing_private(answer.sentence));
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
  }
  const auto received = smtp.received();
  for (const Row& row : rows) {
    INFO(row.behaviour);
    REQUIRE(received.contains(row.behaviour) == row.arrives);
    if (!row.arrives) continue;
    Received mail = received.at(row.behaviour);
    CHECK(mail["from"] == "bistro@example.org");
    CHECK(mail["to"] == "ana@example.net");
    CHECK(mail["sender"] == "Café Zoë <bistro@example.org>");
    CHECK(mail["recipient"] == "\"Ana \\\"Lu\\\" Conceição\" <ana@example.net>");
    CHECK(mail["subject"] == message().subject);
    CHECK(mail["message_id"] == "<amends-T3-17%2E1@example.org>");
    CHECK(mail["date"] == "2026-03-01T12:00:07+00:00");
    CHECK(mail["body"] == "Grüße aus dem Café,\\n.\\n.ein Punkt vorn\\nund am Ende ein Blank \\nç = é\\n");
    CHECK(mail["defects"] == "[]");
  }
}

TEST_CASE("A line that is cut in the middle of a long text leaves no doubt: it wasn't taken") {
  ScriptedSmtp smtp({"text_cut"});
  MailMessage large = message();
  large.body.clear();
  while (large.body.size() < 3'000'000)
    large.body += "The same line again and again, until no buffer can hold it.\n";
  const MailAnswer answer = send_mail(smtp.server("text_cut"), large, {});
  CHECK(answer.outcome == MailOutcome::try_later);
  CHECK(answer.step == MailStep::text);
  CHECK(answer.reply_code == 354);
}

TEST_CASE("Encryption is asked for, checked and never left out") {
  ScriptedSmtp smtp({"accept", "tls", "tls_sign_on", "tls_from_start"});
  const auto send = [](const MailServer& server) { return send_mail(server, message(), {}); };
  const auto signing_on = [&](const std::string& behaviour, MailSecurity security, std::string password) {
    MailServer server = smtp.encrypted(behaviour, security);
    server.user = "till";
    server.password = Secret(std::move(password));
    return server;
  };

  CHECK(send(smtp.encrypted("tls", MailSecurity::starttls)).outcome == MailOutcome::sent);
  CHECK(send(signing_on("tls_sign_on", MailSecurity::starttls, "Pförtner:4711")).outcome == MailOutcome::sent);
  CHECK(send(signing_on("tls_from_start", MailSecurity::tls, "Pförtner:4711")).outcome == MailOutcome::sent);

  const MailAnswer wrong = send(signing_on("tls_sign_on", MailSecurity::starttls, "Pförtner:4712"));
  CHECK(wrong.outcome == MailOutcome::refused);
  CHECK(wrong.step == MailStep::sign_on);
  CHECK(wrong.reply_code == 535);
  CHECK(says_nothing_private(wrong.sentence));

  const MailAnswer not_offered = send(smtp.encrypted("accept", MailSecurity::starttls));
  CHECK(not_offered.outcome == MailOutcome::try_later);
  CHECK(not_offered.step == MailStep::sign_on);
  CHECK(not_offered.sentence == "The mail server offers no encryption; nothing was sent.");

  MailServer unknown = smtp.encrypted("tls", MailSecurity::starttls);
  unknown.certificates_file.clear();
  const MailAnswer not_trusted = send(unknown);
  CHECK(not_trusted.outcome == MailOutcome::try_later);
  CHECK(not_trusted.step == MailStep::sign_on);
  CHECK(not_trusted.sentence == "The mail server's certificate isn't trusted; nothing was sent.");

  const auto received = smtp.received();
  CHECK(received.size() == 3);
  CHECK_FALSE(received.contains("accept"));
}

TEST_CASE("A till that stops ends a mail within about a second, before its text and after it") {
  ScriptedSmtp smtp({"data_silent", "end_silent"});
  struct Row {
    std::string behaviour;
    MailOutcome outcome;
  };
  for (const Row& row : {Row{"data_silent", MailOutcome::try_later}, Row{"end_silent", MailOutcome::in_doubt}}) {
    INFO(row.behaviour);
    std::stop_source stop;
    MailAnswer answer;
    std::thread worker([&] { answer = send_mail(smtp.server(row.behaviour), message(), stop.get_token()); });
    if (row.outcome == MailOutcome::in_doubt) {
      smtp.await_mail();
    } else {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    const auto asked = std::chrono::steady_clock::now();
    stop.request_stop();
    worker.join();
    CHECK(std::chrono::steady_clock::now() - asked < std::chrono::seconds(3));
    CHECK(answer.outcome == row.outcome);
  }
  std::stop_source stopped;
  stopped.request_stop();
  const MailAnswer answer = send_mail(smtp.server("data_silent"), message(), stopped.get_token());
  CHECK(answer.outcome == MailOutcome::try_later);
  CHECK(answer.reply_code == 0);
}

TEST_CASE("Settings that don't fit send nothing and say what to do") {
  struct Row {
    std::string url;
    MailSecurity security;
    std::string says;
  };
  for (const Row& row : {Row{"smtp://mail.example.org:25", MailSecurity::none, "to this machine only"},
                         Row{"smtp://127.0.0.1.example.org:25", MailSecurity::none, "to this machine only"},
                         Row{"smtp://localhost@mail.example.org", MailSecurity::none, "Write it like"},
                         Row{"smtp://mail.example.org:587", MailSecurity::tls, "don't fit"},
                         Row{"smtps://mail.example.org:465", MailSecurity::starttls, "don't fit"},
                         Row{"https://mail.example.org", MailSecurity::tls, "Write it like"},
                         Row{"smtp://localhost:25/name", MailSecurity::none, "Write it like"},
                         Row{"smtp://", MailSecurity::starttls, "Write it like"},
                         Row{"mail.example.org", MailSecurity::starttls, "Write it like"}}) {
    INFO(row.url);
    MailServer server;
    server.url = row.url;
    server.security = row.security;
    server.from = {"bistro@example.org", ""};
    const MailAnswer answer = send_mail(server, message(), {}, kShort);
    CHECK(answer.outcome == MailOutcome::try_later);
    CHECK(answer.step == MailStep::settings);
    CHECK_THAT(answer.sentence, Catch::Matchers::ContainsSubstring(row.says));
  }
  MailServer server;
  server.url = "smtp://127.0.0.1:1";
  server.security = MailSecurity::none;
  server.from = {"nobody", ""};
  CHECK(send_mail(server, message(), {}, kShort).outcome == MailOutcome::try_later);
  server.from = {"bistro@example.org", ""};
  MailMessage lost = message();
  lost.to.address = "ana";
  CHECK(send_mail(server, lost, {}, kShort).outcome == MailOutcome::refused);
}

TEST_CASE("No field of a mail can add a header, a recipient or an end") {
  const MailAddress from{"bistro@example.org", "Bistro\r\nBcc: all@example.org"};
  MailMessage sly = message();
  sly.outbox_id = "7\r\nBcc: all@example.org";
  sly.to.name = "Ana\nBcc: all@example.org";
  sly.subject = "Hello\r\nBcc: all@example.org\r\n\r\nBody";
  sly.attachment = MailAttachment{"a\"\r\nBcc: x.ics", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR\r\n"};
  const std::string mail = compose_mail(from, sly).value();
  CHECK(mail.find("\nBcc") == std::string::npos);
  CHECK(mail.find("\rBcc") == std::string::npos);
  CHECK(mail.find("Message-ID: <amends-7%0D%0ABcc%3A%20all%40example%2Eorg@example.org>\r\n") != std::string::npos);
  CHECK(mail.find("filename=\"a---Bcc--x.ics\"") != std::string::npos);

  for (const char* address :
       {"", "ana", "@example.org", "ana@", "ana@example.org\r\nBcc: all@example.org",
        "ana@example.org, all@example.org", "ana@example.org> SIZE=1", "Ana <ana@example.org>", "a na@example.org",
        "ana@@example.org", ".ana@example.org", "ana@example..org", "ána@example.org"}) {
    INFO(address);
    MailMessage wrong = message();
    wrong.to.address = address;
    CHECK(compose_mail({"bistro@example.org", ""}, wrong).error() == MailFault::recipient);
    CHECK(compose_mail({address, ""}, message()).error() == MailFault::sender);
  }
  MailMessage wrong = message();
  wrong.attachment = MailAttachment{"a.ics", "text/calendar\r\nBcc: all@example.org", ""};
  CHECK(compose_mail({"bistro@example.org", ""}, wrong).error() == MailFault::attachment);
}

TEST_CASE("The same mail again is the same text, and another has another Message-ID") {
  const MailAddress from{"bistro@example.org", ""};
  const auto id_of = [&](const std::string& outbox_id) {
    MailMessage mail = message();
    mail.outbox_id = outbox_id;
    const std::string text = compose_mail(from, mail).value();
    const std::size_t at = text.find("Message-ID: ");
    return text.substr(at, text.find("\r\n", at) - at);
  };
  CHECK(compose_mail(from, message()).value() == compose_mail(from, message()).value());
  CHECK(id_of("a.b") != id_of("a%2Eb"));
  CHECK(id_of("a b") != id_of("a-b"));
}

TEST_CASE("A mail with a calendar file arrives with both, in lines that every server takes") {
  ScriptedSmtp smtp({"accept"});
  MailMessage mail = message();
  mail.body.assign(2000, 'a');
  mail.body += "\n" + std::string(75, 'b') + "=\n" + std::string(76, 'c') + "\n" + std::string(75, 'd') + " \nno end";
  mail.attachment =
      MailAttachment{"follow-up.ics", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR\r\nX:ç\r\nEND:VCALENDAR\r\n"};
  REQUIRE(send_mail(smtp.server("accept"), mail, {}).outcome == MailOutcome::sent);
  Received received = smtp.received().at("accept");
  CHECK(received["attachment"] == "text/calendar follow-up.ics");
  CHECK(received["attached"] == "BEGIN:VCALENDAR\\nX:ç\\nEND:VCALENDAR\\n");
  std::string body = std::string(2000, 'a') + "\\n" + std::string(75, 'b') + "=\\n" + std::string(76, 'c') + "\\n" +
                     std::string(75, 'd') + " \\nno end\\n";
  CHECK(received["body"] == body);
  CHECK(std::stoi(received["longest_line"]) <= 76);
  CHECK(received["defects"] == "[]");
  CHECK(received["headers"] == "Date From To Message-ID Subject MIME-Version Content-Type");
}

}  // namespace amends
