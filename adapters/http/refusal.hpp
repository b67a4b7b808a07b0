// A refusal on the level of the protocol: what was sent is no request that this server takes. Its code,
// status and title are in the one table (problem.hpp); `close`: nothing behind it on the connection can be
// trusted to be a request.
#pragma once

#include <string_view>

namespace waymark::http {

struct Refusal {
    std::string_view code;    // empty: nothing to refuse
    std::string_view detail;  // what is wrong and what to do about it
    bool close = true;

    explicit operator bool() const { return !code.empty(); }
};

}  // namespace waymark::http
