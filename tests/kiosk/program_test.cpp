// The till's program from outside: what it says and how it ends.

#include <png.h>
#include <sys/wait.h>
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "kiosk_process.hpp"
#include "till_fixture.hpp"

namespace kiosk {
namespace {

int lines_of(const std::string& text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

TEST_CASE("wrong use is one sentence and exit code 2") {
  const TestFolder folder;
  write_text(folder.path() / "slip.journey", "tap Pay\n");
  const std::string slip = (folder.path() / "slip.journey").string();
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"--bogus"},
                                                                     {"stray"},
                                                                     {"--data"},
                                                                     {"--pack", "bakery"},
                                                                     {"--pack", "../secret"},
                                                                     {"--size", "wide"},
                                                                     {"--size", "10x10"},
                                                                     {"--surface", "paper"},
                                                                     {"--clock", "noon"},
                                                                     {"--host-behaviour", "rude"},
                                                                     {"--host-without", "refund-line,tea"},
                                                                     {"--kill-at", "3"},
                                                                     {"--stay-at", "3"},
                                                                     {"--counts", "counts"},
                                                                     {"--journey", "/nowhere/a.journey"},
                                                                     {"--journey", slip}}) {
    std::vector<std::string> all = arguments;
    if (arguments.front() != "--data") all.insert(all.end(), {"--data", (folder.path() / "data").string()});
    const Ended ended = run_kiosk(all);
    INFO(arguments.front() << " " << arguments.back() << ": " << ended.output);
    CHECK(ended.exit_code == 2);
    CHECK(lines_of(ended.output) == 1);
    CHECK(ended.output.starts_with("amends-kiosk: "));
  }
}

TEST_CASE("the help names every option") {
  const Ended ended = run_kiosk({"--help"});
  CHECK(ended.exit_code == 0);
  for (const char* option : {"--pack", "--data", "--size", "--fullscreen", "--journey", "--pictures", "--tour",
                             "--journeys", "--kill-at", "--counts", "--stay-at", "--print-checks", "--host-behaviour",
                             "--host-without", "--no-pos", "--no-operator", "--surface", "--clock"}) {
    CHECK(ended.output.find(option) != std::string::npos);
  }
}

TEST_CASE("without the overlay the till sells, says so in one line, and ends well") {
  const TestFolder folder;
  write_text(folder.path() / "a.journey",
             "expect \"Amends isn't running\"\ntap \"Pay\"\nwait \"is paid by card\"\ntap \"Close\"\n"
             "wait \"is closed\"\ntap \"Hold\"\nwait \"Nothing on the screen\"\n");
  const std::string data = (folder.path() / "data").string();
  const Ended ended = run_kiosk(
      {"--data", data, "--plugin", "/nowhere/amends.so", "--journey", (folder.path() / "a.journey").string()});
  INFO(ended.output);
  CHECK(ended.exit_code == 0);
  const Ended printed = run_kiosk({"--data", data, "--print-checks"});
  CHECK(printed.output.find("check number=41 state=closed total=41.30 paid=41.30 refunded=0.00") != std::string::npos);
}

TEST_CASE("a step that fails says its line, what was looked for and what was there, and leaves a picture") {
  const TestFolder folder;
  write_text(folder.path() / "b.journey", "# words\ntap \"Table 7\"\nexpect \"a unicorn\"\n");
  const Ended ended =
      run_kiosk({"--data", (folder.path() / "data").string(), "--plugin", "/nowhere/amends.so", "--journey",
                 (folder.path() / "b.journey").string(), "--pictures", (folder.path() / "pictures").string()});
  INFO(ended.output);
  CHECK(ended.exit_code == 1);
  CHECK(ended.output.find("b.journey:3: expect \"a unicorn\": it isn't there. On the screen: ") != std::string::npos);
  CHECK(ended.output.find("\"Table 7 · 2 guests\"") != std::string::npos);
  CHECK(std::filesystem::file_size(folder.path() / "pictures" / "b-line-3-failed.png") > 1000);
}

std::vector<unsigned char> pixels_of(const std::filesystem::path& file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  REQUIRE(png_image_begin_read_from_file(&image, file.c_str()) != 0);
  image.format = PNG_FORMAT_RGB;
  std::vector<unsigned char> pixels(PNG_IMAGE_SIZE(image));
  REQUIRE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr) != 0);
  return pixels;
}

// The most that any channel of any pixel differs.
int difference(const std::filesystem::path& a, const std::filesystem::path& b) {
  const std::vector<unsigned char> first = pixels_of(a);
  const std::vector<unsigned char> second = pixels_of(b);
  REQUIRE(first.size() == second.size());
  int most = 0;
  for (std::size_t i = 0; i < first.size(); ++i)
    most = std::max(most, std::abs(first[i] - second[i]));
  return most;
}

TEST_CASE("the window shows the same on both surfaces") {
  const TestFolder folder;
  write_text(folder.path() / "c.journey",
             "tap \"Make it right\"\nwait \"What went wrong?\"\ntap \"Iced tea, peach\"\npicture sheet\n"
             "tap \"Close\"\npause 300\npicture tab\n");
  for (const char* surface : {"sdl2", "rgba8"}) {
    const Ended ended = run_kiosk({"--data", (folder.path() / surface).string(), "--surface", surface, "--journey",
                                   (folder.path() / "c.journey").string(), "--pictures",
                                   (folder.path() / (std::string(surface) + "-pictures")).string()});
    INFO(ended.output);
    REQUIRE(ended.exit_code == 0);
  }
  const auto sdl2 = folder.path() / "sdl2-pictures";
  const auto rgba8 = folder.path() / "rgba8-pictures";
  CHECK(difference(sdl2 / "sheet.png", rgba8 / "sheet.png") == 0);
  // The tab's round corners are blended with the till by SDL there and by the overlay here: they round differently.
  CHECK(difference(sdl2 / "tab.png", rgba8 / "tab.png") <= 2);
}

TEST_CASE("what is measured is counted as it was played, a drag that scrolls something into view too") {
  const TestFolder folder;
  write_text(folder.path() / "e.journey",
             "tap \"Make it right\"\nwait \"What went wrong?\"\nmeasure all\nthink\ntap \"Iced tea, mint\"\n"
             "measure failure\ntap \"Cold\"\nmeasured\nwait \"Recorded\"\nmeasured\ntap \"Close\"\n");
  const std::filesystem::path counts = folder.path() / "counts";
  const Ended ended = run_kiosk({"--data", (folder.path() / "data").string(), "--size", "480x480", "--counts",
                                 counts.string(), "--journey", (folder.path() / "e.journey").string()});
  INFO(ended.output);
  REQUIRE(ended.exit_code == 0);
  const std::string written = read_text(counts);
  INFO(written);
  CHECK(lines_of(written) == 3);
  CHECK(written.starts_with(R"({"section":"all","within":"","taps":2,"drags":)"));
  CHECK(written.find(R"("drags":0)") == std::string::npos);
  CHECK(written.find(R"({"section":"failure","within":"all","taps":1,)") != std::string::npos);
  CHECK(written.find(R"({"fullest_at":)") != std::string::npos);
}

TEST_CASE("told to stay at a step, the till plays no further and is there to be used") {
  const TestFolder folder;
  const auto journey = folder.path() / "f.journey";
  write_text(journey, "expect \"Make it right\"\nexpect \"a unicorn\"\n");
  // Whoever waits for it ends it at last; had it ended by itself, the exit code would be its own.
  constexpr int kTimedOut = 124;
  const std::string command = "SDL_VIDEODRIVER=dummy timeout 4 '" AMENDS_KIOSK_PATH "' --stay-at 1 --data '" +
                              (folder.path() / "data").string() + "' --journey '" + journey.string() + "' > '" +
                              (folder.path() / "said").string() + "' 2>&1";
  const int status = std::system(command.c_str());
  INFO(read_text(folder.path() / "said"));
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == kTimedOut);
  CHECK(read_text(folder.path() / "said") == "f.journey: 1 steps, 0 pictures\n");
}

TEST_CASE("a second till on the same data is refused with a sentence") {
  BusinessOnDisk business;
  const Ended ended =
      run_kiosk({"--data", business.journal().parent_path().parent_path().string(), "--journey",
                 (std::filesystem::path(AMENDS_SOURCE_DIR) / "tests/journeys/iced_tea.journey").string()});
  CHECK(ended.exit_code == 1);
  CHECK(ended.output.find("another till is using it") != std::string::npos);
}

TEST_CASE("a damaged ledger doesn't end the till: the sale goes on") {
  const TestFolder folder;
  const auto data = folder.path() / "data";
  write_text(data / "amends" / "ledger.sqlite", "this is no ledger at all, only words that fill some bytes");
  write_text(folder.path() / "d.journey",
             "tap till \"Table 2\"\ntap \"Pay\"\nwait \"is paid by card\"\npicture damaged\n");
  const Ended ended = run_kiosk({"--data", data.string(), "--journey", (folder.path() / "d.journey").string()});
  INFO(ended.output);
  CHECK(ended.exit_code == 0);
  CHECK(read_text(data / "amends" / "ledger.sqlite").starts_with("this is no ledger at all"));
}

}  // namespace
}  // namespace kiosk
