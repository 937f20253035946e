#include "ledger/fact_codec.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "ledger/bytes.hpp"
#include "ledger/fact_fields.hpp"

namespace amends {

namespace {

constexpr std::uint32_t kRequestVersion = 1;

class Writer {
 public:
  template <class Part>
  void operator()(std::string_view name, const Part& part) {
    if (body_.back() != '{') {
      body_ += ',';
    }
    body_ += '"';
    body_ += name;
    body_ += "\":";
    write(part);
  }
  template <class Part>
  void since(std::uint32_t, std::string_view name, const Part& part) {
    (*this)(name, part);
  }

  template <class Described>
  [[nodiscard]] std::string take(const Described& whole) && {
    write_described(whole);
    return std::move(body_);
  }

 private:
  template <class Described>
  void write_described(const Described& whole) {
    body_ += '{';
    describe(*this, whole);
    body_ += '}';
  }
  void write(const std::string& text) {
    const auto is_plain = [](char letter) { return letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\'; };
    if (std::all_of(text.begin(), text.end(), is_plain)) {
      body_ += '"';
      body_ += text;
      body_ += '"';
    } else {
      body_ += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
  }
  void write(bool value) { body_ += value ? "true" : "false"; }
  template <class Number>
  requires std::is_integral_v<Number>
  void write(Number value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    body_.append(digits.data(), end);
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void write(Enum value) { write(static_cast<std::uint32_t>(value)); }
  template <class Tag>
  void write(const TextId<Tag>& id) {
    write(id.text);
  }
  template <std::size_t Size>
  void write(const std::array<std::uint8_t, Size>& bytes) {
    body_ += '"';
    body_ += to_hex(bytes);
    body_ += '"';
  }
  template <class Tag>
  void write(const ByteId<Tag>& id) {
    write(id.bytes);
  }
  void write(ActId id) { write(id.number); }
  void write(FollowUpId id) { write(id.number); }
  void write(DeliveryId id) { write(id.number); }
  void write(Instant instant) { write(instant.microseconds); }
  void write(const Currency& currency) {
    body_ += '[';
    write(std::string(currency.code()));
    body_ += ',';
    write(static_cast<std::uint32_t>(currency.exponent));
    body_ += ']';
  }
  void write(const Money& money) {
    body_ += '[';
    write(money.minor);
    body_ += ',';
    write(std::string(money.currency.code()));
    body_ += ',';
    write(static_cast<std::uint32_t>(money.currency.exponent));
    body_ += ']';
  }
  template <class Part>
  void write(const std::optional<Part>& part) {
    if (part) {
      write(*part);
    } else {
      body_ += "null";
    }
  }
  template <class Part>
  void write(const std::vector<Part>& parts) {
    body_ += '[';
    for (std::size_t index = 0; index < parts.size(); ++index) {
      if (index > 0) {
        body_ += ',';
      }
      write(parts[index]);
    }
    body_ += ']';
  }
  void write(const Remedy& remedy) {
    std::visit(
        [this](const auto& kind) {
          body_ += "{\"kind\":\"";
          body_ += kRemedyName<std::remove_cvref_t<decltype(kind)>>;
          body_ += '"';
          describe(*this, kind);
          body_ += '}';
        },
        remedy);
  }
  template <class Described>
  requires std::is_class_v<Described>
  void write(const Described& whole) { write_described(whole); }

  std::string body_;
};

// Reads one object; the first thing that is wrong is kept, and nothing after it matters.
class Reader {
 public:
  using Json = nlohmann::json;

  // `version`: of the fact that the object is, or stands in.
  Reader(const Json& object, std::uint32_t version, std::string& error)
      : object_(object), version_(version), error_(error) {
    if (!object.is_object()) {
      fail("an object is expected", "");
    }
  }

  template <class Part>
  void operator()(std::string_view name, Part& part) {
    if (!error_.empty()) {
      return;
    }
    const auto found = object_.find(name);
    if (found == object_.end()) {
      fail("missing", name);
      return;
    }
    ++taken_;
    if (!read(*found, part)) {
      fail("not what belongs there", name);
    }
  }

  template <class Part>
  void since(std::uint32_t version, std::string_view name, Part& part) {
    if (version_ >= version) {
      (*this)(name, part);
    }
  }

  // Call after the description: whatever was not asked for is not of this version.
  void finish() {
    if (error_.empty() && taken_ != object_.size()) {
      fail("unknown parts", "");
    }
  }

 private:
  void fail(std::string_view what, std::string_view name) {
    if (error_.empty()) {
      error_ = name.empty() ? std::string(what) : std::string(name) + ": " + std::string(what);
    }
  }

  [[nodiscard]] bool read(const Json& json, std::string& text) {
    if (!json.is_string()) {
      return false;
    }
    text = json.get_ref<const std::string&>();
    return true;
  }
  [[nodiscard]] bool read(const Json& json, bool& value) {
    if (!json.is_boolean()) {
      return false;
    }
    value = json.get<bool>();
    return true;
  }
  template <class Number>
  requires std::is_integral_v<Number>
  [[nodiscard]] bool read(const Json& json, Number& value) {
    if (json.is_number_unsigned()) {
      const auto number = json.get<std::uint64_t>();
      if (number > static_cast<std::uint64_t>(std::numeric_limits<Number>::max())) {
        return false;
      }
      value = static_cast<Number>(number);
      return true;
    }
    if (!json.is_number_integer() || !std::is_signed_v<Number>) {
      return false;
    }
    const auto number = json.get<std::int64_t>();
    if (number < static_cast<std::int64_t>(std::numeric_limits<Number>::min())) {
      return false;
    }
    value = static_cast<Number>(number);
    return true;
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  [[nodiscard]] bool read(const Json& json, Enum& value) {
    std::uint32_t number = 0;
    if (!read(json, number) || number < 1 || number > static_cast<std::uint32_t>(kLast<Enum>)) {
      return false;
    }
    value = static_cast<Enum>(number);
    return true;
  }
  template <class Tag>
  [[nodiscard]] bool read(const Json& json, TextId<Tag>& id) {
    return read(json, id.text);
  }
  template <std::size_t Size>
  [[nodiscard]] bool read(const Json& json, std::array<std::uint8_t, Size>& bytes) {
    return json.is_string() && from_hex(json.get_ref<const std::string&>(), bytes);
  }
  template <class Tag>
  [[nodiscard]] bool read(const Json& json, ByteId<Tag>& id) {
    return read(json, id.bytes);
  }
  [[nodiscard]] bool read(const Json& json, ActId& id) { return read(json, id.number); }
  [[nodiscard]] bool read(const Json& json, FollowUpId& id) { return read(json, id.number); }
  [[nodiscard]] bool read(const Json& json, DeliveryId& id) { return read(json, id.number); }
  [[nodiscard]] bool read(const Json& json, Instant& instant) { return read(json, instant.microseconds); }
  [[nodiscard]] bool read_currency(const Json& code, const Json& exponent, Currency& currency) {
    constexpr std::uint8_t kExponentMax = 4;
    if (!code.is_string() || code.get_ref<const std::string&>().size() != currency.letters.size()) {
      return false;
    }
    const auto& letters = code.get_ref<const std::string&>();
    const auto is_capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
    if (!std::all_of(letters.begin(), letters.end(), is_capital)) {
      return false;
    }
    std::copy(letters.begin(), letters.end(), currency.letters.begin());
    return read(exponent, currency.exponent) && currency.exponent <= kExponentMax;
  }
  [[nodiscard]] bool read(const Json& json, Currency& currency) {
    return json.is_array() && json.size() == 2 && read_currency(json[0], json[1], currency);
  }
  [[nodiscard]] bool read(const Json& json, Money& money) {
    return json.is_array() && json.size() == 3 && read(json[0], money.minor) &&
           read_currency(json[1], json[2], money.currency);
  }
  template <class Part>
  [[nodiscard]] bool read(const Json& json, std::optional<Part>& part) {
    if (json.is_null()) {
      part.reset();
      return true;
    }
    return read(json, part.emplace());
  }
  template <class Part>
  [[nodiscard]] bool read(const Json& json, std::vector<Part>& parts) {
    if (!json.is_array()) {
      return false;
    }
    parts.clear();
    for (const Json& element : json) {
      if (!read(element, parts.emplace_back())) {
        return false;
      }
    }
    return true;
  }
  template <class Kind>
  [[nodiscard]] bool read_remedy(const Json& json, const std::string& name, Remedy& remedy) {
    if (name != kRemedyName<Kind>) {
      return false;
    }
    Reader inner(json, version_, error_);
    std::string kind;
    inner("kind", kind);
    describe(inner, remedy.emplace<Kind>());
    inner.finish();
    return error_.empty();
  }
  template <class... Kinds>
  [[nodiscard]] bool read_any(const Json& json, const std::string& name, std::variant<Kinds...>& remedy) {
    return (read_remedy<Kinds>(json, name, remedy) || ...);
  }
  [[nodiscard]] bool read(const Json& json, Remedy& remedy) {
    if (!json.is_object()) {
      return false;
    }
    const auto kind = json.find("kind");
    return kind != json.end() && kind->is_string() && read_any(json, kind->get_ref<const std::string&>(), remedy);
  }
  template <class Described>
  [[nodiscard]] bool read(const Json& json, Described& whole) {
    Reader inner(json, version_, error_);
    if (error_.empty()) {
      describe(inner, whole);
    }
    inner.finish();
    return error_.empty();
  }

  const Json& object_;
  std::uint32_t version_;
  std::string& error_;
  std::size_t taken_ = 0;
};

template <class Described>
tl::expected<Described, CodecError> read_whole(std::uint32_t version, std::string_view body) {
  const auto json = nlohmann::json::parse(body.begin(), body.end(), nullptr, false);
  if (json.is_discarded()) {
    return tl::unexpected(CodecError{"the body is not JSON"});
  }
  std::string error;
  Described whole;
  Reader reader(json, version, error);
  if (error.empty()) {
    describe(reader, whole);
  }
  reader.finish();
  if (!error.empty()) {
    return tl::unexpected(CodecError{std::move(error)});
  }
  return whole;
}

template <class Body>
struct KnownKind {
  std::string_view name;
  std::uint32_t version;  // the last
  tl::expected<Body, CodecError> (*decode)(std::uint32_t version, std::string_view body);
};

template <class Body, class Kind>
tl::expected<Body, CodecError> decode_kind(std::uint32_t version, std::string_view body) {
  auto whole = read_whole<Kind>(version, body);
  if (!whole) {
    return tl::unexpected(std::move(whole.error()));
  }
  return Body(*std::move(whole));
}

template <class Body, class Alternatives>
struct Kinds;
template <class Body, class... Kind>
struct Kinds<Body, std::variant<Kind...>> {
  static_assert((!kKindName<Kind>.empty() && ...), "every kind of fact has a stored name");
  static constexpr std::array<KnownKind<Body>, sizeof...(Kind)> kAll{
      {{kKindName<Kind>, kKindVersion<Kind>, &decode_kind<Body, Kind>}...}};
};

template <class Body>
EncodedFact encode_any(const Body& fact) {
  return std::visit(
      [](const auto& kind) {
        using Kind = std::remove_cvref_t<decltype(kind)>;
        return EncodedFact{kKindName<Kind>, kKindVersion<Kind>, Writer().take(kind)};
      },
      fact);
}

template <class Body, class Alternatives>
tl::expected<Body, CodecError> decode_any(std::string_view kind, std::uint32_t version, std::string_view body) {
  const auto& all = Kinds<Body, Alternatives>::kAll;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& known) { return known.name == kind; });
  if (found == all.end()) {
    return tl::unexpected(CodecError{"unknown kind"});
  }
  if (version < 1 || version > found->version) {
    return tl::unexpected(CodecError{"unknown version"});
  }
  return found->decode(version, body);
}

}  // namespace

EncodedFact encode(const FactBody& fact) {
  return encode_any(fact);
}

tl::expected<FactBody, CodecError> decode(std::string_view kind, std::uint32_t version, std::string_view body) {
  return decode_any<FactBody, AnyFact>(kind, version, body);
}

EncodedFact encode(const HouseBody& fact) {
  return encode_any(fact);
}

tl::expected<HouseBody, CodecError> decode_house(std::string_view kind, std::uint32_t version, std::string_view body) {
  return decode_any<HouseBody, HouseBody>(kind, version, body);
}

EncodedFact encode(const HostRequest& request) {
  return {kKindName<HostRequest>, kRequestVersion, Writer().take(request)};
}

bool is_request(std::string_view kind) {
  return kind == kKindName<HostRequest>;
}

tl::expected<HostRequest, CodecError> decode_request(std::uint32_t version, std::string_view body) {
  if (version != kRequestVersion) {
    return tl::unexpected(CodecError{"unknown version"});
  }
  return read_whole<HostRequest>(version, body);
}

}  // namespace amends
