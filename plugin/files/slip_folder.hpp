// The slips in force: assets/slips with the store's own over them, read once.
// Promises: what can't be read is told as a sentence, and ours stands in for it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "desk/ports.hpp"
#include "files/slip_reader.hpp"

namespace amends {

class SlipFolder : public SlipShelf {
 public:
  // `words` of the language in which slips are printed; `own` is DATA/slips, which needn't be there; `tell` is given
  // sentences for the log, here and now.
  SlipFolder(const std::filesystem::path& assets, const std::filesystem::path& own, const Words& words,
             std::string_view language, const std::function<void(const std::string&)>& tell);

  [[nodiscard]] const SlipTemplate* find(SlipKind kind) override;

 private:
  SlipTemplates templates_;
};

}  // namespace amends
