// The instant as the house holds it: UTC, microseconds. And its one text form. No clock here: instants are
// handed in.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace waymark {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// "2026-03-31T21:00:00.000Z": the form of ECMAScript's toISOString, so that texts compare as instants do.
/// Milliseconds, floored.
std::string to_text(Instant instant);

/// RFC 3339 with any offset and up to 6 fractional digits; nothing for anything else.
std::optional<Instant> parse_instant(std::string_view text);

}  // namespace waymark
