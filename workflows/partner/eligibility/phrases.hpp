// Pieces of the sentences that a judgement says: amounts, months, names, what is missing. Pure.
#pragma once

#include <chrono>
#include <span>

#include "workflows/partner/eligibility/edition.hpp"
#include "workflows/partner/wording.hpp"

namespace waymark::partner {

/// The same sentence in both languages, made by `make(Language)`; ends with one full stop.
template <class Make>
states::Text in_both(const Make& make) {
    const auto sentence = [&](Language language) {
        std::string text = make(language);
        if (!text.ends_with('.')) text += '.';
        return text;
    };
    return {sentence(Language::en), sentence(Language::ru)};
}

/// "600,000.00 RUB", «600 000,00 руб.»
std::string amount_in_words(Kopecks amount, Language language);
/// "April 2025 to March 2026", "March 2026"
std::string months_in_words(std::chrono::year_month first, std::chrono::year_month last, Language language);
/// A code that has no name stands for itself.
std::string_view name_in_words(const Named* named, std::string_view code, Language language);
/// A sentence with a day in it, at "{}".
states::Text with_day(std::string_view en, std::string_view ru, Date day);
/// "A", "A and B", "A, B and C" when `last` is " and ".
std::string list_in_words(std::span<const std::string> items, std::string_view last);

/// What is counted: "solution", "solutions"; in Russian in the genitive that follows «не хватает»:
/// «одного решения», «21 решения», «2 решений».
struct Counted {
    std::string_view en_one, en_many, ru_single, ru_one, ru_many;
};
/// "one more verified solution", «ещё одного подтверждённого решения»
std::string more_of(std::int64_t count, const Counted& what, Language language);

}  // namespace waymark::partner
