#include "workflows/partner/certificates.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "workflows/partner/eligibility/phrases.hpp"

namespace waymark::partner {

namespace {

using states::Value;

constexpr std::size_t most_listed = 20;

/// In force on the day, or still to come; by date.
std::vector<const Edition*> from_now_on(const Editions& editions, Date on) {
    std::vector<const Edition*> found;
    if (const auto* in_force = editions.on(on)) found.push_back(in_force);
    for (const auto& edition : editions.all())
        if (edition.from > on) found.push_back(&edition);
    return found;
}

/// "cse (Cloud service engineer), cip (Cloud infrastructure protection)"
std::string known_in_words(const Editions& editions, Date on, Language language) {
    std::vector<std::string> known;
    for (const auto* edition : from_now_on(editions, on))
        for (const auto& each : edition->certificates) {
            const auto* named = certificate_named(editions, each.code, on);
            auto words = fmt::format("{} ({})", each.code, name_in_words(named, each.code, language));
            if (std::ranges::find(known, words) == known.end()) known.push_back(std::move(words));
        }
    if (known.size() > most_listed) {
        known.resize(most_listed);
        known.emplace_back("…");
    }
    return list_in_words(known, ", ");
}

Value text(std::string en, std::string ru) {
    return Value::Object{{"en", std::move(en)}, {"ru", std::move(ru)}};
}

Value fault(const Editions& editions, std::string_view code, Date on) {
    return text(fmt::format("CERT_UNKNOWN: the rules know no certificate {}. They know {}. `waymark rulebook "
                            "show` says what each is needed for.",
                            code, known_in_words(editions, on, Language::en)),
                fmt::format("CERT_UNKNOWN: в правилах нет сертификата {}. Есть {}. Для чего нужен каждый, "
                            "показывает `waymark rulebook show`.",
                            code, known_in_words(editions, on, Language::ru)));
}

}  // namespace

const Named* certificate_named(const Editions& editions, std::string_view code, Date on) {
    for (const auto* edition : from_now_on(editions, on))
        if (const auto* found = edition->certificate(code)) return found;
    return nullptr;
}

Value certificate_fact(const Editions& editions, const Calendar& calendar,
                       const runtime::FactQuestion& question) {
    const Value& code = question.event.data["code"];
    if (!code.is_string()) return Value::Object{{"name", nullptr}, {"fault", nullptr}};
    const auto today = calendar.date_of(question.at);
    const auto* named = certificate_named(editions, code.string(), today);
    return Value::Object{{"name", named ? text(named->name.en, named->name.ru) : Value(nullptr)},
                         {"fault", named ? Value(nullptr) : fault(editions, code.string(), today)}};
}

}  // namespace waymark::partner
