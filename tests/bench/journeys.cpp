#include "journeys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "display.hpp"
#include "kiosk/journey.hpp"

namespace amends::bench {
namespace {

// At once: they wait most of their time, but not so many that one would wait for the others.
constexpr std::size_t kAtOnce = 4;

bool measures_something(const kiosk::Journey& journey) {
  return std::ranges::find(journey.steps, kiosk::StepKind::measure, &kiosk::Step::kind) != journey.steps.end();
}

std::vector<std::filesystem::path> journeys_in(const std::filesystem::path& folder, bool only_measured) {
  std::vector<std::filesystem::path> files;
  std::error_code unread;
  for (const auto& entry : std::filesystem::directory_iterator(folder, unread)) {
    if (entry.path().extension() != ".journey") continue;
    const auto journey = kiosk::read_journey(entry.path());
    if (!journey) throw CannotMeasure{journey.error()};
    if (!only_measured || measures_something(*journey)) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  if (files.empty()) throw CannotMeasure{fmt::format("{} holds no journeys for it", folder.string())};
  return files;
}

kiosk::Section section_of(const nlohmann::json& line) {
  return {.name = line.at("section"),
          .within = line.at("within"),
          .taps = line.at("taps"),
          .drags = line.at("drags"),
          .keys = line.at("keys"),
          .thoughts = line.at("thoughts"),
          .seconds = line.at("seconds")};
}

Played read_counts(const std::filesystem::path& file, Played played) {
  std::ifstream stream(file);
  std::string text;
  while (std::getline(stream, text)) {
    const auto line = nlohmann::json::parse(text);
    if (line.contains("section")) {
      played.sections.push_back(section_of(line));
    } else {
      played.fullest_at = line.at("fullest_at");
      played.nodes = line.at("nodes");
      played.letters = line.at("letters");
      played.drawn = line.at("drawn");
    }
  }
  if (played.nodes == 0)
    throw CannotMeasure{fmt::format("{} didn't go as it expects at {}", played.journey.string(), played.size)};
  return played;
}

}  // namespace

std::vector<Played> play_journeys(const Wishes& wishes, const std::vector<std::string>& sizes, bool only_measured) {
  std::vector<Played> wanted;
  for (const auto& file : journeys_in(wishes.journeys, only_measured)) {
    for (const std::string& size : sizes)
      wanted.push_back({.journey = file, .size = size, .sections = {}});
  }
  std::vector<Played> played;
  for (std::size_t first = 0; first < wanted.size(); first += kAtOnce) {
    const TemporaryFolder folder(wishes.folder);
    const std::size_t end = std::min(first + kAtOnce, wanted.size());
    std::vector<std::unique_ptr<Program>> tills;
    for (std::size_t i = first; i < end; ++i) {
      const std::string data = folder.path() / std::to_string(i);
      tills.push_back(std::make_unique<Program>(
          std::vector<std::string>{wishes.till, "--journey", wanted[i].journey, "--size", wanted[i].size, "--data",
                                   data, "--counts", data + ".counts"},
          std::vector<std::string>{"SDL_VIDEODRIVER=dummy"}));
    }
    for (const auto& till : tills)
      till->wait();
    for (std::size_t i = first; i < end; ++i)
      played.push_back(read_counts(folder.path() / (std::to_string(i) + ".counts"), wanted[i]));
  }
  return played;
}

const Played& fullest_screen(const Wishes& wishes) {
  static std::optional<Played> found;
  if (!found) found = std::ranges::max(play_journeys(wishes, {kScreenSize}, false), {}, &Played::drawn);
  return *found;
}

std::string name_of(const Played& played) {
  return fmt::format("{} nodes, {} letters after step {} of {} at {}", played.nodes, played.letters, played.fullest_at,
                     played.journey.filename().string(), played.size);
}

}  // namespace amends::bench
