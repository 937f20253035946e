// MAIL.toml, e.g. assets/mails/follow_up.toml: a mail to guests, one table with subject and body for each language.
// Promises: every mistake is one sentence with its line. Refuses: places that nothing fills, unknown keys, and words that no
// guest should meet (word_check.hpp).
#pragma once

#include <filesystem>
#include <string_view>

#include <tl/expected.hpp>

#include "desk/mail_template.hpp"
#include "files/file_problem.hpp"

namespace amends {

// In that language; in English where the file hasn't it. `phrases` is the folder of assets/phrases.
[[nodiscard]] tl::expected<MailTemplate, FileProblem> read_mail_template(const std::filesystem::path& file,
                                                                         std::string_view language,
                                                                         const std::filesystem::path& phrases);

}  // namespace amends
