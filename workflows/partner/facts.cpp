#include "workflows/partner/facts.hpp"

#include "workflows/partner/access.hpp"
#include "workflows/partner/attachments/attachments.hpp"
#include "workflows/partner/benefits.hpp"
#include "workflows/partner/campaigns.hpp"
#include "workflows/partner/certificates.hpp"
#include "workflows/partner/customers.hpp"
#include "workflows/partner/data.hpp"
#include "workflows/partner/evidence_of.hpp"
#include "workflows/partner/imports/record_kinds.hpp"
#include "workflows/partner/interviews.hpp"
#include "workflows/partner/presence.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/partner/publications.hpp"
#include "workflows/partner/windows.hpp"

namespace waymark::partner {

namespace {

using runtime::FactQuestion;
using runtime::Instance;
using states::Value;

/// A draft is nobody's claim to a number yet, and who was turned away claims it no longer.
std::string claimed_tin(const Instance& onboarding) {
    return !onboarding.state.running || runtime::principal_state(onboarding) == "draft"
               ? std::string()
               : text(onboarding, "tin");
}

Value tin(const FactQuestion& question) {
    const std::string number = text(question.instance, "tin");
    Value::Array taken_by;
    if (!number.empty())
        for (const char* lookup : {"partner-by-tin", "onboarding-by-tin"})
            for (const auto& other : question.find(lookup, number))
                if (other->id != question.instance.id) taken_by.emplace_back(runtime::to_text(other->id));
    return Value::Object{{"taken_by", std::move(taken_by)}};
}

Value own_partner(const FactQuestion& question) {
    const std::string id = text(question.instance, "partner");
    return Value::Object{{"live", !id.empty() && !question.find("live-partner", id).empty()}};
}

/// Under its partner, as long as it can still end the partnership.
std::string open_revocation(const Instance& revocation) {
    return is_in(revocation, "open") ? runtime::to_text(revocation.family) : std::string();
}

Value revocations(const FactQuestion& question) {
    Value::Array ids;
    for (const auto& open : question.find("open-revocations", runtime::to_text(question.instance.family)))
        ids.emplace_back(runtime::to_text(open->id));
    return ids;
}

/// Under its file's digest, from when its publication is decided.
std::string published_digest(const Instance& import) {
    return is_in(import, "publishing") || is_in(import, "published")
               ? std::string(datum(import, "found")["digest"].string_or(""))
               : std::string();
}

/// The import that has published the same file; null: there is none.
Value import_twin(const FactQuestion& question) {
    const auto digest = datum(question.instance, "found")["digest"].string_or("");
    const auto twins = question.find("published-imports", digest);
    return twins.empty() ? Value(nullptr) : Value(runtime::to_text(twins.front()->id));
}

/// May the sender do by hand what the import does?
Value importer(const FactQuestion& question) {
    const auto found = question.find("persons", question.event.origin);
    const auto actor = found.empty() ? std::optional<runtime::Actor>() : actor_of(*found.front());
    return Value::Object{{"may", actor && may_import(*actor, text(question.instance, "kind"))}};
}

}  // namespace

std::vector<runtime::Lookup> lookups() {
    std::vector<runtime::Lookup> all = {
        {"partner-by-tin", "partner",
         [](const Instance& each) { return is_in_program(each) ? text(each, "tin") : std::string(); }},
        {"onboarding-by-tin", "onboarding", claimed_tin},
        {"live-partner", "partner",
         [](const Instance& each) {
             return is_in_program(each) ? runtime::to_text(each.id) : std::string();
         }},
        {"open-revocations", "revocation", open_revocation},
        {"published-imports", "import", published_digest},
    };
    for (auto&& more : {window_lookups(), interview_lookups(), evidence_lookups(), customer_lookups(),
                        campaign_lookups(), benefit_lookups(), edition_lookups(), attachment_lookups()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

Value fact(const Assessor& assessor, const FactQuestion& question) {
    if (question.fact == "tin") return tin(question);
    if (question.fact == "partner") return own_partner(question);
    if (question.fact == "eligibility") return assessor.fact(question);
    if (question.fact == "window") return window_fact(shipped_rulebook().calendar, question);
    if (question.fact == "window_report") return window_report(assessor, question);
    if (question.fact == "architect") return architect_fact(shipped_rulebook(), question);
    if (question.fact == "account") return account_fact(question);
    if (question.fact == "scope") return scope_fact(question);
    if (question.fact == "certificate")
        return certificate_fact(assessor.editions(), shipped_rulebook().calendar, question);
    if (question.fact == "candidate")
        return candidate_fact(question, assessor.nearness_by(assessor.evidence_by(question.find)));
    if (question.fact == "invited") return invited_fact(question);
    if (question.fact == "answers") return answers_fact(question);
    if (question.fact == "benefits")
        return benefits_fact(assessor.editions(), shipped_rulebook().calendar, question);
    if (question.fact == "edition")
        return edition_fact(assessor.editions(), shipped_rulebook().calendar, question);
    if (question.fact == "attachments") return attachments_fact(question);
    if (question.fact == "deputy") return deputy_fact(question);
    if (question.fact == "stands_in") return stands_in_fact(question);
    if (question.fact == "account_manager") return account_manager_fact(question);
    if (question.fact == "revocations") return revocations(question);
    if (question.fact == "importer") return importer(question);
    if (question.fact == "import_twin") return import_twin(question);
    CHECK(false, "a chart asks for the fact " + std::string(question.fact) + ", which nobody knows");
    return {};
}

}  // namespace waymark::partner
