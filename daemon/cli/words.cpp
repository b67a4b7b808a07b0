#include "daemon/cli/words.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "daemon/cli/client.hpp"
#include "states/instant.hpp"
#include "workflows/partner/money.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::cli {

std::string Speech::instant(std::string_view text) const {
    const auto parsed = parse_instant(text);
    const auto& calendar = partner::shipped_rulebook().calendar;
    if (!parsed || *parsed < calendar.begins_at()) return std::string(text);
    auto local = to_text(Instant(calendar.local(*parsed).time_since_epoch()));
    local.resize(std::string_view("2026-04-01T00:00:00").size());
    local[10] = ' ';
    return local + (language == "ru" ? " МСК" : " MSK");
}

std::optional<Instant> start_of_day(std::string_view date) {
    const auto parsed = partner::parse_date(date);
    if (!parsed) return std::nullopt;
    return partner::shipped_rulebook().calendar.at(*parsed);
}

std::string Speech::roubles(const boost::json::value& kopecks) const {
    if (!kopecks.is_int64()) return kopecks.is_null() ? "" : boost::json::serialize(kopecks);
    const bool russian = language == "ru";
    return partner::in_roubles({kopecks.get_int64()}, russian) + (russian ? "\u00a0руб." : " RUB");
}

std::string Speech::text(const boost::json::value& both) const {
    if (!both.is_object()) return "";
    for (const auto& name : {language, std::string(language == "ru" ? "en" : "ru")})
        if (auto found = plain(both, name); !found.empty()) return found;
    return "";
}

std::string plain(const boost::json::value& object, std::string_view name) {
    const auto* member = object.is_object() ? object.get_object().if_contains(name) : nullptr;
    if (member == nullptr || member->is_null()) return "";
    if (member->is_string()) return std::string(member->get_string());
    return member->is_double() ? fmt::format("{}", member->get_double()) : boost::json::serialize(*member);
}

std::chrono::milliseconds span_of(const std::string& text) {
    std::size_t end = 0;
    double count = -1;
    try {
        count = std::stod(text, &end);
    } catch (const std::exception&) {
        end = 0;
    }
    const auto unit = std::string_view(text).substr(end);
    const double factor = unit == "d"     ? 86'400e3
                          : unit == "h"   ? 3'600e3
                          : unit == "min" ? 60e3
                          : unit == "s"   ? 1e3
                                          : 0;
    if (factor == 0 || !(count >= 0) || count * factor > 36'500 * 86'400e3)
        throw Failure(2, "“" + text + "” is no span such as 30d, 36h, 15min or 90s.");
    return std::chrono::milliseconds(std::llround(count * factor));
}

std::string said(std::span<const Phrase> phrases, std::string_view code, const Speech& speech) {
    const auto found = std::ranges::find(phrases, code, &Phrase::code);
    if (found == phrases.end()) return std::string(code);
    return std::string(speech.language == "ru" ? found->ru : found->en);
}

}  // namespace waymark::cli
