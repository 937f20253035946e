// A program that a test talks to: lines in, lines out.
// Promises: it ends with the test, since its standard input does; none is left behind.
#pragma once

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace amends::testing {

class ScriptedProgram {
 public:
  ScriptedProgram(const std::string& path, std::vector<std::string> arguments) {
    std::array<int, 2> to_it{};
    std::array<int, 2> from_it{};
    if (::pipe2(to_it.data(), O_CLOEXEC) != 0 || ::pipe2(from_it.data(), O_CLOEXEC) != 0) {
      throw std::runtime_error("no pipes");
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to_it[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, from_it[1], STDOUT_FILENO);
    arguments.insert(arguments.begin(), path);
    std::vector<char*> given;
    for (std::string& argument : arguments)
      given.push_back(argument.data());
    given.push_back(nullptr);
    const int failed = ::posix_spawn(&process_, path.c_str(), &actions, nullptr, given.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(to_it[0]);
    ::close(from_it[1]);
    in_ = ::fdopen(to_it[1], "w");
    out_ = ::fdopen(from_it[0], "r");
    if (failed != 0) throw std::runtime_error("can't start " + path);
  }
  ~ScriptedProgram() {
    end_input();
    std::fclose(out_);
    int status = 0;
    if (process_ > 0) ::waitpid(process_, &status, 0);
  }
  ScriptedProgram(const ScriptedProgram&) = delete;
  ScriptedProgram& operator=(const ScriptedProgram&) = delete;

  void write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), in_); }
  // What it was told is all there is.
  void end_input() {
    if (in_ != nullptr) std::fclose(in_);
    in_ = nullptr;
  }
  // Waits for it. Nothing more: false.
  bool read_line(std::string& line) {
    line.clear();
    for (int letter = std::fgetc(out_); letter != EOF; letter = std::fgetc(out_)) {
      if (letter == '\n') return true;
      line += static_cast<char>(letter);
    }
    return !line.empty();
  }

 private:
  pid_t process_ = 0;
  FILE* in_ = nullptr;
  FILE* out_ = nullptr;
};

}  // namespace amends::testing
