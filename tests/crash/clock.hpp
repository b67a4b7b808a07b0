// A rehearsal whose clock is moved, and that is killed meanwhile.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::crash {

/// Of a new person of the team who may do all that a test asks for.
std::string token_of_all(const blackbox::Daemon& daemon);

/// Moves the clock of one copy of a rehearsal undisturbed, and of further ones with kill -9 at random records
/// on the way: fails unless `tell` says the same of each, and its journal verifies.
void expect_the_same_though_killed(const std::filesystem::path& rehearsal, const std::string& token,
                                   const char* to,
                                   const std::function<std::vector<std::string>(blackbox::Client&)>& tell);

}  // namespace waymark::crash
