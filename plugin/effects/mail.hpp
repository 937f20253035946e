// A mail to a guest: composed (RFC 5322, MIME), and handed to the store's mail server (RFC 5321) by libcurl.
// Promises: the same outbox id gives the same Message-ID, so that who gets a mail twice can tell; no field can add a header or
// a recipient; what became of it comes from the server's reply code, and a mail that may have been taken is never called
// not sent; sentences for the log hold no address, no name and no password. Blocks: on the worker alone.
// Refuses: unencrypted lines that leave this machine, and addresses that aren't ASCII.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>

#include <tl/expected.hpp>

#include "desk/secret.hpp"
#include "domain/instant.hpp"
#include "effects/network_limits.hpp"

namespace amends {

struct MailAddress {
  std::string address;  // "ana@example.org"
  std::string name;     // UTF-8; may be empty
};

enum class MailSecurity : std::uint8_t {
  starttls = 1,  // with smtp://; a server that offers no STARTTLS gets nothing
  tls,           // with smtps://
  none           // with smtp:// to this machine only
};

// As the store's settings say it.
struct MailServer {
  std::string url;  // smtp://host:port or smtps://host:port
  MailSecurity security = MailSecurity::starttls;
  std::string user;  // empty: it takes mail without signing on
  Secret password;
  MailAddress from;
  std::string certificates_file;  // PEM; empty: the system's
};

struct MailAttachment {
  std::string name;  // letters, digits, points, hyphens, underscores; others become hyphens
  std::string type;  // "text/calendar; charset=utf-8"
  std::string content;
};

struct MailMessage {
  std::string outbox_id;  // at most 45 characters
  Instant written;        // when it went into the outbox
  MailAddress to;
  std::string subject;  // UTF-8
  std::string body;     // UTF-8, plain
  std::optional<MailAttachment> attachment;
};

enum class MailFault : std::uint8_t {
  sender = 1,  // the store's own address is none
  recipient,   // the guest's is none
  attachment   // its type is none
};

// The whole text with CRLF line ends. `from` is the server's.
[[nodiscard]] tl::expected<std::string, MailFault> compose_mail(const MailAddress& from, const MailMessage& message);

enum class MailOutcome : std::uint8_t {
  sent = 1,   // the server took it: its duty now (RFC 5321, 4.2.5)
  try_later,  // it wasn't taken, and the same may go well later
  refused,    // a 5xx, or the message itself can't be sent
  // All of it went out, and the line broke, time ran out or the till stopped before the server's answer to it: nobody can
  // tell, and a person is asked before it is sent again. Also where its last part was only ready to go out.
  in_doubt
};

// How far it came.
enum class MailStep : std::uint8_t {
  settings = 1,  // nothing was sent: the settings or the message don't fit, or libcurl isn't there
  sign_on,       // until the server let us in; a refusal is about the store's account, not about this mail
  hand_over,     // sender and recipient
  text           // the server was ready for the text
};

struct MailAnswer {
  MailOutcome outcome = MailOutcome::try_later;
  MailStep step = MailStep::settings;
  std::int32_t reply_code = 0;  // the server's last; 0: it never answered
  std::string sentence;         // for the log
};

// Within `limits`, or about a second after `stop`.
[[nodiscard]] MailAnswer send_mail(const MailServer& server, const MailMessage& message, std::stop_token stop,
                                   const NetworkLimits& limits = {});

}  // namespace amends
