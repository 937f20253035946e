// Pages as files: whatever text they are given stands there as text.
#include "desk/html.hpp"

#include <array>

#include <catch_amalgamated.hpp>

namespace amends {

using Catch::Matchers::ContainsSubstring;

TEST_CASE("Every sign that means something to a browser is written so that it means itself") {
  CHECK(escape_html("<b> & \"x\" 'y'") == "&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;");
  CHECK(escape_html("&amp;") == "&amp;amp;");
  CHECK(escape_html(std::string_view("a\0b\x1f\x7f\t\n", 8)) == "a\uFFFDb\uFFFD\uFFFD\t\n\uFFFD");
  CHECK(escape_html("Süßes ☕") == "Süßes ☕");
}

TEST_CASE("Every piece of a page escapes what it shows") {
  constexpr std::string_view kBad = "<script>alert('1')</script>\" onload=\"x";
  const std::array<std::string, 1> bad = {std::string(kBad)};
  const std::array<std::vector<std::string>, 1> row = {{{std::string(kBad)}}};
  HtmlPage page(kBad, kBad);
  page.heading(kBad);
  page.subheading(kBad);
  page.line(kBad);
  page.small(kBad);
  page.quote(kBad, kBad);
  page.list(bad);
  page.table(bad, row, 0);
  const std::string written = std::move(page).take();
  CHECK_THAT(written, !ContainsSubstring("<script"));
  CHECK_THAT(written, !ContainsSubstring("\" onload"));
  std::size_t count = 0;
  for (std::size_t at = written.find("&lt;script&gt;"); at != std::string::npos;
       at = written.find("&lt;script&gt;", at + 1))
    ++count;
  CHECK(count == 11);
}

}  // namespace amends
