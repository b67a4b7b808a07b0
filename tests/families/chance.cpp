#include "tests/families/chance.hpp"

#include "workflows/partner/program.hpp"

namespace waymark::families {

using states::Value;

namespace {

struct Habit {
    std::string_view workflow, state;
    std::vector<std::string> events;  // repeated: more often
};

const std::vector<Habit>& habits() {
    static const std::vector<Habit> all = {
        {"partner",
         "active",
         {"application.open", "application.open", "application.open", "application.open", "application.open",
          "application.open", "application.open", "application.open", "notice.register", "revocation.propose",
          "benefit.use"}},
        {"partner", "quit_pending", {"revocation.propose", "application.open", "notice.register"}},
        {"partner", "revoked", {"revocation.appeal"}},
        {"notice", "received", {"validate", "validate", "refuse", "withdraw"}},
        {"notice", "accepted", {"withdraw", "withdraw", "withdraw", "withdraw", "change_date", "check"}},
        {"application", "draft", {"draft.save", "draft.save", "submit", "submit", "submit", "withdraw"}},
        {"application", "submitted", {"check", "check", "check", "check", "reject", "withdraw"}},
        {"application", "in_review", {"complete", "complete", "complete", "complete", "ask", "reject"}},
        {"application", "action_required", {"answer", "answer", "answer", "withdraw"}},
        {"application", "interview", {"reject", "withdraw"}},
        {"application",
         "ready",
         {"grant", "grant", "grant", "late_grant.propose", "late_grant.approve", "reject"}},
        {"application", "on_hold", {"grant", "reject", "withdraw"}},
        {"interview", "requested", {"schedule"}},
        {"interview",
         "scheduled",
         {"pass", "pass", "fail", "fail", "no_show", "no_show", "reschedule", "cancel"}},
        {"revocation", "proposed", {"approve", "cure.grant", "drop", "drop"}},
        {"revocation", "cure", {"approve", "drop"}},
        {"revocation", "under_appeal", {"reverse", "reverse", "uphold"}},
        {"specialization", "active", {"risk.set", "end.decide", "risk.clear", "relinquish"}},
        {"window", "open", {"extension.propose", "extension.approve", "extension.drop"}},
        {"window", "closing", {"extension.propose", "extension.approve", "extension.approve"}},
    };
    return all;
}

}  // namespace

Instant Chance::when() {
    using namespace std::chrono;
    const auto now = program_.now(), alarm = program_.world().writer.alarm_at();
    const auto soon = [&](Instant at) { return at > now && at - now < days(60) ? at : now; };
    switch (below(40)) {
        case 0:
            return now + days(7 * (1 + below(4)));
        case 1:
            return soon(alarm - seconds(1));
        case 2:
            return soon(alarm);
        case 3:
        case 4:
            return now + days(1 + below(4));
        case 5:
        case 6:
        case 7:
            return now + hours(1 + below(20));
        default:
            return now;
    }
}

Deed Chance::deed() {
    Deed deed;
    deed.at = when();
    // What the timers on the way make of things is the deed's own business: it may be refused.
    std::vector<InstancePtr> candidates;
    std::vector<InstanceId> here;
    for (const auto partner : program_.partners()) {
        const auto status = state_of(program_.watch().at(partner));
        if (status == "active" || status == "quit_pending" || below(10) == 0) here.push_back(partner);
    }
    if (here.size() < 2) return deed;  // a new one
    const auto family = here[below(here.size())];
    for (const auto& each : program_.watch().instances())
        if (each->state.running && (each->family == runtime::family_rooted_at(family) ||
                                    (each->definition->workflow == "window" && below(4) == 0)))
            candidates.push_back(each);
    const auto whom = candidates[below(candidates.size())];
    const auto& chart = *whom->definition->chart;
    deed.whom = program_.watch().place_of(whom->id);
    for (const auto& habit : habits())
        if (habit.workflow == whom->definition->workflow && is_in(whom, habit.state) && below(15) != 0)
            deed.event = habit.events[below(habit.events.size())];
    while (deed.event.empty()) {
        const auto& any = chart.events()[below(chart.events().size())];
        if (any.name != "presale.request") deed.event = any.name;
        if (whom->definition->workflow == "window" && any.roles.empty()) return this->deed();
    }
    deed.who = actor_for(whom, deed.event);
    deed.data = data_for(deed, whom);
    return deed;
}

std::size_t Chance::actor_for(const InstancePtr& whom, std::string_view event) {
    const auto* declaration = whom->definition->chart->event(event);
    const auto may = [&](const char* role) {
        return std::ranges::find(declaration->roles, role) != declaration->roles.end();
    };
    if (may("architect") && below(8) != 0) {
        for (std::size_t i = Program::staff; i < Program::first_owner; ++i)
            if (program_.person(i) == text(whom, "architect")) return i;
        return Program::staff + below(Program::architects);
    }
    if (may("partner-owner") && (!may("pam") || below(2) == 0))
        for (std::size_t i = 0; i < program_.partners().size(); ++i)
            if (runtime::family_rooted_at(program_.partners()[i]) == whom->family)
                return Program::first_owner + i;
    return below(Program::staff);
}

std::string Chance::date_ahead(std::size_t days) {
    const auto& calendar = partner::shipped_rulebook().calendar;
    return partner::to_text(calendar.date_of(program_.now()) + std::chrono::days(below(days)));
}

/// On one of the next two Tuesdays, mostly of one architect: so that slots meet.
Value Chance::slot() {
    static constexpr std::array<const char*, 5> times = {"10:00", "10:15", "10:30", "10:45", "15:00"};
    auto day = partner::shipped_rulebook().calendar.date_of(program_.now()) + std::chrono::days(1);
    while (std::chrono::weekday(day) != std::chrono::Tuesday) day += std::chrono::days(1);
    day += std::chrono::days(7 * below(2));
    return Value::Object{
        {"architect", program_.person(Program::staff + (below(5) == 0 ? 1U : 0U))},
        {"starts_at", partner::to_text(day) + "T" + times[below(times.size())] + ":00+03:00"},
        {"minutes", 15 + 15 * static_cast<int>(below(3))},
        {"after_window", below(3) != 0}};
}

/// An id, a digest, or some code.
std::string Chance::text_like(const std::string& pattern) const {
    if (pattern.ends_with("{13}$")) return program_.person(1);
    if (pattern.ends_with("{64}$")) return std::string(64, '0');
    return "c1";
}

/// What a form demands, and nothing else.
Value Chance::filled_in(const Value& form) {
    Value::Object data;
    if (!form["required"].is_array()) {
        if (form["minProperties"].is_number())
            data.emplace_back(form["properties"].object().front().first, "because");
        return data;
    }
    for (const auto& member : form["required"].array()) {
        const auto& schema = form["properties"][member.string()];
        const auto type = schema["type"].string_or("string");
        if (schema["pattern"].is_string())
            data.emplace_back(member.string(), text_like(schema["pattern"].string()));
        else if (schema["enum"].is_array())
            data.emplace_back(member.string(), schema["enum"].array()[below(schema["enum"].array().size())]);
        else if (schema["format"] == Value("date"))
            data.emplace_back(member.string(), date_ahead(1));
        else if (type == "integer")
            data.emplace_back(member.string(), 1);
        else if (type == "boolean")
            data.emplace_back(member.string(), true);
        else
            data.emplace_back(member.string(), "because");
    }
    return data;
}

Value Chance::data_for(const Deed& deed, const InstancePtr& whom) {
    static constexpr std::array<const char*, 5> technologies = {"infrastructure", "devops", "data-platform",
                                                                "ml-ai", "security-compliance"};
    const auto& event = deed.event;
    const auto reason = Value::Object{{"reason", "because"}};
    if (event == "notice.register") {
        Value::Object notice{{"sender", Value::Object{{"role", below(8) == 0 ? "other" : "owner"}}}};
        if (below(2) == 0) notice.emplace_back("requested_exit_date", date_ahead(70));
        if (below(3) == 0)
            notice.emplace_back("received_at", waymark::to_text(deed.at - std::chrono::hours(below(300))));
        return notice;
    }
    if (event == "benefit.use")
        return Value::Object{{"benefit", "training-grants"},
                             {"technology", technologies[below(5)]},
                             {"amount_kopecks", 1'000'000 * (1 + static_cast<int>(below(9)))},
                             {"on", date_ahead(1)},
                             {"purpose", "training"}};
    if (event == "application.open") return Value::Object{{"technology", technologies[below(5)]}};
    if (event == "draft.save" || event == "answer")
        return Value::Object{{"solutions", Value::Array{"one"}},
                             {"business_plan", "plan"},
                             {"specialists", Value::Array{"Olga", "Ivan"}}};
    if (event == "check" && whom->definition->workflow == "notice")
        return Value::Object{{"item", "customers_moved"}};
    if (event == "check" || event == "grant" || event == "late_grant.approve") return Value::Object{};
    const auto& workflow = whom->definition->workflow;
    if (event == "complete" && workflow == "application") return below(8) != 0 ? Value::Object{} : reason;
    if (event == "reject") return Value::Object{{"code", "CONSUMPTION_BELOW"}};
    if (event == "refuse") return Value::Object{{"reason", "NOT_A_NOTICE"}};
    if (event == "change_date") return Value::Object{{"exit_date", date_ahead(60)}};
    if (event == "schedule" || event == "reschedule") return slot();
    if (event == "pass" || event == "fail")
        return Value::Object{{"scores", Value::Array{Value::Object{{"criterion", "depth"}, {"score", 4}}}},
                             {"comment", "good"}};
    if (event == "revocation.propose")
        return Value::Object{{"reason_code", "FALSE_DATA"}, {"clause", "1"}, {"evidence", "seen"}};
    if (event == "revocation.appeal") return Value::Object{{"grounds", "not so"}};
    if (event == "cure.grant")
        return Value::Object{{"days", 1 + static_cast<int>(below(30))}, {"demand", "put it right"}};
    if (event == "approve" && workflow == "revocation")
        return below(2) == 0 ? Value::Object{} : Value::Object{{"effective_on", date_ahead(40)}};
    if (event == "extension.propose")
        return Value::Object{{"last_day", date_ahead(70)}, {"reason", "because"}};
    if (event == "end.decide") return Value::Object{{"reason", "because"}, {"cure_date", date_ahead(30)}};
    const auto* declaration = whom->definition->chart->event(event);
    return declaration->form.is_object() ? filled_in(declaration->form) : Value(Value::Object{});
}

}  // namespace waymark::families
