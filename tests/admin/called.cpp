#include "called.hpp"

#include <cstdio>
#include <stdexcept>

#include <sys/wait.h>

namespace amends {

Said admin(const std::string& arguments) {
  Said said;
  const std::string command = std::string("'") + AMENDS_ADMIN_PATH + "' " + arguments + " 2>&1";
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no shell");
  char part[512];
  while (std::fgets(part, sizeof part, pipe) != nullptr)
    said.text += part;
  const int status = ::pclose(pipe);
  if (WIFEXITED(status)) said.code = WEXITSTATUS(status);
  return said;
}

}  // namespace amends
