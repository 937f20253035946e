// A step of a story that has to succeed, for what is tested after it.
#pragma once

#include <catch_amalgamated.hpp>

#include "support/domain_fakes.hpp"

namespace amends {

inline void must(fakes::Story& story, const Command& command) {
  INFO("command " << command.index());
  REQUIRE(story.give(command));
}

}  // namespace amends
