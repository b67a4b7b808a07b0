// The program's rules as of domain.md section 5, made by hand, and evidence to hold against them.
#pragma once

#include <string>
#include <vector>

#include "workflows/partner/eligibility/assessment.hpp"

namespace waymark::partner::eligibility_test {

Date day(std::string_view text);
std::chrono::year_month month(std::string_view text);  // "2026-03"

/// R1: five specializations. Services: compute, object-storage (infrastructure), managed-gitlab (devops),
/// managed-clickhouse, storedoc (data-platform), speechkit (ml-ai); storedoc earns no bonus.
Edition r1();

/// An amount that is `net` kopecks without VAT of the month's rate.
Kopecks with_vat(std::int64_t net, std::chrono::year_month month);

struct Usage {
    std::string month, service;
    std::int64_t net = 0;
    std::int64_t grants = 0;  // net, too; part of `net`
    int deal = 0;
    bool registered_project = false;
    std::string product = {};
};
UsageCell cell(const Usage& usage);

EmployeeEvidence employee(std::string_view id, const std::vector<std::string>& certificates);
ProjectEvidence project(std::string_view technology, std::string_view implemented_on,
                        std::string_view product = {});

/// Agreement, solution, plan and interview for a technology, and every month from 2024 to 2027 imported, with
/// nothing in it.
Evidence common(std::string_view technology);
/// `common` with people, projects and consumption so that each of the five passes on 2026-04-20.
Evidence everything(std::string_view technology);

/// In April's or October's window.
Assessment assess_r1(std::string_view specialization, const Evidence& evidence,
                     std::string_view on = "2026-04-20");
/// By its code; of parts, too. Throws when there is none.
Judgement find(const Assessment& assessment, std::string_view code);
/// "S1=B S2=A"; "-" for an open role.
std::string seats(const Judgement& judgement);

}  // namespace waymark::partner::eligibility_test
