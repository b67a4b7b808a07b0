// What is known of a partner, as eligibility needs it: filled from the partner's records and the imported
// consumption. Data only. Dates are civil dates; a "to" is the first day on which something no longer holds,
// a "valid_to" the last day on which it still does.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "workflows/partner/dates.hpp"
#include "workflows/partner/money.hpp"

namespace waymark::partner {

/// Where a figure comes from: the instance or import that said it, and when.
struct Source {
    std::string id;  // of the instance
    Date on;
};

struct AgreementEvidence {
    Date signed_on;
    std::optional<Date> ended_on;
    Source source;
};

struct SolutionEvidence {
    std::string technology;
    std::optional<Date> verified_on;
    Source source;
};

struct PlanEvidence {
    std::string technology;
    std::optional<Date> approved_on;
    Source source;
};

struct CertificateEvidence {
    std::string code;
    std::optional<Date> trained_on, certified_on;  // counts only with both
    std::optional<Date> valid_to;                  // none: it does not expire
};

struct EmployeeEvidence {
    struct Stay {
        Date from;
        std::optional<Date> to;
    };
    std::vector<Stay> stays;
    std::vector<CertificateEvidence> certificates;
    Source source;
};

struct ProjectEvidence {
    std::string technology, product;  // product may be empty
    std::optional<Date> implemented_on;
    bool confirmed = false;  // by the provider
    Source source;
};

struct InterviewEvidence {
    std::string technology;
    Date passed_on, valid_to;
    Source source;
};

/// Consumption of one service in one month, summed as far as its reading allows.
struct UsageCell {
    std::chrono::year_month month;
    std::string service;
    std::string product;              // of the project that it was used in; empty: none
    bool registered_project = false;  // otherwise a subaccount
    int deal_basis_points = 0;        // of its customer's registered deal
    Kopecks gross, grants;            // with VAT; grants are part of gross
};

struct LicenceCell {
    std::chrono::year_month month;
    std::string product;
    int count = 0;
};

struct Evidence {
    std::optional<AgreementEvidence> agreement;
    std::vector<SolutionEvidence> solutions;
    std::vector<PlanEvidence> plans;
    std::vector<EmployeeEvidence> employees;
    std::vector<ProjectEvidence> projects;
    std::vector<InterviewEvidence> interviews;
    std::vector<UsageCell> usage;
    std::vector<LicenceCell> licences;
    /// Months whose consumption is imported and complete: what is missing in another is not known.
    std::set<std::chrono::year_month> complete_months;
    std::optional<Source> usage_source;  // the newest import
};

}  // namespace waymark::partner
