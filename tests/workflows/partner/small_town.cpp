#include "tests/workflows/partner/small_town.hpp"

#include "states/interpreter.hpp"
#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {

using runtime::Instance;
using runtime::InstanceId;
using states::Value;

InstanceId SmallTown::add(const std::string& workflow, const Value& data, InstanceId parent) {
    auto& definition = definitions_.emplace_back();
    definition.workflow = workflow;
    definition.chart = shipped_chart(workflow);
    auto instance = std::make_shared<Instance>();
    instance->id = {instances_.size() + 1};
    instance->family = runtime::family_rooted_at(instance->id);
    instance->parent = parent;
    instance->definition = &definition;
    states::Outcome outcome;
    states::Interpreter().start(*definition.chart, instance->state, data,
                                {.now = msk("2026-03-02 15:40"), .session_id = to_text(instance->id)},
                                outcome);
    instances_.push_back(instance);
    return instance->id;
}

InstanceId SmallTown::add_person(const std::string& name, const std::string& role, const std::string& email,
                                 const std::string& locale) {
    tell("subject:name." + name, name);
    tell("subject:email." + name, email);
    return add("person",
               Value::Object{{"name", "subject:name." + name},
                             {"email", email.empty() ? Value(nullptr) : Value("subject:email." + name)},
                             {"locale", locale},
                             {"roles", Value::Array{role}}});
}

void SmallTown::let_go(InstanceId id) {
    auto gone = std::make_shared<Instance>(*instance(id));
    gone->state.running = false;
    instances_[id.number - 1] = gone;
}

runtime::OutboxRow SmallTown::row(InstanceId instance, const std::string& message,
                                  const std::string& audience, const Value& fields) const {
    runtime::OutboxRow row;
    row.record = 17;
    row.instance = instance;
    row.at = msk("2026-03-02 15:40");
    row.notification = {message, audience, fields, false, false};
    return row;
}

runtime::InstancePtr SmallTown::instance(InstanceId id) {
    return id.number >= 1 && id.number <= instances_.size() ? instances_[id.number - 1] : nullptr;
}

const std::vector<runtime::InstancePtr>& SmallTown::family(runtime::FamilyId) { return instances_; }

const std::vector<runtime::InstancePtr>& SmallTown::all(const std::string& workflow) {
    asked_for_.clear();
    for (const auto& each : instances_)
        if (each->definition->workflow == workflow) asked_for_.push_back(each);
    return asked_for_;
}

Value SmallTown::reveal(const Value& value) {
    if (value.is_string() && value.string().starts_with("subject:")) {
        const auto known = subjects_.find(value.string());
        return known == subjects_.end() ? Value(nullptr) : known->second;
    }
    if (!value.is_object()) return value;
    auto members = value.object();
    for (auto& [name, member] : members) member = reveal(member);
    return members;
}

}  // namespace waymark::partner
