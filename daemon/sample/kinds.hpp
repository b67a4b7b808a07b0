// The kinds of stories: each ends, today, in a state that somebody may want to look at. Together they leave
// several instances in every state of every workflow.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "daemon/sample/story.hpp"

namespace waymark::sample {

struct Kind {
    std::string title;
    std::function<void(Story&)> tell;
};

// Stories of partners.
std::vector<Kind> application_kinds();
std::vector<Kind> specialization_kinds();
std::vector<Kind> ending_kinds();    // notices and revocations
std::vector<Kind> business_kinds();  // presale requests, debts
std::vector<Kind> record_kinds();    // employees, solutions, plans, projects, customers, agreements
std::vector<Kind> benefit_kinds();
/// They need the campaigns that the provider's people run when these are told.
std::vector<Kind> campaign_kinds();
/// What most partners are: active, with a specialization or two, or none.
std::vector<Kind> ordinary_kinds();

/// Stories of prospects who are no partners, or not yet.
std::vector<Kind> onboarding_kinds();

}  // namespace waymark::sample
