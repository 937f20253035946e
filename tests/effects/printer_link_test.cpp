// What becomes of a slip with printers that behave well and badly: the outcome, and how often the slip stands on the paper.
#include "effects/printer_link.hpp"

#include <catch_amalgamated.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "support/fake_printer.hpp"
#include "support/scratch_folder.hpp"

namespace amends {
namespace {

using std::chrono::milliseconds;
using testing::FakePrinter;
using testing::PrinterManner;
using Bytes = std::vector<std::uint8_t>;

constexpr PrintMark kMark = {'0', '1', '2', '3'};
// Ends only where something is wrong with the test or the product.
constexpr milliseconds kLong{20'000};
constexpr milliseconds kShort{150};

PrintPatience patient() {
  return {.connect = kLong, .answer = kLong, .stall = kLong, .whole = kLong, .done = kLong, .part = kLong};
}

// `rows` of pictures make it as long as is needed.
Bytes slip_of(const PrinterProfile& profile, std::int32_t rows = 0) {
  constexpr std::int32_t kRowsOfOne = 16'000;
  Slip slip{{SlipText{.text = "Coupon"}, SlipQr{"AM40H04K7V1Z23TJ9M"}}};
  for (; rows > 0; rows -= kRowsOfOne) {
    const std::int32_t height = std::min(rows, kRowsOfOne);
    slip.parts.emplace_back(SlipImage{
        .width_dots = 576, .height_dots = height, .rows = Bytes(static_cast<std::size_t>(72 * height), 0xAA)});
  }
  return escpos_bytes(slip, profile, kMark);
}

PrinterAddress at(std::uint16_t port) {
  return {.kind = PrinterAddress::Kind::tcp, .where = "127.0.0.1", .port = port};
}

struct Trial {
  std::string name;
  PrinterManner manner;
  PrintOutcome outcome = PrintOutcome::printed;
  int times = 1;  // that the slip came out
  std::string sentence;
  PrintPatience patience = patient();
  bool tells_status = true;
  bool tells_done = true;
  std::int32_t rows = 0;
};

PrintPatience soon(milliseconds PrintPatience::*wait) {
  PrintPatience patience = patient();
  patience.*wait = kShort;
  return patience;
}

constexpr std::int32_t kManyRows = 64'000;  // more than the buffers of both sides hold

TEST_CASE("However a printer behaves, the outcome says what became of the slip") {
  const std::string unsent = "; nothing of the slip was sent.";
  const Trial trials[] = {
      {"fine", {}, PrintOutcome::printed, 1, "printed a slip of"},
      {"its paper is near the end", {.paper_status = 0x1E}, PrintOutcome::printed, 1, "; its paper is near the end."},
      {"no paper", {.paper_status = 0x7E}, PrintOutcome::paper_out, 0, "has no paper" + unsent},
      {"stopped at the paper's end", {.offline_status = 0x32}, PrintOutcome::paper_out, 0, "has no paper" + unsent},
      {"open",
       {.printer_status = 0x1A, .offline_status = 0x16, .paper_status = 0x72},
       PrintOutcome::cover_open,
       0,
       "has its cover open" + unsent},
      {"an error",
       {.printer_status = 0x1A, .offline_status = 0x52},
       PrintOutcome::stopped,
       0,
       "has an error of its own" + unsent},
      {"offline", {.printer_status = 0x1A}, PrintOutcome::stopped, 0, "is offline" + unsent},
      {"silent",
       {.answers_status = false},
       PrintOutcome::no_answer,
       0,
       "doesn't say how it is" + unsent,
       soon(&PrintPatience::answer)},
      {"says what is no status",
       {.printer_status = 0xFF},
       PrintOutcome::no_answer,
       0,
       "doesn't say how it is" + unsent,
       soon(&PrintPatience::answer)},
      {"says other things, too", {.noise = {0x10, 0x0F, 0xFF, 0x00}}, PrintOutcome::printed, 1, "printed a slip"},
      {"hangs up at once", {.closes_at_once = true}, PrintOutcome::no_answer, 0, "doesn't say how it is" + unsent},
      {"takes some and no more",
       {.hangs_after = 20'000},
       PrintOutcome::cut_off,
       0,
       "took nothing for 150 ms, after",
       soon(&PrintPatience::stall),
       true,
       true,
       kManyRows},
      {"takes some and no more of what its buffer can hold",
       {.hangs_after = 20},
       PrintOutcome::cut_off,
       0,
       "didn't say in 150 ms that the slip is done, after",
       soon(&PrintPatience::done)},
      {"closes its side",
       {.closes_its_side = true},
       PrintOutcome::cut_off,
       1,
       "closed the connection before it said that the slip is done"},
      {"hangs up in the middle",
       {.closes_after = 20'000},
       PrintOutcome::cut_off,
       0,
       "of the slip's",
       patient(),
       true,
       true,
       kManyRows},
      {"slow",
       {.bytes_at_once = 4'096, .pause = milliseconds{4}},
       PrintOutcome::printed,
       1,
       "printed a slip",
       patient(),
       true,
       true,
       2'000},
      {"slow without an end",
       {.bytes_at_once = 4'096, .pause = milliseconds{4}},
       PrintOutcome::cut_off,
       0,
       "took longer than 150 ms, after",
       soon(&PrintPatience::whole),
       true,
       true,
       kManyRows},
      {"never says that it is done",
       {.tells_done = false},
       PrintOutcome::cut_off,
       1,
       "didn't say in 150 ms that the slip is done, after",
       soon(&PrintPatience::done)},
      {"runs out of paper within the slip",
       {.paper_status_after = 0x7E, .tells_done = false},
       PrintOutcome::cut_off,
       1,
       "didn't say in 150 ms that the slip is done (it has no paper), after",
       soon(&PrintPatience::done)},
      {"says that another slip is done",
       {.tells_done = false, .tells_another_done = true},
       PrintOutcome::cut_off,
       1,
       "didn't say in 150 ms that the slip is done",
       soon(&PrintPatience::done)},
      {"says it of another first", {.tells_another_done = true}, PrintOutcome::printed, 1, "printed a slip"},
      {"says it byte by byte", {.tells_done_in_pieces = true}, PrintOutcome::printed, 1, "printed a slip"},
      // Printers that tell less.
      {"is never asked how it is",
       {.paper_status = 0x7E},
       PrintOutcome::printed,
       1,
       "printed a slip",
       patient(),
       false},
      {"never tells that it is done",
       {.answers_status = false},
       PrintOutcome::sent,
       1,
       "took all",
       soon(&PrintPatience::part),
       false,
       false},
      {"tells how it is and not that it is done",
       {.paper_status = 0x7E},
       PrintOutcome::paper_out,
       0,
       "has no paper",
       patient(),
       true,
       false},
      {"closes its side, and is not asked whether it is done",
       {.closes_its_side = true},
       PrintOutcome::sent,
       1,
       "took all",
       patient(),
       true,
       false},
      {"hangs up in the middle, and is not asked whether it is done",
       {.closes_after = 20'000},
       PrintOutcome::cut_off,
       0,
       "of the slip's",
       patient(),
       true,
       false,
       kManyRows},
      {"takes some and no more of what this machine holds for it, and is not asked whether it is done",
       {.hangs_after = 2'000, .bytes_at_once = 1'000},
       PrintOutcome::cut_off,
       0,
       "took nothing for 150 ms, after",
       soon(&PrintPatience::stall),
       true,
       false,
       1'000},
      {"takes some and no more, and is not asked whether it is done",
       {.hangs_after = 20'000},
       PrintOutcome::cut_off,
       0,
       "took nothing for 150 ms, after",
       soon(&PrintPatience::stall),
       true,
       false,
       kManyRows},
  };
  for (const Trial& trial : trials) {
    INFO(trial.name);
    PrinterProfile profile;
    profile.tells_status = trial.tells_status;
    profile.tells_done = trial.tells_done;
    const Bytes slip = slip_of(profile, trial.rows);
    const StopSignal stop;
    const FakePrinter printer(trial.manner);
    const auto begun = std::chrono::steady_clock::now();
    const PrintEnd end = print_bytes(at(printer.port()), profile, slip, kMark, trial.patience, stop);
    CHECK(end.outcome == trial.outcome);
    INFO(end.sentence);
    CHECK(end.sentence.starts_with("The printer at 127.0.0.1:" + std::to_string(printer.port()) + " "));
    CHECK(end.sentence.find(trial.sentence) != std::string::npos);
    CHECK(end.sentence.ends_with("."));
    CHECK(std::chrono::steady_clock::now() - begun < kLong);
    CHECK(printer.clients() == 1);
    CHECK(printer.times(slip) == trial.times);
    if (end.sentence.ends_with(unsent)) CHECK(printer.paper().empty());
  }
}

TEST_CASE("A printer that isn't there is told apart from one that doesn't answer") {
  const PrinterProfile profile;
  const Bytes slip = slip_of(profile);
  const StopSignal stop;
  const auto end_at = [&](const PrinterAddress& address) {
    return print_bytes(address, profile, slip, kMark, soon(&PrintPatience::connect), stop);
  };
  const std::uint16_t nobody = testing::closed_port();
  const PrintEnd refused = end_at(at(nobody));
  CHECK(refused.outcome == PrintOutcome::not_reached);
  CHECK(refused.sentence == "The printer at 127.0.0.1:" + std::to_string(nobody) +
                                " wasn't reached: Connection refused; nothing of the slip was sent.");
  const testing::FullHouse full;
  const PrintEnd late = end_at(at(full.port()));
  CHECK(late.outcome == PrintOutcome::not_reached);
  CHECK(late.sentence.find(" wasn't reached in 150 ms;") != std::string::npos);
  CHECK(end_at({.kind = PrinterAddress::Kind::tcp, .where = "kitchen"}).sentence ==
        "The printer at kitchen:9100 has no IP address; nothing of the slip was sent.");
  const PrintEnd none = end_at({.kind = PrinterAddress::Kind::device, .where = "/dev/usb/none"});
  CHECK(none.outcome == PrintOutcome::not_reached);
  CHECK(none.sentence ==
        "The printer at /dev/usb/none can't be opened: No such file or directory; nothing of the slip was sent.");
  const testing::ScratchFolder folder;
  const std::string plain = (folder.path() / "plain").string();
  std::ofstream(plain) << "x";
  CHECK(end_at({.kind = PrinterAddress::Kind::device, .where = plain}).sentence.find(" is no device;") !=
        std::string::npos);
  CHECK(end_at({.kind = PrinterAddress::Kind::file, .where = "/dev/null"}).sentence.find(" is no plain file;") !=
        std::string::npos);
}

TEST_CASE("A slip for a file is added to it, and nobody says that it is printed") {
  const testing::ScratchFolder folder;
  const PrinterAddress address{.kind = PrinterAddress::Kind::file, .where = (folder.path() / "slips.bin").string()};
  const PrinterProfile profile;
  const Bytes slip = slip_of(profile, 100);
  const StopSignal stop;
  for (int count = 0; count < 2; ++count)
    CHECK(print_bytes(address, profile, slip, kMark, patient(), stop).outcome == PrintOutcome::sent);
  std::ifstream stream(address.where, std::ios::binary);
  const std::string written{std::istreambuf_iterator<char>(stream), {}};
  Bytes twice = slip;
  twice.insert(twice.end(), slip.begin(), slip.end());
  CHECK(std::ranges::equal(written, twice,
                           [](char one, std::uint8_t other) { return static_cast<std::uint8_t>(one) == other; }));
}

TEST_CASE("A device is asked, written and listened to like a network printer") {
  const PrinterProfile profile;
  const Bytes slip = slip_of(profile, 2'000);  // more than a terminal's buffer holds
  const StopSignal stop;
  const auto print = [&](const FakePrinter& printer, const PrintPatience& patience) {
    return print_bytes({.kind = PrinterAddress::Kind::device, .where = printer.terminal()}, profile, slip, kMark,
                       patience, stop);
  };
  const FakePrinter fine({}, FakePrinter::At::terminal);
  CHECK(print(fine, patient()).outcome == PrintOutcome::printed);
  CHECK(print(fine, patient()).outcome == PrintOutcome::printed);
  CHECK(fine.times(slip) == 2);
  // What a client before left unread is no answer.
  const FakePrinter empty({.paper_status = 0x7E, .left_over = {0x12, 0x12, 0x12}}, FakePrinter::At::terminal);
  CHECK(print(empty, patient()).outcome == PrintOutcome::paper_out);
  CHECK(empty.paper().empty());
  const FakePrinter hanging({.hangs_after = 100}, FakePrinter::At::terminal);
  CHECK(print(hanging, soon(&PrintPatience::stall)).outcome == PrintOutcome::cut_off);
  CHECK(hanging.times(slip) == 0);
}

TEST_CASE("A stop ends every wait, and says whether some of the slip is out") {
  struct Case {
    std::string name;
    PrinterManner manner;
    PrintOutcome outcome;
    std::size_t taken;  // of the slip, when it is stopped
    std::int32_t rows = 0;
  };
  for (const Case& each : {Case{"for a status", {.answers_status = false}, PrintOutcome::not_reached, 0},
                           Case{"for room", {.hangs_after = 1'000}, PrintOutcome::cut_off, 1'000, kManyRows},
                           Case{"for its word", {.tells_done = false}, PrintOutcome::cut_off, 90}}) {
    INFO(each.name);
    const PrinterProfile profile;
    const Bytes slip = slip_of(profile, each.rows);
    StopSignal stop;
    const FakePrinter printer(each.manner);
    PrintEnd end;
    std::thread printing([&] { end = print_bytes(at(printer.port()), profile, slip, kMark, patient(), stop); });
    while (printer.clients() == 0 || printer.paper().size() < each.taken)
      std::this_thread::sleep_for(milliseconds{5});
    const auto begun = std::chrono::steady_clock::now();
    stop.raise();
    printing.join();
    CHECK(std::chrono::steady_clock::now() - begun < milliseconds{2'000});
    CHECK(end.outcome == each.outcome);
    CHECK(end.sentence.find("was left because the till stops") != std::string::npos);
  }
}

}  // namespace
}  // namespace amends
