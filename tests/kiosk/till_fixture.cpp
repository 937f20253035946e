#include "till_fixture.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include <cstdlib>

namespace kiosk {

TestFolder::TestFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "amends-kiosk-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for the test");
  path_ = pattern;
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

BusinessOnDisk::BusinessOnDisk(std::uint32_t capabilities, std::string pack)
    : capabilities_(capabilities), pack_(std::move(pack)) {
  open_again();
}

void BusinessOnDisk::open_again() {
  pos_.reset();
  auto pack = read_demo_pack(std::filesystem::path(AMENDS_ASSETS_DIR) / "demo", pack_);
  if (!pack) throw std::runtime_error(pack.error());
  auto file = TillFile::open(journal(), TillFile::Use::write);
  if (!file) throw std::runtime_error(file.error());
  auto opened = DemoPos::open(std::move(*pack), std::move(*file), clock_, capabilities_);
  if (!opened) throw std::runtime_error(opened.error());
  pos_.emplace(std::move(*opened));
}

Answer BusinessOnDisk::answer() {
  const auto answers = pos_->take_due_answers();
  REQUIRE(answers.size() == 1);
  return answers.front();
}

Request request(std::string id, amends_request_kind_t kind, const Check& check, std::int64_t amount_minor) {
  Request made;
  made.kind = kind;
  made.id = std::move(id);
  made.check_id = check.id;
  made.case_number = "T3-0001";
  made.currency = "EUR";
  made.amount_minor = amount_minor;
  return made;
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_text(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text;
}

}  // namespace kiosk
