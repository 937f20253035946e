// The keys on the screen: what is tapped stands in the field, at the caret; held letters offer accents; words of the house
// are suggested; fast fingers lose nothing.

#include <catch_amalgamated.hpp>

#include "rehearsal.hpp"

namespace amends::look {

namespace {

// A case with one line, and the field for the guest's words open, in that language.
struct Writing {
  Rehearsal r{"restaurant"};

  explicit Writing(const std::string& language = "en") {
    const Money price = r.money(450);
    r.host.check =
        Check{.id = {"check-41"}, .number = "41", .place = "Table 12", .currency = price.currency, .total = price};
    r.host.check->paid = r.host.check->refunded = r.money(0);
    r.host.check->lines = {
        {.id = {"1"}, .name = "Iced tea, peach", .unit = price, .total = price, .refunded = r.money(0)}};
    r.host.items = {{.id = {"lemonade"}, .name = "Lemonade", .unit = price}};
    r.host.operator_ = Person{{"ana"}, "Ana", Role::waiter, true};
    r.host.staff = {*r.host.operator_};
    r.host.has_operator = true;
    r.host_changed();
    r.settle();
    r.tap_key("tab.label");
    r.give(RecordCase{.lines = {{"1"}}, .failure = {"tastes_wrong"}});
    r.tap_key("hear.words");
    Variant variant;
    variant.preferences.language = language;
    r.look(variant);
  }

  [[nodiscard]] std::string written() const {
    for (const Node& node : r.tree().nodes()) {
      if (node.role == NodeRole::text_field) return node.value;
    }
    return "no field";
  }
};

}  // namespace

TEST_CASE("keys type at the caret, the first letter a capital") {
  Writing w;
  for (const char* key : {"T", "o", "o", "Space", "c", "o", "l", "d"})
    w.r.tap(key);
  CHECK(w.written() == "Too cold");
  w.r.tap("Erase");
  w.r.tap("123");
  w.r.tap("?");
  CHECK(w.written() == "Too col?");
  // Held, it goes on letter by letter, so that a finger can stop in time.
  w.r.hold("Erase", 700'000);
  CHECK(w.written() == "Too co");
  w.r.hold("Erase", 3'000'000);
  CHECK(w.written().empty());
}

TEST_CASE("shift holds for one letter, and after two taps for all") {
  Writing w;
  w.r.tap("A");
  w.r.tap("Capital letter");
  w.r.tap("B");
  w.r.tap("c");
  CHECK(w.written() == "ABc");
  w.r.strike("Capital letter");
  w.r.settle();
  w.r.strike("Capital letter");
  w.r.settle();
  w.r.tap("D");
  w.r.tap("E");
  CHECK(w.written() == "ABcDE");
}

TEST_CASE("a held letter offers its accents and types none itself") {
  Writing w;
  w.r.tap("C");
  w.r.tap("a");
  w.r.hold("e", 700'000);
  CHECK(w.written() == "Ca");
  w.r.tap("é");
  CHECK(w.written() == "Caé");
  w.r.tap("s");
  CHECK(w.written() == "Caés");
}

TEST_CASE("the keys are the language's") {
  Writing spanish("es");
  spanish.r.tap("Ñ");
  CHECK(spanish.written() == "Ñ");
  Writing german("de");
  german.r.tap("Ü");
  german.r.tap("ß");
  CHECK(german.written() == "Üß");
  Writing french("fr");
  const auto y = [&](const char* label) { return french.r.tree().find(label)->rect.y; };
  CHECK(y("A") < y("Q"));
  CHECK(y("M") == y("Q"));
}

TEST_CASE("what the house sells and says is suggested, and takes the place of the word begun") {
  Writing w;
  w.r.tap("Iced tea, peach");
  CHECK(w.written() == "Iced tea, peach ");
  w.r.tap("l");
  w.r.tap("e");
  w.r.tap("Lemonade");
  CHECK(w.written() == "Iced tea, peach Lemonade ");
}

TEST_CASE("fast fingers lose no key at fifteen frames a second") {
  Writing w;
  w.r.tap("B");
  for (const char* key : {"i", "t", "t", "e", "r"})
    w.r.strike(key);
  w.r.settle();
  CHECK(w.written() == "Bitter");
}

}  // namespace amends::look
