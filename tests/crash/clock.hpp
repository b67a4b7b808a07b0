// A rehearsal whose clock is moved, and that is killed meanwhile.
#pragma once

#include <cstdint>
#include <string>

#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::crash {

/// Of a new person of the team who may do all that a test asks for.
std::string token_of_all(const blackbox::Daemon& daemon);

std::uint64_t newest_record(blackbox::Client& client);

/// Moves the clock; kills the service meanwhile, when `records` more stand in its journal. True: it was too
/// quick.
bool move_and_kill(blackbox::Daemon& daemon, const std::string& token, const char* to, std::uint64_t records);

}  // namespace waymark::crash
