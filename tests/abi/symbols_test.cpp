// What leaves the library and what it needs: its dynamic symbols, as nm tells them.

#include <array>
#include <catch_amalgamated.hpp>
#include <cstdio>
#include <string>
#include <vector>

namespace {

std::vector<std::string> lines_of(const std::string& command) {
  std::vector<std::string> lines;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  std::string text;
  while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr)
    text += buffer.data();
  REQUIRE(pclose(pipe) == 0);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

TEST_CASE("The library gives away one name, amends_entry, and it is data") {
  const auto defined = lines_of("nm --dynamic --defined-only --format=posix '" AMENDS_PLUGIN_PATH "'");
  REQUIRE(defined.size() == 1);
  CHECK(defined.front().substr(0, 15) == "amends_entry D ");
}

TEST_CASE("A complaint needs no network: the library looks no name up, serves nobody, and links no client") {
  // A printer is reached by its address, and libcurl is loaded when the first mail or call goes out.
  for (const std::string& line : lines_of("nm --dynamic --undefined-only --format=posix '" AMENDS_PLUGIN_PATH "'")) {
    const std::string name = line.substr(0, line.find_first_of(" @"));
    for (const char* banned : {"getaddrinfo", "gethostbyname", "listen", "bind", "accept", "accept4", "curl_easy_init",
                               "curl_global_init", "SSL_new"}) {
      CHECK(name != banned);
    }
  }
  for (const std::string& line : lines_of("readelf --dynamic '" AMENDS_PLUGIN_PATH "'")) {
    CHECK(line.find("libcurl") == std::string::npos);
  }
}

TEST_CASE("A guest's library never names what belongs to the host's SDL") {
  for (const std::string& line : lines_of("nm --dynamic --undefined-only --format=posix '" AMENDS_PLUGIN_PATH "'")) {
    const std::string name = line.substr(0, line.find(' '));
    for (const char* banned :
         {"SDL_Init", "SDL_InitSubSystem", "SDL_Quit", "SDL_QuitSubSystem", "SDL_PollEvent", "SDL_PumpEvents",
          "SDL_WaitEvent", "SDL_SetHint", "SDL_SetHintWithPriority", "SDL_CaptureMouse", "SDL_SetCursor",
          "SDL_ShowCursor", "SDL_CreateWindow", "setlocale", "tzset", "setenv", "putenv"}) {
      CHECK(name != banned);
    }
  }
}

}  // namespace
