#include "kiosk/tour.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <system_error>
#include <vector>

#include "kiosk/clock.hpp"
#include "kiosk/demo_pack.hpp"
#include "kiosk/journey.hpp"
#include "kiosk/journey_player.hpp"
#include "kiosk/till.hpp"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr int kWrongUse = 2;
// Always the same hour, so that pictures can be compared.
constexpr const char* kJourneyStart = "2026-11-23T12:41:00Z";

tl::unexpected<JourneyFailure> journey_failure(int code, std::string sentence) {
  return tl::unexpected(JourneyFailure{code, std::move(sentence)});
}

// Only what an earlier tour left there goes: the folder is the tour's own.
Result<void> make_fresh(const fs::path& data) {
  std::error_code error;
  fs::remove_all(data, error);
  if (!error) fs::create_directories(data, error);
  if (error) return failure(fmt::format("{}: {}.", data.string(), error.message()));
  return {};
}

Result<void> write_counts(const fs::path& file, const JourneyPlayer& player) {
  std::ofstream stream(file, std::ios::trunc);
  for (const Section& section : player.keystrokes().sections())
    stream << json_of(section) << '\n';
  const auto& [step, nodes, letters, drawn] = player.fullest();
  stream << fmt::format(R"({{"fullest_at":{},"nodes":{},"letters":{},"drawn":{}}})", step, nodes, letters, drawn)
         << '\n';
  if (!stream.flush()) return failure(fmt::format("{}: the counts can't be written.", file.string()));
  return {};
}

}  // namespace

tl::expected<void, JourneyFailure> play_journey(const Options& wished) {
  auto journey = read_journey(wished.journey);
  if (!journey) return journey_failure(kWrongUse, journey.error());
  if (wished.stay_at != 0) {
    const std::size_t wanted = static_cast<std::size_t>(wished.stay_at);
    journey->steps.resize(std::min(journey->steps.size(), wanted));
  }
  Options options = wished;
  use_pack(options, options.pack.empty() ? journey->pack : options.pack);
  if (!options.clock_us) options.clock_us = parse_instant(kJourneyStart);
  if (options.pictures.empty()) options.pictures = options.data / "pictures";

  auto pack = read_demo_pack(options.assets / "demo", options.pack);
  if (!pack) return journey_failure(kWrongUse, pack.error());
  const auto till = Till::open(options, std::move(*pack));
  if (!till) return journey_failure(kFailed, till.error());
  JourneyPlayer player(**till, *journey, options.pictures, options.kill_at);
  const auto played = player.play();
  if (!played) return journey_failure(kFailed, played.error());
  if (!options.counts.empty()) {
    if (const auto written = write_counts(options.counts, player); !written)
      return journey_failure(kFailed, written.error());
  }
  fmt::print("{}: {} steps, {} pictures\n", journey->file.filename().string(), journey->steps.size(),
             player.pictures());
  if (options.stay_at != 0) {
    std::fflush(stdout);
    (*till)->run();
  }
  return {};
}

bool play_tour(const Options& options) {
  std::vector<fs::path> files;
  std::error_code unread;
  for (const auto& entry : fs::directory_iterator(options.journeys_dir, unread)) {
    if (entry.path().extension() == ".journey") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) {
    fmt::print(stderr, "amends-kiosk: {} holds no journeys.\n", options.journeys_dir.string());
    return false;
  }
  int failed = 0;
  for (const fs::path& file : files) {
    Options one = options;
    one.journey = file;
    one.data = options.tour / "data" / file.stem();
    one.pictures = options.tour / file.stem();
    const auto fresh = make_fresh(one.data);
    const auto played = fresh ? play_journey(one) : journey_failure(kFailed, fresh.error());
    std::fflush(stdout);
    if (played) continue;
    ++failed;
    fmt::print(stderr, "amends-kiosk: {}\n", played.error().sentence);
  }
  fmt::print("{} of {} journeys as expected; pictures in {}\n", files.size() - static_cast<std::size_t>(failed),
             files.size(), options.tour.string());
  return failed == 0;
}

}  // namespace kiosk
