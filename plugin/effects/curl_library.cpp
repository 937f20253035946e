#include "effects/curl_library.hpp"

#include <algorithm>
#include <csignal>
#include <ctime>
#include <utility>

#include <dlfcn.h>

namespace amends {

namespace {

// libcurl ends by its own limit first, and then gives a server two minutes more to say goodbye: this is until when.
constexpr std::chrono::milliseconds kGrace{500};

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

// A broken line raises SIGPIPE on the thread that writes, and the host may not expect it.
class WithoutBrokenPipe {
 public:
  WithoutBrokenPipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutBrokenPipe() {
    const timespec at_once{};
    if (!was_pending_) sigtimedwait(&pipe_, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutBrokenPipe(const WithoutBrokenPipe&) = delete;
  WithoutBrokenPipe& operator=(const WithoutBrokenPipe&) = delete;

 private:
  sigset_t pipe_;
  sigset_t before_;
  bool was_pending_ = false;
};

}  // namespace

tl::expected<CurlLibrary, CurlProblem> load_curl(const char* name) {
  void* const library = ::dlopen(name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) return tl::unexpected(CurlProblem::not_there);
  CurlLibrary found;
  decltype(&curl_global_init) global_init = nullptr;
  if (!find(library, "curl_global_init", global_init) || !find(library, "curl_easy_init", found.easy_init) ||
      !find(library, "curl_easy_setopt", found.easy_setopt) ||
      !find(library, "curl_easy_perform", found.easy_perform) ||
      !find(library, "curl_easy_getinfo", found.easy_getinfo) ||
      !find(library, "curl_easy_cleanup", found.easy_cleanup) ||
      !find(library, "curl_slist_append", found.slist_append) ||
      !find(library, "curl_slist_free_all", found.slist_free_all) || global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    return tl::unexpected(CurlProblem::not_fitting);
  }
  return found;
}

const tl::expected<CurlLibrary, CurlProblem>& curl_library() {
  static const tl::expected<CurlLibrary, CurlProblem> library = load_curl("libcurl.so.4");
  return library;
}

CurlTransfer::CurlTransfer(const CurlLibrary& library, const NetworkLimits& limits, std::stop_token stop)
    : library_(library),
      stop_(std::move(stop)),
      deadline_(std::chrono::steady_clock::now() + std::chrono::milliseconds(limits.total_timeout_ms) + kGrace),
      lines_(nullptr, library.slist_free_all),
      handle_(library.easy_init(), library.easy_cleanup),
      is_sound_(handle_ != nullptr) {
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_PROXY, "");
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_timeout_ms));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total_timeout_ms));
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &on_progress);
  set(CURLOPT_XFERINFODATA, static_cast<void*>(this));
  // A line that is kept is left by a handle of libcurl's own, which knows none of these limits.
  set(CURLOPT_FORBID_REUSE, 1L);
  // Without it a transfer that stops waits for a name that is still being looked up. Older libcurls don't know it.
  if (handle_) static_cast<void>(library_.easy_setopt(handle_.get(), CURLOPT_QUICK_EXIT, 1L));
}

int CurlTransfer::on_progress(void* transfer, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& self = *static_cast<const CurlTransfer*>(transfer);
  return self.stop_.stop_requested() || std::chrono::steady_clock::now() > self.deadline_ ? 1 : 0;
}

void CurlTransfer::hurry(std::chrono::milliseconds left) {
  deadline_ = std::min(deadline_, std::chrono::steady_clock::now() + left);
}

void CurlTransfer::set_lines(CURLoption option, std::initializer_list<std::string> lines) {
  for (const std::string& line : lines) {
    curl_slist* const longer = library_.slist_append(lines_.get(), line.c_str());
    if (longer == nullptr) {
      is_sound_ = false;
      return;
    }
    static_cast<void>(lines_.release());
    lines_.reset(longer);
  }
  set(option, lines_.get());
}

void CurlTransfer::trust(const std::string& certificates_file) {
  if (!certificates_file.empty()) set(CURLOPT_CAINFO, certificates_file.c_str());
}

CURLcode CurlTransfer::run() {
  if (!is_sound_) return CURLE_FAILED_INIT;
  if (stop_.stop_requested()) return CURLE_ABORTED_BY_CALLBACK;
  const WithoutBrokenPipe quiet;
  return library_.easy_perform(handle_.get());
}

long CurlTransfer::reply_code() const {
  long code = 0;
  if (handle_) static_cast<void>(library_.easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &code));
  return code;
}

}  // namespace amends
