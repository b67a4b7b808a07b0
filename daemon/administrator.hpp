// The first person: somebody must be able to enter a new service. Not the place for any other person.
#pragma once

#include <filesystem>

#include "workflows/partner/access.hpp"

namespace waymark::daemon {

/// When nobody holds a token: makes the administrator and a token, which is written to `file` (mode 0600). A
/// start that died in between is repeated by the next. Durable: on return. Errors: those of commands. Throws
/// std::system_error when the file cannot be written.
Done admit_administrator(runtime::Service& service, const partner::Access& access,
                         runtime::Randomness& randomness, const std::filesystem::path& file);

}  // namespace waymark::daemon
