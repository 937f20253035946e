// The packs name icons that the screens have: what files can't know and the ui doesn't read.
#include <catch_amalgamated.hpp>

#include <filesystem>

#include "files/pack_reader.hpp"
#include "ui/icons.hpp"

namespace amends {

TEST_CASE("each icon that a shipped pack names is one the screens can draw") {
  const Currency euro = *find_currency("EUR");
  for (const std::string name : {"restaurant", "retail"}) {
    const auto book = read_playbook(std::filesystem::path(AMENDS_ASSETS_DIR) / "packs" / name, euro);
    if (!book) FAIL(describe(book.error()));
    for (const Failure& failure : book->failures) {
      INFO(name << ": " << failure.icon);
      CHECK(icon_by_name(failure.icon));
    }
    for (const RemedyTemplate& remedy : book->remedies) {
      INFO(name << ": " << remedy.icon);
      CHECK(icon_by_name(remedy.icon));
    }
  }
}

}  // namespace amends
