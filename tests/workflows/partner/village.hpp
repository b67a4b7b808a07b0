// Instances of shipped charts that the program's own lookups find: for the tests of facts.
#pragma once

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {

class Village {
  public:
    runtime::InstancePtr add(const std::string& workflow, const std::string& data,
                             runtime::InstanceId parent = {}) {
        auto& definition = definitions_[workflow];
        definition.workflow = workflow;
        definition.chart = shipped_chart(workflow);
        auto instance = std::make_shared<runtime::Instance>();
        instance->id = {++last_};
        instance->parent = parent;
        instance->family = runtime::family_rooted_at(parent.number == 0 ? instance->id : parent);
        instance->definition = &definition;
        instance->updated_at = at;
        states::Outcome outcome;
        const auto id = runtime::to_text(instance->id);
        interpreter_->start(*definition.chart, instance->state, json(data), {at, id, false}, outcome);
        instances_.push_back(instance);
        return instance;
    }
    void send(const runtime::InstancePtr& to, const std::string& name, const std::string& data = "{}",
              const std::string& who = {}) {
        for (auto& each : instances_) {
            if (each->id != to->id) continue;
            states::Event event;
            event.name = name;
            event.data = json(data);
            event.origin = who;
            each->updated_at = at;
            states::Outcome outcome;
            interpreter_->dispatch(*each->definition->chart, each->state, event,
                                   {at, runtime::to_text(each->id), false}, outcome);
            EXPECT_TRUE(outcome.matched) << name;
        }
    }
    [[nodiscard]] runtime::FindInstances find() const {
        return [this](std::string_view name, std::string_view key) {
            std::vector<runtime::InstancePtr> found;
            bool known = false;
            for (const auto& lookup : program_.lookups) {
                known = known || lookup.name == name;
                for (const auto& each : instances_)
                    if (lookup.name == name && each->definition->workflow == lookup.workflow &&
                        !key.empty() && lookup.key(*each) == key)
                        found.push_back(each);
            }
            EXPECT_TRUE(known) << name;
            return found;
        };
    }

    void each(const std::string& workflow,
              const std::function<void(const runtime::InstancePtr&)>& take) const {
        for (const auto& instance : instances_)
            if (instance->definition->workflow == workflow) take(instance);
    }

    Instant at = msk("2026-09-01 00:00");

  private:
    const runtime::Program program_ = partner_program();
    std::map<std::string, runtime::Definition> definitions_;
    std::unique_ptr<states::Interpreter> interpreter_ = std::make_unique<states::Interpreter>();
    std::uint64_t last_ = 0;
    std::vector<std::shared_ptr<runtime::Instance>> instances_;
};

}  // namespace waymark::partner
