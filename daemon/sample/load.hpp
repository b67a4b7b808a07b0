// Performs the sample program: sends its commands to a rehearsal over HTTP in order of time, moving the clock
// on in between. What happens at one instant is sent over several connections, each family's commands in
// their order.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "daemon/sample/program.hpp"

namespace waymark::sample {

struct Loaded {
    std::size_t commands = 0, moves = 0;  // of the clock
    /// Of the cast by who they are, and of the stories' people by the title of the story.
    std::map<std::string, std::string> tokens;
};

/// `port`: of a rehearsal that stands at the program's beginning, or before, and holds nothing yet.
/// `progress` is told the hundredths. Throws std::runtime_error that names the story and the step when the
/// service refuses one.
Loaded load(const Program& program, unsigned short port, const std::string& admin_token,
            const std::function<void(int)>& progress);

}  // namespace waymark::sample
