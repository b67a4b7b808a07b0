// What the surface has done since it started, for /metrics. Thread: any.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace waymark::http {

struct Traffic {
    std::atomic<std::size_t> connections = 0;             // open now
    std::array<std::atomic<std::uint64_t>, 6> answers{};  // by the status' first digit

    void count(unsigned status) { ++answers.at(status / 100); }
};

}  // namespace waymark::http
