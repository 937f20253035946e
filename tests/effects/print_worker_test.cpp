// The worker that prints: in order, one report for each job, and a stop that waits for no printer.
#include "effects/print_worker.hpp"

#include <catch_amalgamated.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "support/fake_printer.hpp"
#include "support/scratch_folder.hpp"

namespace amends {
namespace {

using std::chrono::milliseconds;
using testing::FakePrinter;

struct Printing {
  explicit Printing(std::filesystem::path font_file = {})
      : worker(std::move(font_file), [this](const PrintReport& told) {
          const std::lock_guard guard(mutex);
          reports.push_back(told);
          arrived.notify_one();
        }) {}

  void print(std::uint64_t id, std::uint16_t port, std::string words) {
    worker.print({.id = id,
                  .slip = {{SlipText{.text = std::move(words)}}},
                  .profile = {},
                  .address = {.kind = PrinterAddress::Kind::tcp, .where = "127.0.0.1", .port = port}});
  }
  void await(std::size_t count) {
    std::unique_lock lock(mutex);
    REQUIRE(arrived.wait_for(lock, std::chrono::seconds{60}, [&] { return reports.size() >= count; }));
  }

  std::mutex mutex;
  std::condition_variable arrived;
  std::vector<PrintReport> reports;
  PrintWorker worker;
};

std::size_t place_of(const FakePrinter& printer, std::string_view words) {
  const auto paper = printer.paper();
  const auto found = std::search(paper.begin(), paper.end(), words.begin(), words.end(),
                                 [](std::uint8_t one, char other) { return one == static_cast<std::uint8_t>(other); });
  REQUIRE(found != paper.end());
  return static_cast<std::size_t>(found - paper.begin());
}

TEST_CASE("Slips come out in the order in which they were given, each reported once") {
  const FakePrinter printer({});
  const FakePrinter empty({.paper_status = 0x7E});
  Printing at;
  at.print(7, printer.port(), "first");
  at.print(8, empty.port(), "none");
  at.print(9, printer.port(), "second");
  at.await(3);
  at.worker.stop();
  REQUIRE(at.reports.size() == 3);
  CHECK(at.reports[0].id == 7);
  CHECK(at.reports[0].outcome == PrintOutcome::printed);
  CHECK(at.reports[1].id == 8);
  CHECK(at.reports[1].outcome == PrintOutcome::paper_out);
  CHECK(at.reports[1].sentence.find("has no paper") != std::string::npos);
  CHECK(at.reports[2].id == 9);
  CHECK(at.reports[2].outcome == PrintOutcome::printed);
  CHECK(place_of(printer, "first") < place_of(printer, "second"));
  CHECK(empty.paper().empty());
}

TEST_CASE("No two slips have the same mark") {
  const FakePrinter printer({});
  Printing at;
  at.print(1, printer.port(), "first");
  at.print(2, printer.port(), "first");
  at.await(2);
  const auto paper = printer.paper();
  REQUIRE(paper.size() % 2 == 0);
  const std::size_t half = paper.size() / 2;
  CHECK(std::equal(paper.begin(), paper.begin() + static_cast<std::ptrdiff_t>(half - 4),
                   paper.begin() + static_cast<std::ptrdiff_t>(half)));
  CHECK_FALSE(std::equal(paper.end() - 4, paper.end(), paper.begin() + static_cast<std::ptrdiff_t>(half - 4)));
}

TEST_CASE("A stop waits for no printer, and every job is told of") {
  const FakePrinter silent({.answers_status = false});
  Printing at;
  for (std::uint64_t id = 1; id <= 3; ++id)
    at.print(id, silent.port(), "never");
  while (silent.clients() == 0)
    std::this_thread::yield();
  const auto begun = std::chrono::steady_clock::now();
  at.worker.stop();
  CHECK(std::chrono::steady_clock::now() - begun < milliseconds{1'500});
  REQUIRE(at.reports.size() == 3);
  for (std::size_t index = 0; index < 3; ++index) {
    CHECK(at.reports[index].id == index + 1);
    CHECK(at.reports[index].outcome == PrintOutcome::not_reached);
    CHECK(at.reports[index].sentence.find("because the till stops") != std::string::npos);
  }
  CHECK(silent.paper().empty());
}

TEST_CASE("A worker that never had a job stops, twice too") {
  Printing at;
  at.worker.stop();
  at.worker.stop();
  CHECK(at.reports.empty());
}

TEST_CASE("Letters that no code page has are drawn with the font, and plainer without") {
  const auto rasters = [](const std::filesystem::path& font_file) {
    const FakePrinter printer({});
    Printing at(font_file);
    at.print(1, printer.port(), "Łódź");
    at.await(1);
    CHECK(at.reports[0].outcome == PrintOutcome::printed);
    const auto paper = printer.paper();
    constexpr std::string_view kRaster = "\x1Dv0";
    return std::search(paper.begin(), paper.end(), kRaster.begin(), kRaster.end()) != paper.end();
  };
  CHECK(rasters("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"));
  CHECK_FALSE(rasters("/nowhere/NotoSans-Regular.ttf"));
  CHECK_FALSE(rasters({}));
}

}  // namespace
}  // namespace amends
