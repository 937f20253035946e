#include "admin/pin_tools.hpp"

#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>

#include <fmt/format.h>

#include "admin/say.hpp"
#include "effects/pin_hash.hpp"
#include "ledger/pepper.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

// As many as the pad on the screen takes.
constexpr std::size_t kDigitsLeast = 4;
constexpr std::size_t kDigitsMost = 6;

// While it is there, what is typed isn't shown.
class NoEcho {
 public:
  NoEcho() {
    if (::isatty(STDIN_FILENO) != 1 || ::tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
  }
  ~NoEcho() {
    if (changed_) static_cast<void>(::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_));
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
  bool changed_ = false;
};

std::optional<Secret> read_pin() {
  say(stderr, "The PIN, {} to {} digits:", kDigitsLeast, kDigitsMost);
  std::string line;
  {
    const NoEcho silent;
    std::getline(std::cin, line);
  }
  const bool digits = std::ranges::all_of(line, [](char letter) { return letter >= '0' && letter <= '9'; });
  if (digits && line.size() >= kDigitsLeast && line.size() <= kDigitsMost) return Secret(std::move(line));
  wipe(line);
  say(stderr, "That is no PIN. Type {} to {} digits, nothing else.", kDigitsLeast, kDigitsMost);
  return std::nullopt;
}

// The till's pepper, made where there is no ledger yet.
tl::expected<Pepper, std::string> pepper_of(const fs::path& data) {
  std::error_code ignored;
  if (!fs::is_directory(data, ignored)) {
    return tl::unexpected(fmt::format("There is no folder {}. Name the till's data folder.", data.string()));
  }
  struct stat info {};
  if (::stat(data.c_str(), &info) != 0 || info.st_uid != ::geteuid()) {
    return tl::unexpected(fmt::format(
        "{} is another user's: what is made here, the till could not read. Run this as the user the till runs as.",
        data.string()));
  }
  const fs::path keys = data / "keys";
  if (fs::exists(data / "ledger.sqlite", ignored) && !fs::exists(keys / "pepper", ignored)) {
    return tl::unexpected(
        fmt::format("{} has a ledger, but not its keys. Put the copy of {} back first.", data.string(), keys.string()));
  }
  const auto failed = [](const FileError& error) {
    return tl::unexpected(fmt::format("{}. Look at the permissions of the folder.", error.text));
  };
  if (auto made = make_folder(keys); !made) return failed(made.error());
  if (auto made = Pepper::prepare(keys); !made) return failed(made.error());
  auto pepper = Pepper::read(keys);
  if (!pepper) return failed(pepper.error());
  return *std::move(pepper);
}

}  // namespace

int make_pin(const PinRequest& wanted) {
  const auto pepper = pepper_of(wanted.data);
  if (!pepper) {
    say(stderr, "{}", pepper.error());
    return 1;
  }
  const std::optional<Secret> pin = wanted.typed ? read_pin() : make_pin_of_six();
  if (!pin) return 2;
  const auto hash = hash_pin(*pin, pepper->derive(PepperPurpose::pins));
  if (!hash) {
    say(stderr, "There are no 32 MiB of memory free for the hash. Close something, then try again.");
    return 1;
  }
  if (!wanted.typed) say(stderr, "The PIN is {}. Tell it to whom it belongs; it is kept nowhere.", pin->text());
  say(stderr, "For the [[person]] in the staff file of this till:");
  say(stdout, "pin = \"{}\"", *hash);
  return 0;
}

}  // namespace amends
