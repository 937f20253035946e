#include "kiosk/journey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "kiosk/layout.hpp"

namespace kiosk {
namespace {

constexpr std::array<std::pair<std::string_view, StepKind>, 20> kKinds = {{
    {"tap", StepKind::tap},         {"press", StepKind::press},       {"drag", StepKind::drag},
    {"type", StepKind::type},       {"key", StepKind::key},           {"wait", StepKind::wait},
    {"expect", StepKind::expect},   {"absent", StepKind::absent},     {"picture", StepKind::picture},
    {"host", StepKind::host},       {"advance", StepKind::advance},   {"sign-on", StepKind::sign_on},
    {"restart", StepKind::restart}, {"pause", StepKind::pause},       {"size", StepKind::size},
    {"measure", StepKind::measure}, {"measured", StepKind::measured}, {"think", StepKind::think},
    {"walk", StepKind::walk},       {"scan", StepKind::scan},
}};

struct Word {
  std::string text;
  bool quoted = false;
};

// The words of one line; a quoted text is one word.
Result<std::vector<Word>> split(std::string_view line) {
  std::vector<Word> words;
  std::size_t i = 0;
  while (i < line.size()) {
    if (line[i] == ' ' || line[i] == '\t') {
      ++i;
      continue;
    }
    Word word;
    word.quoted = line[i] == '"';
    bool closed = !word.quoted;
    if (word.quoted) ++i;
    for (; i < line.size(); ++i) {
      if (word.quoted && line[i] == '\\' && i + 1 < line.size()) {
        word.text += line[++i];
      } else if (word.quoted && line[i] == '"') {
        closed = true;
        ++i;
        break;
      } else if (!word.quoted && (line[i] == ' ' || line[i] == '\t')) {
        break;
      } else {
        word.text += line[i];
      }
    }
    if (!closed) return failure("a text has no closing quote");
    words.push_back(std::move(word));
  }
  return words;
}

std::optional<int> positive(std::string_view text) {
  int number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || number <= 0) return std::nullopt;
  return number;
}

bool is_simple(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](unsigned char letter) { return std::isalnum(letter) != 0 || letter == '-' || letter == '_'; });
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= ' ' && letter <= '~'; });
}

// Reads the words after the step's name, one after the other.
class StepReader {
 public:
  StepReader(std::vector<Word> words, Step& step) : words_(std::move(words)), step_(step) {}

  Result<void> read() {
    switch (step_.kind) {
      case StepKind::tap:
        return read_tap();
      case StepKind::press:
      case StepKind::walk:
      case StepKind::type:
      case StepKind::wait:
      case StepKind::expect:
      case StepKind::absent:
        return finish(quoted(step_.text), "a text in quotes");
      case StepKind::scan:
        return finish(quoted(step_.text) && is_ascii(step_.text), "a text of ASCII in quotes");
      case StepKind::drag:
        return read_drag();
      case StepKind::key:
      case StepKind::picture:
      case StepKind::sign_on:
        return finish(plain(step_.text), "a name");
      case StepKind::host:
        return read_host();
      case StepKind::advance:
        return read_advance();
      case StepKind::restart:
      case StepKind::measured:
      case StepKind::think:
        return finish(true, "nothing");
      case StepKind::measure:
        return finish(plain(step_.text) && is_simple(step_.text), "a name of letters, digits, - and _");
      case StepKind::pause:
        return read_pause();
      case StepKind::size:
        return read_size();
    }
    return failure("isn't a step");
  }

 private:
  const Word* peek() const { return next_ < words_.size() ? &words_[next_] : nullptr; }

  bool take_word(std::string_view wanted) {
    if (peek() == nullptr || peek()->quoted || peek()->text != wanted) return false;
    ++next_;
    return true;
  }

  bool quoted(std::string& text) {
    if (peek() == nullptr || !peek()->quoted || peek()->text.empty()) return false;
    text = words_[next_++].text;
    return true;
  }

  bool plain(std::string& text) {
    if (peek() == nullptr || peek()->quoted) return false;
    text = words_[next_++].text;
    return true;
  }

  std::optional<int> number() {
    if (peek() == nullptr || peek()->quoted) return std::nullopt;
    const auto value = positive(peek()->text);
    if (value) ++next_;
    return value;
  }

  Result<void> finish(bool good, std::string_view wanted) const {
    if (good && peek() == nullptr) return {};
    return failure(fmt::format("takes {}", wanted));
  }

  Result<void> read_tap() {
    constexpr std::string_view kWanted = "[till] [number] \"label\" [in \"label\"]";
    step_.till_only = take_word("till");
    step_.position = number().value_or(1);
    if (!quoted(step_.text)) return finish(false, kWanted);
    const bool has_parent = take_word("in");
    return finish(!has_parent || quoted(step_.parent), kWanted);
  }

  Result<void> read_drag() {
    constexpr std::string_view kWanted = "\"label\" up|down|left|right and a number of pixels";
    std::string direction;
    if (!quoted(step_.text) || !plain(direction)) return finish(false, kWanted);
    const int distance = number().value_or(0);
    if (direction == "up") step_.distance_y = -distance;
    if (direction == "down") step_.distance_y = distance;
    if (direction == "left") step_.distance_x = -distance;
    if (direction == "right") step_.distance_x = distance;
    return finish(step_.distance_x != 0 || step_.distance_y != 0, kWanted);
  }

  Result<void> read_host() {
    std::string name;
    const auto behaviour = plain(name) ? behaviour_by_name(name) : std::nullopt;
    step_.behaviour = behaviour.value_or(HostBehaviour::normal);
    return finish(behaviour.has_value(), "one of " + behaviour_names());
  }

  Result<void> read_advance() {
    constexpr std::int64_t kMinuteUs = 60'000'000;
    const int count = number().value_or(0);
    std::string unit;
    if (count == 0 || !plain(unit)) return finish(false, "a number of minutes, hours or days");
    if (unit == "minute" || unit == "minutes") step_.duration_us = count * kMinuteUs;
    if (unit == "hour" || unit == "hours") step_.duration_us = count * kMinuteUs * 60;
    if (unit == "day" || unit == "days") step_.duration_us = count * kMinuteUs * 1440;
    return finish(step_.duration_us != 0, "a number of minutes, hours or days");
  }

  Result<void> read_pause() {
    const int milliseconds = number().value_or(0);
    step_.duration_us = std::int64_t{milliseconds} * 1000;
    return finish(milliseconds > 0 && milliseconds <= 60'000, "a number of milliseconds, at most 60000");
  }

  Result<void> read_size() {
    std::string size;
    if (!plain(size)) return finish(false, "a size like 1024x600");
    const std::size_t cross = size.find('x');
    if (cross == std::string::npos) return finish(false, "a size like 1024x600");
    step_.width = positive(std::string_view(size).substr(0, cross)).value_or(0);
    step_.height = positive(std::string_view(size).substr(cross + 1)).value_or(0);
    return finish(step_.width >= kSmallestWidth && step_.height >= kSmallestHeight,
                  fmt::format("a size of at least {}x{}", kSmallestWidth, kSmallestHeight));
  }

  std::vector<Word> words_;
  std::size_t next_ = 1;
  Step& step_;
};

Result<Step> read_step(std::string_view line, int number) {
  auto words = split(line);
  if (!words) return failure(words.error());
  Step step;
  step.line = number;
  step.source = line;
  for (const auto& [name, kind] : kKinds) {
    if (words->front().quoted || words->front().text != name) continue;
    step.kind = kind;
    const auto read = StepReader(std::move(*words), step).read();
    if (!read) return failure(fmt::format("{} {}", name, read.error()));
    return step;
  }
  return failure(fmt::format("\"{}\" isn't a step", words->front().text));
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

}  // namespace

Result<Journey> parse_journey(const std::string& name, const std::string& text) {
  constexpr std::string_view kPackMark = "# pack:";
  Journey journey;
  journey.file = name;
  std::vector<int> measured_from;  // lines of what hasn't ended
  std::size_t begin = 0;
  for (int number = 1; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trimmed(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
    if (number == 1 && line.starts_with(kPackMark)) journey.pack = trimmed(line.substr(kPackMark.size()));
    if (line.empty() || line.front() == '#') continue;
    auto step = read_step(line, number);
    if (!step) return failure(fmt::format("{}:{}: {}.", name, number, step.error()));
    if (step->kind == StepKind::measure) measured_from.push_back(number);
    if (step->kind == StepKind::measured) {
      if (measured_from.empty()) return failure(fmt::format("{}:{}: nothing is measured here.", name, number));
      measured_from.pop_back();
    }
    journey.steps.push_back(std::move(*step));
  }
  if (!measured_from.empty()) {
    return failure(fmt::format("{}:{}: what is measured from here never ends.", name, measured_from.back()));
  }
  if (journey.steps.empty()) return failure(fmt::format("{}: there is no step in it.", name));
  return journey;
}

Result<Journey> read_journey(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return failure(fmt::format("{}: the journey can't be read.", file.string()));
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return parse_journey(file.string(), text);
}

}  // namespace kiosk
