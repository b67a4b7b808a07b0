#include "workflows/partner/samples.hpp"

#include <algorithm>

namespace waymark::partner {

namespace {

using states::Value;

// One story: a notice of 2 March that ends on 1 April, an application in the window of October.
const std::vector<std::pair<std::string_view, Value>>& samples() {
    static const std::vector<std::pair<std::string_view, Value>> all = {
        // quit
        {"received_at", "2026-03-02T12:40:00.000Z"},
        {"received_date", "2026-03-02"},
        {"requested_exit_date", "2026-03-31"},
        {"previous_exit_date", "2026-03-31"},
        {"exit_date", "2026-04-01"},
        {"exit_at", "2026-03-31T21:00:00.000Z"},
        {"last_day", "2026-03-31"},
        {"date_shifted", true},
        {"sender_role", "owner"},
        {"ticket", "SUP-1024"},
        {"due_date", "2026-03-03"},
        {"due_provisional", false},
        {"days", 7},
        {"comment", "The letter came from an address that is not on record."},
        {"checklist", Value::Object{{"customers_moved", true},
                                    {"invoices_settled", false},
                                    {"rebates_withdrawn", false},
                                    {"deals_transferred", true}}},
        // specialization, application
        {"technology", "infrastructure"},
        {"application", "0000000000000"},
        {"cure_date", "2026-06-30"},
        {"ended_from", "2026-07-01"},
        {"active_from", "2026-10-12"},
        {"again_from", "2026-11-01"},
        {"window", "2026-10"},
        {"previous_window", "2026-04"},
        {"window_opens", "2026-10-01"},
        {"window_ends", "2026-11-01"},
        {"opens_on", "2026-10-01"},
        {"interview_valid_to", "2027-03-20"},
        {"from_state", "in_review"},
        {"code", "CONSUMPTION_BELOW"},
        {"reason", "SPECIALISTS_MISSING"},
        {"unmet", Value::Array{Value::Object{{"code", "CONSUMPTION_BELOW"}, {"text", "11 of 12 million"}},
                               Value::Object{{"code", "SPECIALISTS_MISSING"}}}},
        {"late", true},
        {"submitted", 12},
        {"granted", 7},
        {"rejected", 2},
        {"carried", 3},
        // edition
        {"version", "r2"},
        {"from", "2027-01-01"},
        // campaign
        {"ready", false},
        {"gap", Value::Object{{"en", "One more person with Cloud service engineer is needed."},
                              {"ru", "Нужен ещё один сотрудник с сертификатом Cloud service engineer."}}},
        {"answer", "interested"},
        {"candidates", 17},
        // interview
        {"starts_at", "2026-10-07T08:00:00.000Z"},
        {"previous_starts_at", "2026-10-06T08:00:00.000Z"},
        {"ends_at", "2026-10-07T09:30:00.000Z"},
        {"architect", "0000000000000"},
        {"place", "https://meet.example/abc"},
        {"attempt", 1},
        {"recommendations", "Describe the disaster recovery of the second project."},
        {"valid_to", "2027-10-07"},
        // revocation
        {"reason_code", "AGREEMENT_BREACH"},
        {"clause", "5.2"},
        {"demand", "Take the outdated price list off the site."},
        {"cure_until", "2026-06-30"},
        {"effective_on", "2026-07-01"},
        {"appeal_until", "2026-07-31"},
        {"appealed_on", "2026-07-10"},
        {"proposed_by", "0000000000000"},
        // records
        {"kind", "solution"},
        {"what", "A landing zone for three shops"},
        {"result", "confirmed"},
        {"employee", "Olga Smirnova"},
        {"endings",
         Value::Array{Value::Object{
             {"text",
              Value::Object{
                  {"en", "certificate “Cloud infrastructure protection” (17), last day 15 October 2026"},
                  {"ru",
                   "сертификат «Защита облачной инфраструктуры» (17), последний день 15 октября 2026 "
                   "г."}}}}}},
        // onboarding, presale
        {"company", "Romashka LLC"},
        {"tin", "7707083893"},
        {"again", false},
        {"due", "2026-05-05"},
        {"provisional", false},
        {"days_left", 4},
        {"expires_on", "2026-08-01"},
        {"state", "draft"},
        {"agreement_number", "P-77"},
        {"agreement_date", "2026-05-06"},
        {"customer", "Vasilek LLC"},
        {"customer_kind", "new"},
        {"request", "An architect at the first meeting."},
        {"manager", "0000000000000"},
    };
    return all;
}

}  // namespace

std::optional<Value> sample_field(std::string_view name) {
    const auto found = std::ranges::find(samples(), name, &std::pair<std::string_view, Value>::first);
    return found == samples().end() ? std::nullopt : std::optional(found->second);
}

Value sample_fields(const std::vector<std::string>& names) {
    Value::Object fields;
    for (const auto& name : names) fields.emplace_back(name, sample_field(name).value_or("‹" + name + "›"));
    return fields;
}

}  // namespace waymark::partner
