// A virtual display of our own, the programs on it, and a finger.
// Promises: what was started is ended, by its process id, when the object goes.

#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace amends::bench {

struct Point {
  int x = 0;
  int y = 0;
};

// A child process. Its standard output can be read; its errors go nowhere.
class Program {
 public:
  // CannotMeasure where it can't be started. `environment` are NAME=VALUE added to ours.
  explicit Program(const std::vector<std::string>& command, const std::vector<std::string>& environment = {});
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  [[nodiscard]] pid_t id() const { return id_; }
  [[nodiscard]] bool is_running();
  // The next line it prints, without the line's end; empty when it ended or was silent for too long.
  [[nodiscard]] std::string read_line(std::chrono::milliseconds at_most);
  // Asks it to end, and makes it end if it doesn't.
  void stop();
  void wait();

 private:
  pid_t id_ = -1;
  int output_ = -1;
  std::string rest_;
};

// 1280x800 in true colour, on the first free number.
class Display {
 public:
  Display();
  [[nodiscard]] const std::vector<std::string>& environment() const { return environment_; }
  void move_pointer(Point to) const;
  // Where the pointer is: down, and up a moment later.
  void press() const;
  // Moves there first.
  void tap(Point at) const;

 private:
  void hand(std::vector<std::string> words) const;

  Program server_;
  std::vector<std::string> environment_;
};

// The process and all below it.
[[nodiscard]] std::vector<int> tree_of(int process);
// Sum of Pss over the process and all below it.
[[nodiscard]] double pss_mb_of(int process);
// Voluntary context switches of all threads so far, those of threads that ended left out.
[[nodiscard]] long wake_ups_of(int process);

// The GTK3 form and the program that waits for a pixel. CannotMeasure where they weren't built.
[[nodiscard]] std::filesystem::path gtk_form();
[[nodiscard]] std::filesystem::path pixel_probe();

}  // namespace amends::bench
