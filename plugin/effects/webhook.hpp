// A webhook: a JSON text posted to the address that the store set, signed as Standard Webhooks has it.
// Promises: the same outbox id is the same webhook-id, so that a receiver knows a repetition, and repeating is allowed
// whatever became of the one before; sentences for the log hold no address and no secret. Blocks: on the worker alone.
// Refuses: http:// that leaves this machine, and to follow redirects.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "desk/secret.hpp"
#include "domain/instant.hpp"
#include "effects/network_limits.hpp"

namespace amends {

// As the store's settings say it.
struct WebhookTarget {
  std::string url;
  Secret secret;                  // "whsec_" and 24 to 64 bytes in base64
  std::string certificates_file;  // PEM; empty: the system's
};

struct WebhookCall {
  std::string outbox_id;  // printable ASCII without blanks and points
  Instant now;            // receivers refuse what is minutes off
  std::string body;       // JSON
};

// What webhook-signature holds: "v1," and the HMAC-SHA256 of "ID.SECONDS.BODY". Nothing: the secret or the id is none.
[[nodiscard]] std::optional<std::string> sign_webhook(const Secret& secret, const WebhookCall& call);

enum class WebhookOutcome : std::uint8_t {
  delivered = 1,  // a 2xx
  try_later,      // a 5xx, 408 or 429; not reached; no answer in time; the settings don't fit
  gone,           // a 410: the receiver wants no more of them, and the store's webhook is to be switched off
  refused         // any other 4xx, or a redirect: the same again would get the same
};

struct WebhookAnswer {
  WebhookOutcome outcome = WebhookOutcome::try_later;
  std::int32_t status = 0;  // of HTTP; 0: no answer
  std::string sentence;     // for the log
};

// Within `limits`, or about a second after `stop`.
[[nodiscard]] WebhookAnswer post_webhook(const WebhookTarget& target, const WebhookCall& call, std::stop_token stop,
                                         const NetworkLimits& limits = {});

}  // namespace amends
