// libcurl, loaded when the first mail or webhook goes out: a store that sends neither carries none of it.
// Promises: never unloaded, since threads of its own may still look up a name; a transfer ends within its limits, or about a
// second after it was asked to stop; SIGPIPE never reaches the host.
// Refuses: proxies from the environment, TLS below 1.2, and to keep a line for the next transfer.
// Internal to plugin/effects, the only layer that knows libcurl.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <stop_token>
#include <string>
#include <type_traits>

#include <curl/curl.h>

#include <tl/expected.hpp>

#include "effects/network_limits.hpp"

namespace amends {

enum class CurlProblem : std::uint8_t {
  not_there = 1,  // no such library on this machine
  not_fitting     // it lacks a function, or doesn't start
};

struct CurlLibrary {
  decltype(&curl_easy_init) easy_init = nullptr;
  decltype(&curl_easy_setopt) easy_setopt = nullptr;
  decltype(&curl_easy_perform) easy_perform = nullptr;
  decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
  decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
  decltype(&curl_slist_append) slist_append = nullptr;
  decltype(&curl_slist_free_all) slist_free_all = nullptr;
};

// `name` as dlopen takes it.
[[nodiscard]] tl::expected<CurlLibrary, CurlProblem> load_curl(const char* name);

// libcurl.so.4, loaded at the first call; a problem stays until the till starts anew. [thread-safe]
[[nodiscard]] const tl::expected<CurlLibrary, CurlProblem>& curl_library();

// One transfer, on the thread that makes it. Nothing that is set may go before it does.
class CurlTransfer {
 public:
  CurlTransfer(const CurlLibrary& library, const NetworkLimits& limits, std::stop_token stop);
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  // As curl_easy_setopt takes it; run() answers CURLE_FAILED_INIT where libcurl doesn't.
  template <class Value>
  void set(CURLoption option, Value value) {
    static_assert(std::is_pointer_v<Value> || std::is_same_v<Value, long>);
    if (is_sound_) is_sound_ = library_.easy_setopt(handle_.get(), option, value) == CURLE_OK;
  }
  // A list that grows by this line, for the option that takes it. Once for each option.
  void set_lines(CURLoption option, std::initializer_list<std::string> lines);
  // A file of PEM certificates instead of the system's; empty: the system's.
  void trust(const std::string& certificates_file);
  [[nodiscard]] CURLcode run();
  // From within run(): what is still to be said may take so long and no longer.
  void hurry(std::chrono::milliseconds left);
  // The last that the server answered; 0: nothing.
  [[nodiscard]] long reply_code() const;

 private:
  using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
  using Lines = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

  static int on_progress(void* transfer, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

  const CurlLibrary& library_;
  std::stop_token stop_;
  std::chrono::steady_clock::time_point deadline_;
  Lines lines_;
  Handle handle_;
  bool is_sound_;
};

}  // namespace amends
