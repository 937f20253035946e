// Addresses of servers: whose host is in them, and which are none.

#include "effects/server_address.hpp"

#include <catch_amalgamated.hpp>

namespace amends {

TEST_CASE("An address of a server has its scheme, its host and whether it stays on this machine") {
  CHECK(read_server_address("smtp://mail.example:587") == ServerAddress{Scheme::smtp, "mail.example", false, false});
  CHECK(read_server_address("smtps://[2001:db8::7]") == ServerAddress{Scheme::smtps, "2001:db8::7", false, false});
  CHECK(read_server_address("http://[::1]:8080/a:b") == ServerAddress{Scheme::http, "::1", true, true});
  CHECK(read_server_address("http://localhost?x") == ServerAddress{Scheme::http, "localhost", true, true});
  CHECK(read_server_address("https://127.0.0.1") == ServerAddress{Scheme::https, "127.0.0.1", false, true});
  CHECK_FALSE(read_server_address("http://localhost.example")->is_loopback);
  CHECK_FALSE(read_server_address("http://127.0.0.1.example/")->is_loopback);
  CHECK_FALSE(read_server_address("http://example#localhost")->is_loopback);
}

TEST_CASE("What two readers could read in two ways is no address of a server") {
  for (const char* url : {"",
                          "https://",
                          "https:///path",
                          "HTTPS://example",
                          "https:example",
                          "example",
                          "ftp://example",
                          "https://a@example",
                          "https://a:b@example",
                          "https://example\\@localhost",
                          "https://exa mple",
                          "https://example\r\nX",
                          "https://\xc3\xa9xample",
                          "https://[::1",
                          "https://[::1]x",
                          "https://[]",
                          "https://example:",
                          "https://example:/",
                          "https://example:80a",
                          "https://example:123456"}) {
    INFO(url);
    CHECK_FALSE(read_server_address(url));
  }
}

}  // namespace amends
