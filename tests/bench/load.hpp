// A load generator for the benchmark: many keep-alive clients in one thread, each with one request under way
// at a time. Requests are rendered beforehand and only the idempotency key in them changes, so that it takes
// as little as possible of the machine that it shares with the server. Not an HTTP client for tests
// (tests/blackbox/client.hpp).
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "workflows/runtime/ports/clock.hpp"

namespace waymark::bench {

/// What one client sends, over and over, in turn: POST requests with JSON.
struct Client {
    struct Request {
        std::string path, body;
    };
    std::vector<Request> requests;
};

struct LoadOptions {
    std::uint16_t port = 0;  // on the loopback address
    std::string token;
    std::string key_prefix;  // of the idempotency keys; never used before on the same data
    std::vector<Client> clients;
    std::uint64_t requests_each = 0;  // by each client
};

struct LoadResult {
    std::uint64_t requests = 0;
    std::chrono::microseconds time{};
    std::chrono::microseconds p50{}, p99{}, longest{};
    std::map<unsigned, std::uint64_t> answers;  // by status
    std::string first_failure;                  // the first answer that was no success, whole
    [[nodiscard]] double per_second() const;
};

/// Sends them all and waits for all answers. Throws std::system_error when a connection fails or ends.
LoadResult put_load(const LoadOptions& options, const runtime::Clock& clock);

}  // namespace waymark::bench
