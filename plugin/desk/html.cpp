#include "desk/html.hpp"

#include <utility>

#include <fmt/format.h>

namespace amends {

namespace {

// For a screen as for paper: A4 where the printer leaves the choice, black on white, no row torn between two pages.
constexpr std::string_view kStyle = R"(
@page { size: A4; margin: 18mm 16mm; }
:root { color-scheme: light; }
body { font: 10.5pt/1.45 "Noto Sans", "Segoe UI", Helvetica, Arial, sans-serif; color: #000; background: #fff;
  max-width: 178mm; margin: 8mm auto; padding: 0 4mm; overflow-wrap: anywhere; }
h1 { font-size: 17pt; margin: 0 0 2mm; }
h2 { font-size: 12pt; margin: 7mm 0 2mm; padding-bottom: 1mm; border-bottom: 0.4pt solid #000; break-after: avoid; }
p { margin: 0 0 1.5mm; }
p.small { font-size: 9pt; color: #333; margin-top: 6mm; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
th { text-align: left; font-weight: 600; font-size: 9pt; color: #333; }
th, td { padding: 1.2mm 3mm 1.2mm 0; vertical-align: top; border-bottom: 0.2pt solid #999; }
th.number, td.number { text-align: right; white-space: nowrap; }
tr, li, figure { break-inside: avoid; }
ul { margin: 0; padding-left: 5mm; }
figure { margin: 0 0 3mm; }
figcaption { font-size: 9pt; color: #333; }
blockquote { margin: 0; padding-left: 3mm; border-left: 1.5pt solid #000; white-space: pre-wrap; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
)";

}  // namespace

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '&') {
      escaped += "&amp;";
    } else if (letter == '<') {
      escaped += "&lt;";
    } else if (letter == '>') {
      escaped += "&gt;";
    } else if (letter == '"') {
      escaped += "&quot;";
    } else if (letter == '\'') {
      escaped += "&#39;";
    } else if ((code < 0x20 && letter != '\t' && letter != '\n') || code == 0x7f) {
      escaped += "\xef\xbf\xbd";
    } else {
      escaped += letter;
    }
  }
  return escaped;
}

HtmlPage::HtmlPage(std::string_view language, std::string_view title) {
  page_ = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      escape_html(language), escape_html(title), kStyle);
}

void HtmlPage::heading(std::string_view text) {
  element("h1", text);
}

void HtmlPage::subheading(std::string_view text) {
  element("h2", text);
}

void HtmlPage::line(std::string_view text) {
  element("p", text);
}

void HtmlPage::small(std::string_view text) {
  page_ += fmt::format("<p class=\"small\">{}</p>\n", escape_html(text));
}

void HtmlPage::quote(std::string_view label, std::string_view words) {
  page_ += fmt::format("<figure><figcaption>{}</figcaption><blockquote>{}</blockquote></figure>\n", escape_html(label),
                       escape_html(words));
}

void HtmlPage::list(std::span<const std::string> items) {
  page_ += "<ul>\n";
  for (const std::string& item : items)
    element("li", item);
  page_ += "</ul>\n";
}

void HtmlPage::table(std::span<const std::string> head, std::span<const std::vector<std::string>> rows,
                     std::size_t numeric) {
  const auto class_of = [&](std::size_t column) { return column == numeric ? " class=\"number\"" : ""; };
  page_ += "<table>\n<thead><tr>";
  for (std::size_t column = 0; column < head.size(); ++column)
    page_ += fmt::format("<th scope=\"col\"{}>{}</th>", class_of(column), escape_html(head[column]));
  page_ += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : rows) {
    page_ += "<tr>";
    for (std::size_t column = 0; column < row.size(); ++column)
      page_ += fmt::format("<td{}>{}</td>", class_of(column), escape_html(row[column]));
    page_ += "</tr>\n";
  }
  page_ += "</tbody>\n</table>\n";
}

void HtmlPage::element(std::string_view tag, std::string_view text) {
  page_ += fmt::format("<{0}>{1}</{0}>\n", tag, escape_html(text));
}

std::string HtmlPage::take() && {
  page_ += "</body>\n</html>\n";
  return std::move(page_);
}

}  // namespace amends
