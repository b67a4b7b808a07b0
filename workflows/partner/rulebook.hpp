// The rulebook: the program's parameters as data, versioned. So far its calendar and the terms of
// notices, onboardings and presale requests. Immutable, made once when the program starts, shared by all
// threads.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "states/result.hpp"
#include "workflows/partner/calendar.hpp"

namespace waymark::partner {

struct Rulebook {
    std::string version;  // "r1"
    Calendar calendar;
    /// The parameters that charts read by name: "quit.notice_days" → 30.
    std::map<std::string, states::Value, std::less<>> parameters;

    /// A parameter that must be there (CHECK).
    [[nodiscard]] const states::Value& parameter(std::string_view name) const;
    /// When somebody who leaves on this date ceases to be a partner: its 00:00, or with effective_at = "end"
    /// its 24:00.
    [[nodiscard]] Instant exit_at(Date exit_date) const;
    /// The last day as a partner.
    [[nodiscard]] Date last_day(Date exit_date) const;
};

/// Reads calendar.toml.
/// Errors: "bad-rulebook": not TOML, an unknown, missing or wrong entry; place file:line:column.
Result<Rulebook> read_rulebook(std::string_view toml, std::string_view file);

}  // namespace waymark::partner
