#include "files/folder_watch.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <string_view>
#include <thread>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace amends {

namespace {

// What a finished write looks like: editors close the file or move another into its place. A ledger in the same folder is
// written all the time and never closed.
constexpr std::uint32_t kFinished = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;

bool is_of_toml(const inotify_event& event) {
  const std::string_view name = event.len > 0 ? std::string_view(event.name) : std::string_view();
  return name.ends_with(".toml") || (event.mask & IN_Q_OVERFLOW) != 0;
}

}  // namespace

struct FolderWatch::Shared {
  int events = -1;
  int end = -1;
  std::chrono::milliseconds quiet;
  std::function<void()> changed;
  std::thread thread;

  // Whether a file that matters is among what has happened.
  [[nodiscard]] bool read_events() const {
    alignas(inotify_event) std::array<char, 4096> bytes;
    bool matters = false;
    for (;;) {
      const ssize_t size = ::read(events, bytes.data(), bytes.size());
      if (size <= 0) return matters;
      for (std::size_t at = 0; at + sizeof(inotify_event) <= static_cast<std::size_t>(size);) {
        const auto* event = reinterpret_cast<const inotify_event*>(bytes.data() + at);
        matters = matters || is_of_toml(*event);
        at += sizeof(inotify_event) + event->len;
      }
    }
  }

  void run() const {
    std::array<pollfd, 2> waits = {pollfd{events, POLLIN, 0}, pollfd{end, POLLIN, 0}};
    bool due = false;
    for (;;) {
      const int ready = ::poll(waits.data(), waits.size(), due ? static_cast<int>(quiet.count()) : -1);
      if (waits[1].revents != 0 || (ready < 0 && errno != EINTR)) return;
      if (ready == 0) {
        due = false;
        changed();
      } else if (ready > 0 && waits[0].revents != 0) {
        due = read_events() || due;
      }
    }
  }
};

FolderWatch::FolderWatch(const std::vector<std::filesystem::path>& folders, std::chrono::milliseconds quiet,
                         std::function<void()> changed)
    : shared_(std::make_unique<Shared>()) {
  shared_->quiet = quiet;
  shared_->changed = std::move(changed);
  shared_->events = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  shared_->end = ::eventfd(0, EFD_CLOEXEC);
  if (shared_->events < 0 || shared_->end < 0) return;
  for (const auto& folder : folders)
    (void)::inotify_add_watch(shared_->events, folder.c_str(), kFinished | IN_ONLYDIR);
  shared_->thread = std::thread([shared = shared_.get()] { shared->run(); });
}

FolderWatch::~FolderWatch() {
  if (shared_->thread.joinable()) {
    const std::uint64_t one = 1;
    (void)!::write(shared_->end, &one, sizeof one);
    shared_->thread.join();
  }
  if (shared_->events >= 0) ::close(shared_->events);
  if (shared_->end >= 0) ::close(shared_->end);
}

}  // namespace amends
