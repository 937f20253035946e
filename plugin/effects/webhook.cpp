#include "effects/webhook.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <sodium.h>

#include <fmt/format.h>

#include "effects/curl_library.hpp"
#include "effects/server_address.hpp"

namespace amends {

namespace {

constexpr std::string_view kSecretPrefix = "whsec_";
constexpr std::size_t kKeyBytesLeast = 24;
constexpr std::size_t kKeyBytesMost = 64;

// The secret's bytes; wiped when they go.
class SigningKey {
 public:
  explicit SigningKey(const Secret& secret) {
    const std::string_view text(secret.text(), secret.size());
    if (!text.starts_with(kSecretPrefix)) return;
    const std::string_view encoded = text.substr(kSecretPrefix.size());
    std::size_t size = 0;
    if (sodium_base642bin(bytes_.data(), bytes_.size(), encoded.data(), encoded.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) == 0 &&
        size >= kKeyBytesLeast) {
      size_ = size;
    }
  }
  ~SigningKey() { sodium_memzero(bytes_.data(), bytes_.size()); }
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;

  [[nodiscard]] bool is_none() const { return size_ == 0; }
  [[nodiscard]] const unsigned char* data() const { return bytes_.data(); }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::array<unsigned char, kKeyBytesMost> bytes_{};
  std::size_t size_ = 0;
};

std::string seconds_of(Instant now) {
  return std::to_string(now.microseconds / 1'000'000);
}

// A point would let one signature stand for two calls.
bool is_webhook_id(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter < '\x7f' && letter != '.'; });
}

std::string_view fault_of(const WebhookTarget& target) {
  const auto address = read_server_address(target.url);
  if (!address || (address->scheme != Scheme::http && address->scheme != Scheme::https)) {
    return "The webhook's address is none. Write it like https://HOST/PATH.";
  }
  if (address->scheme == Scheme::http && !address->is_loopback) {
    return "A webhook without encryption goes to this machine only. Write https:// instead of http://.";
  }
  return {};
}

std::size_t drop_answer(char*, std::size_t size, std::size_t count, void*) {
  return size * count;
}

WebhookOutcome outcome_of(long status) {
  constexpr long kTimeout = 408;
  constexpr long kGone = 410;
  constexpr long kTooMany = 429;
  if (status == kGone) return WebhookOutcome::gone;
  if (status == kTimeout || status == kTooMany) return WebhookOutcome::try_later;
  switch (status / 100) {
    case 2:
      return WebhookOutcome::delivered;
    case 3:
    case 4:
      return WebhookOutcome::refused;
    default:
      return WebhookOutcome::try_later;
  }
}

std::string sentence_of(const WebhookAnswer& answer, CURLcode end) {
  switch (answer.outcome) {
    case WebhookOutcome::delivered:
      return fmt::format("A webhook was delivered ({}).", answer.status);
    case WebhookOutcome::gone:
      return "The webhook's receiver wants no more of them (410). Switch it off, or write another address.";
    case WebhookOutcome::refused:
      return fmt::format("The webhook's receiver refused one ({}).", answer.status);
    case WebhookOutcome::try_later:
      break;
  }
  if (end == CURLE_PEER_FAILED_VERIFICATION) return "The webhook's certificate isn't trusted; nothing was sent.";
  if (end == CURLE_ABORTED_BY_CALLBACK) return "A webhook waits, since the till stops.";
  return fmt::format("A webhook wasn't delivered now ({}, libcurl {}).", answer.status, static_cast<int>(end));
}

}  // namespace

std::optional<std::string> sign_webhook(const Secret& secret, const WebhookCall& call) {
  const SigningKey key(secret);
  if (key.is_none() || !is_webhook_id(call.outbox_id)) return std::nullopt;
  const std::string text = call.outbox_id + "." + seconds_of(call.now) + "." + call.body;
  crypto_auth_hmacsha256_state state;
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> tag{};
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  crypto_auth_hmacsha256_final(&state, tag.data());
  sodium_memzero(&state, sizeof state);
  std::array<char, sodium_base64_ENCODED_LEN(crypto_auth_hmacsha256_BYTES, sodium_base64_VARIANT_ORIGINAL)> encoded{};
  sodium_bin2base64(encoded.data(), encoded.size(), tag.data(), tag.size(), sodium_base64_VARIANT_ORIGINAL);
  return std::string("v1,") + encoded.data();
}

WebhookAnswer post_webhook(const WebhookTarget& target, const WebhookCall& call, std::stop_token stop,
                           const NetworkLimits& limits) {
  const auto not_now = [](std::string_view sentence) {
    return WebhookAnswer{WebhookOutcome::try_later, 0, std::string(sentence)};
  };
  if (const std::string_view fault = fault_of(target); !fault.empty()) return not_now(fault);
  if (!is_webhook_id(call.outbox_id)) return {WebhookOutcome::refused, 0, "A webhook has no id that can be sent."};
  const auto signature = sign_webhook(target.secret, call);
  if (!signature) return not_now("The webhook's secret is none. Write whsec_ and 24 to 64 bytes in base64.");
  const auto& library = curl_library();
  if (!library) return not_now("Webhooks need libcurl 4 on this machine. Install it.");
  CurlTransfer transfer(*library, limits, std::move(stop));
  transfer.set(CURLOPT_URL, target.url.c_str());
  transfer.trust(target.certificates_file);
  transfer.set(CURLOPT_FOLLOWLOCATION, 0L);
  transfer.set(CURLOPT_POST, 1L);
  transfer.set(CURLOPT_POSTFIELDS, call.body.c_str());
  transfer.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
  // Without "Expect:" libcurl asks first, and waits a second for servers that don't answer that.
  transfer.set_lines(CURLOPT_HTTPHEADER, {"Content-Type: application/json", "Expect:", "User-Agent: Amends",
                                          "webhook-id: " + call.outbox_id, "webhook-timestamp: " + seconds_of(call.now),
                                          "webhook-signature: " + *signature});
  transfer.set(CURLOPT_WRITEFUNCTION, &drop_answer);
  const CURLcode end = transfer.run();
  WebhookAnswer answer;
  answer.status = static_cast<std::int32_t>(transfer.reply_code());
  answer.outcome = outcome_of(answer.status);
  answer.sentence = sentence_of(answer, end);
  return answer;
}

}  // namespace amends
