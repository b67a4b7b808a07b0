// How an edition of the rules reads: its conditions in words, English and Russian, and all of it as a value.
// Pure; says nothing of any partner (assessment.hpp does).
#pragma once

#include <span>

#include "workflows/partner/eligibility/edition.hpp"

namespace waymark::partner {

/// One thing that a condition says: its entry, what stands there, and both in words.
struct Facet {
    std::string entry;    // "threshold", "roles.S1"
    states::Value value;  // amounts in kopecks: {at_least_kopecks: 1200000000}
    states::Text label;   // "threshold"
    states::Text words;   // "at least 12,000,000.00 RUB"
};

/// "consumption", as in the file.
std::string_view kind_of(const Condition& condition);
/// The conditions within one_of and all_of; of others none.
std::span<const Condition> parts_of(const Condition& condition);
/// Without what its parts say.
std::vector<Facet> facets(const Condition& condition, const Edition& edition);

/// "Net consumption: at least 12,000,000.00 RUB; Infrastructure services; …"; of one_of and all_of without
/// their parts: "One of these".
states::Text in_words(const Condition& condition, const Edition& edition);
/// With its parts, in one line.
states::Text wholly_in_words(const Condition& condition, const Edition& edition);
states::Text in_words(const Reward& reward, const Edition& edition);
/// For which technologies a service counts, and when.
states::Text counts_in_words(std::string_view service, const Edition& edition);
/// When a service earns no bonus; empty: it always does.
states::Text exclusion_in_words(std::string_view service, const Edition& edition);
states::Text in_words(Edition::Transition transition);
/// 350 → "3.5 %", «3,5 %»
states::Text percent_in_words(int basis_points);

/// "A and B", "A, B and C" of texts for people; the last two joined by `last`: " and ".
states::Text joined(const std::vector<states::Text>& texts, const states::Text& between,
                    const states::Text& last);

// As `rulebook show --output json` has them; amounts in kopecks, absent members left out.
states::Value to_value(const states::Text& text);
states::Value to_value(const Condition& condition, const Edition& edition);
states::Value to_value(const SpecializationRules& rules, const Edition& edition);
states::Value to_value(const Reward& reward);
states::Value counts_value(std::string_view service, const Edition& edition);
states::Value exclusions_value(std::string_view service, const Edition& edition);
states::Value to_value(const Edition& edition);

}  // namespace waymark::partner
