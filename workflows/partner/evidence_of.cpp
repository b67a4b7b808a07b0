#include "workflows/partner/evidence_of.hpp"

#include <algorithm>

#include "workflows/partner/data.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {

namespace {

using runtime::Instance;
using states::Value;

/// What was undone or removed says nothing; what was declined or withdrawn, nothing that counts.
bool counts(const Instance& record) {
    return !runtime::is_undone(record) &&
           (record.state.running || runtime::principal_state(record) == "superseded");
}

std::string by_partner(const Instance& record) {
    return counts(record) ? runtime::to_text(record.family) : std::string();
}

/// Decided ones too: a result stays valid longer than its application.
std::string interviewed(const Instance& application) {
    return !runtime::is_undone(application) && datum(application, "interview_result").is_object()
               ? runtime::to_text(application.family)
               : std::string();
}

std::optional<Date> date(const Value& value) { return parse_date(value.string_or("")); }
std::optional<Date> date(const Instance& record, std::string_view name) { return date(datum(record, name)); }

Source source(const Instance& record) {
    return {runtime::to_text(record.id), shipped_rulebook().calendar.date_of(record.updated_at)};
}

AgreementEvidence agreement(const Instance& record, Date signed_on) {
    return {signed_on, date(record, "ended_on"), source(record)};
}

/// The one in force, else the newest; of two that differ in nothing the one that was recorded last.
void take_agreement(Evidence& evidence, const Instance& record) {
    const auto signed_on = date(record, "signed_on");
    if (!signed_on) return;
    const auto& known = evidence.agreement;
    const bool ended = datum(record, "ended_on").is_string();
    if (known && (ended || !known->ended_on) &&
        (ended != known->ended_on.has_value() ||
         std::pair(*signed_on, runtime::to_text(record.id)) < std::pair(known->signed_on, known->source.id)))
        return;
    evidence.agreement = agreement(record, *signed_on);
}

EmployeeEvidence employee(const Instance& record) {
    EmployeeEvidence employee;
    for (const Value& stay : items(record, "stays"))
        if (const auto from = date(stay["from"])) employee.stays.push_back({*from, date(stay["to"])});
    for (const Value& each : items(record, "certificates"))
        employee.certificates.push_back({std::string(each["code"].string_or("")), date(each["trained_on"]),
                                         date(each["certified_on"]), date(each["valid_to"])});
    employee.source = source(record);
    return employee;
}

std::optional<InterviewEvidence> interview(const Instance& application) {
    const Value& result = datum(application, "interview_result");
    const auto at = parse_instant(result["at"].string_or(""));
    const auto valid_to = date(result["valid_to"]);
    if (!at || !valid_to) return std::nullopt;
    return InterviewEvidence{text(application, "technology"), shipped_rulebook().calendar.date_of(*at),
                             *valid_to, source(application)};
}

void take(Evidence& evidence, const Instance& record) {
    const auto& workflow = record.definition->workflow;
    if (workflow == "agreement") {
        take_agreement(evidence, record);
    } else if (workflow == "employee") {
        evidence.employees.push_back(employee(record));
    } else if (workflow == "solution") {
        evidence.solutions.push_back(
            {text(record, "technology"), date(record, "verified_on"), source(record)});
    } else if (workflow == "plan") {
        evidence.plans.push_back({text(record, "technology"), date(record, "approved_on"), source(record)});
    } else if (workflow == "project") {
        evidence.projects.push_back({text(record, "technology"), text(record, "product"),
                                     date(record, "implemented_on"),
                                     runtime::principal_state(record) == "confirmed", source(record)});
    } else if (auto result = interview(record)) {
        evidence.interviews.push_back(*std::move(result));
    }
}

template <class Record>
void sort_by_id(std::vector<Record>& records) {
    std::ranges::sort(records, {}, [](const Record& each) -> const std::string& { return each.source.id; });
}

}  // namespace

std::vector<runtime::Lookup> evidence_lookups() {
    return {{"agreements-of", "agreement", by_partner}, {"employees-of", "employee", by_partner},
            {"solutions-of", "solution", by_partner},   {"plans-of", "plan", by_partner},
            {"projects-of", "project", by_partner},     {"interviewed-of", "application", interviewed}};
}

Evidence evidence_of(const runtime::FindInstances& find, runtime::InstanceId partner) {
    static const auto lookups = evidence_lookups();
    const std::string key = runtime::to_text(runtime::family_rooted_at(partner));
    Evidence evidence;
    for (const auto& lookup : lookups)
        for (const auto& each : find(lookup.name, key)) take(evidence, *each);
    return evidence;
}

std::map<runtime::FamilyId, Evidence> evidence_of_all(runtime::Inquiry& inquiry) {
    std::map<runtime::FamilyId, Evidence> all;
    for (const auto& lookup : evidence_lookups())
        inquiry.each(lookup.workflow, [&](const runtime::InstancePtr& each) {
            if (!lookup.key(*each).empty()) take(all[each->family], *each);
        });
    for (auto& [family, evidence] : all) {
        sort_by_id(evidence.employees);
        sort_by_id(evidence.solutions);
        sort_by_id(evidence.plans);
        sort_by_id(evidence.projects);
        sort_by_id(evidence.interviews);
    }
    return all;
}

}  // namespace waymark::partner
