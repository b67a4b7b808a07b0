// Editions of the rules as a team leaves them lying about: one in each state but in force, as the shipped
// rules stay those of the program. Over HTTP. Thread: one.
#pragma once

#include <map>
#include <string>

#include "daemon/sample/connection.hpp"
#include "states/instant.hpp"

namespace waymark::sample {

/// `tokens`: of a coordinator, "lead-1" and "lead-2". `now`: the service's; published is next year's edition.
/// Throws std::runtime_error when the service refuses.
void leave_editions(Connection& connection, const std::map<std::string, std::string>& tokens, Instant now);

}  // namespace waymark::sample
