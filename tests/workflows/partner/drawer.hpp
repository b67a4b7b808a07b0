// Instances of shipped charts, found by the program's own lookups: what facts and evidence are made of. No
// runtime: events are sent to one instance at a time.
#pragma once

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {

class Drawer {
  public:
    /// Who belongs to the family of the partner with this number.
    runtime::InstanceId add(const std::string& workflow, std::uint64_t partner, const std::string& data,
                            Instant at) {
        auto& definition = definitions_[workflow];
        definition.workflow = workflow;
        if (!definition.chart) definition.chart = shipped_chart(workflow);
        auto instance = std::make_shared<runtime::Instance>();
        instance->id = {1'000 + instances_.size()};
        instance->family = runtime::family_rooted_at({partner});
        instance->parent = {partner};
        instance->definition = &definition;
        instance->updated_at = at;
        states::Interpreter().start(*definition.chart, instance->state, json(data),
                                    {at, to_text(instance->id), false}, outcome_);
        instances_.push_back(instance);
        return instance->id;
    }
    /// Whether it was taken.
    bool send(runtime::InstanceId id, const std::string& event, const std::string& data, Instant at) {
        auto& instance = *instances_.at(id.number - 1'000);
        states::Event sent;
        sent.name = event;
        sent.data = json(data);
        states::Interpreter().dispatch(*instance.definition->chart, instance.state, sent,
                                       {at, to_text(id), false}, outcome_);
        if (outcome_.matched) instance.updated_at = at;
        return outcome_.matched;
    }
    /// The command that began it was undone.
    void undo(runtime::InstanceId id) { instances_.at(id.number - 1'000)->state = {}; }

    [[nodiscard]] runtime::FindInstances find() const {
        return [this](std::string_view name, std::string_view key) {
            std::vector<runtime::InstancePtr> found;
            for (const auto& lookup : program_.lookups)
                for (const auto& each : instances_)
                    if (lookup.name == name && each->definition->workflow == lookup.workflow &&
                        lookup.key(*each) == key)
                        found.push_back(each);
            return found;
        };
    }
    [[nodiscard]] const runtime::Instance& at(runtime::InstanceId id) const {
        return *instances_.at(id.number - 1'000);
    }
    [[nodiscard]] states::Value fact(const std::string& name, runtime::InstanceId id,
                                     const std::string& data) const {
        states::Event event;
        event.data = json(data);
        return program_.facts({name, *instances_.at(id.number - 1'000), event, {}, find()});
    }

  private:
    const runtime::Program program_ = partner_program();
    std::map<std::string, runtime::Definition> definitions_;
    std::vector<std::shared_ptr<runtime::Instance>> instances_;
    states::Outcome outcome_;
};

}  // namespace waymark::partner
