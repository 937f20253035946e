// DATA/pin-tries, TOML: how often each person's PIN was wrong since it was right, so that a lock outlives the program.
// Promises: a save replaces the whole file or leaves the old one. Refuses: to fail a start: a file that can't be read is as good
// as none, and the next save replaces it.
#pragma once

#include <filesystem>

#include "desk/pin_tries.hpp"

namespace amends {

class PinTriesFile : public PinTriesStore {
 public:
  explicit PinTriesFile(std::filesystem::path path) : path_(std::move(path)) {}

  [[nodiscard]] PinTries load() override;
  [[nodiscard]] bool save(const PinTries& all) override;

 private:
  std::filesystem::path path_;
};

}  // namespace amends
