#include "workflows/partner/eligibility/phrases.hpp"

#include <fmt/format.h>

namespace waymark::partner {

std::string amount_in_words(Kopecks amount, Language language) {
    const bool russian = language == Language::ru;
    return in_roubles(amount, russian) + (russian ? "\u00a0руб." : " RUB");
}

std::string months_in_words(std::chrono::year_month first, std::chrono::year_month last, Language language) {
    if (first == last) return month_in_words(first, language);
    return month_in_words(first, language) + (language == Language::en ? " to " : " – ") +
           month_in_words(last, language);
}

std::string_view name_in_words(const Named* named, std::string_view code, Language language) {
    return named == nullptr ? code : std::string_view(named->name.in(to_text(language)));
}

states::Text with_day(std::string_view en, std::string_view ru, Date day) {
    return in_both([&](Language language) {
        return fmt::format(fmt::runtime(language == Language::en ? en : ru), day_in_words(day, language));
    });
}

std::string list_in_words(std::span<const std::string> items, std::string_view last) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += i + 1 == items.size() ? last : ", ";
        text += items[i];
    }
    return text;
}

std::string more_of(std::int64_t count, const Counted& what, Language language) {
    if (language == Language::en)
        return count == 1 ? fmt::format("one more {}", what.en_one)
                          : fmt::format("{} more {}", count, what.en_many);
    if (count == 1) return fmt::format("ещё {}", what.ru_single);
    const bool one = count % 10 == 1 && count % 100 != 11;
    return fmt::format("ещё {} {}", count, one ? what.ru_one : what.ru_many);
}

}  // namespace waymark::partner
