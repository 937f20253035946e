// A template and values make a slip: what is empty stays away, lists repeat, and nothing odd reaches the paper.
#include "desk/slip_template.hpp"

#include <catch_amalgamated.hpp>

namespace amends {
namespace {

SlipTemplatePart text(std::string literal) {
  return {.text = {.words = {}, .literal = std::move(literal)}};
}

SlipTemplatePart pair(std::string left, std::string right) {
  SlipTemplatePart part{.kind = SlipPartKind::pair, .text = {.words = {}, .literal = std::move(left)}};
  part.right.literal = std::move(right);
  return part;
}

SlipTemplatePart of_kind(SlipPartKind kind, std::string literal = {}) {
  return {.kind = kind, .text = {.words = {}, .literal = std::move(literal)}};
}

SlipTemplatePart each(std::string list, SlipTemplatePart part) {
  part.each = std::move(list);
  return part;
}

Slip made(std::vector<SlipTemplatePart> parts, const SlipValues& values) {
  const Words words(std::map<std::string, std::string, std::less<>>{{"slip.case", "Case {case}"}});
  return compose({std::move(parts)}, words, values);
}

}  // namespace

TEST_CASE("words and values stand where the template has them, with its looks") {
  SlipTemplatePart large{.text = {.words = "slip.case", .literal = {}},
                         .align = SlipText::Align::centre,
                         .size = SlipText::Size::large,
                         .bold = true};
  SlipTemplatePart bold = pair("{who}", "at {time}");
  bold.bold = true;
  const Slip slip = made({large, bold, of_kind(SlipPartKind::qr, "{code}"), of_kind(SlipPartKind::barcode, "AM{code}")},
                         {.texts = {{"case", "T3-0042"}, {"who", "Ana"}, {"time", "11:00"}, {"code", "4K7V"}}});
  REQUIRE(slip.parts.size() == 4);
  CHECK(slip.parts[0] == SlipPart(SlipText{"Case T3-0042", SlipText::Align::centre, SlipText::Size::large, true}));
  CHECK(slip.parts[1] == SlipPart(SlipPair{"Ana", "at 11:00", true}));
  CHECK(slip.parts[2] == SlipPart(SlipQr{"4K7V"}));
  CHECK(slip.parts[3] == SlipPart(SlipBarcode{"AM4K7V"}));
}

TEST_CASE("a part that names something empty or unknown is left out") {
  const SlipValues values{.texts = {{"who", "Ana"}, {"by", ""}}};
  CHECK(made({text("{who} until {by}"), text("{nobody}"), pair("{who}", "{by}"), pair("{by}", "{who}"),
              of_kind(SlipPartKind::qr, "{by}"), text("  ")},
             values)
            .parts.empty());
  CHECK(made({text("{who}"), pair("{who}", "ours")}, values).parts.size() == 2);
}

TEST_CASE("when and unless ask for a value or a list") {
  SlipTemplatePart with = text("some");
  with.when = "rows";
  SlipTemplatePart without = text("none");
  without.unless = "rows";
  CHECK(made({with, without}, {.lists = {{"rows", {}}}}) == Slip{{SlipText{"none"}}});
  CHECK(made({with, without}, {.lists = {{"rows", {{{"name", "tea"}}}}}}) == Slip{{SlipText{"some"}}});
  CHECK(made({with, without}, {.texts = {{"rows", "yes"}}}) == Slip{{SlipText{"some"}}});
  CHECK(made({with, without}, {}) == Slip{{SlipText{"none"}}});
}

TEST_CASE("neighbours with the same list take turns, and a row's values hide the slip's") {
  SlipTemplatePart hidden = each("acts", text("{note}"));
  const SlipValues values{
      .texts = {{"store", "Corner"}, {"note", "of the slip"}},
      .lists = {{"acts", {{{"act", "Tea"}, {"note", ""}}, {{"act", "Cake"}, {"note", "warm"}}, {{"act", "Call"}}}}}};
  CHECK(made({each("acts", text("{act} of {store}")), hidden, text("end"), each("acts", text("{act}")),
              each("nothing", text("never"))},
             values) ==
        Slip{{SlipText{"Tea of Corner"}, SlipText{"Cake of Corner"}, SlipText{"warm"}, SlipText{"Call of Corner"},
              SlipText{"of the slip"}, SlipText{"end"}, SlipText{"Tea"}, SlipText{"Cake"}, SlipText{"Call"}}});
}

TEST_CASE("lines and gaps neither end the slip nor meet where what stood between them is left out") {
  const SlipTemplatePart rule = of_kind(SlipPartKind::rule);
  const SlipTemplatePart space = of_kind(SlipPartKind::space);
  CHECK(made({text("a"), rule, space, text("{gone}"), space, rule, text("b"), space, rule, space}, {}) ==
        Slip{{SlipText{"a"}, SlipRule{}, SlipSpace{}, SlipText{"b"}}});
  CHECK(made({text("a"), space, each("gone", text("row")), space, text("b")}, {}) ==
        Slip{{SlipText{"a"}, SlipSpace{}, SlipText{"b"}}});
  CHECK(made({rule, space}, {}).parts.empty());
  // Room that the store wants.
  CHECK(made({text("a"), text("{gone}"), space, space, text("b")}, {}) ==
        Slip{{SlipText{"a"}, SlipSpace{}, SlipSpace{}, SlipText{"b"}}});
}

TEST_CASE("what a value holds is neither a name nor a printer's command") {
  const SlipValues values{.texts = {{"words", "{who}\n\x1b@hot\x7f"}, {"who", "Ana"}, {"thing", "Tee é"}}};
  CHECK(made({text("{words}"), of_kind(SlipPartKind::barcode, "{thing}"), of_kind(SlipPartKind::barcode, "{who}")},
             values) == Slip{{SlipText{"{who}  @hot "}, SlipBarcode{"Ana"}}});
}

}  // namespace amends
