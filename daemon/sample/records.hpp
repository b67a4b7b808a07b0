// What stories record of a partner: employees with certificates, solutions, plans, projects, customers. As
// episodes: each goes on from where the story stands.
#pragma once

#include "daemon/sample/story.hpp"

namespace waymark::sample {

/// What a specialization in the technology is judged by: two employees with the certificates, a verified
/// solution, an approved plan, projects where it needs them. All but the consumption.
void record_all(Story& story, const std::string& technology);
/// The consumption, too.
void qualify(Story& story, const std::string& technology);

/// An employee with these certificates, called `as` from then on.
void employ(Story& story, const std::vector<std::string>& certificates, const std::string& as);
/// Handed in, not decided on; called `as` from then on.
void claim_solution(Story& story, const std::string& technology, const std::string& as);
void submit_plan(Story& story, const std::string& technology, const std::string& as);
void report_project(Story& story, const std::string& technology, const std::string& as);
/// A customer with a direct contract.
void add_customer(Story& story, const std::string& as);

}  // namespace waymark::sample
