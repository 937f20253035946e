#include "ledger/open_fact.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "domain/value_names.hpp"
#include "ledger/bytes.hpp"
#include "ledger/fact_fields.hpp"

namespace amends {

namespace {

using Json = nlohmann::ordered_json;

template <class T>
inline constexpr bool kIsTextId = false;
template <class Tag>
inline constexpr bool kIsTextId<TextId<Tag>> = true;

template <class T>
inline constexpr std::size_t kBytes = 0;  // of an identifier or a commitment; 0: something else
template <std::size_t Size>
inline constexpr std::size_t kBytes<std::array<std::uint8_t, Size>> = Size;
template <class Tag>
inline constexpr std::size_t kBytes<ByteId<Tag>> = std::tuple_size_v<decltype(ByteId<Tag>::bytes)>;

template <class T>
inline constexpr bool kIsNumberedId =
    std::is_same_v<T, ActId> || std::is_same_v<T, FollowUpId> || std::is_same_v<T, DeliveryId>;

// Takes an object's parts as fact_fields.hpp describes them.
class Opener {
 public:
  template <class Part>
  void operator()(std::string_view name, const Part& part) {
    object_.emplace(name, open(part));
  }
  // What a fact of before is without stands there as what the latest version says of it.
  template <class Part>
  void since(std::uint32_t, std::string_view name, const Part& part) {
    (*this)(name, part);
  }

  template <class Described>
  [[nodiscard]] static Json object(const Described& whole) {
    Opener opener;
    describe(opener, whole);
    return std::move(opener.object_);
  }

 private:
  [[nodiscard]] static Json open(const std::string& text) { return text; }
  [[nodiscard]] static Json open(const Instant& at) { return at == Instant{} ? Json() : Json::parse(open_instant(at)); }
  [[nodiscard]] static Json open(const Currency& currency) {
    return {{"code", currency.code()}, {"decimals", currency.exponent}};
  }
  [[nodiscard]] static Json open(const Money& money) {
    return {{"amount", to_decimal(money)}, {"currency", money.currency.code()}};
  }
  template <class Part>
  [[nodiscard]] static Json open(const std::optional<Part>& part) {
    return part ? open(*part) : Json();
  }
  template <class Part>
  [[nodiscard]] static Json open(const std::vector<Part>& parts) {
    Json list = Json::array();
    for (const Part& part : parts)
      list.push_back(open(part));
    return list;
  }
  [[nodiscard]] static Json open(const Remedy& remedy) {
    return std::visit(
        [](const auto& kind) {
          Json object{{"kind", kRemedyName<std::remove_cvref_t<decltype(kind)>>}};
          object.update(Opener::object(kind));
          return object;
        },
        remedy);
  }
  template <class Part>
  [[nodiscard]] static Json open(const Part& part) {
    if constexpr (std::is_integral_v<Part>) {
      return part;
    } else if constexpr (std::is_enum_v<Part>) {
      return value_name(part);
    } else if constexpr (kIsTextId<Part>) {
      return part.text;
    } else if constexpr (kIsNumberedId<Part>) {
      return part.number;
    } else if constexpr (std::is_same_v<Part, std::array<std::uint8_t, kBytes<Part>>>) {
      return to_hex(part);
    } else if constexpr (kBytes<Part> > 0) {
      return to_hex(part.bytes);
    } else {
      return object(part);
    }
  }

  Json object_ = Json::object();
};

Json reference_to(std::string_view definition) {
  return {{"$ref", fmt::format("#/$defs/{}", definition)}};
}

Json text_of_hex(std::size_t bytes) {
  return {{"type", "string"}, {"pattern", fmt::format("^[0-9a-f]{{{}}}$", 2 * bytes)}};
}

// An object that has these properties and no others.
Json closed_object(Json properties) {
  Json required = Json::array();
  for (const auto& [name, schema] : properties.items())
    required.push_back(name);
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

// The same for schemas.
class Schemer {
 public:
  template <class Part>
  void operator()(std::string_view name, const Part&) {
    properties_.emplace(name, of<Part>());
  }
  template <class Part>
  void since(std::uint32_t, std::string_view name, const Part& part) {
    (*this)(name, part);
  }

  template <class Described>
  [[nodiscard]] static Json object() {
    return closed_object(properties_of<Described>());
  }

 private:
  template <class Described>
  [[nodiscard]] static Json properties_of() {
    Schemer schemer;
    const Described none{};
    describe(schemer, none);
    return std::move(schemer.properties_);
  }

  template <class Part>
  struct Wrapped {
    [[nodiscard]] static Json schema() { return object<Part>(); }
  };
  template <class Part>
  struct Wrapped<std::optional<Part>> {
    [[nodiscard]] static Json schema() { return {{"anyOf", {of<Part>(), {{"type", "null"}}}}}; }
  };
  template <class Part>
  struct Wrapped<std::vector<Part>> {
    [[nodiscard]] static Json schema() { return {{"type", "array"}, {"items", of<Part>()}}; }
  };
  template <class... Kind>
  struct Wrapped<std::variant<Kind...>> {
    template <class One>
    [[nodiscard]] static Json alternative() {
      Json properties{{"kind", {{"const", kRemedyName<One>}}}};
      properties.update(properties_of<One>());
      return closed_object(std::move(properties));
    }
    [[nodiscard]] static Json schema() { return {{"oneOf", Json::array({alternative<Kind>()...})}}; }
  };

  template <class Part>
  [[nodiscard]] static Json of() {
    if constexpr (std::is_same_v<Part, std::string> || kIsTextId<Part>) {
      return {{"type", "string"}};
    } else if constexpr (std::is_same_v<Part, bool>) {
      return {{"type", "boolean"}};
    } else if constexpr (std::is_unsigned_v<Part> || kIsNumberedId<Part>) {
      return {{"type", "integer"}, {"minimum", 0}};
    } else if constexpr (std::is_integral_v<Part>) {
      return {{"type", "integer"}};
    } else if constexpr (std::is_enum_v<Part>) {
      constexpr auto kStored = static_cast<std::size_t>(kLast<Part>);
      static_assert(kValueNames<Part>.size() >= kStored, "every alternative that is stored has a name");
      Json names = Json::array();
      for (const std::string_view name : std::span(kValueNames<Part>).first(kStored))
        names.push_back(name);
      return {{"enum", std::move(names)}};
    } else if constexpr (kBytes<Part> > 0) {
      return text_of_hex(kBytes<Part>);
    } else if constexpr (std::is_same_v<Part, Instant>) {
      return {{"anyOf", {reference_to("instant"), {{"type", "null"}}}}};
    } else if constexpr (std::is_same_v<Part, Currency>) {
      return reference_to("currency");
    } else if constexpr (std::is_same_v<Part, Money>) {
      return reference_to("money");
    } else {
      return Wrapped<Part>::schema();
    }
  }

  Json properties_ = Json::object();
};

// What the kinds' own schemas stand on, and the three lines that there are.
Json common_definitions() {
  Json definitions = Json::object();
  definitions["instant"] = {
      {"description", "RFC 3339 in UTC; beyond its years 0 to 9999, microseconds since 1970-01-01."},
      {"anyOf",
       {{{"type", "string"},
         {"format", "date-time"},
         {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$"}},
        {{"type", "integer"}}}}};
  const Json letters = {{"description", "ISO 4217"}, {"type", "string"}, {"pattern", "^[A-Z]{3}$"}};
  definitions["currency"] =
      closed_object({{"code", letters}, {"decimals", {{"type", "integer"}, {"minimum", 0}, {"maximum", 4}}}});
  definitions["money"] = closed_object(
      {{"amount", {{"type", "string"}, {"pattern", "^-?[0-9]+(\\.[0-9]{1,4})?$"}}}, {"currency", letters}});
  definitions["chain"] = closed_object({{"record", {{"const", "chain"}}},
                                        {"format", {{"const", "amends-facts/1"}}},
                                        {"chain_id", text_of_hex(16)},
                                        {"signing_key",
                                         {{"description", "The terminal's Ed25519 key; null: it had none yet."},
                                          {"anyOf", {text_of_hex(32), {{"type", "null"}}}}}}});
  definitions["signature"] = closed_object({{"record", {{"const", "signature"}}},
                                            {"seq", {{"type", "integer"}, {"minimum", 1}}},
                                            {"hash", text_of_hex(32)},
                                            {"signature", text_of_hex(64)}});
  return definitions;
}

Json fact_definition() {
  Json properties;
  properties["record"] = {{"const", "fact"}};
  properties["seq"] = {{"type", "integer"}, {"minimum", 1}};
  properties["case"] = {
      {"description", "null: a fact of the house."},
      {"anyOf", {closed_object({{"id", text_of_hex(16)}, {"number", {{"type", "string"}}}}), {{"type", "null"}}}}};
  properties["at"] = reference_to("instant");
  properties["terminal"] = {{"type", "string"}};
  properties["actor"] = {{"description", "Of the staff; empty: the program itself, or the till."}, {"type", "string"}};
  properties["kind"] = {{"type", "string"}};
  properties["version"] = {{"type", "integer"}};
  properties["body"] = {{"type", "object"}};
  properties["stored"] = {{"description", "The body as it is hashed, byte for byte in UTF-8."}, {"type", "string"}};
  properties["previous_hash"] = text_of_hex(32);
  properties["hash"] = text_of_hex(32);
  Json definition = closed_object(std::move(properties));
  definition["oneOf"] = Json::array();
  return definition;
}

// `Body` is the variant that it is a kind of, or itself. What earlier versions wrote is read as the latest.
template <class Body, class Kind>
void add_kind(Json& definitions, Json& fact) {
  const EncodedFact newest = encode(Body(Kind{}));
  const std::string kind(newest.kind);
  definitions[kind] = Schemer::object<Kind>();
  fact["oneOf"].push_back({{"properties",
                            {{"kind", {{"const", kind}}},
                             {"version", {{"minimum", 1}, {"maximum", newest.version}}},
                             {"body", reference_to(kind)}}}});
}

template <class Body, class... Kind>
void add_kinds(const std::variant<Kind...>*, Json& definitions, Json& fact) {
  (add_kind<Body, Kind>(definitions, fact), ...);
}

}  // namespace

tl::expected<std::string, CodecError> open_body(const CaseId& subject, std::string_view kind, std::uint32_t version,
                                                std::string_view body) {
  const auto opened = [](const auto& fact) { return Opener::object(fact).dump(); };
  if (is_request(kind)) return decode_request(version, body).map(opened);
  if (subject.is_none()) {
    return decode_house(kind, version, body).map([&](const HouseBody& fact) { return std::visit(opened, fact); });
  }
  return decode(kind, version, body).map([&](const AnyFact& fact) { return std::visit(opened, fact); });
}

std::string open_instant(Instant at) {
  using std::chrono::microseconds;
  constexpr Instant kFirst{-62'167'219'200'000'000};   // 0000-01-01
  constexpr Instant kBeyond{253'402'300'800'000'000};  // 10000-01-01
  if (at < kFirst || at >= kBeyond) return std::to_string(at.microseconds);
  const std::chrono::sys_time<microseconds> time{microseconds{at.microseconds}};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss<microseconds> clock{time - day};
  return fmt::format("\"{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z\"", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::string facts_schema() {
  Json definitions = common_definitions();
  Json fact = fact_definition();
  add_kinds<FactBody>(static_cast<const AnyFact*>(nullptr), definitions, fact);
  add_kinds<HouseBody>(static_cast<const HouseBody*>(nullptr), definitions, fact);
  add_kind<HostRequest, HostRequest>(definitions, fact);
  definitions["fact"] = std::move(fact);
  const Json schema{
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"$id", "urn:amends:facts:1"},
      {"title", "A line of amends-admin export-facts"},
      {"description",
       "Made from plugin/ledger/fact_fields.hpp by amends-admin export-facts --schema; FORMAT.md says more."},
      {"oneOf", Json::array({reference_to("chain"), reference_to("fact"), reference_to("signature")})}};
  // A definition a line, so that a change shows as what it is.
  std::string text = "{\n";
  for (const auto& [name, value] : schema.items())
    text += fmt::format("  {}: {},\n", Json(name).dump(), value.dump());
  text += "  \"$defs\": {\n";
  std::string between;
  for (const auto& [name, value] : definitions.items()) {
    text += fmt::format("{}    {}: {}", between, Json(name).dump(), value.dump());
    between = ",\n";
  }
  return text + "\n  }\n}\n";
}

}  // namespace amends
