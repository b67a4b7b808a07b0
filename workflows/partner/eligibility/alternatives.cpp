#include <algorithm>
#include <fmt/format.h>

#include "workflows/partner/eligibility/judging.hpp"

namespace waymark::partner {

namespace {

std::vector<Judgement> judge_each(const std::vector<Condition>& conditions, const Case& of) {
    std::vector<Judgement> parts;
    parts.reserve(conditions.size());
    for (const auto& condition : conditions) parts.push_back(judge(condition, of));
    return parts;
}

/// How much of it is there, 0 to 1: to name the alternative that lacks least.
double share(const Judgement& judgement) {
    if (judgement.verdict == Verdict::pass) return 1;
    if (judgement.kind == "one_of" || judgement.kind == "all_of") {
        double sum = 0, most = 0;
        for (const auto& part : judgement.parts) {
            sum += share(part);
            most = std::max(most, share(part));
        }
        return judgement.kind == "one_of" ? most : sum / static_cast<double>(judgement.parts.size());
    }
    if (!judgement.have.is_number() || judgement.need.number() <= 0) return 0;
    return std::clamp(judgement.have.number() / judgement.need.number(), 0.0, 1.0);
}

void append(states::Text& text, const states::Text& more) {
    text.en += (text.en.empty() ? "" : " ") + more.en;
    text.ru += (text.ru.empty() ? "" : " ") + more.ru;
}

void take_sources(Judgement& into, const Judgement& part) {
    into.sources.insert(into.sources.end(), part.sources.begin(), part.sources.end());
}

/// All parts must hold at once: the last one's day, if those that hold now still do by then.
std::optional<Date> all_possible_from(std::span<const Judgement> parts) {
    std::optional<Date> from;
    for (const auto& part : parts) {
        if (part.verdict == Verdict::pass) continue;
        if (!part.possible_from) return std::nullopt;
        from = std::max(from.value_or(*part.possible_from), *part.possible_from);
    }
    const bool lost = std::ranges::any_of(parts, [&](const Judgement& part) {
        return part.verdict == Verdict::pass && part.holds_until && *part.holds_until < from;
    });
    return lost ? std::nullopt : from;
}

}  // namespace

Judgement judge(const AllOf& demand, const Case& of) {
    Judgement found;
    found.parts = judge_each(demand.parts, of);
    found.verdict = all_of(found.parts);
    for (const auto& part : found.parts) {
        take_sources(found, part);
        if (part.holds_until && found.verdict == Verdict::pass)
            found.holds_until = std::min(found.holds_until.value_or(*part.holds_until), *part.holds_until);
        if (part.verdict == Verdict::pass && found.verdict != Verdict::pass) continue;
        append(found.text, part.text);
        if (found.reason.empty() && part.verdict == found.verdict) found.reason = part.reason;
    }
    found.possible_from = all_possible_from(found.parts);
    return found;
}

Judgement judge(const OneOf& demand, const Case& of) {
    Judgement found;
    found.parts = judge_each(demand.alternatives, of);
    const auto& parts = found.parts;
    if (const auto pass = std::ranges::find(parts, Verdict::pass, &Judgement::verdict); pass != parts.end()) {
        found.verdict = Verdict::pass;
        found.text = pass->text;
        found.holds_until = pass->holds_until;
        for (const auto& part : parts) {
            if (part.verdict != Verdict::pass) continue;
            take_sources(found, part);
            found.holds_until = found.holds_until && part.holds_until
                                    ? std::max(found.holds_until, part.holds_until)
                                    : std::nullopt;
        }
        return found;
    }
    const bool unknown = std::ranges::find(parts, Verdict::unknown, &Judgement::verdict) != parts.end();
    found.verdict = unknown ? Verdict::unknown : Verdict::fail;
    found.text = {"One of these is needed.", "Нужно одно из условий."};
    const Judgement* nearest = nullptr;
    int number = 0;
    for (const auto& part : parts) {
        take_sources(found, part);
        ++number;
        append(found.text,
               {fmt::format("({}) {}", number, part.text.en), fmt::format("({}) {}", number, part.text.ru)});
        if (part.possible_from)
            found.possible_from =
                std::min(found.possible_from.value_or(*part.possible_from), *part.possible_from);
        if (part.verdict == found.verdict && (nearest == nullptr || share(part) > share(*nearest)))
            nearest = &part;
    }
    if (nearest != nullptr) found.reason = nearest->reason;
    return found;
}

}  // namespace waymark::partner
