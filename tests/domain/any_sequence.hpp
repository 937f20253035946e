// Any sequence: a tape of numbers becomes commands, mostly legal ones, given to a case beside a till that does what it
// is asked without a doubt of its own. After every step the promises of the rules are checked from the outside, and what
// the step did is taken back on a copy, where it can be.
// Promises: the same tape is the same story; a broken promise is a sentence. Refuses: to repeat how decide() works; it
// looks at facts, requests and the till's drawer alone.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "domain/undo.hpp"
#include "support/domain_fakes.hpp"

namespace amends {

using Decider = std::function<tl::expected<Decision, Refusal>(const Case&, const Command&, const Context&,
                                                              const Playbook&, Instant, Mint&)>;

using Undoer = std::function<std::vector<Command>(const Case& before, std::span<const Fact>, const Playbook&)>;

struct Outcome {
  std::optional<std::string> broken;  // the first promise that was
  std::size_t tried = 0;
  std::size_t taken = 0;           // commands that were not refused
  std::set<std::size_t> happened;  // the kinds of facts, by their place in FactBody
  std::set<std::size_t> undone;    // the kinds of facts that a decision began with and that were taken back
};

[[nodiscard]] Outcome play(std::span<const std::uint32_t> tape, const Decider& decider, const Undoer& undoer = undo_of);

}  // namespace amends
