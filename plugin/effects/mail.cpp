#include "effects/mail.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <string_view>
#include <utility>

#include <sodium.h>

#include <fmt/format.h>

#include "effects/curl_library.hpp"
#include "effects/server_address.hpp"
#include "effects/utf8.hpp"

namespace amends {

namespace {

constexpr std::size_t kLineOctetsMax = 76;  // RFC 2045, 6.7 and 6.8; RFC 2047, 2
// "=_" stands in no quoted-printable and no base64 text (RFC 2045, 6.7).
constexpr std::string_view kBoundary = "=_amends";

bool is_printable(char letter) {
  return letter >= ' ' && letter < '\x7f';
}

bool is_letter_or_digit(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

// A dot-atom, an "@" and a domain (RFC 5321, 4.1.2), without quoted local parts and address literals.
bool is_address(std::string_view text) {
  constexpr std::size_t kAddressMax = 254;
  constexpr std::size_t kLocalPartMax = 64;
  const auto is_dotted = [](std::string_view part, std::string_view signs) {
    return !part.empty() && part.front() != '.' && part.back() != '.' && part.find("..") == std::string_view::npos &&
           std::ranges::all_of(part, [&](char letter) {
             return is_letter_or_digit(letter) || letter == '.' || signs.find(letter) != std::string_view::npos;
           });
  };
  const std::size_t at = text.find('@');
  return text.size() <= kAddressMax && at != std::string_view::npos && at <= kLocalPartMax &&
         is_dotted(text.substr(0, at), "!#$%&'*+-/=?^_`{|}~") && is_dotted(text.substr(at + 1), "-");
}

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

// One line of well-formed text.
std::string on_one_line(std::string_view given) {
  std::string text = repaired_utf8(given);
  for (char& letter : text) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == '\x7f') letter = ' ';
  }
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Encoded-words, one a line (RFC 2047, 2 and 5): so short that the longest header's name fits before the first.
std::string encoded_words(std::string_view text) {
  constexpr std::size_t kWordBytes = 39;
  std::string words;
  while (!text.empty()) {
    const std::string_view part = cut_utf8(text, kWordBytes);
    text.remove_prefix(part.size());
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + base64(part) + "?=";
  }
  return words;
}

bool needs_encoding(std::string_view text) {
  constexpr std::size_t kPlainMax = 60;
  return text.size() > kPlainMax || !std::ranges::all_of(text, is_printable) ||
         text.find("=?") != std::string_view::npos;
}

std::string header_text(std::string_view given) {
  const std::string text = on_one_line(given);
  return needs_encoding(text) ? encoded_words(text) : text;
}

std::string header_address(const MailAddress& whom) {
  const std::string name = on_one_line(whom.name);
  if (name.empty()) return whom.address;
  std::string phrase;
  if (needs_encoding(name)) {
    phrase = encoded_words(name);
  } else {
    phrase = "\"";
    for (const char letter : name) {
      if (letter == '"' || letter == '\\') phrase += '\\';
      phrase += letter;
    }
    phrase += '"';
  }
  return phrase + "\r\n <" + whom.address + ">";
}

// RFC 5322, 3.3, in UTC.
std::string date_of(Instant instant) {
  constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::sys_time<std::chrono::microseconds> at(std::chrono::microseconds(instant.microseconds));
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
  return fmt::format("{}, {} {} {:04} {:02}:{:02}:{:02} +0000", kDays[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

// A dot-atom that no other id gives.
std::string message_id(std::string_view outbox_id, std::string_view from) {
  std::string left = "amends-";
  for (const char letter : outbox_id) {
    if (is_letter_or_digit(letter) || letter == '-' || letter == '_') {
      left += letter;
    } else {
      left += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
  }
  return "<" + left + std::string(from.substr(from.find('@'))) + ">";
}

// RFC 2045, 6.7. Line ends of every kind become CRLF.
std::string quoted_printable(std::string_view given) {
  const std::string text = repaired_utf8(given);
  std::string encoded;
  std::size_t column = 0;
  const auto put = [&](std::string_view sign, bool ends_line) {
    // The last column is the soft line break's.
    if (column + sign.size() > kLineOctetsMax - (ends_line ? 0 : 1)) {
      encoded += "=\r\n";
      column = 0;
    }
    encoded += sign;
    column += sign.size();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : '\n';
    const bool ends_line = next == '\r' || next == '\n';
    if (letter == '\r' || letter == '\n') {
      if (letter == '\r' && next == '\n' && at + 1 < text.size()) ++at;
      encoded += "\r\n";
      column = 0;
    } else if (const bool is_blank = letter == ' ' || letter == '\t';
               letter != '=' && (is_blank ? !ends_line : is_printable(letter))) {
      put({&letter, 1}, ends_line);
    } else {
      put(fmt::format("={:02X}", static_cast<unsigned char>(letter)), ends_line);
    }
  }
  if (column > 0) encoded += "\r\n";
  return encoded;
}

std::string base64_lines(std::string_view content) {
  const std::string text = base64(content);
  std::string lines;
  for (std::size_t at = 0; at < text.size(); at += kLineOctetsMax)
    lines += text.substr(at, kLineOctetsMax) + "\r\n";
  return lines;
}

std::string text_part(std::string_view body) {
  return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
         quoted_printable(body);
}

std::string attachment_part(const MailAttachment& attachment) {
  std::string name = attachment.name;
  for (char& letter : name) {
    if (!is_letter_or_digit(letter) && letter != '.' && letter != '-' && letter != '_') letter = '-';
  }
  return "Content-Type: " + attachment.type + "\r\nContent-Transfer-Encoding: base64\r\n" +
         "Content-Disposition: attachment; filename=\"" + name + "\"\r\n\r\n" + base64_lines(attachment.content);
}

bool is_type(std::string_view text) {
  constexpr std::size_t kTypeMax = 70;
  return text.find('/') != std::string_view::npos && text.size() <= kTypeMax && std::ranges::all_of(text, is_printable);
}

// What is wrong with the settings, as a sentence; empty: nothing.
std::string_view fault_of(const MailServer& server) {
  const auto address = read_server_address(server.url);
  if (!address || address->has_path || (address->scheme != Scheme::smtp && address->scheme != Scheme::smtps)) {
    return "The mail server's address is none. Write it like smtp://HOST:PORT or smtps://HOST:PORT.";
  }
  if ((address->scheme == Scheme::smtps) != (server.security == MailSecurity::tls)) {
    return "The mail server's address and its security don't fit: tls goes with smtps://, all else with smtp://.";
  }
  if (server.security == MailSecurity::none && !address->is_loopback) {
    return "Mail without encryption goes to this machine only. Choose starttls or tls.";
  }
  if (!std::ranges::all_of(server.user, [](char letter) { return is_printable(letter) || letter < 0; })) {
    return "The mail server's user has signs that aren't letters. Write it anew.";
  }
  return {};
}

std::string_view sentence_of(MailFault fault) {
  switch (fault) {
    case MailFault::sender:
      return "The store's own mail address is none. Correct it in the settings.";
    case MailFault::recipient:
      return "The guest's mail address is none.";
    case MailFault::attachment:
      break;
  }
  return "The mail's attachment has no type.";
}

// What became of the mail is known by then.
constexpr std::chrono::milliseconds kGoodbye{1000};

// What libcurl takes the text from, and how far it came.
struct Course {
  std::string_view left;
  CurlTransfer& transfer;
  bool hand_over_began = false;
  bool text_began = false;
  // libcurl sends the final dot only after it was told that nothing is left.
  bool text_ended = false;
};

std::size_t give_text(char* room, std::size_t size, std::size_t count, void* data) {
  Course& course = *static_cast<Course*>(data);
  const std::size_t bytes = std::min(size * count, course.left.size());
  std::memcpy(room, course.left.data(), bytes);
  course.left.remove_prefix(bytes);
  course.text_began = true;
  course.text_ended = bytes == 0;
  return bytes;
}

int watch_commands(CURL*, curl_infotype type, char* text, std::size_t size, void* data) {
  if (type != CURLINFO_HEADER_OUT) return 0;
  Course& course = *static_cast<Course*>(data);
  const std::string_view command(text, size);
  if (command.starts_with("MAIL ")) course.hand_over_began = true;
  if (command.starts_with("QUIT")) course.transfer.hurry(kGoodbye);
  return 0;
}

MailStep step_of(const Course& course) {
  if (course.text_began) return MailStep::text;
  return course.hand_over_began ? MailStep::hand_over : MailStep::sign_on;
}

// The reply code decides: libcurl's own answer is the same for 451 and 550.
MailOutcome outcome_of(const Course& course, CURLcode end, long reply) {
  constexpr long kLater = 4;
  constexpr long kNever = 5;
  if (course.text_ended && end == CURLE_OK) return MailOutcome::sent;
  if (reply / 100 == kNever) return MailOutcome::refused;
  if (reply / 100 == kLater) return MailOutcome::try_later;
  return course.text_ended ? MailOutcome::in_doubt : MailOutcome::try_later;
}

std::string sentence_of(const MailAnswer& answer, CURLcode end) {
  constexpr std::array<std::string_view, 4> kWhere = {"before it was reached", "while signing on",
                                                      "while being told who it is from and to", "after the text"};
  const std::string_view where = kWhere[static_cast<std::size_t>(answer.step) - 1];
  switch (answer.outcome) {
    case MailOutcome::sent:
      return fmt::format("The mail server took a mail ({}).", answer.reply_code);
    case MailOutcome::refused:
      return fmt::format("The mail server refused a mail, {} ({}).", where, answer.reply_code);
    case MailOutcome::in_doubt:
      return fmt::format("A mail may have been sent or not: the mail server's last answer is missing (libcurl {}).",
                         static_cast<int>(end));
    case MailOutcome::try_later:
      break;
  }
  if (end == CURLE_PEER_FAILED_VERIFICATION) return "The mail server's certificate isn't trusted; nothing was sent.";
  if (end == CURLE_USE_SSL_FAILED) return "The mail server offers no encryption; nothing was sent.";
  if (end == CURLE_ABORTED_BY_CALLBACK) return "A mail waits, since the till stops.";
  return fmt::format("The mail server didn't take a mail now, {} ({}, libcurl {}).", where, answer.reply_code,
                     static_cast<int>(end));
}

}  // namespace

tl::expected<std::string, MailFault> compose_mail(const MailAddress& from, const MailMessage& message) {
  if (!is_address(from.address)) return tl::unexpected(MailFault::sender);
  if (!is_address(message.to.address)) return tl::unexpected(MailFault::recipient);
  if (message.attachment && !is_type(message.attachment->type)) return tl::unexpected(MailFault::attachment);
  std::string mail = "Date: " + date_of(message.written) + "\r\nFrom: " + header_address(from) +
                     "\r\nTo: " + header_address(message.to) +
                     "\r\nMessage-ID: " + message_id(message.outbox_id, from.address) +
                     "\r\nSubject: " + header_text(message.subject) + "\r\nMIME-Version: 1.0\r\n";
  if (!message.attachment) return mail + text_part(message.body);
  const std::string line = "\r\n--" + std::string(kBoundary);
  return mail + "Content-Type: multipart/mixed; boundary=\"" + std::string(kBoundary) + "\"\r\n" + line + "\r\n" +
         text_part(message.body) + line + "\r\n" + attachment_part(*message.attachment) + line + "--\r\n";
}

MailAnswer send_mail(const MailServer& server, const MailMessage& message, std::stop_token stop,
                     const NetworkLimits& limits) {
  if (const std::string_view fault = fault_of(server); !fault.empty()) {
    return {MailOutcome::try_later, MailStep::settings, 0, std::string(fault)};
  }
  const auto mail = compose_mail(server.from, message);
  if (!mail) {
    const auto outcome = mail.error() == MailFault::sender ? MailOutcome::try_later : MailOutcome::refused;
    return {outcome, MailStep::settings, 0, std::string(sentence_of(mail.error()))};
  }
  const auto& library = curl_library();
  if (!library) {
    return {MailOutcome::try_later, MailStep::settings, 0, "Mail needs libcurl 4 on this machine. Install it."};
  }
  CurlTransfer transfer(*library, limits, std::move(stop));
  Course course{*mail, transfer};
  transfer.set(CURLOPT_URL, server.url.c_str());
  if (server.security == MailSecurity::starttls) transfer.set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  transfer.trust(server.certificates_file);
  if (!server.user.empty()) {
    transfer.set(CURLOPT_USERNAME, server.user.c_str());
    transfer.set(CURLOPT_PASSWORD, server.password.text());
  }
  transfer.set(CURLOPT_MAIL_FROM, server.from.address.c_str());
  transfer.set_lines(CURLOPT_MAIL_RCPT, {message.to.address});
  transfer.set(CURLOPT_UPLOAD, 1L);
  transfer.set(CURLOPT_READFUNCTION, &give_text);
  transfer.set(CURLOPT_READDATA, static_cast<void*>(&course));
  transfer.set(CURLOPT_VERBOSE, 1L);
  transfer.set(CURLOPT_DEBUGFUNCTION, &watch_commands);
  transfer.set(CURLOPT_DEBUGDATA, static_cast<void*>(&course));
  const CURLcode end = transfer.run();
  MailAnswer answer;
  answer.reply_code = static_cast<std::int32_t>(transfer.reply_code());
  answer.step = step_of(course);
  answer.outcome = outcome_of(course, end, answer.reply_code);
  answer.sentence = sentence_of(answer, end);
  return answer;
}

}  // namespace amends
