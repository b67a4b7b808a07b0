// How dates, times, numbers and codes read in a letter, in English and in Russian. Pure: no clock, no locale
// of the machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "states/functions.hpp"
#include "workflows/partner/calendar.hpp"

namespace waymark::partner {

enum class Language : std::uint8_t { en, ru };

std::string_view to_text(Language language);  // "en"
/// Anything but "en" is the program's own language, Russian.
Language language_of(std::string_view text);

/// "1 April 2026", «1 апреля 2026 г.»
std::string day_in_words(Date date, Language language);
/// "April 2026", «апрель 2026 г.»
std::string month_in_words(std::chrono::year_month month, Language language);
/// "1 April 2026, 00:00 Moscow time", «1 апреля 2026 г., 00:00 по московскому времени»
std::string moment_in_words(Instant instant, const Calendar& calendar, Language language);

/// What a reason code of the program means, as a part of a sentence; nothing for a code that is not known.
std::string_view reason_in_words(std::string_view code, Language language);

/// The functions that letters may call beside those of the charts: day, weekday_name, moment, time, month,
/// counted, reason_text, bullets, still_open. docs/letters.md lists them. `calendar` must outlive
/// `functions`.
void add_wording(states::Functions& functions, const Calendar& calendar, Language language);

}  // namespace waymark::partner
