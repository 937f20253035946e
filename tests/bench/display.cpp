#include "display.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <system_error>
#include <thread>

#include "measure.hpp"

extern char** environ;

namespace amends::bench {
namespace {

using namespace std::chrono_literals;

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts)
    pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Ours with `added`, which win.
std::vector<std::string> environment_with(const std::vector<std::string>& added) {
  std::map<std::string, std::string> by_name;
  const auto put = [&](const std::string& text) { by_name[text.substr(0, text.find('='))] = text; };
  for (char** text = environ; *text != nullptr; ++text)
    put(*text);
  by_name.erase("WAYLAND_DISPLAY");
  for (const std::string& text : added)
    put(text);
  std::vector<std::string> all;
  for (auto& [name, text] : by_name)
    all.push_back(std::move(text));
  return all;
}

// The value behind `key` in a file of lines "key: value …".
long value_in(const std::filesystem::path& file, const std::string& key) {
  std::ifstream stream(file);
  std::string word;
  long value = 0;
  while (stream >> word) {
    if (word == key && stream >> value) return value;
  }
  return 0;
}

int parent_of(const std::filesystem::path& process_folder) {
  return static_cast<int>(value_in(process_folder / "status", "PPid:"));
}

}  // namespace

Program::Program(const std::vector<std::string>& command, const std::vector<std::string>& environment) {
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) throw CannotMeasure{"no pipe can be made"};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<std::string> words = command;
  std::vector<std::string> variables = environment_with(environment);
  const int failed = posix_spawnp(&id_, words.front().c_str(), &actions, nullptr, pointers_to(words).data(),
                                  pointers_to(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  output_ = ends[0];
  if (failed != 0) {
    close(output_);
    throw CannotMeasure{command.front() + " can't be started: " + std::system_category().message(failed)};
  }
}

Program::~Program() {
  stop();
  close(output_);
}

bool Program::is_running() {
  if (id_ > 0 && waitpid(id_, nullptr, WNOHANG) == id_) id_ = -1;
  return id_ > 0;
}

std::string Program::read_line(std::chrono::milliseconds at_most) {
  const auto until = std::chrono::steady_clock::now() + at_most;
  for (;;) {
    if (const auto end = rest_.find('\n'); end != std::string::npos) {
      const std::string line = rest_.substr(0, end);
      rest_.erase(0, end + 1);
      return line;
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    pollfd readable{output_, POLLIN, 0};
    if (left <= 0 || poll(&readable, 1, static_cast<int>(left)) <= 0) return {};
    char part[256];
    const ssize_t count = read(output_, part, sizeof part);
    if (count <= 0) return {};
    rest_.append(part, static_cast<std::size_t>(count));
  }
}

void Program::stop() {
  if (!is_running()) return;
  kill(id_, SIGTERM);
  for (int i = 0; i < 200 && is_running(); ++i)
    std::this_thread::sleep_for(10ms);
  if (!is_running()) return;
  kill(id_, SIGKILL);
  wait();
}

void Program::wait() {
  if (id_ > 0) waitpid(id_, nullptr, 0);
  id_ = -1;
}

Display::Display()
    : server_({"Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"}) {
  const std::string number = server_.read_line(20s);
  if (number.empty()) throw CannotMeasure{"the virtual display did not start"};
  // The form at its best: it isn't made to look for a screen reader's bus that isn't there.
  environment_ = {"DISPLAY=:" + number, "SDL_VIDEODRIVER=x11", "GDK_BACKEND=x11", "NO_AT_BRIDGE=1"};
}

void Display::hand(std::vector<std::string> words) const {
  words.insert(words.begin(), "xdotool");
  Program(words, environment_).wait();
}

void Display::move_pointer(Point to) const {
  hand({"mousemove", std::to_string(to.x), std::to_string(to.y)});
}

void Display::press() const {
  hand({"mousedown", "1", "sleep", "0.06", "mouseup", "1"});
}

void Display::tap(Point at) const {
  move_pointer(at);
  std::this_thread::sleep_for(100ms);
  press();
}

std::vector<int> tree_of(int process) {
  std::vector<int> tree{process};
  std::map<int, std::vector<int>> children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") == std::string::npos)
      children[parent_of(entry.path())].push_back(std::stoi(name));
  }
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const auto& below = children[tree[i]];
    tree.insert(tree.end(), below.begin(), below.end());
  }
  return tree;
}

double pss_mb_of(int process) {
  long sum_kb = 0;
  for (const int member : tree_of(process))
    sum_kb += value_in(fmt::format("/proc/{}/smaps_rollup", member), "Pss:");
  if (sum_kb == 0) throw CannotMeasure{"the memory of a process that has ended, or isn't ours, was asked for"};
  return static_cast<double>(sum_kb) / 1024;
}

long wake_ups_of(int process) {
  long sum = 0;
  for (const auto& thread : std::filesystem::directory_iterator(fmt::format("/proc/{}/task", process)))
    sum += value_in(thread.path() / "status", "voluntary_ctxt_switches:");
  return sum;
}

std::filesystem::path gtk_form() {
  std::filesystem::path form = std::filesystem::path(AMENDS_PEERS_DIR) / "form_gtk";
  if (!std::filesystem::exists(form))
    throw CannotMeasure{"the GTK3 form isn't there; it is built where libgtk-3-dev is"};
  return form;
}

std::filesystem::path pixel_probe() {
  std::filesystem::path probe = std::filesystem::path(AMENDS_PEERS_DIR) / "probe";
  if (!std::filesystem::exists(probe))
    throw CannotMeasure{"the pixel probe isn't there; it is built where libx11-dev is"};
  return probe;
}

}  // namespace amends::bench
