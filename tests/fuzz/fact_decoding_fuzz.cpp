// Bytes of any kind as a stored fact: a line with its kind, then its body. Refused with a sentence, or read as a fact that is
// written again and read again as the same, and that every case can be folded with.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "domain/fold.hpp"
#include "ledger/fact_codec.hpp"
#include "ledger/projection.hpp"
#include "promise.hpp"

namespace {

using namespace amends;

void check_fact(const FactBody& body) {
  const EncodedFact encoded = encode(body);
  const auto again = decode(encoded.kind, encoded.version, encoded.body);
  expect(again.has_value() && *again == body, "what encode wrote decode reads as an equal value");
  static Case state;
  state = fold(std::move(state), {state.id, {1}, {"ana"}, body});
  static_cast<void>(project(state));
  if (state.acts.size() > 100 || state.follow_ups.size() > 100 || state.lines.size() > 1000) state = Case{};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const std::size_t end = text.find('\n');
  const std::string_view kind = text.substr(0, end);
  const std::string_view body = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  if (is_request(kind)) {
    const auto request = decode_request(1, body);
    if (!request) return expect(!request.error().text.empty(), "a refusal says what is wrong"), 0;
    const EncodedFact encoded = encode(*request);
    const auto again = decode_request(encoded.version, encoded.body);
    expect(again.has_value() && *again == *request, "what encode wrote decode reads as an equal value");
    return 0;
  }
  if (const auto house = decode_house(kind, 1, body)) {
    const EncodedFact encoded = encode(*house);
    const auto again = decode_house(encoded.kind, encoded.version, encoded.body);
    expect(again.has_value() && *again == *house, "what encode wrote decode reads as an equal value");
    return 0;
  }
  const auto fact = decode(kind, 1, body);
  if (fact) {
    check_fact(*fact);
  } else {
    expect(!fact.error().text.empty(), "a refusal says what is wrong");
  }
  return 0;
}
