#include "workflows/partner/interviews.hpp"

#include <algorithm>
#include <mutex>

#include "workflows/partner/data.hpp"

namespace waymark::partner {

namespace {

using runtime::Instance;
using runtime::InstanceId;
using states::Value;
using std::chrono::minutes;

std::string scheduled(const Instance& interview) {
    return runtime::principal_state(interview) == "scheduled" ? text(interview, "architect") : std::string();
}

minutes minutes_in(const Rulebook& rulebook, const Value& given) {
    const auto& number = given.is_number() ? given : rulebook.parameter("interview.minutes");
    return minutes(static_cast<std::int64_t>(number.number()));
}

Value::Array conflicts(const Rulebook& rulebook, const runtime::FactQuestion& question,
                       const std::string& architect) {
    Value::Array found;
    const auto starts_at = parse_instant(question.event.data["starts_at"].string_or(""));
    if (!starts_at) return found;
    const auto ends_at = *starts_at + minutes_in(rulebook, question.event.data["minutes"]);
    const auto gap = minutes_in(rulebook, rulebook.parameter("interview.gap_minutes"));
    for (const auto& other : question.find("scheduled-interviews", architect)) {
        if (other->id == question.instance.id) continue;
        const auto begins = parse_instant(text(*other, "starts_at")),
                   ends = parse_instant(text(*other, "ends_at"));
        if (!begins || !ends || ends_at + gap <= *begins || *ends + gap <= *starts_at) continue;
        found.emplace_back(Value::Object{{"interview", runtime::to_text(other->id)},
                                         {"starts_at", waymark::to_text(*begins)},
                                         {"ends_at", waymark::to_text(*ends)}});
    }
    return found;
}

}  // namespace

std::vector<runtime::Lookup> interview_lookups() {
    return {{"persons", "person", [](const Instance& person) { return runtime::to_text(person.id); }},
            {"scheduled-interviews", "interview", scheduled}};
}

Value architect_fact(const Rulebook& rulebook, const runtime::FactQuestion& question) {
    const auto& named = question.event.data["architect"];
    if (!named.is_string()) return {};
    const std::string architect = named.string();
    const auto persons = question.find("persons", architect);
    const Value role("architect");
    const bool present =
        !persons.empty() && runtime::principal_state(*persons.front()) == "present" &&
        std::ranges::find(items(*persons.front(), "roles"), role) != items(*persons.front(), "roles").end();
    return Value::Object{
        {"present", present},
        {"competences", present ? datum(*persons.front(), "competences") : Value(Value::Array{})},
        {"conflicts", conflicts(rulebook, question, architect)}};
}

void Assignments::take(const Instance& interview) {
    const auto architect = runtime::parse_instance_id(text(interview, "architect"));
    const auto application = runtime::parse_instance_id(text(interview, "application"));
    const std::unique_lock lock(mutex_);
    auto& before = architect_of_[interview.id];
    const auto now = architect.value_or(InstanceId{});
    if (before == now || !application) return;
    auto& assigned = of_application_[*application];
    for (auto& each : assigned)
        if (each.architect == before) --each.interviews;
    std::erase_if(assigned, [](const Assigned& each) { return each.interviews == 0; });
    if (now.number != 0) {
        const auto known = std::ranges::find(assigned, now, &Assigned::architect);
        if (known != assigned.end())
            ++known->interviews;
        else
            assigned.push_back({now, 1});
    }
    before = now;
}

bool Assignments::include(InstanceId architect, InstanceId instance) const {
    const std::shared_lock lock(mutex_);
    if (const auto interview = architect_of_.find(instance); interview != architect_of_.end())
        return interview->second == architect;
    const auto application = of_application_.find(instance);
    return application != of_application_.end() &&
           std::ranges::find(application->second, architect, &Assigned::architect) !=
               application->second.end();
}

}  // namespace waymark::partner
