// Watches folders and says when something in them has changed and been quiet for a while.
// Promises: sleeps until then, however long; several changes close to each other are told once; what can't be watched is
// passed over. Refuses: to read anything, and to look into folders within. Linux's inotify, on a thread of its own.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace amends {

class FolderWatch {
 public:
  // `changed` is called on the watch's thread, and not any more once the destructor has returned.
  FolderWatch(const std::vector<std::filesystem::path>& folders, std::chrono::milliseconds quiet,
              std::function<void()> changed);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

 private:
  struct Shared;
  std::unique_ptr<Shared> shared_;
};

}  // namespace amends
