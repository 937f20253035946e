// Files that are mapped for reading, and let go of between frames.
#include "ui/mapped_file.hpp"

#include <catch_amalgamated.hpp>
#include <fstream>
#include <iterator>
#include <string>

using namespace amends;

namespace {

const std::string kFile = std::string(AMENDS_ASSETS_DIR) + "/languages/en.toml";

std::string text_of(const MappedFile& file) {
  return {file.bytes().begin(), file.bytes().end()};
}

// Of this process's pages of the file, how many are mapped now.
std::size_t mapped_kb(const std::string& path) {
  std::ifstream smaps("/proc/self/smaps");
  std::string line;
  std::size_t sum_kb = 0;
  bool is_it = false;
  while (std::getline(smaps, line)) {
    if (line.find('-') < line.find(' ')) is_it = line.ends_with(path);
    if (is_it && line.starts_with("Rss:")) sum_kb += std::stoul(line.substr(4));
  }
  return sum_kb;
}

}  // namespace

TEST_CASE("a mapped file that was let go of takes no memory and reads as before") {
  const auto file = MappedFile::open(kFile);
  REQUIRE(file);
  std::ifstream stream(kFile, std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  CHECK(text_of(*file) == expected);
  CHECK(mapped_kb(kFile) > 0);
  file->let_go();
  CHECK(mapped_kb(kFile) == 0);
  CHECK(text_of(*file) == expected);
}

TEST_CASE("a missing or empty file can't be mapped") {
  CHECK_FALSE(MappedFile::open(kFile + ".missing"));
  CHECK_FALSE(MappedFile::open("/dev/null"));
}
