#include "admin/ledger_place.hpp"

#include <chrono>
#include <cstdio>
#include <string_view>
#include <system_error>

#include "admin/say.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

std::string_view what_to_do(StorageTrouble trouble) {
  switch (trouble) {
    case StorageTrouble::none:
      break;
    case StorageTrouble::locked:
      return "A till is using this folder. Stop it first, then try again.";
    case StorageTrouble::damaged:
      return "Nothing was changed. amends-admin verify says where it is damaged, amends-admin restore puts a copy "
             "back.";
    case StorageTrouble::newer:
      return "Nothing was changed. Use the amends-admin of the version that wrote it.";
    case StorageTrouble::no_space:
      return "The disk is full. Free some space, then try again.";
    case StorageTrouble::read_only:
      return "It can't be written. Look at the permissions of the folder and its files.";
    case StorageTrouble::uncertain:
      return "The disk failed. Try again; if it fails again, replace the disk and put a copy back.";
    case StorageTrouble::unavailable:
      return "Look at the path and at the permissions of the folder.";
  }
  return "";
}

}  // namespace

fs::path ledger_file(const std::string& place) {
  std::error_code ignored;
  return fs::is_directory(place, ignored) ? fs::path(place) / "ledger.sqlite" : fs::path(place);
}

int fail(const fs::path& file, StorageTrouble trouble, const std::string& text) {
  say(stderr, "{}: {}. {}", file.string(), text, what_to_do(trouble));
  return 1;
}

int fail(const fs::path& file, const LedgerProblem& problem) {
  return fail(file, problem.trouble, problem.text);
}

Instant now_by_the_clock() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

bool is_ledger_there(const std::string& place) {
  std::error_code ignored;
  if (fs::exists(ledger_file(place), ignored)) return true;
  say(stderr, "There is no ledger in {}. Name the folder with the till's ledger.sqlite.", place);
  return false;
}

}  // namespace amends
