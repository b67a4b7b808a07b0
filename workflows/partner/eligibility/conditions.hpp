// What a rulebook's edition demands for a specialization: the closed set of kinds of condition. Data only; an
// edition is read by edition.hpp, held against a partner's evidence by assessment.hpp.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "workflows/partner/money.hpp"

namespace waymark::partner {

/// Whole months that have ended before the day of the decision.
struct Period {
    enum class Kind : std::uint8_t {
        trailing,       // the last `months` of them
        calendar_year,  // January to December of the last year that has ended
        half_year       // of the half-years January to June and July to December, the last one that has ended
    } kind = Kind::trailing;
    int months = 12;
};

/// A partner agreement is signed and not ended.
struct AgreementSigned {};

/// Implemented solutions on the technology that the provider has confirmed.
struct VerifiedSolutions {
    int at_least = 1;
};

/// An approved business plan for the technology.
struct PlanApproved {};

/// What an amount counts over: services by their code in the catalogue, and where they were used.
struct ConsumptionScope {
    std::string services;  // a technology's code: the services that the catalogue counts for it
    bool subaccounts = true;
    bool registered_projects = true;  // projects registered in an existing direct customer's cloud
    std::string product;              // not empty: only usage in projects on this product
};

/// Net consumption (domain.md 7.6: without VAT, grants and the monthly bonus) against a threshold.
struct ConsumptionReached {
    ConsumptionScope scope;
    Kopecks threshold;
    bool exceeding = false;  // "exceeding" instead of "at least"
    Period period;
    bool monthly_average = false;  // of the period, rounded down, instead of its sum
};

/// Licences of a product in use, in the last month that has ended.
struct LicencesReached {
    std::string product;
    int at_least = 0;
};

/// One role to fill: each of these, of which any certificate will do.
struct SpecialistRole {
    std::string code;                              // "S1"
    std::vector<std::vector<std::string>> all_of;  // {{"cse"}, {"mch", "mgp"}}: cse, and mch or mgp
};

/// As many different people as roles, each holding what its role demands.
struct SpecialistsEmployed {
    std::vector<SpecialistRole> roles;
};

/// Implemented projects.
struct ProjectsImplemented {
    std::string product;  // empty: any on the technology
    int at_least = 1;
    int months = 0;  // in (D − months, D]; 0: ever
};

struct InterviewPassed {};

struct Condition;
/// Any of the alternatives.
struct OneOf {
    std::vector<Condition> alternatives;
};
/// All of them; an alternative that has several parts.
struct AllOf {
    std::vector<Condition> parts;
};

struct Condition {
    std::string code;  // "C1"; unique within the specialization
    std::variant<AgreementSigned, VerifiedSolutions, PlanApproved, ConsumptionReached, LicencesReached,
                 SpecialistsEmployed, ProjectsImplemented, InterviewPassed, OneOf, AllOf>
        what;
    /// Months of the windows whose decisions it applies to; empty: all.
    std::vector<int> window_months;
};

}  // namespace waymark::partner
