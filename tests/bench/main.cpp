// amends-bench: the figures that Amends is held to, each measured in this run on this machine.
// Exit codes: 0 no figure falls short, 1 one does, 2 wrong use or a file that can't be written.

#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "measure.hpp"
#include "row.hpp"

namespace {

using namespace amends::bench;

constexpr int kShort = 1;
constexpr int kWrongUse = 2;
constexpr int kBeforeOthers = -15;

struct Measured {
  std::string row;
  std::optional<double> goal;
};

struct Measurement {
  std::vector<Measured> rows;
  std::vector<Row> (*run)(const Wishes&);
  const char* how;
};

const std::vector<Measurement>& measurements() {
  static const std::vector<Measurement> all = {
      {{{"commit", goal::kCommit}, {"commit_p99", {}}, {"commit_to_view", {}}},
       measure_commit,
       "From the desk's taking a command to its commit in the ledger, beside one raw SQLite insert with the same\n"
       "durability (WAL, FULL, page size, folder): whole cases, one insert for each command, in turns, medians. Wall\n"
       "time. Goal: ratio at most 1.5. To know: the 99th percentile, and the time until the next view is there."},
      {{{"append", goal::kAppend}, {"append_p99", {}}},
       measure_append,
       "One fact with its chain, its case's row and its signature when it is due, until it is durable, beside a raw\n"
       "SQLite insert of a row of its size with the same settings, in turns, 1,500 pairs. Wall time, medians. Goal: "
       "at\n"
       "least 0.7 of the rate, so ratio at most 1.43. To know: the 99th percentile."},
      {{{"frame_closed", goal::kFrameClosedMs}, {"frame_open", goal::kFrameOpenMs}, {"frame_rebuilt", {}}},
       measure_frames,
       "The plugin's CPU time, all threads, in a frame in which nothing changed: on_update on an rgba8/1 surface of\n"
       "1280x800, so without the host's blit. Closed: the tab; open: the fullest of all screens that the journeys\n"
       "reach, by its letters and the boxes around what can be tapped. The mean of 2,000 frames. Goals: at most 0.05\n"
       "and 0.3 ms. To know: a frame in which a finger trembles there, so that the picture is made anew and nothing "
       "in\n"
       "it differs."},
      {{{"tap", goal::kTap}},
       measure_tap,
       "CPU time of the kiosk's whole process, all threads, from the press on a failure of the open Hear screen, the\n"
       "fullest on which a tap is recorded, until it has settled (the case's change is committed and shown), beside a\n"
       "press on a reason of the GTK3 form, each on a display of its own, in turns, 15 each, medians. The pointer is\n"
       "there before. Goal: ratio at most 0.8."},
      {{{"idle_closed", goal::kIdle}, {"idle_open", goal::kIdle}},
       measure_idle,
       "Wake-ups (voluntary context switches, all threads) of the kiosk in ten seconds in which nothing happens and\n"
       "the clock's minute isn't crossed: with the tab, and on the fullest screen. Goal: none."},
      {{{"start", goal::kStart}},
       measure_start,
       "From the start of the process to the first picture (a pixel of the overlay's tab has its colour), beside the\n"
       "GTK3 form's first picture, in turns, 15 each after 3, medians, on a ledger that is there, the form without\n"
       "its accessibility bus. Goal: ratio at most 1.0."},
      {{{"memory", goal::kMemory}},
       measure_memory,
       "Proportional set size of kiosk and plugin, all processes, 4 s after a journey was played to the fullest\n"
       "screen, beside the GTK3 form 4 s after its start; each is the second start on its display. Goal: ratio at\n"
       "most 0.8."},
      {{{"ranking", goal::kRankingUs}},
       measure_ranking,
       "CPU time of ranking what may be offered in one case: a playbook of 200 failures and 200 remedies, of which a\n"
       "dozen fit. The median of 200 rounds of 50. Goal: at most 50 us."},
      {{{"ledger_start", goal::kLedgerStartMs},
        {"ledger_list", goal::kLedgerReadMs},
        {"ledger_search", goal::kLedgerReadMs},
        {"ledger_history", goal::kLedgerReadMs},
        {"report_open", goal::kReportOpenMs},
        {"report_period", goal::kReportPeriodMs},
        {"report_behind", goal::kReportOpenMs},
        {"ledger_list_10m", goal::kLedgerTenMillion},
        {"ledger_search_10m", goal::kLedgerTenMillion},
        {"ledger_history_10m", goal::kLedgerTenMillion},
        {"report_open_10m", goal::kLedgerTenMillion},
        {"report_period_10m", goal::kLedgerTenMillion},
        {"report_behind_10m", goal::kLedgerTenMillion}},
       measure_ledger,
       "Wall time, medians, on a ledger of 1,000,000 facts, ten for each case: a start (of 7); the lists, a search "
       "for\n"
       "what is nowhere, and one case's history (of 60 each). Goals: at most 300 ms, and 5 ms for each read. With\n"
       "AMENDS_LONG=1 the same on 10,000,000 facts, beside those. Goal: ratio at most 2."},
      {{{"taps_record", goal::kTapsRecord},
        {"taps_remedy", goal::kTapsRemedy},
        {"taps_approval", goal::kTapsApproval},
        {"taps_picked", {}},
        {"klm_record", {}},
        {"klm_remedy", {}},
        {"klm_approval", {}},
        {"klm_picked", {}}},
       measure_keystrokes,
       "Taps, and drags that scroll something into view, in the sections \"record\", \"remedy\", \"approval\" and\n"
       "\"picked\" of the journeys, as the till played them at 1280x800 and 800x600, the most: until a case is\n"
       "recorded; until it is also apologised for, put right and left with its follow-up; from the question for a\n"
       "manager's yes until it is given, beside the PIN's digits; and a whole case in which somebody picks what comes\n"
       "instead. Goals: at most 3, 9 and 4. To know: the seconds of the keystroke-level model, PIN included."},
  };
  return all;
}

std::string footer() {
  std::string text = "Rows, and how each is measured:\n";
  for (const Measurement& measurement : measurements()) {
    text += "\n ";
    for (const Measured& measured : measurement.rows)
      text += " " + measured.row;
    text += "\n    ";
    for (const char* letter = measurement.how; *letter != '\0'; ++letter) {
      text += *letter;
      if (*letter == '\n') text += "    ";
    }
    text += '\n';
  }
  return text + "\nA row that can't be measured here says why and neither holds nor falls short.";
}

bool has_row(const Measurement& measurement, const std::string& name) {
  return std::ranges::find(measurement.rows, name, &Measured::row) != measurement.rows.end();
}

std::vector<Row> run(const Measurement& measurement, const Wishes& wishes) {
  std::vector<Row> rows;
  try {
    rows = measurement.run(wishes);
  } catch (const CannotMeasure& problem) {
    for (const Measured& measured : measurement.rows)
      rows.push_back({.name = measured.row, .goal = measured.goal, .note = problem.why});
  }
  std::erase_if(rows, [&](const Row& row) { return !wishes.wants(row.name); });
  return rows;
}

}  // namespace

int main(int argument_count, char** arguments) {
  std::vector<std::string> only;
  std::string json;
  std::string folder = std::filesystem::canonical("/proc/self/exe").parent_path();
  std::string till = AMENDS_KIOSK_PATH;
  std::string journeys = AMENDS_JOURNEYS_DIR;
  long slow_down_us = 0;
  bool strict = false;
  CLI::App app("Measures what Amends is held to, and says where a figure falls short.", "amends-bench");
  app.add_option("--only", only, "Measure only this row; may be given several times")->type_name("NAME");
  app.add_option("--json", json, "Write the rows to a file, as an array")->type_name("FILE");
  app.add_option("--folder", folder, "Where ledgers are made; on the disk to be measured")->type_name("DIR");
  app.add_option("--kiosk", till, "The till to be measured")->type_name("FILE");
  app.add_option("--journeys", journeys, "Folder of the journeys whose sections and screens are measured")
      ->type_name("DIR");
  app.add_flag("--strict", strict, "Where a row with a goal can't be measured, that counts as falling short");
  app.add_option("--slow-down", slow_down_us, "Burn so long within each commit and frame of ours; rows must fall short")
      ->type_name("MICROSECONDS");
  app.footer(footer());
  CLI11_PARSE(app, argument_count, arguments);

  for (const std::string& name : only) {
    const bool is_known =
        std::ranges::any_of(measurements(), [&](const Measurement& measurement) { return has_row(measurement, name); });
    if (is_known) continue;
    fmt::print(stderr, "amends-bench: there is no row \"{}\"; --help names them all.\n", name);
    return kWrongUse;
  }
  const Wishes wishes{
      .wants = [&](const std::string& row) { return only.empty() || std::ranges::find(only, row) != only.end(); },
      .folder = folder,
      .till = till,
      .journeys = journeys,
      .slow_down = std::chrono::microseconds(slow_down_us)};
  // Where it is allowed: other work on the machine disturbs less, and both sides of a row alike.
  (void)setpriority(PRIO_PROCESS, 0, kBeforeOthers);
  std::vector<Row> rows;
  for (const Measurement& measurement : measurements()) {
    const bool is_wanted =
        std::ranges::any_of(measurement.rows, [&](const Measured& measured) { return wishes.wants(measured.row); });
    if (is_wanted) std::ranges::move(run(measurement, wishes), std::back_inserter(rows));
  }
  fmt::print("{}", table_of(rows));
  if (!json.empty() && !(std::ofstream(json) << json_of(rows)).flush()) {
    fmt::print(stderr, "amends-bench: {} can't be written.\n", json);
    return kWrongUse;
  }
  const bool is_short = std::ranges::any_of(rows, falls_short) || (strict && std::ranges::any_of(rows, is_missing));
  return is_short ? kShort : 0;
}
