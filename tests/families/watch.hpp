// Reads the journal behind the service and holds every commit against the promises. Knows the service by its
// journal and definitions only.
#pragma once

#include "tests/families/family.hpp"
#include "workflows/runtime/stepping.hpp"

namespace waymark::families {

class Watch {
  public:
    Watch(runtime::Journal& journal, runtime::DefinitionOf definition_of)
        : journal_(journal), definition_of_(std::move(definition_of)) {}

    /// What is new; fails the test at a broken promise.
    void follow();

    [[nodiscard]] const std::vector<InstancePtr>& instances() const { return instances_; }  // by creation
    [[nodiscard]] InstancePtr at(InstanceId id) const { return instances_[place_.at(id)]; }
    [[nodiscard]] std::size_t place_of(InstanceId id) const { return place_.at(id); }
    [[nodiscard]] Family family(FamilyId id) const;
    [[nodiscard]] runtime::Sequence records() const { return next_ - 1; }

    /// One line for each record, and one for each instance as it stands: instances by their order, free text
    /// left out, and whether something was late.
    [[nodiscard]] const std::vector<std::string>& story() const { return story_; }
    [[nodiscard]] std::vector<std::string> standing() const;

  private:
    void take(const runtime::Record& record);
    void expect_turn(const runtime::Record& record) const;
    void expect_quiet_step(const runtime::Record& record, const InstancePtr& before);
    void expect_grant(const runtime::Record& record, const InstancePtr& after) const;
    void end_of_command();
    [[nodiscard]] std::string told(std::string text) const;
    [[nodiscard]] std::string standing(const InstancePtr& instance) const;

    runtime::Journal& journal_;
    runtime::DefinitionOf definition_of_;
    runtime::Sequence next_ = 1, command_ = 0;
    std::vector<InstancePtr> instances_;
    std::map<InstanceId, std::size_t> place_;
    std::map<FamilyId, std::vector<std::size_t>> families_;
    std::set<FamilyId> touched_;
    std::vector<std::string> story_;
    runtime::Stepping stepping_;
    states::Outcome outcome_;
};

}  // namespace waymark::families
