// What can only be seen from outside: the kiosk with the overlay on a virtual display, beside the GTK3 form on another.
// Each is measured as a whole process; a tap is a button of the X server's pointer.

#include <fmt/format.h>
#include <signal.h>
#include <sqlite3.h>

#include <chrono>
#include <string>
#include <thread>

#include "display.hpp"
#include "hosted_overlay.hpp"
#include "journeys.hpp"
#include "measure.hpp"

namespace amends::bench {
namespace {

using namespace std::chrono_literals;

constexpr int kWarmUps = 3;
constexpr int kTaps = 15;
constexpr int kStarts = 15;
constexpr auto kIdleTime = 10s;
constexpr auto kUndoGone = 6s;

// Two reasons of the form, of which one is chosen, and a pixel of its band; see peers/items.h.
constexpr Point kFormReasons[2] = {{471, 151}, {621, 151}};
constexpr HostedOverlay::Pixel kFormPixel{{640, 6}, 0x185ca0};

std::vector<std::string> till_command(const Wishes& wishes, const std::filesystem::path& data) {
  return {wishes.till, "--pack", "restaurant", "--data", data, "--size", "1280x800"};
}

// Plays the journey to its fullest screen, says so, and stays there.
std::vector<std::string> till_at(const Played& screen, const Wishes& wishes, const std::filesystem::path& data) {
  return {wishes.till, "--journey", screen.journey, "--stay-at", std::to_string(screen.fullest_at),
          "--data",    data,        "--size",       screen.size};
}

void wait_until_there(Program& program) {
  if (program.read_line(60s).empty()) throw CannotMeasure{"the till didn't reach the fullest screen"};
}

// Until the process has had no CPU for a while.
void wait_until_still(const Program& program) {
  constexpr auto kStill = 250ms;
  constexpr auto kAtMost = 5s;
  const auto begin = std::chrono::steady_clock::now();
  auto changed = begin;
  double last_ms = cpu_ms_of(program.id());
  for (auto now = begin; now - changed < kStill && now - begin < kAtMost; now = std::chrono::steady_clock::now()) {
    std::this_thread::sleep_for(20ms);
    const double now_ms = cpu_ms_of(program.id());
    // Less than this is the kernel's own doing in its name.
    if (now_ms - last_ms > 0.02) changed = std::chrono::steady_clock::now();
    last_ms = now_ms;
  }
}

// A program on a display of its own, drawn and still.
struct Shown {
  Display display;
  Program program;
  explicit Shown(const std::vector<std::string>& command) : program(command, display.environment()) {
    std::this_thread::sleep_for(1s);
    if (!program.is_running()) throw CannotMeasure{command.front() + " ended by itself"};
    wait_until_still(program);
  }
  void tap(Point at) {
    display.tap(at);
    wait_until_still(program);
  }
  [[nodiscard]] double tap_ms(Point at) {
    display.move_pointer(at);
    wait_until_still(program);
    const double before_ms = cpu_ms_of(program.id());
    display.press();
    wait_until_still(program);
    return cpu_ms_of(program.id()) - before_ms;
  }
};

// Facts in the ledger of a kiosk that has ended.
long facts_in(const std::filesystem::path& data) {
  sqlite3* database = nullptr;
  sqlite3_stmt* count = nullptr;
  long facts = -1;
  const std::string file = data / "amends" / "ledger.sqlite";
  if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
      sqlite3_prepare_v2(database, "SELECT COUNT(*) FROM facts", -1, &count, nullptr) == SQLITE_OK &&
      sqlite3_step(count) == SQLITE_ROW) {
    facts = static_cast<long>(sqlite3_column_int64(count, 0));
  }
  sqlite3_finalize(count);
  sqlite3_close(database);
  return facts;
}

// One start, in ms until the pixel has its colour.
double start_ms(const Display& display, const HostedOverlay::Pixel& pixel, const std::vector<std::string>& command) {
  std::vector<std::string> probe{pixel_probe(), std::to_string(pixel.at.x), std::to_string(pixel.at.y),
                                 fmt::format("{:06x}", pixel.colour)};
  probe.insert(probe.end(), command.begin(), command.end());
  // What was there before has gone from the screen.
  std::this_thread::sleep_for(200ms);
  Program started(probe, display.environment());
  int process = 0;
  double painted_ms = 0;
  if (std::sscanf(started.read_line(5s).c_str(), "PID %d", &process) != 1)
    throw CannotMeasure{"the pixel probe failed"};
  const bool is_painted = std::sscanf(started.read_line(15s).c_str(), "FIRSTPAINT %lf", &painted_ms) == 1;
  kill(process, SIGTERM);
  for (int i = 0; i < 100 && started.is_running(); ++i)
    std::this_thread::sleep_for(20ms);
  if (started.is_running()) kill(process, SIGKILL);
  started.wait();
  if (!is_painted) throw CannotMeasure{command.front() + " doesn't paint the pixel that is waited for"};
  // Sooner than a process can draw: it was there before.
  if (painted_ms < 3) throw CannotMeasure{"the pixel that is waited for was there before the start"};
  return painted_ms;
}

// Once it is ready, where it says so on its output: four seconds after that, else after the start.
double memory_mb(const std::vector<std::string>& first_command, const std::vector<std::string>& command, bool is_told) {
  const Display display;
  {
    // The first GTK program on a display loads all of OpenGL once to see what the display has, and notes it there.
    const Program first(first_command, display.environment());
    std::this_thread::sleep_for(1500ms);
  }
  Program program(command, display.environment());
  if (is_told) wait_until_there(program);
  std::this_thread::sleep_for(4s);
  if (!program.is_running()) throw CannotMeasure{command.front() + " ended by itself"};
  return pss_mb_of(program.id());
}

}  // namespace

std::vector<Row> measure_tap(const Wishes& wishes) {
  const std::string form = gtk_form();
  const TemporaryFolder folder(wishes.folder);
  const Places places = prepare_case(folder.path());
  const long facts_before = facts_in(folder.path());
  std::vector<double> ours_ms;
  std::vector<double> forms_ms;
  {
    Shown till(till_command(wishes, folder.path()));
    Shown gtk({form});
    till.tap(places.tab);
    for (int i = 0; i < kWarmUps + kTaps; ++i) {
      const double our_ms = till.tap_ms(places.failures[(i + 1) % 2]);
      const double form_ms = gtk.tap_ms(kFormReasons[i % 2]);
      if (i < kWarmUps) continue;
      ours_ms.push_back(our_ms);
      forms_ms.push_back(form_ms);
    }
  }
  const long recorded = facts_in(folder.path()) - facts_before;
  if (recorded < kWarmUps + kTaps) {
    throw CannotMeasure{fmt::format("of {} taps {} reached the ledger", kWarmUps + kTaps, recorded)};
  }
  return {row_beside("tap", median(ours_ms), "ms", median(forms_ms), goal::kTap)};
}

std::vector<Row> measure_idle(const Wishes& wishes) {
  const auto wake_ups = [](Shown& till) {
    // As a finger would leave it: nothing under the pointer.
    till.display.move_pointer({1, 799});
    // What the last tap offers for a moment, its undo, has gone by then: at rest is at rest.
    std::this_thread::sleep_for(kUndoGone);
    const long before = wake_ups_of(till.program.id());
    std::this_thread::sleep_for(kIdleTime);
    return static_cast<double>(wake_ups_of(till.program.id()) - before);
  };
  // The till's clock begins shortly after a full minute, a journey's with one, and crosses none while the wake-ups are
  // counted.
  const TemporaryFolder folder(wishes.folder);
  (void)prepare_case(folder.path());
  std::vector<std::string> command = till_command(wishes, folder.path());
  command.insert(command.end(), {"--clock", "2026-11-23T12:50:02Z"});
  Shown closed(command);
  const Row closed_row = row_alone("idle_closed", wake_ups(closed), "in 10 s", goal::kIdle);

  const Played& fullest = fullest_screen(wishes);
  const TemporaryFolder played(wishes.folder);
  Shown open(till_at(fullest, wishes, played.path()));
  wait_until_there(open.program);
  Row open_row = row_alone("idle_open", wake_ups(open), "in 10 s", goal::kIdle);
  open_row.note = name_of(fullest) + ".";
  return {closed_row, open_row};
}

std::vector<Row> measure_start(const Wishes& wishes) {
  const std::string form = gtk_form();
  const TemporaryFolder folder(wishes.folder);
  const Places places = prepare_case(folder.path());
  const Display display;
  std::vector<double> ours_ms;
  std::vector<double> forms_ms;
  for (int i = 0; i < kWarmUps + kStarts; ++i) {
    const double our_ms = start_ms(display, places.tab_pixel, till_command(wishes, folder.path()));
    const double form_ms = start_ms(display, kFormPixel, {form});
    if (i < kWarmUps) continue;
    ours_ms.push_back(our_ms);
    forms_ms.push_back(form_ms);
  }
  return {row_beside("start", median(ours_ms), "ms", median(forms_ms), goal::kStart)};
}

std::vector<Row> measure_memory(const Wishes& wishes) {
  const std::string form = gtk_form();
  const Played& fullest = fullest_screen(wishes);
  const TemporaryFolder first(wishes.folder);
  const TemporaryFolder folder(wishes.folder);
  const double ours_mb = memory_mb(till_command(wishes, first.path()), till_at(fullest, wishes, folder.path()), true);
  const double forms_mb = memory_mb({form}, {form}, false);
  Row row = row_beside("memory", ours_mb, "MB", forms_mb, goal::kMemory);
  row.note = name_of(fullest) + ".";
  return {row};
}

}  // namespace amends::bench
