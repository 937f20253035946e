#include "kiosk_process.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace kiosk {
namespace {

[[noreturn]] void become_kiosk(int output, const std::vector<std::string>& arguments) {
  std::vector<char*> texts;
  std::string program = AMENDS_KIOSK_PATH;
  texts.push_back(program.data());
  // exec takes them as not const for old times' sake.
  for (const std::string& argument : arguments)
    texts.push_back(const_cast<char*>(argument.c_str()));
  texts.push_back(nullptr);
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execv(program.c_str(), texts.data());
  _exit(127);
}

struct Child {
  pid_t process = -1;
  int output = -1;
};

Child start(const std::vector<std::string>& arguments) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) {
    close(ends[0]);
    become_kiosk(ends[1], arguments);
  }
  close(ends[1]);
  return {child, ends[0]};
}

Ended wait_for(const Child& child, std::string output) {
  Ended ended;
  ended.output = std::move(output);
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t count = read(child.output, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    ended.output.append(buffer.data(), static_cast<std::size_t>(count));
  }
  close(child.output);
  int status = 0;
  while (waitpid(child.process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) ended.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
  return ended;
}

}  // namespace

Ended run_kiosk(const std::vector<std::string>& arguments) {
  return wait_for(start(arguments), {});
}

Ended run_kiosk_for(const std::vector<std::string>& arguments, std::chrono::microseconds time,
                    const std::function<void()>& before_kill) {
  const auto end = std::chrono::steady_clock::now() + time;
  const Child child = start(arguments);
  std::string output;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) break;
    pollfd waiting{child.output, POLLIN, 0};
    if (poll(&waiting, 1, static_cast<int>(left.count())) <= 0) continue;
    std::array<char, 4096> buffer{};
    const ssize_t count = read(child.output, buffer.data(), buffer.size());
    if (count == 0) return wait_for(child, std::move(output));
    if (count > 0) output.append(buffer.data(), static_cast<std::size_t>(count));
  }
  before_kill();
  kill(child.process, SIGKILL);
  return wait_for(child, std::move(output));
}

}  // namespace kiosk
