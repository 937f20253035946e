// The staff file, for hosts that tell no staff or check no PIN: [[person]] id, name, role, on_shift, pin.
// Promises: ids are unique; a PIN is an Argon2id text or missing, never the digits.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "domain/check.hpp"
#include "files/file_problem.hpp"

namespace amends {

struct StaffFile {
  std::vector<Person> people;
  std::map<PersonId, std::string> pin_hashes;  // of those who have one
  bool operator==(const StaffFile&) const = default;
};

[[nodiscard]] tl::expected<StaffFile, FileProblem> read_staff(const std::filesystem::path& file);

}  // namespace amends
