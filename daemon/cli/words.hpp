// How the command line says instants, dates and states to a person: in the program's zone, in the language
// asked for.
#pragma once

#include <boost/json.hpp>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "states/instant.hpp"

namespace waymark::cli {

struct Speech {
    std::string language = "en";  // or "ru"

    /// "2026-03-31T21:00:00.000Z" → "2026-04-01 00:00:00 MSK"; anything else unchanged.
    [[nodiscard]] std::string instant(std::string_view text) const;
    /// Whole kopecks: 60000000 → "600,000.00 RUB"; anything else as JSON.
    [[nodiscard]] std::string roubles(const boost::json::value& kopecks) const;
    /// {"en":…,"ru":…} → the text of the language, or the other when it has none.
    [[nodiscard]] std::string text(const boost::json::value& both) const;
};

/// A code of the service's as people say it.
struct Phrase {
    std::string_view code, en, ru;
};
/// A code that is not known, from a newer service, says itself.
std::string said(std::span<const Phrase> phrases, std::string_view code, const Speech& speech);

/// "2027-04-01" → its 00:00 in the program's zone; nothing for anything else.
std::optional<Instant> start_of_day(std::string_view date);

/// A member as text: strings bare, null and absent as "", the rest as JSON.
std::string plain(const boost::json::value& object, std::string_view name);

/// "30d", "36h", "15min", "90s", "1.5s". Throws Failure(2) for anything else.
std::chrono::milliseconds span_of(const std::string& text);

}  // namespace waymark::cli
