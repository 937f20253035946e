// A receipt printer on the loopback, or at the end of a terminal, that behaves as it is told to: well, or in one of the ways
// in which printers fail.
// Promises: answers status requests wherever they stand in the stream, as printers do; one client at a time, in order; its
// thread is joined when it goes, whatever it is in the middle of. Refuses: to understand a slip; paper() is what came.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace amends::testing {

struct PrinterManner {
  // DLE EOT 1, 2 and 4.
  std::uint8_t printer_status = 0x12;
  std::uint8_t offline_status = 0x12;
  std::uint8_t paper_status = 0x12;
  std::optional<std::uint8_t> paper_status_after;  // once it was asked whether it is done
  bool answers_status = true;
  std::vector<std::uint8_t> left_over;     // of a terminal: said to a client before, who never read it
  std::vector<std::uint8_t> noise;         // before each answer
  std::optional<std::size_t> hangs_after;  // bytes of the slip; from then on it reads nothing
  std::optional<std::size_t> closes_after;
  bool closes_at_once = false;
  bool closes_its_side = false;  // its half of the connection, with the first byte of the slip
  std::size_t bytes_at_once = 65'536;
  std::chrono::milliseconds pause{0};  // after each such portion of the slip
  bool tells_done = true;
  bool tells_another_done = false;  // first the word for a slip that was never asked for
  bool tells_done_in_pieces = false;
};

class FakePrinter {
 public:
  enum class At : std::uint8_t { loopback = 1, terminal };
  explicit FakePrinter(PrinterManner manner, At at = At::loopback);
  ~FakePrinter();
  FakePrinter(const FakePrinter&) = delete;
  FakePrinter& operator=(const FakePrinter&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const std::string& terminal() const { return terminal_; }
  // All that came but for requests of status and switches of it; of all clients. [thread-safe]
  [[nodiscard]] std::vector<std::uint8_t> paper() const;
  [[nodiscard]] int clients() const { return clients_; }
  // How often `slip` stands on the paper as a whole. [thread-safe]
  [[nodiscard]] int times(const std::vector<std::uint8_t>& slip) const;

 private:
  void run();
  void serve(int client);
  bool take(int client, std::uint8_t byte);
  void answer(int client, std::vector<std::uint8_t> bytes) const;
  void answer_status(int client, std::uint8_t kind) const;
  void answer_done(int client) const;
  bool pause_ended() const;

  const PrinterManner manner_;
  int stop_ = -1;
  int listener_ = -1;
  int terminal_end_ = -1;
  int terminal_other_end_ = -1;
  std::uint16_t port_ = 0;
  std::string terminal_;
  std::atomic<int> clients_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::uint8_t> paper_;
  std::vector<std::uint8_t> held_;  // of a command that isn't complete
  std::size_t of_this_client_ = 0;
  bool was_asked_ = false;
  std::thread thread_;
};

// A port on which nobody listens.
[[nodiscard]] std::uint16_t closed_port();

// Listens, but never takes a connection, and has no place left for one: who connects waits.
class FullHouse {
 public:
  FullHouse();
  ~FullHouse();
  FullHouse(const FullHouse&) = delete;
  FullHouse& operator=(const FullHouse&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  std::vector<int> descriptors_;
  std::uint16_t port_ = 0;
};

}  // namespace amends::testing
