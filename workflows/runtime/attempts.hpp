// What follows from an attempt to deliver a letter: done, once more later, or given up. Pure: chance is
// handed in.
#pragma once

#include <array>

#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

/// Waits behind the first, second … attempt, in units of Settings::mail_retry (a minute); the last again and
/// again. With most_attempts they span three days and more.
inline constexpr std::array<int, 5> waits = {1, 5, 15, 60, 240};
inline constexpr std::uint32_t most_attempts = 24;

/// The recipient after one more attempt. `chance` within [0, 1) makes the wait up to a quarter longer, so
/// that letters that failed together do not come back together.
RecipientRow after_attempt(const RecipientRow& before, const PostReport& report, Instant now,
                           std::chrono::microseconds unit, double chance);

/// As it may be recorded: one line of printable UTF-8, at most 500 bytes, without the recipient's or any
/// other address.
std::string recordable(std::string_view reply, const Letter& letter);

}  // namespace waymark::runtime
