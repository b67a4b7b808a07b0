// The judgement: each condition of a specialization held against a partner's evidence on a day. Pure: the
// same on the writer at a decision, in a question, and in a what-if.
#pragma once

#include <span>

#include "states/value.hpp"
#include "workflows/partner/eligibility/edition.hpp"
#include "workflows/partner/eligibility/evidence.hpp"

namespace waymark::partner {

enum class Verdict : std::uint8_t { pass, fail, unknown };
std::string_view to_text(Verdict verdict);

/// Who fills a role; empty: nobody does.
struct RoleAssignment {
    std::string role, employee;
    std::vector<std::string> certificates;  // those the role demands and he holds
    std::vector<states::Text> names;        // of these, as the edition has them
};

struct Judgement {
    std::string code;  // of the condition
    std::string kind;  // "consumption", as in the edition's file
    Verdict verdict = Verdict::unknown;
    std::string reason;  // a code of domain.md section 10, when it is not a pass: "CONSUMPTION_BELOW"
    states::Text text;   // in words, with numbers and what is missing
    /// Numbers; amounts in kopecks. Undefined where the kind has none.
    states::Value have, need, missing;
    std::vector<Source> sources;
    /// The earliest day on which it could pass with nothing new: the date of something known that is still to
    /// come. None: it cannot pass by itself, or passes already.
    std::optional<Date> possible_from;
    /// Of a pass: the last day on which it holds with nothing new, where that can be told.
    std::optional<Date> holds_until;
    std::vector<RoleAssignment> roles;
    std::vector<Judgement> parts;  // of one_of, all_of
};

struct Assessment {
    std::string version, specialization;
    Date on;
    Verdict verdict = Verdict::unknown;  // all_of the conditions
    std::vector<Judgement> conditions;
};

/// Fail when any fails, else unknown when any is, else pass.
Verdict all_of(std::span<const Judgement> judgements);

/// `window_month`: 4 or 10, of the window that the decision falls into or aims at.
Assessment assess(const Edition& edition, const SpecializationRules& rules, const Evidence& evidence, Date on,
                  int window_month);

/// As charts, the API and snapshots hold it: {version, specialization, on, result, conditions: [{code, kind,
/// result, reason, text: {en, ru}, have, need, missing, sources: [{id, on}], possible_from, holds_until,
/// roles: [{role, employee, certificates, names: [{en, ru}]}], parts}]}; amounts are whole kopecks. Absent
/// members are left out.
states::Value to_value(const Assessment& assessment);

}  // namespace waymark::partner
