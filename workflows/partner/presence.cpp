#include "workflows/partner/presence.hpp"

#include <algorithm>
#include <mutex>

#include "workflows/partner/data.hpp"

namespace waymark::partner {

namespace {

using runtime::FactQuestion;
using runtime::Instance;
using runtime::InstanceId;
using states::Value;

bool holds(const Instance& person, std::string_view role) {
    const Value& held = datum(person, "roles");
    return held.is_array() &&
           std::ranges::any_of(held.array(), [&](const Value& each) { return each.string_or("") == role; });
}

bool share_a_role(const Instance& one, const Instance& other) {
    const Value& held = datum(one, "roles");
    return held.is_array() && std::ranges::any_of(held.array(), [&](const Value& role) {
               return holds(other, role.string_or(""));
           });
}

runtime::InstancePtr person_named(const FactQuestion& question, std::string_view id) {
    const auto found = question.find("persons", id);
    return found.empty() || !found.front()->state.running ? nullptr : found.front();
}

}  // namespace

InstanceId acting_deputy(const Instance& person) {
    const Value& deputy = datum(person, "deputy");
    if (!person.state.running || !deputy.is_object() || deputy["acting"] != Value(true)) return {};
    return runtime::parse_instance_id(deputy["person"].string_or("")).value_or(InstanceId{});
}

Value deputy_fact(const FactQuestion& question) {
    const auto& named = question.event.data["deputy"];
    if (!named.is_string()) return {};
    const auto person = person_named(question, named.string());
    return Value::Object{{"present", person != nullptr},
                         {"himself", named.string() == runtime::to_text(question.instance.id)},
                         {"shares_role", person != nullptr && share_a_role(question.instance, *person)}};
}

Value stands_in_fact(const FactQuestion& question) {
    const auto architect = person_named(question, text(question.instance, "architect"));
    const auto deputy = architect ? acting_deputy(*architect) : InstanceId{};
    return deputy.number != 0 && question.event.origin == runtime::to_text(deputy);
}

Value account_manager_fact(const FactQuestion& question) {
    const auto& named = question.event.data["pam"];
    if (!named.is_string()) return {};
    const auto person = person_named(question, named.string());
    return person != nullptr && holds(*person, "pam");
}

std::vector<runtime::Errand> after_leaving(const Instance& person, const runtime::FindInstances& find) {
    std::vector<runtime::Errand> errands;
    if (person.state.running) return errands;
    for (const auto& interview : find("scheduled-interviews", runtime::to_text(person.id)))
        errands.push_back({interview->id, "architect.release", {}});
    return errands;
}

void Presence::take(const Instance& person) {
    const std::unique_lock lock(mutex_);
    if (person.state.running)
        here_.insert(person.id);
    else
        here_.erase(person.id);
    if (const auto deputy = acting_deputy(person); deputy.number != 0)
        deputy_of_[person.id] = deputy;
    else
        deputy_of_.erase(person.id);
}

bool Presence::is_here(InstanceId person) const {
    const std::shared_lock lock(mutex_);
    return here_.contains(person);
}

bool Presence::stands_in(InstanceId person, InstanceId other) const {
    const std::shared_lock lock(mutex_);
    const auto found = deputy_of_.find(other);
    return found != deputy_of_.end() && found->second == person;
}

std::vector<InstanceId> Presence::absent_behind(InstanceId person) const {
    const std::shared_lock lock(mutex_);
    std::vector<InstanceId> found;
    for (const auto& [absent, deputy] : deputy_of_)
        if (deputy == person) found.push_back(absent);
    return found;
}

}  // namespace waymark::partner
