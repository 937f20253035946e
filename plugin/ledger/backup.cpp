#include "ledger/backup.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <system_error>
#include <vector>

#include "ledger/bytes.hpp"
#include "ledger/folder.hpp"
#include "ledger/projection.hpp"
#include "ledger/secret_file.hpp"
#include "ledger/verify_ledger.hpp"

namespace amends {

namespace fs = std::filesystem;

namespace {

LedgerProblem problem_of_file(const FileError& error) {
  return {trouble_of(error), error.text};
}

// A name that nothing has yet.
fs::path free_name_beside(const fs::path& file) {
  std::error_code ignored;
  for (int number = 1;; ++number) {
    fs::path name = file.string() + ".before-" + std::to_string(number);
    if (!fs::exists(name, ignored)) return name;
  }
}

LedgerResult<ChainHead> head_of_whole(const fs::path& file, const fs::path& keys, VerifyDepth depth,
                                      const std::function<bool()>& goes_on) {
  const auto verdict = verify_ledger({file, "", keys, std::nullopt, depth, goes_on});
  if (!verdict) return tl::unexpected(verdict.error());
  if (!verdict->faults.empty()) {
    const LedgerFault& fault = verdict->faults.front();
    const std::string place = fault.seq == 0 ? "" : "fact " + std::to_string(fault.seq) + ": ";
    return tl::unexpected(LedgerProblem{StorageTrouble::damaged, place + fault.text});
  }
  return verdict->head;
}

std::optional<Counters> numbers_in(const fs::path& file) {
  auto opened = open_to_judge(file, "");
  if (!opened) return std::nullopt;
  const auto counters = read_counters(opened->reader);
  return counters ? std::optional(*counters) : std::nullopt;
}

// What was given after the copy was made can be read from the file that it replaces, or, where that is past reading, was
// hardly more than this.
Counters last_numbers(const fs::path& file, const fs::path& copy) {
  constexpr std::uint64_t kMoreThanAMonth = 10'000;
  Counters last = numbers_in(copy).value_or(Counters{});
  if (const auto before = numbers_in(file)) {
    return {std::max(last.cases, before->cases), std::max(last.coupons, before->coupons)};
  }
  return {last.cases + kMoreThanAMonth, last.coupons + kMoreThanAMonth};
}

void remove_with_logs(const fs::path& file) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"})
    fs::remove(file.string() + suffix, ignored);
}

// The file stays under its name, too, until another takes it: at no moment there is none, of which a start would make a new
// one. The log of a file that wasn't closed well belongs to it and goes along.
LedgerResult<void> keep_with_log(const fs::path& file, const fs::path& as) {
  std::error_code error;
  fs::create_hard_link(file, as, error);
  const fs::path log = file.string() + "-wal";
  std::error_code ignored;
  if (!error && fs::exists(log, ignored)) fs::rename(log, as.string() + "-wal", error);
  if (error) return tl::unexpected(problem_of_file({error.value(), as.string() + ": " + error.message()}));
  fs::remove(file.string() + "-shm", ignored);
  return {};
}

}  // namespace

LedgerResult<ChainHead> back_up(const fs::path& file, const fs::path& target, const BackupPace& pace) {
  auto from = open_to_judge(file, "");
  if (!from) return tl::unexpected(from.error());
  // One moment of the file: without it SQLite would begin anew whenever the till has written.
  auto moment = from->reader.run("BEGIN");
  if (moment) moment = from->reader.integer("SELECT COUNT(*) FROM meta").map([](std::int64_t) {});
  if (!moment) return tl::unexpected(problem_of(moment.error()));
  const fs::path draft = target.string() + ".new";
  remove_with_logs(draft);
  {
    auto to = Connection::open(draft.string(), OpenMode::create, "");
    if (!to) return tl::unexpected(problem_of(to.error()));
    if (auto copied = to->take_copy_of(from->reader, pace.pages, pace.goes_on); !copied) {
      remove_with_logs(draft);
      return tl::unexpected(problem_of(copied.error()));
    }
  }
  auto head = head_of_whole(draft, {}, VerifyDepth::facts, pace.goes_on);
  if (!head) {
    remove_with_logs(draft);
    return head;
  }
  if (auto published = publish_file(draft, target); !published) {
    remove_with_logs(draft);
    return tl::unexpected(problem_of_file(published.error()));
  }
  return head;
}

LedgerResult<void> keep_daily_copy(const fs::path& data, std::chrono::sys_days day, int kept, const BackupPace& pace) {
  const fs::path folder = data / "copies";
  if (auto made = make_folder(folder); !made) return tl::unexpected(problem_of_file(made.error()));
  const std::chrono::year_month_day date(day);
  std::array<char, 40> name{};
  std::snprintf(name.data(), name.size(), "ledger-%04d-%02u-%02u.sqlite", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  std::error_code error;
  if (!fs::exists(folder / name.data(), error)) {
    if (auto head = back_up(data / "ledger.sqlite", folder / name.data(), pace); !head) {
      return tl::unexpected(head.error());
    }
  }
  std::vector<fs::path> copies;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string file = entry.path().filename().string();
    if (file.starts_with("ledger-") && file.ends_with(".sqlite")) copies.push_back(entry.path());
  }
  // Their names sort as their days do.
  std::sort(copies.begin(), copies.end());
  for (std::size_t old = 0; old + static_cast<std::size_t>(kept) < copies.size(); ++old)
    fs::remove(copies[old], error);
  return {};
}

LedgerResult<void> back_up_keys(const fs::path& keys, const fs::path& target) {
  if (auto made = make_folder(target); !made) return tl::unexpected(problem_of_file(made.error()));
  for (const char* name : {"pepper", "case-keys", "signing-key", "coupon-keys"}) {
    const auto bytes = read_secret_file(keys / name);
    // No coupon was ever given.
    if (!bytes && bytes.error().code == ENOENT && std::string_view(name) == "coupon-keys") continue;
    if (!bytes) return tl::unexpected(problem_of_file(bytes.error()));
    if (auto made = make_secret_file(target / name, *bytes); !made) {
      return tl::unexpected(problem_of_file(made.error()));
    }
  }
  return {};
}

LedgerResult<Restored> restore(const fs::path& data, const fs::path& copy) {
  const auto lock = lock_file(data / "lock");
  if (!lock) return tl::unexpected(problem_of_file(lock.error()));
  const auto head = head_of_whole(copy, data / "keys", VerifyDepth::everything, {});
  if (!head) return tl::unexpected(head.error());
  const fs::path file = data / "ledger.sqlite";
  const fs::path draft = file.string() + ".restored";
  const auto copied = back_up(copy, draft, {});
  if (!copied) return tl::unexpected(copied.error());
  Restored restored{{head->seq, to_hex(head->hash)}, {}};
  const Counters given = last_numbers(file, copy);
  restored.fact.cases = given.cases;
  restored.fact.coupons = given.coupons;
  std::error_code ignored;
  if (fs::exists(file, ignored)) {
    restored.before = free_name_beside(file);
    if (auto kept = keep_with_log(file, restored.before); !kept) return tl::unexpected(kept.error());
  }
  if (auto published = publish_file(draft, file); !published) {
    return tl::unexpected(problem_of_file(published.error()));
  }
  return restored;
}

}  // namespace amends
