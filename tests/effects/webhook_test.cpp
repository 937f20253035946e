// Webhooks: the signature against a published example, and what became of a call by how the receiver behaved.

#include "effects/webhook.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <catch_amalgamated.hpp>
#include <chrono>
#include <thread>

namespace amends {
namespace {

// The example of the Standard Webhooks libraries; its signature was computed again with Python's hmac.
constexpr const char* kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const std::string kSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

WebhookCall call() {
  return {"msg_p5jXN8AQM9LWM0D4loKWxJek", {1'614'265'330'999'999}, R"({"test": 2432232314})"};
}

constexpr NetworkLimits kShort{800, 800};

// A receiver on loopback for one call, which answers with the text given, or with nothing until the caller leaves.
class ScriptedReceiver {
 public:
  explicit ScriptedReceiver(std::string answer) : answer_(std::move(answer)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listener_, 4) == 0);
    REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~ScriptedReceiver() {
    join();
    ::close(listener_);
  }
  ScriptedReceiver(const ScriptedReceiver&) = delete;
  ScriptedReceiver& operator=(const ScriptedReceiver&) = delete;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/hooks?till=3"; }
  // What it was asked, once it has answered.
  std::string request() {
    join();
    return request_;
  }

 private:
  void join() {
    ::shutdown(listener_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
  }
  void serve() {
    const int line = ::accept(listener_, nullptr, nullptr);
    if (line < 0) return;
    std::array<char, 4096> room{};
    while (request_.find("\r\n\r\n") == std::string::npos || !request_.ends_with('}')) {
      const ssize_t got = ::recv(line, room.data(), room.size(), 0);
      if (got <= 0) break;
      request_.append(room.data(), static_cast<std::size_t>(got));
    }
    if (answer_ == "silence") {
      while (::recv(line, room.data(), room.size(), 0) > 0) {
      }
    } else {
      ::send(line, answer_.data(), answer_.size(), MSG_NOSIGNAL);
    }
    ::close(line);
  }

  std::string answer_;
  std::string request_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

std::string with_status(const std::string& status, const std::string& headers = {}) {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 2\r\n\r\nok";
}

}  // namespace

TEST_CASE("A call is signed as Standard Webhooks has it") {
  CHECK(sign_webhook(Secret(kSecret), call()) == kSignature);
  WebhookCall other = call();
  other.now = {1'614'265'331'000'000};
  CHECK(sign_webhook(Secret(kSecret), other) != kSignature);
  other = call();
  other.body += ' ';
  CHECK(sign_webhook(Secret(kSecret), other) != kSignature);
}

TEST_CASE("A secret has its prefix and 24 to 64 bytes, and an id has no point") {
  const auto signs = [](std::string secret) { return sign_webhook(Secret(std::move(secret)), call()).has_value(); };
  CHECK(signs("whsec_" + std::string(32, 'A')));
  CHECK(signs("whsec_" + std::string(86, 'A') + "=="));
  CHECK_FALSE(signs("whsec_" + std::string(31, 'A') + "="));
  CHECK_FALSE(signs("whsec_" + std::string(87, 'A') + "="));
  CHECK_FALSE(signs("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
  CHECK_FALSE(signs("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa!!"));
  CHECK_FALSE(signs(""));
  for (const char* id : {"", "a.b", "a b", "a\r\nX: y", "\xc3\xa9"}) {
    WebhookCall wrong = call();
    wrong.outbox_id = id;
    CHECK_FALSE(sign_webhook(Secret(kSecret), wrong));
    CHECK(post_webhook({"http://127.0.0.1:1", Secret(kSecret), ""}, wrong, {}, kShort).outcome ==
          WebhookOutcome::refused);
  }
}

TEST_CASE("A receiver gets the text as it is, with its id, time and signature") {
  ScriptedReceiver receiver(with_status("204 No Content"));
  const WebhookAnswer answer = post_webhook({receiver.url(), Secret(kSecret), ""}, call(), {});
  CHECK(answer.outcome == WebhookOutcome::delivered);
  CHECK(answer.status == 204);
  const std::string request = receiver.request();
  CHECK(request.starts_with("POST /hooks?till=3 HTTP/1.1\r\n"));
  for (const std::string& line :
       {std::string("webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek"), std::string("webhook-timestamp: 1614265330"),
        "webhook-signature: " + kSignature, std::string("Content-Type: application/json")}) {
    INFO(line);
    CHECK(request.find("\r\n" + line + "\r\n") != std::string::npos);
  }
  CHECK(request.ends_with("\r\n\r\n" + call().body));
}

TEST_CASE("Each way a receiver can behave gives an outcome") {
  struct Row {
    std::string answer;
    WebhookOutcome outcome;
    std::int32_t status;
  };
  using enum WebhookOutcome;
  for (const Row& row : {
           Row{with_status("200 OK"), delivered, 200},
           Row{"HTTP/1.1 202 Accepted\r\nContent-Length: 900\r\n\r\ncut", delivered, 202},
           Row{with_status("301 Moved", "Location: http://127.0.0.1:1/elsewhere\r\n"), refused, 301},
           Row{with_status("400 Bad Request"), refused, 400},
           Row{with_status("401 Unauthorized"), refused, 401},
           Row{with_status("404 Not Found"), refused, 404},
           Row{with_status("408 Request Timeout"), try_later, 408},
           Row{with_status("410 Gone"), gone, 410},
           Row{with_status("429 Too Many Requests"), try_later, 429},
           Row{with_status("500 Internal Server Error"), try_later, 500},
           Row{with_status("503 Service Unavailable"), try_later, 503},
           Row{"", try_later, 0},
           Row{"silence", try_later, 0},
           Row{"no HTTP at all\r\n", try_later, 0},
       }) {
    INFO(row.answer);
    ScriptedReceiver receiver(row.answer);
    const auto began = std::chrono::steady_clock::now();
    const NetworkLimits limits = row.answer == "silence" ? kShort : NetworkLimits();
    const WebhookAnswer answer = post_webhook({receiver.url(), Secret(kSecret), ""}, call(), {}, limits);
    CHECK(answer.outcome == row.outcome);
    CHECK(answer.status == row.status);
    CHECK_FALSE(answer.sentence.empty());
    for (const char* word : {"127.0.0.1", "hooks", "whsec", "2432232314"})
      CHECK(answer.sentence.find(word) == std::string::npos);
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
    CHECK(receiver.request().ends_with(call().body));
  }
  CHECK(post_webhook({"http://127.0.0.1:1/", Secret(kSecret), ""}, call(), {}, kShort).outcome == try_later);
}

TEST_CASE("A webhook leaves this machine encrypted or not at all") {
  struct Row {
    std::string url;
    std::string says;
  };
  for (const Row& row :
       {Row{"http://example.org/hooks", "Write https://"}, Row{"http://127.0.0.1.example.org/", "Write https://"},
        Row{"http://127.0.0.1@example.org/", "Write it like"}, Row{"http://127.0.0.1\\@example.org/", "Write it like"},
        Row{"ftp://127.0.0.1/", "Write it like"}, Row{"smtp://127.0.0.1/", "Write it like"},
        Row{"https://", "Write it like"}, Row{"https://exa mple.org/", "Write it like"},
        Row{"https://example.org:port/", "Write it like"}}) {
    INFO(row.url);
    const WebhookAnswer answer = post_webhook({row.url, Secret(kSecret), ""}, call(), {}, kShort);
    CHECK(answer.outcome == WebhookOutcome::try_later);
    CHECK_THAT(answer.sentence, Catch::Matchers::ContainsSubstring(row.says));
  }
  const WebhookAnswer unsigned_call = post_webhook({"https://127.0.0.1:1/", Secret("secret"), ""}, call(), {}, kShort);
  CHECK(unsigned_call.outcome == WebhookOutcome::try_later);
  CHECK_THAT(unsigned_call.sentence, Catch::Matchers::ContainsSubstring("whsec_"));
}

TEST_CASE("A till that stops ends a webhook within about a second") {
  ScriptedReceiver receiver("silence");
  std::stop_source stop;
  WebhookAnswer answer;
  std::thread worker([&] { answer = post_webhook({receiver.url(), Secret(kSecret), ""}, call(), stop.get_token()); });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const auto asked = std::chrono::steady_clock::now();
  stop.request_stop();
  worker.join();
  CHECK(std::chrono::steady_clock::now() - asked < std::chrono::seconds(3));
  CHECK(answer.outcome == WebhookOutcome::try_later);
}

}  // namespace amends
