// A few instances of shipped charts by hand, as the letters look them up: persons, a partner, what belongs to
// it. No runtime and no journal: personal texts are put back from a map.
#pragma once

#include <deque>
#include <map>
#include <string>

#include "workflows/partner/recipients.hpp"

namespace waymark::partner {

class SmallTown final : public runtime::Inquiry {
  public:
    /// Starts an instance with these data; `parent` 0: nobody. Texts "subject:…" in them stand for what
    /// `tell` says.
    runtime::InstanceId add(const std::string& workflow, const states::Value& data,
                            runtime::InstanceId parent = {});
    void tell(const std::string& subject, const states::Value& revealed) { subjects_[subject] = revealed; }
    void forget(const std::string& subject) { subjects_.erase(subject); }
    /// A person of the provider's, whose name and address are personal.
    runtime::InstanceId add_person(const std::string& name, const std::string& role, const std::string& email,
                                   const std::string& locale = "ru");
    void let_go(runtime::InstanceId id);

    /// A message of this instance.
    [[nodiscard]] runtime::OutboxRow row(runtime::InstanceId instance, const std::string& message,
                                         const std::string& audience, const states::Value& fields) const;

    runtime::InstancePtr instance(runtime::InstanceId id) override;
    const std::vector<runtime::InstancePtr>& family(runtime::FamilyId family) override;
    const std::vector<runtime::InstancePtr>& all(const std::string& workflow) override;
    void each(const std::string& workflow,
              const std::function<void(const runtime::InstancePtr&)>& take) override {
        for (const auto& instance : all(workflow)) take(instance);
    }
    /// Nothing has ever moved here.
    std::vector<runtime::Stay> stays(const runtime::Instance& instance, std::size_t) override {
        return {{std::string(runtime::principal_state(instance)), instance.created_at}};
    }
    states::Value reveal(const states::Value& value) override;

  private:
    std::deque<runtime::Definition> definitions_;
    std::vector<runtime::InstancePtr> instances_;
    std::map<std::string, states::Value> subjects_;
    std::vector<runtime::InstancePtr> asked_for_;
};

}  // namespace waymark::partner
