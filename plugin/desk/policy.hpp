// The rules in force: a pack's playbook with the store's own laid over it, and the text they were read from.
// Promises: immutable once made, shared between threads by pointer.
#pragma once

#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "desk/site.hpp"
#include "domain/house.hpp"

namespace amends {

struct Policy {
  Playbook playbook;  // as it holds, the site's part in it
  Site site;
  PackText text;
};

// Where policies are read from. Used from one thread, the desk's.
class PolicySource {
 public:
  virtual ~PolicySource() = default;
  // What a text of an earlier day said; null where this version can't read it any more.
  [[nodiscard]] virtual std::shared_ptr<const Policy> read(const PackText& text) = 0;
  // Keeps the site's own on the disk and reads the policy with it; or a sentence for a log, and nothing was changed.
  [[nodiscard]] virtual tl::expected<std::shared_ptr<const Policy>, std::string> keep(const Policy& now,
                                                                                      const Site& wanted) = 0;
};

}  // namespace amends
